from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Channel, Fee, MembershipKind


class Membership(Record):
    """An organisation's time as a member, from admission to leaving. Coming back is another one.

    `admitted_on` is the day it takes effect, which the counts go by; `channel` is how it came.
    """

    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("entidad"),
    )
    kind = models.CharField(
        _("clase"), max_length=12, choices=MembershipKind, default=MembershipKind.FULL
    )
    approved_on = models.DateField(_("aprobada el"), null=True, blank=True)
    admitted_on = models.DateField(_("alta"))
    channel = models.CharField(
        _("cómo llegó"), max_length=10, choices=Channel, default=Channel.UNKNOWN
    )
    channel_note = models.CharField(_("detalle de cómo llegó"), max_length=200, blank=True)
    fee = models.CharField(_("cuota"), max_length=8, choices=Fee, default=Fee.PENDING)
    left_on = models.DateField(_("baja"), null=True, blank=True)
    leaving_reason = models.CharField(_("motivo de la baja"), max_length=240, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("membresía")
        verbose_name_plural = _("membresías")
        ordering = ["-admitted_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(left_on__isnull=True, deleted_at__isnull=True),
                name="one_open_membership",
                violation_error_message=_("Esta entidad ya es asociada."),
            ),
            models.CheckConstraint(
                name="leaves_after_joining",
                condition=models.Q(left_on__isnull=True)
                | models.Q(left_on__gte=models.F("admitted_on")),
                violation_error_message=_("La baja no puede ser anterior al alta."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
