from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lonja.acts.enums import State
from lonja.balance.models import Goal, OpeningBalance
from lonja.core import release
from lonja.core.figures import Unit
from lonja.core.text import Text
from lonja.desk import glance, remembering
from lonja.desk.glance import Main
from lonja.desk.jobs import renew_glance
from lonja.desk.remembering import Remembered
from lonja.desk.templatetags.desk import glance_figure
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.journal.queries import mark

pytestmark = pytest.mark.django_db
MEETINGS = "groups.meetings_held"
SPRING = date(2025, 4, 10)


@pytest.fixture
def meetings():
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=None)

    def hold(*days: date) -> None:
        for day in days:
            meeting = GroupMeeting(group=group, title="Sesión", date=day, state=State.DONE)
            writing.create(meeting, by=None)

    return hold


def meetings_at(today: date, year: int | None = None) -> Main:
    seen = glance.read(year or today.year, today)
    return next(one for line in seen.lines for one in line.figures if one.key == MEETINGS)


def test_the_nine_lines_are_there_with_figures_that_exist():
    seen = glance.read(2025, SPRING)
    assert [line.number for line in seen.lines] == list(range(1, 10))
    assert all(line.figures for line in seen.lines)


def test_the_pace_is_what_there_was_a_year_ago_today(meetings):
    meetings(date(2024, 2, 1), date(2024, 4, 10), date(2024, 4, 11), date(2024, 11, 5))
    meetings(date(2025, 3, 3))
    one = meetings_at(SPRING)
    assert (one.value, one.by_now, one.before) == (1, 2, 4)
    assert one.aim == 4
    assert one.pace == 2
    assert one.is_late
    assert one.lag == Decimal("0.5")


def test_keeping_pace_is_not_being_late(meetings):
    meetings(date(2024, 2, 1), date(2024, 11, 5), date(2025, 3, 3))
    assert not meetings_at(SPRING).is_late


def test_a_goal_says_where_one_should_be_by_today(meetings):
    meetings(date(2025, 3, 3), date(2025, 3, 17))
    writing.create(Goal(key=MEETINGS, year=2025, value=20), by=None)
    one = meetings_at(date(2025, 7, 2))
    assert (one.goal, one.aim) == (20, 20)
    assert one.pace == Decimal("10.03")
    assert one.is_late


def test_an_opening_balance_says_of_a_whole_year_and_not_of_its_days(meetings):
    meetings(date(2023, 2, 1))
    opening = OpeningBalance(key=MEETINGS, year=2022, value=9, source="memoria de 2022")
    writing.create(opening, by=None)
    one = meetings_at(date(2023, 4, 10))
    assert one.before == 9
    assert one.by_now is None
    assert one.pace is None
    assert not one.is_late


def test_a_year_that_is_over_has_no_pace(meetings):
    meetings(date(2023, 2, 1), date(2023, 6, 1), date(2024, 3, 3))
    one = meetings_at(SPRING, year=2024)
    assert (one.value, one.before, one.pace, one.is_late) == (1, 2, None, False)


def test_leap_days_have_a_day_to_be_compared_with(meetings):
    meetings(date(2023, 2, 28), date(2023, 3, 1))
    assert meetings_at(date(2024, 2, 29)).by_now == 1


@pytest.mark.parametrize(
    ("unit", "value", "more_is_better"),
    [(Unit.RANK, 2, True), (Unit.PERCENT, Decimal("0.1"), True), (Unit.COUNT, 1, False)],
)
def test_what_does_not_grow_day_by_day_is_never_late(unit, value, more_is_better):
    one = Main(
        key="x", name=Text("x", "x"), unit=unit, value=value, before=9, by_now=9, goal=None,
        elapsed=Decimal("0.5"), more_is_better=more_is_better, opening=False, weak=0,
    )  # fmt: skip
    assert not one.is_late


def test_a_running_year_is_never_compared_with_a_whole_one():
    def shown(elapsed: str, by_now: int | None) -> str:
        one = Main(
            key=MEETINGS, name=Text("x", "x"), unit=Unit.COUNT, value=6, before=8, by_now=by_now,
            goal=None, elapsed=Decimal(elapsed), more_is_better=True, opening=False, weak=0,
        )  # fmt: skip
        change = glance_figure(one, 2025)["change"]
        return change.text if change else ""

    assert shown("0.5", by_now=4) == "+50\u00a0%"
    assert shown("0.5", by_now=None) == ""
    assert shown("1", by_now=None) == "−25\u00a0%"


def test_of_large_sums_the_cents_are_left_out():
    one = Main(
        key="press.value_eur", name=Text("x", "x"), unit=Unit.EUROS, value=Decimal("2244664.29"),
        before=None, by_now=None, goal=None, elapsed=Decimal("0.5"), more_is_better=True,
        opening=False, weak=0,
    )  # fmt: skip
    assert glance_figure(one, 2025)["text"] == "2.244.664\u00a0€"


def test_the_latest_of_what_is_late_comes_first(meetings):
    meetings(date(2024, 2, 1), date(2024, 3, 1), date(2025, 3, 3))
    late = glance.read(2025, SPRING).late
    assert [figure.key for _line, figure in late] == [MEETINGS]


def test_this_year_is_shown_as_soon_as_something_is_done_in_it(act):
    for month in range(1, 13):
        act("De 2024", date(2024, month, 1))
    assert glance.year_to_show(SPRING) == 2024
    act("De 2025", date(2025, 1, 8))
    assert glance.year_to_show(SPRING) == 2025


def test_a_year_with_next_to_nothing_in_it_by_november_is_not_shown_for_the_last_full_one(act):
    for _ in range(3):
        for month in range(1, 13):
            act("De 2024", date(2024, month, 1))
    act("De 2025", date(2025, 1, 8))
    assert glance.year_to_show(date(2025, 2, 1)) == 2025
    assert glance.year_to_show(date(2025, 11, 26)) == 2024
    for month in (3, 5, 9):
        act("De 2025", date(2025, month, 1))
    assert glance.year_to_show(date(2025, 11, 26)) == 2025


def test_an_empty_office_is_shown_its_present_year():
    assert glance.year_to_show(SPRING) == 2025


def test_a_stray_act_does_not_make_a_year(act):
    for month in range(1, 13):
        act("De 2023", date(2023, month, 1))
    act("Suelto", date(2024, 1, 4))
    assert glance.year_to_show(date(2026, 4, 10)) == 2023


@pytest.fixture
def slow(monkeypatch):
    """An office so large that reading its year takes longer than anybody waits."""
    monkeypatch.setattr(remembering, "PATIENCE", 0)


@pytest.fixture
def quick(monkeypatch):
    """A small one, whatever the machine."""
    monkeypatch.setattr(remembering, "PATIENCE", 60)


def value(remembered: Remembered) -> int:
    return next(
        one.value for line in remembered.glance.lines for one in line.figures if one.key == MEETINGS
    )


def test_what_was_read_is_remembered_until_something_is_written(
    quick, meetings, django_assert_max_num_queries
):
    meetings(date(2025, 3, 3))
    first = remembering.recall(2025, SPRING, mark="1")
    with django_assert_max_num_queries(1):
        assert remembering.recall(2025, SPRING, mark="1") == first
    meetings(date(2025, 3, 4))
    assert value(remembering.recall(2025, SPRING, mark="2")) == 2


def test_a_large_office_is_shown_the_last_it_knew_while_a_worker_reads(
    slow, client, office, meetings
):
    client.force_login(office)
    meetings(date(2025, 3, 3))
    first = client.get("/?year=2025").context["glance"]
    assert not DBTaskResult.objects.exists()
    meetings(date(2025, 3, 4))
    for _ in range(3):
        assert client.get("/?year=2025").context["glance"] == first
    [asked] = DBTaskResult.objects.all()
    assert (asked.task_path, asked.args_kwargs["args"]) == ("lonja.desk.jobs.renew_glance", [2025])


def test_the_worker_reads_it_once(quick, meetings):
    meetings(date(2025, 3, 3))
    assert renew_glance.call(2025) is True
    assert renew_glance.call(2025) is False
    meetings(date(2025, 3, 4))
    assert renew_glance.call(2025) is True
    assert value(remembering.recall(2025, timezone.localdate(), mark=mark())) == 2


def test_after_an_upgrade_nobody_is_shown_what_the_code_before_remembered(
    slow, meetings, monkeypatch
):
    meetings(date(2025, 3, 3))
    remembering.recall(2025, SPRING, mark="1")
    meetings(date(2025, 3, 4))
    monkeypatch.setattr(release, "mark", lambda: "another")
    assert value(remembering.recall(2025, SPRING, mark="1")) == 2


def test_without_a_worker_nobody_is_shown_what_is_long_past(slow, meetings, monkeypatch):
    meetings(date(2025, 3, 3))
    remembering.recall(2025, SPRING, mark="1")
    meetings(date(2025, 3, 4))
    monkeypatch.setattr(remembering, "OLDEST", timedelta(0))
    assert value(remembering.recall(2025, SPRING, mark="2")) == 2


def test_the_page_says_of_when_its_figures_are(slow, client, office, meetings):
    client.force_login(office)
    assert "se están poniendo al día" not in client.get("/").content.decode()
    meetings(date(2025, 3, 3))
    assert "se están poniendo al día" in client.get("/").content.decode()
