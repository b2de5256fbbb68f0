"""What the office does with a sounding: open it, reply to all, close it, and take its log away."""

from __future__ import annotations

import csv
from functools import cached_property

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.paper import Part, Report, Table, render
from lonja.directory.queries import contacts_of_each
from lonja.house.context import house_of
from lonja.house.models import House
from lonja.workbench.exporting import harmless
from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ... import fitting
from ...domain import asking, sounding
from ...enums import CandidateState
from ...models import Candidate, Question, Sounding, SoundingEntry
from ...queries.candidates import Standing
from ..candidate_forms import ConclusionForm, ReplyForm, SoundingForm
from .verbs import VerbPage


class OpenSounding(VerbPage):
    """The text, the criterion and the deadline; and beside them, who will get it."""

    slug = "necesidades"
    template_name = "matching/sounding_open.html"
    form_class = SoundingForm
    heading = gettext_lazy("Abrir consulta a todos")
    lede = gettext_lazy(
        "El mismo texto y el mismo plazo para todos los asociados que encajan. Una vez abierta, "
        "el texto ya no cambia, y todo queda en un registro."
    )
    go = gettext_lazy("Abrir y escribir a todos")

    def get_initial(self):
        return {
            "closes_on": asking.default_deadline(house=house_of(self.request)),
            "criterion": _("Todos los asociados que encajan con la necesidad según su ficha, sus "
                           "referencias y los contratos públicos que han ganado, a %s.")
            % formatting.day(timezone.localdate(), get_language() or "es"),
        }  # fmt: skip

    @cached_property
    def standings(self) -> list[Standing]:
        """Those who fit, as they rank, and those whom the office added to the list."""
        fitted: list[Standing] = [one for one in fitting.rank_need(self.record()) if one.fits]
        known = {one.member.pk for one in fitted}
        added = [one for one in self.candidates if one.member_id not in known]
        return fitted + [
            Standing(one.member) for one in added if one.state != CandidateState.DISCARDED
        ]

    @cached_property
    def candidates(self) -> list[Candidate]:
        return list(Candidate.objects.filter(need=self.record()).select_related("member"))

    def run(self, record, form, *, by):
        return sounding.open_to_all(record, self.standings, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        return _("Consulta abierta: se ha escrito a todos a la vez.")

    def after(self, record) -> str:
        return by_slug("consultas-abiertas").url("detail", record)

    def get_context_data(self, **kwargs):
        standings = self.standings
        contacts = contacts_of_each([one.member for one in standings])
        discarded = {
            one.member_id for one in self.candidates if one.state == CandidateState.DISCARDED
        }
        return super().get_context_data(
            reached=[
                (one.member, contacts[one.member.pk][0])
                for one in standings
                if one.member.pk in contacts and one.member.pk not in discarded
            ],
            unreached=[one.member for one in standings if one.member.pk not in contacts],
            left_out=[one.member for one in standings if one.member.pk in discarded],
            **kwargs,
        )


class CloseSounding(VerbPage):
    slug = "consultas-abiertas"
    form_class = ConclusionForm
    heading = gettext_lazy("Cerrar la consulta")
    lede = gettext_lazy("Nadie podrá contestar más, y todos recibirán lo que se concluye.")
    go = gettext_lazy("Cerrar y escribir a todos")

    def run(self, record, form, *, by):
        return sounding.close(record, form.cleaned_data["conclusion"], by=by)

    def done(self, record) -> str:
        return _("Consulta cerrada.")


class ReplyToAll(VerbPage):
    """Answer a question, to everybody."""

    slug = "consultas-abiertas"
    template_name = "matching/sounding_reply.html"
    form_class = ReplyForm
    heading = gettext_lazy("Contestar a todos")
    go = gettext_lazy("Enviar a todos")

    @cached_property
    def question(self) -> Question:
        return get_object_or_404(Question, pk=self.kwargs["question"], sounding=self.kwargs["pk"])

    def run(self, record, form, *, by):
        return sounding.reply(self.question, form.cleaned_data["text"], by=by).sounding

    def done(self, record) -> str:
        return _("Respuesta enviada a todos.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**kwargs, "question": self.question})


class SoundingLog(ResourceView):
    """The whole log, in the order in which things happened, as CSV or PDF."""

    @property
    def resource(self):
        return by_slug("consultas-abiertas")

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def get(self, request, pk, form):
        record = self.record()
        day = "Y-m-d" if form == "csv" else "SHORT_DATE_FORMAT"
        rows = [_cells(one, day) for one in record.log.select_related("member", "by")]
        if form == "csv":
            answer = HttpResponse(content_type="text/csv; charset=utf-8")
            answer.write("\ufeff")
            writer = csv.writer(answer, delimiter=";")
            writer.writerow(LOG_HEADER)
            writer.writerows([harmless(cell) for cell in row] for row in rows)
        elif form == "pdf":
            paper = render(_report(record, rows))
            answer = HttpResponse(paper, content_type="application/pdf")
        else:
            raise Http404
        answer["Content-Disposition"] = f'attachment; filename="consulta-{pk}.{form}"'
        return answer


LOG_HEADER = (
    gettext_lazy("Cuándo"), gettext_lazy("Qué"), gettext_lazy("Asociado"),
    gettext_lazy("A quién"), gettext_lazy("Texto"), gettext_lazy("Persona de la oficina"),
)  # fmt: skip


def _cells(entry: SoundingEntry, day: str) -> list[str]:
    at = timezone.localtime(entry.at)
    return [
        f"{date_format(at, day)} {at:%H:%M:%S}",
        entry.get_what_display(),
        str(entry.member or ""),
        entry.to,
        entry.text,
        str(entry.by or ""),
    ]


def _report(record: Sounding, rows: list[list[str]]) -> Report:
    language, house = get_language() or "es", House.ours()
    facts = [
        (_("Necesidad"), str(record.need)),
        (_("A quién se abre"), record.criterion),
        (_("Contestar hasta"), formatting.day(record.closes_on, language)),
        (_("Consultados"), str(sounding.told(record).count())),
    ]
    parts = [Part(_("Qué se pregunta"), record.text, facts=facts)]
    if record.conclusion:
        parts.append(Part(_("Qué se concluye"), record.conclusion))
    table = Table(list(map(str, LOG_HEADER)), rows, widths=[1.4, 1, 1.6, 1.8, 3.4, 1.3])
    return Report(
        title=_("Registro de la consulta"),
        subtitle=str(record.need),
        house=house.name if house else "Lonja",
        brand=house.brand if house else "#0f5c5c",
        made_on=formatting.day(timezone.localdate(), language),
        language=language,
        page_word=_("página"),
        parts=[*parts, Part(_("Paso a paso"), table=table)],
    )
