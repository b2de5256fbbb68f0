from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act


class Dossier(Act):
    """A themed view of what members do. `date` is that of its publication; it needs its link."""

    KIND = Kind.DOSSIER
    own_proof = ~models.Q(url="")

    number = models.PositiveSmallIntegerField(_("número"), null=True, blank=True)
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    edition_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("edición de"),
    )
    areas = models.ManyToManyField(
        "directory.Area", blank=True, related_name="dossiers", verbose_name=_("temas")
    )
    downloads = models.PositiveIntegerField(_("descargas"), null=True, blank=True)

    class Meta(Act.Meta):
        verbose_name = _("dosier")
        verbose_name_plural = _("dosieres")
        indexes = []
        constraints = []
