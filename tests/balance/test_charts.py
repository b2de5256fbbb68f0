"""The charts that a balance may show."""

from datetime import date
from decimal import Decimal

import pytest

from lonja.balance.charts import Charts
from lonja.core.pieces.figures import figure_tile
from lonja.grants.models import Call, Scheme
from lonja.outreach.enums import Network
from lonja.outreach.models import Reading, SocialAccount
from tests.factories import year

pytestmark = pytest.mark.django_db


def test_followers_are_drawn_since_they_are_known():
    account = SocialAccount.objects.create(network=Network.LINKEDIN, handle="cluster")
    for day, followers in ((date(2024, 10, 30), 9_300), (date(2024, 12, 30), 10_400)):
        Reading.objects.create(account=account, date=day, followers=followers)

    drawn = Charts(year(), "es", "#0B5D73")["followers_over_time"]

    assert drawn.data == (("oct 24", "9.300"), ("nov 24", "9.300"), ("dic 24", "10.400"))


def test_without_readings_there_is_no_chart_of_followers():
    assert "followers_over_time" not in Charts(year(), "es", "#0B5D73")


class TestAGrowth:
    """The budget of the calls fell from fifty-four millions to twelve and a half."""

    @pytest.fixture(autouse=True)
    def calls(self):
        scheme = Scheme.objects.create(name="AEI", in_balance=True)
        for number, budget in ((2022, 8_000_000), (2023, 54_000_000), (2024, 12_500_000)):
            Call.objects.create(scheme=scheme, title="AEI", year=number, budget=budget)

    def test_its_parts_are_what_they_are_and_make_no_whole(self):
        drawn = Charts(year(), "es", "#0B5D73").get("grants.call_budget_change")
        assert drawn.data == (("2023", "54.000.000\xa0€"), ("2024", "12.500.000\xa0€"))
        assert drawn.header[-1] == "Valor"

    def test_how_much_it_grew_itself_is_not_said(self, client, office):
        client.force_login(office)
        for address in ("", "cifras/grants.call_budget_change/"):
            page = client.get(f"/balance/2024/{address}").content.decode()
            assert "−76,9\xa0%" in page
            assert "puntos" not in page
        told = {"value": Decimal("-0.77"), "unit": "percent", "previous": Decimal("5.75")}
        assert figure_tile("", **told)["change"].direction == "down"
        assert figure_tile("", **told, tells_change=True)["change"] is None
