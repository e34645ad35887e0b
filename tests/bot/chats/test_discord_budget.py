"""How often Discord may say no before the bot is silent."""

from datetime import timedelta

import discord
import pytest
from structlog.testing import capture_logs

from bot.chats.discord_budget import WINDOW, InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_parts import message, text
from bot.chats.discord_post import Post, as_payload
from digests.errors import DeliveryError, SendLater
from tests.bot.chats.loopback_discord import CHANNEL, LoopbackDiscord, Refusal, a_client

RAIN = as_payload(Post(body=message([text("Rain in Lindmark.")]), title="News"))


class Clock:
    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


def test_after_too_many_refusals_all_is_silent_until_they_are_forgotten() -> None:
    clock = Clock()
    budget = InvalidRequests(monotonic=clock, most=3)
    with capture_logs() as logs:
        for second in (0, 60, 120):
            clock.s = second
            assert budget.wait() is None
            budget.saw(403)
        assert budget.wait() == WINDOW
        budget.saw(401)  # somebody asks for something meanwhile
        clock.s = 120 + 599
        assert budget.wait() == timedelta(seconds=1)
        clock.s = 120 + 600
        assert budget.wait() is None
        budget.saw(403)
        assert budget.wait() is None
    assert [each["event"] for each in logs] == ["discord_posting_stops"]


def test_refusals_that_are_far_apart_stop_nothing() -> None:
    clock = Clock()
    budget = InvalidRequests(monotonic=clock, most=3)
    for number in range(50):
        clock.s = number * 301.0
        budget.saw(429, "user")
        assert budget.wait() is None


@pytest.mark.parametrize(("status", "scope"), [(200, None), (404, None), (500, None), (429, "shared")])
def test_what_discord_does_not_hold_against_us_is_not_counted(status: int, scope: str | None) -> None:
    budget = InvalidRequests(most=1)
    budget.saw(status, scope)
    assert budget.wait() is None


async def test_the_trace_sees_every_answer_and_the_chat_obeys(server: LoopbackDiscord) -> None:
    budget = InvalidRequests(most=2)
    server.faults_at[f"GET /channels/{CHANNEL}"] = Refusal(status=403, code=50001)
    server.faults_at[f"POST /channels/{CHANNEL}/messages"] = Refusal(
        status=429, code=0, headers={"Via": "1.1 google", "Retry-After": "1"}
    )
    async with a_client(budget) as client:
        chat = DiscordChat()
        chat.through(client, budget)
        with pytest.raises(discord.Forbidden):
            await client.fetch_channel(int(CHANNEL))  # not a message: what people ask for counts as well
        del server.faults_at[f"GET /channels/{CHANNEL}"]
        with pytest.raises(DeliveryError):
            await chat.send(CHANNEL, RAIN, "n1")
        asked = len(server.asked)
        with pytest.raises(SendLater) as caught:
            await chat.send(CHANNEL, RAIN, "n1")
    assert len(server.asked) == asked
    assert caught.value.is_of_chat
    assert caught.value.retry_after is not None
    assert timedelta(minutes=9) < caught.value.retry_after <= WINDOW
