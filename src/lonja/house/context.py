"""Whose office a page belongs to."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import House


def house(request: HttpRequest) -> dict[str, object]:
    """`house`: the cluster, read once a page, or an unnamed one before it is set up."""
    found = SimpleLazyObject(lambda: House.ours() or House(name="Lonja", records_since=0))
    return {"house": found, "house_name": SimpleLazyObject(lambda: found.short_name or found.name)}
