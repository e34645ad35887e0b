"""A search by marks tells only what Discord has really said."""

import discord
import pytest

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_finding import listed
from digests.errors import SendUnknown
from tests.bot.chats.loopback_discord import CHANNEL, DIRECT, NOW, PERSON, Fault, a_client, open_discord


@pytest.mark.parametrize("answer", [{}, {"message": "Not now."}, None, "", 0])
def test_an_answer_that_is_no_list_is_not_an_empty_one(answer: object) -> None:
    assert listed([]) == []
    with pytest.raises(SendUnknown):
        listed(answer)


@pytest.mark.parametrize(
    ("address", "path"),
    [(f"@{PERSON}", f"/channels/{DIRECT}/messages"), (CHANNEL, f"/channels/{CHANNEL}/threads/archived/public")],
)
async def test_an_answer_that_says_nothing_does_not_prove_that_nothing_was_sent(
    monkeypatch: pytest.MonkeyPatch, address: str, path: str
) -> None:
    budget = InvalidRequests()
    async with open_discord(monkeypatch) as server, a_client(budget) as client:
        chat = a_chat(client, budget)
        server.say(CHANNEL, {"components": [{"id": 1}]}, author="7")
        assert await chat.find(address, "n1", NOW) is None
        server.faults_at[f"GET {path}"] = Fault.EMPTY
        with pytest.raises(SendUnknown):
            await chat.find(address, "n1", NOW)


def a_chat(client: discord.Client, budget: InvalidRequests) -> DiscordChat:
    chat = DiscordChat(clock=lambda: NOW)
    chat.through(client, budget)
    return chat
