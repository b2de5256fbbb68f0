from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.records import Record

from ..enums import ContributionRole, DeliverableKind


class Deliverable(Act):
    """A guide or report of a group. `date` is that of its publication; published needs its link.

    A second edition points to the first by `edition_of`, and is not another deliverable.
    """

    KIND = Kind.DELIVERABLE
    own_proof = ~models.Q(url="")

    group = models.ForeignKey(
        "groups.WorkingGroup", models.PROTECT, related_name="deliverables", verbose_name=_("grupo")
    )
    deliverable_kind = models.CharField(
        _("clase"), max_length=12, choices=DeliverableKind, default=DeliverableKind.GUIDE
    )
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    edition = models.CharField(_("edición"), max_length=40, blank=True)
    edition_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("edición de"),
    )
    isbn = models.CharField("ISBN", max_length=20, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("entregable")
        verbose_name_plural = _("entregables")
        indexes = []
        constraints = []


class Contribution(Record):
    """An organisation's part in a deliverable."""

    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, related_name="contributions", verbose_name=_("entregable")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="contributions",
        verbose_name=_("entidad"),
    )
    person = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("persona"),
    )
    role = models.CharField(
        _("cómo"), max_length=12, choices=ContributionRole, default=ContributionRole.WRITES
    )
    accepted = models.BooleanField(_("aceptada"), default=True)
    chapters = models.CharField(_("capítulos"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("contribución")
        verbose_name_plural = _("contribuciones")
        ordering = ["organisation__folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "organisation", "person", "role"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_contribution_each",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.deliverable}"
