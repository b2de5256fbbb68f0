"""What members can do, and where each stands before a need, with where it may go from there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How far a member goes in an area."""

    OFFERS = "offers", _("lo ofrece")
    PROVEN = "proven", _("con referencia demostrable")
    RESEARCHES = "researches", _("lo investiga")


class ReferenceKind(models.TextChoices):
    CONTRACT = "contract", _("contrato")
    PILOT = "pilot", _("piloto")
    PROJECT = "project", _("proyecto")


class Frequency(models.TextChoices):
    """How often somebody wants the opportunities that fit."""

    WEEKLY = "weekly", _("una vez a la semana")
    AT_ONCE = "at_once", _("en cuanto salgan")
    NEVER = "never", _("nunca")


class Origin(models.TextChoices):
    """Who put a member forward for a need."""

    RANKING = "ranking", _("por encaje")
    OFFICE = "office", _("añadido por la oficina")
    ITSELF = "itself", _("se ofreció")
    SOUNDING = "sounding", _("consulta abierta")


class CandidateState(models.TextChoices):
    """Where a member stands before a need."""

    SUGGESTED = "suggested", _("propuesto")
    CHOSEN = "chosen", _("elegido")
    ASKED = "asked", _("consultado")
    INTERESTED = "interested", _("le interesa")
    NOT_NOW = "not_now", _("ahora no")
    DECLINED = "declined", _("no es lo suyo")
    EXPIRED = "expired", _("no contestó")
    INTRODUCED = "introduced", _("presentado")
    PASSED_OVER = "passed_over", _("no presentado")
    DISCARDED = "discarded", _("descartado")
    LEFT = "left", _("ya no es asociado")


_ANSWERS = (CandidateState.INTERESTED, CandidateState.NOT_NOW, CandidateState.DECLINED)


CANDIDATE_MOVES = {
    CandidateState.SUGGESTED: (
        CandidateState.CHOSEN, CandidateState.ASKED, CandidateState.DISCARDED,
        CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    CandidateState.CHOSEN: (
        CandidateState.SUGGESTED, CandidateState.ASKED, CandidateState.DISCARDED,
        CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    CandidateState.ASKED: (
        *_ANSWERS, CandidateState.EXPIRED, CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    # An answer may be another within the deadline.
    CandidateState.INTERESTED: (
        CandidateState.NOT_NOW, CandidateState.DECLINED, CandidateState.INTRODUCED,
        CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    CandidateState.NOT_NOW: (
        CandidateState.INTERESTED, CandidateState.DECLINED, CandidateState.ASKED,
        CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    CandidateState.DECLINED: (CandidateState.INTERESTED, CandidateState.NOT_NOW),
    CandidateState.EXPIRED: (
        *_ANSWERS, CandidateState.ASKED, CandidateState.PASSED_OVER, CandidateState.LEFT,
    ),
    CandidateState.PASSED_OVER: (CandidateState.INTERESTED, CandidateState.INTRODUCED),
    CandidateState.DISCARDED: (CandidateState.SUGGESTED, CandidateState.CHOSEN),
    CandidateState.INTRODUCED: (),
    CandidateState.LEFT: (CandidateState.SUGGESTED,),
}  # fmt: skip
"""From each state of a candidate, those to which it may go."""


TAKES_A_PLACE = (CandidateState.ASKED, CandidateState.INTERESTED, CandidateState.INTRODUCED)
"""In these a candidate takes one of the places of its need. Any other state frees it."""


class DiscardReason(models.TextChoices):
    FIELD = "field", _("no es su campo")
    SIZE = "size", _("no tiene el tamaño")
    PLACE = "place", _("no trabaja allí")
    CONFLICT = "conflict", _("conflicto de interés")
    BUSY = "busy", _("no puede ahora")
    TURN = "turn", _("le toca a otro")
    OTHER = "other", _("otro motivo")


class SoundingEvent(models.TextChoices):
    """What may happen in a sounding, as its log tells it."""

    OPENED = "opened", _("se abre")
    SENT = "sent", _("se escribe")
    REMINDED = "reminded", _("se recuerda")
    UNREACHED = "unreached", _("sin correo")
    LEFT_OUT = "left_out", _("queda fuera")
    QUESTION = "question", _("preguntan")
    REPLY = "reply", _("se contesta")
    ANSWER = "answer", _("responde")
    CLOSED = "closed", _("se cierra")
