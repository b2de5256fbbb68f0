from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Scheme(Record):
    """A programme of grants that calls every year or so, such as that of the AEI."""

    name = models.CharField(_("nombre"), max_length=200)
    body = models.CharField(_("quién convoca"), max_length=200, blank=True)
    in_balance = models.BooleanField(
        _("el balance compara su presupuesto"), default=False,
        help_text=_("El de las ayudas a agrupaciones empresariales innovadoras, por ejemplo."),
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("programa de ayudas")
        verbose_name_plural = _("programas de ayudas")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Call(Record):
    """One call of a scheme. `budget` is the total to be granted, in euros."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="calls", verbose_name=_("programa de ayudas")
    )
    title = models.CharField(_("título"), max_length=240)
    year = models.PositiveSmallIntegerField(_("año"))
    budget = models.DecimalField(
        _("presupuesto (€)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    extraordinary = models.BooleanField(_("extraordinaria"), default=False)
    bdns = models.CharField(_("código BDNS"), max_length=12, blank=True)
    opens_on = models.DateField(_("abre el"), null=True, blank=True)
    closes_on = models.DateField(_("cierra el"), null=True, blank=True)
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    notes = models.TextField(_("notas"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("convocatoria")
        verbose_name_plural = _("convocatorias")
        ordering = ["-year", "-closes_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=models.Q(opens_on__isnull=True)
                | models.Q(closes_on__isnull=True)
                | models.Q(closes_on__gte=models.F("opens_on")),
                violation_error_message=_("No puede cerrar antes de abrir."),
            )
        ]

    def __str__(self) -> str:
        return self.title
