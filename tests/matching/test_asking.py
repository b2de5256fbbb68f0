"""Asking members whether a need interests them: letters, places, deadlines, and their answers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from lonja.accounts.models import Link
from lonja.directory.models import Person, Seat
from lonja.directory.queries import contacts_of_each
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import asking, introducing, needs, presenting, selecting
from lonja.matching.enums import Answer, CandidateState, NeedState, Publicity
from lonja.matching.models import Candidate, Introduction, Need, Profile, Sounding
from lonja.matching.queries import candidates

from .members import join, leave

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def need(villaejemplo, marta):
    mayor = Person.objects.create(name="Concejala Secreta", email="concejala@villa.example")
    need = Need(
        title="Medir el ruido de noche",
        description="En las calles de bares. Llame al 600 123 123.",
        territory=villaejemplo, person=mayor, responsible=marta, places=2, horizon="now",
    )  # fmt: skip
    return writing.create(need, by=marta)


@pytest.fixture
def aires():
    return join("Aires Ejemplo", "Ana Aires")


def question(member):
    return asking.Question(member, contacts_of_each([member])[member.pk][0])


def ask(need, *members, by, **more):
    more = {"answer_by": SOON, **more}
    return asking.ask(need, [question(one) for one in members], by=by, **more)


def link_in(message):
    """The token in a letter's links, which is only ever there."""
    return message.text.split("/interes/")[1].split("/")[0]


def test_five_working_days_jump_over_the_weekend():
    assert asking.default_deadline(date(2024, 3, 6)) == date(2024, 3, 13)
    assert asking.default_deadline(date(2024, 3, 9)) == date(2024, 3, 15)
    # Holy Week: Good Friday in the whole country.
    assert asking.default_deadline(date(2024, 3, 25)) == date(2024, 4, 2)


def test_asking_writes_one_letter_to_the_main_representative_of_each(need, aires, marta):
    other = Person.objects.create(name="Otro", email="otro@aires.example")
    Seat.objects.create(person=other, organisation=aires)
    (asked,) = ask(need, aires, by=marta, words="Lo quieren antes del verano.")
    assert (asked.state, asked.contact.name, asked.answer_by) == ("asked", "Ana Aires", SOON)
    letter = Message.objects.get()
    assert letter.to == "ana-aires@ejemplo.example"
    assert letter.subject == "¿Le interesa? Medir el ruido de noche"
    assert letter.reply_to == "marta@oficina.example"
    for told in ("Lo quieren antes del verano.", "En las calles de bares.", "Villaejemplo"):
        assert told in letter.text
    assert "Concejala Secreta" not in letter.text
    assert "concejala@villa.example" not in letter.text
    assert "600 123 123" not in letter.text


def test_the_letter_is_in_the_language_of_whoever_gets_it(need, marta):
    ask(need, join("Airs Example", "Ann Airs", language="en"), by=marta)
    assert Message.objects.get().subject == "Does it interest you? Medir el ruido de noche"


def test_of_a_confidential_need_only_the_words_of_the_office_go_out(need, aires, marta):
    need = writing.change(need, by=marta, publicity=Publicity.CONFIDENTIAL)
    with pytest.raises(ValidationError, match="confidencial"):
        ask(need, aires, by=marta)
    ask(need, aires, by=marta, words="Ruido en una ciudad media del sur.")
    letter = Message.objects.get()
    whole = letter.subject + letter.text + letter.html
    assert "Ruido en una ciudad media del sur." in whole
    for secret in ("Medir el ruido de noche", "calles de bares", "Villaejemplo"):
        assert secret not in whole


def test_a_confidential_need_stays_so_on_the_page_of_the_link(client, need, aires, marta):
    need = writing.change(need, by=marta, publicity=Publicity.CONFIDENTIAL)
    ask(need, aires, by=marta, words="Ruido en una ciudad media del sur.")
    said = client.get(reverse("interest", args=[link_in(Message.objects.get())])).content.decode()
    assert "Ruido en una ciudad media del sur." in said
    for secret in ("Medir el ruido de noche", "calles de bares", "Villaejemplo", "Secreta"):
        assert secret not in said


def test_as_many_are_asked_as_there_are_places(need, aires, marta):
    others = [join(f"Empresa {n}", f"Persona {n}") for n in range(2)]
    with pytest.raises(ValidationError, match="Solo quedan 2 plazas"):
        ask(need, aires, *others, by=marta)
    assert not Message.objects.exists()
    ask(need, aires, others[0], by=marta)
    with pytest.raises(ValidationError, match="plazas de esta necesidad están ocupadas"):
        ask(need, others[1], by=marta)


def test_two_officers_asking_the_same_member_write_to_it_once(need, aires, marta):
    ask(need, aires, by=marta)
    with pytest.raises(ValidationError, match="está como «consultado»"):
        ask(need, aires, by=marta)
    assert Message.objects.count() == 1


def test_asking_opens_the_need_to_members(need, aires, marta):
    ask(need, aires, by=marta)
    need.refresh_from_db()
    assert need.state == NeedState.OPENED


def test_nobody_is_asked_when_somebody_of_them_cannot_be(need, aires, marta):
    resting = join("Descansa Ejemplo", "Dora")
    Profile.objects.create(organisation=resting, rests_until=SOON)
    with pytest.raises(ValidationError, match="Descansa Ejemplo: Pidió no recibir propuestas"):
        ask(need, aires, resting, by=marta)
    assert not Candidate.objects.exists()


def test_who_wants_one_need_at_a_time_is_before_one(need, aires, marta):
    Profile.objects.create(organisation=aires, most_at_once=1)
    ask(writing.create(Need(title="Otra"), by=marta), aires, by=marta)
    with pytest.raises(ValidationError, match="pidió no más de 1 a la vez"):
        ask(need, aires, by=marta)


@pytest.mark.parametrize("days", [0, -1])
def test_a_deadline_is_a_day_to_come(need, aires, marta, days):
    with pytest.raises(ValidationError, match="por llegar"):
        ask(need, aires, by=marta, answer_by=timezone.localdate() + timedelta(days=days))


def test_while_a_need_is_in_an_open_sounding_nobody_is_asked_apart(need, aires, marta):
    Sounding.objects.create(
        need=need, text="?", criterion="todos", closes_on=SOON, opened_at=timezone.now()
    )
    with pytest.raises(ValidationError, match="consulta abierta a todos"):
        ask(need, aires, by=marta)


# -- answers -------------------------------------------------------------------------------------


@pytest.fixture
def asked(need, aires, marta):
    return ask(need, aires, by=marta)[0]


@pytest.fixture
def address(asked):
    return reverse("interest", args=[link_in(Message.objects.get())])


def test_opening_the_link_changes_nothing_and_brings_the_answer_of_the_button(
    client, asked, address
):
    page = client.get(address, {"respuesta": "not_now"})
    assert page.context["form"].initial["said"] == "not_now"
    asked.refresh_from_db()
    assert asked.state == CandidateState.ASKED


def test_one_press_answers_and_the_need_knows(client, asked, address):
    client.post(address, {"said": "yes", "words": "Lo hicimos en Otravilla."})
    asked.refresh_from_db()
    assert (asked.state, asked.words) == ("interested", "Lo hicimos en Otravilla.")
    asked.need.refresh_from_db()
    assert asked.need.state == NeedState.ANSWERED
    step = asked.steps.last()
    assert (step.side, step.by, step.reason) == ("member", None, "Lo hicimos en Otravilla.")


def test_until_the_deadline_one_may_change_ones_mind(client, asked, address):
    for said, state in (("yes", "interested"), ("no", "declined"), ("not_now", "not_now")):
        client.post(address, {"said": said})
        asked.refresh_from_db()
        assert asked.state == state
    assert asked.steps.count() == 5


def test_the_same_answer_twice_is_one_answer_with_the_last_words(client, asked, address):
    client.post(address, {"said": "yes", "words": "Sí"})
    client.post(address, {"said": "yes", "words": "Sí, y pronto"})
    asked.refresh_from_db()
    assert asked.words == "Sí, y pronto"
    assert asked.steps.filter(to_state="interested").count() == 1


def test_without_an_answer_the_form_says_so(client, asked, address):
    answer = client.post(address, {"words": "hola"})
    assert answer.status_code == 422
    assert "Elija una de las tres respuestas." in answer.content.decode()


def test_after_the_deadline_an_answer_stays_as_it_was(asked):
    later = asked.answer_by + timedelta(days=1)
    asking.answer(asked, Answer.YES, today=asked.answer_by)
    with pytest.raises(ValidationError, match="plazo para cambiar la respuesta terminó"):
        asking.answer(asked, Answer.NO, today=later)


def test_a_late_answer_is_taken_while_there_is_a_place(need, asked, marta):
    later = asked.answer_by + timedelta(days=1)
    assert asking.expire(today=later) == 1
    assert asking.answer(asked, Answer.YES, today=later).state == CandidateState.INTERESTED


def test_a_late_answer_is_too_late_when_others_have_the_places(need, asked, marta):
    later = asked.answer_by + timedelta(days=1)
    asking.expire(today=later)
    ask(need, join("Uno", "U"), join("Dos", "D"), by=marta)
    with pytest.raises(ValidationError, match="ya se ha preguntado a otros"):
        asking.answer(asked, Answer.YES, today=later)


def test_a_closed_need_says_so_to_whoever_answers(client, need, asked, address, marta):
    need.refresh_from_db()
    needs.move(need, NeedState.WITHDRAWN, by=marta, reason="Ya no")
    assert "ya está cerrada" in client.get(address).content.decode()
    assert client.post(address, {"said": "yes"}).status_code == 409


def test_a_member_that_left_is_told_so_and_its_answer_is_kept(client, asked, aires, address):
    client.post(address, {"said": "yes", "words": "Contad con nosotros"})
    leave(aires)
    assert "ya no figura entre los asociados" in client.get(address).content.decode()
    asked.refresh_from_db()
    assert (asked.state, asked.words) == ("interested", "Contad con nosotros")


@pytest.mark.parametrize(
    ("change", "said", "status"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "ha caducado", 410),
        ({"revoked_at": timezone.now()}, "se retiró", 410),
        ({"purpose": "otra-cosa"}, "es de otra página", 404),
    ],
)
def test_a_link_that_does_not_open_says_why(client, asked, address, change, said, status):
    Link.objects.update(**change)
    for answer in (client.get(address), client.post(address, {"said": "yes"})):
        assert (answer.status_code, said in answer.content.decode()) == (status, True)
    asked.refresh_from_db()
    assert asked.state == CandidateState.ASKED


def test_the_link_of_a_member_does_not_answer_for_another(client, need, asked, address, marta):
    (other,) = ask(need, join("Otra", "Olga"), by=marta)
    client.post(address, {"said": "yes"})
    other.refresh_from_db()
    assert other.state == CandidateState.ASKED


# -- with time -----------------------------------------------------------------------------------


def test_whoever_has_not_answered_is_reminded_once_on_the_eve(asked):
    Candidate.objects.update(asked_at=timezone.now() - timedelta(days=4))
    eve = asked.answer_by - timedelta(days=1)
    assert [asking.remind(today=eve), asking.remind(today=eve)] == [1, 0]
    assert Message.objects.order_by("pk").last().subject == (
        "Queda poco para contestar: Medir el ruido de noche"
    )


def test_who_is_in_the_bin_is_not_written_to_and_does_not_count_as_reminded(asked, marta):
    Candidate.objects.update(asked_at=timezone.now() - timedelta(days=4))
    writing.delete(asked.contact, by=marta)
    assert asking.remind(today=asked.answer_by - timedelta(days=1)) == 0
    asked.refresh_from_db()
    assert asked.reminded_at is None


def test_nobody_is_reminded_after_answering(asked):
    Candidate.objects.update(asked_at=timezone.now() - timedelta(days=4))
    asking.answer(asked, Answer.NO)
    assert asking.remind(today=asked.answer_by) == 0


def test_silence_frees_the_place_and_is_kept_in_the_steps(need, asked, marta):
    ask(need, join("Uno", "U"), by=marta)
    assert candidates.free_places(need) == 0
    assert asking.expire(today=asked.answer_by) == 0
    asking.expire(today=asked.answer_by + timedelta(days=1))
    assert candidates.free_places(need) == 2
    assert asked.steps.last().reason == "No contestó en plazo."


def test_a_no_frees_the_place_at_once(need, asked):
    asking.answer(asked, Answer.NOT_NOW)
    assert candidates.free_places(need) == 2


def test_who_left_after_being_asked_frees_its_place(need, asked, aires):
    asking.answer(asked, Answer.YES)
    leave(aires)
    asking.expire()
    asked.refresh_from_db()
    assert (asked.state, asked.steps.last().reason) == ("left", "Ya no es asociado.")


# -- the office decides --------------------------------------------------------------------------


def test_introducing_carries_the_yes_of_the_member_and_waits_for_the_territory(asked, marta):
    asking.answer(asked, Answer.YES)
    asked.refresh_from_db()
    made = presenting.introduce(asked, by=marta)
    assert (made.member_answer, made.territory_answer) == (Answer.YES, Answer.PENDING)
    asked.refresh_from_db()
    assert asked.state == CandidateState.INTERESTED
    introducing.answer(made, side="territory", said=Answer.YES, by=marta)
    asked.refresh_from_db()
    assert asked.state == CandidateState.INTRODUCED


def test_introducing_twice_is_refused_in_words_and_makes_one(asked, marta):
    asking.answer(asked, Answer.YES)
    asked.refresh_from_db()
    presenting.introduce(asked, by=marta)
    with pytest.raises(ValidationError, match="ya está presentado"):
        presenting.introduce(asked, by=marta)
    assert Introduction.objects.count() == 1


def test_who_has_not_said_yes_is_not_introduced(asked, marta):
    with pytest.raises(ValidationError, match="está como «consultado»"):
        presenting.introduce(asked, by=marta)


def test_a_member_that_left_is_not_introduced_and_nothing_is_lost(asked, aires, marta):
    asking.answer(asked, Answer.YES, words="Contad con nosotros")
    leave(aires)
    with pytest.raises(ValidationError, match="ya no es asociado: su respuesta queda guardada"):
        presenting.introduce(asked, by=marta)
    asked.refresh_from_db()
    assert (asked.state, asked.words) == ("left", "Contad con nosotros")
    assert not Introduction.objects.exists()


def test_not_introducing_asks_why_and_may_say_it_kindly(asked, marta):
    asking.answer(asked, Answer.YES)
    with pytest.raises(ValidationError, match="Diga por qué"):
        presenting.pass_over(asked, by=marta, reason=" ")
    presenting.pass_over(asked, by=marta, reason="Otra trabaja ya allí", tell=True)
    asked.refresh_from_db()
    assert asked.state == CandidateState.PASSED_OVER
    letter = Message.objects.order_by("pk").last()
    assert letter.subject == "Gracias por contestar"
    assert "Otra trabaja ya allí" not in letter.text


def test_a_discarded_member_comes_back_with_one_step(need, aires, marta):
    candidate = selecting.put_forward(need, aires, by=marta)
    selecting.discard(candidate, "size", by=marta)
    back = selecting.take_back(candidate, by=marta)
    assert (back.state, back.discard_reason) == ("suggested", "")
    assert [step.to_state for step in back.steps.all()] == ["suggested", "discarded", "suggested"]
