from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from ..enums import Community


def where(house: House, name: str) -> str:
    return f"house/{uuid.uuid4().hex}.{name.rpartition('.')[2].lower()[:5]}"


class House(models.Model):
    """The one cluster of an installation. There is at most one row, with key 1.

    `records_since`: the year from which the records are complete. What is said to be "new" or
    "for the first time" holds from then on. `community`: whose holidays the office keeps.
    """

    name = models.CharField(_("nombre del clúster"), max_length=120)
    short_name = models.CharField(_("nombre corto"), max_length=40, blank=True)
    claim = models.CharField(_("lema"), max_length=200, blank=True)
    brand = models.CharField(
        _("color de la marca"), max_length=7, default="#0f5c5c",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Un color como #0f5c5c."))],
    )  # fmt: skip
    logo = models.ImageField(_("logotipo"), upload_to=where, blank=True)
    website = models.URLField(_("web"), blank=True)
    community = models.CharField(
        _("comunidad autónoma"), max_length=2, choices=Community, blank=True
    )
    records_since = models.PositiveSmallIntegerField(_("registros completos desde el año"))
    is_example = models.BooleanField(_("datos de ejemplo"), default=False, editable=False)

    class Meta:
        verbose_name = _("clúster")
        verbose_name_plural = _("clúster")
        constraints = [models.CheckConstraint(name="one_house", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def ours(cls, **also: Combinable) -> House | None:
        """The cluster, or None in an installation that has not been set up. `also`: what is asked
        with it, and it has then by those names."""
        return cls.objects.filter(pk=1).annotate(**also).first()
