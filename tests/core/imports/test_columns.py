"""How a cell becomes a value, and what is said when it cannot."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db.models import TextChoices
from hypothesis import example, given
from hypothesis import strategies as st

from lonja.core import formatting
from lonja.core.imports import (
    AmountColumn,
    BooleanColumn,
    CellProblem,
    ChoiceColumn,
    DateColumn,
    EmailColumn,
    IntegerColumn,
    LookupColumn,
    TaxIdColumn,
    TextColumn,
    UrlColumn,
)
from lonja.core.imports.cells import Broken


def values(column, *cells, choice=""):
    """The values of a column with these cells, or what is said of those that have none."""
    reader = column.reader()
    for cell in cells:
        reader.see(cell)
    reader.settle(choice)
    return [_value(reader, cell) for cell in cells]


def _value(reader, cell):
    try:
        return reader.read(cell)
    except CellProblem as problem:
        return f"{problem.message} {problem.suggestion}".strip()


AMOUNT, DAY, WHOLE = (
    AmountColumn("v", "Valor"),
    DateColumn("d", "Fecha"),
    IntegerColumn("n", "Filas"),
)


def test_amounts_of_both_manners_stand_together_when_each_is_clear():
    cells = ["1.234,56", "1,234.56", "2.842.274,00 €", "2842274.00", "EUR 12", 281, 10114.849999]
    assert values(AMOUNT, *cells) == [
        Decimal("1234.56"),
        Decimal("1234.56"),
        Decimal("2842274.00"),
        Decimal("2842274.00"),
        Decimal("12.00"),
        Decimal("281.00"),
        Decimal("10114.85"),
    ]


def test_an_amount_with_two_readings_is_read_as_the_rest_of_its_column():
    assert values(AMOUNT, "1.234", "0,50")[0] == Decimal("1234.00")
    assert values(AMOUNT, "1.234", "0.50")[0] == Decimal("1.23")


def test_an_amount_that_nothing_clears_up_shows_both_readings():
    said = "«1.234» puede ser 1.234 o 1,234, y el resto de la columna no lo aclara."
    assert values(AMOUNT, "1.234", "500") == [
        f"{said} Diga cómo se lee la columna.",
        Decimal("500.00"),
    ]
    assert values(AMOUNT, "1.234", "0,5", "0.5")[0].startswith(said)


def test_a_person_may_say_how_the_amounts_are_read():
    reader = AMOUNT.reader()
    reader.see("1.234")
    reader.settle()
    assert reader.doubts == {",": "«1.234» es 1.234", ".": "«1.234» es 1,234"}
    assert values(AMOUNT, "1.234", choice=",") == [Decimal("1234.00")]
    assert values(AMOUNT, "1.234", choice=".") == [Decimal("1.23")]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("mucho", "«mucho» no es un número. Se escribe así: 1.234,56."),
        ("-5", "No puede ser negativo: -5."),
        ("$ 12", "«$ 12» no está en euros. Escriba su valor en euros."),
        ("2,84E+06", "La hoja de cálculo ha abreviado el número: «2,84E+06». Muestre la columna "
         "como número, guarde y vuelva a subirlo."),
        ("9" * 15, "999.999.999.999.999 es demasiado grande. Compruebe los puntos y las comas."),
        ("1" + "0" * 30, f"1{'.000' * 10} es demasiado grande. Compruebe los puntos y las comas."),
        (Broken("#N/A"), "La hoja de cálculo da un error en esta celda (#N/A). Escriba el valor o "
         "déjela vacía."),
        (Broken("=A1", True), "Es una fórmula cuyo resultado no está guardado. Abra el libro en su "
         "programa, guárdelo y vuelva a subirlo."),
    ],
)  # fmt: skip
def test_what_is_no_amount_says_what_would_be(cell, said):
    assert values(AMOUNT, cell) == [said]


def test_blank_cells_have_no_value_and_are_missed_only_where_required():
    assert values(AMOUNT, None, "", " - ", "—") == [None] * 4
    assert values(TextColumn("n", "Entidad", required=True), "  ") == ["Falta «Entidad»."]


def test_whole_numbers_know_that_a_point_can_only_part_thousands():
    assert values(WHOLE, "1.234", "10,400", 3.0, "12") == [1234, 10400, 3, 12]
    assert values(WHOLE, "1,5") == ["1,5 no es un número entero. Escríbalo sin decimales."]


@pytest.mark.parametrize(
    "cell",
    [
        "12/06/2024", "12-06-24", "12.6.2024", "2024-06-12", "2024/06/12", "20240612",
        "12 de junio de 2024", "12 de Junio del 2024", "12 jun. 2024", "12-jun-24", "12 June 2024",
        "June 12, 2024", "miércoles, 12 de junio de 2024", "12 de juny de 2024",
        "12 de xuño de 2024", "12/06/2024 10:30", "2024-06-12T10:30:00", "2024-06-11T23:30:00Z",
        45455, "45455", date(2024, 6, 12), datetime(2024, 6, 12, 0, 0),
    ],
)  # fmt: skip
def test_a_date_is_understood_however_it_is_written(cell):
    assert values(DAY, cell) == [date(2024, 6, 12)]
    assert DAY.shown(date(2024, 6, 12)) == "12 de junio de 2024"


def test_day_and_month_are_told_from_the_rest_of_the_column():
    assert values(DAY, "05/06/2024", "25/06/2024")[0] == date(2024, 6, 5)
    assert values(DAY, "05/06/2024", "06/25/2024")[0] == date(2024, 5, 6)
    assert values(DAY, "05/06/2024") == [date(2024, 6, 5)]


def test_a_column_with_both_orders_shows_both_readings():
    said = values(DAY, "05/06/2024", "25/06/2024", "06/25/2024")[0]
    assert said == (
        "«05/06/2024» puede ser 5 de junio de 2024 o 6 de mayo de 2024, y el resto de la columna "
        "no lo aclara. Diga cómo se lee la columna."
    )
    assert values(DAY, "05/06/2024", "25/06/2024", "06/25/2024", choice="mdy")[0] == date(
        2024, 5, 6
    )


def test_how_dates_were_read_is_told_back():
    reader = DAY.reader()
    reader.see("05/06/2024")
    reader.settle()
    assert reader.note == "«05/06/2024» se lee como 5 de junio de 2024."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("31/02/2024", "«31/02/2024» no existe en el calendario."),
        ("30 de febrero de 2024", "«30 de febrero de 2024» no existe en el calendario."),
        ("pronto", "«pronto» no es una fecha."),
        ("2024", "«2024» es solo un año."),
        (True, "«VERDADERO» no es una fecha."),
        (time(10, 30), "«10:30:00» no es una fecha."),
        ("12/06/0024", "El año 24 no puede ser."),
    ],
)
def test_what_is_no_date_says_so(cell, said):
    assert values(DAY, cell)[0].startswith(said)


def test_text_is_tidied_and_numbers_keep_no_decimals():
    column = TextColumn("t", "Teléfono", longest=12)
    assert values(column, " 954\u00a000  00 01\n", 954000001.0, "a\x00\u200bb") == [
        "954 00 00 01",
        "954000001",
        "ab",
    ]
    assert values(column, "x" * 13) == [
        f"Es demasiado largo: tiene 13 caracteres y caben 12. Acórtelo: «{'x' * 13}…»"
    ]
    assert values(TextColumn("p", "Código postal", digits=5), 8001, "41003") == ["08001", "41003"]


def test_yes_and_no_in_the_usual_words():
    column = BooleanColumn("b", "Principal")
    assert values(column, "Sí", "x", 1, True, "VERDADERO") == [True] * 5
    assert values(column, "NO", 0, False) == [False] * 3
    assert values(column, "quizá") == ["«quizá» no es ni sí ni no. Escriba «sí» o «no»."]


class Colour(TextChoices):
    GREEN = "green", "verde"
    BLUE = "blue", "azul marino"


def test_a_choice_is_known_by_its_label_its_value_and_its_synonyms():
    column = ChoiceColumn("c", "Color", choices=dict(Colour.choices), also={"celeste": "blue"})
    assert values(column, "Verde", "GREEN", "azul  Marino", "Celeste", "azul marinó") == [
        "green", "green", "blue", "blue", "blue",
    ]  # fmt: skip
    assert values(column, "azul marin", "rojo") == [
        "blue",
        "No conocemos «rojo». Puede ser: «verde», «azul marino».",
    ]


def test_an_email_is_taken_from_how_programs_write_it():
    column = EmailColumn("e", "Correo")
    assert (
        values(column, "Ana@Uno.example", "mailto:ana@uno.example", "Ana <ana@uno.example>")
        == ["ana@uno.example"] * 3
    )
    assert values(column, "ana@uno", "a@uno.example; b@uno.example") == [
        "«ana@uno» no es un correo. Se escribe así: nombre@entidad.es.",
        "Hay más de un correo. Deje uno: «a@uno.example».",
    ]


def test_a_web_address_needs_no_https_and_may_be_nothing_else():
    column = UrlColumn("u", "Web")
    assert values(column, "uno.example", "http://www.uno.example/es") == [
        "https://uno.example",
        "http://www.uno.example/es",
    ]
    for cell in ("javascript:alert(1)", "no tiene", "file:///etc/passwd", "https://[", "localhost"):
        assert "no es una dirección web" in values(column, cell)[0]


def test_tax_numbers_are_checked_and_the_right_one_is_guessed():
    column = TaxIdColumn("t", "NIF")
    cells = ["b-12345674", "ES B12345674", "12345678Z", "X1234567L", "PT123456789"]
    assert values(column, *cells) == [
        "B12345674", "B12345674", "12345678Z", "X1234567L", "PT123456789",
    ]  # fmt: skip
    assert values(column, "B12345670") == [
        "«B12345670» no es un NIF: la letra o el dígito de control no cuadra. ¿No será B12345674?"
    ]
    assert values(column, 12345678)[0].endswith("¿No será 12345678Z?")
    assert values(column, "pendiente") == [
        "«pendiente» no es un NIF. Tiene nueve caracteres, como B12345674."
    ]


NAMES = {
    "aguas del ejemplo": ["Aguas del Ejemplo"],
    "ejemplo": ["Ejemplo (Lugo)", "Ejemplo (Jaén)"],
}
LOOKUP = LookupColumn(
    "o",
    "Entidad",
    find=lambda names: {name: NAMES[name] for name in names if name in NAMES},
    names_of=lambda: ["Aguas del Ejemplo", "Otra cosa"],
)


def test_records_are_named_not_numbered():
    assert values(LOOKUP, "AGUAS del  Ejemplo") == ["Aguas del Ejemplo"]
    assert values(LOOKUP, "Aguas de Ejemplo") == [
        "No hay nada con el nombre «Aguas de Ejemplo». ¿Quiso decir «Aguas del Ejemplo»?"
    ]
    assert values(LOOKUP, "Zzz") == [
        "No hay nada con el nombre «Zzz». "
        "Escríbalo como está en Lonja, créelo antes o déjelo en blanco."
    ]
    assert values(LOOKUP, "Ejemplo") == [
        "Hay 2 con el nombre «Ejemplo». Diga cuál: Ejemplo (Lugo); Ejemplo (Jaén)."
    ]


def test_a_lookup_asks_for_all_its_names_at_once():
    asked = []
    column = LookupColumn("o", "Entidad", find=lambda names: asked.append(list(names)) or {})
    values(column, "Uno", "uno", "Dos")
    assert asked == [["dos", "uno"]]


MARKS = st.sampled_from([(".", ","), (",", "."), ("", ","), ("", "."), (" ", ","), ("\u00a0", ",")])


@given(
    st.decimals(min_value=0, max_value=10**10, places=2),
    MARKS,
    st.sampled_from(["{}", "{} €", "€{}", "{} EUR", " {} "]),
)
def test_an_amount_with_cents_means_the_same_in_every_manner(value, marks, frame):
    thousands, point = marks
    text = f"{value:,.2f}".translate({ord(","): thousands, ord("."): point})
    assert values(AMOUNT, frame.format(text)) == [value]


@given(st.decimals(min_value=0, max_value=10**10, places=2))
def test_an_amount_that_lonja_prints_is_read_back(value):
    assert values(AMOUNT, formatting.euros(value), "0,5")[0] == value


FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d/%m/%Y %H:%M"]


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)), st.sampled_from(FORMATS))
def test_a_date_means_the_same_in_every_manner(day, written):
    assert values(DAY, day.strftime(written)) == [day]


@given(
    st.lists(st.dates(date(1970, 1, 1), date(2068, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(["%m/%d/%Y", "%d/%m/%Y"]),
)
def test_a_column_of_dates_is_read_in_the_order_in_which_it_was_written(days, written):
    cells = [day.strftime(written) for day in [*days, date(2024, 6, 25)]]
    assert values(DAY, *cells)[:-1] == days


@given(st.dates(date(1951, 1, 1), date(2068, 12, 31)), st.sampled_from(["es", "en"]))
def test_a_date_that_lonja_prints_is_read_back(day, language):
    assert values(DAY, formatting.day(day, language)) == [day]
    assert values(DAY, (day - date(1899, 12, 30)).days) == [day]


@given(st.text(max_size=40) | st.floats(allow_nan=False))
@example(float("inf"))  # which a spreadsheet says as 1E999
def test_no_cell_breaks_a_column(text):
    others = (EmailColumn, UrlColumn, TaxIdColumn, BooleanColumn, TextColumn, ChoiceColumn)
    for column in (AMOUNT, DAY, WHOLE, LOOKUP, *(one("x", "X") for one in others)):
        assert len(values(column, text)) == 1
