"""A workspace of Slack with a channel that has a digest, and people who do things there, through the real bot and core.

async with playing(folder, workers) as scene:
    told = await scene.typed(READER, "story k7qm")   # once everything that follows is shown
    scene.told(READER)                               # all words that this person alone has been shown
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.chats.slack_app import SlackApp, create_slack_app
from bot.chats.slack_chat import SlackChat
from bot.commands.dispatch import Core
from digests.adapters.store import open_all
from digests.ports import Workers
from digests.postings import Subscriber
from digests.schedules import subscribed
from tests.bot.chats.loopback_slack import Acknowledged, LoopbackSlack, Shown, open_slack
from tests.bot.chats.slack_scene import (
    CHANNEL,
    CLOSED_OFF,
    OTHER,
    TEAM,
    Somebody,
    tokens,
)
from tests.bot.commands.newsdesk import HOUR, NOW, WISH, Newsdesk, fill

NAMED = "U024NAMED"  # whom the digest names as a manager
FRENCH = "U024FRENC"


@dataclass(kw_only=True)
class Scene:
    """What there is."""

    slack: LoopbackSlack
    desk: Newsdesk
    app: SlackApp
    _seen: int = 0  # of what was shown, how much was before this test

    @property
    def subscriber(self) -> Subscriber:
        [subscriber] = self.desk.database.ledger.subscribers_in("slack", CHANNEL)
        return subscriber

    def begin_anew(self) -> None:
        """Set the digest back to what it was at first; a while has passed, and all windows are closed."""
        self.desk.now += timedelta(minutes=2)
        self.slack.now += timedelta(minutes=2)
        ledger = self.desk.database.ledger
        for channel in (CHANNEL, OTHER, CLOSED_OFF):
            for subscriber in ledger.subscribers_in("slack", channel):
                ledger.remove_subscriber(subscriber.id)
        subscribe(self.desk)
        for user in (*self.slack.people,):
            self.slack.close_windows(user)
        self.slack.faults.clear()
        self.slack.faults_at.clear()
        self.slack.asked.clear()
        self.slack.calls.clear()
        self._seen = len(self.slack._shown)

    async def settled(self) -> None:
        """Wait until the bot has done all that it was asked."""
        await settled(self.app)

    async def typed(self, user: str, text: str, channel: str = CHANNEL) -> Acknowledged:
        """Let somebody type a command; return when all is shown that it leads to."""
        told = await self.slack.command(user, channel, text)
        await self.settled()
        return told

    def told(self, user: str) -> str:
        """Return all words that somebody alone has been shown in this test, as messages."""
        return "\n".join(text for each in self.shown(user) for text in each.texts)

    def shown(self, user: str) -> list[Shown]:
        new = self.slack._shown[self._seen :]
        return [each for each in new if user in (each.to, self.slack.channels[each.channel].person)]

    def in_window(self, user: str) -> str:
        """Return the words of the top window of somebody."""
        return "\n".join(self.slack.windows(user)[-1].texts)

    def at_home(self, user: str) -> str:
        return "\n".join(self.slack.homes[user].texts)


async def settled(app: SlackApp) -> None:
    """Wait until an app has done all that it was asked."""
    while running := app._interactions.running:
        await asyncio.wait(running)


def subscribe(desk: Newsdesk, workspace: str = TEAM) -> None:
    subscriber = subscribed(
        subscriber_id="d8gs",
        chat="slack",
        address=CHANNEL,
        subscription=replace(WISH, managers=(NAMED,)),
        now=NOW - 48 * HOUR,
    )
    assert desk.database.ledger.save_subscribers([(replace(subscriber, workspace=workspace), ())]) == {"d8gs"}


def a_core(desk: Newsdesk, **others: Any) -> Core:
    """Return the core of a desk, in whose room `others` take the place of doors."""
    desk.open()
    desk.room = replace(desk.room, chats={"slack": SlackChat()}, **others)
    desk.core = Core(desk.room)
    return desk.core


@asynccontextmanager
async def serving(slack: LoopbackSlack, app: SlackApp) -> AsyncIterator[None]:
    """Let an app serve by Socket Mode until the block ends."""
    task = asyncio.create_task(app.serve())
    try:
        await slack.wire.connected(slack.wire.hellos + 1)
        yield
    finally:
        await app.close()
        await task


@asynccontextmanager
async def playing(folder: Path, workers: Workers) -> AsyncIterator[Scene]:
    """Give a scene with a database of its own."""
    database = open_all(f"sqlite:///{folder / 'news.db'}")
    fill(database)
    desk = Newsdesk(database=database, workers=workers)
    async with open_slack() as slack:
        for person in (
            Somebody(id=NAMED, team=TEAM, name="Nia Named"),
            Somebody(id=FRENCH, team=TEAM, name="Fay French", locale="fr-FR"),
        ):
            slack.people[person.id] = person
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: desk.now)
        async with serving(slack, app):
            yield Scene(slack=slack, desk=desk, app=app)
    database.store.close()
