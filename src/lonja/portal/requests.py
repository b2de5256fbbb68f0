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

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
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
from lonja.matching.models import Candidate, FollowUp, Introduction, Meeting
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


def open_for(
    record: Organisation | Territory, kind: str, key: int | None, email: str
) -> str | None:
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
    rows = Candidate.objects.filter(
        member=record, state=CandidateState.ASKED, need__deleted_at=None
    )
    for one in rows.select_related("need", "contact"):
        verb = sounding if one.origin == Origin.SOUNDING else asking
        yield Request(
            "interes", one.pk, str(one.need), _("¿Les interesa esta necesidad?"), one.contact,
            partial(verb.address_for, one, days=DAYS, by=None), one.answer_by,
        )  # fmt: skip


def _introduced(record: Any, side: Side) -> Iterator[Request]:
    """Of its introductions: the yes that is asked, the time to pick, and what came of it."""
    rows = _waiting(record, side)
    contacts = sides.contacts({one.pk: one for one in rows}.values(), side) if rows else {}
    found = {}
    for row in rows:
        # One with several questions of what came of it stands in several rows.
        for one in _of_one(row, side, contacts[row.pk]):
            found[one.kind, one.key] = one
    yield from found.values()


def _waiting(record: Any, side: Side) -> list[Introduction]:
    """Introductions on which a side has something to say, each with the key of the meeting for
    which it is `to_meet`, `to_meet_on`, and of the `follow_up` that it is asked."""
    mine = {"member": record} if side == Side.MEMBER else {"need__territory": record}
    proposed = Meeting.objects.filter(follows=OuterRef("pk"), stage=MeetingStage.PROPOSED)
    proposed = proposed.exclude(proposed_by=side).order_by("-pk")
    asked = Q(follow_ups__side=side, follow_ups__asked_at__isnull=False)
    pending = Q(state=State.PLANNED, **{f"{side.value}_answer": Answer.PENDING})
    rows = Introduction.objects.filter(sides.standing(), **mine, asked_at__isnull=False).annotate(
        to_meet=Subquery(proposed.values("pk")[:1]),
        to_meet_on=Subquery(proposed.values("date")[:1]),
        waiting=FilteredRelation(
            "follow_ups", condition=asked & Q(follow_ups__answered_at__isnull=True)
        ),
        follow_up=F("waiting__pk"),
    )
    rows = rows.filter(pending | Q(to_meet__isnull=False) | Q(follow_up__isnull=False))
    return list(rows.select_related(*sides.RELATED))


def _of_one(one: Any, side: Side, person: Person | None) -> Iterator[Request]:
    title = str(one.need)
    if one.state == State.PLANNED and sides.of(one, side, "answer") == Answer.PENDING:
        yield Request(
            "presentacion", one.pk, title, _("¿Les presentamos?"), person,
            partial(introduction_mail.answer_address, one, side, days=DAYS, by=None),
        )  # fmt: skip
    if one.to_meet:
        yield Request(
            "reunion", one.to_meet, title, _("Elija una hora para la reunión"), person,
            partial(introduction_mail.meeting_address, one, side, days=DAYS, by=None),
            one.to_meet_on,
        )  # fmt: skip
    if one.follow_up:
        yield Request(
            "seguimiento", one.follow_up, title, _("¿Qué salió de la presentación?"), person,
            partial(_follow_up_address, one.follow_up),
        )  # fmt: skip


def _follow_up_address(key: int, email: str) -> str:
    return following_up.address_for(FollowUp.objects.get(pk=key), email, days=DAYS)


READERS: tuple[Callable[[Any, Side], Iterator[Request]], ...] = (_interest, _introduced)
