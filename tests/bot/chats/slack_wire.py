"""How what people do reaches the app: over a Socket Mode connection or as a signed HTTP request, and its answer.

wire = Wire(scene)                       # wire.converse answers the WebSocket of apps.connections.open
told = await wire.deliver("slash_commands", {"command": "/digest", ...})
told.payload, told.seconds
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter
from typing import Any, TypeAlias
from urllib.parse import urlencode

import aiohttp
from aiohttp import WSMsgType, web

from tests.bot.chats.slack_limits import Json, Refused
from tests.bot.chats.slack_scene import APP_ID, SIGNING_SECRET, Scene
from tests.passing import let_pass

WITHIN_S = 10.0  # in which an app that works acknowledges; Slack gives it three seconds
OnAck: TypeAlias = Callable[[Json | None], None]  # called with the payload at once, before the app does anything more


class Kind(StrEnum):
    """What an envelope holds."""

    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


class Greeting(StrEnum):
    """What the server does with a new connection instead of saying hello."""

    NOTHING = "nothing"
    CUT = "cut"
    GOODBYE = "goodbye"  # "disconnect" as the first word: link_disabled
    REFUSED = "refused"  # the handshake is answered with 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """What was delivered, and how the app acknowledged it."""

    kind: Kind
    body: Json  # that was delivered
    payload: Json | None  # of the acknowledgement
    seconds: float
    status: int = 200
    text: str = ""  # of an HTTP answer that is no JSON


@dataclass(slots=True, kw_only=True)
class Patience:
    """How long is waited in vain; time that passes at once for the app is none that was waited."""

    seconds: float = WITHIN_S
    _waits: list[asyncio.Timeout] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def wait(self) -> AsyncIterator[None]:
        async with asyncio.timeout(self.seconds) as timeout:
            self._waits.append(timeout)
            try:
                yield
            finally:
                self._waits.remove(timeout)

    def let_pass(self, seconds: float) -> None:
        let_pass(seconds)
        for timeout in self._waits:
            when = timeout.when()
            timeout.reschedule(None if when is None else when + seconds)


@dataclass(slots=True, kw_only=True)
class Wire:
    """The connections of the app, or the address at which it listens."""

    scene: Scene
    listener: str | None = None  # "http://127.0.0.1:3000/slack/events"; None: over Socket Mode
    signing_secret: str = SIGNING_SECRET
    patience: Patience = field(default_factory=Patience)
    is_ponging: bool = True
    greetings: list[Greeting] = field(default_factory=list)  # of the next connections
    sockets: list[web.WebSocketResponse] = field(default_factory=list)  # open ones, the newest last
    hellos: int = 0  # how many connections were greeted
    pings: int = 0
    tickets: set[str] = field(default_factory=set)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _ready: list[web.WebSocketResponse] = field(default_factory=list)  # greeted, and not told to leave
    _waiting: dict[str, tuple[web.WebSocketResponse, asyncio.Future[Json | None], OnAck]] = field(default_factory=dict)
    _requests: dict[web.WebSocketResponse, web.Request] = field(default_factory=dict)

    async def connected(self, times: int = 1) -> None:
        """Wait until so many connections were greeted since the start and one of them is open."""
        async with self.patience.wait(), self.changed:
            await self.changed.wait_for(lambda: self.hellos >= times and bool(self._ready))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Say on every connection that it ends soon, as Slack does every few hours; nothing more is sent on them."""
        while self._ready:
            socket = self._ready.pop()
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "wss-1"}})

    def cut(self) -> None:
        """Cut every connection without a word."""
        self._ready.clear()
        for socket in list(self.sockets):
            transport = self._requests[socket].transport
            if transport:
                transport.abort()

    def ticket(self) -> str:
        ticket = self.scene.id("ticket")
        self.tickets.add(ticket)
        return ticket

    async def deliver(
        self, kind: Kind, body: Json, *, retry: int = 0, on_ack: OnAck = lambda payload: None
    ) -> Acknowledged:
        """Send something to the app; return when it acknowledged. Raises TimeoutError, ConnectionError."""
        start = perf_counter()
        async with self.patience.wait():
            if self.listener:
                status, text = await self._request(self.listener, kind, body, retry)
                payload = _read(text)
                if status == 200:
                    on_ack(payload)
            else:
                status, text, payload = 200, "", await self._envelope(kind, body, retry, on_ack)
        seconds = perf_counter() - start
        return Acknowledged(kind=kind, body=body, payload=payload, seconds=seconds, status=status, text=text)

    # ---- signed HTTP

    def headers(self, body: bytes, type_: str) -> dict[str, str]:
        """Return the headers by which the app knows that this is from Slack, now."""
        at = str(int(self.scene.now.timestamp()))
        told = hmac.new(self.signing_secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
        return {"Content-Type": type_, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={told}"}

    async def post(self, url: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post these bytes; return the status and the text of the answer."""
        connector = aiohttp.TCPConnector(force_close=True)
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.post(url, data=body, headers=headers) as response,
        ):
            return response.status, await response.text()

    async def _request(self, url: str, kind: Kind, body: Json, retry: int) -> tuple[int, str]:
        type_ = "application/json" if kind is Kind.EVENT else "application/x-www-form-urlencoded"
        match kind:
            case Kind.EVENT:
                said = json.dumps(body)
            case Kind.COMMAND:
                said = urlencode(body)
            case Kind.INTERACTIVE:
                said = urlencode({"payload": json.dumps(body)})
        headers = self.headers(said.encode(), type_)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return await self.post(url, said.encode(), headers)

    # ---- Socket Mode

    async def _envelope(self, kind: Kind, body: Json, retry: int, on_ack: OnAck) -> Json | None:
        async with self.changed:
            await self.changed.wait_for(lambda: bool(self._ready))
            socket = self._ready[-1]
        envelope_id = self.scene.id("envelope-")
        envelope: Json = {"envelope_id": envelope_id, "type": kind, "payload": body}
        envelope["accepts_response_payload"] = kind is not Kind.EVENT
        if kind is Kind.EVENT:
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        answer: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = (socket, answer, on_ack)
        try:
            await socket.send_json(envelope)
            return await answer
        finally:
            del self._waiting[envelope_id]

    async def converse(self, request: web.Request) -> web.StreamResponse:
        """Answer the WebSocket whose address apps.connections.open gave; each address is good once."""
        ticket = request.query.get("ticket", "")
        greeting = self.greetings.pop(0) if self.greetings else None
        if ticket not in self.tickets or greeting is Greeting.REFUSED:
            return web.Response(status=403)
        self.tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self._requests[socket] = request
        self.sockets.append(socket)
        try:
            await self._greet(socket, greeting)
            async for received in socket:
                await self._hear(socket, received)
        finally:
            await self._gone(socket)
        return socket

    async def _greet(self, socket: web.WebSocketResponse, greeting: Greeting | None) -> None:
        match greeting:
            case Greeting.CUT:
                transport = self._requests[socket].transport
                assert transport
                transport.abort()
            case Greeting.GOODBYE:
                await socket.send_json({"type": "disconnect", "reason": "link_disabled"})
            case None:
                debug = {"host": "wss-1", "build_number": 1, "approximate_connection_time": 18060}
                info = {"connection_info": {"app_id": APP_ID}, "num_connections": len(self.sockets)}
                await socket.send_json({"type": "hello", "debug_info": debug, **info})
                async with self.changed:
                    self.hellos += 1
                    self._ready.append(socket)
                    self.changed.notify_all()

    async def _hear(self, socket: web.WebSocketResponse, received: aiohttp.WSMessage) -> None:
        if received.type is WSMsgType.PING:
            self.pings += 1
            if self.is_ponging:
                await socket.pong(received.data)
        elif received.type is WSMsgType.TEXT and received.data.startswith("{"):
            said = json.loads(received.data)
            waiting = self._waiting.get(said.get("envelope_id"))
            if waiting and not waiting[1].done():
                _, answer, on_ack = waiting
                payload = said.get("payload") or None
                try:
                    on_ack(payload)
                except (Refused, AssertionError) as error:
                    answer.set_exception(error)
                else:
                    answer.set_result(payload)

    async def _gone(self, socket: web.WebSocketResponse) -> None:
        self.sockets.remove(socket)
        if socket in self._ready:
            self._ready.remove(socket)
        del self._requests[socket]
        for its, answer, _ in self._waiting.values():
            if its is socket and not answer.done():
                answer.set_exception(ConnectionError("the connection ended before the app acknowledged"))
        async with self.changed:
            self.changed.notify_all()


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text} if text else None
