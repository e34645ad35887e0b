"""The articles of the last weeks in a database, found by words: the `Archive` port on SQLAlchemy Core.

In: the engine of a store. Out: an archive of what that store keeps. Words are looked up in SQLite's FTS5 or in an index
of PostgreSQL's over the same text; how well an article matches is counted here, so that both find the same.

    archive = open_all("sqlite:///news.db").archive
    archive.matching({"election*": 7.1, "lyon": 5.3}, feeds, since, least=6.2, limit=100)
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Engine,
    Float,
    Integer,
    Select,
    TextualSelect,
    bindparam,
    column,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    union,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from digests.adapters.engine import reading
from digests.adapters.queries import rows_in
from digests.adapters.tables import ARTICLE, ARTICLE_VECTOR, ARTICLE_WORDS, FEED, ITEM
from digests.ports import Vectors
from digests.reader_ports import Row, Size
from digests.search_words import PREFIX

NEWEST = 3000  # of the articles that have a word, those that can match: "the" is in all of them

_SQLITE = "SELECT rowid AS number FROM article_index WHERE article_index MATCH :words"
_POSTGRESQL = """
WITH found AS MATERIALIZED (
    SELECT number FROM article_words WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :words)
)
SELECT number FROM found
"""  # materialized: the index is to be used, not each article's words to be read again from the newest on


class SqlArchive:
    """The `Archive` port in an SQL database. Made by `open_all`; may be called from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # ---- by words

    def frequencies(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """Return how many articles there are, and for each of the words, in their order, how many have it."""
        with reading(self._engine) as connection:
            total = connection.scalar(select(func.count()).select_from(ARTICLE_WORDS)) or 0
            return total, {word: _count(connection, word) for word in words}

    def matching(
        self, weights: Mapping[str, float], feeds: Collection[str], since: datetime, *, least: float, limit: int
    ) -> dict[str, float]:
        """Return {article id: the sum of the weights of the words that it has}, the greatest first, ties by newest."""
        if not weights:
            return {}
        with reading(self._engine) as connection:
            each = [_weighed(connection, word, weight) for word, weight in weights.items()]
            words = union_all(*each).subquery()
            score = func.sum(words.c.weight).label("score")
            found = select(words.c.number, score).group_by(words.c.number).having(score >= least).subquery()
            query = (
                select(ARTICLE.c.id, found.c.score)
                .join(ARTICLE_WORDS, ARTICLE_WORDS.c.article_id == ARTICLE.c.id)
                .join(found, found.c.number == ARTICLE_WORDS.c.number)
                .where(ARTICLE.c.dated_at >= since, ARTICLE.c.story_id.is_not(None), _carried(connection, feeds))
                .order_by(found.c.score.desc(), ARTICLE.c.dated_at.desc(), ARTICLE.c.id)
            )
            return {row.id: row.score for row in connection.execute(query.limit(limit))}

    # ---- by meaning

    def rows(self, since: datetime, touched_after: datetime | None) -> list[Row]:
        """Return the articles dated from `since` on; with a moment only those fetched, or seen in a feed, after it.

        An edited article, or one that another feed carries now, has been seen.
        """
        dated = ARTICLE.c.dated_at >= since
        articles = select(ARTICLE.c.id, ARTICLE.c.language, ARTICLE.c.feed_url, ARTICLE.c.dated_at).where(dated)
        carriers = select(ITEM.c.article_id, ITEM.c.feed_url)
        with reading(self._engine) as connection:
            if touched_after is None:
                found = connection.execute(articles).all()
                carrying = connection.execute(carriers.join(ARTICLE).where(dated)).all()
            else:
                touched = connection.scalars(_touched(touched_after)).all()
                found = list(rows_in(connection, articles, ARTICLE.c.id, touched))
                carrying = list(rows_in(connection, carriers, ITEM.c.article_id, touched))
        feeds = {row.id: {row.feed_url} for row in found}
        for article_id, feed_url in carrying:
            if article_id in feeds:
                feeds[article_id].add(feed_url)
        return [
            Row(article_id=row.id, language=row.language, feeds=tuple(feeds[row.id]), dated_at=row.dated_at)
            for row in found
        ]

    def vectors(self, encoder: str, article_ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """Return those of the ids that have a vector of this encoder, and a row for each."""
        statement = select(ARTICLE_VECTOR.c.article_id, ARTICLE_VECTOR.c.vector)
        statement = statement.where(ARTICLE_VECTOR.c.encoder == encoder)
        with reading(self._engine) as connection:
            rows = rows_in(connection, statement, ARTICLE_VECTOR.c.article_id, article_ids)
            found = {row.article_id: row.vector for row in rows}
        numbers = np.frombuffer(b"".join(found.values()), "<f4").astype(np.float32)
        return list(found), numbers.reshape(len(found), -1 if found else 0)

    # ---- stories

    def sizes(self, article_ids: Collection[str], feeds: Collection[str], since: datetime) -> dict[str, Size]:
        """Return {article id: the size of its story from `since` on} for those of the articles that have one."""
        stories = select(ARTICLE.c.id, ARTICLE.c.story_id).where(ARTICLE.c.story_id.is_not(None))
        with reading(self._engine) as connection:
            story_of = {row.id: row.story_id for row in rows_in(connection, stories, ARTICLE.c.id, article_ids)}
            counted = _counted(connection, feeds).where(ARTICLE.c.dated_at >= since)
            sizes = {
                row.story_id: Size(**row._mapping)
                for row in rows_in(connection, counted, ARTICLE.c.story_id, story_of.values())
            }
        return {article_id: sizes[story_id] for article_id, story_id in story_of.items() if story_id in sizes}

    def largest(self, feeds: Collection[str], since: datetime, until: datetime, limit: int) -> list[Size]:
        """Return the stories that most publishers of these feeds tell in that time, largest first, ties by newest."""
        with reading(self._engine) as connection:
            counted = _counted(connection, feeds).where(ARTICLE.c.dated_at.between(since, until))
            most = counted.order_by(text("publishers DESC"), text("last_seen_at DESC"), ARTICLE.c.story_id)
            return [Size(**row._mapping) for row in connection.execute(most.limit(limit))]


# ---- words


def _count(connection: Connection, word: str) -> int:
    return connection.scalar(select(func.count()).select_from(_having(connection, word).subquery())) or 0


def _weighed(connection: Connection, word: str, weight: float) -> Select[tuple[int, float]]:
    """Return the query for the numbers of the last articles that have a word, each with the weight of the word."""
    having = _having(connection, word).subquery()
    newest = select(having.c.number).order_by(having.c.number.desc()).limit(NEWEST).subquery()
    return select(newest.c.number, literal(weight, Float).label("weight"))


def _having(connection: Connection, word: str) -> TextualSelect:
    """Return the query for the numbers of all articles that have a word.

    A word is of letters and digits, or two such with a blank between, and may end with PREFIX; within quotation marks
    no database takes a sign of it for one of its own.
    """
    stem, prefix = word.removesuffix(PREFIX), PREFIX if word.endswith(PREFIX) else ""
    if connection.dialect.name == "postgresql":
        query, words = _POSTGRESQL, " <-> ".join(f"'{part}'" for part in stem.split()) + prefix.replace("*", ":*")
    else:
        query, words = _SQLITE, f'"{stem}"{prefix}'
    return text(query).bindparams(bindparam("words", words, unique=True)).columns(column("number", Integer))


# ---- articles and stories


def _touched(moment: datetime) -> CompoundSelect[Any]:
    """Return the query for the ids of articles fetched or seen after a moment."""
    fetched = select(ARTICLE.c.id).where(ARTICLE.c.fetched_at > moment)
    # The index on when items were seen begins with their feed.
    seen = select(ITEM.c.article_id).join(FEED).where(ITEM.c.seen_at > moment, ITEM.c.article_id.is_not(None))
    return union(fetched, seen)


def _counted(connection: Connection, feeds: Collection[str]) -> Select[Any]:
    """Return the query for the sizes of stories, as far as these feeds carry their articles."""
    return (
        select(
            ARTICLE.c.story_id,
            func.count(ARTICLE.c.publisher.distinct()).label("publishers"),
            func.count().label("articles"),
            func.max(ARTICLE.c.dated_at).label("last_seen_at"),
        )
        .where(ARTICLE.c.story_id.is_not(None), _carried(connection, feeds))
        .group_by(ARTICLE.c.story_id)
    )


def _carried(connection: Connection, feeds: Collection[str]) -> ColumnElement[bool]:
    """Whether an article is of one of these feeds, or an item of one points to it."""
    # One value, of any length: a thousand feeds are more than a statement may have variables.
    if connection.dialect.name == "postgresql":
        wanted = select(func.jsonb_array_elements_text(literal(list(feeds), JSONB)).label("value"))
    else:
        wanted = select(func.json_each(json.dumps(list(feeds))).table_valued("value").c.value)
    pointing = exists().where(ITEM.c.article_id == ARTICLE.c.id, ITEM.c.feed_url.in_(wanted))
    return or_(ARTICLE.c.feed_url.in_(wanted), pointing)
