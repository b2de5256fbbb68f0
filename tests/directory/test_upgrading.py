"""What an upgrade does with what the directory had."""

from importlib import import_module

import pytest
from django.apps import apps

from lonja.directory.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ESB12345674", "B12345674"),
        ("ES12345678Z", "12345678Z"),
        ("B12345674", "B12345674"),
        ("FR40303265045", "FR40303265045"),  # of another country it is part of the number
        ("ESTUDIO 1", "ESTUDIO 1"),
        ("", ""),
    ],
)
def test_a_tax_id_that_was_kept_with_its_country_is_kept_without_it(organisation, before, after):
    one = organisation("Aguas del Ejemplo")
    Organisation.objects.filter(pk=one.pk).update(tax_id=before)
    import_module("lonja.directory.migrations.0002_plain_tax_ids").without_country(apps, None)
    assert Organisation.objects.get().tax_id == after
