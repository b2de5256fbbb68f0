from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField

from ..enums import CalendarAnswer


class CalendarReply(models.Model):
    """What the calendar of somebody who was called answers to the invitation (RFC 5546, REPLY).

    One a person: the last that they sent. `sequence` is that of the invitation they answer; a
    later one is another question. `comment`: what they wrote with it.
    """

    meeting = models.ForeignKey("matching.Meeting", models.CASCADE, related_name="replies")
    email = EmailField(_("correo"))
    person = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("persona"),
    )
    answer = models.CharField(_("contesta"), max_length=9, choices=CalendarAnswer)
    sequence = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(_("contestó el"))
    comment = models.CharField(_("qué dice"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("respuesta de calendario")
        verbose_name_plural = _("respuestas de calendario")
        ordering = ["sent_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="one_reply_each")]

    def __str__(self) -> str:
        return f"{self.person or self.email}: {self.get_answer_display()}"
