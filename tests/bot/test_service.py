"""`digestbot run` as a process: it starts once, says what it serves, and stops when it is told to."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from discord.http import Route
from pydantic import SecretStr

from bot.service import run
from bot.settings import Tokens
from digests.adapters.store import open_database
from digests.errors import BadRequest, StoreUnusable
from digests.models import Empty, Subscription
from digests.planning import change, subscribe
from digests.schedules import paused
from tests.bot.chats.loopback_discord import CHANNEL, IDENTIFIED, LoopbackDiscord, open_discord
from tests.bot.test_settings import DISCORD

DIGESTBOT = ("-m", "bot")
# The same, with Discord at another address, the first argument, and with less than two seconds of discord.py's waiting
# for servers that it is not told of.
WITH_DISCORD = (
    "-c",
    """
import functools, sys, discord, bot.__main__
discord.http.Route.BASE = sys.argv.pop(1)
state = discord.state.AutoShardedConnectionState
state.__init__ = functools.partialmethod(state.__init__, guild_ready_timeout=0.1)
bot.__main__.main()
""",
)
ENVIRONMENT = {"DIGESTBOT_ENCODER": "use", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@asynccontextmanager
async def started(
    folder: Path, *arguments: str, discord: str | None = None, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `python -m bot run` in a folder; whatever becomes of the test, it ends.

    `discord` is where Discord's API is to be found; with it there is a token.
    """
    program = (*WITH_DISCORD, discord) if discord else DIGESTBOT
    environment |= {"DISCORD_TOKEN": DISCORD} if discord else {}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *program, "run", *arguments),
        cwd=folder,
        env=ENVIRONMENT | environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(60):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def lines_until(process: asyncio.subprocess.Process, end: str) -> list[str]:
    """Return what it says on stderr up to a line with this in it."""
    assert process.stderr
    lines: list[str] = []
    while not lines or end not in lines[-1]:
        line = (await process.stderr.readline()).decode()
        assert line, f"it ended without {end!r}: {lines}"
        lines.append(line.removeprefix("digestbot: ").rstrip("\n"))
    return lines


def a_subscription(
    folder: Path, chat: str, address: str, *, at: datetime, catch_up: timedelta = timedelta(hours=6)
) -> None:
    store, ledger = open_database(f"sqlite:///{folder / 'digestbot.db'}")
    wish = Subscription(feeds=(), language="fr", timezone="Asia/Tokyo", empty=Empty.LINE, catch_up=catch_up)
    subscribe(chat=chat, address=address, subscription=wish, ledger=ledger, now=at)
    store.close()


def due_since_yesterday(folder: Path, chat: str, address: str) -> None:
    """A subscription whose digest was due at eight, at most a day ago, and is still to come."""
    at = datetime.now(UTC) - timedelta(days=3)
    a_subscription(folder, chat, address, at=at, catch_up=timedelta(days=1))


def a_pause(folder: Path, chat: str, address: str, *, begun: timedelta, length: timedelta) -> None:
    at = datetime.now(UTC) - begun
    a_subscription(folder, chat, address, at=at)
    store, ledger = open_database(f"sqlite:///{folder / 'digestbot.db'}")
    for subscriber in ledger.subscribers():
        if subscriber.address == address:
            change(subscriber.id, lambda one: paused(one, at, at + length), ledger=ledger)
    store.close()


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    async with open_discord(monkeypatch) as server:
        server.token = DISCORD
        yield server


async def test_it_says_what_it_serves_goes_on_without_discord_and_stops_on_ctrl_c(
    tmp_path: Path, server: LoopbackDiscord
) -> None:
    a_subscription(tmp_path, "file", str(tmp_path / "news.jsonl"), at=datetime.now(UTC))
    for days in (1, 3):  # a pause that lasts, and one that is over
        a_pause(tmp_path, "console", f"{days} days", begun=timedelta(days=2), length=timedelta(days=days))
    for chat, address in (("discord", CHANNEL), ("console", "harbour")):
        due_since_yesterday(tmp_path, chat, address)
    server.token = "another"
    async with started(tmp_path, discord=server.api) as process:
        said = await lines_until(process, "Discord is off: ")
        assert process.stdout
        heading = await process.stdout.readline()
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(10):
            await process.communicate()
    version, encoder, feeds, console, file, discord, slack, *_, off = said
    assert version.endswith(f"database {tmp_path / 'digestbot.db'}")
    assert encoder == "stories are told apart by use-multilingual-3"
    assert feeds.startswith("no feed is followed yet")
    assert console.startswith("console: 3 subscriptions, 1 of them paused, next ")
    assert file.startswith("file: 1 subscription, next ")
    assert file.endswith(" 08:00 (Asia/Tokyo)")
    assert discord.startswith("Discord: 1 subscription, next ")
    assert slack == "Slack is off: neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set"
    assert "serving until it is stopped (Ctrl+C)" in said
    assert "DISCORD_TOKEN" in off
    assert DISCORD not in "".join(said)
    assert heading.decode().startswith("── harbour ──")
    assert server.posted() == []
    assert process.returncode == 0


async def test_only_one_runs_on_a_file_also_after_one_was_killed(tmp_path: Path) -> None:
    async with started(tmp_path) as first:
        await lines_until(first, "serving")
        (tmp_path / "link.db").symlink_to("digestbot.db")
        async with started(tmp_path, "--database", "link.db") as second:
            (refused,) = await lines_until(second, "another digestbot")
            assert await second.wait() == 2
        first.kill()
        await first.wait()
        async with started(tmp_path, "--once") as third:
            assert await third.wait() == 0
    assert str(tmp_path / "digestbot.db") in refused


async def test_one_process_posts_to_discord_hears_commands_and_stops(tmp_path: Path, server: LoopbackDiscord) -> None:
    due_since_yesterday(tmp_path, "discord", CHANNEL)
    async with started(tmp_path, discord=server.api) as process:
        said = await lines_until(process, "Discord: connected")
        body = await server.until(f"POST /channels/{CHANNEL}/messages")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, rest = await process.communicate()
    assert [line for line in said if line.startswith("Discord: 1 subscription, next ")]
    assert said[-1] == "Discord: connected as digestbot, in 1 server"
    assert (process.returncode, rest.decode().splitlines()) == (0, ["digestbot: stopping"])
    assert body["enforce_nonce"]
    assert "Revue de presse" in str(body["components"])
    assert server.posted() == [CHANNEL]
    assert len(server.bodies[IDENTIFIED]) == 1


async def test_one_round_posts_to_every_chat_without_a_gateway(tmp_path: Path, server: LoopbackDiscord) -> None:
    for chat, address in (("discord", CHANNEL), ("console", "harbour")):
        due_since_yesterday(tmp_path, chat, address)
    async with started(tmp_path, "--once", discord=server.api) as process:
        out, err = await process.communicate()
    assert process.returncode == 0
    assert out.decode().startswith("── harbour ──")
    assert "2 messages sent" in err.decode().splitlines()[-1]
    assert (server.posted(), IDENTIFIED in server.bodies) == ([CHANNEL], False)


# ---------------------------------------------------------------- one round


@pytest.fixture
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIGESTBOT_ENCODER", "use")
    monkeypatch.delenv("DIGESTBOT_DATABASE_URL", raising=False)
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.usefixtures("_in_a_folder")
def test_one_round_is_done_and_printed_without_any_token(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due_since_yesterday(tmp_path, "console", "harbour")
    run(once=True, database=None)
    out, err = capsys.readouterr()
    heading, first, *_ = out.splitlines()
    assert heading.startswith("── harbour ──")
    assert first.startswith("Revue de presse · ")
    assert "digestbot: Discord is off: DISCORD_TOKEN is not set" in err.splitlines()
    assert "1 message sent" in err.splitlines()[-1]


@pytest.mark.usefixtures("_in_a_folder")
def test_a_discord_out_of_reach_is_said_and_the_other_chats_get_their_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for chat, address in (("discord", CHANNEL), ("console", "harbour")):
        due_since_yesterday(tmp_path, chat, address)
    monkeypatch.setenv("DISCORD_TOKEN", DISCORD)
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9")  # where nobody listens
    run(once=True, database=None)
    out, err = capsys.readouterr()
    assert out.startswith("── harbour ──")
    assert "Discord is off: Discord cannot be reached" in err
    assert "1 message sent, 1 message to be sent again" in err.splitlines()[-1]


# ---------------------------------------------------------------- what stops it before it begins


@pytest.mark.usefixtures("_in_a_folder")
def test_all_that_is_configured_wrongly_is_said_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIGESTBOT_LOG_LEVEL", "loud")
    monkeypatch.setenv("DIGESTBOT_ENCODER", "bert")
    monkeypatch.setenv("DISCORD_TOKEN", f"Bot {DISCORD}")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-a3")
    with pytest.raises(BadRequest) as refused:
        run(once=True, database=None)
    said = [*capsys.readouterr().err.splitlines(), str(refused.value)]
    names = ("DIGESTBOT_ENCODER", "DIGESTBOT_LOG_LEVEL", "DISCORD_TOKEN", "SLACK_BOT_TOKEN")
    assert [name for line, name in zip(said, names, strict=True) if name in line] == list(names)
    assert DISCORD not in "".join(said)


@pytest.mark.usefixtures("_in_a_folder")
@pytest.mark.parametrize("database", ["sqlite://", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_database_that_ends_with_the_process_is_refused(database: str) -> None:
    with pytest.raises(BadRequest, match="a database in memory ends with the command"):
        run(once=False, database=database)


@pytest.mark.usefixtures("_in_a_folder")
def test_a_database_that_is_none_is_said_with_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", str(SecretStr("x")))
    with pytest.raises(BadRequest, match="kind oracle are not known"):
        run(once=False, database="oracle://x/y")
    assert "DISCORD_TOKEN" in capsys.readouterr().err


@pytest.mark.usefixtures("_in_a_folder")
def test_a_damaged_database_is_not_served(tmp_path: Path) -> None:
    a_subscription(tmp_path, "console", "here", at=datetime.now(UTC))
    file = tmp_path / "digestbot.db"
    page, whole = 4096, file.read_bytes()
    file.write_bytes(whole[: 3 * page] + bytes(2 * page) + whole[5 * page :])
    with pytest.raises(StoreUnusable, match="damaged"):
        run(once=True, database=None)


@pytest.mark.usefixtures("_in_a_folder")
def test_a_database_with_two_names_is_not_served(tmp_path: Path) -> None:
    a_subscription(tmp_path, "console", "here", at=datetime.now(UTC))
    (tmp_path / "other.db").hardlink_to(tmp_path / "digestbot.db")
    with pytest.raises(BadRequest, match="has another name"):
        run(once=True, database=None)
