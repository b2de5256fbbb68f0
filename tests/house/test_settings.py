"""Whose office this is: its direction says it, the office sees it, and the trail tells it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lonja.core.colour import contrast, ink
from lonja.house.models import House
from lonja.journal.models import Entry
from lonja.mail.writing import letter

from .conftest import picture

pytestmark = pytest.mark.django_db
VALUES = {
    "name": "Clúster de Ejemplo",
    "short_name": "Ejemplo",
    "claim": "Juntos antes",
    "brand": "#0B5D73",
    "website": "https://ejemplo.test/",
    "records_since": "2022",
}


@pytest.fixture
def page(client, home, house):
    """Post the settings as somebody; what is answered."""

    def post(user, **changes):
        client.force_login(user)
        return client.post("/ajustes/", VALUES | changes, follow=True)

    return post


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_direction_changes_them_and_the_trail_tells_it(page, direction):
    answer = page(direction)

    house, line = House.ours(), Entry.objects.first()
    assert answer.redirect_chain == [("/ajustes/", 302)]
    assert (house.claim, house.brand, house.records_since) == ("Juntos antes", "#0b5d73", 2022)
    assert line.actor == direction
    assert line.changes["claim"] == ["", "Juntos antes"]
    assert line.changes["records_since"] == ["2023", "2022"]
    assert "brand" not in line.changes  # it was that one already


def test_saving_without_changes_leaves_no_line(page, direction):
    page(direction)
    before = Entry.objects.count()

    page(direction)

    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["office", "auditor"])
def test_the_others_of_the_office_see_them_and_do_not_change_them(page, client, who, request):
    user = request.getfixturevalue(who)

    refused = page(user)
    seen = client.get("/ajustes/")

    assert refused.status_code == 403
    assert House.ours().claim == ""
    assert "Clúster de Ejemplo" in seen.content.decode()
    assert "<dd>2023</dd>" in seen.content.decode()
    assert b'name="claim"' not in seen.content


@pytest.mark.parametrize("who", ["member", "territory", "ally"])
def test_outsiders_do_not_even_see_them(page, client, who, request):
    assert page(request.getfixturevalue(who)).status_code == 403
    assert client.get("/ajustes/").status_code == 403


def test_a_name_is_needed_and_what_was_typed_is_not_lost(page, direction):
    answer = page(direction, name="", claim="No se pierda")

    assert answer.status_code == 422
    assert "No se pierda" in answer.content.decode()
    assert House.ours().name == "Clúster de Ejemplo"


def test_the_year_from_which_there_are_records_is_a_past_one(page, direction):
    assert page(direction, records_since="2924").status_code == 422
    assert page(direction, records_since="1024").status_code == 422


@pytest.mark.parametrize("brand", ["red", "#12", "#zzzzzz", "#000;} body{display:none"])
def test_only_a_colour_is_a_colour(page, direction, brand):
    assert page(direction, brand=brand).status_code == 422


def test_a_light_colour_is_kept_and_darkened_where_there_are_letters(page, direction):
    answer = page(direction, brand="#ffe14d")

    assert "es claro:" in answer.content.decode()
    assert House.ours().brand == "#ffe14d"
    html = letter("Hola", "Qué tal", language="es", house=House.ours()).html
    assert "#ffe14d" not in html
    assert ink("#ffe14d") in html
    assert contrast(ink("#ffe14d"), "#ffffff") >= 4.5


def test_a_dark_colour_is_used_as_it_is(page, direction):
    assert "es claro:" not in page(direction, brand="#0b5d73").content.decode()
    assert ink("#0b5d73") == "#0b5d73"


def test_the_logo_is_kept_as_a_bare_picture(page, direction, client):
    exif = Image.Exif()
    exif[0x010F] = "Cámara de ejemplo"
    written = io.BytesIO()
    Image.new("RGB", (3000, 1000), "teal").save(written, "JPEG", exif=exif)

    page(direction, logo=upload(written.getvalue() + b"<script>alert(1)</script>", "foto.jpg"))

    logo = House.ours().logo
    with Image.open(logo.path) as kept:
        assert (kept.format, kept.size) == ("PNG", (1600, 533))
        assert not kept.getexif()
    assert b"Ejemplo" not in (served := b"".join(client.get("/logotipo").streaming_content))
    assert b"<script>" not in served


def test_a_logo_can_be_taken_away(page, direction):
    page(direction, logo=upload(picture()))
    assert House.ours().logo

    page(direction, **{"logo-clear": "on"})

    assert not House.ours().logo


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG no se admiten"),
        (b"%PDF-1.7 no soy una imagen", "PNG, JPEG o WebP"),
        (picture()[:900], "está dañada"),
        (picture((20, 20)), "demasiado pequeño"),
        (b"x" * (5 * 1024 * 1024 + 1), "pasa de 5 MB"),
    ],
)
def test_what_is_no_logo_is_refused_in_words(page, direction, content, words):
    answer = page(direction, logo=upload(content))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not House.ours().logo


def test_it_stands_in_the_rail(page, direction, client):
    client.force_login(direction)

    assert b'href="/ajustes/"' in client.get("/ajustes/").content
