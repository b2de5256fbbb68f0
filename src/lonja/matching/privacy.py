"""What the encounter knows of somebody, to give it to them and to erase it.

Public notices are left as their sources publish them: they are read anew, and are not the office's.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lonja.directory.domain import mentions
from lonja.directory.domain.privacy import addresses_of, every_address_of, known_of, register
from lonja.directory.models import Person

from .domain import receiving
from .enums import Side
from .models import (
    Award,
    CalendarReply,
    Candidate,
    Feed,
    FollowUp,
    Intake,
    Introduction,
    Meeting,
    Need,
    Notice,
    NoticeImport,
    Postscript,
    RejectedEntry,
    SoundingEntry,
    Withdrawal,
)

FORMS, SOUNDING = _("formularios enviados"), _("apuntes de consultas abiertas")
INTRODUCTIONS = _("presentaciones en las que habló")
QUESTIONS, REPLIES = _("consultas que se le hicieron"), _("respuestas de su calendario")
PUBLIC = (Award, Feed, Notice, NoticeImport, RejectedEntry, Withdrawal)


def encounter() -> list[type[models.Model]]:
    """The models in which somebody may be named: all but those of public notices."""
    return [one for one in apps.get_app_config("matching").get_models() if one not in PUBLIC]


def _theirs(person: Person, addresses: set[str] | None = None) -> QuerySet[Intake]:
    mine = Q(need__person=person)
    for email in addresses_of(person) if addresses is None else addresses:
        mine |= Q(email__iexact=email)
    return Intake.objects.filter(mine).select_related("need").order_by("sent_at", "pk")


def _replies(person: Person) -> QuerySet[CalendarReply]:
    theirs = Q(person=person)
    for email in every_address_of(person):
        theirs |= Q(email__iexact=email)
    return CalendarReply.objects.filter(theirs)


def _spoken(person: Person) -> tuple[Q, Q]:
    """The introductions in which they spoke for the member, and for the territory."""
    chosen = Q(territory_contact=None, need__person=person)
    return Q(member_contact=person), Q(territory_contact=person) | chosen


def _pointing(person: Person) -> dict[type[models.Model], set[int]]:
    """The records that are about them, by which they are known even when their name is shared."""
    member, territory = _spoken(person)
    introduced = Introduction.everything.filter(member | territory)
    rows = [
        Candidate.everything.filter(contact=person),
        introduced,
        FollowUp.objects.filter(introduction__in=introduced),
        Meeting.everything.filter(Q(participations__person=person) | Q(follows__in=introduced)),
        Need.everything.filter(Q(person=person) | Q(intake__in=_theirs(person))),
        _theirs(person),
        Postscript.objects.filter(intake__in=_theirs(person)),
        SoundingEntry.objects.filter(to__in=addresses_of(person)),
        _replies(person),
    ]
    return {one.model: set(one.values_list("pk", flat=True)) for one in rows}


def rows(person: Person) -> dict[Any, QuerySet]:
    """What is told of them, in the bin too, in records that do not point to them, or not always."""
    member, territory = _spoken(person)
    addresses = addresses_of(person)
    return {
        FORMS: _theirs(person, addresses),
        INTRODUCTIONS: Introduction.everything.filter(member | territory),
        QUESTIONS: Candidate.everything.filter(contact=person),
        REPLIES: _replies(person),
        SOUNDING: SoundingEntry.objects.filter(to__in=addresses),
    }


def give(person: Person) -> dict[str, Any]:
    known = rows(person)
    return {
        "forms": [
            {
                "sent": one.sent_at.isoformat(),
                "title": one.title,
                "description": one.description,
                "name": one.name,
                "email": one.email,
                "phone": one.phone,
                "role": one.role,
                "body": one.body,
                "consent": one.consent,
                "added": [added.text for added in one.postscripts.all()],
            }
            for one in known[FORMS].prefetch_related("postscripts")
        ],
        "digests": [
            {"member": str(one.member), "frequency": one.get_frequency_display()}
            for one in person.digests.select_related("member")
        ],
        "questions": [
            {
                "need": str(one.need),
                "member": str(one.member),
                "asked": one.asked_at and one.asked_at.isoformat(),
                "told": one.told,
                "answer": one.get_state_display(),
                "words": one.words,
            }
            for one in known[QUESTIONS].select_related("need", "member")
        ],
        "introductions": [
            _introduction(one, side)
            for side, spoken in zip((Side.MEMBER, Side.TERRITORY), _spoken(person), strict=True)
            for one in Introduction.everything.filter(spoken).select_related("need", "member")
        ],
        "replies": [
            {
                "at": one.sent_at.isoformat(),
                "meeting": str(one.meeting),
                "answer": one.get_answer_display(),
                "comment": one.comment,
            }
            for one in known[REPLIES].select_related("meeting")
        ],
        "sounding": [
            {"at": one.at.isoformat(), "what": one.get_what_display(), "text": one.text}
            for one in known[SOUNDING]
        ],
        "mentions": [
            *mentions.told(known_of(person), encounter()),
            *mentions.told(known_of(person, of_theirs=True), encounter(), _pointing(person)),
        ],
    }


def _introduction(one: Introduction, side: Side) -> dict[str, Any]:
    return {
        "need": str(one.need),
        "member": str(one.member),
        "date": one.date.isoformat(),
        "answer": getattr(one, f"get_{side.value}_answer_display")(),
        "words": getattr(one, f"{side.value}_words"),
        "afterwards": [
            {
                "days": asked.days,
                "answer": asked.get_answer_display(),
                "amount": str(asked.amount or ""),
                "words": asked.words,
            }
            for asked in one.follow_ups.filter(side=side, answered_at__isnull=False)
        ],
    }


def erase(person: Person) -> None:
    """Forms not confirmed go whole; of the others, who sent them. Nor are they written to. What was
    said for a member or a territory stays, without saying who they are; what their calendar
    answered was said for nobody else, and goes."""
    _replies(person).delete()
    pointing = _pointing(person)
    for one in _theirs(person):
        if one.need is None:
            receiving.discard(one)
        else:
            receiving.forget_contact(one, by=None)
    mentions.forget(known_of(person, of_theirs=True), encounter(), pointing)
    mentions.forget(known_of(person), encounter())
    person.digests.all().delete()


register(
    give=give,
    erase=erase,
    rows=rows,
)
