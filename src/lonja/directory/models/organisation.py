from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField
from lonja.core.records import Record
from lonja.territories.models import Territory

from ..enums import Kind, Level, Size


class Organisation(Record):
    """A company, university, public body, network, cluster or medium.

    `kind` is the one in force today; `kinds` keeps the dated history, and what happened on a date
    is classified by the kind of that date. `part_of` folds what counts as one: a university's
    institute is its university, a municipal company is its council. `territory` ties a public body
    to the place it governs.
    """

    name = models.CharField(_("nombre"), max_length=200)
    legal_name = models.CharField(_("razón social"), max_length=240, blank=True)
    acronym = models.CharField(_("siglas"), max_length=40, blank=True)
    kind = models.CharField(_("tipo"), max_length=12, choices=Kind, default=Kind.COMPANY)
    level = models.CharField(_("nivel"), max_length=10, choices=Level, blank=True)
    tax_id = models.CharField(_("NIF"), max_length=20, blank=True, db_index=True)
    size = models.CharField(_("tamaño"), max_length=8, choices=Size, blank=True)
    website = models.URLField(_("web"), blank=True)
    domain = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    email = EmailField(_("correo"), blank=True)
    phone = models.CharField(_("teléfono"), max_length=40, blank=True)
    address = models.CharField(_("dirección"), max_length=240, blank=True)
    postcode = models.CharField(_("código postal"), max_length=10, blank=True)
    territory = models.ForeignKey(
        "territories.Territory", models.SET_NULL, null=True, blank=True,
        related_name="organisations", verbose_name=_("territorio"),
    )  # fmt: skip
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("forma parte de"),
    )
    description = models.TextField(_("descripción"), blank=True)
    is_us = models.BooleanField(_("es el propio clúster"), default=False, editable=False)
    is_example = models.BooleanField(_("ejemplo"), default=False, editable=False)
    folded = models.CharField(max_length=500, editable=False, db_index=True, default="")
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="merged_from"
    )

    class Meta(Record.Meta):
        verbose_name = _("entidad")
        verbose_name_plural = _("entidades")
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_us"], condition=models.Q(is_us=True), name="one_of_us"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def governs(self) -> Territory | None:
        """The place whose government it is. A company in a town does not govern it."""
        return self.territory if self.kind == Kind.PUBLIC_BODY else None


class OrganisationKind(models.Model):
    """What an organisation was from a date on: a spin-off turns from university into company."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="kinds")
    kind = models.CharField(_("tipo"), max_length=12, choices=Kind)
    since = models.DateField(_("desde"))

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "since"], name="one_kind_a_date")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.since})"
