"""Two records that were one."""

from datetime import date
from random import Random
from time import process_time

import pytest
from django.core.exceptions import ValidationError

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.acts.models import Act, Participation
from lonja.directory.domain import classifying, duplicates, merging, registering
from lonja.directory.enums import Kind
from lonja.directory.models import Membership, Organisation, Person, Seat
from lonja.evidence import queries as evidence
from lonja.evidence.domain import attaching
from lonja.groups.models import WorkingGroup
from lonja.journal.models import Entry


@pytest.fixture
def act(office):
    def act(title, *organisations):
        made = Act.objects.create(title=title, date=date(2024, 6, 12))
        for one in organisations:
            Participation.objects.create(act=made, organisation=one)
        return made

    return act


def state():
    """All that a merge may touch, as it is in the database."""
    hidden = {"updated_at"}
    return {
        model.__name__: [
            {
                f.attname: getattr(one, f.attname)
                for f in model._meta.concrete_fields
                if f.name not in hidden
            }
            for one in model._base_manager.order_by("pk")
        ]
        for model in (Organisation, Membership, Person, Seat, Participation)
    }


def test_all_that_one_had_is_the_others(organisation, person, seat, admit, act, office):
    kept = organisation("Aguas del Ejemplo", phone="954000001")
    gone = organisation("Aguas Ejemplo, S. L.", tax_id="B12345674", phone="600000000")
    branch = organisation("Delegación", part_of=gone)
    membership = admit(gone, "2024-06-12")
    ana = seat(person("Ana Ejemplo"), gone, title="Directora")
    met = act("Reunión", gone)
    attaching.attach_note(gone, "Escritura", by=office)
    group = WorkingGroup.objects.create(name="Agua", started_on=date(2024, 1, 1))
    group.partners.add(gone)
    merging.merge(kept, gone, by=office)
    kept.refresh_from_db()
    assert (kept.tax_id, kept.phone, kept.name) == ("B12345674", "954000001", "Aguas del Ejemplo")
    for record in (branch, membership, ana):
        record.refresh_from_db()
    assert (branch.part_of, membership.organisation, ana.organisation) == (kept, kept, kept)
    assert [p.organisation for p in met.participations.all()] == [kept]
    assert [proof.note for proof in evidence.of(kept)] == ["Escritura"]
    assert list(group.partners.all()) == [kept]
    gone = Organisation.everything.get(pk=gone.pk)
    assert gone.deleted_at is not None
    assert gone.merged_into == kept
    assert Entry.objects.filter(verb="merged", object_id=kept.pk).count() == 1


def test_what_both_had_is_there_once(organisation, person, seat, act, office):
    kept, gone = organisation("Aguas del Ejemplo"), organisation("Aguas Ejemplo")
    met = act("Reunión", kept, gone)
    ana = person("Ana Ejemplo")
    seat(ana, kept, title="Directora")
    seat(ana, gone, title="directora")
    merging.merge(kept, gone, by=office)
    assert met.participations.count() == 1
    assert ana.seats.count() == 1


def test_of_two_memberships_at_once_the_first_stays(organisation, admit, leave, office):
    kept, gone = organisation("Aguas del Ejemplo"), organisation("Aguas Ejemplo")
    leave(admit(kept, "2015-01-01"), "2016-01-01")
    admit(kept, "2022-01-01")
    first = admit(gone, "2020-05-01")
    merging.merge(kept, gone, by=office)
    assert [m.admitted_on.year for m in kept.memberships.order_by("admitted_on")] == [2015, 2020]
    first.refresh_from_db()
    assert first.organisation == kept


def test_undoing_makes_two_again_of_all(organisation, person, seat, admit, act, office):
    whole = organisation("Grupo")
    kept = organisation("Aguas del Ejemplo")
    gone = organisation(
        "Aguas Ejemplo", tax_id="B12345674", part_of=whole, website="https://a.example"
    )
    registering.update(kept, part_of=whole, by=office)
    admit(kept, "2022-01-01")
    admit(gone, "2020-05-01")
    act("Reunión", kept, gone)
    act("Otra", gone)
    ana = person("Ana Ejemplo")
    seat(ana, kept)
    seat(ana, gone)
    before = state()
    done = merging.merge(kept, gone, by=office)
    assert state() != before
    merging.undo(done, by=office)
    assert state() == before
    with pytest.raises(ValidationError, match="ya se deshizo"):
        merging.undo(done, by=office)


def test_one_that_was_part_of_the_other_does_not_become_part_of_itself(organisation, office):
    university = organisation("Universidad de Ejemplo")
    again = organisation("Univ. de Ejemplo", part_of=university)
    before = state()
    done = merging.merge(university, again, by=office)
    university.refresh_from_db()
    assert university.part_of is None
    merging.undo(done, by=office)
    assert state() == before
    for one in (university, again):
        one.refresh_from_db()
    done = merging.merge(again, university, by=office)
    again.refresh_from_db()
    assert again.part_of is None
    merging.undo(done, by=office)
    assert state() == before


def test_what_each_was_on_a_date_stays_with_the_one_kept(organisation, office):
    kept, gone = (
        organisation("Aguas del Ejemplo"),
        organisation("Aguas Ejemplo", kind=Kind.UNIVERSITY),
    )
    classifying.reclassify(gone, Kind.COMPANY, date(2024, 5, 1), by=office)
    merging.merge(kept, gone, by=office)
    assert not kept.kinds.exists()


def test_the_cluster_itself_cannot_go(organisation, office):
    us, other = organisation("El clúster", is_us=True), organisation("El cluster")
    with pytest.raises(ValidationError, match="al revés"):
        merging.merge(other, us, by=office)
    with pytest.raises(ValidationError, match="distintos"):
        merging.merge(us, us, by=office)
    merging.merge(us, other, by=office)
    assert Organisation.objects.get() == us


def test_a_person_keeps_the_account_of_the_other(person, office):
    user = User.objects.create_user("ana@ejemplo.test", role=Role.MEMBER)
    kept, gone = (
        person("Ana Ejemplo"),
        person("Ana Ejemplo Muestra", user=user, email="ana@a.example"),
    )
    before = state()
    done = merging.merge(kept, gone, by=office)
    kept.refresh_from_db()
    assert (kept.user, kept.email) == (user, "ana@a.example")
    merging.undo(done, by=office)
    assert state() == before


def test_two_people_with_an_account_each_are_not_merged(person, office):
    one = person("Ana", user=User.objects.create_user("a@ejemplo.test"))
    two = person("Ana", user=User.objects.create_user("b@ejemplo.test"))
    with pytest.raises(ValidationError, match="Las dos personas tienen cuenta"):
        merging.merge(one, two, by=office)


# -- what looks repeated ---------------------------------------------------------------------------


def found(pairs, model=Organisation):
    names = dict(model.objects.values_list("pk", "name"))
    return {(frozenset((names[p.one], names[p.other])), p.why) for p in pairs}


def test_duplicates_are_known_by_number_web_and_name(organisation):
    organisation("Aguas del Ejemplo, S. L.", tax_id="B12345674")
    organisation("Ejemplo Aguas", tax_id="")
    organisation("Hidrología Integral", tax_id="B12345674")
    organisation("Luces", website="https://www.luces.example")
    organisation("Luces y Sombras", email="hola@luces.example")
    organisation("Ayuntamiento de Villaejemplo")
    organisation("Ayuntamiento de Villaejmplo")
    organisation("Nodo de Ejemplo 1")
    organisation("Nodo de Ejemplo 2")
    assert found(duplicates.organisations()) == {
        (frozenset({"Aguas del Ejemplo, S. L.", "Hidrología Integral"}), "el mismo NIF"),
        (frozenset({"Aguas del Ejemplo, S. L.", "Ejemplo Aguas"}), "el mismo nombre"),
        (frozenset({"Luces", "Luces y Sombras"}), "la misma web o el mismo dominio de correo"),
        (
            frozenset({"Ayuntamiento de Villaejemplo", "Ayuntamiento de Villaejmplo"}),
            "nombres muy parecidos",
        ),
    }


def test_what_has_its_own_number_or_is_a_part_is_not_suggested(organisation):
    university = organisation("Universidad de Ejemplo", website="https://uej.example")
    organisation("Instituto del Agua", website="https://uej.example", part_of=university)
    organisation("Luces", tax_id="B12345674")
    organisation("Luces", tax_id="A58818501")
    assert duplicates.organisations() == []


def test_two_that_somebody_told_apart_are_not_suggested_again(organisation, office):
    one, other = organisation("Luces"), organisation("Luces")
    assert len(duplicates.organisations()) == 1
    merging.keep_apart(other, one, by=office)
    assert duplicates.organisations() == []


def test_people_are_known_by_their_mail_their_telephone_and_their_name(person):
    person("Ana Ejemplo Muestra", email="ana@a.example")
    person("A. Ejemplo", email="ana@a.example")
    person("Luis Prueba Pérez", phone="+34 954 00 00 01")
    person("Luis Prueba", phone="954000001")
    person("Eva Modelo García")
    person("Modelo García, Eva")
    assert found(duplicates.people(), Person) == {
        (frozenset({"Ana Ejemplo Muestra", "A. Ejemplo"}), "el mismo correo"),
        (frozenset({"Luis Prueba Pérez", "Luis Prueba"}), "el mismo teléfono"),
        (frozenset({"Eva Modelo García", "Modelo García, Eva"}), "el mismo nombre"),
    }


def test_five_thousand_organisations_are_compared_in_seconds(db):
    chance = Random(7)
    words = [
        "".join(chance.choices("abcdefghilmnoprstu", k=chance.randint(4, 9))) for _ in range(900)
    ]
    names = [" ".join(chance.choices(words, k=3)).title() + ", S. L." for _ in range(4900)]
    names += [name.replace("a", "", 1) for name in names[:100]]
    Organisation.objects.bulk_create(
        Organisation(name=name, folded=name.lower(), domain=f"e{number}.example")
        for number, name in enumerate(names)
    )
    started = process_time()
    pairs = duplicates.organisations()
    assert process_time() - started < 5
    twins = {frozenset((names[n], names[4900 + n])) for n in range(100) if "a" in names[n]}
    assert twins <= {pair for pair, _why in found(pairs)}
