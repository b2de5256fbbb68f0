from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.naming import paired
from lonja.core.records import Record

from ..enums import TAKES_A_PLACE, CandidateState, DiscardReason, Origin, Side


class Candidate(Record):
    """A member before a need: why it was put forward, whether it was asked, what it said.

    `reasons` and `missing` are what the ranking said when it was put forward, kept as facts (see
    `lonja.ranking`), so that years later one can still tell why these and not others. `state` moves
    only by `domain.selecting.move`, which keeps each step.
    """

    need = models.ForeignKey(
        "matching.Need", models.PROTECT, related_name="candidates", verbose_name=_("necesidad")
    )
    member = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="candidacies",
        verbose_name=_("asociado"),
    )
    origin = models.CharField(
        _("por qué está"), max_length=8, choices=Origin, default=Origin.RANKING
    )
    position = models.PositiveIntegerField(_("puesto"), null=True, blank=True)
    score = models.FloatField(null=True, blank=True, editable=False)
    reasons = models.JSONField(_("razones"), default=list, blank=True)
    missing = models.JSONField(_("qué le falta"), default=list, blank=True)
    note = models.CharField(_("nota de la oficina"), max_length=400, blank=True)
    state = models.CharField(
        _("estado"),
        max_length=12,
        choices=CandidateState,
        default=CandidateState.SUGGESTED,
        editable=False,
    )
    discard_reason = models.CharField(
        _("por qué se descarta"), max_length=8, choices=DiscardReason, blank=True
    )
    contact = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("a quién se pregunta"),
    )
    told = models.TextField(_("qué se le dijo"), blank=True)
    asked_at = models.DateTimeField(_("consultado el"), null=True, blank=True)
    answer_by = models.DateField(_("contestar antes del"), null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField(_("recordado el"), null=True, blank=True)
    answered_at = models.DateTimeField(_("contestó el"), null=True, blank=True)
    words = models.TextField(_("qué dice"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("candidatura")
        verbose_name_plural = _("candidaturas")
        ordering = ["need", "position", "pk"]
        indexes = [models.Index(fields=["member", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "member"],
                name="candidate_once",
                violation_error_message=_("Este asociado ya está en la lista de esta necesidad."),
            ),
            models.CheckConstraint(
                name="discarded_says_why",
                condition=~models.Q(state=CandidateState.DISCARDED) | ~models.Q(discard_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return paired(self.member, self.need)

    @property
    def takes_a_place(self) -> bool:
        return self.state in TAKES_A_PLACE


class CandidateStep(models.Model):
    """A candidate went from one state to another: when, by whom, and why. Never changed."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="steps")
    from_state = models.CharField(_("de"), max_length=12, choices=CandidateState, blank=True)
    to_state = models.CharField(_("a"), max_length=12, choices=CandidateState)
    at = models.DateTimeField(_("cuándo"), default=timezone.now)
    side = models.CharField(_("quién"), max_length=9, choices=Side, default=Side.OFFICE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("persona de la oficina"),
    )
    reason = models.CharField(_("motivo"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("paso de una candidatura")
        verbose_name_plural = _("pasos de candidaturas")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
