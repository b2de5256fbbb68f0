"""Many keys in one question: the same records as with a list of them, however many."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from lonja.core.keys import Among
from lonja.directory.models import Organisation, Person, Seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(db):
    return [Organisation.objects.create(name=f"Entidad {n}", tax_id=f"B{n}") for n in range(6)]


def test_the_records_are_the_same_as_with_a_list(several):
    every = [one.pk for one in several]
    for keys in ([], every[:1], every[1:4], [*every, 10**9], [-1]):
        for rows in (Organisation.objects.all(), Organisation.objects.exclude(name="Entidad 2")):
            assert set(rows.filter(pk__in=Among(keys))) == set(rows.filter(pk__in=keys))
            assert set(rows.exclude(pk__in=Among(keys))) == set(rows.exclude(pk__in=keys))


def test_so_they_are_by_a_text_and_by_what_they_point_to(several):
    person = Person.objects.create(name="Ana Ejemplo")
    for one in several[:2]:
        Seat.objects.create(person=person, organisation=one)
    assert set(Organisation.objects.filter(tax_id__in=Among(["B1", "B'1", "%s"]))) == {several[1]}
    keys = Among({several[0].pk, several[5].pk})
    assert [one.organisation for one in Seat.objects.filter(organisation__in=keys)] == several[:1]
    inside = Seat.objects.filter(organisation__in=keys).values("person")
    assert list(Person.objects.filter(pk__in=inside)) == [person]


def test_they_are_more_than_a_database_takes_one_by_one(several):
    keys = Among(range(400_000))
    assert Organisation.objects.filter(pk__in=keys).count() == 6
    assert len(Organisation.objects.filter(pk__in=keys).query.sql_with_params()[1]) == 1


def test_among_none_there_is_nothing_and_nothing_is_asked(several, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Organisation.objects.filter(pk__in=Among([]))) == []
    assert Organisation.objects.exclude(pk__in=Among([])).count() == 6


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"], min_codepoint=1), max_size=8)))
def test_any_text_is_found_as_it_is(texts):
    with connection.cursor() as cursor:
        if not texts:
            return
        sql, values = getattr(Among(texts), f"as_{connection.vendor}")(None, connection)
        cursor.execute(f"SELECT * FROM {sql} AS told", values)
        assert sorted(row[0] for row in cursor.fetchall()) == sorted(set(texts))
