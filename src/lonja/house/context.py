"""Whose office a page belongs to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from lonja.core import navigation

from .models import House


def house_of(request: HttpRequest) -> House:
    """The cluster, or an unnamed one before it is set up; read once a request, with the numbers
    that its rail shows."""
    found: House | None = getattr(request, "_house", None)
    if found is None:
        numbers = navigation.numbers_for(getattr(request, "user", None))
        found = House.ours(**numbers) or House(name="Lonja", records_since=0)
        request._house = found  # type: ignore[attr-defined]
    return found


def house(request: HttpRequest) -> dict[str, object]:
    """`house`: the cluster, or an unnamed one before it is set up. `rail`: the sections of the
    rail. Both for the pages that show them."""
    found = SimpleLazyObject(lambda: house_of(request))
    user = getattr(request, "user", None)
    return {
        "house": found,
        "house_name": SimpleLazyObject(lambda: found.short_name or found.name),
        "rail": SimpleLazyObject(
            lambda: navigation.rail_of(user, request.path, vars(house_of(request)))
        ),
    }
