from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Failure(Record):
    """A job that was given up: what, why, and whether somebody has seen to it."""

    result_id = models.UUIDField(_("identificador"), editable=False)
    title = models.CharField(_("qué"), max_length=200)
    job = models.CharField(_("función"), max_length=255)
    arguments = models.JSONField(_("datos"), default=dict)
    attempts = models.PositiveIntegerField(_("intentos"))
    error = models.CharField(_("por qué"), max_length=500)
    traceback = models.TextField(_("detalle técnico"), blank=True)
    settled_at = models.DateTimeField(_("resuelto"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("tarea fallida")
        verbose_name_plural = _("tareas fallidas")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.title}: {self.error}"
