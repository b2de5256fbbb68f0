"""The prose of a balance: Markdown with live figures, as the office writes it.

    Durante {{ year }} … [nuestra primera guía]{groups.deliverables_published} reunió a
    {{ groups.deliverable_companies }} empresas.

    {{ territories.growth|change }}            a wording of the figure (see `wording`)
    {{ chart:mentions_by_month }}              a chart, on a line of its own
    {{ photo:12 }}                             a photo, on a line of its own
    {{ cards:press.mentions,press.value_eur }} figures shown large, on a line of their own

Headings, lists, quotations, tables, links, strong and emphasis are Markdown's; there is no HTML.
Nothing typed here makes an exception: what cannot be understood is a `Problem`, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from markdown_it.token import Token
from rapidfuzz import fuzz, process

from lonja.core.text import Text

from . import binding, wording
from .markdown import MARKDOWN
from .model import (
    Block,
    ChartBlock,
    FigureCards,
    FigureEntry,
    FigureRun,
    Heading,
    ImageBlock,
    ListBlock,
    NameRun,
    Paragraph,
    Quote,
    Run,
    TableBlock,
    plain,
)


@dataclass(frozen=True)
class Problem:
    """Something in the prose that cannot be printed as written. `line` counts from 1."""

    line: int
    text: str
    message: Text
    suggestion: str = ""


@dataclass(frozen=True)
class Lexicon:
    """What the prose may name: the figures of the year, its charts and its photos."""

    figures: Mapping[str, FigureEntry]
    language: str = "es"
    charts: Mapping[str, ChartBlock] = field(default_factory=dict)
    photos: Mapping[str, ImageBlock] = field(default_factory=dict)


@dataclass(frozen=True)
class Prose:
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]
    keys: tuple[str, ...]  # of the figures used, in order, each once


def read(source: str, lexicon: Lexicon) -> Prose:
    return _Reader(lexicon).read(source)


FILTER = re.compile(r"\s*\|\s*")
ALONE = re.compile(r"(chart|photo|cards)\s*:\s*(.+)")


class _Reader:
    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        self.problems: list[Problem] = []
        self.keys: dict[str, None] = {}
        self.headed = False

    def read(self, source: str) -> Prose:
        tokens = MARKDOWN.parse(source.replace("\r\n", "\n").replace("\0", ""))
        blocks, _ = self._blocks(tokens, 0, until="")
        return Prose(tuple(blocks), tuple(self.problems), tuple(self.keys))

    # -- blocks ------------------------------------------------------------------------------

    def _blocks(self, tokens: list[Token], at: int, until: str) -> tuple[list[Block], int]:
        """The blocks from `at` up to the token `until`; and the place after it."""
        found: list[Block] = []
        while at < len(tokens) and tokens[at].type != until:
            token = tokens[at]
            match token.type:
                case "paragraph_open":
                    found += self._paragraph(tokens[at + 1])
                    at += 3
                case "heading_open":
                    found.append(Heading(self._level(token.tag), self._runs(tokens[at + 1])))
                    at += 3
                case "bullet_list_open" | "ordered_list_open":
                    block, at = self._list(tokens, at)
                    found.append(block)
                case "blockquote_open":
                    inner, at = self._blocks(tokens, at + 1, "blockquote_close")
                    found.append(Quote(tuple(inner)))
                case "table_open":
                    block, at = self._table(tokens, at)
                    found.append(block)
                case _:
                    at += 1
        return found, at + 1

    def _level(self, tag: str) -> int:
        """2 or 3; never a 3 before the first 2, which would leave a hole in the outline."""
        level = 2 if tag in ("h1", "h2") or not self.headed else 3
        self.headed = True
        return level

    def _list(self, tokens: list[Token], at: int) -> tuple[ListBlock, int]:
        ordered = tokens[at].type == "ordered_list_open"
        close = tokens[at].type.replace("open", "close")
        self._numbered_from_one(tokens[at])
        items, at = [], at + 1
        while tokens[at].type != close:
            item, at = self._blocks(tokens, at + 1, "list_item_close")
            items.append(tuple(item))
        return ListBlock(tuple(items), ordered), at + 1

    def _numbered_from_one(self, token: Token) -> None:
        """A line starting with "2024." is a list for Markdown: its number would be lost."""
        start = token.attrs.get("start", 1)
        if token.type == "ordered_list_open" and start != 1:
            self._problem(
                token.map[0] + 1, f"{start}.",
                Text("las listas numeradas empiezan en 1; si no es una lista, escriba «\\.»",
                     "numbered lists start at 1; if it is not a list, write “\\.”"),
                suggestion=f"{start}\\.",
            )  # fmt: skip

    def _table(self, tokens: list[Token], at: int) -> tuple[TableBlock, int]:
        rows: list[tuple[tuple[Run, ...], ...]] = []
        cells: list[tuple[Run, ...]] = []
        numeric: list[bool] = []
        line = tokens[at].map[0] if tokens[at].map else 0
        while tokens[at].type != "table_close":
            token = tokens[at]
            if token.type == "tr_open":
                line = token.map[0] if token.map else line
                cells = []
            elif token.type == "th_open":
                numeric.append("right" in str(token.attrs.get("style", "")))
            elif token.type == "inline":
                cells.append(self._runs(token, line))
            elif token.type == "tr_close":
                rows.append(tuple(cells))
            at += 1
        return TableBlock(rows[0], tuple(rows[1:]), numeric=tuple(numeric)), at + 1

    def _paragraph(self, inline: Token) -> list[Block]:
        """A paragraph; or, when nothing else is in it, the charts, photos and cards it names."""
        children = [c for c in inline.children or [] if c.type != "softbreak"]
        children = [c for c in children if c.type != "text" or c.content.strip()]
        named = [c.type == "placeholder" and ALONE.fullmatch(c.content) for c in children]
        line = inline.map[0] + 1 if inline.map else 0
        if children and all(named):
            blocks = [self._named(match[1], match[2], line) for match in named]
            return [block for block in blocks if block]
        return [Paragraph(runs)] if (runs := self._runs(inline)) else []

    def _named(self, kind: str, name: str, line: int) -> Block | None:
        if kind == "cards":
            keys = [key.strip() for key in name.split(",") if key.strip()]
            known = [key for key in keys if self._figure(key, line, key)]
            return FigureCards(tuple(known)) if known else None
        kept = self.lexicon.charts if kind == "chart" else self.lexicon.photos
        if name in kept:
            return kept[name]
        what = Text("el gráfico", "chart") if kind == "chart" else Text("la foto", "photo")
        near = _nearest(name, kept)
        message = Text(f"no existe {what.es} «{name}»", f"there is no {what.en} “{name}”")
        if near == name:
            message = Text("el gráfico no tiene datos este año", "the chart has no data this year")
        self._problem(line, f"{kind}:{name}", message, suggestion=near if near != name else "")
        return None

    # -- inline ------------------------------------------------------------------------------

    def _runs(self, inline: Token, line: int | None = None) -> tuple[Run, ...]:
        start = line if line is not None else (inline.map[0] if inline.map else 0)
        runs: list[Run] = []
        style = Run("", line=start + 1)
        bound: tuple[str, int] | None = None
        for token in inline.children or []:
            match token.type:
                case "text":
                    runs.append(replace(style, text=token.content))
                case "softbreak":
                    runs.append(replace(style, text=" "))
                    style = replace(style, line=style.line + 1)
                case "hardbreak":
                    runs.append(replace(style, text="\n"))
                    style = replace(style, line=style.line + 1)
                case "strong_open" | "strong_close":
                    style = replace(style, strong=token.nesting > 0)
                case "em_open" | "em_close":
                    style = replace(style, emphasis=token.nesting > 0)
                case "link_open":
                    style = replace(style, link=str(token.attrs.get("href", "")))
                case "link_close":
                    style = replace(style, link="")
                case "placeholder":
                    runs.append(self._figure_run(token.content, style))
                case "bound_open":
                    bound = (token.content, len(runs))
                case "bound_close" if bound:
                    source, place = bound
                    runs[place:] = self._bind(runs[place:], source, style.line)
                    bound = None
        return tuple(_joined(run for run in runs if run.text))

    def _figure_run(self, content: str, style: Run) -> Run:
        head, *filters = FILTER.split(content)
        shown = NameRun(f"[{head}]", style.strong, style.emphasis, style.link, style.line)
        if ALONE.fullmatch(content):
            self._problem(
                style.line, content,
                Text("los gráficos y las fotos van solos en su línea, entre líneas en blanco",
                     "charts and photos stand on a line of their own, between blank lines"),
            )  # fmt: skip
            return shown
        entry = self._figure(head, style.line, content)
        if entry is None:
            return shown
        try:
            text = wording.word(entry, self._filters(filters, style.line), self.lexicon.language)
        except wording.Unsaid as reason:
            self._problem(style.line, content, reason.message)
            return shown
        return FigureRun(text, style.strong, style.emphasis, style.link, style.line, key=head)

    def _filters(self, named: list[str], line: int) -> list[tuple[str, str]]:
        known = []
        for one in named:
            name, _, argument = (part.strip() for part in one.partition(":"))
            if name in wording.FILTERS:
                known.append((name, argument))
                continue
            self._problem(
                line, one,
                Text(f"no existe la forma «{name}»", f"there is no wording “{name}”"),
                suggestion=_nearest(name, wording.FILTERS),
            )  # fmt: skip
        return known

    def _figure(self, key: str, line: int, text: str) -> FigureEntry | None:
        entry = self.lexicon.figures.get(key)
        if entry:
            self.keys[key] = None
            return entry
        self._problem(
            line, text,
            Text(f"no existe la cifra «{key}»", f"there is no figure “{key}”"),
            suggestion=_nearest(key, self.lexicon.figures),
        )  # fmt: skip
        return None

    def _bind(self, runs: list[Run], source: str, line: int) -> list[Run]:
        read = binding.read(source)
        if isinstance(read, str):
            return [r if isinstance(r, FigureRun) else _as_name(r) for r in runs]
        if read is None:
            self._problem(
                line, f"{{{source}}}",
                Text("entre llaves va la clave de una cifra, o «nombre», «fecha» o «cita»",
                     "between braces goes a figure's key, or “name”, “date” or “quote”"),
            )  # fmt: skip
            return runs
        known = [self._figure(key, line, f"{{{source}}}") for key in read.keys]
        if not all(known):
            return [_as_name(r) for r in runs]
        words = plain(runs)
        reason = binding.unproved(words, read, self.lexicon.figures, self.lexicon.language)
        if reason:
            self._problem(line, words, reason)
        return [FigureRun(r.text, r.strong, r.emphasis, r.link, r.line, key=read.key) for r in runs]

    def _problem(self, line: int, text: str, message: Text, suggestion: str = "") -> None:
        self.problems.append(Problem(line, text, message, suggestion))


def _as_name(run: Run) -> NameRun:
    return NameRun(run.text, run.strong, run.emphasis, run.link, run.line)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours in the same style made one, so that a text is not cut where Markdown cut it."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and _same_style(run, last):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return joined


def _same_style(run: Run, other: Run) -> bool:
    plain_enough = not isinstance(run, FigureRun) and type(run) is type(other)
    return plain_enough and replace(run, text="") == replace(other, text="")


def _nearest(name: str, names: Iterable[str]) -> str:
    found = process.extractOne(name, list(names), scorer=fuzz.WRatio, score_cutoff=60)
    return found[0] if found else ""
