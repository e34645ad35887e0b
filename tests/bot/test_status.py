"""`digestbot status` as its user meets it, on a real database; what it says in words is tested beside its format."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.status import MANY, show
from digests import planning
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import SqlStore, open_database
from digests.errors import BadRequest
from digests.following import newly_followed
from digests.models import Feed, Subscription
from digests.postings import Delivery, Edition, Halt, Made, Posting, Slot, State, Subscriber

NOW = datetime.now(UTC).replace(microsecond=0)  # the command looks at the real clock
MADE = NOW - timedelta(hours=2)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[SqlStore, SqlLedger]]:
    monkeypatch.chdir(tmp_path)
    store, ledger = open_database("sqlite:///news.db")
    yield store, ledger
    store.close()


def said(capsysbinary: pytest.CaptureFixture[bytes], id_: str | None = None) -> str:
    show(id_, database="news.db")
    return capsysbinary.readouterr().out.decode()


def a_subscriber(ledger: SqlLedger) -> Subscriber:
    at = (NOW - timedelta(hours=2)).time().replace(second=0)
    wish = Subscription(feeds=(), language="fr", times=(at,))
    now = NOW - timedelta(days=1, hours=1)
    return planning.subscribe(chat="console", address="harbour", subscription=wish, ledger=ledger, now=now)


def post(ledger: SqlLedger, subscriber: Subscriber, *states: State) -> None:
    """Let the subscriber's slot of today be posted, in a message of each of these states."""
    planning.plan_due(NOW, ledger=ledger)
    [slot] = ledger.planned_slots(10)
    posting = Posting(
        id="p1", subscriber_id=subscriber.id, edition=Edition(id="e" * 64, told=()), since=MADE, until=NOW, made_at=MADE
    )
    parts = [a_delivery(subscriber, slot, part) for part in range(len(states))]
    assert ledger.save_postings([Made(slot=slot, posting=posting, deliveries=tuple(parts))]) == 1
    for before, state in zip(parts, states, strict=True):
        error = None if state is State.SENT else "the harbour is \x1b[31mclosed"
        settled = None if state is State.PENDING else NOW
        assert ledger.change_delivery(before, replace(before, state=state, settled_at=settled, error=error))


def a_delivery(subscriber: Subscriber, slot: Slot, part: int) -> Delivery:
    return Delivery(
        id=f"n{part}",
        posting_id="p1",
        subscriber_id=subscriber.id,
        chat=subscriber.chat,
        address=subscriber.address,
        part=part,
        payload="…",
        created_at=MADE,
        expires_at=slot.due_at + timedelta(hours=6),
        next_attempt_at=NOW,
    )


def test_a_new_database_says_so_in_a_line(
    opened: tuple[SqlStore, SqlLedger], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    line = said(capsysbinary)
    assert line.startswith("0 subscriptions; no feed is followed; news.db has ")
    assert line.count("\n") == 1


def test_what_was_sent_is_pending_or_unknown_is_told_of_all_and_of_one(
    opened: tuple[SqlStore, SqlLedger], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, ledger = opened
    subscriber = a_subscriber(ledger)
    post(ledger, subscriber, State.SENT, State.UNKNOWN, State.PENDING)
    of_all, of_one = said(capsysbinary), said(capsysbinary, subscriber.id)
    for text in (of_all, of_one):
        assert f"{subscriber.id}  console · harbour\n" in text
        assert ": 1 of 3 messages sent at " in text
        assert "messages   1 pending, 1 sent, 1 unknown\n" in text
        assert "pending    next try " in text
        assert "error      the harbour is closed\n" in text
    assert "part 2  unknown " in of_one
    assert "part" not in of_all


def test_chats_that_take_nothing_and_feeds_that_fail_are_told_of_all(
    opened: tuple[SqlStore, SqlLedger], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    store, ledger = opened
    feed = Feed(url="https://herald.example/rss", title="Herald")
    good = newly_followed(feed, location=feed.url, language=None, topic=None, now=NOW)
    store.save_followed([replace(good, failures=2, last_error="the server answered 503")])
    ledger.save_halt(Halt(chat="console", at=NOW, reason="nobody reads it"))
    subscriber = a_subscriber(ledger)
    text = said(capsysbinary)
    assert "! console takes nothing since " in text
    assert "! Herald, https://herald.example/rss: 2 failures in a row, the last: the server answered 503" in text
    assert "! console takes nothing since " in said(capsysbinary, subscriber.id)


def test_of_very_many_subscriptions_those_with_trouble_are_told_and_the_others_counted(
    opened: tuple[SqlStore, SqlLedger], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    _, ledger = opened
    subscriber = a_subscriber(ledger)
    post(ledger, subscriber, State.SENT, State.UNKNOWN)
    many = [replace(subscriber, id=f"w{number:03}", version=0) for number in range(MANY + 10)]
    refused = [replace(each, paused_at=NOW, pause_reason="it is gone") for each in many[:MANY]]
    ledger.save_subscribers((each, []) for each in [*refused, *many[MANY:]])
    said_ = said(capsysbinary)
    assert f"\n10 do well, {MANY} refused by the chat, 1 with messages of which nobody knows" in said_
    paragraphs = re.findall(r"^(\w{4})  console · harbour$", said_, re.MULTILINE)
    assert paragraphs == [each.id for each in refused]
    assert said_.endswith(f"\nand 1 more that do not do well: {subscriber.id}\n")


def test_an_unknown_subscription_is_named(opened: tuple[SqlStore, SqlLedger]) -> None:
    with pytest.raises(BadRequest, match="“none” is no subscription"):
        show("none", database="news.db")
