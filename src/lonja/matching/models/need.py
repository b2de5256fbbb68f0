from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import (
    NEED_CLOSED,
    Budget,
    CameBy,
    Horizon,
    NeedState,
    Publicity,
    Urgency,
)  # fmt: skip


class Need(Record):
    """Something that a territory wants solved, from the day it reaches the office until it is.

    `state` moves only by `domain.needs.move`, which keeps each step. `cpv` holds procurement codes,
    eight digits each, separated by blanks. `amount` in euros without tax. `places` is how
    many members are asked at the same time; each frees its place by not answering or saying no.
    """

    title = models.CharField(_("qué necesita"), max_length=240)
    description = models.TextField(_("descripción"), blank=True)
    territory = models.ForeignKey(
        "territories.Territory",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("territorio"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("quién la plantea"),
    )
    person = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("persona"),
    )
    received_on = models.DateField(_("recibida el"), default=timezone.localdate, db_index=True)
    came_by = models.CharField(_("cómo llegó"), max_length=8, choices=CameBy, default=CameBy.PHONE)
    notice = models.ForeignKey(
        "matching.Notice",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("anuncio"),
    )
    group = models.ForeignKey(
        "groups.WorkingGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("grupo de trabajo"),
    )
    areas = models.ManyToManyField(
        "directory.Area", blank=True, related_name="needs", verbose_name=_("áreas")
    )
    cpv = models.CharField("CPV", max_length=240, blank=True)
    budget = models.CharField(_("presupuesto"), max_length=8, choices=Budget, blank=True)
    amount = models.DecimalField(
        _("importe"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    horizon = models.CharField(_("para cuándo"), max_length=8, choices=Horizon, blank=True)
    urgency = models.CharField(_("urgencia"), max_length=8, choices=Urgency, default=Urgency.NORMAL)
    publicity = models.CharField(
        _("quién puede saberlo"), max_length=14, choices=Publicity, default=Publicity.MEMBERS
    )
    places = models.PositiveSmallIntegerField(_("a cuántos se presenta"), default=3)
    certifications = models.JSONField(_("certificaciones que exige"), default=list, blank=True)
    # Of the last ranking: how many members fitted, so that "nobody can" is known without ranking.
    ranked_at = models.DateTimeField(null=True, blank=True, editable=False)
    fitting = models.PositiveIntegerField(
        _("asociados que encajan"), null=True, blank=True, editable=False
    )
    state = models.CharField(
        _("estado"),
        max_length=12,
        choices=NeedState,
        default=NeedState.RECEIVED,
        editable=False,
        db_index=True,
    )
    closed_on = models.DateField(_("cerrada el"), null=True, blank=True, editable=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name=_("la lleva"),
    )

    class Meta(Record.Meta):
        verbose_name = _("necesidad")
        verbose_name_plural = _("necesidades")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="need_closed_says_when",
                condition=models.Q(state__in=NEED_CLOSED, closed_on__isnull=False)
                | (~models.Q(state__in=NEED_CLOSED) & models.Q(closed_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="need_amount_is_not_negative",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                violation_error_message=_("El importe no puede ser negativo."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.state in NEED_CLOSED


class NeedStep(models.Model):
    """A need went from one state to another: when, by whom, and why."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="steps")
    from_state = models.CharField(_("de"), max_length=12, choices=NeedState)
    to_state = models.CharField(_("a"), max_length=12, choices=NeedState)
    on = models.DateField(_("el"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    reason = models.CharField(_("motivo"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("paso de una necesidad")
        verbose_name_plural = _("pasos de necesidades")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
