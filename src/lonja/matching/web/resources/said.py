"""How the values of these records are said in lists and facts."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format


def by_office(record, user) -> bool:
    return user.is_staff_of_office


def moment(name):
    def said(record):
        value = getattr(record, name)
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT") if value else None

    return said


def money(name):
    """An amount in euros; in another currency, with its name."""

    def said(record):
        value = getattr(record, name)
        return value if value is None or record.currency == "EUR" else f"{value} {record.currency}"

    return said
