"""A closed year stays closed; what is learnt later is told apart, with who and why."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import translation

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.balance.book import Book
from lonja.balance.domain import closing
from lonja.balance.models import Closing, FrozenFigure
from lonja.balance.restating import restatements
from lonja.journal import writing
from lonja.journal.models import Entry

from .conftest import LATER

DB = pytest.mark.django_db


def told(number=2024):
    return {one.key: one for one in restatements(number, book=Book(today=LATER))}


@DB
def test_closing_freezes_every_figure_with_its_records(mention, direction):
    mention("Una", value="100.10")
    mention("Otra", value="200.20")

    closed = closing.close(2024, by=direction, today=LATER)

    frozen = closed.figures.get(key="press.value_eur")
    assert frozen.value == "300.30"
    assert {(row.label, row.contribution) for row in frozen.rows.all()} == {
        ("Una", Decimal("100.1")), ("Otra", Decimal("200.2")),
    }  # fmt: skip
    assert closed.figures.count() == len(Book().figures)


@DB
def test_the_labels_of_a_closed_year_are_kept_in_both_languages(mention, direction):
    mention()
    closing.close(2024, by=direction, today=LATER)

    with translation.override("en"):
        spoken = Book(today=LATER).year(2024).value("press.by_scope")
    assert Book(today=LATER).year(2024).value("press.by_scope") == {"nacional": 1}
    assert len(spoken) == 1


@DB
def test_the_sum_of_its_records_is_what_is_printed_to_the_cent(mention, direction):
    for cents in ("10114.85", "0.01", "99999.99"):
        mention(value=cents)

    closed = closing.close(2024, by=direction, today=LATER)

    frozen = closed.figures.get(key="press.value_eur")
    assert sum(row.contribution for row in frozen.rows.all()) == Decimal(frozen.value)


@DB
def test_a_year_cannot_be_closed_before_its_last_day(direction):
    with pytest.raises(closing.StillRunning):
        closing.close(2024, by=direction, today=date(2024, 12, 30))

    assert closing.close(2024, by=direction, today=date(2024, 12, 31))


@DB
def test_the_second_to_close_is_told_who_was_first(direction, office):
    closing.close(2024, by=direction, today=LATER)

    with pytest.raises(closing.AlreadyClosed) as refusal:
        closing.close(2024, by=office, today=LATER)

    assert refusal.value.closing.by == direction
    assert Closing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_closing_at_once_close_it_once():
    people = [
        User.objects.create_user(f"g{n}@ejemplo.test", name=f"Gerencia {n}", role=Role.DIRECTION)
        for n in (1, 2)
    ]
    start, results = threading.Barrier(2), []

    def close(person):
        start.wait()
        try:
            closing.close(2024, by=person, today=LATER)
            results.append("closed")
        except closing.AlreadyClosed as refusal:
            results.append(f"told of {refusal.closing.by_id}")
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    winner = Closing.objects.get().by_id
    assert sorted(results) == ["closed", f"told of {winner}"]
    assert FrozenFigure.objects.count() == len(Book().figures)


@DB
def test_nothing_is_frozen_when_closing_fails_half_way(direction, monkeypatch, mention):
    mention()
    monkeypatch.setattr(closing, "_freeze_rows", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        closing.close(2024, by=direction, today=LATER)

    assert not Closing.objects.exists()
    assert not FrozenFigure.objects.exists()
    assert not Entry.objects.filter(verb="closed").exists()


@DB
def test_a_late_record_shows_as_a_restatement_with_who(mention, direction, office):
    mention("De junio")
    closing.close(2024, by=direction, today=LATER)
    late = mention("Llegó tarde")
    writing.change(late, by=office, reason="La encontró el archivo", summary="Página 3")

    found = told()["press.mentions"]

    assert (found.frozen, found.now, found.difference("es")) == (1, 2, "+1")
    assert found.added == ("Llegó tarde",)
    assert "Olga Oficina cambió «Llegó tarde»" in found.reasons("es")[0]
    assert "La encontró el archivo" in found.reasons("es")[0]


@DB
def test_a_record_put_in_the_bin_shows_too(mention, direction, office):
    gone = mention("Repetida")
    mention("Buena")
    closing.close(2024, by=direction, today=LATER)
    writing.delete(gone, by=office, reason="Estaba repetida")

    found = told()["press.mentions"]

    assert found.difference("es") == "−1"
    assert found.removed == ("Repetida",)
    assert "borró «Repetida»" in found.reasons("es")[0]


@DB
def test_what_the_office_explains_comes_first(mention, direction, office):
    mention()
    closed = closing.close(2024, by=direction, today=LATER)
    mention()
    closing.explain(closed, "press.mentions", "Llegó el informe de diciembre.", by=office)

    assert told()["press.mentions"].reasons("es")[0] == (
        "Llegó el informe de diciembre. (Olga Oficina)."
    )


@DB
def test_when_nothing_changed_there_is_nothing_to_restate(mention, direction):
    mention(value="10")
    closing.close(2024, by=direction, today=LATER)

    assert told() == {}
    assert restatements(2023, book=Book(today=LATER)) == []


@DB
def test_the_year_after_compares_with_what_was_printed(mention, direction):
    mention(day=date(2024, 5, 5))
    closing.close(2024, by=direction, today=LATER)
    mention(day=date(2024, 5, 6))
    mention(day=date(2025, 5, 6))

    assert Book(today=LATER).year(2025).standing("press.mentions").previous.value == 1
