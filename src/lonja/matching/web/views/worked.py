from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Min, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.territories import drawing
from lonja.territories import map as maps
from lonja.territories.models import Territory
from lonja.territories.queries import counted_as
from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ...domain import attributing
from ...models import Outcome
from ...queries import worked
from .verbs import VerbNow


@dataclass
class Line:
    """A territory in the table of a year."""

    territory: Territory
    acts: int = 0
    kinds: Counter = field(default_factory=Counter)
    last: date | None = None
    first_year: int | None = None
    euros: Decimal = Decimal(0)

    def count(self, kind: str, day: date) -> None:
        self.acts += 1
        self.kinds[kind] += 1
        self.last = max(self.last or day, day)

    @property
    def what(self) -> str:
        """ "taller (2), visita técnica"."""
        found = ((str(Kind(kind).label), number) for kind, number in self.kinds.most_common())
        return ", ".join(f"{name} ({n})" if n > 1 else name for name, n in found)


class AcceptTerritory(VerbNow):
    """The territory that the participants of an act suggest is its own."""

    slug = "actos"

    def run(self, record, *, by):
        return attributing.accept_suggestion(record, by=by)

    def done(self, record) -> str:
        return _("Territorio anotado: si el acto es de los que cuentan, ya cuenta.")


class WorkedPage(ResourceView):
    """The territories worked with in a year: on the map, and one by one with what was done.

    Only by records. What an opening balance lists is shown where figures are, with its mark.
    """

    template_name = "matching/worked.html"

    @property
    def resource(self):
        return by_slug("territorios")

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_active and user.reads_everything

    def get_context_data(self, **kwargs):
        year = kwargs.pop("year", timezone.localdate().year)
        if not 1990 <= year <= timezone.localdate().year + 1:
            raise Http404
        rule = worked.rule()
        work = worked.work(rule)
        firsts = list(work.order_by().values_list("territories").annotate(first=Min("date")))
        lines = _lines(work, year, firsts)
        return super().get_context_data(
            year=year,
            years=_years([first.year for _key, first in firsts], year),
            lines=lines,
            rule=rule,
            picture=_picture(lines, year) if lines else "",
            **kwargs,
        )


def _years(started: list[int], chosen: int) -> list[int]:
    """From this year, or the one chosen, back to the first of which there is any work."""
    this = timezone.localdate().year
    return list(range(max(this, chosen), min([*started, this, chosen]) - 1, -1))


def _lines(work: QuerySet[Act], year: int, firsts: list[tuple[int, date]]) -> list[Line]:
    """`firsts`: (territory, day of the first work with it), before what was merged is joined."""
    span = (date(year, 1, 1), date(year, 12, 31))
    rows = list(
        work.filter(date__range=span)
        .order_by()
        .values_list("pk", "territories", "kind", "date")
        .distinct()
    )
    outcomes = Outcome.objects.confirmed().filter(date__range=span, amount__isnull=False)
    euros = list(outcomes.values_list("territory", "amount"))
    today = counted_as({key for _pk, key, *_ in rows} | {k for k, _ in firsts + euros})
    worked_with = {today[key] for _pk, key, *_ in rows}
    shown = Territory.everything.select_related("province").in_bulk(worked_with)
    lines = {key: Line(one) for key, one in shown.items()}
    for _pk, key, kind, day in rows:
        lines[today[key]].count(kind, day)
    for key, first in firsts:
        if line := lines.get(today[key]):
            line.first_year = min(line.first_year or first.year, first.year)
    for key, amount in euros:
        if line := lines.get(today[key]):
            line.euros += amount
    return sorted(lines.values(), key=lambda line: (-line.acts, line.territory.folded))


def _picture(lines: list[Line], year: int) -> SafeString:
    provinces = Counter(line.territory.province_id for line in lines if line.territory.province_id)
    sheet = maps.by_province(
        provinces,
        link=lambda key: reverse("territorios-detail", args=[key]),
        marks=[line.territory for line in lines],
    )
    return drawing.svg(sheet, str(_("Territorios con los que se trabajó en %s") % year))
