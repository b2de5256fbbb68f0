"""The letter to the chosen members, read before it leaves; and what is decided of each later."""

from __future__ import annotations

from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from lonja.core.text import whole
from lonja.directory.models import Organisation
from lonja.directory.queries import contacts_of_each
from lonja.house.context import house_of
from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ...domain import asking, presenting
from ...enums import Answer, Publicity
from ...queries import candidates
from ..candidate_forms import AskForm, NotedAnswerForm, PassOverForm
from .verbs import VerbPage


class AskPage(ResourceView, FormView):
    """To whom at each, until when, in which words; seen first, and then sent."""

    template_name = "matching/ask.html"
    form_class = AskForm

    @property
    def resource(self):
        return by_slug("necesidades")

    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    @cached_property
    def need(self):
        return self.record()

    @cached_property
    def members(self) -> list[Organisation]:
        keys = [key for one in self.request.GET.getlist("member") if (key := whole(one))]
        found = Organisation.objects.in_bulk(keys)
        return [found[key] for key in dict.fromkeys(keys) if key in found]

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "members": self.members,
            "contacts": contacts_of_each(self.members),
            "confidential": self.need.publicity == Publicity.CONFIDENTIAL,
        }

    def get_initial(self):
        return {"answer_by": asking.default_deadline(house=house_of(self.request))}

    def get(self, request, *args, **kwargs):
        if not self.members:
            messages.error(request, _("Elija al menos un asociado."))
            return HttpResponseRedirect(self.back)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        if "preview" in self.request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, letter=self._seen(form))
            )
        try:
            asked = asking.ask(
                self.need, form.questions(), by=self.request.user,
                answer_by=form.cleaned_data["answer_by"], words=form.cleaned_data["words"],
            )  # fmt: skip
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.form_invalid(form)
        said = ngettext("%(n)s asociado consultado.", "%(n)s asociados consultados.", len(asked))
        messages.success(self.request, said % {"n": len(asked)})
        return HttpResponseRedirect(self.back)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _seen(self, form):
        return asking.preview(
            self.need, form.questions()[0], by=self.request.user,
            answer_by=form.cleaned_data["answer_by"], words=form.cleaned_data["words"],
        )  # fmt: skip

    @property
    def back(self) -> str:
        return reverse("need-who", args=[self.need.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            need=self.need,
            back=self.back,
            members=self.members,
            free_places=candidates.free_places(self.need),
            **kwargs,
        )


class _OfCandidate(VerbPage):
    slug = "candidaturas"

    def after(self, record) -> str:
        return reverse("need-who", args=[record.need_id])


class PassOver(_OfCandidate):
    form_class = PassOverForm
    heading = gettext_lazy("No presentarlo")
    lede = gettext_lazy("Queda en el libro de equidad, con su porqué.")
    go = gettext_lazy("Guardar")

    def run(self, record, form, *, by):
        return presenting.pass_over(record, by=by, **form.cleaned_data)

    def done(self, record) -> str:
        return _("%s no se presenta esta vez.") % record.member


class NoteAnswer(_OfCandidate):
    """What it said by telephone or in person."""

    form_class = NotedAnswerForm
    heading = gettext_lazy("Anotar su respuesta")
    lede = gettext_lazy("Si ha contestado por otro medio: por teléfono, en persona, por correo.")
    go = gettext_lazy("Guardar la respuesta")

    def run(self, record, form, *, by):
        said = Answer(form.cleaned_data["said"])
        return asking.answer(record, said, words=form.cleaned_data["words"], by=by)

    def done(self, record) -> str:
        return _("%(member)s: %(said)s.") % {
            "member": record.member,
            "said": record.get_state_display(),
        }
