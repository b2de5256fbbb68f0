from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Feed(Record):
    """An address where public notices are published, read on schedule.

    `etag` and `modified` are what the server said of the first page when it was last read, for
    conditional requests. Pages go from the newest to older ones: `seen_until` is the date of the
    newest entry of the last whole reading, where the next one ends. One that is cut short goes on
    at `resume_url`, and once whole has seen until `reading_until`.
    """

    name = models.CharField(_("nombre"), max_length=160)
    url = models.URLField(_("dirección"), max_length=600, unique=True)
    every_hours = models.PositiveSmallIntegerField(_("cada cuántas horas"), default=6)
    is_active = models.BooleanField(_("se lee"), default=True)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    modified = models.CharField(max_length=80, blank=True, editable=False)
    resume_url = models.CharField(max_length=600, blank=True, editable=False)
    seen_until = models.DateTimeField(null=True, blank=True, editable=False)
    reading_until = models.DateTimeField(null=True, blank=True, editable=False)
    polled_at = models.DateTimeField(_("leído el"), null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("fallos seguidos"), default=0, editable=False)
    problem = models.CharField(_("problema"), max_length=400, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("fuente de anuncios")
        verbose_name_plural = _("fuentes de anuncios")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
