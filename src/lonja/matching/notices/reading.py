"""Going through a file of notices of any size in constant memory.

    reading = Reading(file)
    for one in reading:            # FoundNotice, FoundWithdrawal or SetAside
        …
    reading.page.next_url          # the head of the page
    reading.problem                # "" when all went well, else what happened
    reading.whole                  # whether it came to the end of the file
    reading.ahead                  # how many of its entries have a date yet to come
    reading.newest, reading.oldest # dates of its entries, None when it has none

Nothing in a file can make this stop with an error or take the machine: declarations of types and
entities are refused; what is not well formed costs its own entry, and reading goes on at the next
one; an entry has a largest size; a file that is cut gives the entries before the cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import IO
from xml.etree.ElementTree import Element  # only the type: parsing is always defusedxml's

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from . import eforms, placsp, ted
from .found import FoundNotice, FoundWithdrawal, Malformed, Page, SetAside
from .pieces import Pieces, TooLarge
from .values import local, moment, text

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
EXCERPT = 4000
SOON = timedelta(days=1)  # what clocks and zones may differ
WHOLE_FILES = {"TED_EXPORT", *eforms.ROOTS}
"""Roots of files that are one notice."""

NOT_WELL_FORMED = {
    None: "no termina antes de que empiece la siguiente",  # said by this reading itself
    2: "no empieza como un XML",
    3: "está vacío o le falta el final",
    4: "lleva un carácter que no vale",
    5: "una etiqueta queda sin cerrar",
    7: "una etiqueta se cierra con el nombre de otra",
    8: "un atributo está repetido",
    9: "sigue algo después del final",
    11: "nombra un carácter que no se conoce",
}
"""By the codes of the parser (expat)."""

Item = FoundNotice | FoundWithdrawal | SetAside


class Reading:
    """One passage through a file opened in binary. It can be gone through once."""

    def __init__(self, file: IO[bytes]):
        self.page = Page()
        self.problem = ""
        self.whole = False
        self.entries = 0
        self.ahead = 0
        self.newest: datetime | None = None
        self.oldest: datetime | None = None
        self._pieces = Pieces(file)

    def __iter__(self) -> Iterator[Item]:
        try:
            while True:
                try:
                    yield from self._pass()
                    self.whole = True
                    break
                except ParseError as error:
                    yield from self._entry_lost(error)
                    if not self._pieces.go_to_next_entry():
                        self.problem = self._why_it_ends(error)
                        break
        except DefusedXmlException:
            self.problem = (
                "El fichero declara tipos o entidades (DTD), que los anuncios no llevan y que "
                "pueden ser un ataque: no se ha leído más."
            )
        except TooLarge:
            self.problem = (
                "Hay una entrada demasiado grande para ser un anuncio: no se ha leído más."
            )
        except _NotNotices as error:
            self.problem = str(error)
        if self._pieces.recoded and not self.problem:
            self.problem = (
                "El fichero dice estar en UTF-8 y no lo está: se ha leído como Windows-1252."
            )
        if self.ahead and not self.problem:
            many = (
                "Un anuncio lleva una fecha que no ha llegado: se ha leído igual"
                if self.ahead == 1
                else f"{self.ahead} anuncios llevan una fecha que no ha llegado: se han leído igual"
            )
            self.problem = (
                f"{many}, y la próxima versión que publique su fuente valdrá más, lleve la fecha "
                "que lleve."
            )

    def _pass(self) -> Iterator[Item]:
        """Parse from where the pieces stand until the end, or until what is not well formed."""
        depth, root = 0, None
        for event, element in iterparse(self._pieces, ("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if depth == 1:
                    root = self._known(element)
                elif element.tag == f"{ATOM}entry" and depth > 2:
                    raise ParseError("an entry begins before the end of the one before")
                continue
            depth -= 1
            if element.tag in (f"{ATOM}entry", TOMBSTONE):
                self.entries += 1
                yield self._read(element)
                root.clear()
                self._pieces.forget()
            elif depth == 1 and root.tag == f"{ATOM}feed":
                self._head(element)
            elif depth == 0 and local(element) in WHOLE_FILES:
                self.entries += 1
                yield self._read(element)

    def _known(self, root: Element) -> Element:
        if root.tag in (f"{ATOM}feed", f"{ATOM}entry") or local(root) in WHOLE_FILES:
            return root
        raise _NotNotices(
            f"No es un fichero de anuncios conocido: empieza por «{local(root)[:60]}». Se leen los "
            "ficheros Atom de la Plataforma de Contratación y los anuncios XML de TED (R2.0.9 y "
            "eForms)."
        )

    def _read(self, element: Element) -> Item:
        try:
            if element.tag == TOMBSTONE:
                return placsp.withdrawal(element)
            if element.tag == f"{ATOM}entry":
                return self._dated(placsp.notice(element, self.page.feed_id))
            if local(element) in eforms.ROOTS:
                return self._dated(eforms.notice(element))
            return self._dated(ted.notice(element))
        except Malformed as error:
            return SetAside(
                position=self.entries,
                reason=str(error),
                atom_id=text(element, "id"),
                title=text(element, "title")[:500],
                excerpt=self._pieces.excerpt(EXCERPT),
            )

    def _dated(self, notice: FoundNotice) -> FoundNotice:
        self.ahead += notice.updated > datetime.now(UTC) + SOON
        self.newest = max(self.newest or notice.updated, notice.updated)
        self.oldest = min(self.oldest or notice.updated, notice.updated)
        return notice

    def _head(self, element: Element) -> None:
        name = local(element)
        if name == "id":
            self.page.feed_id = text(element)
        elif name == "title":
            self.page.title = text(element)
        elif name == "updated":
            try:
                self.page.updated = moment(text(element))
            except Malformed:
                self.page.updated = None
        elif name == "link" and element.get("rel") == "next":
            self.page.next_url = element.get("href", "")

    def _entry_lost(self, error: ParseError) -> Iterator[SetAside]:
        """Tell of the entry in which the text stops being well formed, if it is in one."""
        if not self._pieces.in_entry():
            return
        self.entries += 1
        cut = self._pieces.ended and not self._pieces.entry_is_whole()
        yield SetAside(
            position=self.entries,
            reason="la entrada está cortada" if cut else f"XML mal formado: {_why(error)}",
            excerpt=self._pieces.excerpt(EXCERPT),
        )

    def _why_it_ends(self, error: ParseError) -> str:
        if not self.entries:
            return f"No es un fichero XML que se pueda leer: {_why(error)}."
        after = "una entrada" if self.entries == 1 else f"{self.entries} entradas"
        return (
            f"El fichero está cortado o mal formado tras {after} ({_why(error)}): lo anterior se "
            "ha leído."
        )


def _why(error: ParseError) -> str:
    """What is wrong, in words: the parser says it in English and for programmers."""
    return NOT_WELL_FORMED.get(getattr(error, "code", None), "no se entiende su XML")


class _NotNotices(Exception):
    pass
