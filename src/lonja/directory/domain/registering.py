"""The one door for organisations and people: what is derived from what was typed is filled here.

organisation = registering.register(Organisation(name="Aguas del Ejemplo"), by=user)
registering.update(organisation, website="https://aguas.example", by=user)
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lonja.core.text import fold, tax_id
from lonja.journal import writing

from ..models import Organisation, Person

# Mail of whoever has no domain of their own: it says nothing of an organisation.
SHARED_DOMAINS = frozenset(
    {
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.es", "outlook.com", "outlook.es",
        "yahoo.com", "yahoo.es", "icloud.com", "live.com", "msn.com", "telefonica.net", "ono.com",
        "movistar.es", "protonmail.com", "proton.me", "facebook.com", "linkedin.com", "twitter.com",
        "x.com", "instagram.com", "wordpress.com", "blogspot.com", "sites.google.com",
    }
)  # fmt: skip


def register(record: Organisation | Person, *, by: Any, reason: str = "") -> Organisation | Person:
    """Bring a new organisation or person into the directory."""
    return writing.create(complete(record), by=by, reason=reason)


@transaction.atomic
def update(record: Organisation | Person, *, by: Any, reason: str = "", **values: Any) -> None:
    before = type(record)._base_manager.get(pk=record.pk)
    for name, value in values.items():
        setattr(record, name, value)
    writing.save(complete(record), before, by=by, reason=reason)
    if isinstance(record, Organisation):
        settle_parts(record, by=by)


def settle_parts(organisation: Organisation, *, by: Any) -> None:
    """The parts of what has become a part are parts of the whole."""
    if organisation.part_of is not None:
        for part in organisation.parts.all():
            writing.change(part, by=by, part_of=organisation.part_of)


def complete(record: Organisation | Person) -> Organisation | Person:
    """Fill what is derived: the plain name, and an organisation's domain, number and whole."""
    record.name = " ".join(record.name.split())
    if isinstance(record, Person):
        record.folded = fold(record.name)[:200]
        record.email = record.email.strip().lower()
        return record
    record.folded = fold(record.name)[:500]
    record.tax_id = tax_id(record.tax_id)
    record.domain = domain_of(record.website) or domain_of(record.email)
    record.part_of = whole_of(record)
    return record


def domain_of(address: str) -> str:
    """The domain of a web address or an e-mail, "" when it is everybody's.

    >>> domain_of("https://www.aguas.example/es"), domain_of("ana@gmail.com")
    ('aguas.example', '')
    """
    if "@" in address and "//" not in address:
        host = address.rpartition("@")[2]
    else:
        try:
            host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
        except ValueError:
            return ""
    host = host.strip().lower().removeprefix("www.")
    return "" if host in SHARED_DOMAINS else host[:120]


def whole_of(organisation: Organisation) -> Organisation | None:
    """The topmost organisation that this one is part of: what it counts as.

    A part of a part is a part of the whole, so that one step is always enough to know it. Raises
    ValidationError if it would be part of itself.
    """
    whole, met = organisation.part_of, {organisation.pk}
    while whole is not None:
        if whole.pk in met:
            raise ValidationError({"part_of": _("No puede formar parte de sí misma.")})
        met.add(whole.pk)
        if whole.part_of is None:
            return whole
        whole = whole.part_of
    return None
