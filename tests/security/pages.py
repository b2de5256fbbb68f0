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


@dataclass(frozen=True)
class Page:
    """One address: its name, its view, and a path that leads there."""

    name: str
    view: Callable
    path: str

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
        path = prefix + _filled(pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield Page(pattern.name or "", pattern.callback, path)


def _filled(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)

    def stand_in(found: re.Match) -> str:
        kind, _, name = found[1].rpartition(":")
        return KNOWN_PARTS.get(name, STAND_INS.get(kind or "str", "nada"))

    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: KNOWN_PARTS.get(m[1], "nada"), text)
    return re.sub(r"<([^>]+)>", stand_in, text).removeprefix("^").removesuffix("$")
