from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import Afterwards, OutcomeKind, Side


class FollowUp(models.Model):
    """One question to one side, so many days after an introduction: what came of it.

    `amount` in euros without tax, as that side says it. What both say alike becomes business
    (see `domain.following_up`); what they say differently is shown as they said it.
    """

    introduction = models.ForeignKey(
        "matching.Introduction", models.CASCADE, related_name="follow_ups"
    )
    side = models.CharField(_("a quién"), max_length=9, choices=Side)
    days = models.PositiveSmallIntegerField(_("a los días"))
    due_on = models.DateField(_("toca el"), db_index=True)
    asked_at = models.DateTimeField(_("preguntado el"), null=True, blank=True)
    answered_at = models.DateTimeField(_("contestó el"), null=True, blank=True)
    answer = models.CharField(_("dice"), max_length=9, choices=Afterwards, blank=True)
    kind = models.CharField(_("qué salió"), max_length=8, choices=OutcomeKind, blank=True)
    amount = models.DecimalField(
        _("importe"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    words = models.CharField(_("en sus palabras"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("pregunta de seguimiento")
        verbose_name_plural = _("preguntas de seguimiento")
        ordering = ["due_on", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "side", "days"], name="one_question_a_time"
            ),
            models.CheckConstraint(
                name="follow_up_amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("El importe no puede ser negativo."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction} · {self.get_side_display()} · {self.days}"
