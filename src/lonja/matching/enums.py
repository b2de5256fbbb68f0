"""States and kinds of needs, notices, introductions and outcomes, with the table of legal moves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    PLACSP = "placsp", _("Plataforma de Contratación del Sector Público")
    AGGREGATED = "aggregated", _("plataformas autonómicas agregadas")
    TED = "ted", _("Diario Oficial de la Unión Europea (TED)")


class NoticeKind(models.TextChoices):
    TENDER = "tender", _("licitación")
    MINOR = "minor", _("contrato menor")
    CONSULTATION = "consultation", _("consulta preliminar del mercado")
    PRIOR = "prior", _("anuncio previo")
    AWARD = "award", _("anuncio de adjudicación")
    IN_HOUSE = "in_house", _("encargo a medio propio")
    OTHER = "other", _("otro anuncio")


class NoticeState(models.TextChoices):
    PLANNED = "planned", _("prevista")
    OPEN = "open", _("en plazo")
    EVALUATION = "evaluation", _("pendiente de adjudicación")
    AWARDED = "awarded", _("adjudicada")
    RESOLVED = "resolved", _("resuelta")
    CLOSED = "closed", _("cerrada")
    CANCELLED = "cancelled", _("anulada")
    UNKNOWN = "unknown", _("estado desconocido")


OPEN_STATES = (NoticeState.PLANNED, NoticeState.OPEN)
"""In these a member can still take part. An unknown state is never one of them."""


class ContractType(models.TextChoices):
    SUPPLIES = "supplies", _("suministros")
    SERVICES = "services", _("servicios")
    WORKS = "works", _("obras")
    WORKS_CONCESSION = "works_concession", _("concesión de obras")
    SERVICES_CONCESSION = "services_concession", _("concesión de servicios")
    SPECIAL = "special", _("administrativo especial")
    PRIVATE = "private", _("privado")
    PARTNERSHIP = "partnership", _("colaboración público-privada")
    ASSETS = "assets", _("patrimonial")


class Procedure(models.TextChoices):
    OPEN = "open", _("abierto")
    SIMPLIFIED = "simplified", _("abierto simplificado")
    RESTRICTED = "restricted", _("restringido")
    NEGOTIATED = "negotiated", _("negociado con publicidad")
    UNPUBLISHED = "unpublished", _("negociado sin publicidad")
    DIALOGUE = "dialogue", _("diálogo competitivo")
    MINOR = "minor", _("contrato menor")
    FRAMEWORK = "framework", _("basado en acuerdo marco")
    CONTEST = "contest", _("concurso de proyectos")
    INNOVATION = "innovation", _("asociación para la innovación")
    DYNAMIC = "dynamic", _("sistema dinámico de adquisición")
    INTERNAL = "internal", _("normas internas")
    OTHER = "other", _("otro")


class AwardResult(models.TextChoices):
    AWARDED = "awarded", _("adjudicado")
    PROVISIONAL = "provisional", _("adjudicado provisionalmente")
    FORMALISED = "formalised", _("formalizado")
    BEST_OFFER = "best_offer", _("mejor valorado, pendiente de documentación")
    DESERTED = "deserted", _("desierto")
    WITHDRAWN = "withdrawn", _("desistimiento")
    RENOUNCED = "renounced", _("renuncia")
    UNKNOWN = "unknown", _("resultado desconocido")


WON = (AwardResult.AWARDED, AwardResult.FORMALISED)
"""Results in which somebody has won for good."""


class Triage(models.TextChoices):
    """What the office makes of a notice."""

    NEW = "new", _("sin mirar")
    KEPT = "kept", _("interesa")
    DISCARDED = "discarded", _("descartada")
    NEED = "need", _("convertida en necesidad")


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


class Answer(models.TextChoices):
    """What a side says to an introduction."""

    PENDING = "pending", _("sin contestar")
    YES = "yes", _("sí")
    NOT_NOW = "not_now", _("ahora no")
    NO = "no", _("no es lo nuestro")


class Level(models.TextChoices):
    """How far a member goes in an area."""

    OFFERS = "offers", _("lo ofrece")
    PROVEN = "proven", _("con referencia demostrable")
    RESEARCHES = "researches", _("lo investiga")


class ReferenceKind(models.TextChoices):
    CONTRACT = "contract", _("contrato")
    PILOT = "pilot", _("piloto")
    PROJECT = "project", _("proyecto")


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


class Side(models.TextChoices):
    MEMBER = "member", _("el asociado")
    TERRITORY = "territory", _("el territorio")
    OFFICE = "office", _("la oficina")


class MeetingStage(models.TextChoices):
    """A meeting from its first proposal of times to what came of it."""

    PROPOSED = "proposed", _("con horas propuestas")
    AGREED = "agreed", _("convocada")
    HELD = "held", _("celebrada")
    NOT_HELD = "not_held", _("no celebrada")
    CANCELLED = "cancelled", _("cancelada")


class CalendarAnswer(models.TextChoices):
    """What somebody answers in their calendar to an invitation."""

    YES = "going", _("irá")
    NO = "not_going", _("no irá")
    MAYBE = "maybe", _("quizá vaya")


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


class Afterwards(models.TextChoices):
    """What a side answers some time after an introduction."""

    GOING_ON = "going_on", _("seguimos hablando")
    AGREEMENT = "agreement", _("hay acuerdo")
    NOTHING = "nothing", _("quedó en nada")


class Frequency(models.TextChoices):
    """How often somebody wants the opportunities that fit."""

    WEEKLY = "weekly", _("una vez a la semana")
    AT_ONCE = "at_once", _("en cuanto salgan")
    NEVER = "never", _("nunca")


class OutcomeKind(models.TextChoices):
    MEETING = "meeting", _("reunión")
    PILOT = "pilot", _("piloto")
    CONTRACT = "contract", _("contrato")
    NOTHING = "nothing", _("quedó en nada")
