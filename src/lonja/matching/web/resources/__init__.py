"""What the office works with here, declared for the workbench."""

from . import counting, encounter, feeds, intake, notices, profiles

__all__ = ["counting", "encounter", "feeds", "intake", "notices", "profiles"]
