"""Whoever took part in an encounter: all that is told of them is given, and erased."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import models
from django.utils import timezone

from lonja.balance.models import Closing, FrozenFigure, FrozenRow
from lonja.directory.domain import privacy
from lonja.directory.models import Area, Vertical
from lonja.evidence.domain import attaching
from lonja.journal import writing
from lonja.mail import outbox
from lonja.matching.domain import introducing, receiving, selecting
from lonja.matching.enums import Answer
from lonja.matching.models import (
    Attribution,
    CalendarReply,
    Candidate,
    CandidateStep,
    CountingRule,
    Fit,
    FollowUp,
    Intake,
    Meeting,
    MeetingOption,
    NeedStep,
    Notice,
    Outcome,
    Postscript,
    Profile,
    ProfileArea,
    Question,
    Reference,
    Sounding,
    SoundingEntry,
    Subscription,
    Told,
)
from lonja.matching.privacy import encounter
from lonja.search.queries import find

from ..directory.test_privacy import traces
from . import people

pytestmark = pytest.mark.django_db
SAID = "Pregunten a Teresa Territorio, teresa@villaejemplo.example o +34 600 333 444"
NAME, EMAIL, PHONE = people.THEIRS


@pytest.fixture
def encountered(villaejemplo, council, teresa, marta):
    """A need with one record at least of each model of the encounter, all about Teresa's town."""
    now, aires = timezone.now(), people.a_member()
    people.somebody(aires, *people.SECRETS)
    need = people.a_need(villaejemplo, council, by=marta, person=teresa)
    other = people.a_need(villaejemplo, council, by=marta, title="Limpiar la ría")
    introduction = introducing.propose(need, aires, by=marta, reason=SAID[:200])
    candidate = selecting.put_forward(need, aires, by=marta)
    CandidateStep.objects.get_or_create(candidate=candidate, defaults={"to_state": "suggested"})
    NeedStep.objects.create(need=need, from_state="received", to_state="qualified")
    intake = Intake.objects.create(need=need, name=NAME, email=EMAIL, phone=PHONE, title="Ruido")
    Postscript.objects.create(intake=intake, text="Más")
    meeting = Meeting.objects.create(follows=introduction, uid="a", date=date(2024, 6, 12))
    CalendarReply.objects.create(meeting=meeting, email=EMAIL, person=teresa, sent_at=now)
    MeetingOption.objects.create(meeting=meeting, starts_at=now, proposed_by="member")
    FollowUp.objects.create(introduction=introduction, side="member", days=30, due_on=now.date())
    Outcome.objects.create(kind="pilot", date=now.date(), territory=villaejemplo,
                           organisation=aires, need=need, amount=Decimal("9"))  # fmt: skip
    profile = Profile.objects.create(organisation=aires, certifications=["ENS"])
    vertical = Vertical.objects.create(name="Agua")
    area = Area.objects.create(code="AGU-91", name="Redes", vertical=vertical)
    ProfileArea.objects.create(profile=profile, area=area)
    Reference.objects.create(organisation=aires, title="Red")
    Attribution.objects.create(organisation=aires, award_key="k", is_theirs=True)
    sounding = Sounding.objects.create(need=other, text="¿Qué?", closes_on=now.date())
    Question.objects.create(sounding=sounding, asked_by=aires, text="¿Cuánto?")
    SoundingEntry.objects.create(sounding=sounding, what="sent", to=EMAIL)
    CountingRule.objects.create(version=901, kinds=[], supramunicipal=[])
    notice = Notice.objects.create(
        atom_id="n", source="placsp", title="Anuncio", source_updated_at=now
    )
    Fit.objects.create(notice=notice, member=aires, score=1)
    subscription = Subscription.objects.create(person=teresa, member=aires)
    Told.objects.create(subscription=subscription, notice=notice)
    return need


def plant(model) -> int:
    """Say who Teresa is in every text that a model holds; how many."""
    planted = {}
    for one in model._meta.concrete_fields:
        if one.choices or one.is_relation:
            continue
        if isinstance(one, models.JSONField):
            planted[one.name] = [{"dice": SAID}, "nada"]
        elif isinstance(one, models.EmailField):
            planted[one.name] = EMAIL
        elif isinstance(one, models.CharField | models.TextField):
            long = not one.max_length or one.max_length >= len(SAID)
            short = EMAIL if one.max_length and one.max_length >= len(EMAIL) else None
            if said := SAID if long else short:
                planted[one.name] = said
    last = model._base_manager.latest("pk")
    if planted:
        model._base_manager.filter(pk=last.pk).update(**planted)
    return len(planted)


def test_every_text_of_the_encounter_is_given_and_then_says_it_no_more(
    encountered, teresa, marta, direction
):
    planted = {model: plant(model) for model in encounter()}
    known = privacy.data_of(teresa)
    given = {(one["what"], one["field"], str(one["text"])) for one in known["mentions"]}
    for model, many in planted.items():
        name = str(model._meta.verbose_name)
        assert len({field for what, field, _text in given if what == name}) == many, name
    privacy.erase(teresa, by=direction, reason="Lo pide")
    for secret in (NAME, EMAIL, PHONE, "600333444"):
        assert traces(secret) == []


def test_what_there_is_of_somebody_is_counted_without_reading_it(encountered, teresa):
    Candidate.objects.update(contact=teresa)
    assert privacy.numbers_of(teresa) == {
        "cargos": 1,
        "necesidades": 1,
        "suscripciones a oportunidades": 1,
        "formularios enviados": 1,
        "presentaciones en las que habló": 1,
        "consultas que se le hicieron": 1,
        "respuestas de su calendario": 1,
        "apuntes de consultas abiertas": 1,
    }
    given = privacy.data_of(teresa)
    for part in ("cargos", "necesidades", "digests", "forms", "introductions", "questions",
                 "replies", "sounding"):  # fmt: skip
        assert len(given[part]) == 1, part


def test_what_was_said_stays_without_who(encountered, teresa, direction):
    introduction = encountered.introductions.get()
    FollowUp.objects.update(words=SAID)
    privacy.erase(teresa, by=direction, reason="Lo pide")
    introduction.refresh_from_db()
    said = f"Pregunten a Persona suprimida n.º {teresa.pk}, … o …"
    assert FollowUp.objects.get().words == said
    assert introduction.reason == said
    assert introduction.need.title == "Medir el ruido"


def test_what_their_calendars_answered_goes_from_all_their_addresses_and_from_nobody_elses(
    encountered, teresa, marta, direction
):
    [reply] = CalendarReply.objects.all()
    for email, person in (("teresa@casa.example", teresa), ("marta@oficina.example", None)):
        CalendarReply.objects.create(
            meeting=reply.meeting, email=email, person=person, sent_at=reply.sent_at
        )
    privacy.erase(teresa, by=direction, reason="Lo pide")
    assert [one.email for one in CalendarReply.objects.all()] == ["marta@oficina.example"]


def test_their_trail_letters_proofs_search_and_closed_years_say_it_no_more(
    encountered, teresa, marta, direction
):
    aires = encountered.introductions.get().member
    writing.change(encountered, by=marta, description=SAID, reason=f"La llamó {NAME}")
    writing.change(encountered, by=marta, title=f"La petición de {NAME}")
    outbox.send(
        "team/mail/account_changed", "marcos@aires.example", {"news": SAID},
        about=encountered, by=marta, files=[("cita.ics", f"CN={NAME[:9]}\r\n {NAME[9:]}".encode(),
                                             "text/calendar")],
    )  # fmt: skip
    attaching.attach_note(encountered, f"Correo de {NAME}", by=marta)
    figure = FrozenFigure.objects.create(
        closing=Closing.objects.create(year=2023, by=direction), key="matching.needs", line=8,
        order=1, unit="count", name={}, definition={}, value=1,
    )  # fmt: skip
    FrozenRow(figure=figure, record=encountered, label=encountered.title).save()
    assert find(NAME).total > 1
    privacy.erase(teresa, by=direction, reason="Lo pide")
    for secret in (NAME, EMAIL, "333 444"):
        assert traces(secret) == []
    assert find(NAME).total == 0
    assert find("Aires").total > 0
    assert aires.name == "Aires Ejemplo, S.L."


def test_the_namesake_keeps_their_name_where_only_they_are_told(
    encountered, teresa, marta, direction
):
    """By the name alone nobody can tell whom a text means; in Teresa's own records, it is hers."""
    people.somebody(people.a_member("Bruma, S.A."), NAME, "otra@bruma.example")
    elsewhere = people.a_need(None, None, by=marta, title=f"Lo pide {NAME}")
    encountered.introductions.update(words=f"Habló {NAME}")
    privacy.erase(teresa, by=direction, reason="Lo pide")
    elsewhere.refresh_from_db()
    assert elsewhere.title == f"Lo pide {NAME}"
    assert encountered.introductions.get().words == f"Habló Persona suprimida n.º {teresa.pk}"


def test_forgetting_who_sent_a_need_forgets_them_in_what_they_wrote(db, marta):
    intake = receiving.receive(receiving.Sent(
        title="Medir el ruido", description=f"{SAID}.", name=NAME, email=EMAIL, phone=PHONE,
        consent="Sí",
    ))  # fmt: skip
    need = receiving.confirm(intake)
    receiving.add(intake, f"Gracias. {NAME}")
    intake.refresh_from_db()
    receiving.forget_contact(intake, by=marta)
    need.refresh_from_db()
    assert need.description == "Pregunten a …, … o …."
    for secret in (NAME, EMAIL, "333 444"):
        assert traces(secret) == []


def test_what_is_in_the_bin_is_kept_and_so_it_is_given(encountered, teresa, marta):
    writing.delete(encountered.introductions.get(), by=marta)
    assert len(privacy.data_of(teresa)["introductions"]) == 1
    assert privacy.numbers_of(teresa)["presentaciones en las que habló"] == 1


def test_the_answers_that_they_gave_are_theirs_to_have(encountered, teresa, marta):
    introduction = encountered.introductions.get()
    introducing.answer(
        introduction, side="territory", said=Answer.YES, words="Encantados", by=marta
    )
    CalendarReply.objects.update(answer="not_going", comment="Estoy fuera")
    (reply,) = privacy.data_of(teresa)["replies"]
    assert (reply["answer"], reply["comment"]) == ("no irá", "Estoy fuera")
    assert privacy.data_of(teresa)["introductions"] == [
        {
            "need": "Medir el ruido",
            "member": "Aires Ejemplo, S.L.",
            "date": introduction.date.isoformat(),
            "answer": "sí",
            "words": "Encantados",
            "afterwards": [],
        }
    ]
