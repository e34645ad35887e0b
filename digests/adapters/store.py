"""Feeds, articles, their vectors and stories in a database: the `Store` port on SQLAlchemy Core.

In: a database URL. Out: a store whose tables are made or brought up to date. SQLite is what runs today; every query is
written so that PostgreSQL runs it too. Only this file, `tables`, `engine` and `migrations` know that there is SQL.

    store = open_store("sqlite:///news.db")
    store.save_feeds([feed])
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from digests.adapters.engine import open_engine, reading, writing
from digests.adapters.tables import ARTICLE, ARTICLE_VECTOR, FEED, STORY
from digests.models import Article, Feed, Story

# SQLite takes at most 999 variables a statement before 3.32, 32,766 after (sqlite.org/limits.html#max_variable_number).
BATCH_SIZE = 500
ARTICLE_FIELDS = tuple(field.name for field in fields(Article))  # each is a column of its name
EDITABLE_FIELDS = ("url", "title", "text", "language", "source")  # the rest of a known article never changes


class SqlStore:
    """The `Store` port in an SQL database. Made by `open_store`; may be called from several threads.

    An article of an unknown feed and a vector of an unknown article are bugs of the caller: SQLAlchemy's IntegrityError
    passes as it is.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Insert feeds, or update title and language of those whose url is known."""
        rows = [{"url": feed.url, "title": feed.title, "language": feed.language} for feed in feeds]
        with writing(self._engine) as connection:
            _upsert(connection, FEED, rows, changing=("title", "language"))

    def feed_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: feed url} for those ids that are known."""
        statement = select(ARTICLE.c.id, ARTICLE.c.feed_url)
        with reading(self._engine) as connection:
            return {row.id: row.feed_url for row in _rows_in(connection, statement, ARTICLE.c.id, article_ids)}

    def save_articles(self, articles: Iterable[Article]) -> None:
        """Insert articles of known feeds; a known id gets the new url, title, text, language and source.

        Its feed, dates and story stay. When title or text changed its vectors are forgotten.
        """
        rows = {article.id: _article_row(article) for article in articles}
        # FOR UPDATE means nothing to SQLite; on PostgreSQL it keeps the text from changing before it is compared.
        known = select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.text).with_for_update()
        with writing(self._engine) as connection:
            edited = [
                old.id
                for old in _rows_in(connection, known, ARTICLE.c.id, rows)
                if (old.title, old.text) != (rows[old.id]["title"], rows[old.id]["text"])
            ]
            for batch in _batches(edited):
                connection.execute(delete(ARTICLE_VECTOR).where(ARTICLE_VECTOR.c.article_id.in_(batch)))
            _upsert(connection, ARTICLE, rows.values(), changing=EDITABLE_FIELDS)

    def ungrouped_articles(self) -> list[Article]:
        """Return the articles that belong to no story yet, oldest `dated_at` first, ties by id."""
        with reading(self._engine) as connection:
            rows = connection.execute(_select_articles().where(ARTICLE.c.story_id.is_(None)))
            return _oldest_first(_article(row) for row in rows)

    def open_stories(self, since: datetime) -> list[Story]:
        """Return the stories with `last_seen_at >= since`, oldest `first_seen_at` first, ties by id.

        A story that lost its last article to another one is not among them.
        """
        with reading(self._engine) as connection:
            stories = _stories(connection.execute(_select_story_members().where(STORY.c.last_seen_at >= since)))
        return sorted(stories, key=lambda story: (story.first_seen_at, story.id))

    def story_ids(self) -> set[str]:
        """Return every story id ever given."""
        with reading(self._engine) as connection:
            return set(connection.scalars(select(STORY.c.id)))

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Insert or update stories; each of their articles now belongs to them, and to no other.

        No article leaves a story unless another story claims it: what another process grouped meanwhile stays.
        """
        stories = list(stories)
        rows = [{"id": s.id, "first_seen_at": s.first_seen_at, "last_seen_at": s.last_seen_at} for s in stories]
        members = [{"member": article_id, "owner": s.id} for s in stories for article_id in s.article_ids]
        join_story = update(ARTICLE).where(ARTICLE.c.id == bindparam("member")).values(story_id=bindparam("owner"))
        with writing(self._engine) as connection:
            _upsert(connection, STORY, rows, changing=("first_seen_at", "last_seen_at"))
            if members:
                connection.execute(join_story, members)

    def stories_of(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """Return {article id: its story} for those articles that have one."""
        statement = select(ARTICLE.c.id, ARTICLE.c.story_id).where(ARTICLE.c.story_id.is_not(None))
        with reading(self._engine) as connection:
            owners = {row.id: row.story_id for row in _rows_in(connection, statement, ARTICLE.c.id, article_ids)}
            members = _rows_in(connection, _select_story_members(), STORY.c.id, owners.values())
            stories = {story.id: story for story in _stories(members)}
        return {article_id: stories[story_id] for article_id, story_id in owners.items()}

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return {id: article} for those ids that are known."""
        with reading(self._engine) as connection:
            return {
                row.id: _article(row) for row in _rows_in(connection, _select_articles(), ARTICLE.c.id, article_ids)
            }

    def articles_between(self, feeds: Iterable[str], since: datetime | None, until: datetime) -> list[Article]:
        """Return the articles of these feed urls with `since <= dated_at <= until`, oldest first, ties by id."""
        statement = _select_articles().where(ARTICLE.c.dated_at <= until)
        if since is not None:
            statement = statement.where(ARTICLE.c.dated_at >= since)
        with reading(self._engine) as connection:
            rows = _rows_in(connection, statement, ARTICLE.c.feed_url, feeds)
            return _oldest_first(_article(row) for row in rows)

    def vectors(self, encoder: str, article_ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return {article id: vector} for those articles that have one of this encoder."""
        statement = select(ARTICLE_VECTOR).where(ARTICLE_VECTOR.c.encoder == encoder)
        with reading(self._engine) as connection:
            rows = _rows_in(connection, statement, ARTICLE_VECTOR.c.article_id, article_ids)
            # astype copies: what frombuffer returns cannot be written to.
            return {row.article_id: np.frombuffer(row.vector, dtype="<f4").astype(np.float32) for row in rows}

    def save_vectors(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Insert or replace the vectors of known articles under this encoder's name."""
        rows = [
            {"article_id": article_id, "encoder": encoder, "vector": vector.astype("<f4").tobytes()}
            for article_id, vector in vectors.items()
        ]
        with writing(self._engine) as connection:
            _upsert(connection, ARTICLE_VECTOR, rows, changing=("vector",))

    def close(self) -> None:
        """Let go of the database. Nothing may be called after."""
        self._engine.dispose()


def open_store(url: str) -> SqlStore:
    """Return the store behind a database URL, its tables made or brought up to date.

    `sqlite://` is a database in memory that ends with the store, `sqlite:///news.db` a file in the working folder,
    `sqlite:////var/news.db` one by its full path. Raises StoreUnusable, with a sentence that never repeats the URL:
    it may hold a password.
    """
    return SqlStore(open_engine(url))


# ---- queries and rows


def _batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the distinct values in lists that one statement can hold."""
    distinct = iter(dict.fromkeys(values))
    while batch := list(islice(distinct, BATCH_SIZE)):
        yield batch


def _rows_in(
    connection: Connection, statement: Select[*tuple[Any, ...]], column: ColumnElement[str], values: Iterable[str]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Yield the rows whose column is one of the values, however many those are."""
    for batch in _batches(values):
        yield from connection.execute(statement.where(column.in_(batch)))


def _upsert(
    connection: Connection, table: Table, rows: Collection[Mapping[str, object]], changing: Iterable[str]
) -> None:
    """Insert the rows; where the primary key is taken, the columns named by `changing` get the new values."""
    if not rows:
        return  # SQLAlchemy takes an empty list of rows for one row of defaults
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={name: statement.excluded[name] for name in changing}
    )
    connection.execute(statement, list(rows))


def _select_articles() -> Select[*tuple[Any, ...]]:
    return select(*(ARTICLE.c[name] for name in ARTICLE_FIELDS))


def _article(row: Row[*tuple[Any, ...]]) -> Article:
    return Article(**row._mapping)


def _article_row(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in ARTICLE_FIELDS} | {"dated_at": article.dated_at}


def _oldest_first(articles: Iterable[Article]) -> list[Article]:
    # Sorted here rather than by the database: PostgreSQL would order the ids by the rules of some language.
    return sorted(articles, key=lambda article: (article.dated_at, article.id))


def _select_story_members() -> Select[*tuple[Any, ...]]:
    return select(STORY, ARTICLE.c.id.label("article_id"), ARTICLE.c.dated_at).join(ARTICLE)


def _stories(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Story]:
    """Return the stories, in no order, of rows that hold one article of one story each."""
    members: dict[tuple[str, datetime, datetime], list[tuple[datetime, str]]] = {}
    for row in rows:
        story = (row.id, row.first_seen_at, row.last_seen_at)
        members.setdefault(story, []).append((row.dated_at, row.article_id))
    return [
        Story(
            id=story_id,
            article_ids=tuple(article_id for _, article_id in sorted(dated)),
            first_seen_at=first_seen_at,
            last_seen_at=last_seen_at,
        )
        for (story_id, first_seen_at, last_seen_at), dated in members.items()
    ]
