"""What a side reads of the other before it says yes: nobody's name, e-mail or telephone.

Of a confidential need the member reads only why it was thought of.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from lonja.core import formatting

from .. import sides
from ..enums import Side
from ..models import Introduction, Profile, Reference
from . import telling

MOST = 3


@dataclass(frozen=True)
class ShortPage:
    """`name`: who the other is; `about`: what it does; `why`: why each other; then what is needed,
    with `facts` as (name, value)."""

    name: str
    about: str
    why: str
    need: str
    description: str
    facts: list[tuple[str, str]]
    references: list[str]


def shown_to(introduction: Introduction, side: str, *, language: str) -> ShortPage:
    """`side` is who reads it."""
    with translation.override(language or "es"):
        return _of_member(introduction) if side == Side.TERRITORY else _of_need(introduction)


def _of_member(introduction: Introduction) -> ShortPage:
    member, need = introduction.member, introduction.need
    profile = Profile.objects.filter(organisation=member).first()
    facts = [
        (_("Dónde trabaja"), _listed(profile.works_in.all()) if profile else ""),
        (_("Áreas"), _listed(profile.areas.all()[:6]) if profile else ""),
        (_("Certificaciones"), ", ".join(profile.certifications) if profile else ""),
        (_("Tamaño"), member.get_size_display()),
        (_("Web"), member.website),
    ]
    done = Reference.objects.filter(organisation=member)[:MOST]
    return ShortPage(
        name=str(member),
        about=_cleared(introduction, (profile and profile.text) or member.description),
        why=_cleared(introduction, introduction.reason),
        need=need.title,
        description="",
        facts=[fact for fact in facts if fact[1]],
        references=[_cleared(introduction, _reference(one)) for one in done],
    )


def _of_need(introduction: Introduction) -> ShortPage:
    need, why = introduction.need, _cleared(introduction, introduction.reason)
    told = telling.told(need, "", translation.get_language() or "es")
    if told.confidential:
        return ShortPage(_("Un territorio"), "", why, told.title, "", [], [])
    return ShortPage(
        name=sides.name(introduction, Side.TERRITORY),
        about=_cleared(introduction, need.organisation.description if need.organisation else ""),
        why=why,
        need=_cleared(introduction, told.title),
        description=_cleared(introduction, told.description),
        facts=told.facts,
        references=[],
    )


def _cleared(introduction: Introduction, text: str) -> str:
    need = introduction.need
    known = (need.person, introduction.member_contact, introduction.territory_contact)
    return sides.without_contacts(text, known)


def _reference(one: Reference) -> str:
    return " · ".join(part for part in (one.title, one.client, str(one.date or "")[:4]) if part)


def _listed(records) -> str:
    return formatting.names((str(one) for one in records), translation.get_language() or "es")
