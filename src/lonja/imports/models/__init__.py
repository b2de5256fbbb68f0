from .mapping import SavedMapping
from .row import ImportedRow
from .run import ImportRun

__all__ = ["ImportRun", "ImportedRow", "SavedMapping"]
