"""Lines 3 and 4: posts, dossiers, followers of ours and of others, and the newsletter."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from lonja.acts.enums import State
from lonja.core.naming import called
from lonja.directory.models import Area
from lonja.evidence.enums import Kind as Proof
from lonja.outreach.enums import Formula, Network, Topic
from lonja.outreach.models import (
    Benchmark,
    Dossier,
    Issue,
    Peer,
    PeerReading,
    Placement,
    Post,
    Reading,
    SocialAccount,
)

from .world import BATCH, MAIN_YEAR, World, prove, write_acts

POSTS_BY_MONTH = (11, 12, 11, 10, 12, 12, 11, 10, 11, 12, 12, 10)
"""Between ten and twelve a month: what the seed document tells."""

ACCOUNTS = (
    # network, handle, followers at the end of 2023, at the end of 2024
    (Network.LINKEDIN, "smart-city-cluster", 5_600, 6_420),
    (Network.X, "@smartcitycluster", 3_050, 3_110),
    (Network.INSTAGRAM, "@smartcitycluster", 420, 560),
    (Network.YOUTUBE, "Smart City Cluster", 230, 310),
)
PEERS = (
    # name, followers at both ends: one of them grew more than we did
    ("Clúster Ejemplo de Movilidad", 7_900, 9_180),
    ("Clúster Ejemplo del Agua", 4_100, 4_430),
    ("Clúster Ejemplo TIC del Norte", 12_300, 13_150),
    ("Clúster Ejemplo de Energía", 6_050, 6_600),
    ("Clúster Ejemplo Agroalimentario", 8_700, 8_980),
    ("Clúster Ejemplo de Salud", 3_300, 3_560),
    ("Clúster Ejemplo Marítimo", 2_750, None),
)
DOSSIERS = (
    ("Movilidad sostenible", date(MAIN_YEAR - 1, 11, 22), "MOV"),
    ("Turismo inteligente", date(MAIN_YEAR, 2, 28), "TUR"),
    ("Playas Inteligentes", date(MAIN_YEAR, 6, 4), "TUR"),
    ("Gestión del agua", date(MAIN_YEAR, 10, 17), "AGU"),
)
TOPICS = {
    Topic.TRAINING: (
        "Webinario abierto: {name} para municipios",
        "Una hora con {called}: preguntas de técnicos municipales",
        "Lo que aprendimos en el webinario con {called}",
    ),
    Topic.ACHIEVEMENT: (
        "{name} gana un reconocimiento a la innovación",
        "{name} cierra su primer piloto con una ciudad media",
        "Enhorabuena {to}, finalista de los premios del sector",
    ),
    Topic.GOOD_PRACTICE: (
        "Buena práctica: así trabaja {called} con una ciudad media",
        "Antes y después: un caso {of}",
        "Tres cosas que {called} haría otra vez",
    ),
    Topic.NEW_MEMBER: (
        "Damos la bienvenida {to}",
        "Quién es quién: conozca {to}",
        "{name} ya es de la casa: qué hace y dónde",
    ),
    Topic.EVENT: (
        "Nos vemos en el encuentro de la semana con {called}",
        "{name} estará con nosotros: apunte la fecha",
        "Así fue el encuentro con {called}",
    ),
}
ISSUES = 26
RESENDS = 3


def write(world: World) -> None:
    accounts = _accounts(world)
    for year in world.all_years:
        _posts(world, year, accounts)
        _newsletter(world, year)
    _dossiers(world)
    _peers(world)
    Benchmark.objects.create(
        formula=Formula.OPEN_RATE, value=Decimal("0.3240"), sector="asociaciones (ejemplo)",
        year=MAIN_YEAR, source="Media de ejemplo, sin fuente real",
    )  # fmt: skip


def _accounts(world: World) -> list[SocialAccount]:
    """Four accounts, read at the end of each month: 9,300 followers became 10,400."""
    accounts, readings = [], []
    for network, handle, before, after in ACCOUNTS:
        account = SocialAccount.objects.create(
            network=network, handle=handle, opened_on=date(2015, 1, 1)
        )
        accounts.append(account)
        readings.append(
            Reading(account=account, date=date(MAIN_YEAR - 1, 12, 31), followers=before)
        )
        for month in range(1, 13):
            last = date(MAIN_YEAR + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            grown = before + (after - before) * month // 12
            readings.append(Reading(account=account, date=last, followers=grown))
    for year in world.all_years[:-2]:
        for account, (_network, _handle, before, _after) in zip(accounts, ACCOUNTS, strict=True):
            followers = max(10, int(before * 0.88 ** (MAIN_YEAR - 1 - year)))
            readings.append(Reading(account=account, date=date(year, 12, 31), followers=followers))
    Reading.objects.bulk_create(readings)
    prove(readings, kind=Proof.PHOTO, note="Captura de la página de la cuenta")
    return accounts


def _told(text: str, name: str) -> str:
    return text.format(name=name, called=called(name), to=called(name, "a"), of=called(name, "de"))


def _posts(world: World, year: int, accounts: list[SocialAccount]) -> None:
    """Each content on one to three networks; in the year before, only the last quarter is kept."""
    if year == MAIN_YEAR - 1 and world.years == 2:
        months = {10: 9, 11: 10, 12: 8}
    else:
        months = dict(enumerate((n * world.scale for n in POSTS_BY_MONTH), start=1))
    posts, told = [], Counter[tuple[str, int]]()
    for month, number in months.items():
        for index in range(number):
            topic = world.chance.choice(list(TOPICS))
            about = world.chance.choice(world.members)
            posts.append(
                Post(
                    title=_told(TOPICS[topic][told[topic, about.pk] % 3], about.name),
                    text="Más ciudad, más territorio, más cerca. Gracias a quienes lo hacen posible.",
                    topic=topic,
                    date=date(year, month, 1 + (index * 27 // max(number, 1))),
                    state=State.DONE,
                    responsible=world.staff[-1],
                )
            )
            told[topic, about.pk] += 1
    write_acts(posts)
    Placement.objects.bulk_create(
        [row for post in posts for row in _placed(world, post, accounts)], batch_size=BATCH
    )
    # A draft without a link was never published.
    if year == MAIN_YEAR:
        write_acts([Post(title="Borrador sin publicar", date=date(year, 12, 20), state=State.DONE)])


def _placed(world: World, post: Post, accounts: list[SocialAccount]) -> list[Placement]:
    """X gives no impressions: left out of the interaction rate, and named."""
    rows = []
    for account in accounts[: world.chance.randrange(1, 4)]:
        known = account.network != Network.X
        impressions = world.chance.randrange(600, 3_200)
        rows.append(
            Placement(
                post_id=post.pk,
                account=account,
                url=f"https://ejemplo.example/{account.network}/{post.pk}",
                impressions=impressions if known else None,
                interactions=int(impressions * world.chance.uniform(0.02, 0.06)) if known else None,
                measured_on=post.date + timedelta(days=14),
            )
        )
    return rows


def _dossiers(world: World) -> None:
    dossiers = [
        Dossier(
            number=number,
            title=f"Dosier: {title}",
            date=day,
            state=State.DONE,
            url=f"https://ejemplo.example/dosieres/{number}",
            downloads=world.chance.randrange(180, 900),
            summary=f"Qué ofrecen los asociados en {title.lower()}, con casos y contactos.",
        )
        for number, (title, day, _vertical) in enumerate(DOSSIERS, start=1)
    ]
    again = Dossier(
        number=1, title="Dosier: Movilidad sostenible (2.ª edición)", date=date(MAIN_YEAR, 9, 16),
        state=State.DONE, url="https://ejemplo.example/dosieres/1b",
    )  # fmt: skip
    write_acts(dossiers)
    again.edition_of = dossiers[0]
    write_acts([again])
    for dossier, (_title, _day, vertical) in zip(dossiers, DOSSIERS, strict=True):
        dossier.areas.set(Area.objects.filter(vertical__code=vertical))
    prove(dossiers)


def _peers(world: World) -> None:
    readings = []
    for name, before, after in PEERS:
        peer = Peer.objects.create(name=name)
        readings.append(PeerReading(peer=peer, date=date(MAIN_YEAR - 1, 12, 29), followers=before))
        if after:
            readings.append(PeerReading(peer=peer, date=date(MAIN_YEAR, 12, 30), followers=after))
    PeerReading.objects.bulk_create(readings)
    prove(readings, kind=Proof.PHOTO, note="Captura de la página de cada red")


def _newsletter(world: World, year: int) -> None:
    """One each fortnight, some sent again to whoever had not opened them."""
    if year == MAIN_YEAR - 1 and world.years == 2:
        return
    issues = []
    for number in range(1, ISSUES * (1 if world.is_exact(year) else world.scale) + 1):
        delivered = 1_780 + 14 * number % 700
        measured = int(delivered * 0.62)
        opened = int(measured * world.chance.uniform(0.385, 0.415))
        issues.append(
            Issue(
                number=number,
                title=f"Boletín {number}: lo que viene en la ciudad",
                date=date(year, 1, 9) + timedelta(days=14 * ((number - 1) % ISSUES)),
                state=State.DONE,
                url=f"https://ejemplo.example/boletin/{year}/{number}",
                delivered=delivered,
                measured=measured,
                opened=opened,
                opened_by_machines=int(opened * 0.18),
                clicked=int(measured * world.chance.uniform(0.06, 0.11)),
                unsubscribed=world.chance.randrange(4),
            )
        )
    write_acts(issues)
    prove(issues)
    resends = [
        Issue(
            title=f"{issue.title} (por si no lo vio)",
            date=issue.date + timedelta(days=4),
            state=State.DONE,
            resend_of=issue,
            delivered=issue.measured - issue.opened,
        )
        for issue in issues[:RESENDS]
    ]
    write_acts(resends)
