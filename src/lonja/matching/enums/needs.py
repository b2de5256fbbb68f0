"""States of a need, with those to which it may go, and what is told of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CameBy(models.TextChoices):
    """How a need reached the office."""

    FORM = "form", _("formulario")
    PHONE = "phone", _("llamada o conversación")
    GROUP = "group", _("grupo de trabajo")
    FEED = "feed", _("anuncio público")


class NeedState(models.TextChoices):
    RECEIVED = "received", _("recibida")
    QUALIFIED = "qualified", _("calificada")
    OPENED = "opened", _("abierta a los asociados")
    ANSWERED = "answered", _("con respuestas")
    INTRODUCED = "introduced", _("presentada")
    IN_PROGRESS = "in_progress", _("en curso")
    RESOLVED = "resolved", _("resuelta")
    UNANSWERED = "unanswered", _("sin respuesta")
    WITHDRAWN = "withdrawn", _("retirada")


NEED_MOVES = {
    NeedState.RECEIVED: (NeedState.QUALIFIED, NeedState.WITHDRAWN),
    NeedState.QUALIFIED: (NeedState.OPENED, NeedState.INTRODUCED, NeedState.WITHDRAWN),
    NeedState.OPENED: (
        NeedState.ANSWERED, NeedState.INTRODUCED, NeedState.UNANSWERED, NeedState.WITHDRAWN,
    ),
    NeedState.ANSWERED: (NeedState.INTRODUCED, NeedState.UNANSWERED, NeedState.WITHDRAWN),
    NeedState.INTRODUCED: (
        NeedState.IN_PROGRESS, NeedState.RESOLVED, NeedState.UNANSWERED, NeedState.WITHDRAWN,
    ),
    NeedState.IN_PROGRESS: (NeedState.RESOLVED, NeedState.UNANSWERED, NeedState.WITHDRAWN),
    # What was closed may be taken up again where it was left.
    NeedState.RESOLVED: (NeedState.IN_PROGRESS,),
    NeedState.UNANSWERED: (NeedState.OPENED, NeedState.WITHDRAWN),
    NeedState.WITHDRAWN: (NeedState.RECEIVED,),
}  # fmt: skip
"""From each state of a need, those to which it may go."""


NEED_CLOSED = (NeedState.RESOLVED, NeedState.UNANSWERED, NeedState.WITHDRAWN)


class Budget(models.TextChoices):
    """Bands of what a territory would spend, in euros without tax."""

    NONE = "none", _("sin presupuesto")
    MINOR = "minor", _("hasta 15.000 €")
    SMALL = "small", _("de 15.000 a 60.000 €")
    MEDIUM = "medium", _("de 60.000 a 215.000 €")
    LARGE = "large", _("de 215.000 a 1.000.000 €")
    HUGE = "huge", _("más de 1.000.000 €")


class Horizon(models.TextChoices):
    NOW = "now", _("ya")
    QUARTER = "quarter", _("en tres meses")
    YEAR = "year", _("en un año")
    LATER = "later", _("más adelante")


class Urgency(models.TextChoices):
    LOW = "low", _("sin prisa")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("urgente")


class Publicity(models.TextChoices):
    """Who may know of a need."""

    OPEN = "open", _("abierta")
    MEMBERS = "members", _("solo para los asociados que encajen")
    CONFIDENTIAL = "confidential", _("confidencial")
