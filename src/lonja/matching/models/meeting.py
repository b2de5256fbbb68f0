from datetime import UTC, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act

from ..enums import MeetingStage, Side


def later(start: datetime, minutes: int) -> datetime:
    """So many minutes after a moment, in its zone, though the clocks change in between."""
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


class Meeting(Act):
    """The meeting of both sides after an introduction, whether or not the office sits in it.

    While times are only proposed, `date` is that of the first of them. `uid` and `sequence` are
    those of its iCalendar invitations (RFC 5545): the sequence grows with each that is sent.
    `stage` moves only by `domain.meeting`. Who is called are its participations as invited; once
    it is held, who attended.
    """

    KIND = Kind.ENCOUNTER

    follows = models.ForeignKey(
        "matching.Introduction",
        models.PROTECT,
        related_name="meetings",
        verbose_name=_("presentación"),
    )
    stage = models.CharField(
        _("en qué está"),
        max_length=9,
        choices=MeetingStage,
        default=MeetingStage.PROPOSED,
        editable=False,
    )
    minutes = models.PositiveSmallIntegerField(_("duración en minutos"), default=30)
    video_url = models.URLField(_("enlace de la videollamada"), max_length=600, blank=True)
    proposed_by = models.CharField(
        _("propone"), max_length=9, choices=Side, default=Side.OFFICE, editable=False
    )
    uid = models.CharField(max_length=120, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    not_held_reason = models.CharField(_("por qué no se celebró"), max_length=240, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("reunión")
        verbose_name_plural = _("reuniones")
        indexes = []
        constraints = [
            models.CheckConstraint(
                name="not_held_says_why",
                condition=~models.Q(stage=MeetingStage.NOT_HELD) | ~models.Q(not_held_reason=""),
            )
        ]

    @property
    def starts_at(self) -> datetime | None:
        """When it begins, aware; None while no time has been agreed."""
        if self.stage == MeetingStage.PROPOSED or self.time is None:
            return None
        return timezone.make_aware(datetime.combine(self.date, self.time))

    @property
    def ends_at(self) -> datetime | None:
        start = self.starts_at
        return later(start, self.minutes) if start else None


class MeetingOption(models.Model):
    """A time at which a side could meet. Those of an earlier round are dropped."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField(_("empieza"))
    proposed_by = models.CharField(_("propone"), max_length=9, choices=Side)

    class Meta:
        verbose_name = _("hora propuesta")
        verbose_name_plural = _("horas propuestas")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="one_option_a_time")
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%d/%m/%Y %H:%M}"
