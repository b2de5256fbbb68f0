"""Who is in the example: the office, the members, the institutions, and their people."""

from __future__ import annotations

from datetime import date

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.core.text import fold
from lonja.directory.enums import Channel, Fee, Kind, Level, Size
from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.house.enums import Community
from lonja.house.models import House
from lonja.territories.models import Territory

from .names import FIRST_NAMES, SURNAMES, company_names, university_names
from .world import BATCH, MAIN_YEAR, World

MEMBERS = 150
UNIVERSITIES = 14
SOCIAL_ADMISSIONS = 30
OTHER_ADMISSIONS = 9
LEAVERS = 6
STAFF_EMAIL = "tecnica@ejemplo.example"
DIRECTION_EMAIL = "gerencia@ejemplo.example"
AUDITOR_EMAIL = "auditoria@ejemplo.example"
PASSWORD = "lonja-de-ejemplo"  # noqa: S105 - printed at start, and only ever written by the example

INSTITUTIONS = (
    # key, name, kind, level, region
    ("reci", "Red Española de Ciudades Inteligentes", Kind.NETWORK, "", ""),
    ("clusters_es", "Clusters.es", Kind.NETWORK, "", ""),
    ("industria", "Ministerio de Industria y Turismo", Kind.PUBLIC_BODY, Level.STATE, ""),
    (
        "ciencia",
        "Ministerio de Ciencia, Innovación y Universidades",
        Kind.PUBLIC_BODY,
        Level.STATE,
        "",
    ),
    ("andalucia", "Junta de Andalucía", Kind.PUBLIC_BODY, Level.REGIONAL, "Andalucía"),
    ("aragon", "Gobierno de Aragón", Kind.PUBLIC_BODY, Level.REGIONAL, "Aragón"),
    ("greencities", "Foro Greencities (organización)", Kind.OTHER, "", ""),
    ("transfiere", "Foro Transfiere (organización)", Kind.OTHER, "", ""),
    ("des", "Digital Enterprise Show (organización)", Kind.OTHER, "", ""),
)
CLUSTERS = (
    "Clúster Ejemplo de Movilidad",
    "Clúster Ejemplo del Agua",
    "Clúster Ejemplo TIC del Norte",
)


def write(world: World) -> None:
    House.objects.update_or_create(
        pk=1,
        defaults={
            "name": "Smart City Cluster (año de ejemplo)",
            "short_name": "Smart City Cluster",
            "claim": "Acompañando a las ciudades y territorios en su transformación digital y sostenible",
            "brand": "#0b5d73",
            "community": Community.ANDALUCIA,
            "records_since": MAIN_YEAR if world.years == 2 else world.first_year,
            "is_example": True,
        },
    )
    _office(world)
    world.us = Organisation.objects.create(
        name="Smart City Cluster", kind=Kind.CLUSTER, is_us=True, folded=fold("Smart City Cluster")
    )
    _institutions(world)
    _members(world)
    _people(world)
    _memberships(world)
    _outsiders(world)


def _office(world: World) -> None:
    """Three technicians, the direction and an auditor: nobody who exists."""
    for name, email, role in (
        ("Marina Olmo Vidal", DIRECTION_EMAIL, Role.DIRECTION),
        ("Julia Sanz Robledo", STAFF_EMAIL, Role.OFFICE),
        ("Tomás Arce Lobo", "territorio@ejemplo.example", Role.OFFICE),
        ("Nerea Gil Puente", "comunicacion@ejemplo.example", Role.OFFICE),
        ("Auditora de ejemplo", AUDITOR_EMAIL, Role.AUDITOR),
    ):
        user = User.objects.create_user(email, PASSWORD, name=name, role=role)
        if role in (Role.DIRECTION, Role.OFFICE):
            world.staff.append(user)


def _institutions(world: World) -> None:
    regions = {t.name: t for t in Territory.objects.filter(kind="region")}
    for key, name, kind, level, region in INSTITUTIONS:
        world.named[key] = Organisation.objects.create(
            name=name, kind=kind, level=level, territory=regions.get(region), folded=fold(name)
        )
    for number, name in enumerate(CLUSTERS):
        world.named[f"cluster{number}"] = Organisation.objects.create(
            name=name, kind=Kind.CLUSTER, is_example=True, folded=fold(name)
        )


def _members(world: World) -> None:
    """SUEZ and MSI, whom the seed names, and the rest invented."""
    for key, name in (("suez", "SUEZ"), ("msi", "MSI")):
        world.named[key] = Organisation.objects.create(
            name=name, kind=Kind.COMPANY, folded=fold(name)
        )
    wanted = (MEMBERS - UNIVERSITIES - 2) * world.scale
    companies = company_names(world.chance, wanted + LEAVERS)
    companies, world.leavers = companies[:wanted], companies[wanted:]
    universities = university_names(UNIVERSITIES * world.scale)
    sizes = [Size.MICRO, Size.SMALL, Size.SMALL, Size.MEDIUM, Size.LARGE]
    rows = [
        Organisation(
            name=name,
            legal_name=f"{name}, S.L." if kind == Kind.COMPANY else name,
            kind=kind,
            size=world.chance.choice(sizes) if kind == Kind.COMPANY else Size.LARGE,
            website=f"https://{fold(name).replace(' ', '-')}.example",
            domain=f"{fold(name).replace(' ', '-')}.example",
            is_example=True,
            folded=fold(name),
        )
        for kind, names in ((Kind.COMPANY, companies), (Kind.UNIVERSITY, universities))
        for name in names
    ]
    Organisation.objects.bulk_create(rows, batch_size=BATCH)
    made = [o for o in rows if o.kind == Kind.COMPANY]
    world.companies = [world.named["suez"], world.named["msi"], *made]
    world.universities = [o for o in rows if o.kind == Kind.UNIVERSITY]
    world.members = [*world.companies, *world.universities]


def _people(world: World) -> None:
    """Two people for each member, the first of whom represents it."""
    people, seats = [], []
    for organisation in world.members:
        for number in range(2):
            name = _person_name(world)
            person = Person(
                name=name,
                email=f"{fold(name).replace(' ', '.')}.{organisation.pk}@ejemplo.example",
                source="Ficha de admisión",
                is_example=True,
                folded=fold(name),
            )
            people.append(person)
            title = "Representante" if number == 0 else "Responsable técnico"
            seats.append(
                Seat(person=person, organisation=organisation, title=title, is_main=number == 0,
                     since=date(world.first_year, 1, 1))
            )  # fmt: skip
    Person.objects.bulk_create(people, batch_size=BATCH)
    Seat.objects.bulk_create(seats, batch_size=BATCH)
    for seat in seats:
        world.people.setdefault(seat.organisation_id, []).append(seat.person)


def _person_name(world: World) -> str:
    pick = world.chance.choice
    return f"{pick(FIRST_NAMES)} {pick(SURNAMES)} {pick(SURNAMES)}"


def _memberships(world: World) -> None:
    """150 members at the end of 2024: 39 admitted in it, 30 of them through social media.

    The 30 are the first that came that way: nobody had before. Six more left during the year.
    """
    scale = world.scale
    social, other = SOCIAL_ADMISSIONS * scale, OTHER_ADMISSIONS * scale
    old_channels = [
        Channel.EVENT,
        Channel.REFERRAL,
        Channel.PROJECT,
        Channel.DIRECT,
        Channel.UNKNOWN,
    ]
    order = world.companies[-(social + other) :]
    newcomers = world.newcomers = set(order)
    rows = []
    for organisation in world.members:
        if organisation in newcomers:
            by_social = (
                order.index(organisation) < social if scale == 1 else world.chance.random() < 0.77
            )
            rows.append(
                Membership(
                    organisation=organisation,
                    admitted_on=world.day(MAIN_YEAR),
                    channel=Channel.SOCIAL if by_social else world.chance.choice(old_channels[:4]),
                    channel_note="Nos escribió tras ver una publicación" if by_social else "",
                    fee=Fee.PAID,
                )
            )
            continue
        year = world.chance.randrange(2012, MAIN_YEAR)
        rows.append(
            Membership(
                organisation=organisation,
                admitted_on=world.day(year),
                channel=world.chance.choice(old_channels),
                fee=world.chance.choice([Fee.PAID, Fee.PAID, Fee.PAID, Fee.PENDING]),
            )
        )
    Membership.objects.bulk_create(rows, batch_size=BATCH)
    _leavers(world)


def _leavers(world: World) -> None:
    reasons = ("Cese de actividad", "Fusión con otra empresa", "Cambio de estrategia")
    for name in world.leavers:
        gone = Organisation.objects.create(
            name=name, kind=Kind.COMPANY, size=Size.SMALL, is_example=True, folded=fold(name)
        )
        Membership.objects.create(
            organisation=gone,
            admitted_on=world.day(2018),
            channel=Channel.EVENT,
            fee=Fee.PAID,
            left_on=world.day(MAIN_YEAR),
            leaving_reason=world.chance.choice(reasons),
        )


def _outsiders(world: World) -> None:
    """One account of each kind from outside, to see what they see."""
    member = world.companies[2]
    for email, role, organisation in (
        ("asociada@ejemplo.example", Role.MEMBER, member),
        ("aliada@ejemplo.example", Role.ALLY, world.named["reci"]),
        ("territorio.externo@ejemplo.example", Role.TERRITORY, world.council("Málaga")),
    ):
        user = User.objects.create_user(email, PASSWORD, name=_person_name(world), role=role)
        person = Person.objects.create(
            name=user.name, email=email, user=user, is_example=True, folded=fold(user.name)
        )
        Seat.objects.create(
            person=person, organisation=organisation, title="Contacto", since=date(2023, 1, 1)
        )
