"""What is promised of backups and checks: a copy is whole or not there, whatever happens meanwhile."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from digests.adapters.backups import back_up, check, restore
from digests.adapters.store import open_store
from digests.errors import BadRequest, DigestError, StoreUnusable
from tests.digests.adapters.copies import damage, die_at_each_step, files, killed_in_the_middle, save, saved, url
from tests.digests.adapters.examples import article


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


class TestBackUp:
    def test_the_copy_is_one_file_that_holds_everything_and_only_we_may_read(self, path: Path, backup: Path) -> None:
        back_up(url(path), backup)

        assert saved(backup) == {"old"}
        assert files(backup) == ["news.backup"]
        assert backup.stat().st_mode & 0o077 == 0
        assert saved(path) == {"old"}

    def test_a_copy_takes_the_place_of_an_older_one(self, path: Path, backup: Path) -> None:
        back_up(url(path), backup)
        save(path, "new")

        back_up(url(path), backup)

        assert saved(backup) == {"old", "new"}

    def test_others_write_meanwhile_and_the_copy_is_of_one_moment(self, path: Path, backup: Path) -> None:
        done = Event()

        def write() -> None:
            with closing(open_store(url(path))) as store:
                number = 0
                while not done.is_set():
                    store.save_articles(article(f"{number}-{each}", text="x" * 1_000) for each in range(10))
                    number += 1

        writer = Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                back_up(url(path), backup)
                assert len(saved(backup)) % 10 == 1
        finally:
            done.set()
            writer.join()
        assert len(saved(path)) > len(saved(backup))

    def test_a_path_that_cannot_be_written_leaves_nothing(self, path: Path, backup: Path) -> None:
        with pytest.raises(StoreUnusable, match="cannot be written: No such file or directory"):
            back_up(url(path), backup.parent / "none" / "news.backup")

        assert not (backup.parent / "none").exists()

    def test_a_name_that_is_too_long(self, path: Path, backup: Path) -> None:
        for call in (back_up, restore):
            with pytest.raises(StoreUnusable, match="File name too long"):
                call(url(path), backup.with_name("x" * 300))

    @pytest.mark.parametrize("other", [".", "news.db", "link.db"])
    def test_a_folder_or_the_database_itself_is_refused(self, path: Path, other: str) -> None:
        (path.parent / "link.db").symlink_to(path)

        with pytest.raises(BadRequest, match=r"is a folder|is the database itself"):
            back_up(url(path), path.parent / other)

        assert saved(path) == {"old"}

    def test_a_damaged_database_leaves_the_copy_that_was_there(self, path: Path, backup: Path) -> None:
        back_up(url(path), backup)
        damage(path)

        with pytest.raises(StoreUnusable, match="the file is damaged"):
            back_up(url(path), backup)

        assert saved(backup) == {"old"}
        assert files(backup) == ["news.backup"]

    def test_a_database_that_is_not_there(self, tmp_path: Path, backup: Path) -> None:
        with pytest.raises(StoreUnusable, match="There is no database"):
            back_up(url(tmp_path / "none.db"), backup)

        assert not (tmp_path / "none.db").exists()

    def test_killed_at_any_step_the_copy_is_the_old_or_the_new_one(self, path: Path, backup: Path) -> None:
        back_up(url(path), backup)
        save(path, "new")
        seen = set()

        def look() -> None:
            seen.add(frozenset(saved(backup)))
            assert saved(path) == {"old", "new"}

        assert die_at_each_step("back_up", path, backup, look) > 5
        assert seen == {frozenset({"old"}), frozenset({"old", "new"})}


class TestCheck:
    def test_a_whole_database_passes_and_nothing_changes(self, path: Path) -> None:
        before = path.read_bytes()

        check(url(path))

        assert files(path) == ["news.db"]
        assert path.read_bytes() == before

    def test_one_that_is_in_use_passes(self, path: Path) -> None:
        with closing(open_store(url(path))) as store:
            store.save_articles([article("b")])
            check(url(path))

    def test_one_whose_program_was_killed_passes_and_keeps_its_log(self, path: Path) -> None:
        killed_in_the_middle(path)

        check(url(path))

        assert saved(path) == {"old", "logged"}

    def test_a_damaged_one_is_told(self, path: Path) -> None:
        damage(path)

        with pytest.raises(StoreUnusable, match=f"{path} cannot be used: the file is damaged"):
            check(url(path))

    def test_one_that_is_not_there_is_not_made(self, tmp_path: Path) -> None:
        with pytest.raises(StoreUnusable, match="There is no database"):
            check(url(tmp_path / "none.db"))

        assert not (tmp_path / "none.db").exists()

    def test_no_database_at_all(self, path: Path) -> None:
        path.write_bytes(b"Dear diary, " * 1000)

        with pytest.raises(StoreUnusable, match="is not an SQLite database"):
            check(url(path))


class TestOtherDatabases:
    def test_postgresql_can_be_checked(self, clean_postgresql: str) -> None:
        check(clean_postgresql)

        with pytest.raises(StoreUnusable, match="no database of this name"):
            check(clean_postgresql.replace("/test_", "/none_"))

    def test_postgresql_has_tools_of_its_own_for_the_rest(self, backup: Path) -> None:
        with pytest.raises(BadRequest, match="pg_dump"):
            back_up("postgresql://me:s3cret@host/news", backup)
        with pytest.raises(BadRequest, match="pg_restore"):
            restore("postgresql://me:s3cret@host/news", backup)

    @pytest.mark.parametrize("call", [lambda url, path: check(url), back_up, restore])
    def test_a_database_in_memory_has_no_file(self, call: Callable[[str, Path], object], backup: Path) -> None:
        with pytest.raises(DigestError, match="is in memory"):
            call("sqlite://", backup)
