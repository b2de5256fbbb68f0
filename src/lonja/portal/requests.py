"""What is asked of a member or a territory now, and of whom; and the way to answer each.

An answer needs a link of its own, for one thing and one person. From these pages it is made when
it is pressed, for whoever it was that was asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from lonja.acts.enums import State
from lonja.directory.models import Organisation, Person
from lonja.matching.domain import (
    asking,
    asking_profiles,
    following_up,
    introduction_mail,
    sounding,
)
from lonja.matching.enums import Answer, CandidateState, MeetingStage, Origin, Side
from lonja.matching.models import Candidate, Introduction
from lonja.matching.queries import sides
from lonja.territories.models import Territory

DAYS = 7
"""How long a link made from these pages opens."""


@dataclass(frozen=True)
class Request:
    """`kind` and `key` name it in an address. `address` gives the personal one for an e-mail."""

    kind: str
    key: int
    title: str
    what: str
    person: Person | None
    address: Callable[[str], str]
    until: date | None = None

    def is_of(self, email: str) -> bool:
        """Whether it was this person that was asked."""
        return bool(self.person and email and self.person.email.lower() == email.lower())


def of(record: Organisation | Territory) -> list[Request]:
    """All that waits for an answer, the nearest deadline first."""
    side = Side.MEMBER if isinstance(record, Organisation) else Side.TERRITORY
    found = [one for read in READERS for one in read(record, side)]
    return sorted(found, key=lambda one: (one.until is None, one.until or date.max, one.key))


def open_for(record: Organisation | Territory, kind: str, key: int, email: str) -> str | None:
    """The address at which somebody answers; None when that is not asked of them."""
    for one in of(record):
        if (one.kind, one.key) == (kind, key) and one.is_of(email):
            return one.address(email)
    return None


def profile_for(member: Organisation, email: str) -> str:
    """The address at which somebody of a member tells what it can do, and how often to be told."""
    return asking_profiles.address_for(member, email, days=DAYS, by=None)


def _interest(record: Any, side: Side) -> Iterator[Request]:
    if side == Side.TERRITORY:
        return
    rows = Candidate.objects.filter(member=record, state=CandidateState.ASKED)
    for one in rows.select_related("need", "contact"):
        verb = sounding if one.origin == Origin.SOUNDING else asking
        yield Request(
            "interes", one.pk, str(one.need), _("¿Les interesa esta necesidad?"), one.contact,
            partial(verb.address_for, one, days=DAYS, by=None), one.answer_by,
        )  # fmt: skip


def _introduced(record: Any, side: Side) -> Iterator[Request]:
    """Of its introductions: the yes that is asked, the time to pick, and what came of it."""
    mine = {"member": record} if side == Side.MEMBER else {"need__territory": record}
    rows = Introduction.objects.filter(**mine, asked_at__isnull=False).select_related(
        "need", "member", "member_contact", "territory_contact"
    )
    for one in rows.prefetch_related("meetings", "follow_ups"):
        yield from _of_one(one, side)


def _of_one(one: Introduction, side: Side) -> Iterator[Request]:
    title, person = str(one.need), sides.contact(one, side)
    if one.state == State.PLANNED and sides.of(one, side, "answer") == Answer.PENDING:
        yield Request(
            "presentacion", one.pk, title, _("¿Les presentamos?"), person,
            partial(introduction_mail.answer_address, one, side, days=DAYS, by=None),
        )  # fmt: skip
    for meeting in one.meetings.all():
        proposed = meeting.stage == MeetingStage.PROPOSED and meeting.deleted_at is None
        if proposed and meeting.proposed_by != side:
            yield Request(
                "reunion", meeting.pk, title, _("Elija una hora para la reunión"), person,
                partial(introduction_mail.meeting_address, one, side, days=DAYS, by=None),
                meeting.date,
            )  # fmt: skip
    for row in one.follow_ups.all():
        if row.side == side and row.asked_at and not row.answered_at:
            yield Request(
                "seguimiento", row.pk, title, _("¿Qué salió de la presentación?"), person,
                partial(following_up.address_for, row, days=DAYS),
            )  # fmt: skip


READERS: tuple[Callable[[Any, Side], Iterator[Request]], ...] = (_interest, _introduced)
