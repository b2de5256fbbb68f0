"""What would be missing if the balance closed today, and asking whoever knows."""

from datetime import date

import pytest

from lonja.acts.enums import State
from lonja.acts.models import Act
from lonja.balance import readiness
from lonja.balance.book import Book
from lonja.balance.domain import asking
from lonja.journal import writing
from lonja.mail.models import Message
from lonja.press.models import Mention
from tests.factories import act

pytestmark = pytest.mark.django_db


def lacks(line, today=date(2024, 10, 1)):
    found = readiness.of(Book(today=today).year(2024))
    return {lack.text.es: lack for lack in found[line - 1].lacks}


def test_records_without_evidence_are_listed_with_who_knows(mention, office):
    mention(url="", responsible=office)
    mention()

    lack = lacks(5)["Impactos en medios: sin evidencia suficiente"]

    assert lack.count == 1
    [missing] = lack.missing
    assert missing.person == office


def test_who_wrote_it_down_knows_when_nobody_is_in_charge(outlet, office):
    writing.create(
        Mention(title="Sin enlace", date=date(2024, 3, 3), state=State.DONE, outlet=outlet),
        by=office,
    )

    assert lacks(5)["Impactos en medios: sin evidencia suficiente"].missing[0].person == office


def test_figures_over_the_same_records_are_told_once(mention):
    mention(url="")

    told = [text for text in lacks(5) if "evidencia" in text]

    assert "Impactos en medios: sin evidencia suficiente" in told
    assert "Noticias distintas: sin evidencia suficiente" not in told


def test_an_act_whose_day_has_passed_asks_whether_it_happened(office):
    act(Act, "Llamada", day=date(2024, 9, 30), state=State.PLANNED, responsible=office)
    act(Act, "De mañana", day=date(2024, 10, 2), state=State.PLANNED)

    [lack] = [
        lack
        for line in readiness.of(Book(today=date(2024, 10, 1)).year(2024))
        for lack in line.lacks
        if lack.text.es == "Pasó su fecha y no se sabe si se hizo"
    ]
    assert [str(missing.record) for missing in lack.missing] == ["Llamada"]


def test_of_very_many_all_are_counted_and_the_first_are_listed(monkeypatch):
    monkeypatch.setattr(readiness, "SHOWN", 2)
    for day in range(1, 6):
        act(Act, f"Llamada {day}", day=date(2024, 9, day), state=State.PLANNED)
    act(Act, "A medias", day=date(2024, 9, 1), state=State.DONE, incomplete=True)

    found = lacks(8)

    overdue = found["Pasó su fecha y no se sabe si se hizo"]
    assert overdue.count == 5
    assert [str(one.record) for one in overdue.missing] == ["Llamada 1", "Llamada 2"]
    assert found["Anotado a medias"].count == 1


def test_a_mention_without_value_is_missing_from_its_sum(mention):
    mention()

    assert "Valor económico de los impactos: sin evidencia suficiente" in lacks(5)


def test_where_nothing_happened_nothing_is_missing():
    assert list(lacks(5)) == []
    assert "Puesto por crecimiento de seguidores" in "".join(lacks(4))  # its reason is given


def test_a_line_knows_how_far_it_is(mention):
    for _ in range(3):
        mention(value="10")
    mention(url="", value="10")

    line = readiness.of(Book(today=date(2024, 10, 1)).year(2024))[4]

    assert 0 < line.weak < line.total
    assert 0 < line.share < 100


def test_asking_twice_on_a_day_writes_one_letter(mention, office, direction):
    record = mention("Sin recorte", url="")

    for _ in range(2):
        asking.ask(record, office, what="el recorte", year=2024, by=direction)

    letter = Message.objects.get()
    assert letter.to == office.email
    assert "Sin recorte" in letter.subject
    assert "el recorte" in letter.text
    assert f"/{record.pk}/" in letter.text
