"""How often one network may do what costs us: for as long as it is said, and not five minutes."""

import time

import pytest
from django.utils import timezone

from lonja.accounts import throttle
from lonja.accounts.models.cached import Cached
from tests.support.at_once import at_once

A_DAY = 86_400


def seconds_left() -> int:
    (kept,) = Cached.objects.values_list("expires", flat=True)
    return round((kept - timezone.now()).total_seconds())


@pytest.mark.django_db
def test_what_was_done_is_forgotten_so_long_after_the_first_of_it(rf, monkeypatch):
    asks = rf.get("/")
    throttle.count(asks, "needs", seconds=A_DAY)
    throttle.count(asks, "needs", seconds=A_DAY)
    assert A_DAY - 2 <= seconds_left() <= A_DAY

    later = time.time() + 80_000
    monkeypatch.setattr(throttle.time, "time", lambda: later)
    throttle.count(asks, "needs", seconds=A_DAY)
    assert A_DAY - 2 <= seconds_left() <= A_DAY  # not a day after this one
    assert throttle.spent(asks, "needs", limit=3)
    assert not throttle.spent(asks, "needs", limit=4)


@pytest.mark.django_db(transaction=True)
def test_those_that_come_at_the_same_second_are_all_counted(rf):
    asks = rf.get("/")
    at_once(*[lambda: throttle.count(asks, "needs", seconds=60)] * 4)
    assert throttle.spent(asks, "needs", limit=4)
