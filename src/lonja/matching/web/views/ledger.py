"""The fairness ledger of a year, on screen, as CSV and as PDF."""

from __future__ import annotations

import csv
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from lonja.accounts import access
from lonja.core import formatting
from lonja.core.paper import Part, Report, Table, render
from lonja.core.text import whole
from lonja.directory.models import Organisation, Vertical
from lonja.house.models import House
from lonja.workbench.columns import Column
from lonja.workbench.exporting import harmless

from ...models import CandidateStep, Need
from ...queries import ledger

PER_PAGE = 50
NAMES = {
    "proposed": gettext_lazy("Propuesto"),
    "chosen": gettext_lazy("Elegido"),
    "asked": gettext_lazy("Consultado"),
    "answered": gettext_lazy("Contestó"),
    "introduced": gettext_lazy("Presentado"),
    "passed_over": gettext_lazy("No presentado"),
    "discarded": gettext_lazy("Descartado"),
    "expired": gettext_lazy("No contestó"),
}
VIEWS = ("members", "needs", "steps")


def _named(rows: QuerySet, key: str | None) -> Any:
    """The one that an address names; None without asking when it names none."""
    number = whole(key)
    return None if number is None else rows.filter(pk=number).first()


class Asked:
    """What an address asks of the ledger: a year, a vertical, a member, a need, an order."""

    def __init__(self, request: HttpRequest, year: int | None = None):
        get = request.GET.get
        self.year = year or whole(get("year"), most=MAXYEAR) or timezone.localdate().year
        self.vertical = _named(Vertical.objects.all(), get("vertical"))
        self.member = _named(Organisation.everything.all(), get("member"))
        self.need = _named(Need.objects.all(), get("need"))
        self.view = get("view") if get("view") in VIEWS else "members"
        self.sort = get("sort") or "-proposed"

    @property
    def template(self) -> str:
        return f"matching/ledger/{self.view}.html"

    def lines(self) -> list[ledger.Line]:
        return ledger.ordered(ledger.by_member(self.year, vertical=self.vertical), self.sort)

    def steps(self):
        rows = ledger.steps(self.year, vertical=self.vertical)
        if self.member:
            rows = rows.filter(candidate__member=self.member)
        return rows.filter(candidate__need=self.need) if self.need else rows


class LedgerPage(TemplateView):
    access = access.readers_required
    template_name = "matching/ledger.html"

    def get_context_data(self, **kwargs):
        asked = Asked(self.request)
        address = self.request.GET.copy()
        for gone in ("page", "sort"):
            address.pop(gone, None)
        if asked.view == "members":
            rows: Any = asked.lines() if asked.steps().exists() else []
            for line in rows:
                line.shown = [(line.counts[name], label) for name, label in NAMES.items()]
        elif asked.view == "needs":
            rows = _needs(asked)
        else:
            rows = asked.steps().order_by("-at", "-pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            asked=asked,
            years=ledger.years(),
            verticals=Vertical.objects.filter(retired=False),
            page=page,
            columns=[Column(name, label) for name, label in NAMES.items()],
            member_column=Column("member", _("Asociado")),
            share_column=Column("share", _("Parte")),
            never=sum(not line.counts["proposed"] for line in rows)
            if asked.view == "members"
            else 0,
            address=address.urlencode(),
            sort=asked.sort,
            **kwargs,
        )


class LedgerFile(TemplateView):
    """The ledger of a year as a file: every step as CSV; members and steps as PDF."""

    access = access.readers_required

    def get(self, request, year, form):
        if not MINYEAR <= year <= MAXYEAR:
            raise Http404
        asked = Asked(request, year)
        name = f"equidad-{year}.{form}"
        if form == "csv":
            answer = HttpResponse(content_type="text/csv; charset=utf-8")
            answer.write("\ufeff")
            writer = csv.writer(answer, delimiter=";")
            writer.writerow(STEP_HEADER)
            for step in asked.steps().order_by("at", "pk").iterator(chunk_size=500):
                writer.writerow([harmless(cell) for cell in _cells(step)])
        elif form == "pdf":
            answer = HttpResponse(render(_report(asked)), content_type="application/pdf")
        else:
            raise Http404
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


STEP_HEADER = (
    gettext_lazy("Cuándo"), gettext_lazy("Necesidad"), gettext_lazy("Asociado"),
    gettext_lazy("De"), gettext_lazy("A"), gettext_lazy("Quién"), gettext_lazy("Por qué"),
)  # fmt: skip


def _needs(asked: Asked) -> list[dict[str, Any]]:
    """The needs of the year, the last first, each with where its candidates stand now."""
    keys = asked.steps().order_by().values_list("candidate__need", flat=True).distinct()
    rows = Need.everything.filter(pk__in=list(keys)).select_related("territory")
    rows = rows.prefetch_related("candidates__member", "candidates__steps")
    return [
        {
            "need": need,
            "candidates": [
                {"candidate": one, "why": next(
                    (s.reason for s in reversed(one.steps.all()) if s.reason), "")}
                for one in need.candidates.all()
            ],
        }
        for need in rows.order_by("-received_on", "-pk")
    ]  # fmt: skip


def _cells(step: CandidateStep) -> list[str]:
    return [
        date_format(timezone.localtime(step.at), "Y-m-d H:i"),
        str(step.candidate.need),
        str(step.candidate.member),
        step.get_from_state_display(),
        step.get_to_state_display(),
        str(step.by) if step.by else step.get_side_display(),
        step.reason,
    ]


def _report(asked: Asked) -> Report:
    language, house = get_language() or "es", House.ours()
    lines = [line for line in asked.lines() if line.counts["proposed"]]
    members = Table(
        header=[_("Asociado"), *map(str, NAMES.values()), _("Parte")],
        rows=[
            [
                str(line.member),
                *(str(line.counts[name]) for name in NAMES),
                "" if line.share is None else formatting.percent(line.share, language),
            ]
            for line in lines
        ],
        numeric=range(1, len(NAMES) + 2),
        widths=[3.2, *[1.1] * len(NAMES), 1],
    )
    steps = Table(
        header=list(map(str, STEP_HEADER)),
        rows=[_cells(step) for step in asked.steps().order_by("at", "pk")],
        widths=[1.3, 2.4, 2, 1.1, 1.1, 1.3, 2],
    )
    about = str(asked.vertical) if asked.vertical else _("Todas las verticales")
    return Report(
        title=_("Libro de equidad"),
        subtitle=f"{asked.year} · {about}",
        house=house.name if house else "Lonja",
        brand=house.brand if house else "#0f5c5c",
        made_on=formatting.day(timezone.localdate(), language),
        language=language,
        page_word=_("página"),
        parts=[
            Part(_("Por asociado"), explained(), table=members),
            Part(_("Paso a paso"), table=steps),
        ],
    )


def explained() -> str:
    return _(
        "Cada columna cuenta necesidades: cuántas veces se propuso a un asociado, se le eligió, se "
        "le consultó, contestó, se le presentó, se presentó a otros o se le descartó en el año."
    )
