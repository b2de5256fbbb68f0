"""Line 7, and the webinars of line 2: the dinner, PULSE, the Forum; and the fairs, of line 6."""

from __future__ import annotations

from datetime import date

from lonja.acts.enums import Kind as ActKind
from lonja.acts.enums import Mode, State
from lonja.acts.models import Act
from lonja.alliances.models import CollaborationLine
from lonja.directory.models import Area
from lonja.events.enums import (
    AttendanceState,
    OurRole,
    ProgrammeKind,
    ProgrammeState,
    SeriesKind,
)
from lonja.events.models import (
    Attendance,
    Conclusion,
    Event,
    EventRole,
    Programme,
    Series,
)
from lonja.evidence.enums import Kind as Proof

from . import fairs
from .world import MAIN_YEAR, World, prove, write_acts

DINNER = (
    "València", "Sevilla", "Málaga", "Gijón", "Zaragoza", "Murcia", "Alicante", "Valladolid",
    "Santander", "Logroño", "Castelló de la Plana", "Elx",
)  # fmt: skip
"""Towns at the dinner of 2024; the year before there were nine."""
DINNER_BEFORE = 9

SERIES = (
    ("Foro Greencities", SeriesKind.FAIR, "greencities"),
    ("Foro Transfiere", SeriesKind.FAIR, "transfiere"),
    ("Digital Enterprise Show (DES)", SeriesKind.FAIR, "des"),
    ("Congreso Nacional RECI", SeriesKind.CONGRESS, "reci"),
    ("Cena del Cluster", SeriesKind.DINNER, ""),
    ("PULSE", SeriesKind.PULSE, ""),
    ("Foro de Inteligencias de Ciudad", SeriesKind.FORUM, ""),
    ("Webinarios de actualización tecnológica", SeriesKind.WEBINAR, ""),
)


def write(world: World) -> None:
    series = {}
    for name, kind, organiser in SERIES:
        series[name] = Series.objects.create(
            name=name, kind=kind, organiser=world.named.get(organiser) or world.us,
            kit_url="https://ejemplo.example/kit-foro" if kind == SeriesKind.FORUM else "",
        )  # fmt: skip
    fairs.mandates(series)
    greencities = fairs.write(world, series)
    _dinners(world, series["Cena del Cluster"], greencities)
    _forum(world, series["Foro de Inteligencias de Ciudad"])
    _pulses(world, series["PULSE"])
    _webinars(world, series["Webinarios de actualización tecnológica"])
    if world.scale > 1 or world.years > 2:
        _volume(world)


def _dinners(world: World, series: Series, greencities: Event) -> None:
    before = Event(
        title=f"Cena del Cluster {MAIN_YEAR - 1}", own=True, series=series, edition=5,
        date=date(MAIN_YEAR - 1, 9, 20), state=State.DONE, place="Málaga",
    )  # fmt: skip
    dinner = Event(
        title=f"Cena del Cluster {MAIN_YEAR}", own=True, series=series, edition=6, within=greencities,
        date=date(MAIN_YEAR, 9, 18), state=State.DONE, place="Málaga",
    )  # fmt: skip
    write_acts([before, dinner])
    rows = []
    for event, towns in ((before, DINNER[:DINNER_BEFORE]), (dinner, DINNER)):
        for name in towns:
            council = world.council(name)
            rows.append(
                Attendance(event_id=event.pk, organisation=council, state=AttendanceState.ATTENDED)
            )
    # Two from one town are one territory; who was invited and did not come is none.
    rows.append(
        Attendance(
            event_id=dinner.pk,
            organisation=world.council("Sevilla"),
            state=AttendanceState.ATTENDED,
        )
    )
    rows.append(
        Attendance(
            event_id=dinner.pk,
            organisation=world.council("Burgos"),
            state=AttendanceState.INVITED,
        )
    )
    rows += [
        Attendance(event_id=dinner.pk, organisation=one, state=AttendanceState.ATTENDED)
        for one in world.chance.sample(world.members, 24)
    ]
    Attendance.objects.bulk_create(rows)
    prove([before, dinner], kind=Proof.ATTENDANCE, note="Lista de la puerta")


def _forum(world: World, series: Series) -> None:
    forum = Event(
        title=f"I Foro de Inteligencias de Ciudad ({MAIN_YEAR})", own=True, series=series, edition=1,
        date=date(MAIN_YEAR, 6, 20), end_date=date(MAIN_YEAR, 6, 21), state=State.DONE,
        mode=Mode.PRESENTIAL, place="Málaga",
        summary="Primera edición: mesas cortas, sin ponencias, de las que salen ideas con dueño.",
        responsible=world.staff[0],
    )  # fmt: skip
    write_acts([forum])
    Attendance.objects.bulk_create(
        Attendance(event_id=forum.pk, organisation=one, person=world.people[one.pk][0],
                   state=AttendanceState.ATTENDED)
        for one in world.chance.sample(world.members, 48)
    )  # fmt: skip
    ideas = (
        ("Un banco común de casos de uso con sus costes reales", "Primera versión en otoño"),
        ("Prácticas compartidas entre asociados para atraer talento", "Convenio tipo"),
        ("Retos de ciudad de noventa días", "Elegir tres municipios"),
        ("Guía breve de compra pública innovadora", "Grupo de trabajo"),
    )
    Conclusion.objects.bulk_create(
        Conclusion(
            event_id=forum.pk, text=text, next_step=step, owner=world.chance.choice(world.members)
        )
        for text, step in ideas
    )
    prove([forum], kind=Proof.ATTENDANCE, note="Acreditaciones recogidas")


def _pulses(world: World, series: Series) -> None:
    pulses = [
        Event(
            title=f"PULSE {topic}", own=True, series=series, edition=number, date=day, state=State.DONE,
            mode=Mode.VIRTUAL, url=f"https://ejemplo.example/pulse/{number}",
        )
        for number, (topic, day) in enumerate(
            [("Movilidad", date(MAIN_YEAR, 2, 15)), ("Turismo", date(MAIN_YEAR, 4, 18)),
             ("Agua", date(MAIN_YEAR, 10, 24)), ("Energía", date(MAIN_YEAR, 11, 21))], start=1)
    ]  # fmt: skip
    planned = Event(
        title="PULSE Salud", own=True, series=series, edition=5, date=date(MAIN_YEAR + 1, 1, 23),
        state=State.PLANNED, mode=Mode.VIRTUAL,
    )  # fmt: skip
    write_acts([*pulses, planned])
    for pulse, code in zip(pulses, ("MOV", "TUR", "AGU", "ENE"), strict=True):
        pulse.areas.set(Area.objects.filter(vertical__code=code)[:2])
    _attended(world, pulses, 12)
    prove(pulses, note="Grabación")


def _webinars(world: World, series: Series) -> None:
    lines = {line.title: line for line in CollaborationLine.objects.all()}
    line = lines["Programa de webinarios de actualización tecnológica"]
    programme = Programme.objects.create(
        name="Webinarios de actualización tecnológica RECI/CLUSTER", kind=ProgrammeKind.WEBINARS,
        state=ProgrammeState.ACTIVE, line=line, audience="Equipos técnicos de los municipios de la red",
    )  # fmt: skip
    Programme.objects.create(
        name="Formación en comunicación de la innovación", kind=ProgrammeKind.TRAINING,
        state=ProgrammeState.DESIGN, line=lines["Programa de formación en comunicación de la innovación"],
        audience="Administraciones locales",
    )  # fmt: skip
    topics = ("Gemelos digitales", "Ciberseguridad y ENS", "Alumbrado inteligente", "Datos abiertos",
              "Zonas de bajas emisiones")  # fmt: skip
    webinars = [
        Event(
            title=f"Webinario: {topic}", own=True, series=series, programme=programme, edition=number,
            date=date(MAIN_YEAR, 4 + number, 9), state=State.DONE, mode=Mode.VIRTUAL,
        )
        for number, topic in enumerate(topics, start=1)
    ]  # fmt: skip
    write_acts(webinars)
    _attended(world, webinars, 15)
    prove(webinars, kind=Proof.ATTENDANCE, note="Registro de conexiones")
    line.acts.set([webinar.pk for webinar in webinars])
    for title, meeting in (
        ("Grupos de trabajo interactivos RECI/CLUSTER",
         _joint_meeting(world, "Reunión de lanzamiento de los grupos interactivos RECI/CLUSTER", 4)),
        ("Programa de formación en comunicación de la innovación",
         _joint_meeting(world, "Sesión de diseño del programa de formación con RECI", 11)),
    ):  # fmt: skip
        lines[title].acts.set([meeting.pk])


def _joint_meeting(world: World, title: str, month: int) -> Act:
    meeting = Act(
        kind=ActKind.MEETING, title=title, date=date(MAIN_YEAR, month, 12), state=State.DONE,
        mode=Mode.VIRTUAL, responsible=world.staff[1],
    )  # fmt: skip
    write_acts([meeting])
    prove([meeting], kind=Proof.ATTENDANCE, note="Acta")
    return meeting


def _attended(world: World, events: list[Event], number: int) -> None:
    Attendance.objects.bulk_create(
        Attendance(event_id=event.pk, organisation=one, state=AttendanceState.ATTENDED)
        for event in events
        for one in world.chance.sample(world.members, number)
    )


def _volume(world: World) -> None:
    """More events of others, for the load."""
    events = [
        Event(title=f"Jornada {n + 1} de {year}", own=False, date=world.day(year), state=State.DONE,
              place="Madrid")
        for year in world.all_years
        for n in range(10 * world.scale)
    ]  # fmt: skip
    write_acts(events)
    EventRole.objects.bulk_create(
        [EventRole(event_id=e.pk, role=OurRole.SPEAKS) for e in events], batch_size=1000
    )
    prove(events, kind=Proof.PHOTO)
