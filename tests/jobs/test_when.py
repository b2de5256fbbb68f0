"""When things recur, in the office's time, summer and winter."""

from datetime import UTC, datetime

import pytest

from lonja.jobs.when import MONDAY, daily, every, monthly, weekly


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "now", "latest"),
    [
        (every(minutes=15), "2024-06-12 10:44:59", "2024-06-12 10:30"),
        (every(minutes=15), "2024-06-12 10:45:00", "2024-06-12 10:45"),
        # Half past six in the office is 4:30 UTC in summer and 5:30 in winter.
        (daily(at="06:30"), "2024-06-12 04:29", "2024-06-11 04:30"),
        (daily(at="06:30"), "2024-06-12 04:30", "2024-06-12 04:30"),
        (daily(at="06:30"), "2024-01-12 05:30", "2024-01-12 05:30"),
        (weekly(MONDAY, at="07:00"), "2024-06-12 10:00", "2024-06-10 05:00"),
        (monthly(day=1, at="05:00"), "2024-06-12 10:00", "2024-06-01 03:00"),
        (monthly(day=28, at="05:00"), "2024-03-01 10:00", "2024-02-28 04:00"),
        # The hour that is skipped in March, and the one that is lived twice in October.
        (daily(at="02:30"), "2024-03-31 12:00", "2024-03-31 01:30"),
        (daily(at="02:30"), "2024-10-27 00:30", "2024-10-27 00:30"),
        (daily(at="02:30"), "2024-10-27 01:30", "2024-10-27 00:30"),
    ],
)
def test_the_last_moment_at_which_it_was_due(when, now, latest):
    assert when.latest(utc(now)) == utc(latest)


def test_a_month_may_have_no_29th():
    with pytest.raises(ValueError, match="between 1 and 28"):
        monthly(day=29, at="05:00")
