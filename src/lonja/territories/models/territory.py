from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import FoldedField
from lonja.core.records import Record

from ..enums import SUPRAMUNICIPAL, Kind


class Territory(Record):
    """A place with a government: a municipality, a body above it, a province, a region.

    `code` is the official one as text, never a number: "01051" (INE) for a municipality, "46" for a
    province, "10" for a region, DIR3 for bodies that have one. Bodies above municipalities list
    their `members`; provinces and regions contain by `province` and `region`.
    """

    kind = models.CharField(_("tipo"), max_length=20, choices=Kind)
    name = models.CharField(_("nombre"), max_length=160)
    other_name = models.CharField(_("nombre en la otra lengua oficial"), max_length=160, blank=True)
    code = models.CharField(_("código oficial"), max_length=20, blank=True)
    dir3 = models.CharField("DIR3", max_length=9, blank=True)
    country = models.CharField(_("país"), max_length=2, default="ES")
    province = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="in_province",
        verbose_name=_("provincia"),
    )
    region = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="in_region",
        verbose_name=_("comunidad autónoma"),
    )
    members = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="bodies",
        verbose_name=_("municipios que la forman"),
    )
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("sucesor"),
    )
    population = models.PositiveIntegerField(_("población"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("año del padrón"), null=True, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    folded = FoldedField(max_length=340, sources=("name", "other_name"), db_index=True)

    class Meta(Record.Meta):
        verbose_name = _("territorio")
        verbose_name_plural = _("territorios")
        ordering = ["folded"]
        indexes = [models.Index(fields=["kind", "folded"])]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "code"],
                name="territory_code_once",
                condition=~models.Q(code=""),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hint(self) -> str:
        """What tells it from its homonyms: its kind and its province."""
        kind = str(self.get_kind_display())
        return f"{kind} · {self.province}" if self.province else kind

    @property
    def is_supramunicipal(self) -> bool:
        return self.kind in SUPRAMUNICIPAL
