"""Charts drawn on the server: the page, the PDF and the Word file show the same picture."""

from .sparkline import sparkline

__all__ = ["sparkline"]
