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
    Asked,
    Exclusion,
    Figure,
    Unit,
    Value,
    Year,
    most_first,
    register,
)
from lonja.core.keys import Among
from lonja.core.text import Text
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
    return lambda year: Territory.everything.filter(pk__in=Among(keys(year)))


def _by_kind(kinds: Iterable[str]) -> dict[str, int]:
    return most_first({str(TerritoryKind(kind).label): n for kind, n in Counter(kinds).items()})


def _weak_work(year: Year) -> QuerySet:
    """Acts of the year without proof, of territories of which no other act in it has it either."""
    told = worked.known(year).within(year)
    shown = {one.key for one in told if one.proved}
    return Act.objects.filter(pk__in=Among(one.act for one in told if one.key not in shown))


def _weak_territories(keys: Callable[[Year], set[int]]) -> Callable[[Year], QuerySet]:
    """Territories none of whose acts, of those that count, has proof."""

    def weak(year: Year) -> QuerySet:
        years = worked.known(year).years.values()
        shown = {one.key for told in years for one in told if one.proved}
        return Territory.everything.filter(pk__in=Among(keys(year) - shown))

    return weak


def _excluded_work(year: Year) -> Iterable[Exclusion]:
    for cause, rows in (
        ("not_done", worked.acts_not_done(year)),
        ("no_territory", worked.acts_without_territory(year)),
        ("no_government", worked.acts_in_places_without_government(year)),
        ("only_met", worked.territories_only_met(year)),
    ):
        for record in rows:
            yield Exclusion(record, CAUSES[cause])


def _size_of(keys: Callable[[Year], set[int]]) -> Callable[[Year], Asked]:
    return lambda year: Asked((), lambda: len(keys(year)))


def _shared_by_kind(keys: Callable[[Year], set[int]]) -> Callable[[Year], dict[str, int]]:
    return lambda year: _by_kind(worked.kinds_of(year, keys(year)))


def _acts_and_rule(year: Year) -> list[Text]:
    acts = len({one.act for one in worked.known(year).within(year)})
    done = Text(f"En {acts} actos." if acts != 1 else "En un acto.", f"In {acts} acts.")
    return [done, rule_note(year)]


def rule_note(year: Year) -> Text:
    """By which version of the rule, and which acts it counts: stamped on what is counted by it."""
    rule = worked.rule_of(year)
    said = {}
    for language in ("es", "en"):
        with translation.override(language):
            kinds = [str(kind.label) for kind in ActKind if kind in rule.kinds]
            said[language] = ", ".join(kinds)
    return Text(
        f"Regla de recuento, versión {rule.version}: cuentan {said['es']}.",
        f"Counting rule v{rule.version}: what counts is {said['en']}.",
    )


def _growth(year: Year) -> Asked:
    """Of this year's number over last year's, both by the rule in force."""

    def ratio() -> Decimal | None:
        now, before = year.value(worked.KEY), _before(year)
        assert isinstance(now, int | Decimal | None)
        return (Decimal(now or 0) - Decimal(before)) / Decimal(before) if before else None

    return Asked((), ratio)


def _nothing_before(year: Year) -> list[Text]:
    if _before(year):
        return []
    return [
        Text(
            f"No hay con qué comparar: {year.number - 1} no tiene territorios registrados.",
            f"Nothing to compare with: {year.number - 1} has no territories on record.",
        )
    ]


def _both_years(year: Year) -> dict[str, Value]:
    before = _before(year)
    now = year.value(worked.KEY)
    return {str(year.number - 1): before, str(year.number): now} if before else {}


def _before(year: Year) -> int:
    """Last year's number. One closed under another version of the rule is counted again by this."""
    reading = year.previous.fixed(worked.KEY)
    if reading and (reading.opening or rule_note(year).es in {note.es for note in reading.notes}):
        assert isinstance(reading.value, int | Decimal | None)
        return int(reading.value or 0)
    return len(worked.in_year(year.previous))


def _baseline(year: Year) -> list[Text]:
    """ "Never before" reaches as far back as the records; with an opening list, before them too."""
    if year.opening_records(worked.KEY, up_to=year.number - 1):
        return []
    since = worked.known(year).since
    if since is None or since >= year.number:
        return [
            Text(
                "No hay registros de años anteriores: «nuevo» no se puede demostrar.",
                "There are no records of earlier years: “new” cannot be shown.",
            )
        ]
    return [Text(f"Según los registros desde {since}.", f"By the records since {since}.")]


def _new_kinds(year: Year) -> Asked:
    """Kinds of territory worked with this year and never before."""

    def told() -> list[str]:
        work = worked.known(year)
        now = {one.named for one in work.within(year)}
        earlier = {one.named for one in work.before(year)} | worked.opened_kinds(year)
        return sorted(str(TerritoryKind(kind).label) for kind in now - earlier)

    return Asked((), told)


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
        asks=_size_of(worked.in_year),
        notes=_acts_and_rule,
        shares=_shared_by_kind(worked.in_year),
        weak_of=_weak_work,
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
        asks=_growth,
        rests_on=(worked.KEY,),
        notes=_nothing_before,
        shares=_both_years,
        parts_unit=Unit.COUNT,
        weak_of=_weak_work,
        counts="territories",
    ),
    Figure(
        key="territories.new",
        line=8,
        name=Text("Territorios nuevos", "New territories"),
        definition=Text(
            "De los territorios del año, aquellos con los que no se había trabajado en ningún año "
            "anterior, ni según los registros ni según los saldos iniciales. Volver tras años "
            "sin trabajo no es ser nuevo.",
            "Of the territories of the year, those not worked with in any earlier year, by the "
            "records or by the opening balances. Coming back after years is not being new.",
        ),
        unit=Unit.COUNT,
        rows=_territories(worked.new),
        asks=_size_of(worked.new),
        notes=_baseline,
        shares=_shared_by_kind(worked.new),
        weak_of=_weak_territories(worked.new),
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
        asks=_size_of(worked.new_supramunicipal),
        shares=_shared_by_kind(worked.new_supramunicipal),
        weak_of=_weak_territories(worked.new_supramunicipal),
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
        asks=_new_kinds,
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
        rows=_territories(worked.returning),
        asks=_size_of(worked.returning),
        weak_of=_weak_territories(worked.returning),
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
        asks=_size_of(worked.kept),
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
        asks=_size_of(worked.lost),
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
        asks=_size_of(worked.regained),
        needs_proof=False,
    ),
)
