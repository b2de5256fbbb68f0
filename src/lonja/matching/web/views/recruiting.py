"""The recruitment list: what nobody in the cluster can solve, on screen and as a file."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from lonja.accounts import access
from lonja.core.text import whole
from lonja.directory.models import Vertical
from lonja.workbench.exporting import as_text, harmless

from ...models import Need, Notice
from ...queries import recruiting


class RecruitingPage(TemplateView):
    access = access.readers_required
    template_name = "matching/recruiting.html"

    def get_context_data(self, **kwargs):
        vertical = Vertical.objects.filter(pk=whole(self.request.GET.get("vertical"))).first()
        needs, notices = list(recruiting.unsolvable()), recruiting.unanswerable()
        gaps = recruiting.gaps(needs, notices, vertical=vertical)
        return super().get_context_data(
            gaps=gaps,
            needs=needs,
            notices=sum(len(gap.notices) for gap in gaps),
            vertical=vertical,
            verticals=Vertical.objects.filter(retired=False),
            unseen=Need.objects.filter(fitting=None, closed_on=None).count(),
            address=self.request.GET.urlencode(),
            **kwargs,
        )


class RecruitingFile(TemplateView):
    access = access.readers_required

    def get(self, request):
        vertical = Vertical.objects.filter(pk=whole(request.GET.get("vertical"))).first()
        answer = HttpResponse(content_type="text/csv; charset=utf-8")
        answer.write("\ufeff")
        writer = csv.writer(answer, delimiter=";")
        writer.writerow(
            [_("Vertical"), _("Área"), _("Qué es"), _("Qué se busca"), _("Territorio"),
             _("Importe"), _("Fecha"), _("Anuncio")]
        )  # fmt: skip
        found = recruiting.gaps(
            recruiting.unsolvable(), recruiting.unanswerable(), vertical=vertical
        )
        for gap in found:
            for cells in (*map(_of_need, gap.needs), *map(_of_notice, gap.notices)):
                row = (gap.vertical, gap.name, *cells)
                writer.writerow([harmless(as_text(one) if one else "") for one in row])
        name = f"captacion-{timezone.localdate():%Y-%m-%d}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _of_need(one: Need) -> tuple:
    return _("necesidad"), one.title, one.territory, one.amount, one.received_on, ""


def _of_notice(one: Notice) -> tuple:
    amount = one.amount if one.currency == "EUR" else None
    where = one.territory or one.buyer_name
    return one.get_kind_display(), one.title, where, amount, one.published_on, one.url
