from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementState(models.TextChoices):
    NEGOTIATION = "negotiation", _("en negociación")
    SIGNED = "signed", _("firmado")
    IN_FORCE = "in_force", _("vigente")
    EXTENDED = "extended", _("prorrogado")
    ENDED = "ended", _("extinguido")


class Setting(models.TextChoices):
    """Where an institutional meeting took place."""

    EVENT = "event", _("en un evento")
    PRIVATE = "private", _("encuentro privado")
