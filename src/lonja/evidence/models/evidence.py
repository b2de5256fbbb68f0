import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Kind


def where(evidence: "Evidence", name: str) -> str:
    """A name nobody can guess, whatever the file was called."""
    suffix = name.rpartition(".")[2].lower()[:5]
    return f"evidence/{uuid.uuid4().hex}.{suffix}"


class Evidence(Record):
    """A proof attached to a record: of any model, named by its own content type.

    A record inheriting from another (a meeting is an act) is attached by its topmost parent, so
    that the proof of an act is found whichever way one comes to it: see `queries.owner_of`.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(_("tipo"), max_length=12, choices=Kind, default=Kind.LINK)
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    file = models.FileField(_("fichero"), upload_to=where, max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    note = models.CharField(_("qué demuestra"), max_length=240, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("evidencia")
        verbose_name_plural = _("evidencias")
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                name="evidence_shows_something",
                condition=~models.Q(url="") | ~models.Q(file="") | ~models.Q(note=""),
            )
        ]

    def __str__(self) -> str:
        return self.note or self.file_name or self.url
