"""What is promised of the migrations: they make the tables, keep what old versions wrote, and happen wholly or not."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select

from digests.adapters.engine import engine_of, known_versions, parsed, reading
from digests.adapters.store import open_all, open_database, open_store
from digests.adapters.tables import FEED, METADATA
from digests.errors import StoreUnusable
from digests.models import Feed
from tests.digests.adapters.conftest import migrate
from tests.digests.adapters.examples import (
    HOUR,
    NOON,
    article,
    followed,
    item,
    story,
    vector,
)

# Rows as version 0001 wrote them.
OLD_ROWS = """
INSERT INTO feed VALUES ('f', 'Old Feed', 'en');
INSERT INTO story VALUES ('k7qm', '2026-03-01 12:00:00.000000', '2026-03-01 12:00:00.000000');
INSERT INTO article VALUES ('a', 'f', NULL, 'Title', 'Text.', 'en', NULL, '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', 'ÉCHO News', 'k7qm');
INSERT INTO article VALUES ('b', 'f', 'https://b.example/', 'B', '', 'fr', '2026-03-01 11:00:00.000000',
    '2026-03-01 12:00:00.000000', '2026-03-01 11:00:00.000000', '', NULL);
INSERT INTO article_vector VALUES ('a', 'use', x'0000803f');
"""

# What version 0002 held beside them: ties and dates that differ from the order of ids, and a story that lost all.
NEWER_ROWS = """
INSERT INTO story VALUES ('tied', '2026-03-01 12:00:00.000000', '2026-03-01 12:00:00.000000');
INSERT INTO story VALUES ('gone', '2026-03-01 12:00:00.000000', '2026-03-01 12:00:00.000000');
INSERT INTO article VALUES ('c', 'f', NULL, 'C', '', 'en', NULL, '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', '', 'tied', '');
INSERT INTO article VALUES ('Z', 'f', NULL, 'Z', '', 'en', NULL, '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', '', 'tied', '');
INSERT INTO article VALUES ('A', 'f', NULL, 'A', '', 'en', NULL, '2026-03-01 13:00:00.000000',
    '2026-03-01 13:00:00.000000', '', 'tied', '');
"""

# What version 0004 held of a digest.
POSTED_ROWS = """
INSERT INTO subscriber VALUES ('d7gs', 'file', '#news', '{"language":"fr"}', '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', NULL, NULL, NULL, NULL, 0, 1);
INSERT INTO edition VALUES ('e', '[]');
INSERT INTO posting VALUES ('p', 'd7gs', 'e', '2026-02-28 12:00:00.000000', '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', 0);
"""

# What version 0006 held of a followed feed.
FOLLOWED_ROWS = """
INSERT INTO followed_feed (feed_url, format, skip_hours, skip_days, location, followed_at, next_fetch_at, failures,
    interval_s, moving_seen) VALUES ('f', 'RSS 2.0', '', '', 'f', '2026-03-01 12:00:00.000000',
    '2026-03-01 12:00:00.000000', 0, 3600, 0);
"""

# Opens the database, and dies when the n-th migration is done but not yet noted; says whether it died. Once for each
# line with an n.
MORTAL = """
import os, signal, sys
import alembic.command, alembic.runtime.migration, alembic.script
from sqlalchemy import Engine, event
from digests.adapters.engine import open_engine
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        left = int(line)
        @event.listens_for(Engine, "before_cursor_execute")
        def about_to(connection, cursor, statement, parameters, context, is_many):
            global left
            if statement.startswith(("INSERT INTO alembic_version", "UPDATE alembic_version")):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        open_engine(sys.argv[1])
        os._exit(0)
    print(os.WIFSIGNALED(os.waitpid(child, 0)[1]), flush=True)
"""


# Of what words are looked up in, each kind of database has tables or an index of its own.
COMPARED = {
    "compare_type": True,
    "compare_server_default": True,
    "include_name": lambda name, *_: not (name or "").startswith("article_index"),
}


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return sorted(database.iterdump())


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database as version 0001 made and filled it."""
    path = tmp_path / "news.db"
    migrate(f"sqlite:///{path}", command.upgrade, "0001")
    with closing(sqlite3.connect(path)) as database:
        database.executescript(OLD_ROWS)
    return path


def test_the_migrations_make_the_tables_that_the_code_describes(database_url: str) -> None:
    with closing(open_store(database_url)) as store, reading(store._engine) as connection:
        context = MigrationContext.configure(connection, opts=COMPARED)

        assert compare_metadata(context, METADATA) == []


def test_an_old_database_is_brought_up_to_date_and_keeps_everything(old: Path) -> None:
    a = article("a", feed_url="f", url=None, title="Title", text="Text.", published_at=None, fetched_at=NOON)
    a = replace(a, source="ÉCHO News", publisher="écho news")
    b = article("b", feed_url="f", url="https://b.example/", title="B", text="", language="fr", source="", publisher="")
    b = replace(b, published_at=NOON - HOUR, fetched_at=NOON)

    with closing(open_store(f"sqlite:///{old}")) as store, reading(store._engine) as connection:
        assert store.articles("ab") == {"a": a, "b": b}
        assert store.stories_of("ab") == {"a": story("k7qm", "a")}
        assert store.vectors("use", "ab") == {"a": vector(1)}
        assert connection.execute(select(FEED)).all() == [("f", "Old Feed", "en", None)]


def test_a_database_that_was_old_takes_rounds_and_keeps_its_vectors(old: Path) -> None:
    with closing(open_store(f"sqlite:///{old}")) as store:
        (known,) = store.articles(["a"]).values()
        feed = followed(Feed(url="f", title="Old Feed"))
        store.save_followed([feed])

        store.save_round(feed, [item("1", feed_url="f", article_id="a")], [known])

        assert store.followed_feeds() == [feed]
        assert store.vectors("use", ["a"]) == {"a": vector(1)}
        assert store.articles(["a"]) == {"a": known}


def test_old_stories_have_the_founder_and_the_placements_that_their_articles_tell(old: Path) -> None:
    migrate(f"sqlite:///{old}", command.upgrade, "0002")
    with closing(sqlite3.connect(old)) as database:
        database.executescript(NEWER_ROWS)

    with closing(open_store(f"sqlite:///{old}")) as store:
        assert store.founders() == {"k7qm": "a", "tied": "Z", "gone": ""}
        assert store.posted_stories() == set()
        assert store.placements_before(NOON, "abcAZ") == {}
        assert store.placements_before(NOON + HOUR, "abcAZ") == {"a": "k7qm", "c": "tied", "Z": "tied"}
        assert store.placements_before(NOON + 2 * HOUR, "A") == {"A": "tied"}
        assert store.story("gone") is None
        assert store.vectors("use", "a") == {"a": vector(1)}


def test_what_was_posted_before_came_by_the_schedule(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    migrate(f"sqlite:///{path}", command.upgrade, "0004")
    with closing(sqlite3.connect(path)) as database:
        database.executescript(POSTED_ROWS)
    before = dump(path)

    store, ledger = open_database(f"sqlite:///{path}")
    with closing(store):
        [posting] = ledger.postings("d7gs", 9)
        assert (posting.id, posting.is_asked) == ("p", False)
        assert ledger.memories(["d7gs"], NOON)["d7gs"].last == NOON
    migrate(f"sqlite:///{path}", command.downgrade, "0004")
    assert dump(path) == before


def test_old_articles_are_found_by_their_words(old: Path) -> None:
    database = open_all(f"sqlite:///{old}")

    assert database.archive.frequencies(("title", "text", "b", "c")) == (2, {"title": 1, "text": 1, "b": 1, "c": 0})
    assert list(database.archive.matching({"title": 1.0}, ["f"], NOON - HOUR, least=0, limit=9)) == ["a"]
    database.store.close()


def test_what_was_followed_before_is_shared(old: Path) -> None:
    migrate(f"sqlite:///{old}", command.upgrade, "0006")
    with closing(sqlite3.connect(old)) as database:
        database.executescript(FOLLOWED_ROWS)
    before = dump(old)

    with closing(open_store(f"sqlite:///{old}")) as store:
        assert [feed.is_shared for feed in store.followed_feeds()] == [True]
        assert store.shared_feeds() == ("f",)
    migrate(f"sqlite:///{old}", command.downgrade, "0006")
    assert dump(old) == before


def test_who_was_subscribed_before_is_open_and_in_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    migrate(f"sqlite:///{path}", command.upgrade, "0004")
    with closing(sqlite3.connect(path)) as database:
        database.executescript(POSTED_ROWS)
    migrate(f"sqlite:///{path}", command.upgrade, "0007")
    before = dump(path)

    store, ledger = open_database(f"sqlite:///{path}")
    with closing(store):
        assert [(one.id, one.workspace, one.closed_at) for one in ledger.subscribers()] == [("d7gs", None, None)]
        assert ledger.workspaces("file") == set()
    migrate(f"sqlite:///{path}", command.downgrade, "0007")
    assert dump(path) == before


def test_a_migration_that_fails_changes_nothing(old: Path) -> None:
    with closing(sqlite3.connect(old)) as database, database:
        database.execute("CREATE TABLE item (guid TEXT)")
    before = dump(old)

    with pytest.raises(StoreUnusable, match="table item already exists"):
        open_store(f"sqlite:///{old}")

    assert dump(old) == before


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_the_newest_migrations_can_be_taken_back(old: Path, version: str) -> None:
    migrate(f"sqlite:///{old}", command.upgrade, version)
    before = dump(old)

    open_store(f"sqlite:///{old}").close()
    migrate(f"sqlite:///{old}", command.downgrade, version)

    assert dump(old) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_in_the_middle_of_any_migration_it_starts_again(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}" if kind == "sqlite" else request.getfixturevalue("new_postgresql")
    engine = engine_of(parsed(url))
    deaths = 0
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MORTAL, url],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as opener:
        assert opener.stdin is not None
        assert opener.stdout is not None
        while True:
            print(deaths + 1, file=opener.stdin, flush=True)
            if opener.stdout.readline() != "True\n":
                break
            deaths += 1
            with reading(engine) as connection:
                assert inspect(connection).get_table_names() == []

    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts=COMPARED)
        assert compare_metadata(context, METADATA) == []
    engine.dispose()
    assert deaths == len(known_versions())
