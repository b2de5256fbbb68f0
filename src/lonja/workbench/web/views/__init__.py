"""The pages of any resource: each view is made for one resource and asks it who may see what."""

from .bin import Bin, DeleteRecord, RestoreRecord
from .choices import Choices
from .detail import DetailPage
from .export import Export
from .form import AddPage, ChangePage
from .later import LaterParts
from .listing import ListPage
from .proof import ProveRecord
from .trail import TrailPage

__all__ = [
    "AddPage", "Bin", "ChangePage", "Choices", "DeleteRecord", "DetailPage", "Export", "LaterParts",
    "ListPage", "ProveRecord", "RestoreRecord", "TrailPage",
]  # fmt: skip
