"""`digestbot run`: whatever is configured is served until somebody stops it, or one round is done.

In: settings, tokens, a database. Out: digests in their chats; on stderr a line for each thing that is served, and for
each that is not, with the reason. Exit code 0 when it was stopped.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot import wiring
from bot.clock import Clock, Round
from bot.commands.asked import Room
from bot.console import tell
from bot.formats.feeds import counted
from bot.formats.status import next_run
from bot.formats.typography import minute
from bot.logs import set_up_logs
from bot.platforms import Platforms, set_aside
from bot.settings import Settings, Tokens, problems_of, read_settings, read_tokens, unknown_names
from digests import planning
from digests.adapters.backups import check
from digests.adapters.store import Database
from digests.errors import BadRequest, DigestError, StoreUnusable
from digests.models import FollowedFeed
from digests.ports import Encoder
from digests.posting import Press
from digests.postings import Subscriber
from digests.schedules import is_paused
from digests.sending import Sender

T = TypeVar("T")

_NAMES = {"discord": "Discord", "slack": "Slack"}

STOP_WITHIN_S = 8.5  # after a signal; then the process ends as it is, which the database survives


@dataclass(frozen=True, slots=True, kw_only=True)
class _Configuration:
    """What was configured, as far as that can be told before anything is opened."""

    settings: Settings
    tokens: Tokens
    database_url: str
    encoders: tuple[Encoder, Encoder]


def run(*, once: bool, database: str | None) -> None:
    """Serve until SIGTERM or SIGINT; with `once` do what is due now, and return.

    Raises BadRequest where something is configured wrongly, after the other such things were said, and where another
    digestbot serves the same file; StoreUnusable where the database cannot be opened.
    """
    configuration = _configured(database)
    set_up_logs(configuration.settings.log_level)
    asyncio.run(_serve(configuration, once=once))
    _let_go_of_stdout()


def _configured(database: str | None) -> _Configuration:
    """Return what is configured; raise BadRequest with the last of the problems when all others have been said."""
    problems: list[str] = []

    def tried(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except DigestError as error:
            problems.extend(str(error).splitlines())
            return None

    settings, tokens = tried(read_settings), tried(read_tokens)
    problems += problems_of(tokens) if tokens else []
    url = settings and tried(partial(wiring.database_url, settings, database, is_remembered=True))
    file = url and tried(partial(wiring.database_file, url))
    if url and not file and url.startswith("sqlite"):
        problems.append("a database in memory ends with the command; name a file or a server that keeps it")
    encoders = settings and tried(partial(wiring.encoders, settings))
    if problems or not (settings and tokens and url and encoders):
        *others, last = dict.fromkeys(problems)  # each once: two readings may say the same of .env
        for problem in others:
            tell(problem)
        raise BadRequest(last)
    return _Configuration(settings=settings, tokens=tokens, database_url=url, encoders=encoders)


# ---------------------------------------------------------------- serve


async def _serve(configuration: _Configuration, *, once: bool) -> None:
    is_stopped = _stopping()
    settings, tokens = configuration.settings, configuration.tokens
    database = await asyncio.to_thread(wiring.opened_all, settings, configuration.database_url)
    try:
        with wiring.alone(configuration.database_url):
            await asyncio.to_thread(_sound, configuration.database_url)
            for encoder in set(configuration.encoders):  # they load meanwhile; whoever encodes first waits for it
                threading.Thread(target=encoder.encode, args=([],), daemon=True).start()
            chats = wiring.served(wiring.chats(), tokens)
            now = _now()
            for line in await asyncio.to_thread(_made_ready, configuration, database, chats, now):
                tell(line)
            async with wiring.furnished(settings, database, configuration.encoders, chats) as room:
                platforms = Platforms(tokens, room, database.engine)
                serve = partial(_one_round, now=now) if once else partial(_ticking, room=room)
                await serve(_clock(room), platforms, is_stopped)
    finally:
        database.store.close()


def _clock(room: Room) -> Clock:
    """Return a clock that works in the room that commands work in.

    It takes turns with itself alone: a command waits for other commands, and never for a round of grouping.
    """
    return Clock(
        desk=room.desk,
        ledger=room.ledger,
        readership=room.readership,
        chats=room.chats,
        fetcher=room.fetcher,
        workers=room.workers,
        press=Press(desk=room.desk, ledger=room.ledger, chats=room.chats),
        sender=Sender(ledger=room.ledger, chats=room.chats),
        now=_now,
    )


def _now() -> datetime:
    return datetime.now(UTC)


async def _ticking(clock: Clock, platforms: Platforms, is_stopped: asyncio.Event, *, room: Room) -> None:
    clock.start()
    tell("serving until it is stopped (Ctrl+C)")
    others = [asyncio.create_task(warm_up(room)), asyncio.create_task(platforms.serve())]
    await is_stopped.wait()
    await asyncio.gather(clock.stop(), platforms.close())
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def warm_up(room: Room) -> None:
    """Load what commands need, so that the first who asks waits for nothing."""
    with suppress(StoreUnusable):  # who searches is told then
        await asyncio.to_thread(room.searcher.search, "news", feeds=(), since=_now(), now=_now())
    set_aside()


async def _one_round(clock: Clock, platforms: Platforms, is_stopped: asyncio.Event, *, now: datetime) -> None:
    round_ = asyncio.create_task(_round(clock, platforms, now))
    stopper = asyncio.create_task(is_stopped.wait())
    await asyncio.wait({round_, stopper}, return_when=asyncio.FIRST_COMPLETED)
    if round_.done():
        stopper.cancel()
        tell(str(await round_))
        return
    await clock.stop()
    round_.cancel()
    await asyncio.gather(round_, return_exceptions=True)


async def _round(clock: Clock, platforms: Platforms, now: datetime) -> Round:
    try:
        await platforms.log_in()
        return await clock.run_due(now)
    finally:
        await platforms.close()


def _sound(url: str) -> None:
    """Raise StoreUnusable for a database that is damaged, BadRequest for a file with two names.

    By the other name a second digestbot would find another lock, and SQLite another log: that damages the file.
    """
    check(url)
    file = wiring.database_file(url)
    if file and file.stat().st_nlink > 1:
        raise BadRequest(f"{file} has another name on its disk (a hard link); remove one of the two")


# ---------------------------------------------------------------- what is said at the start


def _made_ready(configuration: _Configuration, database: Database, chats: Iterable[str], now: datetime) -> list[str]:
    """Bring schedules up to date, try again what was refused as a whole; return what is served, a line each."""
    store, ledger = database.store, database.ledger
    for halt in ledger.halts():  # perhaps somebody has set a new token since
        ledger.lift_halt(halt.chat)
    planning.replan(now, ledger=ledger)
    file = wiring.database_file(configuration.database_url)
    return [
        f"version {version('digestbot')}, database {file or 'on a server'}",
        f"stories are told apart by {configuration.encoders[0].name}",
        _feeds_line(store.followed_feeds()),
        *_chat_lines(chats, ledger.subscribers(), now),
        *_off_lines(configuration.tokens),
        *(f"warning: {name} is no setting; .env.example has the names of all" for name in unknown_names()),
    ]


def _feeds_line(feeds: Sequence[FollowedFeed]) -> str:
    if not feeds:
        return "no feed is followed yet; digestbot feeds add ADDRESS follows one"
    failing = sum(1 for feed in feeds if feed.failures and not feed.ended_at)
    ended = sum(1 for feed in feeds if feed.ended_at)
    asides = [f"{count} of them {word}" for count, word in ((failing, "failing"), (ended, "ended")) if count]
    return ", ".join((counted(len(feeds), "feed"), *asides))


def _chat_lines(chats: Iterable[str], subscribers: Sequence[Subscriber], now: datetime) -> list[str]:
    """Return a line for each chat: how many subscriptions, and when the next digest of them comes, in its own zone."""
    of_chat: dict[str, list[Subscriber]] = {name: [] for name in chats}
    served = set(of_chat)
    for subscriber in subscribers:
        if subscriber.closed_at is None:
            of_chat.setdefault(subscriber.chat, []).append(subscriber)
    return [
        f"{_NAMES.get(name, name)}: {_schedule(them, now)}"
        if name in served
        else f"warning: {_NAMES.get(name, name)}: {counted(len(them), 'subscription')} that nothing is sent to now"
        for name, them in of_chat.items()
    ]


def _schedule(subscribers: Sequence[Subscriber], now: datetime) -> str:
    paused = [each for each in subscribers if is_paused(each, now)]
    words = [counted(len(subscribers), "subscription")]
    if paused:
        words.append(f"{len(paused)} of them paused")
    coming = [(at, each) for each in subscribers if (at := next_run(each, now))]
    if coming:
        due_at, first = min(coming, key=lambda pair: pair[0])
        zone = first.subscription.timezone
        words.append(f"next {minute(due_at.astimezone(ZoneInfo(zone)))} ({zone})")
    return ", ".join(words)


def _off_lines(tokens: Tokens) -> list[str]:
    discord = [] if tokens.discord_token else ["Discord is off: DISCORD_TOKEN is not set"]
    slack = [] if tokens.is_for_slack else ["Slack is off: neither SLACK_BOT_TOKEN nor SLACK_CLIENT_ID is set"]
    return discord + slack


# ---------------------------------------------------------------- the end


def _stopping() -> asyncio.Event:
    """Give what a first SIGTERM or SIGINT sets; nothing holds the process up for long after it, a second not at all."""
    is_stopped = asyncio.Event()

    def stop(signal_number: int) -> None:
        if is_stopped.is_set():
            os._exit(128 + signal_number)
        is_stopped.set()
        tell("stopping")
        # A thread that computes cannot be ended; what it has not written down, the next start makes again.
        last_resort = threading.Timer(STOP_WITHIN_S, os._exit, (0,))
        last_resort.daemon = True
        last_resort.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows: Ctrl+C ends the process as it does elsewhere
            loop.add_signal_handler(number, stop, number)
    return is_stopped


def _let_go_of_stdout() -> None:
    """Keep Python from failing at its end over what nobody reads any more."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
