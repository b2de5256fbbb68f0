"""How well a member fits, in three words, by rules that anybody can check against the reasons."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from lonja.ranking import profiles, trade

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
    by area, code or its own words. A little: a word or a meaning in common. Words count that are
    of a trade; and where codes or areas are wanted and it has none of them, only if they mean the
    same too. A step less, once, when it lacks a certification or the place, said that it was not
    its field, or has a conflict."""
    by_kind = {fact["kind"]: fact for fact in reasons}
    elsewhere = any(fact["kind"] == profiles.OFF_SUBJECT for fact in missing)
    if elsewhere and profiles.MEANING not in by_kind:
        by_kind.pop(profiles.WORDS, None)
    proofs = [fact for fact in by_kind.values() if _is_proof(fact)]
    times = max((_work(fact) for fact in proofs), default=0)
    declared = any(_declares(fact) for fact in proofs) or _tells_so(by_kind)
    step = 2 if times > 1 or (times and declared) else int(bool(times or declared))
    if any(fact["kind"] in GRAVE for fact in missing):
        step = max(step - 1, 0)
    return STEPS[step]


def _is_proof(fact: Fact) -> bool:
    """Whether it tells that the matter is the same: a code, an area, or several words of a work."""
    if fact["kind"] in (profiles.CODES, profiles.AREAS):
        return True
    return fact["kind"] == profiles.WORDS and _work(fact) > 0 and _telling(fact) >= FEW_WORDS


def _declares(fact: Fact) -> bool:
    return bool(fact.get("declared") or any(level for _code, level in fact.get("areas", ())))


def _tells_so(by_kind: dict[str, Fact]) -> bool:
    """Whether its own words are those of what is wanted: many, or a few that mean the same."""
    words = by_kind.get(profiles.WORDS, {})
    said = _telling(words) if words.get("declared") else 0
    return said > FEW_WORDS or (said == FEW_WORDS and profiles.MEANING in by_kind)


def _telling(fact: Fact) -> int:
    words = [word for said in fact.get("words", ()) for word in said.split()]
    return sum(trade.is_of_a_trade(word) for word in words)


def _work(fact: Fact) -> int:
    return fact.get("awards", 0) + fact.get("references", 0)
