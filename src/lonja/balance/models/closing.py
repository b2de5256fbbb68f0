from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Closing(models.Model):
    """The day a year was closed. From then on its printed figures do not change."""

    year = models.PositiveSmallIntegerField(_("año"), unique=True)
    closed_at = models.DateTimeField(_("cerrado"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("por")
    )
    note = models.TextField(_("observaciones"), blank=True)

    class Meta:
        verbose_name = _("cierre")
        verbose_name_plural = _("cierres")
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{_('Cierre de')} {self.year}"


class FrozenFigure(models.Model):
    """A figure as it stood at the closing. `value` and `previous` are packed by `packing`.

    Names and definitions are kept too, as {"es": …, "en": …}: what was printed then must be
    readable when the figure has changed or gone.
    """

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=80)
    line = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=10)
    name = models.JSONField()
    definition = models.JSONField()
    value = models.JSONField(null=True)
    previous = models.JSONField(null=True)
    previous_opening = models.BooleanField(default=False)
    breakdown = models.JSONField(default=dict)
    # {"en": {"value", "breakdown"}} of those whose labels are other in another language.
    translations = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    records = models.PositiveIntegerField(default=0)
    weak = models.PositiveIntegerField(default=0)
    opening = models.BooleanField(default=False)

    class Meta:
        ordering = ["line", "order"]
        constraints = [models.UniqueConstraint(fields=["closing", "key"], name="frozen_once")]

    def __str__(self) -> str:
        return f"{self.key} · {self.closing.year}"


class FrozenRow(models.Model):
    """A record behind a frozen figure, with the name it had and what it added."""

    figure = models.ForeignKey(FrozenFigure, models.CASCADE, related_name="rows")
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    label = models.CharField(max_length=255)
    date = models.DateField(null=True)
    contribution = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    proved = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.label


class RestatementNote(models.Model):
    """Why a figure of a closed year is now another, in the words of whoever knows."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="restatement_notes")
    key = models.CharField(max_length=80)
    text = models.TextField(_("por qué"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("explicación de una corrección")
        verbose_name_plural = _("explicaciones de correcciones")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
