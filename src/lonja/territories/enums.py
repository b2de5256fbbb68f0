from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipio")
    PROVINCE = "province", _("provincia")
    REGION = "region", _("comunidad autónoma")
    COUNTRY = "country", _("país")
    # Supramunicipal bodies:
    PROVINCIAL_COUNCIL = "provincial_council", _("diputación")
    ISLAND_COUNCIL = "island_council", _("cabildo o consell insular")
    COMMONWEALTH = "commonwealth", _("mancomunidad")
    COUNTY = "county", _("comarca")
    METROPOLITAN = "metropolitan", _("área metropolitana")
    CONSORTIUM = "consortium", _("consorcio local")


class Band(models.TextChoices):
    """Population bands: what a municipality may contract and needs changes with its size."""

    UNDER_5K = "0", _("menos de 5.000 habitantes")
    UNDER_20K = "5000", _("de 5.000 a 20.000")
    UNDER_50K = "20000", _("de 20.000 a 50.000")
    UNDER_100K = "50000", _("de 50.000 a 100.000")
    UNDER_500K = "100000", _("de 100.000 a 500.000")
    OVER_500K = "500000", _("más de 500.000")

    @property
    def from_(self) -> int:
        """The fewest inhabitants of the band."""
        return int(self.value)

    @property
    def below(self) -> int | None:
        """The first number of inhabitants above the band; None in the last one."""
        later = [band.from_ for band in Band if band.from_ > self.from_]
        return min(later) if later else None

    @classmethod
    def of(cls, population: int | None) -> "Band | None":
        if population is None:
            return None
        return max((b for b in cls if b.from_ <= population), key=lambda b: b.from_)


SUPRAMUNICIPAL = frozenset(
    {
        Kind.PROVINCIAL_COUNCIL, Kind.ISLAND_COUNCIL, Kind.COMMONWEALTH, Kind.COUNTY,
        Kind.METROPOLITAN, Kind.CONSORTIUM,
    }
)  # fmt: skip
"""Classes L02, L03, L05, L06, L07, L08 of the public directory DIR3."""

WORKABLE = frozenset({Kind.MUNICIPALITY}) | SUPRAMUNICIPAL
"""What the office can work with and count as a territory."""
