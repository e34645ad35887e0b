"""From a database URL to an engine whose database is up to date, and the two ways into it.

In: a URL as SQLAlchemy writes it. Out: an engine, its tables made or migrated to the newest form. Everything in which
SQLite differs from other databases, and every error of a driver, ends here.

    engine = open_engine("sqlite:///news.db")
    with writing(engine) as connection:
        connection.execute(delete(FEED))
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from digests.errors import StoreUnusable

LOCK_TIMEOUT_S = 5.0  # how long SQLite waits for another writer; `?timeout=` in the URL says otherwise
BEGIN_WITH = "begin_with"  # the execution option that says how a transaction of SQLite begins


def open_engine(url: str) -> Engine:
    """Return an engine for the database behind the URL, its tables made or brought up to date.

    Processes that start at once wait for the first to migrate. Raises StoreUnusable, with a sentence that never repeats
    the URL: it may hold a password.
    """
    engine = _engine(_parsed(url))
    try:
        with writing(engine) as connection:
            _upgrade_to_head(connection)
            # Changes nothing, but fails now rather than at the first save where the database can only be read:
            # SQLite begins a write transaction there without complaint.
            connection.exec_driver_sql("DELETE FROM alembic_version WHERE 1 = 0")
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection to read with. Raises StoreUnusable when the database cannot do its work."""
    with _driver_errors_translated(engine.url), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction to write with, committed at the end. Raises StoreUnusable as `reading` does.

    SQLite refuses at once to turn a read into a write when another process wrote in between, however long the busy
    timeout. A write therefore takes the lock before it reads.
    """
    with (
        _driver_errors_translated(engine.url),
        engine.connect() as connection,
        connection.execution_options(**{BEGIN_WITH: "BEGIN IMMEDIATE"}).begin(),
    ):
        yield connection


# ---- from URL to engine


def _parsed(url: str) -> URL:
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
    return parsed


def _engine(url: URL) -> Engine:
    """Return an engine that has not connected yet."""
    is_sqlite = url.get_backend_name() == "sqlite"
    try:
        # An article's text must not get into a log by way of an error's list of parameters.
        engine = create_engine(url, hide_parameters=True, **(_sqlite_options(url) if is_sqlite else {}))
    except ImportError as error:
        raise StoreUnusable(f"The database {_name(url)} needs the Python package {error.name}.") from error
    except NoSuchModuleError as error:
        raise StoreUnusable(f"The database driver {url.drivername} is not known.") from error
    except (SQLAlchemyError, ValueError, TypeError):
        raise StoreUnusable(f"The URL of the database {_name(url)} has an option that is wrong.") from None
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


# ---- SQLite


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
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

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
        if S_ISDIR(path.stat().st_mode):
            return "it is a folder, not a file"
    except (FileNotFoundError, NotADirectoryError):
        if not path.parent.is_dir():
            return f"there is no folder {path.parent}"
    except OSError as error:  # a folder above that may not be looked into, a name that is too long
        return str(error.strerror)
    return "it cannot be opened, perhaps for want of the right to read and write it and its folder"
