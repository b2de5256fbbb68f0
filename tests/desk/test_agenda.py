from dataclasses import replace
from datetime import date, timedelta

import pytest

from lonja.acts.enums import State
from lonja.alliances.enums import AgreementState
from lonja.alliances.models import Agreement
from lonja.core.agenda import MOST as AS_MANY
from lonja.core.agenda import Matter, Near, Outlook, Source, Upcoming, upcoming
from lonja.desk import glance
from lonja.desk.attention import MOST, needs
from lonja.desk.glance import Glance
from lonja.directory.models import Organisation
from lonja.grants.models import Call, Scheme
from lonja.journal import writing
from lonja.matching.models import Introduction, Need

pytestmark = pytest.mark.django_db
TODAY = date(2025, 4, 10)
QUIET = Glance(2025, True, ())


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def near(user) -> list[tuple[Matter, str]]:
    return [(one.matter, one.label) for one in upcoming(user, TODAY)]


def test_the_acts_of_a_week_before_and_after(office, act):
    act("Dentro de un mes", day(30), state=State.PLANNED)
    act("Mañana", day(1), state=State.PLANNED)
    act("Hoy", day(0), state=State.PLANNED)
    act("Ayer", day(-1), state=State.PLANNED)
    act("Hecho ayer", day(-1))
    act("Anulado", day(1), state=State.CANCELLED)
    assert near(office) == [
        (Matter.ACT, "Hoy"),
        (Matter.ACT, "Mañana"),
        (Matter.UNTOLD, "Ayer"),
    ]


def test_what_was_noted_in_a_hurry_waits_however_old_it_is(office, act):
    act("En la feria", day(-90), incomplete=True)
    act("Anulado", day(-90), incomplete=True, state=State.CANCELLED)
    assert near(office) == [(Matter.CAPTURE, "En la feria")]


def test_agreements_and_calls_about_to_end(office):
    reci = writing.create(Organisation(name="Red de Ejemplo"), by=None)
    for title, until, state in [
        ("Convenio", day(20), AgreementState.IN_FORCE),
        ("Convenio terminado", day(20), AgreementState.ENDED),
        ("Convenio largo", day(400), AgreementState.IN_FORCE),
    ]:
        agreement = Agreement(title=title, partner=reci, valid_until=until, state=state)
        writing.create(agreement, by=None)
    scheme = writing.create(Scheme(name="Ayudas"), by=None)
    writing.create(Call(scheme=scheme, title="AEI", year=2025, closes_on=day(3)), by=None)
    assert near(office) == [(Matter.DEADLINE, "AEI"), (Matter.EXPIRES, "Convenio")]


def test_who_has_not_answered(office):
    need = writing.create(Need(title="Medir el aire", received_on=day(-2)), by=None)
    writing.create(Need(title="Riego", received_on=day(-20)), by=None)
    member = writing.create(Organisation(name="Alba Ejemplo"), by=None)
    introduction = Introduction(need=need, member=member, title="Alba y el aire", date=day(-3))
    writing.create(introduction, by=None)
    writing.create(Need(title="Alumbrado", received_on=day(-1)), by=None)
    assert near(office) == [
        (Matter.WAITING, "Riego"), (Matter.WAITING, "Alba y el aire"), (Matter.WAITING, "Alumbrado")
    ]  # fmt: skip


def test_what_has_come_today_is_seen_before_all_that_waits_since_long(office):
    for number in range(AS_MANY + 1):
        writing.create(Need(title=f"Vieja {number}", received_on=day(-30)), by=None)
    writing.create(Need(title="Ha llegado a las nueve", received_on=day(0)), by=None)
    told = near(office)
    assert told[0] == (Matter.WAITING, "Ha llegado a las nueve")
    assert len(told) == AS_MANY


def test_a_member_has_nothing_of_the_office_in_its_agenda(member, act):
    act("Mañana", day(1), state=State.PLANNED)
    act("En la feria", day(-1), incomplete=True)
    assert near(member) == []


def one(matter: Matter, days: int, label: str = "Algo") -> Upcoming:
    return Upcoming(day(days), label, matter)


def outlook(agenda: list[Upcoming]) -> Outlook:
    """As when each of these is all that its provider has to tell."""
    near = [(one, Near(one.matter, lambda user, today: Need.objects.none())) for one in agenda]
    return Outlook(
        None,
        TODAY,
        tuple(
            (Source(lambda user, today, one=one: [one], (its,), True), its, 1, one.date)
            for one, its in near
        ),
    )


def titles(agenda: list[Upcoming]) -> list[str]:
    return [need.title for need in needs(QUIET, outlook(agenda), TODAY, "es")]


def test_when_all_is_well_nothing_needs_attention():
    assert titles([one(Matter.ACT, 1)]) == []


def test_what_closes_first_is_the_gravest():
    assert titles([one(Matter.UNTOLD, -2), one(Matter.DEADLINE, 1), one(Matter.CAPTURE, -9)]) == [
        "Mañana",
        "¿Qué pasó?",
        "Por completar",
    ]
    assert titles([one(Matter.DEADLINE, 0)]) == ["Hoy"]
    assert titles([one(Matter.DEADLINE, 5)]) == ["En 5 días"]
    assert titles([one(Matter.DEADLINE, 25)]) == []


def test_what_should_be_closed_already_is_not_said_to_close_in_some_days():
    [need] = needs(QUIET, outlook([one(Matter.DEADLINE, -3, "Consulta")]), TODAY, "es")
    assert (need.title, need.text) == ("Toca cerrar", "«Consulta» ya ha terminado")


def test_what_lacks_evidence_is_told_by_lines_and_not_by_records_counted_twice():
    """Two figures of a line may be of the same records."""
    quiet = glance.read(2025, TODAY)
    assert [need.title for need in needs(quiet, outlook([]), TODAY, "es")] == []

    def weak(line, *numbers):
        figures = zip(quiet.lines[line - 1].figures, numbers, strict=True)
        told = tuple(replace(one, weak=number) for one, number in figures)
        return replace(quiet.lines[line - 1], figures=told)

    def said(*lines):
        [need] = needs(Glance(2025, True, lines), outlook([]), TODAY, "es")
        return need.text

    press, events = weak(5, 3, 3), weak(7, 4, 1)
    assert said(press) == (
        "En «Impacto en medios de comunicación» hay registros que cuentan y no la tienen"
    )
    assert said(press, events) == (
        "En 2 líneas hay registros que cuentan y no la tienen; donde más, en «Eventos propios»"
    )


def test_there_are_four_at_most():
    agenda = [
        one(matter, 2 if matter in (Matter.DEADLINE, Matter.EXPIRES) else -2) for matter in Matter
    ]
    assert len(titles(agenda)) == MOST == 4


def test_how_many_and_since_when_is_said_in_words():
    waiting = [one(Matter.WAITING, -20), one(Matter.WAITING, -3)]
    [need] = needs(QUIET, outlook(waiting), TODAY, "es")
    assert need.text == "2 esperan respuesta; la primera, desde hace 20 días"
    [need] = needs(QUIET, outlook(waiting[1:]), TODAY, "es")
    assert need.text == "Una espera respuesta desde hace 3 días"
    for days, since in ((0, "hoy"), (-1, "ayer")):
        [need] = needs(QUIET, outlook([one(Matter.WAITING, days)]), TODAY, "es")
        assert need.text == f"Una espera respuesta desde {since}"
