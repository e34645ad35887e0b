"""The bot of `tests.benchmarks.slack`, in a process of its own, so that what plays Slack takes none of its time.

bot = Bot.started(api, 50_000)          # in the process of whoever measures
listener = await bot.do("serve", "http", UNTIL)
held_ms = await bot.do("settled", UNTIL)   # once all that it was asked is answered

What may be asked of it are the methods of `_Served`.
"""

import asyncio
import contextlib
import multiprocessing
import random
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.chats.slack_app import SlackApp, create_slack_app
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_clients import Clients
from bot.chats.slack_parts import message, section
from bot.chats.slack_post import Post, as_payload
from bot.commands.asked import Room
from bot.commands.dispatch import Core
from bot.logs import set_up_logs
from bot.service import warm_up
from bot.settings import Tokens
from bot.web.server import listening
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import Database, open_database
from digests.deliveries import deliveries_of
from digests.looking import digest_now
from digests.models import Subscription
from digests.posting import post_asked
from digests.postings import Edition, Made, Message, Posting, Subscriber
from digests.schedules import subscribed
from digests.sending import Sender
from tests.benchmarks.answering import Held
from tests.benchmarks.commands import SPAN, furnished
from tests.benchmarks.summaries_speed import SEED, UNTIL, peak_mb
from tests.bot.chats.slack_scene import APP_TOKEN, BOT_TOKEN, CHANNEL, MANAGER, SIGNING_SECRET, TEAM

WISH = Subscription(feeds=(), language="en", timezone="Europe/Paris", managers=(MANAGER,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The bot, as whoever measures has it."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def started(cls, api: str, count: int) -> "Bot":
        """Start one that has read so many articles, for the Slack at this address."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_run, args=(there, api, count))
        process.start()
        return cls(process=process, pipe=here)

    async def do(self, name: str, *arguments: object) -> Any:
        """Have it do something; return what comes of it."""
        self.pipe.send((name, arguments))
        return await asyncio.to_thread(self.pipe.recv)

    def end(self) -> None:
        """Have the process end."""
        self.pipe.send(None)
        self.process.join()


def _run(pipe: Connection, api: str, count: int) -> None:
    set_up_logs("error")

    async def answer() -> None:
        with furnished(count) as (room, database, stories):
            served = _Served(api, room, database, stories)
            await warm_up(room)
            while asked := await asyncio.to_thread(pipe.recv):
                name, arguments = asked
                pipe.send(await getattr(served, name)(*arguments))

    asyncio.run(answer())


class _Served:
    """What may be asked of the bot."""

    def __init__(self, api: str, room: Room, database: Database, stories: Sequence[str]) -> None:
        self._tokens = Tokens(
            slack_bot_token=SecretStr(BOT_TOKEN),
            slack_app_token=SecretStr(APP_TOKEN),
            slack_signing_secret=SecretStr(SIGNING_SECRET),
            slack_api_url=api,
            slack_listen_port=0,
            _env_file=None,  # type: ignore[call-arg]
        )
        self._room, self._database, self._stories = room, database, stories
        self._held = Held()
        self._now = UNTIL
        self._composing: asyncio.Task[int] | None = None
        self._served = contextlib.AsyncExitStack()
        wish = subscribed(subscriber_id="k7qm", chat="slack", address=CHANNEL, subscription=WISH, now=UNTIL - SPAN)
        self._subscriber = replace(wish, workspace=TEAM)
        room.ledger.save_subscribers([(self._subscriber, ())])

    async def stories(self, count: int) -> list[str]:
        """Return the ids of some stories."""
        return random.Random(SEED).sample(list(self._stories), count)

    async def serve(self, mode: str, now: datetime) -> str:
        """Be there from now on, and not in another way any more; return where requests are to go."""
        await self._served.aclose()
        self._now = now
        self._app = create_slack_app(
            self._tokens.model_copy(update={"slack_mode": mode}), Core(self._room), lambda: self._now
        )
        chat = self._room.chats["slack"]
        assert isinstance(chat, SlackChat)
        chat.through(self._app.clients)
        return await self._served.enter_async_context(_serving(self._app))

    async def settled(self, now: datetime) -> float:
        """Return how long the event loop was held at most, in ms, once all is answered; then it is that time."""
        while running := self._app._interactions.running:
            await asyncio.wait(running)
        held, self._held.longest_s, self._now = self._held.longest_s, 0.0, now
        return 1000 * held

    async def post(self) -> None:
        """Post a digest of the last day, as the scheduler would."""
        wish = replace(WISH, feeds=tuple(self._room.desk.store.shared_feeds()))
        day = timedelta(days=1)
        digest = await asyncio.to_thread(digest_now, wish, last=day, now=self._now, desk=self._room.desk)
        ledger = self._room.ledger
        assert post_asked(self._subscriber, digest, chat=self._room.chats["slack"], ledger=ledger, now=self._now)
        sent = await Sender(ledger=ledger, chats=self._room.chats).send_due(self._now)
        assert sent.sent

    async def compose(self) -> None:
        """Compose digests from now on, one after another, in a thread as the scheduler does."""
        self._composing = asyncio.create_task(self._compose())

    async def composed(self) -> int:
        """Compose none any more; return how many it were."""
        composing, self._composing = self._composing, None
        assert composing
        return await composing

    async def _compose(self) -> int:
        wish, count = replace(WISH, feeds=tuple(self._room.desk.store.shared_feeds())), 0
        while self._composing:
            last = timedelta(hours=24 + count)  # none like another, so that nothing is kept of it
            await asyncio.to_thread(digest_now, wish, last=last, now=self._now, desk=self._room.desk)
            count += 1
        return count

    async def send(self, channels: Sequence[str], parts: int) -> float:
        """Send so many messages to each of the channels, from a database of their own; return the seconds it takes."""
        clients = Clients(self._tokens, None)
        chat = SlackChat()
        chat.through(clients)
        with tempfile.TemporaryDirectory() as folder:
            store, ledger = open_database(f"sqlite:///{Path(folder) / 'sending.db'}")
            _write_down(ledger, channels, parts)
            began = time.perf_counter()
            sent = await Sender(ledger=ledger, chats={"slack": chat}).send_due(UNTIL)
            took = time.perf_counter() - began
            store.close()
        assert sent.sent == len(channels) * parts, sent
        await clients.close()
        return took

    async def peak_mb(self) -> float:
        """Return the most memory that the process has had."""
        return peak_mb()

    async def close(self) -> None:
        """Let go of Slack."""
        await self._served.aclose()


@asynccontextmanager
async def _serving(app: SlackApp) -> AsyncIterator[str]:
    async with contextlib.AsyncExitStack() as stack:
        routes = app.routes()
        url = await stack.enter_async_context(listening(routes, "127.0.0.1", 0)) if routes else ""
        task = asyncio.create_task(app.serve())
        try:
            yield f"{url}slack/events" if url else ""
        finally:
            await app.close()
            await task


def _write_down(ledger: SqlLedger, channels: Sequence[str], parts: int) -> None:
    """Subscribe channels, and write down so many messages for each."""
    since = UNTIL - SPAN
    subscribers = [
        Subscriber(
            id=f"s{number}",
            chat="slack",
            address=channel,
            workspace=TEAM,
            subscription=WISH,
            created_at=since,
            decided_until=since,
            next_due_at=None,
        )
        for number, channel in enumerate(channels)
    ]
    ledger.save_subscribers([(each, ()) for each in subscribers])
    body = message([section("*Night train returns*\n" + "The night train leaves in May. " * 40)] * 6, text="News")
    messages = [Message(payload=as_payload(Post(body=body)), tells=())] * parts
    made = []
    for each in subscribers:
        edition = Edition(id="e1", told=())
        posting = Posting(
            id=f"of {each.id}", subscriber_id=each.id, edition=edition, since=since, until=UNTIL, made_at=UNTIL
        )
        deliveries = deliveries_of(posting, each, messages, expires_at=UNTIL + SPAN)
        made.append(Made(slot=None, posting=posting, deliveries=deliveries))
    assert ledger.save_postings(made) == len(made)
