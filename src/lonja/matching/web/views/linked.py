"""What each side of an introduction does by its personal links, on a phone, without an account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import get_language

from lonja.accounts.web.views.linked import LinkPage
from lonja.acts.enums import State
from lonja.directory.models import Person

from ...domain import introducing, introduction_mail, short_page
from ...enums import Answer, Side
from ...models import Introduction
from ...queries import sides
from ..encounter_forms import SAYS, ShortAnswerForm


class PersonalPage(LinkPage):
    """A page in the language of whoever it is for; what they send is answered by showing it."""

    side = Side.MEMBER
    related: tuple[str, ...] = sides.RELATED
    hangs_from: tuple[str, ...] = ("need", "member")

    @property
    def introduction(self) -> Introduction:
        return self.link.record

    def spoken_for(self, email: str) -> Q:
        return sides.speaks_for(email, self.side)

    @cached_property
    def seats(self) -> sides.Seats:
        return sides.Seats([self.introduction])

    @cached_property
    def contacts(self) -> dict[Side, Person | None]:
        return self.seats.contacts(self.introduction)

    def refuse_unless_theirs(self) -> None:
        if self.person and self.person.email.lower() == self.link.email:
            return
        super().refuse_unless_theirs()

    @property
    def person(self) -> Person | None:
        return self.contacts[self.side]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._in_their_language(lambda: super(PersonalPage, self).get(request, **kwargs))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._in_their_language(lambda: super(PersonalPage, self).post(request, **kwargs))

    def _in_their_language(self, page: Callable[[], HttpResponse]) -> HttpResponse:
        language = getattr(self.person, "language", "") or get_language() or "es"
        with translation.override(language):
            response = page()
            if hasattr(response, "render"):
                response.render()
            return response

    def again(self, **context) -> HttpResponse:
        """The same page, with what is wrong with what was sent."""
        return self.render_to_response(self.get_context_data(**context), status=422)

    def done(self) -> HttpResponse:
        return HttpResponseRedirect(self.request.path)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            introduction=self.introduction,
            side=self.side,
            own=sides.name(self.introduction, self.side),
            theirs=sides.name(self.introduction, sides.other(self.side)),
            **kwargs,
        )

    def theirs(self) -> dict[str, str] | None:
        """How to reach the other, once both have said yes."""
        if self.introduction.state != State.DONE:
            return None
        other = sides.other(self.side)
        person = self.contacts[other]
        return person and introduction_mail.card(self.introduction, other, person, self.seats)


class IntroductionPage(PersonalPage):
    """The other's short page and three answers; once both have said yes, who the other is."""

    template_name = "matching/linked/introduction.html"

    def answer(self, request: HttpRequest) -> HttpResponse:
        if "meet" in request.POST and self.introduction.state == State.DONE and self.person:
            whole = introduction_mail.meeting_address(
                self.introduction, self.side, self.person.email, by=None
            )
            return HttpResponseRedirect(urlsplit(whole).path)  # whatever name it was opened by
        form = self._form(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        values = dict(form.cleaned_data)
        try:
            introducing.answer(
                self.introduction, side=self.side, said=Answer(values.pop("said")), by=None,
                link=self.link, **values,
            )  # fmt: skip
        except ValidationError as problem:
            self.introduction.refresh_from_db()
            return self.again(form=form, refused=" ".join(problem.messages))
        return self.done()

    def _form(self, data=None) -> ShortAnswerForm:
        one = self.introduction
        phone = self.person.phone if self.person else ""
        initial = {
            "words": sides.of(one, self.side, "words"),
            "shares_phone": sides.of(one, self.side, "shares_phone"),
        }
        return ShortAnswerForm(data, phone=phone, initial=initial)

    def get_context_data(self, **kwargs):
        one = self.introduction
        said = sides.of(one, self.side, "answer")
        kwargs.setdefault("form", self._form())
        return super().get_context_data(
            page=short_page.shown_to(one, self.side, language=get_language() or "es"),
            says=SAYS,
            answered=said != Answer.PENDING,
            said=Answer(said).label,
            said_words=sides.of(one, self.side, "words"),
            card=self.theirs(),
            is_open=one.state == State.PLANNED,
            **kwargs,
        )
