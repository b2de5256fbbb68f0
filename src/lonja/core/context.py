"""What every page of the house knows."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .navigation import rail_of

THEMES = {"light", "dark"}


def house(request: HttpRequest) -> dict[str, object]:
    """`rail`: the sections of the rail, asked for only by pages that draw it.

    `theme`: "light" or "dark" when this browser has chosen one, else empty: the system decides.
    """
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("theme", "")
    return {
        "rail": SimpleLazyObject(partial(rail_of, user, request.path)),
        "theme": theme if theme in THEMES else "",
    }
