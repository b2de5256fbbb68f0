"""A row is an organisation; perhaps its membership, and a person of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.imports import CellProblem
from lonja.core.text import fold
from lonja.imports.kinds import Values, filled

from ..domain.registering import complete
from ..models import Membership, Organisation, Person, Seat

OWN = ("legal_name", "acronym", "kind", "level", "tax_id", "size", "website", "email", "phone",
       "address", "postcode", "territory", "part_of", "description")  # fmt: skip


def keys(values: Values) -> list[tuple[str, str]]:
    number = [("tax", values["tax_id"])] if values.get("tax_id") else []
    return [*number, ("name", fold(values["name"]))]


def find(wanted: set[Any]) -> dict[Any, list[Organisation]]:
    numbers = [value for what, value in wanted if what == "tax"]
    names = [value for what, value in wanted if what == "name"]
    found = defaultdict(list)
    rows = Organisation.objects.filter(Q(tax_id__in=numbers) | Q(folded__in=names))
    seats = Seat.objects.select_related("person")
    for one in rows.prefetch_related("memberships", Prefetch("seats", seats)):
        one.came = _Known(list(one.memberships.all()), list(one.seats.all()))
        if one.tax_id:
            found["tax", one.tax_id].append(one)
        found["name", one.folded].append(one)
    return found


class _Known:
    """The memberships and the seats of an organisation, those of this very file too."""

    def __init__(self, memberships: list[Membership], seats: list[Seat]):
        self.memberships = memberships
        self.seats = seats


def gather(ledger, batch: Sequence[Values]) -> None:
    """Whoever has already the e-mail of a contact, in the directory or in an earlier row."""
    known = ledger.memory.setdefault("people", {})
    emails = {values.get("contact_email") for values in batch} - {None, *known}
    for person in Person.objects.filter(email__in=emails).order_by("-pk"):
        known[person.email] = person


def check(values: Values) -> Iterable[tuple[str, CellProblem]]:
    joined, left = values.get("admitted_on"), values.get("left_on")
    if left and not joined:
        yield "left_on", CellProblem(_("Tiene fecha de baja y no de alta."), _("Ponga la de alta."))
    elif left and left < joined:
        yield "left_on", CellProblem(_("La baja es anterior al alta."))
    details = [values.get(f"contact_{name}") for name in ("title", "email", "phone")]
    if any(details) and not values.get("contact_name"):
        yield "contact_name", CellProblem(_("Falta el nombre de la persona de contacto."))


def write(ledger, values: Values, organisation: Organisation | None) -> Organisation:
    own = filled(values, *OWN)
    if organisation is None:
        organisation = _complete(Organisation(name=values["name"], **own))
        organisation.came = _Known([], [])
        ledger.create(organisation)
    else:
        if organisation.tax_id and own.get("tax_id", organisation.tax_id) != organisation.tax_id:
            raise CellProblem(
                _("«%(name)s» está en el directorio con el NIF %(number)s.")
                % {"name": organisation, "number": organisation.tax_id},
                _("Si es otra entidad, distinga su nombre; si es la misma, corrija el NIF."),
            )
        derived = _complete(Organisation(**{**_fields(organisation), **own}))
        own["domain"] = derived.domain
        if "part_of" in own:
            own["part_of"] = derived.part_of
        ledger.change(organisation, **own)
    if values.get("admitted_on"):
        _write_membership(ledger, values, organisation)
    if values.get("contact_name"):
        _write_contact(ledger, values, organisation)
    return organisation


def _complete(organisation: Organisation) -> Organisation:
    try:
        return complete(organisation)
    except ValidationError as problem:
        raise CellProblem(" ".join(problem.messages)) from None


def _fields(organisation: Organisation) -> Values:
    names = ("id", "name", "tax_id", "website", "email")
    return {name: getattr(organisation, name) for name in names}


def _write_membership(ledger, values: Values, organisation: Organisation) -> None:
    """The membership that began on that day; or a new one, if it does not overlap with another."""
    terms = filled(
        values, "approved_on", "left_on", "leaving_reason", "channel", "channel_note", "fee"
    )
    if values.get("membership_kind"):
        terms["kind"] = values["membership_kind"]
    joined, left = values["admitted_on"], values.get("left_on")
    for one in organisation.came.memberships:
        if one.admitted_on == joined:
            ledger.change(one, **terms)
            return
        if (left is None or one.admitted_on < left) and (
            one.left_on is None or joined < one.left_on
        ):
            raise CellProblem(
                _("«%(name)s» ya es asociada desde el %(day)s.")
                % {"name": organisation, "day": formatting.day(one.admitted_on)},
                _("Corrija la fecha de alta, o la baja de la anterior."),
            )
    membership = Membership(organisation=organisation, admitted_on=joined, **terms)
    organisation.came.memberships.append(ledger.create(membership))


def _write_contact(ledger, values: Values, organisation: Organisation) -> None:
    """The person of the row, in a seat of the organisation; known by e-mail, else by name."""
    name, email = values["contact_name"], values.get("contact_email") or ""
    details = {"email": email, "phone": values.get("contact_phone") or ""}
    for seat in organisation.came.seats:
        same = seat.person.email == email if email and seat.person.email else (
            fold(seat.person.name) == fold(name)
        )  # fmt: skip
        if same:
            ledger.change(seat.person, **{k: v for k, v in details.items() if v})
            ledger.change(seat, title=values.get("contact_title") or seat.title)
            return
    person = ledger.memory["people"].get(email)
    if person is None:
        source = _("Importada con su entidad")
        person = ledger.create(complete(Person(name=name, source=source, **details)))
        if email:
            ledger.memory["people"][email] = person
    seat = Seat(
        person=person,
        organisation=organisation,
        title=values.get("contact_title") or "",
        is_main=not organisation.came.seats,
    )
    organisation.came.seats.append(ledger.create(seat))
