from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act


class GroupMeeting(Act):
    """A meeting of a group: called, held, with its minutes."""

    KIND = Kind.GROUP_MEETING

    group = models.ForeignKey(
        "groups.WorkingGroup", models.PROTECT, related_name="meetings", verbose_name=_("grupo")
    )
    agenda = models.TextField(_("orden del día"), blank=True)
    minutes = models.TextField(_("acta"), blank=True)
    minutes_approved_on = models.DateField(_("acta aprobada el"), null=True, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("reunión de grupo")
        verbose_name_plural = _("reuniones de grupos")
        indexes = []
        constraints = []
