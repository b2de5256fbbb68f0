"""A sheet on which charts draw: the shapes once, the colours by role.

On the page a role is a class that the style sheet colours ("series-1", "soft"); on paper it is
looked up in a `Palette`, and what comes out needs nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

SERIES = 8


@dataclass(frozen=True)
class Palette:
    """Colours by role. `series` are taken in turn, and `texts` are theirs for names written beside
    them, dark enough to be read; `font` must be among those of the document."""

    series: tuple[str, ...]
    texts: tuple[str, ...]
    ink: str = "#16241f"
    soft: str = "#4a5a53"
    line: str = "#d6ddda"
    faded: str = "#b9c4bf"
    ground: str = "#ffffff"
    font: str = "Asap"

    def __getitem__(self, role: str) -> str:
        kind, _, order = role.partition("-")
        if kind == "series":
            return self.series[(int(order) - 1) % len(self.series)]
        if kind == "text":
            return self.texts[(int(order) - 1) % len(self.texts)]
        return getattr(self, role)


LEAF = "#0f5a42"
REST = ("#f08c33", "#2464a6", "#9fc57c", "#b03b50", "#6fb4cb", "#75438a", "#82908a")
REST_AS_TEXT = ("#9a4d00", "#2464a6", "#476b26", "#b03b50", "#1f6880", "#75438a", "#56635d")


def paper(brand: str = LEAF) -> Palette:
    """The colours for paper, the first one being the cluster's own (#rrggbb, dark enough)."""
    return Palette(series=(brand, *REST), texts=(brand, *REST_AS_TEXT))


class Sheet:
    """Shapes in the order in which they are drawn. `palette` None: coloured by the page."""

    def __init__(self, width: float, height: float, palette: Palette | None = None):
        self.width, self.height, self.palette = width, height, palette
        self._parts: list[str] = []

    def rect(
        self, x: float, y: float, width: float, height: float, role: str, *, tip: str = "",
        round: float = 2, edge: bool = False,
    ) -> None:  # fmt: skip
        """A bar. `edge` draws a thin line of the ground around it, to part it from others."""
        corner = min(round, width / 2, height / 2)
        self._add(
            f'<rect x="{n(x)}" y="{n(y)}" width="{n(max(width, 0))}" height="{n(max(height, 0))}"'
            f' rx="{n(corner)}"{self._fill(role, edge)}',
            tip,
            "rect",
        )

    def area(
        self, d: str, role: str, *, tip: str = "", faint: bool = False, edge: bool = False
    ) -> None:
        """A filled outline."""
        opacity = ' fill-opacity="0.14"' if faint else ""
        self._add(f'<path d="{d}"{self._fill(role, edge)}{opacity}', tip, "path")

    def stroke(self, d: str, role: str, *, width: float = 1, dashed: bool = False) -> None:
        dash = ' stroke-dasharray="3 4"' if dashed else ""
        colour = f' stroke="{self.palette[role]}"' if self.palette else f' class="stroke-{role}"'
        self._parts.append(
            f'<path d="{d}" fill="none" stroke-width="{n(width)}" stroke-linejoin="round"'
            f' stroke-linecap="round"{dash}{colour}/>'
        )

    def dot(self, x: float, y: float, radius: float, role: str, *, tip: str = "") -> None:
        self._add(
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"{self._fill(role, edge=True)}',
            tip,
            "circle",
        )

    def text(
        self, x: float, y: float, text: str, *, size: float = 13, role: str = "ink",
        anchor: str = "start", bold: bool = False,
    ) -> None:  # fmt: skip
        """A line whose middle is at `y`."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{n(x)}" y="{n(y + size * 0.35)}" font-size="{n(size)}"'
            f' text-anchor="{anchor}"{weight}{self._fill(role)}>{escape(text)}</text>'
        )

    def svg(self, title: str, description: str, kind: str) -> SafeString:
        width, height = n(self.width), n(self.height)
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        if self.palette:
            head += f' width="{width}" height="{height}" font-family="{self.palette.font}"'
        else:
            head += f' class="chart chart-{kind}" focusable="false"'
        said = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        return mark_safe(f'{head} role="img">{said}{"".join(self._parts)}</svg>')

    def _add(self, start: str, tip: str, tag: str) -> None:
        end = f"><title>{escape(tip)}</title></{tag}>" if tip else "/>"
        self._parts.append(start + end)

    def _fill(self, role: str, edge: bool = False) -> str:
        if not self.palette:
            return f' class="fill-{role}{" edge" if edge else ""}"'
        rim = f' stroke="{self.palette.ground}" stroke-width="1.5"' if edge else ""
        return f' fill="{self.palette[role]}"{rim}'


def n(value: float) -> str:
    """A coordinate: two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
