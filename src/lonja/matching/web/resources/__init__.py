"""What the office works with here, declared for the workbench."""

from . import (
    counting,
    encounter,
    feeds,
    intake,
    introductions,
    meetings,
    notices,
    outcomes,
    profiles,
)

__all__ = [
    "counting", "encounter", "feeds", "intake", "introductions", "meetings",
    "notices", "outcomes", "profiles",
]  # fmt: skip
