"""The order in which the example is written."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from lonja.core.filling import count_rows
from lonja.directory.models import Vertical
from lonja.territories.models import Territory

from . import (
    alliances,
    balance,
    capabilities,
    cast,
    encounter,
    events,
    grants,
    groups,
    matching,
    notices,
    outreach,
    press,
)
from .world import World

PARTS = (
    cast,
    groups,
    alliances,
    outreach,
    press,
    events,
    matching,
    capabilities,
    notices,
    grants,
    balance,
    encounter,
)


@transaction.atomic
def write(world: World) -> None:
    """Write the whole example into an empty office, or nothing at all."""
    for part in PARTS:
        part.write(world)
    count_rows()


def say_how_to_enter() -> None:
    """Leave the sign-in of the invented office where the start of the server reads it."""
    (settings.HOME / "acceso.txt").write_text(
        f"Entre con {cast.STAFF_EMAIL} y la contraseña {cast.PASSWORD}\n"
        f"(gerencia: {cast.DIRECTION_EMAIL}, auditoría: {cast.AUDITOR_EMAIL}; la misma contraseña)\n"
    )


def prepare() -> None:
    """What an office has before anything else: the catalogue of territories and the taxonomy."""
    if not Territory.objects.exists():
        call_command("catalogue", "load", verbosity=0)
    if not Vertical.objects.exists():
        call_command("taxonomy", "load", verbosity=0)
