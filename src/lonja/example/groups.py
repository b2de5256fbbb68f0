"""Line 1: the air-quality commission and its guide, and two groups that are starting."""

from __future__ import annotations

from datetime import date, timedelta

from lonja.acts.enums import Mode, State
from lonja.acts.models import Participation
from lonja.directory.models import Area
from lonja.evidence.enums import Kind as Proof
from lonja.groups.enums import ContributionRole, DeliverableKind, GroupKind, GroupState, SeatRole
from lonja.groups.models import (
    Commitment,
    Contribution,
    Deliverable,
    GroupMeeting,
    GroupSeat,
    WorkingGroup,
)

from .world import MAIN_YEAR, World, prove, took_part, write_acts

COMPANIES = 15
UNIVERSITIES = 6

AGENDA = (
    "Constitución, reparto de capítulos y calendario",
    "Índice de la guía y criterios de redacción",
    "Redes de sensores: calibración y calidad del dato",
    "Modelos de dispersión y predicción",
    "Zonas de bajas emisiones: seguimiento y evaluación",
    "Comunicación del riesgo a la ciudadanía",
    "Casos de ciudades medianas",
    "Revisión del primer borrador",
    "Aportaciones de las universidades",
    "Revisión final y maquetación",
    "Aprobación y plan de difusión",
)
PROMISES = (
    "Enviar la ficha del caso de uso",
    "Revisar el capítulo de sensores",
    "Contrastar las referencias normativas",
    "Aportar fotografías con permiso de uso",
    "Proponer dos ciudades para la validación",
)


def write(world: World) -> None:
    air = WorkingGroup.objects.create(
        name="Comisión de Calidad del Aire",
        kind=GroupKind.COMMISSION,
        state=GroupState.ACTIVE,
        mission="Reunir en un documento de referencia lo que un municipio necesita para medir, "
        "entender y mejorar el aire que respira.",
        started_on=date(MAIN_YEAR - 1, 11, 15),
    )
    air.areas.set(Area.objects.filter(code="AMB-01"))
    companies = [c for c in world.companies if c not in world.newcomers][:COMPANIES]
    writers = [*companies, *world.universities[:UNIVERSITIES]]
    _seats(world, air, writers)
    _meetings(world, air, writers)
    _guide(world, air, writers)
    _others(world)
    if world.scale > 1 or world.years > 2:
        _volume(world)


def _seats(world: World, group: WorkingGroup, writers: list) -> None:
    coordinators = (world.named["suez"], world.named["msi"])
    GroupSeat.objects.bulk_create(
        GroupSeat(
            group=group,
            organisation=one,
            person=world.people[one.pk][0],
            role=SeatRole.COORDINATOR if one in coordinators else SeatRole.MEMBER,
            since=group.started_on,
        )
        for one in writers
    )
    observer = world.companies[COMPANIES + 3]
    GroupSeat.objects.create(
        group=group, organisation=observer, role=SeatRole.OBSERVER, since=date(MAIN_YEAR, 2, 1)
    )


def _meetings(world: World, group: WorkingGroup, writers: list) -> None:
    """One a month but August, and one in September that had to be cancelled."""
    months = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]
    meetings = [
        GroupMeeting(
            group=group,
            title=f"Comisión de Calidad del Aire: {topic[0].lower()}{topic[1:]}",
            date=world.day(MAIN_YEAR, month),
            state=State.DONE,
            mode=Mode.VIRTUAL if month % 3 else Mode.HYBRID,
            agenda=topic,
            minutes=f"Se trató: {topic.lower()}. Se reparten tareas y se fija la siguiente fecha.",
            responsible=world.staff[1],
        )
        for month, topic in zip(months, AGENDA, strict=True)
    ]
    cancelled = GroupMeeting(
        group=group, title="Comisión de Calidad del Aire: sesión extraordinaria",
        date=date(MAIN_YEAR, 9, 25), state=State.CANCELLED, mode=Mode.VIRTUAL,
    )  # fmt: skip
    write_acts([*meetings, cancelled])
    prove(meetings, kind=Proof.ATTENDANCE, note="Acta con la lista de asistencia")
    Participation.objects.bulk_create(
        row for meeting in meetings for row in took_part(meeting, world.chance.sample(writers, 12))
    )
    Commitment.objects.bulk_create(
        Commitment(
            meeting=meeting,
            text=world.chance.choice(PROMISES),
            organisation=world.chance.choice(writers),
            due_on=meeting.date + timedelta(days=21),
            done_on=meeting.date + timedelta(days=18) if number < 9 else None,
        )
        for number, meeting in enumerate(meetings)
    )


def _guide(world: World, group: WorkingGroup, writers: list) -> None:
    guide = Deliverable(
        group=group,
        title="Primera Guía para la Mejora de la Calidad del Aire",
        deliverable_kind=DeliverableKind.GUIDE,
        date=date(MAIN_YEAR, 11, 6),
        state=State.DONE,
        url="https://ejemplo.example/guia-calidad-del-aire",
        edition="1.ª",
        summary="Qué medir, con qué, cómo interpretarlo y qué medidas han funcionado, contado por "
        "quienes lo hacen.",
    )
    draft = Deliverable(
        group=group,
        title="Nota metodológica para futuros grupos de trabajo",
        deliverable_kind=DeliverableKind.METHODOLOGY,
        date=date(MAIN_YEAR + 1, 2, 15),
        state=State.PLANNED,
    )
    write_acts([guide, draft])
    prove([guide])
    coordinators = {world.named["suez"], world.named["msi"]}
    rows = [
        Contribution(
            deliverable_id=guide.pk,
            organisation=one,
            person=world.people[one.pk][0],
            role=ContributionRole.COORDINATES if one in coordinators else ContributionRole.WRITES,
        )
        for one in writers
    ]
    # A company that also reviewed, through another person, is still one company.
    twice = writers[3]
    rows.append(
        Contribution(
            deliverable_id=guide.pk,
            organisation=twice,
            person=world.people[twice.pk][1],
            role=ContributionRole.REVIEWS,
        )
    )
    Contribution.objects.bulk_create(rows)


def _others(world: World) -> None:
    for name, mission in (
        ("Grupo de Playas Inteligentes", "Compartir soluciones probadas en municipios de costa."),
        (
            "Grupo de Movilidad Urbana",
            "Preparar una posición común sobre zonas de bajas emisiones.",
        ),
    ):
        group = WorkingGroup.objects.create(
            name=name,
            kind=GroupKind.GROUP,
            state=GroupState.CONSTITUTED,
            mission=mission,
            started_on=date(MAIN_YEAR, 10, 1),
        )
        GroupSeat.objects.bulk_create(
            GroupSeat(group=group, organisation=one, since=group.started_on)
            for one in world.chance.sample(world.companies, 7)
        )


def _volume(world: World) -> None:
    """More meetings, for the load."""
    groups = list(WorkingGroup.objects.all())
    meetings = [
        GroupMeeting(
            group=world.chance.choice(groups),
            title=f"Reunión ordinaria {number + 1} de {year}",
            date=world.day(year),
            state=State.DONE,
            mode=Mode.VIRTUAL,
        )
        for year in world.all_years
        for number in range(20 * world.scale)
    ]
    write_acts(meetings)
    prove(meetings, kind=Proof.ATTENDANCE)
