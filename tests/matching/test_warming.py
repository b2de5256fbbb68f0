"""The first ranking of a process is ready before anybody asks for it, and nothing waits for it."""

import threading

import pytest
from django.utils import timezone

from lonja.directory.domain import taxonomy
from lonja.matching import fitting
from lonja.matching.fitting import gathering, warming
from lonja.matching.fitting.keeping import keeper
from lonja.matching.models import Need

from .members import join
from .test_fitting import declares

pytestmark = pytest.mark.django_db


def page(environ, start_response):
    return [b"hola"]


@pytest.fixture
def threads(monkeypatch):
    """The threads that would begin."""
    found = []
    monkeypatch.setattr(threading.Thread, "start", lambda self: found.append(self.name))
    return found


def test_a_process_that_serves_pages_gets_ready_and_serves_them_meanwhile(threads, settings):
    settings.SENTENCES = True
    application = warming.Warming(page)
    assert threads == ["warm-ranking"]
    assert application({}, None) == [b"hola"]


def test_without_the_model_of_sentences_there_is_nothing_to_wait_for(threads):
    warming.Warming(page)
    assert threads == []


def test_it_begins_when_nobody_asks_for_pages_and_in_a_minute_all_the_same(threads, monkeypatch):
    now = 0.0
    monkeypatch.setattr(warming.time, "monotonic", lambda: now)
    application = warming.Warming(page)
    now = 2.0
    application({}, None)
    now = 4.9
    assert not application._is_time()
    now = 5.1
    assert application._is_time()
    application.serving = 1  # a page that takes long, such as the first
    assert not application._is_time()
    application.serving = 0
    now = 59.0
    application({}, None)
    now = 60.1
    assert application._is_time()


def test_once_ready_a_ranking_reads_no_member_again(marta, monkeypatch):
    taxonomy.load()
    declares(join("Aires"), marta, "AMB-01")
    keeper.forget()
    warming.warm()
    monkeypatch.setattr(gathering, "members", lambda keys=None: pytest.fail("read again"))
    need = Need.objects.create(title="Medir el aire", received_on=timezone.localdate())
    assert isinstance(fitting.rank_need(need), list)


def test_an_office_without_tables_yet_is_not_stumbled_over(threads, monkeypatch, caplog):
    def no_table():
        raise RuntimeError("no such table")

    application = warming.Warming(page)
    monkeypatch.setattr(warming, "warm", no_table)
    monkeypatch.setattr(application, "_is_time", lambda: True)
    monkeypatch.setattr(warming.connections, "close_all", lambda: None)
    application._wait_and_warm()
    assert "could not be made ready" in caplog.text
