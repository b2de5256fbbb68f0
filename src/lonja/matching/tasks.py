"""What is done with notices in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from lonja.jobs.job import job

from .domain import importing
from .models import NoticeImport


@job(title=_("Importar un fichero de anuncios"), attempts=3, limit=timedelta(hours=6))
def bring_in(run_id: int) -> str:
    """Bring in a file that was set by. Run twice, it finds everything known."""
    run = NoticeImport.objects.get(pk=run_id)
    return importing.summary(importing.bring_in_set_by(run))
