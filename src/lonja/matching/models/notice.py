from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.records import LiveManager, Record, RecordQuerySet

from ..enums import (
    OPEN_STATES,
    AwardResult,
    ContractType,
    NoticeKind,
    NoticeState,
    Procedure,
    Source,
    Triage,
)  # fmt: skip

STILL_NEWS = timedelta(days=365)
"""As long as the law lets a prior notice stand for what it announces."""


class NoticeQuerySet(RecordQuerySet):
    def open(self, now=None) -> "NoticeQuerySet":
        """Those in which one can still take part: open, not withdrawn, the deadline not passed; or
        without one, and told of by their source within `STILL_NEWS`."""
        now = now or timezone.now()
        recent = Q(deadline__isnull=True, source_updated_at__gte=now - STILL_NEWS)
        return self.filter(
            recent | Q(deadline__gte=now),
            state__in=OPEN_STATES,
            withdrawn_at__isnull=True,
        )

    def about(self, *prefixes: str) -> "NoticeQuerySet":
        """Those with a procurement code that starts with any of these digits."""
        wanted = Q()
        for prefix in prefixes:
            wanted |= Q(cpv__startswith=prefix) | Q(cpv__contains=f" {prefix}")
        return self.filter(wanted) if prefixes else self.none()


class Notice(Record):
    """A public announcement as its source last published it: a tender, a market consultation.

    What the source says is written by imports only, all of whose lines are in their `NoticeImport`;
    the office decides `triage`. Amounts are in `currency`: `amount` is the base budget without tax.
    `cpv` holds the codes, eight digits each, separated by blanks. `territory` is that of the buyer
    when it is certain, else empty; `region` that in which it is carried out. `spotted_at`: when it
    was last looked at for the members that it fits.
    """

    source = models.CharField(_("fuente"), max_length=12, choices=Source)
    kind = models.CharField(_("tipo"), max_length=12, choices=NoticeKind)
    atom_id = models.CharField(_("identificador"), max_length=300, unique=True)
    feed_id = models.CharField(_("sindicación"), max_length=300, blank=True)
    folder_id = models.CharField(_("expediente"), max_length=300, blank=True, db_index=True)
    source_updated_at = models.DateTimeField(_("actualizado en la fuente"))
    state = models.CharField(_("estado"), max_length=12, choices=NoticeState)
    state_code = models.CharField(max_length=20, blank=True, editable=False)
    title = models.CharField(_("objeto"), max_length=1000)
    summary = models.TextField(_("resumen"), blank=True)
    url = models.URLField(_("anuncio"), max_length=1000, blank=True)
    contract_type = models.CharField(
        _("tipo de contrato"), max_length=20, choices=ContractType, blank=True
    )
    procedure = models.CharField(_("procedimiento"), max_length=12, choices=Procedure, blank=True)
    buyer_name = models.CharField(_("órgano de contratación"), max_length=400, blank=True)
    buyer_tax_id = models.CharField(_("NIF del órgano"), max_length=20, blank=True, db_index=True)
    buyer_dir3 = models.CharField("DIR3", max_length=20, blank=True)
    buyer_city = models.CharField(_("ciudad del órgano"), max_length=160, blank=True)
    territory = models.ForeignKey(
        "territories.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name=_("territorio"),
    )
    region = models.ForeignKey(
        "territories.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="notices_in_region",
        verbose_name=_("comunidad autónoma"),
    )
    nuts = models.CharField("NUTS", max_length=5, blank=True)
    place = models.CharField(_("lugar de ejecución"), max_length=160, blank=True)
    cpv = models.CharField("CPV", max_length=900, blank=True)
    currency = models.CharField(_("moneda"), max_length=3, default="EUR")
    amount = models.DecimalField(
        _("presupuesto sin impuestos"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    amount_with_tax = models.DecimalField(
        _("presupuesto con impuestos"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    estimated_value = models.DecimalField(
        _("valor estimado"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    deadline = models.DateTimeField(_("plazo"), null=True, blank=True, db_index=True)
    published_on = models.DateField(_("publicado"), null=True, blank=True)
    lots = models.JSONField(_("lotes"), default=list, blank=True)
    documents = models.JSONField(_("documentos"), default=list, blank=True)
    withdrawn_at = models.DateTimeField(_("retirado por la fuente"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("motivo de la retirada"), max_length=80, blank=True)
    triage = models.CharField(
        _("para la oficina"), max_length=10, choices=Triage, default=Triage.NEW, db_index=True
    )
    discard_reason = models.CharField(_("por qué se descarta"), max_length=240, blank=True)
    spotted_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Of all that the source says, to tell a version from another of the same date.
    fingerprint = models.CharField(max_length=64, editable=False)

    objects = LiveManager.from_queryset(NoticeQuerySet)()
    everything = models.Manager.from_queryset(NoticeQuerySet)()

    class Meta(Record.Meta):
        verbose_name = _("oportunidad")
        verbose_name_plural = _("oportunidades")
        ordering = ["-source_updated_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "deadline"]),
            models.Index(fields=["-source_updated_at", "-id"], name="notice_latest"),
            # Few among many: those that nobody has looked at yet.
            models.Index(
                fields=["id"], condition=Q(spotted_at__isnull=True), name="notice_unspotted"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def cpv_codes(self) -> list[str]:
        return self.cpv.split()

    @property
    def standing(self) -> str:
        """Its state, or what says more: "withdrawn", "past" when its deadline is, or "old" when it
        never had one and is news no longer."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.is_open or self.state not in OPEN_STATES:
            return self.state
        return "past" if self.deadline else "old"

    def get_standing_display(self) -> str:
        said = {
            "withdrawn": _("retirada"), "past": _("plazo vencido"),
            "old": _("de hace más de un año"),
        }  # fmt: skip
        return str(said.get(self.standing) or self.get_state_display())

    @property
    def is_open(self) -> bool:
        """As `NoticeQuerySet.open`, for one."""
        now = timezone.now()
        running = (self.deadline or self.source_updated_at + STILL_NEWS) >= now
        return self.state in OPEN_STATES and self.withdrawn_at is None and running


class Award(models.Model):
    """Who won a notice or one of its lots; without `supplier`, a lot that nobody won.

    Awards of a notice with the same `number` were won together and share one amount, which is not
    to be added twice. Amounts in the notice's currency.
    """

    notice = models.ForeignKey(
        Notice, models.CASCADE, related_name="awards", verbose_name=_("anuncio")
    )
    number = models.PositiveSmallIntegerField(_("número"))
    lot = models.CharField(_("lote"), max_length=60, blank=True)
    result = models.CharField(_("resultado"), max_length=12, choices=AwardResult)
    supplier = models.CharField(_("adjudicatario"), max_length=400, blank=True)
    tax_id = models.CharField(_("NIF"), max_length=40, blank=True, db_index=True)
    amount = models.DecimalField(
        _("importe sin impuestos"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    amount_with_tax = models.DecimalField(
        _("importe con impuestos"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    date = models.DateField(_("fecha"), null=True, blank=True)

    class Meta:
        verbose_name = _("adjudicación")
        verbose_name_plural = _("adjudicaciones")
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.supplier or self.get_result_display()
