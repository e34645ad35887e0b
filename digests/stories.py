"""Articles become stories: each article joins the open story that reports its event, in any language, or starts one.

In: articles oldest first, their vectors, the open stories. Out: the stories that are new or have changed. Pure.

Two articles are as near as their vectors (meaning), plus what they share of the rarer names and of the numbers
(facts, which read alike in many languages), plus a little if they differ in language. An article is as near to a
story as it is to the story's articles on average ("average link"), less a little for each day of silence. The nearest
story takes it if it is near enough; a title alone says less than a text, so that its bar is lower. Two stories that
have grown as near as that are one: the older id stays.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from digests.facts import FactIndex, facts
from digests.models import Article, Story

ID_LETTERS = "bcdfghjkmnpqrstvwxyz23456789"  # no look-alikes (0 o, 1 i l) and no vowels, so that no id spells a word
ID_LENGTHS = (4, 5, 6)
LEAD_CHARACTERS = 1000  # of the text, that are encoded beside the title: more costs time and tells little
RICH_CHARACTERS = (200, 800)  # up to the first an article counts as a mere title, from the second as a full text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingParameters:
    """The numbers of grouping, chosen on a coarse grid over labelled news (README, "Decisions")."""

    names_weight: float = 1.0  # of the cosine of names, beside 1 for the cosine of meaning
    numbers_weight: float = 0.5  # of the cosine of numbers
    language_gap: float = 0.1  # added between two languages, in which like articles are a little less alike
    title_bar: float = 0.5  # how near is near enough when only titles are known
    text_bar: float = 0.95  # the same for full texts
    decay_per_day: float = 0.03  # what a day of silence takes off
    open_for: timedelta = timedelta(days=4)  # a story closes when nothing joined it for so long
    lives_for: timedelta = timedelta(days=14)  # and never takes an article later than this after its first
    prior_articles: int = 100  # added to the count of articles in idf, so that the first ones are not all rare


DEFAULT_PARAMETERS = GroupingParameters()


def group(
    articles: Sequence[Article],
    vectors: Mapping[str, NDArray[np.float32]],
    *,
    open_stories: Sequence[Story] = (),
    members: Mapping[str, Article] | None = None,
    taken_ids: Collection[str] = (),
    parameters: GroupingParameters = DEFAULT_PARAMETERS,
) -> list[Story]:
    """Return the stories that `articles` started or changed, each whole, but for those merged into an older one.

    `articles` are taken oldest first, ties by id. `open_stories` are as a former call returned them, `members` holds
    their articles by id, `vectors` those of all (unit length, one encoder), `taken_ids` every story id ever given.

    News that comes in batches, oldest first, is grouped as if it came at once when every former story is handed in. How
    rare a name is was counted over the articles handed in, so that without the closed stories a close call may differ.
    """
    grouping = _Grouping(parameters, set(taken_ids))
    known = members or {}
    places = {article_id: story.id for story in open_stories for article_id in story.article_ids}
    grouping.restore(
        [(known[article_id], place) for article_id, place in places.items() if article_id in known], vectors
    )
    for article in article_order(articles):
        grouping.place(article, vectors[article.id])
    return grouping.stories()


def story_id(first_article_id: str, taken: Collection[str]) -> str:
    """Return the shortest free id of four to six letters that the article's own id leads to."""
    seed = first_article_id.encode("utf-8", "surrogatepass")
    while True:
        seed = hashlib.sha256(seed).digest()
        number, letters = int.from_bytes(seed, "big"), ""
        while len(letters) < max(ID_LENGTHS):
            number, rest = divmod(number, len(ID_LETTERS))
            letters += ID_LETTERS[rest]
        for length in ID_LENGTHS:
            if letters[:length] not in taken:
                return letters[:length]


def encoded_text(article: Article) -> str:
    """Return what of an article is turned into its vector: the title and the lead."""
    return f"{article.title}\n{article.text[:LEAD_CHARACTERS]}".strip()


@dataclass(slots=True)
class _Open:
    """One story while it is being grouped."""

    id: str
    articles: list[Article] = field(default_factory=list)
    richness: float = 0.0  # summed over its articles


class _Grouping:
    """The open stories as sums, so that joining costs one product with all of them."""

    def __init__(self, parameters: GroupingParameters, taken_ids: set[str]) -> None:
        self.parameters = parameters
        self.taken = taken_ids
        self.open: list[_Open] = []
        self.changed: set[int] = set()
        self.names = FactIndex(parameters.prior_articles)
        self.numbers = FactIndex(parameters.prior_articles)
        self.sums = np.zeros((0, 0), np.float32)  # row i: the sum of the vectors of story i
        self.counts = np.zeros(0)
        self.first = np.zeros(0)  # days since the epoch
        self.last = np.zeros(0)
        self.richness = np.zeros(0)  # mean over the story's articles
        self.languages: dict[str, NDArray[np.float64]] = {}  # language → by story row: its articles in it

    def restore(self, members: Iterable[tuple[Article, str]], vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Put articles back into the stories they have, in the order in which they once came.

        The order of all, not story by story: how rare a name is depends on the articles before.
        """
        rows: dict[str, int] = {}
        for article, known_id in sorted(members, key=lambda member: (member[0].dated_at, member[0].id)):
            vector = vectors[article.id]
            if known_id not in rows:
                rows[known_id] = self._start(known_id, vector.shape[0])
            self._add(rows[known_id], article, vector, *self._weighed(article))
        self.changed.clear()

    def place(self, article: Article, vector: NDArray[np.float32]) -> None:
        names, numbers = self._weighed(article)
        row = self._nearest(
            self.sums[: len(self.open)] @ vector if self.open else np.zeros(0, np.float32),
            names,
            numbers,
            languages={article.language: 1},
            richness=_richness(article),
            first=_days(article.dated_at),
            last=_days(article.dated_at),
        )
        if row is None:
            row = self._start(story_id(article.id, self.taken), vector.shape[0])
        self._add(row, article, vector, names, numbers)
        self._merge_into(row)

    def stories(self) -> list[Story]:
        return [_story(self.open[row]) for row in sorted(self.changed) if self.open[row].articles]

    def _weighed(self, article: Article) -> tuple[dict[str, float], dict[str, float]]:
        found = facts(article)
        return self.names.weights(found.names), self.numbers.weights(found.numbers)

    def _nearest(
        self,
        meaning: NDArray[np.float32],
        names: Mapping[str, float],
        numbers: Mapping[str, float],
        *,
        languages: Mapping[str, float],
        richness: float,
        first: float,
        last: float,
        other_than: int | None = None,
    ) -> int | None:
        """Return the row of the story that is nearest above its bar, the oldest of equals; None when there is none."""
        stories = len(self.open)
        if not stories:
            return None
        p = self.parameters
        cosines = meaning + p.names_weight * self.names.products(names, stories)
        cosines += p.numbers_weight * self.numbers.products(numbers, stories)
        pairs = np.maximum(self.counts[:stories], 1) * sum(languages.values())
        same = np.zeros(stories)
        for language, count in languages.items():
            if language in self.languages:
                same += count * self.languages[language][:stories]
        nearness = cosines / pairs + p.language_gap * (1 - same / pairs)
        silence = np.maximum(0, np.maximum(first - self.last[:stories], self.first[:stories] - last))
        bar = p.title_bar + (p.text_bar - p.title_bar) * np.minimum(richness, self.richness[:stories])
        margin = np.round(nearness - p.decay_per_day * silence - bar, 6)  # the last bits differ between machines
        span = np.maximum(last, self.last[:stories]) - np.minimum(first, self.first[:stories])
        closed = (silence > _length(p.open_for)) | (span > _length(p.lives_for)) | (self.counts[:stories] == 0)
        margin[closed] = -np.inf
        if other_than is not None:
            margin[other_than] = -np.inf
        best = int(margin.argmax())
        return best if margin[best] >= 0 else None

    def _start(self, known_id: str, dimension: int) -> int:
        row = len(self.open)
        if row == len(self.counts):
            grown = max(64, 2 * row)
            sums = np.zeros((grown, dimension), np.float32)
            sums[:row] = self.sums[:row] if row else 0
            self.sums = sums
            for name in ("counts", "first", "last", "richness"):
                longer = np.zeros(grown)
                longer[:row] = getattr(self, name)[:row]
                setattr(self, name, longer)
            for language, rows in self.languages.items():
                self.languages[language] = np.concatenate([rows, np.zeros(grown - row)])
        self.open.append(_Open(known_id))
        self.taken.add(known_id)
        return row

    def _add(
        self,
        row: int,
        article: Article,
        vector: NDArray[np.float32],
        names: Mapping[str, float],
        numbers: Mapping[str, float],
    ) -> None:
        story, day = self.open[row], _days(article.dated_at)
        self.first[row] = min(self.first[row], day) if story.articles else day
        self.last[row] = max(self.last[row], day) if story.articles else day
        story.articles.append(article)
        story.richness += _richness(article)
        self.sums[row] += vector
        self.counts[row] += 1
        self.languages.setdefault(article.language, np.zeros(len(self.counts)))[row] += 1
        self.richness[row] = story.richness / len(story.articles)
        self.names.add(row, names)
        self.numbers.add(row, numbers)
        self.changed.add(row)

    def _merge_into(self, row: int) -> None:
        """Merge the story with any that it has grown as near to as an article must be to join."""
        while True:
            other = self._nearest(
                self.sums[: len(self.open)] @ self.sums[row],
                self.names.of_story(row),
                self.numbers.of_story(row),
                languages={language: float(rows[row]) for language, rows in self.languages.items() if rows[row]},
                richness=float(self.richness[row]),
                first=float(self.first[row]),
                last=float(self.last[row]),
                other_than=row,
            )
            if other is None:
                return
            keep, gone = sorted((row, other), key=lambda r: (self.first[r], self.open[r].id))
            self._merge(keep, gone)
            row = keep

    def _merge(self, keep: int, gone: int) -> None:
        older, younger = self.open[keep], self.open[gone]
        older.articles += younger.articles
        older.richness += younger.richness
        younger.articles, younger.richness = [], 0.0
        self.sums[keep] += self.sums[gone]
        self.sums[gone] = 0
        self.counts[keep] += self.counts[gone]
        self.counts[gone] = 0
        for rows in self.languages.values():
            rows[keep] += rows[gone]
            rows[gone] = 0
        self.first[keep] = min(self.first[keep], self.first[gone])
        self.last[keep] = max(self.last[keep], self.last[gone])
        self.richness[keep] = older.richness / len(older.articles)
        self.names.move(gone, keep)
        self.numbers.move(gone, keep)
        self.changed |= {keep, gone}


def _story(story: _Open) -> Story:
    articles = sorted(story.articles, key=lambda article: (article.dated_at, article.id))
    dates = [article.dated_at for article in articles]
    return Story(
        id=story.id,
        article_ids=tuple(article.id for article in articles),
        first_seen_at=dates[0],
        last_seen_at=dates[-1],
    )


def _richness(article: Article) -> float:
    """Return how much an article says, from 0 for a mere title to 1 for a full text."""
    title, text = RICH_CHARACTERS
    return min(1.0, max(0.0, (len(article.title) + len(article.text) - title) / (text - title)))


def _days(moment: datetime) -> float:
    return moment.timestamp() / 86_400


def _length(period: timedelta) -> float:
    return period / timedelta(days=1)


def article_order(articles: Iterable[Article]) -> list[Article]:
    """Return the articles in the one order in which they are grouped: oldest first, ties by id."""
    return sorted(articles, key=lambda article: (article.dated_at, article.id))
