"""Line 8 of the balance: with how many territories the office worked, and what came of it."""

from . import encounter_figures, meeting_figures, worked_figures

__all__ = ["encounter_figures", "meeting_figures", "worked_figures"]
