"""What the office works with here, declared for the workbench."""

from . import counting, encounter, notices

__all__ = ["counting", "encounter", "notices"]
