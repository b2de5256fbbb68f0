"""What the two sides do by their personal links: without an account, in their language, once."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.accounts.models import Link
from lonja.acts.enums import State
from lonja.directory.models import Membership, Seat
from lonja.evidence import queries as evidence
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import (
    asking,
    asking_profiles,
    following_up,
    introducing,
    introduction_mail,
    invitations,
    sounding,
)
from lonja.matching.enums import Answer, MeetingStage
from lonja.matching.models import (
    Candidate,
    FollowUp,
    Introduction,
    Meeting,
    Outcome,
    Profile,
    Question,
    Sounding,
)
from tests.support.reading import read_whole

from . import people
from .people import MEMBER, TERRITORY

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> {{ house }} https://malo.example/ \u202e"


@pytest.fixture
def marcos(aires):
    """He reads English."""
    return people.somebody(aires, *people.SECRETS, title="Gerente", language="en")


@pytest.fixture
def asked(need, aires, marcos, teresa, marta):
    made = introducing.propose(need, aires, by=marta, reason="Ya lo hizo")
    return introducing.send(
        made, words="Hablad pronto.", member_contact=marcos, territory_contact=teresa, by=marta
    )


@pytest.fixture
def done(asked):
    return people.agree(asked)


def link(email: str, place: int = -1) -> str:
    return people.path_in(people.letters(email)[place])


def say(client, path, **what):
    return client.post(path, what, follow=True).content.decode()


def times(*days: int, **more) -> dict[str, str]:
    sent = {"do": "propose", "minutes": "30", "video_url": "", "place": "", **more}
    for number, days_on in enumerate(days, start=1):
        sent[f"time_{number}_0"] = str(timezone.localdate() + timedelta(days=days_on))
        sent[f"time_{number}_1"] = "10:00"
    return sent


# -- the introduction ----------------------------------------------------------------------------


def test_the_short_page_says_who_and_why_and_nothing_of_anybody(client, asked):
    page = client.get(link(TERRITORY)).content.decode()
    assert "¿Le presentamos a Aires Ejemplo, S.L.?" in page
    assert "Estaciones de calidad del aire." in page
    assert "Ya lo hizo" in page
    for piece in (*people.SECRETS, "Hablad pronto"):
        assert piece not in page


def test_opening_it_answers_nothing(client, asked):
    client.get(link(MEMBER))
    client.get(link(MEMBER), {"said": "yes"})
    asked.refresh_from_db()
    assert asked.member_answer == Answer.PENDING


def test_with_the_yes_of_both_each_sees_the_other_in_the_same_page(client, asked):
    mine, theirs = link(MEMBER), link(TERRITORY)
    say(client, mine, said="yes")
    assert "teresa@" not in client.get(mine).content.decode()
    said = say(client, theirs, said="yes")
    assert "marcos@aires.example" in said
    assert "Hablad pronto." in said
    page = client.get(mine).content.decode()
    assert "Teresa Territorio" in page
    assert "600 333 444" not in page


def test_a_telephone_is_given_by_whoever_ticks_it(client, asked):
    say(client, link(MEMBER), said="yes", shares_phone="on")
    assert "600 111 222" in say(client, link(TERRITORY), said="yes")


def test_the_other_side_never_learns_of_a_no(client, asked):
    before = client.get(link(MEMBER)).content.decode()
    say(client, link(TERRITORY), said="no", words="No nos fiamos")
    after = client.get(link(MEMBER)).content.decode()
    without_tokens = [
        re.sub(r'value="\w{64}"|"X-CSRFToken": "\w+"', "", one) for one in (before, after)
    ]
    assert without_tokens[0] == without_tokens[1]
    assert len(people.letters(MEMBER)) == 1


def test_a_link_used_twice_says_what_was_answered_and_lets_it_change(client, asked):
    path = link(TERRITORY)
    assert "Contestó «ahora no»" in say(client, path, said="not_now", words="En otoño")
    assert "«En otoño»" in client.get(path).content.decode()
    assert "Contestó «sí»" in say(client, path, said="yes")
    assert Introduction.objects.get().territory_answer == Answer.YES


def test_a_link_used_after_it_is_done_changes_nothing(client, done):
    answer = client.post(link(TERRITORY, 0), {"said": "no"})
    assert answer.status_code == 422
    assert "La presentación ya está hecha" in answer.content.decode()
    assert Introduction.objects.get().state == State.DONE
    assert len(people.letters(MEMBER)) == 2


def test_an_expired_link_says_so(client, asked):
    Link.objects.update(expires_at=timezone.now())
    answer = client.post(link(TERRITORY), {"said": "yes"})
    assert (answer.status_code, "ha caducado" in answer.content.decode()) == (410, True)
    assert Introduction.objects.get().territory_answer == Answer.PENDING


def test_the_link_of_one_side_does_not_open_the_page_of_the_other(client, asked):
    path = link(MEMBER).replace("/asociado/", "/territorio/")
    assert client.get(path).status_code == 404
    assert client.post(path, {"said": "yes"}).status_code == 404
    assert Introduction.objects.get().territory_answer == Answer.PENDING


def test_a_withdrawn_introduction_closes_its_links(client, asked, marta):
    introducing.withdraw(asked, reason="Ya no", by=marta)
    answer = client.get(link(MEMBER))
    assert (answer.status_code, "se retiró" in answer.content.decode()) == (410, True)


def test_a_member_that_left_meanwhile_is_told_so_and_nothing_goes_out(client, asked, aires):
    aires.memberships.update(left_on=timezone.localdate())
    answer = client.post(link(TERRITORY), {"said": "yes"})
    assert "dejó de ser asociado" in answer.content.decode()
    assert len(people.letters(TERRITORY)) == 1
    assert client.get(link(TERRITORY)).status_code == 410


def test_hostile_words_are_words_wherever_they_show(client, asked, marta):
    say(client, link(TERRITORY), said="not_now", words=HOSTILE)
    client.force_login(marta)
    page = read_whole(client, reverse("presentaciones-detail", args=[asked.pk]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    answer = client.post(link(TERRITORY), {"said": "yes", "words": "nulo \x00"})
    assert answer.status_code == 400
    assert client.post(link(TERRITORY), {"said": "quizá"}).status_code == 422
    assert client.post(link(TERRITORY), {"said": "yes", "words": "x" * 401}).status_code == 422


def test_each_reads_it_in_their_language(client, asked):
    page = client.get(link(MEMBER), headers={"accept-language": "es"}).content.decode()
    assert '<html lang="en"' in page
    assert "Shall we introduce you to Ayuntamiento de Villaejemplo?" in page


# -- the meeting ---------------------------------------------------------------------------------


def test_from_the_introduction_to_a_time_for_both(client, done):
    path = link(MEMBER)
    say(client, path, **times(10, 11))
    found = Meeting.objects.get()
    assert (found.stage, found.options.count()) == (MeetingStage.PROPOSED, 2)
    theirs = link(TERRITORY)
    page = client.get(theirs).content.decode()
    keys = re.findall(r'name="starts_at" value="([^"]+)"', page)
    assert len(keys) == 2
    said = say(client, theirs, do="pick", starts_at=keys[1])
    assert "La invitación está en su correo" in said
    found.refresh_from_db()
    assert found.stage == MeetingStage.AGREED
    assert "Proponer horas para reunirse" in client.get(link(TERRITORY, 0)).content.decode()


def test_the_page_of_the_introduction_leads_to_the_meeting(client, done):
    answer = client.post(link(TERRITORY, 0), {"meet": "1"})
    assert "/enlace/reunion/territorio/" in answer.url
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (times(-1), "That time has passed."),
        (times(10, 10), "There is a time twice."),
        (times(), "This field is required."),
        (times(10, video_url="javascript:alert(1)"), "Enter a valid URL."),
        ({"do": "pick", "starts_at": "ayer"}, "That time is no longer among those proposed."),
        ({"do": "volar"}, "It was not understood what you wanted to do."),
        ({"do": "cancel", "reason": ""}, "There is no meeting yet."),
    ],
)
def test_what_makes_no_sense_is_said_beside_it_and_nothing_is_kept(client, done, sent, said):
    answer = client.post(link(MEMBER), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_time_offered_no_more_is_not_picked(client, done):
    say(client, link(MEMBER), **times(10))
    theirs = link(TERRITORY)
    old = Meeting.objects.get().options.get().starts_at.isoformat()
    say(client, link(MEMBER, 1), **times(12))
    assert "ya no está entre las propuestas" in say(client, theirs, do="pick", starts_at=old)
    assert Meeting.objects.get().stage == MeetingStage.PROPOSED


def test_whether_it_was_held_is_said_by_link_with_who_attended(client, done, marcos, teresa):
    say(client, link(MEMBER), **times(10))
    theirs = link(TERRITORY)
    key = Meeting.objects.get().options.get().starts_at.isoformat()
    say(client, theirs, do="pick", starts_at=key)
    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))
    nobody = client.post(theirs, {"do": "held", "member_people": [marcos.pk]})
    assert "Marque al menos a una persona." in nobody.content.decode()
    said = client.post(
        theirs, {"do": "held", "member_people": [marcos.pk], "territory_people": [teresa.pk]},
        follow=True,
    ).content.decode()  # fmt: skip
    assert "Consta como celebrada" in said
    held = Meeting.objects.get()
    assert held.stage == MeetingStage.HELD
    assert [one.note for one in evidence.of(held)] == [f"Se celebró. Por el enlace de {TERRITORY}"]
    again = client.post(theirs, {"do": "not-held", "reason": "No vino"})
    assert again.status_code == 422
    assert Meeting.objects.get().stage == MeetingStage.HELD


def test_nobody_else_can_be_made_to_have_attended(client, done, marcos, teresa):
    stranger = people.somebody(people.a_member("Otra"), "Ana Ajena", "ana@otra.example")
    Meeting.objects.all().delete()
    say(client, link(MEMBER), **times(10))
    theirs = link(TERRITORY)
    key = Meeting.objects.get().options.get().starts_at.isoformat()
    say(client, theirs, do="pick", starts_at=key)
    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))
    sent = {"do": "held", "member_people": [stranger.pk], "territory_people": [teresa.pk]}
    assert client.post(theirs, sent).status_code == 422


# -- the follow-up -------------------------------------------------------------------------------


@pytest.fixture
def question(done):
    """The one of thirty days, as the territory gets it."""
    FollowUp.objects.filter(days=30).update(due_on=timezone.localdate())
    for key in following_up.due(timezone.localdate()):
        following_up.ask(key)
    return link(TERRITORY)


def test_an_agreement_is_told_with_its_amount_as_people_write_it_and_shown_back(client, question):
    said = say(client, question, said="agreement", kind="contract", amount="12.500,50 €")
    assert "Hay acuerdo: contrato, 12.500,50\xa0€." in said
    outcome = Outcome.objects.get()
    assert (str(outcome.territory_amount), outcome.member_amount, outcome.amount) == (
        "12500.50", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "why"),
    [
        ("mucho", "«mucho» no es un importe"),
        ("-5", "no puede ser negativo"),
        ("9" * 20, "demasiado grande"),
        ("1,234", "Como mucho dos decimales"),
    ],
)
def test_what_is_not_an_amount_is_said_so_and_kept_in_the_form(client, question, amount, why):
    answer = client.post(question, {"said": "agreement", "kind": "pilot", "amount": amount})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert f'value="{amount}"' in answer.content.decode()
    assert not Outcome.objects.exists()


def test_an_agreement_of_nothing_in_particular_is_asked_what_it_is(client, question):
    answer = client.post(question, {"said": "agreement"})
    assert "Diga si es un piloto o un contrato." in answer.content.decode()


@pytest.mark.parametrize("said", ["going_on", "agreement", "nothing"])
def test_a_button_of_the_letter_stands_out_on_its_page_and_says_nothing_until_it_is_pressed(
    client, question, said
):
    assert f"{question}?respuesta={said}" in people.letters(TERRITORY)[-1].text
    page = client.get(f"{question}?respuesta={said}").content.decode()
    assert re.findall(r'class="button primary" name="said" value="(\w+)"', page) == [said]
    assert not FollowUp.objects.exclude(answered_at=None).exists()


def test_one_button_is_enough(client, question):
    assert "Seguimos hablando." in say(client, question, said="going_on")
    assert "Quedó en nada." in say(client, question, said="nothing")


def test_the_link_of_a_question_answers_no_other(client, question):
    token = question.rstrip("/").rpartition("/")[2]
    for where in ("presentacion/territorio", "reunion/territorio", "presentacion/asociado"):
        assert client.post(f"/enlace/{where}/{token}/", {"said": "yes"}).status_code == 404


def test_one_side_does_not_write_to_the_other_without_end(client, done):
    """Each time that it proposes others, the other side gets a letter."""
    mine = link(TERRITORY)
    for number in range(invitations.MOST_LETTERS):
        assert client.post(mine, times(7 + number % 5)).status_code == 302
    said = client.post(mine, times(30))
    assert said.status_code == 422
    assert "Ha cambiado muchas veces en un día" in said.content.decode()
    offers = Message.objects.filter(template="matching/mail/meeting_times")
    assert offers.count() == invitations.MOST_LETTERS
    offers.update(created_at=timezone.now() - timedelta(days=1))
    assert client.post(mine, times(30)).status_code == 302


# -- whoever has left the entity -----------------------------------------------------------------


def of_introduction(made, email):
    return introduction_mail.answer_address(made, "member", email, by=None)


def of_meeting(made, email):
    return introduction_mail.meeting_address(made, "member", email, by=None)


def of_follow_up(made, email):
    row = FollowUp.objects.get(introduction=made, side="member", days=30)
    return following_up.address_for(row, email, days=1)


def of_profile(made, email):
    return asking_profiles.address_for(made.member, email, days=1, by=None)


def of_interest(made, email):
    asked = Candidate.objects.create(need=made.need, member=made.member, state="asked")
    return asking.address_for(asked, email, days=1, by=None)


def of_sounding(made, email):
    asked = Candidate.objects.create(need=made.need, member=made.member, state="asked")
    Sounding.objects.create(
        need=made.need, text="¿Qué hay?", criterion="Todos", closes_on=timezone.localdate()
    )
    return sounding.address_for(asked, email, days=1, by=None)


@pytest.mark.parametrize(
    "of", [of_introduction, of_meeting, of_follow_up, of_profile, of_interest, of_sounding]
)
def test_a_link_of_somebody_who_has_left_the_company_opens_no_more(client, done, of):
    """Not even when a colleague speaks for it now: the link would let them in as that colleague."""
    people.somebody(done.member, "Nuria Nueva", "nuria@aires.example", "600 555 666")
    path = urlsplit(of(done, MEMBER)).path
    assert client.get(path).status_code == 200
    Seat.objects.filter(person__email=MEMBER).update(until=timezone.localdate() - timedelta(days=1))
    for answer in (client.get(path), client.post(path, {"said": "no", "meet": "1"})):
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "ya no consta en la entidad" in page
        assert "600 555 666" not in page
    assert client.get(urlsplit(of_profile(done, "nuria@aires.example")).path).status_code == 200


@pytest.mark.parametrize("email", [MEMBER, "info@aires.example"])
@pytest.mark.parametrize("of", [of_profile, of_sounding])
def test_a_page_of_members_does_not_open_for_one_that_has_left_and_does_when_it_is_back(
    client, done, of, email
):
    """Whether the letter went to a person of it or to an address that the office typed."""
    path = urlsplit(of(done, email)).path
    assert client.get(path).status_code == 200
    done.member.memberships.update(left_on=timezone.localdate())
    for answer in (client.get(path), client.post(path, {"said": "no", "text": "Otra cosa"})):
        assert answer.status_code == 410
        assert "Hoy esta entidad no lo es" in answer.content.decode()
        assert "la oficina lo mirará" in answer.content.decode()
    assert not Profile.objects.exists()
    Membership.objects.create(organisation=done.member, admitted_on=timezone.localdate())
    assert client.get(path).status_code == 200


OF_A_NEED = [of_interest, of_sounding, of_introduction, of_meeting, of_follow_up]


@pytest.mark.parametrize("of", OF_A_NEED)
def test_what_was_asked_of_a_need_in_the_bin_is_asked_no_more(client, done, of, marta):
    path = urlsplit(of(done, MEMBER)).path
    writing.delete(done.need, by=marta)
    for answer in (client.get(path), client.post(path, {"said": "yes", "text": "¿Cuándo?"})):
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "aquello a lo que llevaba ya no existe" in page
        assert done.need.title not in page
    assert not Question.objects.exists()
    writing.restore(done.need, by=marta)
    assert client.get(path).status_code == 200
    writing.delete(done.member, by=marta)
    assert client.get(path).status_code == 410


@pytest.mark.parametrize("of", [of_introduction, of_meeting, of_follow_up])
def test_nor_what_was_asked_of_an_introduction_in_the_bin(client, done, of, marta):
    path = urlsplit(of(done, MEMBER)).path
    writing.delete(done, by=marta)
    for answer in (client.get(path), client.post(path, {"said": "nothing"})):
        assert answer.status_code == 410
        assert "aquello a lo que llevaba ya no existe" in answer.content.decode()
    assert not FollowUp.objects.exclude(answered_at=None).exists()
