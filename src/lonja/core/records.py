"""The base of every record: kept, dated, and never deleted for good by daily work."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RecordQuerySet(models.QuerySet):
    def live(self) -> "RecordQuerySet":
        return self.filter(deleted_at__isnull=True)

    def trashed(self) -> "RecordQuerySet":
        return self.filter(deleted_at__isnull=False)


class LiveManager(models.Manager.from_queryset(RecordQuerySet)):
    """Only what has not been put in the bin: what lists, figures and foreign keys choose from."""

    def get_queryset(self) -> RecordQuerySet:
        return super().get_queryset().filter(deleted_at__isnull=True)


class Record(models.Model):
    """A record of the office. `objects` are the live ones; `everything` includes the bin.

    Deleting and restoring are verbs of `journal.writing`, which leave a trace of who and when.
    """

    created_at = models.DateTimeField(_("creado"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("modificado"), auto_now=True, editable=False)
    deleted_at = models.DateTimeField(_("borrado"), null=True, blank=True, editable=False)

    objects = LiveManager()
    everything = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "objects"
