"""What is counted by kind, printed in one order."""

from hypothesis import given
from hypothesis import strategies as some

from lonja.core.figures import most_first

TALLIES = some.dictionaries(some.text(max_size=4), some.integers(0, 3), max_size=8)


@given(TALLIES, some.randoms())
def test_the_order_does_not_depend_on_the_database(tally, chance):
    """A database gives groups in whatever order; two printings of a year are the same."""
    pairs = list(tally.items())
    chance.shuffle(pairs)
    assert list(most_first(dict(pairs)).items()) == list(most_first(tally).items())


def test_the_most_come_first_and_of_as_many_by_name():
    told = {"renunciado": 1, "denegado": 6, "en reserva": 1, "concedido": 4}
    assert list(most_first(told)) == ["denegado", "concedido", "en reserva", "renunciado"]
