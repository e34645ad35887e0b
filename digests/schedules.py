"""When a subscriber is due, in its own time zone, and what becomes of each of its slots.

In: subscriber, moment. Out: slots with their fates, and the subscriber as it is then. A local time that the clocks
leave out in spring is due at the first instant after the gap; one that they show twice in autumn is due the first time.

>>> brussels = Subscription(feeds=(), language="fr", timezone="Europe/Brussels", times=(time(2, 30),))
>>> next_due(brussels, datetime(2026, 3, 28, 12, tzinfo=UTC)).isoformat()
'2026-03-29T01:00:00+00:00'
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile
from typing import TypeAlias
from zoneinfo import ZoneInfo

from cronsim import CronSim

from digests.models import Quiet, Subscription
from digests.postings import Fate, Slot, Subscriber

ON_TIME = timedelta(minutes=15)  # how late a digest may come without saying so, and whatever `catch_up` says
LOOK_BACK = timedelta(days=60)  # slots from before then pass without a row: nobody asks what years of silence held
KEPT_ROWS = 60  # of one downtime, the last
HORIZON = timedelta(days=400)  # how far ahead runs are looked for: longer than a year without digests
NEAR = timedelta(days=4)  # what a change of settings looks into: two days and what time zones lie apart (26 h)

_HOLD = timedelta(days=2)  # longer than quiet hours are, also where the clocks are put back
_SOON = timedelta(days=1.5)  # most have a slot in it, and a week costs more
_ROUND = timedelta(days=9)  # longer than a week and quiet hours: a schedule has a slot in it
_EARLIEST, _LATEST = datetime(10, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)  # Python's dates have ends
_RAN = frozenset({Fate.PLANNED, Fate.POSTED, Fate.EMPTY, Fate.SKIPPED})  # the day has had it

_Key: TypeAlias = tuple[date, time]

_ALL_DAYS = frozenset(range(7))

_zone = lru_cache(ZoneInfo)  # which keeps eight by itself, and reads the others from the disk again and again


# ---------------------------------------------------------------- slots


def slots_between(subscriber_id: str, subscription: Subscription, after: datetime, until: datetime) -> list[Slot]:
    """Return the slots due in (after, until], in order of time: planned, or quiet where they do not come.

    One that quiet hours hold back is due when they end.
    """
    after, until = _bounded(after), _bounded(until)
    holds = bool(subscription.quiet_hours) and subscription.quiet is Quiet.HOLD
    slots = []
    for at in subscription.times:
        for local in _dues(at, subscription.weekdays, subscription.timezone, after - _HOLD if holds else after):
            due = local.astimezone(UTC)
            if due > until:
                break
            day = _nominal_date(local, at, subscription.weekdays)
            slots.append(_quieted(Slot(subscriber_id=subscriber_id, date=day, time=at, due_at=due), subscription))
    return sorted((slot for slot in slots if after < slot.due_at <= until), key=_order)


def next_due(subscription: Subscription, after: datetime) -> datetime | None:
    """Return when the first slot after that moment is due, quiet ones too; None where no day has a time."""
    after = _bounded(after)
    for span in (_SOON, _ROUND):
        if slots := slots_between("", subscription, after, after + span):
            return slots[0].due_at
    return None


def upcoming(subscriber: Subscriber, now: datetime, count: int) -> list[datetime]:
    """Return when the next digests will come: after the pause and what is skipped, quiet slots left out.

    Fewer than `count` where 400 days hold no more; none while it is paused until somebody resumes it.
    """
    # Not decided on though over is only what quiet hours hold back; it comes at `next_due_at`.
    first = subscriber.next_due_at or now
    start = subscriber.decided_until if first > now else max(now, subscriber.decided_until)
    if subscriber.paused_at is not None:
        if subscriber.paused_until is None:
            return []
        start = max(start, _bounded(subscriber.paused_until) - timedelta.resolution)
    start = _bounded(start)
    end, wanted, dues, span = start + HORIZON, subscriber.skips + count, set[datetime](), _SOON
    while len(dues) < wanted and start < end:
        slots = slots_between(subscriber.id, subscriber.subscription, start, start + span)
        dues |= {max(slot.due_at, first) for slot in slots if slot.fate is Fate.PLANNED}
        start, span = start + span, _ROUND
    return sorted(dues)[subscriber.skips : wanted]


def _bounded(moment: datetime) -> datetime:
    """Return the moment, or the nearest that has room for sums and time zones around it."""
    return min(max(moment, _EARLIEST), _LATEST)


def _dues(at: time, weekdays: frozenset[int], timezone: str, after: datetime) -> Iterator[datetime]:
    """Yield when a time of the day is due after that moment, on these days of the week, in local time."""
    if not weekdays:
        return iter(())
    days = ",".join(str((day + 1) % 7) for day in sorted(weekdays))  # cron's Sunday is 0
    dues = CronSim(f"{at.minute} {at.hour} * * {days}", after.astimezone(_zone(timezone)))
    # It starts from what the clocks show; in the hour that they show twice, that may be behind us.
    return dropwhile(lambda due: due.astimezone(UTC) <= after, dues)


def _nominal_date(due: datetime, at: time, weekdays: frozenset[int]) -> date:
    """Return the local date whose slot is due then: the day before, where the clocks leave out the end of a day."""
    day = due.date() if at <= due.time() else due.date() - timedelta(days=1)
    while day.weekday() not in weekdays:
        day -= timedelta(days=1)
    return day


def _local_date(moment: datetime, subscription: Subscription) -> date:
    return moment.astimezone(_zone(subscription.timezone)).date()


def _order(slot: Slot) -> tuple[datetime, date, time]:
    return slot.due_at, slot.date, slot.time


def _key(slot: Slot) -> _Key:
    return slot.date, slot.time


# ---------------------------------------------------------------- quiet dates and hours


def _quieted(slot: Slot, subscription: Subscription) -> Slot:
    """Return the slot as quiet dates and hours leave it: as it is, due when they end, or quiet."""
    comes_at = None if _is_quiet_date(slot.date, subscription) else _comes_at(slot.due_at, subscription)
    return replace(slot, fate=Fate.QUIET) if comes_at is None else replace(slot, due_at=comes_at)


def _comes_at(moment: datetime, subscription: Subscription) -> datetime | None:
    """Return when a digest comes that would come then: then, or when quiet hours end; None: not at all."""
    end = _quiet_until(moment, subscription)
    if end is None or (end != moment and subscription.quiet is Quiet.DROP):
        return None
    # Held into a quiet date it would come on a day without digests.
    days = {_local_date(at, subscription) for at in (moment, end)} if subscription.quiet_dates else ()
    return None if any(_is_quiet_date(day, subscription) for day in days) else end


def _is_quiet_date(day: date, subscription: Subscription) -> bool:
    return any(first <= day <= last for first, last in subscription.quiet_dates)


def _quiet_until(moment: datetime, subscription: Subscription) -> datetime | None:
    """Return the first instant from that moment on that is outside quiet hours; None where all hours are quiet."""
    for _ in range(len(subscription.quiet_hours) + 1):
        clock = moment.astimezone(_zone(subscription.timezone)).time()
        end = next((until for start, until in subscription.quiet_hours if _is_within(clock, start, until)), None)
        if end is None:
            return moment
        moment = next(_dues(end, _ALL_DAYS, subscription.timezone, moment)).astimezone(UTC)
    return None


def _is_within(clock: time, start: time, until: time) -> bool:
    return start <= clock < until if start < until else clock >= start or clock < until


# ---------------------------------------------------------------- fates


def subscribed(*, subscriber_id: str, chat: str, address: str, subscription: Subscription, now: datetime) -> Subscriber:
    """Return a new subscriber, not kept yet; no slot from before is owed to it."""
    return Subscriber(
        id=subscriber_id,
        chat=chat,
        address=address,
        subscription=subscription,
        created_at=now,
        decided_until=now,
        next_due_at=next_due(subscription, now),
    )


def decided(subscriber: Subscriber, now: datetime, known: Iterable[Slot] = ()) -> tuple[Subscriber, list[Slot]]:
    """Return the subscriber as it is after `now`, and the fates of its slots since those decided last.

    Slots that are known keep what they have. Without them the answer is right where it has one slot and skips none.

    The newest is planned, late or not, if `catch_up` allows; what else a downtime left behind is missed. Slots of one
    instant, or of one quarter of an hour that nobody looked into, are one digest. Those in a pause leave no trace.
    A late one waits for the end of quiet hours that hold, undecided until then. Where the clock was put back nothing is
    decided until it is past what was.
    """
    now = _bounded(now)
    is_due = subscriber.next_due_at is not None and subscriber.next_due_at <= now
    if not is_due or now <= subscriber.decided_until:
        return subscriber, []
    after = max(subscriber.decided_until, now - LOOK_BACK)
    slots = slots_between(subscriber.id, subscriber.subscription, after, now)
    keys = set(map(_key, known))
    slots = [slot for slot in slots if not is_paused(subscriber, slot.due_at) and _key(slot) not in keys]
    dues = {_key(slot): slot.due_at for slot in slots}
    slots, skips = _with_fates(slots, subscriber, now)
    until, next_at = now, next_due(subscriber.subscription, now)
    if held := next((slot for slot in slots if slot.due_at > now), None):
        until, next_at = dues[_key(held)] - timedelta.resolution, held.due_at
        slots = [slot for slot in slots if dues[_key(slot)] <= until]
    changed = replace(subscriber, decided_until=until, next_due_at=next_at, skips=skips)
    if not is_paused(subscriber, now):
        changed = replace(changed, paused_at=None, paused_until=None, pause_reason=None)
    return changed, slots[-KEPT_ROWS:]


def replanned(subscriber: Subscriber, now: datetime) -> Subscriber:
    """Return the subscriber with its next due time anew, by the rules that time zones have now.

    What a clock decided that ran days ahead does not keep the subscriber waiting until then.
    """
    now = _bounded(now)
    is_ahead = subscriber.decided_until > now + NEAR
    until = now if is_ahead else subscriber.decided_until
    return replace(subscriber, decided_until=until, next_due_at=next_due(subscriber.subscription, until))


def is_paused(subscriber: Subscriber, moment: datetime) -> bool:
    """Return whether a slot due then passes; a pause that has run out is none any more.

    Whoever pauses wants no digest of before either, if it has not come.
    """
    if subscriber.paused_at is None:
        return False
    return subscriber.paused_until is None or moment < subscriber.paused_until


def _with_fates(slots: Sequence[Slot], subscriber: Subscriber, now: datetime) -> tuple[list[Slot], int]:
    """Return what becomes of slots that are due, and how many are still to be skipped after them."""
    skips, fates, newest = subscriber.skips, dict[Slot, Fate](), None
    last_of = {slot.due_at: slot for slot in slots if slot.fate is Fate.PLANNED}
    for slot in slots:
        if slot.fate is not Fate.PLANNED:
            fates[slot] = slot.fate
        elif last_of[slot.due_at] is not slot:
            fates[slot] = Fate.MOVED
        elif skips:
            fates[slot], skips = Fate.SKIPPED, skips - 1
        else:
            newest = slot
    given = []
    for slot in slots:
        if slot is newest:
            given.append(_caught_up(slot, subscriber.subscription, now))
        else:
            late = Fate.MOVED if now - slot.due_at <= ON_TIME else Fate.MISSED
            given.append(replace(slot, fate=fates.get(slot, late)))
    return given, skips


def _caught_up(slot: Slot, subscription: Subscription, now: datetime) -> Slot:
    """Return the newest slot planned, late or not; due later where quiet hours hold it back; quiet, or missed."""
    if now - slot.due_at <= ON_TIME:
        return slot
    last = slot.due_at + max(subscription.catch_up, ON_TIME)
    end = _comes_at(last, subscription)
    if now > last:
        # `catch_up` may run out while quiet hours hold it back: then their end is when it is due.
        if end is None or end == last or now > end + ON_TIME:
            return replace(slot, fate=Fate.MISSED)
        slot = replace(slot, due_at=end)
    comes_at = _comes_at(now, subscription)
    if comes_at is None:
        return replace(slot, fate=Fate.QUIET)
    return replace(slot, due_at=slot.due_at if comes_at == now else comes_at, is_late=True)


# ---------------------------------------------------------------- changes


def moved(
    subscriber: Subscriber, subscription: Subscription, known: Sequence[Slot], now: datetime
) -> tuple[Subscriber, list[Slot]]:
    """Return the subscriber with new settings, and the slots that get their fate by it.

    `known` are the slots kept of the last days, from `now - NEAR` on. No day has its digest twice: a new time
    stands for one that is gone and has run. None is lost unasked: what was still to come and has passed by the new
    times is due now.
    """
    if _schedule(subscription) == _schedule(subscriber.subscription):
        return replace(subscriber, subscription=subscription), []
    now = _bounded(now)
    subscriber, due = decided(subscriber, now, known)
    fates = {_key(slot): slot.fate for slot in (*due, *known)}
    done, owed = _exchanged(subscriber, subscription, fates, now)
    changed = replace(subscriber, subscription=subscription)
    owed, skips = _with_fates([_due_now(slot, subscription, now) for slot in owed], changed, now)
    if is_paused(changed, now):
        owed, skips = [], changed.skips
    slots = [*due, *done, *owed]
    until = _settled_until(changed, {*fates, *map(_key, slots)}, now)
    return replace(changed, decided_until=until, next_due_at=next_due(subscription, until), skips=skips), slots


def paused(subscriber: Subscriber, now: datetime, until: datetime | None) -> Subscriber:
    """Return the subscriber without digests until that moment, or until somebody resumes it; open, if it was closed."""
    return replace(subscriber, paused_at=now, paused_until=until, pause_reason=None, closed_at=None)


def closed(subscriber: Subscriber, now: datetime) -> Subscriber:
    """Return the subscriber as it is from when the bot was sent away: paused, however it was, until it is resumed."""
    before = subscriber if is_paused(subscriber, now) else paused(subscriber, now, None)
    return replace(before, paused_until=None, closed_at=now)


def resumed(subscriber: Subscriber, now: datetime) -> Subscriber:
    """Return the subscriber with digests from now on, open again; those of the pause are not owed. As it is, if none
    lasts.
    """
    if not is_paused(subscriber, now):
        return subscriber  # also when it has just run out: what came due since then is still owed
    until = max(now, subscriber.decided_until)
    return replace(
        subscriber,
        paused_at=None,
        paused_until=None,
        pause_reason=None,
        closed_at=None,
        decided_until=until,
        next_due_at=next_due(subscriber.subscription, until),
    )


def skipping(subscriber: Subscriber, count: int) -> Subscriber:
    """Return the subscriber with so many of its next digests left out; 0: none, whatever was to be."""
    return replace(subscriber, skips=count)


def _schedule(subscription: Subscription) -> tuple[object, ...]:
    return (
        subscription.timezone,
        subscription.times,
        subscription.weekdays,
        subscription.quiet_dates,
        subscription.quiet_hours,
        subscription.quiet,
    )


def _exchanged(
    subscriber: Subscriber, subscription: Subscription, fates: Mapping[_Key, Fate], now: datetime
) -> tuple[list[Slot], list[Slot]]:
    """Return the new slots that others have run for, and those that are owed since they have passed by the change.

    Day by day: also one before today, whose digest may be held until now, or after it, which another zone has seen.
    """
    old, since = subscriber.subscription, min(now, subscriber.decided_until)
    to_come = {_key(slot) for slot in _open_slots(subscriber.id, old, fates, now) if slot.due_at > since}
    new_slots = _open_slots(subscriber.id, subscription, fates, now)
    gone = set(old.times) - set(subscription.times)
    ran = Counter(day for (day, _), fate in fates.items() if fate in _RAN)
    today = min(_local_date(now, old), _local_date(now, subscription))
    done, owed = list[Slot](), list[Slot]()
    for day in sorted({slot.date for slot in new_slots}):
        slots = [slot for slot in new_slots if slot.date == day]
        # Also a time that stays is added to a day where it was not to come: another zone brings the day once more.
        added = sorted((slot for slot in slots if _key(slot) not in to_come), key=_key)
        stands = sum(fates.get((day, at)) in {*_RAN, Fate.MOVED} for at in subscription.times)
        surplus = max(0, ran[day] - stands)
        done += (replace(slot, fate=Fate.MOVED) for slot in added[:surplus] if day >= today or slot.due_at > now)
        passed = [slot for slot in added[surplus:] if slot.due_at <= now]
        ahead = len(added[surplus:]) - len(passed)
        lost = max(0, sum((day, at) in to_come for at in gone) - ahead)
        owed += passed[max(0, len(passed) - lost) :]
        # By another time zone, or the end of quiet hours, also a time that stays may have passed.
        owed += (slot for slot in slots if _key(slot) in to_come and slot.due_at <= now)
    return done, sorted(owed, key=_order)


def _open_slots(
    subscriber_id: str, subscription: Subscription, fates: Mapping[_Key, Fate], now: datetime
) -> list[Slot]:
    slots = slots_between(subscriber_id, subscription, now - NEAR, now + NEAR)
    return [slot for slot in slots if slot.fate is Fate.PLANNED and _key(slot) not in fates]


def _due_now(slot: Slot, subscription: Subscription, now: datetime) -> Slot:
    """Return the slot due now; quiet, if these are quiet hours: then the next one reaches back."""
    is_quiet = _comes_at(now, subscription) != now
    return replace(slot, due_at=now, fate=Fate.QUIET if is_quiet else Fate.PLANNED)


def _settled_until(subscriber: Subscriber, keys: Collection[_Key], now: datetime) -> datetime:
    """Return up to when every slot has its fate: the next ones may have theirs, from the old time zone."""
    slots = slots_between(subscriber.id, subscriber.subscription, now, now + NEAR)
    first_open = next((slot.due_at for slot in slots if _key(slot) not in keys), now + NEAR)
    return max((slot.due_at for slot in slots if slot.due_at < first_open), default=now)
