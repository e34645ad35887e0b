"""Quiet dates and hours: what is due in them, what comes late in them; and the two ends of all dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from digests.models import Quiet
from digests.postings import Fate
from digests.schedules import (
    decided,
    moved,
    next_due,
    paused,
    replanned,
    resumed,
    skipping,
    slots_between,
    upcoming,
)
from tests.digests.test_schedules import (
    DAY,
    MINUTE,
    NOW,
    a_subscriber,
    a_subscription,
    clock,
    hours,
    paris,
    told,
)

ALL_DAY = ((time(8), time(20)), (time(20), time(8)))


# ---------------------------------------------------------------- quiet


def test_a_quiet_date_has_no_digest_and_says_so() -> None:
    quiet = ((date(2026, 6, 2), date(2026, 6, 3)), (date(2026, 6, 5), date(2026, 6, 5)))
    subscriber = a_subscriber("08:00", quiet_dates=quiet)
    assert upcoming(subscriber, NOW, 3) == [paris("4 08:00"), paris("6 08:00"), paris("7 08:00")]
    after, slots = decided(subscriber, paris("2 08:00"))
    assert told(slots) == ["2 08:00 quiet"]
    assert told(decided(after, paris("4 08:05"))[1]) == ["3 08:00 quiet", "4 08:00 planned"]


def test_a_digest_in_quiet_hours_waits_for_their_end_or_does_not_come() -> None:
    held = a_subscriber("23:00", quiet_hours=hours("22:00-07:00"))
    assert told(decided(held, paris("1 23:30"))[1]) == []
    after, slots = decided(held, paris("2 07:00"))
    assert told(slots) == ["1 23:00 planned"]
    assert slots[0].due_at == paris("2 07:00")
    assert after.next_due_at == paris("3 07:00")
    dropped = a_subscriber("23:00", quiet_hours=hours("22:00-07:00"), quiet=Quiet.DROP)
    assert told(decided(dropped, paris("1 23:00"))[1]) == ["1 23:00 quiet"]


@pytest.mark.parametrize(("at", "is_quiet"), [("21:59", False), ("22:00", True), ("06:59", True), ("07:00", False)])
def test_quiet_hours_begin_with_their_first_minute_and_end_before_their_last(at: str, is_quiet: bool) -> None:
    subscription = a_subscription(at, quiet_hours=hours("22:00-07:00"), quiet=Quiet.DROP)
    (slot,) = slots_between("k7qm", subscription, NOW, NOW + DAY - MINUTE)
    assert (slot.fate is Fate.QUIET) == is_quiet


def test_one_held_into_other_quiet_hours_waits_for_the_end_of_those() -> None:
    subscription = a_subscription("23:00", quiet_hours=hours("22:00-01:00", "00:30-03:00", "03:00-05:30"))
    assert [slot.due_at for slot in slots_between("k7qm", subscription, NOW, NOW + DAY)] == [paris("2 05:30")]


@pytest.mark.parametrize("ranges", [ALL_DAY, hours("08:00-08:00"), hours("05:00-14:00", "13:00-05:00")])
def test_where_all_hours_are_quiet_no_digest_waits_for_ever(ranges: tuple[tuple[time, time], ...]) -> None:
    subscriber = a_subscriber("13:00", quiet_hours=ranges)
    assert told(decided(subscriber, paris("1 13:00"))[1]) == ["1 13:00 quiet"]
    assert upcoming(subscriber, NOW, 1) == []


def test_one_held_into_a_quiet_date_does_not_come_there() -> None:
    eve = ((date(2026, 6, 2), date(2026, 6, 2)),)
    subscriber = a_subscriber("23:00", quiet_hours=hours("22:00-07:00"), quiet_dates=eve)
    assert told(decided(subscriber, paris("1 23:00"))[1]) == ["1 23:00 quiet"]


def test_all_that_quiet_hours_held_is_one_digest() -> None:
    subscriber = a_subscriber("00:30", "07:00", "23:00", quiet_hours=hours("22:00-07:00"))
    _, slots = decided(subscriber, paris("2 07:00"))
    assert told(slots) == ["1 23:00 moved", "2 00:30 moved", "2 07:00 planned"]


def test_quiet_hours_that_end_in_a_gap_of_the_clocks_end_with_it() -> None:
    eve = datetime(2026, 3, 28, 12, tzinfo=UTC)
    subscription = a_subscription("23:00", quiet_hours=hours("22:00-02:30"))
    (slot,) = slots_between("k7qm", subscription, eve, eve + DAY)
    assert slot.due_at == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_late_digest_waits_for_the_end_of_quiet_hours_also_where_its_catch_up_runs_out_in_them() -> None:
    subscriber = a_subscriber("20:00", quiet_hours=hours("22:00-07:00"))
    for back in ("1 23:30", "2 03:00"):  # by 02:00 its six hours are over
        during, slots = decided(subscriber, paris(back))
        assert slots == []
        assert during.next_due_at == paris("2 07:00")
        assert upcoming(during, paris(back), 2) == [paris("2 07:00"), paris("2 20:00")]
        assert decided(during, paris("2 06:59")) == (during, [])
        after, slots = decided(during, paris("2 07:00"))
        assert told(slots) == ["1 20:00 late"]
        assert slots[0].due_at == paris("2 07:00")
        assert after.next_due_at == paris("2 20:00")
        assert decided(after, paris("2 07:01")) == (after, [])
    assert told(decided(subscriber, paris("2 07:15"))[1]) == ["1 20:00 late"]
    assert told(decided(subscriber, paris("2 07:16"))[1]) == ["1 20:00 missed"]


def test_a_late_digest_whose_catch_up_reaches_beyond_quiet_hours_comes_after_them() -> None:
    subscriber = a_subscriber("20:00", quiet_hours=hours("22:00-07:00"), catch_up=DAY)
    during, _ = decided(subscriber, paris("1 23:30"))
    assert told(decided(during, paris("2 09:00"))[1]) == ["1 20:00 late"]


def test_what_was_missed_before_a_late_digest_that_waits_is_said_at_once() -> None:
    subscriber = a_subscriber("13:00", "20:00", quiet_hours=hours("22:00-07:00"))
    during, slots = decided(subscriber, paris("1 23:30"))
    assert told(slots) == ["1 13:00 missed"]
    assert told(decided(during, paris("2 07:00"))[1]) == ["1 20:00 late"]


def test_a_late_digest_does_not_come_in_quiet_hours_that_drop_nor_on_a_quiet_date() -> None:
    eve = ((date(2026, 6, 2), date(2026, 6, 2)),)
    dropping = a_subscriber("20:00", quiet_hours=hours("22:00-07:00"), quiet=Quiet.DROP)
    held_into_it = a_subscriber("20:00", quiet_hours=hours("22:00-07:00"), quiet_dates=eve)
    assert told(decided(dropping, paris("1 23:30"))[1]) == ["1 20:00 quiet"]
    assert told(decided(held_into_it, paris("1 23:30"))[1]) == ["1 20:00 quiet"]
    assert told(decided(a_subscriber("20:00", quiet_dates=eve), paris("2 00:30"))[1]) == ["1 20:00 quiet"]


def test_a_late_digest_that_waits_does_not_come_when_it_is_paused_or_skipped_meanwhile() -> None:
    during, _ = decided(a_subscriber("20:00", quiet_hours=hours("22:00-07:00")), paris("1 23:30"))
    asleep = paused(during, paris("2 01:00"), paris("2 06:00"))
    assert upcoming(asleep, paris("2 01:00"), 1) == [paris("2 20:00")]
    assert decided(asleep, paris("2 07:00"))[1] == []
    assert told(decided(skipping(during, 1), paris("2 07:00"))[1]) == ["1 20:00 skipped"]


def test_a_digest_a_few_minutes_late_comes_although_quiet_hours_have_begun() -> None:
    subscriber = a_subscriber("21:59", quiet_hours=hours("22:00-07:00"), quiet=Quiet.DROP)
    assert told(decided(subscriber, paris("1 22:01"))[1]) == ["1 21:59 planned"]


# ---------------------------------------------------------------- the ends of time

ENDS = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "Europe/Paris"])
@pytest.mark.parametrize("end", ENDS)
def test_near_the_ends_of_all_dates_nothing_fails(end: datetime, zone: str) -> None:
    one = a_subscriber("08:00", "23:30", now=end, timezone=zone, quiet_hours=hours("22:00-07:00"))
    assert next_due(one.subscription, ENDS[1]) is None
    assert slots_between("k7qm", one.subscription, ENDS[1] - DAY, ENDS[1]) == []
    assert slots_between("k7qm", one.subscription, ENDS[0], ENDS[0] + DAY) == []
    for changed in (one, paused(one, end, end), replanned(one, end), resumed(paused(one, end, None), end)):
        upcoming(changed, end, 3)
        decided(replace(changed, next_due_at=end), end)
        moved(changed, replace(one.subscription, times=clock("09:00")), [], end)


def test_a_pause_until_the_last_day_of_all_dates_has_no_digest_after_it() -> None:
    assert upcoming(paused(a_subscriber("08:00"), NOW, ENDS[1]), NOW, 3) == []
