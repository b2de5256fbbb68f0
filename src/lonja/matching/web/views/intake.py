"""What the office does with what comes in: noting calls, bringing contacts in, sharing the form."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from lonja.accounts.access import public
from lonja.core.text import whole
from lonja.journal import writing
from lonja.workbench.registry import by_slug, url_of
from lonja.workbench.web.views.base import ResourceView

from ...domain import asking_needs, enrolling, receiving
from ...models import Intake, Need
from ..need_forms import CallForm, EnrolForm
from ..place_field import workable
from .verbs import VerbNow, VerbPage

SLUG = "necesidades"


class NoteCall(ResourceView, FormView):
    template_name = "matching/need/call.html"
    form_class = CallForm

    @property
    def resource(self):
        return by_slug(SLUG)

    def allowed(self, user) -> bool:
        return self.resource.may_add(user)

    def form_valid(self, form):
        need = form.note(by=self.request.user)
        messages.success(self.request, _("Anotada. Podrá completarla cuando cuelgue."))
        if "again" in self.request.POST:
            return HttpResponseRedirect(self.request.path)
        return HttpResponseRedirect(self.resource.url("detail", need))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AskPerson(VerbNow):
    """Send somebody the form, with what is known of them already in it."""

    slug = "personas"

    def run(self, record, *, by):
        asking_needs.ask(record, by=by)
        return record

    def done(self, record) -> str:
        return _("Enviado a %s.") % record.email


class OfIntake:
    """A verb of the form with which a need came in."""

    slug = SLUG

    def intake(self, need: Need) -> Intake:
        found = Intake.objects.filter(need=need).select_related("need__territory").first()
        if found is None:
            raise Http404
        return found


class Enrol(OfIntake, VerbPage):
    """Who sent a need becomes a person of the directory, with a seat where they work."""

    heading = gettext_lazy("Llevar al directorio")
    lede = gettext_lazy("Será una persona del directorio, con su cargo, y la necesidad será suya.")
    go = gettext_lazy("Llevar al directorio")

    def get_form(self, form_class=None):
        suggestion = enrolling.suggest(self.intake(self.record()))
        return EnrolForm(self.request.POST or None, suggestion=suggestion)

    def run(self, record, form, *, by):
        self.person = enrolling.enroll(self.intake(record), organisation=form.chosen(), by=by)
        return record

    def done(self, record) -> str:
        return _("%s ya está en el directorio.") % self.person


class ReadPostscripts(OfIntake, VerbNow):
    def run(self, record, *, by):
        receiving.read(self.intake(record), by=by)
        return record


class ForgetContact(OfIntake, VerbNow):
    """What the person has a right to ask for: who they are is forgotten, the need stays."""

    def run(self, record, *, by):
        receiving.forget_contact(self.intake(record), by=by)
        return record

    def done(self, record) -> str:
        return _("Suprimidos los datos de quien la envió.")


class PlaceNeed(OfIntake, VerbNow):
    """The territory that was meant by the words of the form."""

    def run(self, record, *, by):
        key = whole(self.request.POST.get("territory"))
        found = workable().filter(pk=key).first() if key else None
        if found is None:
            raise ValidationError(_("Ese territorio no está en el catálogo."))
        return writing.change(record, by=by, territory=found)


class ShareForm(ResourceView):
    """The address of the public form, its QR and its words, to send or to print."""

    template_name = "matching/need/share.html"

    @property
    def resource(self):
        return by_slug(SLUG)

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_staff_of_office

    def get_context_data(self, **kwargs):
        territory = _named(self.request)
        asked = f"?territorio={territory.pk}" if territory else ""
        return super().get_context_data(
            territory=territory,
            territory_url=url_of(territory) if territory else "",
            form_address=settings.ADDRESS.rstrip("/") + reverse("need-send") + asked,
            qr=reverse("need-qr") + asked,
            **kwargs,
        )


@public
@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    """The address of the form as a QR code, to print as large as wanted."""
    territory = _named(request)
    asked = f"?territorio={territory.pk}" if territory else ""
    drawn = io.BytesIO()
    code = segno.make(settings.ADDRESS.rstrip("/") + reverse("need-send") + asked, error="m")
    code.save(drawn, kind="svg", scale=8, border=4, light="white", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def _named(request: HttpRequest):
    key = whole(request.GET.get("territorio"))
    return workable().filter(pk=key).first() if key else None
