from .evidence import Evidence

__all__ = ["Evidence"]
