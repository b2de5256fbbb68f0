from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import AgreementState


class Agreement(Record):
    """A signed understanding with a network, a ministry, another cluster."""

    title = models.CharField(_("título"), max_length=240)
    partner = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="agreements",
        verbose_name=_("con quién"),
    )
    state = models.CharField(
        _("estado"), max_length=12, choices=AgreementState, default=AgreementState.NEGOTIATION
    )
    scope = models.TextField(_("objeto"), blank=True)
    signed_on = models.DateField(_("firmado el"), null=True, blank=True)
    valid_until = models.DateField(_("vigente hasta"), null=True, blank=True)
    renews = models.BooleanField(_("se prorroga solo"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("convenio")
        verbose_name_plural = _("convenios")
        ordering = ["-signed_on", "pk"]

    def __str__(self) -> str:
        return self.title


class CollaborationLine(Record):
    """Something that an agreement says will be done together. Its acts show that it is."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="lines", verbose_name=_("convenio")
    )
    title = models.CharField(_("título"), max_length=240)
    description = models.TextField(_("en qué consiste"), blank=True)
    agreed_on = models.DateField(_("acordada el"))
    closed_on = models.DateField(_("cerrada el"), null=True, blank=True)
    result = models.TextField(_("resultado"), blank=True)
    acts = models.ManyToManyField(
        "acts.Act", blank=True, related_name="collaboration_lines", verbose_name=_("actos")
    )

    class Meta(Record.Meta):
        verbose_name = _("línea de colaboración")
        verbose_name_plural = _("líneas de colaboración")
        ordering = ["agreement", "agreed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="line_closes_after_it_opens",
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("agreed_on")),
                violation_error_message=_("No puede cerrarse antes de acordarse."),
            )
        ]

    def __str__(self) -> str:
        return self.title
