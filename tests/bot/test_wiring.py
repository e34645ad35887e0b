from pathlib import Path

import pytest

from bot.settings import Settings
from bot.wiring import opened_store
from digests.errors import BadRequest


@pytest.mark.parametrize("name", ["a?b.db", "a%20b.db", "a#b c.db", "é.db"])
def test_a_database_has_the_name_that_was_typed(tmp_path: Path, name: str) -> None:
    opened_store(Settings(), str(tmp_path / name)).close()
    assert (tmp_path / name).is_file()


def test_a_database_of_an_unknown_user_is_refused() -> None:
    with pytest.raises(BadRequest, match="no such user"):
        opened_store(Settings(), "~nobody-is-called-so/x.db")


def test_what_is_remembered_gets_a_file_where_nothing_else_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opened_store(Settings()).close()
    assert list(tmp_path.iterdir()) == []
    opened_store(Settings(), is_remembered=True).close()
    assert [path.name for path in tmp_path.iterdir()] == ["digestbot.db"]
    opened_store(Settings(database_url="sqlite:///named.db"), is_remembered=True).close()
    assert (tmp_path / "named.db").is_file()
