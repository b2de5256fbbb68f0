from .closing import Closing, FrozenFigure, FrozenRow, RestatementNote
from .custom import CustomFigure
from .edition import Edition, Publication, Section, SignOff
from .goal import Goal
from .kept import KeptYear
from .opening import OpeningBalance, OpeningItem
from .photo import Photo

__all__ = [
    "Closing", "CustomFigure", "Edition", "FrozenFigure", "FrozenRow", "Goal", "KeptYear",
    "OpeningBalance", "OpeningItem", "Photo", "Publication", "RestatementNote", "Section",
    "SignOff",
]  # fmt: skip
