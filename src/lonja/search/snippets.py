"""The part of a text where the words looked for stand, with them marked."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .analysis import WORD, says_something, stem, surfaces
from .matching import Query, Term

AROUND = 70
LENGTH = 220


def snippet(text: str, query: Query) -> SafeString:
    """Some 220 characters of a text as safe HTML, from a little before the first word found."""
    spans = [one.span() for one in WORD.finditer(text) if _wanted(one[0], query)]
    start = _start(text, max(0, spans[0][0] - AROUND) if spans else 0)
    end = min(len(text), start + LENGTH)
    parts, at = [], start
    for left, right in spans:
        if start <= left and right <= end:
            parts.append((text[at:left], text[left:right]))
            at = right
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html(
        "{}{}{}{}", "… " if start else "", marked, text[at:end], " …" if end < len(text) else ""
    )


def _wanted(word: str, query: Query) -> bool:
    return any(
        plain == one or (not term.as_written and stem(plain) == term.stem)
        or (term.open and plain.startswith(one))
        for plain in surfaces(word)
        for term, one in _looked_for(query)
    )  # fmt: skip


def _looked_for(query: Query) -> Iterator[tuple[Term, str]]:
    """Each word with its term; those of other ways of saying it, without their prepositions."""
    yield from ((term, one) for term in query.terms for one in term.words)
    for other in query.also:
        yield from (
            (term, one) for term in other.terms for one in term.words if says_something(one)
        )


def _start(text: str, near: int) -> int:
    """The beginning of a word at or after `near`."""
    if near == 0:
        return 0
    space = text.find(" ", near)
    return space + 1 if 0 <= space < near + 30 else near
