from django.db import models
from django.utils.translation import gettext_lazy as _


class SeriesKind(models.TextChoices):
    """What a series of editions is; some kinds are counted in a line of their own."""

    FORUM = "forum", _("foro propio")
    PULSE = "pulse", "PULSE"
    WEBINAR = "webinar", _("webinario")
    TRAINING = "training", _("formación")
    DINNER = "dinner", _("cena")
    CONFERENCE = "conference", _("jornada")
    FAIR = "fair", _("feria o foro externo")
    CONGRESS = "congress", _("congreso externo")


COUNTED_APART = (SeriesKind.PULSE, SeriesKind.WEBINAR, SeriesKind.TRAINING)
"""Own events that have a figure of their own, and show in the rest only as overlap."""


class OurRole(models.TextChoices):
    LEADS = "leads", _("conduce")
    COORGANISES = "coorganises", _("coorganiza")
    SPEAKS = "speaks", _("interviene")
    MODERATES = "moderates", _("modera")
    EXHIBITS = "exhibits", _("expone")
    JURY = "jury", _("jurado")
    VISITS = "visits", _("visita")


LEADING = (OurRole.LEADS, OurRole.COORGANISES)


class MandateKind(models.TextChoices):
    ADVISORY_COUNCIL = "advisory_council", _("consejo asesor")
    TECHNICAL_COMMITTEE = "technical_committee", _("comité técnico")


class AttendanceState(models.TextChoices):
    INVITED = "invited", _("invitado")
    CONFIRMED = "confirmed", _("confirmado")
    ATTENDED = "attended", _("asistió")
    ABSENT = "absent", _("no asistió")


class ProgrammeKind(models.TextChoices):
    WEBINARS = "webinars", _("webinarios")
    TRAINING = "training", _("formación")


class ProgrammeState(models.TextChoices):
    DESIGN = "design", _("en diseño")
    ACTIVE = "active", _("en marcha")
    FINISHED = "finished", _("terminado")
