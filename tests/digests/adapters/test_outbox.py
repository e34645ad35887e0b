"""The contract of the Ledger port on every database: what is made is written once, and each message sent by one."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from digests.adapters.engine import reading
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import SqlStore, open_database
from digests.adapters.tables import EDITION, PAYLOAD, STORY
from digests.ports import Store
from digests.posting_ports import Ledger
from digests.postings import Edition, Fate, Made, Memory, State
from tests.digests.adapters.examples import FEED, article, indexes_used, save_grouping, story
from tests.digests.adapters.ledgers import (
    CHATS,
    DAY,
    EIGHT,
    HOUR,
    delivery,
    made,
    notice,
    post,
    posting,
    slot,
    subscribe,
    subscriber,
    told,
)

SECOND = timedelta(seconds=1)


@pytest.fixture
def store_and_ledger(database_url: str) -> Iterator[tuple[SqlStore, SqlLedger]]:
    store, ledger = open_database(database_url)
    with closing(store):
        yield store, ledger


@pytest.fixture
def store(store_and_ledger: tuple[SqlStore, SqlLedger]) -> SqlStore:
    return store_and_ledger[0]


@pytest.fixture
def ledger(store_and_ledger: tuple[SqlStore, SqlLedger]) -> SqlLedger:
    return store_and_ledger[1]


def posted_at(store: SqlStore) -> dict[str, datetime | None]:
    with reading(store._engine) as connection:
        return {row.id: row.posted_at for row in connection.execute(select(STORY.c.id, STORY.c.posted_at))}


class TestSavePostings:
    def test_the_slot_is_posted_and_its_deliveries_can_be_sent(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")

        assert ledger.save_postings([made(parts=2)]) == 1

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=Fate.POSTED)]
        assert ledger.planned_slots(9) == []
        assert ledger.deliveries("k7qm") == list(made(parts=2).deliveries)
        assert ledger.memories(["k7qm"], EIGHT)["k7qm"] == Memory(last=EIGHT, editions=(posting().edition,))

    def test_a_slot_with_nothing_to_tell_is_empty(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")

        assert ledger.save_postings([Made(slot=slot(), posting=None)]) == 1

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=Fate.EMPTY)]

    @pytest.mark.parametrize("fate", [Fate.MISSED, Fate.SKIPPED])
    def test_a_slot_for_which_nothing_was_made_gets_the_fate_it_is_given(self, ledger: Ledger, fate: Fate) -> None:
        subscribe(ledger, "k7qm")

        assert ledger.save_postings([Made(slot=slot(fate=fate), posting=None)]) == 1

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=fate)]
        assert ledger.planned_slots(9) == []

    def test_what_somebody_else_has_made_is_passed_over(self, ledger: Ledger) -> None:
        subscribe(ledger, "a", "b")
        ledger.save_postings([made("a")])
        again = replace(made("a", parts=3), posting=posting("a", id="another"))

        assert ledger.save_postings([again, made("b")]) == 1

        assert ledger.deliveries("a") == list(made("a").deliveries)
        assert ledger.deliveries("b") == list(made("b").deliveries)

    @pytest.mark.parametrize("fate", [fate for fate in Fate if fate != Fate.PLANNED])
    def test_a_slot_of_another_fate_keeps_it(self, ledger: Ledger, fate: Fate) -> None:
        ledger.save_subscribers([(subscriber(), [slot(fate=fate)])])

        assert ledger.save_postings([made()]) == 0

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=fate)]
        assert ledger.deliveries("k7qm") == []

    def test_the_same_slot_twice_is_posted_once(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")

        assert ledger.save_postings([made(), made()]) == 1
        assert ledger.deliveries("k7qm") == list(made().deliveries)

    def test_of_several_slots_of_a_day_the_right_one_is_posted(self, ledger: Ledger) -> None:
        slots = [slot(due_at=EIGHT + hours * HOUR) for hours in (0, 1, 24)]
        ledger.save_subscribers([(subscriber(), slots)])

        assert ledger.save_postings([made(due_at=EIGHT + HOUR), Made(slot=slots[2], posting=None)]) == 2

        fates = [one.fate for one in ledger.slots("k7qm", EIGHT.date())]
        assert fates == [Fate.PLANNED, Fate.POSTED, Fate.EMPTY]

    def test_a_late_slot_stays_late(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [slot(is_late=True)])])

        ledger.save_postings([made()])

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(is_late=True, fate=Fate.POSTED)]

    def test_what_somebody_asked_for_is_written_once(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])
        asked = replace(made(parts=2), slot=None)

        assert [ledger.save_postings([asked, asked]), ledger.save_postings([asked])] == [1, 0]
        assert ledger.deliveries("k7qm") == list(asked.deliveries)

    def test_who_was_removed_meanwhile_is_passed_over(self, ledger: Ledger) -> None:
        assert ledger.save_postings([made("gone"), replace(made("away"), slot=None)]) == 0

    def test_neither_slot_nor_posting_is_nothing(self, ledger: Ledger) -> None:
        assert ledger.save_postings([Made(slot=None, posting=None)]) == 0
        assert ledger.save_postings([]) == 0

    def test_what_many_get_is_kept_once(self, ledger: SqlLedger) -> None:
        names = [f"n{number}" for number in range(500)]
        subscribe(ledger, *names)

        assert ledger.save_postings(made(name, parts=2) for name in names) == 500

        with reading(ledger._engine) as connection:
            assert connection.scalar(select(func.count()).select_from(EDITION)) == 1
            assert connection.scalar(select(func.count()).select_from(PAYLOAD)) == 2


class TestStoriesTold:
    @pytest.fixture(autouse=True)
    def stories(self, store: Store, ledger: Ledger) -> None:
        store.save_feeds([FEED])
        store.save_articles(article(name) for name in "abcd")
        save_grouping(store, *(story(f"of {name}", name) for name in "abcd"))
        subscribe(ledger, "k7qm", "zzzz")

    def test_they_count_as_posted_from_the_first_time_on(self, store: SqlStore, ledger: Ledger) -> None:
        edition = Edition(id="e", told=(told("of a"), told("of b"), told("unknown")))
        store.mark_posted(["of b"], EIGHT - DAY)

        ledger.save_postings([made("zzzz", edition=edition, made_at=EIGHT + SECOND), made(edition=edition)])
        post(ledger, "k7qm", EIGHT + HOUR, edition=edition)

        assert posted_at(store) == {"of a": EIGHT, "of b": EIGHT - DAY, "of c": None, "of d": None}

    def test_they_do_under_the_ids_that_they_have_been_merged_into_too(self, store: SqlStore, ledger: Ledger) -> None:
        save_grouping(store, story("of c", "a", "b", "c"), aliases={"of a": "of b", "of b": "of c"})
        store.mark_posted(["of b"], EIGHT - DAY)

        ledger.save_postings([made(edition=Edition(id="e", told=(told("of a"),)))])

        assert posted_at(store) == {"of a": EIGHT, "of b": EIGHT - DAY, "of c": EIGHT, "of d": None}

    def test_aliases_that_lead_in_a_circle_are_followed_once(self, store: SqlStore, ledger: Ledger) -> None:
        save_grouping(store, aliases={"of a": "of b", "of b": "of a"})

        ledger.save_postings([made(edition=Edition(id="e", told=(told("of a"),)))])

        assert posted_at(store) == {"of a": EIGHT, "of b": EIGHT, "of c": None, "of d": None}

    def test_what_is_passed_over_tells_nothing(self, store: SqlStore, ledger: Ledger) -> None:
        ledger.save_postings([Made(slot=slot(), posting=None)])

        ledger.save_postings([made(edition=Edition(id="e", told=(told("of a"),)))])

        assert set(posted_at(store).values()) == {None}


class TestSendable:
    def test_what_waits_longest_comes_first(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(name), []) for name in "abc"])
        for name, ago in (("a", SECOND), ("b", HOUR), ("c", -SECOND)):
            of = posting(name)
            waiting = delivery(of, next_attempt_at=EIGHT - ago)
            ledger.save_postings([Made(slot=None, posting=of, deliveries=(waiting,))])

        assert [one.subscriber_id for one in ledger.sendable(EIGHT, CHATS, 9)] == ["b", "a"]
        assert [one.subscriber_id for one in ledger.sendable(EIGHT, CHATS, 1)] == ["b"]
        assert [one.subscriber_id for one in ledger.sendable(EIGHT + SECOND, CHATS, 9)] == ["b", "a", "c"]

    def test_only_what_these_chats_take_comes(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])

        assert ledger.sendable(EIGHT, ["console", "slack"], 9) == []
        assert ledger.sendable(EIGHT, [], 9) == []
        assert ledger.sendable(EIGHT, ["file", "file"], 9) == list(made().deliveries)

    @pytest.mark.parametrize("state", [State.SENT, State.REFUSED, State.UNKNOWN])
    def test_a_part_comes_when_those_before_it_have_ended(self, ledger: Ledger, state: State) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=3)])
        first, second, _ = made(parts=3).deliveries
        sending = replace(first, state=State.SENDING, attempts=1, lease_until=EIGHT + HOUR)

        assert ledger.sendable(EIGHT, CHATS, 9) == [first]
        assert ledger.change_delivery(first, sending)
        assert ledger.sendable(EIGHT, CHATS, 9) == []
        assert ledger.change_delivery(sending, replace(sending, state=state))
        assert ledger.sendable(EIGHT, CHATS, 9) == [second]

    def test_no_part_comes_after_one_that_expired(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=3)])
        first, second, third = made(parts=3).deliveries

        assert ledger.change_delivery(first, replace(first, state=State.EXPIRED))
        assert ledger.sendable(EIGHT + HOUR, CHATS, 9) == []
        assert ledger.change_delivery(second, replace(second, state=State.SENT))
        assert ledger.sendable(EIGHT + HOUR, CHATS, 9) == []

        assert ledger.expire(third.expires_at) == {State.EXPIRED: 1}

    def test_a_part_that_waits_for_later_holds_up_those_after_it(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=2)])
        first, _ = made(parts=2).deliveries

        ledger.change_delivery(first, replace(first, attempts=1, next_attempt_at=EIGHT + HOUR))

        assert ledger.sendable(EIGHT, CHATS, 9) == []

    def test_what_is_being_sent_comes_when_its_lease_has_run_out(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        sending = replace(first, state=State.SENDING, attempts=1, lease_until=EIGHT + HOUR)
        ledger.change_delivery(first, sending)

        assert ledger.sendable(EIGHT + HOUR - SECOND, CHATS, 9) == []
        assert ledger.sendable(EIGHT + HOUR, CHATS, 9) == [sending]

    def test_notices_wait_for_nothing(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        told = [notice(part=0), notice(part=1, id="the other")]
        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), told)

        assert {one.id for one in ledger.sendable(EIGHT, CHATS, 9)} == {one.id for one in told}

    def test_few_of_many_come_from_an_index(self, store: SqlStore, ledger: SqlLedger) -> None:
        names = [f"n{number:05}" for number in range(2000)]
        ledger.save_subscribers([(subscriber(name), []) for name in names])
        waiting = [posting(name) for name in names]
        later: dict[str, Any] = {"next_attempt_at": EIGHT + HOUR}
        ledger.save_postings(
            Made(slot=None, posting=of, deliveries=(delivery(of, **(later if of.subscriber_id != "n01234" else {})),))
            for of in waiting
        )

        assert [one.subscriber_id for one in ledger.sendable(EIGHT, CHATS, 50)] == ["n01234"]
        assert len(ledger.sendable(EIGHT + HOUR, CHATS, 50)) == 50

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_what_is_due_is_looked_up_in_indexes(self, store: SqlStore, ledger: SqlLedger) -> None:
        assert "ix_delivery_pending" in indexes_used(store, lambda: ledger.sendable(EIGHT, CHATS, 9))
        assert "ix_delivery_sending" in indexes_used(store, lambda: ledger.sendable(EIGHT, CHATS, 9))
        assert set(indexes_used(store, lambda: ledger.expire(EIGHT))) == {"ix_delivery_expiring"}
        assert indexes_used(store, lambda: ledger.due_subscribers(EIGHT, 9)) == ["ix_subscriber_next_due_at"]
        assert indexes_used(store, lambda: ledger.memories(["a"], EIGHT))[0] == "ix_posting_subscriber_id"


class TestChangeDelivery:
    @pytest.fixture(autouse=True)
    def posted(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])

    def test_all_that_sending_teaches_is_kept(self, ledger: Ledger) -> None:
        (before,) = made().deliveries
        after = replace(
            before,
            state=State.UNKNOWN,
            attempts=7,
            lease_until=EIGHT + HOUR,
            first_sent_at=EIGHT,
            settled_at=EIGHT + SECOND,
            expires_at=EIGHT + DAY,
            next_attempt_at=EIGHT + 2 * HOUR,
            message_id="42",
            error="no answer came",
        )

        assert ledger.change_delivery(before, after)
        assert ledger.deliveries("k7qm") == [after]

    def test_what_is_sent_never_changes(self, ledger: Ledger) -> None:
        (before,) = made().deliveries

        assert ledger.change_delivery(before, replace(before, attempts=1, payload="another"))
        assert ledger.deliveries("k7qm") == [replace(before, attempts=1)]

    @pytest.mark.parametrize("changes", [{"state": State.SENDING}, {"attempts": 1}, {"id": "none"}])
    def test_what_another_has_changed_meanwhile_stays(self, ledger: Ledger, changes: dict[str, object]) -> None:
        (kept,) = made().deliveries
        before = replace(kept, **changes)  # type: ignore[arg-type]

        assert not ledger.change_delivery(before, replace(before, state=State.SENT))
        assert ledger.deliveries("k7qm") == [kept]
