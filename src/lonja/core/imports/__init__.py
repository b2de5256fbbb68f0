"""Spreadsheets from people's hands, as rows of clean values.

source: a file with sheets (CSV, XLSX). table: one of its sheets, from its header down. column:
what is looked for in it, and how a cell becomes a value. mapping: which header feeds which column.
problem: what a cell has wrong, in the words of whoever typed it. Nothing here knows the database.
"""

from .columns import (
    BooleanColumn,
    ChoiceColumn,
    Column,
    EmailColumn,
    TaxIdColumn,
    TextColumn,
    UrlColumn,
)  # fmt: skip
from .lookups import LookupColumn
from .measured import AmountColumn, DateColumn, IntegerColumn, YearColumn
from .problems import CellProblem, FileProblem, ImportProblem

__all__ = [
    "AmountColumn", "BooleanColumn", "CellProblem", "ChoiceColumn", "Column", "DateColumn",
    "EmailColumn", "FileProblem", "ImportProblem", "IntegerColumn", "LookupColumn", "TaxIdColumn",
    "TextColumn", "UrlColumn", "YearColumn",
]  # fmt: skip
