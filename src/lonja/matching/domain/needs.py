"""A need from its arrival to its end: receiving it, and moving it from state to state."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.directory.models import Organisation
from lonja.journal import writing

from ..enums import NEED_CLOSED, NEED_MOVES, CameBy, NeedState, Triage
from ..models import Need, NeedStep, Notice
from ..queries.areas import areas_about

MOST_AREAS = 4


@transaction.atomic
def from_notice(notice: Notice, *, by) -> Need:
    """The need of which a public notice tells, or the one already made of it.

    What the notice knows is copied: title, codes, amount, the territory when it is certain, the
    buyer when the directory has it by its tax id, and the areas to which its codes point.
    """
    Notice.everything.select_for_update().get(pk=notice.pk)
    known = Need.objects.filter(notice=notice).first()
    if known:
        return known
    need = Need(
        title=notice.title[:240],
        description=_described(notice),
        territory=notice.territory,
        organisation=_buyer(notice),
        received_on=timezone.localdate(),
        came_by=CameBy.FEED,
        notice=notice,
        cpv=" ".join(notice.cpv_codes[:20]),
        amount=notice.amount if notice.currency == "EUR" else None,
        publicity="open",
        responsible=by,
    )
    writing.create(need, by=by)
    need.areas.set(areas_about(notice.cpv_codes)[:MOST_AREAS])
    writing.change(notice, by=by, triage=Triage.NEED, discard_reason="")
    return need


@transaction.atomic
def move(need: Need, to: NeedState, *, by, on: date | None = None, reason: str = "") -> Need:
    """Take a need to another state, when the table of moves allows it. Each step is kept.

    Withdrawing one, or leaving it without an answer, needs a reason. ValidationError otherwise.
    """
    need = Need.objects.select_for_update().get(pk=need.pk)
    to = NeedState(to)
    if to not in NEED_MOVES[NeedState(need.state)]:
        raise ValidationError(
            _("Una necesidad %(now)s no puede pasar a %(to)s.")
            % {"now": need.get_state_display(), "to": to.label},
            code="move",
        )
    if to in (NeedState.WITHDRAWN, NeedState.UNANSWERED) and not reason.strip():
        raise ValidationError(_("Diga por qué."), code="reason")
    on = on or timezone.localdate()
    NeedStep.objects.create(
        need=need, from_state=need.state, to_state=to, on=on, by=by, reason=reason.strip()[:240]
    )
    closed_on = on if to in NEED_CLOSED else None
    return writing.change(need, by=by, reason=reason, state=to, closed_on=closed_on)


def advance(need: Need, to: NeedState, *, by, on: date | None = None) -> Need:
    """As `move`, when what has just happened brings that step with it; else the need
    stays as it is."""
    need.refresh_from_db(fields=["state"])
    return move(need, to, by=by, on=on) if to in NEED_MOVES[NeedState(need.state)] else need


def _described(notice: Notice) -> str:
    lines = [notice.buyer_name, notice.summary]
    lines += [f"{lot['number']}. {lot['title']}" for lot in notice.lots]
    return "\n".join(line for line in lines if line)


def _buyer(notice: Notice) -> Organisation | None:
    if not notice.buyer_tax_id:
        return None
    return Organisation.objects.filter(tax_id=notice.buyer_tax_id).first()
