"""What is particular to SQLite: how a file is opened, how a transaction begins, what its errors mean.

In: a URL of SQLAlchemy, a new engine, an error of the driver. Out: options, listeners, clauses a person understands.

    engine = create_engine(url, **options(url))
    prepare(engine)
"""

import sqlite3
from pathlib import Path
from stat import S_ISDIR
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, event
from sqlalchemy.engine import URL

LOCK_TIMEOUT_S = 5.0  # how long one waits for another writer; `?timeout=` in the URL says otherwise
WAL_LEFT_BYTES = 16 * 2**20  # what a write-ahead file that once grew is cut to

_BEGIN_WITH = "begin_with"
# A transaction of reads sees one state of the database from its first statement on. One of writes takes the lock before
# it reads: SQLite refuses at once to turn a read into a write when another wrote in between, whatever the timeout.
READING: dict[str, Any] = {}
WRITING: dict[str, Any] = {_BEGIN_WITH: "BEGIN IMMEDIATE"}
MIGRATING = ""


def options(url: URL) -> dict[str, Any]:
    """Return what `create_engine` is to know beside the URL."""
    connect_args = {} if "timeout" in url.query else {"timeout": LOCK_TIMEOUT_S}
    if not is_in_memory(url):
        return {"connect_args": connect_args}
    # A database in memory is its one connection. A pool of one lends it to one thread after the other; SQLAlchemy's
    # StaticPool would lend it to two at once, and they would share a transaction.
    one_connection = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
    return {"connect_args": connect_args | {"check_same_thread": False}, **one_connection}


def prepare(engine: Engine) -> None:
    """Let the engine set up each connection and begin its transactions."""
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)


def is_in_memory(url: URL) -> bool:
    """Return whether the database ends with its connection."""
    return not url.database or ":memory:" in url.database or url.query.get("mode") == "memory"


def path_of(url: URL) -> Path:
    """Return the file of a database that is not in memory."""
    return Path((url.database or "").removeprefix("file:")).absolute()


def name(url: URL) -> str:
    """Return what a person knows the database by."""
    return "in memory" if is_in_memory(url) else str(path_of(url))


# ---- connections


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    try:
        connection.isolation_level = None  # the driver begins no transaction by itself: _begin does
        connection.execute("PRAGMA foreign_keys = ON")
        _write_ahead(connection)
        # Every commit waits for the disk. NORMAL would not: after a power cut the last commits could be missing, and
        # a digest that had been sent would be sent again. A commit takes one sync more, 0.06 instead of 0.01 ms
        # measured on a virtual disk, some milliseconds on a slow one; a digest takes a handful.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA journal_size_limit = {WAL_LEFT_BYTES}")
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


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN_WITH, "BEGIN"))


# ---- errors

_REASONS = {
    sqlite3.SQLITE_BUSY: "another program keeps it locked",
    sqlite3.SQLITE_CORRUPT: "the file is damaged",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; it may be full or broken",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked",
    sqlite3.SQLITE_NOTADB: "the file is not an SQLite database",
    sqlite3.SQLITE_READONLY: "it can be read but not written",
}


def reason(url: URL, error: BaseException) -> str:
    """Return as a clause why the driver failed."""
    return reason_at(path_of(url), error)


def reason_at(path: Path, error: BaseException) -> str:
    """Return as a clause why the driver failed at that file."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest says more than a person needs
    if code == sqlite3.SQLITE_CANTOPEN:
        return _why_it_does_not_open(path)
    return _REASONS.get(code) or str(error).strip().partition("\n")[0].rstrip(".")


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
