import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.search.analysis import forms, says_something, sound, stem, stems, surfaces

TEXTS = st.text(max_size=80)
WORDS = st.text(alphabet=string.ascii_lowercase + "áéíóúüñç", min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("ciudad", "ciudades"),
        ("universidad", "universidades"),
        ("mancomunidad", "mancomunidades"),
        ("diputación", "diputaciones"),
        ("comisión", "comisiones"),
        ("monitorización", "monitorizaciones"),
        ("solución", "soluciones"),
        ("reunión", "reuniones"),
        ("red", "redes"),
        ("luz", "luces"),
        ("taller", "talleres"),
        ("clúster", "clústeres"),
        ("dosier", "dosieres"),
        ("imagen", "imágenes"),
        ("interés", "intereses"),
        ("tecnología", "tecnologías"),
        ("tecnológico", "tecnologías"),
        ("energía", "energías"),
        ("asociado", "asociadas"),
        ("alcalde", "alcaldes"),
        ("balance", "balances"),
        ("sensor", "sensores"),
        ("isla", "islas"),
        ("mes", "meses"),
        ("mujer", "mujeres"),
        ("joven", "jóvenes"),
        ("alquiler", "alquileres"),
        ("puerta", "puertas"),
        ("plazo", "plazos"),
        ("carga", "cargar"),
        ("cámara", "cámaras"),
        ("comunidad", "comunidades"),
        ("formación", "formaciones"),
        ("organizar", "organizaciones"),
        ("estacionamiento", "estacionamientos"),
        ("accesible", "accesibilidad"),
        ("solar", "solares"),
    ],
)
def test_one_and_several_are_the_same_word(one, many):
    assert stems(one) == stems(many)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Monitorización", "monitorizacion"),
        ("Gestión", "GESTION"),
        ("Gijón", "gijon"),
        ("Cataluña", "cataluna"),
        ("Climatología", "climatologia"),
        ("L'Hospitalet", "l’hospitalet"),
    ],
)
def test_accents_and_case_do_not_matter(written, typed):
    assert stems(written) == stems(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("playa", "plan"),
        ("casa", "caso"),
        ("calidad", "cal"),
        ("agua", "agro"),
        ("puertos", "puertas"),
        ("plaza", "plazo"),
        ("carga", "cargo"),
        ("marca", "marco"),
        ("punto", "punta"),
        ("móvil", "movilidad"),
        ("estaciones", "estacionamientos"),
        ("comunicación", "comunidad"),
        ("orgánicos", "organización"),
        ("sólidos", "solar"),
        ("pared", "parada"),
        ("camas", "cámaras"),
        ("accesos", "accesible"),
        ("forma", "formación"),
        ("público", "publicidad"),
        ("firma", "firme"),
    ],
)
def test_different_words_stay_different(one, other):
    assert stems(one) != stems(other)


def test_words_that_say_nothing_are_not_kept():
    assert stems("La calidad del aire y de las playas") == ["calid", "air", "play"]


def test_a_phrase_keeps_every_word_as_written():
    assert surfaces("Calidad del Aire (2024)") == ["calidad", "del", "aire", "2024"]


def test_how_a_word_is_written_is_remembered():
    assert forms("Gijón, GESTIÓN") == {"gijon": "gijón", "gestion": "gestión"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("basura", "vasura"),
        ("hospital", "ospital"),
        ("valencia", "balensia"),
        ("vehiculo", "beiculo"),
        ("gestion", "jestion"),
        ("alumbrado", "alunbrado"),
        ("quiosco", "kiosko"),
        ("llave", "yave"),
    ],
)
def test_what_people_confuse_sounds_the_same(right, wrong):
    assert sound(right) == sound(wrong)


@given(TEXTS)
def test_a_text_finds_itself_however_it_is_typed(text):
    assert stems(text) == stems(" ".join(surfaces(text)))


@given(TEXTS)
def test_words_are_plain_for_both_databases(text):
    for word in surfaces(text) + stems(text):
        assert word
        assert len(word) <= 40
        assert not set(word) & set(" '\"*:&|!()<>-_.,;\\\0")


@given(WORDS)
def test_shouting_is_the_same_word(word):
    assert stems(word) == stems(word.upper())


@given(WORDS)
def test_analysing_twice_changes_nothing(word):
    for one in surfaces(word):
        assert surfaces(one) == [one]
        if says_something(one):
            assert stem(one) == stem(one)
