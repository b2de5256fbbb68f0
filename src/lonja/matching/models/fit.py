from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Frequency


class Fit(models.Model):
    """An open notice that fits a member, with the reasons: made when either changes."""

    notice = models.ForeignKey("matching.Notice", models.CASCADE, related_name="fits")
    member = models.ForeignKey("directory.Organisation", models.CASCADE, related_name="fits")
    score = models.FloatField()
    reasons = models.JSONField(_("razones"), default=list)
    missing = models.JSONField(_("qué le falta"), default=list)
    found_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("oportunidad que encaja")
        verbose_name_plural = _("oportunidades que encajan")
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "member"], name="one_fit_each")]
        indexes = [models.Index(fields=["member", "-score"])]

    def __str__(self) -> str:
        return f"{self.member} · {self.notice}"


class Subscription(models.Model):
    """How often somebody of a member wants the opportunities that fit it."""

    person = models.ForeignKey(
        "directory.Person", models.CASCADE, related_name="digests", verbose_name=_("persona")
    )
    member = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="digests", verbose_name=_("asociado")
    )
    frequency = models.CharField(
        _("cada cuánto"), max_length=8, choices=Frequency, default=Frequency.WEEKLY
    )
    chosen_at = models.DateTimeField(_("elegido el"), default=timezone.now)
    last_sent_at = models.DateTimeField(_("último envío"), null=True, blank=True)

    class Meta:
        verbose_name = _("suscripción a oportunidades")
        verbose_name_plural = _("suscripciones a oportunidades")
        constraints = [
            models.UniqueConstraint(fields=["person", "member"], name="one_subscription_each")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_frequency_display()}"


class Told(models.Model):
    """A notice of which somebody has been told, so as never to be told twice."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="told")
    notice = models.ForeignKey("matching.Notice", models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscription", "notice"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.subscription} · {self.notice}"
