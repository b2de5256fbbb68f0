import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lonja.balance.document import claims, prose
from lonja.balance.document.claims import ClaimKind
from lonja.balance.document.words import spelled
from lonja.core import formatting

from .sample import PROSE, lexicon


def flagged(source, language="es"):
    read = prose.read(source, lexicon(language))
    return [claim.text for claim in claims.unbound(read.blocks, language)]


def test_numbers_in_digits_are_flagged():
    assert flagged("Somos 15 empresas, un 25% más, con 2.842.274 € y 1,5 millones.") == [
        "15", "25%", "2.842.274 €", "1,5 millones",
    ]  # fmt: skip


def test_numbers_in_words_are_flagged():
    assert flagged("CUATRO dosieres, treinta y una personas y una docena de webinarios.") == [
        "CUATRO", "treinta y una", "docena",
    ]  # fmt: skip
    assert flagged("más de tres millones de euros, el doble, la mitad") == [
        "tres millones", "doble", "mitad",
    ]  # fmt: skip


def test_ordinals_and_boasts_are_flagged():
    assert flagged("El segundo clúster de España, por primera vez") == [
        "segundo", "por primera vez",
    ]  # fmt: skip
    assert flagged("La tasa ha crecido en numerosos eventos, un récord") == [
        "ha crecido", "numerosos", "récord",
    ]  # fmt: skip


def test_in_english_too():
    assert flagged("Fifteen companies, the second cluster, for the first time, one", "en") == [
        "Fifteen", "second", "for the first time", "one",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Balance de 2024, un año intenso. 2024 nos ha dado mucho.",
        "El 12 de junio de 2024 y del 3 al 5 de octubre, a las 10:30.",
        "El 12/06/2024 y el curso 2023/24, dentro de Horizonte Europa 2021-2027.",
        "Redes 5G, CO2, COVID-19, B2B, la norma ISO 37120 y la UNE 178104.",
        "Una empresa, un ayuntamiento y una guía; una de las guías; cada uno a lo suyo.",
        "En primer lugar, de primera mano, con terceros, en el segundo semestre.",
        "La mayor parte de nuestra atención, en m² y CO₂.",
    ],
)
def test_dates_names_and_articles_are_no_claims(text):
    assert flagged(text) == []


@pytest.mark.parametrize("text", ["asistieron 2024 personas", "más de 2024 empresas", "2000 €"])
def test_a_quantity_that_looks_like_a_year_is_a_claim(text):
    assert len(flagged(text)) == 1


def test_what_is_bound_or_marked_is_not_flagged():
    assert flagged("{{ press.mentions }}, [Por primera vez]{members.joined_via_social first}") == []
    assert flagged("La [Agenda de las 3 ciudades]{nombre}") == []


def test_marks_of_style_do_not_hide_a_number():
    assert flagged("cua**tro** y 2**81** y [15](https://a.example) y &#50;&#51;") == [
        "cuatro", "281", "15", "23",
    ]  # fmt: skip


def test_what_sticks_to_a_bound_figure_is_still_read():
    assert flagged("{{ press.mentions }} millones") == ["millones"]


def test_titles_lists_tables_and_quotes_are_read():
    source = "# Con 3 cosas\n\n- 4\n\n> 5\n\n| 6 |\n|---|\n| 7 |\n"
    assert flagged(source) == ["3", "4", "5", "6", "7"]


def test_a_claim_says_its_line_and_what_surrounds_it():
    read = prose.read("Uno.\n\nEste año hubo\n{{ press.mentions }} impactos y 15 actos.", lexicon())
    [claim] = claims.unbound(read.blocks[1:], "es")
    assert (claim.kind, claim.line, claim.text) == (ClaimKind.NUMBER, 4, "15")
    assert claim.excerpt == "Este año hubo 281 impactos y 15 actos."


def test_prose_that_binds_all_its_numbers_passes():
    for number in (4, 5, 8):
        assert flagged(PROSE[number]) == []


NUMBERS = st.integers(2, 999_999_999)


@given(NUMBERS, st.sampled_from(["es", "en"]))
def test_any_number_in_digits_is_flagged(number, language):
    text = formatting.number(number, language)
    assert flagged(f"Se hicieron {text} acciones", language) == [text]


@given(NUMBERS, st.sampled_from(["es", "en"]), st.sampled_from(["", "m", "f"]))
def test_any_number_in_words_is_flagged(number, language, gender):
    text = spelled(number, language, gender=gender)
    assert flagged(f"Hubo {text} personas", language) == [text]


@given(NUMBERS, st.sampled_from(["es", "en"]))
def test_no_number_escapes_by_its_surroundings(number, language):
    for around in ("({})", "«{}»", "**{}**", "Son {}.", "\n- {}\n", "a {},b", "{}!"):
        assert flagged(around.format(formatting.number(number, language)), language)


@given(st.integers(1900, 2099), st.sampled_from(["en", "desde", "hasta", "durante", "año"]))
def test_no_year_is_flagged(year, before):
    assert flagged(f"{before} {year} hemos trabajado.") == []


@given(st.integers(1, 28), st.sampled_from(formatting.MONTHS["es"]), st.integers(1900, 2099))
def test_no_date_is_flagged(day, month, year):
    assert flagged(f"El {day} de {month} de {year} se celebró el foro.") == []


@given(st.text(max_size=80))
def test_any_text_can_be_read(text):
    assume("{" not in text)
    for claim in claims.in_text(text, "es"):
        assert claim.text in text


@pytest.mark.parametrize("written", ["1 ", "2024 ", "1e", "por primera vez "])
def test_a_table_of_thousands_of_numbers_pasted_in_a_text_is_read_at_once(written):
    """It is read at each pause of whoever writes, and nobody else is answered meanwhile."""
    text, before = written * (40_000 // len(written)), time.process_time()
    claims.in_text(text, "es")
    assert time.process_time() - before < 3
