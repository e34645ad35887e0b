"""What is sent, in which order, and who is told when it is not."""

import asyncio
import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from digests.adapters.ledger import SqlLedger
from digests.models import Alerts
from digests.planning import change
from digests.postings import State
from digests.schedules import closed, paused
from digests.sending import AT_ONCE, BATCH, Sender, Sent
from tests.digests.loopback_chat import (
    HOUR,
    MINUTE,
    NOW,
    SECOND,
    Chatroom,
    Fault,
    LoopbackChat,
    Shown,
    kept,
    new_ledger,
    open_chatroom,
    post,
    states,
    subscribe,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with new_ledger(tmp_path / "news.db") as ledger:
        yield ledger


def sender_to(room: Chatroom, ledger: SqlLedger) -> Sender:
    return Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url)})


# ---- order


async def test_every_part_is_sent_once_and_in_order(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"), parts=3)
    async with open_chatroom() as room:
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(sent=6)
        assert await sender.send_due(NOW + HOUR) == Sent()
    assert room.payloads("#a") == ["part 0 for s0000", "part 1 for s0000", "part 2 for s0000"]
    assert room.payloads("#b") == ["part 0 for s0001", "part 1 for s0001", "part 2 for s0001"]
    assert [one.message_id for one in kept(ledger)] == [
        next(message.id for message in room.messages if message.nonce == one.id) for one in kept(ledger)
    ]


async def test_parts_stay_in_order_whatever_each_answer_takes(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(20))), parts=4)
    chance = random.Random(6)
    async with open_chatroom() as room:
        room.delay = lambda: chance.randrange(40)
        await sender_to(room, ledger).send_due(NOW)
    for number in range(20):
        assert room.payloads(f"#c{number}") == [f"part {part} for s{number:04}" for part in range(4)]
    assert room.crossed == 0
    assert room.most_at_once <= AT_ONCE


@pytest.mark.parametrize("later", [MINUTE, timedelta(0)])
async def test_of_two_digests_for_one_channel_one_is_whole_first_the_older_if_one_is(
    ledger: SqlLedger, later: timedelta
) -> None:
    first, second, *others = subscribe(ledger, "#a", "#a", *(f"#c{number}" for number in range(2 * AT_ONCE)))
    post(ledger, second, parts=3, at=NOW)
    post(ledger, first, *others, parts=3, at=NOW + later)
    async with open_chatroom() as room:
        await sender_to(room, ledger).send_due(NOW + MINUTE)
    told = [text.partition(" for ") for text in room.payloads("#a")]
    assert [part for part, _, _ in told] == ["part 0", "part 1", "part 2"] * 2
    order = ["s0001", "s0000"] if later else ["s0000", "s0001"]
    assert [who for _, _, who in told] == [order[0]] * 3 + [order[1]] * 3
    assert room.crossed == 0


async def test_what_is_not_due_waits(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), at=NOW + HOUR)
    async with open_chatroom() as room:
        assert await sender_to(room, ledger).send_due(NOW) == Sent()
    assert states(ledger) == [State.PENDING]


async def test_what_is_too_late_is_not_sent(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2, expires_in=HOUR)
    async with open_chatroom() as room:
        assert await sender_to(room, ledger).send_due(NOW + HOUR) == Sent(expired=2)
    assert (room.asked, states(ledger)) == ([], [State.EXPIRED] * 2)


async def test_more_than_a_batch_at_once_is_sent_a_batch_at_a_time(ledger: SqlLedger) -> None:
    seen: list[int] = []

    class Counted(SqlLedger):
        def sendable(self, *args: object) -> list:  # type: ignore[type-arg]
            found = super().sendable(*args)  # type: ignore[arg-type]
            seen.append(len(found))
            return found

    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(300))))
    async with open_chatroom() as room:
        assert await sender_to(room, Counted(ledger._engine)).send_due(NOW) == Sent(sent=300)
    assert len(set(room.payloads())) == 300
    assert max(seen) == BATCH
    assert len(seen) < 60  # not one for each message


async def test_a_channel_that_hangs_keeps_no_other_waiting(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(6))), parts=3)
    async with open_chatroom() as room:
        sender = Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url)}, grace_s=0.01)
        room.faults_at["#c1"] = Fault.HANG_BEFORE
        room.on_message = lambda _: sender.stop() if len(room.messages) == 15 else None
        assert await sender.send_due(NOW) == Sent(sent=15, pending=1)
        room.faults_at.clear()
        assert await sender_to(room, ledger).send_due(NOW + MINUTE) == Sent(sent=3)
    assert len(room.messages) == 18


# ---- who rests


async def test_a_channel_that_asks_for_rest_gets_it_and_others_go_on(ledger: SqlLedger) -> None:
    busy, other, also_busy = subscribe(ledger, "#busy", "#other", "#busy")
    post(ledger, busy)
    post(ledger, other, also_busy, at=NOW + SECOND)
    async with open_chatroom() as room:
        room.faults.append(Fault.BUSY)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW + SECOND) == Sent(sent=1, pending=1)
        assert [address for address, _ in room.asked] == ["#busy", "#other"]
        assert await sender.send_due(NOW + 29 * SECOND) == Sent()
        assert await sender.send_due(NOW + 33 * SECOND) == Sent(sent=2)
    assert room.payloads("#busy") == ["part 0 for s0000", "part 0 for s0002"]


async def test_a_chat_that_asks_for_rest_is_asked_for_nothing(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(50))))
    async with open_chatroom() as room:
        room.faults.append(Fault.BUSY_ALL)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        assert await sender.send_due(NOW + 29 * SECOND) == Sent()
        assert len(room.asked) == 1
        assert sorted(one.attempts for one in kept(ledger)) == [0] * 49 + [1]  # nothing else was claimed
        assert await sender.send_due(NOW + 32 * SECOND) == Sent(sent=50)


async def test_a_chat_that_rests_keeps_no_other_chat_waiting(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"))
    post(ledger, *subscribe(ledger, "#a", "#b", chat="other"))
    async with open_chatroom() as room, open_chatroom() as other:
        room.faults.append(Fault.BUSY_ALL)
        chats = {"loopback": LoopbackChat(room.url), "other": LoopbackChat(other.url, name="other")}
        assert await Sender(ledger=ledger, chats=chats).send_due(NOW) == Sent(sent=2, pending=1)
    assert len(other.messages) == 2


# ---- who is told


async def test_a_channel_that_refuses_pauses_its_subscriber_and_its_managers_are_told_once(ledger: SqlLedger) -> None:
    gone, other = subscribe(ledger, "#gone", "#other", managers=("ada", "bob", "ada"))
    post(ledger, gone, other, parts=3)
    post(ledger, gone, at=NOW + SECOND)
    async with open_chatroom() as room:
        room.faults_at["#gone"] = Fault.GONE
        sender = sender_to(room, ledger)
        sent = await sender.send_due(NOW + MINUTE)
        assert sent == Sent(sent=5, refused=1)  # three parts for the other channel, and two notices
        assert await sender.send_due(NOW + HOUR) == Sent()
    paused, going_on = ledger.subscribers()
    assert (paused.paused_at is not None, paused.paused_until, paused.pause_reason) == (
        True,
        None,
        "the channel is gone",
    )
    assert going_on.paused_at is None
    assert states(ledger) == [State.REFUSED] * 4 + [State.SENT] * 3
    assert sum(address == "#gone" for address, _ in room.asked) == 1
    notice = {"notice": "paused-refused", "channel": "#gone", "reason": "the channel is gone"}
    assert [json.loads(text) for text in (*room.payloads("@ada"), *room.payloads("@bob"))] == [notice, notice]


@pytest.mark.parametrize(("alerts", "asked"), [(Alerts.HERE, ["#gone", "#gone"]), (Alerts.OFF, ["#gone"])])
async def test_who_is_told_is_as_the_subscription_says(ledger: SqlLedger, alerts: Alerts, asked: list[str]) -> None:
    post(ledger, *subscribe(ledger, "#gone", managers=("ada",), alerts=alerts))
    async with open_chatroom() as room:
        room.faults_at["#gone"] = Fault.GONE
        await sender_to(room, ledger).send_due(NOW)
    assert [address for address, _ in room.asked] == asked


async def test_what_may_stand_in_a_channel_that_then_refuses_is_unknown(ledger: SqlLedger) -> None:
    [subscriber] = subscribe(ledger, "#news")
    post(ledger, subscriber)
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.extend([Fault.CUT_AFTER, Fault.GONE])
        sender = sender_to(room, ledger)
        await sender.send_due(NOW)
        assert await sender.send_due(NOW + 30 * SECOND) == Sent(unknown=1)
    assert [one.state for one in ledger.deliveries(subscriber.id) if one.posting_id] == [State.UNKNOWN]
    assert ledger.subscribers([subscriber.id])[0].paused_at is not None


async def test_a_notice_that_is_refused_pauses_nobody_and_makes_no_notice(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#gone", managers=("ada",)))
    async with open_chatroom() as room:
        room.faults_at |= {"#gone": Fault.GONE, "@ada": Fault.GONE}
        assert await sender_to(room, ledger).send_due(NOW) == Sent(refused=2)
    assert [address for address, _ in room.asked] == ["#gone", "@ada"]
    assert [one.state for one in kept(ledger)] == [State.REFUSED] * 2


async def test_a_notice_that_cannot_be_made_does_not_keep_the_subscriber_from_pausing(ledger: SqlLedger) -> None:
    class Wordless(LoopbackChat):
        def notice(self, *_: object) -> str:
            raise KeyError("paused-refused")

    post(ledger, *subscribe(ledger, "#gone", managers=("ada",)))
    async with open_chatroom() as room:
        room.faults_at["#gone"] = Fault.GONE
        await Sender(ledger=ledger, chats={"loopback": Wordless(room.url)}).send_due(NOW)
    assert ledger.subscribers()[0].pause_reason == "the channel is gone"


async def test_a_person_who_cannot_be_written_to_is_closed_and_told_nothing(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "@ada", managers=("ada", "bob")), parts=2)
    post(ledger, *subscribe(ledger, "@eve", alerts=Alerts.HERE))
    async with open_chatroom() as room:
        room.faults_at |= {"@ada": Fault.GONE, "@eve": Fault.GONE}
        assert await sender_to(room, ledger).send_due(NOW) == Sent(sent=1, refused=2)
    assert sorted(address for address, _ in room.asked) == ["@ada", "@bob", "@eve"]
    for each in ledger.subscribers():
        assert each.closed_at is not None
        assert (each.paused_at, each.paused_until, each.pause_reason) == (each.closed_at, None, "the channel is gone")


async def test_a_channel_that_refuses_stays_open(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#gone"))
    async with open_chatroom() as room:
        room.faults_at["#gone"] = Fault.GONE
        await sender_to(room, ledger).send_due(NOW)
    assert ledger.subscribers()[0].closed_at is None


async def test_what_is_under_way_when_its_workspace_is_closed_says_nothing_more(ledger: SqlLedger) -> None:
    [subscriber] = subscribe(ledger, "#news", managers=("ada",))
    post(ledger, subscriber, parts=3)
    post(ledger, subscriber, at=NOW + SECOND)

    def close_it(_: Shown) -> None:
        change(subscriber.id, lambda one: closed(one, NOW), ledger=ledger)
        room.faults_at["#news"] = Fault.GONE

    async with open_chatroom() as room:
        room.on_message = close_it
        assert await sender_to(room, ledger).send_due(NOW + MINUTE) == Sent(sent=1, refused=1)
    assert states(ledger) == [State.SENT, State.REFUSED, State.REFUSED, State.EXPIRED]
    assert [address for address, _ in room.asked] == ["#news", "#news"]
    [after] = ledger.subscribers()
    assert (after.paused_at, after.closed_at, after.pause_reason) == (NOW, NOW, None)


async def test_a_subscriber_that_is_removed_while_it_is_sent_to_is_no_fault(ledger: SqlLedger) -> None:
    (subscriber,) = subscribe(ledger, "#gone")
    post(ledger, subscriber, parts=2)

    def remove(_: Shown) -> None:
        ledger.remove_subscriber(subscriber.id)

    async with open_chatroom() as room:
        room.on_message = remove
        assert await sender_to(room, ledger).send_due(NOW) == Sent()
    assert len(room.messages) == 1


# ---- stopped


async def test_when_stopped_it_begins_nothing_and_lets_what_is_under_way_end(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(5))))
    async with open_chatroom() as room:
        sender = sender_to(room, ledger)
        room.on_message = lambda _: sender.stop()
        assert await sender.send_due(NOW) == Sent(sent=1)
        assert await sender.send_due(NOW + HOUR) == Sent()
    assert len(room.asked) == 1
    assert sorted(states(ledger)) == [State.PENDING] * 4 + [State.SENT]


@pytest.mark.parametrize("is_cancelled", [False, True])
async def test_what_hangs_when_stopped_counts_as_sent_without_an_answer(ledger: SqlLedger, is_cancelled: bool) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom() as room:
        room.faults.append(Fault.HANG)
        sender = Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url)}, grace_s=0.01)
        sending = asyncio.create_task(sender.send_due(NOW))
        await room.hanging.wait()
        if is_cancelled:
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
        else:
            sender.stop()
            assert await sending == Sent(pending=1)
        first, _ = kept(ledger)
        assert (first.state, first.first_sent_at is not None) == (State.PENDING, True)
        assert await sender_to(room, ledger).send_due(NOW + MINUTE) == Sent(sent=2)  # as the next process does
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]


async def test_what_hangs_in_a_chat_without_nonces_when_stopped_is_searched_for_by_the_next(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(Fault.HANG)
        chats = {"loopback": LoopbackChat(room.url, keeps_nonces_for=timedelta(0))}
        sender = Sender(ledger=ledger, chats=chats, grace_s=0.01)
        sending = asyncio.create_task(sender.send_due(NOW))
        await room.hanging.wait()
        sender.stop()
        assert await sending == Sent(pending=1)
        assert await Sender(ledger=ledger, chats=chats).send_due(NOW + 2 * MINUTE) == Sent(sent=1)
    assert len(room.messages) == 1


async def test_whom_somebody_pauses_gets_no_digest_that_waited(ledger: SqlLedger) -> None:
    [subscriber] = subscribe(ledger, "#a")
    post(ledger, subscriber)
    async with open_chatroom() as room:
        room.faults.append(Fault.TROUBLE)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        change(subscriber.id, lambda one: paused(one, NOW + MINUTE, None), ledger=ledger)
        assert await sender.send_due(NOW + HOUR) == Sent()
    assert states(ledger) == [State.EXPIRED]
    assert room.payloads() == []
