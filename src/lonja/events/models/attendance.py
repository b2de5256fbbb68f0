from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import AttendanceState


class Attendance(Record):
    """Somebody at an event, for an organisation or a territory. Only who attended counts."""

    event = models.ForeignKey(
        "events.Event", models.PROTECT, related_name="attendances", verbose_name=_("evento")
    )
    person = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("persona"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True,
        related_name="attendances", verbose_name=_("entidad"),
    )  # fmt: skip
    territory = models.ForeignKey(
        "territories.Territory", models.PROTECT, null=True, blank=True,
        related_name="attendances", verbose_name=_("territorio al que representa"),
    )  # fmt: skip
    state = models.CharField(
        _("estado"), max_length=10, choices=AttendanceState, default=AttendanceState.INVITED
    )

    class Meta(Record.Meta):
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencias")
        ordering = ["event", "organisation__folded", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_of_somebody",
                condition=models.Q(person__isnull=False)
                | models.Q(organisation__isnull=False)
                | models.Q(territory__isnull=False),
                violation_error_message=_("Diga quién: una persona, una entidad o un territorio."),
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.organisation or self.territory)
