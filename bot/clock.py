"""The clock: a few ticks, each of which does what is due by now. What is due stands in the database.

    fetch → group → plan → post → send → forget

In: the doors, and `now`. Out: whatever is due is done: all of it once by `run_due`, which says what that was, or again
and again between `start` and `stop`.

    print(await Clock(desk=desk, ledger=ledger, …).run_due(now))
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.formats.feeds import counted
from digests import planning, retention
from digests.composing import Desk
from digests.errors import StoreUnusable
from digests.models import FollowedFeed
from digests.pipeline import group_articles
from digests.polling import may_be_asked
from digests.ports import Fetcher, Ledger, Workers
from digests.posting import Posted, Press
from digests.rounds import Outcome, Status, fetch_feeds
from digests.sending import Sender, Sent

FETCH_ONCE_S = 300.0  # for all feeds in `run_due`, so that slow ones hold up no digest for longer
FORGET_EVERY = timedelta(days=1)
JUMP = timedelta(seconds=30)  # by which the time differs from what the machine's own clock says that it should be
WATCH_S = 1.0
FIRST_FETCH_S = 90.0  # that what was due while nobody ran waits for the news that came meanwhile
SENDER_STOPS_WITHIN_S = 6.5  # it takes 5, and the database may be slow

# Seconds between the ticks. None may read whole tables each time: they come all day.
FEEDS_S, GROUPING_S, SLOTS_S, DELIVERIES_S, RETENTION_S = 60, 30, 15, 5, 3600
FIRST_RETENTION_S = 300

_log = structlog.get_logger("digestbot.clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did; as a string it is one line."""

    outcomes: tuple[Outcome, ...] = ()  # one for each feed that was due
    is_cut_short: bool = False  # fetching took too long: some feeds wait for the next round
    planned: int = 0  # slots that got their fate
    posted: Posted = field(default_factory=Posted)
    sent: Sent = field(default_factory=Sent)
    forgotten: int = 0  # articles, and rows of what was sent

    def __str__(self) -> str:
        """Return the counts in words, those that are zero left out."""
        failed = sum(outcome.status in {Status.FAILED, Status.ENDED} for outcome in self.outcomes)
        counts = (
            (len(self.outcomes), "feed", "fetched"),
            (failed, "of them", "failed"),
            (sum(outcome.new for outcome in self.outcomes), "new article", ""),
            (self.posted.posted, "digest", "made"),
            (self.posted.empty, "digest", "with nothing to tell"),
            (self.posted.closed, "digest", "no longer waited for"),
            (self.posted.failed, "digest", "that could not be made"),
            (self.sent.sent, "message", "sent"),
            (self.sent.pending, "message", "to be sent again"),
            (self.sent.refused, "message", "refused"),
            (self.sent.expired, "message", "expired"),
            (self.sent.unknown, "message", "of unknown fate"),
            (self.forgotten, "old row", "forgotten"),
        )
        said = [f"{_number(count, noun)} {after}".rstrip() for count, noun, after in counts if count]
        if self.is_cut_short:
            said.append("slow feeds left for the next round")
        return ", ".join(said) or "nothing was due"


class Clock:
    """Does what is due. One event loop; whatever computes or asks the database runs in a thread."""

    def __init__(
        self,
        *,
        desk: Desk,
        ledger: Ledger,
        fetcher: Fetcher,
        workers: Workers,
        press: Press,
        sender: Sender,
        now: Callable[[], datetime],
    ) -> None:
        self._desk, self._ledger, self._press, self._sender = desk, ledger, press, sender
        self._fetcher, self._workers, self._now = fetcher, workers, now
        self._computing = asyncio.Lock()  # grouping and posting change the same stories
        self._sending = asyncio.Lock()  # a Sender does one thing at a time
        self._has_fetched = asyncio.Event()
        self._forgot_at: datetime | None = None
        self._troubles: dict[str, str] = {}  # what each tick failed of, while it does
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._watch: asyncio.Task[None] | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._is_stopped = False

    # ---- one round

    async def run_due(self, now: datetime) -> Round:
        """Do all that is due, each thing once and in order. Raises StoreUnusable."""
        outcomes: list[Outcome] = []
        is_cut_short = False
        try:
            async with asyncio.timeout(FETCH_ONCE_S):
                await self._fetch(now, outcomes.append)
        except TimeoutError:
            is_cut_short = True
        await self._group()
        planned = await asyncio.to_thread(planning.plan_due, now, ledger=self._ledger)
        posted = await self._post(now)
        sent = await self._send(now)
        forgotten = await self._forget(now)
        return Round(
            outcomes=tuple(outcomes),
            is_cut_short=is_cut_short,
            planned=planned,
            posted=posted,
            sent=sent,
            forgotten=forgotten,
        )

    async def _fetch(self, now: datetime, report: Callable[[Outcome], None]) -> None:
        followed = await asyncio.to_thread(self._desk.store.followed_feeds)
        due = [feed for feed in followed if _is_due(feed, now)]
        if due:
            await fetch_feeds(
                due, fetcher=self._fetcher, workers=self._workers, store=self._desk.store, now=now, report=report
            )

    async def _group(self) -> None:
        async with self._computing:
            await asyncio.to_thread(
                group_articles, store=self._desk.store, encoder=self._desk.encoder, report=self._desk.report
            )

    async def _post(self, now: datetime) -> Posted:
        async with self._computing:
            return await asyncio.to_thread(self._press.post_due, now)

    async def _send(self, now: datetime) -> Sent:
        async with self._sending:
            return await self._sender.send_due(now)

    async def _forget(self, now: datetime) -> int:
        if self._forgot_at and abs(now - self._forgot_at) < FORGET_EVERY:
            return 0
        forgotten = await asyncio.to_thread(retention.forget_old, now, store=self._desk.store, ledger=self._ledger)
        self._forgot_at = now
        return forgotten

    # ---- again and again

    def start(self) -> None:
        """Begin to tick, in the event loop that runs; returns at once."""
        self._scheduler.configure(job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1})
        begins = datetime.now(UTC)
        ticks = (
            ("feeds", self._feeds_tick, FEEDS_S, 0),
            ("grouping", self._grouping_tick, GROUPING_S, 0),
            ("slots", self._slots_tick, SLOTS_S, 0),
            ("deliveries", self._deliveries_tick, DELIVERIES_S, 0),
            ("retention", self._retention_tick, RETENTION_S, FIRST_RETENTION_S),
        )
        for name, tick, seconds, first_s in ticks:
            self._scheduler.add_job(
                self._ticked,
                "interval",
                (name, tick),
                id=name,
                seconds=seconds,
                next_run_time=begins + timedelta(seconds=first_s),
            )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_for_jumps())

    async def stop(self) -> None:
        """Begin nothing any more; messages under way get the time that the sender gives them, all else is dropped.

        What a thread computes is not waited for: it was not written down, so the next start makes it again.
        """
        self._is_stopped = True
        self._sender.stop()
        if self._scheduler.running:
            self._scheduler.pause()
        if self._watch:
            self._watch.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(SENDER_STOPS_WITHIN_S), self._sending:
                pass
        for task in self._running:
            task.cancel()
        if self._running:
            await asyncio.wait(self._running, timeout=1)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _feeds_tick(self, now: datetime) -> None:
        try:
            await self._fetch(now, lambda outcome: None)
        finally:
            self._has_fetched.set()

    async def _grouping_tick(self, _now: datetime) -> None:
        await self._group()

    async def _slots_tick(self, now: datetime) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_FETCH_S):
                await self._has_fetched.wait()
        self._has_fetched.set()
        await asyncio.to_thread(planning.plan_due, now, ledger=self._ledger)
        if not await asyncio.to_thread(self._ledger.planned_slots, 1):
            return
        # What has come by now is told now. Where that fails, what came before is told.
        await self._tried("grouping", self._grouping_tick, now)
        if (await self._post(now)).posted:
            self._scheduler.modify_job("deliveries", next_run_time=datetime.now(UTC))

    async def _deliveries_tick(self, now: datetime) -> None:
        await self._send(now)

    async def _retention_tick(self, now: datetime) -> None:
        await self._forget(now)

    async def _ticked(self, name: str, tick: Callable[[datetime], Awaitable[None]]) -> None:
        task = asyncio.current_task()
        assert task  # noqa: S101 — a coroutine always runs in one
        self._running.add(task)
        try:
            await self._tried(name, tick, self._now())
        except asyncio.CancelledError:
            if not self._is_stopped:
                raise
        finally:
            self._running.discard(task)

    async def _tried(self, name: str, tick: Callable[[datetime], Awaitable[None]], now: datetime) -> None:
        """Do one tick; whatever goes wrong is said once, and the clock goes on."""
        try:
            await tick(now)
        except StoreUnusable as error:
            self._fails(name, str(error))
        except Exception as error:  # noqa: BLE001 — a mistake of ours must not end the clock
            self._fails(name, f"a mistake of ours ({type(error).__name__}: {error})", error)
        else:
            self._goes_well(name)

    def _fails(self, name: str, said: str, mistake: Exception | None = None) -> None:
        is_known = said in self._troubles.values()
        self._troubles[name] = said
        if not is_known:
            _log.error("tick_failed", tick=name, error=said, exc_info=mistake)

    def _goes_well(self, name: str) -> None:
        if self._troubles.pop(name, None) and not self._troubles:
            _log.warning("ticks_go_well_again", tick=name)

    async def _watch_for_jumps(self) -> None:
        """Tick at once when the time was set: APScheduler would wait for as long as it was set back."""
        expected = self._now() - timedelta(seconds=time.monotonic())
        while True:
            await asyncio.sleep(WATCH_S)
            found = self._now() - timedelta(seconds=time.monotonic())
            if abs(found - expected) > JUMP:
                _log.warning("time_was_set", by_s=round((found - expected).total_seconds()))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))
            expected = found


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if noun == "of them" else counted(count, noun)


def _is_due(feed: FollowedFeed, now: datetime) -> bool:
    return feed.next_fetch_at <= now and may_be_asked(feed, now)
