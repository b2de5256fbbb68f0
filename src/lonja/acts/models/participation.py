from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Part


class Participation(models.Model):
    """An organisation, a person, or a person for an organisation, in an act."""

    act = models.ForeignKey("acts.Act", models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("entidad"),
    )
    person = models.ForeignKey(
        "directory.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("persona"),
    )
    part = models.CharField(_("cómo"), max_length=10, choices=Part, default=Part.ATTENDED)

    class Meta:
        verbose_name = _("participación")
        verbose_name_plural = _("participaciones")
        constraints = [
            models.CheckConstraint(
                name="participation_of_somebody",
                condition=models.Q(organisation__isnull=False) | models.Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["act", "organisation", "person", "part"], name="participation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation}"
