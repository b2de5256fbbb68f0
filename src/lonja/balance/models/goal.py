from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Goal(Record):
    """What the office means a figure to reach in a year."""

    key = models.CharField(_("cifra"), max_length=80)
    year = models.PositiveSmallIntegerField(_("año"))
    value = models.DecimalField(_("objetivo"), max_digits=18, decimal_places=4)
    note = models.CharField(_("por qué"), max_length=240, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("objetivo")
        verbose_name_plural = _("objetivos")
        ordering = ["-year", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_goal_a_year",
                violation_error_message=_("Esa cifra ya tiene objetivo en ese año."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} · {self.year}"
