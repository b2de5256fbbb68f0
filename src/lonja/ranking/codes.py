"""CPV codes as matching reads them: each is all that contains it, and rare ones say more."""

from __future__ import annotations

from collections.abc import Iterable

from lonja.directory import cpv


def prefixes(codes: Iterable[str]) -> set[str]:
    """Every code given, cut at two digits, three… as far as it says something.

    >>> sorted(prefixes(["90731100-4"]))
    ['90', '907', '9073', '90731', '907311']
    """
    found = set()
    for written in codes:
        digits = written.strip().partition("-")[0]
        if digits.isdecimal() and 2 <= len(digits) <= 8:
            short = cpv.prefix(digits if len(digits) != 7 else digits.zfill(8))
            found.update(short[:length] for length in range(2, len(short) + 1))
    return found


def whole(codes: Iterable[str]) -> set[str]:
    """The codes themselves, without what they leave open: {"907311"}."""
    every = prefixes(codes)
    given = {cpv.prefix(c.strip().partition("-")[0]) for c in codes}
    return given & every
