"""A sounding as a member sees it by its link: the text, the questions of all, and its answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from lonja.accounts import links
from lonja.accounts.web.views.linked import LinkPage
from lonja.directory.queries import speaks_for

from ...domain import asking, sounding
from ...enums import Answer
from ...queries import candidates
from ..candidate_forms import InterestForm, QuestionForm


class SoundingPage(LinkPage):
    purpose = sounding.PURPOSE
    related = ("need__sounding", "member")
    hangs_from = ("need", "member")
    template_name = "matching/sounding_link.html"

    def spoken_for(self, email: str) -> Q:
        return speaks_for(email, Q(organisation=OuterRef("member")))

    def refuse_unless_theirs(self) -> None:
        super().refuse_unless_theirs()
        if not candidates.is_member(self.link.record.member):
            raise links.OfMembers

    def answer(self, request: HttpRequest) -> HttpResponse:
        if "text" in request.POST:
            form, named = QuestionForm(request.POST), "question"
        else:
            form, named = InterestForm(request.POST), "form"
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**{named: form}), status=422)
        try:
            with transaction.atomic():
                said = self._do(form)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.render_to_response(self.get_context_data(**{named: form}), status=409)
        messages.success(request, said)
        return HttpResponseRedirect(request.path)

    def _do(self, form) -> str:
        candidate = self.link.record
        if isinstance(form, QuestionForm):
            sounding.ask_question(
                candidate.need.sounding, candidate.member, form.cleaned_data["text"],
                link=self.link,
            )  # fmt: skip
            return _("Pregunta recibida: se contestará a todos, sin decir quién la hizo.")
        said = Answer(form.cleaned_data["said"])
        sounding.answer(candidate, said, words=form.cleaned_data["words"], link=self.link)
        return _("Respuesta recogida. Gracias.")

    def get_context_data(self, **kwargs):
        candidate = self.link.record
        before = {"said": asking.ANSWERS.get(candidate.state, ""), "words": candidate.words}
        kwargs.setdefault("form", InterestForm(initial=before))
        kwargs.setdefault("question", QuestionForm())
        opened = candidate.need.sounding
        asked = opened.questions.filter(Q(answered_at__isnull=False) | Q(asked_by=candidate.member))
        over = "" if opened.is_open else _("Esta consulta ya está cerrada.")
        return super().get_context_data(
            candidate=candidate,
            sounding=opened,
            questions=[one for one in asked if one.answered_at],
            unanswered=[one for one in asked if not one.answered_at],
            answered=asking.ANSWERS.get(candidate.state),
            closed=over or asking.closed_because(candidate),
            **kwargs,
        )
