from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Commitment(Record):
    """What a meeting agreed that somebody would do by a day."""

    meeting = models.ForeignKey(
        "groups.GroupMeeting", models.PROTECT, related_name="commitments", verbose_name=_("reunión")
    )
    text = models.CharField(_("acuerdo"), max_length=300)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True,
        related_name="commitments", verbose_name=_("a cargo de"),
    )  # fmt: skip
    due_on = models.DateField(_("para el"), null=True, blank=True)
    done_on = models.DateField(_("hecho el"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("acuerdo de reunión")
        verbose_name_plural = _("acuerdos de reuniones")
        ordering = ["done_on", "due_on", "pk"]

    def __str__(self) -> str:
        return self.text
