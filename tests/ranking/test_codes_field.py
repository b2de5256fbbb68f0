"""Codes suggested in a form: under the field as one writes, or with its button."""

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from lonja.accounts.models import User
from lonja.matching.models import Need
from lonja.ranking.web import views
from lonja.ranking.web.codes_field import CodesField

pytestmark = pytest.mark.django_db
NEATLY = {"title": "Limpieza de edificios municipales"}


class Form(forms.Form):
    title = forms.CharField()
    cpv = CodesField(required=False, reads=("title",), max_length=240)


def form(**data) -> Form:
    sent = QueryDict(mutable=True)
    for name, value in {**NEATLY, **data}.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return Form(sent)


def test_codes_are_cleaned_to_eight_digits_each_once():
    sent = form(cpv="90731000-0, 9331000;90731000")
    assert sent.is_valid()
    assert sent.cleaned_data["cpv"] == "90731000 09331000"


def test_what_is_no_code_is_said():
    assert form(cpv="90731").errors["cpv"] == [
        "«90731» no es un código CPV: son ocho cifras, como 90731000."
    ]


def test_a_code_that_was_ticked_joins_those_typed():
    sent = form(cpv="90731000", cpv__take=["90910000", "90731000"])
    assert sent.is_valid()
    assert sent.cleaned_data["cpv"] == "90731000 90910000"


def test_what_nobody_offered_cannot_be_ticked():
    sent = form(cpv__take=["<b>", "12345678"])
    assert sent.is_valid()
    assert sent.cleaned_data["cpv"] == ""


def test_without_javascript_a_button_asks_and_saves_nothing():
    sent = form(cpv="90731000", cpv__suggest="1")
    assert sent.errors["cpv"] == ["Marque los que valgan y guarde; todavía no se ha guardado nada."]
    shown = str(sent["cpv"])
    assert 'name="cpv__take" value="90910000"' in shown
    assert 'value="90731000"' in shown
    assert "así se le llama" in shown


def test_a_form_that_was_only_opened_suggests_nothing():
    assert 'name="cpv__take"' not in str(Form(initial={"title": "Limpieza"})["cpv"])


def test_a_form_with_a_prefix_reads_its_own_fields():
    sent = QueryDict("a-title=Limpieza+de+edificios&title=Puentes&a-cpv=&a-cpv__suggest=1")
    shown = str(Form(sent, prefix="a")["cpv"])
    assert 'name="a-cpv__take" value="90910000"' in shown
    assert "from:#id_a-title" in shown


# -- the page that answers as one writes -----------------------------------------------------------


def ask(client, **data):
    return client.post(reverse("codes-suggested"), {"codes": "cpv", **data})


def test_anybody_is_answered(client):
    page = ask(client, title="Limpieza de edificios municipales").content.decode()
    assert 'value="90910000"' in page
    assert "checked" not in page


def test_what_was_ticked_stays_ticked_and_what_was_typed_is_not_repeated(client):
    page = ask(client, title="Limpieza de edificios", cpv__take="90731000", cpv="90910000")
    page = page.content.decode()
    assert 'value="90731000" checked' in page
    assert page.count("90731000") == 2  # its box and its label
    assert 'value="90910000"' not in page


def test_what_resembles_nothing_is_said(client):
    assert "Ningún código se parece" in ask(client, title="zxcv qwer").content.decode()
    assert "Ningún código" not in ask(client, title=" ").content.decode()


def test_nothing_that_is_sent_comes_back_as_markup(client):
    page = ask(client, title="<script>limpieza</script>", codes='"><script>').content.decode()
    assert "<script" not in page


def test_it_is_not_read(client):
    assert client.get(reverse("codes-suggested")).status_code == 405


def test_fifty_pages_are_answered(client):
    assert ask(client, text="limpieza de edificios " * 20_000).status_code == 200


def test_strangers_are_asked_to_wait_and_the_office_is_not(client, office, monkeypatch):
    monkeypatch.setattr(views, "MOST", 3)
    assert [ask(client, title="limpieza").status_code for _ in range(4)] == [200, 200, 200, 429]
    client.force_login(office)
    assert ask(client, title="limpieza").status_code == 200


def test_asking_costs_no_query_when_signed_in(client, office, django_assert_num_queries):
    client.force_login(office)
    ask(client, title="limpieza")
    with django_assert_num_queries(2):  # the session and its user
        ask(client, title="limpieza de edificios")


# -- in the form of a need -------------------------------------------------------------------------


def test_the_form_of_a_need_suggests_and_keeps_what_was_ticked(client, office: User):
    client.force_login(office)
    sent = {
        "title": "Limpieza de edificios municipales", "description": "", "cpv": "",
        "received_on": "2024-03-01", "came_by": "phone", "urgency": "normal",
        "publicity": "members",
    }  # fmt: skip
    asked = client.post("/necesidades/nuevo/", {**sent, "cpv__suggest": "1"})
    assert asked.status_code == 422
    assert 'name="cpv__take" value="90910000"' in asked.content.decode()
    assert not Need.objects.exists()
    saved = client.post("/necesidades/nuevo/", {**sent, "cpv__take": ["90910000", "90911200"]})
    assert saved.status_code == 302
    assert Need.objects.get().cpv == "90910000 90911200"
