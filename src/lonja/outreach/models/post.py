from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act
from lonja.core.records import Record

from ..enums import Topic


class Post(Act):
    """One content. On three networks it is still one post, with three placements."""

    KIND = Kind.POST
    own_proof = models.Q(placements__isnull=False, placements__deleted_at__isnull=True)

    text = models.TextField(_("texto"), blank=True)
    topic = models.CharField(_("tema"), max_length=14, choices=Topic, default=Topic.OTHER)
    about = models.ForeignKey(
        "acts.Act",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("sobre"),
    )

    class Meta(Act.Meta):
        verbose_name = _("publicación en redes")
        verbose_name_plural = _("publicaciones en redes")
        indexes = []
        constraints = []


class Placement(Record):
    """Where a post was published. Without its link it is not published."""

    post = models.ForeignKey(
        Post, models.PROTECT, related_name="placements", verbose_name=_("publicación")
    )
    account = models.ForeignKey(
        "outreach.SocialAccount",
        models.PROTECT,
        related_name="placements",
        verbose_name=_("cuenta"),
    )
    url = models.URLField(_("enlace"), max_length=600)
    impressions = models.PositiveIntegerField(_("impresiones"), null=True, blank=True)
    interactions = models.PositiveIntegerField(_("interacciones"), null=True, blank=True)
    measured_on = models.DateField(_("medido el"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("aparición en una red")
        verbose_name_plural = _("apariciones en redes")
        ordering = ["post", "account"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "account"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_placement_an_account",
                violation_error_message=_("Esa publicación ya está en esa cuenta."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.post}"
