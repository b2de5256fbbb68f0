from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class CountingRule(Record):
    """Which kinds of act make a territory "worked with", and which territories are supramunicipal.

    The one of the highest version is in force. A version is never changed: a new one is made, and
    every year is counted again by it, so that two years are always compared by the same rule.
    """

    version = models.PositiveSmallIntegerField(_("versión"), unique=True, editable=False)
    kinds = models.JSONField(_("actos que cuentan como trabajo"))
    supramunicipal = models.JSONField(_("territorios supramunicipales"))
    note = models.CharField(_("por qué cambia"), max_length=240, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("regla de recuento")
        verbose_name_plural = _("reglas de recuento")
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"v{self.version}"
