"""The notice above a form that was not taken."""

import re

import pytest
from django import forms
from django.template import Context, Template


class Form(forms.Form):
    name = forms.CharField(label="nombre")
    place = forms.CharField(label="lugar")


def heading(form) -> str:
    page = Template("{% form_errors form %}").render(Context({"form": form}))
    return re.search(r"<h2>(.*?)</h2>", page)[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "Ana"}, "Falta algo: revise lo señalado."),
        ({}, "Faltan 2 cosas: revise lo señalado."),
    ],
)
def test_it_says_how_many_fields_are_to_be_looked_at(typed, said):
    assert heading(Form(typed)) == said


def test_what_is_of_no_field_is_not_counted_as_something_left_out():
    form = Form({"name": "Ana", "place": "Elx"})
    form.add_error(None, "La presentación ya está hecha.")
    assert heading(form) == "No se ha podido hacer"


def test_a_question_begins_with_a_capital_after_its_sign():
    class Asked(forms.Form):
        place = forms.CharField(label="¿de qué municipio?")

    page = Template("{% form_errors form %}").render(Context({"form": Asked({})}))
    assert ">¿De qué municipio?</a>" in page
