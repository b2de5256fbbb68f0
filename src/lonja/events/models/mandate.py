from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import MandateKind


class Mandate(Record):
    """A seat of the cluster in a council or committee of somebody's event, for a term."""

    series = models.ForeignKey(
        "events.Series", models.PROTECT, related_name="mandates", verbose_name=_("foro o feria")
    )
    kind = models.CharField(_("órgano"), max_length=20, choices=MandateKind)
    person = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("quién"),
    )
    since = models.DateField(_("desde"))
    until = models.DateField(_("hasta"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("mandato")
        verbose_name_plural = _("mandatos")
        ordering = ["series", "-since"]
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("El final no puede ser anterior al principio."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.series}"
