from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.core.records import Record

from ..enums import Network, ReadingSource


class SocialAccount(Record):
    """An account of the cluster in a social network, while it is open."""

    network = models.CharField(_("red"), max_length=10, choices=Network)
    handle = models.CharField(_("cuenta"), max_length=120)
    url = models.URLField(_("enlace"), blank=True)
    opened_on = models.DateField(_("abierta el"), null=True, blank=True)
    closed_on = models.DateField(_("cerrada el"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("cuenta en redes")
        verbose_name_plural = _("cuentas en redes")
        ordering = ["network", "handle"]

    def __str__(self) -> str:
        return f"{self.get_network_display()} · {self.handle}"


class Reading(Record):
    """How many followers an account had on a day, and where that was read."""

    account = models.ForeignKey(
        SocialAccount, models.PROTECT, related_name="readings", verbose_name=_("cuenta")
    )
    date = models.DateField(_("fecha"))
    followers = models.PositiveIntegerField(_("seguidores"))
    source = models.CharField(
        _("de dónde sale"), max_length=8, choices=ReadingSource, default=ReadingSource.SCREEN
    )

    class Meta(Record.Meta):
        verbose_name = _("lectura de seguidores")
        verbose_name_plural = _("lecturas de seguidores")
        ordering = ["-date", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "date"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_reading_a_day",
                violation_error_message=_("Esa cuenta ya tiene lectura de ese día."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.followers}"


class Peer(Record):
    """Another cluster whose followers are read on the same days, to know where ours stands."""

    name = models.CharField(_("nombre"), max_length=160)
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True,
        related_name="as_peer", verbose_name=_("entidad"),
    )  # fmt: skip
    url = models.URLField(_("enlace"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("clúster comparado")
        verbose_name_plural = _("clústeres comparados")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PeerReading(Record):
    """How many followers another cluster had on a day, over the same networks as ours."""

    peer = models.ForeignKey(
        Peer, models.PROTECT, related_name="readings", verbose_name=_("clúster")
    )
    date = models.DateField(_("fecha"))
    followers = models.PositiveIntegerField(_("seguidores"))

    class Meta(Record.Meta):
        verbose_name = _("lectura de otro clúster")
        verbose_name_plural = _("lecturas de otros clústeres")
        ordering = ["-date", "peer"]
        constraints = [
            models.UniqueConstraint(
                fields=["peer", "date"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_peer_reading_a_day",
                violation_error_message=_("Ese clúster ya tiene lectura de ese día."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.peer}: {self.followers}"
