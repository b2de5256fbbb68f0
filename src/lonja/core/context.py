"""What every page of the house knows."""

from django.http import HttpRequest

THEMES = {"light", "dark"}


def theme(request: HttpRequest) -> dict[str, object]:
    """`theme`: "light" or "dark" when this browser has chosen one; empty, the system decides."""
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in THEMES else ""}
