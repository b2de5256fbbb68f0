"""Putting a need before a member: proposed, asked of both sides, done when both say yes.

Until then neither side learns who speaks for the other, nor what it said: a "no" is told to the
office alone. What follows from the second yes happens once, whoever says it and however often.
"""

from __future__ import annotations

from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lonja.accounts import links
from lonja.acts.enums import Part, State
from lonja.acts.models import Participation
from lonja.core.naming import called, paired
from lonja.directory.models import Membership, Organisation, Person
from lonja.directory.queries import has_left
from lonja.evidence.domain import attaching
from lonja.journal import writing

from ..enums import CANDIDATE_MOVES, Answer, CandidateState, NeedState, Side
from ..models import Candidate, Introduction, Need
from ..queries import sides
from . import following_up, introduction_mail, needs, selecting


@transaction.atomic
def propose(
    need: Need, member: Organisation, *, by, reason: str = "", on: date | None = None
) -> Introduction:
    """Plan the introduction of a member. One taken to the bin comes back as it was.

    A member whose candidature says that it is interested has said its yes already.
    """
    if need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    day = on or timezone.localdate()
    if has_left(member, day):
        raise ValidationError(_left(member), code="left")
    known = Introduction.everything.filter(need=need, member=member).first()
    if known and known.deleted_at is None:
        raise ValidationError(_("Este asociado ya está presentado a esta necesidad."), code="twice")
    if known:
        writing.restore(known, by=by)
        return known
    introduction = Introduction(
        need=need,
        member=member,
        title=paired(member, need.title[:160]),
        date=day,
        state=State.PLANNED,
        reason=reason[:400],
        responsible=by,
    )
    settle(introduction, by=by)
    return _with_what_its_candidature_says(introduction, by=by)


@transaction.atomic
def settle(introduction: Introduction, *, by) -> Introduction:
    """Save a new introduction with the territory of its need and the member as participant."""
    writing.create(introduction, by=by)
    if introduction.need.territory:
        introduction.territories.set([introduction.need.territory])
    Participation.objects.get_or_create(
        act_id=introduction.pk, organisation=introduction.member, person=None, part=Part.ATTENDED
    )
    return introduction


def send(
    introduction: Introduction,
    *,
    words: str,
    member_contact: Person,
    territory_contact: Person,
    by,
    reason: str | None = None,
    member_shares_phone: bool = False,
    territory_shares_phone: bool = False,
    seen: str | None = None,
) -> Introduction:
    """Ask each side that has not said yes, by an e-mail with a link; an earlier link no longer
    opens. When both have said it already, it is done at once. `reason` is why this member, which
    both read from the start; `words`, only once both have said yes; `seen`, how `asked_when` was
    when the office looked.

    ValidationError when it is done or withdrawn, when the member has left, when there is nowhere
    to write, or when somebody else of the office has asked since.
    """
    _refuse_if_left(introduction, timezone.localdate(), by=by)
    for contact in (member_contact, territory_contact):
        if not contact.email:
            raise ValidationError(_("%s no tiene correo.") % contact, code="no_email")
    with transaction.atomic():
        introduction = _locked(introduction)
        if seen is not None and seen != asked_when(introduction):
            raise ValidationError(
                _("Alguien de la oficina acaba de preguntar: mire antes qué se envió."),
                code="asked",
            )
        if reason is not None:
            introduction = _because(introduction, reason, by=by)
        introduction = writing.change(
            introduction,
            by=by,
            words=words.strip(),
            member_contact=member_contact,
            territory_contact=territory_contact,
            member_shares_phone=member_shares_phone,
            territory_shares_phone=territory_shares_phone,
            asked_at=timezone.now(),
        )
        introduction = _with_what_its_candidature_says(introduction, by=by)
        if introduction.both_agree:
            return _do(introduction, by=by, on=timezone.localdate())
        for side in sides.BOTH:
            links.revoke_all(introduction, introduction_mail.ANSWER[side], by=by)
            if sides.of(introduction, side, "answer") != Answer.YES:
                introduction_mail.ask(introduction, side, by=by)
        return introduction


def asked_when(introduction: Introduction) -> str:
    """When both were last written to; "" when they never were."""
    return introduction.asked_at.isoformat() if introduction.asked_at else ""


def answer(
    introduction: Introduction,
    *,
    side: str,
    said: Answer,
    by,
    on: date | None = None,
    words: str = "",
    shares_phone: bool | None = None,
    link: links.Link | None = None,
) -> Introduction:
    """What a side ("member" or "territory") says. The second yes makes it done on that day.

    Through its `link`, or noted by the office. ValidationError when it is done already, withdrawn,
    or of a member that has left meanwhile, whose introduction is withdrawn by that.
    """
    if side not in sides.BOTH:
        raise ValueError(side)
    on = on or timezone.localdate()
    _refuse_if_left(introduction, on, by=by)
    with transaction.atomic():
        introduction = _locked(introduction)
        if link is not None:
            links.use(link)
        values: dict[str, Any] = {f"{side}_answer": Answer(said), f"{side}_answered_on": on}
        if words.strip() or link is not None:
            values[f"{side}_words"] = words.strip()[:400]
        if shares_phone is not None:
            values[f"{side}_shares_phone"] = shares_phone
        why = _("Por el enlace de %s") % link.email if link is not None else ""
        introduction = writing.change(introduction, by=by, reason=why, **values)
        if introduction.both_agree:
            return _do(introduction, by=by, on=on)
        if Answer(said) == Answer.YES and side == Side.MEMBER:
            needs.advance(introduction.need, NeedState.ANSWERED, by=by, on=on)
        return introduction


@transaction.atomic
def withdraw(introduction: Introduction, *, reason: str, by) -> Introduction:
    """Not to be made after all: its links no longer open. ValidationError when it is done."""
    if not reason.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    introduction = _locked(introduction)
    links.revoke_all(introduction, by=by)
    return writing.change(
        introduction, by=by, reason=reason.strip()[:200], state=State.CANCELLED, asked_at=None
    )


@transaction.atomic
def take_up(introduction: Introduction, *, by) -> Introduction:
    """Withdrawn, and planned again: its sides keep what they said, and new links are sent."""
    introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if introduction.state != State.CANCELLED:
        return introduction
    if introduction.need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    return writing.change(introduction, by=by, state=State.PLANNED)


def share(introduction: Introduction, *, by) -> Introduction:
    """Write to both who the other is. For those that were done without it; never twice."""
    if introduction.state != State.DONE:
        raise ValidationError(_("Falta el sí de las dos partes."), code="not_done")
    known = sides.contacts_of_both(introduction)
    missing = [side for side, contact in known.items() if contact is None]
    if missing:
        raise ValidationError(
            _("Nadie %s tiene correo en el directorio: añádalo antes.")
            % called(sides.name(introduction, missing[0]), "de"),
            code="no_email",
        )
    return _share(introduction, by=by)


def _because(introduction: Introduction, reason: str, *, by) -> Introduction:
    """Its field, which `writing.change` cannot name: its own `reason` is that of the change."""
    before = copy(introduction)
    introduction.reason = reason.strip()[:400]
    return writing.save(introduction, before, by=by)


# -- what follows --------------------------------------------------------------------------------


def _do(introduction: Introduction, *, by, on: date) -> Introduction:
    introduction = writing.change(introduction, by=by, state=State.DONE, date=on)
    needs.advance(introduction.need, NeedState.INTRODUCED, by=by, on=on)
    candidate = _candidate(introduction)
    if candidate and CandidateState.INTRODUCED in CANDIDATE_MOVES[CandidateState(candidate.state)]:
        selecting.move(candidate, CandidateState.INTRODUCED, by=by)
    following_up.begin(introduction)
    if introduction.asked_at is not None:
        attaching.attach_note(introduction, _said_by(introduction), by=by)
    # What is noted of a day gone by happened without Lonja, unless Lonja asked.
    told_by_us = introduction.asked_at is not None or on == timezone.localdate()
    reachable = all(sides.contacts_of_both(introduction).values())
    return _share(introduction, by=by) if told_by_us and reachable else introduction


def _said_by(introduction: Introduction) -> str:
    """The yes of each and its day: the proof of an introduction that Lonja asked for."""
    said = [
        f"{sides.name(introduction, side)}, {date_format(day, 'SHORT_DATE_FORMAT')}"
        for side in sides.BOTH
        if (day := sides.of(introduction, side, "answered_on"))
    ]
    return (_("Dicen que sí: %s") % "; ".join(said))[:240]


@transaction.atomic
def _share(introduction: Introduction, *, by) -> Introduction:
    contacts: dict[str, Any] = {
        f"{side}_contact": contact for side, contact in sides.contacts_of_both(introduction).items()
    }
    introduction = writing.change(introduction, by=by, **contacts)
    for side in sides.BOTH:
        introduction_mail.introduce(introduction, side, by=by)
    return introduction


def _with_what_its_candidature_says(introduction: Introduction, *, by) -> Introduction:
    candidate = _candidate(introduction)
    if (
        introduction.member_answer != Answer.PENDING
        or candidate is None
        or candidate.state != CandidateState.INTERESTED
    ):
        return introduction
    said_at = candidate.answered_at or timezone.now()
    return writing.change(
        introduction,
        by=by,
        member_answer=Answer.YES,
        member_answered_on=timezone.localdate(said_at),
        member_words=candidate.words[:400],
        member_contact=introduction.member_contact or candidate.contact,
    )


def _candidate(introduction: Introduction) -> Candidate | None:
    return Candidate.objects.filter(need=introduction.need, member=introduction.member).first()


def _locked(introduction: Introduction) -> Introduction:
    """The same, held until the end of the transaction, and still to be made."""
    introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if introduction.state == State.DONE:
        raise ValidationError(_("La presentación ya está hecha."), code="done")
    if introduction.state == State.CANCELLED:
        raise ValidationError(_("La presentación está retirada."), code="withdrawn")
    return introduction


def _refuse_if_left(introduction: Introduction, day: date, *, by) -> None:
    """Kept although it is refused: the candidature says that the member left."""
    if introduction.state != State.PLANNED or not has_left(introduction.member, day):
        return
    why = _left(introduction.member)
    with transaction.atomic():
        candidate = _candidate(introduction)
        if candidate and CandidateState.LEFT in CANDIDATE_MOVES[CandidateState(candidate.state)]:
            selecting.move(candidate, CandidateState.LEFT, by=by, reason=why)
        withdraw(introduction, reason=why, by=by)
    raise ValidationError(why, code="left")


def _left(member: Organisation) -> str:
    left = Membership.objects.filter(organisation=member, left_on__isnull=False)
    day = left.order_by("-left_on").values_list("left_on", flat=True).first()
    return _("%(member)s dejó de ser asociado el %(day)s.") % {
        "member": member,
        "day": date_format(day) if day else "",
    }
