from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """Two records of the directory that were one, made one; with all that undoing it needs.

    `moved` are [model, key, column, before, after] of what pointed to the one that went, in order;
    `dropped`, [model, values] of what the one kept had already; `binned`, [model, key] of records
    that could not stand beside its own; `filled`, {column: [before, after]} of what it took from
    the other; `loops`, [key, column, value] of what either said of the other.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    kept_id = models.PositiveBigIntegerField()
    gone_id = models.PositiveBigIntegerField()
    kept_name = models.CharField(max_length=240)
    gone_name = models.CharField(max_length=240)
    moved = models.JSONField(default=list)
    dropped = models.JSONField(default=list)
    binned = models.JSONField(default=list)
    loops = models.JSONField(default=list)
    filled = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("unión")
        verbose_name_plural = _("uniones")
        indexes = [models.Index(fields=["content_type", "kept_id"])]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept_name}"


class Different(models.Model):
    """Two records that look alike, of which somebody has said that they are two."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    low_id = models.PositiveBigIntegerField()
    high_id = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "low_id", "high_id"], name="different_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.low_id} ≠ {self.high_id}"
