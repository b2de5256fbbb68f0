from django.db import models
from django.utils.translation import gettext_lazy as _


class SignInPolicy(models.Model):
    """What the office asks of those who sign in. There is one row, or none: then, the defaults."""

    staff_needs_second_factor = models.BooleanField(
        _("pedir un segundo factor a la oficina"), default=False
    )

    class Meta:
        verbose_name = _("política de acceso")
        verbose_name_plural = _("política de acceso")
        constraints = [models.CheckConstraint(name="one_policy", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def in_force(cls) -> "SignInPolicy":
        return cls.objects.filter(pk=1).first() or cls(pk=1)
