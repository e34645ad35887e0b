"""The contract of the Ledger port on every database: subscribers, slots, what they have had, silent chats."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from digests.adapters.engine import writing
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.adapters.tables import SUBSCRIBER
from digests.models import Subscription
from digests.posting_ports import Ledger
from digests.postings import Fate, Halt, Memory, State
from tests.digests.adapters.examples import indexes_used
from tests.digests.adapters.ledgers import (
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
)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(database_url: str) -> Iterator[SqlLedger]:
    store, ledger = open_database(database_url)
    with closing(store):
        yield ledger


def unreadable(ledger: SqlLedger, *names: str, settings: str) -> None:
    """Let these subscribers have settings as another version may write them."""
    with writing(ledger._engine) as connection:
        connection.execute(update(SUBSCRIBER).where(SUBSCRIBER.c.id.in_(names)).values(settings=settings))


class TestSubscribers:
    def test_a_new_subscriber_is_kept_with_its_slots_and_a_version(self, ledger: Ledger) -> None:
        assert ledger.save_subscribers([(subscriber(), [slot()])]) == {"k7qm"}

        assert ledger.subscribers() == [subscriber(version=1)]
        assert ledger.slots("k7qm", EIGHT.date()) == [slot()]

    def test_those_of_one_channel_are_found_by_it(self, ledger: Ledger) -> None:
        names = ("a", "Z", "b", "c")
        places = zip(names, ("file", "file", "console", "file"), ("#1", "#1", "#1", "#2"), strict=True)
        ledger.save_subscribers([(subscriber(name, chat=chat, address=at), []) for name, chat, at in places])

        assert [one.id for one in ledger.subscribers_in("file", "#1")] == ["Z", "a"]
        assert ledger.subscribers_in("file", "#3") == []

    def test_those_of_one_workspace_are_found_by_it(self, ledger: SqlLedger) -> None:
        places = {
            "a": ("file", "1"),
            "Z": ("file", "1"),
            "b": ("console", "1"),
            "c": ("file", "2"),
            "d": ("file", None),
        }
        for name, (chat, workspace) in places.items():
            ledger.save_subscribers([(subscriber(name, chat=chat, workspace=workspace), [])])

        assert [one.id for one in ledger.subscribers_of("file", "1")] == ["Z", "a"]
        assert ledger.subscribers_of("file", "3") == []

    def test_a_workspace_is_one_as_long_as_a_subscriber_in_it_is_open(self, ledger: Ledger) -> None:
        for name, workspace in (("a", "1"), ("b", "1"), ("c", "2"), ("d", None)):
            ledger.save_subscribers([(subscriber(name, workspace=workspace), [])])
        ledger.save_subscribers([(subscriber("e", workspace="1", closed_at=EIGHT), [])])
        ledger.save_subscribers([(subscriber("f", workspace="3", closed_at=EIGHT), [])])

        assert (ledger.workspaces("file"), ledger.workspaces("console")) == ({"1", "2"}, set())

    def test_an_id_that_is_taken_is_not_given_again(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])

        assert ledger.save_subscribers([(subscriber(chat="console"), [slot()]), (subscriber("zzzz"), [])]) == {"zzzz"}

        assert ledger.subscribers(["k7qm"]) == [subscriber(version=1)]
        assert ledger.slots("k7qm", EIGHT.date()) == []

    def test_a_change_of_what_nobody_else_changed_is_kept(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])
        moved = subscriber(
            subscription=Subscription(feeds=("https://a.example/",), language="de", times=(time(7), time(19))),
            next_due_at=None,
            paused_at=EIGHT,
            paused_until=EIGHT + DAY,
            pause_reason="no such channel",
            skips=2,
            version=1,
        )

        assert ledger.save_subscribers([(moved, [slot()])]) == {"k7qm"}

        assert ledger.subscribers() == [replace(moved, version=2)]
        assert ledger.slots("k7qm", EIGHT.date()) == [slot()]

    @pytest.mark.parametrize("version", [0, 1, 3])
    def test_a_change_of_what_has_changed_meanwhile_is_not_kept(self, ledger: Ledger, version: int) -> None:
        ledger.save_subscribers([(subscriber(), [])])
        ledger.save_subscribers([(subscriber(version=1, skips=1), [])])

        assert ledger.save_subscribers([(subscriber(version=version, skips=9), [slot()])]) == set()

        assert ledger.subscribers() == [subscriber(version=2, skips=1)]
        assert ledger.slots("k7qm", EIGHT.date()) == []

    def test_of_two_changes_at_once_the_first_is_kept(self, ledger: Ledger) -> None:
        assert ledger.save_subscribers([(subscriber(), []), (subscriber(skips=9), [slot()])]) == {"k7qm"}

        assert ledger.subscribers() == [subscriber(version=1)]
        assert ledger.slots("k7qm", EIGHT.date()) == []

    def test_who_was_removed_is_not_changed(self, ledger: Ledger) -> None:
        assert ledger.save_subscribers([(subscriber(version=1), [slot()])]) == set()
        assert ledger.subscribers() == []

    def test_nothing_to_save_is_saved(self, ledger: Ledger) -> None:
        assert ledger.save_subscribers([]) == set()

    def test_changes_may_ask_the_ledger_while_they_are_read(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])

        changes = ((replace(known, skips=1), ledger.slots(known.id, EIGHT.date())) for known in ledger.subscribers())

        assert ledger.save_subscribers(changes) == {"k7qm"}

    def test_subscribers_come_oldest_first_and_ties_by_id(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(name), []) for name in ("b", "Z", "a")])
        ledger.save_subscribers([(subscriber("z", created_at=EIGHT - 2 * DAY), [])])

        assert [each.id for each in ledger.subscribers()] == ["z", "Z", "a", "b"]
        assert [each.id for each in ledger.subscribers(["b", "z", "none"])] == ["z", "b"]

    def test_a_channel_may_have_several(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber("a", address="#news"), []), (subscriber("b", address="#news"), [])])

        assert [each.address for each in ledger.subscribers()] == ["#news", "#news"]

    def test_who_is_due_comes_longest_due_first(self, ledger: Ledger) -> None:
        due = {"a": EIGHT + MINUTE, "b": EIGHT - HOUR, "c": EIGHT, "d": None}
        ledger.save_subscribers([(subscriber(name, next_due_at=at), []) for name, at in due.items()])

        assert [each.id for each in ledger.due_subscribers(EIGHT, 9)] == ["b", "c"]
        assert [each.id for each in ledger.due_subscribers(EIGHT, 1)] == ["b"]

    def test_who_is_removed_is_forgotten_with_everything(self, ledger: Ledger) -> None:
        for name in ("a", "b"):
            ledger.save_subscribers([(subscriber(name), [slot(name)])])
            ledger.save_postings([made(name)])

        assert ledger.remove_subscriber("a")
        assert not ledger.remove_subscriber("a")

        assert ledger.slots("a", EIGHT.date()) == []
        assert ledger.deliveries("a") == []
        assert ledger.memories(["a"], EIGHT - DAY) == {"a": Memory()}
        assert ledger.deliveries("b") == list(made("b").deliveries)

    def test_only_who_was_closed_before_a_moment_is_removed_for_that(self, ledger: Ledger) -> None:
        for name, closed_at in (("a", None), ("b", EIGHT), ("c", EIGHT - MINUTE)):
            ledger.save_subscribers([(subscriber(name, closed_at=closed_at), [])])

        assert [ledger.remove_subscriber(name, closed_before=EIGHT) for name in "abc"] == [False, False, True]

        assert [each.id for each in ledger.subscribers()] == ["a", "b"]


class TestUnreadableSettings:
    @pytest.mark.parametrize("settings", ['{"language":"fr","colour":"red"}', '{"stories":"many"}', "[]", "{", ""])
    def test_who_has_some_is_in_no_list_and_is_kept(self, ledger: SqlLedger, settings: str) -> None:
        ledger.save_subscribers([(subscriber(name), [slot(name)]) for name in ("a", "b")])
        unreadable(ledger, "a", settings=settings)

        assert [each.id for each in ledger.subscribers()] == ["b"]
        assert ledger.subscribers(["a"]) == []
        assert [each.id for each in ledger.due_subscribers(EIGHT, 9)] == ["b"]
        assert ledger.planned_slots(9) == [slot("b")]
        assert [record.subscriber.id for record in ledger.records(1)] == ["b"]

        unreadable(ledger, "a", settings='{"language":"fr"}')
        assert ledger.subscribers(["a"]) == [subscriber("a", version=1)]

    def test_those_who_have_some_keep_nobody_from_their_place(self, ledger: SqlLedger) -> None:
        names = ["a", "b", "c", "d", "e"]
        ledger.save_subscribers([(subscriber(name), [slot(name)]) for name in names])
        unreadable(ledger, "a", "b", "d", settings="{}!")

        assert [each.id for each in ledger.due_subscribers(EIGHT, 1)] == ["c"]
        assert [each.id for each in ledger.due_subscribers(EIGHT, 2)] == ["c", "e"]
        assert ledger.planned_slots(1) == [slot("c")]

    def test_the_log_says_so_once(self, ledger: SqlLedger) -> None:
        ledger.save_subscribers([(subscriber(name), []) for name in ("a", "b")])
        unreadable(ledger, "a", settings=json.dumps({"language": "a secret"}))

        with capture_logs() as logs:
            ledger.subscribers()
            ledger.due_subscribers(EIGHT, 9)

        assert logs == [{"event": "subscribers_unreadable", "log_level": "error", "subscribers": ["a"]}]


class TestSlots:
    def test_a_slot_that_is_there_stays_as_it_is(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [slot(fate=Fate.MISSED)])])

        assert ledger.save_subscribers([(subscriber(version=1), [slot(), slot(due_at=EIGHT + HOUR)])]) == {"k7qm"}

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=Fate.MISSED), slot(due_at=EIGHT + HOUR)]

    def test_slots_come_oldest_first_from_a_date_on(self, ledger: Ledger) -> None:
        slots = [slot(due_at=EIGHT + hours * HOUR) for hours in (30, 24, -1, -24, 0)]
        ledger.save_subscribers([(subscriber(), slots), (subscriber("zzzz"), [slot("zzzz")])])

        assert ledger.slots("k7qm", EIGHT.date()) == [slots[2], slots[4], slots[1], slots[0]]

    def test_planned_slots_come_longest_due_first(self, ledger: Ledger) -> None:
        late = slot("b", EIGHT - HOUR, is_late=True)
        others = [slot("b", EIGHT + count * HOUR, fate=fate) for count, fate in enumerate(Fate) if fate != Fate.PLANNED]
        ledger.save_subscribers([(subscriber("a"), [slot("a")]), (subscriber("b"), [late, *others])])

        assert ledger.planned_slots(9) == [late, slot("a")]
        assert ledger.planned_slots(1) == [late]


class TestHalts:
    def test_a_halt_is_new_once_until_it_is_lifted(self, ledger: Ledger) -> None:
        halts = [Halt(chat=chat, at=EIGHT, reason="the token is revoked") for chat in ("slack", "discord")]

        assert [ledger.save_halt(halt) for halt in halts] == [True, True]
        assert not ledger.save_halt(Halt(chat="slack", at=EIGHT + HOUR, reason="still"))
        assert ledger.halts() == [halts[1], halts[0]]

        ledger.lift_halt("slack")
        ledger.lift_halt("none")

        assert ledger.halts() == [halts[1]]
        assert ledger.save_halt(halts[0])


class TestRecords:
    def test_who_has_had_nothing_has_an_empty_record(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])

        (record,) = ledger.records(3)

        assert record.subscriber == subscriber(version=1)
        assert (record.slots, record.deliveries, record.missed) == ((), {}, 0)
        assert (record.last_sent_at, record.error) == (None, None)

    def test_a_record_holds_the_last_slots_newest_first_and_all_that_were_missed(self, ledger: Ledger) -> None:
        slots = [slot(due_at=EIGHT + days * DAY, fate=Fate.MISSED) for days in range(4)]
        slots.append(slot(due_at=EIGHT + 3 * DAY + HOUR, fate=Fate.POSTED))
        ledger.save_subscribers([(subscriber("zzzz"), []), (subscriber(), slots)])

        first, second = ledger.records(2)

        assert (first.subscriber.id, first.slots, first.missed) == ("k7qm", (slots[4], slots[3]), 4)
        assert (second.subscriber.id, second.slots, second.missed) == ("zzzz", (), 0)

    def test_records_of_some_leave_the_others_out(self, ledger: Ledger) -> None:
        missed = slot(fate=Fate.MISSED)
        ledger.save_subscribers([(subscriber(), [missed]), (subscriber("zzzz"), []), (subscriber("aaaa"), [])])
        post(ledger, "k7qm", EIGHT, State.SENT, State.EXPIRED)
        post(ledger, "zzzz", EIGHT, State.SENT)

        everyone = ledger.records(3)

        assert ledger.records(3, ["zzzz", "k7qm", "none", "zzzz"]) == [
            record for record in everyone if record.subscriber.id in ("k7qm", "zzzz")
        ]
        assert ledger.records(3, []) == []
        [without_slots] = ledger.records(0, ["k7qm"])
        assert (without_slots.slots, without_slots.missed) == ((), 1)

    def test_a_record_counts_the_messages_of_postings_in_each_state(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), []), (subscriber("zzzz"), [])])
        post(ledger, "k7qm", EIGHT, State.SENT, State.SENT, State.UNKNOWN)
        post(ledger, "k7qm", EIGHT + HOUR, State.SENT)
        post(ledger, "k7qm", EIGHT + 2 * HOUR, State.PENDING, State.PENDING)
        post(ledger, "zzzz", EIGHT + DAY, State.REFUSED)

        record, other = ledger.records(1)

        assert record.deliveries == {State.SENT: 3, State.UNKNOWN: 1, State.PENDING: 2}
        assert record.last_sent_at == EIGHT + HOUR
        assert other.deliveries == {State.REFUSED: 1}
        assert other.last_sent_at is None

    def test_a_record_says_the_error_of_the_latest_delivery_that_is_not_sent(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [])])
        post(ledger, "k7qm", EIGHT, State.EXPIRED)
        post(ledger, "k7qm", EIGHT + HOUR, State.PENDING, State.PENDING)
        post(ledger, "k7qm", EIGHT + 2 * HOUR, State.SENT)
        first = next(one for one in ledger.deliveries("k7qm") if one.state == State.PENDING)

        ledger.change_delivery(first, replace(first, attempts=1, error="too many requests"))

        assert [record.error for record in ledger.records(1)] == ["too many requests"]


class TestDeliveriesOfOne:
    def test_they_come_newest_posting_first_and_its_parts_in_order(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(), [slot()]), (subscriber("zzzz"), [slot("zzzz")])])
        ledger.save_postings([made(parts=3), made("zzzz")])
        later = post(ledger, "k7qm", EIGHT + HOUR, State.SENT)
        told = notice(at=EIGHT + 2 * HOUR)
        first, *_ = ledger.deliveries("zzzz")
        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber("zzzz", paused_at=EIGHT), [told])

        found = ledger.deliveries("k7qm")

        sent = delivery(later, state=State.SENT, settled_at=later.made_at)
        assert found == [told, sent, *made(parts=3).deliveries]


class TestMessages:
    def test_the_first_message_of_a_posting_is_the_first_that_has_arrived(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=3)])
        first, second, third = made(parts=3).deliveries
        ledger.change_delivery(first, replace(first, state=State.REFUSED))
        assert ledger.first_message_id(posting().id) is None

        for each, name in ((third, "m3"), (second, "m2")):
            ledger.change_delivery(each, replace(each, state=State.SENT, message_id=name))
            assert ledger.first_message_id(posting().id) == name
        assert ledger.first_message_id("another") is None

    def test_a_message_leads_to_what_was_sent_as_it(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm", "zzzz")
        ledger.save_postings([made(parts=2), made("zzzz")])
        for number, each in enumerate([*made(parts=2).deliveries, *made("zzzz").deliveries]):
            ledger.change_delivery(each, replace(each, state=State.SENT, message_id=f"m{number}"))

        second = made(parts=2).deliveries[1]
        here = second.address
        assert ledger.delivery_of("file", here, "m1") == (replace(second, state=State.SENT, message_id="m1"), posting())
        assert ledger.delivery_of("console", here, "m1") is None
        assert ledger.delivery_of("file", here, "m9") is None

    def test_a_message_of_a_notice_has_no_posting(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        told = notice(message_id="n1")
        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), [told])

        assert ledger.delivery_of("file", told.address, "n1") == (told, None)

    def test_where_an_id_was_given_twice_it_is_what_was_sent_there_or_else_last(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm", "zzzz")
        for name, hours in (("k7qm", 2), ("zzzz", 3), ("k7qm", 0), ("zzzz", 1)):
            post(ledger, name, EIGHT + hours * HOUR, State.SENT)
        for each in [*ledger.deliveries("k7qm"), *ledger.deliveries("zzzz")]:
            ledger.change_delivery(each, replace(each, message_id="m1"))

        def found(address: str) -> tuple[str, datetime]:
            sent = ledger.delivery_of("file", address, "m1")
            assert sent
            assert sent[1]
            return sent[1].subscriber_id, sent[0].created_at

        assert found(subscriber("k7qm").address) == ("k7qm", EIGHT + 2 * HOUR)
        assert found(subscriber("zzzz").address) == ("zzzz", EIGHT + 3 * HOUR)
        assert found("elsewhere") == ("zzzz", EIGHT + 3 * HOUR)


def test_what_is_asked_by_message_or_workspace_is_found_by_an_index(tmp_path: Path) -> None:
    store, ledger = open_database(f"sqlite:///{tmp_path / 'news.db'}")
    with closing(store):
        subscribe(ledger, "k7qm")
        for do, by in (
            (lambda: ledger.delivery_of("file", "#a", "m1"), "ix_delivery_message"),
            (lambda: ledger.first_message_id("p1"), "ix_delivery_posting_id"),
            (lambda: ledger.subscribers_of("file", "1"), "ix_subscriber_workspace"),
            (lambda: ledger.workspaces("file"), "ix_subscriber_workspace"),
        ):
            assert by in indexes_used(store, do)
