"""Records that may be the same: by tax number, by domain or e-mail, by name.

Only those that share something are compared (a block): five thousand take a few seconds. A name is
compared without what says nothing of it ("S. L.", "Ayuntamiento de"), its words in any order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from lonja.core.text import fold

from ..models import Different, Organisation, Person

# The legal form at the end of a name, points gone: "s l", "slu", "sociedad limitada".
LEGAL = re.compile(
    r" (s ?l ?[ultpn]{0,3}|s ?a ?[um]?|s ?coop( and)?|sociedad (limitada|anonima|cooperativa)"
    r"( unipersonal)?|c ?b|u ?t ?e|a ?i ?e|gmbh|ltd|inc|sas|srl|lda|b ?v)$"
)
LITTLE = frozenset({"de", "del", "la", "el", "los", "las", "y", "e", "i", "a", "en", "the", "of"})
ALIKE = 90
# Blocks larger than this share something that says nothing.
LARGEST = 60


@dataclass(frozen=True)
class Pair:
    """Two keys, how sure it is that they are the same (0 to 100), and why, in words."""

    one: int
    other: int
    score: int
    why: str


@dataclass(frozen=True)
class _Known:
    pk: int
    name: str  # without what says nothing
    sure: frozenset[tuple[str, str]]  # facts that only one has: ("tax", "B12345674")
    sorted: str = ""  # its words in alphabetical order


def organisations() -> list[Pair]:
    """Pairs of organisations that may be one, the surest first."""
    rows = Organisation.objects.values_list(
        "pk", "name", "legal_name", "tax_id", "domain", "part_of"
    )
    known, parts, names = [], {}, {}
    for pk, name, legal_name, tax_id, domain, part_of in rows:
        facts = {("tax", tax_id), ("domain", domain)}
        known.append(_known(pk, name, facts))
        parts[pk] = part_of
        names[pk] = {bare(name), bare(legal_name)} - {""}
    numbers = {pk: tax_id for pk, _n, _l, tax_id, _d, _p in rows}

    def together(one: int, other: int) -> bool:
        """Not when one is part of the other, nor when each has a number of its own."""
        if parts[one] == other or parts[other] == one:
            return False
        return not (numbers[one] and numbers[other] and numbers[one] != numbers[other])

    return _pairs(Organisation, known, together, also=names)


def people() -> list[Pair]:
    """Pairs of people that may be one, the surest first."""
    rows = Person.objects.filter(erased_at__isnull=True).values_list("pk", "name", "email", "phone")
    known = []
    for pk, name, email, phone in rows:
        digits = re.sub(r"\D", "", phone)[-9:]
        facts = {("email", email.lower()), ("phone", digits if len(digits) == 9 else "")}
        known.append(_known(pk, name, facts))
    return _pairs(Person, known, lambda one, other: True, also={})


def bare(name: str) -> str:
    """ "Aguas del Ejemplo, S. L." -> "aguas ejemplo"."""
    plain = re.sub(r"[^\w ]", " ", fold(name).replace(".", ""))
    words = LEGAL.sub("", " ".join(plain.split())).split()
    return " ".join(word for word in words if word not in LITTLE) or fold(name)


def _known(pk: int, name: str, facts: set[tuple[str, str]]) -> _Known:
    plain = bare(name)
    sure = frozenset(fact for fact in facts if fact[1])
    return _Known(pk, plain, sure, " ".join(sorted(plain.split())))


REASONS = {
    "tax": _("el mismo NIF"),
    "domain": _("la misma web o el mismo dominio de correo"),
    "email": _("el mismo correo"),
    "phone": _("el mismo teléfono"),
    "same name": _("el mismo nombre"),
    "name": _("nombres muy parecidos"),
}
SURENESS = {"tax": 100, "email": 98, "same name": 95, "domain": 88, "phone": 85}


def _pairs(
    model: type,
    known: list[_Known],
    together: Callable[[int, int], bool],
    also: dict[int, set[str]],
) -> list[Pair]:
    found: dict[tuple[int, int], tuple[int, list[str]]] = {}

    def add(one: _Known, other: _Known, score: int, why: str) -> None:
        key = (min(one.pk, other.pk), max(one.pk, other.pk))
        if together(*key):
            best, reasons = found.get(key, (0, []))
            found[key] = (max(best, score), reasons if why in reasons else [*reasons, why])

    for fact, several in _sharing(known, lambda each: each.sure):
        for one, other in combinations(several, 2):
            add(one, other, SURENESS[fact[0]], fact[0])
    compared: set[tuple[int, int]] = set()
    for _block, several in _sharing(known, _blocks):
        for one, other in combinations(several, 2):
            key = (one.pk, other.pk)
            if key in compared:
                continue
            compared.add(key)
            if one.sorted == other.sorted or also.get(one.pk, set()) & also.get(other.pk, set()):
                add(one, other, SURENESS["same name"], "same name")
            elif alike := _alike(one, other):
                add(one, other, int(alike) - 5, "name")
    told = _told_apart(model)
    pairs = [
        Pair(one, other, score, ", ".join(str(REASONS[why]) for why in reasons))
        for (one, other), (score, reasons) in found.items()
        if (one, other) not in told
    ]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))


def _alike(one: _Known, other: _Known) -> float:
    """How alike, from ALIKE to 100, else 0. Numbers have to be the same: "Nodo 1", "Nodo 2"."""
    best = fuzz.ratio(one.name, other.name, score_cutoff=ALIKE) or fuzz.ratio(
        one.sorted, other.sorted, score_cutoff=ALIKE
    )
    if best and re.findall(r"\d+", one.name) != re.findall(r"\d+", other.name):
        return 0.0
    return best


def _blocks(known: _Known) -> Iterator[str]:
    """What a name is compared by: each of its words, and how it begins and ends."""
    yield from known.name.split()
    joined = known.name.replace(" ", "")
    yield f"^{joined[:4]}"
    yield f"{joined[-4:]}$"


def _sharing(
    known: list[_Known], keys: Callable[[_Known], Iterable]
) -> Iterator[tuple[tuple[str, str] | str, list[_Known]]]:
    groups: dict[tuple[str, str] | str, list[_Known]] = defaultdict(list)
    for one in known:
        for key in set(keys(one)):
            groups[key].append(one)
    for key, several in groups.items():
        if 1 < len(several) <= LARGEST:
            yield key, several


def _told_apart(model: type) -> set[tuple[int, int]]:
    kind = ContentType.objects.get_for_model(model)
    return set(Different.objects.filter(content_type=kind).values_list("low_id", "high_id"))
