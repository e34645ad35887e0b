"""`digestbot run` as a process: it starts once, says what it serves, and stops when it is told to."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.service import run
from bot.settings import Tokens
from digests.adapters.store import open_database
from digests.errors import BadRequest
from digests.models import Empty, Subscription
from digests.planning import change, subscribe
from digests.schedules import paused
from tests.bot.test_settings import DISCORD

ENVIRONMENT = {"DIGESTBOT_ENCODER": "use", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@asynccontextmanager
async def started(folder: Path, *arguments: str, **environment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `python -m bot run` in a folder; whatever becomes of the test, it ends."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", *arguments),
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


def a_pause(folder: Path, chat: str, address: str, *, begun: timedelta, length: timedelta) -> None:
    at = datetime.now(UTC) - begun
    a_subscription(folder, chat, address, at=at)
    store, ledger = open_database(f"sqlite:///{folder / 'digestbot.db'}")
    for subscriber in ledger.subscribers():
        if subscriber.address == address:
            change(subscriber.id, lambda one: paused(one, at, at + length), ledger=ledger)
    store.close()


async def test_it_says_what_it_serves_and_stops_on_sigterm(tmp_path: Path) -> None:
    a_subscription(tmp_path, "file", str(tmp_path / "news.jsonl"), at=datetime.now(UTC))
    for days in (1, 3):  # a pause that lasts, and one that is over
        a_pause(tmp_path, "console", f"{days} days", begun=timedelta(days=2), length=timedelta(days=days))
    async with started(tmp_path, DISCORD_TOKEN=DISCORD) as process:
        said = await lines_until(process, "serving")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            rest, _ = await process.communicate()
    version, encoder, feeds, console, file, discord, slack, _ = said
    assert version.endswith(f"database {tmp_path / 'digestbot.db'}")
    assert encoder == "stories are told apart by use-multilingual-3"
    assert feeds.startswith("no feed is followed yet")
    assert console.startswith("console: 2 subscriptions, 1 of them paused, next ")
    assert file.startswith("file: 1 subscription, next ")
    assert file.endswith(" 08:00 (Asia/Tokyo)")
    assert discord == "warning: DISCORD_TOKEN is set, but this version does not post to Discord yet"
    assert slack == "Slack is off: SLACK_BOT_TOKEN is not set"
    assert (process.returncode, rest) == (0, b"")
    assert DISCORD not in "".join(said)


async def test_only_one_runs_on_a_file_also_after_one_was_killed(tmp_path: Path) -> None:
    async with started(tmp_path) as first:
        await lines_until(first, "serving")
        (tmp_path / "link.db").symlink_to("digestbot.db")
        async with started(tmp_path, "--database", "link.db") as second:
            (refused,) = await lines_until(second, "another digestbot")
            assert await second.wait() == 2
        first.kill()
        await first.wait()
        async with started(tmp_path) as third:
            await lines_until(third, "serving")
            third.send_signal(signal.SIGINT)
            async with asyncio.timeout(10):
                assert await third.wait() == 0
    assert str(tmp_path / "digestbot.db") in refused


async def test_one_round_is_done_and_printed_without_any_token(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    # It was due at eight, at most a day ago.
    a_subscription(tmp_path, "console", "harbour", at=now - timedelta(days=3), catch_up=timedelta(days=1))
    async with started(tmp_path, "--once") as process:
        out, err = await process.communicate()
    heading, first, *_ = out.decode().splitlines()
    assert process.returncode == 0
    assert heading.startswith("── harbour ──")
    assert first.startswith("Revue de presse · ")
    assert "1 message sent" in err.decode().splitlines()[-1]


# ---------------------------------------------------------------- what stops it before it begins


@pytest.fixture
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Tokens.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


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


async def refusal(folder: Path) -> str:
    async with started(folder, "--once") as process:
        _, said = await process.communicate()
        assert process.returncode == 2
        return said.decode()


async def test_a_damaged_database_is_not_served(tmp_path: Path) -> None:
    a_subscription(tmp_path, "console", "here", at=datetime.now(UTC))
    file = tmp_path / "digestbot.db"
    page, whole = 4096, file.read_bytes()
    file.write_bytes(whole[: 3 * page] + bytes(2 * page) + whole[5 * page :])
    assert "damaged" in await refusal(tmp_path)


async def test_a_database_with_two_names_is_not_served(tmp_path: Path) -> None:
    a_subscription(tmp_path, "console", "here", at=datetime.now(UTC))
    (tmp_path / "other.db").hardlink_to(tmp_path / "digestbot.db")
    assert "has another name" in await refusal(tmp_path)
