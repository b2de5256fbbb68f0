from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TokenQuerySet(models.QuerySet):
    def working(self) -> "TokenQuerySet":
        """Those that open something today."""
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.filter(unexpired, revoked_at__isnull=True, user__is_active=True)


class Token(models.Model):
    """What a program signs its requests with. Only its digest is kept: it is shown once.

    `scopes` is a list of what it reads, within what its person may see: see `scopes`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("para qué es"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=4, editable=False)
    scopes = models.JSONField(_("qué puede leer"), default=list)
    created_at = models.DateTimeField(_("creada"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("caduca"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("último uso"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("retirada"), null=True, blank=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("clave de la API")
        verbose_name_plural = _("claves de la API")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_expired(self) -> bool:
        return bool(self.expires_at and self.expires_at <= timezone.now())

    @property
    def works(self) -> bool:
        return not self.revoked_at and not self.has_expired
