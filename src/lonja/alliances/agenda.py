"""Agreements about to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from lonja.core.agenda import MONTH, MOST, Matter, Upcoming, register

from . import queries


def expiring(user, today: date) -> Iterator[Upcoming]:
    if not user.reads_everything:
        return
    for one in queries.agreements_expiring(today, today + 2 * MONTH).select_related("partner")[
        :MOST
    ]:
        note = _("se prorroga solo") if one.renews else str(one.partner)
        yield Upcoming(one.valid_until, one.title, Matter.EXPIRES, 2, one, note=note)


register(expiring, rows=lambda today: queries.agreements_expiring(today, today + 2 * MONTH))
