"""A whole year in every time zone there is, against the offsets of the zones themselves.

Zones whose clocks show the same all year are one case. The oracle goes from UTC to local time only, where nothing is
ambiguous; `schedules` goes the other way.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import TypeAlias
from zoneinfo import ZoneInfo, available_timezones

import pytest

from digests.models import Subscription
from digests.postings import Fate, Slot
from digests.schedules import decided, slots_between, subscribed

Stretches: TypeAlias = tuple[tuple[datetime, timedelta], ...]  # from when the clocks are how far from UTC

TIMES = tuple(time.fromisoformat(at) for at in "00:00 00:30 01:30 02:15 02:30 03:00 12:00 23:30".split())
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START, END = datetime(2025, 12, 30, tzinfo=UTC), datetime(2027, 1, 3, tzinfo=UTC)
YEAR = [date(2026, 1, 1) + DAY * number for number in range(365)]


def stretches(zone: str, start: datetime = START, end: datetime = END) -> Stretches:
    """Return since when the clocks of a zone are how far from UTC; each change to the minute."""
    clocks = ZoneInfo(zone)

    def offset(moment: datetime) -> timedelta:
        return moment.astimezone(clocks).utcoffset() or timedelta()

    found, steps = [(start, offset(start))], (end - start) // (12 * HOUR)
    for before, after in pairwise(start + 12 * HOUR * step for step in range(steps + 1)):
        if offset(before) != offset(after):
            low, high = before, after
            while high - low > MINUTE:
                middle = low + (high - low) // 2 // MINUTE * MINUTE
                low, high = (middle, high) if offset(middle) == offset(before) else (low, middle)
            found.append((high, offset(after)))
    return tuple(found)


def first_shown(day: date, at: time, offsets: Stretches) -> datetime:
    """Return the first instant at which the clocks show that local time or, where they leave it out, a later one."""
    shown = datetime.combine(day, at, UTC)
    ends = [start for start, _ in offsets[1:]] + [datetime.max.replace(tzinfo=UTC)]
    for (start, offset), end in zip(offsets, ends, strict=True):
        if (moment := max(start, shown - offset)) < end:
            return moment
    raise AssertionError


def all_slots(subscription: Subscription, start: datetime = START, end: datetime = END) -> list[Slot]:
    return slots_between("k7qm", subscription, start, end)


def of_year(slots: Iterable[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot.date.year == 2026]


@pytest.fixture(scope="module")
def zones() -> dict[Stretches, list[str]]:
    grouped: dict[Stretches, list[str]] = {}
    for zone in sorted(available_timezones()):
        grouped.setdefault(stretches(zone), []).append(zone)
    return grouped


def test_every_zone_is_in_a_group_and_many_change_their_clocks(zones: dict[Stretches, list[str]]) -> None:
    assert {zone for group in zones.values() for zone in group} == available_timezones()
    assert sum(len(offsets) > 1 for offsets in zones) > 20
    changes = {after - before for offsets in zones for (_, before), (_, after) in pairwise(offsets)}
    assert {HOUR, -HOUR, 30 * MINUTE, -30 * MINUTE} <= changes


def test_in_every_zone_each_time_of_each_day_is_due_once_at_the_first_instant_that_shows_it(
    zones: dict[Stretches, list[str]],
) -> None:
    for offsets, (zone, *_) in zones.items():
        subscription = Subscription(feeds=(), language="en", timezone=zone, times=TIMES)
        slots = of_year(all_slots(subscription))
        due = {(slot.date, slot.time): slot.due_at for slot in slots}
        assert len(slots) == len(due) == len(YEAR) * len(TIMES), zone
        assert due == {(day, at): first_shown(day, at, offsets) for day in YEAR for at in TIMES}, zone
        assert [slot.due_at for slot in slots] == sorted(due.values()), zone


def test_on_some_days_of_the_week_every_zone_has_the_same_slots_as_on_all_of_them(
    zones: dict[Stretches, list[str]],
) -> None:
    some = frozenset({4, 6})
    for offsets, (zone, *_) in zones.items():
        if len(offsets) == 1:
            continue
        times = (time(0), time(2, 30), time(23, 30))
        subscription = Subscription(feeds=(), language="en", timezone=zone, times=times, weekdays=some)
        due = {(slot.date, slot.time): slot.due_at for slot in of_year(all_slots(subscription))}
        days = [day for day in YEAR if day.weekday() in some]
        assert due == {(day, at): first_shown(day, at, offsets) for day in days for at in times}, zone


def test_looked_at_every_47_minutes_around_each_change_of_clocks_no_zone_loses_or_doubles_a_slot(
    zones: dict[Stretches, list[str]],
) -> None:
    for offsets, (zone, *_) in zones.items():
        subscription = Subscription(feeds=(), language="en", timezone=zone, times=TIMES)
        for change, _ in offsets[1:]:
            now, end, seen = change - DAY, change + DAY, Counter[tuple[date, time]]()
            one = subscribed(subscriber_id="k7qm", chat="file", address="a", subscription=subscription, now=now)
            while now < end:
                now += 47 * MINUTE
                one, slots = decided(one, now)
                seen.update((slot.date, slot.time) for slot in slots)
            expected = {(slot.date, slot.time) for slot in all_slots(subscription, change - DAY, now)}
            assert set(seen) == expected, zone
            assert set(seen.values()) == {1}, zone


@pytest.mark.parametrize(
    ("zone", "local", "at", "due"),
    [
        ("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:00"),  # the clocks leave out the end of a day
        ("America/Nuuk", "2026-10-24", "23:30", "2026-10-25T00:30"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),  # half an hour forward
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45"),  # half an hour back
        ("Europe/Paris", "2026-03-29", "02:30", "2026-03-29T01:00"),
        ("Europe/Paris", "2026-10-25", "02:30", "2026-10-25T00:30"),
        ("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23T22:00"),  # the clocks leave out midnight
        ("Asia/Kathmandu", "2026-06-01", "08:00", "2026-06-01T02:15"),
    ],
)
def test_what_is_known_of_some_zones_holds(zone: str, local: str, at: str, due: str) -> None:
    subscription = Subscription(feeds=(), language="en", timezone=zone, times=(time.fromisoformat(at),))
    moment = datetime.fromisoformat(due).replace(tzinfo=UTC)
    (slot,) = slots_between("k7qm", subscription, moment - MINUTE, moment)
    assert (slot.date, slot.due_at) == (date.fromisoformat(local), moment)


@pytest.mark.parametrize("weekdays", [frozenset(range(7)), frozenset({4})])
def test_a_day_that_a_country_leaves_out_neither_breaks_nor_doubles_anything(weekdays: frozenset[int]) -> None:
    # Samoa had no Friday, 30 December 2011.
    start, end = datetime(2011, 12, 20, tzinfo=UTC), datetime(2012, 1, 12, tzinfo=UTC)
    offsets = stretches("Pacific/Apia", start, end)
    subscription = Subscription(feeds=(), language="en", timezone="Pacific/Apia", times=TIMES, weekdays=weekdays)
    slots = all_slots(subscription, start, end)
    assert len({(slot.date, slot.time) for slot in slots}) == len(slots)
    assert all(slot.due_at == first_shown(slot.date, slot.time, offsets) for slot in slots)
    days = {slot.date for slot in slots} | {date(2011, 12, 30)}
    assert {day for day in days if day.weekday() in weekdays} == days
    assert days >= {day for number in range(20) if (day := date(2011, 12, 22) + DAY * number).weekday() in weekdays}


def test_a_time_shown_twice_is_not_due_again_when_looked_at_in_between() -> None:
    paris = Subscription(feeds=(), language="en", timezone="Europe/Paris", times=(time(2, 45),))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 2:10 for the second time
    assert slots_between("k7qm", paris, second, second + 20 * HOUR) == []
    (slot,) = slots_between("k7qm", paris, second - HOUR, second)
    assert (slot.due_at, slot.fate) == (datetime(2026, 10, 25, 0, 45, tzinfo=UTC), Fate.PLANNED)
