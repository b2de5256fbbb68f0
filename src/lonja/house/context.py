"""Whose office a page belongs to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import House


def house_of(request: HttpRequest) -> House:
    """The cluster, or an unnamed one before it is set up; read once a request."""
    found: House | None = getattr(request, "_house", None)
    if found is None:
        found = House.ours() or House(name="Lonja", records_since=0)
        request._house = found  # type: ignore[attr-defined]
    return found


def house(request: HttpRequest) -> dict[str, object]:
    """`house`: the cluster, read once a page, or an unnamed one before it is set up."""
    found = SimpleLazyObject(lambda: house_of(request))
    return {"house": found, "house_name": SimpleLazyObject(lambda: found.short_name or found.name)}
