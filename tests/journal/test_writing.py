"""Every write leaves its line: who, what, when, and what there was before."""

import threading

import pytest
from django.db import connection, transaction

from lonja.directory.models import Organisation
from lonja.journal import queries, redacting, writing
from lonja.journal.models import Entry
from lonja.journal.models.entry import Immutable

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(office) -> Organisation:
    return writing.create(
        Organisation(name="Alumbra Redes (ejemplo)", website="https://alumbra.example"), by=office
    )


def lines(record):
    return [(line.verb, line.actor, line.changes) for line in reversed(queries.trail_of(record))]


def test_creating_tells_what_was_filled_in_and_nothing_else(company, office):
    ((verb, actor, changes),) = lines(company)
    assert (verb, actor) == ("created", office)
    assert changes["name"] == [None, "Alumbra Redes (ejemplo)"]
    assert changes["kind"] == [None, "empresa"]
    assert not {"phone", "folded", "id"} & changes.keys()


def test_changing_tells_the_old_and_the_new(company, direction):
    writing.change(company, by=direction, name="Alumbra (ejemplo)", kind="university")
    assert lines(company)[1:] == [
        (
            "changed",
            direction,
            {
                "name": ["Alumbra Redes (ejemplo)", "Alumbra (ejemplo)"],
                "kind": ["empresa", "universidad"],
            },
        )
    ]
    assert Organisation.objects.get().name == "Alumbra (ejemplo)"


def test_what_does_not_change_leaves_no_line(company, office):
    writing.change(company, by=office, name="Alumbra Redes (ejemplo)")
    assert len(lines(company)) == 1


def test_the_bin_gives_back_what_it_took(company, office):
    writing.delete(company, by=office, reason="repetida")
    assert not Organisation.objects.exists()
    assert Organisation.everything.get().deleted_at
    writing.restore(company, by=office)
    assert Organisation.objects.get() == company
    assert [verb for verb, *_ in lines(company)] == ["created", "deleted", "restored"]


def test_deleting_twice_is_deleting_once(company, office):
    writing.delete(company, by=office)
    when = Organisation.everything.get().deleted_at
    writing.delete(company, by=office)
    assert Organisation.everything.get().deleted_at == when
    assert [verb for verb, *_ in lines(company)] == ["created", "deleted"]
    writing.restore(company, by=office)
    writing.restore(company, by=office)
    assert [verb for verb, *_ in lines(company)] == ["created", "deleted", "restored"]


def test_what_is_rolled_back_leaves_no_line(company, office):
    with transaction.atomic():
        writing.change(company, by=office, name="Otra")
        transaction.set_rollback(True)
    assert len(lines(company)) == 1


def test_the_machine_signs_as_lonja(company):
    writing.change(company, by=None, name="Otra")
    assert queries.trail_of(company)[0].actor_name == "Lonja"


def test_the_line_outlives_whoever_wrote_it(company, office):
    name = str(office)
    writing.change(company, by=office, name="Otra")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET actor_id = NULL")
    assert {line.actor_name for line in queries.trail_of(company)} == {name}


def test_passwords_are_never_told(office, direction):
    office.set_password("otra clave bien larga")
    before = type(office).objects.get(pk=office.pk)
    writing.save(office, before, by=direction)
    writing.change(office, by=direction, name="Olga O.")
    assert "password" not in str(list(Entry.objects.values()))


# -- what is pasted --------------------------------------------------------------------------


PASTED = "Uno\x0bdos\x01, tres\ufffe"


def test_what_nobody_sees_is_not_kept(company, office):
    """It comes from presentations, and would break the feed of news and the Word file."""
    writing.change(company, by=office, name=PASTED, description="Una línea\ny otra\t.")
    company.refresh_from_db()
    assert (company.name, company.description) == ("Uno dos , tres ", "Una línea\ny otra\t.")
    new, other = Organisation(name=PASTED), Organisation(name=PASTED)
    writing.create(new, by=office)
    writing.create_all([other], by=office)
    writing.change_all([(company, {"name": PASTED})], by=office)
    names = Organisation.objects.values_list("name", flat=True)
    assert set(names) == {"Uno dos , tres "}


# -- two people at once ----------------------------------------------------------------------


def test_two_people_changing_different_things_lose_neither(company, office, direction):
    hers = Organisation.objects.get(pk=company.pk)
    his = Organisation.objects.get(pk=company.pk)
    writing.change(hers, by=office, phone="600 000 000")
    writing.change(his, by=direction, email="hola@alumbra.example")
    kept = Organisation.objects.get()
    assert (kept.phone, kept.email) == ("600 000 000", "hola@alumbra.example")
    assert [changes for *_, changes in lines(company)][1:] == [
        {"phone": ["", "600 000 000"]},
        {"email": ["", "hola@alumbra.example"]},
    ]
    assert his.phone == "600 000 000"


@pytest.mark.django_db(transaction=True)
def test_many_people_changing_one_record_at_once_leave_one_line_each(office):
    company = writing.create(Organisation(name="Ejemplo"), by=office)
    names = [f"Ejemplo {n}" for n in range(6)]
    start = threading.Barrier(len(names))

    def rename(name):
        try:
            mine = Organisation.objects.get(pk=company.pk)
            start.wait()
            writing.change(mine, by=office, name=name)
        finally:
            connection.close()

    people = [threading.Thread(target=rename, args=[name]) for name in names]
    for one in people:
        one.start()
    for one in people:
        one.join()
    told = [changes["name"] for _verb, _by, changes in lines(company)]
    assert len(told) == 7
    # Each line begins where the one before ended: no change was told twice or forgotten.
    assert [old for old, _new in told[1:]] == [new for _old, new in told[:-1]]
    assert Organisation.objects.get().name == told[-1][1]


# -- lines are for ever ----------------------------------------------------------------------


def test_a_line_is_neither_changed_nor_removed(company):
    line = Entry.objects.get()
    line.actor_name = "Otra persona"
    with pytest.raises(Immutable):
        line.save()
    with pytest.raises(Immutable):
        line.delete()
    with pytest.raises(Immutable):
        Entry.objects.update(actor_name="Otra persona")
    with pytest.raises(Immutable):
        Entry.objects.filter(pk=line.pk).delete()
    with pytest.raises(Immutable):
        Entry.objects.bulk_update([line], ["actor_name"])
    with pytest.raises(Immutable):
        Entry.objects.bulk_create(
            [line], update_conflicts=True, update_fields=["actor_name"], unique_fields=["pk"]
        )
    assert Entry.objects.get().actor_name == "Olga Oficina"


def test_the_law_makes_the_trail_forget_values_but_not_deeds(company, office):
    writing.change(company, by=office, phone="600 000 000", reason="llamó Alumbra")
    assert redacting.forget(company, label="suprimida") == 2
    kept = str(list(Entry.objects.values("label", "changes", "reason")))
    assert "600 000 000" not in kept
    assert "Alumbra" not in kept
    assert lines(company)[1] == ("changed", office, {"phone": [None, None]})


def test_only_some_values_are_forgotten_when_so_asked(company, office):
    writing.change(company, by=office, phone="600 000 000", website="https://otra.example")
    redacting.forget(company, label="suprimida", fields={"name", "phone"})
    assert lines(company)[1][2] == {
        "phone": [None, None],
        "website": ["https://alumbra.example", "https://otra.example"],
    }


def test_what_somebody_did_stays_without_their_name(company, office, direction):
    writing.change(company, by=direction, phone="600 000 000")
    assert redacting.forget_actor(office, name="Persona suprimida") == 1
    assert [line.actor_name for line in queries.trail_of(company)] == [
        "Gerardo Gerencia",
        "Persona suprimida",
    ]
