from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    COMPANY = "company", _("empresa")
    UNIVERSITY = "university", _("universidad")
    PUBLIC_BODY = "public_body", _("entidad pública")
    NETWORK = "network", _("red")
    CLUSTER = "cluster", _("clúster")
    MEDIUM = "medium", _("medio de comunicación")
    OTHER = "other", _("otra entidad")


class Level(models.TextChoices):
    """The level of government of a public body."""

    STATE = "state", _("estatal")
    REGIONAL = "regional", _("autonómico")
    LOCAL = "local", _("local")
    EUROPEAN = "european", _("europeo")


class Size(models.TextChoices):
    MICRO = "micro", _("microempresa")
    SMALL = "small", _("pequeña")
    MEDIUM = "medium", _("mediana")
    LARGE = "large", _("grande")


class Channel(models.TextChoices):
    """How a member came, declared once, at admission."""

    SOCIAL = "social", _("redes sociales")
    EVENT = "event", _("evento")
    REFERRAL = "referral", _("recomendación de un asociado")
    PROJECT = "project", _("proyecto o convocatoria")
    PRESS = "press", _("medios de comunicación")
    WEB = "web", _("página web")
    DIRECT = "direct", _("contacto de la oficina")
    UNKNOWN = "unknown", _("sin declarar")


class MembershipKind(models.TextChoices):
    FULL = "full", _("de número")
    HONORARY = "honorary", _("de honor")
    COLLABORATOR = "collaborator", _("colaborador")


class Fee(models.TextChoices):
    PENDING = "pending", _("pendiente")
    PAID = "paid", _("pagada")
    EXEMPT = "exempt", _("exenta")
    OVERDUE = "overdue", _("vencida")
