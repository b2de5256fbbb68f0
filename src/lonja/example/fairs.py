"""Line 6: the fairs of others to which the cluster goes, its seats in their councils, its stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lonja.acts.enums import Mode, State
from lonja.directory.models import Area
from lonja.events.enums import MandateKind, OurRole
from lonja.events.models import (
    Event,
    EventRole,
    Mandate,
    Series,
    Session,
    Stand,
    StandMember,
)
from lonja.evidence.enums import Kind as Proof

from .world import MAIN_YEAR, World, prove, write_acts

ON_THE_STAND = 8
OTHER_FAIRS = (
    ("Jornada de ciudades medianas", 2, "Logroño"), ("Semana de la movilidad urbana", 9, "Bilbao"),
    ("Encuentro de destinos turísticos inteligentes", 5, "Benidorm"),
    ("Congreso del agua y la digitalización", 10, "Zaragoza"),
    ("Salón de la eficiencia energética", 4, "Madrid"), ("Foro de compra pública innovadora", 11, "Sevilla"),
)  # fmt: skip


def mandates(series: dict[str, Series]) -> None:
    rows = [
        Mandate(series=series[name], kind=kind, since=since, until=until)
        for name, kind, since, until in (
            ("Foro Greencities", MandateKind.ADVISORY_COUNCIL, date(2022, 1, 1), None),
            (
                "Foro Transfiere",
                MandateKind.TECHNICAL_COMMITTEE,
                date(2023, 1, 1),
                date(2024, 12, 31),
            ),
            (
                "Digital Enterprise Show (DES)",
                MandateKind.ADVISORY_COUNCIL,
                date(2024, 1, 15),
                None,
            ),
            (
                "Congreso Nacional RECI",
                MandateKind.TECHNICAL_COMMITTEE,
                date(2021, 1, 1),
                date(2022, 6, 1),
            ),
        )
    ]
    Mandate.objects.bulk_create(rows)
    prove(rows, note="Nombramiento")


def write(world: World, series: dict[str, Series]) -> Event:
    """The four named fairs and six more; a fair with three roles is one."""

    def fair(title, name, start, end, place):
        return Event(
            title=title, own=False, series=series.get(name), date=start, end_date=end,
            state=State.DONE, mode=Mode.PRESENTIAL, place=place, responsible=world.staff[0],
        )  # fmt: skip

    y = MAIN_YEAR
    transfiere = fair(
        f"Foro Transfiere {y}", "Foro Transfiere", date(y, 3, 20), date(y, 3, 22), "Málaga"
    )
    des = fair(
        f"Digital Enterprise Show {y}",
        "Digital Enterprise Show (DES)",
        date(y, 6, 11),
        date(y, 6, 13),
        "Málaga",
    )
    greencities = fair(
        f"Foro Greencities {y}", "Foro Greencities", date(y, 9, 18), date(y, 9, 19), "Málaga"
    )
    reci = fair(
        f"Congreso Nacional RECI {y}",
        "Congreso Nacional RECI",
        date(y, 11, 27),
        date(y, 11, 28),
        "Murcia",
    )
    others = [
        fair(title, "", date(y, month, 14), None, place) for title, month, place in OTHER_FAIRS
    ]
    visited = fair("Feria a la que finalmente no se fue", "", date(y, 10, 2), None, "París")
    visited.state = State.CANCELLED
    write_acts([transfiere, des, greencities, reci, *others, visited])
    roles = {
        transfiere: [(OurRole.SPEAKS, "Mesa redonda sobre movilidad inteligente")],
        des: [
            (OurRole.COORGANISES, "Smart City y e-Mobility"),
            (OurRole.LEADS, "Smart City y e-Mobility"),
        ],
        greencities: [
            (OurRole.EXHIBITS, "Stand compartido"),
            (OurRole.SPEAKS, "Inteligencia Asociativa"),
        ],
        reci: [(OurRole.LEADS, "Academia Neptuno")],
        visited: [(OurRole.VISITS, "")],
    }
    roles |= {event: [(OurRole.SPEAKS, "Mesa redonda")] for event in others}
    EventRole.objects.bulk_create(
        EventRole(event_id=event.pk, role=role, detail=detail)
        for event, played in roles.items()
        for role, detail in played
    )
    mobility = Area.objects.filter(vertical__code="MOV").first()
    Session.objects.bulk_create(
        [
            Session(
                event_id=des.pk,
                title="Smart City & e-Mobility",
                our_role=OurRole.LEADS,
                area=mobility,
            ),
            Session(event_id=reci.pk, title="Academia Neptuno", our_role=OurRole.LEADS),
            Session(event_id=reci.pk, title="Sesión plenaria de alcaldías"),
            Session(
                event_id=transfiere.pk,
                title="Movilidad inteligente",
                our_role=OurRole.SPEAKS,
                area=mobility,
            ),
        ]
    )
    _stand(world, greencities)
    prove([transfiere, des, greencities, reci, *others], kind=Proof.PHOTO, note="Fotos y programa")
    return greencities


def _stand(world: World, event: Event) -> None:
    stand = Stand.objects.create(
        event_id=event.pk,
        concept="Inteligencia Asociativa",
        surface=Decimal(72),
        cost=Decimal(24_000),
    )
    old = [c for c in world.companies if c not in world.newcomers]
    on_it = old[:ON_THE_STAND]
    rows = [StandMember(stand=stand, organisation=one, share=Decimal(2_500)) for one in on_it]
    rows.append(StandMember(stand=stand, organisation=old[ON_THE_STAND], cancelled=True))
    rows.append(StandMember(stand=stand, organisation=world.us))
    StandMember.objects.bulk_create(rows)
