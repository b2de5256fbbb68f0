import pytest

from lonja.journal.models import Entry
from lonja.search.models import Document, Word
from lonja.territories.domain.loading import load
from lonja.territories.models import Territory


@pytest.fixture(scope="package")
def shipped(django_db_setup, django_db_blocker):
    """The whole shipped catalogue, loaded once for all the tests of this folder."""
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock():
        Territory.members.through.objects.all().delete()
        Territory.everything.update(province=None, region=None, successor=None)
        Territory.everything.all()._raw_delete("default")
        Entry.objects.all()._raw_delete("default")
        Document.objects.all()._raw_delete("default")
        Word.objects.all()._raw_delete("default")


@pytest.fixture
def spain(shipped, db):
    """Spain, loaded; what a test changes is undone after it."""
    return Territory.objects.get(kind="country", code="ES")
