from .document import Document
from .word import Word

__all__ = ["Document", "Word"]
