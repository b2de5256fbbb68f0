"""How often somebody wants the opportunities that fit, chosen from the letter itself."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from lonja.accounts import links
from lonja.accounts.web.views.linked import LinkPage

from ...domain import digesting
from ...domain.describing import choose_frequency
from ...enums import Frequency


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(
        label=gettext_lazy("cada cuánto"), choices=Frequency.choices, widget=forms.RadioSelect
    )


class ChooseFrequency(LinkPage):
    purpose = digesting.PURPOSE
    template_name = "matching/digest/choose.html"

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = FrequencyForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        often = Frequency(form.cleaned_data["frequency"])
        one = self.link.record
        with transaction.atomic():
            links.use(self.link)
            choose_frequency(one.person, one.member, often)
        said = _("No le escribiremos más sobre esto.") if often == Frequency.NEVER else (
            _("Le escribiremos %s, cuando haya algo nuevo.") % often.label
        )  # fmt: skip
        return self.render_to_response(self.get_context_data(form=form, done=said))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FrequencyForm(initial={"frequency": self.link.record.frequency}))
        return super().get_context_data(**kwargs)


@method_decorator(csrf_exempt, name="dispatch")
class StopAtOnce(LinkPage):
    """What a mail program calls when its reader presses "unsubscribe" (RFC 8058): a bare POST,
    without cookies. Opened in a browser it is the page on which to choose."""

    purpose = digesting.PURPOSE
    template_name = "matching/digest/choose.html"

    def answer(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            links.use(self.link)
            digesting.stop(self.link.record)
        return HttpResponse(_("No le escribiremos más sobre esto."), content_type="text/plain")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return ChooseFrequency.as_view()(request, token=kwargs["token"])
