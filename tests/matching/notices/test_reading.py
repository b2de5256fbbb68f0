"""Going through files of notices: whole, cut, broken, hostile, enormous."""

import tracemalloc
from io import BytesIO

import pytest

from lonja.matching.notices.found import FoundNotice, FoundWithdrawal, SetAside
from lonja.matching.notices.reading import Reading

from .feeds import HEAD, entry, feed, tombstone

ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'"


def read(file):
    reading = Reading(file)
    return list(reading), reading


def kinds(items):
    return [type(item) for item in items]


def test_a_page_gives_its_entries_its_withdrawals_and_the_way_to_the_older_page():
    items, reading = read(feed(tombstone(7), entry(1), entry(2)))
    assert kinds(items) == [FoundWithdrawal, FoundNotice, FoundNotice]
    assert reading.problem == ""
    assert reading.page.title == "Licitaciones de ejemplo"
    assert reading.page.next_url == "https://contratos.example/pagina_anterior.atom"


def test_an_entry_alone_without_a_page_around_it_is_read():
    whole = feed(entry(1)).getvalue().decode()
    alone = entry(1).replace(
        "<entry>", "<entry " + whole[whole.index("xmlns=") : whole.index(">\n<id>")] + ">"
    )
    items, reading = read(BytesIO(alone.encode()))
    assert kinds(items) == [FoundNotice]
    assert reading.problem == ""


def test_an_entry_that_lacks_what_makes_it_one_is_set_aside_and_the_rest_goes_on():
    nameless = entry(2).replace("<id>", "<key>").replace("</id>", "</key>")
    items, reading = read(feed(entry(1), nameless, entry(3)))
    assert kinds(items) == [FoundNotice, SetAside, FoundNotice]
    assert items[1].reason == "la entrada no tiene identificador (id)"
    assert items[1].position == 2
    assert items[1].title == "Estaciones de calidad del aire"
    assert reading.problem == ""


def test_an_amount_that_is_not_a_number_is_told_as_it_is_written():
    items, _ = read(feed(entry(1, amount="ciento veinte mil"), entry(2, amount="NaN")))
    assert [item.reason for item in items] == [
        "importe ilegible: «ciento veinte mil»",
        "importe ilegible: «NaN»",
    ]


def test_an_entry_that_is_not_well_formed_costs_only_itself():
    broken = entry(2, title="Limpieza & riego <de> calles")
    items, reading = read(feed(entry(1), broken, entry(3), tombstone(4), entry(5)))
    assert kinds(items) == [FoundNotice, SetAside, FoundNotice, FoundWithdrawal, FoundNotice]
    assert items[1].reason.startswith("XML mal formado:")
    assert "Limpieza & riego" in items[1].excerpt
    assert [i.atom_id[-1] for i in items if isinstance(i, FoundNotice)] == ["1", "3", "5"]
    assert reading.problem == ""


def test_two_broken_entries_in_a_row_and_the_last_one_broken():
    broken = entry(2, title="uno & otro")
    items, _ = read(feed(broken, broken, entry(3), broken))
    assert kinds(items) == [SetAside, SetAside, FoundNotice, SetAside]
    assert [i.position for i in items if isinstance(i, SetAside)] == [1, 2, 4]


def test_an_entry_whose_end_is_missing_is_set_aside_and_the_next_is_read():
    endless = entry(2).replace("</entry>", "")
    items, _ = read(feed(entry(1), endless, entry(3)))
    assert kinds(items) == [FoundNotice, SetAside, FoundNotice]
    assert items[2].atom_id.endswith("/3")


def test_a_file_cut_in_the_middle_gives_what_was_before_the_cut_and_says_so():
    cut = feed(entry(1), entry(2), entry(3)).getvalue()[:-900]
    items, reading = read(BytesIO(cut))
    assert kinds(items) == [FoundNotice, FoundNotice, SetAside]
    assert items[2].reason == "la entrada está cortada"
    assert reading.problem.startswith("El fichero está cortado o mal formado tras 3 entradas")


def test_a_file_cut_between_entries_loses_none():
    items, reading = read(feed(entry(1), entry(2), close=False))
    assert kinds(items) == [FoundNotice, FoundNotice]
    assert "cortado" in reading.problem


def test_what_is_not_xml_is_said_in_plain_words():
    for content in (b"", b"hola", b"%PDF-1.7 \x00\x01", b"PK\x03\x04nada"):
        items, reading = read(BytesIO(content))
        assert items == []
        assert reading.problem.startswith("No es un fichero XML que se pueda leer")


def test_another_kind_of_xml_is_named():
    items, reading = read(BytesIO(b"<html><body>No encontrado</body></html>"))
    assert items == []
    assert reading.problem.startswith("No es un fichero de anuncios conocido: empieza por «html».")


def test_an_entity_bomb_is_refused():
    bomb = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa">
    <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
    <feed xmlns="http://www.w3.org/2005/Atom"><entry><id>&c;</id></entry></feed>"""
    items, reading = read(BytesIO(bomb))
    assert items == []
    assert "(DTD)" in reading.problem


def test_a_declaration_of_types_that_would_fetch_a_file_is_refused():
    outside = b"""<!DOCTYPE feed SYSTEM "file:///etc/passwd">
    <feed xmlns="http://www.w3.org/2005/Atom"></feed>"""
    items, reading = read(BytesIO(outside))
    assert items == []
    assert "(DTD)" in reading.problem


def test_latin_1_is_read_when_it_says_so():
    items, reading = read(feed(entry(1, title="Señalización de la Cañada"), encoding="ISO-8859-1"))
    assert items[0].title == "Señalización de la Cañada"
    assert reading.problem == ""


def test_windows_1252_that_says_to_be_utf_8_is_read_and_the_problem_told():
    said = feed(entry(1, title="Señalización «año»")).getvalue().decode()
    items, reading = read(BytesIO(said.encode("cp1252")))
    assert items[0].title == "Señalización «año»"
    assert reading.problem == (
        "El fichero dice estar en UTF-8 y no lo está: se ha leído como Windows-1252."
    )


def test_utf_16_is_read():
    said = feed(entry(1, title="Señalización")).getvalue().decode().replace("UTF-8", "UTF-16")
    items, _ = read(BytesIO(said.encode("utf-16")))
    assert items[0].title == "Señalización"


class Endless:
    """A page of `entries` entries that is never whole in memory."""

    def __init__(self, entries: int):
        self.parts = iter([HEAD.format(encoding="UTF-8"), *[""] * entries, "</feed>"])
        self.number = 0
        self.left = b""
        self.given = 0

    def read(self, size):
        while len(self.left) < size:
            part = next(self.parts, None)
            if part is None:
                break
            self.number += 1
            self.left += (part or entry(self.number)).encode()
        piece, self.left = self.left[:size], self.left[size:]
        self.given += len(piece)
        return piece


def test_a_page_of_any_size_takes_the_same_memory():
    def peak_and_size(entries):
        file = Endless(entries)
        tracemalloc.start()
        seen = sum(1 for _ in Reading(file))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert seen == entries
        return peak, file.given

    small, size_small = peak_and_size(100)
    large, size_large = peak_and_size(1500)
    assert size_large > 14 * size_small
    assert large < small * 1.5


def test_an_entry_beyond_any_reason_stops_the_reading():
    class Monster(Endless):
        def read(self, size):
            if self.given == 0:
                self.given = 1
                return (HEAD.format(encoding="UTF-8") + entry(1) + "<entry><title>").encode()
            return b"<b>a</b>" * 8192

    items, reading = read(Monster(0))
    assert kinds(items) == [FoundNotice]
    assert reading.problem.startswith("Hay una entrada demasiado grande")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Buenos dias", "no empieza como un XML"),
        (b"", "le falta el final"),
        (ATOM + b"><b></feed>", "se cierra con el nombre de otra"),
        (ATOM + b">&nada;</feed>", "nombra un carácter que no se conoce"),
        (ATOM + b" a='1' a='2'/>", "un atributo está repetido"),
    ],
)
def test_what_is_wrong_is_said_without_the_english_of_the_parser(content, why):
    _items, reading = read(BytesIO(content))
    assert reading.problem.startswith("No es un fichero XML que se pueda leer")
    assert why in reading.problem
    for word in ("error", "line", "column", "tag", "token"):
        assert word not in reading.problem


def test_what_is_dated_in_a_time_to_come_is_read_and_said():
    items, reading = read(feed(entry(1, updated="2999-01-01T00:00:00+01:00"), entry(2)))
    assert kinds(items) == [FoundNotice, FoundNotice]
    assert reading.problem.startswith("Un anuncio lleva una fecha que no ha llegado")
