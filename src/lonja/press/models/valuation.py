from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class Valuation(Record):
    """What somebody says that a mention was worth: who, by what method, when. Never computed here.

    The one in force is the latest; older ones stay, so that a change of method can be seen.
    """

    mention = models.ForeignKey(
        "press.Mention", models.PROTECT, related_name="valuations", verbose_name=_("impacto")
    )
    amount = models.DecimalField(
        _("valor (€)"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    provider = models.CharField(_("quién lo valora"), max_length=120)
    method = models.CharField(_("método"), max_length=160)
    valued_on = models.DateField(_("fecha de la valoración"))

    class Meta(Record.Meta):
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        ordering = ["-valued_on", "-pk"]
        indexes = [models.Index(fields=["mention", "-valued_on"])]

    def __str__(self) -> str:
        return f"{self.amount} € · {self.provider}"
