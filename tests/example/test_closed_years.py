"""A year of the example, as it is printed before and after it is closed."""

import json

from lonja.accounts.models import User
from lonja.balance.book import Book
from lonja.balance.domain import closing
from lonja.balance.packing import pack, pack_breakdown


def printed(year):
    """What each figure says and what it counts by kind, letter by letter."""
    standings = Book().year(year).standings()
    return {
        key: json.dumps([pack(one.value), pack_breakdown(one.reading.breakdown)])
        for key, one in standings.items()
    }


def test_what_is_counted_by_kind_keeps_its_order_when_the_year_is_closed():
    """PostgreSQL has its own order for the keys of what it keeps: the shortest first."""
    before = printed(2025)
    closing.close(2025, by=User.objects.get(email="gerencia@ejemplo.example"))
    assert Book().closings.get(2025)
    assert printed(2025) == before
