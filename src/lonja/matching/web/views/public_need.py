"""The form with which a territory says what it needs, without an account; and following it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from lonja.accounts import access, links, throttle
from lonja.accounts.web.views.linked import LinkPage
from lonja.core.text import whole
from lonja.territories.queries import current

from ...domain import asking_needs, receiving
from ...enums import NeedState
from ...models import Intake, Need
from ..language import InChosenLanguage
from ..need_forms import NeedForm, PostscriptForm, WithdrawalForm
from ..place_field import Place, workable

LIMITS = {"needs": (12, 3600), "needs-day": (40, 86400)}
"""Needs sent from one network: {what is counted: (most, in so many seconds)}."""

SAID = {
    NeedState.RECEIVED: gettext_lazy(
        "La oficina la tiene y la está leyendo. Si le falta algo, le escribirá o le llamará."
    ),
    NeedState.QUALIFIED: gettext_lazy(
        "Está claro qué necesita. La oficina busca quién puede resolverlo."
    ),
    NeedState.OPENED: gettext_lazy(
        "Se ha preguntado a los asociados que pueden resolverla. Contestan en unos días."
    ),
    NeedState.ANSWERED: gettext_lazy(
        "Ya hay asociados a los que les interesa. La oficina le propondrá con quién hablar."
    ),
    NeedState.INTRODUCED: gettext_lazy("Ya le hemos presentado a quien puede resolverla."),
    NeedState.IN_PROGRESS: gettext_lazy("Está en marcha con quien la resuelve."),
    NeedState.RESOLVED: gettext_lazy("Está resuelta. Gracias por contárnosla."),
    NeedState.UNANSWERED: gettext_lazy(
        "Por ahora no hemos encontrado quien la resuelva. La guardamos por si aparece."
    ),
    NeedState.WITHDRAWN: gettext_lazy("Está retirada. Si vuelve a hacer falta, envíela otra vez."),
}
"""What each state means for whoever sent the need."""


class SendNeed(InChosenLanguage, FormView):
    access = access.public
    template_name = "matching/need/send.html"
    form_class = NeedForm

    def get_form(self, form_class=None):
        data = self.request.POST if self.request.method == "POST" else None
        return NeedForm(data, initial={"place": self._place()})

    def _place(self) -> Place | None:
        """The territory that the address names, by its key: `?territorio=1234`."""
        key = whole(self.request.GET.get("territorio"))
        found = workable().filter(pk=key).first() if key else None
        return Place(current(found), str(found)) if found else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_of_a_machine:
            return HttpResponseRedirect(reverse("need-sent"))  # As if: nothing is kept.
        if any(throttle.spent(request, what, limit=most) for what, (most, _s) in LIMITS.items()):
            form.is_valid()
            form.add_error(
                None, _("Han llegado muchas desde su red. Espere un rato, o llame a la oficina.")
            )
            return self.refused(form, 429)
        if not form.is_valid():
            return self.refused(form)
        try:
            receiving.receive(form.sent())
        except ValidationError as problem:
            form.add_error("email", problem)
            return self.refused(form)
        for what, (_most, seconds) in LIMITS.items():
            throttle.count(request, what, seconds=seconds)
        return HttpResponseRedirect(reverse("need-sent"))

    def refused(self, form: NeedForm, status: int = 422) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


class SendNeedByLink(InChosenLanguage, LinkPage):
    """The same form for somebody of whom the office has asked it, with what is known already in it.

    The link shows that the e-mail is theirs: there is nothing to confirm.
    """

    purpose = asking_needs.PURPOSE
    template_name = "matching/need/send.html"

    def form(self, data=None) -> NeedForm:
        person, seat = self.link.record, asking_needs.seat_of(self.link.record)
        place = seat.organisation.territory if seat else None
        form = NeedForm(
            data,
            initial={
                "place": Place(place, str(seat.organisation)) if place else None,
                "name": person.name,
                "role": seat.title if seat else "",
                "phone": person.phone,
                "email": self.link.email,
            },
        )
        form.fields["email"].disabled = True
        form.fields["email"].help_text = ""
        return form

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            with transaction.atomic():
                intake, _need = asking_needs.receive_from(self.link.record, form.sent())
                links.use(self.link)
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("Confirmada: la oficina ya la tiene."))
        return HttpResponseRedirect(reverse("need-link", args=[receiving.link_for(intake)]))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        return super().get_context_data(**kwargs)


class NeedSent(InChosenLanguage, TemplateView):
    """What comes next. It says nothing of what was sent: anybody may open it."""

    access = access.public
    template_name = "matching/need/sent.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(days=receiving.CONFIRM_WITHIN.days, **kwargs)


class FollowNeed(InChosenLanguage, LinkPage):
    """The personal link of whoever sent a need: to confirm it; then to follow it, add something or
    take it back. Opening it changes nothing: mail servers open every link."""

    purpose = receiving.PURPOSE
    related = ("need",)
    hangs_from = ("need",)

    @property
    def intake(self) -> Intake:
        return self.link.record

    def get(self, request, *args, **kwargs):
        with self._in_their_language():
            return self.render_to_response(self.get_context_data()).render()

    def post(self, request, *args, **kwargs):
        with self._in_their_language():
            return super().post(request, *args, **kwargs)

    def _in_their_language(self):
        """That in which they sent it, unless they choose another now."""
        chosen = "idioma" in self.request.GET or self._remembered()
        language = translation.get_language() if chosen else self.intake.language
        return translation.override(language)

    def _remembered(self) -> bool:
        return settings.LANGUAGE_COOKIE_NAME in self.request.COOKIES

    def get_template_names(self):
        return [f"matching/need/{'follow' if self.intake.need else 'confirm'}.html"]

    def answer(self, request: HttpRequest) -> HttpResponse:
        verbs = {"confirm": self._confirm, "add": self._add, "withdraw": self._withdraw}
        verb = verbs.get(request.POST.get("do", ""))
        if verb is None or (self.intake.need is None) != (verb == self._confirm):
            return HttpResponseRedirect(request.path)  # Already done, in another page.
        return verb(request)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            receiving.confirm(self.intake)
            links.use(self.link)
        messages.success(request, _("Confirmada: la oficina ya la tiene."))
        return HttpResponseRedirect(request.path)

    def _add(self, request: HttpRequest) -> HttpResponse:
        form = PostscriptForm(request.POST)
        if form.is_valid():
            try:
                receiving.add(self.intake, form.cleaned_data["text"])
            except ValidationError as problem:
                form.add_error("text", problem)
        if form.errors:
            return self._refused(postscript=form)
        messages.success(request, _("Añadido: la oficina lo leerá."))
        return HttpResponseRedirect(request.path)

    def _withdraw(self, request: HttpRequest) -> HttpResponse:
        form = WithdrawalForm(request.POST)
        if form.is_valid():
            try:
                receiving.withdraw(self.intake, form.cleaned_data["reason"])
            except ValidationError as problem:
                form.add_error(None, problem)
        if form.errors:
            return self._refused(withdrawal=form)
        messages.success(request, _("Retirada. Gracias por avisar."))
        return HttpResponseRedirect(request.path)

    def _refused(self, **forms: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=422).render()

    def get_context_data(self, **kwargs):
        need = self.intake.need
        kwargs.setdefault("postscript", PostscriptForm())
        kwargs.setdefault("withdrawal", WithdrawalForm())
        return super().get_context_data(
            intake=self.intake,
            need=need,
            said=SAID[NeedState(need.state)] if need else "",
            steps=_steps(need) if need else (),
            may_withdraw=receiving.may_withdraw(self.intake),
            **kwargs,
        )


def _steps(need: Need) -> list[tuple[Any, str]]:
    """(day, what happened), the latest first: without who of the office did it, nor why."""
    passed = [(step.on, str(step.get_to_state_display())) for step in need.steps.all()]
    return [*reversed(passed), (need.received_on, str(NeedState.RECEIVED.label))]
