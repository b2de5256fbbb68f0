"""An introduction with the yes of both: who learns what, when, and how often."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lonja.accounts.models import Link
from lonja.acts.enums import State
from lonja.core import agenda
from lonja.journal.models import Entry
from lonja.mail.models import Message
from lonja.matching.domain import introducing, needs, selecting, short_page
from lonja.matching.enums import Answer, CandidateState, NeedState
from lonja.matching.models import Candidate, Introduction, Need
from lonja.matching.queries import sides
from tests.support.at_once import at_once

from . import people
from .people import MEMBER, TERRITORY, agree

pytestmark = pytest.mark.django_db
YES, NO, NOT_NOW = Answer.YES, Answer.NO, Answer.NOT_NOW


@pytest.fixture
def proposed(need, aires, marcos, teresa, marta):
    return introducing.propose(need, aires, by=marta, reason="Ya lo hizo en Écija")


@pytest.fixture
def asked(proposed, marcos, teresa, marta):
    return send(proposed, marcos, teresa, by=marta)


def send(introduction, marcos, teresa, *, by, words="Tomad un café juntos.", **more):
    return introducing.send(
        introduction, words=words, member_contact=marcos, territory_contact=teresa, by=by, **more
    )


def test_who_asks_after_a_colleague_did_is_told_and_nobody_gets_two_letters(
    client, proposed, marcos, teresa, marta
):
    client.force_login(marta)
    page = f"/presentaciones/{proposed.pk}/enviar/"
    opened = [client.get(page).context["form"]["seen"].value() for _colleague in range(2)]
    form = {"member_contact": marcos.pk, "territory_contact": teresa.pk, "words": "", "reason": ""}
    assert client.post(page, {**form, "seen": opened[0]}).status_code == 302
    second = client.post(page, {**form, "seen": opened[1]})
    assert (second.status_code, "acaba de preguntar" in second.content.decode()) == (422, True)
    assert Message.objects.filter(to=TERRITORY).count() == 1
    now = client.get(page).context["form"]["seen"].value()
    assert client.post(page, {**form, "seen": now}).status_code == 302
    assert Message.objects.filter(to=TERRITORY).count() == 2


def whole(message: Message) -> str:
    return f"{message.subject}\n{message.text}\n{message.html}"


# -- whom one writes to --------------------------------------------------------------------------


def test_one_writes_to_the_main_representative_with_an_address(proposed, aires, marcos, teresa):
    people.somebody(aires, "Otra Persona", "otra@aires.example", is_main=False)
    assert sides.contact(proposed, "member") == marcos
    assert sides.contact(proposed, "territory") == teresa


def test_whoever_raised_the_need_comes_first(proposed, council, need):
    laura = people.somebody(council, "Laura", "laura@villaejemplo.example", is_main=False)
    Need.objects.filter(pk=need.pk).update(person=laura)
    fresh = Introduction.objects.get(pk=proposed.pk)
    assert sides.contact(fresh, "territory") == laura


def test_whoever_has_no_address_or_no_longer_a_seat_is_not_written_to(proposed, marcos):
    marcos.seats.update(until=timezone.localdate() - timedelta(days=1))
    assert sides.contact(proposed, "member") is None
    marcos.seats.update(until=None)
    marcos.email = ""
    marcos.save()
    assert sides.contact(proposed, "member") is None


def test_whoever_the_office_chose_is_written_to_while_they_hold_their_seat(asked, aires, marcos):
    otra = people.somebody(aires, "Otra Persona", "otra@aires.example", is_main=False)
    assert sides.contact(asked, "member") == marcos
    marcos.seats.update(until=timezone.localdate() - timedelta(days=1))
    assert sides.contact(asked, "member") == otra


def test_whoever_raised_the_need_and_has_stepped_down_is_not_written_to(
    proposed, teresa, council, need
):
    laura = people.somebody(council, "Laura", "laura@villaejemplo.example", is_main=False)
    Need.objects.filter(pk=need.pk).update(person=laura)
    laura.seats.update(until=timezone.localdate() - timedelta(days=1))
    fresh = Introduction.objects.get(pk=proposed.pk)
    assert sides.speakers(fresh, "territory").people == [teresa]


# -- asking --------------------------------------------------------------------------------------


def test_each_side_that_has_not_said_yes_gets_one_letter_without_anybody_s_data(asked):
    (to_member,), (to_territory,) = people.letters(MEMBER), people.letters(TERRITORY)
    for piece in people.THEIRS:
        assert piece not in whole(to_member)
    for piece in people.SECRETS:
        assert piece not in whole(to_territory)
    assert "Ayuntamiento de Villaejemplo" in to_member.text
    assert "Aires Ejemplo, S.L." in to_territory.text
    assert "Ya lo hizo en Écija" in to_territory.text
    assert "Tomad un café" not in whole(to_member) + whole(to_territory)


def test_a_member_that_said_it_is_interested_is_not_asked_again(need, aires, marcos, teresa, marta):
    candidate = selecting.put_forward(need, aires, by=marta)
    for state in (CandidateState.ASKED, CandidateState.INTERESTED):
        candidate = selecting.move(candidate, state, by=marta)
    made = introducing.propose(need, aires, by=marta)
    assert (made.member_answer, made.territory_answer) == (YES, Answer.PENDING)
    send(made, marcos, teresa, by=marta)
    assert people.letters(MEMBER) == []
    introducing.answer(made, side="territory", said=YES, by=None)
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.INTRODUCED


def test_asking_again_gives_a_new_link_and_closes_the_one_before(asked, marcos, teresa, marta):
    send(asked, marcos, teresa, by=marta)
    assert len(people.letters(MEMBER)) == 2
    first, second = Link.objects.filter(email=MEMBER).order_by("pk")
    assert (bool(first.revoked_at), bool(second.revoked_at)) == (True, False)


def test_nobody_is_asked_when_there_is_nowhere_to_write(proposed, marcos, teresa, marta):
    teresa.email = ""
    with pytest.raises(ValidationError, match="Teresa Territorio no tiene correo"):
        send(proposed, marcos, teresa, by=marta)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["Escriba a pepe@correo.example", "Llame al 600 333 444", "o al +34 91 123 45 67, tardes",
     "Pregunte por Teresa Territorio", "teresa@villaejemplo.example / 600333444"],
)  # fmt: skip
def test_what_somebody_typed_in_the_need_does_not_give_anybody_away(proposed, need, teresa, typed):
    Need.objects.filter(pk=need.pk).update(
        description=f"Hace falta medir. {typed}. Unos 12.500,50 € en 2026.", person=teresa
    )
    fresh = Introduction.objects.get(pk=proposed.pk)
    page = short_page.shown_to(fresh, "member", language="es")
    assert "…" in page.description
    for piece in ("@", "600", "123 45", "Teresa"):
        assert piece not in page.description
    assert page.description.endswith("Unos 12.500,50 € en 2026.")


def test_of_a_confidential_need_the_member_reads_only_why(proposed, need):
    Need.objects.filter(pk=need.pk).update(publicity="confidential", description="Muy secreto")
    page = short_page.shown_to(Introduction.objects.get(), "member", language="es")
    assert (page.name, page.need, page.description, page.facts) == (
        "Un territorio", "Una necesidad confidencial", "", [],
    )  # fmt: skip
    assert page.why == "Ya lo hizo en Écija"


def test_what_the_office_writes_of_why_when_asking_is_what_both_read(
    proposed, marcos, teresa, marta
):
    asked = send(proposed, marcos, teresa, by=marta, reason=" Midió el ruido de Cádiz ")
    assert Introduction.objects.get().reason == "Midió el ruido de Cádiz"
    for side in ("member", "territory"):
        assert short_page.shown_to(asked, side, language="es").why == "Midió el ruido de Cádiz"


def test_the_territory_reads_the_reasons_of_the_ranking_that_are_of_the_member_itself(
    proposed, need, aires, marta
):
    facts = [{"kind": "contract"}, {"kind": "turn", "times": 0}, {"kind": "experience"}]
    standing = selecting.Standing(aires, 1, 3.0, reasons=facts)
    selecting.put_forward(need, aires, by=marta, standing=standing)
    assert short_page.shown_to(proposed, "territory", language="es").reasons == [
        "Ha hecho contratos de la misma clase",
        "Tiene trabajos que constan",
    ]


# -- the second yes ------------------------------------------------------------------------------


def test_when_both_have_said_yes_each_gets_who_the_other_is_and_the_words_of_the_office(
    asked, marta
):
    made = agree(asked)
    assert made.state == State.DONE
    to_member, to_territory = people.letters(MEMBER)[-1], people.letters(TERRITORY)[-1]
    assert "Teresa Territorio, Concejala" in to_member.text
    assert "teresa@villaejemplo.example" in to_member.text
    assert "Marcos Miembro, Gerente" in to_territory.text
    assert "marcos@aires.example" in to_territory.text
    for letter in (to_member, to_territory):
        assert "Tomad un café juntos." in letter.text
        assert letter.reply_to == marta.email


def test_a_telephone_is_given_only_when_its_side_lets_it_be(asked):
    introducing.answer(asked, side="member", said=YES, by=None, shares_phone=True)
    introducing.answer(asked, side="territory", said=YES, by=None, shares_phone=False)
    assert "600 111 222" in people.letters(TERRITORY)[-1].text
    assert "600 333 444" not in people.letters(MEMBER)[-1].text


def test_it_is_written_a_single_time(asked, marta):
    made = agree(asked)
    introducing.share(made, by=marta)
    with pytest.raises(ValidationError, match="ya está hecha"):
        introducing.answer(made, side="member", said=YES, by=marta)
    assert len(people.letters(MEMBER)) == len(people.letters(TERRITORY)) == 2


def test_the_need_and_the_trail_tell_it(asked, need, marta):
    for state in (NeedState.QUALIFIED, NeedState.OPENED):
        needs.move(need, state, by=marta)
    agree(asked)
    need.refresh_from_db()
    assert need.state == NeedState.INTRODUCED
    sent = Entry.objects.filter(verb="sent", object_id=asked.pk).values_list("reason", flat=True)
    assert {one for one in sent if one.startswith("¿")} == {
        "¿Le presentamos al Ayuntamiento de Villaejemplo?",
        "¿Le presentamos a Aires Ejemplo, S.L.?",
    }
    assert "Le presentamos a Aires Ejemplo, S.L." in sent


def test_an_answer_noted_by_telephone_has_the_same_effects(asked, marta):
    agree(asked, by=marta)
    assert "Teresa Territorio" in people.letters(MEMBER)[-1].text


def test_what_happened_before_lonja_is_noted_without_writing_to_anybody(proposed, marta):
    made = agree(proposed, by=marta, on=date(2024, 4, 2))
    assert (made.state, made.date) == (State.DONE, date(2024, 4, 2))
    assert not Message.objects.exists()
    assert not made.follow_ups.exists()
    introducing.share(made, by=marta)
    assert len(people.letters(MEMBER)) == 1


def test_without_an_address_it_is_done_and_the_data_are_sent_later(proposed, teresa, marta):
    teresa.email = ""
    teresa.save()
    made = agree(proposed, by=marta)
    assert made.state == State.DONE
    assert not Message.objects.exists()
    with pytest.raises(ValidationError, match="Nadie del Ayuntamiento de Villaejemplo tiene"):
        introducing.share(made, by=marta)


def test_each_side_may_change_its_mind_until_the_other_has_said_yes(asked):
    introducing.answer(asked, side="member", said=YES, by=None)
    introducing.answer(asked, side="member", said=NOT_NOW, by=None, words="En otoño")
    made = introducing.answer(asked, side="territory", said=YES, by=None)
    assert (made.state, made.member_words) == (State.PLANNED, "En otoño")


# -- a no ----------------------------------------------------------------------------------------


def test_a_no_is_told_to_the_office_and_to_nobody_else(asked, marta, member):
    before = Message.objects.count()
    introducing.answer(asked, side="territory", said=NO, by=None, words="Ya tenemos quien lo haga")
    assert Message.objects.count() == before
    today = timezone.localdate()
    told = [one for one in agenda.upcoming(marta, today) if one.record == asked]
    assert [one.note for one in told] == [
        "el territorio dice «no es lo nuestro»: Ya tenemos quien lo haga"
    ]
    assert not [one for one in agenda.upcoming(member, today) if one.record == asked]


def test_withdrawing_it_closes_its_links_and_says_why(asked, marta):
    with pytest.raises(ValidationError, match="Diga por qué"):
        introducing.withdraw(asked, reason=" ", by=marta)
    made = introducing.withdraw(asked, reason="La necesidad cambió", by=marta)
    assert (made.state, made.asked_at) == (State.CANCELLED, None)
    assert not Link.objects.of(asked).open().exists()
    with pytest.raises(ValidationError, match="está retirada"):
        introducing.answer(asked, side="member", said=YES, by=None)
    assert introducing.take_up(made, by=marta).state == State.PLANNED


def test_what_is_done_is_not_withdrawn(asked, marta):
    made = agree(asked)
    with pytest.raises(ValidationError, match="ya está hecha"):
        introducing.withdraw(made, reason="Me equivoqué", by=marta)


# -- a member that left --------------------------------------------------------------------------


def test_a_member_that_left_between_interest_and_introduction_is_not_introduced(
    need, aires, marcos, teresa, marta
):
    candidate = selecting.put_forward(need, aires, by=marta)
    for state in (CandidateState.ASKED, CandidateState.INTERESTED):
        candidate = selecting.move(candidate, state, by=marta)
    made = send(introducing.propose(need, aires, by=marta), marcos, teresa, by=marta)
    aires.memberships.update(left_on=timezone.localdate())
    with pytest.raises(ValidationError, match=r"Aires Ejemplo.* dejó de ser asociado el "):
        introducing.answer(made, side="territory", said=YES, by=None)
    made.refresh_from_db()
    assert made.state == State.CANCELLED
    assert Candidate.objects.get().state == CandidateState.LEFT
    assert not Link.objects.of(made).open().exists()
    assert "Marcos" not in "".join(whole(one) for one in Message.objects.all())


def test_a_member_that_left_is_not_proposed(need, aires, marta):
    aires.memberships.update(left_on=timezone.localdate())
    with pytest.raises(ValidationError, match="dejó de ser asociado"):
        introducing.propose(need, aires, by=marta)


# -- at the same second --------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_both_sides_pressing_at_the_same_second_are_introduced_once(asked):
    at_once(
        lambda: introducing.answer(asked, side="member", said=YES, by=None),
        lambda: introducing.answer(asked, side="territory", said=YES, by=None),
    )
    asked.refresh_from_db()
    assert asked.state == State.DONE
    assert len(people.letters(MEMBER)) == len(people.letters(TERRITORY)) == 2
    assert asked.follow_ups.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_officers_confirming_at_once_do_it_once(asked, marta, office):
    introducing.answer(asked, side="member", said=YES, by=marta)
    said = at_once(
        *(
            lambda who=who: introducing.answer(asked, side="territory", said=YES, by=who)
            for who in (marta, office)
        )
    )
    assert ["La presentación ya está hecha."] in said
    assert len(people.letters(MEMBER)) == len(people.letters(TERRITORY)) == 2
