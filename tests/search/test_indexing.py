import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from lonja.acts.models import Act
from lonja.directory.models import Organisation
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.search import indexing, queries
from lonja.search.models import Document, Word

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [hit.document.title for hit in queries.find(text).hits]


def test_what_is_saved_is_found_at_once_under_its_new_name_only(organisation):
    one = organisation("Alumbrados Ejemplo")
    writing.change(one, by=None, name="Farolas Ejemplo")
    assert found("farolas") == ["Farolas Ejemplo"]
    assert queries.find("alumbrados").hits == []


def test_what_is_in_the_bin_is_not_found_until_it_comes_back(organisation):
    one = organisation("Farolas Ejemplo")
    writing.delete(one, by=None)
    assert found("farolas") == []
    writing.restore(one, by=None)
    assert found("farolas") == ["Farolas Ejemplo"]


def test_what_is_erased_for_good_leaves_nothing_behind(organisation):
    one = organisation("Farolas Ejemplo")
    indexing.remove(one)
    assert not Document.objects.exists()


def test_what_was_undone_with_its_transaction_is_not_found(organisation):
    with transaction.atomic():
        organisation("Farolas Ejemplo")
        transaction.set_rollback(True)
    assert found("farolas") == []


@pytest.fixture
def meeting():
    group = writing.create(
        WorkingGroup(name="Comisión de Calidad del Aire", started_on="2024-01-15"), by=None
    )
    return writing.create(
        GroupMeeting(group=group, title="Índice de la guía", date="2024-03-05"), by=None
    )


def test_a_meeting_is_an_act_but_is_found_once_as_a_meeting(meeting):
    [hit] = queries.find("guía").hits
    assert hit.model is GroupMeeting
    assert list(queries.narrow(Act.objects.all(), "guía")) == [meeting.act_ptr]
    assert list(queries.narrow(GroupMeeting.objects.all(), "guía")) == [meeting]


def test_a_meeting_changed_as_an_act_is_still_a_meeting(meeting):
    writing.change(meeting.act_ptr, by=None, title="Índice definitivo")
    [hit] = queries.find("definitivo").hits
    assert hit.model is GroupMeeting
    assert Document.objects.filter(title__startswith="Índice").count() == 1


def test_rebuilding_finds_what_was_written_without_the_trail(organisation, act, meeting):
    organisation("Farolas Ejemplo")
    gone = organisation("Ya no está")
    Organisation.objects.bulk_create([Organisation(name="Playas Ejemplo")])
    Organisation.everything.filter(pk=gone.pk).delete()
    Word.objects.all().delete()
    assert indexing.rebuild() == 3
    assert found("playas") == ["Playas Ejemplo"]
    assert found("está") == []
    assert queries.find("farloas").corrected == "farolas"
    assert queries.find("guía").hits[0].model is GroupMeeting
    assert Word.objects.get(word="ejemplo").documents == 2


def test_one_model_can_be_rebuilt_alone(organisation, act):
    Organisation.objects.bulk_create([Organisation(name="Playas Ejemplo")])
    act("Visita a las playas")
    assert indexing.rebuild([Organisation]) == 1
    assert found("playas") == ["Playas Ejemplo", "Visita a las playas"]


def test_words_that_nobody_has_any_more_are_forgotten_when_rebuilding(organisation):
    one = organisation("Zutano Ejemplo")
    writing.delete(one, by=None)
    indexing.rebuild()
    assert not Word.objects.filter(word="zutano").exists()


def test_many_records_are_indexed_together_at_the_end(organisation, django_assert_max_num_queries):
    with indexing.batched():
        records = [organisation(f"Empresa {n} Ejemplo") for n in range(30)]
        writing.delete(records[0], by=None)
        assert queries.find("empresa").total == 0
    assert queries.find("empresa").total == 29


def test_an_import_that_fails_indexes_nothing(organisation):
    def fail():
        with indexing.batched():
            organisation("Empresa Ejemplo")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert queries.find("empresa").total == 0


def test_the_command_says_how_many_and_knows_what_there_is(organisation, capsys):
    organisation("Farolas Ejemplo")
    call_command("reindex", "directory.organisation")
    assert capsys.readouterr().out.startswith("1 registro indexado")
    with pytest.raises(CommandError, match=r"directory\.organisation"):
        call_command("reindex", "directory.nothing")
