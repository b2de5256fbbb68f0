"""Line 5: 281 mentions worth, as their valuer says, 2,842,274 euros."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lonja.acts.enums import State
from lonja.outreach.models import Dossier
from lonja.press.enums import Prominence, Scope, Support, Tone
from lonja.press.models import Mention, Outlet, Story, Valuation

from .headlines import MATTERS, Headlines
from .world import BATCH, MAIN_YEAR, World, write_acts

MENTIONS = 281
VALUE = Decimal(2_842_274)
PROVIDER = "Seguimiento de Medios Ejemplo"
METHOD = "tarifa publicitaria equivalente, tarifas de 2024"

OUTLETS = (
    [(f"Diario Digital Ejemplo {n}", Support.DIGITAL, Scope.NATIONAL) for n in range(1, 15)]
    + [(f"El Regional de Ejemplo {n}", Support.DIGITAL, Scope.REGIONAL) for n in range(1, 19)]
    + [(f"Ciudad Hoy Ejemplo {n}", Support.DIGITAL, Scope.TRADE) for n in range(1, 5)]
    + [(f"La Gaceta de Ejemplo {n}", Support.PRINT, Scope.REGIONAL) for n in range(1, 4)]
    + [
        ("Radio Ejemplo", Support.RADIO, Scope.NATIONAL),
        ("Agencia Ejemplo", Support.AGENCY, Scope.NATIONAL),
    ]
)


def write(world: World) -> None:
    outlets = Outlet.objects.bulk_create(
        Outlet(name=name, support=support, scope=scope) for name, support, scope in OUTLETS
    )
    beaches = Dossier.objects.filter(title__contains="Playas").first()
    for year in world.all_years:
        if world.years == 2 and year < MAIN_YEAR:
            continue  # last year's press stands as an opening balance
        _year(world, year, outlets, beaches)


def _year(world: World, year: int, outlets: list[Outlet], beaches: Dossier | None) -> None:
    number = MENTIONS * world.scale
    told = Headlines()
    stories = [
        Story(title=told.next_of(world.chance.choice(MATTERS))) for _ in range(int(number * 0.55))
    ]
    Story.objects.bulk_create(stories, batch_size=BATCH)
    mentions = []
    for index in range(number):
        story = stories[index] if index < len(stories) else world.chance.choice(stories)
        about_beaches = "playas" in story.title
        mentions.append(
            Mention(
                title=story.title,
                outlet=outlets[_weighted(world, len(outlets))],
                date=max(world.day(year), date(year, 6, 5)) if about_beaches else world.day(year),
                state=State.DONE,
                story=story,
                url=f"https://ejemplo.example/prensa/{year}/{index}",
                tone=world.chance.choice([Tone.POSITIVE, Tone.POSITIVE, Tone.NEUTRAL]),
                prominence=world.chance.choice(list(Prominence)),
                caused_by_id=beaches.pk if about_beaches and beaches else None,
            )
        )
    write_acts(mentions)
    _valuations(world, year, mentions)
    if world.is_exact(year):
        _not_counted(world, mentions, outlets)


def _weighted(world: World, size: int) -> int:
    """Mostly the first of the list: digital, national and regional."""
    return min(int(world.chance.triangular(0, size, 4)), size - 1)


def _valuations(world: World, year: int, mentions: list[Mention]) -> None:
    """Amounts to the cent that add up to the total; two were valued twice, and the later stands."""
    weights = [world.chance.randrange(40, 400) for _ in mentions]
    total = VALUE * world.scale
    cents = [int(total * 100 * weight / sum(weights)) for weight in weights]
    cents[-1] += int(total * 100) - sum(cents)
    rows = [
        Valuation(
            mention_id=mention.pk,
            amount=Decimal(amount) / 100,
            provider=PROVIDER,
            method=METHOD,
            valued_on=date(year, 12, 28),
        )
        for mention, amount in zip(mentions, cents, strict=True)
    ]
    rows += [
        Valuation(
            mention_id=mention.pk, amount=Decimal(5_000), provider=PROVIDER,
            method="primera estimación", valued_on=mention.date,
        )
        for mention in mentions[:2]
        if mention.date < date(year, 12, 28)
    ]  # fmt: skip
    Valuation.objects.bulk_create(rows, batch_size=BATCH)


def _not_counted(world: World, mentions: list[Mention], outlets: list[Outlet]) -> None:
    """What a careless count would add: a repeat, one not confirmed, one of the next year."""
    first = mentions[0]
    write_acts(
        [
            Mention(title=first.title, outlet=first.outlet, date=first.date, state=State.DONE,
                    url=f"{first.url}?amp=1", duplicate_of=first),
            Mention(title="Sin confirmar que hable del clúster", outlet=outlets[0],
                    date=date(MAIN_YEAR, 11, 3), state=State.PLANNED),
            Mention(title="Balance del año en la prensa local", outlet=outlets[1],
                    date=date(MAIN_YEAR + 1, 1, 4), state=State.DONE,
                    url="https://ejemplo.example/prensa/enero"),
        ]
    )  # fmt: skip
