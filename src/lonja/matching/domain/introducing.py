"""Putting a need before a member: proposed, answered by both sides, done when both say yes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lonja.acts.enums import Part, State
from lonja.acts.models import Participation
from lonja.directory.models import Organisation
from lonja.journal import writing

from ..enums import Answer, NeedState
from ..models import Introduction, Need
from . import needs


@transaction.atomic
def propose(
    need: Need, member: Organisation, *, by, reason: str = "", on: date | None = None
) -> Introduction:
    """Plan the introduction of a member. One taken to the bin comes back as it was."""
    if need.is_closed:
        raise ValidationError(_("Esta necesidad está cerrada."), code="closed")
    known = Introduction.everything.filter(need=need, member=member).first()
    if known and known.deleted_at is None:
        raise ValidationError(_("Este asociado ya está presentado a esta necesidad."), code="twice")
    if known:
        writing.restore(known, by=by)
        return known
    introduction = Introduction(
        need=need,
        member=member,
        title=_("%(member)s · %(need)s") % {"member": member, "need": need.title[:160]},
        date=on or timezone.localdate(),
        state=State.PLANNED,
        reason=reason[:400],
        responsible=by,
    )
    return settle(introduction, by=by)


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


@transaction.atomic
def answer(
    introduction: Introduction, *, side: str, said: Answer, by, on: date | None = None
) -> Introduction:
    """What a side ("member" or "territory") says. The second yes makes it done on that day."""
    if side not in ("member", "territory"):
        raise ValueError(side)
    introduction = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if introduction.state == State.DONE:
        raise ValidationError(_("La presentación ya está hecha."), code="done")
    on = on or timezone.localdate()
    values: dict[str, Any] = {f"{side}_answer": Answer(said), f"{side}_answered_on": on}
    introduction = writing.change(introduction, by=by, **values)
    if introduction.both_agree:
        return _do(introduction, by=by, on=on)
    if Answer(said) == Answer.YES and side == "member":
        needs.advance(introduction.need, NeedState.ANSWERED, by=by, on=on)
    return introduction


def _do(introduction: Introduction, *, by, on: date) -> Introduction:
    introduction = writing.change(introduction, by=by, state=State.DONE, date=on)
    needs.advance(introduction.need, NeedState.INTRODUCED, by=by, on=on)
    return introduction
