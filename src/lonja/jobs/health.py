"""The background jobs: whether somebody does them, and what was given up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n
from django_tasks_db.models import get_date_max

from lonja.core.health import Examination, Trouble, register, some

from . import queries
from .domain import leasing

LATE = timedelta(minutes=15)


def jobs_are_done() -> Iterator[Trouble]:
    before = timezone.now() - LATE
    due = Q(run_after=get_date_max(), enqueued_at__lt=before) | Q(run_after__lt=before)
    if late := queries.waiting().filter(due).count():
        yield Trouble(
            _n(
                "%d tarea espera desde hace más de un cuarto de hora.",
                "%d tareas esperan desde hace más de un cuarto de hora.",
                late,
            )
            % late,
            _("Nadie las hace: abra la oficina con «lonja serve», o ejecute «lonja worker»."),
        )
    orphans = queries.running().filter(lease__isnull=True)
    if lost := len(leasing.lost()) + orphans.count():
        yield Trouble(
            _n("%d tarea se quedó a medias.", "%d tareas se quedaron a medias.", lost) % lost,
            _("Vuelven a la cola solas en cuanto haya un «lonja worker»."),
            warning=True,
        )
    if failed := list(queries.failures_to_settle()):
        yield Trouble(
            _n("%(n)d tarea ha fallado: %(which)s", "%(n)d tareas han fallado: %(which)s",
               len(failed))
            % {"n": len(failed), "which": some(failed)},
            _("Repítalas o apártelas en Ajustes, «Lo que ha fallado»."),
            warning=True,
        )  # fmt: skip


register(Examination(gettext_lazy("Tareas"), jobs_are_done, order=50))
