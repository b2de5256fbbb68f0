"""The meeting as each side arranges it, and tells what came of it, by its personal link."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from lonja.acts.enums import State

from ...domain import holding, meeting
from ...enums import MeetingStage
from ...models import Meeting
from ...queries import meetings
from ..encounter_forms import HeldForm, TimesForm, WhyForm
from .linked import PersonalPage

FORMS = {"propose": TimesForm, "cancel": WhyForm, "held": HeldForm, "not-held": WhyForm}


class MeetingPage(PersonalPage):
    """Propose times, pick one, cancel; afterwards, whether it was held. One thing at a time."""

    template_name = "matching/linked/meeting.html"

    @cached_property
    def meeting(self) -> Meeting | None:
        return meetings.last_of(self.introduction)

    def answer(self, request: HttpRequest) -> HttpResponse:
        what = request.POST.get("do", "")
        if what == "pick":
            return self._try(lambda: self._pick(request.POST.get("starts_at", "")))
        if what not in FORMS:
            return self.again(refused=_("No se ha entendido qué quería hacer."))
        if what != "propose" and self.meeting is None:
            return self.again(refused=_("Todavía no hay ninguna reunión."))
        form = self._form(what, request.POST)
        if not form.is_valid():
            return self.again(**{_named(what): form}, doing=what)
        return self._try(lambda: self._do(what, form), **{_named(what): form}, doing=what)

    def _pick(self, written: str) -> None:
        moment = _moment(written)
        if moment is None or self.meeting is None:
            raise ValidationError(_("Esa hora ya no está entre las propuestas."))
        meeting.pick(self.meeting, moment, side=self.side, by=None, link=self.link)

    def _do(self, what: str, form) -> None:
        given = {"by": None, "link": self.link}
        if what == "propose":
            meeting.propose(self.introduction, form.times, side=self.side, **form.where, **given)
            return
        current = self.meeting
        if what == "cancel":
            meeting.cancel(current, reason=form.cleaned_data["reason"], **given)
        elif what == "held":
            holding.hold(current, **form.cleaned_data, **given)
        else:
            holding.not_hold(current, reason=form.cleaned_data["reason"], **given)

    def _try(self, do, **context) -> HttpResponse:
        try:
            do()
        except ValidationError as problem:
            return self.again(refused=" ".join(problem.messages), **context)
        return self.done()

    def _form(self, what: str, data=None):
        if what == "held":
            return HeldForm(self.introduction, data, contacts=self.contacts)
        current = self.meeting
        initial = {}
        if what == "propose" and current:
            initial = {n: getattr(current, n) for n in ("minutes", "place", "video_url")}
        return FORMS[what](data, initial=initial)

    def get_context_data(self, **kwargs):
        current = self.meeting
        for what in FORMS:
            kwargs.setdefault(_named(what), self._form(what))
        return super().get_context_data(
            meeting=current,
            options=self._options(current),
            waiting=bool(current) and current.stage == MeetingStage.PROPOSED
            and current.proposed_by == self.side,
            has_passed=bool(current and current.starts_at and current.starts_at <= timezone.now()),
            attended=self._attended(current),
            card=self.theirs(),
            is_done=self.introduction.state == State.DONE,
            **kwargs,
        )  # fmt: skip

    def _options(self, current: Meeting | None) -> list[dict]:
        """The times on offer, each with whether it is this side's to pick, and what it clashes
        with in this person's own day."""
        if current is None or current.stage != MeetingStage.PROPOSED:
            return []
        now, offered = timezone.now(), list(current.options.all())
        times = [one.starts_at for one in offered]
        clashes = meetings.overlapping(times, current.minutes, [self.person], but=current)
        return [
            {
                "starts_at": one.starts_at,
                "key": one.starts_at.isoformat(),
                "mine": one.proposed_by == self.side,
                "past": one.starts_at <= now,
                "clashes": bool(clashes[one.starts_at]),
            }
            for one in offered
        ]

    def _attended(self, current: Meeting | None) -> str:
        if current is None or current.stage != MeetingStage.HELD:
            return ""
        rows = current.participations.select_related("person", "organisation")
        return ", ".join(sorted(str(row) for row in rows))


def _named(what: str) -> str:
    return f"{what.replace('-', '_')}_form"


def _moment(written: str) -> datetime | None:
    try:
        moment = parse_datetime(written)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
