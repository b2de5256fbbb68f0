from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Level, ReferenceKind


class Profile(Record):
    """What a member can do, as it says of itself: the office's page of it is `Organisation`.

    `cpv` holds procurement codes, eight digits each, separated by blanks; `certifications` are
    names ("ENS medio", "ISO 27001"). Without `works_in` it works anywhere. `most_at_once` limits
    how many needs it is put before at the same time; until `rests_until`, before none.
    """

    organisation = models.OneToOneField(
        "directory.Organisation", models.PROTECT, related_name="profile", verbose_name=_("entidad")
    )
    text = models.TextField(_("qué hace"), blank=True)
    cpv = models.CharField("CPV", max_length=900, blank=True)
    areas = models.ManyToManyField(
        "directory.Area",
        through="matching.ProfileArea",
        blank=True,
        related_name="profiles",
        verbose_name=_("áreas"),
    )
    works_in = models.ManyToManyField(
        "territories.Territory", blank=True, related_name="+", verbose_name=_("dónde trabaja")
    )
    certifications = models.JSONField(_("certificaciones"), default=list, blank=True)
    most_at_once = models.PositiveSmallIntegerField(
        _("cuántas necesidades a la vez"), null=True, blank=True
    )
    rests_until = models.DateField(_("no proponer hasta"), null=True, blank=True)
    asked_at = models.DateTimeField(_("se le pidió"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(_("lo contó"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("ficha de capacidades")
        verbose_name_plural = _("fichas de capacidades")
        ordering = ["organisation__folded", "pk"]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def cpv_codes(self) -> list[str]:
        return self.cpv.split()


class ProfileArea(models.Model):
    """An area in which a member works, and how far it goes in it."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="levels")
    area = models.ForeignKey("directory.Area", models.PROTECT, related_name="levels")
    level = models.CharField(_("nivel"), max_length=10, choices=Level, default=Level.OFFERS)

    class Meta:
        ordering = ["area__position", "area__code"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "area"], name="one_level_an_area")
        ]

    def __str__(self) -> str:
        return f"{self.area} ({self.get_level_display()})"


class Reference(Record):
    """Work that a member has done, as proof of what it can do. `amount` in euros without tax.

    Those found in award notices are not copied here: see `Attribution`.
    """

    organisation = models.ForeignKey(
        "directory.Organisation",
        models.PROTECT,
        related_name="references",
        verbose_name=_("asociado"),
    )
    kind = models.CharField(
        _("tipo"), max_length=8, choices=ReferenceKind, default=ReferenceKind.CONTRACT
    )
    title = models.CharField(_("qué se hizo"), max_length=400)
    description = models.TextField(_("descripción"), blank=True)
    client = models.CharField(_("para quién"), max_length=240, blank=True)
    territory = models.ForeignKey(
        "territories.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territorio"),
    )
    date = models.DateField(_("fecha"), null=True, blank=True)
    amount = models.DecimalField(
        _("importe"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    cpv = models.CharField("CPV", max_length=240, blank=True)
    areas = models.ManyToManyField(
        "directory.Area", blank=True, related_name="references", verbose_name=_("áreas")
    )
    url = models.URLField(_("enlace"), max_length=600, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("referencia")
        verbose_name_plural = _("referencias")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reference_amount_is_not_negative",
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                violation_error_message=_("El importe no puede ser negativo."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Attribution(models.Model):
    """What a member says of a contract that a public notice says it won: that it did, or not.

    Without one, the notice is believed. `award_key` tells the award again when its notice is read
    anew: identifier of the notice, lot and number of the result.
    """

    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="attributions"
    )
    award_key = models.CharField(max_length=400)
    is_theirs = models.BooleanField(_("es suyo"))
    said_at = models.DateTimeField(_("dicho el"), auto_now=True)

    class Meta:
        verbose_name = _("atribución de un contrato")
        verbose_name_plural = _("atribuciones de contratos")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "award_key"], name="said_once")
        ]

    def __str__(self) -> str:
        return self.award_key
