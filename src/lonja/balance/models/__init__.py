from .closing import Closing, FrozenFigure, FrozenRow, RestatementNote
from .custom import CustomFigure
from .edition import Edition, Publication, Section, SignOff
from .goal import Goal
from .opening import OpeningBalance, OpeningItem
from .photo import Photo

__all__ = [
    "Closing", "CustomFigure", "Edition", "FrozenFigure", "FrozenRow", "Goal", "OpeningBalance",
    "OpeningItem", "Photo", "Publication", "RestatementNote", "Section", "SignOff",
]  # fmt: skip
