"""The SVG of a map: with classes for the page, or with its colours in it for paper.

On the page the colours come from the style sheet (`.map-area.tone-3`); without it, from attributes
in the colour of the text. For the PDF and the Word file a `Palette` gives them once and for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from lonja.core import charts
from lonja.core.formatting import number

from .map import Mark, Shape, Sheet, Step, Value


@dataclass(frozen=True)
class Ink:
    """How an area is filled: a colour and how opaque it is."""

    fill: str
    opacity: str = "1"


@dataclass(frozen=True)
class Palette:
    """Colours of a map. `words`: the inks of tones given by name, such as "new"."""

    tones: tuple[Ink, ...]  # from the empty one to the strongest, six
    line: str
    mark: str
    text: str
    words: dict[str, Ink] = field(default_factory=dict)
    font: str = "sans-serif"

    def ink(self, tone: str) -> Ink:
        return self.tones[int(tone)] if tone.isdecimal() else self.words.get(tone, self.tones[-2])


THEMED = Palette(
    tones=tuple(
        Ink("currentColor", opacity) for opacity in (".07", ".22", ".38", ".54", ".7", ".88")
    ),
    line="Canvas",
    mark="currentColor",
    text="currentColor",
    font="inherit",
)
SHADES = (0.22, 0.4, 0.6, 0.8, 1.0)  # of the first colour on the ground, as the style sheet has


def on_paper(colours: charts.Palette) -> Palette:
    """The colours of the charts, for a map that stands beside them."""
    strong = colours.series[0]
    shades = [Ink(_mixed(strong, colours.ground, share)) for share in SHADES]
    return Palette(
        tones=(Ink(_mixed(colours.line, colours.ground, 0.55)), *shades),
        line=colours.ground,
        mark=colours.series[1],
        text=colours.soft,
        words={"member": Ink(strong), "kept": Ink(strong), "new": Ink(colours.series[1])},
        font=colours.font,
    )


def _mixed(colour: str, ground: str, share: float) -> str:
    """So much of a colour (#rrggbb) over a ground."""
    parts = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(
        f"{round(over * share + under * (1 - share)):02x}" for over, under in parts
    )


def svg(
    sheet: Sheet,
    title: str,
    *,
    palette: Palette = THEMED,
    legend: bool = False,
    description: str = "",
    width: float | None = None,
) -> SafeString:
    """The map as an SVG element. `legend` writes the tones in the free corner of Spain's sheet;
    `width`, in points, fixes the size that otherwise is that of where it stands."""
    left, top, right, bottom = sheet.box
    unit = max(right - left, bottom - top) / 1000  # a thousandth of the picture
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="{}"{} role="{}"'
        ' font-family="{}"><title>{}</title>{}'
        '<g stroke="{}" stroke-width="{}" stroke-linejoin="round">{}</g>{}{}{}</svg>',
        sheet.view_box,
        _sized(sheet, width),
        # What holds links is no picture to a screen reader: they would not be found in it.
        "group" if any(shape.url for shape in sheet.shapes) else "img",
        palette.font,
        title,
        format_html("<desc>{}</desc>", description) if description else "",
        palette.line,
        _short(unit * 1.2),
        format_html_join("", "{}", ((_area(shape, palette),) for shape in sheet.shapes)),
        _inset(sheet, palette, unit),
        format_html_join("", "{}", ((_mark(mark, palette, unit),) for mark in sheet.marks)),
        _legend(sheet, palette, unit) if legend and sheet.inset else "",
    )


def _sized(sheet: Sheet, width: float | None) -> SafeString:
    if width is None:
        return mark_safe("")
    left, top, right, bottom = sheet.box
    height = width * (bottom - top) / (right - left)
    return format_html(' width="{}" height="{}"', _short(width), _short(height))


def said(shape: Shape) -> str:
    """The words of an area: "Málaga: 3"."""
    if shape.value is None or isinstance(shape.value, str):
        return shape.name
    return f"{shape.name}: {_printed(shape.value)}"


def span(step: Step) -> str:
    """The words of a tone: "3", "4–9"."""
    low, high = _printed(step.low), _printed(step.high)
    return low if low == high else f"{low}–{high}"


def _area(shape: Shape, palette: Palette) -> SafeString:
    ink = palette.ink(shape.tone)
    path = format_html(
        '<path class="map-area tone-{}" d="{}" fill="{}"{} fill-rule="evenodd">'
        "<title>{}</title></path>",
        shape.tone,
        mark_safe(shape.path),  # of the shipped catalogue: digits, spaces and four letters
        ink.fill,
        mark_safe("" if ink.opacity == "1" else f' fill-opacity="{ink.opacity}"'),
        said(shape),
    )
    return format_html('<a href="{}">{}</a>', shape.url, path) if shape.url else path


def _inset(sheet: Sheet, palette: Palette, unit: float) -> SafeString:
    if not sheet.inset:
        return mark_safe("")
    return format_html(
        '<rect class="map-inset" x="{}" y="{}" width="{}" height="{}" fill="none" stroke="{}"'
        ' stroke-opacity=".4" stroke-width="{}"/>',
        *sheet.inset,
        palette.text,
        _short(unit * 1.2),
    )


def _mark(mark: Mark, palette: Palette, unit: float) -> SafeString:
    return format_html(
        '<circle class="map-mark" cx="{}" cy="{}" r="{}" fill="{}" stroke="{}"'
        ' stroke-width="{}"><title>{}</title></circle>',
        mark.x,
        mark.y,
        _short(unit * 6),
        palette.mark,
        palette.line,
        _short(unit * 2),
        mark.name,
    )


def _legend(sheet: Sheet, palette: Palette, unit: float) -> SafeString:
    """The tones one under another, to the right of the inset."""
    left, top, width, _height = sheet.inset or (0, 0, 0, 0)
    x, size = left + width + unit * 130, unit * 26
    lines = []
    for place, step in enumerate(reversed(sheet.steps)):
        ink = palette.ink(step.tone)
        y = top + place * size * 1.35
        lines.append(
            (
                step.tone, _short(x), _short(y), _short(size), _short(size), ink.fill, ink.opacity,
                _short(x + size * 1.4), _short(y + size * 0.82), _short(size), palette.text,
                span(step),
            )
        )  # fmt: skip
    return format_html_join(
        "",
        '<rect class="map-area tone-{}" x="{}" y="{}" width="{}" height="{}" fill="{}"'
        ' fill-opacity="{}"/>'
        '<text class="map-text" x="{}" y="{}" font-size="{}" fill="{}">{}</text>',
        lines,
    )


def _printed(value: Value) -> str:
    if isinstance(value, str):
        return value
    return number(value, get_language() or "es", decimals=1)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
