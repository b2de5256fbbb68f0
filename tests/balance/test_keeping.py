"""When the figures that are kept stop being good."""

import threading

import pytest
from django.db import connection, transaction

from lonja.balance.book import Book
from lonja.directory.models import Organisation
from lonja.journal import writing
from lonja.journal.queries import mark
from lonja.press.models import Mention

from .conftest import LATER

ONE_AT_A_TIME = pytest.mark.skipif(
    "connection.vendor == 'sqlite'", reason="SQLite writes one transaction after another"
)


def mentions() -> int:
    standings = Book(today=LATER, kept=True).year(2024).standings()
    return standings["press.mentions"].value


class Late:
    """A write in a transaction of its own, that ends when it is told to."""

    def __init__(self, write):
        self.written, self.may_end = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._run, args=[write])
        self.thread.start()
        assert self.written.wait(timeout=20)

    def _run(self, write) -> None:
        try:
            with transaction.atomic():
                write()
                self.written.set()
                self.may_end.wait(timeout=20)
        finally:
            connection.close()

    def end(self) -> None:
        self.may_end.set()
        self.thread.join()


@ONE_AT_A_TIME
@pytest.mark.django_db(transaction=True)
def test_what_ends_late_with_an_earlier_line_is_counted(mention, office):
    other = mention()
    late = Late(lambda: writing.delete(Mention.objects.get(pk=other.pk), by=office))
    writing.create(Organisation(name="Tercera"), by=office)
    before = mark()
    assert mentions() == 1  # kept, with the last line written after the one that is to come
    late.end()
    assert mark().split(":")[0] == before.split(":")[0]
    assert mentions() == 0


@pytest.mark.django_db
def test_the_mark_of_the_trail_is_another_after_each_line(office):
    assert mark() == "0:0"
    writing.create(Organisation(name="Tercera"), by=office)
    first = mark()
    assert first.endswith(":1")
    assert mark() == first
    writing.create(Organisation(name="Cuarta"), by=office)
    assert mark().endswith(":2")
