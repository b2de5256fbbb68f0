from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Stand(Record):
    """A stand that the cluster shares with members at an event."""

    event = models.ForeignKey(
        "events.Event", models.PROTECT, related_name="stands", verbose_name=_("evento")
    )
    concept = models.CharField(_("concepto"), max_length=200, blank=True)
    surface = models.DecimalField(
        _("superficie (m²)"), max_digits=7, decimal_places=2, null=True, blank=True
    )
    cost = models.DecimalField(
        _("coste (€)"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    class Meta(Record.Meta):
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["-event__date"]

    def __str__(self) -> str:
        return f"Stand · {self.event}"


class StandMember(Record):
    """A member on the stand, with its share of the cost. Who cancelled was not there."""

    stand = models.ForeignKey(
        Stand, models.PROTECT, related_name="members", verbose_name=_("stand")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="stand_places",
        verbose_name=_("entidad"),
    )
    share = models.DecimalField(
        _("parte del coste (€)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    cancelled = models.BooleanField(_("canceló"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("asociado en el stand")
        verbose_name_plural = _("asociados en el stand")
        ordering = ["stand", "organisation__folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["stand", "organisation"],
                condition=models.Q(deleted_at__isnull=True),
                name="once_on_a_stand",
                violation_error_message=_("Ya está en ese stand."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.stand}"
