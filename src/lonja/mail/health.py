"""The outbox: whether what was written leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from lonja.core.health import Examination, Trouble, register, some

from . import queries
from .enums import State
from .models import Message

LATE = timedelta(hours=1)


def mail_leaves() -> Iterator[Trouble]:
    late = Message.objects.filter(state=State.QUEUED, due_at__lt=timezone.now() - LATE).count()
    if late:
        yield Trouble(
            _n(
                "%d mensaje debería haber salido hace más de una hora.",
                "%d mensajes deberían haber salido hace más de una hora.",
                late,
            )
            % late,
            _("Nadie los lleva: abra la oficina con «lonja serve», o ejecute «lonja worker»."),
        )
    if refused := list(queries.in_trouble()):
        errors = {one.error for one in refused if one.error}
        yield Trouble(
            _n("%(n)d mensaje no ha salido: %(why)s", "%(n)d mensajes no han salido: %(why)s",
               len(refused))
            % {"n": len(refused), "why": some(sorted(errors))},
            _("Véalos en la bandeja de salida, en Ajustes: ahí se reenvían o se dan por perdidos."),
            warning=True,
        )  # fmt: skip


register(Examination(gettext_lazy("Correo"), mail_leaves, order=51))
