"""A chat on this machine: a server that records what it is sent and answers as it is told, the `Chat` that asks it,
and a ledger with messages for it.

async with open_chatroom() as room:
    room.faults.append(Fault.CUT_AFTER)
    await LoopbackChat(room.url).send("#news", "Rain in Lindmark.", "n1")
"""

import asyncio
import contextlib
import json
import tempfile
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.deliveries import deliveries_of
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Alerts, Digest, Subscription
from digests.postings import Delivery, Edition, Made, Message, Notice, Posting, State, Subscriber
from digests.sending import Sender
from tests.passing import let_pass

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
KEPT_FOR = 2 * MINUTE
NO_NONCES = timedelta(0)
PATIENCE_S = 20.0  # of the `Chat`


class Fault(StrEnum):
    """What the server does to one request instead of taking its message."""

    BUSY = "busy"  # 429 with Retry-After, for one channel
    BUSY_ALL = "busy_all"  # the same for whoever has this token
    TROUBLE = "trouble"  # 500, before anything was done
    HANG = "hang"  # takes the message and never answers
    HANG_BEFORE = "hang_before"  # reads the request and never does anything
    CUT_BEFORE = "cut_before"  # cuts the connection, the message not taken
    CUT_AFTER = "cut_after"  # takes the message and cuts the connection
    GARBAGE = "garbage"  # takes the message and answers with a web page
    UNFIT = "unfit"  # 400: for what is in the message
    GONE = "gone"  # 403: there is no such channel any more, or we are not let in
    REVOKED = "revoked"  # 401


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What people see."""

    id: str
    address: str
    payload: str
    nonce: str


@dataclass(slots=True, kw_only=True)
class Chatroom:
    """What the server was sent, and what it does next."""

    url: str = ""
    keeps_nonces: bool = True
    can_be_searched: bool = True
    is_search_broken: bool = False  # the search answers 500
    retry_after: float = 30
    messages: list[Shown] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)  # address and nonce of each message that came in
    searches: int = 0
    faults: deque[Fault | None] = field(default_factory=deque)  # of the next requests, in turn; None: it goes well
    faults_at: dict[str, Fault] = field(default_factory=dict)  # channels at which nothing goes well
    is_revoked: bool = False
    on_message: Callable[[Shown], None] = lambda shown: None
    delay: Callable[[], int] = lambda: 0  # how often others have their turn before the answer comes
    open_now: set[str] = field(default_factory=set)  # addresses whose message is being taken
    crossed: int = 0  # how often a message came while another for the same address was being taken
    most_at_once: int = 0
    hanging: asyncio.Event = field(default_factory=asyncio.Event)  # set when somebody waits in vain
    hangs_for_s: float = 0.0  # so much time passes at once for all in this loop when a request hangs

    def payloads(self, address: str | None = None) -> list[str]:
        return [message.payload for message in self.messages if address in (None, message.address)]

    def fault(self, address: str) -> Fault | None:
        if self.is_revoked:
            return Fault.REVOKED
        if address in self.faults_at:
            return self.faults_at[address]
        return self.faults.popleft() if self.faults else None

    def take(self, address: str, payload: str, nonce: str) -> Shown:
        known = [message for message in self.messages if (message.address, message.nonce) == (address, nonce)]
        if known and self.keeps_nonces:
            return known[0]
        message = Shown(id=f"m{len(self.messages) + 1}", address=address, payload=payload, nonce=nonce)
        self.messages.append(message)
        self.on_message(message)
        return message


@contextlib.asynccontextmanager
async def open_chatroom(*, keeps_nonces: bool = True, can_be_searched: bool = True) -> AsyncIterator[Chatroom]:
    """Serve a chat on loopback until the block ends; who hangs then is let go."""
    room = Chatroom(keeps_nonces=keeps_nonces, can_be_searched=can_be_searched)

    async def post(request: web.Request) -> web.StreamResponse:
        sent = json.loads(await request.text())
        address, nonce = sent["address"], sent["nonce"]
        room.asked.append((address, nonce))
        room.crossed += address in room.open_now
        room.open_now.add(address)
        room.most_at_once = max(room.most_at_once, len(room.open_now))
        try:
            for _ in range(room.delay()):
                await asyncio.sleep(0)
            return await _answered(room, request, sent)
        finally:
            room.open_now.discard(address)

    async def search(request: web.Request) -> web.StreamResponse:
        room.searches += 1
        if room.is_search_broken:
            return web.Response(status=500)
        if not room.can_be_searched:
            return web.json_response({"error": "you may not read here"}, status=403)
        found = [message.id for message in room.messages if message.nonce == request.query["nonce"]]
        return web.json_response({"id": found[0] if found else None})

    app = web.Application()
    app.router.add_post("/messages", post)
    app.router.add_get("/messages", search)
    async with TestServer(app, host="127.0.0.1") as server:
        room.url = str(server.make_url("/messages"))
        yield room


async def _answered(room: Chatroom, request: web.Request, sent: dict[str, str]) -> web.StreamResponse:
    fault = room.fault(sent["address"])
    match fault:
        case Fault.BUSY | Fault.BUSY_ALL:
            scope = "global" if fault is Fault.BUSY_ALL else "channel"
            return web.Response(status=429, headers={"Retry-After": str(room.retry_after), "X-Scope": scope})
        case Fault.TROUBLE:
            return web.Response(status=500)
        case Fault.UNFIT:
            return web.Response(status=400, text="a word that is not allowed")
        case Fault.GONE:
            return web.Response(status=403, text="unknown channel")
        case Fault.REVOKED:
            return web.Response(status=401)
        case Fault.CUT_BEFORE | Fault.HANG_BEFORE:
            return await _silence(room, request, fault)
    message = room.take(sent["address"], sent["payload"], sent["nonce"])
    if fault is Fault.GARBAGE:
        return web.Response(text="<html>We are moving house</html>", content_type="text/html")
    if fault is not None:
        return await _silence(room, request, fault)
    return web.json_response({"id": message.id})


async def _silence(room: Chatroom, request: web.Request, fault: Fault) -> web.StreamResponse:
    if fault in (Fault.HANG, Fault.HANG_BEFORE):
        room.hanging.set()
        let_pass(room.hangs_for_s)
        await asyncio.Event().wait()
    assert request.transport
    request.transport.abort()
    return web.Response()


class LoopbackChat:
    """The `Chat` port over HTTP to a chatroom."""

    def __init__(
        self,
        url: str,
        *,
        name: str = "loopback",
        keeps_nonces_for: timedelta = KEPT_FOR,
    ) -> None:
        self._url = url
        self.name = name
        self.keeps_nonces_for = keeps_nonces_for
        self._timeout = aiohttp.ClientTimeout(total=PATIENCE_S)

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        found = [Message(payload="It comes late.", tells=())] if is_late else []
        for item in digest.items:
            found.append(Message(payload=f"{item.story.id} in {digest.language}", tells=(item.story.id,)))
        return found or [Message(payload="Nothing to tell.", tells=())]

    def notice(self, notice: Notice, subscription: Subscription) -> str:
        return json.dumps({"notice": notice.key, **notice.arguments}, sort_keys=True)

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        message = {"address": address, "payload": payload, "nonce": nonce}
        try:
            async with self._session() as session, session.post(self._url, json=message) as response:
                return _id_in(response.status, dict(response.headers), await response.text())
        except aiohttp.ClientConnectorError as error:
            raise SendLater("the chat cannot be reached", is_of_chat=True) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendUnknown(f"no answer came ({type(error).__name__})") from error

    async def find(self, address: str, nonce: str, since: datetime) -> str | None:
        assert since.tzinfo is UTC
        try:
            async with self._session() as session, session.get(self._url, params={"nonce": nonce}) as response:
                if response.status >= 500:
                    raise SendLater(f"the chat is in trouble ({response.status})")
                if response.status != 200:
                    raise SendUnknown("its messages may not be read")
                found = json.loads(await response.text())["id"]
                return None if found is None else str(found)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise SendLater("the chat cannot be reached", is_of_chat=True) from error

    def _session(self) -> aiohttp.ClientSession:
        # A connection each, closed with its answer: none is left open when the server goes.
        return aiohttp.ClientSession(timeout=self._timeout, connector=aiohttp.TCPConnector(force_close=True))


def _id_in(status: int, headers: dict[str, str], body: str) -> str:
    if status == 429:
        wait = timedelta(seconds=float(headers["Retry-After"]))
        raise SendLater("too many requests", is_of_chat=headers["X-Scope"] == "global", retry_after=wait)
    if status == 401:
        raise SendRefused("the token is revoked", is_of_chat=True)
    if status == 403:
        raise SendRefused("the channel is gone", is_of_person=True)  # where that is whom it is to go to
    if status == 400:
        raise SendRefused("a word is not allowed", is_of_message=True)
    if status >= 500:
        raise SendLater(f"the chat is in trouble ({status})")
    try:
        return str(json.loads(body)["id"])
    except (ValueError, KeyError) as error:
        raise SendUnknown("the answer makes no sense") from error


# ---- what waits to be sent


@lru_cache
def _new_database() -> bytes:
    """Return a file with our tables and nothing in them: to make those takes as long as a test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.db")
        open_database(f"sqlite:///{path}")[0].close()
        return path.read_bytes()


@contextlib.contextmanager
def new_ledger(path: Path) -> Iterator[SqlLedger]:
    """Give a ledger in a new database in this file."""
    path.write_bytes(_new_database())
    store, ledger = open_database(f"sqlite:///{path}")
    try:
        yield ledger
    finally:
        store.close()


def subscribe(
    ledger: SqlLedger,
    *addresses: str,
    chat: str = "loopback",
    managers: tuple[str, ...] = (),
    alerts: Alerts = Alerts.MANAGERS,
) -> list[Subscriber]:
    """Keep and return a subscriber for each address."""
    start = len(ledger.subscribers())
    made = [
        Subscriber(
            id=f"s{number:04}",
            chat=chat,
            address=address,
            subscription=Subscription(feeds=(), language="en", managers=managers, alerts=alerts),
            created_at=NOW,
            decided_until=NOW,
            next_due_at=None,
        )
        for number, address in enumerate(addresses, start)
    ]
    assert len(ledger.save_subscribers([(subscriber, ()) for subscriber in made])) == len(made)
    return made


def post(
    ledger: SqlLedger, *subscribers: Subscriber, parts: int = 1, at: datetime = NOW, expires_in: timedelta = 6 * HOUR
) -> None:
    """Write down a posting for each subscriber, with so many messages: "part 0 for s0000", ..."""
    made = []
    for subscriber in subscribers:
        posting = Posting(
            id=f"{subscriber.id} {at.isoformat()}",
            subscriber_id=subscriber.id,
            edition=Edition(id="e1", told=()),
            since=at - HOUR,
            until=at,
            made_at=at,
        )
        messages = [Message(payload=f"part {part} for {subscriber.id}", tells=()) for part in range(parts)]
        deliveries = deliveries_of(posting, subscriber, messages, expires_at=at + expires_in)
        made.append(Made(slot=None, posting=posting, deliveries=deliveries))
    assert ledger.save_postings(made) == len(made)


def sender_to(room: Chatroom, ledger: SqlLedger) -> Sender:
    """Return a sender to the room, for whom a request that hangs has hung long enough at once."""
    room.hangs_for_s = PATIENCE_S + 1  # aiohttp rounds up
    keeps = KEPT_FOR if room.keeps_nonces else NO_NONCES
    return Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url, keeps_nonces_for=keeps)})


def states(ledger: SqlLedger) -> list[State]:
    """Return the state of each delivery of a posting, subscriber by subscriber, in order of posting and part."""
    return [one.state for one in kept(ledger) if one.posting_id]


def kept(ledger: SqlLedger) -> list[Delivery]:
    """Return every delivery."""
    found = [one for subscriber in ledger.subscribers() for one in ledger.deliveries(subscriber.id)]
    return sorted(found, key=lambda one: (one.subscriber_id, one.created_at, one.part, one.address))
