"""The channel of the commands' tests, for what chats show of answers; a Discord and a Slack, each with a client."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import WITHIN_S
from bot.chats.slack_clients import Clients
from tests.bot.chats.loopback_discord import LoopbackDiscord, a_client, open_discord
from tests.bot.chats.loopback_slack import LoopbackSlack, open_slack
from tests.bot.chats.slack_scene import tokens
from tests.bot.commands.conftest import desk, filled

__all__ = ["desk", "filled"]


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    """A Discord where whoever waits for a request that hangs has waited long enough at once."""
    async with open_discord(monkeypatch) as server:
        server.hangs_for_s = WITHIN_S
        yield server


@pytest.fixture
async def client(server: LoopbackDiscord) -> AsyncIterator[discord.Client]:
    async with a_client(InvalidRequests()) as client:
        yield client


@pytest.fixture
async def slack() -> AsyncIterator[LoopbackSlack]:
    async with open_slack() as slack:
        yield slack


@pytest.fixture
async def clients(slack: LoopbackSlack) -> AsyncIterator[Clients]:
    clients = Clients(tokens(slack.api), None)
    yield clients
    await clients.close()
