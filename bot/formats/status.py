"""What a person at a terminal reads about digests on a schedule: what was sent, what comes, what went wrong. Pure.

In: what the ledger remembers of a subscriber, the chats that take nothing, the followed feeds. Out: lines of plain text
of at most WIDTH columns (an address or a name may be longer), without anything that a terminal would obey.

>>> size(12_400_000)
'12.4 MB'
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from textwrap import wrap
from zoneinfo import ZoneInfo

from bot.formats.feeds import ago, ahead, counted
from bot.formats.typography import harmless, minute
from digests.models import FollowedFeed, Subscription
from digests.postings import Delivery, Fate, Halt, Record, Slot, State, Subscriber
from digests.preferences import written
from digests.retention import forgotten_at
from digests.schedules import is_paused, upcoming

WIDTH = 100
RUNS_SHOWN = 3  # of those to come
MESSAGES_SHOWN = 20  # of one subscription; the others are counted
MAX_CLAUSE = 300  # characters of an error or a name: what a chat or a feed says may be endless

_INDENT = 6  # under the id
_LABEL = 11

FATES = {
    Fate.PLANNED: "not made yet",
    Fate.POSTED: "posted",
    Fate.EMPTY: "nothing to tell",
    Fate.MISSED: "missed: nobody ran when it was due, or it could not be made",
    Fate.QUIET: "quiet hours or dates",
    Fate.SKIPPED: "skipped, as asked",
    Fate.MOVED: "another time of that day took its place",
}


def overview(subscribers: int, followed: Sequence[FollowedFeed], *, now: datetime, kept: str) -> str:
    """Return the first line: how many subscriptions and feeds, when one was last fetched, and `kept`, in how much."""
    fetched = max((feed.tried_at for feed in followed if feed.tried_at), default=None)
    feeds = f"{counted(len(followed), 'feed')}, last fetched {ago(fetched, now)}" if followed else "no feed is followed"
    return "; ".join(filter(None, (counted(subscribers, "subscription"), feeds, _clause(kept))))


def size(bytes_: int) -> str:
    """Return a number of bytes as a person says it."""
    return f"{bytes_ / 1e6:.1f} MB" if bytes_ >= 100_000 else f"{bytes_ / 1e3:.0f} kB"


def halt_lines(halts: Sequence[Halt]) -> list[str]:
    """Return what is to be known of chats that take nothing at all."""
    return [
        line
        for halt in halts
        for line in _wrapped(
            f"! {_clause(halt.chat)} takes nothing since {minute(halt.at)} UTC: {_clause(halt.reason)}", "  "
        )
    ]


def feed_lines(followed: Sequence[FollowedFeed], now: datetime) -> list[str]:
    """Return a paragraph for each feed that has ended or failed the last time; none when all is well."""
    lines = []
    for feed in followed:
        name = f"! {_clause(feed.feed.title)}, {_clause(feed.location)}"
        if feed.ended_at:
            said = f"ended: {feed.last_error}; digestbot feeds remove forgets it"
        elif feed.failures:
            times = counted(feed.failures, "failure")
            said = f"{times} in a row, the last: {feed.last_error}; next try {ahead(feed.next_fetch_at, now)}"
        else:
            continue
        lines += _wrapped(f"{name}: {_clause(said)}", "  ")
    return lines


# What may be wrong with a subscription, worst first.
_TROUBLES: Mapping[str, Callable[[Record], object]] = {
    "refused by the chat": lambda record: record.subscriber.paused_at and record.subscriber.pause_reason,
    "with messages of which nobody knows whether they arrived": lambda record: record.deliveries.get(State.UNKNOWN),
    "with messages that did not arrive": lambda record: (
        record.deliveries.get(State.REFUSED) or record.deliveries.get(State.EXPIRED)
    ),
    "with messages that are tried again": lambda record: record.deliveries.get(State.PENDING) and record.error,
    "with missed runs": lambda record: record.missed,
}


def troubled(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Return the subscriptions that do not do well by the worst that is wrong with them, worst first."""
    found: dict[str, list[Record]] = {trouble: [] for trouble in _TROUBLES}
    for record in records:
        worst = next((trouble for trouble, is_so in _TROUBLES.items() if is_so(record)), None)
        if worst:
            found[worst].append(record)
    return found


def trouble_lines(by_trouble: Mapping[str, Sequence[Record]], total: int) -> list[str]:
    """Return how many of all subscriptions do well, and how many do not, and why."""
    counts = {trouble: len(records) for trouble, records in by_trouble.items() if records}
    said = [f"{total - sum(counts.values())} do well", *(f"{count} {trouble}" for trouble, count in counts.items())]
    return _wrapped(f"{', '.join(said)}; digestbot status ID tells of any", "")


def others_lines(ids: Sequence[str]) -> list[str]:
    """Return the ids of those that do not do well and are not told of here."""
    return _wrapped(f"and {len(ids)} more that do not do well: {', '.join(ids)}", "  ")


def subscription_lines(record: Record, deliveries: Sequence[Delivery], now: datetime) -> list[str]:
    """Return what became of one subscription and what comes next; `deliveries` are its own, newest posting first."""
    subscriber = record.subscriber
    lines = _wrapped(channel_words(subscriber), " " * _INDENT)
    for label, text in _rows(record, deliveries, now):
        head = " " * _INDENT + f"{label:<{_LABEL}}"
        lines += _wrapped(head + text, " " * len(head))
    return lines


def history_lines(record: Record, deliveries: Sequence[Delivery]) -> list[str]:
    """Return the last runs of one subscription and its last messages, a line each, newest first.

    What its readers follow is theirs alone: the notes on it are counted.
    """
    zone = zone_of(record.subscriber.subscription)
    lines = ["runs"] if record.slots else []
    lines += [f"  {_when(slot.due_at, zone)}  {_fate(slot)}" for slot in record.slots]
    messages = [delivery for delivery in deliveries if not _is_private(delivery)]
    lines += ["messages"] if deliveries else []
    for delivery in messages[:MESSAGES_SHOWN]:
        what = "notice" if delivery.posting_id is None else f"part {delivery.part + 1}"
        lines += _wrapped(f"  {_when(delivery.created_at, zone)}  {what:<7} {_outcome(delivery, zone)}", " " * 4)
    if len(messages) > MESSAGES_SHOWN:
        lines.append(f"  and {len(messages) - MESSAGES_SHOWN} before")
    if notes := len(deliveries) - len(messages):
        lines.append(f"  and {counted(notes, 'message')} to people who follow stories")
    return lines


def _is_private(delivery: Delivery) -> bool:
    """Whether it is part of a note to a follower: other than a notice it tells of a story, or goes on with one."""
    return delivery.posting_id is None and bool(delivery.tells or delivery.part)


def channel_words(subscriber: Subscriber) -> str:
    """Return id, chat and channel of a subscriber."""
    return f"{subscriber.id:<{_INDENT}}{_clause(subscriber.chat)} · {_clause(subscriber.address)}"


def schedule_of(subscription: Subscription) -> str:
    """Return when a subscription is due, in words: "08:00, 18:00 on mon-fri, Europe/Paris"."""
    days = "" if len(subscription.weekdays) == 7 else f" on {written(subscription, 'weekdays')}"
    return f"{written(subscription, 'times')}{days}, {subscription.timezone}"


def runs(moments: Sequence[datetime], subscription: Subscription) -> str:
    """Return moments in the subscription's zone, which is named."""
    zone = zone_of(subscription)
    return f"{', '.join(_when(moment, zone) for moment in moments)} ({subscription.timezone})" if moments else "none"


def next_run(subscriber: Subscriber, now: datetime) -> datetime | None:
    """Return when the next digest will come, as `upcoming` says, but of thousands in a second or two; None: never."""
    wish = subscriber.subscription
    is_plain = not (subscriber.paused_at or subscriber.skips or wish.quiet_dates or wish.quiet_hours)
    if is_plain and subscriber.next_due_at and subscriber.next_due_at > now:
        return subscriber.next_due_at
    return next(iter(upcoming(subscriber, now, 1)), None)


def next_digests(count: int) -> str:
    """Return the next so many digests, in words."""
    return "the next digest" if count == 1 else f"the next {count} digests"


def paused_words(subscriber: Subscriber, now: datetime) -> str:
    """Return since when, until when and why a subscription is paused; "" when it is not, or not any more."""
    if subscriber.paused_at is None or not is_paused(subscriber, now):
        return ""
    zone = zone_of(subscriber.subscription)
    until = f"until {_when(subscriber.paused_until, zone)}" if subscriber.paused_until else "until it is resumed"
    why = f"; refused by the chat: {_clause(subscriber.pause_reason)}" if subscriber.pause_reason else ""
    end = forgotten_at(subscriber)
    closed = f"; closed, and forgotten on {_when(end, zone)}" if end else ""
    return f"since {_when(subscriber.paused_at, zone)}, {until}{why}{closed}"


def zone_of(subscription: Subscription) -> tzinfo:
    """Return the time zone of a subscription."""
    return _zone(subscription.timezone)


_zone = lru_cache(maxsize=1024)(ZoneInfo)  # which by itself keeps eight, and reads the others again and again


# ---------------------------------------------------------------- the rows of one subscription


def _rows(record: Record, deliveries: Sequence[Delivery], now: datetime) -> Iterator[tuple[str, str]]:
    subscriber = record.subscriber
    subscription = subscriber.subscription
    yield "schedule", f"{schedule_of(subscription)}; in {_clause(subscription.language)}"
    if words := paused_words(subscriber, now):
        yield "paused", words
    yield from _last(record, deliveries, zone_of(subscription))
    yield "next runs", runs(upcoming(subscriber, now, RUNS_SHOWN), subscription)
    if subscriber.skips:
        yield "left out", f"{next_digests(subscriber.skips)}, as asked"
    yield "messages", _counts(record)
    yield from _troubles(record, deliveries, zone_of(subscription))


def _last(record: Record, deliveries: Sequence[Delivery], zone: tzinfo) -> Iterator[tuple[str, str]]:
    decided = [slot for slot in record.slots if slot.fate not in (Fate.PLANNED, Fate.MOVED)]
    waiting = [slot for slot in record.slots if slot.fate is Fate.PLANNED]
    if waiting:
        yield "due", f"{_when(waiting[-1].due_at, zone)}, {FATES[Fate.PLANNED]}"
    if not decided:
        yield "last run", "none yet"
        return
    if decided[0].fate is not Fate.POSTED:
        yield "last run", f"{_when(decided[0].due_at, zone)}: {_fate(decided[0])}"
        if record.last_sent_at:
            yield "last sent", _when(record.last_sent_at, zone)
        return
    newest = next((delivery.posting_id for delivery in deliveries if delivery.posting_id), None)
    parts = [delivery for delivery in deliveries if newest and delivery.posting_id == newest]
    sent = [part.settled_at for part in parts if part.state is State.SENT and part.settled_at]
    said = counted(len(sent), "message") if len(sent) == len(parts) else f"{len(sent)} of {len(parts)} messages"
    at = f" at {_when(max(sent), zone)}" if sent else ""
    late = ", late" if decided[0].is_late else ""
    yield "last run", f"{_when(decided[0].due_at, zone)}{late}: {said} sent{at}"


def _counts(record: Record) -> str:
    counts = Counter(record.deliveries)
    counts[State.PENDING] += counts.pop(State.SENDING, 0)
    return ", ".join(f"{counts[state]} {state}" for state in State if counts[state]) or "none yet"


def _troubles(record: Record, deliveries: Sequence[Delivery], zone: tzinfo) -> Iterator[tuple[str, str]]:
    waiting = [delivery for delivery in deliveries if delivery.state is State.PENDING]
    if waiting:
        next_try = min(delivery.next_attempt_at for delivery in waiting)
        yield "pending", f"next try {_when(next_try, zone)}"
    if record.deliveries.get(State.UNKNOWN):
        yield "unknown", "what may or may not have arrived is not sent again by itself"
    if record.error and any(count for state, count in record.deliveries.items() if state is not State.SENT):
        yield "error", _clause(record.error)
    if record.missed:
        last = next((f", the last {_when(s.due_at, zone)}" for s in record.slots if s.fate is Fate.MISSED), "")
        yield "missed", f"{counted(record.missed, 'run')}{last}"


def _fate(slot: Slot) -> str:
    return FATES[slot.fate] + (", late" if slot.is_late and slot.fate is Fate.POSTED else "")


def _outcome(delivery: Delivery, zone: tzinfo) -> str:
    said = str(delivery.state)
    if delivery.state is State.PENDING:
        said += f", next try {_when(delivery.next_attempt_at, zone)}"
    elif delivery.settled_at:
        said += f" {_when(delivery.settled_at, zone)}"
    is_told = delivery.error and delivery.state is not State.SENT
    return f"{said}: {_clause(delivery.error or '')}" if is_told else said


# ---------------------------------------------------------------- words


def _when(at: datetime, zone: tzinfo) -> str:
    try:
        local = at.astimezone(zone)
    except OverflowError:  # the last day of the year 9999 has no room for what is east
        local = at
    return f"{_DAYS[local.weekday()]} {minute(local)}"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # strftime would follow the machine's language


def _clause(text: str | None) -> str:
    said = harmless(text or "")
    return said if len(said) <= MAX_CLAUSE else said[: MAX_CLAUSE - 1] + "…"


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
