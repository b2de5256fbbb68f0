"""Line 2 of the balance: agreements, and the institutions met."""

from django.db.models import Count, Exists, OuterRef

from lonja.core.figures import Figure, Reading, Unit, count, names, register
from lonja.core.text import Text
from lonja.directory.enums import Level
from lonja.evidence.queries import proof_exists

from . import queries
from .enums import Setting
from .models import InstitutionalMeeting


def _lines(year) -> Reading:
    rows = queries.lines_open_on(year.end)
    idle = [str(line) for line in rows if not line.done_acts]
    notes = [
        Text(
            f"«{line}» está abierta, pero todavía sin actos.", f"“{line}” is open, with no act yet."
        )
        for line in idle
    ]
    return Reading(rows.count(), notes=notes, breakdown={"names": names("title")(rows)})


def _offices(year) -> Reading:
    """The offices met, as prose would name them, and the counts by level and setting."""
    offices = queries.offices_met(year)
    levels = dict(
        offices.order_by().values_list("level").annotate(n=Count("meeting", distinct=True))
    )
    settings = dict(
        queries.meetings_held(year).order_by().values_list("setting").annotate(n=Count("pk"))
    )
    by_level = {str(Level(k).label): n for k, n in levels.items()}
    by_setting = {str(Setting(k).label): n for k, n in settings.items()}
    return Reading(names("title")(offices), breakdown={"level": by_level, "setting": by_setting})


def _by_setting(rows):
    found = rows.order_by().values_list("setting").annotate(n=Count("pk"))
    return {str(Setting(k).label): n for k, n in found}


def _unproved_offices(rows):
    proved = InstitutionalMeeting.objects.filter(pk=OuterRef("meeting")).filter(
        proof_exists(InstitutionalMeeting)
    )
    return rows.filter(~Exists(proved))


register(
    Figure(
        key="alliances.lines_active",
        line=2,
        name=Text("Líneas de colaboración abiertas", "Open lines of collaboration"),
        definition=Text(
            "Líneas de los convenios acordadas y sin cerrar el último día del periodo. Las que aún "
            "no tienen ningún acto cuentan, y se señalan.",
            "Lines of agreements agreed and not closed on the last day of the period. Those with "
            "no act yet count, and are marked.",
        ),
        unit=Unit.COUNT,
        rows=lambda year: queries.lines_open_on(year.end),
        derive=_lines,
        weak=lambda rows: rows.filter(done_acts=0),
    ),
    Figure(
        key="alliances.institutional_meetings",
        line=2,
        name=Text("Cargos institucionales con quienes nos reunimos", "Institutional offices met"),
        definition=Text(
            "Cargos distintos con los que se celebró algún encuentro en el año, como se llamaban "
            "ese día, y cuántos encuentros hubo por nivel (estatal, autonómico, local) y por lugar "
            "(evento o privado).",
            "Different offices met in the year, as they were called that day, and how many "
            "meetings by level (state, regional, local) and setting (event or private).",
        ),
        unit=Unit.LIST,
        rows=queries.offices_met,
        derive=_offices,
        weak=_unproved_offices,
    ),
    Figure(
        key="alliances.meetings_held",
        line=2,
        name=Text("Encuentros institucionales", "Institutional meetings"),
        definition=Text(
            "Encuentros con cargos públicos celebrados en el año, en eventos o en privado. Dos "
            "encuentros con la misma persona son dos.",
            "Meetings with public offices held in the year, at events or in private. Two meetings "
            "with the same person are two.",
        ),
        unit=Unit.COUNT,
        rows=queries.meetings_held,
        measure=count,
        breakdown=_by_setting,
    ),
    Figure(
        key="alliances.regions_met",
        line=2,
        name=Text("Comunidades autónomas con encuentros", "Autonomous communities met"),
        definition=Text(
            "Comunidades autónomas distintas de los cargos autonómicos con los que hubo algún "
            "encuentro en el año, según el cargo que tenían ese día.",
            "Different autonomous communities of the regional offices met in the year, by the "
            "office held that day.",
        ),
        unit=Unit.COUNT,
        rows=queries.regional_offices_met,
        measure=lambda rows: len(names("region__name")(rows)),
        breakdown=lambda rows: {"names": names("region__name")(rows)},
        counts="region",
        weak=_unproved_offices,
    ),
)
