from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act

from ..enums import Answer


class Introduction(Act):
    """A need put before a member: an act of the office, done once both sides know of each other.

    Its `territories` are that of the need. Each side answers by itself; what is done without the
    yes of both is not an introduction, which a constraint cannot see and `introducing` holds. Until
    then neither learns who the other's contact is, nor what it said. `words` are what the office
    says to both. A telephone is given only when its side said that it may be.
    """

    KIND = Kind.INTRODUCTION

    need = models.ForeignKey(
        "matching.Need", models.PROTECT, related_name="introductions", verbose_name=_("necesidad")
    )
    member = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="introductions",
        verbose_name=_("asociado"),
    )
    member_answer = models.CharField(
        _("el asociado dice"), max_length=8, choices=Answer, default=Answer.PENDING
    )
    member_answered_on = models.DateField(_("contestó el"), null=True, blank=True)
    territory_answer = models.CharField(
        _("el territorio dice"), max_length=8, choices=Answer, default=Answer.PENDING
    )
    territory_answered_on = models.DateField(_("contestó el"), null=True, blank=True)
    member_words = models.CharField(_("en palabras del asociado"), max_length=400, blank=True)
    territory_words = models.CharField(_("en palabras del territorio"), max_length=400, blank=True)
    reason = models.CharField(_("por qué este asociado"), max_length=400, blank=True)
    words = models.TextField(_("palabras de la oficina"), blank=True)
    member_contact = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persona del asociado"),
    )
    territory_contact = models.ForeignKey(
        "directory.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("persona del territorio"),
    )
    member_shares_phone = models.BooleanField(
        _("se puede dar el teléfono del asociado"), default=False
    )
    territory_shares_phone = models.BooleanField(
        _("se puede dar el teléfono del territorio"), default=False
    )
    asked_at = models.DateTimeField(_("se pidió su sí el"), null=True, blank=True, editable=False)

    class Meta(Act.Meta):
        verbose_name = _("presentación")
        verbose_name_plural = _("presentaciones")
        indexes = []
        constraints = [
            models.UniqueConstraint(
                fields=["need", "member"],
                name="introduced_once",
                violation_error_message=_("Este asociado ya está presentado a esta necesidad."),
            )
        ]

    @property
    def both_agree(self) -> bool:
        return self.member_answer == Answer.YES and self.territory_answer == Answer.YES
