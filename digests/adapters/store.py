"""Feeds, articles, their vectors and stories in a database: the `Store` port on SQLAlchemy Core.

In: a database URL. Out: a store whose tables are made or brought up to date. SQLite is what runs today; every query is
written so that PostgreSQL runs it too. Nothing but this file and its `migrations` knows that there is SQL.

    store = open_store("sqlite:///news.db")
    store.save_feeds([feed])
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    LargeBinary,
    MetaData,
    QueuePool,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    false,
    inspect,
    make_url,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.types import TypeDecorator

from digests.errors import StoreUnusable
from digests.models import Article, Feed, Story

# SQLite takes at most 999 variables a statement before 3.32, 32,766 after (sqlite.org/limits.html#max_variable_number).
BATCH_SIZE = 500
LOCK_TIMEOUT_S = 5.0  # how long SQLite waits for another writer; `?timeout=` in the URL says otherwise
BEGIN_WITH = "begin_with"  # the execution option that says how a transaction of SQLite begins


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond.

    SQLite keeps it as text of fixed width, so that text order is time order. A naive datetime is a bug and refused.
    """

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ValueError for one without time zone."""
        if value is not None and value.utcoffset() is None:
            raise ValueError("a time without time zone cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; SQLite forgets the zone, PostgreSQL answers in that of its session."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)


# Constraints have names because a later migration can only drop what has one.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
FEED = Table(
    "feed",
    METADATA,
    Column("url", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("language", String),
)
STORY = Table(
    "story",
    METADATA,
    Column("id", String, primary_key=True),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False, index=True),
)
ARTICLE = Table(
    "article",
    METADATA,
    Column("id", String, primary_key=True),
    Column("feed_url", String, ForeignKey(FEED.c.url), nullable=False),
    Column("url", String),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("published_at", UtcTime),
    Column("fetched_at", UtcTime, nullable=False),
    Column("dated_at", UtcTime, nullable=False, index=True),  # Article.dated_at, stored to be searched by
    Column("source", Text, nullable=False),
    Column("story_id", String, ForeignKey(STORY.c.id), index=True),
)
ARTICLE_VECTOR = Table(
    "article_vector",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little endian
)
ARTICLE_FIELDS = tuple(field.name for field in fields(Article))  # each is a column of its name
EDITABLE_FIELDS = ("url", "title", "text", "language", "source")  # the rest of a known article never changes


class SqlStore:
    """The `Store` port in an SQL database. Made by `open_store`; may be called from several threads.

    An article of an unknown feed and a vector of an unknown article are bugs of the caller: SQLAlchemy's IntegrityError
    passes as it is.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite refuses at once to turn a read into a write when another process wrote in between, however long the
        # busy timeout. A write therefore takes the lock before it reads.
        self._write_engine = engine.execution_options(**{BEGIN_WITH: "BEGIN IMMEDIATE"})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _driver_errors_translated(self._engine.url), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _driver_errors_translated(self._engine.url), self._write_engine.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Make the tables, or bring them to the newest form; processes that start at once wait for the first."""
        with self._writing() as connection:
            _upgrade_to_head(connection)
            # Changes nothing, but fails now rather than at the first save where the database can only be read:
            # SQLite begins a write transaction there without complaint.
            connection.execute(delete(FEED).where(false()))

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Insert feeds, or update title and language of those whose url is known."""
        rows = [{"url": feed.url, "title": feed.title, "language": feed.language} for feed in feeds]
        with self._writing() as connection:
            _upsert(connection, FEED, rows, changing=("title", "language"))

    def feed_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: feed url} for those ids that are known."""
        statement = select(ARTICLE.c.id, ARTICLE.c.feed_url)
        with self._reading() as connection:
            return {row.id: row.feed_url for row in _rows_in(connection, statement, ARTICLE.c.id, article_ids)}

    def save_articles(self, articles: Iterable[Article]) -> None:
        """Insert articles of known feeds; a known id gets the new url, title, text, language and source.

        Its feed, dates and story stay. When title or text changed its vectors are forgotten.
        """
        rows = {article.id: _article_row(article) for article in articles}
        # FOR UPDATE means nothing to SQLite; on PostgreSQL it keeps the text from changing before it is compared.
        known = select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.text).with_for_update()
        with self._writing() as connection:
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
        with self._reading() as connection:
            rows = connection.execute(_select_articles().where(ARTICLE.c.story_id.is_(None)))
            return _oldest_first(_article(row) for row in rows)

    def open_stories(self, since: datetime) -> list[Story]:
        """Return the stories with `last_seen_at >= since`, oldest `first_seen_at` first, ties by id.

        A story that lost its last article to another one is not among them.
        """
        with self._reading() as connection:
            stories = _stories(connection.execute(_select_story_members().where(STORY.c.last_seen_at >= since)))
        return sorted(stories, key=lambda story: (story.first_seen_at, story.id))

    def story_ids(self) -> set[str]:
        """Return every story id ever given."""
        with self._reading() as connection:
            return set(connection.scalars(select(STORY.c.id)))

    def save_stories(self, stories: Iterable[Story]) -> None:
        """Insert or update stories; each of their articles now belongs to them, and to no other.

        No article leaves a story unless another story claims it: what another process grouped meanwhile stays.
        """
        stories = list(stories)
        rows = [{"id": s.id, "first_seen_at": s.first_seen_at, "last_seen_at": s.last_seen_at} for s in stories]
        members = [{"member": article_id, "owner": s.id} for s in stories for article_id in s.article_ids]
        join_story = update(ARTICLE).where(ARTICLE.c.id == bindparam("member")).values(story_id=bindparam("owner"))
        with self._writing() as connection:
            _upsert(connection, STORY, rows, changing=("first_seen_at", "last_seen_at"))
            if members:
                connection.execute(join_story, members)

    def stories_of(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """Return {article id: its story} for those articles that have one."""
        statement = select(ARTICLE.c.id, ARTICLE.c.story_id).where(ARTICLE.c.story_id.is_not(None))
        with self._reading() as connection:
            owners = {row.id: row.story_id for row in _rows_in(connection, statement, ARTICLE.c.id, article_ids)}
            members = _rows_in(connection, _select_story_members(), STORY.c.id, owners.values())
            stories = {story.id: story for story in _stories(members)}
        return {article_id: stories[story_id] for article_id, story_id in owners.items()}

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return {id: article} for those ids that are known."""
        with self._reading() as connection:
            return {
                row.id: _article(row) for row in _rows_in(connection, _select_articles(), ARTICLE.c.id, article_ids)
            }

    def articles_between(self, feeds: Iterable[str], since: datetime | None, until: datetime) -> list[Article]:
        """Return the articles of these feed urls with `since <= dated_at <= until`, oldest first, ties by id."""
        statement = _select_articles().where(ARTICLE.c.dated_at <= until)
        if since is not None:
            statement = statement.where(ARTICLE.c.dated_at >= since)
        with self._reading() as connection:
            rows = _rows_in(connection, statement, ARTICLE.c.feed_url, feeds)
            return _oldest_first(_article(row) for row in rows)

    def vectors(self, encoder: str, article_ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return {article id: vector} for those articles that have one of this encoder."""
        statement = select(ARTICLE_VECTOR).where(ARTICLE_VECTOR.c.encoder == encoder)
        with self._reading() as connection:
            rows = _rows_in(connection, statement, ARTICLE_VECTOR.c.article_id, article_ids)
            # astype copies: what frombuffer returns cannot be written to.
            return {row.article_id: np.frombuffer(row.vector, dtype="<f4").astype(np.float32) for row in rows}

    def save_vectors(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Insert or replace the vectors of known articles under this encoder's name."""
        rows = [
            {"article_id": article_id, "encoder": encoder, "vector": vector.astype("<f4").tobytes()}
            for article_id, vector in vectors.items()
        ]
        with self._writing() as connection:
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
    store = SqlStore(_engine(url))
    try:
        store.migrate()
    except BaseException:
        store.close()
        raise
    return store


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


# ---- the engine


def _engine(url: str) -> Engine:
    """Return an engine that has not connected yet."""
    try:
        parsed = make_url(url)
        if "\0" in url:
            raise ValueError("no file and no host is called so")
    except (SQLAlchemyError, ValueError):
        # Not chained: the parser's error may quote a piece of the URL, and that piece may be of the password.
        raise StoreUnusable("The database URL cannot be read: write one like sqlite:///news.db.") from None
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise StoreUnusable(f"Databases of the kind {kind} are not known: write a URL like sqlite:///news.db.")
    if kind == "sqlite" and parsed.host:
        raise StoreUnusable(f"The database URL wants a third slash before {parsed.host}: sqlite:///{parsed.host}.")
    try:
        # An article's text must not get into a log by way of an error's list of parameters.
        engine = create_engine(parsed, hide_parameters=True, **(_sqlite_options(parsed) if kind == "sqlite" else {}))
    except ImportError as error:
        raise StoreUnusable(f"The database {_name(parsed)} needs the Python package {error.name}.") from error
    except NoSuchModuleError as error:
        raise StoreUnusable(f"The database driver {parsed.drivername} is not known.") from error
    except (SQLAlchemyError, ValueError, TypeError):
        raise StoreUnusable(f"The URL of the database {_name(parsed)} has an option that is wrong.") from None
    if kind == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _sqlite_options(url: URL) -> dict[str, Any]:
    connect_args = {} if "timeout" in url.query else {"timeout": LOCK_TIMEOUT_S}
    if not _is_in_memory(url):
        return {"connect_args": connect_args}
    # A database in memory is its one connection. A pool of one lends it to one thread after the other; SQLAlchemy's
    # StaticPool would lend it to two at once, and they would share a transaction.
    one_connection = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    return {"connect_args": connect_args | {"check_same_thread": False}, **one_connection}


def _is_in_memory(url: URL) -> bool:
    return not url.database or ":memory:" in url.database or url.query.get("mode") == "memory"


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    try:
        connection.isolation_level = None  # the driver begins no transaction by itself: _begin_sqlite does
        connection.execute("PRAGMA foreign_keys = ON")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL a killed process loses nothing all the same
    except BaseException:
        connection.close()  # the pool has not taken it over yet
        raise


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the database to WAL, where readers and a writer do not wait for each other; it stays so for good.

    The switch turns a read into a write, which SQLite refuses at once when two processes that find a new database do
    it together. BEGIN IMMEDIATE does wait for the other, who leaves the database switched.
    """
    (timeout_ms,) = connection.execute("PRAGMA busy_timeout").fetchone()
    deadline = monotonic() + timeout_ms / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_WITH, "BEGIN"))


# ---- the migrations

_ONE_MIGRATION = Lock()  # Alembic's `context` and `op` are global to the process


def _upgrade_to_head(connection: Connection) -> None:
    """Run the migrations that the database has not seen, inside the transaction that the connection is in."""
    # Imported here: Alembic takes as long to import as all the rest, and only those who open a store need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "digests.adapters:migrations")
    script = ScriptDirectory.from_config(config)
    present = set(MigrationContext.configure(connection).get_current_heads())
    if present - {revision.revision for revision in script.walk_revisions()}:
        raise StoreUnusable(_sentence(connection.engine.url, "it was made by a newer version of this program"))
    if not present and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        # A file has one owner (a PostgreSQL database may well hold the tables of others beside ours).
        raise StoreUnusable(_sentence(connection.engine.url, "it holds the tables of another program"))
    if present != set(script.get_heads()):
        with _ONE_MIGRATION:
            command.upgrade(config, "head")


# ---- errors

SQLITE_REASONS = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked",
    sqlite3.SQLITE_NOTADB: "the file is not an SQLite database",
    sqlite3.SQLITE_READONLY: "it can be read but not written",
}


@contextmanager
def _driver_errors_translated(url: URL) -> Iterator[None]:
    """Turn what the driver raises into StoreUnusable; what is a bug of the caller passes."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError, UnicodeEncodeError) as error:
        raise StoreUnusable(_sentence(url, _reason(url, error))) from error


def _sentence(url: URL, reason: str) -> str:
    return f"The database {_name(url)} cannot be used: {reason}."


def _name(url: URL) -> str:
    """Return what a person knows the database by: never user or options, which may hold a password."""
    if url.get_backend_name() != "sqlite":
        return f"{url.database} on {url.host}"
    return "in memory" if _is_in_memory(url) else str(_path(url))


def _path(url: URL) -> Path:
    return Path((url.database or "").removeprefix("file:")).absolute()


def _reason(url: URL, error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "a text holds half of a surrogate pair, which no database can store"
    if not isinstance(error, DBAPIError):
        return "all its connections are busy"
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest says more than a person needs
    if code == sqlite3.SQLITE_CANTOPEN:
        return _why_it_does_not_open(_path(url))
    driver_says = str(error.orig).strip().partition("\n")[0].rstrip(".")
    return SQLITE_REASONS.get(code, driver_says)


def _why_it_does_not_open(path: Path) -> str:
    try:
        if path.is_dir():
            return "it is a folder, not a file"
        if not path.parent.is_dir():
            return f"there is no folder {path.parent}"
    except OSError as error:  # a folder above that may not be looked into, a name that is too long
        return str(error.strerror)
    return "it cannot be opened, perhaps for want of the right to read and write it and its folder"
