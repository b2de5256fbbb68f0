"""The claims check: no number, and no boast, without a figure behind it.

It reads what will be printed, not what was typed, so that nothing escapes it by being written in
an odd way. Numbers in digits or words, ordinals, vague quantities ("numerosos"), superlatives
("por primera vez") and comparisons ("ha crecido") are claims; each has to be a figure, or be bound
to one, or be marked as a name, a date or a quotation (see `binding`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lonja.core.text import Text

from .model import Block, FigureRun, NameRun, Run, runs_of
from .numerals import Taken, bare, numerals

BOUND = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what is already bound, which is not read


class ClaimKind(StrEnum):
    NUMBER = "number"
    VAGUE = "vague"
    SUPERLATIVE = "superlative"
    COMPARISON = "comparison"


MESSAGES = {
    ClaimKind.NUMBER: Text("número sin cifra detrás", "number without a figure behind it"),
    ClaimKind.VAGUE: Text(
        "cantidad vaga: únala a una cifra", "vague quantity: bind it to a figure"
    ),
    ClaimKind.SUPERLATIVE: Text(
        "superlativo: únalo a la cifra que lo demuestra",
        "superlative: bind it to the figure that proves it",
    ),
    ClaimKind.COMPARISON: Text(
        "comparación: únala a la cifra que la demuestra",
        "comparison: bind it to the figure that proves it",
    ),
}


@dataclass(frozen=True)
class Claim:
    """Words that claim something without proof. `line` is of the source; `excerpt` surrounds."""

    kind: ClaimKind
    text: str
    line: int
    excerpt: str

    @property
    def message(self) -> Text:
        return MESSAGES[self.kind]


PATTERNS = {
    "es": [
        (ClaimKind.SUPERLATIVE, r"(?:por )?primera vez|nunca antes|sin precedentes?|mas que nunca"),
        (ClaimKind.SUPERLATIVE, r"record(?:s)?|maximos? historicos?|insuperables?"),
        (
            ClaimKind.SUPERLATIVE,
            r"(?:el|la|los|las) (?:mayor(?:es)?|mejor(?:es)?|unic[oa]s?|lider(?:es)?)"
            r"(?! parte\b)|(?:el|la|los|las) mas (?:alt|grande|importante|numeros|amplia)\w*",
        ),
        (ClaimKind.VAGUE, r"numeros[oa]s|multitud de|infinidad de|innumerables|incontables"),
        (ClaimKind.COMPARISON, r"(?:se )?(?:ha|han) (?:crecido|aumentado|superado|duplicado"
         r"|triplicado|multiplicado|incrementado|mejorado|subido|bajado|disminuido)"),
        (ClaimKind.COMPARISON, r"crecio|crecieron|aumento(?= (?:el|la|los|las|un)\b)|aumentaron"
         r"|supero|superaron|superando|duplico|duplicaron|duplicando|triplico|multiplico"
         r"|multiplicando|incrementando|aumentando|creciendo"),
        (ClaimKind.COMPARISON, r"(?:superior|inferior|por encima|por debajo) (?:de|a) la media"),
    ],
    "en": [
        (ClaimKind.SUPERLATIVE, r"(?:for )?the first time|never before|unprecedented|ever before"),
        (ClaimKind.SUPERLATIVE, r"records?(?= (?:number|year|high|figure)s?\b)|all-time high"),
        (ClaimKind.SUPERLATIVE, r"the (?:largest|biggest|best|highest|greatest|leading|only)"),
        (ClaimKind.VAGUE, r"numerous|countless|a great many|a multitude of"),
        (ClaimKind.COMPARISON, r"(?:has|have) (?:grown|increased|risen|doubled|tripled|surpassed"
         r"|exceeded|improved|fallen|decreased|multiplied)"),
        (ClaimKind.COMPARISON, r"grew|exceeded|surpassed|(?:above|below) the average"),
    ],
}  # fmt: skip
COMPILED = {
    language: [(kind, re.compile(rf"\b(?:{pattern})\b")) for kind, pattern in patterns]
    for language, patterns in PATTERNS.items()
}


def unbound(blocks: Iterable[Block], language: str) -> list[Claim]:
    """The claims of the blocks that no figure supports, in reading order."""
    return [claim for runs in runs_of(blocks) for claim in in_runs(runs, language)]


def in_text(text: str, language: str) -> list[Claim]:
    """The claims of a plain text, such as a title or a caption."""
    return in_runs((Run(text),), language)


def in_runs(runs: Iterable[Run], language: str) -> list[Claim]:
    runs = list(runs)
    printed = "".join(run.text for run in runs)
    text = "".join(_unbound_part(run) for run in runs)
    spans = [(n.start, n.end, ClaimKind.NUMBER) for n in numerals(text, language)]
    lowered = bare(text)
    for kind, pattern in COMPILED[language]:
        spans += [(*match.span(), kind) for match in pattern.finditer(lowered)]
    return [
        Claim(kind, text[start:end], _line_at(runs, start), _around(printed, start, end))
        for start, end, kind in _merged(spans)
    ]


def _unbound_part(run: Run) -> str:
    """What is to be read of a run, as long as the run so that positions hold."""
    return BOUND * len(run.text) if isinstance(run, FigureRun | NameRun) else run.text


def _line_at(runs: list[Run], position: int) -> int:
    for run in runs:
        if position < len(run.text):
            return run.line
        position -= len(run.text)
    return 0


def _merged(spans: list[tuple[int, int, ClaimKind]]) -> list[tuple[int, int, ClaimKind]]:
    """Overlapping claims told once, by the widest: "por primera vez" is one, not two."""
    widest = sorted(spans, key=lambda span: (span[0] - span[1], span[0]))
    taken = Taken(max((end for _start, end, _kind in spans), default=0))
    return sorted(span for span in widest if taken.take(span[0], span[1]))


def _around(text: str, start: int, end: int, width: int = 40) -> str:
    """The claim with some words on each side, cut between words."""
    left, right = max(0, start - width), min(len(text), end + width)
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        right = text.rfind(" ", end, right) if " " in text[end:right] else right
    excerpt = text[left:right].strip()
    return f"{'… ' if left else ''}{excerpt}{' …' if right < len(text) else ''}"
