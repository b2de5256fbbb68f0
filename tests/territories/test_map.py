"""Maps are drawn on the server from the official boundaries."""

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from lonja.core import charts
from lonja.territories import drawing
from lonja.territories import map as maps
from lonja.territories.enums import Kind
from lonja.territories.geometry import inside
from lonja.territories.models import Territory
from lonja.territories.picture import Picture
from lonja.territories.projection import INSET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spain")]
SVG = "{http://www.w3.org/2000/svg}"


def province(code: str) -> Territory:
    return Territory.objects.get(kind=Kind.PROVINCE, code=code)


def municipality(code: str) -> Territory:
    return Territory.objects.get(kind=Kind.MUNICIPALITY, code=code)


def test_spain_by_provinces_has_all_of_them_and_says_their_values():
    sheet = maps.by_province({province("29").pk: 3, province("46").pk: 12.5})
    picture = ET.fromstring(drawing.svg(sheet, "Territorios de 2024"))
    said = [path.findtext(f"{SVG}title") for path in picture.iter(f"{SVG}path")]
    assert len(said) == 52
    assert "Málaga: 3" in said
    assert "València: 12,5" in said
    assert "Teruel" in said
    assert picture.findtext(f"{SVG}title") == "Territorios de 2024"


def test_spain_by_communities_has_nineteen():
    assert len(maps.by_region({}).shapes) == 19


def test_a_province_shows_its_municipalities_within_its_frame():
    sheet = maps.of_province(province("46"), {municipality("46250").pk: 4})
    assert len(sheet.shapes) == 266
    assert {s.name for s in sheet.shapes if s.tone != "0"} == {"València"}
    left, top, right, bottom = maps.box([s.path for s in sheet.shapes])
    assert sheet.box[0] < left < right < sheet.box[2]
    assert sheet.box[1] < top < bottom < sheet.box[3]


def test_the_canaries_lie_inside_their_inset_and_nothing_else_does():
    left, top, width, height = INSET
    for shape in maps.by_province({}).shapes:
        x1, y1, x2, y2 = maps.box([shape.path])
        inside = left < x1 and x2 < left + width and top < y1 and y2 < top + height
        assert inside == (shape.name in ("Las Palmas", "Santa Cruz de Tenerife"))


def test_values_of_towns_and_bodies_are_gathered_in_their_province_and_community():
    council = Territory.objects.get(dir3="L02000046")
    values = {municipality("46250").pk: 2, municipality("46131").pk: 1, council.pk: 4}
    assert maps.gathered(values, Kind.PROVINCE) == {province("46").pk: 7}
    region = Territory.objects.get(kind=Kind.REGION, code="10")
    assert maps.gathered(values | {region.pk: 1}, Kind.REGION) == {region.pk: 8}


def test_a_body_stands_out_among_the_municipalities_of_its_province():
    gomera = Territory.objects.get(name="Cabildo de La Gomera")
    sheet = maps.of_place(gomera)
    assert len([s for s in sheet.shapes if s.tone == "member"]) == 6
    assert len(sheet.shapes) == 54


def test_a_municipality_stands_out_in_its_province_and_a_province_in_spain():
    assert [s.name for s in maps.of_place(municipality("33024")).shapes if s.tone != "0"] == [
        "Gijón"
    ]
    assert len(maps.of_place(province("33")).shapes) == 52


def test_what_is_abroad_has_no_map():
    porto = Territory.objects.create(kind=Kind.MUNICIPALITY, name="Porto", country="PT")
    assert maps.of_place(porto) is None


def test_pins_fall_on_their_province():
    sheet = maps.by_province({}, marks=[municipality("33024"), municipality("35016")])
    gijon, palmas = sheet.marks
    paths = {s.name: s.path for s in sheet.shapes}
    assert inside(paths["Asturias"], gijon.x, gijon.y)
    assert inside(paths["Las Palmas"], palmas.x, palmas.y)


def test_few_values_get_a_tone_each_and_many_are_shared_out():
    few = maps.graded([1, 1, 2, 7])
    assert [(s.low, s.high) for s in few] == [(1, 1), (2, 2), (7, 7)]
    assert [s.tone for s in few] == ["3", "4", "5"]
    many = maps.graded(range(1, 101))
    assert [(s.low, s.high) for s in many] == [(1, 20), (21, 40), (41, 60), (61, 80), (81, 100)]
    assert maps.graded([]) == maps.graded([0]) == []


def test_equal_values_never_fall_in_different_tones():
    steps = maps.graded([1] * 50 + [2, 3, 4, 5, 6, 7])
    for before, after in pairwise(steps):
        assert before.high < after.low


def test_on_paper_every_colour_is_in_the_picture():
    sheet = maps.by_province({province("29").pk: 3}, marks=[municipality("29067")])
    paper = drawing.svg(
        sheet, "Territorios", palette=drawing.on_paper(charts.paper("#123456")), legend=True
    )
    assert "currentColor" not in paper
    assert "style=" not in paper
    assert 'fill="#123456"' not in paper  # the strongest tone is for the most of several
    assert f'fill="{drawing.on_paper(charts.paper("#123456")).tones[4].fill}"' in paper
    assert '<text class="map-text"' in paper


def test_names_cannot_break_the_picture():
    cunning = province("29")
    cunning.name = '<script>"&'
    cunning.save()
    picture = drawing.svg(maps.by_province({cunning.pk: 1}), "<b>")
    assert "<script>" not in picture
    assert "<b>" not in picture
    ET.fromstring(picture)


def test_a_map_is_said_in_words_and_in_a_table():
    values = {province("29").pk: 3, province("46").pk: 12, province("28").pk: 0}
    picture = Picture("Territorios de 2024", maps.by_province(values))
    assert picture.summary() == "2 lugares: València (12) y Málaga (3)."
    assert picture.table() == (
        ("Lugar", "Territorios de 2024"),
        [("València", "12"), ("Málaga", "3")],
    )
    assert not picture.no_data
    assert Picture("", maps.by_region({})).no_data


def test_on_paper_a_map_has_a_size():
    paper = Picture("Territorios", maps.by_province({province("29").pk: 3})).standalone(width=340)
    root = ET.fromstring(paper)
    assert (root.get("width"), root.get("height")) == ("340", "329.9")
    assert root.get("font-family") == "Asap"
    assert "Málaga (3)" in root.findtext(f"{SVG}desc")
