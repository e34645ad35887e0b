"""What is promised of SQLite files when the disk does not do its work: a clear error, nothing damaged, and it ends."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from digests.adapters.backups import back_up, check, restore
from digests.adapters.store import SqlStore, open_store
from digests.errors import StoreUnusable
from tests.digests.adapters.examples import FEED, article

BIG = "x" * 4_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for a megabyte, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    try:
        subprocess.run(mounting, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root can mount a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(store: SqlStore, name: str) -> int:
    """Save articles until there is no room; return how many were saved."""
    for number in range(1_000):
        try:
            store.save_articles([article(f"{name}-{number}", text=BIG)])
        except StoreUnusable:
            break
    with pytest.raises(StoreUnusable, match="full"):
        store.save_articles([article(f"{name}-{number}", text=BIG)])
    return number


def test_a_database_that_may_not_grow_says_so_keeps_what_it_has_and_goes_on_later(path: Path) -> None:
    with closing(open_store(f"sqlite:///{path}")) as store:
        store.save_feeds([FEED])

        @event.listens_for(store._engine, "checkout")
        def limit(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        pages = 100
        saved = fill(store, "a")
        assert len(store.ungrouped_articles()) == saved

        pages = 10_000
        store.save_articles([article("later", text=BIG)])
        assert len(store.ungrouped_articles()) == saved + 1
    check(f"sqlite:///{path}")


def test_a_full_disk_loses_nothing_and_is_used_again_once_there_is_room(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'news.db'}"
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(300_000))
    with closing(open_store(url)) as store:
        store.save_feeds([FEED])
        saved = fill(store, "a")
        assert len(store.ungrouped_articles()) == saved

        ballast.unlink()
        store.save_articles([article("later", text=BIG)])
    with closing(open_store(url)) as store:
        assert len(store.ungrouped_articles()) == saved + 1
    check(url)


def test_a_disk_without_room_for_a_new_database(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(1_000_000))
    url = f"sqlite:///{small_disk / 'news.db'}"

    with pytest.raises(StoreUnusable, match="full"):
        open_store(url)

    (small_disk / "ballast").unlink()
    open_store(url).close()
    check(url)


def test_a_disk_without_room_for_a_copy_keeps_what_it_has(path: Path, small_disk: Path) -> None:
    url, copy = f"sqlite:///{path}", small_disk / "news.backup"
    with closing(open_store(url)) as store:
        store.save_feeds([FEED])
        store.save_articles([article("a")])
        back_up(url, copy)
        store.save_articles(article(f"b{number}", text=BIG) for number in range(300))

    for call in (back_up, lambda url, copy: restore(f"sqlite:///{small_disk / 'news.db'}", path)):
        with pytest.raises(StoreUnusable, match=r"cannot be written: the disk is full"):
            call(url, copy)

    assert [each.name for each in small_disk.iterdir()] == ["news.backup"]
    check(f"sqlite:///{copy}")


def test_a_disk_that_can_only_be_read_can_be_written_again_later(small_disk: Path) -> None:
    url = f"sqlite:///{small_disk / 'news.db'}"
    with closing(open_store(url)) as store:
        store.save_feeds([FEED])
        store.save_articles([article("a")])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(StoreUnusable, match=r"cannot be opened|can be read but not written"):
        open_store(url)

    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    with closing(open_store(url)) as store:
        assert list(store.articles("a")) == ["a"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreUnusable, match="perhaps for want of the right"):
            open_store(f"sqlite:///{path}")
    finally:
        path.parent.chmod(0o700)


def test_the_log_that_once_grew_is_cut(path: Path) -> None:
    with closing(open_store(f"sqlite:///{path}")) as store, closing(sqlite3.connect(path)) as reader:
        store.save_feeds([FEED])
        log = path.with_name("news.db-wal")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM feed").fetchone()  # nothing can be taken out of the log meanwhile
        store.save_articles(article(f"a{number}", text=BIG) for number in range(6_000))
        assert log.stat().st_size > 2**24
        reader.execute("ROLLBACK")

        for number in range(3):
            store.save_articles([article(f"b{number}")])

        assert log.stat().st_size <= 2**24
