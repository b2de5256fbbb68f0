from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import LiveManager, Record, RecordQuerySet

from ..enums import Kind, Mode, State


class ActQuerySet(RecordQuerySet):
    def done(self) -> "ActQuerySet":
        return self.filter(state=State.DONE)

    def in_year(self, year) -> "ActQuerySet":
        """Done within the year, by the local date on which it happened."""
        return self.done().filter(date__range=year.span)


class Act(Record):
    """Anything the office does, on a local date (Europe/Madrid), never that of its typing.

    Lines of work inherit from it (a group meeting, a mention, a proposal are acts) and set `KIND`;
    what is captured without further detail is a plain Act.
    """

    KIND: Kind | None = None

    kind = models.CharField(_("tipo"), max_length=16, choices=Kind, default=Kind.CONTACT)
    title = models.CharField(_("título"), max_length=240)
    date = models.DateField(_("fecha"), db_index=True)
    end_date = models.DateField(_("hasta"), null=True, blank=True)
    time = models.TimeField(_("hora"), null=True, blank=True)
    state = models.CharField(_("estado"), max_length=10, choices=State, default=State.PLANNED)
    mode = models.CharField(_("modo"), max_length=12, choices=Mode, blank=True)
    place = models.CharField(_("lugar"), max_length=160, blank=True)
    summary = models.TextField(_("qué pasó"), blank=True)
    next_step = models.CharField(_("siguiente paso"), max_length=240, blank=True)
    incomplete = models.BooleanField(_("por completar"), default=False)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="acts",
        verbose_name=_("lo lleva"),
    )
    territories = models.ManyToManyField(
        "territories.Territory", blank=True, related_name="acts", verbose_name=_("territorios")
    )
    organisations = models.ManyToManyField(
        "directory.Organisation",
        through="acts.Participation",
        blank=True,
        related_name="acts",
        verbose_name=_("entidades"),
    )

    objects = LiveManager.from_queryset(ActQuerySet)()
    everything = models.Manager.from_queryset(ActQuerySet)()

    class Meta(Record.Meta):
        verbose_name = _("acto")
        verbose_name_plural = _("actos")
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(fields=["kind", "state", "date"]),
            models.Index(fields=["state", "date"], name="act_by_state"),
            # Few among many: those that somebody still has to complete.
            models.Index(
                fields=["date"], condition=models.Q(incomplete=True), name="act_unfinished"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="act_ends_after_it_starts",
                condition=models.Q(end_date__isnull=True)
                | models.Q(end_date__gte=models.F("date")),
                violation_error_message=_("La fecha final no puede ser anterior a la inicial."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        if self.KIND:
            self.kind = self.KIND
        super().save(*args, **kwargs)
