"""Faults of chats and of the database, one by one: nothing comes twice unseen, and nothing is lost in silence."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.deliveries import LEASE
from digests.errors import SendUnknown, StoreUnusable
from digests.postings import Delivery, State
from digests.sending import Sender, Sent
from tests.digests.loopback_chat import (
    HOUR,
    MINUTE,
    NO_NONCES,
    NOW,
    SECOND,
    Fault,
    LoopbackChat,
    kept,
    new_ledger,
    open_chatroom,
    post,
    sender_to,
    states,
    subscribe,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqlLedger]:
    with new_ledger(path) as ledger:
        yield ledger


async def outcomes(sender: Sender, *, until: timedelta = 4 * MINUTE) -> list[Sent]:
    """Let the sender work every ten seconds for a while; return what it did when it did anything."""
    every = 10 * SECOND
    sent = [await sender.send_due(NOW + number * every) for number in range(int(until / every))]
    return [one for one in sent if one != Sent()]


# ---- it did not arrive


@pytest.mark.parametrize("keeps_nonces", [True, False])
@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.BUSY_ALL, Fault.TROUBLE])
async def test_what_did_not_arrive_is_sent_again_until_it_does(
    ledger: SqlLedger, fault: Fault, keeps_nonces: bool
) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom(keeps_nonces=keeps_nonces, can_be_searched=False) as room:
        room.faults.extend([fault] * 3)
        assert await outcomes(sender_to(room, ledger)) == [Sent(pending=1)] * 3 + [Sent(sent=2)]
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]
    assert [one.attempts for one in kept(ledger)] == [4, 1]
    assert len(set(room.asked)) == 2  # the nonce of a part stays the same


async def test_retry_after_is_obeyed_to_the_second(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom() as room:
        room.faults.append(Fault.BUSY)
        room.retry_after = 1800
        sender = sender_to(room, ledger)
        await sender.send_due(NOW)
        (waiting,) = kept(ledger)
        assert timedelta(0) <= waiting.next_attempt_at - NOW - 30 * MINUTE < 20 * SECOND  # from the answer on
        assert await sender.send_due(NOW + 30 * MINUTE - SECOND) == Sent()
        assert await sender.send_due(waiting.next_attempt_at) == Sent(sent=1)


async def test_a_chat_in_trouble_for_longer_than_a_digest_keeps_lets_it_expire(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2, expires_in=2 * MINUTE)
    async with open_chatroom() as room:
        room.faults.extend([Fault.TROUBLE] * 99)
        done = await outcomes(sender_to(room, ledger))
    assert sum(one.expired for one in done) == 2
    assert states(ledger) == [State.EXPIRED] * 2
    assert 4 < len(room.asked) < 8


async def test_no_part_is_sent_after_one_that_came_too_late(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2, expires_in=HOUR)
    async with open_chatroom() as room:
        room.faults.append(Fault.TROUBLE)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW + HOUR - 4 * SECOND) == Sent(expired=1)
        assert states(ledger) == [State.EXPIRED, State.PENDING]
        assert await sender.send_due(NOW + HOUR) == Sent(expired=1)
    assert len(room.asked) == 1


async def test_what_was_claimed_with_too_little_of_the_lease_left_is_not_sent(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom() as room:
        # However quickly the claim is written: no answer would be waited for as long as this and come in the lease.
        timeout_s = (LEASE - timedelta.resolution).total_seconds()
        sender = Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url)}, timeout_s=timeout_s)
        assert await sender.send_due(NOW) == Sent(pending=1)
        [waiting] = kept(ledger)
        assert (waiting.state, waiting.first_sent_at, room.asked) == (State.PENDING, None, [])
        assert await sender_to(room, ledger).send_due(waiting.next_attempt_at) == Sent(sent=1)
    assert len(room.messages) == 1


async def test_a_server_that_cannot_be_reached_is_tried_again(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"))
    async with open_chatroom() as room:
        pass
    assert await sender_to(room, ledger).send_due(NOW) == Sent(pending=1)  # the first speaks for the whole chat
    assert {one.first_sent_at for one in kept(ledger)} == {None}


# ---- it may have arrived

SILENCES = [Fault.HANG, Fault.CUT_AFTER, Fault.GARBAGE, Fault.HANG_BEFORE, Fault.CUT_BEFORE]


@pytest.mark.parametrize("fault", SILENCES)
async def test_with_nonces_silence_is_one_message(ledger: SqlLedger, fault: Fault) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.extend([fault] * 2)
        assert await outcomes(sender_to(room, ledger)) == [Sent(pending=1)] * 2 + [Sent(sent=2)]
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]
    assert len(room.asked) == 4


@pytest.mark.parametrize("fault", SILENCES)
async def test_without_nonces_silence_is_unknown_and_the_other_parts_follow(ledger: SqlLedger, fault: Fault) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom(keeps_nonces=False, can_be_searched=False) as room:
        room.faults.append(fault)
        assert await outcomes(sender_to(room, ledger)) == [Sent(sent=1, unknown=1)]
    assert states(ledger) == [State.UNKNOWN, State.SENT]
    assert room.payloads()[-1] == "part 1 for s0000"
    assert len(room.asked) == 2


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.CUT_AFTER, Fault.GARBAGE])
async def test_a_chat_that_can_be_searched_says_that_it_arrived(ledger: SqlLedger, fault: Fault) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(fault)
        assert await outcomes(sender_to(room, ledger)) == [Sent(sent=2)]
    assert [one.message_id for one in kept(ledger)] == ["m1", "m2"]


@pytest.mark.parametrize("fault", [Fault.HANG_BEFORE, Fault.CUT_BEFORE])
async def test_what_a_chat_says_is_not_there_is_searched_for_once_more_and_then_sent(
    ledger: SqlLedger, fault: Fault
) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(fault)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        assert await sender.send_due(NOW + 50 * SECOND) == Sent()
        assert await sender.send_due(NOW + 70 * SECOND) == Sent(sent=1)
    assert (room.searches, len(room.messages)) == (2, 1)


async def test_what_arrives_late_is_found_before_it_is_sent_again(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(Fault.CUT_BEFORE)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        address, nonce = room.asked[0]
        room.take(address, "part 0 for s0000", nonce)
        assert await sender.send_due(NOW + 2 * MINUTE) == Sent(sent=1)
    assert len(room.messages) == 1


async def test_after_the_nonce_is_forgotten_nothing_is_sent_blindly(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.append(Fault.CUT_AFTER)
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(pending=1)
        assert await sender.send_due(NOW + HOUR) == Sent(unknown=1)  # nobody ran in between
    assert len(room.asked) == 1


async def test_silence_and_then_a_long_wait_is_unknown(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.extend([Fault.CUT_AFTER, Fault.BUSY])
        room.retry_after = 600
        assert await outcomes(sender_to(room, ledger), until=11 * MINUTE) == [Sent(pending=1)] * 2 + [Sent(unknown=1)]
    assert len(room.messages) == 1


async def test_a_chat_that_answers_nothing_at_all_is_given_up_in_time(ledger: SqlLedger) -> None:
    class Mute(LoopbackChat):
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            return str(await asyncio.Event().wait())

        async def find(self, address: str, nonce: str, since: datetime) -> str | None:
            return str(await asyncio.Event().wait())

    post(ledger, *subscribe(ledger, "#a"))
    chat = Mute("", keeps_nonces_for=NO_NONCES)
    assert await Sender(ledger=ledger, chats={"loopback": chat}, timeout_s=0.01).send_due(NOW) == Sent(unknown=1)
    assert kept(ledger)[0].error == "no answer came in time"


async def test_a_chat_with_a_mistake_in_it_costs_one_delivery_its_certainty(ledger: SqlLedger) -> None:
    class Broken(LoopbackChat):
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            if address == "#a":
                raise TypeError("secret words of a person")
            return await super().send(address, payload, nonce)

        async def find(self, address: str, nonce: str, since: datetime) -> str | None:
            raise SendUnknown("it cannot be searched")

    post(ledger, *subscribe(ledger, "#a", "#b"))
    async with open_chatroom() as room:
        chat = Broken(room.url, keeps_nonces_for=NO_NONCES)
        with capture_logs() as logs:
            assert await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW) == Sent(sent=1, unknown=1)
    assert states(ledger) == [State.UNKNOWN, State.SENT]
    assert kept(ledger)[0].error == "a mistake of ours (TypeError)"
    assert [log["event"] for log in logs] == ["chat_broke", "delivery_unknown", "delivery_sent"]


# ---- the database


class Full(SqlLedger):
    """A ledger whose disk is full while something is written that the test names."""

    full_for: State | None = None

    def change_delivery(self, before: Delivery, after: Delivery) -> bool:
        if after.state is self.full_for:
            raise StoreUnusable("The database cannot be used: the disk is full.")
        return super().change_delivery(before, after)


async def test_without_a_claim_on_the_disk_nothing_is_sent(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"))
    full = Full(ledger._engine)
    full.full_for = State.SENDING
    async with open_chatroom() as room:
        sender = sender_to(room, full)
        with pytest.raises(StoreUnusable, match="the disk is full"):
            await sender.send_due(NOW)
        assert (room.asked, states(ledger)) == ([], [State.PENDING] * 2)
        full.full_for = None
        assert await sender.send_due(NOW) == Sent(sent=2)


async def test_an_outcome_that_cannot_be_written_is_kept_and_the_message_not_sent_again(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    full = Full(ledger._engine)
    full.full_for = State.SENT
    async with open_chatroom(keeps_nonces=False, can_be_searched=False) as room:
        sender = sender_to(room, full)
        for later in (timedelta(0), HOUR):  # the lease has run out, and still it is known here that it was sent
            with pytest.raises(StoreUnusable, match="the disk is full"):
                await sender.send_due(NOW + later)
            assert states(ledger) == [State.SENDING, State.PENDING]
        assert len(room.asked) == 1
        full.full_for = None
        assert await sender.send_due(NOW + 2 * HOUR) == Sent(sent=1)
    assert states(ledger) == [State.SENT] * 2
    assert len(room.messages) == 2


async def test_a_database_that_another_program_keeps_locked_delays_and_doubles_nothing(
    ledger: SqlLedger, path: Path
) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(9))))
    store, impatient = open_database(f"sqlite:///{path}?timeout=0.01")
    locked = ledger._engine.raw_connection()
    async with open_chatroom(keeps_nonces=False) as room:

        def lock(_: object) -> None:
            if len(room.messages) == 3:
                locked.cursor().execute("BEGIN IMMEDIATE")

        room.on_message = lock
        sender = sender_to(room, impatient)
        with pytest.raises(StoreUnusable, match="another program keeps it locked"):
            await sender.send_due(NOW)
        locked.rollback()
        locked.close()
        await sender.send_due(NOW + SECOND)
    store.close()
    assert states(ledger) == [State.SENT] * 9
    assert len(room.messages) == 9


# ---- several processes


async def test_two_senders_on_one_database_send_each_message_once(ledger: SqlLedger, path: Path) -> None:
    post(ledger, *subscribe(ledger, *(f"#c{number}" for number in range(30))), parts=3)
    store, other = open_database(f"sqlite:///{path}")
    async with open_chatroom(keeps_nonces=False) as room:
        first, second = await asyncio.gather(
            sender_to(room, ledger).send_due(NOW), sender_to(room, other).send_due(NOW)
        )
        assert first.sent + second.sent == 90
    store.close()
    assert len(room.asked) == len(room.messages) == len(set(room.payloads())) == 90
    for number in range(30):
        assert room.payloads(f"#c{number}") == [f"part {part} for s{number:04}" for part in range(3)]


async def test_what_another_sender_is_at_is_left_to_it_and_the_rest_is_not(ledger: SqlLedger) -> None:
    others_are_sent = asyncio.Event()

    class Slow(LoopbackChat):
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            message_id = await super().send(address, payload, nonce)
            await others_are_sent.wait()
            return message_id

    post(ledger, *subscribe(ledger, "#a", "#b", "#c"), parts=2)
    async with open_chatroom(keeps_nonces=False) as room:
        is_under_way = asyncio.Event()
        room.on_message = lambda _: is_under_way.set()
        first = asyncio.create_task(Sender(ledger=ledger, chats={"loopback": Slow(room.url)}).send_due(NOW))
        await is_under_way.wait()
        assert await sender_to(room, ledger).send_due(NOW) == Sent(sent=4)
        others_are_sent.set()
        assert await first == Sent(sent=2)
    assert len(room.messages) == 6
