"""How near articles of the last weeks are to a query by their meaning: their vectors, held in memory.

In: an encoder, an archive, a query. Out: the nearest articles that the feeds asked for carry, in any language.

    Meanings(encoder, archive).nearest("grève des trains", feeds=feeds, since=since, now=now, limit=100)

What is usual in its language these days is taken away from an article, as `topics.centred` does. From the query is
taken what all texts of its kind have in common, and what is usual in this archive beyond what is usual in news. In
which language it is written need not be known. Some queries are near to all news: so articles are as near as they are
nearer than the others that were looked at.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from digests.ports import Encoder, Vector, Vectors
from digests.reader_ports import Archive, Row
from digests.topics import OTHER_TEXTS, PRIOR, TAKEN, topic_text

REACH = timedelta(days=30)  # how far back articles are held
FRESH_FOR = timedelta(minutes=1)  # how long the archive is not asked for what is new
# Articles are written down some time after the moment that they count as fetched at, and get their vectors later still.
OVERLAP = timedelta(minutes=30)
WAITING = 1000  # articles without a vector, the last ones, that are asked for again
LOADED_AT_ONCE = 4000  # vectors: bounds what is read before it is put in its place
STALE = 0.1  # share of the rows held that are too old, from which all are read anew
GROWN = 0.02  # share of new rows from which what is usual is worked out anew
LANGUAGE_MIN = 20  # articles of a language from which it says what is usual in the archive
FEW = 10  # articles that are near to nothing are counted with those looked at: of few, the mean says little
# What news is about, as it is typed.
OTHER_QUERIES = tuple(text.removeprefix(topic_text("")) for text in OTHER_TEXTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The articles that are nearest to a query."""

    nearness: Mapping[str, float]  # article id → how much nearer than the others it is, at most 1
    among: int  # articles that were looked at


class Meanings:
    """The vectors of the articles of the last weeks. May be called from several threads."""

    def __init__(self, encoder: Encoder, archive: Archive) -> None:
        self._encoder = encoder
        self._archive = archive
        self._lock = Lock()  # of all below
        self._held: _Held | None = None
        self._asked_at: datetime | None = None
        self._waiting: dict[str, Row] = {}  # articles without a vector, as they came
        self._common: Vector | None = None  # what all queries have in common

    @property
    def is_loaded(self) -> bool:
        """Whether the next answer waits for nothing long."""
        return self._held is not None

    def nearest(
        self,
        query: str,
        *,
        feeds: Collection[str],
        since: datetime,
        now: datetime,
        limit: int,
        also: Collection[str] = (),
    ) -> Nearest:
        """Return the nearest articles of these feeds from `since` on, at most `limit`, and those of `also`."""
        row = self._encoder.encode([query])[0]
        with self._lock:
            if self._common is None:
                self._common = self._encoder.encode(OTHER_QUERIES).mean(axis=0)
            held = self._fresh(now)
            near = held.nearness(row - self._common)
            counting = np.flatnonzero(held.carried_by(feeds) & held.dated_from(since))
            near -= near[counting].sum() / (len(counting) + FEW)
            places = [*_largest(near, counting, limit), *(held.places[name] for name in also if name in held.places)]
            return Nearest(nearness={held.ids[at]: float(near[at]) for at in places}, among=len(counting))

    def _fresh(self, now: datetime) -> "_Held":
        """Return what is held, brought up to date."""
        held = self._held
        if held is not None and self._asked_at is not None and abs(now - self._asked_at) < FRESH_FOR:
            return held
        if held is None or self._asked_at is None or held.share_before(now - REACH) > STALE:
            held, touched_after = _Held(self._encoder.usual), None
        else:
            touched_after = min(now, self._asked_at) - OVERLAP
        new = {row.article_id: row for row in self._archive.rows(now - REACH, touched_after)}
        wanted = {**dict(islice(reversed(self._waiting.items()), WAITING)), **new}
        self._waiting = self._put(held, wanted)
        held.settle()
        self._held, self._asked_at = held, now
        return held

    def _put(self, held: "_Held", rows: dict[str, Row]) -> dict[str, Row]:
        """Hold the rows that have a vector; return those that have none, oldest first."""
        names = list(rows)
        for at in range(0, len(names), LOADED_AT_ONCE):
            found, vectors = self._archive.vectors(self._encoder.name, names[at : at + LOADED_AT_ONCE])
            held.put([rows.pop(name) for name in found], vectors)
        return dict(sorted(rows.items(), key=lambda each: each[1].dated_at))


class _Held:
    """Vectors of articles and what has to be known of each, row by row; only ever grows."""

    def __init__(self, usual: Vector) -> None:
        self.ids: list[str] = []
        self.places: dict[str, int] = {}  # by article id
        self._usual = usual
        self._vectors: Vectors = np.zeros((0, len(usual)), np.float32)  # with room for more rows, as are the next three
        self._dated = np.zeros(0)  # seconds since 1970
        self._language = np.zeros(0, np.intp)  # numbers of `_languages`
        self._lengths = np.zeros(0, np.float32)  # of each vector without what is usual in its language
        self._languages: dict[str, int] = {}
        self._feeds: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], None] = {}  # of a row and the number of a feed that carries it
        self._carried = np.zeros((0, 2), np.intp)  # the same
        self._bases: NDArray[np.float64] = np.zeros((0, len(usual)))  # what is usual, a row for each language
        self._drift: NDArray[np.float64] = np.zeros(len(usual))  # what is usual here beyond what is usual in news
        self._settled = 0  # rows when those were worked out

    # ---- putting

    def put(self, rows: list[Row], vectors: Vectors) -> None:
        """Hold these articles, or replace what is held of them. `settle` is to be called after the last."""
        self._make_room(len(self.ids) + len(rows))
        for row, vector in zip(rows, vectors, strict=True):
            place = self.places.setdefault(row.article_id, len(self.ids))
            if place == len(self.ids):
                self.ids.append(row.article_id)
            self._vectors[place] = vector
            self._dated[place] = row.dated_at.timestamp()
            self._language[place] = self._languages.setdefault(row.language, len(self._languages))
            for feed in row.feeds:
                self._pairs[place, self._feeds.setdefault(feed, len(self._feeds))] = None
            if self._language[place] < len(self._bases):
                self._lengths[place] = np.linalg.norm(vector - self._bases[self._language[place]])

    def settle(self) -> None:
        """Work out what is usual, where enough has changed since."""
        self._carried = np.array(list(self._pairs), np.intp).reshape(-1, 2)
        count = len(self.ids)
        if count - self._settled <= GROWN * self._settled and len(self._bases) == len(self._languages):
            return
        self._settled = count
        sums = np.zeros((len(self._languages), len(self._usual)))
        sizes = np.bincount(self._language[:count], minlength=len(self._languages))
        for number in range(len(sums)):
            rows = self._vectors[:count][self._language[:count] == number]
            sums[number] = rows.sum(axis=0, dtype=np.float64)
        means = (sums + PRIOR * self._usual) / (sizes[:, None] + PRIOR)
        self._bases = self._usual + TAKEN * (means - self._usual)
        if (sizes >= LANGUAGE_MIN).any():
            self._drift = self._bases[sizes >= LANGUAGE_MIN].mean(axis=0) - self._usual
        bases = self._bases.astype(np.float32)
        for number, base in enumerate(bases):
            mine = np.flatnonzero(self._language[:count] == number)
            # Of a row x and a base b: |x-b|² = |x|² - 2xb + |b|², without a second matrix as large.
            squares = 1 - 2 * (self._vectors[:count] @ base)[mine] + base @ base
            self._lengths[mine] = np.sqrt(np.maximum(squares, 1e-6))

    def _make_room(self, count: int) -> None:
        room = len(self._vectors)
        if count > room:
            more = max(count, room + room // 8) - room
            self._vectors = np.concatenate([self._vectors, np.zeros((more, self._vectors.shape[1]), np.float32)])
            self._dated = np.concatenate([self._dated, np.zeros(more)])
            self._language = np.concatenate([self._language, np.zeros(more, np.intp)])
            self._lengths = np.concatenate([self._lengths, np.ones(more, np.float32)])

    # ---- asking, with an answer for each row

    def nearness(self, row: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the cosine of each article and a query, each without what is usual; `row` is moved by what is here."""
        query = row - self._drift
        query /= np.linalg.norm(query) or 1.0
        count = len(self.ids)
        usual = self._bases @ query
        near = self._vectors[:count] @ query.astype(np.float32) - usual[self._language[:count]]
        return np.asarray(near / self._lengths[:count], np.float64)

    def carried_by(self, feeds: Collection[str]) -> NDArray[np.bool_]:
        """Return whether any of the feeds carries it."""
        wanted = np.zeros(len(self._feeds), np.bool_)
        wanted[[self._feeds[feed] for feed in feeds if feed in self._feeds]] = True
        carried = np.zeros(len(self.ids), np.bool_)
        carried[self._carried[wanted[self._carried[:, 1]], 0]] = True
        return carried

    def dated_from(self, moment: datetime) -> NDArray[np.bool_]:
        """Return whether it is of that moment or later."""
        return self._dated[: len(self.ids)] >= moment.timestamp()

    def share_before(self, moment: datetime) -> float:
        """Return the share of rows that are older."""
        return 1 - float(self.dated_from(moment).mean()) if self.ids else 0.0


def _largest(values: NDArray[np.float64], places: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
    """Return those of the places where the largest values are, at most so many."""
    if len(places) <= limit:
        return places
    return places[np.argpartition(-values[places], limit - 1)[:limit]]
