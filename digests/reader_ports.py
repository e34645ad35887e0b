"""The doors that commands open beside those of `ports`: what is remembered of readers, and how stories are found.

Both are in the database of store and ledger. Every method is one transaction, on the disk when it returns, and raises
StoreUnusable when the database cannot do its work.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digests.ports import Vectors
from digests.postings import Delivery
from digests.readers import Bookmark


class Readership(Protocol):
    """What is remembered of persons, each known by the chat and their id in it."""

    def language_of(self, chat: str, person_id: str) -> str | None:
        """Return the language that a person has set for private answers, None where they have not."""
        ...

    def save_language(self, chat: str, person_id: str, language: str | None) -> None:
        """Remember the language that a person wants, or forget it."""
        ...

    def bookmarks(self, chat: str, person_id: str, story_ids: Collection[str] | None = None) -> list[Bookmark]:
        """Return what a person has had of these stories, or of all, the last seen first, ties by story id."""
        ...

    def save_bookmark(self, bookmark: Bookmark) -> None:
        """Insert a bookmark, or replace the one of the same person and story."""
        ...

    def followed(self, noted_before: datetime) -> list[Bookmark]:
        """Return bookmarks that are followed and had no note since that moment, longest waiting first."""
        ...

    def save_note(self, before: Bookmark, after: Bookmark, deliveries: Iterable[Delivery]) -> bool:
        """Replace `before` and insert the deliveries if it still stands as given; return whether.

        So of two processes one sends the note, and a reader who has just looked themselves gets none. Returns False
        where the subscriber of the deliveries has gone.
        """
        ...

    def claim(self, name: str, now: datetime, until: datetime) -> datetime | None:
        """Take a name until that moment, and return None; where somebody holds it, return until when they do."""
        ...

    def forget_before(self, moment: datetime, now: datetime) -> int:
        """Forget bookmarks not told since that moment, and claims that have ended by now; return how many rows."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One article as searching by meaning knows it."""

    article_id: str
    language: str
    feeds: tuple[str, ...]  # Feed.url of each that carries it
    dated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large one story is in the feeds and the time that were asked for."""

    story_id: str
    publishers: int
    articles: int
    last_seen_at: datetime


class Archive(Protocol):
    """The articles of the last weeks, to be found by their words and by their meaning."""

    def frequencies(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """Return how many articles there are, and for each of the words, in their order, how many have it.

        `words` are of `search_words.query_words`.
        """
        ...

    def matching(
        self, weights: Mapping[str, float], feeds: Collection[str], since: datetime, *, least: float, limit: int
    ) -> dict[str, float]:
        """Return {article id: the sum of the weights of the words that it has}, the greatest first, ties by newest.

        Of the grouped articles that these feeds carry, dated from `since` on, whose sum is `least` or more. Of a word
        that very many articles have only the last ones count.
        """
        ...

    def rows(self, since: datetime, touched_after: datetime | None) -> list[Row]:
        """Return the articles dated from `since` on; with a moment only those fetched, or seen in a feed, after it.

        An edited article, or one that another feed carries now, has been seen.
        """
        ...

    def vectors(self, encoder: str, article_ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Return those of the ids that have a vector of this encoder, and a row for each."""
        ...

    def sizes(self, article_ids: Collection[str], feeds: Collection[str], since: datetime) -> dict[str, Size]:
        """Return {article id: the size of its story from `since` on} for those of the articles that have one."""
        ...

    def largest(self, feeds: Collection[str], since: datetime, until: datetime, limit: int) -> list[Size]:
        """Return the stories that most publishers of these feeds tell in that time, largest first, ties by newest."""
        ...
