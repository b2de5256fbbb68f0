"""Lines 6 and 7 of the balance (and the webinars of line 2): where we were, and what we held."""

from lonja.core.figures import Figure, Unit, count, count_distinct, names, register
from lonja.core.text import Text
from lonja.evidence.queries import proof_exists

from . import queries
from .enums import SeriesKind
from .models import Event


def _unproved_event(rows):
    """Rows of things of an event whose event has no proof."""
    proved = Event.objects.filter(proof_exists(Event)).values("pk")
    return rows.exclude(event__in=proved)


def _unproved_stand(rows):
    proved = Event.objects.filter(proof_exists(Event)).values("pk")
    return rows.exclude(stand__event__in=proved)


register(
    Figure(
        key="events.webinars",
        line=2,
        name=Text("Webinarios celebrados", "Webinars held"),
        definition=Text(
            "Webinarios propios celebrados en el año, con su asistencia. Lo previsto no cuenta.",
            "Own webinars held in the year, with their attendance. What is planned does not count.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.held_of_format(year, SeriesKind.WEBINAR),
        measure=count,
    ),
    Figure(
        key="events.external_participations",
        line=6,
        name=Text("Eventos externos con participación", "External events taken part in"),
        definition=Text(
            "Eventos de otros celebrados en el año en los que el clúster tuvo al menos un papel. "
            "Un evento con tres papeles es uno, y uno de varios días también.",
            "Events of others held in the year in which the cluster had at least one role. An "
            "event with three roles is one, and so is one of several days.",
        ),
        unit=Unit.COUNT,
        rows=queries.external_with_role,
        measure=count,
        breakdown=lambda rows: {"names": names("title")(rows)},
    ),
    Figure(
        key="events.councils",
        line=6,
        name=Text("Consejos asesores y comités técnicos", "Advisory councils and committees"),
        definition=Text(
            "Foros y ferias en cuyos consejos asesores o comités técnicos el clúster tuvo un "
            "mandato en vigor algún día del año.",
            "Forums and fairs in whose advisory councils or technical committees the cluster held "
            "a mandate on some day of the year.",
        ),
        unit=Unit.LIST,
        rows=queries.mandates_in,
        measure=names("series__name"),
        counts="series",
    ),
    Figure(
        key="events.sessions_led",
        line=6,
        name=Text("Sesiones conducidas", "Sessions led"),
        definition=Text(
            "Sesiones de eventos del año que el clúster condujo o coorganizó.",
            "Sessions of the year's events that the cluster led or co-organised.",
        ),
        unit=Unit.COUNT,
        rows=queries.sessions_led,
        measure=count,
        weak=_unproved_event,
    ),
    Figure(
        key="events.stand_members",
        line=6,
        name=Text("Asociados en el stand compartido", "Members on the shared stand"),
        definition=Text(
            "Entidades distintas, asociadas ese día, que estuvieron en un stand compartido del "
            "clúster. No cuentan el propio clúster ni quien canceló.",
            "Different organisations, members on that day, that were on a shared stand. Neither "
            "the cluster itself nor those that cancelled count.",
        ),
        unit=Unit.COUNT,
        rows=queries.stand_places,
        measure=count_distinct("organisation"),
        counts="organisation",
        weak=_unproved_stand,
    ),
    Figure(
        key="events.dinner_territories",
        line=6,
        name=Text("Territorios en la Cena del Cluster", "Territories at the cluster's dinner"),
        definition=Text(
            "Territorios distintos representados por quienes asistieron a la cena. Invitados e "
            "inscritos que no acudieron no cuentan.",
            "Different territories represented by those who attended the dinner. Invited or "
            "registered people who did not come do not count.",
        ),
        unit=Unit.COUNT,
        rows=queries.dinner_guests,
        measure=count_distinct("represents"),
        breakdown=lambda rows: {"names": names("represents_name")(rows)},
        counts="territory",
        weak=_unproved_event,
    ),
    Figure(
        key="events.own_events",
        line=7,
        name=Text("Eventos propios", "Own events"),
        definition=Text(
            "Eventos organizados por el clúster y celebrados en el año, con su asistencia. PULSE, "
            "webinarios y formación se cuentan en lo suyo.",
            "Events organised by the cluster and held in the year, with their attendance. PULSE, "
            "webinars and training are counted apart.",
        ),
        unit=Unit.COUNT,
        rows=queries.own_held,
        measure=count,
    ),
    Figure(
        key="events.forum_editions",
        line=7,
        name=Text("Ediciones del Foro", "Editions of the Forum"),
        definition=Text(
            "Ediciones del foro propio celebradas en el año.",
            "Editions of our own forum held in the year.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.held_of_format(year, SeriesKind.FORUM),
        measure=count,
    ),
)
