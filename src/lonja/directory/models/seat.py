from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Seat(Record):
    """Who represents whom, in which office, since when: the office held on a date."""

    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="seats", verbose_name=_("persona")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="seats", verbose_name=_("entidad")
    )
    title = models.CharField(_("cargo"), max_length=160, blank=True)
    since = models.DateField(_("desde"), null=True, blank=True)
    until = models.DateField(_("hasta"), null=True, blank=True)
    is_main = models.BooleanField(_("representante principal"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("cargo")
        verbose_name_plural = _("cargos")
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=models.Q(until__isnull=True)
                | models.Q(since__isnull=True)
                | models.Q(until__gte=models.F("since")),
            )
        ]

    def __str__(self) -> str:
        return (
            f"{self.person}, {self.title} · {self.organisation}"
            if self.title
            else f"{self.person} · {self.organisation}"
        )
