from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.records import Record

from ..enums import Prominence, Tone


class Story(Record):
    """What was told once and printed by many: an agency's wire and its copies."""

    title = models.CharField(_("título"), max_length=240)

    class Meta(Record.Meta):
        verbose_name = _("noticia")
        verbose_name_plural = _("noticias")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class Mention(Act):
    """One piece in one outlet that names the cluster. `date` is that of its publication.

    Planned is one detected and not yet confirmed as ours; a copy of another in the same outlet is a
    duplicate and does not count; a copy in another outlet counts, within the same story.
    """

    KIND = Kind.MENTION
    own_proof = ~models.Q(url="")

    outlet = models.ForeignKey(
        "press.Outlet", models.PROTECT, related_name="mentions", verbose_name=_("medio")
    )
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    author = models.CharField(_("firma"), max_length=160, blank=True)
    story = models.ForeignKey(
        Story,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("noticia"),
    )
    duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=_("repetida de"),
    )
    tone = models.CharField(_("tono"), max_length=8, choices=Tone, blank=True)
    prominence = models.CharField(_("relevancia"), max_length=8, choices=Prominence, blank=True)
    caused_by = models.ForeignKey(
        "acts.Act", models.SET_NULL, null=True, blank=True, related_name="mentions_caused",
        verbose_name=_("a raíz de"),
    )  # fmt: skip
    provider_id = models.CharField(_("número del proveedor"), max_length=80, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("impacto en medios")
        verbose_name_plural = _("impactos en medios")
        indexes = [models.Index(fields=["url"])]
        constraints = []
