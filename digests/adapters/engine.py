"""From a database URL to an engine whose database is up to date, and the two ways into it.

In: a URL as SQLAlchemy writes it. Out: an engine, its tables made or migrated to the newest form. What SQLite and
PostgreSQL do each in its own way is in the modules of their names; every error of a driver ends here.

    engine = open_engine("sqlite:///news.db")
    with writing(engine) as connection:
        connection.execute(delete(FEED))
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from digests.adapters import postgresql, sqlite
from digests.errors import StoreUnusable

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory


def open_engine(url: str) -> Engine:
    """Return an engine for the database behind the URL, its tables made or brought up to date.

    Processes that start at once wait for the first to migrate. Raises StoreUnusable, with a sentence that never repeats
    the URL: it may hold a password.
    """
    engine = engine_of(parsed(url))
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
    """Give a connection to read with; all that is read is of one moment.

    Raises StoreUnusable when the database cannot do its work.
    """
    with _driver_errors_translated(engine.url), engine.connect() as connection:
        yield connection.execution_options(**dialect_of(engine.url).READING)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction to write with, committed at the end; no other writes meanwhile.

    Raises StoreUnusable when the database cannot do its work, and then nothing of it is kept. Nothing is tried a second
    time here: whoever asked knows whether what it was about still holds.
    """
    with (
        _driver_errors_translated(engine.url),
        engine.connect() as connection,
        connection.execution_options(**dialect_of(engine.url).WRITING).begin(),
    ):
        yield connection


# ---- from URL to engine


class Dialect(Protocol):
    """What one kind of database does in its own way: a module of that name."""

    READING: dict[str, Any]  # execution options of a transaction
    WRITING: dict[str, Any]
    MIGRATING: str  # a statement to begin migrations with, or nothing

    def options(self, url: URL) -> dict[str, Any]:
        """Return what `create_engine` is to know beside the URL."""
        ...

    def prepare(self, engine: Engine) -> None:
        """Let the engine set up each connection and begin its transactions."""
        ...

    def name(self, url: URL) -> str:
        """Return what a person knows the database by; never anything secret."""
        ...

    def reason(self, url: URL, error: BaseException) -> str:
        """Return as a clause why the driver failed."""
        ...


_DIALECTS: dict[str, Dialect] = {"sqlite": sqlite, "postgresql": postgresql}
_DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
_HINT = "sqlite:///news.db or postgresql://user:password@host/news"


def dialect_of(url: URL) -> Dialect:
    """Return how the kind of database does things."""
    return _DIALECTS[url.get_backend_name()]


def parsed(url: str) -> URL:
    """Return the URL of a database, its driver being one that is known; raises StoreUnusable."""
    try:
        found = make_url(url)
        if "\0" in url:
            raise ValueError("no file and no host is called so")
        kind, _, driver = found.drivername.partition("+")
        if kind != "sqlite" and "@" in f"{found.host} {found.database}":
            raise ValueError("a part of the password has been taken for the host's name")
    except (SQLAlchemyError, ValueError):
        # Not chained: the parser's error may quote a piece of the URL, and that piece may be of the password.
        raise StoreUnusable(
            f"The database URL cannot be read: write one like {_HINT}, and %40 for each @ in a password."
        ) from None
    if kind == "postgres":  # as hosting companies write it, and libpq allows
        kind = "postgresql"
    if kind not in _DIALECTS:
        raise StoreUnusable(f"Databases of the kind {kind} are not known: write a URL like {_HINT}.")
    if driver not in ("", _DRIVERS[kind]):
        raise StoreUnusable(f"The database driver {driver} is not known: begin the URL with {kind}://.")
    if kind == "sqlite" and found.host:
        raise StoreUnusable(f"The database URL wants a third slash before {found.host}: sqlite:///{found.host}.")
    return found.set(drivername=f"{kind}+{_DRIVERS[kind]}")


def engine_of(url: URL) -> Engine:
    """Return an engine that has not connected yet."""
    dialect = dialect_of(url)
    try:
        # An article's text must not get into a log by way of an error's list of parameters.
        engine = create_engine(url, hide_parameters=True, **dialect.options(url))
        dialect.prepare(engine)
    except ImportError as error:
        raise StoreUnusable(
            f"The database {dialect.name(url)} needs a driver: pip install 'digestbot[postgresql]'."
        ) from error
    except (SQLAlchemyError, ValueError, TypeError):
        raise StoreUnusable(f"The URL of the database {dialect.name(url)} has an option that is wrong.") from None
    return engine


# ---- the migrations

_MIGRATIONS = "digests.adapters:migrations"
_ONE_MIGRATION = Lock()  # Alembic's `context` and `op` are global to the process


def _upgrade_to_head(connection: Connection) -> None:
    """Run the migrations that the database has not seen, inside the transaction that the connection is in."""
    # Imported here: Alembic takes as long to import as all the rest, and only those who open a store need it.
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    url = connection.engine.url
    present = set(MigrationContext.configure(connection).get_current_heads())
    if present - known_versions():
        raise unusable(url, "it was made by a newer version of this program")
    if not present and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        # A file has one owner (a PostgreSQL database may well hold the tables of others beside ours).
        raise unusable(url, "it holds the tables of another program")
    if present != set(_script().get_heads()):
        if first := dialect_of(url).MIGRATING:
            connection.exec_driver_sql(first)
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", _MIGRATIONS)
        with _ONE_MIGRATION:
            command.upgrade(config, "head")


def known_versions() -> set[str]:
    """Return the versions that a database may have, this program's own and all older ones."""
    return {revision.revision for revision in _script().walk_revisions()}


@cache
def _script() -> "ScriptDirectory":
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    return ScriptDirectory.from_config(config)


# ---- errors


@contextmanager
def _driver_errors_translated(url: URL) -> Iterator[None]:
    """Turn what the driver raises into StoreUnusable; what is a bug of the caller passes."""
    try:
        yield
    except IntegrityError:
        raise
    except UnicodeEncodeError as error:
        raise unusable(url, "a text holds half of a surrogate pair, which no database can store") from error
    except PoolTimeoutError as error:
        raise unusable(url, "all its connections are busy") from error
    except DBAPIError as error:
        raise unusable(url, dialect_of(url).reason(url, error.orig or error)) from error


def unusable(url: URL, reason: str) -> StoreUnusable:
    """Return the error whose sentence names the database and ends with that clause."""
    return StoreUnusable(f"The database {dialect_of(url).name(url)} cannot be used: {reason}.")
