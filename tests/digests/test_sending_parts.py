"""The messages of one digest, and what each of them is told of the first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from digests.adapters.ledger import SqlLedger
from digests.deliveries import sent_again
from digests.postings import State
from digests.sending import Sender, Sent
from tests.digests.loopback_chat import (
    HOUR,
    MINUTE,
    NO_NONCES,
    NOW,
    Fault,
    LoopbackChat,
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


class Noting(LoopbackChat):
    """A chat that notes which first message it was told of with each payload, the last time."""

    def __init__(self, url: str, *, keeps_nonces_for: timedelta = HOUR) -> None:
        super().__init__(url, keeps_nonces_for=keeps_nonces_for)
        self.firsts: dict[str, str | None] = {}
        self.workspaces: dict[str, str | None] = {}  # by address

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        self.firsts[payload] = first
        self.workspaces[address] = workspace
        return await super().send(address, payload, nonce, first=first)


PARTS = [f"part {part} for s0000" for part in range(3)]


async def test_later_parts_are_sent_with_the_id_of_the_first_and_notices_with_none(ledger: SqlLedger) -> None:
    post(ledger, *subscribe(ledger, "#a", "#gone", managers=("ada",)), parts=3)
    async with open_chatroom() as room:
        chat = Noting(room.url)
        room.faults_at["#gone"] = Fault.GONE
        await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW)
        first = next(message.id for message in room.messages if message.address == "#a")
    [notice] = room.payloads("@ada")
    assert chat.firsts == dict.fromkeys(PARTS, first) | {PARTS[0]: None, "part 0 for s0001": None, notice: None}


async def test_where_nobody_knows_whether_the_first_part_arrived_the_others_go_on_without_its_id(
    ledger: SqlLedger,
) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=2)
    async with open_chatroom(can_be_searched=False) as room:
        room.faults.append(Fault.CUT_AFTER)
        chat = Noting(room.url, keeps_nonces_for=NO_NONCES)
        assert await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW) == Sent(sent=1, unknown=1)
    assert chat.firsts == dict.fromkeys(PARTS[:2])


async def test_after_a_first_part_that_is_refused_the_next_one_is_the_first_also_when_that_is_sent_again(
    ledger: SqlLedger,
) -> None:
    post(ledger, *subscribe(ledger, "#a"), parts=3)
    async with open_chatroom() as room:
        chat = Noting(room.url)
        room.faults.append(Fault.UNFIT)
        await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW)
        assert states(ledger) == [State.REFUSED, State.SENT, State.SENT]
        refused, second, _ = kept(ledger)
        assert chat.firsts == {PARTS[0]: None, PARTS[1]: None, PARTS[2]: second.message_id}
        assert ledger.change_delivery(refused, sent_again(refused, NOW + MINUTE, NOW + HOUR))
        assert await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW + MINUTE) == Sent(sent=1)
    assert chat.firsts[PARTS[0]] == second.message_id


async def test_a_chat_learns_in_which_workspace_a_channel_is_also_of_a_notice_to_a_person(ledger: SqlLedger) -> None:
    [subscriber] = subscribe(ledger, "#gone", managers=("ada",))
    assert ledger.save_subscribers([(replace(subscriber, version=1, workspace="T1"), [])])
    post(ledger, subscriber)
    async with open_chatroom() as room:
        chat = Noting(room.url)
        room.faults_at["#gone"] = Fault.GONE
        await Sender(ledger=ledger, chats={"loopback": chat}).send_due(NOW)
    assert chat.workspaces == {"#gone": "T1", "@ada": "T1"}
