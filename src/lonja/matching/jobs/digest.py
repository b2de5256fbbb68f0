"""Looking for whom each notice fits, and telling them, in the background."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from ..domain import digesting, spotting
from ..enums import Frequency


@job(title=_("Buscar a quién le encajan los anuncios nuevos"), attempts=3)
def spot_new() -> int:
    """Look at what has changed, and tell whoever wants to know at once. How many were looked at."""
    if number := spotting.spot(spotting.unseen()):
        spot_new.enqueue()
        return number
    _tell(Frequency.AT_ONCE)
    return 0


@job(title=_("Buscar de nuevo a quién le encaja cada anuncio"), attempts=3)
def spot_again(since: str = "") -> int:
    """Look at every open notice anew, some hundreds at a time; how many are left."""
    started = since or timezone.now().isoformat()
    if left := spotting.spot_all(since=datetime.fromisoformat(started)):
        spot_again.enqueue(started)
    else:
        spotting.forget_closed()
    return left


@job(title=_("Enviar las oportunidades de la semana"))
def send_weekly() -> int:
    return _tell(Frequency.WEEKLY)


@job(title=_("Escribir a alguien sus oportunidades"), attempts=3)
def send_digest(subscription_id: int) -> int:
    return digesting.send(subscription_id)


def _tell(frequency: Frequency) -> int:
    keys = list(digesting.due(frequency).values_list("pk", flat=True))
    for key in keys:
        send_digest.enqueue(key)
    return len(keys)
