"""A need opened to every member that fits: the same text, the same answers, and a log of it all."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from lonja.core import agenda
from lonja.directory.domain import taxonomy
from lonja.directory.models import Area, Membership
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import asking, looking, sounding
from lonja.matching.models import Candidate, Need, Sounding, SoundingEntry

from .members import join
from .test_asking import ask
from .test_fitting import declares

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def need(villaejemplo, marta):
    taxonomy.load()
    need = writing.create(
        Need(title="Medir la calidad del aire", territory=villaejemplo, responsible=marta),
        by=marta,
    )
    need.areas.add(Area.objects.get(code="AMB-01"))
    return need


@pytest.fixture
def members(need, marta):
    found = [join(name, f"Persona de {name}") for name in ("Aires", "Bruma")]
    for one in found:
        declares(one, marta, "AMB-01")
    return found


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


def open_it(office, need, **more):
    form = {"text": "¿Qué medirían?", "criterion": "Todos los que encajan",
            "closes_on": SOON.isoformat(), **more}  # fmt: skip
    return office.post(reverse("need-sounding", args=[need.pk]), form, follow=True)


def pages(kind="sounding"):
    """{address of who got it: the address of the page in the first letter to it}."""
    found = {}
    for letter in Message.objects.filter(template=f"matching/mail/{kind}").order_by("-pk"):
        token = letter.text.split("/consulta/")[1].split("/")[0]
        found[letter.to] = reverse("sounding", args=[token])
    return found


def log():
    return [one.what for one in SoundingEntry.objects.all()]


def test_everybody_who_fits_gets_the_same_letter_at_the_same_time(office, need, members):
    answer = open_it(office, need)
    assert "Consulta abierta: se ha escrito a todos a la vez." in answer.content.decode()
    letters = Message.objects.all()
    assert {one.to for one in letters} == {
        "persona-de-aires@ejemplo.example", "persona-de-bruma@ejemplo.example",
    }  # fmt: skip
    assert len({one.subject for one in letters}) == 1
    assert all("¿Qué medirían?" in one.text for one in letters)
    assert set(Candidate.objects.values_list("state", "origin")) == {("asked", "sounding")}
    assert log() == ["opened", "sent", "sent"]


def test_before_opening_the_page_says_who_will_get_it_and_who_cannot(office, need, members, marta):
    declares(join("Sin Correo"), marta, "AMB-01")
    looking.discard(need, members[1], "conflict", by=marta)
    page = office.get(reverse("need-sounding", args=[need.pk]))
    assert [str(member) for member, _person in page.context["reached"]] == ["Aires"]
    assert [str(one) for one in page.context["unreached"]] == ["Sin Correo"]
    assert [str(one) for one in page.context["left_out"]] == ["Bruma"]
    open_it(office, need)
    told = {(one.what, str(one.member), one.text) for one in SoundingEntry.objects.all()}
    assert ("unreached", "Sin Correo", "") in told
    assert ("left_out", "Bruma", "conflicto de interés") in told


def test_it_is_not_opened_once_somebody_has_been_asked_apart(office, need, members, marta):
    ask(need, members[0], by=marta)
    assert "Ya se ha preguntado a alguien por separado" in open_it(office, need).content.decode()
    assert not Sounding.objects.exists()


def test_it_is_opened_once(office, need, members):
    open_it(office, need)
    assert "ya tiene su consulta" in open_it(office, need).content.decode()
    assert Sounding.objects.count() == 1


def test_with_nobody_who_fits_there_is_nobody_to_open_it_to(office, need):
    assert "no hay a quién abrirla" in open_it(office, need).content.decode()


def test_a_deadline_past_and_a_text_left_out_are_said_beside_their_fields(office, need, members):
    answer = open_it(office, need, closes_on="2020-01-01", text="")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text"}
    answer = open_it(office, need, closes_on="2020-01-01")
    assert set(answer.context["form"].errors) == {"closes_on"}


@pytest.fixture
def opened(office, need, members):
    open_it(office, need)
    return Sounding.objects.get()


def test_each_answers_by_its_link_and_both_answers_stay_in_the_log(client, opened):
    page = pages()["persona-de-aires@ejemplo.example"]
    client.post(page, {"said": "yes", "words": "Partículas"})
    client.post(page, {"said": "no", "words": "Mejor no"})
    candidate = Candidate.objects.get(member__name="Aires")
    assert (candidate.state, candidate.words) == ("declined", "Mejor no")
    answers = SoundingEntry.objects.filter(what="answer")
    assert [one.text for one in answers] == ["sí. Partículas", "no es lo nuestro. Mejor no"]


def test_a_question_reaches_the_office_and_its_reply_everybody_without_its_asker(
    client, office, opened
):
    address = pages()
    client.post(address["persona-de-aires@ejemplo.example"], {"text": "¿Hay presupuesto?"})
    question = opened.questions.get()
    other = address["persona-de-bruma@ejemplo.example"]
    assert "¿Hay presupuesto?" not in client.get(other).content.decode()
    own = client.get(address["persona-de-aires@ejemplo.example"])
    assert [one.text for one in own.context["unanswered"]] == ["¿Hay presupuesto?"]
    assert "¿Hay presupuesto?" in own.content.decode()
    reply = reverse("sounding-reply", args=[opened.pk, question.pk])
    assert "¿Hay presupuesto?" in office.get(reply).content.decode()
    office.post(reply, {"text": "Aún no se sabe."})
    letters = Message.objects.filter(template="matching/mail/sounding_reply")
    assert letters.count() == 2
    for letter in letters:
        assert "¿Hay presupuesto?" in letter.text
        assert "Aún no se sabe." in letter.text
        assert "Aires" not in letter.text.partition(":")[2]
    assert "Aún no se sabe." in client.get(other).content.decode()
    asked = SoundingEntry.objects.get(what="question")
    assert (asked.member, asked.to) == (None, "")


def test_a_question_that_says_who_asks_is_told_without_it(client, office, opened):
    address = pages()["persona-de-aires@ejemplo.example"]
    typed = "¿Hay planos? Persona de Aires, 600 12 31 23, persona-de-aires@ejemplo.example"
    client.post(address, {"text": typed})
    question = opened.questions.get()
    office.post(reverse("sounding-reply", args=[opened.pk, question.pk]), {"text": "Sí."})
    letters = Message.objects.filter(template="matching/mail/sounding_reply")
    assert [("¿Hay planos? …, …, …" in one.text) for one in letters] == [True, True]
    assert {one.text for one in SoundingEntry.objects.filter(what="question")} == {
        "¿Hay planos? …, …, …"
    }


def test_one_member_does_not_hold_up_a_sounding_with_questions_without_end(client, opened):
    """Each has to be answered, to everybody, before it can be closed."""
    page, other = pages().values()
    for number in (0, *range(sounding.MOST_QUESTIONS)):  # the first is pressed twice
        client.post(page, {"text": f"¿Cuándo? {number}"})
    answer = client.post(page, {"text": "¿Y otra?"})
    assert answer.status_code == 409
    assert "Ya ha preguntado mucho" in answer.content.decode()
    assert opened.questions.count() == sounding.MOST_QUESTIONS
    client.post(other, {"text": "¿Y otra?"})
    assert opened.questions.count() == sounding.MOST_QUESTIONS + 1


def test_who_is_a_member_no_more_reads_and_asks_nothing(client, opened):
    page, _other = pages().values()
    Membership.objects.update(left_on=timezone.localdate())
    assert "¿Qué medirían?" not in client.get(page).content.decode()
    answer = client.post(page, {"text": "¿Cuándo?"})
    assert answer.status_code == 410
    assert "Hoy esta entidad no lo es" in answer.content.decode()
    assert not opened.questions.exists()


def test_a_reply_is_written_once(opened, marta):
    question = opened.questions.create(text="¿Cuándo?")
    sounding.reply(question, "En otoño", by=marta)
    with pytest.raises(ValidationError, match="ya está contestada"):
        sounding.reply(question, "En invierno", by=marta)


def test_closing_says_to_all_what_is_concluded_and_nobody_answers_any_more(client, office, opened):
    address = reverse("sounding-close", args=[opened.pk])
    assert office.post(address, {"conclusion": " "}).status_code == 422
    office.post(address, {"conclusion": "Se pedirán partículas."})
    opened.refresh_from_db()
    assert (opened.is_open, opened.conclusion) == (False, "Se pedirán partículas.")
    assert Message.objects.filter(template="matching/mail/sounding_closed").count() == 2
    assert set(Candidate.objects.values_list("state", flat=True)) == {"expired"}
    page = pages()["persona-de-aires@ejemplo.example"]
    assert client.post(page, {"said": "yes"}).status_code == 409
    assert "Se pedirán partículas." in client.get(page).content.decode()
    assert log()[-1] == "closed"


def test_it_does_not_close_with_questions_unanswered(opened, marta):
    opened.questions.create(text="¿Cuándo?")
    with pytest.raises(ValidationError, match="Hay preguntas sin contestar"):
        sounding.close(opened, "Nada", by=marta)


def test_after_the_deadline_neither_answers_nor_questions_are_taken(client, opened):
    page = pages()["persona-de-aires@ejemplo.example"]
    yesterday = timezone.localdate() - timedelta(days=1)
    Sounding.objects.update(closes_on=yesterday)
    Candidate.objects.update(answer_by=yesterday)
    assert client.post(page, {"said": "yes"}).status_code == 409
    assert client.post(page, {"text": "¿Y ahora?"}).status_code == 409
    asking.expire()
    assert "El plazo de la consulta terminó" in client.get(page).content.decode()


def test_nobody_is_asked_apart_meanwhile(opened, need, marta):
    with pytest.raises(ValidationError, match="consulta abierta a todos"):
        ask(need, join("Otra", "Olga"), by=marta)


def test_a_confidential_need_shows_only_the_text_of_the_sounding(client, office, need, members):
    need.publicity = "confidential"
    need.save()
    open_it(office, need)
    letter = Message.objects.first()
    page = client.get(pages()["persona-de-aires@ejemplo.example"]).content.decode()
    for secret in ("Medir la calidad del aire", "Villaejemplo"):
        assert secret not in letter.subject + letter.text + letter.html
        assert secret not in page


def test_the_log_goes_out_whole_as_csv_and_pdf(office, opened):
    csv = office.get(reverse("sounding-log", args=[opened.pk, "csv"])).content.decode("utf-8-sig")
    assert len(csv.splitlines()) >= 4
    assert "persona-de-bruma@ejemplo.example" in csv
    pdf = office.get(reverse("sounding-log", args=[opened.pk, "pdf"])).content
    assert pdf.startswith(b"%PDF-")


def test_the_page_of_the_sounding_shows_answers_questions_and_log(office, opened):
    opened.questions.create(text="¿Cuándo?")
    said = office.get(reverse("consultas-abiertas-detail", args=[opened.pk])).content.decode()
    for shown in ("¿Cuándo?", "Contestar a todos", "Se escribe", "Aires", "consultado"):
        assert shown in said


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_outsiders_do_not_see_the_log(client, request, opened, role):
    client.force_login(request.getfixturevalue(role))
    assert client.get(reverse("sounding-log", args=[opened.pk, "csv"])).status_code == 403
    detail = reverse("consultas-abiertas-detail", args=[opened.pk])
    assert client.get(detail).status_code == 404


# -- the reminder ----------------------------------------------------------------------------------


def eve(opened):
    """The working day before the deadline, though it be a weekend."""
    Sounding.objects.update(opened_at=timezone.now() - timedelta(days=6))
    return opened.closes_on - timedelta(days=1)


def test_whoever_has_not_answered_is_reminded_once_with_the_same_words(client, opened):
    client.post(pages()["persona-de-aires@ejemplo.example"], {"said": "yes"})
    day = eve(opened)
    assert [sounding.remind(day), sounding.remind(day)] == [1, 0]
    letter = Message.objects.get(template="matching/mail/sounding_reminder")
    assert letter.to == "persona-de-bruma@ejemplo.example"
    assert "¿Qué medirían?" in letter.text
    (line,) = SoundingEntry.objects.filter(what="reminded")
    assert (str(line.member), line.to) == ("Bruma", "persona-de-bruma@ejemplo.example")
    page = pages("sounding_reminder")["persona-de-bruma@ejemplo.example"]
    client.post(page, {"said": "no"})
    assert Candidate.objects.get(member__name="Bruma").state == "declined"


def test_nobody_is_reminded_before_the_eve_nor_on_the_day_it_opens(opened):
    assert sounding.remind(opened.closes_on - timedelta(days=6)) == 0
    Sounding.objects.update(closes_on=timezone.localdate() + timedelta(days=1))
    assert sounding.remind() == 0


@pytest.mark.parametrize("gone", ["contact", "need", "member"])
def test_nobody_is_reminded_of_what_they_could_not_answer(opened, marta, gone):
    """They are in the bin, as the need, or their member has left."""
    bruma = Candidate.objects.get(member__name="Bruma")
    if gone == "member":
        bruma.member.memberships.update(left_on=timezone.localdate())
    else:
        writing.delete(getattr(bruma, gone), by=marta)
    expected = 0 if gone == "need" else 1
    assert sounding.remind(eve(opened)) == expected
    assert not SoundingEntry.objects.filter(what="reminded", member=bruma.member).exists()
    bruma.refresh_from_db()
    assert bruma.reminded_at is None


def test_a_closed_sounding_reminds_nobody(opened, marta):
    sounding.close(opened, "Nada", by=marta)
    assert sounding.remind(eve(opened)) == 0


def test_the_desk_says_how_many_have_not_answered(client, opened, marta):
    def notes():
        return [one.note for one in agenda.upcoming(marta, timezone.localdate())]

    assert "la consulta a todos termina; faltan 2 asociados por contestar" in notes()
    client.post(pages()["persona-de-aires@ejemplo.example"], {"said": "yes"})
    assert "la consulta a todos termina; falta 1 asociado por contestar" in notes()


# -- the search ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("medirían", "consulta abierta"), ("partículas finas", "candidatura")],
)
def test_soundings_and_candidates_are_found_by_the_office_alone(client, office, opened, typed, kind,
                                                                request):  # fmt: skip
    client.post(pages()["persona-de-aires@ejemplo.example"],
                {"said": "yes", "words": "Partículas finas"})  # fmt: skip
    said = office.get("/buscar/", {"q": typed}).content.decode().lower()
    assert kind in said
    client.force_login(request.getfixturevalue("member"))
    assert kind not in client.get("/buscar/", {"q": typed}).content.decode().lower()
