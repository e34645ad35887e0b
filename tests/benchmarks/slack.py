"""How soon the bot on Slack says that it has heard, and how soon it answers, with 50,000 articles and 1,000 feeds.

Run: .venv/bin/python -m tests.benchmarks.slack [ARTICLES]

In: the invented store of `tests.benchmarks.commands`. Out: tables. The bot runs in a process of its own, with
slack_bolt, slack_sdk, its core and the real encoders; people act in a Slack on loopback, in this process. Heard is from
when Slack sends what somebody did to its acknowledgement, for which Slack waits three seconds; answered until the last
request that shows the answer has come. What Slack does counts in that: it is some milliseconds. Everything is
done twice: over Socket Mode, and by signed requests. Then five hundred people at once, without and with digests being
composed meanwhile; what sending takes, rendering, and importing.
"""

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.chats.slack_digest import posts
from bot.chats.slack_forms import metadata
from bot.chats.slack_parts import action_id, action_ids, plain_text
from digests.models import Digest, Subscription
from tests.benchmarks.answering import Requests, Taken, cells
from tests.benchmarks.commands import ARTICLES, QUERIES
from tests.benchmarks.slack_bot import Bot
from tests.benchmarks.summaries import head
from tests.benchmarks.summaries_speed import UNTIL
from tests.bot.chats.loopback_slack import Acknowledged, LoopbackSlack, Shown, open_slack
from tests.bot.chats.slack_scene import CHANNEL, MANAGER, READER, TEAM, Channel, Somebody
from tests.bot.formats.examples import a_digest, an_article, an_item

CALLS = 15
AT_ONCE = 500
HEARD_WITHIN_MS = 200
ANSWERS = ("response_url", "views.update", "views.publish")  # requests that show what was asked for
SIZES = ((100, 3), (1000, 1))  # channels, messages to each
RENDERED = 20

Act = Callable[[int], Awaitable[Acknowledged]]  # what somebody does, the n-th time


class People:
    """Those who act in Slack."""

    def __init__(self, slack: LoopbackSlack, bot: Bot, ids: Sequence[str]) -> None:
        self.slack, self.bot, self.ids = slack, bot, ids
        self.requests = Requests()
        slack.asked = self.requests
        slack.wire.patience.seconds = 60.0

    @property
    def digest(self) -> Shown:
        """The digest in the channel."""
        return self.slack.messages(CHANNEL)[-1]

    async def later(self) -> float:
        """Let a minute pass, beyond cooldowns, once all is answered; return how long the event loop was held, in ms."""
        self.slack.now += timedelta(seconds=61)
        return float(await self.bot.do("settled", self.slack.now))

    async def taken_by(self, act: Act, number: int) -> Taken:
        """Let a thing be done, and return how long each part took."""
        first, began = len(self.requests), time.perf_counter()
        told = await act(number)
        held = await self.later()
        assert told.status == 200
        came = {method: at for at, method in self.requests.since(first)}  # when the last of each came
        answered = next(came[method] for method in ANSWERS if method in came)  # the home page comes after a window
        return Taken(acknowledged=1000 * told.seconds, answered=1000 * (answered - began), held=held)

    def acts(self) -> dict[str, Act]:
        """Return what people do, by its name in the table."""
        slack, ids = self.slack, self.ids
        typed, press, digest = slack.command, slack.press, self.digest
        sources = next(name for name in action_ids(digest.blocks) if ":sources:" in name)
        return {
            "`now`": lambda _: typed(READER, CHANNEL, "now"),
            "`story`": lambda n: typed(READER, CHANNEL, f"story {ids[n]}"),
            "`search`": lambda n: typed(READER, CHANNEL, f"search {QUERIES[n % len(QUERIES)]}"),
            "`top`": lambda _: typed(READER, CHANNEL, "top"),
            "`status`": lambda _: typed(MANAGER, CHANNEL, "status"),
            "`feed list`": lambda _: typed(MANAGER, CHANNEL, "feed list"),
            "button *Sources*": lambda _: press(READER, digest, sources),
            "menu of languages": lambda n: slack.choose(READER, digest, "d1:read:", ("Français", "Deutsch")[n % 2]),
            "shortcut *About this story*": lambda _: slack.shortcut(READER, digest, "about"),
            "form of `settings`": lambda _: typed(MANAGER, CHANNEL, "settings"),
            "… sent off": self._submit,
            "button *Sources* in a window": lambda _: press(MANAGER, slack.windows(MANAGER)[-1], sources),
            "App Home": lambda _: slack.open_home(MANAGER),
            "button *Status* there": lambda _: press(MANAGER, slack.homes[MANAGER], action_id("status")),
        }

    async def prepare(self, name: str) -> None:
        """Do what must have been done before such a thing, untimed."""
        slack = self.slack
        slack.close_windows(MANAGER)
        if name == "… sent off":
            await slack.command(MANAGER, CHANNEL, "settings")
            await self.later()
        elif name == "button *Sources* in a window":
            view = {"type": "modal", "title": plain_text("Stories", 24), "private_metadata": metadata(CHANNEL)}
            rows = [block for block in self.digest.blocks if block["type"] == "actions"][:1]
            slack.windows(MANAGER).append(slack.open(TEAM, MANAGER, {**view, "blocks": rows}))

    async def _submit(self, number: int) -> Acknowledged:
        return await self.slack.submit(MANAGER)


async def measure(people: People) -> None:
    """Print how long single things take, over Socket Mode and over HTTP."""
    taken: dict[str, list[list[Taken]]] = {}
    for mode in ("socket", "http"):
        await connect(people, mode)
        for name, act in people.acts().items():
            times = []
            for number in range(CALLS):
                await people.prepare(name)
                times.append(await people.taken_by(act, number))
            taken.setdefault(name, []).append(times)
    head(
        *("the same store, on Slack", "heard p50 ms", "p99", "by HTTP p50", "p99", "answered p50 ms", "p99"),
        "event loop held, worst ms",
    )
    every = list[float]()
    for name, (socket, http) in taken.items():
        both = [*socket, *http]
        heard = [[each.acknowledged for each in times] for times in (socket, http)]
        every += [*heard[0], *heard[1]]
        shown = [*cells(heard[0]), *cells(heard[1]), *cells([each.answered for each in both])]
        print(f"| {' | '.join([name, *shown])} | {max(each.held for each in both):.0f} |")
    late = sum(each > HEARD_WITHIN_MS for each in every)
    print(f"\n{late} of {len(every)} were heard after more than {HEARD_WITHIN_MS} ms, the last after {max(every):.0f}")


async def connect(people: People, mode: str) -> None:
    """Have the bot listen in this way, and nothing cold."""
    slack = people.slack
    times = slack.wire.hellos + 1
    slack.wire.listener = await people.bot.do("serve", mode, slack.now) or None
    if slack.wire.listener is None:
        await slack.wire.connected(times)
    await slack.command(MANAGER, CHANNEL, "help")
    await people.later()


# ---------------------------------------------------------------- many at once


async def crowd(people: People) -> None:
    """Print how long five hundred people take who act at once."""
    head(
        *(f"{AT_ONCE} people at once", "heard p50 ms", "p99", "the last", "the last window opened"),
        *("answered p50 ms", "the last", "event loop held, worst ms", "digests composed meanwhile"),
    )
    for mode, name in (("socket", "Socket Mode"), ("http", "HTTP")):
        await connect(people, mode)
        for composing in (False, True):
            print(await at_once(people, name, composing=composing), flush=True)
    print()


async def at_once(people: People, name: str, *, composing: bool) -> str:
    """Return the row of one crowd."""
    slack, bot = people.slack, people.bot
    crew = [f"U{composing:d}{name[0]}{number:03}" for number in range(AT_ONCE)]
    for user in crew:
        slack.people[user] = Somebody(id=user, team=TEAM, name=user)
        slack.direct(TEAM, user)
    first = len(people.requests)
    sources = next(each for each in action_ids(people.digest.blocks) if ":sources:" in each)
    kinds: list[Callable[[str, int], Awaitable[Acknowledged]]] = [
        lambda user, n: slack.command(user, CHANNEL, f"story {people.ids[n % CALLS]}"),
        lambda user, n: slack.press(user, people.digest, sources),
        lambda user, n: slack.shortcut(user, people.digest, "about"),
        lambda user, n: slack.command(user, CHANNEL, "settings"),
        lambda user, n: slack.open_home(user),
    ]
    if composing:
        await bot.do("compose")
    began = time.perf_counter()
    told = await asyncio.gather(*(kinds[n % len(kinds)](user, n) for n, user in enumerate(crew)))
    held = await people.later()
    composed = await bot.do("composed") if composing else 0
    assert all(each.status == 200 for each in told)
    heard = sorted(1000 * each.seconds for each in told)
    came = [(1000 * (at - began), name) for at, name in people.requests.since(first)]
    opened = max(at for at, method in came if method == "views.open")
    answered = sorted(at for at, method in came if method in ANSWERS)
    shown = (heard[-1], opened, answered[len(answered) // 2], answered[-1], held, composed)
    return f"| {' | '.join([name, *cells(heard), *(f'{each:.0f}' for each in shown)])} |"


# ---------------------------------------------------------------- sending, rendering, starting


async def sending(people: People) -> None:
    """Print how soon messages of 8 kB are sent."""
    head("channels", "messages", "seconds", "a second", "least s between two in one channel")
    for count, parts in SIZES:
        channels = [f"C{count}X{number:05}" for number in range(count)]
        for channel in channels:
            people.slack.channels[channel] = Channel(id=channel, team=TEAM, name=channel.lower())
        first = len(people.requests)
        calls = len(people.slack.calls["chat.postMessage"])
        took = await people.bot.do("send", channels, parts)
        least, last = float("inf"), dict[str, float]()
        posted = zip(people.requests.since(first), people.slack.calls["chat.postMessage"][calls:], strict=True)
        for (at, _), call in posted:
            least = min(least, at - last.get(call["channel"], float("-inf")))
            last[call["channel"]] = at
        gap = "" if parts == 1 else f"{least:.2f}"
        total = count * parts
        print(f"| {count:,} | {total:,} | {took:.1f} | {total / took:.0f} | {gap} |", flush=True)
    print()


def rendering() -> None:
    """Print how long it takes to make messages of a digest."""
    wish = Subscription(feeds=(), language="en")
    usual = _digest("The night train from Lindmark to Port Avery will run again from 3 May.")
    times = [_seconds(usual, wish) for _ in range(RENDERED)]
    hostile = {
        "`&`": "&" * 1_000_000,
        "words": "a *b* <!channel> " * 60_000,
        "marks": "Z" + "\u0335" * 1_000_000,
    }
    worst = {name: _seconds(_digest(text), wish) for name, text in hostile.items()}
    print(f"A digest of eight stories is rendered in {1000 * sorted(times)[RENDERED // 2]:.0f} ms, ", end="")
    print("with texts of a million characters: " + ", ".join(f"{name} {s:.2f} s" for name, s in worst.items()))


def _digest(sentence: str) -> Digest:
    """Return eight stories that five newspapers tell in this sentence."""
    items = []
    for number in range(8):
        articles = [
            an_article(sentence, sentence, source=f"Post {place}", url=f"https://post{place}.example/{number}")
            for place in range(5)
        ]
        ours = [replace(one, id=f"{number}-{place}") for place, one in enumerate(articles)]
        items.append(an_item(f"k{number}qm", ours, quotes=[(place, sentence) for place in range(4)]))
    return a_digest(*items)


def _seconds(digest: Digest, wish: Subscription) -> float:
    began = time.perf_counter()
    assert posts(digest, wish, is_late=False)
    return time.perf_counter() - began


def starting() -> None:
    """Print what importing the platform costs, and who does without."""
    timed = "import bot.service, time; began = time.perf_counter(); import bot.chats.slack_app; "
    times = [float(_python("-c", timed + "print(time.perf_counter() - began)").stdout) for _ in range(5)]
    print(f"Importing it takes {sorted(times)[2]:.2f} s when `run` starts", end="")
    for arguments in (["--help"], ["digest", "seeds", "-l", "en", "-f", "slack"]):
        loaded = Counter(line.rpartition("|")[2].strip().partition(".")[0] for line in _imports(arguments))
        there = [f"{name} ({loaded[name]})" for name in ("slack_sdk", "slack_bolt", "aiohttp") if loaded[name]]
        print(
            f"; `digestbot {' '.join(arguments)}` imports {', '.join(there) or 'nothing of Slack or aiohttp'}", end=""
        )
    print()


def _imports(arguments: Sequence[str]) -> list[str]:
    return _python("-X", "importtime", "-m", "bot", *arguments).stderr.splitlines()


def _python(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)


async def main() -> None:
    """Print all of it."""
    async with open_slack() as slack:
        slack.now = UNTIL
        bot = Bot.started(slack.api, int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES)
        try:
            people = People(slack, bot, await bot.do("stories", CALLS))
            await connect(people, "socket")
            await bot.do("post")
            await measure(people)
            await crowd(people)
            await sending(people)
            print(f"peak memory of the bot {await bot.do('peak_mb'):.0f} MB")
            await bot.do("close")
        finally:
            bot.end()
    rendering()
    starting()


if __name__ == "__main__":
    asyncio.run(main())
