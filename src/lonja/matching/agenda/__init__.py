"""What the encounter asks of the office day by day."""

from . import choosing, encounter, needs

__all__ = ["choosing", "encounter", "needs"]
