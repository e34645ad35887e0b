"""Requests of discord.py to a Discord of our own: commands are registered when it has others; proposals never hang."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from typing import Any

import discord
import pytest
import simcord
from aiohttp import web
from aiohttp.test_utils import TestServer
from discord import app_commands
from structlog.testing import capture_logs

from bot.chats.discord_tree import PATIENCE, Synced, Words, commands, sync
from bot.commands.completing import Proposal
from tests.passing import let_pass

Payload = dict[str, Any]


class Bot(discord.Client):
    """A client that offers the commands and proposes nothing before time is up."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        for command in commands(self.answer, self.propose, self.about):
            self.tree.add_command(command)
        self.synced: list[Synced] = []

    async def setup_hook(self) -> None:
        await self.tree.set_translator(Words())
        self.synced.append(await sync(self.tree))

    async def answer(self, interaction: discord.Interaction, command: str, options: dict[str, Any]) -> None: ...

    async def propose(
        self, interaction: discord.Interaction, command: str, given: dict[str, Any], option: str, typed: str
    ) -> list[Proposal]:
        let_pass(PATIENCE)
        await asyncio.Event().wait()
        raise AssertionError("nobody waits for it")

    async def about(self, interaction: discord.Interaction, message: discord.Message) -> None: ...


class Discord:
    """Keeps commands and hands them out as the API reference says, which is not as they came."""

    def __init__(self) -> None:
        self.commands: list[Payload] = []
        self.puts = 0
        self.callbacks: asyncio.Queue[Payload] = asyncio.Queue()
        self.refusal: web.Response | None = None  # of all that has to do with commands

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/users/@me", self.me)
        app.router.add_get("/oauth2/applications/@me", self.application)
        app.router.add_get("/applications/1417/commands", self.get)
        app.router.add_put("/applications/1417/commands", self.put)
        app.router.add_post("/interactions/{id}/{token}/callback", self.callback)
        return app

    async def me(self, _: web.Request) -> web.Response:
        return as_json({"id": "1417", "username": "digest", "discriminator": "0", "avatar": None})

    async def application(self, _: web.Request) -> web.Response:
        owner = {"id": "99", "username": "mia", "discriminator": "0", "avatar": None}
        facts = {"name": "digest", "description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False}
        return as_json({"id": "1417", "verify_key": "", "flags": 0, "team": None, "owner": owner, **facts})

    async def get(self, request: web.Request) -> web.Response:
        is_in_full = request.query.get("with_localizations") == "true"
        return self.refusal or as_json([handed_out(each, is_in_full=is_in_full) for each in self.commands])

    async def put(self, request: web.Request) -> web.Response:
        self.puts += 1
        self.commands = await request.json()
        return self.refusal or as_json([handed_out(each, is_in_full=True) for each in self.commands])

    async def callback(self, request: web.Request) -> web.Response:
        self.callbacks.put_nowait(await request.json())
        return as_json({"interaction": {"id": "5", "type": 4}})


def as_json(told: object) -> web.Response:
    """Return an answer as Discord's: discord.py takes it for JSON only if nothing is said of a character set."""
    return web.Response(body=json.dumps(told).encode(), content_type="application/json")


def handed_out(command: Payload, *, is_in_full: bool) -> Payload:
    """Return a command as Discord has it: with ids, unordered sets, and without what is as usual."""
    told = {"default_permission": True, **part_of(command, is_in_full=is_in_full)}
    told |= {
        "id": "99" if command["name"] == "digest" else "100",
        "application_id": "1417",
        "version": "7",
        "description": command.get("description", ""),
    }
    told["contexts"] = list(reversed(command["contexts"]))
    return told


def part_of(part: Payload, *, is_in_full: bool) -> Payload:
    told = {key: value for key, value in part.items() if not (key == "required" and value is False)}
    for key in ("name_localizations", "description_localizations"):
        texts = told.pop(key, None) or None
        if is_in_full:
            told[key] = texts
    for key in ("options", "choices"):
        if told.pop(key, None):
            told[key] = [part_of(each, is_in_full=is_in_full) for each in part[key]]
    return told


@pytest.fixture
async def discord_itself(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    itself = Discord()
    async with TestServer(itself.app()) as server:
        monkeypatch.setattr(discord.http.Route, "BASE", str(server.make_url("")).rstrip("/"))
        yield itself


# ---------------------------------------------------------------- registered


async def start() -> list[bool]:
    """Start a bot, end it, and return whether it registered its commands."""
    return [each.is_new for each in await begin()]


async def begin() -> list[Synced]:
    async with Bot() as bot:
        await bot.login("token")
        return bot.synced


async def test_commands_are_registered_once_however_often_the_bot_starts(discord_itself: Discord) -> None:
    assert [await start() for _ in range(3)] == [[True], [False], [False]]
    assert discord_itself.puts == 1
    assert [each["name"] for each in discord_itself.commands] == ["digest", "About this story"]


async def test_the_id_of_the_command_is_known_whether_or_not_it_was_there_before(discord_itself: Discord) -> None:
    [first], [second] = await begin(), await begin()
    assert first == Synced(command_id="99", is_new=True)
    assert second == Synced(command_id="99", is_new=False)


def _another_word(had: list[Payload]) -> None:
    had[0]["options"][0]["description_localizations"]["de"] = "Anders"


def _another_name(had: list[Payload]) -> None:
    had[0]["options"][0]["name_localizations"]["de"] = "anders"


def _no_words(had: list[Payload]) -> None:
    had[0]["description_localizations"] = {}


def _another_choice(had: list[Payload]) -> None:
    story = next(each for each in had[0]["options"] if each["name"] == "story")
    story["options"][2]["choices"][0]["value"] = "tiny"


def _other_bounds(had: list[Payload]) -> None:
    had[0]["options"][0]["options"][0]["max_value"] = 24


def _another_order(had: list[Payload]) -> None:
    had[0]["options"].reverse()


def _another_place(had: list[Payload]) -> None:
    had[0]["contexts"] = [0]


def _for_admins(had: list[Payload]) -> None:
    had[0]["default_member_permissions"] = "8"


def _one_more(had: list[Payload]) -> None:
    had.append({**deepcopy(had[1]), "name": "An old one"})


def _one_less(had: list[Payload]) -> None:
    del had[1]


@pytest.mark.parametrize(
    "change",
    [
        _another_word,
        _another_name,
        _no_words,
        _another_choice,
        _other_bounds,
        _another_order,
        _another_place,
        _for_admins,
        _one_more,
        _one_less,
    ],
)
async def test_whatever_differs_commands_are_registered_anew(
    discord_itself: Discord, change: Callable[[list[Payload]], None]
) -> None:
    await start()
    change(discord_itself.commands)
    assert [await start(), await start()] == [[True], [False]]


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (403, '{"message": "Missing Access", "code": 50001}', discord.Forbidden),
        (503, "", discord.DiscordServerError),
        (200, "<html>Just a moment</html>", discord.DiscordException),
    ],
)
async def test_what_discord_refuses_is_raised_and_changes_nothing(
    discord_itself: Discord, status: int, body: str, error: type[Exception]
) -> None:
    kind = "application/json" if body.startswith("{") else "text/html"
    discord_itself.refusal = web.Response(status=status, body=body.encode(), content_type=kind)
    with pytest.raises(error):
        await start()
    assert discord_itself.puts == 0


async def test_in_simcord_a_restarted_bot_finds_its_commands() -> None:
    bot = Bot()
    async with simcord.run(bot) as env:
        await env.restart_bot(again := Bot())
    [first], [second] = bot.synced, again.synced
    assert (first.is_new, second.is_new) == (True, False)
    assert first.command_id == second.command_id is not None


# ---------------------------------------------------------------- proposed for


async def test_proposals_that_come_too_late_are_none_rather_than_an_error(discord_itself: Discord) -> None:
    typed = {"type": 3, "name": "id", "value": "k", "focused": True}
    command = {"id": "99", "name": "digest", "type": 1, "options": [{"type": 1, "name": "story", "options": [typed]}]}
    ria = {"id": "7", "username": "ria", "discriminator": "0", "avatar": None}
    facts = {"id": "5", "application_id": "1417", "type": 4, "token": "t", "version": 1, "entitlements": []}
    where = {"channel_id": "6", "user": ria, "context": 1, "attachment_size_limit": 1, "locale": "fr"}
    event: Any = {**facts, **where, "authorizing_integration_owners": {}, "data": command}
    async with Bot() as bot:
        await bot.login("token")
        with capture_logs() as logs:
            bot._connection.parse_interaction_create(event)
            assert await discord_itself.callbacks.get() == {"type": 8, "data": {"choices": []}}
    assert [each["event"] for each in logs] == ["proposals_late"]
