from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField
from lonja.core.records import Record

from ..enums import SoundingEvent


class Sounding(Record):
    """A need opened to every member that fits it, with one text, one deadline and shared answers.

    So that what the office does before a tender treats all alike (LCSP, art. 115). `text` is what
    everybody gets, fixed once opened. Who was told, and what each said, are the candidates of the
    need with the origin "sounding".
    """

    need = models.OneToOneField(
        "matching.Need", models.PROTECT, related_name="sounding", verbose_name=_("necesidad")
    )
    text = models.TextField(_("qué se pregunta"))
    criterion = models.CharField(_("a quién se abre"), max_length=400)
    opened_at = models.DateTimeField(_("abierta el"), null=True, blank=True, editable=False)
    closes_on = models.DateField(_("contestar hasta"))
    closed_at = models.DateTimeField(_("cerrada el"), null=True, blank=True, editable=False)
    conclusion = models.TextField(_("qué se concluye"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("consulta abierta")
        verbose_name_plural = _("consultas abiertas")
        ordering = ["-closes_on", "-pk"]

    def __str__(self) -> str:
        return str(self.need)

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class Question(models.Model):
    """What a member asked in a sounding, without its name, and the answer that all got."""

    sounding = models.ForeignKey(Sounding, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(_("pregunta"))
    asked_at = models.DateTimeField(_("preguntada el"), default=timezone.now)
    answer = models.TextField(_("respuesta"), blank=True)
    answered_at = models.DateTimeField(_("contestada el"), null=True, blank=True)

    class Meta:
        verbose_name = _("pregunta de una consulta")
        verbose_name_plural = _("preguntas de consultas")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class SoundingEntry(models.Model):
    """A line of the log of a sounding: what happened, when, to whom. Written once, never changed.

    `to` is the address written to; `text`, whole, what was sent, asked or answered.
    """

    sounding = models.ForeignKey(Sounding, models.PROTECT, related_name="log")
    at = models.DateTimeField(_("cuándo"), default=timezone.now)
    what = models.CharField(_("qué"), max_length=9, choices=SoundingEvent)
    member = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("asociado"),
    )
    to = EmailField(_("a quién"), blank=True)
    text = models.TextField(_("texto"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("persona de la oficina"),
    )

    class Meta:
        verbose_name = _("apunte de una consulta")
        verbose_name_plural = _("apuntes de consultas")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.at:%Y-%m-%d %H:%M}"
