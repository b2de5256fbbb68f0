"""What is forgotten, day by day, of what came in by the public form."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from ..domain import receiving


@job(title=_("Olvidar las necesidades sin confirmar y los contactos antiguos"), attempts=3)
def forget_old() -> list[int]:
    """How many were discarded, and of how many the contact was forgotten."""
    return list(receiving.forget_old())
