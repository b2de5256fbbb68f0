"""Kinds and states of public notices, as their sources say them; what the office makes of one."""

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
