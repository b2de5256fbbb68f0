"""What a side reads of the other before it says yes: nobody's name, e-mail or telephone.

Of a confidential need the member reads only why it was thought of.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.utils import translation
from django.utils.translation import gettext as _

from ..enums import Side
from ..fitting import words
from ..models import Candidate, Introduction
from ..queries import capabilities, sides
from . import telling

OURS = {"turn", "before"}
"""Reasons that tell of the office's own turns, or of the needs of others."""


@dataclass(frozen=True)
class ShortPage:
    """`name`: who the other is; `about`: what it does; `why`: why each other; then what is needed,
    with `facts` as (name, value). Of a member, `member` is its short page, and `reasons` are those
    of the ranking, which a person can check."""

    name: str
    why: str
    need: str
    about: str = ""
    description: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    member: capabilities.ShortPage | None = None


def shown_to(introduction: Introduction, side: str, *, language: str) -> ShortPage:
    """`side` is who reads it."""
    with translation.override(language or "es"):
        return _of_member(introduction) if side == Side.TERRITORY else _of_need(introduction)


def _of_member(introduction: Introduction) -> ShortPage:
    member = introduction.member
    told = capabilities.short_page(member)
    return ShortPage(
        name=str(member),
        why=_cleared(introduction, introduction.reason),
        need=introduction.need.title,
        reasons=_reasons(introduction),
        member=replace(told, text=_cleared(introduction, told.text or member.description)),
    )


def _of_need(introduction: Introduction) -> ShortPage:
    need, why = introduction.need, _cleared(introduction, introduction.reason)
    told = telling.told(need, "", translation.get_language() or "es")
    if told.confidential:
        return ShortPage(_("Un territorio"), why, told.title)
    return ShortPage(
        name=sides.name(introduction, Side.TERRITORY),
        about=_cleared(introduction, need.organisation.description if need.organisation else ""),
        why=why,
        need=_cleared(introduction, told.title),
        description=_cleared(introduction, told.description),
        facts=told.facts,
    )


def _reasons(introduction: Introduction) -> list[str]:
    """What the ranking said of the member when it was put forward: only what is about itself."""
    known = Candidate.objects.filter(need=introduction.need, member=introduction.member).first()
    facts = [fact for fact in known.reasons if fact.get("kind") not in OURS] if known else []
    return [_cleared(introduction, one.text) for one in words.said(facts)]


def _cleared(introduction: Introduction, text: str) -> str:
    need = introduction.need
    known = (need.person, introduction.member_contact, introduction.territory_contact)
    return sides.without_contacts(text, known)
