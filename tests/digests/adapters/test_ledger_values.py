"""What the ledger is given comes back as it was, whatever it holds, on every database."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.models import Alerts, Empty, Layout, Quiet, Subscription, Told
from digests.posting_ports import Ledger
from digests.postings import Delivery, Edition, Fate, Made, Posting, Slot, State, Subscriber
from tests.digests.adapters.examples import COUNTS, TIMES
from tests.digests.adapters.ledgers import DAY, EIGHT, HOUR, delivery, notice, posting, slot, subscriber

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
HOSTILE = st.text(st.characters())
WORDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))

SUBSCRIPTIONS = st.builds(
    Subscription,
    feeds=st.lists(WORDS.map("https://{}.example/rss".format), unique=True, max_size=3).map(tuple),
    language=st.sampled_from(["en", "fr", "pt-BR"]),
    window=st.integers(1, 168).map(lambda hours: timedelta(hours=hours)),
    topics=st.lists(WORDS, unique=True, max_size=3).map(lambda words: tuple(f"{word} news" for word in words)),
    stories=st.integers(3, 20),
    empty=st.sampled_from(Empty),
    layout=st.sampled_from(Layout),
    silent=st.booleans(),
    timezone=st.sampled_from(["UTC", "Europe/Paris", "Australia/Lord_Howe"]),
    times=st.lists(MINUTES, min_size=1, max_size=6, unique=True).map(lambda times: tuple(sorted(times))),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    quiet=st.sampled_from(Quiet),
    alerts=st.sampled_from(Alerts),
)
SUBSCRIBERS = st.builds(
    Subscriber,
    id=st.just("k7qm"),
    chat=TEXTS,
    address=TEXTS,
    subscription=SUBSCRIPTIONS,
    created_at=TIMES,
    decided_until=TIMES,
    next_due_at=st.none() | TIMES,
    paused_at=st.none() | TIMES,
    paused_until=st.none() | TIMES,
    pause_reason=st.none() | TEXTS,
    skips=COUNTS,
    workspace=st.none() | TEXTS,
    closed_at=st.none() | TIMES,
)
SLOTS = st.builds(
    Slot,
    subscriber_id=st.just("k7qm"),
    date=st.dates(date(1, 1, 1)),
    time=st.times(),
    due_at=TIMES,
    fate=st.sampled_from(Fate),
    is_late=st.booleans(),
)
TOLD = st.builds(
    Told,
    story_id=WORDS,
    at=TIMES,
    article_ids=st.frozensets(TEXTS, max_size=3),
    publishers=st.frozensets(TEXTS, max_size=3),
    texts=st.lists(TEXTS, max_size=3).map(tuple),
)
POSTINGS = st.builds(
    Posting,
    id=st.just("p"),
    subscriber_id=st.just("k7qm"),
    edition=st.builds(Edition, id=st.just("e"), told=st.lists(TOLD, max_size=3).map(tuple)),
    since=TIMES,
    until=TIMES,
    made_at=TIMES,
    is_late=st.booleans(),
)
DELIVERIES = st.builds(
    Delivery,
    id=st.just("d"),
    posting_id=st.just("p"),
    subscriber_id=st.just("k7qm"),
    chat=TEXTS,
    address=TEXTS,
    part=COUNTS,
    payload=TEXTS,
    created_at=TIMES,
    expires_at=TIMES,
    next_attempt_at=TIMES,
    tells=st.lists(HOSTILE, max_size=3).map(tuple),
    state=st.sampled_from(State),
    attempts=COUNTS,
    lease_until=st.none() | TIMES,
    first_sent_at=st.none() | TIMES,
    settled_at=st.none() | TIMES,
    message_id=st.none() | TEXTS,
    error=st.none() | TEXTS,
)

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def ledger(database_url: str) -> Iterator[SqlLedger]:
    store, ledger = open_database(database_url)
    with closing(store):
        yield ledger


@few
@given(known=SUBSCRIBERS, slots=st.lists(SLOTS, max_size=3, unique_by=lambda slot: (slot.date, slot.time)))
def test_a_subscriber_and_its_slots_come_back(ledger: Ledger, known: Subscriber, slots: list[Slot]) -> None:
    ledger.remove_subscriber("k7qm")

    ledger.save_subscribers([(known, slots)])

    assert ledger.subscribers() == [replace(known, version=1)]
    assert ledger.slots("k7qm", date.min) == sorted(slots, key=lambda slot: (slot.date, slot.time))


@few
@given(of=POSTINGS, sent=DELIVERIES)
def test_a_posting_and_its_delivery_come_back(ledger: Ledger, of: Posting, sent: Delivery) -> None:
    ledger.remove_subscriber("k7qm")
    ledger.save_subscribers([(subscriber(), [])])

    ledger.save_postings([Made(slot=None, posting=of, deliveries=(sent,))])

    assert ledger.deliveries("k7qm") == [sent]
    memory = ledger.memories(["k7qm"], of.made_at)["k7qm"]
    is_read = sent.state not in (State.REFUSED, State.EXPIRED)
    assert memory.editions == ((of.edition,) if is_read else ())


@few
@given(text=HOSTILE)
def test_what_no_database_keeps_stops_nobody(ledger: Ledger, text: str) -> None:
    ledger.remove_subscriber("k7qm")
    told = Told(
        story_id="s", at=EIGHT, article_ids=frozenset({text}), publishers=frozenset({text}), texts=(text, "\0\ud800")
    )
    of = posting(edition=Edition(id="e", told=(told,)))
    ledger.save_subscribers([(subscriber(address=text, pause_reason=text), [])])
    ledger.save_postings([Made(slot=None, posting=of, deliveries=(delivery(of, payload=text, address=text),))])
    (before,) = ledger.deliveries("k7qm")

    assert ledger.change_delivery(before, replace(before, attempts=1, error=text, message_id=text))

    kept = text.replace("\0", "").encode(errors="replace").decode()
    (after,) = ledger.deliveries("k7qm")
    assert (after.payload, after.address, after.error, after.message_id) == (kept, kept, kept, kept)
    (known,) = ledger.subscribers()
    assert (known.address, known.pause_reason) == (kept, kept)
    assert [one.texts[1] for one in ledger.memories(["k7qm"], EIGHT)["k7qm"].editions[0].told] == ["\0\ud800"]


def test_a_moment_in_another_zone_comes_back_in_utc(ledger: Ledger) -> None:
    at = EIGHT.astimezone(ZoneInfo("Asia/Kathmandu"))
    ledger.save_subscribers([(subscriber(next_due_at=at), [slot(due_at=EIGHT)])])

    (known,) = ledger.due_subscribers(EIGHT, 1)

    assert known.next_due_at == EIGHT
    assert known.next_due_at.tzinfo is UTC


def test_a_time_of_day_is_kept_to_the_microsecond(ledger: Ledger) -> None:
    odd = slot(time=time(8, 0, 0, 1))
    ledger.save_subscribers([(subscriber(), [odd, slot()])])

    assert ledger.slots("k7qm", EIGHT.date()) == [slot(), odd]


def test_a_notice_has_no_posting(ledger: Ledger) -> None:
    ledger.save_subscribers([(subscriber(), [])])
    of = posting()
    first = delivery(of)
    ledger.save_postings([Made(slot=None, posting=of, deliveries=(first,))])

    told = notice(at=EIGHT + HOUR, expires_at=EIGHT + DAY)
    ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), [told])

    assert ledger.deliveries("k7qm")[0] == told
