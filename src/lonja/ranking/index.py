"""Who is known, ready to be compared. See the folder's docstring for how it is used."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np

from . import explaining, places, reading, signals, wording
from .growing import Column
from .likeness import Field
from .meaning import Meanings
from .profiles import Piece, Profile, Ranked, Wanted
from .reading import FIELDS, Prepared
from .vectors import Vectors
from .weights import LEARNED, Weights

AT_ONCE = 256
"""Texts that are brought together to the model of sentences."""


class Index:
    """Profiles, each with a slot, and their pieces one after another. Safe among threads.

    A profile that is replaced or removed leaves its slot empty; the index is made anew by itself
    when more slots are empty than not.
    """

    def __init__(
        self,
        profiles: Iterable[Profile] = (),
        *,
        vectors: Vectors | None = None,
        weights: Weights = LEARNED,
    ) -> None:
        self.vectors = vectors
        self.weights = weights
        self._turn = threading.RLock()
        self._clear()
        self.add(profiles)

    def __len__(self) -> int:
        return len(self.slots)

    def __contains__(self, key: str) -> bool:
        return key in self.slots

    def add(self, profiles: Iterable[Profile]) -> None:
        """Add profiles, each in the place of the one with its key if there is one."""
        # Of two with one key, the last.
        waiting = list({profile.key: profile for profile in profiles}.values())
        for i in range(0, len(waiting), AT_ONCE):
            some = waiting[i : i + AT_ONCE]
            for profile in some:
                self.remove(profile.key)
            read = [[reading.read(piece) for piece in _pieces(profile)] for profile in some]
            meant = [one.meant for pieces in read for one in pieces]
            vectors = self._vectors_of(meant)
            with self._turn:
                done, slot = 0, len(self.profiles)
                for profile, pieces in zip(some, read, strict=True):
                    self._put(profile, pieces, vectors[done : done + len(pieces)])
                    done += len(pieces)
                self._settle(slot)

    def remove(self, key: str) -> None:
        """Take a profile out; nothing happens when it is not known."""
        with self._turn:
            slot = self.slots.pop(key, None)
            if slot is None:
                return
            self.alive.values[slot] = False
            self.areas.pop(slot, None)
            self.works_in.pop(slot, None)
            first, last = int(self.starts.values[slot]), int(self.starts.values[slot + 1])
            for field in self.fields.values():
                field.forget(first, last)
            self.names.forget(slot, slot + 1)
            if len(self.profiles) > 64 and len(self.slots) < len(self.profiles) / 2:
                self.compact()

    def prepare(self, wanted: Wanted) -> Prepared:
        """Read what is wanted once, to rank it several times."""
        return self.prepare_all([wanted])[0]

    def prepare_all(self, several: list[Wanted]) -> list[Prepared]:
        read = [reading.read(wanted) for wanted in several]
        vectors = self._vectors_of([one.meant for one in read])
        return [
            Prepared(wanted, one, vector)
            for wanted, one, vector in zip(several, read, vectors, strict=True)
        ]

    def rank(
        self,
        wanted: Wanted | Prepared,
        *,
        limit: int = 20,
        among: Collection[str] | None = None,
        reasons: bool = True,
    ) -> list[Ranked]:
        """Who fits, best first; `among` these keys only, when they are given.

        With reasons, only those who have one about the matter: nobody may fit. Without, everyone,
        in order.
        """
        ready = wanted if isinstance(wanted, Prepared) else self.prepare(wanted)
        with self._turn:
            chosen = signals.candidates(self, ready, among)
            if not len(chosen):
                return []
            measured = signals.measure(self, ready, chosen)
            scores = measured.values @ self.weights.vector(ready.wanted.contract)
            # Ties in the order in which they came: the same question has the same answer.
            order = np.argsort(-scores, kind="stable")
            if not reasons:
                best = order[:limit]
                return [Ranked(self.profiles[chosen[i]].key, float(scores[i])) for i in best]
            asked = explaining.Asked(self, ready)
            near = explaining.near(self, asked, measured)
            explained = (
                explaining.explain(self, asked, measured, int(i), float(scores[i]))
                for i in order
                if near[i]
            )
            return list(islice(filter(explaining.on_the_subject, explained), limit))

    def rank_all(
        self, several: Iterable[Wanted], *, limit: int = 20, reasons: bool = False
    ) -> Iterator[list[Ranked]]:
        """The same for many, in their order. While some are ranked, the next are read."""
        waiting = iter(several)
        with ThreadPoolExecutor(1) as reader:
            coming = reader.submit(self.prepare_all, list(islice(waiting, AT_ONCE)))
            while prepared := coming.result():
                coming = reader.submit(self.prepare_all, list(islice(waiting, AT_ONCE)))
                for ready in prepared:
                    yield self.rank(ready, limit=limit, reasons=reasons)

    def fits(self, key: str, several: Iterable[Wanted], *, limit: int = 20) -> list[int]:
        """The other direction: the places in `several` of what fits a supplier best.

        Scores of different wants stand on one scale only as far as the signals do: it orders what
        to look at first.
        """
        if key not in self:
            return []
        scores = [
            found[0].score
            for one in self.prepare_all(list(several))
            if (found := self.rank(one, limit=1, among={key}, reasons=False))
        ]
        return [int(i) for i in np.argsort(-np.array(scores), kind="stable")[:limit]]

    def reckon(self) -> None:
        """Bring up to date what depends on all pieces together."""
        starts = self.starts.values[:-1]
        for field in (*self.fields.values(), self.meaning):
            field.reckon(starts)
        self.names.reckon(np.arange(len(self.profiles)))

    def _clear(self) -> None:
        self.slots: dict[str, int] = {}
        self.profiles: list[Profile] = []
        self.pieces: list[Piece] = []
        self.alive = Column(bool)
        self.starts = Column(np.int64)
        self.starts.extend([0])
        self.homes, self.home_regions, self.reach = Column(int), Column(int), Column(np.float32)
        self.fields = {name: Field() for name in FIELDS}
        self.names = Field()
        self.meaning = Meanings(self.vectors.width if self.vectors else 0)
        self.provinces, self.regions = Column(int), Column(int)
        self.amounts = Column(np.float32)
        self.years = Column(np.float32)
        self.marks = {name: Column(np.int32) for name in signals.MARKS}
        self.numbers: dict[tuple[str, str], int] = {}
        self.by_group: dict[str, list[int]] = {}
        self.areas: dict[int, frozenset[str]] = {}
        self.works_in: dict[int, frozenset[str]] = {}

    def compact(self) -> None:
        """Make it anew without the slots that are empty."""
        kept = [self.profiles[slot] for slot in self.slots.values()]
        self._clear()
        self.add(kept)

    def _vectors_of(self, texts: list[str]) -> np.ndarray:
        return self.vectors.of(texts) if self.vectors else np.zeros((len(texts), 1), np.float32)

    def pieces_of(self, profile: Profile) -> tuple[Piece, ...]:
        return _pieces(profile)

    def _settle(self, first: int) -> None:
        """Measure the profiles from this slot on."""
        starts = self.starts.values[first:-1]
        for field in (*self.fields.values(), self.meaning):
            field.settle(starts)
        self.names.settle(np.arange(first, len(self.profiles)))

    def _put(self, profile: Profile, read: list[reading.Read], vectors: np.ndarray) -> None:
        slot, first = len(self.profiles), len(self.pieces)
        pieces = _pieces(profile)
        self.slots[profile.key] = slot
        self.profiles.append(profile)
        self.pieces.extend(pieces)
        self.alive.extend([True])
        self.starts.extend([first + len(pieces)])
        if areas := frozenset(profile.areas).union(*(piece.areas for piece in pieces)):
            self.areas[slot] = areas
        if regions := frozenset(place.region for place in profile.works_in if place):
            self.works_in[slot] = regions
        home = places.number(profile.home)
        self.homes.extend([home])
        self.home_regions.extend([int(profile.home.region or -1)])
        for name, field in self.fields.items():
            field.add([one.terms[name] for one in read])
        named = [run for word in wording.surfaces(profile.name) for run in wording.letters(word)]
        self.names.add([named])
        provinces = [one.province for one in read]
        self.reach.extend([np.log1p(places.DISTANCES[home, provinces].max(initial=0.0))])
        self.provinces.extend(provinces)
        self.regions.extend([one.region for one in read])
        self.amounts.extend([one.amount for one in read])
        self.years.extend([reading.in_years(piece.date) for piece in pieces])
        self.meaning.add(vectors)
        for name, column in self.marks.items():
            column.extend([self.mark(name, getattr(piece, name)) for piece in pieces])
        for row, piece in enumerate(pieces, first):
            if piece.group:
                self.by_group.setdefault(piece.group, []).append(row)

    def mark(self, kind: str, text: str) -> int:
        """A number for a text that is only ever equal or not; -1 for none."""
        return self.numbers.setdefault((kind, text), len(self.numbers)) if text else -1


def _pieces(profile: Profile) -> tuple[Piece, ...]:
    """A profile of which nothing is known has its name."""
    return profile.pieces or (Piece(profile.name, kind="declared"),)
