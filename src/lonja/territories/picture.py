"""A map as any other chart: for the page, for paper, in words and as a table.

picture = Picture("Territorios de 2024", by_province(values))
picture.themed(); picture.standalone(charts.paper(brand)); picture.summary(); picture.table()
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lonja.core import charts
from lonja.core.figures import Unit
from lonja.core.formatting import names, printed

from . import drawing
from .map import Shape, Sheet, Value

WIDE = 680.0
TOLD = 5  # places named in the summary


@dataclass(frozen=True)
class Picture:
    """`unit` is that of the values that are numbers; `description` replaces the summary."""

    title: str
    sheet: Sheet
    unit: Unit = Unit.COUNT
    description: str = ""
    language: str = field(default_factory=lambda: get_language() or "es")

    kind = "map"

    def themed(self, width: float = WIDE) -> SafeString:
        """For the page: coloured by its style sheet, in light and dark. It takes the width of
        where it stands."""
        return drawing.svg(self.sheet, self.title, legend=True, description=self.summary())

    def narrow(self) -> SafeString:
        """For the page on a phone: without the legend, which could not be read."""
        return drawing.svg(self.sheet, self.title, description=self.summary())

    def standalone(self, palette: charts.Palette | None = None, width: float = WIDE) -> str:
        """For paper: colours, typeface and size written in it."""
        colours = drawing.on_paper(palette or charts.paper())
        return str(
            drawing.svg(
                self.sheet, self.title, palette=colours, legend=True, width=width,
                description=self.summary(),
            )
        )  # fmt: skip

    def summary(self) -> str:
        """How many places have a value, and which the most."""
        shown = self._shown()
        if self.description or not shown:
            return self.description or _("Sin datos.")
        first = names([self._said(shape) for shape in shown[:TOLD]], self.language)
        count = ngettext("%d lugar", "%d lugares", len(shown)) % len(shown)
        if len(shown) <= TOLD:
            return f"{count}: {first}."
        return _("%(count)s; los que más: %(which)s.") % {"count": count, "which": first}

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Header and rows, as printed: the places with a value, from most to least."""
        rows = [(shape.name, self._printed(shape.value)) for shape in self._shown()]
        return (_("Lugar"), self.title), rows

    @property
    def no_data(self) -> bool:
        return not self._shown()

    def _shown(self) -> list[Shape]:
        shown = [shape for shape in self.sheet.shapes if shape.value not in (None, 0)]
        return sorted(shown, key=lambda shape: (-_size(shape.value), shape.name))

    def _said(self, shape: Shape) -> str:
        if isinstance(shape.value, str):
            return shape.name
        return f"{shape.name} ({self._printed(shape.value)})"

    def _printed(self, value: Value | None) -> str:
        return value if isinstance(value, str) else printed(value, self.unit, self.language)


def _size(value: Value | None) -> float:
    return 0.0 if value is None or isinstance(value, str) else float(value)
