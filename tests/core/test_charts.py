"""Charts: what they draw, what they say, and that nothing falls off the sheet."""

import itertools
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lonja.core.charts import Series, bars, donut, lines, paper, sparkline
from lonja.core.charts.measure import apart, shortened, width, wrapped
from lonja.core.charts.scale import axis_label, ticks
from lonja.core.figures import Unit

MONTHS = [
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
]
MENTIONS = bars("Impactos por mes", MONTHS, [Series("Impactos", [14, 22, 31, 19, 24, 52] * 2)])


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_a_chart_for_the_page_takes_its_colours_from_the_style_sheet():
    svg = MENTIONS.themed()

    assert 'class="fill-series-1"' in svg
    assert not re.search(r'fill="#|style=|<style|<script', svg)


def test_a_chart_for_paper_needs_nothing_else():
    svg = MENTIONS.standalone(paper("#123456"))

    assert 'fill="#123456"' in svg
    assert 'font-family="Asap"' in svg
    assert "class=" not in svg
    assert "var(" not in svg


def test_a_chart_says_what_it_shows_to_who_cannot_see_it():
    svg = bars("Valor", ["2023", "2024"], [Series("Valor", [3001200, 2842274])], unit=Unit.EUROS)

    root = ElementTree.fromstring(str(svg.themed()))
    assert root.get("role") == "img"
    assert root[0].text == "Valor"
    assert root[1].text == "Lo más, 2023: 3.001.200\xa0€. Lo menos, 2024: 2.842.274\xa0€."


def test_its_table_has_the_same_numbers_as_printed():
    chart = lines("Apertura", ["2023", "2024"], [Series("Tasa", [None, 0.4])], unit=Unit.PERCENT)

    assert chart.table() == (("Concepto", "Tasa"), [("2023", "sin dato"), ("2024", "40\xa0%")])


def test_what_people_typed_is_text_and_never_markup():
    chart = bars("<b>Título</b>", ['<script>"&'], [Series("a", [1])])

    assert "<script>" not in chart.themed()
    assert ElementTree.fromstring(str(chart.themed()))[0].text == "<b>Título</b>"


def test_long_names_lay_the_bars_down():
    names = [
        "Gobernanza y administración electrónica",
        "Calidad del aire",
        "Agua",
        "Energía",
        "Luz",
    ]
    chart = bars("Ámbitos", names, [Series("Miembros", [3, 5, 1, 1, 1])])

    assert chart.lies_down(680)
    assert not bars("Años", ["2023", "2024"], [Series("Miembros", [3, 5])]).lies_down(680)


def test_values_and_labels_must_go_together():
    with pytest.raises(ValueError, match="2 values for 3 labels"):
        bars("Años", ["2022", "2023", "2024"], [Series("Miembros", [3, 5])])


def test_without_data_a_chart_says_so():
    for chart in (
        bars("Años", ["2023"], [Series("Miembros", [None])]),
        lines("Años", [], []),
        donut("Tipos", {}),
    ):
        assert texts(chart.themed()) == ["Sin datos."]


def test_a_year_without_data_is_a_gap_in_the_line_and_not_a_zero():
    svg = lines("Años", ["1", "2", "3", "4"], [Series("a", [1, None, 3, 4])]).themed()
    drawn = re.findall(r'<path d="([^"]*)"[^>]*class="stroke-series-1"', svg)

    assert [d.count("L") for d in drawn] == [0, 1]


def test_a_ring_gathers_the_smallest_parts_and_keeps_the_whole():
    parts = {f"Tipo {i}": 10 - i for i in range(9)}
    chart = donut("Tipos", parts)

    assert chart.labels[-1] == "Otros"
    assert chart.whole == sum(parts.values())
    assert len(chart.labels) == 7


def test_a_single_part_is_a_whole_ring():
    assert donut("Tipos", {"Empresa": 4}).themed().count("<path") == 1


def test_a_negative_part_is_no_part():
    with pytest.raises(ValueError, match="cannot be negative"):
        donut("Tipos", {"Empresa": -4})


def test_the_axis_writes_millions_as_the_press_does():
    assert axis_label(2_500_000, Unit.EUROS, 3_000_000) == "2,5\xa0M€"
    assert axis_label(40_000, Unit.EUROS, 90_000) == "40\xa0mil\xa0€"
    assert axis_label(2_500_000, Unit.EUROS, 3_000_000, "en") == "€2.5M"
    assert axis_label(0.25, Unit.PERCENT, 0.4) == "25\xa0%"


def test_a_sparkline_needs_three_points_and_draws_a_gap():
    assert sparkline([3, 4]) == ""
    assert sparkline([None, 1, Decimal(3)]) == ""
    assert sparkline([1, None, 2, 3]).count("M") == 2


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.booleans())
def test_the_axis_covers_the_data_and_has_the_zero(low, spread, whole):
    marks = ticks(low, low + spread, whole=whole)

    # Nobody sees the millionth part of a step, nor of a unit.
    unseen = max(1, marks[1] - marks[0]) / 1e6
    assert 0 in marks
    assert marks[0] <= min(low, 0) + unseen
    assert marks[-1] >= max(low + spread, 0) - unseen
    assert 2 <= len(marks) <= 12


@given(st.lists(st.floats(0, 200), min_size=1, max_size=12))
def test_names_beside_lines_do_not_cover_each_other(wanted):
    places = apart(wanted, 15, 0, 200)

    assert all(-1e-6 <= p <= 200 + 1e-6 for p in places)
    gap = min(15, 200 / max(1, len(wanted) - 1))
    inline = sorted(places)
    assert all(b - a >= gap - 1e-6 for a, b in itertools.pairwise(inline))


@given(st.text("abc ñáE", max_size=60), st.floats(30, 200))
def test_a_text_is_cut_to_the_room_that_there_is(text, room):
    assert width(shortened(text, 13, room), 13) <= room
    assert all(width(row, 13) <= room for row in wrapped(text, 13, room))


VALUES = st.one_of(st.none(), st.integers(0, 10**7))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 14).flatmap(
        lambda n: st.tuples(
            st.lists(st.text("abcdefñ áé", min_size=1, max_size=30), min_size=n, max_size=n),
            st.lists(st.lists(VALUES, min_size=n, max_size=n), min_size=1, max_size=4),
        )
    ),
    st.sampled_from([340, 680]),
    st.booleans(),
)
def test_nothing_is_drawn_off_the_sheet(data, sheet, stacked):
    labels, rows = data
    series = [Series(f"Serie {i}", row) for i, row in enumerate(rows)]
    for chart in (bars("t", labels, series, stacked=stacked), lines("t", labels, series)):
        root = ElementTree.fromstring(str(chart.themed(sheet)))
        _, _, wide, tall = map(float, root.get("viewBox").split())
        for one in root.iter("{http://www.w3.org/2000/svg}rect"):
            x, y, w, h = (float(one.get(k)) for k in ("x", "y", "width", "height"))
            assert x >= -0.1
            assert y >= -0.1
            assert x + w <= wide + 0.1
            assert y + h <= tall + 0.1
        for one in root.iter("{http://www.w3.org/2000/svg}text"):
            assert 0 <= float(one.get("y")) <= tall
