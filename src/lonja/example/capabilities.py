"""What the members say that they do, and the needs that came by the public form.

Its chance is its own: nothing that it draws changes what the rest of the example says.
"""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from lonja.core.text import fold
from lonja.directory import cpv
from lonja.directory.models import Area, Organisation
from lonja.matching.enums import CameBy, Level, ReferenceKind
from lonja.matching.models import Intake, Need, Postscript, Profile, ProfileArea, Reference
from lonja.matching.web.need_forms import consent_text
from lonja.territories.models import Territory

from .trades import CLOSING, RESEARCH, TRADES, Trade
from .world import BATCH, MAIN_YEAR, World

TOWNS = (
    "Málaga", "Sevilla", "Gijón", "Alicante", "Logroño", "Murcia", "Burgos", "Cartagena", "Huelva",
    "Almería", "Ponferrada", "Cáceres", "Valladolid", "Santander", "Mérida", "Vigo", "Lugo", "Toledo",
    "Teruel", "Soria", "Badajoz", "Jaén", "Linares", "Avilés", "Alcoy", "Lorca", "Motril", "Ronda",
)  # fmt: skip
NOT_ASKED, SILENT, STALE = 12, 14, 22
"""Members without a profile, asked and silent, and with one of more than a year ago."""
SENT = (
    # title, in their words, place, name, role, days ago that it was confirmed (None: not yet)
    ("Los autobuses al hospital van vacíos por la mañana y llenos por la tarde",
     "Tenemos cuatro líneas y ningún dato fiable de cuánta gente sube en cada parada. Querríamos saberlo antes de tocar los horarios.",
     "Lugo", "Leonor Sauceda Collado", "Concejala de Movilidad", 2),
    ("Cada tormenta se inunda el mismo paso inferior",
     "Avisamos con una valla cuando ya hay un coche dentro. Nos gustaría enterarnos antes y cortar el paso solos.",
     "Alcoy", "Fermín Lagunar Tejar", "Jefe de la Policía Local", 1),
    ("Queremos saber cuánta gente viene a la feria", "",
     "Teruel", "Estela Navazo Islares", "Técnica de Turismo", None),
)  # fmt: skip


def write(world: World) -> None:
    chance = random.Random(20240613)
    by_field = _fields(world)
    _profiles(world, by_field, chance)
    _forms(world, chance)


def _fields(world: World) -> dict[Organisation, str]:
    """{member: vertical}: by how its name begins, or by its turn."""
    codes = list(TRADES)
    roots = {root: code for code, trade in TRADES.items() for root in trade.roots}
    fields = {}
    for turn, member in enumerate(world.members):
        named = next((c for root, c in roots.items() if member.name.startswith(root)), "")
        fields[member] = named or codes[turn % len(codes)]
    world.fields = fields
    return fields


def _profiles(world: World, fields: dict[Organisation, str], chance: random.Random) -> None:
    areas = {area.code: area for area in Area.objects.all()}
    towns = [world.town(name) for name in TOWNS]
    regions = list(Territory.objects.filter(kind="region").order_by("code")[:17])
    order = list(fields)
    chance.shuffle(order)
    told = order[NOT_ASKED + SILENT :]
    now = timezone.now()
    profiles = [
        Profile(organisation=member, asked_at=now - timedelta(days=chance.randrange(3, 25)))
        for member in order[NOT_ASKED : NOT_ASKED + SILENT]
    ]
    levels, references, codes = [], [], {}
    for number, member in enumerate(told):
        trade = TRADES[fields[member]]
        works = chance.sample(trade.works, k=min(len(trade.works), chance.randrange(2, 4)))
        mine = [areas[code] for _title, code in works]
        codes[member] = _codes(mine)
        days = chance.randrange(380, 700) if number < STALE else chance.randrange(5, 330)
        profile = Profile(
            organisation=member,
            text=_text(member, trade, chance),
            cpv=" ".join(codes[member]),
            certifications=chance.sample(trade.certifications, k=chance.randrange(3)),
            most_at_once=chance.choice([None, None, None, 2, 3, 5]),
            told_at=now - timedelta(days=days),
        )
        profiles.append(profile)
        researches = member.kind == "university"
        proven = chance.randrange(len(works)) if chance.random() < 0.7 else None
        for place, area in enumerate(mine):
            level = Level.RESEARCHES if researches else Level.OFFERS
            level = Level.PROVEN if place == proven else level
            levels.append((profile, area, level))
        if proven is not None:
            for _ in range(chance.randrange(1, 4)):
                references.append(_reference(member, chance.choice(works), towns, areas, chance))
    Profile.objects.bulk_create(profiles, batch_size=BATCH)
    ProfileArea.objects.bulk_create(
        [ProfileArea(profile=one, area=area, level=level) for one, area, level in levels],
        batch_size=BATCH,
    )
    _tell_where(profiles, regions, chance)
    Reference.objects.bulk_create([one for one, _area in references], batch_size=BATCH)
    tags = Reference.areas.through
    tags.objects.bulk_create(
        [tags(reference_id=one.pk, area_id=area.pk) for one, area in references], batch_size=BATCH
    )


def _text(member: Organisation, trade: Trade, chance: random.Random) -> str:
    does = chance.sample(trade.does, k=chance.randrange(1, len(trade.does) + 1))
    said = [*does, chance.choice(trade.how)]
    said.append(chance.choice(RESEARCH if member.kind == "university" else CLOSING))
    return "\n\n".join([" ".join(said[:2]), " ".join(said[2:])])


def _codes(areas: list[Area]) -> list[str]:
    wanted = (prefix.ljust(8, "0") for area in areas for prefix in area.cpv[:2])
    return [code for code in dict.fromkeys(wanted) if cpv.exists(code)]


def _tell_where(profiles: list[Profile], regions: list[Territory], chance: random.Random) -> None:
    """A third of them work anywhere; the others, in some regions."""
    links = Profile.works_in.through
    rows = [
        links(profile_id=profile.pk, territory_id=region.pk)
        for profile in profiles
        if profile.told_at and chance.random() < 0.66
        for region in chance.sample(regions, k=chance.randrange(2, 7))
    ]
    links.objects.bulk_create(rows, batch_size=BATCH)


def _reference(
    member: Organisation,
    work: tuple[str, str],
    towns: list[Territory],
    areas: dict[str, Area],
    chance: random.Random,
) -> tuple[Reference, Area]:
    title, code = work
    town = chance.choice(towns)
    pilot = chance.random() < 0.3
    reference = Reference(
        organisation=member,
        kind=ReferenceKind.PILOT if pilot else ReferenceKind.CONTRACT,
        title=title.format(town.name),
        client=f"Ayuntamiento de {town.name}",
        territory=town,
        date=date(chance.randrange(2018, MAIN_YEAR + 1), chance.randrange(1, 13), 1),
        amount=chance.randrange(6, 15) * 1000 if pilot else chance.randrange(18, 420) * 1000,
        cpv=" ".join(_codes([areas[code]])[:2]),
    )
    return reference, areas[code]


def _forms(world: World, chance: random.Random) -> None:
    """Who sent the needs of 2024 that came by the form; and what came in these days."""
    consent = consent_text()
    contacts = (
        ("Jacinto Encinar Yedra", "Técnico de Alumbrado"),
        ("Pilar Fresneda Jaral", "Concejala de Playas"),
        ("Blas Pinarejo Olmeda", "Jefe de Movilidad"),
        ("Candela Zarzal Breñal", "Alcaldesa"),
    )
    sent = Need.objects.filter(came_by=CameBy.FORM).select_related("territory").order_by("pk")
    for (name, role), need in zip(contacts, sent, strict=False):
        _intake(need.title, need.description, need.territory, name, role, consent, need=need)
    today = timezone.now()
    for title, words, place, name, role, ago in SENT:
        town = world.town(place)
        need = None
        if ago is not None:
            need = Need.objects.create(
                title=title,
                description=words,
                territory=town,
                received_on=timezone.localdate() - timedelta(days=ago),
                came_by=CameBy.FORM,
            )
        intake = _intake(title, words, town, name, role, consent, need=need)
        when = today - timedelta(days=ago or 0, minutes=chance.randrange(30, 90))
        Intake.objects.filter(pk=intake.pk).update(sent_at=when, confirmed_at=need and when)
    Postscript.objects.create(
        intake=Intake.objects.filter(need__isnull=False).latest("pk"),
        text="Ayer volvió a pasar: hay fotos, si sirven.",
    )


def _intake(title, words, town, name, role, consent, *, need: Need | None) -> Intake:
    at = need and timezone.make_aware(datetime.combine(need.received_on, time(10)))
    return Intake.objects.create(
        need=need,
        title=title,
        description=words,
        territory=town,
        body=f"Ayuntamiento de {town}",
        name=name,
        role=role,
        email=f"{fold(name.split()[0])}@ejemplo.example",
        consent=consent,
        sent_at=at or timezone.now(),
        confirmed_at=at,
    )
