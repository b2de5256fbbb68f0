"""What a member has done: its references, and the contracts that notices say it won."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.accounts.models import User
from lonja.directory.models import Seat
from lonja.journal import writing
from lonja.matching.domain import describing, importing, referencing
from lonja.matching.models import Attribution, Notice, Reference
from lonja.matching.queries import capabilities
from lonja.matching.queries import profiles as told
from tests import factories as make
from tests.support.at_once import at_once

from .notices.feeds import entry, feed, result
from .profiles import a_link, a_member, page, won

pytestmark = pytest.mark.django_db


@pytest.fixture
def aires(db):
    return a_member("Aires Ejemplo, S.L.", tax_id="B00000001", email="hola@aires.example")


@pytest.fixture
def amalia(aires):
    """She signs in for it."""
    user = User.objects.create_user("ana@aires.example", name="Ana", role="member")
    ana = make.person("Ana Aires", email="ana@aires.example", user=user)
    Seat.objects.create(person=ana, organisation=aires, title="Directora", is_main=True)
    return user


# -- references --------------------------------------------------------------------------------


def test_a_reference_is_added_taken_out_and_brought_back(client, aires, villaejemplo):
    token = a_link(aires)
    sent = {
        "title": "Red de sensores", "kind": "pilot", "client": "", "place__text": "villaejemplo",
        "year": "2023", "amount": "14.900,50", "url": "", "description": "",
    }  # fmt: skip
    answer = client.post(page(token, "-work"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    one = Reference.objects.get()
    assert (one.territory, one.date, one.amount) == (
        villaejemplo, date(2023, 1, 1), Decimal("14900.50"),
    )  # fmt: skip
    client.post(page(token, "-work"), {"remove": one.pk})
    assert not Reference.objects.exists()
    client.post(page(token, "-work"), {"bring_back": one.pk})
    assert Reference.objects.get() == one


def test_a_link_does_not_fill_a_profile_with_references_without_end(client, aires, monkeypatch):
    """Not even by taking out each before adding the next."""
    monkeypatch.setattr(referencing, "MOST_A_DAY", 3)
    address = page(a_link(aires), "-work")
    for number in range(3):
        sent = {"title": f"Estaciones {number}", "kind": "contract"}
        assert client.post(address, sent).status_code == 302
        if number == 0:
            client.post(address, {"remove": Reference.objects.get().pk})
    refused = client.post(address, {"title": "Otra", "kind": "contract"})
    assert refused.status_code == 422
    assert "mande a la oficina un fichero" in refused.content.decode()
    assert Reference.everything.count() == 3


def test_what_the_office_brings_in_leaves_a_member_its_own_hundred(
    client, marta, aires, amalia, monkeypatch
):
    monkeypatch.setattr(referencing, "MOST_A_DAY", 2)
    for number in range(3):
        writing.create(Reference(organisation=aires, title=f"De la oficina {number}"), by=marta)
    address, sent = page(a_link(aires), "-work"), {"kind": "contract"}
    assert client.post(address, sent | {"title": "Primera"}).status_code == 302
    client.force_login(amalia)  # what it adds signed in is its own too
    own = reverse("profile-own-work", args=[aires.pk])
    assert client.post(own, sent | {"title": "Segunda"}).status_code == 302
    for where in (address, own):
        answer = client.post(where, sent | {"title": "Tercera"})
        assert answer.status_code == 422
        assert "Son muchas en un día" in answer.content.decode()
    assert Reference.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_nor_by_adding_several_at_the_same_second(aires, monkeypatch):
    monkeypatch.setattr(referencing, "MOST_A_DAY", 2)
    said = at_once(
        *(
            lambda n=n: referencing.add(aires, Reference(title=f"Obra {n}"), by=None)
            for n in range(4)
        )
    )
    assert len([one for one in said if isinstance(one, list)]) == 2
    assert Reference.objects.count() == 2


def test_a_reference_of_the_year_to_come_is_refused(client, aires):
    sent = {"title": "Futuro", "kind": "pilot", "year": timezone.localdate().year + 1}
    answer = client.post(page(a_link(aires), "-work"), sent)
    assert answer.status_code == 422
    assert "todavía no ha llegado" in answer.content.decode()


# -- contracts ---------------------------------------------------------------------------------


def test_contracts_found_by_tax_id_are_theirs_until_the_member_says_no(client, aires, marta):
    won(marta, ("AIRES EJEMPLO", "B00000001"))
    assert [proof.title for proof in capabilities.short_page(aires).proofs] == [
        "Estaciones de calidad del aire"
    ]
    award = Notice.objects.get().awards.get()
    client.post(page(a_link(aires), "-work"), {"award": award.pk, "theirs": "no"})
    assert capabilities.short_page(aires).proofs == []
    # Read anew, the notice makes its awards again: what was said is still known.
    importing.bring_in(
        feed(
            entry(1, title="Estaciones", extra=result(("AIRES", "B00000001")), state="RES",
                  updated="2030-01-01T10:00:00+01:00")
        ),
        "q.atom", by=marta,
    )  # fmt: skip
    assert [one.is_theirs for one in capabilities.contracts_of(aires)] == [False]


def test_nobody_says_anything_of_the_contract_of_another(client, aires, marta):
    won(marta, ("OTRA", "B99999999"))
    award = Notice.objects.get().awards.get()
    answer = client.post(
        page(a_link(aires), "-work"), {"award": award.pk, "theirs": "yes"}, follow=True
    )
    assert "Ese contrato no figura a su nombre." in answer.content.decode()
    assert not Attribution.objects.exists()


def test_a_contract_that_is_not_theirs_takes_nothing_away_from_what_is(aires, marta):
    """Neither while its notice stands nor once it is in the bin."""
    won(marta, ("AIRES EJEMPLO", aires.tax_id))
    award = Notice.objects.get().awards.get()
    describing.say_of_contract(aires, award.pk, is_theirs=False, by=marta)
    assert missing_proofs(aires)
    Reference.objects.create(organisation=aires, title="Red de ruido")
    assert not missing_proofs(aires)
    writing.delete(Notice.objects.get(), by=marta)
    assert not missing_proofs(aires)


def missing_proofs(member) -> bool:
    return "proofs" in [part.key for part in told.known_of(member).completeness.missing]
