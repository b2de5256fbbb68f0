"""What every part of the example shares: chance with a fixed seed, and who is who."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.sql import InsertQuery

from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.core.text import fold
from lonja.directory.enums import Kind, Level
from lonja.directory.models import Organisation, Person
from lonja.evidence.enums import Kind as Proof
from lonja.evidence.models import Evidence
from lonja.evidence.queries import owner_of
from lonja.territories.models import Territory
from lonja.territories.queries import named

MAIN_YEAR = 2024
BATCH = 1000


@dataclass
class World:
    """The example as it is being written.

    `years`: how many, ending with 2024. `scale`: how many times the usual volume; at 1, 2024 is the
    year of the seed document, figure by figure.
    """

    years: int = 2
    scale: int = 1
    chance: random.Random = field(default_factory=lambda: random.Random(20240612))
    us: Organisation | None = None
    staff: list[User] = field(default_factory=list)
    members: list[Organisation] = field(default_factory=list)
    companies: list[Organisation] = field(default_factory=list)
    universities: list[Organisation] = field(default_factory=list)
    named: dict[str, Organisation] = field(default_factory=dict)
    people: dict[int, list[Person]] = field(default_factory=dict)
    fields: dict[Organisation, str] = field(default_factory=dict)  # what each member works in
    leavers: list[str] = field(default_factory=list)
    newcomers: set[Organisation] = field(default_factory=set)

    @property
    def first_year(self) -> int:
        return MAIN_YEAR - self.years + 1

    @property
    def all_years(self) -> range:
        return range(self.first_year, MAIN_YEAR + 1)

    def is_exact(self, year: int) -> bool:
        """Whether a year must come out as the seed document says, to the last record."""
        return self.scale == 1 and year == MAIN_YEAR

    def day(self, year: int, month: int | None = None) -> date:
        """A working day of a year, or of a month of it."""
        first = date(year, month or 1, 1)
        length = 365 if month is None else 28
        day = first + timedelta(days=self.chance.randrange(length))
        return day - timedelta(days=max(0, day.weekday() - 4)) if day.day > 2 else day

    def somebody(self) -> User:
        return self.chance.choice(self.staff)

    def town(self, name: str) -> Territory:
        """A municipality by any of its names."""
        return named(name, Territory.objects.filter(kind="municipality"))[0]

    def council(self, town: str) -> Organisation:
        """The town hall of a municipality, made once."""
        place = self.town(town)
        council, _made = Organisation.objects.get_or_create(
            name=f"Ayuntamiento de {place.name}",
            defaults={
                "kind": Kind.PUBLIC_BODY,
                "level": Level.LOCAL,
                "territory": place,
                "folded": fold(f"Ayuntamiento de {place.name}"),
            },
        )
        return council


def write_acts(acts: Sequence[Act]) -> None:
    """Write acts of one model in bulk: the parent rows first, then their own.

    Django does not bulk-create models with a parent, so each act is written as its two rows.
    """
    if not acts:
        return
    model = type(acts[0])
    for act in acts:
        act.kind = model.KIND or act.kind
    if model is Act:
        Act.objects.bulk_create(acts, batch_size=BATCH)
        return
    shared = [f for f in Act._meta.concrete_fields if not f.primary_key]
    parents = [Act(**{f.attname: getattr(act, f.attname) for f in shared}) for act in acts]
    Act.objects.bulk_create(parents, batch_size=BATCH)
    for act, parent in zip(acts, parents, strict=True):
        act.pk = act.id = act.act_ptr_id = parent.pk
        act._state.adding, act._state.db = False, DEFAULT_DB_ALIAS
    own = model._meta.local_concrete_fields
    query = InsertQuery(model)
    for start in range(0, len(acts), BATCH):
        query.insert_values(own, acts[start : start + BATCH])
        query.get_compiler(using=DEFAULT_DB_ALIAS).execute_sql()
        query = InsertQuery(model)


def took_part(act: Act, organisations: Iterable[Organisation]) -> list[Participation]:
    return [Participation(act_id=act.pk, organisation=one) for one in organisations]


def prove(records: Iterable[models.Model], *, kind: Proof = Proof.LINK, note: str = "") -> None:
    """Attach a proof to each record: a link under example.org, as nothing here is real."""
    records = list(records)
    if not records:
        return
    owner = owner_of(type(records[0]))
    content_type = ContentType.objects.get_for_model(owner)
    Evidence.objects.bulk_create(
        [
            Evidence(
                content_type=content_type,
                object_id=record.pk,
                kind=kind,
                url=f"https://ejemplo.example/{owner._meta.model_name}/{record.pk}"
                if kind == Proof.LINK
                else "",
                note=note
                or ("Lista firmada en el archivo de la oficina" if kind != Proof.LINK else ""),
            )
            for record in records
        ],
        batch_size=BATCH,
    )
