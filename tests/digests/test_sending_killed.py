"""A process that is killed while it sends, and the next one, which takes over: real processes, killed for good.

Run as a program, this file is the process that dies; its arguments are those of `main`.
"""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import open_database
from digests.postings import Delivery, State
from digests.sending import Sender, Sent
from tests.digests.loopback_chat import (
    KEPT_FOR,
    MINUTE,
    NO_NONCES,
    NOW,
    SECOND,
    Chatroom,
    LoopbackChat,
    new_ledger,
    open_chatroom,
    post,
    states,
    subscribe,
)

ROOT = Path(__file__).parents[2]
POINTS = ["before claim", "after claim", "before outcome", "after outcome"]


class Deadly(SqlLedger):
    """A ledger in whose hands the process dies."""

    point = ""

    def change_delivery(self, before: Delivery, after: Delivery) -> bool:
        step = "claim" if after.state is State.SENDING else "outcome"
        if self.point == f"before {step}":
            os.kill(os.getpid(), signal.SIGKILL)
        is_changed = super().change_delivery(before, after)
        if self.point == f"after {step}":
            os.kill(os.getpid(), signal.SIGKILL)
        return is_changed


def main(url: str, chat_url: str, keeps_s: str, point: str) -> None:
    store, ledger = open_database(url)
    deadly = Deadly(ledger._engine)
    deadly.point = point
    chat = LoopbackChat(chat_url, keeps_nonces_for=timedelta(seconds=float(keeps_s)))
    asyncio.run(Sender(ledger=deadly, chats={"loopback": chat}).send_due(NOW))
    store.close()


async def killed(path: Path, room: Chatroom, keeps: timedelta, point: str) -> None:
    """Let a process send until it dies at that point."""
    arguments = [f"sqlite:///{path}", room.url, str(keeps.total_seconds()), point]
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", __spec__.name, *arguments, cwd=ROOT)
    assert await process.wait() == -signal.SIGKILL


def sender_to(room: Chatroom, ledger: SqlLedger, keeps: timedelta) -> Sender:
    return Sender(ledger=ledger, chats={"loopback": LoopbackChat(room.url, keeps_nonces_for=keeps)})


@pytest.mark.parametrize("point", POINTS)
async def test_a_chat_that_keeps_nonces_shows_each_part_once_wherever_its_sender_was_killed(
    tmp_path: Path, point: str
) -> None:
    path = tmp_path / "news.db"
    with new_ledger(path) as ledger:
        post(ledger, *subscribe(ledger, "#a"), parts=2)
        async with open_chatroom(can_be_searched=False) as room:
            await killed(path, room, KEPT_FOR, point)
            taken_over = await sender_to(room, ledger, KEPT_FOR).send_due(NOW + 70 * SECOND)
        assert taken_over.sent == 2 - (point == "after outcome")
        assert states(ledger) == [State.SENT] * 2
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]


@pytest.mark.parametrize(("point", "parts"), [("after claim", [1]), ("before outcome", [0, 1])])
async def test_a_chat_without_nonces_shows_no_part_twice_and_what_nobody_knows_is_said(
    tmp_path: Path, point: str, parts: list[int]
) -> None:
    path = tmp_path / "news.db"
    with new_ledger(path) as ledger:
        post(ledger, *subscribe(ledger, "#a"), parts=2)
        async with open_chatroom(keeps_nonces=False, can_be_searched=False) as room:
            await killed(path, room, NO_NONCES, point)
            sender = sender_to(room, ledger, NO_NONCES)
            assert await sender.send_due(NOW + 50 * SECOND) == Sent()  # whoever claimed it may still be at it
            assert await sender.send_due(NOW + 70 * SECOND) == Sent(sent=1, unknown=1)
        assert states(ledger) == [State.UNKNOWN, State.SENT]
    assert room.payloads() == [f"part {part} for s0000" for part in parts]


@pytest.mark.parametrize("point", ["after claim", "before outcome"])
async def test_a_chat_that_can_be_searched_says_what_the_dead_had_sent(tmp_path: Path, point: str) -> None:
    path = tmp_path / "news.db"
    with new_ledger(path) as ledger:
        post(ledger, *subscribe(ledger, "#a"), parts=2)
        async with open_chatroom(keeps_nonces=False) as room:
            await killed(path, room, NO_NONCES, point)
            assert await sender_to(room, ledger, NO_NONCES).send_due(NOW + 10 * MINUTE) == Sent(sent=2)
        assert states(ledger) == [State.SENT] * 2
    assert room.payloads() == ["part 0 for s0000", "part 1 for s0000"]


if __name__ == "__main__":
    main(*sys.argv[1:])
