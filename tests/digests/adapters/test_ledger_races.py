"""What is promised where several do the same at once, on every database: one does it, and the others learn so."""

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import make_url

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.errors import StoreUnusable
from digests.planning import close
from digests.posting_ports import Ledger
from digests.postings import Fate, Made, State
from digests.schedules import resumed
from tests.digests.adapters.ledgers import DAY, EIGHT, HOUR, delivery, made, posting, slot, subscribe, subscriber

T = TypeVar("T")

RUNNERS = 4


@pytest.fixture
def ledgers(database_url: str) -> Iterator[list[SqlLedger]]:
    """The ledgers of several processes on one database."""
    opened = [open_database(database_url) for _ in range(RUNNERS)]
    yield [ledger for _, ledger in opened]
    for store, _ in opened:
        store.close()


def at_once(ledgers: list[SqlLedger], do: Callable[[Ledger, int], T]) -> list[T]:
    """Return what each of them answers; they begin together."""
    barrier = Barrier(len(ledgers))

    def run(number: int) -> T:
        barrier.wait()
        return do(ledgers[number], number)

    with ThreadPoolExecutor(len(ledgers)) as pool:
        return list(pool.map(run, range(len(ledgers))))


def test_a_slot_is_posted_by_one(ledgers: list[SqlLedger]) -> None:
    names = [f"n{number}" for number in range(20)]
    subscribe(ledgers[0], *names)

    def save(ledger: Ledger, number: int) -> int:
        order = names if number % 2 else names[::-1]
        parts = [(of := posting(name), delivery(of, payload=f"of {number}")) for name in order]
        return ledger.save_postings(
            Made(slot=slot(of.subscriber_id), posting=of, deliveries=(one,)) for of, one in parts
        )

    assert sorted(at_once(ledgers, save)) == [0] * (RUNNERS - 1) + [len(names)]

    found = ledgers[0].sendable(EIGHT, ["file"], 100)
    assert [one.subscriber_id for one in found] == sorted(names)
    assert len({one.payload for one in found}) == 1


def test_what_somebody_asked_for_is_posted_by_one(ledgers: list[SqlLedger]) -> None:
    subscribe(ledgers[0], "k7qm")

    assert sorted(at_once(ledgers, lambda ledger, _: ledger.save_postings([replace(made(), slot=None)]))) == [
        0,
        0,
        0,
        1,
    ]


def test_a_delivery_is_taken_by_one(ledgers: list[SqlLedger]) -> None:
    subscribe(ledgers[0], "k7qm")
    ledgers[0].save_postings([made()])

    def take(ledger: Ledger, number: int) -> bool:
        (before,) = made().deliveries
        lease = EIGHT + number * HOUR
        return ledger.change_delivery(before, replace(before, state=State.SENDING, attempts=1, lease_until=lease))

    taken = at_once(ledgers, take)

    assert sorted(taken) == [False, False, False, True]
    (kept,) = ledgers[0].deliveries("k7qm")
    assert kept.lease_until == EIGHT + taken.index(True) * HOUR


def test_a_subscriber_is_changed_by_one(ledgers: list[SqlLedger]) -> None:
    ledgers[0].save_subscribers([(subscriber(), [])])

    def change(ledger: Ledger, number: int) -> set[str]:
        return ledger.save_subscribers([(subscriber(version=1, skips=number), [slot(due_at=EIGHT + number * DAY)])])

    changed = at_once(ledgers, change)

    assert sorted(map(len, changed)) == [0, 0, 0, 1]
    number = changed.index({"k7qm"})
    assert ledgers[0].subscribers() == [subscriber(version=2, skips=number)]
    assert ledgers[0].slots("k7qm", EIGHT.date()) == [slot(due_at=EIGHT + number * DAY)]


def test_a_workspace_is_closed_once_however_many_close_it(ledgers: list[SqlLedger]) -> None:
    names = [f"n{number}" for number in range(10)]
    ledgers[0].save_subscribers([(subscriber(name, workspace="w"), [slot(name)]) for name in names])
    ledgers[0].save_postings(map(made, names))

    closed = at_once(ledgers, lambda ledger, number: close("file", "w", ledger=ledger, now=EIGHT + number * HOUR))

    assert sum(closed) == len(names)
    for one in ledgers[0].subscribers():
        assert (one.version, one.paused_at, one.paused_until) == (2, one.closed_at, None)
        [left] = ledgers[0].deliveries(one.id)
        assert (left.state, left.settled_at) == (State.EXPIRED, one.closed_at)


def test_who_is_resumed_while_the_closed_are_forgotten_stays_with_everything(ledgers: list[SqlLedger]) -> None:
    ledgers[0].save_subscribers([(subscriber(paused_at=EIGHT, closed_at=EIGHT), [slot()])])

    def forget_or_resume(ledger: Ledger, number: int) -> bool:
        if number:
            return ledger.remove_subscriber("k7qm", closed_before=EIGHT + DAY)
        found = [(resumed(one, EIGHT + DAY), ()) for one in ledger.subscribers()]
        return bool(ledger.save_subscribers(found))

    is_resumed, *forgotten = at_once(ledgers, forget_or_resume)

    assert sum(forgotten) == (not is_resumed)
    assert [one.closed_at for one in ledgers[0].subscribers()] == [None] * is_resumed
    assert ledgers[0].slots("k7qm", EIGHT.date()) == [slot()] * is_resumed


def test_an_id_is_given_by_one(ledgers: list[SqlLedger]) -> None:
    def give(ledger: Ledger, number: int) -> set[str]:
        return ledger.save_subscribers([(subscriber(address=f"channel {number}"), [slot()])])

    given = at_once(ledgers, give)

    assert sorted(map(len, given)) == [0, 0, 0, 1]
    assert [one.address for one in ledgers[0].subscribers()] == [f"channel {given.index({'k7qm'})}"]


def test_who_is_removed_while_its_digest_is_made_leaves_nothing(ledgers: list[SqlLedger]) -> None:
    subscribe(ledgers[0], "k7qm")
    each = [lambda ledger: ledger.remove_subscriber("k7qm"), lambda ledger: ledger.save_postings([made()])] * 2

    at_once(ledgers, lambda ledger, number: each[number](ledger))

    assert ledgers[0].subscribers() == []
    assert ledgers[0].deliveries("k7qm") == []


def test_what_is_named_anew_while_it_is_forgotten_stays(ledgers: list[SqlLedger]) -> None:
    subscribe(ledgers[0], "k7qm")
    edition = posting().edition
    for hours in range(3):
        of = posting(until=EIGHT + hours * HOUR, edition=edition)
        sent = delivery(of, payload="the same", state=State.SENT)
        ledgers[0].save_postings([Made(slot=None, posting=of, deliveries=(sent,))])

    def forget_or_post(ledger: Ledger, number: int) -> int:
        if number % 2:
            return ledger.forget_before(EIGHT + DAY, ["k7qm"])
        of = posting(until=EIGHT + (number + 1) * DAY, edition=edition)
        return ledger.save_postings([Made(slot=None, posting=of, deliveries=(delivery(of, payload="the same"),))])

    at_once(ledgers, forget_or_post)

    pending = [one.payload for one in ledgers[0].deliveries("k7qm") if one.state == State.PENDING]
    assert pending == ["the same", "the same"]


def _save_in_a_process(url: str, number: int) -> int:
    store, ledger = open_database(url)
    with closing(store):
        of = posting(id=f"by {number}")
        return ledger.save_postings([Made(slot=slot(), posting=of, deliveries=(delivery(of),))])


def test_of_two_processes_one_posts_a_slot(database_url: str) -> None:
    store, ledger = open_database(database_url)
    with closing(store), ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        subscribe(ledger, "k7qm")

        saved = list(pool.map(partial(_save_in_a_process, database_url), range(2)))

        assert sorted(saved) == [0, 1]
        assert [one.posting_id for one in ledger.deliveries("k7qm")] == [f"by {saved.index(1)}"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_database_that_another_keeps_locked_is_told_and_nothing_is_half_done(database_url: str) -> None:
    store, ledger = open_database(f"{database_url}?timeout=0.01")
    with closing(store):
        subscribe(ledger, "k7qm")
        path = Path(make_url(database_url).database or "")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnusable, match="locked"):
                ledger.save_postings([made()])
            other.execute("ROLLBACK")

        assert ledger.slots("k7qm", EIGHT.date()) == [slot(fate=Fate.PLANNED)]
        assert ledger.save_postings([made()]) == 1
