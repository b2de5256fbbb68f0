"""The balance of a year as a document: from its draft, or from what was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone, translation

from lonja.core.text import Text
from lonja.evidence.queries import owner_of
from lonja.house.models import House
from lonja.workbench.registry import resource_for, url_of

from . import catalogue
from .book import Book, Year, weak_rows
from .charts import Charts
from .document import claims, prose
from .document.claims import Claim
from .document.model import Document, FigureEntry, ImageBlock, RecordRow, Section
from .document.prose import Lexicon, Problem, Prose
from .entries import entries
from .models import Edition, Photo, Publication
from .models import Section as Written
from .records import contribution_of, date_of, each_once, with_proofs

DRAFT = Text("Balance de {year}", "Balance of {year}")


@dataclass(frozen=True)
class Checked:
    """A section as read: its blocks, what is wrong in it, and what it claims without proof."""

    number: int
    title: str
    prose: Prose
    claims: tuple[Claim, ...]
    weak: tuple[FigureEntry, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.prose.problems

    @property
    def is_clean(self) -> bool:
        return not self.claims and not self.problems


class Photos(Mapping[str, ImageBlock]):
    """Those of a year by key, read when one is asked for."""

    def __init__(self, year: int):
        self.year = year

    @cached_property
    def _read(self) -> dict[str, ImageBlock]:
        return {str(one.pk): _image(one) for one in Photo.objects.filter(year=self.year)}

    def __getitem__(self, key: str) -> ImageBlock:
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


class Desk:
    """What is needed to read the prose of a year in a language: figures, charts and photos.

    `for_all`: it goes out of the house, so that behind its figures are named only those records
    that are public by themselves.
    """

    def __init__(
        self, year: int, language: str, *, book: Book | None = None, for_all: bool = False
    ):
        self.book = book or Book()
        self.book.for_text = True
        self.for_all = for_all
        self.year: Year = self.book.year(year)
        self.language = language
        self.house = self.book.house or House.ours() or House(name="Lonja", records_since=0)
        self.book.house = self.house
        # The labels of tables are in the language of whoever reads them.
        with translation.override(language):
            self.figures = entries(self.year, language)
        self.charts = Charts(self.year, language, self.house.brand)
        self.photos = Photos(year)
        self.lexicon = Lexicon(self.figures, language, self.charts, self.photos)

    def check(self, number: int, title: str, text: str, cards: Iterable[str] = ()) -> Checked:
        read = prose.read(text, self.lexicon)
        found = [*claims.in_text(title, self.language), *claims.unbound(read.blocks, self.language)]
        used = dict.fromkeys([*cards, *read.keys])
        weak = tuple(
            self.figures[key] for key in used if key in self.figures and self.figures[key].weak
        )
        return Checked(number, title, read, tuple(found), weak)

    def check_section(self, section: Written) -> Checked:
        return self.check(section.number, section.title, section.text, section.cards)

    def keep(self) -> None:
        """What had to be drawn or asked for the text, for the next who reads it."""
        with translation.override(self.language):
            self.year.keep_beside()

    def document(self, **parts: Any) -> Document:
        """A document with everything but its sections."""
        closing = self.year.closing
        base = Document(
            title=DRAFT.in_(self.language).format(year=self.year.number),
            cluster=self.house.name,
            year=self.year.number,
            sections=(),
            figures=self.figures,
            language=self.language,
            brand=self.house.brand,
            logo=_logo(self.house),
            as_of=timezone.localdate(closing.closed_at) if closing else self.year.end,
            line_names=catalogue.line_names(self.language),
            records=self.records,
        )
        return replace(base, **parts)

    def records(self, key: str) -> Iterable[RecordRow]:
        """Every record behind a figure: frozen, listed by an opening balance, or live."""
        for model, row in self._records(key):
            yield _as_told_to_all(model, row) if self.for_all else row

    def _records(self, key: str) -> Iterator[tuple[type[models.Model] | None, RecordRow]]:
        opening = self.book.openings.get((key, self.year.number))
        frozen = self.year.frozen(key)
        if frozen:
            for row in frozen.rows.select_related("content_type").iterator(chunk_size=1000):
                model = row.content_type.model_class()
                yield (
                    model,
                    RecordRow(
                        row.label, _kind(model), row.date, row.contribution, proved=row.proved
                    ),
                )
        elif opening:
            for item in self.book.items_of(opening):
                yield None, RecordRow(item.label, proof=opening.source)
        else:
            yield from self._live_records(key)

    def _live_records(self, key: str) -> Iterator[tuple[type[models.Model], RecordRow]]:
        figure = self.book.figures[key]
        rows = figure.rows(self.year)
        weak = set(weak_rows(figure, self.year).order_by().values_list("pk", flat=True))
        kind = _kind(rows.model)
        for record, proofs in with_proofs(each_once(rows)):
            row = RecordRow(
                label=str(record),
                kind=kind,
                date=date_of(record),
                contribution=contribution_of(figure, record),
                proof="; ".join(proof.url or str(proof) for proof in proofs),
                address=url_of(record),
                proved=record.pk not in weak,
            )
            yield rows.model, row


def _as_told_to_all(model: type[models.Model] | None, row: RecordRow) -> RecordRow:
    """That there is a record, its day and what it adds; and its name, when its kind is public.

    Who met whom, what a town needs and what was signed are between them and the office.
    """
    resource = model and resource_for(model)
    named = model is None or bool(resource and resource.public)
    return replace(row, label=row.label if named else row.kind, proof="", address="")


def draft(edition: Edition, *, book: Book | None = None) -> Document:
    """The document as it is being written."""
    desk = Desk(edition.year, edition.language, book=book)
    written = [
        {
            "number": section.number, "title": section.title, "text": section.text,
            "cards": section.cards, "signed_by": _signature(section),
        }
        for section in edition.sections.prefetch_related("sign_offs__by")
    ]  # fmt: skip
    return _composed(desk, edition.title, edition.subtitle, written, draft=True)


def published(
    publication: Publication, *, book: Book | None = None, for_all: bool = False
) -> Document:
    """The document as it was published: its text of then, on the frozen figures."""
    edition, content = publication.edition, publication.content
    desk = Desk(edition.year, edition.language, book=book, for_all=for_all)
    document = _composed(desk, content["title"], content["subtitle"], content["sections"])
    return replace(document, published_on=timezone.localdate(publication.at))


def without_edition(year: int, language: str, *, book: Book | None = None) -> Document:
    """The figures of a year of which nothing has been written yet: a section a line."""
    desk = Desk(year, language, book=book)
    sections = tuple(
        Section(line, name, (), cards=tuple(_notable(desk, line)))
        for line, name in catalogue.line_names(language).items()
        if any(entry.line == line for entry in desk.figures.values())
    )
    return desk.document(sections=sections, draft=True)


def _notable(desk: Desk, line: int) -> list[str]:
    known = [f.key for f in desk.figures.values() if f.line == line and f.value not in (None, [])]
    return known[:4]


def _composed(
    desk: Desk, title: str, subtitle: str, written: list[dict[str, Any]], *, draft: bool = False
) -> Document:
    foreword: tuple = ()
    sections = []
    for one in written:
        blocks = prose.read(one["text"], desk.lexicon).blocks
        if one["number"] == 0:
            foreword = blocks
            continue
        cards = tuple(key for key in one["cards"] if key in desk.figures)
        if blocks or cards:
            signed = one.get("signed_by", "")
            sections.append(Section(one["number"], one["title"], blocks, cards, signed))
    desk.keep()
    return desk.document(
        title=title, subtitle=subtitle, foreword=foreword, sections=tuple(sections), draft=draft
    )


def _signature(section: Written) -> str:
    latest = next(iter(section.sign_offs.all()), None)
    return str(latest.by) if latest else ""


def _image(photo: Photo) -> ImageBlock:
    return ImageBlock(
        path=photo.file.path, alt=photo.alt, caption=photo.caption, credit=photo.credit,
        url="",
    )  # fmt: skip


def _logo(house: House) -> bytes:
    if not house.logo:
        return b""
    try:
        with house.logo.open() as file:
            return file.read()
    except OSError:
        return b""


def _kind(model: type[models.Model] | None) -> str:
    """What a record is called, as the office says it: "impacto en medios"."""
    if model is None:
        return ""
    return str((model if not model._meta.proxy else owner_of(model))._meta.verbose_name)
