"""What the office makes of a notice: it may be of interest, or it is discarded with a reason."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lonja.journal import writing

from ..enums import Triage
from ..models import Notice


def keep(notice: Notice, *, by) -> Notice:
    return writing.change(notice, by=by, triage=Triage.KEPT, discard_reason="")


def discard(notice: Notice, *, by, reason: str) -> Notice:
    """Out of what is to be looked at; it is still found, and can be kept again."""
    if not reason.strip():
        raise ValidationError(_("Diga por qué se descarta."), code="reason")
    return writing.change(notice, by=by, triage=Triage.DISCARDED, discard_reason=reason[:240])
