from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    CREATED = "created", _("creó")
    CHANGED = "changed", _("cambió")
    DELETED = "deleted", _("borró")
    RESTORED = "restored", _("recuperó")
    MERGED = "merged", _("unió")
    IMPORTED = "imported", _("importó")
    UNDONE = "undone", _("deshizo")
    CLOSED = "closed", _("cerró")
    RESTATED = "restated", _("corrigió")
    SIGNED = "signed", _("firmó")
    PUBLISHED = "published", _("publicó")
    SET_ASIDE = "set_aside", _("apartó")
    RUN_AGAIN = "run_again", _("repitió")
    WITHDRAWN = "withdrawn", _("retiró")
    ERASED = "erased", _("suprimió datos personales de")
    SENT = "sent", _("envió un correo sobre")
