"""What the bot makes of a Discord that comes late, goes away and comes back: the real discord.py against loopback."""

import asyncio
import logging
from collections.abc import Callable
from itertools import repeat
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket
from discord.webhook.async_ import AsyncDeferredLock
from structlog.testing import capture_logs
from yarl import URL

from bot.chats.discord_bot import LAUNCH_WITHIN_S, DigestBot
from bot.chats.discord_replies import WITHIN_S
from bot.commands.answers import Answer
from bot.commands.calls import Call
from bot.commands.completing import Proposal
from bot.commands.dispatch import Core
from bot.texts import texts_for
from tests.bot.chats.discord.scene import TOKENS, subscribe
from tests.bot.chats.loopback_discord import (
    GUILD,
    IDENTIFIED,
    LOG_IN,
    ME,
    USER,
    Fault,
    Refusal,
    open_discord,
)
from tests.bot.commands.newsdesk import NOW, Newsdesk
from tests.passing import let_pass

CALLBACK, EDIT = "POST /interactions/1000/secret/callback", f"PATCH /webhooks/{ME}/secret/messages/@original"
GONE = "300"  # a server
_SHOWN = {"id": "5", "name": "digest", "type": 1}
_ACTED: dict[str, Any] = {
    **{"id": "1000", "application_id": ME, "type": 2, "token": "secret", "version": 1, "user": USER, "locale": "fr"},
    **{"channel": {"id": "40", "type": 1, "recipients": [USER]}, "app_permissions": "0", "attachment_size_limit": 1},
    "data": {**_SHOWN, "options": [{"name": "help", "type": 1, "options": []}]},
}


def acted(**differently: Any) -> dict[str, Any]:
    """Return what Discord tells of a command that somebody gave in a direct message: of help."""
    return {"t": "INTERACTION_CREATE", "d": {**_ACTED, **differently}}


class Watched(Core):
    """A core that tells when it has closed the digests of a server."""

    def __init__(self, desk: Newsdesk) -> None:
        super().__init__(desk.room)
        self.left_servers: asyncio.Queue[str] = asyncio.Queue()

    async def left(self, chat: str, workspace: str, at: Any) -> None:
        await super().left(chat, workspace, at)
        await self.left_servers.put(workspace)


class Prompt(DigestBot):
    """A bot that waits for nothing before it connects anew."""

    def __init__(self, core: Core) -> None:
        super().__init__(TOKENS, core, lambda: NOW, pauses=lambda: repeat(0.0))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None: ...


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110 — what is logged wakes nobody
        await asyncio.sleep(0)


def events_of(logs: Any, level: str) -> list[str]:
    return [each["event"] for each in logs if each["log_level"] == level]


# ---------------------------------------------------------------- servers


async def test_servers_that_went_during_an_outage_are_closed_when_it_is_over(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open()
    subscribe(desk.database, "4711", GONE, "1")
    core = Watched(desk)
    bot = Prompt(core)
    async with open_discord(monkeypatch) as server:
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(f"{server.api.replace('http', 'ws', 1)}/socket"))
        server.events = [{"t": "GUILD_CREATE", "d": a_server(GONE)}, {"op": 9, "d": False}]  # the session is over
        serving = asyncio.create_task(bot.serve())
        await server.until(IDENTIFIED)
        server.events.clear()
        assert await core.left_servers.get() == GONE
        assert [str(guild.id) for guild in bot.guilds] == [GUILD]
        assert len(server.bodies[LOG_IN]) == 1  # it was not connected from scratch
        await bot.close()
        await serving
    assert core.left_servers.empty()
    [closed] = desk.database.ledger.subscribers_in("discord", "4711")
    assert closed.closed_at == NOW


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ([GUILD, GONE], [GUILD, GONE]),
        ([GONE], [GONE]),
        ([], [GUILD, GONE]),  # it is hardly so
    ],
)
async def test_a_server_is_left_only_if_others_of_its_shard_are_told_of(
    desk: Newsdesk, told: list[str], left: list[str]
) -> None:
    desk.open()
    bot = Prompt(desk.core)
    await bot._async_setup_hook()
    bot._connection.shard_ids = [0, 1]  # the other of which is never ready
    ready: Any = {"user": USER, "shard": [0, 2], "application": {"id": ME, "flags": 0}}
    for guilds in ([GUILD, GONE], told):
        ready["guilds"] = [{"id": each, "unavailable": True} for each in guilds]
        bot._connection.parse_ready(ready)
        bot.dispatch("shard_disconnect", 0)
    assert [str(guild.id) for guild in bot.guilds] == left
    for task in bot._connection._ready_tasks.values():
        task.cancel()
    await bot.close()


def a_server(id_: str) -> dict[str, Any]:
    return {"id": id_, "name": "Elsewhere", "owner_id": "800", "unavailable": False, "member_count": 1}


# ---------------------------------------------------------------- a gateway out of reach


async def test_a_gateway_that_is_not_there_is_looked_up_anew_after_a_while(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.open()
    bot = Prompt(desk.core)
    caplog.set_level(logging.ERROR, "discord.shard")
    async with open_discord(monkeypatch) as server:
        api, server.api = server.api, "http://127.0.0.1:9"  # where nobody listens
        with capture_logs() as logs:
            serving = asyncio.create_task(bot.serve())
            await until(lambda: bool(caplog.records))  # by discord.py, which tries again and again
            server.api = api
            let_pass(LAUNCH_WITHIN_S)
            await server.until(IDENTIFIED)
        await bot.close()
        await serving
        assert len(server.bodies[LOG_IN]) == 2
    assert events_of(logs, "warning") == ["discord_unreachable"]


# ---------------------------------------------------------------- answers


async def computed() -> Answer:
    return Answer(headline="Done")


@pytest.mark.parametrize(
    ("answer", "follows"),
    [
        (Answer(headline="Begun", then=computed), "Done"),
        (Answer(headline="Begun"), texts_for("en").say("discord-not-shown")),
    ],
)
async def test_what_follows_is_shown_though_what_was_before_it_took_too_long(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch, answer: Answer, follows: str
) -> None:
    class Answering(Core):
        async def answer(self, _: Call) -> Answer:
            return answer

    desk.open()
    bot, sleeps = Prompt(Answering(desk.room)), asyncio.Event()

    def delay_by(lock: AsyncDeferredLock, seconds: float) -> None:
        lock.delta = seconds
        sleeps.set()

    monkeypatch.setattr(AsyncDeferredLock, "delay_by", delay_by)
    async with open_discord(monkeypatch) as server:
        server.events = [acted(locale="en-US")]
        with capture_logs() as logs:
            serving = asyncio.create_task(bot.serve())
            await server.until(CALLBACK)
            server.headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "100"}
            await sleeps.wait()
            server.headers = {}
            for _ in range(10):
                await asyncio.sleep(0)
            let_pass(WITHIN_S)
            assert follows in str(await server.until(EDIT, times=2))
        await bot.close()
        await serving
    assert "Begun" in str(server.bodies[EDIT][0])
    assert events_of(logs, "warning") == ["discord_reply_failed"]


async def test_to_whom_nothing_can_be_shown_any_more_nothing_is_said(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open()
    bot = Prompt(desk.core)
    async with open_discord(monkeypatch) as server:
        server.events = [acted()]
        server.next_at[CALLBACK] = [Fault.HANG_BEFORE]
        with capture_logs() as logs:
            serving = asyncio.create_task(bot.serve())
            await server.until(CALLBACK)
            let_pass(WITHIN_S)
            await until(lambda: bool(events_of(logs, "warning")))
            await bot.close()
        await serving
        assert len(server.bodies[CALLBACK]) == 1
        assert server.bodies[EDIT] == []
    assert events_of(logs, "warning") == ["discord_reply_failed"]


# ---------------------------------------------------------------- proposals


@pytest.mark.parametrize(
    ("refusal", "level"),
    [
        (Refusal(status=404, code=10062), "info"),
        (Refusal(status=400, code=40060), "info"),
        (Refusal(status=400, code=50035), "warning"),
    ],
)
async def test_proposals_that_discord_does_not_take_are_sent_once_and_are_no_mistake(
    desk: Newsdesk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    refusal: Refusal,
    level: str,
) -> None:
    caplog.set_level(logging.WARNING, "discord")
    desk.open()
    bot = Prompt(desk.core)
    async with open_discord(monkeypatch) as server:
        server.events = [typing("k")]
        server.next_at[CALLBACK] = [refusal]
        with capture_logs() as logs:
            serving = asyncio.create_task(bot.serve())
            await until(lambda: "proposals_not_shown" in events_of(logs, level))
        await bot.close()
        await serving
        assert server.bodies[CALLBACK] == [{"type": 8, "data": {"choices": []}}]
    assert not [each for each in caplog.records if each.name.startswith("discord")]


async def test_a_number_typed_into_a_text_is_one_of_its_words(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Proposing(Core):
        async def proposals(self, call: Call, option: str, typed: str) -> list[Proposal]:
            return [Proposal(label=typed.upper(), value=typed)]

    desk.open()
    bot = Prompt(Proposing(desk.room))
    async with open_discord(monkeypatch) as server:
        server.events = [typing(7)]
        serving = asyncio.create_task(bot.serve())
        said = await server.until(CALLBACK)
        await bot.close()
        await serving
    assert said["data"]["choices"] == [{"name": "7", "value": "7"}]


def typing(typed: object) -> dict[str, Any]:
    """Return what Discord tells of somebody who types the id of a story."""
    option = {"type": 3, "name": "id", "value": typed, "focused": True}
    return acted(type=4, data={**_SHOWN, "options": [{"name": "story", "type": 1, "options": [option]}]})
