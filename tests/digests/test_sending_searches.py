"""What may have arrived while its chat cannot be searched: asked again, and never sent blindly."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from digests.adapters.ledger import SqlLedger
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
    subscribe,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with new_ledger(tmp_path / "news.db") as ledger:
        yield ledger


@pytest.mark.parametrize("has_arrived", [True, False])
async def test_while_a_chat_cannot_be_searched_it_is_asked_again_and_nothing_is_sent_blindly(
    ledger: SqlLedger, has_arrived: bool
) -> None:
    post(ledger, *subscribe(ledger, "#a", "#b"), parts=2)
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults_at["#a"] = Fault.CUT_AFTER if has_arrived else Fault.CUT_BEFORE
        room.is_search_broken = True
        sender = sender_to(room, ledger)
        assert await sender.send_due(NOW) == Sent(sent=2, pending=1)
        room.faults_at.clear()
        assert await sender.send_due(NOW + 50 * SECOND) == Sent()
        waits = [kept(ledger)[0].next_attempt_at - NOW]
        for _ in range(7):
            now = kept(ledger)[0].next_attempt_at
            assert await sender.send_due(now) == Sent(pending=1)
            waits.append(kept(ledger)[0].next_attempt_at - now)
        minutes = [round(wait / MINUTE) for wait in waits]
        assert (minutes[:3], minutes) == ([1, 1, 1], sorted(minutes))
        assert 10 * MINUTE <= waits[-1] <= 12 * MINUTE + SECOND
        assert (room.searches, len(room.asked)) == (8, 3)
        room.is_search_broken = False
        assert await sender.send_due(kept(ledger)[0].next_attempt_at) == Sent(sent=2)
    assert room.payloads("#a") == ["part 0 for s0000", "part 1 for s0000"]


async def test_what_cannot_be_searched_for_in_time_is_unknown(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), expires_in=30 * MINUTE)
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(Fault.CUT_AFTER)
        room.is_search_broken = True
        sender = sender_to(room, ledger)
        done = [await sender.send_due(NOW + number * MINUTE) for number in range(40)]
    assert [one for one in done if one.unknown] == [Sent(unknown=1)]
    assert sum(one.pending for one in done) > 3
    assert (len(room.messages), len(room.asked)) == (1, 1)
    assert kept(ledger)[0].settled_at is not None


async def test_a_chat_in_trouble_for_an_hour_after_silence_shows_a_message_once(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom() as room:
        room.faults.extend([Fault.CUT_AFTER] + [Fault.CUT_BEFORE] * 99)
        room.is_search_broken = True
        sender = sender_to(room, ledger)
        while (now := kept(ledger)[0].next_attempt_at) < NOW + HOUR:
            assert await sender.send_due(now) == Sent(pending=1)
        room.faults.clear()
        room.keeps_nonces = room.is_search_broken = False
        assert await sender.send_due(now) == Sent(sent=2)
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]


async def test_a_search_that_the_program_stops_is_made_by_the_next(ledger: SqlLedger) -> None:
    is_searching = asyncio.Event()

    class Slow(LoopbackChat):
        async def find(self, address: str, nonce: str, since: datetime) -> str | None:
            is_searching.set()
            return str(await asyncio.Event().wait())

    post(ledger, *subscribe(ledger, "#a"))
    async with open_chatroom(keeps_nonces=False) as room:
        room.faults.append(Fault.CUT_AFTER)
        slow = Slow(room.url, keeps_nonces_for=NO_NONCES)
        sender = Sender(ledger=ledger, chats={"loopback": slow}, grace_s=0.01)
        sending = asyncio.create_task(sender.send_due(NOW))
        await is_searching.wait()
        sender.stop()
        assert await sending == Sent(pending=1)
        assert await sender_to(room, ledger).send_due(NOW + 2 * MINUTE) == Sent(sent=1)
    assert len(room.messages) == 1
