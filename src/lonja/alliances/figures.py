"""Line 2 of the balance: agreements, and the institutions met."""

from django.db.models import Count, Exists, OuterRef

from lonja.core.figures import Figure, Unit, count, count_distinct, most_first, names, register
from lonja.core.text import Text
from lonja.directory.enums import Level
from lonja.evidence.queries import proof_exists

from . import queries
from .enums import Setting
from .models import InstitutionalMeeting


def _idle(year) -> list[Text]:
    return [
        Text(
            f"«{line}» está abierta, pero todavía sin actos.", f"“{line}” is open, with no act yet."
        )
        for line in queries.lines_open_on(year.end).filter(done_acts=0)
    ]


def _by_level_and_setting(year) -> dict:
    levels = dict(
        queries.offices_met(year)
        .order_by()
        .values_list("level")
        .annotate(n=Count("meeting", distinct=True))
    )
    by_level = {str(level.label): levels[level] for level in Level if level in levels}
    return {"level": by_level, "setting": _by_setting(queries.meetings_held(year))}


def _by_setting(rows):
    found = rows.order_by().values_list("setting").annotate(n=Count("pk"))
    return most_first({str(Setting(k).label): n for k, n in found})


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
        measure=count,
        notes=_idle,
        breakdown=lambda rows: {"names": names("title")(rows)},
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
        measure=names("title"),
        shares=_by_level_and_setting,
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
        measure=count_distinct("region"),
        breakdown=lambda rows: {"names": names("region__name")(rows)},
        counts="region",
        weak=_unproved_offices,
    ),
)
