"""What somebody does to a subscription, in another process, in the middle of the round that serves it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

import pytest

from digests.adapters.ledger import SqlLedger
from digests.planning import change, resubscribe
from digests.postings import Delivery, Halt, Made, Slot, State, Subscriber
from digests.schedules import closed, paused, resumed, skipping
from tests.faults.house import (
    AT_NOON,
    DAY,
    HOUR,
    MINUTE,
    NOON,
    Outcome,
    TwoPartChat,
    a_clock,
    build,
    digest_lines,
    opened,
    outcome,
)

Deed = Callable[[SqlLedger, str], object]

BETWEEN = ["plan and post", "compose and write", "post and send", "read and claim", "claim and send", "part and part"]


class WatchedLedger(SqlLedger):
    """A ledger that tells when a round comes past some moments."""

    tell: Callable[[str], None] = staticmethod(lambda moment: None)

    def planned_slots(self, limit: int) -> list[Slot]:
        self.tell("plan and post")
        return super().planned_slots(limit)

    def save_postings(self, made: Iterable[Made]) -> int:
        made = list(made)
        self.tell("compose and write")
        return super().save_postings(made)

    def halts(self) -> list[Halt]:
        self.tell("post and send")
        return super().halts()

    def sendable(self, now: datetime, chats: Collection[str], limit: int) -> list[Delivery]:
        found = super().sendable(now, chats, limit)
        if any(delivery.part == 0 for delivery in found):
            self.tell("read and claim")
        return found


@dataclass
class Ended:
    """What became of a house in which somebody did something to the first of its two readers."""

    outcome: Outcome
    reader: list[Subscriber]  # none: removed

    def fates(self) -> list[str]:
        return [fate for file, _, fate in self.outcome.slots if file == "0.jsonl"]

    def lines(self) -> list[str]:
        return self.outcome.lines.get("0.jsonl", [])


async def done_between(moment: str, deed: Deed, folder: Path, *, then: Iterable[datetime] = ()) -> Ended:
    """Do a deed once at a moment of a round; the other reader must not notice, whatever it is."""
    reader, other = build(folder, wishes=[AT_NOON, replace(AT_NOON, sentences=1)])
    is_done = False

    def tell(found: str) -> None:
        nonlocal is_done
        if found == moment and not is_done:
            is_done = True
            with opened(folder) as (_, another):
                deed(another, reader.id)

    firsts = set[str]()

    def before_send(nonce: str) -> None:
        if nonce in {delivery.id for delivery in ledger.deliveries(reader.id)}:
            firsts.add(nonce)
            tell("claim and send" if len(firsts) == 1 else "part and part")

    with opened(folder) as (store, plain):
        ledger = WatchedLedger(plain._engine)
        ledger.tell = tell
        clock = a_clock(store, ledger, TwoPartChat(before_send=before_send))
        await clock.run_due(NOON)
        assert is_done
        for at in (NOON + 2 * MINUTE, NOON + 4 * MINUTE, *then):
            await clock.run_due(at)
        readers = ledger.subscribers([reader.id])
    found = outcome(folder)
    assert len(set(found.nonces)) == len(found.nonces)
    assert len(found.lines["1.jsonl"]) == 2
    assert {one.state for one in found.deliveries if one.subscriber_id == other.id} == {State.SENT}
    return Ended(outcome=found, reader=readers)


@pytest.mark.parametrize("moment", BETWEEN)
async def test_who_is_removed_gets_nothing_that_had_not_left(folder: Path, moment: str) -> None:
    ended = await done_between(moment, SqlLedger.remove_subscriber, folder, then=[NOON + DAY])
    assert len(ended.lines()) == {"claim and send": 1, "part and part": 2}.get(moment, 0)
    assert ended.reader == []
    assert len({one.subscriber_id for one in ended.outcome.deliveries}) == 1


@pytest.mark.parametrize("moment", ["compose and write", "read and claim", "claim and send"])
async def test_where_the_bot_was_sent_away_nothing_comes_that_waited_and_no_more(folder: Path, moment: str) -> None:
    def leave(ledger: SqlLedger, id_: str) -> None:
        change(id_, lambda one: closed(one, NOON), ledger=ledger)

    ended = await done_between(moment, leave, folder, then=[NOON + DAY])
    # It did not wait yet, or has begun to leave: its chat says what becomes of it.
    assert len(ended.lines()) == (0 if moment == "read and claim" else 2)
    assert (ended.reader[0].closed_at, ended.reader[0].paused_at) == (NOON, NOON)


@pytest.mark.parametrize("moment", BETWEEN[:4])
async def test_who_pauses_gets_nothing_that_waited_and_no_more_until_resumed(folder: Path, moment: str) -> None:
    def pause(ledger: SqlLedger, id_: str) -> None:
        change(id_, lambda one: paused(one, NOON, None), ledger=ledger)

    ended = await done_between(moment, pause, folder, then=[NOON + DAY])
    comes = moment == "compose and write"  # it did not wait yet
    assert len(ended.lines()) == 2 * comes
    assert ended.fates() == ["skipped" if moment == "plan and post" else "posted"]
    assert ended.reader[0].paused_at == NOON
    with opened(folder) as (store, ledger):
        change(ended.reader[0].id, lambda one: resumed(one, NOON + DAY + HOUR), ledger=ledger)
        await a_clock(store, ledger).run_due(NOON + 2 * DAY - HOUR)
        assert len(outcome(folder).lines.get("0.jsonl", [])) == 2 * comes  # those of the pause are not owed


@pytest.mark.parametrize("moment", BETWEEN[4:])
async def test_who_pauses_gets_the_rest_of_a_digest_that_is_being_sent(folder: Path, moment: str) -> None:
    def pause(ledger: SqlLedger, id_: str) -> None:
        change(id_, lambda one: paused(one, NOON, None), ledger=ledger)

    ended = await done_between(moment, pause, folder, then=[NOON + DAY])
    assert len(ended.lines()) == 2
    assert ended.reader[0].paused_at == NOON


@pytest.mark.parametrize("moment", BETWEEN[:3])
async def test_who_changes_settings_has_that_day_one_digest(folder: Path, moment: str) -> None:
    def move(ledger: SqlLedger, id_: str) -> None:
        resubscribe(
            id_, lambda wish: replace(wish, times=(time(12, 30),), stories=3), ledger=ledger, now=NOON + MINUTE / 2
        )

    ended = await done_between(moment, move, folder, then=[NOON + HOUR / 2, NOON + HOUR])
    (digest,) = digest_lines(ended.lines())
    assert len(digest["digest"]["stories"]) == (3 if moment == "plan and post" else 5)
    assert ended.fates() == ["posted", "moved"]
    assert ended.reader[0].subscription == replace(AT_NOON, times=(time(12, 30),), stories=3)


@pytest.mark.parametrize("moment", BETWEEN[:2])
async def test_who_moves_to_another_zone_meanwhile_has_that_day_one_digest(folder: Path, moment: str) -> None:
    def move(ledger: SqlLedger, id_: str) -> None:
        resubscribe(id_, lambda wish: replace(wish, timezone="America/New_York"), ledger=ledger, now=NOON + MINUTE / 2)

    ended = await done_between(moment, move, folder, then=[NOON + 5 * HOUR, NOON + DAY, NOON + DAY + 5 * HOUR])
    assert len(digest_lines(ended.lines())) == 1
    assert [fate for fate in ended.fates() if fate != "empty"] == ["posted"]


@pytest.mark.parametrize("moment", BETWEEN[:2])
async def test_who_skips_the_next_one_gets_the_one_that_is_planned(folder: Path, moment: str) -> None:
    def skip(ledger: SqlLedger, id_: str) -> None:
        change(id_, lambda one: skipping(one, 1), ledger=ledger)

    ended = await done_between(moment, skip, folder, then=[NOON + DAY, NOON + 2 * DAY])
    assert len(digest_lines(ended.lines())) == 1
    assert ended.fates()[:2] == ["posted", "skipped"]
