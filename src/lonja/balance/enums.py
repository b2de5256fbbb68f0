from django.db import models
from django.utils.translation import gettext_lazy as _


class Line(models.IntegerChoices):
    """The nine lines of work, as the sections of a balance are called."""

    GROUPS = 1, _("Grupos de trabajo")
    ALLIANCES = 2, _("Alianzas institucionales")
    OUTREACH = 3, _("Visibilidad y difusión en redes sociales")
    COMMUNITY = 4, _("Crecimiento de la comunidad online")
    PRESS = 5, _("Impacto en medios de comunicación")
    PRESENCE = 6, _("Participación en eventos y congresos")
    OWN_EVENTS = 7, _("Eventos propios")
    TERRITORIES = 8, _("Expansión territorial y generación de negocio")
    PROJECTS = 9, _("Proyectos financiados")


class Measure(models.TextChoices):
    COUNT = "count", _("contar los registros")
    DISTINCT = "distinct", _("contar distintos")
    SUM = "sum", _("sumar")
