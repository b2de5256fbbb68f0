from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Intake(models.Model):
    """What somebody sent by the public form, as they sent it, with their consent.

    The contact becomes a person of the directory only when the office says who they are. Until
    `confirmed_at`, nobody has shown that the e-mail is theirs.
    """

    need = models.OneToOneField("matching.Need", models.CASCADE, related_name="intake")
    name = models.CharField(_("nombre y apellidos"), max_length=160)
    email = models.EmailField(_("correo"))
    phone = models.CharField(_("teléfono"), max_length=40, blank=True)
    role = models.CharField(_("cargo"), max_length=160, blank=True)
    body = models.CharField(_("entidad"), max_length=200)
    consent = models.CharField(_("consentimiento"), max_length=600)
    sent_at = models.DateTimeField(_("enviado el"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("correo confirmado el"), null=True, blank=True)

    class Meta:
        verbose_name = _("formulario recibido")
        verbose_name_plural = _("formularios recibidos")

    def __str__(self) -> str:
        return f"{self.name} · {self.body}"
