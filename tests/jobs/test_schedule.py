"""The schedule: each slot once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from lonja.jobs.domain import scheduling
from lonja.jobs.job import Job
from lonja.jobs.models import Tick
from lonja.jobs.when import Entry, daily
from lonja.schedule import SCHEDULE

ENTRY = Entry("resumen", daily(at="06:30"), "tests.jobs.trial.tick")
MORNING = datetime(2024, 6, 12, 4, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.mark.django_db
def test_each_slot_is_enqueued_once():
    assert scheduling.tick([ENTRY], now=MORNING) == 0
    assert scheduling.tick([ENTRY], now=MORNING + A_DAY) == 1
    assert scheduling.tick([ENTRY], now=MORNING + A_DAY) == 0
    assert scheduling.tick([ENTRY], now=MORNING + A_DAY + timedelta(hours=23)) == 0
    assert DBTaskResult.objects.count() == 1
    assert Tick.objects.count() == 2


@pytest.mark.django_db
def test_after_a_week_off_only_the_last_slot_is_made_up_for():
    scheduling.tick([ENTRY], now=MORNING)
    assert scheduling.tick([ENTRY], now=MORNING + 7 * A_DAY) == 1
    assert scheduling.tick([ENTRY], now=MORNING + 7 * A_DAY) == 0


@pytest.mark.django_db
def test_a_clock_set_back_enqueues_nothing():
    scheduling.tick([ENTRY], now=MORNING + A_DAY)
    assert scheduling.tick([ENTRY], now=MORNING) == 0


@pytest.mark.django_db
def test_an_entry_whose_job_is_gone_does_not_stop_the_others():
    gone = Entry("antiguo", daily(at="06:30"), "tests.jobs.trial.gone")
    scheduling.tick([gone, ENTRY], now=MORNING)
    assert scheduling.tick([gone, ENTRY], now=MORNING + A_DAY) == 1


def test_every_entry_has_its_own_name_and_a_job_that_exists():
    assert len({entry.name for entry in SCHEDULE}) == len(SCHEDULE)
    for entry in SCHEDULE:
        assert isinstance(import_string(entry.job), Job), entry.name
