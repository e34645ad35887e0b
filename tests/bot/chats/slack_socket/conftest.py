"""A Slack on loopback, and a socket that is connected to it; when a test is over nothing of it is left."""

import asyncio
import gc
from collections.abc import AsyncIterator
from itertools import repeat

import pytest

from bot.chats.slack_socket import Socket
from tests.bot.chats.loopback_slack import LoopbackSlack, open_slack
from tests.bot.chats.slack_listener import Listener, Watched
from tests.bot.chats.slack_scene import tokens


@pytest.fixture
async def slack() -> AsyncIterator[LoopbackSlack]:
    """A Slack; when a test is over nothing of the bot is left."""
    async with open_slack() as slack:
        slack.wire = Watched(scene=slack)
        slack.wire.came_by = {}
        yield slack
    gc.collect(1)  # what is left open says so when it goes
    names = [task.get_coro().__qualname__ for task in asyncio.all_tasks()]  # type: ignore[union-attr]
    assert not [name for name in names if name.startswith(("Socket", "Connection"))]


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
async def socket(slack: LoopbackSlack, listener: Listener) -> AsyncIterator[Socket]:
    """A socket that waits for nothing before it connects anew."""
    socket = Socket(listener.app(), tokens(slack.api), pauses=lambda: repeat(0.0))
    yield socket
    await socket.close()


@pytest.fixture
async def serving(slack: LoopbackSlack, socket: Socket) -> AsyncIterator[asyncio.Task[None]]:
    """The same, connected."""
    serving = asyncio.create_task(socket.serve())
    await slack.wire.connected()
    yield serving
    await socket.close()
    await asyncio.wait({serving})
