"""Richer official files: population, positions, codes, bodies with their members, mergers.

    plan = importing.read_plan(file)
    plan.problems          every one, with its line; nothing is written while there is any
    importing.carry_out(plan, by=user)

A row is matched to a territory by its code, by its DIR3, or, for bodies without codes, by its name.
The names of known territories stay unless `rename` is said: files are often older than the
catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from lonja.core.imports import ImportProblem
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.search import indexing

from ..enums import Kind
from ..models import Territory
from ..naming import full_forms, inscribed
from .import_columns import File, Row
from .import_matching import Catalogue, Refused

CONTAINERS = {Kind.COUNTRY: 0, Kind.REGION: 1, Kind.PROVINCE: 2, Kind.MUNICIPALITY: 3}
PLAIN = ("other_name", "dir3", "population", "population_year", "latitude", "longitude")


@dataclass
class Step:
    """What a row does: a territory to be created, or changed in `values` and `members`."""

    row: Row
    territory: Territory
    values: dict[str, Any] = field(default_factory=dict)
    members: list[Territory] | None = None

    @property
    def creates(self) -> bool:
        return self.territory.pk is None


@dataclass
class Plan:
    steps: list[Step] = field(default_factory=list)
    problems: list[ImportProblem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # headers that mean nothing here
    names_kept: list[str] = field(default_factory=list)  # "Candín (the file: Valle de Ancares)"
    same: int = 0

    @property
    def new(self) -> list[Step]:
        return [step for step in self.steps if step.creates]

    @property
    def changed(self) -> list[Step]:
        return [step for step in self.steps if not step.creates]


def read_plan(file: IO[bytes], *, year: int | None = None, rename: bool = False) -> Plan:
    """Read and check every row. `year` is that of the populations when the file does not say.

    Raises FileProblem when the file cannot be read at all.
    """
    source = File(file)
    plan = Plan(unread=source.unread)
    if not {"code", "cmun", "dir3", "name"} & set(source.fed):
        message = _("El fichero no tiene ninguna columna con el código o el nombre.")
        plan.problems.append(ImportProblem(None, "", "", message))
        return plan
    catalogue = Catalogue()
    steps = []
    for row in source.rows():
        if not row.problems:
            _fill_year(row, source.population_year or year)
            steps.append(_step(row, catalogue, rename=rename, plan=plan))
        plan.problems += row.problems
    # Members and successors may be new in this same file: they are looked for when all are known.
    for step in filter(None, steps):
        _tie(step, catalogue)
        plan.problems += step.row.problems
        if step.creates or step.values or step.members is not None:
            plan.steps.append(step)
        else:
            plan.same += 1
    plan.problems.sort(key=lambda problem: problem.line or 0)
    return plan


@transaction.atomic
def carry_out(plan: Plan, *, by) -> None:
    """Write a plan without problems, whole or not at all."""
    if plan.problems:
        raise ValueError("A plan with problems is not carried out")
    with indexing.batched():
        for step in sorted(plan.new, key=lambda one: CONTAINERS.get(Kind(one.territory.kind), 9)):
            writing.create(step.territory, by=by)
        # Those just created too: what they point to may have been created after them.
        changed = [(step.territory, step.values) for step in plan.steps if step.values]
        writing.change_all(changed, by=by)
        for step in plan.steps:
            if step.members is not None:
                _write_members(step, by=by)


def _fill_year(row: Row, year: int | None) -> None:
    if "population" in row.values and year:
        row.values.setdefault("population_year", year)


def _step(row: Row, catalogue: Catalogue, *, rename: bool, plan: Plan) -> Step | None:
    try:
        key = catalogue.key_of(row)
        known = catalogue.find(key, row)
        step = _change(known, row) if known else _creation(key, row, catalogue)
        catalogue.take(step.territory, row)
    except Refused as refused:
        row.refuse(refused.column, refused.message, refused.suggestion)
        return None
    if known and "name" in row.values:
        _settle_name(step, rename=rename, plan=plan)
    return step


def _creation(key: tuple[str, str, str], row: Row, catalogue: Catalogue) -> Step:
    country, kind, code = key
    if "name" not in row.values:
        raise Refused(
            "code",
            _("No hay ningún territorio con el código %s.") % (code or "—"),
            _("Para crearlo hace falta su nombre."),
        )
    name, other = inscribed(row.values["name"])
    province, region = catalogue.around(key, row)
    said = {name: row.values[name] for name in PLAIN if name in row.values}
    if other:
        said.setdefault("other_name", other)
    territory = Territory(
        country=country, kind=kind, code=code, name=name, province=province, region=region, **said
    )
    return Step(row, territory)


def _change(known: Territory, row: Row) -> Step:
    said = {name: row.values[name] for name in PLAIN if name in row.values}
    return Step(row, known, {n: v for n, v in said.items() if getattr(known, n) != v})


def _settle_name(step: Step, *, rename: bool, plan: Plan) -> None:
    known = step.territory
    name, other = inscribed(step.row.values["name"])
    ours, theirs = full_forms(known.name, known.other_name), full_forms(name, other)
    if ours & theirs:
        return
    if rename:
        step.values |= {"name": name, "other_name": step.row.values.get("other_name", other)}
    else:
        plan.names_kept.append(f"{known.code} {known.name} ({step.row.values['name']})")


def _tie(step: Step, catalogue: Catalogue) -> None:
    row, territory = step.row, step.territory
    try:
        if "successor" in row.values:
            successor = catalogue.named(row.values["successor"], territory, "successor")
            if successor is territory:
                raise Refused("successor", _("Nada se sucede a sí mismo."))
            if territory.successor != successor:
                step.values["successor"] = successor
    except Refused as refused:
        row.refuse(refused.column, refused.message, refused.suggestion)
    members = []
    for name in row.values.get("members", ()):
        try:
            members.append(catalogue.named(name, territory, "members"))
        except Refused as refused:
            row.refuse(refused.column, refused.message, refused.suggestion)
    if members and (step.creates or set(territory.members.all()) != set(members)):
        step.members = members


def _write_members(step: Step, *, by) -> None:
    before = step.territory.members.count()
    step.territory.members.set(step.members or [])
    changes = {"members": [str(before), str(len(step.members or []))]}
    writing.note(Verb.CHANGED, step.territory, by=by, changes=changes)
