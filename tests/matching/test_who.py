"""The page where the office chooses who may solve a need, and what it does from there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lonja.directory.domain import taxonomy
from lonja.directory.models import Area
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.matching.domain import asking, looking, needs
from lonja.matching.enums import Answer, CandidateState
from lonja.matching.jobs.choosing import follow_questions, measure_needs
from lonja.matching.models import Candidate, Fit, Introduction, Need, Notice, Sounding
from tests.support.reading import read_whole

from .members import join, leave
from .test_asking import ask
from .test_fitting import declares, won

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


@pytest.fixture
def need(villaejemplo, marta):
    taxonomy.load()
    need = writing.create(
        Need(title="Medir la calidad del aire", territory=villaejemplo, cpv="90731100"), by=marta
    )
    need.areas.add(Area.objects.get(code="AMB-01"))
    return need


@pytest.fixture
def aires(need, marta):
    member = join("Aires Ejemplo", "Ana Aires", tax_id="B00000001", size="small")
    won(marta)
    return member


@pytest.fixture
def bruma(need, marta):
    member = join("Bruma", "Blas Bruma")
    declares(member, marta, "AMB-01", certifications=["ISO 14001"])
    return member


def url(name, record, *more):
    return reverse(name, args=[record.pk, *more])


def read(office, need, **params):
    return office.get(url("need-who", need), params)


def fits(answer):
    return [str(row.member) for row in answer.context["fits"]]


def test_members_are_listed_with_their_reasons_before_anything_is_saved(office, need, aires, bruma):
    answer = read(office, need)
    said = answer.content.decode()
    assert fits(answer) == ["Aires Ejemplo", "Bruma"]
    assert "Ganó 1 contrato público de lo mismo: 90731100" in said
    assert "encaja bastante" in said
    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"proof": "on"}, ["Aires Ejemplo"]),
        ({"size": "small"}, ["Aires Ejemplo"]),
        ({"certification": "iso 14"}, ["Bruma"]),
        ({"size": "large"}, []),
    ],
)
def test_the_list_is_narrowed(office, need, aires, bruma, params, found):
    assert fits(read(office, need, **params)) == found


def test_the_list_is_narrowed_by_area_and_by_where_it_works(office, need, aires, bruma, andalucia):
    area = Area.objects.get(code="AMB-01")
    assert fits(read(office, need, area=area.pk)) == ["Bruma"]
    assert fits(read(office, need, place=andalucia.pk)) == ["Bruma"]


def test_choosing_keeps_the_ranking_and_marks_the_chosen(office, need, aires, bruma):
    office.post(url("need-choose", need), {"member": bruma.pk})
    assert [(str(c.member), c.state) for c in Candidate.objects.order_by("position")] == [
        ("Aires Ejemplo", "suggested"), ("Bruma", "chosen"),
    ]  # fmt: skip


def test_discarding_asks_why_and_is_undone_from_its_message(office, need, aires):
    office.post(url("need-discard", need), {"member": aires.pk})
    assert not Candidate.objects.filter(state="discarded").exists()
    answer = office.post(
        url("need-discard", need), {"member": aires.pk, "why": "size"}, follow=True
    )
    candidate = Candidate.objects.get()
    assert (candidate.state, candidate.discard_reason) == ("discarded", "size")
    assert "Descartados" in answer.content.decode()
    office.post(url("candidate-back", candidate))
    candidate.refresh_from_db()
    assert candidate.state == CandidateState.SUGGESTED


def test_a_member_is_added_by_hand_whatever_the_ranking_says(office, need):
    duna = join("Duna")
    office.post(url("need-add", need), {"member": duna.pk, "note": "Lo hizo en Otravilla"})
    assert Candidate.objects.get().state == CandidateState.CHOSEN
    assert "Duna" in read(office, need).content.decode()


def test_who_is_not_a_member_is_not_added_and_the_page_says_why(office, need):
    gone = join("Ida")
    leave(gone)
    answer = office.post(url("need-add", need), {"member": gone.pk}, follow=True)
    assert "Ida no es asociado." in answer.content.decode()


def test_the_letter_is_seen_before_it_leaves(office, need, aires):
    answer = office.post(url("need-to-ask", need), {"member": [aires.pk]})
    page = office.get(answer.url)
    contact = page.context["form"].contact_fields[0].field.choices[0][0]
    form = {
        f"contact_{aires.pk}": contact, "words": "Lo quieren pronto.",
        "answer_by": (timezone.localdate() + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    seen = office.post(answer.url, {**form, "preview": "1"}).content.decode()
    assert "Lo quieren pronto." in seen
    assert "¿Le interesa? Medir la calidad del aire" in seen
    assert "/interes/su-enlace-personal/?respuesta=yes" in seen
    assert not Message.objects.exists()
    office.post(answer.url, form)
    assert Message.objects.get().to == "ana-aires@ejemplo.example"


def test_asking_somebody_without_an_email_is_said_beside_the_field(office, need, marta):
    member = join("Sin Correo")
    address = f"{url('need-ask', need)}?member={member.pk}"
    answer = office.post(address, {"answer_by": "2999-01-01"})
    assert answer.status_code == 422
    assert "No tiene a nadie con correo." in answer.content.decode()


def test_asking_nobody_comes_back_and_says_so(office, need):
    answer = office.post(url("need-to-ask", need), {}, follow=True)
    assert "Elija al menos un asociado." in answer.content.decode()
    assert office.get(url("need-ask", need)).status_code == 302


def test_an_answer_by_telephone_is_noted_and_then_it_is_introduced(office, need, aires, marta):
    (asked,) = ask(need, aires, by=marta)
    office.post(url("candidate-answer", asked), {"said": "yes", "words": "Por teléfono: sí"})
    asked.refresh_from_db()
    assert (asked.state, asked.steps.last().by) == ("interested", marta)
    office.post(url("candidate-introduce", asked))
    assert Introduction.objects.get().member == aires


def test_two_officers_introducing_the_same_member_make_one_and_the_second_is_told(
    office, need, aires, marta
):
    (asked,) = ask(need, aires, by=marta)
    asking.answer(asked, Answer.YES)
    office.post(url("candidate-introduce", asked))
    answer = office.post(url("candidate-introduce", asked), follow=True)
    assert "ya está presentado" in answer.content.decode()
    assert Introduction.objects.count() == 1


def test_a_member_that_left_is_said_when_the_office_introduces_it(office, need, aires, marta):
    (asked,) = ask(need, aires, by=marta)
    asking.answer(asked, Answer.YES)
    leave(aires)
    answer = office.post(url("candidate-introduce", asked), follow=True)
    assert "ya no es asociado: su respuesta queda guardada" in answer.content.decode()


def test_not_introducing_one_says_why_in_the_ledger_and_kindly_to_it(office, need, aires, marta):
    (asked,) = ask(need, aires, by=marta)
    asking.answer(asked, Answer.YES)
    office.post(url("candidate-pass-over", asked), {"reason": "Ya hay dos", "tell": "on"})
    asked.refresh_from_db()
    assert asked.state == CandidateState.PASSED_OVER
    assert Message.objects.order_by("pk").last().subject == "Gracias por contestar"


def test_nobody_fits_is_said_and_the_need_is_in_the_recruitment_list(office, need, marta):
    join("Duna")
    assert "Nadie del clúster encaja" in read(office, need).content.decode()
    assert measure_needs.func() == 1
    said = office.get(reverse("recruiting")).content.decode()
    assert "Medir la calidad del aire" in said
    assert "Villaejemplo" in said
    csv = office.get(reverse("recruiting-file")).content.decode("utf-8-sig").splitlines()
    assert len(csv) == 2


def test_of_a_need_without_areas_it_is_said_where_it_is_looked_for(office, need, bruma):
    assert "Todavía no tiene áreas ni códigos" not in read(office, need).content.decode()
    need.areas.clear()
    Need.objects.filter(pk=need.pk).update(cpv="")
    page = read(office, need).content.decode()
    assert "Por lo que dice, se busca en: <b>Calidad del aire</b>." in page
    assert reverse("necesidades-change", args=[need.pk]) in page
    assert "Nadie del clúster encaja" not in page
    Need.objects.filter(pk=need.pk).update(title="Un rato de charla")
    assert "se busca solo por sus palabras" in read(office, need).content.decode()


def test_when_somebody_fits_the_need_leaves_the_recruitment_list(office, need, bruma):
    measure_needs.func()
    assert "hay algún asociado que encaja" in office.get(reverse("recruiting")).content.decode()


def a_notice(title="Red de sensores de calidad del aire", cpv="90731400", **more):
    """One that is open and has been looked at."""
    now = timezone.now()
    return Notice.objects.create(
        **{"atom_id": title, "source": "placsp", "kind": "tender", "state": "open", "title": title,
           "cpv": cpv, "amount": 90_000, "source_updated_at": now, "spotted_at": now,
           "buyer_name": "Diputación", "url": "https://contratacion.example/1", **more}
    )  # fmt: skip


def test_open_notices_that_fit_nobody_are_in_the_recruitment_list(office, need, aires):
    fits = a_notice("Estudio del aire que sí encaja")
    Fit.objects.create(notice=fits, member=aires, score=1)
    a_notice()
    a_notice("Suministro de pan", cpv="15811100")  # nothing of the cluster's
    a_notice("Ya decidido", triage="discarded")
    a_notice("Ya es necesidad", triage="need")
    a_notice("Sin mirar", spotted_at=None)
    a_notice("Ya cerrado", deadline=timezone.now() - timedelta(days=1))
    page = office.get(reverse("recruiting"))
    said = page.content.decode()
    assert [one.title for gap in page.context["gaps"] for one in gap.notices] == [
        "Red de sensores de calidad del aire"
    ]
    assert "Y 1 anuncio abierto de las áreas del clúster" in said
    assert "90.000" in said
    lines = office.get(reverse("recruiting-file")).content.decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[3:] == [
        "Red de sensores de calidad del aire", "Diputación", "90000.00", "",
        "https://contratacion.example/1",
    ]  # fmt: skip


def test_the_recruitment_list_asks_the_same_of_many_notices(
    office, need, django_assert_max_num_queries
):
    a_notice()
    office.get(reverse("recruiting"))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse("recruiting"))
    for number in range(3):
        a_notice(f"Estación {number}")
    with django_assert_max_num_queries(len(one)):
        office.get(reverse("recruiting"))


def test_needs_are_looked_at_again_when_they_change_and_not_otherwise(need, marta):
    assert [measure_needs.func(), measure_needs.func()] == [1, 0]
    writing.change(need, by=marta, title="Otra cosa")
    assert measure_needs.func() == 1


def test_following_the_questions_tells_what_it_did(need, aires, marta):
    ask(need, aires, by=marta)
    Candidate.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
    assert follow_questions.func() == {"expired": 1, "reminded": 0}


def test_the_page_of_the_need_shows_the_first_and_then_those_in_progress(
    office, need, aires, bruma, marta
):
    address = reverse("necesidades-detail", args=[need.pk])
    assert "Ganó 1 contrato" in read_whole(office, address)
    looking.choose(need, bruma, by=marta)
    assert "Ver y decidir" in read_whole(office, address)


def test_a_closed_need_is_only_read(office, need, bruma, marta):
    needs.move(need, "withdrawn", by=marta, reason="Ya no")
    answer = office.post(url("need-choose", need), {"member": bruma.pk}, follow=True)
    assert "Esta necesidad está cerrada" in answer.content.decode()
    assert not answer.context["may_act"]


def test_while_a_sounding_is_open_the_page_offers_no_asking(office, need, aires):
    Sounding.objects.create(
        need=need, text="?", criterion="todos", closes_on=timezone.localdate(),
        opened_at=timezone.now(),
    )  # fmt: skip
    said = read(office, need).content.decode()
    assert "En consulta abierta a todos" in said
    assert "Consultar a los marcados" not in said


def test_an_auditor_reads_the_page_and_finds_nothing_to_press(client, auditor, need, aires):
    client.force_login(auditor)
    answer = read(client, need)
    assert answer.status_code == 200
    assert "Elegir" not in answer.content.decode()
    assert client.post(url("need-choose", need), {"member": aires.pk}).status_code == 403


@pytest.mark.parametrize("role", ["member", "territory", "ally"])
def test_outsiders_see_neither_the_page_nor_the_candidacies(client, request, need, aires, role):
    looking.choose(need, aires, by=None)
    client.force_login(request.getfixturevalue(role))
    assert read(client, need).status_code == 403
    candidate = Candidate.objects.get()
    assert client.get(reverse("candidaturas-detail", args=[candidate.pk])).status_code == 404


def test_the_page_asks_the_database_as_often_for_three_members_as_for_one(
    office, need, aires, bruma, marta
):
    counts = []
    for number in range(2):
        read(office, need)  # so that what is kept is up to date
        with CaptureQueriesContext(connection) as asked:
            read(office, need)
        counts.append(len(asked))
        for more in range(2):
            declares(join(f"Empresa {number} {more}", f"P {number} {more}"), marta, "AMB-01")
    assert counts == [11, 11]
