"""What is promised of SQLite files, of two processes at one file, and of what cannot be opened."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

import pytest

from digests.adapters.engine import reading
from digests.adapters.store import open_store
from digests.errors import StoreUnusable
from digests.models import Feed
from tests.digests.adapters.examples import FEED, HOUR, article, followed

ROUNDS = """
import sys
from datetime import UTC, datetime
from digests.adapters.store import open_store
from digests.models import Article, Feed, FollowedFeed, Item
name = sys.argv[2]
store = open_store(sys.argv[1])
now = datetime(2026, 3, 1, tzinfo=UTC)
sys.stdin.readline()
for round in range(50):
    followed = FollowedFeed(feed=Feed(url="f", title=name), location="f", etag=name, failures=round, followed_at=now,
                            next_fetch_at=now)
    ids = [f"{name}-{round}-{number}" for number in range(5)] + [f"both-{round}"]
    articles = [Article(id=id, feed_url="f", url=None, title=name, text="x", language="en", published_at=None,
                        fetched_at=now, source="F", publisher="f") for id in ids]
    items = [Item(feed_url="f", guid=id, article_id=id, publisher="f", url=None, text_hash=id, title_hash=id,
                  seen_at=now) for id in ids]
    store.save_round(followed, items, articles)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Start another Python that finds the packages as this one does, warnings being errors there too."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


OPENER = """
import sys, alembic.command
from digests.adapters.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""

WRITER = """
import sys
from datetime import UTC, datetime
from digests.adapters.store import open_store
from digests.models import Article, Feed
store = open_store(sys.argv[1])
store.save_feeds([Feed(url="f", title="F")])
now = datetime(2026, 3, 1, tzinfo=UTC)
for call in range(10_000):
    store.save_articles(
        Article(id=f"{call}-{number}", feed_url="f", url=None, title="T", text="x" * 1000, language="en",
                published_at=None, fetched_at=now, source="F", publisher="f")
        for number in range(100)
    )
    print(call, flush=True)
"""


class TestFiles:
    def test_what_was_saved_is_there_when_the_file_is_opened_again(self, path: Path) -> None:
        with closing(open_store(f"sqlite:///{path}")) as store:
            store.save_feeds([FEED])
            store.save_articles([article("a")])

        with closing(open_store(f"sqlite:///{path}")) as store:
            assert store.articles(["a"]) == {"a": article("a")}
        assert [each.name for each in path.parent.iterdir()] == ["news.db"]

    def test_a_path_may_hold_what_means_something_to_urls_and_formats(self, tmp_path: Path) -> None:
        path = tmp_path / "50% : naïve @home" / "news 日本.db"
        path.parent.mkdir()

        open_store(f"sqlite:///{path}").close()

        assert path.is_file()

    def test_two_processes_may_open_a_new_database_at_once(self, path: Path) -> None:
        openers = [python(OPENER, f"sqlite:///{path}") for _ in range(4)]
        for opener in openers:
            assert opener.stdout is not None
            assert opener.stdout.readline() == "ready\n"
        for opener in openers:
            assert opener.stdin is not None
            opener.stdin.write("\n")
            opener.stdin.flush()

        assert [opener.communicate(timeout=60)[1] for opener in openers] == [""] * 4
        assert [opener.returncode for opener in openers] == [0] * 4

    def test_a_killed_writer_loses_nothing_that_was_saved_and_leaves_no_half(self, path: Path) -> None:
        with python(WRITER, f"sqlite:///{path}") as writer:
            assert writer.stdout is not None
            confirmed = [int(writer.stdout.readline()) for _ in range(5)]
            writer.kill()

        with closing(open_store(f"sqlite:///{path}")) as store:
            saved = len(store.ungrouped_articles())
            assert saved >= 100 * len(confirmed)
            assert saved % 100 == 0

    def test_a_reader_does_not_wait_for_a_writer(self, path: Path) -> None:
        with (
            closing(open_store(f"sqlite:///{path}")) as store,
            closing(sqlite3.connect(path, isolation_level=None)) as other,
        ):
            other.execute("BEGIN IMMEDIATE")

            assert store.ungrouped_articles() == []

    def test_the_file_enforces_keys_writes_ahead_and_waits_for_the_disk(self, path: Path) -> None:
        with closing(open_store(f"sqlite:///{path}")) as store, reading(store._engine) as connection:
            pragmas = ("foreign_keys", "journal_mode", "synchronous", "busy_timeout", "journal_size_limit")
            settings = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]

        assert settings == [1, "wal", 2, 5_000, 2**24]  # 2 is FULL: what was committed survives a power cut

    def test_a_time_is_text_of_fixed_width_in_utc_that_sorts_as_time(self, path: Path) -> None:
        with closing(open_store(f"sqlite:///{path}")) as store:
            store.save_feeds([FEED])
            store.save_articles([article("a", published_at=datetime(987, 6, 5, 4, tzinfo=timezone(HOUR)))])

        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT dated_at FROM article").fetchall() == [("0987-06-05 03:00:00.000000",)]

    def test_two_processes_that_save_rounds_of_one_feed_lose_nothing(self, path: Path) -> None:
        with closing(open_store(f"sqlite:///{path}")) as store:
            store.save_followed([followed(Feed(url="f", title="F"))])
            savers = [python(ROUNDS, f"sqlite:///{path}", name) for name in "ab"]
            ended = [saver.communicate("\n", timeout=60) for saver in savers]
            names = [f"{name}-{count}-{number}" for name in "ab" for count in range(50) for number in range(5)]
            shared = [f"both-{count}" for count in range(50)]

            assert ended == [("", "")] * 2
            assert {each.id for each in store.ungrouped_articles()} == {*names, *shared}
            keys: dict[str, list[str]] = {"title_hashes": [], "urls": [], "text_hashes": []}
            assert {each.guid for each in store.known_items("f", guids=names + shared, **keys)} == {*names, *shared}
            (last,) = store.followed_feeds()
            assert last.failures == 49
            assert last.etag == last.feed.title
            assert last.etag in {"a", "b"}


class TestErrors:
    def test_a_folder_that_does_not_exist(self, tmp_path: Path) -> None:
        path = tmp_path / "none" / "news.db"

        with pytest.raises(StoreUnusable) as failure:
            open_store(f"sqlite:///{path}")

        assert str(failure.value) == f"The database {path} cannot be used: there is no folder {path.parent}."
        assert failure.value.__cause__ is not None
        assert not path.parent.exists()

    def test_a_folder_in_place_of_a_file(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnusable) as failure:
            open_store(f"sqlite:///{tmp_path}")

        assert str(failure.value) == f"The database {tmp_path} cannot be used: it is a folder, not a file."

    def test_a_name_that_is_too_long(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnusable, match="File name too long"):
            open_store(f"sqlite:///{tmp_path / ('x' * 300)}")

    def test_a_file_that_does_not_open_for_no_reason_that_shows(self, path: Path) -> None:
        path.symlink_to(path.parent / "none" / "news.db")

        with pytest.raises(StoreUnusable, match="it cannot be opened, perhaps for want of the right"):
            open_store(f"sqlite:///{path}")

    def test_a_file_that_is_no_database_is_left_as_it_is(self, path: Path) -> None:
        path.write_text("Dear diary, " * 1000)

        with pytest.raises(StoreUnusable) as failure:
            open_store(f"sqlite:///{path}")

        assert str(failure.value) == f"The database {path} cannot be used: the file is not an SQLite database."
        assert path.read_text() == "Dear diary, " * 1000

    def test_a_damaged_database(self, path: Path) -> None:
        open_store(f"sqlite:///{path}").close()
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096 * 20)

        with (
            pytest.raises(StoreUnusable, match="the file is damaged"),
            closing(open_store(f"sqlite:///{path}")) as store,
        ):
            store.ungrouped_articles()

    @pytest.mark.parametrize("made", [True, False])
    def test_a_database_opened_for_reading_only(self, path: Path, made: bool) -> None:
        if made:
            open_store(f"sqlite:///{path}").close()
        else:
            path.touch()

        with pytest.raises(StoreUnusable) as failure:
            open_store(f"sqlite:///file:{path}?mode=ro&uri=true")

        assert str(failure.value) == f"The database {path} cannot be used: it can be read but not written."

    @pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
    def test_a_new_database_that_another_program_keeps_locked(self, path: Path, lock: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute(lock)

            with pytest.raises(StoreUnusable) as failure:
                open_store(f"sqlite:///{path}?timeout=0.05")

        assert str(failure.value) == f"The database {path} cannot be used: another program keeps it locked."

    def test_a_database_that_is_locked_while_it_is_used_can_be_used_afterwards(self, path: Path) -> None:
        with (
            closing(open_store(f"sqlite:///{path}?timeout=0.05")) as store,
            closing(sqlite3.connect(path, isolation_level=None)) as other,
        ):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnusable, match="another program keeps it locked"):
                store.save_feeds([FEED])
            other.execute("ROLLBACK")

            store.save_feeds([FEED])

    def test_a_database_made_by_a_newer_version(self, path: Path) -> None:
        open_store(f"sqlite:///{path}").close()
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(StoreUnusable) as failure:
            open_store(f"sqlite:///{path}")

        assert (
            str(failure.value) == f"The database {path} cannot be used: it was made by a newer version of this program."
        )

    def test_a_database_of_another_program_is_left_as_it_is(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("CREATE TABLE bookmark (url TEXT)")

        with pytest.raises(StoreUnusable, match="it holds the tables of another program"):
            open_store(f"sqlite:///{path}")

        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmark",)]

    @pytest.mark.parametrize(
        ("url", "hint"),
        [
            ("", "write one like sqlite:///news.db"),
            ("news.db", "write one like sqlite:///news.db"),
            ("/var/news-s3cret.db", "write one like sqlite:///news.db"),
            ("sqlite:///new\0s.db", "write one like sqlite:///news.db"),
            ("sqlite://news.db", "wants a third slash"),
            ("sqlite:///news.db?timeout=soon", "an option that is wrong"),
            ("sqlite+nothing:///news.db", "driver nothing is not known"),
            ("mysql://me:s3cret@host/news", "kind mysql are not known"),
            ("gopher://me:s3cret@host/news?password=s3cret", "kind gopher are not known"),
            ("postgresql://me:s3cret@host:s3cret/news", "write one like sqlite:///news.db"),
            ("postgresql+pg8000://me:s3cret@host/news?password=s3cret", "driver pg8000 is not known"),
            ("postgresql://me:x@s3cret@host/news", "%40 for each @ in a password"),
            ("postgres://me:x@12/s3cret@host/news", "%40 for each @ in a password"),
            ("postgresql://me:s3cret@localhost/news?sslmode=s3cret", "its URL has an option that is wrong"),
            ("postgresql://me:s3cret@localhost/news?s3cret=1", "its URL has an option that is wrong"),
            ("postgresql://me:s3cret@localhost/news?port=s3cret", "has an option that is wrong"),
            ("postgresql://me:s3cret@localhost:1/news", "news on localhost cannot be used: the server does not answer"),
            ("postgres://me:s3cret@127.0.0.1:1/", "The database of its user on 127.0.0.1 cannot be used"),
            ("postgresql:///news?host=/nowhere", "news on this machine cannot be used: the server does not answer"),
        ],
    )
    def test_a_url_that_leads_nowhere_is_explained_without_its_password(self, url: str, hint: str) -> None:
        with pytest.raises(StoreUnusable, match=hint) as failure:
            open_store(url)

        assert "s3cret" not in str(failure.value)


class TestInMemory:
    def test_several_threads_may_use_the_one_connection(self) -> None:
        with closing(open_store("sqlite://")) as store:
            store.save_feeds([FEED])

            def save_and_read(number: int) -> int:
                names = [f"{number}-{each}" for each in range(20)]
                store.save_articles(article(name) for name in names)
                return len(store.articles(names))

            with ThreadPoolExecutor(8) as threads:
                assert list(threads.map(save_and_read, range(40))) == [20] * 40

    def test_nothing_is_left_of_it(self) -> None:
        with closing(open_store("sqlite://")) as store:
            store.save_feeds([FEED])
            store.save_articles([article("a")])

        with closing(open_store("sqlite://")) as store:
            assert store.ungrouped_articles() == []


@pytest.mark.parametrize("url", ["postgresql://me:s3cret@host/news", "postgres://me:s3cret@host/news"])
def test_a_missing_driver_is_one_sentence_that_names_what_to_install(url: str) -> None:
    code = "import sys; sys.modules['psycopg'] = None; from digests.adapters.store import open_store\n"
    code += "try: open_store(sys.argv[1])\nexcept Exception as error: print(type(error).__name__, error)"
    with python(code, url) as other:
        assert other.communicate() == (
            "StoreUnusable The database news on host needs a driver: pip install 'digestbot[postgresql]'.\n",
            "",
        )


def test_importing_the_store_imports_neither_alembic_nor_a_driver_that_is_not_asked_for() -> None:
    with python("import digests.adapters.store, sys; print({'alembic', 'psycopg'} & set(sys.modules))") as other:
        assert other.communicate() == ("set()\n", "")
