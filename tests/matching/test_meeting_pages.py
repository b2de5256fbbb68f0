"""Introductions, meetings and outcomes as the office works with them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lonja.acts.enums import State
from lonja.acts.models import Participation
from lonja.core import figures
from lonja.evidence import queries as evidence
from lonja.mail.models import Message
from lonja.matching.domain import introducing, meeting
from lonja.matching.enums import Answer, MeetingStage, Side
from lonja.matching.models import Introduction, Meeting, Need, Outcome
from lonja.matching.queries import thread
from lonja.matching.queries.meetings import percentile
from tests.support.reading import read_whole

from . import people
from .people import MEMBER, TERRITORY
from .test_linked import times
from .years import Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(need, aires, marcos, teresa, marta):
    return introducing.propose(need, aires, by=marta)


@pytest.fixture
def done(planned, marta):
    return people.agree(planned, by=marta)


@pytest.fixture
def office(client, marta):
    client.force_login(marta)
    return client


def at(name, record):
    return reverse(name, args=[record.pk])


def read(office, record, slug="presentaciones"):
    return read_whole(office, at(f"{slug}-detail", record))


def primary(office, record, slug="presentaciones") -> list[str]:
    """The primary buttons of a page: one at most."""
    actions = office.get(at(f"{slug}-detail", record)).context["actions"]
    return [str(one.label) for one in actions if one.primary]


# -- introductions -------------------------------------------------------------------------------


def test_the_page_of_an_introduction_offers_what_comes_next(office, planned, marta):
    assert primary(office, planned) == ["Preguntar a las dos partes"]
    answer = office.get(at("introduction-send", planned))
    typed = {name: answer.context["form"].initial[name] for name in
             ("member_contact", "territory_contact")}  # fmt: skip
    office.post(at("introduction-send", planned), {**typed, "words": "Adelante"})
    assert Message.objects.count() == 2
    assert primary(office, planned) == ["Anotar una respuesta"]
    for side in ("member", "territory"):
        said = {"side": side, "said": "yes", "on": timezone.localdate(), "words": "Claro"}
        office.post(at("introduction-answer", planned), said)
    assert primary(office, planned) == ["La reunión"]
    assert [proof.note[:16] for proof in evidence.of(planned)] == ["Dicen que sí: Ai"]


def test_the_thread_tells_who_said_what_and_what_was_written_in_order(
    office, planned, marcos, teresa, marta
):
    introducing.send(planned, words="", member_contact=marcos, territory_contact=teresa, by=marta)
    introducing.answer(planned, side="member", said=Answer.YES, by=None, words="Encantados")
    introducing.answer(planned, side="territory", said=Answer.YES, by=None)
    told = [moment.title for moment in thread.of(Introduction.objects.get())]
    assert told == [
        "Propuesta",
        "¿Le presentamos al Ayuntamiento de Villaejemplo?",
        "¿Le presentamos a Aires Ejemplo, S.L.?",
        "Aires Ejemplo, S.L.: sí",
        "Ayuntamiento de Villaejemplo: sí",
        "Presentados",
        "Le presentamos al Ayuntamiento de Villaejemplo",
        "Le presentamos a Aires Ejemplo, S.L.",
    ]
    assert "Encantados" in read(office, planned)


def test_without_anybody_to_write_to_the_form_says_so(office, planned, teresa):
    teresa.email = ""
    teresa.save()
    answer = office.post(at("introduction-send", planned), {"words": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nadie tiene correo aquí: añádalo antes." in page
    assert f"{reverse('personas-change', args=[teresa.pk])}?next=" in page
    assert "Poner el correo de Teresa Territorio" in page


def test_where_nobody_is_known_the_form_leads_to_whom_to_add(office, planned, teresa):
    council = planned.need.organisation
    teresa.seats.all().delete()
    page = office.get(at("introduction-send", planned)).content.decode()
    assert f"Añadir una persona al {council}" in page
    assert f"{reverse('cargos-add')}?organisation={council.pk}" in page


def test_an_introduction_is_withdrawn_and_taken_up_by_its_buttons(office, planned):
    assert office.post(at("introduction-withdraw", planned), {"reason": ""}).status_code == 422
    office.post(at("introduction-withdraw", planned), {"reason": "Ya no"})
    assert primary(office, planned) == ["Retomar"]
    office.post(at("introduction-take-up", planned))
    planned.refresh_from_db()
    assert planned.state == State.PLANNED


def test_the_data_are_sent_by_a_button_when_they_were_not(office, planned, teresa, marta):
    teresa.email = ""
    teresa.save()
    for side in ("member", "territory"):
        introducing.answer(planned, side=side, said=Answer.YES, by=marta)
    assert primary(office, planned) == ["Enviar los datos a ambos"]
    said = office.post(at("introduction-share", planned), follow=True).content.decode()
    assert "tiene correo en el directorio: añádalo antes" in said
    teresa.email = TERRITORY
    teresa.save()
    office.post(at("introduction-share", planned))
    assert len(people.letters(TERRITORY)) == 1


# -- meetings ------------------------------------------------------------------------------------


def typed(done, *days, **more):
    return {**times(*days), "follows": done.pk, **more}


def test_a_meeting_is_proposed_from_the_introduction_and_fixed(office, done):
    answer = office.get(at("introduction-meet", done))
    assert answer.url == f"{reverse('reuniones-add')}?follows={done.pk}"
    assert "Aires Ejemplo" in office.get(answer.url).content.decode()
    office.post(reverse("reuniones-add"), typed(done, 5, 6, place="Sala 2"))
    found = Meeting.objects.get()
    assert office.get(at("introduction-meet", done)).url == at("reuniones-detail", found)
    assert primary(office, found, "reuniones") == ["Fijar la hora"]
    key = found.options.last().starts_at.isoformat()
    office.post(at("meeting-pick", found), {"starts_at": key})
    found.refresh_from_db()
    assert (found.stage, found.starts_at.isoformat()[:10]) == ("agreed", key[:10])
    assert "Quiénes" in read(office, found, "reuniones")


@pytest.mark.parametrize(
    ("change", "why"),
    [({"time_1_0": "2020-01-01"}, "Esa hora ya ha pasado."), ({"time_1_0": ""}, "obligatorio"),
     ({"time_1_1": "25:99"}, "hora válida"), ({"follows": "999999"}, "No hay nada con el nombre")],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_nothing_is_kept(office, done, change, why):
    answer = office.post(reverse("reuniones-add"), {**typed(done, 5), **change})
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert not Meeting.objects.exists()


def test_no_meeting_is_added_to_an_introduction_that_is_not_done(office, planned):
    assert office.post(reverse("reuniones-add"), typed(planned, 5)).status_code == 422


@pytest.fixture
def agreed(done):
    when = timezone.now().replace(microsecond=0, second=0) + timedelta(days=5)
    found = meeting.propose(done, [when], side=Side.MEMBER, by=None)
    return meeting.pick(found, when, side=Side.TERRITORY, by=None)


def test_editing_a_called_meeting_sends_the_invitation_again(office, agreed):
    page = office.get(at("reuniones-change", agreed))
    first = page.context["form"].initial["starts_at"]
    local = timezone.localtime(first) + timedelta(days=1)
    office.post(
        at("reuniones-change", agreed),
        {"starts_at_0": f"{local:%Y-%m-%d}", "starts_at_1": f"{local:%H:%M}", "minutes": "60",
         "place": "Sala 3", "video_url": "", "summary": "", "next_step": "", "responsible": ""},
    )  # fmt: skip
    changed = Meeting.objects.get()
    assert (changed.sequence, changed.minutes, changed.place) == (2, 60, "Sala 3")
    assert people.letters(MEMBER)[-1].subject.startswith("Cambia la reunión con ")


def test_what_coincides_is_warned_of(office, agreed, done, villaejemplo, teresa, marta):
    other = people.a_member("Bruma Ejemplo")
    people.somebody(other, "Bruno", "bruno@bruma.example")
    council = teresa.seats.get().organisation
    need = people.a_need(villaejemplo, council, by=marta, title="Otra")
    made = introducing.propose(need, other, by=marta)
    for side in ("member", "territory"):
        made = introducing.answer(made, side=side, said=Answer.YES, by=marta)
    found = meeting.propose(made, [agreed.starts_at], side=Side.OFFICE, by=marta)
    said = office.post(
        at("meeting-pick", found),
        {"starts_at": found.options.get().starts_at.isoformat()},
        follow=True,
    ).content.decode()
    assert f"coincide con «{agreed.title}»" in said


def test_held_by_the_office_with_who_attended(office, agreed, marcos, teresa):
    Meeting.objects.update(date=timezone.localdate() - timedelta(days=1))
    assert primary(office, agreed, "reuniones") == ["Se celebró"]
    sent = {"member_people": [marcos.pk], "territory_people": []}
    assert office.post(at("meeting-hold", agreed), sent).status_code == 422
    office.post(at("meeting-hold", agreed), {**sent, "territory_people": [teresa.pk]})
    assert Meeting.objects.get().stage == MeetingStage.HELD
    office.post(at("meeting-reopen", agreed))
    office.post(at("meeting-not-hold", agreed), {"reason": "No vino nadie"})
    assert Meeting.objects.get().not_held_reason == "No vino nadie"


def test_deleting_a_called_meeting_takes_it_out_of_their_calendars(office, agreed):
    office.post(at("reuniones-delete", agreed))
    assert people.letters(TERRITORY)[-1].subject.startswith("Se anula la reunión")
    assert not Meeting.objects.exists()


def test_lists_take_the_same_queries_with_one_row_as_with_three(
    office, done, villaejemplo, marta, django_assert_max_num_queries
):
    for number in range(3):
        member = people.a_member(f"Otra {number}")
        made = introducing.propose(done.need, member, by=marta)
        for side in ("member", "territory"):
            made = introducing.answer(made, side=side, said=Answer.YES, by=marta)
        meeting.propose(made, [timezone.now() + timedelta(days=3)], side=Side.OFFICE, by=marta)
        for name in ("reuniones-list", "presentaciones-list", "resultados-list"):
            with django_assert_max_num_queries(12):
                office.get(reverse(name))


@pytest.mark.parametrize("role", ["auditor", "member", "territory", "ally"])
def test_nobody_but_the_office_does_any_of_it(client, request, role, agreed, done):
    client.force_login(request.getfixturevalue(role))
    for name, record in (
        ("introduction-send", done), ("introduction-withdraw", done), ("introduction-share", done),
        ("introduction-take-up", done), ("introduction-meet", done), ("meeting-pick", agreed),
        ("meeting-propose", agreed), ("meeting-cancel", agreed), ("meeting-hold", agreed),
        ("meeting-not-hold", agreed), ("meeting-reopen", agreed),
    ):  # fmt: skip
        assert client.post(at(name, record)).status_code == 403, name


# -- outcomes ------------------------------------------------------------------------------------


def test_an_outcome_shows_what_each_says_and_is_settled_by_one_of_them(office, done, villaejemplo):
    outcome = Outcome.objects.create(
        kind="contract", date=date(2026, 1, 2), territory=villaejemplo, organisation=done.member,
        member_amount=Decimal(10000), member_confirmed_on=date(2026, 1, 2),
        territory_amount=Decimal(8000), territory_confirmed_on=date(2026, 1, 3),
    )  # fmt: skip
    page = read(office, outcome, "resultados")
    for piece in (
        "Cada parte dice un importe",
        "10.000\xa0€",
        "8.000\xa0€",
        "dicen importes distintos",
    ):
        assert piece in page
    found = office.get(reverse("resultados-list"), {"standing": "disputed"}).context["rows"]
    assert [row.record for row in found] == [outcome]
    assert office.get(reverse("resultados-list"), {"standing": "confirmed"}).context["rows"] == []
    office.post(at("outcome-territory", outcome),
                {"how": "factura", "on": timezone.localdate(), "amount": "10.000,00"})  # fmt: skip
    outcome.refresh_from_db()
    assert outcome.amount == Decimal(10000)


def test_the_office_does_not_write_over_what_the_sides_say(office, done, villaejemplo):
    outcome = Outcome.objects.create(
        kind="contract", date=date(2026, 1, 2), territory=villaejemplo, organisation=done.member,
        amount=Decimal(10000), member_amount=Decimal(10000), member_confirmed_on=date(2026, 1, 2),
    )  # fmt: skip
    office.post(at("resultados-change", outcome),
                {"kind": "contract", "date": "2026-01-02", "territory": villaejemplo.pk,
                 "organisation": done.member_id, "amount": "99"})  # fmt: skip
    outcome.refresh_from_db()
    assert outcome.amount == Decimal(10000)


# -- figures -------------------------------------------------------------------------------------


def held(need, member, day, *, stage=MeetingStage.HELD):
    made = Introduction.objects.filter(need=need, member=member).first()
    made = made or Introduction.objects.create(
        need=need, member=member, title="x", date=day, state=State.DONE
    )
    found = Meeting.objects.create(
        follows=made, title="x", date=day, stage=stage, uid=f"{Meeting.objects.count()}@x",
        state=State.DONE, not_held_reason="" if stage == MeetingStage.HELD else "no",
    )  # fmt: skip
    Participation.objects.create(act_id=found.pk, organisation=member)
    return found


def figure(key, year=2024):
    return figures.get(f"encounter.{key}").read(Year(year))


def test_days_to_meeting_is_the_median_to_the_first_held_meeting_of_each_need(db, aires):
    for days in (2, 4, 9, 30):
        need = Need.objects.create(title="x", received_on=date(2024, 3, 1))
        held(need, aires, date(2024, 3, 1) + timedelta(days=days))
        held(need, aires, date(2024, 12, 1))
        held(need, aires, date(2024, 3, 1), stage=MeetingStage.NOT_HELD)
    reading = figure("days_to_meeting")
    assert reading.value == Decimal("6.5")
    assert reading.notes[0].es == "Nueve de cada diez, en 30 días o menos. Necesidades: 4."
    assert figures.get("encounter.days_to_meeting").rows(Year(2024)).count() == 4
    assert (figure("meetings_held").value, figure("meetings_kept").value) == (8, Decimal(8) / 12)


def test_a_need_of_one_year_that_meets_in_the_next_counts_in_the_next(db, aires):
    need = Need.objects.create(title="x", received_on=date(2023, 12, 20))
    held(need, aires, date(2024, 1, 10))
    assert figure("days_to_meeting").value == 21
    assert figure("days_to_meeting", 2023).value is None
    assert figure("meetings_kept", 2023).value is None


def test_the_percentile_is_the_nearest_rank():
    assert [percentile(list(range(1, n + 1)), Decimal("0.9")) for n in (1, 9, 10, 11, 100)] == [
        1, 9, 9, 10, 90,
    ]  # fmt: skip


def test_a_held_meeting_without_attendance_is_weak(db, aires):
    found = held(Need.objects.create(title="x"), aires, date(2024, 3, 1))
    figure_ = figures.get("encounter.meetings_held")
    assert not figure_.weak(figure_.rows(Year(2024))).exists()
    found.participations.all().delete()
    assert list(figure_.weak(figure_.rows(Year(2024)))) == [found]
