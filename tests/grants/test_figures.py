"""What the balance says of proposals and calls."""

from datetime import date
from decimal import Decimal

import pytest

from lonja.acts.enums import State
from lonja.directory.enums import Kind
from lonja.grants.enums import OurRole, Result
from lonja.grants.models import Call, Participation, Proposal, Resolution, Scheme
from tests.factories import act, organisation, year

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return Scheme.objects.create(name="AEI", in_balance=True)


@pytest.fixture
def call(scheme):
    return Call.objects.create(scheme=scheme, title="AEI 2024", year=2024, budget=Decimal("12e6"))


@pytest.fixture
def submit(call):
    def made(title="Aire", registration="REG-1", **fields):
        return act(Proposal, title, call=call, registration=registration, **fields)

    return made


def joins(proposal, name, cluster=False, **money):
    return Participation.objects.create(
        proposal=proposal,
        organisation=organisation(name, Kind.CLUSTER if cluster else Kind.COMPANY),
        is_cluster=cluster,
        **money,
    )


def resolved(proposal, result, on=date(2024, 12, 16)):
    return Resolution.objects.create(proposal=proposal, result=result, date=on)


def test_submitted_needs_its_registration_number(submit):
    submit("Presentado")
    submit("Sin registro", registration="")
    submit("No llegó", state=State.CANCELLED)

    assert year().value("grants.submitted") == 1


def test_what_we_only_advised_on_is_others_and_is_listed(submit):
    submit("Nuestro")
    advised = submit("De un asociado", our_role=OurRole.ADVISER)
    book_year = year()

    assert book_year.value("grants.submitted") == 1
    excluded = book_year.book.figures["grants.submitted"].excluded(book_year)
    assert [one.record.pk for one in excluded] == [advised.pk]


def test_withdrawn_after_submission_was_submitted_all_the_same(submit):
    resolved(submit(), Result.WITHDRAWN)

    assert year().value("grants.submitted") == 1


def test_the_value_is_the_whole_project_and_the_basis_is_told(submit):
    proposal = submit()
    joins(proposal, "Nosotros", cluster=True, budget=Decimal("40000"), eligible=Decimal("30000"))
    joins(
        proposal,
        "Empresa",
        budget=Decimal("60000"),
        eligible=Decimal("50000"),
        grant=Decimal("35000"),
    )
    joins(proposal, "Se fue antes", budget=Decimal("99999"), withdrew_on=date(2024, 6, 1))

    reading = year().reading("grants.submitted_eur")

    assert reading.value == Decimal("100000")
    assert reading.breakdown["subvencionable"] == Decimal("80000")
    assert reading.breakdown["subvención solicitada"] == Decimal("35000")


def test_solo_or_intercluster_is_derived_from_who_is_in_it(submit):
    solo, inter = submit("Solo", "REG-1"), submit("Varios", "REG-2")
    joins(solo, "Nosotros", cluster=True)
    joins(inter, "Nosotros otra vez", cluster=True)
    joins(inter, "Clúster del Agua", cluster=True)
    for proposal in (solo, inter):
        resolved(proposal, Result.GRANTED)

    assert year().value("grants.funded_solo") == 1
    assert year().value("grants.funded_intercluster") == 1


def test_a_cluster_that_left_before_the_submission_does_not_make_it_intercluster(submit):
    proposal = submit()
    joins(proposal, "Nosotros", cluster=True)
    joins(proposal, "El que se fue", cluster=True, withdrew_on=date(2024, 6, 5))
    resolved(proposal, Result.GRANTED)

    assert year().value("grants.funded_solo") == 1
    assert year().value("grants.funded_intercluster") == 0


def test_provisional_is_not_granted_and_renounced_no_longer_is(submit):
    provisional, renounced = submit("Provisional", "REG-1"), submit("Renunciado", "REG-2")
    for number, proposal in enumerate((provisional, renounced)):
        joins(proposal, f"Nosotros {number}", cluster=True)
    resolved(provisional, Result.PROVISIONAL)
    resolved(renounced, Result.GRANTED, on=date(2024, 11, 1))
    resolved(renounced, Result.RENOUNCED, on=date(2024, 12, 1))
    book_year = year()

    assert book_year.value("grants.funded_solo") == 0
    excluded = book_year.book.figures["grants.funded_solo"].excluded(book_year)
    assert [one.record.pk for one in excluded] == [renounced.pk]


def test_ordinary_calls_are_compared_and_extraordinary_ones_told_apart(scheme, call):
    Call.objects.create(scheme=scheme, title="AEI 2023", year=2023, budget=Decimal("48e6"))
    Call.objects.create(
        scheme=scheme, title="Extra 2023", year=2023, budget=Decimal("90e6"), extraordinary=True
    )

    reading = year().reading("grants.call_budget_change")

    assert reading.value == Decimal("-0.75")
    assert [note.es for note in reading.notes] == [
        "Extraordinaria, fuera de la comparación: Extra 2023 (2023)."
    ]


def test_without_last_years_budget_nothing_is_compared(call):
    assert year().value("grants.call_budget_change") is None


def test_a_proposal_of_30_december_awarded_in_april_counts_in_the_year_it_was_submitted(submit):
    proposal = submit(day=date(2024, 12, 30))
    joins(proposal, "Nosotros", cluster=True)
    resolved(proposal, Result.GRANTED, on=date(2025, 4, 3))

    assert year(2024).value("grants.funded_solo") == 1
    assert year(2025).value("grants.funded_solo") == 0
