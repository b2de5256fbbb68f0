"""What the two sides of an introduction say, and how their meeting goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    MEMBER = "member", _("el asociado")
    TERRITORY = "territory", _("el territorio")
    OFFICE = "office", _("la oficina")


class Answer(models.TextChoices):
    """What a side says to an introduction."""

    PENDING = "pending", _("sin contestar")
    YES = "yes", _("sí")
    NOT_NOW = "not_now", _("ahora no")
    NO = "no", _("no es lo nuestro")


class MeetingStage(models.TextChoices):
    """A meeting from its first proposal of times to what came of it."""

    PROPOSED = "proposed", _("con horas propuestas")
    AGREED = "agreed", _("convocada")
    HELD = "held", _("celebrada")
    NOT_HELD = "not_held", _("no celebrada")
    CANCELLED = "cancelled", _("cancelada")


MEETING_MOVES = {
    MeetingStage.PROPOSED: (MeetingStage.AGREED, MeetingStage.CANCELLED),
    MeetingStage.AGREED: (
        MeetingStage.PROPOSED, MeetingStage.HELD, MeetingStage.NOT_HELD, MeetingStage.CANCELLED,
    ),
    MeetingStage.HELD: (MeetingStage.AGREED,),
    MeetingStage.NOT_HELD: (MeetingStage.AGREED, MeetingStage.PROPOSED),
    MeetingStage.CANCELLED: (MeetingStage.PROPOSED,),
}  # fmt: skip
"""From each stage of a meeting, those to which it may go."""


class CalendarAnswer(models.TextChoices):
    """What somebody answers in their calendar to an invitation."""

    YES = "going", _("irá")
    NO = "not_going", _("no irá")
    MAYBE = "maybe", _("quizá vaya")


class Afterwards(models.TextChoices):
    """What a side answers some time after an introduction."""

    GOING_ON = "going_on", _("seguimos hablando")
    AGREEMENT = "agreement", _("hay acuerdo")
    NOTHING = "nothing", _("quedó en nada")


class OutcomeKind(models.TextChoices):
    MEETING = "meeting", _("reunión")
    PILOT = "pilot", _("piloto")
    CONTRACT = "contract", _("contrato")
    NOTHING = "nothing", _("quedó en nada")
