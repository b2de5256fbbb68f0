from django.db import models
from django.utils.translation import gettext_lazy as _


class Network(models.TextChoices):
    LINKEDIN = "linkedin", "LinkedIn"
    X = "x", "X"
    INSTAGRAM = "instagram", "Instagram"
    FACEBOOK = "facebook", "Facebook"
    YOUTUBE = "youtube", "YouTube"
    BLUESKY = "bluesky", "Bluesky"
    MASTODON = "mastodon", "Mastodon"
    OTHER = "other", _("otra red")


class Topic(models.TextChoices):
    TRAINING = "training", _("formación")
    ACHIEVEMENT = "achievement", _("logro")
    GOOD_PRACTICE = "good_practice", _("buena práctica")
    NEW_MEMBER = "new_member", _("nuevo asociado")
    EVENT = "event", _("evento")
    OTHER = "other", _("otro tema")


class ReadingSource(models.TextChoices):
    SCREEN = "screen", _("leído en pantalla")
    EXPORT = "export", _("exportación de la red")
    API = "api", _("conexión con la red")


class Formula(models.TextChoices):
    OPEN_RATE = "open_rate", _("tasa de apertura")
    CLICK_RATE = "click_rate", _("tasa de clics")
    INTERACTION_RATE = "interaction_rate", _("tasa de interacción")
