"""What is compared: what is known of a supplier, and what is wanted. Plain values, no records.

Codes are texts that compare as they are: CPV of eight digits, areas of the taxonomy ("AMB-01"),
keys of buyers and of suppliers. `Place` is in `places`. Nothing is compulsory but the text: what
is empty counts neither for nor against.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date

from .places import NOWHERE, Place

AWARD = "award"
"""A contract that a public notice says was won."""
REFERENCE = "reference"
"""Past work that the supplier or the office wrote down."""
PILOT = "pilot"
DECLARED = "declared"
"""What the supplier says of itself; no work that could be shown."""
KINDS = (AWARD, REFERENCE, PILOT, DECLARED)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing known of a supplier.

    `ref`: whatever the caller needs to show it. `group`: the tender that it came from; a piece
    never speaks for a `Wanted` of the same group. `amount`: euros, without taxes.
    """

    text: str
    ref: object = None
    kind: str = AWARD
    context: str = ""
    cpv: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    place: Place = NOWHERE
    buyer: str = ""
    buyer_name: str = ""
    amount: float | None = None
    date: Date | None = None
    contract: str = ""
    procedure: str = ""
    system: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A supplier. `works_in`: where it says that it works; empty when it never said."""

    key: str
    name: str
    pieces: tuple[Piece, ...] = ()
    home: Place = NOWHERE
    areas: tuple[str, ...] = ()
    works_in: tuple[Place, ...] = ()
    certifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need, or one lot of a notice. `context`: the text around it, such as the tender's title.

    `date`: when it was asked for; without it, what is old counts as what is new.
    `certifications`: those that a supplier must have. `seems`: the areas that its text seems to be
    of, for where nobody has said any: they speak for who has them, and against nobody.
    """

    text: str
    context: str = ""
    cpv: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    seems: tuple[str, ...] = ()
    place: Place = NOWHERE
    buyer: str = ""
    buyer_name: str = ""
    buyer_place: Place = NOWHERE
    amount: float | None = None
    contract: str = ""
    procedure: str = ""
    system: str = ""
    certifications: tuple[str, ...] = ()
    date: Date | None = None
    group: str = ""

    @property
    def about(self) -> frozenset[str]:
        """Its areas, said or guessed."""
        return frozenset(self.areas or self.seems)


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that somebody can check.

    `kind` is one of `REASONS`; `share`, from 0 to 1, is how much of what speaks for the supplier
    comes from it. `refs`: the pieces that show it, the strongest first. `codes`: CPV or areas;
    `words`: as they are written in what is wanted.
    """

    kind: str
    share: float
    refs: tuple[object, ...] = ()
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    amount: float | None = None


WORDS, MEANING, CODES, AREAS, BUYER, PLACE, HOME, WORKS_THERE, SIZE, CONTRACT, NAME, EXPERIENCE = (
    REASONS
) = (
    *("words", "meaning", "codes", "areas", "buyer", "place", "home", "works_there", "size"),
    *("contract", "name", "experience"),
)


@dataclass(frozen=True, slots=True)
class Missing:
    """What is asked and not known of the supplier. `kind` is one of `MISSING`.

    `size`: no work of a comparable amount (`amount` is the largest known). `region`: neither home,
    nor work, nor declared there. `certifications`: `names` not declared. `work`: nothing shown
    but what it says of itself. `subject`: no code and no area in common.
    """

    kind: str
    names: tuple[str, ...] = ()
    amount: float | None = None


SMALL, ELSEWHERE, UNCERTIFIED, UNPROVEN, OFF_SUBJECT = MISSING = (
    *("size", "region", "certifications", "work", "subject"),
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One supplier in its place. `score` only orders; it is no probability and no percentage.

    `signals`: what each signal adds to the score.
    """

    key: str
    score: float
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    signals: dict[str, float] = field(default_factory=dict)
