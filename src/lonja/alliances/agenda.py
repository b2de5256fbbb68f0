"""Agreements about to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lonja.core.agenda import MONTH, MOST, Matter, Near, Upcoming, register

from . import queries
from .models import Agreement


def near_their_end(user, today: date) -> QuerySet[Agreement]:
    return queries.agreements_expiring(today, today + 2 * MONTH)


def expiring(user, today: date) -> Iterator[Upcoming]:
    rows = near_their_end(user, today).select_related("partner").order_by("valid_until")
    for one in rows[:MOST]:
        note = _("se prorroga solo") if one.renews else str(one.partner)
        yield Upcoming(one.valid_until, one.title, Matter.EXPIRES, 2, one, note=note)


register(expiring, Near(Matter.EXPIRES, near_their_end, on="valid_until"))
