from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lonja.core.fields import EmailField

from ..enums import Budget, Horizon, Publicity


class Intake(models.Model):
    """What somebody sent by the public form, or said in a call, as they did, with their consent.

    Until they confirm that the e-mail is theirs there is no need of it: it is kept apart, counted
    nowhere, and forgotten after some days. The contact becomes a person of the directory only when
    the office says who they are. `erased_at`: the contact was forgotten, the need stays.

    `digest` tells the same thing sent again, of the same person; "" when it may be sent anew.
    """

    need = models.OneToOneField(
        "matching.Need", models.CASCADE, related_name="intake", null=True, blank=True
    )
    title = models.CharField(_("qué quieren resolver"), max_length=240)
    description = models.TextField(_("con sus palabras"), blank=True)
    territory = models.ForeignKey(
        "territories.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territorio"),
    )
    body = models.CharField(_("entidad"), max_length=200, blank=True)
    horizon = models.CharField(_("para cuándo"), max_length=8, choices=Horizon, blank=True)
    budget = models.CharField(_("presupuesto"), max_length=8, choices=Budget, blank=True)
    publicity = models.CharField(
        _("quién puede saberlo"), max_length=14, choices=Publicity, default=Publicity.MEMBERS
    )
    name = models.CharField(_("nombre y apellidos"), max_length=160)
    email = EmailField(_("correo"), blank=True)
    phone = models.CharField(_("teléfono"), max_length=40, blank=True)
    role = models.CharField(_("cargo"), max_length=160, blank=True)
    language = models.CharField(_("idioma"), max_length=2, default="es")
    consent = models.TextField(_("consentimiento"), blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    sent_at = models.DateTimeField(_("enviado el"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("correo confirmado el"), null=True, blank=True)
    erased_at = models.DateTimeField(_("contacto suprimido el"), null=True, blank=True)

    class Meta:
        verbose_name = _("formulario recibido")
        verbose_name_plural = _("formularios recibidos")
        constraints = [
            models.UniqueConstraint(
                fields=["digest"], condition=~models.Q(digest=""), name="sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Postscript(models.Model):
    """Something that whoever sent a need adds to it afterwards, and whether the office has read it.

    Kept apart from the need: what members are told of it is written by the office.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="postscripts")
    text = models.TextField(_("qué añade"))
    at = models.DateTimeField(_("cuándo"), default=timezone.now)
    read_at = models.DateTimeField(_("leído el"), null=True, blank=True)

    class Meta:
        verbose_name = _("añadido a una necesidad")
        verbose_name_plural = _("añadidos a necesidades")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
