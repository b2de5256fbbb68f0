from django.db import models
from django.utils.translation import gettext_lazy as _


class OurRole(models.TextChoices):
    APPLICANT = "applicant", _("solicitante")
    PARTNER = "partner", _("clúster participante")
    COLLABORATOR = "collaborator", _("colaborador externo")
    ADVISER = "adviser", _("solo asesor")


COUNTED_ROLES = (OurRole.APPLICANT, OurRole.PARTNER)
"""A proposal that we only advised on is another's."""


class Result(models.TextChoices):
    """What was resolved of a proposal. Provisional is not granted."""

    PROVISIONAL = "provisional", _("propuesta provisional")
    RESERVE = "reserve", _("en reserva")
    GRANTED = "granted", _("concedido")
    DENIED = "denied", _("denegado")
    EXCLUDED = "excluded", _("excluido")
    WITHDRAWN = "withdrawn", _("desistido")
    RENOUNCED = "renounced", _("renunciado")
