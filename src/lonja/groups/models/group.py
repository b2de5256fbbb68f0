from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import GroupKind, GroupState, SeatRole


class WorkingGroup(Record):
    """A commission or group: organisations that work on something together for a time."""

    name = models.CharField(_("nombre"), max_length=200)
    kind = models.CharField(_("clase"), max_length=12, choices=GroupKind, default=GroupKind.GROUP)
    state = models.CharField(
        _("estado"), max_length=12, choices=GroupState, default=GroupState.PROPOSED
    )
    mission = models.TextField(_("misión"), blank=True)
    started_on = models.DateField(_("constituido el"), null=True, blank=True)
    ended_on = models.DateField(_("cerrado el"), null=True, blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subgroups",
        verbose_name=_("dentro de"),
    )
    partners = models.ManyToManyField(
        "directory.Organisation",
        blank=True,
        related_name="joint_groups",
        verbose_name=_("redes con las que se comparte"),
    )
    areas = models.ManyToManyField(
        "directory.Area", blank=True, related_name="groups", verbose_name=_("temas")
    )

    class Meta(Record.Meta):
        verbose_name = _("grupo de trabajo")
        verbose_name_plural = _("grupos de trabajo")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class GroupSeat(Record):
    """An organisation's place in a group, with the person who attends for it, for a term."""

    group = models.ForeignKey(
        WorkingGroup, models.PROTECT, related_name="seats", verbose_name=_("grupo")
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="group_seats",
        verbose_name=_("entidad"),
    )
    person = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="group_seats",
        verbose_name=_("persona"),
    )
    role = models.CharField(_("papel"), max_length=12, choices=SeatRole, default=SeatRole.MEMBER)
    since = models.DateField(_("desde"))
    until = models.DateField(_("hasta"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("puesto en un grupo")
        verbose_name_plural = _("puestos en grupos")
        ordering = ["role", "organisation__folded"]
        constraints = [
            models.CheckConstraint(
                name="group_seat_ends_after_it_starts",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                violation_error_message=_("El final no puede ser anterior al principio."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.group}"
