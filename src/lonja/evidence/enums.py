from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    LINK = "link", _("enlace")
    FILE = "file", _("documento")
    PHOTO = "photo", _("foto")
    ATTENDANCE = "attendance", _("lista de asistencia")
    CONFIRMATION = "confirmation", _("confirmación")
    RECEIPT = "receipt", _("justificante de registro")
