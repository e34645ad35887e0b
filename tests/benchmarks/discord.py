"""How soon the bot on Discord says that it has heard, and how soon it answers, with 50,000 articles and 1,000 feeds.

Run: .venv/bin/python -m tests.benchmarks.discord [ARTICLES]

In: the invented store of `tests.benchmarks.commands`. Out: a table. People type commands and press buttons in a Discord
that simcord plays; what answers is the whole bot, with discord.py, its core and the real encoders. Times are from when
somebody acts to the request that acknowledges it (Discord waits 3 s) and to the last that shows an answer; and how long
one callback held the event loop at most, in which nobody else is heard. simcord's own work counts in all of them.
"""

import asyncio
import random
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import simcord
from discord import Permissions
from pydantic import SecretStr

from bot.chats.discord_bot import create_discord_bot
from bot.commands.asked import Room
from bot.commands.dispatch import Core
from bot.service import warm_up
from bot.settings import Tokens
from digests.models import Subscription
from digests.schedules import subscribed
from tests.benchmarks.answering import Held, Requests, Taken, row
from tests.benchmarks.commands import ARTICLES, QUERIES, SPAN, furnished
from tests.benchmarks.summaries_speed import SEED, UNTIL, peak_mb

CALLS = 30
ACKNOWLEDGED_WITHIN_MS = 500

Act = Callable[[int], Awaitable[object]]  # what somebody does, the n-th time


async def taken_by(act: Act, number: int, requests: Requests, held: Held) -> Taken:
    """Do a thing, and return how long each part took."""
    held.longest_s, first = 0.0, len(requests)
    began = time.perf_counter()
    await act(number)
    times = [at - began for at in requests.at[first:]]
    paths = [entry.path for entry in requests[first:]]
    acknowledged = next(at for at, path in zip(times, paths, strict=True) if path.endswith("/callback"))
    return Taken(acknowledged=1000 * acknowledged, answered=1000 * times[-1], held=1000 * held.longest_s)


async def measure(room: Room, stories: Sequence[str]) -> None:
    """Print the table."""
    now = UNTIL
    tokens = Tokens(discord_token=SecretStr("a.b.c"), _env_file=None)  # type: ignore[call-arg]
    bot = create_discord_bot(tokens, Core(room), lambda: now)
    held, requests = Held(), Requests()
    async with simcord.run(bot, settle_timeout=60, shard_count=1) as env:
        env.backend.http_requests = requests
        guild = env.create_guild("Town news")
        channel = guild.create_text_channel("news")
        manager = guild.create_role("Managers", permissions=Permissions(manage_guild=True))
        ria, ada = guild.add_member(env.create_user("ria")), guild.add_member(env.create_user("ada"), roles=[manager])
        wish = Subscription(feeds=(), language="en", timezone="Europe/Paris")
        subscriber = subscribed(
            subscriber_id="k7qm", chat="discord", address=str(channel.id), subscription=wish, now=now - SPAN
        )
        room.ledger.save_subscribers([(replace(subscriber, workspace=str(guild.id)), ())])
        shown = (await ria.slash(channel, "digest story", id=stories[0])).response  # with buttons
        assert shown
        await warm_up(room)
        await asyncio.sleep(0)  # else the first callback that is timed is also the one that has warmed up
        ids = random.Random(SEED).sample(list(stories), CALLS)
        acts: dict[str, Act] = {
            "`now`": lambda _: ria.slash(channel, "digest now"),
            "`story`": lambda n: ria.slash(channel, "digest story", id=ids[n]),
            "`search`": lambda n: ria.slash(channel, "digest search", query=QUERIES[n % len(QUERIES)]),
            "`top`": lambda _: ria.slash(channel, "digest top"),
            "`status`": lambda _: ada.slash(channel, "digest status"),
            "`feed list`": lambda _: ada.slash(channel, "digest feed list"),
            "button *Sources*": lambda _: ria.click(shown, custom_id=f"d1:sources:{stories[0]}"),
            "form of `setup`": lambda _: ada.slash(channel, "digest setup"),
            "proposals for an id": lambda n: ria.autocomplete(channel, "digest story", "id", ids[n][:1]),
        }
        print("| the same store, on Discord | heard p50 ms | p99 | answered p50 ms | p99 | event loop held, worst ms |")
        print("| --- | --- | --- | --- | --- | --- |")
        late = 0
        for name, act in acts.items():
            taken = []
            for number in range(CALLS):
                now += timedelta(seconds=61)  # beyond cooldowns, and so that what is new is asked for
                taken.append(await taken_by(act, number, requests, held))
            late += sum(each.acknowledged > ACKNOWLEDGED_WITHIN_MS for each in taken)
            print(row(name, taken), flush=True)
        print(f"{late} of {CALLS * len(acts)} were heard after more than {ACKNOWLEDGED_WITHIN_MS} ms")


async def main() -> None:
    """Build the store, and measure."""
    with furnished(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES) as (room, _, stories):
        await measure(room, stories)
        print(f"peak memory {peak_mb():.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())
