"""Line 2: the agreement with RECI and its three lines, and the institutions met."""

from __future__ import annotations

from datetime import date

from lonja.acts.enums import Mode, State
from lonja.alliances.enums import AgreementState, Setting
from lonja.alliances.models import Agreement, CollaborationLine, InstitutionalMeeting, OfficeMet
from lonja.core.text import fold
from lonja.directory.enums import Level
from lonja.directory.models import Person, Seat
from lonja.territories.models import Territory

from .world import MAIN_YEAR, World, prove, write_acts

LINES = (
    ("Grupos de trabajo interactivos RECI/CLUSTER",
     "Que los grupos respondan a la demanda real del territorio y los equipos técnicos de ambas "
     "redes trabajen juntos.", date(MAIN_YEAR, 3, 12)),
    ("Programa de webinarios de actualización tecnológica",
     "Con expertos de los asociados, en diversas verticales.", date(MAIN_YEAR, 3, 12)),
    ("Programa de formación en comunicación de la innovación",
     "Para que las administraciones locales cuenten mejor la innovación a la ciudadanía.",
     date(MAIN_YEAR, 5, 21)),
)  # fmt: skip

OFFICES = (
    # title, institution, level, region, month, setting, place
    ("Ministro de Industria y Turismo", "industria", Level.STATE, "", 2, Setting.EVENT, "Madrid"),
    ("Secretaria General de Innovación", "ciencia", Level.STATE, "", 3, Setting.EVENT, "Málaga"),
    ("Director General de Estrategia Industrial", "industria", Level.STATE, "", 4, Setting.PRIVATE, "Madrid"),
    ("Directora General de Transferencia del Conocimiento", "ciencia", Level.STATE, "", 5, Setting.PRIVATE, "Madrid"),
    ("Consejero de Industria", "andalucia", Level.REGIONAL, "Andalucía", 4, Setting.EVENT, "Málaga"),
    ("Directora General de Estrategia Digital", "andalucia", Level.REGIONAL, "Andalucía", 6, Setting.PRIVATE, "Sevilla"),
    ("Consejera de Innovación", "aragon", Level.REGIONAL, "Aragón", 9, Setting.EVENT, "Zaragoza"),
    ("Director General de Administración Digital", "aragon", Level.REGIONAL, "Aragón", 10, Setting.PRIVATE, "Zaragoza"),
    ("Director General de Estrategia Industrial", "industria", Level.STATE, "", 11, Setting.EVENT, "Barcelona"),
)  # fmt: skip
"""The last is somebody met for the second time: two meetings, one office."""
FEMININE = ("Consejera", "Directora", "Secretaria")


def write(world: World) -> None:
    agreement = Agreement.objects.create(
        title="Convenio con la Red Española de Ciudades Inteligentes",
        partner=world.named["reci"],
        state=AgreementState.IN_FORCE,
        scope="Colaborar en grupos de trabajo, webinarios y formación para los municipios de la red.",
        signed_on=date(MAIN_YEAR - 2, 6, 1),
        valid_until=date(MAIN_YEAR + 1, 5, 31),
        renews=True,
    )
    prove([agreement])
    for title, description, agreed in LINES:
        CollaborationLine.objects.create(
            agreement=agreement, title=title, description=description, agreed_on=agreed
        )
    # One that ended last year stands in the history and not in the count.
    CollaborationLine.objects.create(
        agreement=agreement,
        title="Encuesta conjunta de madurez digital",
        agreed_on=date(MAIN_YEAR - 2, 6, 1),
        closed_on=date(MAIN_YEAR - 1, 10, 30),
        result="Publicada en octubre de 2023.",
    )
    prove(CollaborationLine.objects.all(), note="Acta de la comisión de seguimiento")
    _meetings(world)


def _meetings(world: World) -> None:
    regions = {t.name: t for t in Territory.objects.filter(kind="region")}
    people = {}
    meetings, offices = [], []
    for title, key, level, region, month, setting, place in OFFICES:
        institution = world.named[key]
        if (title, key) not in people:
            people[title, key] = person = Person.objects.create(
                name=f"Titular del cargo: {title} ({institution.name})"[:160],
                source="Ejemplo sin persona real",
                is_example=True,
                folded=fold(title),
            )
            Seat.objects.create(
                person=person,
                organisation=institution,
                title=title,
                since=date(MAIN_YEAR - 1, 12, 1),
            )
        meetings.append(
            InstitutionalMeeting(
                title=f"Encuentro con {'la' if title.startswith(FEMININE) else 'el'} {title}",
                date=world.day(MAIN_YEAR, month),
                state=State.DONE,
                mode=Mode.PRESENTIAL,
                place=place,
                setting=setting,
                subject="Papel de los clústeres en la transformación de ciudades y territorios.",
                published_url=f"https://ejemplo.example/noticias/{month}-{key}"
                if setting == Setting.EVENT
                else "",
                next_step="Enviar el dosier del clúster",
                responsible=world.staff[0],
            )
        )
        offices.append(
            OfficeMet(
                person=people[title, key],
                organisation=institution,
                title=title,
                level=level,
                region=regions.get(region),
            )
        )
    planned = InstitutionalMeeting(
        title="Encuentro solicitado con la Diputación", date=date(MAIN_YEAR, 12, 18),
        state=State.CANCELLED, setting=Setting.PRIVATE,
    )  # fmt: skip
    write_acts([*meetings, planned])
    for meeting, office in zip(meetings, offices, strict=True):
        office.meeting_id = meeting.pk
    OfficeMet.objects.bulk_create(offices)
    prove(meetings, note="Nota del encuentro")
