from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    COMMISSION = "commission", _("comisión")
    GROUP = "group", _("grupo de trabajo")
    JOINT = "joint", _("grupo interactivo con otra red")


class GroupState(models.TextChoices):
    PROPOSED = "proposed", _("propuesto")
    CONSTITUTED = "constituted", _("constituido")
    ACTIVE = "active", _("activo")
    PAUSED = "paused", _("en pausa")
    CLOSED = "closed", _("cerrado")


class SeatRole(models.TextChoices):
    COORDINATOR = "coordinator", _("coordina")
    MEMBER = "member", _("miembro")
    OBSERVER = "observer", _("observa")


class ContributionRole(models.TextChoices):
    COORDINATES = "coordinates", _("coordina")
    WRITES = "writes", _("redacta")
    REVIEWS = "reviews", _("revisa")


class DeliverableKind(models.TextChoices):
    GUIDE = "guide", _("guía")
    REPORT = "report", _("informe")
    METHODOLOGY = "methodology", _("nota metodológica")
    OTHER = "other", _("otro documento")
