"""Line 8 of the balance: with how many territories the office worked, and what came of it."""

from . import encounter, meetings, worked

__all__ = ["encounter", "meetings", "worked"]
