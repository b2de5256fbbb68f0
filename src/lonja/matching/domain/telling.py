"""What a member is told of a need before it says whether it is interested.

Never who the person of the territory is, nor the e-mails and telephones that somebody typed in its
description. Of a confidential need, only what the office wrote.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lonja.core import formatting

from ..enums import Publicity
from ..models import Need
from ..queries.capabilities import without_people


@dataclass(frozen=True)
class Told:
    """A need as a member reads it, in the language in force; `facts` are (name, value)."""

    title: str
    words: str
    description: str
    facts: list[tuple[str, str]]
    confidential: bool


def told(need: Need, words: str, language: str) -> Told:
    if need.publicity == Publicity.CONFIDENTIAL:
        return Told(_("Una necesidad confidencial"), words, "", [], confidential=True)
    amount = formatting.printed(need.amount, formatting.Unit.EUROS, language) if need.amount else ""
    facts = [
        (_("Territorio"), str(need.territory or "")),
        (_("Áreas"), ", ".join(str(area) for area in need.areas.all())),
        (_("Presupuesto"), amount or need.get_budget_display()),
        (_("Para cuándo"), need.get_horizon_display()),
        (_("Certificaciones que exige"), ", ".join(map(str, need.certifications))),
    ]
    return Told(
        need.title,
        words,
        without_people(need.description),
        [pair for pair in facts if pair[1]],
        confidential=False,
    )
