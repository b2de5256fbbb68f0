"""At 30, 90 and 180 days of an introduction: what came of it, asked of each side.

One question, three buttons, by a personal link; one reminder a week later. A side that says twice
that it came to nothing is not asked again; neither is anybody once both last said so, or once both
say the same amount of a contract. What was due more than a month ago is asked no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts import links
from lonja.acts.enums import State
from lonja.core import formatting
from lonja.core.figures import Unit
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.mail import outbox

from ..enums import Afterwards, OutcomeKind, Side
from ..models import FollowUp, Introduction, Outcome
from ..queries import sides
from . import introduction_mail, outcomes

PURPOSE = links.purpose(
    "follow-up", gettext_lazy("decir en qué quedó"), FollowUp, "introduction__title"
)
DAYS = (30, 90, 180)
DAYS_TO_ANSWER = 60
PATIENCE = timedelta(days=7)
TOO_LATE = timedelta(days=30)
AGREEMENTS = (OutcomeKind.PILOT, OutcomeKind.CONTRACT)
STANDING = sides.standing("introduction__")


def begin(introduction: Introduction) -> None:
    """The questions still to come. Those of an introduction noted late have been and gone."""
    days = [(n, introduction.date + timedelta(days=n)) for n in DAYS]
    FollowUp.objects.bulk_create(
        [
            FollowUp(introduction=introduction, side=side, days=number, due_on=due)
            for number, due in days
            for side in sides.BOTH
            if due >= timezone.localdate()
        ],
        ignore_conflicts=True,
    )


# -- asking --------------------------------------------------------------------------------------


def due(today: date) -> list[int]:
    """Keys of the questions to be asked: of each side, only the last that has come."""
    rows = FollowUp.objects.filter(
        STANDING,
        due_on__range=(today - TOO_LATE, today),
        asked_at=None,
        answered_at=None,
        introduction__state=State.DONE,
    )
    last = {(row.introduction_id, row.side): row.pk for row in rows.order_by("due_on")}
    return list(last.values())


def unanswered(today: date) -> list[int]:
    """Keys of the questions asked a week ago or more, that nobody has answered."""
    rows = FollowUp.objects.filter(
        STANDING,
        asked_at__lte=timezone.now() - PATIENCE,
        due_on__gte=today - TOO_LATE - PATIENCE,
        answered_at=None,
    )
    return list(rows.values_list("pk", flat=True))


def address_for(row: FollowUp, email: str, *, days: int) -> str:
    """A personal address at which a side says what came of it, so many days from now."""
    return links.address("follow-up", links.make(PURPOSE, row, email, days=days, by=None))


@transaction.atomic
def ask(key: int, *, again: bool = False) -> bool:
    """Write to a side, once; `again`: the reminder, once too. Whether something was written."""
    row = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("introduction").get(pk=key)
    )
    person = sides.contact(row.introduction, row.side)
    if row.answered_at or bool(row.asked_at) != again or person is None:
        return False
    if is_over(row.introduction, row.side):
        return False
    once = f"follow-up{'-again' if again else ''}:{row.pk}"
    if outbox.was_written(once):
        return False
    outbox.send(
        "matching/mail/follow_up",
        person,
        {
            "introduction": row.introduction,
            "name": sides.name(row.introduction, sides.other(row.side)),
            "url": address_for(row, person.email, days=DAYS_TO_ANSWER),
            "days": row.days,
            "again": again,
        },
        about=row.introduction,
        by=None,
        once=once,
        reply_to=introduction_mail.reply_to(row.introduction),
    )
    if not again:
        FollowUp.objects.filter(pk=row.pk).update(asked_at=timezone.now())
    return True


def is_over(introduction: Introduction, side: str) -> bool:
    """Whether asking this side has no more sense."""
    if any(_is_settled(one) for one in _outcomes(introduction, [OutcomeKind.CONTRACT])):
        return True
    said = answers(introduction)
    if said[Side(side)].count(Afterwards.NOTHING) >= 2:
        return True
    return all(said[one][-1:] == [Afterwards.NOTHING] for one in sides.BOTH)


def answers(introduction: Introduction) -> dict[Side, list[str]]:
    """What each side has answered, from the first question to the last."""
    rows = introduction.follow_ups.exclude(answered_at=None).order_by("days")
    found: dict[Side, list[str]] = {side: [] for side in sides.BOTH}
    for row in rows:
        found[Side(row.side)].append(row.answer)
    return found


# -- answering -----------------------------------------------------------------------------------


@transaction.atomic
def answer(
    follow_up: FollowUp,
    said: Afterwards,
    *,
    kind: str = "",
    amount: Decimal | None = None,
    words: str = "",
    by: Any,
    link: links.Link | None = None,
) -> FollowUp:
    """What a side says came of it; it may say another thing later, and the last holds.

    Of an agreement, `kind` is a pilot or a contract, and its `amount` in euros without tax may be
    told. It becomes that side's claim of an outcome. ValidationError when it makes no sense.
    """
    # Held whole: the other side may be answering at this very moment.
    introduction = Introduction.objects.select_for_update().get(pk=follow_up.introduction_id)
    follow_up = FollowUp.objects.get(pk=follow_up.pk)
    said = Afterwards(said)
    if said != Afterwards.AGREEMENT:
        kind, amount = "", None
    elif kind not in AGREEMENTS:
        raise ValidationError({"kind": _("Diga si es un piloto o un contrato.")}, code="kind")
    if link is not None:
        links.use(link)
    before, was = _told(follow_up), follow_up.kind
    follow_up.answer, follow_up.kind, follow_up.amount = said, kind, amount
    follow_up.words, follow_up.answered_at = words.strip()[:400], timezone.now()
    follow_up.save()
    why = _("Por el enlace de %s") % link.email if link is not None else ""
    writing.note(
        Verb.CHANGED, introduction, by=by, reason=why,
        changes={"follow_ups": [before, _told(follow_up)]},
    )  # fmt: skip
    if said == Afterwards.NOTHING or (was and was != kind):
        _take_back_claims(introduction, follow_up.side, but=kind, by=by)
    if said == Afterwards.AGREEMENT:
        _claim(introduction, follow_up, how=why or _("respuesta a la oficina"), by=by)
    elif said == Afterwards.NOTHING:
        _note_nothing(introduction, how=why or _("respuesta a la oficina"), by=by)
    return follow_up


def _claim(introduction: Introduction, row: FollowUp, *, how: str, by: Any) -> None:
    outcome = next(iter(_outcomes(introduction, [row.kind])), None)
    if outcome is None:
        outcome = _new_outcome(introduction, OutcomeKind(row.kind), row.words, by=by)
    if outcome is not None:
        outcomes.claim(outcome, side=row.side, amount=row.amount, how=how, by=by)


def _note_nothing(introduction: Introduction, *, how: str, by: Any) -> None:
    """Once both have last said so: one outcome, that it came to nothing."""
    said = answers(introduction)
    if not all(said[side][-1:] == [Afterwards.NOTHING] for side in sides.BOTH):
        return
    if _outcomes(introduction, [OutcomeKind.NOTHING, *AGREEMENTS]):
        return
    outcome = _new_outcome(introduction, OutcomeKind.NOTHING, "", by=by)
    if outcome is not None:
        for side in sides.BOTH:
            outcomes.claim(outcome, side=side, amount=None, how=how, by=by)


def _take_back_claims(introduction: Introduction, side: str, *, but: str, by: Any) -> None:
    """What a side said before and says no more, as long as both had not said the same. What nobody
    says any more goes to the bin."""
    for outcome in _outcomes(introduction, [one for one in AGREEMENTS if one != but]):
        if _is_settled(outcome) or getattr(outcome, f"{side}_confirmed_on") is None:
            continue
        outcome = outcomes.take_back(outcome, side=side, reason=_("Ya no dice eso"), by=by)
        if not outcome.member_confirmed_on and not outcome.territory_confirmed_on:
            writing.delete(outcome, by=by)


def _new_outcome(
    introduction: Introduction, kind: OutcomeKind, words: str, *, by: Any
) -> Outcome | None:
    """None when it is not known of which territory it would be: the office is told to say it."""
    territory = territory_of(introduction)
    if territory is None:
        return None
    outcome = Outcome(
        kind=kind,
        date=timezone.localdate(),
        territory=territory,
        organisation=introduction.member,
        need=introduction.need,
        introduction=introduction,
        description=words,
    )
    return writing.create(outcome, by=by)


def territory_of(introduction: Introduction):
    need = introduction.need
    return need.territory or (need.organisation.territory if need.organisation else None)


def _outcomes(introduction: Introduction, kinds: Iterable[str]) -> list[Outcome]:
    return list(Outcome.objects.filter(introduction=introduction, kind__in=list(kinds)))


def _is_settled(outcome: Outcome) -> bool:
    return outcome.is_confirmed and outcome.amount is not None


def _told(row: FollowUp) -> str:
    if not row.answered_at:
        return ""
    amount = formatting.printed(row.amount, Unit.EUROS) if row.amount is not None else ""
    parts = (row.get_side_display(), row.get_answer_display(), row.get_kind_display(), amount)
    return " · ".join(part for part in parts if part)
