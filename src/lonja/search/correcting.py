"""Correcting slips of the keyboard and of spelling with the words that the records have."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from rapidfuzz.distance import OSA

from .analysis import sound
from .matching import Query, Term
from .models import Document, Word

SHORTEST = 4


def corrected(query: Query) -> tuple[Query | None, str]:
    """The query with the words that no record has changed for the likeliest ones, and as text.

    (None, "") when there is nothing to change.
    """
    terms, said = [], []
    for term in query.terms:
        better = None if term.phrase or _known(term) else _better(term.words[0], term.open)
        terms.append(replace(term, words=(better.word,)) if better else term)
        said.append(better.written if better else _said(term))
    if tuple(terms) == query.terms:
        return None, ""
    return type(query)(tuple(terms)), " ".join(said)


def _said(term: Term) -> str:
    words = " ".join(term.words)
    return f"«{words}»" if term.phrase else words


def _known(term: Term) -> bool:
    return Document.objects.filter(id__matches=Query((term,))).exists()


def _better(word: str, is_open: bool) -> Word | None:
    if len(word) < SHORTEST or not word.isalpha():
        return None
    best = min(_candidates(word, is_open), default=None)
    return Word.objects.get(word=best[-1]) if best else None


def _candidates(word: str, is_open: bool) -> list[tuple[float, int, str]]:
    """(how far, minus how frequent, word) for the words that may have been meant."""
    heard = sound(word)
    allowed = 1 if len(word) <= 6 else 2
    found = []
    for other, its_sound, documents in _near(heard):
        far = min(
            OSA.distance(word, other, score_cutoff=allowed),
            OSA.distance(heard, its_sound, score_cutoff=allowed) + 0.2,
        )
        if is_open and far > allowed and len(other) > len(word):
            far = OSA.distance(word, other[: len(word)], score_cutoff=allowed) + 0.5
        if far <= allowed:
            found.append((far, -documents, other))
    return found


def _near(heard: str) -> QuerySet:
    """Words that begin or end with the same sound: a slip seldom takes both."""
    size = len(heard)
    return (
        Word.objects.filter(Q(sound__startswith=heard[:1]) | Q(sound__endswith=heard[-2:]))
        .annotate(size=Length("sound"))
        .filter(size__gte=size - 2)
        .values_list("word", "sound", "documents")
    )
