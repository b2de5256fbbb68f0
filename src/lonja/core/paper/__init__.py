"""Sheets on paper: a heading, some words and tables, as a tagged PDF.

    report = Report(title="Libro de equidad", subtitle="2024", house="Clúster", language="es")
    report.parts.append(Part("Por asociado", table=Table(("Asociado", "Propuesto"), rows)))
    pdf = render(report)

The text never becomes Typst code: it goes as JSON to a template that does not change.
"""

from .report import Part, Report, Table
from .typesetting import render

__all__ = ["Part", "Report", "Table", "render"]
