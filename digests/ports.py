"""The doors to the world, as protocols. Each docstring is the contract its adapters keep.

The steps never see these; the pipeline takes them as arguments; only the bot's wiring knows which adapter stands
behind.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from digests.models import Article, Feed, Story

Vectors = NDArray[np.float32]  # shape (n, dimension), one row a text, each row of length 1


class Fetcher(Protocol):
    """The one door for every request to the network."""

    async def fetch(self, url: str) -> bytes:
        """Return the decoded body behind an http(s) address, redirects followed.

        Raises FetchFailed for everything that is not a whole body with a 2xx status: another scheme, a private address,
        no connection, a status, a time-out, a body over the limit.
        """
        ...


class Encoder(Protocol):
    """Texts in any language become vectors in which like meanings are near."""

    @property
    def name(self) -> str:
        """What vectors are stored under; vectors of two names are never compared."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row per text, in order; the same text gives the same row (to 1e-6) in any company.

        Takes any string; cuts what is longer than it can use. Blocks: call it off the event loop.
        """
        ...


class Store(Protocol):
    """What is remembered. Every method is one transaction: it happens wholly or not at all.

    Raises StoreUnusable when the database cannot do its work.
    """

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Insert feeds, or update title and language of those whose url is known."""
        ...

    def feed_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: feed url} for those ids that are known."""
        ...

    def save_articles(self, articles: Iterable[Article]) -> None:
        """Insert articles of known feeds; a known id gets the new title, text, url, language and source.

        Keeps the known article's dates and story: an edited article never becomes news again. When title or text
        changed its vectors are forgotten. The same id twice in one call: the last one stands.
        """
        ...

    def ungrouped_articles(self) -> list[Article]:
        """Return the articles that belong to no story yet, oldest `dated_at` first, ties by id."""
        ...

    def open_stories(self, since: datetime) -> list[Story]:
        """Return the stories with `last_seen_at >= since`, oldest `first_seen_at` first, ties by id."""
        ...

    def story_ids(self) -> set[str]:
        """Return every story id ever given, so that none is given twice."""
        ...

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Insert or update stories; each of their articles now belongs to them."""
        ...

    def stories_of(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """Return {article id: its story} for those articles that have one."""
        ...

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return {id: article} for those ids that are known."""
        ...

    def articles_between(self, feeds: Iterable[str], since: datetime | None, until: datetime) -> list[Article]:
        """Return the articles of these feed urls with `since <= dated_at <= until`, oldest first, ties by id."""
        ...

    def vectors(self, encoder: str, article_ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return {article id: vector} for those articles that have one of this encoder."""
        ...

    def save_vectors(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Insert or replace the vectors of known articles under this encoder's name."""
        ...

    def close(self) -> None:
        """Let go of the database. Nothing may be called after."""
        ...
