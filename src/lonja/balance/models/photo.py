import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


def where(photo: "Photo", name: str) -> str:
    """A name nobody can guess, whatever the file was called."""
    return f"balance/{uuid.uuid4().hex}.{name.rpartition('.')[2].lower()[:5]}"


class Photo(Record):
    """A photo of the year, to be placed in the balance as {{ photo:12 }}."""

    year = models.PositiveSmallIntegerField(_("año"))
    file = models.ImageField(_("foto"), upload_to=where)
    alt = models.CharField(
        _("qué se ve"), max_length=240, help_text=_("Para quien no puede verla.")
    )
    caption = models.CharField(_("pie"), max_length=240, blank=True)
    credit = models.CharField(_("autoría"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("foto del balance")
        verbose_name_plural = _("fotos del balance")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.caption or self.alt
