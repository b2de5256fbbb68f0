"""What is asked of the index, said in the words of each database.

A query is a list of terms, all of which a document must have:
    calidad aire     each word, with any ending; the last one may be still being typed
    "calidad del"    these words, as written, one after the other

What the field calls by several names is looked for by all of them: zbe, zona de bajas emisiones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from django.db import models

from . import lexicon
from .analysis import SILENT, says_something, stem, surfaces
from .models import Document

_CHUNK = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|([^\s"«“]+)')

LONGEST = 200
"""Letters that are looked for; each word more is one more search of the whole index."""
FEW, MOST_WAYS = 8, 12
"""Other ways are tried of so few words, and so many: each is another search."""


@dataclass(frozen=True)
class Term:
    """One word, or several in a row when `phrase`. `open`: it may be the beginning of a word."""

    words: tuple[str, ...]
    phrase: bool = False
    open: bool = False

    @property
    def stem(self) -> str:
        return stem(self.words[0])

    @property
    def may_be_open(self) -> bool:
        """One letter begins half of the dictionary: it is then a word of its own ("grupo B")."""
        return not self.phrase and len(self.words[0]) > 1

    @property
    def as_written(self) -> bool:
        """Whether endings matter: in phrases, and in words that are not kept without them."""
        return self.phrase or not says_something(self.words[0])


@dataclass(frozen=True)
class Query:
    """All of `terms`; or, of what is said in other words too, all of those of one of `also`."""

    terms: tuple[Term, ...] = field(default=())
    also: tuple[Query, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def title(self) -> str:
        """The stems that the title of a document has when it is just what was typed."""
        return " ".join(term.stem for term in self.terms if not term.as_written)

    def opened(self) -> Query:
        """The same, every word of it being perhaps the beginning of one: "ayunt val".

        A letter alone, which may be the beginning of any, is left out.
        """
        terms = tuple(replace(t, open=t.open or t.may_be_open) for t in self.terms)
        return type(self)(tuple(t for t in terms if t.open or t.phrase) or terms, self.also)

    def in_titles(self) -> InTitles:
        return InTitles(self.terms, tuple(one.in_titles() for one in self.also))

    def for_sqlite(self) -> str:
        own = " AND ".join(f"({self._sqlite(term)})" for term in self.terms)
        return " OR ".join([f"({own})", *(one.for_sqlite() for one in self.also)])

    def for_postgres(self) -> str:
        own = " & ".join(f"({self._postgres(term)})" for term in self.terms)
        return " | ".join([f"({own})", *(one.for_postgres() for one in self.also)])

    stems_in = ("title_stems", "text_stems")
    words_in = ("title_words", "text_words")

    def _sqlite(self, term: Term) -> str:
        exact = f'{{{" ".join(self.words_in)}}} : "{" ".join(term.words)}"'
        if term.as_written and not term.open:
            return exact
        beginning = f"{exact} *"
        if term.as_written:
            return beginning
        ending = f'{{{" ".join(self.stems_in)}}} : "{term.stem}"'
        return f"({ending}) OR ({beginning})" if term.open else ending

    def _postgres(self, term: Term) -> str:
        tail = "*" if term.open else ""
        rows = [
            " <-> ".join(f"'{word}':{tail}{letter}" for word in term.words)
            for letter in self._letters(self.words_in)
        ]
        written = " | ".join(f"({row})" for row in rows)
        if term.as_written:
            return written
        ending = f"'{term.stem}':{''.join(self._letters(self.stems_in))}"
        return f"{ending} | {written}" if term.open else ending

    @staticmethod
    def _letters(columns: tuple[str, ...]) -> list[str]:
        order = {"title_stems": "A", "title_words": "B", "text_stems": "C", "text_words": "D"}
        return [order[name] for name in columns]


class InTitles(Query):
    """The same, of titles only."""

    stems_in = ("title_stems",)
    words_in = ("title_words",)


def read(text: str) -> Query:
    """What somebody typed, as a query; an empty one when it holds no word.

    Of a text longer than anybody types, its beginning.
    """
    terms: list[Term] = []
    for chunk in _CHUNK.finditer(text[:LONGEST]):
        quoted = next((group for group in chunk.groups()[:3] if group is not None), None)
        words = surfaces(chunk[0])
        if quoted is not None and len(words) > 1:
            terms.append(Term(tuple(words), phrase=True))
        else:
            terms += [Term((word,), phrase=quoted is not None) for word in words]
    if terms:
        terms[-1] = replace(terms[-1], open=terms[-1].may_be_open)
    return Query(_telling(terms), tuple(Query(_telling(way)) for way in _otherwise(terms)))


def _telling(terms: list[Term]) -> tuple[Term, ...]:
    telling = [t for t in terms if t.open or t.phrase or not t.as_written]
    # "grupo B", but not "red de" when "ciudades" is still to come.
    if telling and terms[-1] not in telling and terms[-1].words[0] not in SILENT:
        telling.append(terms[-1])
    return tuple(telling or terms)


def _otherwise(terms: list[Term]) -> Iterator[list[Term]]:
    """The same with one of its expressions said in another way; what is quoted is as it is."""
    if len(terms) > FEW:
        return
    words = ["" if term.phrase else term.words[0] for term in terms]
    for start, end, way in islice(lexicon.other_ways(words), MOST_WAYS):
        yield [*terms[:start], Term(way, phrase=len(way) > 1), *terms[end:]]


@Document._meta.pk.register_lookup
class Matches(models.Lookup):
    """`Document.objects.filter(id__matches=query)`."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):
        text = value.for_postgres() if connection.vendor == "postgresql" else value.for_sqlite()
        return "%s", [text]

    def as_sql(self, compiler, connection):
        lhs, lhs_params = self.process_lhs(compiler, connection)
        _, params = self.process_rhs(compiler, connection)
        if connection.vendor == "postgresql":
            terms = f"{compiler.quote_name_unless_alias(self.lhs.alias)}.terms"
            return f"{terms} @@ %s::tsquery", params
        found = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        return f"{lhs} IN ({found})", [*lhs_params, *params]
