"""A story that no chat can show, and a message that breaks the chat: they are left out, and the rest goes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from digests.models import Digest, Subscription
from digests.postings import Message, State
from tests.faults.house import AT_NOON, MINUTE, NOON, TwoPartChat, a_clock, build, digest_lines, opened, outcome

POISON = "Solano"
OTHERS = {"Ferry to Sundhavn sails again", "Stone bridge at Kellerau closes", "Lindmark museum finds a globe",
          "Teachers of Avery end strike"}  # fmt: skip


def _raise(payload: str) -> str:
    raise ZeroDivisionError("this story breaks us")


def _recurse(payload: str) -> str:
    return _recurse(payload)


class BrittleChat(TwoPartChat):
    """A chat that breaks at one story: when it renders it, or when it sends it."""

    def __init__(self, render: Callable[[str], str] = str, *, breaks_at: str = "") -> None:
        super().__init__()
        self._render, self._breaks_at = render, breaks_at

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        messages = super().messages(digest, subscription, is_late=is_late)
        return [replace(one, payload=self._render(one.payload)) if POISON in one.payload else one for one in messages]

    async def send(
        self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
    ) -> str:
        if self._breaks_at and self._breaks_at in payload:
            raise RuntimeError("this message breaks us")
        return await super().send(address, payload, nonce)


@pytest.mark.parametrize(
    "render",
    [_raise, _recurse, lambda payload: payload + "\0", lambda payload: payload + "\ud800"],
    ids=["raises", "recurses", "NUL", "half a surrogate pair"],
)
async def test_an_article_that_breaks_rendering_is_left_out_and_the_digest_goes(
    folder: Path, render: Callable[[str], str]
) -> None:
    build(folder)
    with opened(folder) as (store, ledger), capture_logs() as logs:
        done = await a_clock(store, ledger, BrittleChat(render)).run_due(NOON)
    found = outcome(folder)
    assert (done.posted.posted, done.posted.failed, done.sent.sent) == (2, 0, 4)
    assert found.states == {State.SENT}
    (digest,) = digest_lines(found.lines["0.jsonl"])
    assert {story["headline"] for story in digest["digest"]["stories"]} == OTHERS
    assert POISON not in "".join(line for lines in found.lines.values() for line in lines)
    assert {entry["event"] for entry in logs if entry["log_level"] == "error"} == {"item_left_out"}


async def test_a_digest_of_which_nothing_can_be_shown_is_none_and_the_others_go(folder: Path) -> None:
    build(folder, wishes=[replace(AT_NOON, include=(POISON,)), AT_NOON])
    with opened(folder) as (store, ledger), capture_logs():
        clock = a_clock(store, ledger, BrittleChat(_raise))
        done = await clock.run_due(NOON)
        again = await clock.run_due(NOON + 2 * MINUTE)
    assert (done.posted.posted, done.posted.failed, again.planned + again.posted.posted) == (1, 1, 0)
    assert list(outcome(folder).lines) == ["1.jsonl"]


async def test_a_message_that_breaks_its_chat_keeps_no_other_from_arriving(folder: Path) -> None:
    build(folder, wishes=[replace(AT_NOON, exclude=("Lindmark",)), AT_NOON])
    with opened(folder) as (store, ledger), capture_logs():
        clock = a_clock(store, ledger, BrittleChat(breaks_at="copper globe"))
        for minutes in (0, 1, 30, 7 * 60):  # until nobody waits for it any more
            await clock.run_due(NOON + minutes * MINUTE)
    found = outcome(folder)
    assert {name: len(lines) for name, lines in found.lines.items()} == {"0.jsonl": 2}
    states = {(one.address, one.part): one.state for one in found.deliveries if one.state is not State.SENT}
    assert states == {("1.jsonl", 0): State.UNKNOWN, ("1.jsonl", 1): State.EXPIRED}
    assert "a mistake of ours (RuntimeError)" in {one.error for one in found.deliveries}
