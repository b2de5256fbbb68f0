"""How well a member fits, in three words, by rules that anybody can check against the reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .engine import profiles
from .facts import Fact

FEW_WORDS = 2


class Strength(models.TextChoices):
    STRONG = "strong", _("encaja mucho")
    FAIR = "fair", _("encaja bastante")
    SOME = "some", _("encaja algo")


STEPS = (Strength.SOME, Strength.FAIR, Strength.STRONG)
GRAVE = {profiles.UNCERTIFIED, profiles.ELSEWHERE, "not_theirs", "conflict"}
"""What takes a step away when it is missing or was said."""


def strength_of(reasons: Iterable[Fact], missing: Iterable[Fact]) -> Strength:
    """Much: work of the same matter more than once, or once and declared. Fairly: once, or declared
    by area or code. A little: only words or meaning in common. A step less, once, when it lacks a
    certification or the place, said that it was not its field, or has a conflict."""
    times, declared = 0, False
    for fact in reasons:
        if not _is_proof(fact):
            continue
        times = max(times, fact.get("awards", 0) + fact.get("references", 0))
        levels = [level for _code, level in fact.get("areas", ()) if level]
        declared = declared or bool(fact.get("declared") or levels)
    step = 2 if times > 1 or (times and declared) else int(bool(times or declared))
    if any(fact["kind"] in GRAVE for fact in missing):
        step = max(step - 1, 0)
    return STEPS[step]


def _is_proof(fact: Fact) -> bool:
    """Whether it tells that the matter is the same: a code, an area, or several words of a work."""
    if fact["kind"] in (profiles.CODES, profiles.AREAS):
        return True
    work = fact.get("awards", 0) + fact.get("references", 0)
    return fact["kind"] == profiles.WORDS and work > 0 and len(fact.get("words", ())) >= FEW_WORDS
