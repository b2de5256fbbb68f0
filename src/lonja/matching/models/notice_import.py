import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


def where(run: "NoticeImport", name: str) -> str:
    """A name nobody can guess, whatever the file was called."""
    return f"notices/{uuid.uuid4().hex}"


class NoticeImport(Record):
    """One passage of a file of notices into the records, with how many of each and what was wrong.

    Without `finished_at` it was cut short: what it had brought in stays, and doing it again
    is safe. `upload` holds a large file only while it waits for its turn.
    """

    source_feed = models.ForeignKey(
        "matching.Feed",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name=_("fuente"),
    )
    file_name = models.CharField(_("fichero"), max_length=200)
    upload = models.FileField(upload_to=where, max_length=80, blank=True, editable=False)
    feed_id = models.CharField(_("sindicación"), max_length=300, blank=True)
    next_url = models.CharField(_("página siguiente"), max_length=600, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    finished_at = models.DateTimeField(_("terminada"), null=True, blank=True)
    created = models.PositiveIntegerField(_("nuevas"), default=0)
    updated = models.PositiveIntegerField(_("actualizadas"), default=0)
    unchanged = models.PositiveIntegerField(_("sin cambios"), default=0)
    withdrawn = models.PositiveIntegerField(_("retiradas"), default=0)
    rejected = models.PositiveIntegerField(_("apartadas"), default=0)
    problem = models.TextField(_("problema"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("importación de anuncios")
        verbose_name_plural = _("importaciones de anuncios")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class RejectedEntry(models.Model):
    """An entry set aside in an import, with the reason and the start of its text."""

    run = models.ForeignKey(NoticeImport, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField(_("lugar en el fichero"))
    atom_id = models.CharField(_("identificador"), max_length=300, blank=True)
    title = models.CharField(_("objeto"), max_length=500, blank=True)
    reason = models.CharField(_("motivo"), max_length=300)
    excerpt = models.TextField(_("texto"), blank=True)

    class Meta:
        verbose_name = _("entrada apartada")
        verbose_name_plural = _("entradas apartadas")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}: {self.reason}"


class Withdrawal(models.Model):
    """The source took a notice back. Kept apart, since it may come before the notice itself:
    a feed's first page has the withdrawals, and older pages the entries withdrawn."""

    atom_id = models.CharField(max_length=300, unique=True)
    at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.atom_id
