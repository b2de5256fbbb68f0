from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Formula


class Benchmark(Record):
    """An average that somebody published, to compare with: always with its source and year."""

    formula = models.CharField(_("qué mide"), max_length=16, choices=Formula)
    value = models.DecimalField(
        _("valor"), max_digits=6, decimal_places=4, help_text=_("Como razón: 0,32 es el 32 %.")
    )
    sector = models.CharField(_("sector"), max_length=120)
    year = models.PositiveSmallIntegerField(_("año"))
    source = models.CharField(_("fuente"), max_length=160)
    url = models.URLField(_("enlace"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("media de referencia")
        verbose_name_plural = _("medias de referencia")
        ordering = ["-year", "formula"]

    def __str__(self) -> str:
        return f"{self.get_formula_display()}, {self.sector} ({self.source}, {self.year})"
