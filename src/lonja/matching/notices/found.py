"""What is found in a file: notices, withdrawals of notices, and what could not be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal


class Malformed(ValueError):
    """A notice that cannot be kept as it is; the message, in Spanish, says why."""


@dataclass
class FoundLot:
    """A part of a tender. `amount` in the notice's currency, without tax."""

    number: str
    title: str = ""
    amount: Decimal | None = None
    cpv: list[str] = field(default_factory=list)


@dataclass
class FoundAward:
    """A winner, or the end of a lot without one (`supplier` is then empty).

    `number` is the place of the result in the notice: awards that share it share its amount, which
    was won together. `result` is one of `enums.AwardResult`.
    """

    number: int
    result: str
    lot: str = ""
    supplier: str = ""
    tax_id: str = ""
    amount: Decimal | None = None
    amount_with_tax: Decimal | None = None
    date: date | None = None


@dataclass
class FoundNotice:
    """One version of a notice. Times are aware; amounts are in `currency`.

    `amount` is the base budget without tax; `estimated_value` counts extensions too. `state`,
    `kind`, `contract_type` and `procedure` are values of `enums`; `state_code` is as published.
    `hierarchy` names the bodies above the buyer, the nearest first, as (name, DIR3).
    """

    source: str
    kind: str
    atom_id: str
    updated: datetime
    state: str
    state_code: str
    folder_id: str = ""
    title: str = ""
    summary: str = ""
    url: str = ""
    contract_type: str = ""
    procedure: str = ""
    buyer_name: str = ""
    buyer_tax_id: str = ""
    buyer_dir3: str = ""
    buyer_city: str = ""
    buyer_postcode: str = ""
    hierarchy: list[tuple[str, str]] = field(default_factory=list)
    nuts: str = ""
    place: str = ""
    place_city: str = ""
    place_postcode: str = ""
    cpv: list[str] = field(default_factory=list)
    currency: str = "EUR"
    amount: Decimal | None = None
    amount_with_tax: Decimal | None = None
    estimated_value: Decimal | None = None
    deadline: datetime | None = None
    published_on: date | None = None
    lots: list[FoundLot] = field(default_factory=list)
    awards: list[FoundAward] = field(default_factory=list)
    documents: list[tuple[str, str]] = field(default_factory=list)

    def plain(self) -> dict:
        return asdict(self)


@dataclass
class FoundWithdrawal:
    """The source takes a notice back: a tombstone of the feed."""

    atom_id: str
    at: datetime | None = None
    reason: str = ""


@dataclass
class SetAside:
    """An entry that could not be read: where it stood (from 1), what it was, and why not."""

    position: int
    reason: str
    atom_id: str = ""
    title: str = ""
    excerpt: str = ""


@dataclass
class Page:
    """The head of a feed's page. `next_url` leads to the older ones."""

    feed_id: str = ""
    title: str = ""
    updated: datetime | None = None
    next_url: str = ""
