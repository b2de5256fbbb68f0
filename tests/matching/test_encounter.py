"""A need from its arrival to what came of it, and the figures of the way."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lonja.accounts.models import User
from lonja.acts.enums import State
from lonja.core import figures
from lonja.directory.domain import taxonomy
from lonja.directory.enums import Kind
from lonja.directory.models import Organisation, Person, Seat
from lonja.evidence import queries as evidence
from lonja.journal import writing
from lonja.journal.models import Entry
from lonja.matching.domain import importing, introducing, needs, outcomes, triage
from lonja.matching.enums import Answer, CameBy, NeedState, Triage
from lonja.matching.models import Introduction, Need, Notice, Outcome
from lonja.matching.queries import capabilities, encounter

from .notices.feeds import entry, feed, result
from .years import Year

pytestmark = pytest.mark.django_db
YES, NOT_NOW = Answer.YES, Answer.NOT_NOW


@pytest.fixture
def need(villaejemplo, marta):
    return writing.create(
        Need(title="Medir el ruido", territory=villaejemplo, received_on=date(2024, 3, 1)), by=marta
    )


@pytest.fixture
def aires():
    return Organisation.objects.create(name="Aires Ejemplo, S.L.", tax_id="B00000001")


def read(key, year=2024):
    return figures.get(f"territories.{key}").read(Year(year))


def move(need, *states, by):
    for state in states:
        need = needs.move(need, state, by=by, on=date(2024, 3, 5), reason="porque sí")
    return need


# -- needs ---------------------------------------------------------------------------------------


def test_a_need_goes_from_received_to_resolved_and_each_step_is_kept(need, marta):
    need = move(
        need, "qualified", "opened", "answered", "introduced", "in_progress", "resolved", by=marta
    )
    assert (need.state, need.closed_on) == (NeedState.RESOLVED, date(2024, 3, 5))
    assert [str(step) for step in need.steps.all()][:2] == [
        "recibida → calificada",
        "calificada → abierta a los asociados",
    ]
    assert need.steps.count() == 6


def test_a_need_does_not_jump(need, marta):
    with pytest.raises(ValidationError, match="Una necesidad recibida no puede pasar a resuelta"):
        needs.move(need, NeedState.RESOLVED, by=marta)
    assert Need.objects.get().state == NeedState.RECEIVED


def test_withdrawing_a_need_says_why(need, marta):
    with pytest.raises(ValidationError, match="Diga por qué"):
        needs.move(need, NeedState.WITHDRAWN, by=marta)


def test_what_was_resolved_can_be_taken_up_again(need, marta):
    need = move(need, "qualified", "introduced", "resolved", "in_progress", by=marta)
    assert (need.state, need.closed_on) == (NeedState.IN_PROGRESS, None)


def test_a_closed_need_always_says_when(need):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.update(state=NeedState.RESOLVED)


def test_a_notice_turns_into_a_need_with_what_it_knows(villaejemplo, marta):
    taxonomy.load()
    council = Organisation.objects.create(name="Ayuntamiento de Villaejemplo", tax_id="P4100000X")
    importing.bring_in(feed(entry(1)), "pagina.atom", by=marta)
    notice = Notice.objects.get()
    need = needs.from_notice(notice, by=marta)
    assert (need.title, need.territory, need.organisation) == (
        "Estaciones de calidad del aire", villaejemplo, council,
    )  # fmt: skip
    assert (need.came_by, need.cpv, need.amount) == (CameBy.FEED, "90731100", Decimal(120000))
    assert [area.code for area in need.areas.all()] == ["AMB-01"]
    notice.refresh_from_db()
    assert notice.triage == Triage.NEED


def test_a_notice_turned_twice_into_a_need_is_one_need(marta):
    importing.bring_in(feed(entry(1)), "pagina.atom", by=marta)
    notice = Notice.objects.get()
    assert needs.from_notice(notice, by=marta) == needs.from_notice(notice, by=marta)
    assert Need.objects.count() == 1


def test_a_notice_is_discarded_with_a_reason_and_can_be_kept_again(marta):
    importing.bring_in(feed(entry(1)), "pagina.atom", by=marta)
    notice = Notice.objects.get()
    with pytest.raises(ValidationError, match="Diga por qué"):
        triage.discard(notice, by=marta, reason=" ")
    assert triage.discard(notice, by=marta, reason="Es obra civil").triage == Triage.DISCARDED
    assert triage.keep(notice, by=marta).discard_reason == ""


# -- introductions -------------------------------------------------------------------------------


def test_an_introduction_is_done_on_the_day_of_the_second_yes(need, aires, marta):
    made = introducing.propose(need, aires, by=marta, on=date(2024, 3, 10))
    assert made.state == State.PLANNED
    made = introducing.answer(made, side="member", said=YES, by=marta, on=date(2024, 3, 12))
    assert made.state == State.PLANNED
    made = introducing.answer(made, side="territory", said=YES, by=marta, on=date(2024, 4, 2))
    assert (made.state, made.date) == (State.DONE, date(2024, 4, 2))


def test_an_introduction_is_an_act_of_its_territory_and_of_the_member(need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    assert list(made.territories.all()) == [need.territory]
    assert [p.organisation for p in made.participations.all()] == [aires]


def test_the_need_follows_what_its_introductions_do(need, aires, marta):
    need = move(need, "qualified", "opened", by=marta)
    made = introducing.propose(need, aires, by=marta)
    introducing.answer(made, side="member", said=YES, by=marta)
    assert Need.objects.get().state == NeedState.ANSWERED
    introducing.answer(made, side="territory", said=YES, by=marta)
    assert Need.objects.get().state == NeedState.INTRODUCED


def test_a_no_of_either_side_leaves_it_undone(need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    introducing.answer(made, side="member", said=YES, by=marta)
    made = introducing.answer(made, side="territory", said=NOT_NOW, by=marta)
    assert made.state == State.PLANNED
    assert read("introductions").value == 0


def test_a_member_is_introduced_once_to_a_need(need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    with pytest.raises(ValidationError, match="ya está presentado"):
        introducing.propose(need, aires, by=marta)
    writing.delete(made, by=marta)
    assert introducing.propose(need, aires, by=marta).pk == made.pk
    assert Introduction.objects.count() == 1


def test_nobody_is_introduced_to_a_closed_need(need, aires, marta):
    needs.move(need, NeedState.WITHDRAWN, by=marta, reason="Ya no")
    need.refresh_from_db()
    with pytest.raises(ValidationError, match="está cerrada"):
        introducing.propose(need, aires, by=marta)


# -- outcomes ------------------------------------------------------------------------------------


@pytest.fixture
def contract(villaejemplo, aires, marta):
    return writing.create(
        Outcome(
            kind="contract", date=date(2024, 9, 1), territory=villaejemplo, organisation=aires,
            amount=Decimal("48000.50"),
        ),
        by=marta,
    )  # fmt: skip


def test_business_counts_when_both_sides_have_confirmed_it(contract, marta):
    assert read("business_eur").value == 0
    outcomes.confirm(contract, side="member", how="correo del 3 de septiembre", by=marta)
    reading = read("business_eur")
    assert reading.value == 0
    assert reading.notes[0].es.startswith("Aparte hay 1 con importe (48.000,50\u00a0€) que falta")
    outcomes.confirm(contract, side="territory", how="llamada con la concejala", by=marta)
    reading = read("business_eur")
    assert (reading.value, reading.notes) == (Decimal("48000.50"), [])


def test_a_confirmation_is_proof_and_says_how(contract, marta):
    outcomes.confirm(contract, side="member", how="correo del 3 de septiembre", by=marta)
    (proof,) = evidence.of(contract)
    assert proof.note == "Confirma Aires Ejemplo, S.L.: correo del 3 de septiembre"
    with pytest.raises(ValidationError, match="Diga cómo"):
        outcomes.confirm(contract, side="territory", how=" ", by=marta)


def test_business_belongs_to_the_year_of_its_date_whenever_it_is_confirmed(contract, marta):
    for side in ("member", "territory"):
        outcomes.confirm(contract, side=side, how="correo", by=marta, on=date(2025, 2, 1))
    assert (read("business_eur").value, read("business_eur", 2025).value) == (
        Decimal("48000.50"),
        0,
    )


def test_a_confirmation_taken_back_no_longer_counts_and_the_trail_says_why(contract, marta):
    for side in ("member", "territory"):
        outcomes.confirm(contract, side=side, how="correo", by=marta)
    contract.refresh_from_db()
    outcomes.take_back(contract, side="territory", reason="Era otro contrato", by=marta)
    assert read("business_eur").value == 0
    assert Entry.objects.filter(reason="Era otro contrato").exists()


def test_outcomes_are_counted_by_what_they_were(contract, villaejemplo, aires, marta):
    for kind in ("meeting", "nothing"):
        Outcome.objects.create(
            kind=kind, date=date(2024, 5, 1), territory=villaejemplo, organisation=aires,
            member_confirmed_on=date(2024, 5, 2), territory_confirmed_on=date(2024, 5, 3),
        )  # fmt: skip
    reading = read("outcomes")
    assert (reading.value, reading.breakdown) == (1, {"reunión": 1})


# -- figures of the way --------------------------------------------------------------------------


def test_needs_without_an_answer_are_those_nobody_was_introduced_to(
    need, aires, marta, villaejemplo
):
    other = writing.create(
        Need(title="Agua", territory=villaejemplo, received_on=date(2024, 6, 1)), by=marta
    )
    gone = writing.create(Need(title="Luz", received_on=date(2024, 6, 1)), by=marta)
    needs.move(gone, NeedState.WITHDRAWN, by=marta, reason="Ya no")
    made = introducing.propose(need, aires, by=marta)
    for side in ("member", "territory"):
        made = introducing.answer(made, side=side, said=YES, by=marta, on=date(2024, 4, 2))
    assert read("needs_received").value == 3
    assert list(encounter.needs_unanswered(Year(2024))) == [other]
    assert (read("introductions").value, read("members_introduced").value) == (1, 1)


def test_a_need_introduced_after_the_year_was_unanswered_at_its_end(need, aires, marta):
    made = introducing.propose(need, aires, by=marta)
    for side in ("member", "territory"):
        made = introducing.answer(made, side=side, said=YES, by=marta, on=date(2025, 1, 8))
    assert read("needs_unanswered").value == 1


def test_a_need_without_any_act_does_not_make_a_territory_worked_with(need, aires, marta):
    introducing.propose(need, aires, by=marta)
    assert read("worked").value == 0


# -- who sees what -------------------------------------------------------------------------------


def user_of(organisation, role):
    user = User.objects.create_user(f"{role}{organisation.pk}@ejemplo.example", role=role)
    person = Person.objects.create(name="Persona Ejemplo", user=user)
    Seat.objects.create(person=person, organisation=organisation)
    return user


def test_a_member_sees_a_need_only_when_both_have_said_yes(need, aires, marta):
    member = user_of(aires, "member")
    made = introducing.propose(need, aires, by=marta)
    introducing.answer(made, side="member", said=YES, by=marta)
    assert not encounter.needs_visible_to(member).exists()
    introducing.answer(made, side="territory", said=YES, by=marta)
    assert list(encounter.needs_visible_to(member)) == [need]


def test_a_territory_sees_its_needs_and_no_others(need, villaejemplo, town, marta):
    there = {"kind": Kind.PUBLIC_BODY, "territory": villaejemplo}
    council = Organisation.objects.create(name="Ayuntamiento", **there)
    elsewhere = Organisation.objects.create(
        name="Otro", kind=Kind.PUBLIC_BODY, territory=town("Otro pueblo")
    )
    company = Organisation.objects.create(name="Empresa", **{**there, "kind": Kind.COMPANY})
    assert list(encounter.needs_visible_to(user_of(council, "territory"))) == [need]
    assert not encounter.needs_visible_to(user_of(elsewhere, "territory")).exists()
    assert not encounter.needs_visible_to(user_of(company, "territory")).exists()


def test_contracts_that_a_member_has_won_are_found_by_its_tax_id(aires, marta):
    won = entry(1, state="RES", extra=result(("AIRES EJEMPLO SL", "B-00000001")))
    importing.bring_in(feed(won), "pagina.atom", by=marta)
    (award,) = capabilities.awards_to(aires)
    assert award.amount == Decimal(90000)
    assert not capabilities.awards_to(Organisation.objects.create(name="Sin NIF")).exists()
