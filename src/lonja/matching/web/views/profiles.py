"""What the office does with profiles: asking for them, one by one or all, and of contracts."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ...domain import asking_profiles
from ...jobs import profiles as jobs
from ...models import Profile
from .describing import say_of_contract
from .verbs import VerbNow

SHOWN = 60


class AskForProfile(VerbNow):
    """Send a member the link with which it tells what it does."""

    slug = "entidades"

    def run(self, record, *, by):
        asking_profiles.ask(record, by=by)
        return record

    def done(self, record) -> str:
        contact = asking_profiles.contact_of(record)
        return _("Enviado a %s.") % (contact.email if contact else record)


class SayOfContract(VerbNow):
    """Whether a contract found by its tax id is of an organisation, said by the office."""

    slug = "entidades"

    def post(self, request, pk):
        organisation = self.record()
        say_of_contract(request, organisation, by=request.user)
        known = Profile.objects.filter(organisation=organisation).first()
        if known is not None:
            return HttpResponseRedirect(by_slug("fichas").url("detail", known))
        return HttpResponseRedirect(self.resource.url("detail", organisation))


class AskAll(ResourceView):
    """Ask every member that has not told what it does, or told it long ago; and see how it goes."""

    template_name = "matching/profile/ask.html"

    @property
    def resource(self):
        return by_slug("fichas")

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_staff_of_office

    def post(self, request: HttpRequest):
        waiting = asking_profiles.to_ask().count()
        if waiting:
            with transaction.atomic():
                jobs.ask_all.enqueue(request.user.pk)
            told = ngettext("Se pide a %d asociado.", "Se pide a %d asociados.", waiting)
            messages.success(request, told % waiting)
        else:
            messages.info(request, _("No hay a quién pedirlo ahora."))
        return HttpResponseRedirect(reverse("profile-ask-all"))

    def get_template_names(self):
        if self.request.headers.get("HX-Request"):
            return ["matching/profile/asked.html"]
        return super().get_template_names()

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        waiting = asking_profiles.to_ask()
        beyond = list(asking_profiles.out_of_reach()[: SHOWN + 1])
        return super().get_context_data(
            waiting=waiting.count(),
            first=list(waiting.order_by("folded")[:SHOWN]),
            beyond=beyond[:SHOWN],
            asked_today=Profile.objects.filter(asked_at__date=today).count(),
            told_since=Profile.objects.filter(
                told_at__gte=timezone.now() - asking_profiles.PERIOD
            ).count(),
            **kwargs,
        )
