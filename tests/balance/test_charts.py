"""The charts that a balance may show."""

from datetime import date

import pytest

from lonja.balance.charts import Charts
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
