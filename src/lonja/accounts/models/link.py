from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, CharField, OuterRef, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField


@dataclass(frozen=True)
class Purpose:
    """What people do by a link: `said` in words, about a record of `model`, which the page of
    links calls by what stands at the path `named`."""

    said: Any
    model: type[models.Model]
    named: str


PURPOSES: dict[str, Purpose] = {}
"""By their codes: `links.purpose` adds them."""


class LinkQuerySet(models.QuerySet):
    def of(self, record: models.Model) -> "LinkQuerySet":
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=record.pk)

    def named(self) -> "LinkQuerySet":
        """Each with how the record that it is `about` is called, whatever its type, at once."""
        names = (
            When(purpose=code, then=Subquery(
                one.model._base_manager.order_by().filter(pk=OuterRef("object_id"))
                .values(one.named)
            ))
            for code, one in PURPOSES.items()
        )  # fmt: skip
        return self.annotate(about=Case(*names, default=None, output_field=CharField()))

    def open(self) -> "LinkQuerySet":
        """Those that would still let somebody in."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()).exclude(
            single_use=True, used_at__isnull=False
        )


class Link(models.Model):
    """A signed address given to one person for one thing, so that they need no account.

    Only the digest of its token is kept: whoever reads this table cannot make the address.
    `used_at` is the first time that something was done through it.
    """

    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField(_("para qué"), max_length=40)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    record = GenericForeignKey("content_type", "object_id")
    email = EmailField(_("para quién"))
    single_use = models.BooleanField(_("de un solo uso"), default=False)
    made_at = models.DateTimeField(_("hecho"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("caduca"))
    used_at = models.DateTimeField(_("usado"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("anulado"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("enlace personal")
        verbose_name_plural = _("enlaces personales")
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id"]),
            models.Index(fields=["purpose", "email"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} · {self.email}"

    def get_purpose_display(self) -> str:
        """What it is for, in words; the code of what is no longer done by links."""
        known = PURPOSES.get(self.purpose)
        return str(known.said) if known else self.purpose

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_spent(self) -> bool:
        return self.single_use and self.used_at is not None
