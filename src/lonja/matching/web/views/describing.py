"""A member tells what it can do: through the link that the office sent, or signed in.

Three pages, the same for both: what it does, what it has done, how a territory sees it.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from lonja.accounts import access, links
from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.accounts.web.views.linked import LinkPage
from lonja.core.text import whole
from lonja.directory.models import Organisation, Person
from lonja.directory.queries import left_by, organisations_of, people_of, speaks_for

from ...domain import asking_profiles, describing, referencing
from ...models import Profile, Reference
from ...queries import capabilities, profiles
from ..language import InChosenLanguage
from ..profile_forms import ProfileForm
from ..reference_forms import OwnReferenceForm

members_only = access.roles("member", {Role.MEMBER})


class ByLink(InChosenLanguage, LinkPage):
    """Whoever has the link of an organisation speaks for it, until they leave it or it leaves."""

    purpose = asking_profiles.PURPOSE
    prefix = "profile-link"
    by = None

    @property
    def organisation(self) -> Organisation:
        return self.link.record

    def spoken_for(self, email: str) -> Q:
        return speaks_for(email, Q(organisation=OuterRef("pk")))

    def refuse_unless_theirs(self) -> None:
        super().refuse_unless_theirs()
        if self.known.has_left:
            raise links.OfMembers

    @property
    def person(self) -> Person | None:
        if not self.link.email:
            return None
        return Person.objects.filter(
            email=self.link.email, seats__organisation=self.organisation
        ).first()

    def where(self, page: str = "", **more: int) -> str:
        return reverse(f"{self.prefix}{page}", kwargs={"token": self.kwargs["token"], **more})

    def used(self) -> None:
        links.use(self.link)


class SignedIn(InChosenLanguage, TemplateView):
    """A member with an account, about an organisation that it represents."""

    access = members_only
    prefix = "profile-own"

    def dispatch(self, request, *args, **kwargs):
        self.organisation = theirs(request.user).filter(pk=kwargs["pk"]).first()
        if self.organisation is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def by(self):
        return self.request.user

    @property
    def person(self) -> Person | None:
        return people_of(self.request.user).filter(seats__organisation=self.organisation).first()

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.answer(request)

    def where(self, page: str = "", **more: int) -> str:
        return reverse(f"{self.prefix}{page}", kwargs={"pk": self.organisation.pk, **more})

    def used(self) -> None:
        pass


class Telling:
    """What the three pages share."""

    page = ""

    @cached_property
    def known(self) -> profiles.Known:
        """As it is kept, whatever is being sent."""
        return profiles.known_of(self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            organisation=self.organisation,
            completeness=self.known.completeness,
            here=self.page,
            pages=[
                ("", _("Qué hace"), self.where()),
                ("-work", _("Qué ha hecho"), self.where("-work")),
                ("-seen", _("Cómo se ve"), self.where("-seen")),
            ],
            **kwargs,
        )

    def refused(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=422)


class Tell(Telling):
    template_name = "matching/profile/tell.html"

    def form(self, data=None) -> ProfileForm:
        return ProfileForm(
            data,
            instance=copy(self.known.profile) or Profile(organisation=self.organisation),
            organisation=self.organisation,
            person=self.person,
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if "suggest" in request.POST or request.headers.get("HX-Request"):
            # Nothing is kept: the areas that what is typed points to are shown beside it.
            name = "areas" if request.headers.get("HX-Request") else "tell"
            self.template_name = f"matching/profile/{name}.html"
            return self.render_to_response(self.get_context_data(form=form, asked=True))
        if not form.is_valid():
            return self.refused(form=form)
        with transaction.atomic():
            form.create(by=self.by)
            self.used()
        messages.success(request, _("Guardado. Puede volver cuando quiera y cambiarlo."))
        return HttpResponseRedirect(self.where("-work" if "next" in request.POST else ""))

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.form())
        return super().get_context_data(**kwargs)


class Work(Telling):
    """References, and the contracts that public notices say it won."""

    page = "-work"
    template_name = "matching/profile/work.html"

    def answer(self, request: HttpRequest) -> HttpResponse:
        for name, verb in (
            ("award", self.say_of_contract),
            ("remove", self.remove),
            ("bring_back", self.bring_back),
        ):
            if name in request.POST:
                with transaction.atomic():
                    verb(request.POST[name])
                    self.used()
                return HttpResponseRedirect(self.where("-work"))
        form = OwnReferenceForm(request.POST)
        if not form.is_valid():
            return self.refused(form=form)
        try:
            with transaction.atomic():
                form.add_to(self.organisation, by=self.by)
                self.used()
        except ValidationError as problem:
            form.add_error(None, problem)
            return self.refused(form=form)
        messages.success(request, _("Referencia guardada."))
        return HttpResponseRedirect(self.where("-work"))

    def say_of_contract(self, award: str) -> None:
        say_of_contract(self.request, self.organisation, by=self.by)

    def remove(self, key: str) -> None:
        referencing.remove(self._mine(Reference.objects, key), by=self.by)
        self.removed = key
        messages.success(self.request, _("Referencia quitada."))

    def bring_back(self, key: str) -> None:
        referencing.bring_back(self._mine(Reference.everything, key), by=self.by)
        messages.success(self.request, _("Referencia recuperada."))

    def _mine(self, among, key: str) -> Reference:
        found = among.filter(organisation=self.organisation, pk=whole(key) or 0).first()
        if found is None:
            raise Http404
        return found

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", OwnReferenceForm())
        gone = Reference.everything.trashed().filter(organisation=self.organisation)
        return super().get_context_data(
            references=capabilities.references_of(self.organisation),
            contracts=capabilities.contracts_of(self.organisation),
            gone=gone.order_by("-deleted_at").first(),
            file_address=self.where("-file"),
            **kwargs,
        )


class Seen(Telling):
    page = "-seen"
    template_name = "matching/profile/seen.html"
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(short=capabilities.short_page(self.organisation), **kwargs)


def say_of_contract(request: HttpRequest, organisation: Organisation, *, by: Any) -> None:
    """What a form says of a contract: whether it is of the organisation."""
    theirs = request.POST.get("theirs") == "yes"
    try:
        describing.say_of_contract(
            organisation, whole(request.POST.get("award")) or 0, is_theirs=theirs, by=by
        )
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Anotado: es suyo.") if theirs else _("Anotado: no es suyo."))


class LinkTell(Tell, ByLink):
    pass


class LinkWork(Work, ByLink):
    pass


class LinkSeen(Seen, ByLink):
    pass


class OwnTell(Tell, SignedIn):
    pass


class OwnWork(Work, SignedIn):
    pass


class OwnSeen(Seen, SignedIn):
    pass


def theirs(user: User) -> QuerySet[Organisation]:
    """Those of which somebody who signs in tells what they do: the same that could by a link."""
    gone = left_by(timezone.localdate())
    return organisations_of(user).exclude(pk__in=gone.values("pk"))


@members_only
def own(request: HttpRequest) -> HttpResponse:
    """The profile of the organisation that a member represents; the first, if there are several."""
    organisation = theirs(request.user).first()
    if organisation is None:
        raise Http404
    return HttpResponseRedirect(reverse("profile-own", args=[organisation.pk]))
