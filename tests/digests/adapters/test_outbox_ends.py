"""The contract of the Ledger port on every database: what is not sent, as a chat, the clock or somebody says."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.posting_ports import Ledger
from digests.postings import State
from tests.digests.adapters.ledgers import (
    DAY,
    EIGHT,
    HOUR,
    delivery,
    made,
    notice,
    post,
    slot,
    subscribe,
    subscriber,
)

SECOND = timedelta(seconds=1)


@pytest.fixture
def ledger(database_url: str) -> Iterator[SqlLedger]:
    store, ledger = open_database(database_url)
    with closing(store):
        yield ledger


class TestRefuse:
    def test_it_pauses_refuses_what_is_pending_and_says_so(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm", "zzzz")
        sent = post(ledger, "k7qm", EIGHT - HOUR, State.SENT)
        ledger.save_postings([made(parts=3), made("zzzz")])
        first, second, third = made(parts=3).deliveries
        refused = replace(first, state=State.REFUSED, attempts=1, settled_at=EIGHT, error="no such channel")
        pause: dict[str, Any] = {"paused_at": EIGHT, "paused_until": None, "pause_reason": "no such channel"}

        assert ledger.refuse(first, refused, subscriber(version=9, skips=3, **pause), [notice()])

        assert ledger.subscribers(["k7qm"]) == [subscriber(version=2, **pause)]
        likewise: dict[str, Any] = {"state": State.REFUSED, "settled_at": EIGHT, "error": "no such channel"}
        found = {one.id: one for one in ledger.deliveries("k7qm")}
        old = delivery(sent, state=State.SENT, settled_at=EIGHT - HOUR)
        expected = [refused, replace(second, **likewise), replace(third, **likewise), notice(), old]
        assert found == {one.id: one for one in expected}
        assert ledger.deliveries("zzzz") == list(made("zzzz").deliveries)
        assert ledger.subscribers(["zzzz"]) == [subscriber("zzzz", version=1)]

    def test_a_change_that_was_under_way_meanwhile_does_not_take_the_pause_back(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        (read_before,) = ledger.subscribers()

        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), [])

        assert ledger.save_subscribers([(replace(read_before, skips=1), [])]) == set()

    def test_who_is_paused_stays_so_and_hears_nothing_more(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=2), replace(made(due_at=EIGHT + HOUR), slot=None)])
        first, _ = made(parts=2).deliveries
        (other,) = made(due_at=EIGHT + HOUR).deliveries
        sending = replace(other, state=State.SENDING)
        ledger.change_delivery(other, sending)
        ledger.refuse(
            first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT, pause_reason="a"), [notice()]
        )

        again = subscriber(paused_at=EIGHT + HOUR, paused_until=EIGHT + DAY, pause_reason="b")
        assert ledger.refuse(sending, replace(sending, state=State.REFUSED), again, [notice(id="another")])

        assert ledger.subscribers() == [subscriber(version=2, paused_at=EIGHT, pause_reason="a")]
        notices = [one for one in ledger.deliveries("k7qm") if one.posting_id is None]
        assert notices == [notice()]

    def test_who_paused_for_a_time_that_has_run_out_is_paused(self, ledger: Ledger) -> None:
        over: dict[str, Any] = {"paused_at": EIGHT - DAY, "paused_until": EIGHT}
        ledger.save_subscribers([(subscriber(**over), [slot()])])
        ledger.save_postings([made()])
        (first,) = made().deliveries
        pause: dict[str, Any] = {"paused_at": EIGHT, "paused_until": None, "pause_reason": "no such channel"}

        refused = replace(first, state=State.REFUSED, settled_at=EIGHT, error="no such channel")
        assert ledger.refuse(first, refused, subscriber(**pause), [notice()])

        assert ledger.subscribers() == [subscriber(version=2, **pause)]
        assert notice() in ledger.deliveries("k7qm")

    def test_who_is_to_be_closed_is_closed_also_when_paused_for_a_time(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(paused_at=EIGHT - HOUR, paused_until=EIGHT + DAY), [slot()])])
        ledger.save_postings([made()])
        (first,) = made().deliveries
        refused = replace(first, state=State.REFUSED, settled_at=EIGHT)
        closed = subscriber(paused_at=EIGHT, closed_at=EIGHT, pause_reason="gone")

        assert ledger.refuse(first, refused, closed, [notice()])

        assert ledger.subscribers() == [subscriber(version=2, paused_at=EIGHT - HOUR, closed_at=EIGHT)]
        assert ledger.deliveries("k7qm") == [refused]

    def test_who_is_closed_already_stays_as_it_is(self, ledger: Ledger) -> None:
        closed: dict[str, Any] = {"paused_at": EIGHT - HOUR, "closed_at": EIGHT - HOUR}
        ledger.save_subscribers([(subscriber(**closed), [slot()])])
        ledger.save_postings([made()])
        (first,) = made().deliveries
        again = subscriber(paused_at=EIGHT, closed_at=EIGHT, pause_reason="gone")

        assert ledger.refuse(first, replace(first, state=State.REFUSED, settled_at=EIGHT), again, [notice()])

        assert ledger.subscribers() == [subscriber(version=1, **closed)]

    def test_what_another_has_changed_meanwhile_stays(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=2)])
        first, _ = made(parts=2).deliveries
        before = replace(first, attempts=1)

        assert not ledger.refuse(before, replace(before, state=State.REFUSED), subscriber(paused_at=EIGHT), [notice()])

        assert ledger.subscribers() == [subscriber(version=1)]
        assert ledger.deliveries("k7qm") == list(made(parts=2).deliveries)


class TestExpire:
    def test_pending_deliveries_expire_and_others_stay(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        post(ledger, "k7qm", EIGHT, *State)
        late = EIGHT + 6 * HOUR  # as examples expire
        before = {one.state: one for one in ledger.deliveries("k7qm")}

        counts = [ledger.expire(at) for at in (late - SECOND, late, late + SECOND)]
        assert counts == [{}, {State.EXPIRED: 1}, {}]

        expired = replace(before[State.PENDING], state=State.EXPIRED, settled_at=late)
        assert ledger.deliveries("k7qm") == [expired, *list(before.values())[1:]]

    def test_what_left_without_an_answer_becomes_unknown_since_it_may_stand_in_the_chat(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        post(ledger, "k7qm", EIGHT, State.PENDING)
        [pending] = ledger.deliveries("k7qm")
        assert ledger.change_delivery(pending, replace(pending, first_sent_at=EIGHT))

        assert ledger.expire(EIGHT + 6 * HOUR) == {State.UNKNOWN: 1}

        assert [one.state for one in ledger.deliveries("k7qm")] == [State.UNKNOWN]


class TestPause:
    def pause(self, ledger: Ledger, at: datetime = EIGHT + HOUR) -> None:
        [known] = ledger.subscribers(["k7qm"])
        assert ledger.save_subscribers([(replace(known, paused_at=at), [])]) == {"k7qm"}

    def test_what_waits_for_whom_is_paused_expires(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm", "zzzz")
        ledger.save_postings([made(parts=2), made("zzzz")])

        self.pause(ledger)

        found = [(one.state, one.settled_at, one.error) for one in ledger.deliveries("k7qm")]
        assert found == [(State.EXPIRED, EIGHT + HOUR, "the subscription was paused")] * 2
        assert ledger.deliveries("zzzz") == list(made("zzzz").deliveries)

    @pytest.mark.parametrize(
        "begun",
        [
            {"state": State.SENT},
            {"state": State.UNKNOWN},
            {"state": State.SENDING, "lease_until": EIGHT + HOUR},
            {"first_sent_at": EIGHT},
        ],
    )
    def test_a_digest_that_has_begun_to_arrive_is_finished(self, ledger: Ledger, begun: dict[str, Any]) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made(parts=2)])
        first, second = made(parts=2).deliveries
        assert ledger.change_delivery(first, replace(first, **begun))

        self.pause(ledger)

        assert ledger.deliveries("k7qm") == [replace(first, **begun), second]

    def test_a_notice_arrives_all_the_same(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), [notice()])

        self.pause(ledger)

        assert notice() in ledger.deliveries("k7qm")

    def test_another_change_of_one_that_is_paused_stops_nothing(self, ledger: Ledger) -> None:
        subscribe(ledger, "k7qm")
        self.pause(ledger)
        of = post(ledger, "k7qm", EIGHT, State.PENDING)

        self.pause(ledger)

        assert [one.state for one in ledger.deliveries("k7qm")] == [State.PENDING]
        assert ledger.memories(["k7qm"], EIGHT)["k7qm"].editions == (of.edition,)

    def test_what_waits_for_whom_is_closed_expires_also_when_paused_before(self, ledger: Ledger) -> None:
        ledger.save_subscribers([(subscriber(paused_at=EIGHT - HOUR), [slot()])])
        ledger.save_postings([made(parts=2)])
        [known] = ledger.subscribers(["k7qm"])

        assert ledger.save_subscribers([(replace(known, closed_at=EIGHT), [])]) == {"k7qm"}

        found = [(one.state, one.settled_at) for one in ledger.deliveries("k7qm")]
        assert found == [(State.EXPIRED, EIGHT)] * 2
