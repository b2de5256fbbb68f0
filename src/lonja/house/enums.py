from django.db import models
from django.utils.translation import gettext_lazy as _


class Community(models.TextChoices):
    """The autonomous communities and cities of Spain, by their codes of ISO 3166-2."""

    ANDALUCIA = "AN", _("Andalucía")
    ARAGON = "AR", _("Aragón")
    ASTURIAS = "AS", _("Principado de Asturias")
    BALEARES = "IB", _("Illes Balears")
    CANARIAS = "CN", _("Canarias")
    CANTABRIA = "CB", _("Cantabria")
    CASTILLA_LA_MANCHA = "CM", _("Castilla-La Mancha")
    CASTILLA_Y_LEON = "CL", _("Castilla y León")
    CATALUNYA = "CT", _("Cataluña")
    CEUTA = "CE", _("Ceuta")
    EXTREMADURA = "EX", _("Extremadura")
    GALICIA = "GA", _("Galicia")
    LA_RIOJA = "RI", _("La Rioja")
    MADRID = "MD", _("Comunidad de Madrid")
    MELILLA = "ML", _("Melilla")
    MURCIA = "MC", _("Región de Murcia")
    NAVARRA = "NC", _("Comunidad Foral de Navarra")
    PAIS_VASCO = "PV", _("País Vasco")
    VALENCIA = "VC", _("Comunitat Valenciana")
