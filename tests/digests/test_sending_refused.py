"""What a chat refuses: a message for what is in it, a channel, or our token."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from digests.adapters.ledger import SqlLedger
from digests.postings import State
from digests.sending import Sent
from tests.digests.loopback_chat import (
    HOUR,
    MINUTE,
    NOW,
    Fault,
    new_ledger,
    open_chatroom,
    post,
    sender_to,
    states,
    subscribe,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with new_ledger(tmp_path / "news.db") as ledger:
        yield ledger


@pytest.mark.parametrize("address", ["#a", "@ada"])
async def test_a_message_that_is_refused_for_what_is_in_it_pauses_nobody_and_the_others_arrive(
    ledger: SqlLedger, address: str
) -> None:
    [subscriber] = subscribe(ledger, address, managers=("bob",))
    post(ledger, subscriber, parts=3)
    async with open_chatroom() as room:
        room.faults.extend([None, Fault.UNFIT])
        sender = sender_to(room, ledger)
        with capture_logs() as logs:
            assert await sender.send_due(NOW) == Sent(sent=2, refused=1)
        post(ledger, subscriber, at=NOW + HOUR)
        assert await sender.send_due(NOW + HOUR) == Sent(sent=1)
    assert room.payloads() == ["part 0 for s0000", "part 2 for s0000", "part 0 for s0000"]  # and no notice
    assert states(ledger) == [State.SENT, State.REFUSED, State.SENT, State.SENT]
    [after] = ledger.subscribers()
    assert (after.paused_at, after.closed_at) == (None, None)
    [warning] = [log for log in logs if log["log_level"] == "warning"]
    assert (warning["event"], warning["part"], warning["reason"]) == ("delivery_refused", 1, "a word is not allowed")
    assert [record.error for record in ledger.records(1)] == ["a word is not allowed"]


async def test_what_may_stand_there_and_then_is_refused_for_what_is_in_it_is_unknown(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.extend([Fault.CUT_AFTER, Fault.UNFIT])
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        assert await sender.send_due(NOW + MINUTE) == Sent(unknown=1)
    assert ledger.subscribers()[0].paused_at is None


async def test_a_channel_that_is_gone_between_two_parts_ends_its_digest_and_no_other(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"), parts=3)
    async with open_chatroom() as room:
        room.on_message = lambda message: room.faults_at.update({"#a": Fault.GONE})
        await sender_to(room, ledger).send_due(NOW)
    assert states(ledger) == [State.SENT, State.REFUSED, State.REFUSED] + [State.SENT] * 3
    assert [one.pause_reason for one in ledger.subscribers()] == ["the channel is gone", None]


async def test_a_revoked_token_is_shown_to_its_chat_once(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(50))))
    async with open_chatroom() as room:
        room.is_revoked = True
        sender = sender_to(room, ledger)
        with capture_logs() as logs:
            done = [await sender.send_due(NOW + number * MINUTE) for number in range(5)]
            assert sum(one.pending for one in done) == 1
        assert len(room.asked) == 1
        assert [halt.reason for halt in ledger.halts()] == ["the token is revoked"]
        assert [log["event"] for log in logs if log["log_level"] == "error"] == ["chat_refuses_our_token"]
        assert states(ledger) == [State.PENDING] * 50
        # Another process with the same token does not even try, until somebody who has a new one lifts the halt.
        assert await sender_to(room, ledger).send_due(NOW + HOUR) == Sent()
        assert len(room.asked) == 1
        room.is_revoked = False
        ledger.lift_halt("loopback")
        assert await sender.send_due(NOW + HOUR) == Sent()  # this process still has the old one
        assert await sender_to(room, ledger).send_due(NOW + HOUR) == Sent(sent=50)


async def test_a_token_revoked_in_mid_flight_is_shown_by_those_under_way_only(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(50))))
    async with open_chatroom() as room:

        def revoke(_: object) -> None:
            room.is_revoked = len(room.messages) == 20

        room.on_message = revoke
        await sender_to(room, ledger).send_due(NOW)
    assert len(room.messages) == 20
    assert len(room.asked) <= 20 + 16
    assert sorted(states(ledger)) == [State.PENDING] * 30 + [State.SENT] * 20
