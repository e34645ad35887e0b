"""The bot's life: made without a connection, logged in, in and out of servers, closed at any moment."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator
from itertools import repeat
from typing import Any

import discord
import pytest
from simcord.backend import serializers
from structlog.testing import capture_logs

from bot.chats.discord_bot import DigestBot, create_discord_bot
from bot.chats.discord_interactions import FORM_WITHIN_S
from bot.chats.waits import LONGEST_PAUSE_S
from bot.platforms import watch_discord
from bot.texts import texts_for
from digests.errors import BadRequest
from tests.bot.chats.discord.scene import TOKENS, Scene, a_bot, subscribe
from tests.bot.chats.loopback_discord import IDENTIFIED, LOG_IN, ME, USER, Fault, Refusal, open_discord
from tests.bot.commands.newsdesk import NOW, Newsdesk
from tests.passing import let_pass

# ---------------------------------------------------------------- made


def test_the_factory_needs_no_loop_and_hears_of_servers_only(desk: Newsdesk) -> None:
    bot = create_discord_bot(TOKENS, desk.core, lambda: NOW)
    assert bot.intents == discord.Intents(guilds=True)
    assert not bot.intents.message_content
    assert bot.allowed_mentions
    assert bot.allowed_mentions.to_dict()["parse"] == []
    assert bot.http.token is None


def test_nobody_is_warned_that_the_bot_has_no_voice(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(discord.VoiceClient, "warn_dave", True)
    create_discord_bot(TOKENS, desk.core, lambda: NOW)
    assert caplog.records == []


# ---------------------------------------------------------------- connected


@pytest.fixture
def bot(desk: Newsdesk) -> DigestBot:
    """A bot that does not wait long before it tries again."""
    return DigestBot(TOKENS, desk.core, lambda: NOW, pauses=lambda: repeat(0.0))


async def test_a_refused_token_is_said_in_one_sentence(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        server.next_at[LOG_IN] = [Refusal(status=401, code=0)]
        with pytest.raises(BadRequest, match="DISCORD_TOKEN"):
            await bot.serve()
        assert len(server.bodies[LOG_IN]) == 1
    assert bot.is_closed()
    gc.collect()


async def test_a_token_refused_later_is_said_too(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        server.not_ready = [4004]
        with pytest.raises(BadRequest, match=r"DISCORD_TOKEN.*developers/applications"):
            await bot.serve()
    gc.collect()


async def test_the_bot_comes_back_until_it_is_closed(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        server.next_at[LOG_IN] = [Refusal(status=503), Refusal(status=429)]
        with capture_logs() as logs:
            serving = asyncio.create_task(bot.serve())
            await server.until(IDENTIFIED)
        await bot.close()
        await serving
        assert len(server.bodies[LOG_IN]) == 3
    assert [each["event"] for each in logs[:2]] == ["discord_unreachable"] * 2
    assert bot.is_closed()
    gc.collect()


async def test_nothing_that_discord_says_ends_the_bot(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        server.not_ready = [{"t": "READY", "d": {"v": 10}}]
        serving = asyncio.create_task(bot.serve())
        await server.until(IDENTIFIED)
        assert len(server.bodies[LOG_IN]) == 2
        await bot.close()
        await serving
    gc.collect()


async def test_the_bot_is_closed_before_it_serves(bot: DigestBot) -> None:
    await bot.close()
    await bot.serve()
    await bot.close()


async def test_the_bot_is_closed_while_it_logs_in(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        server.faults_at[LOG_IN] = Fault.HANG
        serving = asyncio.create_task(bot.serve())
        await server.until(LOG_IN)
        await bot.close()
        await serving
    gc.collect()


@pytest.mark.parametrize("turns", [0, 1, 2, 50])  # it gives up the connection that failed, and then waits
async def test_the_bot_is_closed_before_it_tries_again(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    is_to_wait = asyncio.Event()

    def long_pauses() -> Iterator[float]:
        is_to_wait.set()
        yield LONGEST_PAUSE_S

    bot = DigestBot(TOKENS, desk.core, lambda: NOW, pauses=long_pauses)
    async with open_discord(monkeypatch) as server:
        server.next_at[LOG_IN] = [Refusal(status=503)]
        serving = asyncio.create_task(bot.serve())
        await is_to_wait.wait()
        for _ in range(turns):
            await asyncio.sleep(0)
        await bot.close()
        await serving
        assert len(server.bodies[LOG_IN]) == 1
    gc.collect()


async def test_whoever_cancels_serve_leaves_nothing_open(bot: DigestBot, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server:
        serving = asyncio.create_task(bot.serve())
        await server.until(IDENTIFIED)
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
    assert bot.is_closed()
    gc.collect()


async def test_a_form_that_comes_too_late_is_one_press_away(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against loopback: simcord lets no time pass while a thread is at work."""
    is_asked, is_told = threading.Event(), threading.Event()

    class SlowReadership:  # whose database answers once Discord was told to wait
        def __getattr__(self, name: str) -> Any:
            is_asked.set()
            is_told.wait()
            return getattr(desk.database.readership, name)

    async with open_discord(monkeypatch) as server:
        server.events = [{"t": "INTERACTION_CREATE", "d": SETUP_IN_A_DIRECT_MESSAGE}]
        bot = a_bot(desk, readership=SlowReadership())
        serving = asyncio.create_task(bot.serve())
        await asyncio.to_thread(is_asked.wait)
        let_pass(FORM_WITHIN_S)
        try:
            assert (await server.until(CALLBACK))["type"] == 5
        finally:
            is_told.set()  # else the thread would wait for ever
        body = await server.until(EDIT)
        assert body["components"][-1]["components"][0]["custom_id"] == "d1:setup:"
        await bot.close()
        await serving


async def test_a_command_is_answered_though_it_was_not_told_that_discord_heard_of_it(
    desk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_discord(monkeypatch) as server:
        server.next_at[CALLBACK] = [Fault.CUT_AFTER, Refusal(status=400, code=40060)]
        server.events = [{"t": "INTERACTION_CREATE", "d": {**SETUP_IN_A_DIRECT_MESSAGE, "data": HELP}}]
        bot = a_bot(desk)
        serving = asyncio.create_task(bot.serve())
        assert "/digest story" in str(await server.until(EDIT))
        assert server.asked == [CALLBACK, CALLBACK, EDIT]
        await bot.close()
        await serving


CALLBACK, EDIT = "POST /interactions/1000/secret/callback", f"PATCH /webhooks/{ME}/secret/messages/@original"
HELP = {"id": "5", "name": "digest", "type": 1, "options": [{"name": "help", "type": 1, "options": []}]}
SETUP_IN_A_DIRECT_MESSAGE = {
    "id": "1000",
    "application_id": ME,
    "type": 2,
    "token": "secret",
    "version": 1,
    "data": {
        "id": "5",
        "name": "digest",
        "type": 1,
        "options": [{"name": "setup", "type": 1, "options": []}],
    },
    "channel": {"id": "40", "type": 1, "recipients": [USER]},
    "user": USER,
    "locale": "fr",
    "app_permissions": "0",
    "attachment_size_limit": 1,
}


# ---------------------------------------------------------------- in servers


def joins(scene: Scene, guild_id: int) -> None:
    """Let the bot join a server, as Discord tells of it: nothing is said of whether that was out of order."""
    backend = scene.env.backend
    told = dict(serializers.guild_create_payload(backend, backend.guilds[guild_id]))
    del told["unavailable"]
    backend.emit("GUILD_CREATE", told)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_server_is_greeted_in_its_language_where_the_bot_may_write(scene: Scene) -> None:
    guild = scene.env.create_guild("Kellerau", preferred_locale="de")
    nobody = discord.PermissionOverwrite(send_messages=False)
    rules = guild.create_text_channel("rules", overwrites={guild.default_role: nobody})
    general = guild.create_text_channel("general")
    await scene.env.settle()
    cursor = len(scene.env.http_requests)
    joins(scene, guild.id)
    await scene.env.settle()
    joins(scene, guild.id)
    await scene.env.settle()
    sent = [body for _, path, body in scene.requests_since(cursor) if path.endswith("/messages")]
    assert len({body["nonce"] for body in sent}) == 1
    assert all(body["enforce_nonce"] and len(body["nonce"]) <= 25 for body in sent)
    assert texts_for("de").say("welcome-title") in str(sent[0])
    assert len({str(body) for body in sent}) == 1  # of two that are alike Discord itself takes one
    assert rules.history() == []
    assert general.history()


@pytest.mark.asyncio(loop_scope="module")
async def test_a_server_where_the_bot_may_write_nowhere_is_not_greeted(scene: Scene) -> None:
    guild = scene.env.create_guild("Silent")
    cursor = len(scene.env.http_requests)
    joins(scene, guild.id)
    await scene.env.settle()
    assert scene.requests_since(cursor) == []


@pytest.mark.asyncio(loop_scope="module")
async def test_a_server_that_was_out_of_order_is_not_greeted_again(scene: Scene) -> None:
    cursor = len(scene.env.http_requests)
    backend = scene.env.backend
    backend.emit("GUILD_DELETE", {"id": str(scene.guild.id), "unavailable": True})
    backend.emit("GUILD_CREATE", serializers.guild_create_payload(backend, backend.guilds[scene.guild.id]))
    await scene.env.settle()
    assert scene.requests_since(cursor) == []
    assert scene.subscriber.closed_at is None


@pytest.mark.asyncio(loop_scope="module")
async def test_what_a_server_had_is_closed_when_it_sends_the_bot_away(scene: Scene) -> None:
    scene.env.backend.emit("GUILD_DELETE", {"id": str(scene.guild.id)})
    await scene.env.settle()
    assert scene.subscriber.closed_at == scene.desk.now


@pytest.mark.asyncio(loop_scope="module")
async def test_servers_that_went_while_the_bot_was_away_are_closed_at_its_return(scene: Scene) -> None:
    ledger = scene.desk.database.ledger
    ledger.remove_subscriber(scene.subscriber.id)
    subscribe(scene.desk.database, "4711", "4710", "1")
    await scene.env.restart_bot(a_bot(scene.desk))
    [gone] = ledger.subscribers_in("discord", "4711")
    assert gone.closed_at == scene.desk.now
    ledger.remove_subscriber(gone.id)
    subscribe(scene.desk.database, str(scene.channel.id), str(scene.guild.id), "1")
    await scene.env.restart_bot(a_bot(scene.desk))
    assert scene.subscriber.closed_at is None


@pytest.mark.asyncio(loop_scope="module")
async def test_servers_are_set_aside_each_time_they_are_told_and_not_kept_for_ever(
    scene: Scene, capsys: pytest.CaptureFixture[str]
) -> None:
    assert isinstance(scene.env.bot, DigestBot)
    watching = asyncio.create_task(watch_discord(scene.env.bot))
    try:
        await scene.env.settle()
        assert "Discord: connected" in capsys.readouterr().err
        server = Server()
        known = weakref.ref(server)
        for is_left in (False, True):
            if is_left:
                del server
            scene.env.bot.dispatch("shard_ready", 0)
            await scene.env.settle()
            assert (known() is None) == is_left
            assert gc.get_freeze_count()
    finally:
        watching.cancel()
        gc.unfreeze()


class Server:
    """Something that only the garbage collector can end, as the servers that discord.py knows."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.asyncio(loop_scope="module")
async def test_commands_are_told_again_when_that_failed(scene: Scene) -> None:
    scene.env.inject_error("GET", "/applications/*/commands", status=503)
    cursor = len(scene.env.http_requests)
    await scene.env.restart_bot(a_bot(scene.desk))
    asked = [path for method, path, _ in scene.requests_since(cursor) if path.endswith("/commands")]
    assert len(asked) == 2


async def test_nothing_is_closed_before_every_shard_has_told_its_servers(desk: Newsdesk, bot: DigestBot) -> None:
    subscribe(desk.database, "4711", "4710", "1")
    await bot.on_ready()  # as of a connection that broke just before
    [kept] = desk.database.ledger.subscribers_in("discord", "4711")
    assert kept.closed_at is None
