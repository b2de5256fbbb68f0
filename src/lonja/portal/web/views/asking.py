"""Asking for one's own link, by e-mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from lonja.accounts import access, throttle
from lonja.core.fields import TypedEmail

from ... import jobs
from ...domain import sending

ASKED, FORGOTTEN_AFTER = 5, 600  # so many times, in so many seconds


class AskForm(forms.Form):
    email = TypedEmail(
        label=_("su correo"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class AskForLink(FormView):
    """What it answers is the same, and as soon, whether that address is known or not."""

    access = access.public
    template_name = "portal/ask.html"
    form_class = AskForm

    def form_valid(self, form):
        if throttle.spent(self.request, "portal", limit=ASKED):
            form.add_error(None, _("Demasiadas veces seguidas: espere unos minutos."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        throttle.count(self.request, "portal", seconds=FORGOTTEN_AFTER)
        jobs.answer.enqueue(sending.seats_of(form.cleaned_data["email"]))
        return self.render_to_response(self.get_context_data(form=form, asked=True))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
