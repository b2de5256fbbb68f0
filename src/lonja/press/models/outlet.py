from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Scope, Support


class Outlet(Record):
    """A newspaper, a station, a site: where something is said, for whom, on what support."""

    name = models.CharField(_("nombre"), max_length=160)
    support = models.CharField(
        _("soporte"), max_length=12, choices=Support, default=Support.DIGITAL
    )
    scope = models.CharField(_("ámbito"), max_length=14, choices=Scope, blank=True)
    territory = models.ForeignKey(
        "territories.Territory", models.SET_NULL, null=True, blank=True,
        related_name="outlets", verbose_name=_("territorio"),
    )  # fmt: skip
    website = models.URLField(_("web"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("medio")
        verbose_name_plural = _("medios")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "support"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_outlet_by_name",
                violation_error_message=_("Ese medio ya está, con ese mismo soporte."),
            )
        ]

    def __str__(self) -> str:
        return self.name
