from .mention import Mention, Story
from .outlet import Outlet
from .valuation import Valuation

__all__ = ["Mention", "Outlet", "Story", "Valuation"]
