"""The accounts of the example: their password is told to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lonja.accounts.models import User
from lonja.core.health import Examination, Trouble, register, some
from lonja.house.health import LOCAL

from .cast import PASSWORD, STAFF_EMAIL

DOMAIN = STAFF_EMAIL.partition("@")[2]


def nobody_enters_from_outside_by_the_example() -> Iterator[Trouble]:
    if set(settings.ALLOWED_HOSTS) <= LOCAL:
        return
    accounts = User.objects.filter(is_active=True, email__endswith=f"@{DOMAIN}").order_by("pk")
    known = [one.email for one in accounts if check_password(PASSWORD, one.password)]
    if known:
        yield Trouble(
            _(
                "La oficina se abre desde fuera y su contraseña es la del ejemplo, que es pública: %s"
            )
            % some(known),
            _("Cámbiela en cada cuenta, o desactívelas en Ajustes › Equipo."),
        )


register(
    Examination(
        gettext_lazy("Cuentas del ejemplo"), nobody_enters_from_outside_by_the_example, order=12
    )
)
