from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("en cola")
    SENDING = "sending", _("enviándose")
    SENT = "sent", _("enviado")
    FAILED = "failed", _("fallido")
    # Nobody knows whether it left: somebody has to look, so that it does not leave twice.
    HELD = "held", _("retenido")
    # Somebody has seen that it did not leave, and that it need not.
    ASIDE = "aside", _("apartado")
