"""What is promised of a restore: the copy is in place or what was there, and nothing is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from digests.adapters.backups import back_up, restore
from digests.adapters.store import open_store
from digests.errors import BadRequest, StoreUnusable
from tests.digests.adapters.conftest import migrate
from tests.digests.adapters.copies import (
    articles_in,
    damage,
    die_at_each_step,
    files,
    killed_in_the_middle,
    save,
    saved,
    url,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with article `old`."""
    path = tmp_path / "news.db"
    save(path, "old")
    return path


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder / "news.backup"


class TestRestore:
    @pytest.fixture(autouse=True)
    def backed_up(self, path: Path, backup: Path) -> None:
        """A backup with article `old`, and `new` in the database since."""
        back_up(url(path), backup)
        save(path, "new")

    def test_the_copy_is_in_place_and_what_was_there_is_beside_it(self, path: Path, backup: Path) -> None:
        aside = restore(url(path), backup)

        assert aside == path.with_name("news.db.before-restore")
        assert files(path) == ["news.db", "news.db.before-restore"]
        assert saved(path) == {"old"}
        assert saved(aside) == {"old", "new"}
        assert saved(backup) == {"old"}

    def test_a_restore_can_be_taken_back(self, path: Path, backup: Path) -> None:
        aside = restore(url(path), backup)
        assert aside is not None

        restore(url(path), aside)

        assert saved(path) == {"old", "new"}
        assert saved(aside) == {"old"}

    def test_a_database_that_was_deleted_comes_back(self, path: Path, backup: Path) -> None:
        path.unlink()

        assert restore(url(path), backup) is None
        assert saved(path) == {"old"}

    def test_the_log_of_a_deleted_database_is_not_played_into_the_copy(self, path: Path, backup: Path) -> None:
        killed_in_the_middle(path)
        path.unlink()

        assert restore(url(path), backup) is None
        assert saved(path) == {"old"}

    def test_what_only_the_log_holds_is_put_aside_too(self, path: Path, backup: Path) -> None:
        killed_in_the_middle(path)

        aside = restore(url(path), backup)

        assert aside is not None
        assert saved(aside) == {"old", "new", "logged"}
        assert saved(path) == {"old"}

    def test_a_damaged_database_is_put_aside_with_its_log(self, path: Path, backup: Path) -> None:
        killed_in_the_middle(path)
        path.write_bytes(b"no database" * 1_000)
        log = path.with_name("news.db-wal").read_bytes()

        aside = restore(url(path), backup)

        assert aside is not None
        assert aside.read_bytes() == b"no database" * 1_000
        assert aside.with_name("news.db.before-restore-wal").read_bytes() == log
        assert saved(path) == {"old"}

    def test_an_older_version_is_brought_up_to_date_when_it_is_opened(self, path: Path, backup: Path) -> None:
        backup.unlink()
        migrate(url(backup), command.upgrade, "0001")

        restore(url(path), backup)

        assert saved(path) == set()

    def test_the_database_of_another_program_is_refused(self, path: Path, backup: Path) -> None:
        backup.unlink()
        with closing(sqlite3.connect(backup)) as database, database:
            database.execute("CREATE TABLE bookmark (url TEXT)")

        with pytest.raises(StoreUnusable, match="is no backup of this program"):
            restore(url(path), backup)

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "is no backup of this program"),
            (b"Dear diary, " * 1000, "the file is not an SQLite database"),
            (None, "There is no backup"),
        ],
    )
    def test_what_is_no_backup_is_refused_and_changes_nothing(
        self, path: Path, backup: Path, content: bytes | None, reason: str
    ) -> None:
        backup.unlink() if content is None else backup.write_bytes(content)

        with pytest.raises(StoreUnusable, match=reason):
            restore(url(path), backup)

        assert files(path) == ["news.db"]
        assert saved(path) == {"old", "new"}

    def test_a_damaged_backup_is_refused_and_changes_nothing(self, path: Path, backup: Path) -> None:
        damage(backup)

        with pytest.raises(StoreUnusable, match=f"{backup} cannot be used: the file is damaged"):
            restore(url(path), backup)

        assert files(path) == ["news.db"]

    def test_a_backup_of_a_newer_version_is_refused(self, path: Path, backup: Path) -> None:
        with closing(sqlite3.connect(backup)) as database, database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")

        with pytest.raises(StoreUnusable, match="was made by a newer version of this program"):
            restore(url(path), backup)

        assert saved(path) == {"old", "new"}

    def test_a_database_that_somebody_has_open_stays(self, path: Path, backup: Path) -> None:
        with closing(open_store(f"{url(path)}")) as store:
            store.ungrouped_articles()

            with pytest.raises(StoreUnusable, match="another program keeps it"):
                restore(url(path), backup)

            assert len(store.ungrouped_articles()) == 2
        assert files(path) == ["news.db"]

    def test_the_database_itself_is_refused(self, path: Path) -> None:
        with pytest.raises(BadRequest, match="is the database itself"):
            restore(url(path), path)

    def test_a_link_stays_a_link(self, path: Path, backup: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.db"
        link.symlink_to(path)

        restore(url(link), backup)

        assert link.is_symlink()
        assert saved(path) == {"old"}

    def test_killed_at_any_step_it_is_the_old_or_the_new_one_and_nothing_is_lost(
        self, path: Path, backup: Path
    ) -> None:
        killed_in_the_middle(path)
        crashed = {each: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}
        aside = path.with_name("news.db.before-restore")
        whole = {"old", "new", "logged"}
        seen = set()

        def look() -> None:
            held = [articles_in(each) for each in (path, aside) if each.exists()]
            assert whole in held
            assert held[0] in (whole, {"old"})
            seen.add(frozenset(held[0]))
            for left in path.parent.iterdir():
                if left.is_file():
                    left.unlink()
            for each, content in crashed.items():
                each.write_bytes(content)

        assert die_at_each_step("restore", path, backup, look) > 8
        assert seen == {frozenset(whole), frozenset({"old"})}

    def test_one_that_died_after_the_damaged_was_put_aside_can_be_repeated(self, path: Path, backup: Path) -> None:
        killed_in_the_middle(path)
        path.write_bytes(b"no database" * 1_000)
        aside = path.with_name("news.db.before-restore")
        aside.hardlink_to(path)
        path.with_name("news.db-wal").rename(path.with_name("news.db.before-restore-wal"))
        before = files(path)

        restore(url(path), backup)

        assert files(path) == before
        assert saved(path) == {"old"}
        assert aside.read_bytes() == b"no database" * 1_000
