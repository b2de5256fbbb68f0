"""What runs beside the pages: closing what nobody will open again."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.accounts.models import Link
from lonja.jobs.job import job

# After it, who was given a link is told only by the trail.
KEPT = timedelta(days=2 * 365)


@job(title=_("Olvidar sesiones y enlaces caducados"))
def forget_expired() -> int:
    """How many personal links were forgotten; the sessions are not counted."""
    call_command("clearsessions")
    gone, _by_model = Link.objects.filter(expires_at__lt=timezone.now() - KEPT).delete()
    return gone
