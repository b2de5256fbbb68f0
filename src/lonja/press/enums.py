from django.db import models
from django.utils.translation import gettext_lazy as _


class Support(models.TextChoices):
    DIGITAL = "digital", _("digital")
    PRINT = "print", _("prensa escrita")
    RADIO = "radio", _("radio")
    TELEVISION = "television", _("televisión")
    AGENCY = "agency", _("agencia")
    BLOG = "blog", _("blog")


class Scope(models.TextChoices):
    NATIONAL = "national", _("nacional")
    REGIONAL = "regional", _("regional")
    LOCAL = "local", _("local")
    TRADE = "trade", _("especializado")
    INTERNATIONAL = "international", _("internacional")


class Tone(models.TextChoices):
    POSITIVE = "positive", _("positivo")
    NEUTRAL = "neutral", _("neutro")
    NEGATIVE = "negative", _("negativo")


class Prominence(models.TextChoices):
    HEADLINE = "headline", _("en el titular")
    LEAD = "lead", _("en la entradilla")
    PASSING = "passing", _("de pasada")
