"""Subscribers, slots, postings and deliveries to be kept and found again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from digests.models import Subscription, Told
from digests.posting_ports import Ledger
from digests.postings import Delivery, Edition, Made, Posting, Slot, State, Subscriber

EIGHT = datetime(2026, 3, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
CHATS = ("console", "file")


def subscriber(name: str = "k7qm", **changes: object) -> Subscriber:
    known = Subscriber(
        id=name,
        chat="file",
        address=f"channel of {name}",
        subscription=Subscription(feeds=(), language="fr"),
        created_at=EIGHT - DAY,
        decided_until=EIGHT - HOUR,
        next_due_at=EIGHT,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def slot(name: str = "k7qm", due_at: datetime = EIGHT, **changes: object) -> Slot:
    known = Slot(subscriber_id=name, date=due_at.date(), time=due_at.time(), due_at=due_at)
    return replace(known, **changes)  # type: ignore[arg-type]


def told(story_id: str = "s", at: datetime = EIGHT) -> Told:
    return Told(
        story_id=story_id,
        at=at,
        article_ids=frozenset({"a", "b"}),
        publishers=frozenset({"Example News"}),
        texts=("Rain in Paris", "It rained."),
    )


def posting(name: str = "k7qm", until: datetime = EIGHT, **changes: object) -> Posting:
    known = Posting(
        id=f"{name} {until:%d %H:%M}",
        subscriber_id=name,
        edition=Edition(id=f"edition {until:%d %H:%M}", told=(told(at=until),)),
        since=until - DAY,
        until=until,
        made_at=until,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def delivery(of: Posting, part: int = 0, **changes: object) -> Delivery:
    known = Delivery(
        id=f"{of.id} {part}",
        posting_id=of.id,
        subscriber_id=of.subscriber_id,
        chat="file",
        address=f"channel of {of.subscriber_id}",
        part=part,
        payload=f"part {part} of {of.edition.id}",
        created_at=of.made_at,
        expires_at=of.made_at + 6 * HOUR,
        next_attempt_at=of.made_at,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def notice(name: str = "k7qm", at: datetime = EIGHT, **changes: object) -> Delivery:
    of = posting(name, at)
    return replace(delivery(of, id=f"notice to {name} {at:%d %H}", posting_id=None, payload="Sorry."), **changes)  # type: ignore[arg-type]


def made(name: str = "k7qm", due_at: datetime = EIGHT, parts: int = 1, **changes: object) -> Made:
    of = posting(name, due_at, **changes)
    return Made(slot=slot(name, due_at), posting=of, deliveries=tuple(delivery(of, part) for part in range(parts)))


def subscribe(ledger: Ledger, *names: str, due_at: datetime = EIGHT) -> None:
    """Save subscribers of these names with one slot each."""
    ledger.save_subscribers([(subscriber(name), [slot(name, due_at)]) for name in names])


def post(ledger: Ledger, name: str = "k7qm", at: datetime = EIGHT, *states: State, **changes: object) -> Posting:
    """Save a posting that somebody asked for, with a delivery in each of these states."""
    of = posting(name, at, **changes)
    deliveries = [delivery(of, part, state=state, settled_at=at) for part, state in enumerate(states)]
    assert ledger.save_postings([Made(slot=None, posting=of, deliveries=tuple(deliveries))]) == 1
    return of
