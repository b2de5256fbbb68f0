"""The bytes of a file in pieces that end where an entry ends.

A parser is fed with them as from a file. Since a piece never goes past the end of an entry, what is
kept in `pending` is exactly the entry that is being read, so that when it turns out not to be well
formed it can be told, shown, and skipped.
"""

from __future__ import annotations

import re
from typing import IO

CHUNK = 64 * 1024
LARGEST_ENTRY = 8 * 1024 * 1024  # the largest genuine ones are under one
PREFIX = rb"(?:[\w.-]+:)?"
START = re.compile(rb"<" + PREFIX + rb"(?:deleted-)?entry(?=[\s>/])")
END = re.compile(
    rb"</" + PREFIX + rb"(?:deleted-)?entry\s*>|<" + PREFIX + rb"deleted-entry\b[^<>]*/>"
)
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w-]+)["']""")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TooLarge(Exception):
    """An entry beyond LARGEST_ENTRY bytes."""


class Pieces:
    """A file-like over `file`. `ended`: all of it has been given. `recoded`: it was not UTF-8."""

    def __init__(self, file: IO[bytes]):
        self._file = file
        self._waiting = b""  # read from the file, not yet given
        self._again = b""  # given once and to be given again, after a restart
        self.head = b""  # up to the first entry: what a restart needs to know the namespaces
        self._head_complete = False
        self.pending = bytearray()  # given since the end of the last entry
        self.ended = False
        self.recoded = False
        self._claims_utf8: bool | None = None

    def read(self, size: int = -1) -> bytes:
        """The next piece; b"" at the end. The size is of no matter."""
        if self._again:
            piece, self._again = self._again, b""
            return piece
        piece = self._in_utf8(self._next_piece())
        if not piece:
            self.ended = True
            return b""
        if not self._head_complete:
            self._add_to_head(piece)
        self.pending += piece
        if len(self.pending) > LARGEST_ENTRY:
            raise TooLarge
        return piece

    def forget(self) -> None:
        """The entry has been read: what is pending begins after it."""
        self.pending.clear()

    def in_entry(self) -> bool:
        return START.match(self.pending.lstrip()) is not None

    def entry_is_whole(self) -> bool:
        return END.search(self.pending) is not None

    def excerpt(self, length: int) -> str:
        found = START.search(self.pending)
        start = found.start() if found else 0
        return (
            bytes(self.pending[start : start + length]).decode("utf-8", "replace").replace("\0", "")
        )

    def go_to_next_entry(self) -> bool:
        """Stand at the entry after the one that could not be read; False when there is none."""
        skip = 0
        if self.in_entry():
            skip = len(self.pending) - len(self.pending.lstrip()) + 1
        while True:
            found = START.search(self.pending, skip)
            if found and self._head_complete:
                del self.pending[: found.start()]
                self._again = self.head + bytes(self.pending)
                return True
            skip = max(skip, len(self.pending) - 32)  # a start may lie across two pieces
            if not self.read():
                return False
            # What is skipped need not be kept.
            if skip > CHUNK:
                del self.pending[:skip]
                skip = 0

    def _next_piece(self) -> bytes:
        while True:
            if end := END.search(self._waiting):
                return self._take(end.end())
            if len(self._waiting) >= CHUNK:
                # After a ">" neither a letter nor the end of an entry is cut in two.
                if cut := self._waiting.rfind(b">") + 1:
                    return self._take(cut)
                if len(self._waiting) > LARGEST_ENTRY:
                    raise TooLarge
            more = self._file.read(CHUNK)
            if not more:
                return self._take(len(self._waiting))
            self._waiting += more

    def _take(self, length: int) -> bytes:
        piece, self._waiting = self._waiting[:length], self._waiting[length:]
        return piece

    def _add_to_head(self, piece: bytes) -> None:
        found = START.search(self.head + piece)
        self.head += piece
        if found:
            self.head = self.head[: found.start()]
            self._head_complete = True
        elif len(self.head) > LARGEST_ENTRY:
            raise TooLarge

    def _in_utf8(self, piece: bytes) -> bytes:
        """A piece that claims to be UTF-8 and is not is taken for Windows-1252."""
        if self._claims_utf8 is None:
            declared = ENCODING.match(piece)
            name = declared[1].lower() if declared else b"utf-8"
            self._claims_utf8 = name in (b"utf-8", b"utf8") and not piece.startswith(UTF16)
        if not self._claims_utf8 or piece.isascii():
            return piece
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            self.recoded = True
            return piece.decode("cp1252", "replace").encode("utf-8")
        return piece
