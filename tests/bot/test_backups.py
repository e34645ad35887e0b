"""`digestbot backup` and `restore` as their user meets them: real files, and a bot that runs."""

from pathlib import Path

import pytest

from bot import wiring
from bot.backups import back_up, restore
from digests.adapters.store import open_database
from digests.errors import BadRequest, DigestError
from digests.models import Feed


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIGESTBOT_DATABASE_URL", raising=False)


def remember(database: str, title: str) -> None:
    store, _ = open_database(f"sqlite:///{database}")
    store.save_feeds([Feed(url=f"https://{title}.example/rss", title=title)])
    store.close()


def remembered(database: str) -> set[str]:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(database)) as connection:
        return {title for (title,) in connection.execute("SELECT title FROM feed")}


def test_a_copy_is_made_and_put_back_and_what_was_there_is_kept_aside(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    remember("news.db", "herald")
    back_up("monday.backup", database="news.db")
    assert b"monday.backup holds the database as it is now, " in capsysbinary.readouterr().out
    remember("news.db", "bote")
    restore("monday.backup", database="news.db")
    first, second = capsysbinary.readouterr().out.decode().splitlines()
    assert first.endswith(f"news.db is now as {Path('monday.backup').absolute()} has it")
    assert remembered("news.db") == {"herald"}
    assert remembered(second.removeprefix("what was there before is in ")) == {"herald", "bote"}


def test_nothing_is_put_back_while_the_bot_runs_on_the_same_file() -> None:
    remember("news.db", "herald")
    back_up("monday.backup", database="news.db")
    remember("news.db", "bote")
    with wiring.alone("sqlite:///news.db"), pytest.raises(BadRequest, match="another digestbot is running"):
        restore("monday.backup", database="news.db")
    assert remembered("news.db") == {"herald", "bote"}


@pytest.mark.parametrize("file", ["nowhere.backup", "~nobody-is-called-so/x.backup"])
def test_a_copy_that_is_not_there_is_named_and_the_database_stays(file: str) -> None:
    remember("news.db", "herald")
    with pytest.raises(DigestError, match=file):
        restore(file, database="news.db")
    assert remembered("news.db") == {"herald"}
