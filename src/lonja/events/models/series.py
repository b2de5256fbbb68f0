from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import SeriesKind


class Series(Record):
    """A format with editions: PULSE, our forum, a fair. Own ones may offer a kit to copy."""

    name = models.CharField(_("nombre"), max_length=160)
    kind = models.CharField(
        _("clase"), max_length=12, choices=SeriesKind, default=SeriesKind.CONFERENCE
    )
    organiser = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("quién lo organiza"),
    )
    description = models.TextField(_("en qué consiste"), blank=True)
    kit_url = models.URLField(_("guía para replicarlo"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("formato")
        verbose_name_plural = _("formatos")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
