"""A Discord on this machine for the real discord.py, for starting, posting and answering, and what goes wrong then.

async with open_discord(monkeypatch) as server:      # discord.py in this process asks it; others find it at server.api
    server.faults.append(Fault.CUT_AFTER)            # of the next message; faults_at and next_at are of any request
    async with a_client(InvalidRequests()) as client: ...
    body = await server.until("POST /channels/201/messages")

It keeps nonces, and answers as Discord does where discord.py looks: `application/json` without a charset, `Via`. Its
bot is in one server, with two text channels and a forum.
"""

import asyncio
import contextlib
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import discord
import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from bot.chats.discord_budget import InvalidRequests, trace
from tests.passing import let_pass

ME, GUILD, CHANNEL, OTHER, FORUM, PERSON, DIRECT = "1417", "100", "201", "202", "203", "800", "204"
USER = {"id": ME, "username": "digestbot", "discriminator": "0", "avatar": None, "bot": True}
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
TEXT, DM, FORUM_TYPE, PUBLIC_THREAD = 0, 1, 15, 11

LOG_IN, IDENTIFIED = "GET /users/@me", "identified"
_STARTING = (LOG_IN, "GET /oauth2", "GET /gateway", "GET /applications", "PUT /applications")


class Fault(StrEnum):
    """What the server does to a request instead of answering it."""

    HANG = "hang"  # does what it is asked and never answers
    HANG_BEFORE = "hang before"  # reads the request and never does anything
    CUT_BEFORE = "cut before"  # cuts the connection, nothing done
    CUT_AFTER = "cut after"  # does it and cuts the connection
    PAGE = "page"  # does it and answers with a web page
    HALF = "half"  # does it and answers with half a JSON
    EMPTY = "empty"  # does it and answers with a JSON that says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer instead of doing anything."""

    status: int
    code: int | None = None  # of Discord's JSON; None: a web page
    headers: dict[str, str] = field(default_factory=dict)
    is_done: bool = False  # it is done, and then the answer says so all the same


@dataclass(slots=True, kw_only=True)
class LoopbackDiscord:
    """What stands in the channels, what was asked, and what the server does next."""

    api: str = ""  # where Route.BASE is to point
    token: str | None = None  # the only one that is taken; None: any
    endpoint: str | None = None  # to which the application has its interactions sent
    faults: deque[Fault | Refusal | None] = field(default_factory=deque)  # of the next requests with a message
    faults_at: dict[str, Fault | Refusal] = field(default_factory=dict)  # of every one to "POST /channels/201/messages"
    next_at: dict[str, list[Fault | Refusal]] = field(default_factory=dict)  # of the next ones to it
    headers: dict[str, str] = field(default_factory=dict)  # of every answer that is well
    hangs_for_s: float = 0.0  # so much time passes at once for all in this loop when a request hangs
    not_ready: list[int | dict[str, Any]] = field(default_factory=list)  # instead of READY, next: close code or event
    events: list[dict[str, Any]] = field(default_factory=list)  # that follow READY
    asked: list[str] = field(default_factory=list)  # "POST /channels/201/messages", without what a start asks for
    bodies: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))  # of all requests, by their name
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by channel, oldest first
    ids: int = discord.utils.time_snowflake(NOW)
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        for id_, type_ in ((CHANNEL, TEXT), (OTHER, TEXT), (FORUM, FORUM_TYPE)):
            about = {"name": f"channel-{id_}", "position": 0, "permission_overwrites": [], "nsfw": False}
            self.channels[id_] = {**about, "id": id_, "type": type_, "guild_id": GUILD, "available_tags": []}
        self.channels[DIRECT] = {"id": DIRECT, "type": DM}

    async def until(self, asked: str, times: int = 1) -> Any:
        """Wait until that was asked so many times; return what was said with the last of them."""
        async with self.heard:
            await self.heard.wait_for(lambda: len(self.bodies[asked]) >= times)
        return self.bodies[asked][times - 1]

    async def hear(self, asked: str, body: Any) -> None:
        async with self.heard:
            self.bodies[asked].append(body)
            self.heard.notify_all()

    def texts(self, channel: str) -> list[str]:
        return [message["components"][0]["content"] for message in self.messages.get(channel, ())]

    def posted(self) -> list[str]:
        """Return what was asked to be posted: "201", for a new thread or forum post "203+"."""
        return [
            f"{path.split('/')[2]}{'+' if path.endswith('threads') else ''}"
            for path in self.asked
            if path.startswith("POST /channels")
        ]

    def new_id(self) -> str:
        self.ids += 1 << 22
        return str(self.ids)

    def say(self, channel: str, body: dict[str, Any], *, author: str = ME, id_: str | None = None) -> dict[str, Any]:
        message = {"id": id_ or self.new_id(), "type": 0, "author": {"id": author}, "channel_id": channel, **body}
        self.messages.setdefault(channel, []).append(message)
        return message

    def begin(self, parent: str, id_: str, name: str, owner: str = ME) -> dict[str, Any]:
        thread = {"id": id_, "type": PUBLIC_THREAD, "guild_id": GUILD, "parent_id": parent, "owner_id": owner}
        self.channels[id_] = {**thread, "name": name, "last_message_id": id_}
        return self.channels[id_]

    # ---- what the API does

    def application(self) -> dict[str, Any]:
        about = {"id": ME, "name": "digestbot", "description": "", "icon": None, "owner": USER, "flags": 0}
        about |= {"bot_public": True, "bot_require_code_grant": False, "verify_key": ""}
        return about | {"approximate_guild_count": 1, "interactions_endpoint_url": self.endpoint}

    def create_message(self, channel: str, body: dict[str, Any]) -> dict[str, Any]:
        if channel not in self.channels:
            raise _Refused(Refusal(status=404, code=10003))
        if self.channels[channel]["type"] == FORUM_TYPE:
            raise _Refused(Refusal(status=400, code=50008))
        same = [each for each in self.messages.get(channel, ()) if each.get("nonce") == body["nonce"]]
        if same and body["enforce_nonce"]:
            return same[0]
        message = self.say(channel, body)
        self.channels[channel]["last_message_id"] = message["id"]
        return message

    def create_post(self, forum: str, body: dict[str, Any]) -> dict[str, Any]:
        assert self.channels[forum]["type"] == FORUM_TYPE  # in a channel this would make an empty thread
        assert "nonce" not in body["message"]
        if self.channels[forum]["available_tags"] and not body.get("applied_tags"):
            raise _Refused(Refusal(status=400, code=40067))
        thread = self.begin(forum, self.new_id(), body["name"])
        thread["applied_tags"] = body.get("applied_tags", [])
        self.say(thread["id"], body["message"], id_=thread["id"])
        return thread

    def begin_at(self, channel: str, message: str, body: dict[str, Any]) -> dict[str, Any]:
        if message in self.channels:
            raise _Refused(Refusal(status=400, code=160004))
        if message not in [each["id"] for each in self.messages.get(channel, ())]:
            raise _Refused(Refusal(status=404, code=10008))
        return self.begin(channel, message, body["name"])


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal


def _json(content: object, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    type_ = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(content).encode(), status=status, headers=type_)


def _refused(refusal: Refusal) -> web.Response:
    if refusal.code is None:
        page = "<html>Something else</html>"
        return web.Response(text=page, status=refusal.status, headers=refusal.headers, content_type="text/html")
    wait = {"retry_after": 1.0} if refusal.status == 429 else {}
    return _json({"code": refusal.code, "message": "no", **wait}, refusal.status, refusal.headers)


# ---- REST


def _done(server: LoopbackDiscord, request: web.Request, body: Any) -> object:
    match request.method, *request.path.strip("/").split("/"):
        case "POST", "users", "@me", "channels":
            return server.channels[DIRECT]
        case "GET", "channels", channel:
            if channel not in server.channels:
                raise _Refused(Refusal(status=404, code=10003))
            return server.channels[channel]
        case "POST", "channels", channel, "messages":
            return server.create_message(channel, body)
        case "POST", "channels", forum, "threads":
            return server.create_post(forum, body)
        case "POST", "channels", channel, "messages", message, "threads":
            return server.begin_at(channel, message, body)
        case "GET", "channels", channel, "messages":
            after, limit = int(request.query["after"]), int(request.query["limit"])
            later = [each for each in server.messages.get(channel, ()) if int(each["id"]) > after]
            return later[:limit][::-1]
        case "GET", "channels", channel, "messages", message:
            found = [each for each in server.messages.get(channel, ()) if each["id"] == message]
            if not found:
                raise _Refused(Refusal(status=404, code=10008))
            return found[0]
        case "GET", "guilds", _, "threads", "active":
            return {"threads": [each for each in server.channels.values() if each["type"] == PUBLIC_THREAD]}
        case "GET", "channels", _, "threads", "archived", "public":
            return {"threads": []}
        case (_, "interactions" | "webhooks", *_):
            return {"interaction": {"id": "1", "type": 2}}
    return _started(server, request, body)


def _started(server: LoopbackDiscord, request: web.Request, body: Any) -> object:
    match request.method, *request.path.strip("/").split("/"):
        case "GET", "users", "@me":
            return USER
        case "GET", "oauth2", "applications", "@me":
            return server.application()
        case "GET", "gateway", "bot":
            limits = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
            url = server.api.replace("http", "ws", 1) + "/socket"
            return {"url": url, "shards": 1, "session_start_limit": limits}
        case "GET", "applications", _, "commands":
            return []
        case "PUT", "applications", _, "commands":
            kept = {"application_id": ME, "version": "1", "description": ""}
            return [{**kept, **each, "id": str(6000 + number)} for number, each in enumerate(body)]
    raise AssertionError(f"nobody asks for {request.method} {request.path}")


async def _answer(server: LoopbackDiscord, request: web.Request) -> web.StreamResponse:
    asked = f"{request.method} {request.path}"
    body = await request.json() if request.content_type == "application/json" and request.can_read_body else {}
    if not asked.startswith(_STARTING):
        server.asked.append(asked)
    await server.hear(asked, body)
    if server.token and request.headers.get("Authorization") != f"Bot {server.token}":
        return _refused(Refusal(status=401, code=0))
    fault = _fault(server, asked)
    if isinstance(fault, Refusal) and not fault.is_done:
        return _refused(fault)
    if fault in (Fault.HANG_BEFORE, Fault.CUT_BEFORE):
        return await _silence(server, request, is_cut=fault is Fault.CUT_BEFORE)
    try:
        done = _done(server, request, body)
    except _Refused as refused:
        return _refused(refused.refusal)
    match fault:
        case Fault.HANG | Fault.CUT_AFTER:
            return await _silence(server, request, is_cut=fault is Fault.CUT_AFTER)
        case Fault.PAGE:
            return web.Response(text="<html>Something else</html>", content_type="text/html")
        case Fault.HALF:
            return web.Response(body=b'{"id": "1', headers={"Content-Type": "application/json"})
        case Fault.EMPTY:
            return _json({})
        case Refusal():
            return _refused(fault)
    return _json(done, headers=server.headers)


def _fault(server: LoopbackDiscord, asked: str) -> Fault | Refusal | None:
    if server.next_at.get(asked):
        return server.next_at[asked].pop(0)
    has_message = asked.startswith("POST") and asked.endswith(("/messages", "/threads"))
    if asked not in server.faults_at and has_message and server.faults:
        return server.faults.popleft()
    return server.faults_at.get(asked)


async def _silence(server: LoopbackDiscord, request: web.Request, *, is_cut: bool) -> web.StreamResponse:
    if not is_cut:
        let_pass(server.hangs_for_s)
        await asyncio.Event().wait()
    assert request.transport
    request.transport.abort()
    return web.Response()


# ---- the gateway


async def _converse(server: LoopbackDiscord, request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}})
    async for received in socket:
        said = json.loads(received.data) if received.type is WSMsgType.TEXT else {"op": 0}
        if said["op"] == 1:
            await socket.send_json({"op": 11})
        elif said["op"] == 2:
            await _greet(server, socket, said["d"])
    return socket


async def _greet(server: LoopbackDiscord, socket: web.WebSocketResponse, identity: Any) -> None:
    if server.not_ready:
        instead = server.not_ready.pop(0)
        if isinstance(instead, int):
            await socket.close(code=instead)
        else:
            await socket.send_json({"op": 0, "s": 1, **instead})
        return
    ready = {"v": 10, "user": USER, "guilds": [{"id": GUILD, "unavailable": True}], "session_id": "s", "shard": [0, 1]}
    ready |= {"resume_gateway_url": server.api.replace("http", "ws", 1), "application": server.application()}
    first = [{"t": "READY", "d": ready}, {"t": "GUILD_CREATE", "d": _guild(server)}]
    for number, event in enumerate([*first, *server.events], start=1):
        await socket.send_json({"op": 0, "s": number, **event})
    await server.hear(IDENTIFIED, identity)


def _guild(server: LoopbackDiscord) -> dict[str, Any]:
    everyone = {"id": GUILD, "name": "@everyone", "permissions": str((1 << 40) - 1), "position": 0, "color": 0}
    everyone |= {"hoist": False, "managed": False, "mentionable": False, "colors": {"primary_color": 0}}
    member = {"user": USER, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False}
    channels = [each for each in server.channels.values() if each["type"] in (TEXT, FORUM_TYPE)]
    return {
        **{"id": GUILD, "name": "Town news", "owner_id": PERSON, "icon": None, "features": [], "emojis": []},
        **{"roles": [everyone], "channels": channels, "threads": [], "members": [member | {"flags": 0}]},
        **{"verification_level": 0, "default_message_notifications": 1, "explicit_content_filter": 0, "mfa_level": 0},
        **{"afk_timeout": 300, "afk_channel_id": None, "system_channel_id": CHANNEL, "system_channel_flags": 0},
        **{"preferred_locale": "en-US", "premium_tier": 0, "nsfw_level": 0, "stickers": [], "splash": None},
        **{"voice_states": [], "presences": [], "stage_instances": [], "guild_scheduled_events": []},
        **{"soundboard_sounds": [], "large": False, "unavailable": False, "description": None, "member_count": 2},
    }


# ---- served


@contextlib.asynccontextmanager
async def open_discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    """Serve a Discord on loopback until the block ends; discord.py asks this one meanwhile."""
    server = LoopbackDiscord()

    async def answer(request: web.Request) -> web.StreamResponse:
        return await (_converse if request.path.startswith("/socket") else _answer)(server, request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as test_server:
        server.api = str(test_server.make_url("")).rstrip("/")
        monkeypatch.setattr(discord.http.Route, "BASE", server.api)
        yield server


@contextlib.asynccontextmanager
async def a_client(budget: InvalidRequests) -> AsyncIterator[discord.Client]:
    """Give a client that has logged in and has no gateway: it knows no channel by itself."""
    async with discord.Client(intents=discord.Intents(guilds=True), http_trace=trace(budget)) as client:
        await client.login("a.token.of.ours")
        yield client
