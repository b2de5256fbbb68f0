from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record


class OpeningBalance(Record):
    """The value of a figure in a year whose records are not here: typed once, and marked as such.

    `items` name the records it stands for (the territories of that year), so that what is new
    later can be told from what is not; a value without a list has none.
    """

    key = models.CharField(_("cifra"), max_length=80)
    year = models.PositiveSmallIntegerField(_("año"))
    value = models.DecimalField(_("valor"), max_digits=18, decimal_places=4, null=True, blank=True)
    source = models.CharField(
        _("de dónde sale"), max_length=240, help_text=_("Por ejemplo: memoria de 2023, página 8.")
    )

    class Meta(Record.Meta):
        verbose_name = _("saldo inicial")
        verbose_name_plural = _("saldos iniciales")
        ordering = ["-year", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_opening_balance_a_year",
                violation_error_message=_("Esa cifra ya tiene saldo inicial en ese año."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} · {self.year}"


class OpeningItem(models.Model):
    """A record that an opening balance lists, or only its name when there is none."""

    opening = models.ForeignKey(OpeningBalance, models.CASCADE, related_name="items")
    content_type = models.ForeignKey(ContentType, models.CASCADE, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    record = GenericForeignKey("content_type", "object_id")
    label = models.CharField(_("nombre"), max_length=240)

    class Meta:
        ordering = ["label", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.label
