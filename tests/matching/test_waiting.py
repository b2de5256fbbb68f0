"""How fast needs become meetings, and which wait."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from lonja.acts.enums import State
from lonja.directory.models import Organisation
from lonja.matching.models import Introduction, Meeting, Need
from lonja.matching.queries import waiting

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture
def need(villaejemplo):
    def make(days_ago, *, state="received", closed=None):
        return Need.objects.create(
            title=f"Hace {days_ago} días",
            territory=villaejemplo,
            received_on=TODAY - timedelta(days=days_ago),
            state=state,
            closed_on=closed,
        )

    return make


@pytest.fixture
def met():
    """A need that had its first meeting so many days after it came, so many days ago."""
    member = Organisation.objects.create(name="Aire Ejemplo", folded="aire ejemplo")
    uids = iter(range(99))

    def make(need, held_on, stage="held"):
        made = Introduction.objects.create(
            need=need, member=member, date=held_on, state=State.DONE, title="Presentación"
        )
        Meeting.objects.create(
            follows=made, date=held_on, state=State.DONE, stage=stage, title="Reunión",
            uid=str(next(uids)),
        )  # fmt: skip

    return make


def test_the_pace_is_that_of_the_first_meetings_of_the_last_year(need, met):
    for days, ago in ((4, 10), (8, 20), (40, 30)):
        one = need(ago + days)
        met(one, TODAY - timedelta(days=ago))
    long_ago = need(500)
    met(long_ago, TODAY - timedelta(days=400))

    pace = waiting.pace(TODAY)

    assert (pace.number, pace.median, pace.late) == (3, 8, 40)
    assert len(pace.course) == waiting.QUARTERS
    assert pace.course[-1] == 8
    assert pace.course[-5] == 100


def test_without_meetings_there_is_no_pace(need, met):
    met(need(30), TODAY, stage="agreed")
    assert waiting.pace(TODAY) == waiting.Pace(0, None, None, [None] * waiting.QUARTERS)


def test_needs_wait_until_they_are_introduced_or_closed(need, met):
    for days in (0, 7, 8, 30, 31):
        need(days)
    met(need(3), TODAY)
    need(90, state="withdrawn", closed=TODAY)

    assert [(key, number) for key, _name, number in waiting.by_age(TODAY)] == [
        ("week", 2), ("month", 2), ("older", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("age", ["week", "month", "older"])
def test_the_list_narrowed_by_an_age_has_as_many_as_the_desk_says(need, age):
    for days in (0, 7, 8, 30, 31, 60):
        need(days)
    said = {key: number for key, _name, number in waiting.by_age(TODAY)}
    assert waiting.of_age(waiting.unintroduced(), age, TODAY).count() == said[age]


def test_the_list_of_needs_narrows_by_it_and_ignores_nonsense(client, marta, villaejemplo):
    for days in (3, 50):
        Need.objects.create(
            title=f"Hace {days} días",
            territory=villaejemplo,
            received_on=timezone.localdate() - timedelta(days=days),
        )
    client.force_login(marta)
    assert [str(n) for n in client.get("/necesidades/?waiting=older").context["page"]] == [
        "Hace 50 días"
    ]
    assert len(client.get("/necesidades/?waiting=nunca").context["page"]) == 2
