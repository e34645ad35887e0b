"""Deliveries on their way: claim → send → write down what became of it, each step committed before the next.

In: the deliveries that are due, from the ledger. Out: messages in their chats, and each delivery's next state in the
ledger. What an outcome means is decided in `deliveries`; here is what may be asked at once, and who is told.

    sender = Sender(ledger=ledger, chats={"discord": discord})
    sent = await sender.send_due(now)

Nothing is sent without a claim on the disk, so that a process that dies leaves a trace. An outcome that cannot be
written is kept in memory until it can: this process does not send such a message twice.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias, TypeVar

import structlog

from digests.deliveries import (
    FIRST_BACK_OFF,
    LONGEST_WAIT,
    absent,
    after_error,
    claimed,
    delivered,
    expired,
    given_up,
    has_time,
    may_be_sent,
    notices_of,
    paused_by,
    put_back,
    resting,
    searched_later,
    taken_over,
    to_be_found,
)
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown, StoreUnusable
from digests.posting_ports import Chat, Ledger
from digests.postings import Delivery, Halt, Notice, State, Subscriber

AT_ONCE = 16  # sends under way, over all chats
BATCH = 256  # deliveries read at a time, with their payloads
PATIENCE_S = 5.0  # how long a chat's silence holds others up, and until what has become due meanwhile is seen
TIMEOUT_S = 45.0  # a chat answers within 30 s, says its contract; with the writing it stays within a lease
GRACE_S = 5.0  # for what is under way when the program stops
CLOCK_SKEW = timedelta(minutes=5)  # between the chat and us, when it is searched for messages since a moment

T = TypeVar("T")
Address: TypeAlias = tuple[str, str | None]  # chat, and channel or person in it; None: the whole chat

_log = structlog.get_logger("digestbot.sending")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How many attempts ended in each state."""

    sent: int = 0
    pending: int = 0  # to be sent again
    refused: int = 0
    expired: int = 0
    unknown: int = 0


@dataclass(slots=True, kw_only=True)
class _Tick:
    """One call of `send_due`."""

    began: datetime
    clock: float = field(default_factory=time.monotonic)
    halted: set[str] = field(default_factory=set)  # chats, as the ledger has it
    answered: set[str] = field(default_factory=set)  # chats that have answered, so that many may be sent to at once
    waiting: dict[Address, Delivery] = field(default_factory=dict)  # what is next at each address where nothing is
    attempts: dict[asyncio.Task[None], Delivery] = field(default_factory=dict)  # what is under way
    calls: set[asyncio.Task[Any]] = field(default_factory=set)  # those attempts' calls of their chats
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)  # SQLite's writers else sleep until they have the lock
    ended: Counter[State] = field(default_factory=Counter)
    failure: BaseException | None = None  # of the ledger, or a mistake of ours: nothing more is begun
    is_left: bool = False  # the call was cancelled: nothing more is begun
    is_cut: bool = False  # nobody waits for a chat any more

    def now(self) -> datetime:
        """Return the time: a long call must not hand out leases that have run out."""
        return self.began + timedelta(seconds=time.monotonic() - self.clock)


def _address(delivery: Delivery) -> Address:
    return delivery.chat, delivery.address


class Sender:
    """Sends what is due. Remembers from call to call who asked to be left alone and what could not be written down."""

    def __init__(
        self, *, ledger: Ledger, chats: Mapping[str, Chat], timeout_s: float = TIMEOUT_S, grace_s: float = GRACE_S
    ) -> None:
        self._ledger = ledger
        self._chats = chats
        self._timeout_s = timeout_s
        self._grace_s = grace_s
        self._refused: set[str] = set()  # chats that refused our token: it stays the same while this process runs
        self._rests: dict[Address, datetime] = {}  # who asked to be left alone, and until when
        self._unwritten: deque[Callable[[], object]] = deque()
        self._is_stopped = False
        self._stop: asyncio.Future[None] | None = None  # wakes the call that is running

    async def send_due(self, now: datetime) -> Sent:
        """Send everything that may be sent, also what may be because the part before it is sent; return how it went.

        `now` is the time when the call begins; while it lasts, time goes on by the machine's own clock. One call at a
        time; one that is cancelled gives what is under way the time that `stop` gives it.

        Raises StoreUnusable: then nothing more is sent, and what was sent and could not be written down is written by
        the next call before it does anything else.
        """
        tick = _Tick(began=now)
        self._stop = asyncio.get_running_loop().create_future()
        if self._is_stopped:
            return Sent()
        await self._begin(tick)
        try:
            while self._goes_on(tick):
                await self._read(tick)
                self._start(tick)
                if not tick.attempts:
                    break
                await self._wait(tick)
        except asyncio.CancelledError:
            tick.is_left = True
            raise
        except StoreUnusable as error:
            tick.failure = error
        finally:
            await self._end(tick)
        if tick.failure:
            raise tick.failure
        return Sent(**{str(state): count for state, count in tick.ended.items()})

    def stop(self) -> None:
        """Begin nothing any more. What is under way has 5 s; then it counts as sent without an answer."""
        self._is_stopped = True
        if self._stop and not self._stop.done():
            self._stop.set_result(None)

    # ---- one call, and what may be under way in it

    async def _begin(self, tick: _Tick) -> None:
        while self._unwritten:
            await asyncio.to_thread(self._unwritten[0])
            self._unwritten.popleft()
        tick.halted = {halt.chat for halt in await asyncio.to_thread(self._ledger.halts)}
        self._rests = {address: until for address, until in self._rests.items() if until > tick.began}
        late = await asyncio.to_thread(self._ledger.expire, tick.began)
        if late:
            tick.ended.update(late)
            _log.info("deliveries_expired", **{str(state): count for state, count in late.items()})

    def _goes_on(self, tick: _Tick) -> bool:
        return not (self._is_stopped or tick.is_left or tick.failure)

    def _is_open(self, tick: _Tick, chat: str) -> bool:
        rests_until = self._rests.get((chat, None), tick.began)
        return not (chat in self._refused or chat in tick.halted or rests_until > tick.now())

    def _may_ask(self, tick: _Tick, chat: str) -> bool:
        return self._goes_on(tick) and self._is_open(tick, chat)

    async def _read(self, tick: _Tick) -> None:
        """Read the next batch when few addresses wait.

        Of each only the oldest message is kept in mind, and none while another is under way there: what comes after
        that one may be the next part of the same digest, and is not to be had before.
        """
        chats = [chat for chat in self._chats if self._is_open(tick, chat)]
        if len(tick.waiting) >= AT_ONCE or not chats:
            return
        found = await asyncio.to_thread(self._ledger.sendable, tick.now(), chats, BATCH)
        busy = {_address(delivery) for delivery in tick.attempts.values()}
        oldest: dict[Address, Delivery] = {}
        for delivery in sorted(found, key=lambda one: (one.created_at, one.posting_id or "", one.part)):
            if _address(delivery) not in busy:
                oldest.setdefault(_address(delivery), delivery)
        tick.waiting |= oldest

    def _start(self, tick: _Tick) -> None:
        """Begin what may begin: one at a time for each address, and alone while nobody knows whether its chat answers.

        Else a token that is revoked would be shown as many times at once as there are sends at once.
        """
        busy_chats = {delivery.chat for delivery in tick.attempts.values()}
        for address, delivery in list(tick.waiting.items()):
            if len(tick.attempts) >= AT_ONCE:
                return
            is_open = self._is_open(tick, delivery.chat)
            if is_open and delivery.chat in busy_chats - tick.answered:
                continue
            del tick.waiting[address]  # what is not sent now is read again when its chat is open
            if is_open:
                tick.attempts[asyncio.create_task(self._attempt(tick, delivery))] = delivery
                busy_chats.add(delivery.chat)

    async def _wait(self, tick: _Tick) -> None:
        """Wait until an attempt has ended, or somebody stops us, but not longer than patience lasts."""
        stop = {self._stop} if self._stop and not self._stop.done() else set()
        done, _ = await asyncio.wait({*tick.attempts, *stop}, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            tick.answered.update(delivery.chat for delivery in tick.attempts.values())
        self._reap(tick)

    def _reap(self, tick: _Tick) -> None:
        for attempt in [attempt for attempt in tick.attempts if attempt.done()]:
            del tick.attempts[attempt]
            failure = attempt.exception()
            tick.failure = tick.failure or failure

    async def _end(self, tick: _Tick) -> None:
        """Let what is under way end; when the program stops, not longer than the grace lasts."""
        while tick.attempts and not (self._is_stopped or tick.is_left):
            await self._wait(tick)
        if tick.attempts:
            await asyncio.wait(tick.attempts, timeout=self._grace_s)
            tick.is_cut = True
            for call in tick.calls:
                call.cancel()
            await asyncio.wait(tick.attempts)
            self._reap(tick)

    # ---- one attempt

    async def _attempt(self, tick: _Tick, delivery: Delivery) -> None:
        """Send a delivery, or find out that it need not or must not be sent."""
        chat, now = self._chats[delivery.chat], tick.now()
        current = taken_over(delivery, now) if delivery.state is State.SENDING else delivery
        rests_until = self._rests.get((delivery.chat, delivery.address), now)
        if rests_until > now:
            await self._change(tick, delivery, resting(current, rests_until))
            return
        if delivery.state is State.SENDING or not may_be_sent(current, now, chat.keeps_nonces_for):
            current = await self._searched(tick, current)
        is_put_off = current.next_attempt_at > tick.now()
        if not (is_put_off or self._may_ask(tick, delivery.chat)):
            return  # it stays as it is, also where nobody waited for the chat's answer
        if current.state is State.PENDING and tick.now() >= current.expires_at:
            current = expired(current, tick.now(), current.error or "it could not be sent in time")
        if current.state is State.PENDING and not is_put_off:
            await self._send(tick, delivery, current)
        else:
            await self._write_down(tick, delivery, current)

    async def _searched(self, tick: _Tick, delivery: Delivery) -> Delivery:
        """Return a delivery that may have left as its chat knows it: sent, or pending, or given up.

        Where the chat cannot be asked now, and it may not be sent blindly: pending, to be searched for later.
        """
        chat, since = self._chats[delivery.chat], (delivery.first_sent_at or delivery.created_at) - CLOCK_SKEW
        try:
            message_id = await self._answer(tick, delivery, chat.find(delivery.address, delivery.id, since))
        except DeliveryError as error:
            if delivery.state is State.PENDING and may_be_sent(delivery, tick.now(), chat.keeps_nonces_for):
                return delivery
            if isinstance(error, SendLater) or tick.is_cut:
                await self._mind(tick, delivery, error)
                return searched_later(delivery, error, tick.now())
            return given_up(delivery, tick.now(), delivery.error or error.reason)
        return absent(delivery) if message_id is None else delivered(delivery, message_id, tick.now())

    async def _send(self, tick: _Tick, before: Delivery, delivery: Delivery) -> None:
        first = None
        if delivery.posting_id is not None and (delivery.part or delivery.attempts):  # else there was none before it
            first = await asyncio.to_thread(self._ledger.first_message_id, delivery.posting_id)
        async with tick.writing:
            claim, started = claimed(delivery, tick.now()), time.monotonic()
            if not await asyncio.to_thread(self._ledger.change_delivery, before, claim):
                return  # another process has it
        if not has_time(claim, tick.now(), timedelta(seconds=self._timeout_s)):
            await self._write_down(tick, claim, put_back(claim, tick.now()))
            return
        chat, write = self._chats[claim.chat], self._ledger.change_delivery
        try:
            sending = chat.send(claim.address, claim.payload, claim.id, workspace=claim.workspace, first=first)
            message_id = await self._answer(tick, claim, sending)
        except DeliveryError as error:
            after = after_error(claim, error, tick.now(), chat.keeps_nonces_for)
            await self._mind(tick, claim, error)
            if isinstance(error, SendRefused) and not (error.is_of_chat or error.is_of_message):
                # A notice that is refused pauses nobody.
                pause = partial(self._refuse, is_of_person=error.is_of_person)
                write = self._ledger.refuse_notice if claim.posting_id is None else pause
            if after.state is State.UNKNOWN and isinstance(error, SendUnknown):
                after = await self._searched_at_once(tick, after)
        else:
            after = delivered(claim, message_id, tick.now())
        await self._write_down(tick, claim, after, write, ms=round((time.monotonic() - started) * 1000))

    async def _searched_at_once(self, tick: _Tick, delivery: Delivery) -> Delivery:
        """Return a delivery that would be given up as its chat knows it; what is not there may still be on its way."""
        reason = delivery.error or ""
        if not self._may_ask(tick, delivery.chat):
            return to_be_found(delivery, tick.now(), reason)
        found = await self._searched(tick, delivery)
        return to_be_found(delivery, tick.now(), reason) if found.first_sent_at is None else found

    async def _answer(self, tick: _Tick, delivery: Delivery, calling: Coroutine[Any, Any, T]) -> T:
        """Return what a chat answers; whatever else it does becomes a DeliveryError."""
        if tick.is_cut or not self._is_open(tick, delivery.chat):
            calling.close()
            raise SendLater("nothing was to be sent any more when its turn came")
        call = asyncio.create_task(calling)  # apart, so that it can be cut without cutting the writing
        tick.calls.add(call)
        await asyncio.wait({call}, timeout=self._timeout_s)
        if not call.done():
            call.cancel()
            await asyncio.wait({call}, timeout=1)
        tick.calls.discard(call)
        if not call.done() or call.cancelled():
            raise SendUnknown("no answer came before the program stopped" if tick.is_cut else "no answer came in time")
        error = call.exception()
        if error is None or (isinstance(error, SendLater | SendRefused) and not error.is_of_chat):
            tick.answered.add(delivery.chat)
        else:
            tick.answered.discard(delivery.chat)
        if error is None:
            return call.result()
        if isinstance(error, DeliveryError):
            raise error
        if isinstance(error, TimeoutError):
            raise SendUnknown("no answer came in time") from error
        _log.error("chat_broke", chat=delivery.chat, exc_info=error)
        raise SendUnknown(f"a mistake of ours ({type(error).__name__})") from error

    # ---- what follows from an attempt

    async def _mind(self, tick: _Tick, delivery: Delivery, error: DeliveryError) -> None:
        """Remember whom not to ask, and for how long."""
        chat, now = delivery.chat, tick.now()
        if isinstance(error, SendLater) and (error.is_of_chat or error.retry_after):
            address = (chat, None if error.is_of_chat else delivery.address)
            until = now + min(FIRST_BACK_OFF if error.retry_after is None else error.retry_after, LONGEST_WAIT)
            self._rests[address] = max(until, self._rests.get(address, until))
        if isinstance(error, SendRefused) and error.is_of_chat and chat not in self._refused:
            self._refused.add(chat)
            _log.error("chat_refuses_our_token", chat=chat, reason=error.reason)
            await self._write(tick, partial(self._ledger.save_halt, Halt(chat=chat, at=now, reason=error.reason)))

    async def _write_down(
        self,
        tick: _Tick,
        before: Delivery,
        after: Delivery,
        write: Callable[[Delivery, Delivery], bool] | None = None,
        **measured: int,
    ) -> None:
        """Commit an outcome and say it in the log."""
        if await self._write(tick, partial(write or self._ledger.change_delivery, before, after)):
            tick.ended[after.state] += 1
        event = "delivery_put_off" if after.state is State.PENDING else f"delivery_{after.state}"
        reason = {"reason": after.error} if after.error else {}
        say = _log.warning if after.state in (State.REFUSED, State.UNKNOWN) else _log.info
        say(event, chat=after.chat, part=after.part, attempts=after.attempts, **reason, **measured)

    async def _change(self, tick: _Tick, before: Delivery, after: Delivery) -> bool:
        async with tick.writing:
            return await asyncio.to_thread(self._ledger.change_delivery, before, after)

    async def _write(self, tick: _Tick, write: Callable[[], bool]) -> bool:
        try:
            async with tick.writing:
                return await asyncio.to_thread(write)
        except StoreUnusable as error:
            self._unwritten.append(write)
            tick.failure = tick.failure or error
            return False

    def _refuse(self, before: Delivery, after: Delivery, *, is_of_person: bool) -> bool:
        """Write down that a channel takes nothing: its subscriber pauses, and the managers learn why."""
        found = self._ledger.subscribers([before.subscriber_id])
        if not found:  # removed meanwhile
            return self._ledger.change_delivery(before, after)
        paused = paused_by(after, found[0], is_of_person=is_of_person)
        return self._ledger.refuse(before, after, paused, self._notices(paused, after))

    def _notices(self, subscriber: Subscriber, refused: Delivery) -> list[Delivery]:
        notice = Notice(
            key="paused-refused", arguments={"channel": refused.address, "reason": subscriber.pause_reason or ""}
        )
        try:
            payload = self._chats[refused.chat].notice(notice, subscriber.subscription)
        except Exception as error:  # noqa: BLE001 — a notice that cannot be made must not undo the pause
            _log.error("notice_broke_us", chat=refused.chat, exc_info=error)
            return []
        return notices_of(refused, payload, subscriber)
