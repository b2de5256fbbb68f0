from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lonja.acts.enums import Kind
from lonja.acts.models import Act


class Issue(Act):
    """A number of the newsletter, with what is known of its deliveries, all in unique people.

    Opens can only be known of those who accepted to be measured: `measured` of the `delivered`.
    """

    KIND = Kind.NEWSLETTER

    number = models.PositiveIntegerField(_("número"), null=True, blank=True)
    url = models.URLField(_("enlace"), max_length=600, blank=True)
    resend_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="resends",
        verbose_name=_("reenvío de"),
        help_text=_("Un reenvío a quienes no abrieron no es otro número."),
    )  # fmt: skip
    delivered = models.PositiveIntegerField(_("entregados"), default=0)
    measured = models.PositiveIntegerField(_("de ellos, aceptan medición"), default=0)
    opened = models.PositiveIntegerField(_("abiertos"), default=0)
    opened_by_machines = models.PositiveIntegerField(_("abiertos por máquinas"), default=0)
    clicked = models.PositiveIntegerField(_("con algún clic"), default=0)
    unsubscribed = models.PositiveIntegerField(_("bajas"), default=0)

    class Meta(Act.Meta):
        verbose_name = _("número del boletín")
        verbose_name_plural = _("números del boletín")
        indexes = []
        constraints = [
            models.CheckConstraint(
                name="issue_measures_some_of_the_delivered",
                condition=Q(measured__lte=F("delivered")),
                violation_error_message=_("No pueden medirse más que los entregados."),
            ),
            models.CheckConstraint(
                name="issue_opens_some_of_the_measured",
                condition=Q(opened__lte=F("measured")) & Q(opened_by_machines__lte=F("opened")),
                violation_error_message=_("No puede haber más aperturas que personas medidas."),
            ),
        ]
