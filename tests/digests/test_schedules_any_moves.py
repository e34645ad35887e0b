"""Any moves of a schedule, one after the other: no date has more digests than some schedule of it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models import Subscription
from digests.postings import Fate
from tests.digests.test_schedules_moves import DAY, HOUR, MINUTE, NIGHT, Life, clock

lists_of_times = st.lists(st.integers(0, 23), min_size=1, max_size=3, unique=True).map(
    lambda all_hours: " ".join(f"{hour:02}:00" for hour in sorted(all_hours))
)


@given(lists_of_times, st.lists(st.tuples(st.integers(0, 1439), lists_of_times), max_size=6))
def test_however_often_it_is_moved_a_day_has_no_more_digests_than_some_schedule_of_it(
    first: str, moves: list[tuple[int, str]]
) -> None:
    life = Life(first)
    for minute, times in sorted(moves):
        life.until(f"1 {minute // 60:02}:{minute % 60:02}")
        life.retime(times)
    life.until("1 23:59")
    per_day = [len(times.split()) for times in (first, *(times for _, times in moves))]
    today = [came for came in life.came if came.astimezone(ZoneInfo("Europe/Paris")).day == 1]
    assert len(today) <= max(per_day)
    life.until("2 23:59")
    last = life.one.subscription.times
    assert life.digests()[len(today) :] == [f"2 {at:%H:%M}" for at in last]


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 23)), max_size=5), st.integers(0, 23))
def test_a_daily_digest_moved_any_number_of_times_comes_once_a_day(moves: list[tuple[int, int]], first: int) -> None:
    life = Life(f"{first:02}:00", since="1 00:00")
    life.until("1 23:59")  # the first day has had its digest at `first`, unless that is midnight
    for minute, hour in sorted(moves):
        life.until(f"2 {minute // 60:02}:{minute % 60:02}")
        life.retime(f"{hour:02}:00")
    life.until("2 23:59")
    assert sum(came.astimezone(ZoneInfo("Europe/Paris")).day == 2 for came in life.came) == 1


zones = st.sampled_from(["Europe/Paris", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Niue"])


@given(zones, st.lists(st.tuples(st.integers(1, 40), zones), max_size=4))
def test_wherever_it_travels_no_local_date_has_two_digests_and_no_three_days_have_none(
    first: str, journeys: list[tuple[int, str]]
) -> None:
    life = Life("08:00", first)
    start = life.now
    for wait, zone in journeys:
        life.live(life.now + wait * HOUR)
        life.travel(zone)
    life.live(life.now + 4 * DAY)
    posted = Counter(slot.date for slot in life.kept.values() if slot.fate is Fate.POSTED)
    assert set(posted.values()) <= {1}
    gaps = zip([start, *life.came], [*life.came, life.now], strict=True)
    assert all(after - before <= 3 * DAY for before, after in gaps)


def wanted_on(day: date, subscription: Subscription) -> int:
    return len(subscription.times) if day.weekday() in subscription.weekdays else 0


days_of_the_week = st.frozensets(st.integers(0, 6), min_size=1)
edits = st.one_of(
    st.builds(lambda zone: {"timezone": zone}, zones),
    st.builds(lambda times: {"times": clock(times)}, lists_of_times),
    st.builds(lambda days: {"weekdays": days}, days_of_the_week),
    st.builds(lambda hours: {"quiet_hours": hours}, st.sampled_from([(), NIGHT])),
)


@settings(max_examples=80)  # each looks at a month
@given(zones, lists_of_times, st.lists(st.tuples(st.integers(0, 2000), edits), max_size=12))
def test_however_zone_times_and_days_change_no_date_has_more_digests_than_some_schedule_of_it(
    zone: str, times: str, changes: list[tuple[int, dict[str, object]]]
) -> None:
    life = Life(times, zone)
    end = life.now + 30 * DAY
    schedules = [life.one.subscription]
    for wait, change in changes:
        life.live(min(life.now + wait * MINUTE, end))
        life.move(replace(life.one.subscription, **change))  # type: ignore[arg-type]
        schedules.append(life.one.subscription)
    life.live(end)
    for day, came in Counter(slot.date for slot in life.kept.values() if slot.fate is Fate.POSTED).items():
        assert came <= max(wanted_on(day, schedule) for schedule in schedules)
