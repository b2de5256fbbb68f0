"""The rail: what stands in it, for whom, and where one is."""

from functools import partial
from types import SimpleNamespace

import pytest
from django.urls import reverse

from lonja.core import navigation
from lonja.core.navigation import Entry, all_entries

OFFICE = SimpleNamespace(reads_everything=True)
PUBLIC = SimpleNamespace(reads_everything=False)
rail_of = partial(navigation.rail_of, numbers={"waiting_grupos-list": 3})


@pytest.fixture
def entries(monkeypatch):
    """The rail of a small house, with two pages in the first line."""
    kept = [
        Entry("Reuniones", "reuniones-de-grupo-list", "1", order=20),
        Entry("Grupos", "grupos-list", "1", order=10),
        Entry("Actos", "actos-list", "acts", allowed=lambda user: True),
    ]
    monkeypatch.setattr(navigation, "_entries", kept)
    monkeypatch.setattr(navigation, "_loaded", True)
    return kept


def test_a_section_leads_to_its_first_entry_and_gathers_what_waits_in_it(entries):
    line = rail_of(OFFICE, "/")[0][0]

    assert (line.section.label, line.url, line.count) == ("Grupos de trabajo", "/grupos/", 3)
    assert [link.label for link in line.links] == ["Grupos", "Reuniones"]


def test_whoever_may_enter_no_page_of_a_section_does_not_see_it(entries):
    assert [one.section.key for group in rail_of(PUBLIC, "/") for one in group] == ["acts"]


def test_the_page_of_a_record_is_within_its_list(entries):
    line = rail_of(OFFICE, "/reuniones-de-grupo/7/editar/")[0][0]

    assert line.current
    assert [link.current for link in line.links] == [False, True]


def test_a_name_that_begins_alike_is_another_page(entries):
    assert not any(one.current for group in rail_of(OFFICE, "/grupos-de-otros/") for one in group)


def test_what_belongs_to_another_page_unfolds_only_while_one_is_there(entries):
    entries.append(Entry("Anotar reunión", "eventos-list", "1", order=5, under="grupos-list"))

    def seen(path):
        return [link.label for link in rail_of(OFFICE, path)[0][0].links]

    assert seen("/") == seen("/reuniones-de-grupo/") == ["Grupos", "Reuniones"]
    assert seen("/grupos/7/") == seen("/eventos/") == ["Grupos", "Anotar reunión", "Reuniones"]


def test_what_belongs_to_a_page_that_one_may_not_enter_stands_by_itself(entries):
    entries[1] = Entry("Grupos", "grupos-list", "1", order=10, allowed=lambda user: False)
    entries.append(Entry("Anotar reunión", "eventos-list", "1", order=30, under="grupos-list"))

    assert [link.label for link in rail_of(OFFICE, "/")[0][0].links] == [
        "Reuniones",
        "Anotar reunión",
    ]


def test_an_address_that_does_not_exist_is_left_out_and_told(entries, caplog):
    entries.append(Entry("Nada", "no-existe", "2"))

    assert [one.section.key for group in rail_of(OFFICE, "/") for one in group] == [
        "1",
        "acts",
    ]
    assert "no-existe" in caplog.text


def test_an_entry_names_a_section_that_exists(entries):
    with pytest.raises(ValueError, match="there is no section"):
        navigation.register(Entry("Perdida", "grupos-list", "10"))


def test_every_entry_of_the_house_leads_somewhere():
    for entry in all_entries():
        assert reverse(entry.url_name, args=entry.args)
