"""Years as figures see them, without a balance."""

from dataclasses import dataclass, field
from datetime import date

from lonja.core import figures


@dataclass
class Year:
    """A year with its opening balances: {year: (value, keys of the records listed)}."""

    number: int
    openings: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)

    @property
    def start(self):
        return date(self.number, 1, 1)

    @property
    def end(self):
        return date(self.number, 12, 31)

    @property
    def span(self):
        return (self.start, self.end)

    @property
    def previous(self):
        return Year(self.number - 1, self.openings, self.known)

    def value(self, key):
        if self.number in self.openings:
            return self.openings[self.number][0]
        return figures.get(key).read(self).value

    def reading(self, key):
        return self.fixed(key) or figures.get(key).read(self)

    def fixed(self, key):
        if self.number in self.openings:
            return figures.Reading(self.openings[self.number][0], opening=True)
        return None

    def opening_records(self, key, *, up_to, since=None):
        years = (y for y in self.openings if y <= up_to and (since is None or y >= since))
        return set().union(*(self.openings[y][1] for y in years))
