"""What is written to the sides of an introduction: first without names, then with them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.directory.models import Person
from lonja.mail import outbox

from ..enums import Side
from ..models import Introduction
from ..queries import sides, thread
from . import short_page

DAYS_TO_ANSWER = 30
DAYS_TO_MEET = 120
ANSWER = {
    side: links.purpose(
        f"introduction-{side.value}",
        gettext_lazy("decir si se les presenta"),
        Introduction,
        "title",
    )
    for side in sides.BOTH
}
"""The purpose of the links by which each side says whether it wants to be introduced."""
MEET = {
    side: links.purpose(
        f"meeting-{side.value}", gettext_lazy("poner hora a la reunión"), Introduction, "title"
    )
    for side in sides.BOTH
}
"""The purpose of the links by which each side proposes and picks times, and says what came of it:
about the introduction, whichever meeting follows it."""


def ask(introduction: Introduction, side: str, *, by: Any) -> None:
    """The other's short page, without anybody's name, and the link to answer."""
    person = sides.contact(introduction, side)
    assert person, "the office chose somebody"
    outbox.send(
        "matching/mail/introduction_ask",
        person,
        {
            "url": answer_address(introduction, side, person.email, by=by),
            "page": short_page.shown_to(introduction, side, language=person.language),
            "days": DAYS_TO_ANSWER,
        },
        about=introduction,
        by=by,
        reply_to=reply_to(introduction),
    )


def introduce(introduction: Introduction, side: str, *, by: Any) -> None:
    """Who the other is, and what the office says. Written a single time to each."""
    seats, other = sides.Seats([introduction]), sides.other(side)
    person, theirs = seats.contact(introduction, side), seats.contact(introduction, other)
    assert person, "both have somebody"
    assert theirs, "both have somebody"
    outbox.send(
        "matching/mail/introduction_done",
        person,
        {
            "introduction": introduction,
            "own": sides.name(introduction, side),
            "theirs": card(introduction, other, theirs, seats),
            "url": meeting_address(introduction, side, person.email, by=by),
        },
        about=introduction,
        by=by,
        once=thread.shared_once(introduction, side),
        reply_to=reply_to(introduction),
    )


def card(
    introduction: Introduction, side: str, person: Person, seats: sides.Seats
) -> dict[str, str]:
    """How to reach somebody, as far as their side lets it be said."""
    seat = seats.seat(introduction, side, person)
    return {
        "name": person.name,
        "role": seat.title if seat else "",
        "organisation": str(seat.organisation) if seat else sides.name(introduction, side),
        "email": person.email,
        "phone": person.phone if sides.of(introduction, side, "shares_phone") else "",
    }


def answer_address(
    introduction: Introduction, side: str, email: str, *, by: Any, days: int = DAYS_TO_ANSWER
) -> str:
    """A personal address at which a side says whether it wants to be introduced."""
    token = links.make(ANSWER[Side(side)], introduction, email, days=days, by=by)
    return links.address(f"introduction-of-{side}", token)


def meeting_address(
    introduction: Introduction, side: str, email: str, *, by: Any, days: int = DAYS_TO_MEET
) -> str:
    """A personal address of the page of the meeting."""
    token = links.make(MEET[Side(side)], introduction, email, days=days, by=by)
    return links.address(f"meeting-of-{side}", token)


def reply_to(introduction: Introduction) -> str:
    """Whoever of the office is at it: answers to a letter go to a person."""
    user = introduction.responsible
    return user.email if user and user.is_active else ""
