from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.records import Record
from lonja.directory.enums import Level

from ..enums import Setting


class InstitutionalMeeting(Act):
    """A meeting with somebody who holds a public office, at an event or in private."""

    KIND = Kind.INSTITUTIONAL

    setting = models.CharField(_("dónde"), max_length=8, choices=Setting, default=Setting.PRIVATE)
    subject = models.TextField(_("de qué se habló"), blank=True)
    requested_by = models.CharField(_("a petición de"), max_length=160, blank=True)
    published_url = models.URLField(_("dónde se comunicó"), max_length=600, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("encuentro institucional")
        verbose_name_plural = _("encuentros institucionales")
        indexes = []
        constraints = []


class OfficeMet(Record):
    """An office met, as it was held on the day: later changes of post do not rewrite it.

    A person met twice is two meetings, and one person.
    """

    meeting = models.ForeignKey(
        InstitutionalMeeting, models.PROTECT, related_name="offices", verbose_name=_("encuentro")
    )
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, related_name="offices_met", verbose_name=_("persona")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="offices_met",
        verbose_name=_("institución"),
    )
    title = models.CharField(_("cargo ese día"), max_length=160)
    level = models.CharField(_("nivel"), max_length=10, choices=Level)
    region = models.ForeignKey(
        "territories.Territory", models.PROTECT, null=True, blank=True,
        related_name="offices_met", verbose_name=_("comunidad autónoma"),
    )  # fmt: skip
    substitute = models.BooleanField(_("acudió en sustitución"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("cargo con quien nos reunimos")
        verbose_name_plural = _("cargos con quienes nos reunimos")
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                name="regional_offices_name_their_region",
                condition=~models.Q(level=Level.REGIONAL) | models.Q(region__isnull=False),
                violation_error_message=_("Diga de qué comunidad autónoma es el cargo."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.organisation}"
