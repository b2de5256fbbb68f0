import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lonja.accounts.tokens import without_tokens
from lonja.core.fields import EmailField

from ..enums import State


class Message(models.Model):
    """An e-mail to one person, as it was written when it was asked for.

    `private` ones carry a way in (a code, an invitation): nobody is shown their text, which is
    forgotten once they leave. In the others, the tokens of personal links are. `once` names what
    must be written a single time: two messages cannot have the same. A POST to `unsubscribe_url`
    is enough to get no more of its sort (RFC 8058).
    """

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    once = models.CharField(max_length=160, unique=True, null=True, editable=False)  # noqa: DJ001
    template = models.CharField(_("modelo"), max_length=120)
    to = EmailField(_("para"), db_index=True)
    reply_to = EmailField(_("responder a"), blank=True)
    subject = models.CharField(_("asunto"), max_length=240)
    text = models.TextField(_("texto"), blank=True)
    html = models.TextField(blank=True)
    unsubscribe_url = models.CharField(max_length=300, blank=True, editable=False)
    private = models.BooleanField(_("reservado"), default=False)
    state = models.CharField(_("estado"), max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("intentos"), default=0)
    error = models.CharField(_("error"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    about = GenericForeignKey("content_type", "object_id")
    created_at = models.DateTimeField(_("escrito"), default=timezone.now, db_index=True)
    due_at = models.DateTimeField(_("sale"), default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("enviado"), null=True, blank=True)

    class Meta:
        verbose_name = _("mensaje")
        verbose_name_plural = _("mensajes")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["content_type", "object_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.shown_subject} · {self.to}"

    @property
    def shown_subject(self) -> str:
        """What anybody else may read of it: that of a code says the code."""
        return gettext("(reservado)") if self.private else self.subject

    @property
    def shown_text(self) -> str:
        """What the office may read of it."""
        return "" if self.private else without_tokens(self.text)
