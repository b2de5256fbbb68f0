"""Who may enter a page, in words. Nobody may, unless the page says so.

    @access.staff_required
    def invite(request): ...

    class Ledger(TemplateView):
        access = access.readers_required

A page only declares; `middleware.RefuseUnlessAllowed` asks before each one, in one place. A page
that declares nothing is refused to everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

from .enums import READERS, STAFF, Role

# Pages of the workbench ask their resource, record by record.
RESOURCE = "resource"
# What apps below this one, which cannot import it, say of their pages.
PUBLIC = "public"


@dataclass(frozen=True)
class Access:
    """Whom a page lets in. As a decorator, it declares it of a view.

    `own`: it concerns nobody but whoever is signed in, so that those who only read may write here:
    their password, their language, signing out.
    """

    name: str
    allows: Callable[[Any], bool]
    own: bool = False

    def __call__(self, view: Callable) -> Callable:
        view.access = self  # type: ignore[attr-defined]
        return view

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _works(user: Any) -> bool:
    return user.is_authenticated and user.is_active


def roles(name: str, allowed: Iterable[Role]) -> Access:
    """Only people with one of these roles."""
    allowed = frozenset(allowed)
    return Access(name, lambda user: _works(user) and user.role in allowed)


public = Access("public", lambda user: True)
# The page itself decides, as those behind a signed link or an API token do.
checked_inside = Access("checked inside", lambda user: True)
signed_in_required = Access("signed in", _works)
own_account = Access("own account", _works, own=True)
readers_required = roles("readers", READERS)
staff_required = roles("staff", STAFF)
direction_required = roles("direction", {Role.DIRECTION})


def declared(view: Callable) -> Access | str | None:
    """What a view declares: an Access, RESOURCE, or None when it says nothing."""
    said = getattr(view, "access", None)
    if said is None:
        said = getattr(getattr(view, "view_class", None), "access", None)
    if said == PUBLIC:
        return public
    return said if isinstance(said, Access) or said == RESOURCE else None


def declare(
    patterns: Iterable[URLPattern | URLResolver],
    access: Access,
    by_name: dict[str, Access] | None = None,
) -> list[URLPattern | URLResolver]:
    """Declare for addresses that others wrote: each by its name, else `access`."""
    patterns = list(patterns)
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            declare(pattern.url_patterns, access, by_name)
        else:
            (by_name or {}).get(pattern.name or "", access)(pattern.callback)
    return patterns
