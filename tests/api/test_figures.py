from datetime import date
from decimal import Decimal

import pytest

from lonja.acts.enums import State
from lonja.api.shape import href
from lonja.balance.book import Book
from lonja.groups.models import GroupMeeting, WorkingGroup
from lonja.journal import writing
from lonja.press.models import Mention, Outlet, Valuation

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings():
    group = writing.create(WorkingGroup(name="Comisión de Calidad del Aire"), by=None)
    return [
        writing.create(
            GroupMeeting(group=group, title=title, date=date(2024, 5, day), state=State.DONE),
            by=None,
        )
        for day, title in ((6, "Índice"), (20, "Borrador"))
    ]


def test_every_figure_says_what_it_counts_in_both_languages(asks, office):
    found = {one["key"]: one for one in asks(office).get("/api/v1/figures/").json()}
    assert set(found) == set(Book().figures)
    assert found["press.value_eur"]["unit"] == "eur"
    assert found["press.mentions"]["name"] == {"es": "Impactos en medios", "en": "Media mentions"}


def test_a_figure_comes_with_the_records_behind_it(asks, office, meetings):
    said = asks(office).get("/api/v1/figures/groups.meetings_held/2024/").json()
    assert (said["value"], said["records"], said["closed"]) == (2, 2, False)
    assert {row["label"] for row in said["rows"]} == {str(one) for one in meetings}
    assert said["rows"][0]["href"] in {href(one) for one in meetings}
    assert said["previous"] in (0, None)


@pytest.mark.parametrize("path", ["nada.de_nada/2024", "press.mentions/1066", "press.mentions/x"])
def test_a_figure_or_a_year_that_there_is_not(asks, office, path):
    assert asks(office).get(f"/api/v1/figures/{path}/").status_code in (404, 422)


def test_the_balance_of_a_year_is_the_one_of_the_book(asks, office, meetings):
    said = asks(office).get("/api/v1/balance/2024/").json()
    assert said["year"] == 2024
    assert said["figures"]["groups.meetings_held"] == 2
    assert set(said["figures"]) == set(said["records"]) == set(Book().figures)
    line = asks(office).get("/api/v1/balance/2024/?line=1").json()["figures"]
    assert all(key.startswith("groups.") for key in line)


def test_amounts_are_text_and_exact(asks, office):
    outlet = writing.create(Outlet(name="Diario Ejemplo"), by=None)
    day = date(2024, 3, 4)
    mention = Mention(title="Playas", date=day, outlet=outlet, url="https://a.example/1")
    mention.state = State.DONE
    writing.create(mention, by=None)
    value = Valuation(mention=mention, amount=Decimal("1234.56"), valued_on=day, provider="Ejemplo")
    writing.create(value, by=None)
    said = asks(office).get("/api/v1/balance/2024/").json()["figures"]
    assert said["press.value_eur"] == "1234.56"


def test_figures_are_not_for_members(asks, member):
    for path in ("figures/", "figures/press.mentions/2024/", "balance/2024/"):
        assert asks(member).get(f"/api/v1/{path}").status_code == 403
