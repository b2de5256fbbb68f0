"""References of members as a spreadsheet brings them: one row a piece of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.core.imports import (
    AmountColumn,
    CellProblem,
    ChoiceColumn,
    DateColumn,
    FileProblem,
    LookupColumn,
    TextColumn,
    UrlColumn,
    YearColumn,
)
from lonja.core.text import fold
from lonja.directory.imports.lookups import find_organisations, find_territories, names_of
from lonja.directory.models import Organisation
from lonja.imports.kinds import ImportKind, Values, filled, register
from lonja.territories.models import Territory

from .enums import ReferenceKind
from .models import Profile, Reference

OWN = ("kind", "client", "territory", "amount", "url", "description")
FIRST_YEAR = 1950

COLUMNS = (
    LookupColumn("organisation", gettext_lazy("Asociado"), ("entidad", "empresa", "proveedor",
        "member", "company"), required=True, find=find_organisations,
        names_of=lambda: names_of(Organisation)),
    TextColumn("title", gettext_lazy("Qué se hizo"), ("título", "proyecto", "referencia", "objeto",
        "trabajo", "contrato", "title", "project"), required=True, longest=400),
    TextColumn("client", gettext_lazy("Para quién"), ("cliente", "entidad contratante",
        "órgano de contratación", "client", "customer"), longest=240),
    LookupColumn("territory", gettext_lazy("Territorio"), ("municipio", "localidad", "ciudad",
        "lugar", "place"), find=find_territories, names_of=lambda: names_of(Territory),
        explain=lambda one: f"{one} ({one.province or one.get_kind_display()})"),
    DateColumn("date", gettext_lazy("Fecha"), ("fecha de fin", "fecha de adjudicación", "date")),
    YearColumn("year", gettext_lazy("Año"), ("ejercicio", "year"),
        help=gettext_lazy("Si no se sabe el día.")),
    AmountColumn("amount", gettext_lazy("Importe"), ("valor", "presupuesto",
        "importe sin iva", "importe de adjudicación", "amount")),
    ChoiceColumn("kind", gettext_lazy("Tipo"), ("clase", "type"),
        choices=dict(ReferenceKind.choices), also={
            "contract": "contract", "licitación": "contract", "pilot": "pilot",
            "prueba piloto": "pilot", "project": "project", "i+d": "project"}),
    UrlColumn("url", gettext_lazy("Enlace"), ("web", "url", "link"), longest=600),
    TextColumn("description", gettext_lazy("Descripción"), ("detalle", "en qué consistió",
        "description"), lines=True, longest=20_000),
)  # fmt: skip


def _keys(values: Values) -> list[tuple]:
    """The same work of the same member, the same year."""
    day = _day(values)
    return [(values["organisation"].pk, fold(values["title"]), day.year if day else None)]


def _day(values: Values) -> date | None:
    if values.get("date"):
        return values["date"]
    year = values.get("year")
    return date(year, 1, 1) if year and FIRST_YEAR <= year <= 9999 else None


def _find(wanted: set[Any]) -> dict[Any, list[Reference]]:
    found = defaultdict(list)
    rows = Reference.objects.filter(organisation__in={pk for pk, *_rest in wanted})
    for one in rows:
        found[one.organisation_id, fold(one.title), one.date.year if one.date else None].append(one)
    return found


def _check(values: Values) -> Iterable[tuple[str, CellProblem]]:
    this = timezone.localdate()
    year, day = values.get("year"), values.get("date")
    if year and not FIRST_YEAR <= year <= this.year:
        yield "year", CellProblem(_("%d no es un año en el que se pudo hacer.") % year)
    if day and day > this:
        yield "date", CellProblem(_("Ese día todavía no ha llegado."))
    if day and year and day.year != year:
        yield "year", CellProblem(_("El año no es el de la fecha."))


def _given(keys: Mapping[str, int]) -> Values:
    """Of a file that a member brings: whatever it says, they are its own."""
    found = Organisation.objects.in_bulk(keys.values())
    if len(found) < len(set(keys.values())):
        raise FileProblem(_("La entidad de la que es este fichero ya no está en el directorio."))
    return {name: found[key] for name, key in keys.items()}


def _write(ledger, values: Values, reference: Reference | None) -> Reference:
    own = filled(values, *OWN)
    if day := _day(values):
        own["date"] = day
    if reference is not None:
        if reference.date and own.get("date") and not values.get("date"):
            del own["date"]  # The day that is known says more than the year.
        return ledger.change(reference, **own)
    organisation = values["organisation"]
    known = ledger.memory.setdefault("profiles", {})
    if organisation.pk not in known:
        known[organisation.pk] = Profile.everything.filter(organisation=organisation).first()
    if known[organisation.pk] is None:
        known[organisation.pk] = ledger.create(Profile(organisation=organisation))
    return ledger.create(Reference(organisation=organisation, title=values["title"], **own))


register(
    ImportKind(
        key="references",
        label=gettext_lazy("Referencias de asociados"),
        help=gettext_lazy("contratos, pilotos y proyectos que demuestran lo que saben hacer"),
        columns=COLUMNS,
        keys=_keys,
        find=_find,
        check=_check,
        write=_write,
        given=_given,
        list_url="referencias-list",
    )
)
