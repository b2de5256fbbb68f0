from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from lonja.acts.models import Act
from lonja.desk import trail
from lonja.groups.models import WorkingGroup
from lonja.journal import writing
from lonja.journal.enums import Verb
from lonja.journal.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 12)


@pytest.fixture
def moves(office, direction):
    """Olga creates a group and an act; Gerardo changes the group and deletes the act."""
    group = writing.create(WorkingGroup(name="Comisión de Playas"), by=office)
    act = writing.create(Act(title="Visita", date=DAY), by=office)
    writing.change(group, by=direction, name="Comisión de Agua")
    writing.delete(act, by=direction)
    return group, act


def lines(client, **params) -> list[str]:
    page = client.get("/traza/", params)
    assert page.status_code == 200
    return [str(line.entry) for line in page.context["lines"]]


def test_everything_that_was_done_the_newest_first(client, auditor, moves):
    client.force_login(auditor)
    assert lines(client) == [
        "Gerardo Gerencia borró Visita",
        "Gerardo Gerencia cambió Comisión de Agua",
        "Olga Oficina creó Visita",
        "Olga Oficina creó Comisión de Playas",
    ]


def test_what_was_done_to_many_at_once_is_one_of_the_last_things_done(office, direction):
    for name in ("Aire", "Agua", "Playas"):
        writing.create(WorkingGroup(name=name), by=office)
    writing.create(WorkingGroup(name="Datos"), by=direction)
    writing.create(WorkingGroup(name="Ruido"), by=office)
    told = [(line.entry.label, line.more) for line in trail.latest(5)]
    assert told == [("Ruido", 0), ("Datos", 0), ("Playas", 2)]


def test_each_verb_has_its_icon():
    assert set(trail.ICONS) == set(Verb)


def test_by_person_by_verb_by_kind_and_by_days(client, office, direction, moves):
    client.force_login(office)
    assert len(lines(client, actor=direction.pk)) == 2
    assert lines(client, verb="deleted") == ["Gerardo Gerencia borró Visita"]
    groups = ContentType.objects.get_for_model(WorkingGroup)
    assert len(lines(client, kind=groups.pk)) == 2
    today = timezone.localdate()
    assert len(lines(client, since=today, until=today)) == 4
    assert lines(client, since=today + timedelta(days=1)) == []
    assert len(lines(client, actor=direction.pk, verb="changed", kind=groups.pk)) == 1


def test_what_is_there_has_a_link_and_what_is_gone_has_none(client, office, moves):
    group, _act = moves
    client.force_login(office)
    deleted, changed, *_ = client.get("/traza/").context["lines"]
    assert deleted.url == ""
    assert changed.url == f"/grupos/{group.pk}/"
    assert "Comisión de Playas" in client.get("/traza/").content.decode()  # what it was called


def test_nonsense_in_the_filters_is_left_out(client, office, moves):
    client.force_login(office)
    for params in ({"actor": "x"}, {"verb": "volar"}, {"since": "ayer"}, {"page": "x"}):
        assert len(lines(client, **params)) == 4


def test_it_comes_in_pages_and_takes_few_questions(client, office, django_assert_max_num_queries):
    for number in range(60):
        writing.create(Act(title=f"Acto {number}", date=DAY), by=office)
    client.force_login(office)
    assert len(lines(client)) == 50
    assert len(lines(client, page=2)) == 10
    with django_assert_max_num_queries(12):
        client.get("/traza/")


@pytest.mark.parametrize("page", ["/traza/", "/papelera/"])
@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_it_is_not_for_those_of_outside(client, request, role, page):
    client.force_login(request.getfixturevalue(role))
    assert client.get(page).status_code == 403


def test_a_line_of_a_model_that_is_no_more_is_still_told(client, office, moves):
    old = ContentType.objects.create(app_label="gone", model="thing")
    for verb in ("created", "deleted"):
        Entry.objects.create(verb=verb, content_type=old, object_id=1, label="Cosa de antes")
    client.force_login(office)
    assert len(lines(client)) == 6
    assert client.get("/papelera/").status_code == 200


def gone(client) -> list[str]:
    return [one.entry.label for one in client.get("/papelera/").context["gone"]]


def test_what_is_in_the_bin_comes_back_with_one_click(client, office, moves):
    client.force_login(office)
    assert gone(client) == ["Visita"]
    [one] = client.get("/papelera/").context["gone"]
    assert client.post(one.restore).status_code == 302
    assert gone(client) == []
    assert Act.objects.filter(title="Visita").exists()


def test_what_was_deleted_twice_is_once_in_the_bin(client, office, moves):
    _group, act = moves
    writing.restore(act, by=office)
    writing.delete(act, by=office)
    client.force_login(office)
    assert gone(client) == ["Visita"]


def test_an_auditor_sees_the_bin_and_brings_nothing_back(client, auditor, moves):
    client.force_login(auditor)
    assert gone(client) == ["Visita"]
    assert "/recuperar/" not in client.get("/papelera/").content.decode()
