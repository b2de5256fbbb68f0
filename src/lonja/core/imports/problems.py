"""What is wrong with a file or with a cell, said so that whoever typed it can put it right."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ImportProblem:
    """A problem, in its place. `line` is the number that the spreadsheet shows; None: the file.

    `column` is the header as the file writes it, "" when the problem is the line's. `suggestion`
    says what would be right.
    """

    line: int | None
    column: str
    value: str
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        where = [_("línea %d") % self.line] if self.line else []
        if self.column:
            where.append(f"«{self.column}»")
        place = ", ".join(where)
        said = " ".join(part for part in (self.message, self.suggestion) if part)
        return f"{place[:1].upper()}{place[1:]}: {said}" if place else said

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class CellProblem(Exception):
    """A cell that cannot be read: raised by columns, which do not know where it stands."""

    def __init__(self, message: str, suggestion: str = ""):
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion

    def at(self, line: int, column: str, value: str) -> ImportProblem:
        return ImportProblem(line, column, value[:120], self.message, self.suggestion)


class FileProblem(Exception):
    """A file that cannot be read at all."""

    def __init__(self, message: str, suggestion: str = ""):
        super().__init__(message)
        self.problem = ImportProblem(None, "", "", message, suggestion)

    def __str__(self) -> str:
        return str(self.problem)
