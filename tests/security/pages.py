"""Every address of the office, walked from its root."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from lonja.accounts import access

# What stands for each part of an address: nothing that exists.
STAND_INS = {"int": "999999", "str": "nada", "slug": "nada", "path": "nada", "uuid": "0" * 32}
# Where a part has to be one of a few.
KNOWN_PARTS = {"form": "csv", "provider_id": "oidc", "uidb36": "1", "key": "1-1"}


PART = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:(\w+):)?(\w+)>")
"""A part of an address: one of an expression, or one of a kind ("int") with its name."""


@dataclass(frozen=True)
class Page:
    """One address, with the parts that it has: its name and its view."""

    name: str
    view: Callable
    route: str

    @property
    def parts(self) -> dict[str, str]:
        """What stands in each of its parts when nothing real does."""
        return {
            found[1] or found[3]: KNOWN_PARTS.get(
                found[1] or found[3], STAND_INS[found[2] or "str"]
            )
            for found in PART.finditer(self.route)
        }

    @property
    def path(self) -> str:
        """Of nothing that exists."""
        return self.filled()

    def filled(self, **parts: object) -> str:
        known = self.parts | parts
        return PART.sub(lambda found: str(known[found[1] or found[3]]), self.route)

    @property
    def access(self) -> access.Access | str | None:
        return access.declared(self.view)

    @property
    def resource(self):
        """The one that its address was made for; pages that find theirs later have none here."""
        return getattr(self.view, "view_initkwargs", {}).get("resource")

    @property
    def verbs(self) -> set[str]:
        """Whether it is read or only written to, as far as its view says."""
        allowed = getattr(getattr(self.view, "view_class", None), "http_method_names", ["get"])
        return {"get"} if "get" in allowed else {"post"}

    def __str__(self) -> str:
        return f"{self.name or '?'} {self.path}"


def all_pages() -> list[Page]:
    return list(_walk(get_resolver().url_patterns, "/"))


def _walk(patterns: list, prefix: str) -> Iterator[Page]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield Page(pattern.name or "", pattern.callback, route)
