from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A term of the taxonomy. A code is never reused: what falls out of use is retired."""

    code = models.CharField(_("código"), max_length=8, unique=True)
    name = models.CharField(_("nombre"), max_length=160)
    name_en = models.CharField(_("nombre en inglés"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    retired = models.BooleanField(_("en desuso"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        english = (get_language() or "es").startswith("en")
        return (self.name_en if english else "") or self.name


class Vertical(Term):
    """A field of the smart city: mobility, water, energy. "MOV"."""

    references = models.CharField(_("correspondencias"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("vertical")
        verbose_name_plural = _("verticales")
        ordering = ["position", "code"]


class Area(Term):
    """A part of a vertical, by which capabilities and needs are tagged: "MOV-04".

    `cpv` are prefixes of procurement codes without trailing zeros: hints of what a notice may be
    about, never a proof. `successor` is what stands in the place of a retired one.
    """

    vertical = models.ForeignKey(
        Vertical, models.PROTECT, related_name="areas", verbose_name=_("vertical")
    )
    cpv = models.JSONField(_("prefijos CPV"), default=list, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sustituida por"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("área")
        verbose_name_plural = _("áreas")
        ordering = ["position", "code"]
