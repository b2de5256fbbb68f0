"""What a list shows of a record."""

import pytest
from django.utils import translation

from lonja.acts.enums import Part
from lonja.acts.models import Act, Participation
from lonja.territories.enums import Kind
from lonja.territories.models import Territory
from lonja.workbench.columns import Column, read_path
from tests.factories import act, organisation


def test_what_is_chosen_is_shown_in_the_language_of_whoever_reads():
    town = Territory(name="Villaejemplo", kind=Kind.MUNICIPALITY)
    for language, said in (("es", "municipio"), ("en", "municipality"), ("es", "municipio")):
        with translation.override(language):
            assert Column("kind").read(town) == said


def test_what_is_no_longer_offered_is_shown_as_it_is_and_nothing_as_nothing():
    assert read_path(Territory(name="Villaejemplo", kind="shire"), "kind") == "shire"
    assert read_path(Territory(name="Villaejemplo", kind=""), "kind") == ""
    assert read_path(Territory(name="Villaejemplo"), "province__kind") is None


@pytest.mark.django_db
def test_who_takes_part_with_two_roles_is_named_once():
    done, gijon = act(Act), organisation("Ayuntamiento de Gijón")
    for part in (Part.ATTENDED, Part.SPOKE):
        Participation.objects.create(act=done, organisation=gijon, part=part)
    assert Column("organisations").read(done) == ["Ayuntamiento de Gijón"]
