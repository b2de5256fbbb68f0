"""Where a member says whether a need interests it: the page behind the link of its e-mail."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lonja.accounts.web.views.linked import LinkPage
from lonja.directory.queries import speaks_for

from ...domain import asking, telling
from ...enums import Answer
from ..candidate_forms import InterestForm


class InterestPage(LinkPage):
    """The need as it may be told, and three answers. Only pressing the button answers."""

    purpose = asking.PURPOSE
    related = ("need", "member")
    hangs_from = ("need", "member")
    template_name = "matching/interest.html"

    def spoken_for(self, email: str) -> Q:
        return speaks_for(email, Q(organisation=OuterRef("member")))

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = InterestForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            with transaction.atomic():
                asking.answer(
                    self.link.record,
                    Answer(form.cleaned_data["said"]),
                    words=form.cleaned_data["words"],
                    link=self.link,
                )
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, _("Respuesta recogida. Gracias."))
        return HttpResponseRedirect(request.path)

    def get_context_data(self, **kwargs):
        candidate = self.link.record
        kwargs.setdefault("form", InterestForm(initial=self._initial(candidate)))
        return super().get_context_data(
            candidate=candidate,
            told=telling.told(candidate.need, candidate.told, get_language() or "es"),
            answered=asking.ANSWERS.get(candidate.state),
            closed=asking.closed_because(candidate),
            **kwargs,
        )

    def _initial(self, candidate) -> dict[str, str]:
        """What the button of the e-mail says, else what was answered before."""
        wanted = self.request.GET.get("respuesta", "")
        before = asking.ANSWERS.get(candidate.state, "")
        said = wanted if wanted in {Answer.YES, Answer.NOT_NOW, Answer.NO} else before
        return {"said": said, "words": candidate.words}
