"""What would be missing if the balance closed today: which records, and who knows about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from lonja.accounts.models import User
from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.core.figures import Figure
from lonja.core.text import Text
from lonja.journal.enums import Verb
from lonja.journal.models import Entry
from lonja.workbench.registry import resource_of, url_of

from .book import Year, content_type_of, weak_rows
from .records import readable

SHOWN = 30  # records listed of each lack; the count is of all


@dataclass(frozen=True)
class Missing:
    """A record that lacks something. `person` knows about it, when somebody does."""

    record: models.Model
    person: User | None

    @property
    def url(self) -> str:
        return url_of(self.record)

    @property
    def kind(self) -> int:
        """The content type of the record, to name it in a request."""
        return content_type_of(type(self.record)).pk


@dataclass(frozen=True)
class Lack:
    """Something missing in a line: for a figure, or for its daily work when `key` is empty."""

    line: int
    text: Text
    count: int
    key: str = ""
    missing: tuple[Missing, ...] = ()


Found = tuple[Lack, list[Any]]
"""With the first records that lack it, before it is known who knows about them."""


@dataclass
class LineReadiness:
    """How far a line is ready: of the `total` records that count in it, each once for each of its
    figures, `weak` lack something."""

    line: int
    total: int = 0
    weak: int = 0
    lacks: list[Lack] = field(default_factory=list)

    @property
    def share(self) -> int:
        """Per cent of records in order; a hundred when there are none."""
        return 100 if not self.total else int(100 * (self.total - self.weak) / self.total)

    @property
    def portion(self) -> Decimal:
        """The same as a part of one, for printing."""
        return Decimal(self.share) / 100


def of(year: Year) -> list[LineReadiness]:
    """The nine lines, with everything that each lacks."""
    lines = {number: LineReadiness(number) for number in range(1, 10)}
    year.standings()
    found = [*_unknown(year), *_without_proof(year), *_undone(year)]
    people = who_knows([record for _lack, records in found for record in records])
    for lack, records in found:
        missing = tuple(Missing(one, people.get(_named(one))) for one in records)
        lines[lack.line].lacks.append(replace(lack, missing=missing))
    for key, figure in year.book.figures.items():
        if figure.needs_proof or figure.weak:
            standing = year.standing(key)
            lines[figure.line].total += standing.records
            lines[figure.line].weak += standing.weak
    return list(lines.values())


def _unknown(year: Year) -> Iterable[Found]:
    for key, figure in year.book.figures.items():
        standing = year.standing(key)
        notes = standing.reading.notes
        # With neither records nor a reason, nothing happened: that is no lack.
        if standing.value is None and (notes or standing.records):
            why = notes[0] if notes else Text("No se puede calcular.", "It cannot be computed.")
            said = Text(f"{figure.name.es}: {why.es}", f"{figure.name.en}: {why.en}")
            yield Lack(figure.line, said, 0, key), []


def _without_proof(year: Year) -> Iterable[Found]:
    """Figures whose records lack proof; those over the same records are told once."""
    told: set[tuple[int, str, frozenset[int]]] = set()
    for key, figure in year.book.figures.items():
        count = year.standing(key).weak
        if not count or year.standing(key).reading.opening:
            continue
        rows = readable(weak_rows(figure, year))
        records = list(rows.order_by("pk")[:SHOWN])
        same = (count, rows.model._meta.label, frozenset(record.pk for record in records))
        if same in told:
            continue
        told.add(same)
        yield Lack(figure.line, _lacking(figure), count, key), records


def _lacking(figure: Figure) -> Text:
    return Text(
        f"{figure.name.es}: sin evidencia suficiente",
        f"{figure.name.en}: without enough evidence",
    )


def _undone(year: Year) -> Iterable[Found]:
    """Acts whose day has passed and nobody has said whether they happened; and half-told ones:
    the first of each kind, each with how many of it there are, in one question."""
    acts = Act.objects.filter(date__range=year.span).select_related("responsible")
    overdue = Q(state=State.PLANNED, date__lt=year.book.today)
    half_told = Q(state=State.DONE, incomplete=True)
    alike = [F("state"), F("kind")]
    rows = acts.filter(overdue | half_told).annotate(
        number=Window(Count("pk"), partition_by=alike),
        turn=Window(RowNumber(), partition_by=alike, order_by=["date", "pk"]),
    )
    found = list(rows.filter(turn__lte=SHOWN).order_by("date", "pk"))
    yield from _by_line(
        [act for act in found if act.state == State.PLANNED],
        Text("Pasó su fecha y no se sabe si se hizo", "Its day has passed: was it done?"),
    )
    yield from _by_line(
        [act for act in found if act.state == State.DONE],
        Text("Anotado a medias", "Only half told"),
    )


def _by_line(acts: list[Any], text: Text) -> Iterable[Found]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for act in acts:
        resource = resource_of(act)
        grouped[(resource.line if resource else None) or 8].append(act)
    for line, found in sorted(grouped.items()):
        number = sum({act.kind: act.number for act in found}.values())
        yield Lack(line, text, number), found[:SHOWN]


def _named(record: models.Model) -> tuple[int, int]:
    return content_type_of(type(record)).pk, record.pk


def who_knows(records: list[models.Model]) -> dict[tuple[int, int], User]:
    """(content type, key) of each -> whoever is in charge of it, or else whoever wrote it down."""
    found: dict[tuple[int, int], User] = {}
    rest = []
    for record in records:
        person = getattr(record, "responsible", None)
        if isinstance(person, User):
            found[_named(record)] = person
        else:
            rest.append(record)
    if rest:
        kinds = {content_type_of(type(record)).pk for record in rest}
        lines = Entry.objects.filter(
            content_type__in=kinds, object_id__in=[record.pk for record in rest],
            verb__in=[Verb.CREATED, Verb.IMPORTED], actor__isnull=False,
        ).select_related("actor")  # fmt: skip
        for line in lines.order_by("-at"):
            found[line.content_type_id, line.object_id] = line.actor
    return {key: person for key, person in found.items() if person.is_active}


def deadline(year: Year) -> date:
    """The day the balance is meant to close."""
    return date(year.number, 12, 31)
