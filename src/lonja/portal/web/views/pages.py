"""A member's home and a territory's passport: from a personal link, or after signing in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from lonja.accounts import access, links
from lonja.accounts.web.views.linked import LinkPage
from lonja.core import text
from lonja.directory.models import Membership, Organisation
from lonja.directory.queries import (
    governing,
    members_on,
    organisations_of,
    places_of,
    speaks_for,
)
from lonja.territories.enums import WORKABLE
from lonja.territories.models import Territory
from lonja.workbench.registry import url_of

from ... import home, passport, requests
from ...domain import sending


class Home:
    """The page of a member, in a year of its choice."""

    template_name = "portal/home.html"
    purpose = sending.HOME

    def shown(self, member: Organisation, year: int) -> dict[str, Any]:
        return home.of(member, whole(year), self.joined(member))

    def joined(self, member: Organisation) -> Membership | None:
        return home.membership(member)


class Passport:
    template_name = "portal/passport.html"
    purpose = sending.PASSPORT

    def shown(self, territory: Territory, year: int) -> dict[str, Any]:
        return passport.of(territory, whole(year), timezone.localdate())


def whole(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


class InAYear:
    """`?year=`: that year, or this one; one without sense does not exist."""

    def context(self, request: HttpRequest, record, email: str = "") -> dict[str, Any]:
        now = timezone.localdate().year
        asked = request.GET.get("year", str(now))
        if not (asked.isascii() and asked.isdecimal() and 1990 <= int(asked) <= now):
            raise Http404
        known = self.shown(record, int(asked))
        first = known["numbers"].since or now
        years = range(now, min(first, int(asked)) - 1, -1)
        waiting = [(one, one.is_of(email)) for one in requests.of(record)]
        return {
            **known, "record": record, "year": int(asked), "years": years, "now": now,
            "asked": waiting,
        }  # fmt: skip


class Linked(InAYear, LinkPage):
    """Behind a personal link: nothing on the page leads into the house."""

    def answer(self, request: HttpRequest) -> HttpResponse:
        """To the page on which to answer what is asked, by a link of its own."""
        kind, _sep, key = request.POST.get("asked", "").partition("-")
        url = requests.open_for(self.link.record, kind, text.whole(key), self.link.email)
        if url is None:
            messages.info(request, _("Eso ya está contestado, o se le preguntó a otra persona."))
            return redirect(request.path)
        return redirect(url)

    def get_context_data(self, **kwargs):
        known = super().get_context_data(**kwargs)
        return known | self.context(self.request, known["record"], self.link.email)


class HomeLinked(Home, Linked):
    """One that has left no longer has a home here; the link opens again should it come back."""

    def spoken_for(self, email: str) -> Q:
        return speaks_for(email, Q(organisation=OuterRef("pk")))

    def refuse_unless_theirs(self) -> None:
        super().refuse_unless_theirs()
        if self._joined is None:
            raise links.OfMembers

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("asked") == "ficha":
            return redirect(requests.profile_for(self.link.record, self.link.email))
        return super().answer(request)

    @cached_property
    def _joined(self) -> Membership | None:
        return home.membership(self.link.record)

    def joined(self, member):
        return self._joined


class PassportLinked(Passport, Linked):
    related = ("province",)

    def spoken_for(self, email: str) -> Q:
        return speaks_for(email, governing(OuterRef("pk")))


class SignedIn(InAYear, TemplateView):
    access = access.signed_in_required

    def get_context_data(self, pk: int, **kwargs):
        record = get_object_or_404(self.among(self.request.user), pk=pk)
        return super().get_context_data(
            **self.context(self.request, record), inside=True, office_url=self.office_url(record)
        )

    def office_url(self, record) -> str:
        """The office's own page of it, for whoever reads everything."""
        return url_of(record) if self.request.user.reads_everything else ""


class HomeSignedIn(Home, SignedIn):
    def among(self, user):
        known = Organisation.objects.all() if user.reads_everything else organisations_of(user)
        return known.filter(pk__in=members_on(timezone.localdate()).values("pk"))


class PassportSignedIn(Passport, SignedIn):
    def among(self, user):
        known = Territory.objects.filter(kind__in=WORKABLE).select_related("province")
        return known if user.reads_everything else known.filter(pk__in=places_of(user).values("pk"))


@access.staff_required
@require_POST
def send_home(request: HttpRequest, pk: int) -> HttpResponse:
    return _send(request, get_object_or_404(Organisation, pk=pk))


@access.staff_required
@require_POST
def send_passport(request: HttpRequest, pk: int) -> HttpResponse:
    return _send(request, get_object_or_404(Territory, pk=pk))


def _send(request: HttpRequest, record: Organisation | Territory) -> HttpResponse:
    try:
        person = sending.send_to_main(record, by=request.user)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Enviado a %(name)s (%(email)s).") % vars(person))
    return redirect(url_of(record))
