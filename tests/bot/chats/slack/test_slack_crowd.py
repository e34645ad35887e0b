"""Many people at once: all are heard and get their windows at once, and are answered a few at a time."""

import asyncio

from bot.chats.slack_app import create_slack_app
from bot.chats.slack_interactions import AT_ONCE
from bot.commands.answers import Answer
from bot.commands.calls import Call
from bot.commands.dispatch import Core
from tests.bot.chats.loopback_slack import open_slack
from tests.bot.chats.slack.scene import a_core, serving, settled, subscribe
from tests.bot.chats.slack_scene import CHANNEL, MANAGER, READER, tokens
from tests.bot.commands.newsdesk import Newsdesk


class Slow(Core):
    """A core that answers only when it is told to, and counts what it is asked."""

    def begin(self) -> None:
        self.may_go = asyncio.Event()
        self.asked = 0

    async def answer(self, call: Call) -> Answer | None:
        self.asked += 1
        await self.may_go.wait()
        return await super().answer(call)


async def test_who_waits_for_their_turn_is_heard_and_has_a_window_already(desk: Newsdesk) -> None:
    a_core(desk)
    subscribe(desk)
    core = Slow(desk.room)
    core.begin()
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), core, lambda: desk.now)
        async with serving(slack, app):
            for _ in range(AT_ONCE + 2):
                assert (await slack.command(READER, CHANNEL, "help now")).status == 200
            await slack.command(MANAGER, CHANNEL, "settings")
            await slack.until("views.open")
            assert core.asked == AT_ONCE
            core.may_go.set()
            await settled(app)
            assert core.asked == AT_ONCE + 3
            assert len(slack.ephemerals(READER)) == AT_ONCE + 2
            assert slack.windows(MANAGER)[-1].fields
