from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Verb

# What is told of a record and no field of it says in words.
BESIDES = {"evidence": _("evidencia"), "kinds": _("tipo"), "merged": _("unión")}


class Immutable(Exception):
    """Somebody tried to change or to remove a line of the trail."""


class EntryQuerySet(models.QuerySet):
    def update(self, **values):
        raise Immutable("Lines of the trail are never changed")

    def delete(self):
        raise Immutable("Lines of the trail are never removed")

    def bulk_update(self, *args, **options):
        raise Immutable("Lines of the trail are never changed")

    def bulk_create(self, lines, *, update_conflicts=False, **options):
        if update_conflicts:
            raise Immutable("Lines of the trail are never changed")
        return super().bulk_create(lines, **options)


class Entry(models.Model):
    """One line of the trail. It is written once and never changed: see `redacting` for the law.

    `changes` maps a field's name to [old, new], both as text or null.
    """

    at = models.DateTimeField(_("cuándo"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    actor_name = models.CharField(max_length=160, blank=True)
    verb = models.CharField(_("qué hizo"), max_length=12, choices=Verb)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    label = models.CharField(_("registro"), max_length=255)
    changes = models.JSONField(default=dict)
    reason = models.TextField(_("motivo"), blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id", "-at"])]
        verbose_name = _("línea de la traza")
        verbose_name_plural = _("traza")

    def __str__(self) -> str:
        return f"{self.actor_name} {self.get_verb_display()} {self.label}"

    @property
    def told(self) -> list[tuple[str, str | None, str | None]]:
        """(name of the field as people read it, old, new) of each change."""
        model = ContentType.objects.get_for_id(self.content_type_id).model_class()
        fields = {f.name: f for f in model._meta.get_fields()} if model else {}
        return [(_named(name, fields.get(name)), *pair) for name, pair in self.changes.items()]

    def save(self, *args, **options):
        if not self._state.adding:
            raise Immutable("Lines of the trail are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise Immutable("Lines of the trail are never removed")


def _named(name: str, field: Any) -> str:
    """A field as people read it; what points to the record from elsewhere, by what it is."""
    if name in BESIDES:
        return str(BESIDES[name])
    if isinstance(field, models.ForeignObjectRel):
        return str(field.related_model._meta.verbose_name_plural)
    return str(getattr(field, "verbose_name", name))
