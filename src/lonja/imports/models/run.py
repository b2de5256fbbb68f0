import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import State


def where(run: "ImportRun", name: str) -> str:
    """A name nobody can guess, whatever the file was called."""
    suffix = "csv" if name.lower().endswith((".csv", ".txt", ".tsv")) else "xlsx"
    return f"imports/{uuid.uuid4().hex}.{suffix}"


class ImportRun(models.Model):
    """A file brought in: what was understood of it, what it did, and whether it was undone.

    `sheets` are [name, hidden]; `examples`, the first value under each header. `mapping` is {key of
    column: header}; `choices`, {key of column: how to read it}; `doubts`, {key of column: {choice:
    what it means}}, what only a person can say. `given` is {key of column: key of a record}, of the
    columns that are the same in every row, whatever the file says. `problems` are the first
    thousand, as `ImportProblem.as_dict`; `problem_count` counts all. `sample` are rows as they are
    previewed. `kept` is what undoing left as it was, and why.
    """

    kind = models.CharField(_("qué trae"), max_length=40)
    state = models.CharField(_("estado"), max_length=10, choices=State, default=State.UPLOADED)
    file = models.FileField(_("fichero"), upload_to=where, max_length=120, blank=True)
    file_name = models.CharField(_("nombre del fichero"), max_length=200)
    file_hash = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField(_("hoja"), max_length=120, blank=True)
    header_line = models.PositiveIntegerField(_("línea de la cabecera"), null=True, blank=True)
    sheets = models.JSONField(default=list)
    headers = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    given = models.JSONField(default=dict)
    created = models.PositiveIntegerField(_("nuevas"), default=0)
    updated = models.PositiveIntegerField(_("cambian"), default=0)
    unchanged = models.PositiveIntegerField(_("iguales"), default=0)
    rejected = models.PositiveIntegerField(_("rechazadas"), default=0)
    problems = models.JSONField(default=list)
    problem_count = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    doubts = models.JSONField(default=dict)
    sample = models.JSONField(default=list)
    progress = models.PositiveIntegerField(default=0)
    # Whether it is being written without its wrong rows, and since when.
    partial = models.BooleanField(default=False)
    claimed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    kept = models.JSONField(default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    started_at = models.DateTimeField(_("cuándo"), default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("importación")
        verbose_name_plural = _("importaciones")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} (n.º {self.pk})"

    @property
    def total(self) -> int:
        return self.created + self.updated + self.unchanged + self.rejected
