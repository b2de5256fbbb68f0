"""What is done beside the pages of outsiders."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from .domain import sending


@job(title=_("Enviar a quien los pide los enlaces de sus páginas"), priority=20)
def answer(seats: list[int]) -> None:
    """Asked for whoever asks, also of no seat: were the letters of those who have one written
    while they wait, the clock would tell who represents whom."""
    sending.answer(seats)
