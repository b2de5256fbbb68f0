"""The office decides among those who are interested: whom it introduces, and whom it does not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.mail import outbox

from ..enums import CandidateState
from ..models import Candidate, Introduction
from ..queries import candidates
from . import introducing, selecting


def introduce(candidate: Candidate, *, by: Any) -> Introduction:
    """Plan the introduction of a member that is interested, its yes already noted. It stays
    interested until the territory says yes too.

    ValidationError when it is not interested, when somebody introduced it a moment ago, or when it
    has left meanwhile, which is noted and stays.
    """
    if not candidates.is_member(candidate.member):
        leave(candidate, by=by)
        raise ValidationError(
            _("%s ya no es asociado: su respuesta queda guardada, pero no se puede presentar.")
            % candidate.member, code="left",
        )  # fmt: skip
    if candidate.state != CandidateState.INTERESTED:
        raise ValidationError(
            _("%(member)s está como «%(now)s»: se presenta a quien ha dicho que sí.")
            % {"member": candidate.member, "now": candidate.get_state_display()}, code="state",
        )  # fmt: skip
    return introducing.propose(candidate.need, candidate.member, by=by, reason=candidate.note)


@transaction.atomic
def pass_over(candidate: Candidate, *, by: Any, reason: str, tell: bool = False) -> Candidate:
    """Not this time, and why. `tell`: a kind letter says so to whoever was asked."""
    if not reason.strip():
        raise ValidationError({"reason": _("Diga por qué.")})
    asked = candidate.asked_at is not None
    candidate = selecting.move(candidate, CandidateState.PASSED_OVER, by=by, reason=reason)
    if tell and asked and candidate.contact and candidate.contact.can_be_written_to:
        outbox.send(
            "matching/mail/passed_over",
            candidate.contact,
            {"candidate": candidate},
            about=candidate,
            by=by,
            once=f"passed:{candidate.pk}:{candidate.steps.count()}",
            reply_to=getattr(by, "email", ""),
        )
    return candidate


def leave(candidate: Candidate, *, by: Any) -> None:
    """Note that it is no longer a member, when that has not been noted yet."""
    candidate.refresh_from_db(fields=["state"])
    if candidate.state != CandidateState.LEFT:
        selecting.move(candidate, CandidateState.LEFT, by=by, reason=_("Ya no es asociado."))
