"""What the office works with here, declared for the workbench."""

from . import (
    choosing,
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
    "choosing", "counting", "encounter", "feeds", "intake", "introductions", "meetings",
    "notices", "outcomes", "profiles",
]  # fmt: skip
