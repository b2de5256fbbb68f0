from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField
from lonja.core.records import Record


class Person(Record):
    """Somebody the office deals with. Only what locates them in their work."""

    name = models.CharField(_("nombre y apellidos"), max_length=160)
    email = EmailField(_("correo"), blank=True, db_index=True)
    phone = models.CharField(_("teléfono"), max_length=40, blank=True)
    language = models.CharField(_("idioma"), max_length=2, default="es")
    notes = models.TextField(_("notas"), blank=True)
    source = models.CharField(_("de dónde vienen sus datos"), max_length=160, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person"
    )
    is_example = models.BooleanField(_("ejemplo"), default=False, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    folded = models.CharField(max_length=200, editable=False, db_index=True, default="")

    class Meta(Record.Meta):
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ["folded", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_written_to(self) -> bool:
        return bool(self.email) and self.deleted_at is None and self.erased_at is None
