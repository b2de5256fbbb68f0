from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Only what is done counts."""

    PLANNED = "planned", _("previsto")
    DONE = "done", _("realizado")
    CANCELLED = "cancelled", _("anulado")


class Mode(models.TextChoices):
    PRESENTIAL = "presential", _("presencial")
    VIRTUAL = "virtual", _("virtual")
    HYBRID = "hybrid", _("híbrido")


class Kind(models.TextChoices):
    """What an act is. Those of another line of work are set by its own model."""

    # Captured as such, without further detail:
    CONTACT = "contact", _("contacto")
    CALL = "call", _("llamada")
    MEETING = "meeting", _("reunión")
    ASSISTANCE = "assistance", _("atención a un asociado")
    # Work with a territory:
    DIAGNOSIS = "diagnosis", _("diagnóstico")
    PLAN = "plan", _("plan")
    WORKSHOP = "workshop", _("taller")
    VISIT = "visit", _("visita técnica")
    PRESENTATION = "presentation", _("presentación de asociados")
    PILOT = "pilot", _("piloto")
    AGREEMENT = "agreement", _("convenio con un territorio")
    TERRITORY_EVENT = "territory_event", _("evento en el territorio")
    # Of other lines:
    GROUP_MEETING = "group_meeting", _("reunión de grupo de trabajo")
    DELIVERABLE = "deliverable", _("entregable")
    INSTITUTIONAL = "institutional", _("encuentro institucional")
    POST = "post", _("publicación en redes")
    DOSSIER = "dossier", _("dosier")
    NEWSLETTER = "newsletter", _("número del boletín")
    MENTION = "mention", _("impacto en medios")
    EVENT = "event", _("evento")
    PROPOSAL = "proposal", _("proyecto presentado")
    INTRODUCTION = "introduction", _("presentación entre partes")
    ENCOUNTER = "encounter", _("reunión tras una presentación")


CAPTURED = (
    Kind.CONTACT, Kind.CALL, Kind.MEETING, Kind.ASSISTANCE, Kind.DIAGNOSIS, Kind.PLAN,
    Kind.WORKSHOP, Kind.VISIT, Kind.PRESENTATION, Kind.PILOT, Kind.AGREEMENT, Kind.TERRITORY_EVENT,
)  # fmt: skip
"""Kinds that a person of the office chooses in the capture form."""

WORK_WITH_TERRITORY = (
    Kind.DIAGNOSIS, Kind.PLAN, Kind.WORKSHOP, Kind.VISIT, Kind.PRESENTATION, Kind.PILOT,
    Kind.AGREEMENT, Kind.TERRITORY_EVENT,
)  # fmt: skip
"""Kinds that make a territory "worked with" (domain, "qualifying engagement")."""


class Part(models.TextChoices):
    """How an organisation or a person takes part in an act."""

    ATTENDED = "attended", _("asistió")
    ORGANISED = "organised", _("organizó")
    SPOKE = "spoke", _("intervino")
    HOSTED = "hosted", _("acogió")
    MENTIONED = "mentioned", _("aparece")
    INVITED = "invited", _("invitado")
