"""What a token may read: "*" everything, "figures", "line:5", or "resource:impactos".

A scope never adds to what its person may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lonja.core.navigation import SECTIONS
from lonja.workbench.registry import all_resources
from lonja.workbench.resource import Resource

ALL = "*"
FIGURES = "figures"


def choices() -> list[tuple[str | Promise, list[tuple[str, str | Promise]]]]:
    """Scopes to choose from, in groups: the whole, lines of work, and single lists."""
    lines = [
        (f"line:{section.number}", f"{section.number}. {section.label}")
        for section in SECTIONS.values()
        if section.number
    ]
    lists = [
        (f"resource:{resource.slug}", resource.plural.capitalize())
        for resource in sorted(all_resources(), key=lambda r: r.plural)
    ]
    whole = [(ALL, _("Todo lo que yo veo")), (FIGURES, _("Las cifras del año"))]
    return [(_("General"), whole), (_("Líneas de trabajo"), lines), (_("Listas sueltas"), lists)]


def allows_resource(scopes: Iterable[str], resource: Resource) -> bool:
    opening = {ALL, f"resource:{resource.slug}"}
    if resource.line:
        opening.add(f"line:{resource.line}")
    return bool(opening & set(scopes))


def allows_figures(scopes: Iterable[str]) -> bool:
    return bool({ALL, FIGURES} & set(scopes))


def in_words(scopes: Sequence[str]) -> list[str]:
    known = {key: str(label) for _group, pairs in choices() for key, label in pairs}
    return [known.get(scope, scope) for scope in scopes]
