"""Addresses of e-mail that are typed: only those at which anybody could be written to."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from lonja.core.fields import EmailField, TypedEmail
from lonja.core.imports.columns import EmailColumn
from lonja.core.imports.problems import CellProblem
from lonja.directory.models import Person
from lonja.directory.web.forms import PersonForm
from tests.architecture.project import files_of_source

OURS = [
    "eva@[127.0.0.1]",
    "eva@[::1]",
    "eva@[10.0.0.8]",
    "eva@localhost",
    "eva@LOCALHOST",
    "eva@127.0.0.1",
]


@pytest.mark.parametrize("typed", OURS)
def test_an_address_of_a_machine_is_refused_in_words(typed):
    with pytest.raises(ValidationError, match="no es un correo: se escribe así") as refused:
        TypedEmail().clean(typed)
    assert refused.value.messages == [
        f"«{typed}» no es un correo: se escribe así, nombre@entidad.es."
    ]


@pytest.mark.parametrize("typed", OURS)
def test_so_it_is_in_a_spreadsheet(typed):
    with pytest.raises(CellProblem, match="no es un correo"):
        EmailColumn("email", "Correo").clean(typed)


@pytest.mark.parametrize(
    "typed", ["eva@villaejemplo.example", "eva+obra@datos.ub.example", "eva@peñíscola.es"]
)
def test_any_other_is_kept_as_it_is_typed(typed):
    assert TypedEmail().clean(typed) == typed


def test_beside_its_field_in_a_form_of_the_office():
    form = PersonForm({"name": "Eva Pérez", "email": "eva@localhost", "language": "es"})
    assert form.errors["email"] == [
        "«eva@localhost» no es un correo: se escribe así, nombre@entidad.es."
    ]


@pytest.mark.django_db
def test_whoever_asks_for_their_link_is_told_beside_the_field(client):
    page = client.post(reverse("portal-ask"), {"email": "eva@[127.0.0.1]"})
    assert page.status_code == 422
    assert "«eva@[127.0.0.1]» no es un correo" in page.content.decode()


def test_every_record_and_every_form_keeps_addresses_by_these_fields():
    """So that a form to come cannot forget it."""
    others = [
        str(field)
        for model in apps.get_models()
        if model.__module__.startswith("lonja.")
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField) and not isinstance(field, EmailField)
    ]
    assert others == []
    assert isinstance(Person._meta.get_field("email"), EmailField)
    named = ("forms.EmailField(", "validate_email")
    written = [
        path.name
        for path in files_of_source(".py")
        if path.name != "fields.py" and any(one in path.read_text() for one in named)
    ]
    assert written == []
