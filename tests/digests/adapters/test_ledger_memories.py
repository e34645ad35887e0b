"""What readers have had, on every database: what may have been read is not told again, and what surely was not is."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from digests.adapters.engine import writing
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.adapters.tables import DELIVERY, EDITION
from digests.postings import Edition, Made, Memory, Posting, State
from tests.digests.adapters.ledgers import DAY, EIGHT, HOUR, delivery, post, posting, subscriber, told


@pytest.fixture
def ledger(database_url: str) -> Iterator[SqlLedger]:
    store, ledger = open_database(database_url)
    with closing(store):
        yield ledger


@pytest.fixture(autouse=True)
def subscribers(ledger: SqlLedger) -> None:
    ledger.save_subscribers([(subscriber(name), []) for name in ("k7qm", "zzzz")])


def test_who_has_had_nothing_has_an_empty_memory(ledger: SqlLedger) -> None:
    assert ledger.memories(["k7qm", "none"], EIGHT) == {"k7qm": Memory(), "none": Memory()}


def test_it_holds_the_editions_made_since_oldest_first(ledger: SqlLedger) -> None:
    posts = [post(ledger, "k7qm", EIGHT + days * DAY, State.SENT) for days in (2, 0, 1)]
    post(ledger, "zzzz", EIGHT + 5 * DAY, State.SENT)

    memory = ledger.memories(["k7qm"], EIGHT + DAY)["k7qm"]

    assert memory == Memory(last=EIGHT + 2 * DAY, editions=(posts[2].edition, posts[0].edition))


def test_the_last_one_counts_however_long_ago_it_was(ledger: SqlLedger) -> None:
    post(ledger, "k7qm", EIGHT - DAY, State.SENT)
    post(ledger, "k7qm", EIGHT, State.SENT, edition=Edition(id="empty", told=()))

    assert ledger.memories(["k7qm"], EIGHT + DAY) == {"k7qm": Memory(last=EIGHT, was_empty=True)}


@pytest.mark.parametrize(
    "states",
    [
        (),
        (State.PENDING,),
        (State.SENDING, State.PENDING),
        (State.SENT,),
        (State.UNKNOWN,),
        (State.SENT, State.PENDING, State.PENDING),
    ],
)
def test_what_may_have_been_read_counts(ledger: SqlLedger, states: tuple[State, ...]) -> None:
    of = post(ledger, "k7qm", EIGHT, *states)

    assert ledger.memories(["k7qm"], EIGHT)["k7qm"] == Memory(last=EIGHT, editions=(of.edition,))


@pytest.mark.parametrize("states", [(State.REFUSED,), (State.EXPIRED, State.REFUSED), (State.EXPIRED, State.PENDING)])
def test_what_surely_was_not_read_does_not(ledger: SqlLedger, states: tuple[State, ...]) -> None:
    before = post(ledger, "k7qm", EIGHT, State.SENT)
    post(ledger, "k7qm", EIGHT + HOUR, *states, since=EIGHT)

    assert ledger.memories(["k7qm"], EIGHT)["k7qm"] == Memory(last=EIGHT, editions=(before.edition,))


def test_an_edition_that_two_have_got_is_in_both_memories(ledger: SqlLedger) -> None:
    of = [post(ledger, name, EIGHT, State.SENT) for name in ("k7qm", "zzzz")]

    memories = ledger.memories(["k7qm", "zzzz"], EIGHT)

    assert of[0].edition == of[1].edition
    assert memories["k7qm"] == memories["zzzz"] == Memory(last=EIGHT, editions=(of[0].edition,))


def test_more_are_asked_than_one_statement_takes(ledger: SqlLedger) -> None:
    names = [f"n{number}" for number in range(1000)]
    ledger.save_subscribers([(subscriber(name), []) for name in names])
    ledger.save_postings([Made(slot=None, posting=posting(name)) for name in names])

    assert {memory.last for memory in ledger.memories(names, EIGHT).values()} == {EIGHT}


# ---- what somebody asked for


def test_what_was_asked_for_is_told_but_the_next_one_reaches_back_as_without_it(ledger: SqlLedger) -> None:
    planned = post(ledger, "k7qm", EIGHT, State.SENT)
    asked = post(ledger, "k7qm", EIGHT + HOUR, State.SENT, is_asked=True, edition=Edition(id="empty", told=()))

    memory = ledger.memories(["k7qm"], EIGHT)["k7qm"]

    assert memory == Memory(last=EIGHT, editions=(planned.edition, asked.edition))


def test_who_had_only_what_they_asked_for_lately_has_the_last_of_the_schedule_still(ledger: SqlLedger) -> None:
    asked = [post(ledger, name, EIGHT + DAY, State.SENT, is_asked=True) for name in ("k7qm", "zzzz")]
    post(ledger, "k7qm", EIGHT, State.SENT)

    memories = ledger.memories(["k7qm", "zzzz"], EIGHT + DAY)

    assert memories["k7qm"] == Memory(last=EIGHT, editions=(asked[0].edition,))
    assert memories["zzzz"] == Memory(last=None, editions=(asked[1].edition,))


def test_what_was_asked_for_and_did_not_arrive_is_not_told_and_opens_no_gap(ledger: SqlLedger) -> None:
    planned = post(ledger, "k7qm", EIGHT, State.SENT)
    post(ledger, "k7qm", EIGHT + HOUR, State.REFUSED, is_asked=True)

    assert ledger.memories(["k7qm"], EIGHT)["k7qm"] == Memory(last=EIGHT, editions=(planned.edition,))


def test_what_was_asked_for_closes_no_gap(ledger: SqlLedger) -> None:
    planned = post(ledger, "k7qm", EIGHT, State.SENT)
    post(ledger, "k7qm", EIGHT + DAY, State.EXPIRED)
    asked = post(ledger, "k7qm", EIGHT + 2 * DAY, State.SENT, is_asked=True)

    memory = ledger.memories(["k7qm"], EIGHT)["k7qm"]

    assert memory == Memory(last=EIGHT, editions=(planned.edition, asked.edition))


# ---- what was posted last


def test_the_last_deliveries_are_those_of_the_newest_posting_whatever_became_of_it(ledger: SqlLedger) -> None:
    assert ledger.last_deliveries("k7qm") == []
    post(ledger, "k7qm", EIGHT, State.SENT)
    last = post(ledger, "k7qm", EIGHT + HOUR, State.EXPIRED, State.REFUSED, is_asked=True)
    post(ledger, "zzzz", EIGHT + 9 * DAY, State.SENT)

    found = ledger.last_deliveries("k7qm")

    assert [(one.posting_id, one.part) for one in found] == [(last.id, 0), (last.id, 1)]


def test_the_last_postings_are_those_that_may_have_arrived(ledger: SqlLedger) -> None:
    states = (State.SENT, State.REFUSED, State.PENDING, State.UNKNOWN)
    posts = [post(ledger, "k7qm", EIGHT + days * DAY, state) for days, state in enumerate(states)]
    asked = post(ledger, "k7qm", EIGHT + HOUR, State.SENT, is_asked=True, is_late=True)
    post(ledger, "zzzz", EIGHT + 9 * DAY, State.SENT)

    assert ledger.postings("k7qm", 9) == [posts[3], posts[2], asked, posts[0]]
    assert ledger.postings("k7qm", 2) == [posts[3], posts[2]]


# ---- a digest of which a part did not arrive

Part = tuple[State, tuple[str, ...]]  # of a posting, and which stories it tells


def post_parts(ledger: SqlLedger, *parts: Part) -> None:
    """Save a posting of the stories a, b and c with these parts."""
    of = posting(edition=Edition(id="abc", told=tuple(map(told, "abc"))))
    deliveries = [
        delivery(of, part, state=state, tells=tells, settled_at=EIGHT) for part, (state, tells) in enumerate(parts)
    ]
    assert ledger.save_postings([Made(slot=None, posting=of, deliveries=tuple(deliveries))]) == 1


def stories_told(ledger: SqlLedger) -> list[str]:
    return [one.story_id for edition in ledger.memories(["k7qm"], EIGHT)["k7qm"].editions for one in edition.told]


@pytest.mark.parametrize("state", [State.EXPIRED, State.REFUSED])
def test_a_story_counts_as_told_where_its_message_may_have_arrived(ledger: SqlLedger, state: State) -> None:
    post_parts(ledger, (State.SENT, ("a",)), (State.UNKNOWN, ("b",)), (state, ("c",)))

    assert stories_told(ledger) == ["a", "b"]


def test_a_story_counts_as_told_while_its_message_waits(ledger: SqlLedger) -> None:
    post_parts(ledger, (State.SENT, ("a",)), (State.REFUSED, ("b",)), (State.PENDING, ("c",)))

    assert stories_told(ledger) == ["a", "c"]


def test_a_story_in_two_messages_counts_as_told_where_one_may_have_arrived(ledger: SqlLedger) -> None:
    post_parts(ledger, (State.SENT, ("a", "b")), (State.EXPIRED, ("b", "c")))

    assert stories_told(ledger) == ["a", "b"]


def test_a_story_that_no_message_names_counts_as_told_where_anything_may_have_arrived(ledger: SqlLedger) -> None:
    post_parts(ledger, (State.SENT, ("a",)), (State.EXPIRED, ("b",)))

    assert stories_told(ledger) == ["a", "c"]


# ---- the window after a failure


def had_until(ledger: SqlLedger) -> datetime | None:
    return ledger.memories(["k7qm"], EIGHT - DAY)["k7qm"].last


def fail(ledger: SqlLedger, of: Posting, at: datetime, state: State = State.EXPIRED) -> None:
    """Let the messages of a posting end so."""
    with writing(ledger._engine) as connection:
        these = update(DELIVERY).where(DELIVERY.c.posting_id == of.id)
        connection.execute(these.values(state=state, settled_at=at))


@pytest.mark.parametrize("state", [State.EXPIRED, State.REFUSED])
def test_the_news_of_a_digest_that_expired_while_the_next_was_made_belongs_to_the_one_after(
    ledger: SqlLedger, state: State
) -> None:
    post(ledger, "k7qm", EIGHT - HOUR, State.SENT)
    failed = post(ledger, "k7qm", EIGHT, State.PENDING, since=EIGHT - HOUR)
    post(ledger, "k7qm", EIGHT + 4 * HOUR, State.SENT, since=EIGHT)
    assert had_until(ledger) == EIGHT + 4 * HOUR

    fail(ledger, failed, EIGHT + 6 * HOUR, state)
    assert had_until(ledger) == EIGHT - HOUR

    last = post(ledger, "k7qm", EIGHT + 8 * HOUR, State.PENDING, since=EIGHT - HOUR)
    assert had_until(ledger) == EIGHT + 8 * HOUR

    fail(ledger, last, EIGHT + 9 * HOUR)
    assert had_until(ledger) == EIGHT - HOUR


def test_the_news_of_a_digest_of_which_a_part_did_not_arrive_belongs_to_the_next_one(ledger: SqlLedger) -> None:
    post(ledger, "k7qm", EIGHT, State.SENT, State.EXPIRED, since=EIGHT - HOUR)
    assert had_until(ledger) == EIGHT - HOUR

    post(ledger, "k7qm", EIGHT + HOUR, State.SENT, since=EIGHT - HOUR)
    assert had_until(ledger) == EIGHT + HOUR


# ---- what another version wrote


def edition_with(**changes: object) -> str:
    """Return an edition of one story, in the form that is kept, but for these values."""
    kept = {"story_id": "s", "at": EIGHT.isoformat(), "article_ids": [], "publishers": [], "texts": []}
    return json.dumps([kept | changes])


@pytest.mark.parametrize(
    "kept",
    [
        "no JSON",
        "7",
        "[7]",
        "[[]]",
        "[{}]",
        edition_with(at="yesterday"),
        edition_with(at=7),
        edition_with(at="2026-03-01T08:00:00"),
        edition_with(texts="Rain"),
        edition_with(article_ids=[[]]),
    ],
)
def test_an_edition_that_cannot_be_read_stops_nobody_and_the_log_says_so_once(ledger: SqlLedger, kept: str) -> None:
    of = post(ledger, "k7qm", EIGHT, State.SENT)
    other = post(ledger, "zzzz", EIGHT + HOUR, State.SENT)
    with writing(ledger._engine) as connection:
        connection.execute(update(EDITION).where(EDITION.c.id == of.edition.id).values(told=kept))

    with capture_logs() as logs:
        memories = [ledger.memories(["k7qm", "zzzz"], EIGHT) for _ in range(2)][1]

    assert memories["k7qm"].editions == (Edition(id=of.edition.id, told=()),)
    assert (memories["k7qm"].last, memories["zzzz"].editions) == (EIGHT, (other.edition,))
    assert [(entry["event"], entry["edition"]) for entry in logs] == [("edition_unreadable", of.edition.id)]


@pytest.mark.parametrize("kept", ["no JSON", "{}", "[7]"])
def test_stories_of_a_message_that_cannot_be_read_keep_it_from_nobody(ledger: SqlLedger, kept: str) -> None:
    post(ledger, "k7qm", EIGHT, State.PENDING)
    with writing(ledger._engine) as connection:
        connection.execute(update(DELIVERY).values(tells=kept))

    [found] = ledger.sendable(EIGHT, ["file"], 9)

    assert found.tells == ()
