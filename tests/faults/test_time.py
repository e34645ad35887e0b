"""Clocks that are set, a week without anybody, readers who move: each day has its digest, and none has two."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.status import show
from digests.models import Empty, Subscription
from digests.planning import replan, resubscribe
from digests.postings import State
from tests.faults.house import (
    AT_NOON,
    DAY,
    HOUR,
    MINUTE,
    NOON,
    NOTHING,
    a_clock,
    build,
    digest_lines,
    opened,
    outcome,
    paper,
)

FOUR_TIMES = replace(AT_NOON, times=(time(11, 30), time(12), time(12, 30), time(13)), empty=Empty.LINE)


def news(folder: Path, number: int, at: datetime) -> None:
    """Let a paper bring one more story."""
    (folder / "herald.xml").write_bytes(paper(*range(number + 1), title="Lindmark Herald", at=at))


@pytest.mark.parametrize("jumps", [(0, 1, 0, -1, 1), (-1, 1, -1, 0, 1)])
@pytest.mark.parametrize("is_restarted", [False, True])
async def test_a_clock_that_jumps_an_hour_doubles_no_digest_and_loses_none(
    folder: Path, jumps: tuple[int, ...], is_restarted: bool
) -> None:
    build(folder, wishes=[AT_NOON, FOUR_TIMES])
    moments = [NOON + minutes * MINUTE + hours * HOUR for hours in jumps for minutes in (0, 1)]
    with opened(folder) as (store, ledger):
        clock = a_clock(store, ledger)
        for at in moments:
            if is_restarted:
                clock = a_clock(store, ledger)
                replan(at, ledger=ledger)
            await clock.run_due(at)
    found = outcome(folder)
    assert set(Counter(found.nonces).values()) == {1}
    assert found.states == {State.SENT}
    assert sorted(found.nonces) == sorted(delivery.id for delivery in found.deliveries)
    assert len(digest_lines(found.lines["0.jsonl"])) == 1
    # Where an hour passed at once the newest of its slots tells what all of them would have told.
    dues = [due for file, due, _ in found.slots if file == "1.jsonl"]
    assert dues == sorted({due.isoformat() for due in _dues(moments)})
    told = [story["headline"] for line in digest_lines(found.lines["1.jsonl"]) for story in line["digest"]["stories"]]
    assert len(told) == len(set(told)) == 5


def _dues(moments: list[datetime]) -> list[datetime]:
    dues = [datetime.combine(NOON.date(), at, UTC) for at in FOUR_TIMES.times]
    return [due for due in dues if due <= max(moments)]


async def test_after_a_week_without_anybody_one_digest_comes_late_and_the_rest_is_said_to_be_missed(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (reader,) = build(folder, wishes=[AT_NOON])
    news(folder, 0, NOON - HOUR)
    with opened(folder) as (store, ledger):
        await a_clock(store, ledger).run_due(NOON)
    news(folder, 1, NOON + 7 * DAY - HOUR)
    back = NOON + 7 * DAY + 3 * HOUR  # within the six hours of catching up
    with opened(folder) as (store, ledger):
        clock = a_clock(store, ledger)
        assert (await clock.run_due(back)).planned == 7
        assert str(await clock.run_due(back + MINUTE)) == NOTHING
    found = outcome(folder)
    assert [fate for _, _, fate in found.slots] == ["posted", *["missed"] * 6, "posted"]
    first, late = digest_lines(found.lines["0.jsonl"])
    assert (first["late"], late["late"]) == (False, True)
    show(reader.id, database="news.db")
    said = " ".join(capsysbinary.readouterr().out.decode().split())
    assert "missed 6 runs, the last Thu 2026-11-26 12:00" in said
    assert "last run Fri 2026-11-27 12:00, late: 2 messages sent at Fri 2026-11-27 15:00" in said


async def test_after_a_week_without_anybody_what_is_too_late_even_to_catch_up_is_only_said(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (reader,) = build(folder, wishes=[AT_NOON])
    with opened(folder) as (store, ledger):
        clock = a_clock(store, ledger)
        back = NOON + 7 * DAY + 7 * HOUR
        assert (await clock.run_due(back)).planned == 8
        show(reader.id, database="news.db")
        said = " ".join(capsysbinary.readouterr().out.decode().split())
        assert "missed 8 runs, the last Fri 2026-11-27 12:00" in said
        assert "last run Fri 2026-11-27 12:00: missed: nobody ran when it was due" in said
        news(folder, 4, back)
        assert (await clock.run_due(NOON + 8 * DAY)).posted.posted == 1
    (digest,) = digest_lines(outcome(folder).lines["0.jsonl"])
    assert digest["late"] is False
    assert "Teachers of Avery end strike" in digest["text"]


@pytest.mark.parametrize(
    ("zones", "hour"),
    [
        (("Europe/Paris", "Asia/Tokyo"), 6),
        (("Asia/Tokyo", "America/Los_Angeles"), 19),
        (("Pacific/Kiritimati", "Pacific/Pago_Pago"), 7),
        (("Pacific/Pago_Pago", "Pacific/Kiritimati"), 19),
    ],
)
async def test_who_moves_to_another_zone_between_two_runs_gets_one_digest_a_day(
    folder: Path, zones: tuple[str, str], hour: int
) -> None:
    wish = Subscription(feeds=(), language="en", timezone=zones[0], times=(time(8),), empty=Empty.LINE)
    (reader,) = build(folder, wishes=[wish])
    first = NOON.date()
    moves_at = datetime.combine(first, time(hour), UTC) + 2 * DAY
    dues = {
        datetime.combine(first + days * DAY, time(8), ZoneInfo(zone)).astimezone(UTC)
        for zone in zones
        for days in range(5)
    }
    with opened(folder) as (store, ledger):
        clock = a_clock(store, ledger)
        for at in sorted({due for due in dues if due > NOON} | {moves_at}):
            if at == moves_at:
                resubscribe(
                    reader.id, lambda wish: replace(wish, timezone=zones[1]), ledger=ledger, now=at + MINUTE / 2
                )
            await clock.run_due(at + MINUTE)
    found = outcome(folder)
    posted = [datetime.fromisoformat(due) for _, due, fate in found.slots if fate == "posted"]
    assert found.states == {State.SENT}
    assert len(digest_lines(found.lines["0.jsonl"])) == len(posted)
    days = Counter(_day(due, zones, moves_at) for due in posted)
    assert set(days.values()) == {1}
    gaps = [later - earlier for earlier, later in pairwise(posted)]
    assert max(gaps) <= timedelta(hours=24 + 25)  # a day, and what these zones are apart at most


def _day(due: datetime, zones: tuple[str, str], moves_at: datetime) -> object:
    return due.astimezone(ZoneInfo(zones[due > moves_at])).date()
