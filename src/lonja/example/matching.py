"""Line 8: fifteen territories worked with, ten of them new; needs, introductions and what came."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from lonja.acts.enums import Kind, Mode, State
from lonja.acts.models import Act, Participation
from lonja.balance.domain import opening
from lonja.core.naming import called
from lonja.directory.models import Area
from lonja.evidence.enums import Kind as Proof
from lonja.matching.enums import Answer, Budget, CameBy, NeedState, OutcomeKind, Urgency
from lonja.matching.models import Introduction, Need, NeedStep, Outcome
from lonja.territories.enums import Kind as TerritoryKind
from lonja.territories.models import Territory

from .world import BATCH, MAIN_YEAR, World, prove, took_part, write_acts

RETURNING = ("Málaga", "Sevilla", "Gijón", "Alicante", "Logroño")
NOT_REPEATED = ("Murcia", "Burgos", "Cartagena", "Huelva", "Almería", "Ponferrada", "Cáceres")
"""With the five above, the twelve of 2023."""
NEW_TOWNS = ("València", "Zaragoza", "Valladolid", "Santander", "Elx", "Mérida")
NEW_BODIES = ("Diputación de Badajoz", "Diputación de Castellón", "Cabildo de Tenerife")
COMMONWEALTH = ("Mancomunidad de la Vega (ejemplo)", ("Don Benito", "Villanueva de la Serena"))

WORK = (
    (Kind.DIAGNOSIS, "Diagnóstico de madurez digital", "en"),
    (Kind.WORKSHOP, "Taller de retos con los equipos técnicos", "de"),
    (Kind.VISIT, "Visita técnica", "a"),
    (Kind.PRESENTATION, "Presentación de soluciones de asociados", "en"),
    (Kind.PILOT, "Arranque de un piloto", "en"),
    (Kind.PLAN, "Plan director de territorio inteligente", "de"),
)
NEEDS = (
    # what, area, budget, how it came
    ("Medir el ruido del ocio nocturno", "AMB-02", Budget.SMALL, CameBy.PHONE),
    ("Renovar el alumbrado del casco histórico", "ENE-01", Budget.LARGE, CameBy.FORM),
    ("Poner en marcha la zona de bajas emisiones", "MOV-04", Budget.LARGE, CameBy.PHONE),
    ("Detectar fugas en la red de agua", "AGU-02", Budget.MEDIUM, CameBy.PHONE),
    ("Controlar el aforo de las playas", "TUR-02", Budget.SMALL, CameBy.FORM),
    (
        "Unir los datos de los servicios en un cuadro de mando",
        "DAT-07",
        Budget.MEDIUM,
        CameBy.GROUP,
    ),
    ("Pago por generación de residuos", "RES-02", Budget.MEDIUM, CameBy.PHONE),
    ("Carga de vehículos en los barrios", "MOV-05", Budget.MEDIUM, CameBy.FORM),
    ("Detectar la soledad no deseada", "SOC-03", Budget.MINOR, CameBy.PHONE),
    ("Cumplir el ENS en un ayuntamiento pequeño", "CON-06", Budget.MINOR, CameBy.PHONE),
    ("Regar los parques con menos agua", "AGU-05", Budget.SMALL, CameBy.GROUP),
    ("Ordenar el aparcamiento del centro", "MOV-02", Budget.MEDIUM, CameBy.FORM),
)


def write(world: World) -> None:
    places = _places(world)
    _year_before(world)
    acts = _acts(world, places)
    _not_counted(world)
    needs = _needs(world, places)
    _introductions(world, needs)
    if world.scale > 1 or world.years > 2:
        _volume(world, places)
    prove(acts, kind=Proof.PHOTO, note="Fotos y acta")


def _places(world: World) -> list[Territory]:
    """The fifteen: five that repeat, six new towns and four new bodies above them."""
    name, members = COMMONWEALTH
    commonwealth = Territory.objects.create(kind=TerritoryKind.COMMONWEALTH, name=name)
    commonwealth.members.set([world.town(one) for one in members])
    bodies = [Territory.objects.get(name=one) for one in NEW_BODIES]
    towns = [world.town(one) for one in (*RETURNING, *NEW_TOWNS)]
    return [*towns, *bodies, commonwealth]


def _year_before(world: World) -> None:
    if world.years == 2:
        opening.open_with(
            "territories.worked",
            MAIN_YEAR - 1,
            records=[world.town(one) for one in (*RETURNING, *NOT_REPEATED)],
            source="memoria de actividad de 2023 (ejemplo)",
            by=None,
        )


def _acts(world: World, places: list[Territory]) -> list[Act]:
    """Two or three acts of work with each of them through the year."""
    pairs = []
    for index, place in enumerate(places):
        for number in range(2 + index % 2 + (index % 5 == 0)):
            kind, what, where = WORK[(index + number) % len(WORK)]
            act = Act(
                kind=kind,
                title=f"{what} {called(place.name, where)}",
                date=world.day(MAIN_YEAR, 1 + (index * 3 + number * 4) % 12),
                state=State.DONE,
                mode=Mode.PRESENTIAL,
                place=place.name,
                summary="Reunión de trabajo con los equipos técnicos y próximos pasos acordados.",
                next_step="Enviar propuesta de asociados que pueden ayudar",
                responsible=world.somebody(),
            )
            pairs.append((act, place))
    write_acts([act for act, _place in pairs])
    _tag(pairs)
    Participation.objects.bulk_create(
        row
        for act, _place in pairs
        for row in took_part(act, world.chance.sample(world.members, 2))
    )
    return [act for act, _place in pairs]


def _tag(pairs: list[tuple[Act, Territory]]) -> None:
    tags = Act.territories.through
    tags.objects.bulk_create(
        [tags(act_id=act.pk, territory_id=place.pk) for act, place in pairs], batch_size=BATCH
    )


def _not_counted(world: World) -> None:
    """What does not make a territory "worked with": cancelled, a call, or of the next year."""
    y = MAIN_YEAR
    pairs = [
        (
            Act(
                kind=Kind.WORKSHOP,
                title="Taller anulado en Burgos",
                date=date(y, 5, 9),
                state=State.CANCELLED,
            ),
            "Burgos",
        ),
        (
            Act(kind=Kind.CALL, title="Llamada con Vigo", date=date(y, 10, 2), state=State.DONE),
            "Vigo",
        ),
        (
            Act(
                kind=Kind.VISIT,
                title="Visita a Pamplona",
                date=date(y + 1, 1, 14),
                state=State.DONE,
            ),
            "Pamplona",
        ),
    ]
    write_acts([act for act, _name in pairs])
    _tag([(act, world.town(name)) for act, name in pairs])


def _needs(world: World, places: list[Territory]) -> list[Need]:
    areas = {area.code: area for area in Area.objects.all()}
    needs = []
    for index, (title, code, budget, came_by) in enumerate(NEEDS):
        need = Need.objects.create(
            title=title,
            description=f"{title}: nos lo cuentan {called(places[index].name, 'desde')} y querrían ver casos reales.",
            territory=places[index],
            received_on=date(MAIN_YEAR, 1 + index, 6),
            came_by=came_by,
            budget=budget,
            urgency=Urgency.HIGH if index % 4 == 0 else Urgency.NORMAL,
            responsible=world.somebody(),
        )
        need.areas.add(areas[code])
        needs.append(need)
    return needs


def _introductions(world: World, needs: list[Need]) -> None:
    """Two members for each of the first nine needs; the last ones wait."""
    rows, moved = [], []
    for index, need in enumerate(needs[:9]):
        day = need.received_on + timedelta(days=5 + index)
        for member in world.chance.sample(world.companies, 2):
            rows.append(
                Introduction(
                    need=need,
                    member=member,
                    title=f"{member.name} y {need.territory.name}: {need.title.lower()}",
                    date=day,
                    state=State.DONE,
                    mode=Mode.VIRTUAL,
                    member_answer=Answer.YES,
                    member_answered_on=day - timedelta(days=3),
                    territory_answer=Answer.YES,
                    territory_answered_on=day - timedelta(days=1),
                    reason="Tiene referencias recientes en esta área y trabaja en la zona",
                    responsible=world.somebody(),
                )
            )
        moved.append((need, NeedState.RESOLVED if index < 4 else NeedState.INTRODUCED, day))
    write_acts(rows)
    _tag([(row, row.need.territory) for row in rows])
    prove(rows, kind=Proof.CONFIRMATION, note="Respuestas de ambas partes")
    for need, state, day in moved:
        _move(need, state, day)
    _outcomes(rows)


def _move(need: Need, state: NeedState, day: date) -> None:
    steps = [NeedState.RECEIVED, NeedState.QUALIFIED, NeedState.INTRODUCED]
    if state == NeedState.RESOLVED:
        steps += [NeedState.IN_PROGRESS, NeedState.RESOLVED]
    NeedStep.objects.bulk_create(
        NeedStep(need=need, from_state=before, to_state=after, on=day)
        for before, after in pairwise(steps)
    )
    closed = day + timedelta(days=60) if state == NeedState.RESOLVED else None
    Need.objects.filter(pk=need.pk).update(state=state, closed_on=closed)


def _outcomes(rows: list[Introduction]) -> None:
    """Business counts when both sides confirm; what only one says stands apart."""
    agreed = (
        (0, OutcomeKind.PILOT, Decimal(14_900)), (2, OutcomeKind.CONTRACT, Decimal(186_400)),
        (4, OutcomeKind.CONTRACT, Decimal(92_750)), (6, OutcomeKind.PILOT, Decimal(12_000)),
    )  # fmt: skip
    outcomes = []
    for index, kind, amount in agreed:
        row = rows[index]
        day = min(row.date + timedelta(days=90), date(MAIN_YEAR, 12, 20))
        outcomes.append(_outcome(row, kind, day, amount, both=True))
    outcomes.append(
        _outcome(
            rows[8], OutcomeKind.CONTRACT, date(MAIN_YEAR, 11, 20), Decimal(240_000), both=False
        )
    )
    outcomes.append(
        _outcome(rows[9], OutcomeKind.NOTHING, date(MAIN_YEAR, 11, 22), None, both=True)
    )
    Outcome.objects.bulk_create(outcomes)
    prove([one for one in outcomes if one.territory_confirmed_on], kind=Proof.CONFIRMATION,
          note="Confirmado por ambas partes")  # fmt: skip


def _outcome(row: Introduction, kind: OutcomeKind, day: date, amount, *, both: bool) -> Outcome:
    return Outcome(
        kind=kind,
        date=day,
        territory=row.need.territory,
        organisation=row.member,
        need=row.need,
        introduction=row,
        amount=amount,
        member_confirmed_on=day,
        territory_confirmed_on=day if both else None,
    )


def _volume(world: World, places: list[Territory]) -> None:
    """More years, or more work: with other towns, so that the fifteen of 2024 stay as they are.

    With more than two years and the usual volume, 2023 has its twelve by records.
    """
    before = [world.town(one) for one in (*RETURNING, *NOT_REPEATED)]
    known = {place.pk for place in (*places, *before)}
    towns = list(
        Territory.objects.filter(kind=TerritoryKind.MUNICIPALITY)
        .exclude(pk__in=known)
        .order_by("code")[: 400 * world.scale]
    )
    pairs = []
    for year in world.all_years:
        if world.is_exact(year):
            continue
        if world.scale == 1 and year == MAIN_YEAR - 1:
            pairs += [_more(world, year, number, place) for number, place in enumerate(before * 3)]
            continue
        pairs += [
            _more(world, year, number, world.chance.choice(towns))
            for number in range(40 * world.scale)
        ]
    write_acts([act for act, _place in pairs])
    _tag(pairs)
    prove([act for act, _place in pairs], kind=Proof.PHOTO)


def _more(world: World, year: int, number: int, place: Territory) -> tuple[Act, Territory]:
    kind, what, where = WORK[number % len(WORK)]
    act = Act(
        kind=kind,
        title=f"{what} {called(place.name, where)}",
        date=world.day(year),
        state=State.DONE,
        mode=Mode.PRESENTIAL,
        place=place.name,
        responsible=world.somebody(),
    )
    return act, place
