from .act import Act, ActQuerySet
from .participation import Participation

__all__ = ["Act", "ActQuerySet", "Participation"]
