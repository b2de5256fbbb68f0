from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.records import Record

from ..enums import OurRole


class Event(Act):
    """An event of ours (`own`) or of others. A dinner within a fair has it as `within`."""

    KIND = Kind.EVENT

    own = models.BooleanField(_("propio"), default=False)
    series = models.ForeignKey(
        "events.Series",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("formato"),
    )
    edition = models.PositiveSmallIntegerField(_("edición"), null=True, blank=True)
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="side_events",
        verbose_name=_("dentro de"),
    )
    programme = models.ForeignKey(
        "events.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("programa"),
    )
    url = models.URLField(_("página"), max_length=600, blank=True)
    areas = models.ManyToManyField(
        "directory.Area", blank=True, related_name="events", verbose_name=_("temas")
    )
    headcount = models.PositiveIntegerField(
        _("asistentes contados"), null=True, blank=True,
        help_text=_("Solo si no hay lista de asistencia."),
    )  # fmt: skip

    class Meta(Act.Meta):
        verbose_name = _("evento")
        verbose_name_plural = _("eventos")
        indexes = []
        constraints = []


class EventRole(Record):
    """What the cluster did at an event of others. Three roles at one event are one event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="roles", verbose_name=_("evento"))
    role = models.CharField(_("papel"), max_length=12, choices=OurRole)
    detail = models.CharField(_("detalle"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("papel en un evento")
        verbose_name_plural = _("papeles en eventos")
        ordering = ["event", "role"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.event}"


class Session(Record):
    """A session of an event. Recording those of others too lets one say "one of the two"."""

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="sessions", verbose_name=_("evento")
    )
    title = models.CharField(_("título"), max_length=240)
    our_role = models.CharField(_("nuestro papel"), max_length=12, choices=OurRole, blank=True)
    area = models.ForeignKey(
        "directory.Area",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("tema"),
    )
    speakers = models.ManyToManyField(
        "directory.Person", blank=True, related_name="sessions", verbose_name=_("intervienen")
    )

    class Meta(Record.Meta):
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        ordering = ["event", "pk"]

    def __str__(self) -> str:
        return self.title
