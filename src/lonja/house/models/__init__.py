from .house import House

__all__ = ["House"]
