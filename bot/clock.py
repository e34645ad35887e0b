"""The clock: a few ticks, each of which does what is due by now. What is due stands in the database.

    fetch → group → plan → post → note → send → forget

In: the doors, and `now`. Out: whatever is due is done: all of it once by `run_due`, which says what that was, or again
and again between `start` and `stop`.

    print(await Clock(desk=desk, ledger=ledger, …).run_due(now))
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.formats.feeds import counted
from digests import planning, retention
from digests.choosing import Desk
from digests.errors import StoreUnusable
from digests.models import FollowedFeed
from digests.notes import AT_ONCE as NOTED_AT_ONCE
from digests.notes import NOTES_KEPT, Notes, note_followers
from digests.pipeline import group_articles
from digests.polling import may_be_asked
from digests.ports import Fetcher, Workers
from digests.posting import Posted, Press
from digests.posting_ports import Chat, Ledger
from digests.reader_ports import Readership
from digests.rounds import Outcome, Status, fetch_feeds
from digests.sending import Sender, Sent

FETCH_ONCE_S = 300.0  # for all feeds in `run_due`, so that slow ones hold up no digest for longer
FORGET_EVERY = timedelta(days=1)
JUMP = timedelta(seconds=30)  # by which the time differs from what the machine's own clock says that it should be
WATCH_S = 1.0
FIRST_FETCH_S = 90.0  # that what was due while nobody ran, or the machine slept, waits for the news of that time
FRESH = timedelta(minutes=10)  # how long ago the feeds may have been asked, and a digest does not wait for them
SET_BY_MISTAKE = timedelta(days=2)  # more than this at once, and what seems old is kept for another day
SENDER_STOPS_WITHIN_S = 6.5  # it takes 5, and the database may be slow

# Seconds between the ticks. None may read whole tables each time: they come all day.
FEEDS_S, GROUPING_S, SLOTS_S, NOTES_S, DELIVERIES_S, RETENTION_S = 60, 30, 15, 120, 5, 3600
FIRST_NOTES_S, FIRST_RETENTION_S = 60, 300
ROUNDS_AT_ONCE = 10  # of fetching: a slow host holds up its own round, and the others are asked in the next ones

_log = structlog.get_logger("digestbot.clock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did; as a string it is one line."""

    outcomes: tuple[Outcome, ...] = ()  # one for each feed that was due
    is_cut_short: bool = False  # fetching took too long: some feeds wait for the next round
    planned: int = 0  # slots that got their fate
    posted: Posted = field(default_factory=Posted)
    noted: int = 0  # followers of a story that says something new
    sent: Sent = field(default_factory=Sent)
    forgotten: int = 0  # articles, and rows of what was sent and looked at

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
            (self.noted, "note", "to followers of a story"),
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
        readership: Readership,
        chats: Mapping[str, Chat],
        fetcher: Fetcher,
        workers: Workers,
        press: Press,
        sender: Sender,
        now: Callable[[], datetime],
    ) -> None:
        self._desk, self._ledger, self._press, self._sender = desk, ledger, press, sender
        self._readership, self._chats, self._notes = readership, chats, Notes(NOTES_KEPT)
        self._fetcher, self._workers, self._now = fetcher, workers, now
        self._computing = asyncio.Lock()  # grouping, posting and notes change the same stories
        self._sending = asyncio.Lock()  # a Sender does one thing at a time
        self._saving = asyncio.Lock()  # rounds of fetching that run at once
        self._under_way: set[str] = set()  # feeds that are being fetched
        self._has_fetched = asyncio.Event()
        self._fetched_at: datetime | None = None  # when the last round of feeds began that has ended
        self._forgot_at: datetime | None = None
        self._booted_at = self._moment_of_boot()
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
                await self._fetch(now, outcomes.append, clock=lambda: 0.0)  # all of it happens at `now`
        except TimeoutError:
            is_cut_short = True
        await self._group()
        planned = await asyncio.to_thread(planning.plan_due, now, ledger=self._ledger)
        posted = await self._post(now)
        noted = await self._note(now)
        sent = await self._send(now)
        forgotten = await self._forget(now)
        return Round(
            outcomes=tuple(outcomes),
            is_cut_short=is_cut_short,
            planned=planned,
            posted=posted,
            noted=noted,
            sent=sent,
            forgotten=forgotten,
        )

    async def _fetch(
        self, now: datetime, report: Callable[[Outcome], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Fetch the feeds that are due, but for those that another round is at."""
        busy = set(self._under_way)  # before it is read what is due: what ends meanwhile is not due any more
        followed = await asyncio.to_thread(self._desk.store.followed_feeds)
        busy |= self._under_way
        due = {feed.feed.url: feed for feed in followed if _is_due(feed, now) and feed.feed.url not in busy}

        waiting = set(due)  # what has ended may be under way in another round by the end of this one

        def ended(outcome: Outcome) -> None:
            waiting.discard(outcome.followed.feed.url)
            self._under_way.discard(outcome.followed.feed.url)
            report(outcome)

        self._under_way |= waiting
        try:
            await fetch_feeds(
                due.values(),
                fetcher=self._fetcher,
                workers=self._workers,
                store=self._desk.store,
                now=now,
                report=ended,
                saving=self._saving,
                clock=clock,
            )
        finally:
            self._under_way -= waiting

    async def _group(self) -> None:
        async with self._computing:
            await asyncio.to_thread(
                group_articles, store=self._desk.store, encoder=self._desk.encoder, report=self._desk.report
            )

    async def _post(self, now: datetime) -> Posted:
        async with self._computing:
            return await asyncio.to_thread(self._press.post_due, now)

    async def _note(self, now: datetime) -> int:
        noted = 0
        while True:  # many followers take many turns: digests get theirs in between
            batch = await self._note_some(now)
            noted += batch
            if batch < NOTED_AT_ONCE:
                return noted

    async def _note_some(self, now: datetime) -> int:
        async with self._computing:
            return await asyncio.to_thread(
                note_followers,
                now,
                desk=self._desk,
                ledger=self._ledger,
                readership=self._readership,
                chats=self._chats,
                notes=self._notes,
            )

    async def _send(self, now: datetime) -> Sent:
        async with self._sending:
            return await self._sender.send_due(now)

    async def _forget(self, now: datetime) -> int:
        if self._forgot_at and abs(now - self._forgot_at) < FORGET_EVERY:
            return 0
        forgotten = await asyncio.to_thread(
            retention.forget_old, now, store=self._desk.store, ledger=self._ledger, readership=self._readership
        )
        self._forgot_at = now
        return forgotten

    # ---- again and again

    def start(self) -> None:
        """Begin to tick, in the event loop that runs; returns at once."""
        self._scheduler.configure(job_defaults={"misfire_grace_time": None, "coalesce": True})
        begins = datetime.now(UTC)
        ticks = (
            ("feeds", self._feeds_tick, FEEDS_S, 0, ROUNDS_AT_ONCE),
            ("grouping", self._grouping_tick, GROUPING_S, 0, 1),
            ("slots", self._slots_tick, SLOTS_S, 0, 1),
            ("notes", self._notes_tick, NOTES_S, FIRST_NOTES_S, 1),
            ("deliveries", self._deliveries_tick, DELIVERIES_S, 0, 1),
            ("retention", self._retention_tick, RETENTION_S, FIRST_RETENTION_S, 1),
        )
        for name, tick, seconds, first_s, at_once in ticks:
            self._scheduler.add_job(
                self._ticked,
                "interval",
                (name, tick),
                id=name,
                seconds=seconds,
                next_run_time=begins + timedelta(seconds=first_s),
                max_instances=at_once,
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
            if self._is_fresh(now):  # else the machine slept meanwhile, and what came then was not asked for
                self._fetched_at = now
                self._has_fetched.set()

    async def _grouping_tick(self, _now: datetime) -> None:
        await self._group()

    async def _slots_tick(self, _now: datetime) -> None:
        await self._wait_for_feeds()
        now = self._now()  # time has gone on
        await asyncio.to_thread(planning.plan_due, now, ledger=self._ledger)
        if not await asyncio.to_thread(self._ledger.planned_slots, 1):
            return
        # What has come by now is told now. Where that fails, what came before is told.
        await self._tried("grouping", self._grouping_tick, now)
        if (await self._post(self._now())).posted:
            self._scheduler.modify_job("deliveries", next_run_time=datetime.now(UTC))

    async def _wait_for_feeds(self) -> None:
        """Wait for a round of feeds that began a short time ago; one that takes too long is not waited for again."""
        try:
            async with asyncio.timeout(FIRST_FETCH_S):
                while not (self._fetched_at and self._is_fresh(self._fetched_at)):
                    self._has_fetched.clear()
                    await self._has_fetched.wait()
        except TimeoutError:
            self._fetched_at = self._now()

    def _is_fresh(self, moment: datetime) -> bool:
        return abs(self._now() - moment) <= FRESH

    async def _notes_tick(self, now: datetime) -> None:
        await self._note(now)

    async def _deliveries_tick(self, now: datetime) -> None:
        await self._send(now)

    async def _retention_tick(self, now: datetime) -> None:
        """Forget what is old, but not at once when the time was set: by a mistake of years all would be old."""
        before, self._booted_at = self._booted_at, self._moment_of_boot()
        if abs(self._booted_at - before) > SET_BY_MISTAKE:
            self._forgot_at = now
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
        expected = self._moment_of_boot()
        while True:
            await asyncio.sleep(WATCH_S)
            found = self._moment_of_boot()
            if abs(found - expected) > JUMP:
                _log.warning("time_was_set", by_s=round((found - expected).total_seconds()))
                for job in self._scheduler.get_jobs():
                    if job.id != "retention":  # no hurry, and what it forgets is gone
                        job.modify(next_run_time=datetime.now(UTC))
            expected = found

    def _moment_of_boot(self) -> datetime:
        """Return when the machine's own clock began, by what the time is now: another one when the time was set."""
        return self._now() - timedelta(seconds=time.monotonic())


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if noun == "of them" else counted(count, noun)


def _is_due(feed: FollowedFeed, now: datetime) -> bool:
    return feed.next_fetch_at <= now and may_be_asked(feed, now)
