"""Moving a schedule: no day has its digest twice, and none is lost unasked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from digests.models import Quiet, Subscription
from digests.postings import Fate, Slot, Subscriber
from digests.schedules import NEAR, decided, moved, next_due, paused, skipping, subscribed, upcoming

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NIGHT = ((time(22), time(7)),)


def clock(text: str) -> tuple[time, ...]:
    return tuple(time.fromisoformat(at) for at in text.split())


def a_subscription(times: str, zone: str = "Europe/Paris", **fields: object) -> Subscription:
    plain = Subscription(feeds=(), language="fr", timezone=zone, times=clock(times))
    return replace(plain, **fields)  # type: ignore[arg-type]


class Life:
    """One subscriber that a clock looks at every minute, and the slots that are kept of it.

    Moments are of June 2026 in the zone that it has then: "2 08:00" is a Tuesday.
    """

    def __init__(self, times: str, zone: str = "Europe/Paris", *, since: str = "1 00:00", **fields: object) -> None:
        subscription = a_subscription(times, zone, **fields)
        self.now = self.moment(since, zone)
        self.kept: dict[tuple[date, time], Slot] = {}
        self.came: list[datetime] = []  # when digests were made
        self.one: Subscriber = subscribed(
            subscriber_id="k7qm", chat="file", address="a", subscription=subscription, now=self.now
        )

    def moment(self, text: str, zone: str) -> datetime:
        day, at = text.split()
        return datetime.combine(date(2026, 6, int(day)), time.fromisoformat(at), ZoneInfo(zone)).astimezone(UTC)

    def until(self, text: str) -> None:
        """Live on, up to a local time."""
        self.live(self.moment(text, self.one.subscription.timezone))

    def live(self, end: datetime) -> None:
        assert end >= self.now
        while self.one.next_due_at is not None and self.one.next_due_at <= end:
            self.now = max(self.now, self.one.next_due_at)
            self.keep(*decided(self.one, self.now))
        self.now = end

    def keep(self, one: Subscriber, slots: Sequence[Slot]) -> None:
        """Keep what a ledger would: a slot that is there already stays as it is, and what is planned is made."""
        self.one = one
        for slot in slots:
            if (slot.date, slot.time) not in self.kept:
                fate = Fate.POSTED if slot.fate is Fate.PLANNED else slot.fate
                self.kept[slot.date, slot.time] = replace(slot, fate=fate)
                if slot.fate is Fate.PLANNED:
                    self.came.append(self.now)

    def move(self, subscription: Subscription) -> None:
        known = [slot for slot in self.kept.values() if slot.date >= (self.now - NEAR).date()]
        self.keep(*moved(self.one, subscription, known, self.now))
        assert self.one.subscription == subscription
        assert self.one.next_due_at == next_due(subscription, self.one.decided_until)

    def retime(self, times: str) -> None:
        self.move(replace(self.one.subscription, times=clock(times)))

    def travel(self, zone: str, **fields: object) -> None:
        self.move(replace(self.one.subscription, timezone=zone, **fields))  # type: ignore[arg-type]

    def digests(self, zone: str | None = None) -> list[str]:
        """Return the local times at which digests were made."""
        there = ZoneInfo(zone or self.one.subscription.timezone)
        return [f"{(local := came.astimezone(there)).day} {local:%H:%M}" for came in self.came]


# ---------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("before", "at", "after", "digests"),
    [
        ("08:00", "09:00", "18:00", ["1 08:00", "2 18:00"]),  # later, when today's has run
        ("08:00", "07:00", "18:00", ["1 18:00", "2 18:00"]),  # later, when it has not
        ("18:00", "12:00", "08:00", ["1 12:00", "2 08:00"]),  # to before now: today's is owed
        ("18:00", "07:00", "08:00", ["1 08:00", "2 08:00"]),
        ("18:00", "20:00", "08:00", ["1 18:00", "2 08:00"]),
        ("08:00", "09:00", "08:00 18:00", ["1 08:00", "1 18:00", "2 08:00", "2 18:00"]),  # one more, still to come
        ("18:00", "09:00", "08:00 18:00", ["1 18:00", "2 08:00", "2 18:00"]),  # one more, past: from tomorrow on
        ("08:00 18:00", "12:00", "08:00", ["1 08:00", "2 08:00"]),
        ("08:00 18:00", "12:00", "18:00", ["1 08:00", "1 18:00", "2 18:00"]),
        ("08:00 18:00", "12:00", "07:00 17:00", ["1 08:00", "1 17:00", "2 07:00", "2 17:00"]),
        ("08:00 18:00", "17:30", "07:00 17:00", ["1 08:00", "1 17:30", "2 07:00", "2 17:00"]),
        ("08:00 12:00", "13:00", "12:00 18:00", ["1 08:00", "1 12:00", "2 12:00", "2 18:00"]),
        ("08:00 12:00", "13:00", "10:00 18:00", ["1 08:00", "1 12:00", "2 10:00", "2 18:00"]),
        ("17:00 18:00", "12:00", "08:00 09:00", ["1 12:00", "2 08:00", "2 09:00"]),  # both are owed: one digest
        ("15:00 16:00 17:00", "12:00", "08:00 09:00 20:00", ["1 12:00", "1 20:00", "2 08:00", "2 09:00", "2 20:00"]),
        ("18:00", "12:00", "08:00 20:00", ["1 20:00", "2 08:00", "2 20:00"]),  # it comes later, so nothing is owed
    ],
)
def test_a_day_on_which_the_times_change_has_its_digests_once(
    before: str, at: str, after: str, digests: list[str]
) -> None:
    life = Life(before)
    life.until(f"1 {at}")
    life.retime(after)
    life.until("2 23:59")
    assert life.digests() == digests


def test_a_time_that_another_has_run_for_says_that_it_was_moved() -> None:
    life = Life("08:00")
    life.until("1 09:00")
    life.retime("18:00")
    fates = {slot.time.hour: slot.fate for slot in life.kept.values()}
    assert fates == {8: Fate.POSTED, 18: Fate.MOVED}
    assert upcoming(life.one, life.now, 1) == [life.moment("2 18:00", "Europe/Paris")]


def test_moved_again_and_again_a_day_has_no_second_digest() -> None:
    life = Life("08:00")
    for at, times in (("1 09:00", "10:00"), ("1 09:30", "12:00"), ("1 13:00", "14:00"), ("1 13:30", "08:00")):
        life.until(at)
        life.retime(times)
    life.until("1 13:40")
    life.retime("15:00")
    life.until("2 23:59")
    assert life.digests() == ["1 08:00", "2 15:00"]


def test_of_a_day_with_three_digests_none_is_forgotten_by_a_detour() -> None:
    life = Life("08:00 09:00 10:00")
    life.until("1 11:00")
    life.retime("12:00")
    life.retime("12:00 13:00 14:00")
    life.until("1 23:59")
    assert life.digests() == ["1 08:00", "1 09:00", "1 10:00"]


def test_moved_there_and_back_the_second_time_of_a_day_is_kept() -> None:
    life = Life("08:00")
    life.until("1 09:00")
    life.retime("14:00")
    life.retime("08:00 18:00")
    life.until("1 23:59")
    assert life.digests() == ["1 08:00", "1 18:00"]


def test_what_came_due_before_the_change_is_not_lost_by_it() -> None:
    life = Life("08:00")
    life.now = life.moment("1 08:01", "Europe/Paris")  # nobody has looked since
    life.retime("18:00")
    life.until("2 23:59")
    assert life.digests() == ["1 08:01", "2 18:00"]


def test_a_time_that_passed_before_it_subscribed_is_owed_by_no_change() -> None:
    life = Life("08:00", since="1 09:00")
    life.until("1 10:00")
    life.retime("08:30")
    life.until("1 11:00")
    life.retime("12:00")
    life.until("2 11:00")
    assert life.digests() == ["1 12:00"]


def test_a_slot_that_was_missed_leaves_the_day_its_digest() -> None:
    life = Life("08:00", catch_up=HOUR)
    life.now = life.moment("1 12:00", "Europe/Paris")
    life.keep(*decided(life.one, life.now))
    life.retime("18:00")
    life.until("1 23:59")
    assert life.digests() == ["1 18:00"]


def test_settings_that_are_not_of_the_schedule_touch_no_slot() -> None:
    life = Life("08:00")
    life.now = life.moment("1 08:10", "Europe/Paris")
    before = life.one
    after, slots = moved(before, replace(before.subscription, stories=5, catch_up=HOUR), [], life.now)
    assert slots == []
    assert after == replace(before, subscription=after.subscription)
    assert after.subscription.stories == 5


def test_paused_it_is_owed_nothing_by_a_change_and_yet_no_day_has_two() -> None:
    life = Life("08:00 18:00")
    life.until("1 09:00")
    life.one = paused(life.one, life.now, None)
    life.retime("07:00 08:30")
    assert life.digests() == ["1 08:00"]
    life.one = replace(life.one, paused_at=None)
    life.retime("19:00")
    life.until("1 23:00")
    assert life.digests() == ["1 08:00"]


def test_one_to_be_skipped_is_skipped_also_when_it_is_moved_to_now() -> None:
    life = Life("18:00")
    life.until("1 12:00")
    life.one = skipping(life.one, 1)
    life.retime("08:00")
    assert life.kept[date(2026, 6, 1), time(8)].fate is Fate.SKIPPED
    assert life.one.skips == 0
    life.until("2 12:00")
    assert life.digests() == ["2 08:00"]


# ---------------------------------------------------------------- days of the week, quiet hours


def test_a_weekly_digest_moved_within_its_day_or_to_another() -> None:
    life = Life("08:00", weekdays=frozenset({0}))
    life.until("1 09:00")  # a Monday
    life.travel("Europe/Paris", weekdays=frozenset({2}))
    life.until("3 12:00")
    life.travel("Europe/Paris", weekdays=frozenset({2, 3}), times=clock("18:00"))
    life.until("7 23:59")
    assert life.digests() == ["1 08:00", "3 08:00", "4 18:00"]


def test_a_day_taken_out_and_put_back_has_no_second_digest() -> None:
    life = Life("08:00")
    life.until("1 09:00")
    life.travel("Europe/Paris", weekdays=frozenset({1, 2, 3, 4, 5, 6}))
    life.travel("Europe/Paris", weekdays=frozenset(range(7)), times=clock("10:00"))
    life.until("2 12:00")
    assert life.digests() == ["1 08:00", "2 10:00"]


def test_a_day_added_before_its_time_has_its_digest_today_and_after_it_from_the_next_on() -> None:
    for at, digests in (("07:00", ["1 08:00", "2 08:00"]), ("09:00", ["2 08:00"])):
        life = Life("08:00", weekdays=frozenset({1}))
        life.until(f"1 {at}")
        life.travel("Europe/Paris", weekdays=frozenset({0, 1}))
        life.until("2 23:59")
        assert life.digests() == digests


def test_without_its_quiet_hours_a_digest_that_they_held_comes_at_once() -> None:
    life = Life("23:00", since="1 12:00", quiet_hours=NIGHT)
    life.until("2 05:00")
    assert life.digests() == []
    life.travel("Europe/Paris", quiet_hours=())
    life.until("2 23:59")
    assert life.digests() == ["2 05:00", "2 23:00"]


def test_new_quiet_hours_hold_or_drop_what_is_to_come_and_owe_nothing() -> None:
    for quiet, digests in ((Quiet.HOLD, ["2 07:00"]), (Quiet.DROP, [])):
        life = Life("08:00 23:00", since="1 12:00")
        life.until("1 13:00")
        life.travel("Europe/Paris", quiet_hours=NIGHT, quiet=quiet)
        life.until("2 07:30")
        assert life.digests() == digests


def test_moved_into_the_past_in_quiet_hours_nothing_comes_at_night() -> None:
    life = Life("23:30", since="1 12:00", quiet_hours=NIGHT)
    life.until("1 23:00")
    life.retime("21:00")
    life.until("2 21:00")
    assert life.digests() == ["2 21:00"]
    assert life.kept[date(2026, 6, 1), time(21)].fate is Fate.QUIET


# ---------------------------------------------------------------- time zones


def test_west_after_todays_digest_the_same_time_does_not_run_again_today() -> None:
    life = Life("08:00")
    life.until("2 09:00")
    life.travel("America/New_York")  # 03:00 there
    assert upcoming(life.one, life.now, 1) == [life.moment("3 08:00", "America/New_York")]
    life.until("3 12:00")
    assert life.digests() == ["1 02:00", "2 02:00", "3 08:00"]


def test_west_before_todays_digest_it_comes_at_the_new_zones_time() -> None:
    life = Life("08:00", since="2 00:00")
    life.until("2 07:00")
    life.travel("America/New_York")
    life.until("3 12:00")
    assert life.digests() == ["2 08:00", "3 08:00"]


def test_east_over_the_time_of_a_digest_it_comes_at_once() -> None:
    life = Life("08:00", "America/New_York", since="2 00:00")
    life.until("2 05:00")
    life.travel("Europe/Paris")  # 11:00 there
    life.until("3 12:00")
    assert life.digests() == ["2 11:00", "3 08:00"]


def test_from_tokyo_to_los_angeles_the_day_that_has_had_its_digest_has_no_second() -> None:
    life = Life("08:00", "Asia/Tokyo")
    life.until("3 10:00")
    life.travel("America/Los_Angeles")  # the 2nd there, 18:00
    life.until("4 12:00")
    assert life.digests("Asia/Tokyo") == ["1 08:00", "2 08:00", "3 08:00", "5 00:00"]
    assert life.digests() == ["31 16:00", "1 16:00", "2 16:00", "4 08:00"]


def test_from_tokyo_to_los_angeles_at_another_time_neither() -> None:
    life = Life("08:00", "Asia/Tokyo", since="2 00:00")
    life.until("3 10:00")
    life.travel("America/Los_Angeles", times=clock("19:00"))
    life.until("4 23:00")
    assert life.digests() == ["1 16:00", "2 16:00", "4 19:00"]


def test_from_los_angeles_to_tokyo_the_days_jumped_over_have_one_digest_at_once() -> None:
    life = Life("08:00 18:00", "America/Los_Angeles", since="1 12:00")
    life.until("2 17:00")
    life.travel("Asia/Tokyo")  # the 3rd there, 09:00
    life.until("4 07:00")
    assert life.digests() == ["2 10:00", "3 00:00", "3 09:00", "3 18:00"]


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_between_kiritimati_and_niue_each_local_date_has_one_digest_or_one_for_those_jumped_over(hour: int) -> None:
    for there, back in (("Pacific/Kiritimati", "Pacific/Niue"), ("Pacific/Niue", "Pacific/Kiritimati")):
        life = Life("08:00", there)
        life.until(f"5 {hour:02}:00")
        life.travel(back)
        life.until("9 12:00")
        life.travel(there)
        life.until("12 12:00")
        posted = Counter(slot.date for slot in life.kept.values() if slot.fate is Fate.POSTED)
        assert set(posted.values()) == {1}
        fates = {slot.date.day: slot.fate for slot in life.kept.values()}
        assert set(fates) == set(range(1, 13))
        # A date without digest of its own was jumped over, and the next one's digest came for both.
        for day, fate in fates.items():
            assert fate is Fate.POSTED or (fate is Fate.MOVED and fates[day + 1] is Fate.POSTED)


@pytest.mark.parametrize("in_one", [True, False])
def test_a_date_that_another_zone_has_seen_has_no_second_digest_at_another_time(in_one: bool) -> None:
    life = Life("08:00", "Asia/Tokyo", since="7 12:00")
    life.until("8 10:00")
    if in_one:
        life.travel("America/New_York", times=clock("09:00"))  # the 7th there, 21:00
    else:
        life.travel("America/New_York")
        life.live(life.now + MINUTE)
        life.retime("09:00")
    life.until("9 12:00")
    assert life.digests() == ["7 19:00", "9 09:00"]


def test_a_date_that_comes_once_more_by_another_zone_has_no_digest_at_a_time_that_stays() -> None:
    life = Life("08:00", "Pacific/Kiritimati", since="7 12:00")
    life.until("9 06:00")
    life.retime("09:00")  # the 8th is over here, and has had its digest
    life.until("9 06:30")
    life.travel("Pacific/Niue")  # the 8th there, 05:30
    life.until("9 12:00")
    assert life.digests() == ["7 07:00", "9 09:00"]


def test_a_late_digest_that_quiet_hours_hold_comes_at_once_without_them() -> None:
    life = Life("20:00", since="1 12:00", quiet_hours=NIGHT)
    life.now = life.moment("1 23:30", "Europe/Paris")
    life.keep(*decided(life.one, life.now))
    assert life.digests() == []
    life.travel("Europe/Paris", quiet_hours=())
    life.until("2 12:00")
    assert life.digests() == ["1 23:30"]


def test_a_late_digest_that_quiet_hours_hold_is_not_lost_when_its_time_changes() -> None:
    life = Life("20:00", since="1 12:00", quiet_hours=NIGHT)
    life.now = life.moment("1 23:30", "Europe/Paris")
    life.keep(*decided(life.one, life.now))
    life.retime("19:00")
    assert life.kept[date(2026, 6, 1), time(19)].fate is Fate.QUIET  # the next one reaches back
    life.until("2 19:30")
    assert life.digests() == ["2 19:00"]
