"""With which territories the office worked: this year, before, never before, no longer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import translation

from lonja.acts.enums import Kind as ActKind
from lonja.acts.models import Act
from lonja.core.figures import (
    Exclusion,
    Figure,
    Reading,
    Unit,
    Year,
    count,
    register,
)  # fmt: skip
from lonja.core.text import Text
from lonja.evidence.queries import proof_exists
from lonja.territories.enums import Kind as TerritoryKind
from lonja.territories.models import Territory

from ..queries import worked

CAUSES = {
    "not_done": Text(
        "Está previsto o anulado: solo cuenta lo realizado.",
        "It is planned or cancelled: only what is done counts.",
    ),
    "no_territory": Text(
        "No dice con qué territorio fue.", "It does not say with which territory it was."
    ),
    "no_government": Text(
        "Nombra una provincia, una comunidad o un país: cuentan los ayuntamientos y las entidades "
        "supramunicipales.",
        "It names a province, a region or a country: councils and supramunicipal bodies count.",
    ),
    "only_met": Text(
        "Ha habido contacto, pero ningún acto de los que cuentan como trabajo.",
        "There has been contact, but no act of those that count as work.",
    ),
}


def _territories(keys: Callable[[Year], set[int]]) -> Callable[[Year], QuerySet]:
    """Rows: the territories of a set, each one a record that opens its page and its acts."""
    return lambda year: Territory.everything.filter(pk__in=keys(year))


def _by_kind(keys: Iterable[int]) -> dict[str, int]:
    kinds = Counter(Territory.everything.filter(pk__in=set(keys)).values_list("kind", flat=True))
    return {str(TerritoryKind(kind).label): number for kind, number in kinds.most_common()}


def _weak_work(rows: QuerySet) -> QuerySet:
    """Acts without proof, of territories of which no other act in these rows has it either."""
    proved = rows.filter(proof_exists(Act))
    shown = set(worked.territories_of(proved))
    weak = rows.filter(~proof_exists(Act))
    unshown = set(worked.territories_of(weak)) - shown
    return weak.filter(territories__in=_with_merged(unshown)).distinct()


def _with_merged(keys: set[int]) -> set[int]:
    merged = Territory.everything.filter(successor__isnull=False).values_list("pk", flat=True)
    today = worked.counted_as(merged)
    return keys | {key for key, successor in today.items() if successor in keys}


def _weak_territories(rows: QuerySet) -> QuerySet:
    """Territories none of whose acts, of those that count, has proof."""
    proved = worked.work().filter(proof_exists(Act))
    return rows.exclude(pk__in=set(worked.territories_of(proved)))


def _excluded_work(year: Year) -> Iterable[Exclusion]:
    for cause, rows in (
        ("not_done", worked.acts_not_done(year)),
        ("no_territory", worked.acts_without_territory(year)),
        ("no_government", worked.acts_in_places_without_government(year)),
        ("only_met", worked.territories_only_met(year)),
    ):
        for record in rows:
            yield Exclusion(record, CAUSES[cause])


def _worked(year: Year) -> Reading:
    rows = worked.acts(year)
    keys, acts = worked.territories_of(rows), rows.count()
    done = Text(f"En {acts} actos." if acts != 1 else "En un acto.", f"In {acts} acts.")
    return Reading(len(keys), notes=[done, rule_note()], breakdown=_by_kind(keys))


def rule_note() -> Text:
    """By which version of the rule, and which acts it counts: stamped on what is counted by it."""
    rule = worked.rule()
    said = {}
    for language in ("es", "en"):
        with translation.override(language):
            kinds = [str(kind.label) for kind in ActKind if kind in rule.kinds]
            said[language] = ", ".join(kinds)
    return Text(
        f"Regla de recuento v{rule.version}: cuentan {said['es']}.",
        f"Counting rule v{rule.version}: what counts is {said['en']}.",
    )


def _growth(year: Year) -> Reading:
    """Of this year's number over last year's, both by the rule in force."""
    now, before = year.value(worked.KEY), _before(year)
    if not before:
        return Reading(
            None,
            notes=[
                Text(
                    f"No hay con qué comparar: {year.number - 1} no tiene territorios registrados.",
                    f"Nothing to compare with: {year.number - 1} has no territories on record.",
                )
            ],
        )
    assert isinstance(now, int | Decimal | None)
    ratio = (Decimal(now or 0) - Decimal(before)) / Decimal(before)
    return Reading(ratio, breakdown={str(year.number - 1): before, str(year.number): now})


def _before(year: Year) -> int:
    """Last year's number. One closed under another version of the rule is counted again by this."""
    reading = year.previous.reading(worked.KEY)
    by_this_rule = rule_note().es in {note.es for note in reading.notes}
    if reading.opening or by_this_rule:
        assert isinstance(reading.value, int | Decimal | None)
        return int(reading.value or 0)
    return len(worked.in_year(year.previous))


def _new(year: Year) -> Reading:
    keys = worked.new(year)
    return Reading(len(keys), notes=_baseline(year), breakdown=_by_kind(keys))


def _baseline(year: Year) -> list[Text]:
    """ "Never before" reaches as far back as the records; with an opening list, before them too."""
    if year.opening_records(worked.KEY, up_to=year.number - 1):
        return []
    since = worked.records_since()
    if since is None or since >= year.number:
        return [
            Text(
                "No hay registros de años anteriores: «nuevo» no se puede demostrar.",
                "There are no records of earlier years: “new” cannot be shown.",
            )
        ]
    return [Text(f"Según los registros desde {since}.", f"By the records since {since}.")]


def _new_kinds(year: Year) -> Reading:
    """Kinds of territory worked with this year and never before."""
    now = set().union(*worked.territories_of(worked.acts(year)).values(), set())
    before = worked.territories_of(worked.work().filter(date__lt=year.start))
    opened = year.opening_records(worked.KEY, up_to=year.number - 1)
    rows = Territory.everything.filter(pk__in=opened).values_list("kind", flat=True)
    earlier = set().union(*before.values(), rows)
    return Reading(sorted(str(TerritoryKind(kind).label) for kind in now - earlier))


register(
    Figure(
        key="territories.worked",
        line=8,
        name=Text("Territorios con los que se ha trabajado", "Territories worked with"),
        definition=Text(
            "Ayuntamientos y entidades supramunicipales distintos con al menos un acto realizado "
            "en el año de los que cuentan como trabajo: diagnóstico, plan, taller, visita técnica, "
            "presentación de asociados, piloto, convenio o evento en el territorio. Asistir a una "
            "cena, una llamada o una licitación suya no bastan. Una diputación y un municipio de "
            "su provincia son dos; un municipio fusionado cuenta como el que lo sucede.",
            "Different councils and supramunicipal bodies with at least one act done in the year "
            "of those that count as work: diagnosis, plan, workshop, technical visit, presentation "
            "of members, pilot, agreement or event in the territory. Attending a dinner, a call or "
            "a tender of theirs are not enough. A provincial council and a town of its province "
            "are two; a merged town counts as the one that succeeds it.",
        ),
        unit=Unit.COUNT,
        rows=worked.acts,
        derive=_worked,
        weak=_weak_work,
        counts="territories",
        excluded=_excluded_work,
    ),
    Figure(
        key="territories.growth",
        line=8,
        name=Text("Crecimiento en territorios", "Growth in territories"),
        definition=Text(
            "Territorios con los que se ha trabajado en el año, sobre los del año anterior, "
            "contados ambos con la misma regla. Sin territorios el año anterior no se compara.",
            "Territories worked with in the year over those of the year before, both counted by "
            "the same rule. Without territories the year before there is no comparison.",
        ),
        unit=Unit.PERCENT,
        rows=worked.acts,
        tells_change=True,
        derive=_growth,
        weak=_weak_work,
        counts="territories",
    ),
    Figure(
        key="territories.new",
        line=8,
        name=Text("Territorios nuevos", "New territories"),
        definition=Text(
            "De los territorios del año, aquellos con los que no se había trabajado en ningún año "
            "anterior, ni según los registros ni según los saldos de apertura. Volver tras años "
            "sin trabajo no es ser nuevo.",
            "Of the territories of the year, those not worked with in any earlier year, by the "
            "records or by the opening balances. Coming back after years is not being new.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.new),
        derive=_new,
        weak=_weak_territories,
    ),
    Figure(
        key="territories.new_supramunicipal",
        line=8,
        name=Text("Entidades supramunicipales nuevas", "New supramunicipal bodies"),
        definition=Text(
            "De los territorios nuevos, las diputaciones, cabildos y consells, mancomunidades, "
            "comarcas, áreas metropolitanas y consorcios, según lo que eran al trabajar con ellos.",
            "Of the new territories, the provincial and island councils, commonwealths, counties, "
            "metropolitan areas and consortia, by what they were when worked with.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.new_supramunicipal),
        measure=count,
        breakdown=lambda rows: _by_kind(rows.values_list("pk", flat=True)),
        weak=_weak_territories,
    ),
    Figure(
        key="territories.new_kinds",
        line=8,
        name=Text("Tipos de territorio nuevos", "New kinds of territory"),
        definition=Text(
            "Tipos de entidad con los que se ha trabajado en el año y nunca antes.",
            "Kinds of body worked with in the year and never before.",
        ),
        unit=Unit.LIST,
        rows=_territories(worked.new),
        derive=_new_kinds,
        needs_proof=False,
    ),
    Figure(
        key="territories.returning",
        line=8,
        name=Text("Territorios que repiten", "Returning territories"),
        definition=Text(
            "De los territorios del año, aquellos con los que ya se había trabajado en algún año "
            "anterior. Con los nuevos suman los del año.",
            "Of the territories of the year, those already worked with in some earlier year. With "
            "the new ones they add up to those of the year.",
        ),
        unit=Unit.COUNT,
        rows=_territories(lambda year: worked.in_year(year) & worked.ever_before(year)),
        measure=count,
        weak=_weak_territories,
    ),
    Figure(
        key="territories.kept",
        line=8,
        name=Text("Territorios que se mantienen", "Territories kept"),
        definition=Text(
            "Territorios con los que se trabajó el año anterior y también este.",
            "Territories worked with the year before and this year too.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.kept),
        measure=count,
        needs_proof=False,
    ),
    Figure(
        key="territories.lost",
        line=8,
        name=Text("Territorios que no han continuado", "Territories lost"),
        definition=Text(
            "Territorios con los que se trabajó el año anterior y en este no.",
            "Territories worked with the year before and not this year.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.lost),
        measure=count,
        needs_proof=False,
        more_is_better=False,
    ),
    Figure(
        key="territories.regained",
        line=8,
        name=Text("Territorios recuperados", "Territories regained"),
        definition=Text(
            "Territorios con los que se trabaja de nuevo tras uno o más años sin hacerlo.",
            "Territories worked with again after one or more years without.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.regained),
        measure=count,
        needs_proof=False,
    ),
)
