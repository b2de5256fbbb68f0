"""The recruitment list: needs nobody in the cluster can solve, on screen and as a file."""

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

from ...models import Need
from ...queries import recruiting


class RecruitingPage(TemplateView):
    access = access.readers_required
    template_name = "matching/recruiting.html"

    def get_context_data(self, **kwargs):
        vertical = Vertical.objects.filter(pk=whole(self.request.GET.get("vertical"))).first()
        needs = list(recruiting.unsolvable())
        return super().get_context_data(
            gaps=recruiting.gaps(needs, vertical=vertical),
            needs=needs,
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
            [_("Vertical"), _("Área"), _("Necesidad"), _("Territorio"), _("Importe"),
             _("Recibida el")]
        )  # fmt: skip
        for gap in recruiting.gaps(recruiting.unsolvable(), vertical=vertical):
            for need in gap.needs:
                cells = [
                    gap.vertical, gap.name, need.title, need.territory, need.amount,
                    need.received_on,
                ]  # fmt: skip
                writer.writerow([harmless(as_text(one) if one else "") for one in cells])
        name = f"captacion-{timezone.localdate():%Y-%m-%d}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
