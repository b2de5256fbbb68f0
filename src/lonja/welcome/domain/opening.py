"""Setting up an office."""

from __future__ import annotations

from django.db import transaction

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.core.text import fold
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation
from lonja.house.models import House
from lonja.journal import writing

from . import key


class AlreadyOpen(Exception):
    """Somebody set it up meanwhile."""


@transaction.atomic
def open_office(house: House, *, email: str, name: str, password: str) -> User:
    """Keep the cluster and its first person, who answers for it. Raises AlreadyOpen."""
    if House.ours() is not None:
        raise AlreadyOpen
    user = User(email=email.lower(), name=name, role=Role.DIRECTION)
    user.set_password(password)
    writing.create(user, by=None)
    house.pk = 1
    writing.create(house, by=user)
    ours = Organisation(name=house.name, kind=Kind.CLUSTER, is_us=True, folded=fold(house.name))
    writing.create(ours, by=user)
    transaction.on_commit(key.throw_away)
    return user
