"""Lines 3 and 4 of the balance: what the cluster told, and who follows and reads it."""

from . import audience, posts

__all__ = ["audience", "posts"]
