from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lonja.core.naming import paired
from lonja.core.records import LiveManager, Record, RecordQuerySet

from ..enums import OutcomeKind


class OutcomeQuerySet(RecordQuerySet):
    def confirmed(self) -> "OutcomeQuerySet":
        """Those that both sides have confirmed: the only ones that count as business."""
        return self.filter(member_confirmed_on__isnull=False, territory_confirmed_on__isnull=False)

    def disputed(self) -> "OutcomeQuerySet":
        """Those of which each side says another amount."""
        said = self.filter(member_amount__isnull=False, territory_amount__isnull=False)
        return said.exclude(member_amount=F("territory_amount"))

    def with_what_is_said(self) -> "OutcomeQuerySet":
        """With `said`: the amount, or that of the only side that says one."""
        return self.annotate(said=Coalesce("amount", "member_amount", "territory_amount"))

    def one_sided(self) -> "OutcomeQuerySet":
        return self.filter(
            Q(member_confirmed_on__isnull=True) | Q(territory_confirmed_on__isnull=True)
        )


class Outcome(Record):
    """What came of an introduction, or of the office's work with a territory.

    `amount` in euros without tax, of a contract or a paid pilot. It belongs to the year of `date`,
    whenever it is confirmed. What each side says stands in its own amount; when they
    differ there is no `amount`, and the outcome counts no euros until they agree.
    """

    kind = models.CharField(_("qué salió"), max_length=8, choices=OutcomeKind)
    date = models.DateField(_("fecha"), db_index=True)
    territory = models.ForeignKey(
        "territories.Territory",
        models.PROTECT,
        related_name="outcomes",
        verbose_name=_("territorio"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="outcomes",
        verbose_name=_("asociado"),
    )
    need = models.ForeignKey(
        "matching.Need",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("necesidad"),
    )
    introduction = models.ForeignKey(
        "matching.Introduction",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("presentación"),
    )
    amount = models.DecimalField(
        _("importe"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    member_amount = models.DecimalField(
        _("importe según el asociado"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    territory_amount = models.DecimalField(
        _("importe según el territorio"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    description = models.CharField(_("en qué consiste"), max_length=400, blank=True)
    member_confirmed_on = models.DateField(
        _("confirmado por el asociado el"), null=True, blank=True
    )
    territory_confirmed_on = models.DateField(
        _("confirmado por el territorio el"), null=True, blank=True
    )

    objects = LiveManager.from_queryset(OutcomeQuerySet)()
    everything = models.Manager.from_queryset(OutcomeQuerySet)()

    class Meta(Record.Meta):
        verbose_name = _("resultado")
        verbose_name_plural = _("resultados")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="outcome_amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("El importe no puede ser negativo."),
            ),
            models.CheckConstraint(
                name="outcome_amount_is_what_each_says",
                condition=Q(amount__isnull=True)
                | (
                    (Q(member_amount__isnull=True) | Q(member_amount=F("amount")))
                    & (Q(territory_amount__isnull=True) | Q(territory_amount=F("amount")))
                ),
                violation_error_message=_("El importe no es el que dicen las partes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{capfirst(self.get_kind_display())}: {paired(self.organisation, self.territory)}"

    @property
    def is_disputed(self) -> bool:
        """Each side says another amount."""
        said = (self.member_amount, self.territory_amount)
        return None not in said and said[0] != said[1]

    @property
    def is_confirmed(self) -> bool:
        return self.member_confirmed_on is not None and self.territory_confirmed_on is not None
