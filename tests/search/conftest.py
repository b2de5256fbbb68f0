import pytest

from lonja.acts.models import Act
from lonja.directory.models import Organisation, Person
from lonja.groups.models import GroupMeeting
from lonja.search import registry
from lonja.search.registry import Indexed


@pytest.fixture(autouse=True)
def house(monkeypatch):
    """A small house: entities, people, acts and meetings of groups, as these tests declare them."""
    shown = [
        Indexed(
            Organisation,
            subtitle=lambda one: one.get_kind_display(),
            texts=lambda one: [one.legal_name, one.acronym, one.description],
            weight=30,
        ),
        Indexed(Person, texts=lambda one: [one.email], weight=20),
        Indexed(Act, texts=lambda one: [one.summary], date=lambda one: one.date),
        Indexed(GroupMeeting, texts=lambda one: [one.summary], date=lambda one: one.date),
    ]
    monkeypatch.setattr(registry, "_declared", {one.model: one for one in shown})
    monkeypatch.setattr(registry, "_by_default", {})
    monkeypatch.setattr(registry, "_loaded", True)


@pytest.fixture
def organisation(db):
    """Makes an entity the way the office does: through the trail."""
    from lonja.journal import writing

    def make(name: str, **fields) -> Organisation:
        return writing.create(Organisation(name=name, **fields), by=None)

    return make


@pytest.fixture
def act(db):
    from lonja.journal import writing

    def make(title: str, date: str = "2024-05-20", **fields) -> Act:
        return writing.create(Act(title=title, date=date, **fields), by=None)

    return make
