from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import ProgrammeKind, ProgrammeState


class Programme(Record):
    """A run of webinars or of training sessions, often born of an agreement."""

    name = models.CharField(_("nombre"), max_length=200)
    kind = models.CharField(_("clase"), max_length=10, choices=ProgrammeKind)
    state = models.CharField(
        _("estado"), max_length=10, choices=ProgrammeState, default=ProgrammeState.DESIGN
    )
    line = models.ForeignKey(
        "alliances.CollaborationLine", models.SET_NULL, null=True, blank=True,
        related_name="programmes", verbose_name=_("línea de colaboración"),
    )  # fmt: skip
    audience = models.CharField(_("a quién se dirige"), max_length=200, blank=True)
    description = models.TextField(_("descripción"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("programa")
        verbose_name_plural = _("programas")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
