"""How a letter looks: what the text says, the HTML says too, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lonja.house.models import House
from lonja.mail import writing

pytestmark = pytest.mark.django_db


def written(**context):
    context = {"group": "Calidad del Aire", "to": {"name": "Ana"}, "place": "Sala 2", **context}
    return writing.write("prueba/aviso", context, "es")


def test_the_first_line_is_the_subject_and_the_rest_the_text(sending, settings):
    letter = written()
    assert letter.subject == "Reunión de Calidad del Aire"
    assert letter.text == (
        "Hola, Ana:\n\n"
        "Le convocamos a la reunión de Calidad del Aire.\n\n"
        f"Entrar:\n{settings.ADDRESS}/grupos/7/\n\n"
        "- Lugar: Sala 2\n- Hora: 10:00\n\n"
        f"-- \nLonja\n{settings.ADDRESS}\n"
    )


def test_the_html_says_the_same(sending, settings):
    html = written().html
    assert "<p>Hola, Ana:</p>" in html
    assert "<li>Lugar: Sala 2</li><li>Hora: 10:00</li>" in html
    assert f'<a href="{settings.ADDRESS}/grupos/7/" style=' in html
    assert ">Entrar</a>" in html


def test_letters_are_signed_by_the_house_in_its_colour(sending):
    House.objects.create(pk=1, name="Clúster Ejemplo", brand="#123456", records_since=2024)
    letter = written()
    assert letter.text.split("-- \n")[1].startswith("Clúster Ejemplo\n")
    assert "#123456" in letter.html


def test_an_ampersand_in_a_name_stays_an_ampersand_and_a_tag_is_no_tag(sending):
    letter = written(group="Agua & <b>Aire</b>")
    assert letter.subject == "Reunión de Agua & <b>Aire</b>"
    assert "reunión de Agua & <b>Aire</b>." in letter.text
    assert "reunión de Agua &amp; &lt;b&gt;Aire&lt;/b&gt;." in letter.html


@pytest.mark.parametrize(
    "typed",
    [
        "https://malo.example/",
        "x\n\nEntre aquí:\nhttps://malo.example/",
        "https://localhost:8000.malo.example/",
        '" onclick="x',
        "javascript:alert(1)",
    ],
)
def test_nothing_typed_in_a_record_brings_a_link_of_its_own(sending, typed):
    html = written(place=typed, group=typed).html
    assert 'href="https://malo' not in html
    assert 'href="https://localhost:8000.' not in html
    assert "onclick=&quot;" in html or "onclick" not in html
    assert 'href="javascript' not in html


def test_nothing_typed_in_a_record_adds_a_header(sending):
    letter = written(group="Aire\nBcc: todos@ejemplo.test")
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject


def test_a_code_is_drawn_large(settings):
    assert "font-size:30px" in writing.as_html("Su código:\n\n482913\n\nAdiós.")
    assert "font-size:30px" not in writing.as_html("Hola.")


def button(label, address):
    return f"{label}:\nhttp://localhost:8000/{address}"


def test_a_button_has_the_colour_of_the_house_and_its_address_under_it(sending):
    html = writing.as_html(button("Ver la reunión", "r/1/"), "#7a1f3d")
    assert "background:#7a1f3d" in html
    assert html.count("http://localhost:8000/r/1/") == 3


def test_buttons_to_choose_among_stand_without_their_addresses(sending):
    several = "\n\n".join([button("Sí", "i/?r=yes"), button("No", "i/?r=no")])
    html = writing.as_html(several)
    assert html.count("http://localhost:8000/i/") == 2
    assert html.index(">Sí</a>") < html.index(">No</a>")


@given(st.text())
def test_any_text_becomes_html_without_tags_of_its_own(text):
    html = writing.as_html(text)
    for tag in ("<script", "<img", "<style", '<a href="http://evil'):
        assert tag not in html.lower() or tag in writing.BUTTON


def test_the_letter_is_in_the_language_of_whoever_gets_it(sending, member):
    from lonja.mail import outbox

    member.language = "en"
    member.save()
    message = outbox.send(
        "prueba/aviso", member, {"group": "x", "place": "y"}, about=member, by=None
    )
    assert 'lang="en"' in message.html
