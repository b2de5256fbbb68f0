"""What runs beside the pages: delivering, and finding what was left behind."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from .domain import delivering


@job(title=_("Enviar un correo"), priority=20)
def deliver(message_id: int) -> str:
    """Try to deliver a message; the state in which it is left. May run twice without harm.

    When the server asks for patience, the message says until when, and the next try is another job.
    """
    if again := delivering.deliver(message_id):
        enqueue(message_id, at=again)
    return delivering.state_of(message_id)


@job(title=_("Repasar el correo sin salir"))
def sweep() -> dict[str, int]:
    """Queue again what lost its job, and hold what nobody knows whether it left."""
    forgotten = delivering.forgotten()
    for message_id in forgotten:
        enqueue(message_id)
    return {"queued": len(forgotten), "held": delivering.hold_interrupted()}


def enqueue(message_id: int, *, at: datetime | None = None) -> None:
    """In the transaction of whoever asks: what is rolled back is never sent."""
    (deliver.using(run_after=at) if at else deliver).enqueue(message_id)
