"""The channel of the commands' tests, for what chats show of their answers; a Discord on loopback and its client."""

from collections.abc import AsyncIterator

import discord
import pytest

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import WITHIN_S
from tests.bot.chats.loopback_discord import LoopbackDiscord, a_client, open_discord
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
