from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Conclusion(Record):
    """An idea that came out of an event, with whoever takes it further."""

    event = models.ForeignKey(
        "events.Event", models.PROTECT, related_name="conclusions", verbose_name=_("evento")
    )
    text = models.TextField(_("idea"))
    owner = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True,
        related_name="conclusions", verbose_name=_("quién la lleva"),
    )  # fmt: skip
    next_step = models.CharField(_("siguiente paso"), max_length=240, blank=True)
    done_on = models.DateField(_("hecha el"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("conclusión")
        verbose_name_plural = _("conclusiones")
        ordering = ["event", "pk"]

    def __str__(self) -> str:
        return self.text[:120]
