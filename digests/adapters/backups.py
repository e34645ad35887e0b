"""Copies of an SQLite database: made while others write, checked, and put back. PostgreSQL has its own tools for that.

In: a database URL and the path of a copy. Out: files that are whole or not there.

    back_up("sqlite:///news.db", Path("news.backup"))
    put_aside = restore("sqlite:///news.db", Path("news.backup"))
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from sqlalchemy import text

from digests.adapters import sqlite
from digests.adapters.engine import engine_of, known_versions, parsed, reading
from digests.errors import BadRequest, StoreUnusable

PAGES_A_STEP = 2_000  # 8 MB: after each, a signal is heard
ASIDE = ".before-restore"
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file while it is written, or after a crash


def back_up(url: str, path: Path) -> None:
    """Write a copy of the database as it is at this moment; what was at the path is replaced once the copy is whole.

    Others may read and write meanwhile. Raises BadRequest for a database that is no file, StoreUnusable when the
    database cannot be read or the copy not be written.
    """
    source = _file_of(url, "make a backup of it with pg_dump")
    if not source.is_file():
        raise StoreUnusable(f"There is no database {source}.")
    with _file_errors_translated(path):
        if path.exists() and path.samefile(source):
            raise BadRequest(f"{path} is the database itself: name another file for the backup.")
        if path.is_dir():
            raise BadRequest(f"{path} is a folder: name a file for the backup.")
        with _new_file_beside(path) as copy:
            _copy(source, copy)
            _replace(copy, path)


def restore(url: str, path: Path) -> Path | None:
    """Put a copy in the place of the database, and return where what was there is now; None where there was nothing.

    That is a file beside it; one from an earlier restore is replaced. Nothing changes unless the copy is whole and of
    this version of the program or an older one. Whoever calls sees to it that the program does not run meanwhile.
    Raises BadRequest for a database that is no file, StoreUnusable when a file cannot be used.
    """
    target = _file_of(url, "restore it with pg_restore")
    with _file_errors_translated(path):
        if not path.is_file():
            raise StoreUnusable(f"There is no backup {path}.")
        if target.exists() and target.samefile(path):
            raise BadRequest(f"{path} is the database itself: name a backup of it.")
    # Whenever this dies, the place of the database holds the old one or the new one, never one with the log of the
    # other, and the old one is not gone: first the new one is made whole under another name, then the old one is left
    # without log, then it gets a second name, then the new one takes the first name, in one step.
    with _file_errors_translated(target), _new_file_beside(target) as copy:
        _copy(path, copy)
        _refuse_foreign(path, copy)
        if not target.exists():
            _put_logs_aside(target)
            _replace(copy, target)
            return None
        _keep_rights(target, copy)
        aside = _put_aside(target)
        _replace(copy, target)
        return aside


def check(url: str) -> None:
    """Raise StoreUnusable when the database is not there or damaged; changes nothing."""
    found = parsed(url)
    if found.get_backend_name() != "sqlite":
        engine = engine_of(found)
        try:
            with reading(engine) as connection:
                connection.execute(text("SELECT 1"))
        finally:
            engine.dispose()
        return
    path = _file_of(url, "")
    if not path.is_file():
        raise StoreUnusable(f"There is no database {path}.")
    if not _is_in_use(path):
        # To read a database in WAL SQLite would make a log beside it; told that nobody writes, it makes none.
        try:
            _check(path, "ro&immutable=1")
            return
        except StoreUnusable:
            if not _is_in_use(path):  # otherwise somebody has begun to write, and what was read may be of two moments
                raise
    _check(path, "ro")


def _check(path: Path, mode: str) -> None:
    with _errors_translated(path), closing(_open(path, mode)) as database:
        _look_through(path, database, "quick_check")


def _is_in_use(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in BESIDE)


# ---- files


def _file_of(url: str, advice: str) -> Path:
    found = parsed(url)
    if found.get_backend_name() != "sqlite":
        raise BadRequest(f"The database is PostgreSQL: {advice}.")
    if sqlite.is_in_memory(found):
        raise BadRequest("The database is in memory and ends with the program: there is no file to work on.")
    # Through links: SQLite keeps its logs beside the file itself, and a link is not to be replaced by a file.
    return sqlite.path_of(found).resolve()


@contextmanager
def _file_errors_translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnusable(f"The file {path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise StoreUnusable(f"The file {path} cannot be written: {sqlite.reason_at(path, error)}.") from error


@contextmanager
def _new_file_beside(path: Path) -> Iterator[Path]:
    """Give an empty file in the same folder, which only we may read; it is gone at the end unless it was renamed."""
    number, name = mkstemp(prefix=f".{path.name[:100]}-", suffix=".part", dir=path.parent)
    os.close(number)
    try:
        yield Path(name)
    finally:
        for suffix in ("", *BESIDE):
            with suppress(OSError):
                Path(name + suffix).unlink()


def _replace(copy: Path, path: Path) -> None:
    """Give a file another's name, on the disk when this returns."""
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    copy.replace(path)
    _sync_folder(path)


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return  # Windows opens no folders
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _keep_rights(old: Path, new: Path) -> None:
    shutil.copymode(old, new)
    with suppress(OSError, AttributeError):  # only root may give files away, and Windows has no owners of this kind
        os.chown(new, old.stat().st_uid, old.stat().st_gid)


# ---- databases


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=sqlite.LOCK_TIMEOUT_S, isolation_level=None
    )


@contextmanager
def _errors_translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if _code(error) == sqlite3.SQLITE_FULL:
            raise  # it is the copy that finds no room
        raise StoreUnusable(f"The database {path} cannot be used: {sqlite.reason_at(path, error)}.") from error


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _copy(source: Path, copy: Path) -> None:
    """Fill the file with the database as it is at one moment, and look through it."""
    with _errors_translated(source), closing(_open(source, "rw")) as database, closing(sqlite3.connect(copy)) as target:
        # As long as a read is under way this connection sees one state: the copy need not begin anew when another
        # writes between two steps, and in WAL, as ours are, nobody waits for a reader.
        database.execute("BEGIN")
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        database.backup(target, pages=PAGES_A_STEP)
        database.execute("ROLLBACK")
        target.execute("PRAGMA journal_mode = DELETE")  # all in one file, whoever opens it
        _look_through(source, target, "integrity_check")


def _look_through(path: Path, database: sqlite3.Connection, pragma: str) -> None:
    if database.execute(f"PRAGMA {pragma}(1)").fetchone() != ("ok",):
        raise StoreUnusable(f"The database {path} cannot be used: the file is damaged.")


def _refuse_foreign(path: Path, copy: Path) -> None:
    """Raise StoreUnusable unless the copy was made by this program, and not by a newer version of it."""
    with closing(_open(copy, "ro")) as database:
        try:
            versions = {version for (version,) in database.execute("SELECT version_num FROM alembic_version")}
        except sqlite3.OperationalError:
            versions = set()
    if not versions:
        raise StoreUnusable(f"The file {path} is no backup of this program.")
    if not versions <= known_versions():
        raise StoreUnusable(f"The backup {path} was made by a newer version of this program.")


def _put_aside(target: Path) -> Path:
    """Give the database a second name and return it; under the first there is no log any more."""
    aside = target.with_name(target.name + ASIDE)
    try:
        with closing(_open(target, "rw")) as database:
            # Brings everything into the one file and removes the log; refused while anybody else has it open.
            (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if _code(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreUnusable(f"The database {target} cannot be used: {sqlite.reason_at(target, error)}.") from error
        mode = "damaged"
    if mode == "wal":
        raise StoreUnusable(f"The database {target} cannot be used: another program keeps it open.")
    if not (aside.exists() and aside.samefile(target)):  # it is when an earlier restore died after this
        for suffix in BESIDE:
            aside.with_name(aside.name + suffix).unlink(missing_ok=True)
        _give_second_name(target, aside)
    _put_logs_aside(target)
    return aside


def _give_second_name(target: Path, aside: Path) -> None:
    with _new_file_beside(aside) as part:
        part.unlink()
        try:
            part.hardlink_to(target)
        except OSError:  # some file systems have no links
            shutil.copy2(target, part)
        _replace(part, aside)


def _put_logs_aside(target: Path) -> None:
    """Take away the logs of a database that is damaged or gone: SQLite would play them into the new one."""
    for suffix in BESIDE:
        log = target.with_name(target.name + suffix)
        if log.exists():
            log.replace(target.with_name(target.name + ASIDE + suffix))
    _sync_folder(target)
