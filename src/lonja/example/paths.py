"""The way of a need through the office, step by step, each on its day, by the verbs of the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from lonja.accounts import links
from lonja.core.text import fold
from lonja.directory.domain import registering
from lonja.directory.models import Area, Organisation, Person, Seat
from lonja.directory.queries import contacts_of_each
from lonja.journal import writing
from lonja.matching import fitting
from lonja.matching.domain import (
    asking,
    following_up,
    holding,
    introducing,
    introduction_mail,
    looking,
    meeting,
    needs,
    presenting,
    selecting,
)
from lonja.matching.enums import Afterwards, Answer, DiscardReason, NeedState, Side
from lonja.matching.models import Candidate, FollowUp, Introduction, Meeting, Need
from lonja.matching.queries import sides
from lonja.territories.enums import SUPRAMUNICIPAL
from lonja.territories.models import Territory

from .cases import PEOPLE, Case
from .clock import then
from .world import World

Told = tuple[Afterwards, str, Decimal | None, str]
"""What a side says came of it: what, pilot or contract, euros, and its words."""


class Path:
    """A need since it reached the office, and `by`, who attends to it."""

    def __init__(self, world: World, case: Case, *, on: date, **more: Any) -> None:
        self.world, self.by = world, world.staff[1 + len(case.title) % (len(world.staff) - 1)]
        self.place = self._territory(case.place)
        with then(on, 9):
            body, person = self._contact(case.place)
            self.need = writing.create(
                Need(
                    title=case.title, description=case.words, territory=self.place,
                    organisation=body, person=person, received_on=on, came_by=case.came_by,
                    budget=case.budget, amount=case.amount, urgency=case.urgency,
                    horizon=case.horizon, responsible=self.by, **more,
                ),
                by=self.by,
            )  # fmt: skip
            self.need.areas.set(Area.objects.filter(code__in=case.areas))

    # -- whom ------------------------------------------------------------------------------------

    def able(
        self, wanted: int, *, on: date, also: Sequence[Organisation] = ()
    ) -> list[Organisation]:
        """Members to be put before it: `also`, and then the first that fit and may be asked; in an
        office where too few do, others. The ranking is kept that day, as when one begins to choose,
        and made by today's clock: the index is read whole for each day that it is asked of."""
        ranked = [one for one in fitting.rank_need(self.need) if one.fits]
        with then(on, 9, 50):
            selecting.keep_ranking(self.need, ranked[: looking.KEPT], by=self.by)
        found = list(also)
        found += [one.member for one in ranked if not one.in_peace and one.member not in found]
        # Companies that exist are not said to have done what they have not.
        found = [one for one in found if one.is_example]
        spare = (one for one in self.world.companies if one.is_example and one not in found)
        while len(found) < wanted:
            found.append(next(spare))
        return found[:wanted]

    def choose(self, *members: Organisation, on: date) -> None:
        with then(on, 10):
            for member in members:
                looking.choose(self.need, member, by=self.by)
            needs.advance(self.need, NeedState.QUALIFIED, by=self.by)

    def discard(
        self, member: Organisation, why: DiscardReason, *, on: date, note: str = ""
    ) -> None:
        with then(on, 10, 20):
            looking.discard(self.need, member, why, by=self.by, note=note)

    # -- interest --------------------------------------------------------------------------------

    def ask(self, *members: Organisation, on: date, words: str = "") -> None:
        with then(on, 11):
            contacts = contacts_of_each(members)
            questions = [asking.Question(one, contacts[one.pk][0]) for one in members]
            asking.ask(
                self.need, questions, by=self.by, answer_by=asking.default_deadline(), words=words
            )

    def say(self, member: Organisation, said: Answer, words: str, *, on: date, hour=13) -> None:
        candidate = self._candidate(member)
        with then(on, hour):
            link = _link(asking.PURPOSE, candidate, candidate.contact)
            asking.answer(candidate, said, words=words, link=link)

    def pass_over(self, member: Organisation, reason: str, *, on: date) -> None:
        with then(on, 10, 40):
            presenting.pass_over(self._candidate(member), by=self.by, reason=reason, tell=True)

    # -- introduction ----------------------------------------------------------------------------

    def introduce(self, member: Organisation, words: str, *, on: date) -> Introduction:
        """The office asks the territory, which the member has said yes to."""
        candidate = self._candidate(member)
        with then(on, 11, 30):
            made = presenting.introduce(candidate, by=self.by)
            return introducing.send(
                made, words=words, by=self.by, member_contact=candidate.contact,
                territory_contact=sides.contact(made, Side.TERRITORY),
            )  # fmt: skip

    def agree(self, made: Introduction, words: str, *, on: date) -> Introduction:
        """The territory says yes too: it is done."""
        side = Side.TERRITORY
        with then(on, 16):
            link = _link(introduction_mail.ANSWER[side], made, made.territory_contact)
            return introducing.answer(
                made, side=side, said=Answer.YES, by=None, words=words, shares_phone=False,
                link=link,
            )  # fmt: skip

    # -- meeting ---------------------------------------------------------------------------------

    def offer(self, made: Introduction, days: Sequence[date], *, on: date, at=10) -> Meeting:
        """The member proposes an hour of each of those days."""
        times = [timezone.make_aware(datetime.combine(day, time(at))) for day in days]
        with then(on, 12):
            link = _link(introduction_mail.MEET[Side.MEMBER], made, made.member_contact)
            return meeting.propose(
                made, times, side=Side.MEMBER, by=None, link=link,
                video_url=f"https://reuniones.ejemplo.example/{made.pk}",
            )  # fmt: skip

    def call(self, made: Introduction, day: date, *, on: date) -> Meeting:
        """The same, and the territory picks it."""
        offered = self.offer(made, [day, day + timedelta(days=1)], on=on)
        first = offered.options.all()[0]
        with then(on, 17):
            link = _link(introduction_mail.MEET[Side.TERRITORY], made, made.territory_contact)
            return meeting.pick(offered, first.starts_at, side=Side.TERRITORY, by=None, link=link)

    def hold(self, called: Meeting, summary: str) -> Meeting:
        with then(called.date, 13):
            came = {
                f"{side}_people": sides.speakers(called.follows, side).people[:2]
                for side in sides.BOTH
            }
            return holding.hold(called, **came, by=self.by, summary=summary)

    def meet(self, member: Organisation, words: str, *, on: date, days: int, summary: str) -> Any:
        """The whole of it, from the introduction of a member until a meeting `days` later."""
        made = self.agree(self.introduce(member, words, on=on), "", on=on)
        next_day = _weekday(on + timedelta(days=1))
        called = self.call(made, _weekday(on + timedelta(days=days)), on=next_day)
        self.hold(called, summary)
        return made

    def not_held(self, called: Meeting, reason: str) -> None:
        with then(called.date, 13):
            holding.not_hold(called, reason=reason, by=self.by)

    # -- afterwards ------------------------------------------------------------------------------

    def after(self, made: Introduction, days: int, **said: Told) -> None:
        """Both are asked, so many days after; `member` and `territory`, what each says."""
        for row in FollowUp.objects.filter(introduction=made, days=days):
            with then(row.due_on, 9):
                following_up.ask(row.pk)
            if row.side not in said:
                continue
            answer, kind, amount, words = said[row.side]
            with then(row.due_on + timedelta(days=2), 10 if row.side == Side.MEMBER else 18):
                link = _link(following_up.PURPOSE, row, sides.contact(made, row.side))
                following_up.answer(
                    row, answer, kind=kind, amount=amount, words=words, by=None, link=link
                )

    def close(self, to: NeedState, *, on: date, reason: str = "") -> None:
        with then(on, 12):
            self.need.refresh_from_db()
            needs.move(self.need, to, by=self.by, reason=reason)

    # -- inside ----------------------------------------------------------------------------------

    def _candidate(self, member: Organisation) -> Candidate:
        return Candidate.objects.select_related("contact", "need", "member").get(
            need=self.need, member=member
        )

    def _territory(self, place: str) -> Territory:
        above = Territory.objects.filter(name=place, kind__in=SUPRAMUNICIPAL).first()
        return above or self.world.town(place)

    def _contact(self, place: str) -> tuple[Organisation, Person]:
        """Its council, or the body that it is, and who speaks for it: made once."""
        body = self._body(place)
        held = Seat.objects.filter(organisation=body).select_related("person").first()
        if held:
            return body, held.person
        name, title = PEOPLE[place]
        email = f"{'.'.join(fold(name).split()[:2])}@ejemplo.example"
        person = Person(name=name, email=email, is_example=True, source="Nos escribió")
        registering.register(person, by=self.by)
        since = date(timezone.localdate().year - 1, 1, 1)
        writing.create(Seat(person=person, organisation=body, title=title, since=since), by=self.by)
        return body, person

    def _body(self, place: str) -> Organisation:
        if not self.place.is_supramunicipal:
            return self.world.council(place)
        if known := Organisation.objects.filter(name=place, kind="public_body").first():
            return known
        body = Organisation(name=place, kind="public_body", level="local", territory=self.place)
        registering.register(body, by=self.by)
        return body


def _weekday(day: date) -> date:
    return day + timedelta(days=max(7 - day.weekday(), 0)) if day.weekday() > 4 else day


def _link(purpose: str, record: Any, person: Person | None) -> links.Link:
    """The personal link by which somebody answers, as if they had opened it from the letter."""
    if person is None:
        raise ValueError(record)
    return links.open(links.make(purpose, record, person.email, days=60, by=None), purpose)
