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


SUPRAMUNICIPAL = frozenset(
    {
        Kind.PROVINCIAL_COUNCIL, Kind.ISLAND_COUNCIL, Kind.COMMONWEALTH, Kind.COUNTY,
        Kind.METROPOLITAN, Kind.CONSORTIUM,
    }
)  # fmt: skip
"""Classes L02, L03, L05, L06, L07, L08 of the public directory DIR3."""

WORKABLE = frozenset({Kind.MUNICIPALITY}) | SUPRAMUNICIPAL
"""What the office can work with and count as a territory."""
