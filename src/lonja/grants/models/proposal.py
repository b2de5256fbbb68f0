from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.naming import paired
from lonja.core.records import Record
from lonja.directory.enums import Size

from ..enums import OurRole, Result


class Proposal(Act):
    """A project put to a call. `date` is that of its submission, which its receipt proves.

    Whether it is ours alone or intercluster is derived from its participants, never ticked.
    """

    KIND = Kind.PROPOSAL

    call = models.ForeignKey(
        "grants.Call", models.PROTECT, related_name="proposals", verbose_name=_("convocatoria")
    )
    acronym = models.CharField(_("acrónimo"), max_length=40, blank=True)
    line = models.CharField(_("línea de la convocatoria"), max_length=80, blank=True)
    our_role = models.CharField(
        _("nuestro papel"), max_length=12, choices=OurRole, default=OurRole.APPLICANT
    )
    registration = models.CharField(_("número de registro"), max_length=60, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("proyecto")
        verbose_name_plural = _("proyectos")
        indexes = []
        constraints = []


class Participation(Record):
    """An organisation in a proposal, with the three amounts that a ministry tells apart, in euros.

    `budget` is the total cost of its part, `eligible` the part that may be subsidised, `grant` the
    aid asked for.
    """

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="partners", verbose_name=_("proyecto")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="proposals",
        verbose_name=_("entidad"),
    )
    is_cluster = models.BooleanField(_("es un clúster"), default=False)
    size = models.CharField(_("tamaño ese día"), max_length=8, choices=Size, blank=True)
    budget = models.DecimalField(_("presupuesto (€)"), max_digits=12, decimal_places=2, default=0)
    eligible = models.DecimalField(
        _("subvencionable (€)"), max_digits=12, decimal_places=2, default=0
    )
    grant = models.DecimalField(_("subvención (€)"), max_digits=12, decimal_places=2, default=0)
    withdrew_on = models.DateField(_("se retiró el"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("participante en un proyecto")
        verbose_name_plural = _("participantes en proyectos")
        ordering = ["proposal", "-is_cluster", "organisation__folded"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                condition=Q(deleted_at__isnull=True),
                name="once_in_a_proposal",
                violation_error_message=_("Esa entidad ya está en el proyecto."),
            ),
            models.CheckConstraint(
                name="grant_within_eligible_within_budget",
                condition=Q(eligible__lte=F("budget"))
                & Q(grant__lte=F("eligible"))
                & Q(grant__gte=0),
                violation_error_message=_(
                    "La subvención no puede superar lo subvencionable, ni esto el presupuesto."
                ),
            ),
        ]

    def __str__(self) -> str:
        return paired(self.organisation, self.proposal)


class Resolution(Record):
    """What was resolved of a proposal, and when. The latest is what stands."""

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="resolutions", verbose_name=_("proyecto")
    )
    result = models.CharField(_("resultado"), max_length=12, choices=Result)
    date = models.DateField(_("fecha"))
    amount = models.DecimalField(
        _("concedido (€)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    score = models.DecimalField(
        _("puntuación"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    reasons = models.TextField(_("motivos"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("resolución")
        verbose_name_plural = _("resoluciones")
        ordering = ["proposal", "-date", "-pk"]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_result_display()}"
