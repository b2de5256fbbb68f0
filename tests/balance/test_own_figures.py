"""A figure that the office makes from a list, without code, behaves like the built-in ones."""

import zoneinfo
from datetime import date, datetime
from decimal import Decimal

import pytest

from lonja.acts.enums import State
from lonja.balance.book import Book
from lonja.balance.catalogue import figures
from lonja.balance.custom import resource_named
from lonja.balance.domain import closing, own_figures
from lonja.balance.enums import Measure
from lonja.balance.models import CustomFigure
from lonja.core.figures import Unit
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.matching.models import Profile
from lonja.workbench.registry import all_resources
from tests.factories import act, organisation

from .conftest import LATER

pytestmark = pytest.mark.django_db
SLUG = "reuniones-de-grupo"


@pytest.fixture
def groups():
    return [WorkingGroup.objects.create(name=name) for name in ("Calidad del Aire", "Agua")]


@pytest.fixture
def meetings(groups):
    air, water = groups
    act(GroupMeeting, "Primera", group=air, mode="virtual")
    act(GroupMeeting, "Segunda", group=air, mode="presential")
    act(GroupMeeting, "Del agua", group=water, mode="virtual")
    act(GroupMeeting, "Anulada", group=air, mode="virtual", state=State.CANCELLED)
    act(GroupMeeting, "Del año antes", group=air, mode="virtual", day=date(2023, 3, 3))


def value(figure):
    return Book(today=LATER).year(2024).value(figure.key)


def make(office, params=None, **how):
    return own_figures.make(
        resource_named(SLUG), params or {}, name="Reuniones virtuales", by=office, **how
    )


def test_it_counts_what_its_list_shows_of_each_year(office, meetings):
    figure = make(office)

    assert value(figure) == 3
    assert Book(today=LATER).year(2023).value(figure.key) == 1


def test_its_filters_are_those_of_the_list(office, meetings, groups):
    figure = make(office, {"group": [str(groups[0].pk)], "sort": ["-date"], "page": ["7"]})

    assert figure.params == {"group": [str(groups[0].pk)]}
    assert value(figure) == 2


def test_it_counts_different_ones_and_breaks_them_down(office, meetings):
    figure = make(office, measure="distinct", field="group", group="group")

    assert value(figure) == 2
    reading = Book(today=LATER).year(2024).reading(figure.key)
    assert reading.breakdown == {"Agua": 1, "Calidad del Aire": 1}


def test_it_has_name_definition_and_line_like_any_other(office, meetings):
    key = make(office).key
    figure = figures()[key]

    assert figure.line == 1
    assert figure.name.es == "Reuniones virtuales"
    assert figure.definition.es.startswith("Registros de «")


def test_it_is_frozen_with_the_year(office, direction, meetings, groups):
    figure = make(office)
    closed = closing.close(2024, by=direction, today=LATER)
    act(GroupMeeting, "Otra", group=groups[0])

    assert value(figure) == 3
    assert closed.figures.get(key=figure.key).rows.count() == 3


def test_what_the_list_does_not_offer_cannot_be_measured(office):
    with pytest.raises(own_figures.CannotCount):
        make(office, measure="sum", field="id")
    with pytest.raises(own_figures.CannotCount):
        make(office, measure="distinct", field="responsible__password")
    with pytest.raises(own_figures.CannotCount):
        make(office, group="responsible__password")


def test_in_the_bin_it_leaves_the_balance(office, meetings):
    figure = make(office)
    writing.delete(figure, by=office)

    assert figure.key not in figures()


def test_two_with_the_same_name_have_different_keys(office):
    assert make(office).key == "office.reuniones_virtuales"
    assert make(office).key == "office.reuniones_virtuales_2"


def test_one_whose_list_has_gone_is_not_a_figure(office):
    figure = make(office)
    CustomFigure.objects.filter(pk=figure.pk).update(resource="ya-no-existe")

    assert figure.key not in figures()


def test_sums_do_not_count_a_row_twice(office):
    """A filter that joins repeats rows; an amount must still be summed once."""
    resource = next(r for r in _with_sums())
    figure = own_figures.make(
        resource, {}, name="Suma", measure="sum", field=resource.sums[0], by=office
    )

    assert Book(today=LATER).year(2024).value(figure.key) == Decimal(0)


def _with_sums():
    from lonja.workbench.registry import all_resources

    found = [r for r in all_resources() if r.sums and r.date_field]
    if not found:
        pytest.skip("no list offers sums")
    return found


EVERY = [
    (resource.slug, measure, field, group)
    for resource in all_resources()
    if resource.date_field
    for measure, fields in (
        (Measure.COUNT, [""]),
        (Measure.DISTINCT, resource.groups),
        (Measure.SUM, resource.sums),
    )
    for field in fields
    for group in ("", *(() if measure == Measure.DISTINCT else resource.groups))
]


@pytest.mark.parametrize(("slug", "measure", "field", "group"), EVERY)
def test_whatever_a_list_offers_can_be_measured(office, slug, measure, field, group):
    figure = own_figures.make(
        resource_named(slug), {}, name="Cualquiera", measure=measure, field=field, group=group,
        by=office,
    )  # fmt: skip

    reading = Book(today=LATER).year(2024).reading(figure.key)

    assert reading.value in (0, None)
    assert reading.breakdown == {}


def test_what_was_told_in_the_last_hours_of_a_year_is_of_that_year(office):
    madrid = zoneinfo.ZoneInfo("Europe/Madrid")
    for name, told_at in (
        ("Puntual", datetime(2024, 12, 31, 23, 30, tzinfo=madrid)),
        ("Tardía", datetime(2025, 1, 1, 0, 30, tzinfo=madrid)),  # in Greenwich, still 2024
    ):
        Profile.objects.create(organisation=organisation(name), told_at=told_at)
    figure = own_figures.make(
        resource_named("fichas"), {}, name="Fichas contadas", measure=Measure.COUNT, field="",
        group="", by=office,
    )  # fmt: skip

    book = Book(today=date(2026, 1, 1))

    assert [book.year(n).value(figure.key) for n in (2023, 2024, 2025)] == [0, 1, 1]


def test_what_a_mention_is_worth_can_be_summed(office, mention):
    mention(value="10.25", tone="positive")
    mention(value="5", tone="positive")
    mention()
    figure = own_figures.make(
        resource_named("impactos"), {}, name="Valor por tono", measure=Measure.SUM, field="value",
        group="tone", by=office,
    )  # fmt: skip

    year = Book(today=LATER).year(2024)

    assert figures()[figure.key].unit == Unit.EUROS
    assert year.value(figure.key) == Decimal("15.25")
    assert year.reading(figure.key).breakdown == {"positivo": Decimal("15.25"), "—": 0}
    assert year.standing(figure.key).weak == 0  # each mention has its link


def test_its_definition_tells_its_filters_in_words(office, groups, meetings):
    params = {"group": [str(groups[0].pk)], "state": ["done"], "evidence": ["no"], "q": ["aire"]}
    figure = make(office, params)

    assert figure.definition == (
        "Registros de «reuniones de grupos» del año; grupo: Calidad del Aire; estado: realizado; "
        "evidencia: sin evidencia; búsqueda: aire."
    )
