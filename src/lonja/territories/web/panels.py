"""What the page of a territory shows besides its fields: where it is, and what lies in what."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lonja.core.formatting import number
from lonja.workbench.panels import Panel

from .. import drawing, queries
from .. import map as maps
from ..enums import SUPRAMUNICIPAL, Band, Kind
from ..models import Territory


def inhabitants(territory: Territory) -> str:
    """ "268.313 (2023)"; of a body, the sum of its municipalities."""
    people = queries.population_of(territory)
    if people is None:
        return ""
    year = territory.population_year
    said = number(people, get_language() or "es")
    return f"{said} ({year})" if year else said


def band(territory: Territory) -> str:
    found = Band.of(territory.population) if territory.kind == Kind.MUNICIPALITY else None
    return str(found.label) if found else ""


def own_code(territory: Territory) -> str:
    """The code of bodies is their DIR3, which is said already."""
    return "" if territory.code == territory.dir3 else territory.code


def position(record: Territory, user: Any) -> dict[str, Any] | None:
    sheet = maps.of_place(record, link=lambda key: reverse("territorios-detail", args=[key]))
    return sheet and {"picture": drawing.svg(sheet, str(_("Mapa de %s") % record))}


def members(record: Territory, user: Any) -> dict[str, Any] | None:
    found = record.members.filter(deleted_at=None)
    return {"territories": found, "nothing": _("Todavía no se ha dicho qué municipios la forman.")}


def forming(record: Territory, user: Any) -> QuerySet[Territory]:
    """Itself, when others form it: which, or that it is not known, is to be told."""
    return Territory.objects.filter(pk=record.pk, kind__in=SUPRAMUNICIPAL)


def contents(record: Territory, user: Any) -> QuerySet[Territory]:
    return Territory.objects.filter(pk=record.pk, kind__in=(Kind.PROVINCE, Kind.REGION))


def inside(record: Territory, user: Any) -> dict[str, Any] | None:
    """The bodies of a province or a region, and of a region its provinces."""
    place = {str(record.kind): record}
    kinds = [*SUPRAMUNICIPAL, Kind.PROVINCE] if record.kind == Kind.REGION else SUPRAMUNICIPAL
    found, towns = Territory.objects.filter(kind__in=kinds, **place), _towns(record)
    return {"territories": found, "towns": towns} if found or towns else None


def around(record: Territory, user: Any) -> dict[str, Any] | None:
    found = [one for one in queries.containing(record) if one.pk != record.pk]
    found = [one for one in found if one.is_supramunicipal]
    return {"territories": found} if found else None


def bodies(record: Territory, user: Any) -> QuerySet:
    return Territory.members.through.objects.filter(to_territory=record)


def mergers(record: Territory, user: Any) -> dict[str, Any] | None:
    return {"territories": merged(record, user)}


def merged(record: Territory, user: Any) -> QuerySet[Territory]:
    return record.predecessors.filter(deleted_at=None)


def _towns(record: Territory) -> dict[str, Any]:
    towns = queries.municipalities_of(record).count()
    address = f"{reverse('territorios-list')}?kind={Kind.MUNICIPALITY}&{record.kind}={record.pk}"
    return {"number": towns, "address": address} if towns else {}


LIST = "territories/list_panel.html"
ALL = (
    Panel(_("Dónde está"), "territories/map_panel.html", position, order=10),
    Panel(_("Municipios que la forman"), LIST, members, order=12, rows=forming),
    Panel(_("Entidades y municipios"), LIST, inside, order=13, rows=contents, questions=2),
    Panel(_("Entidades de las que forma parte"), LIST, around, order=14, rows=bodies),
    Panel(_("Municipios que se fusionaron en este"), LIST, mergers, order=15, rows=merged),
)
