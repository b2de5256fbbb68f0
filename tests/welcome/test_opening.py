"""An empty office is set up by whoever can read its folder, once."""

import pytest
from django.test import Client

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.directory.models import Organisation
from lonja.house.models import House
from lonja.welcome.domain import key

pytestmark = pytest.mark.django_db
ANSWERS = {
    "person": "Marina Olmo Vidal",
    "email": "marina@ejemplo.example",
    "password": "una clave larga de ejemplo",
    "name": "Clúster Ejemplo",
    "brand": "#0b5d73",
    "records_since": "2024",
}


@pytest.fixture(autouse=True)
def _empty_folder(settings, tmp_path):
    settings.HOME = settings.MEDIA_ROOT = tmp_path


def address() -> str:
    return f"/bienvenida/{key.make()}/"


def test_the_key_opens_and_a_guess_does_not():
    assert Client().get(address()).status_code == 200
    assert Client().get("/bienvenida/adivinada/").status_code == 404


def test_the_first_step_leaves_a_cluster_and_who_answers_for_it(
    django_capture_on_commit_callbacks,
):
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address(), ANSWERS | {"website": "ejemplo.example"})

    assert answer.headers["Location"] == "/bienvenida/personas/"
    assert House.ours().name == "Clúster Ejemplo"
    assert House.ours().website == "https://ejemplo.example"
    assert Organisation.objects.get(is_us=True).name == "Clúster Ejemplo"
    assert User.objects.get().role == Role.DIRECTION
    assert client.get("/bienvenida/personas/").status_code == 200
    assert client.get("/bienvenida/asociados/").status_code == 200


def test_who_comes_without_the_key_is_told_where_it_is(django_capture_on_commit_callbacks):
    told = "con qué enlace se pone en marcha"
    assert told in Client().get("/cuenta/login/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        Client().post(address(), ANSWERS)
    assert told not in Client().get("/cuenta/login/").content.decode()


def test_the_chosen_colour_is_seen_at_once(django_capture_on_commit_callbacks):
    """The stylesheet of the brand is kept by browsers: another colour is another address."""
    client = Client()
    before = client.get(address()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(), ANSWERS | {"brand": "#aa3322"})

    after = client.get("/bienvenida/personas/").content.decode()
    assert "/marca.css?0f5c5c" in before
    assert "/marca.css?aa3322" in after


def test_once_open_the_key_opens_nothing(django_capture_on_commit_callbacks):
    first = address()
    with django_capture_on_commit_callbacks(execute=True):
        Client().post(first, ANSWERS)

    again = Client().post(first, ANSWERS | {"email": "otra@ejemplo.example"})
    assert again.status_code == 404
    assert User.objects.count() == 1


def test_a_weak_password_or_a_wrong_colour_is_told_and_nothing_is_kept():
    answer = Client().post(address(), ANSWERS | {"password": "1234", "brand": "verde"})

    assert answer.status_code == 422
    assert "Un color como #0f5c5c." in answer.content.decode()
    assert not House.objects.exists()
    assert not User.objects.exists()


def test_the_people_of_the_office_are_invited(django_capture_on_commit_callbacks):
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(), ANSWERS)
    people = {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-name": "Julia Sanz Robledo",
        "form-0-email": "julia@ejemplo.example",
        "form-0-role": Role.OFFICE,
        "form-1-name": "",
        "form-1-email": "",
        "form-1-role": Role.OFFICE,
    }
    wrong = client.post("/bienvenida/personas/", people | {"form-0-email": "julia@ejemplo"})
    assert "no es un correo" in wrong.content.decode()
    assert "Hacen falta" not in wrong.content.decode()
    half = client.post("/bienvenida/personas/", people | {"form-0-email": ""})
    assert "Hacen falta el nombre y el correo." in half.content.decode()
    answer = client.post("/bienvenida/personas/", people)

    assert answer.headers["Location"] == "/bienvenida/asociados/"
    assert User.objects.get(email="julia@ejemplo.example").role == Role.OFFICE
