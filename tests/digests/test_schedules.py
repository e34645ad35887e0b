"""What becomes of slots: on time, late, missed, skipped, paused; and when the next ones are."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.models import Quiet, Subscription
from digests.postings import Fate, Slot, Subscriber
from digests.schedules import (
    KEPT_ROWS,
    ON_TIME,
    closed,
    decided,
    next_due,
    paused,
    replanned,
    resumed,
    skipping,
    slots_between,
    subscribed,
    upcoming,
)

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)  # a Monday, noon in Paris
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock(*texts: str) -> tuple[time, ...]:
    return tuple(map(time.fromisoformat, texts))


def hours(*texts: str) -> tuple[tuple[time, time], ...]:
    pairs = (text.split("-") for text in texts)
    return tuple((time.fromisoformat(start), time.fromisoformat(until)) for start, until in pairs)


def a_subscription(*times: str, **fields: object) -> Subscription:
    plain = Subscription(feeds=(), language="fr", timezone="Europe/Paris", times=clock(*times))
    return replace(plain, **fields)  # type: ignore[arg-type]


def a_subscriber(*times: str, now: datetime = NOW, **fields: object) -> Subscriber:
    subscription = a_subscription(*times, **fields)
    return subscribed(subscriber_id="k7qm", chat="file", address="a", subscription=subscription, now=now)


def paris(text: str) -> datetime:
    """Return a moment of June 2026, when Paris is two hours before UTC: "3 08:00"."""
    day, at = text.split()
    return datetime.combine(date(2026, 6, int(day)), time.fromisoformat(at), UTC) - 2 * HOUR


def told(slots: list[Slot]) -> list[str]:
    """Return slots as text: "3 08:00 late"."""
    return [f"{slot.date.day} {slot.time:%H:%M} {'late' if slot.is_late else slot.fate}" for slot in slots]


# ---------------------------------------------------------------- what is due


def test_a_slot_just_due_is_planned_and_not_late() -> None:
    after, slots = decided(a_subscriber("12:30"), paris("1 12:30"))
    assert told(slots) == ["1 12:30 planned"]
    assert slots[0].due_at == paris("1 12:30")
    assert (after.decided_until, after.next_due_at) == (paris("1 12:30"), paris("2 12:30"))


def test_nothing_from_before_it_subscribed_is_owed() -> None:
    subscriber = a_subscriber("08:00", "12:00")
    assert subscriber.version == 0
    assert subscriber.next_due_at == paris("2 08:00")
    assert decided(subscriber, paris("2 07:59")) == (subscriber, [])


def test_a_day_of_the_week_that_is_not_wanted_has_no_slot() -> None:
    subscriber = a_subscriber("08:00", weekdays=frozenset({2, 6}))
    assert upcoming(subscriber, NOW, 3) == [paris("3 08:00"), paris("7 08:00"), paris("10 08:00")]


def test_without_a_time_or_a_day_nothing_is_ever_due() -> None:
    for subscription in (a_subscription(), a_subscription("08:00", weekdays=frozenset())):
        assert next_due(subscription, NOW) is None
        one = replace(a_subscriber("08:00"), subscription=subscription, next_due_at=None)
        assert decided(one, NOW + 30 * DAY) == (one, [])
        assert upcoming(one, NOW, 3) == []


def test_two_times_that_the_clocks_leave_out_at_once_are_one_digest() -> None:
    eve = datetime(2026, 3, 28, 20, tzinfo=UTC)
    _, slots = decided(a_subscriber("02:15", "02:30", now=eve), eve + 8 * HOUR)
    assert [(slot.time, slot.fate) for slot in slots] == [(time(2, 15), Fate.MOVED), (time(2, 30), Fate.PLANNED)]


# ---------------------------------------------------------------- downtime


def test_one_that_nobody_ran_for_comes_late_within_its_catch_up() -> None:
    subscriber = a_subscriber("13:00")
    assert told(decided(subscriber, paris("1 13:15"))[1]) == ["1 13:00 planned"]
    assert told(decided(subscriber, paris("1 13:16"))[1]) == ["1 13:00 late"]
    assert told(decided(subscriber, paris("1 19:00"))[1]) == ["1 13:00 late"]
    assert told(decided(subscriber, paris("1 19:01"))[1]) == ["1 13:00 missed"]


def test_a_digest_a_few_minutes_late_comes_whatever_its_catch_up() -> None:
    subscriber = a_subscriber("13:00", catch_up=timedelta(0))
    assert told(decided(subscriber, paris("1 13:15"))[1]) == ["1 13:00 planned"]
    assert told(decided(subscriber, paris("1 13:16"))[1]) == ["1 13:00 missed"]


def test_after_a_week_of_downtime_there_is_one_digest_and_the_others_are_said_to_be_missed() -> None:
    after, slots = decided(a_subscriber("08:00", "18:00"), paris("4 09:00"))
    assert told(slots) == [
        "1 18:00 missed", "2 08:00 missed", "2 18:00 missed", "3 08:00 missed", "3 18:00 missed", "4 08:00 late"
    ]  # fmt: skip
    assert after.next_due_at == paris("4 18:00")


def test_a_digest_on_time_stands_for_a_late_one() -> None:
    assert told(decided(a_subscriber("13:00", "15:00"), paris("1 15:05"))[1]) == ["1 13:00 missed", "1 15:00 planned"]


def test_two_times_that_one_look_finds_within_minutes_are_one_digest() -> None:
    subscriber = a_subscriber("13:00", "13:10")
    assert told(decided(subscriber, paris("1 13:12"))[1]) == ["1 13:00 moved", "1 13:10 planned"]


def test_years_of_downtime_leave_a_page_of_missed_slots_and_one_digest() -> None:
    subscriber = a_subscriber("01:00", "05:00", "09:00", "13:00", "17:00", "21:00")
    after, slots = decided(subscriber, NOW + 3650 * DAY)
    assert len(slots) == KEPT_ROWS
    assert Counter(slot.fate for slot in slots) == {Fate.MISSED: KEPT_ROWS - 1, Fate.PLANNED: 1}
    assert slots[-1].fate is Fate.PLANNED
    assert after.next_due_at is not None
    assert after.next_due_at > after.decided_until == NOW + 3650 * DAY


def test_a_clock_that_was_put_back_repeats_nothing() -> None:
    after, slots = decided(a_subscriber("13:00", "14:00"), paris("1 13:00"))
    assert told(slots) == ["1 13:00 planned"]
    for moment in ("1 12:00", "1 12:59", "1 13:00"):
        assert decided(after, paris(moment)) == (after, [])
    assert told(decided(after, paris("1 14:00"))[1]) == ["1 14:00 planned"]


def test_a_clock_that_ran_years_ahead_does_not_silence_a_subscriber_until_then() -> None:
    ahead, _ = decided(a_subscriber("13:00"), NOW + 700 * DAY)
    assert ahead.next_due_at == paris("1 13:00") + 700 * DAY
    again = replanned(ahead, NOW)
    assert again.next_due_at == paris("1 13:00")
    assert told(decided(again, paris("1 13:00"))[1]) == ["1 13:00 planned"]


def test_planned_anew_a_subscriber_keeps_what_a_downtime_owes_it() -> None:
    subscriber = a_subscriber("13:00")
    again = replanned(replace(subscriber, next_due_at=None), paris("1 14:00"))
    assert again == subscriber


# ---------------------------------------------------------------- pause and skip


def test_a_pause_lets_slots_pass_without_a_trace_and_ends_by_itself() -> None:
    subscriber = paused(a_subscriber("13:00"), NOW, paris("3 12:00"))
    assert upcoming(subscriber, NOW, 2) == [paris("3 13:00"), paris("4 13:00")]
    during, slots = decided(subscriber, paris("2 13:00"))
    assert (slots, during.paused_at, during.next_due_at) == ([], NOW, paris("3 13:00"))
    after, slots = decided(during, paris("3 13:00"))
    assert told(slots) == ["3 13:00 planned"]
    assert (after.paused_at, after.paused_until, after.pause_reason) == (None, None, None)


def test_one_due_when_a_pause_ends_comes_also_after_a_downtime() -> None:
    subscriber = paused(a_subscriber("13:00"), NOW, paris("2 13:00"))
    assert upcoming(subscriber, NOW, 1) == [paris("2 13:00")]
    assert told(decided(subscriber, paris("2 14:00"))[1]) == ["2 13:00 late"]
    assert told(decided(resumed(subscriber, paris("2 14:00")), paris("2 14:00"))[1]) == ["2 13:00 late"]


def test_a_pause_without_end_lasts_until_somebody_resumes_and_owes_nothing() -> None:
    subscriber = paused(a_subscriber("13:00"), NOW, None)
    assert upcoming(subscriber, NOW, 2) == []
    during, slots = decided(subscriber, paris("5 13:00"))
    assert (slots, during.paused_at) == ([], NOW)
    for one in (subscriber, during):
        again = resumed(replace(one, pause_reason="no such channel"), paris("6 13:05"))
        assert (again.paused_at, again.pause_reason) == (None, None)
        assert again.next_due_at == paris("7 13:00")
        assert decided(again, paris("6 13:06")) == (again, [])


def test_to_resume_what_is_not_paused_changes_nothing() -> None:
    subscriber = a_subscriber("13:00")
    assert resumed(subscriber, paris("1 13:05")) == subscriber


def test_skipped_digests_are_the_next_ones_that_would_come() -> None:
    today = ((date(2026, 6, 1), date(2026, 6, 1)),)
    subscriber = skipping(a_subscriber("13:00", quiet_dates=today), 2)
    assert upcoming(subscriber, NOW, 1) == [paris("4 13:00")]
    seen = []
    for day in range(1, 5):
        subscriber, slots = decided(subscriber, paris(f"{day} 13:00"))
        seen += told(slots)
    assert seen == ["1 13:00 quiet", "2 13:00 skipped", "3 13:00 skipped", "4 13:00 planned"]
    assert subscriber.skips == 0


def test_one_skipped_digest_is_all_the_slots_that_it_would_have_told() -> None:
    subscriber = skipping(a_subscriber("00:30", "23:00", quiet_hours=hours("22:00-07:00")), 1)
    after, slots = decided(subscriber, paris("2 07:00"))
    assert told(slots) == ["1 23:00 moved", "2 00:30 skipped"]
    assert upcoming(subscriber, NOW, 1) == upcoming(after, paris("2 07:00"), 1) == [paris("3 07:00")]


# ---------------------------------------------------------------- any schedule, any ticks

times = st.lists(st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=6, unique=True)
ranges = st.lists(st.tuples(st.builds(time, st.integers(0, 23)), st.builds(time, st.integers(0, 23))), max_size=2)
schedules = st.builds(
    Subscription,
    feeds=st.just(()),
    language=st.just("en"),
    timezone=st.sampled_from(["Europe/Paris", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC"]),
    times=times.map(lambda all_times: tuple(sorted(all_times))),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    quiet_hours=ranges.map(tuple),
    quiet=st.sampled_from(Quiet),
)
starts = st.sampled_from([datetime(2026, month, 27, tzinfo=UTC) for month in (3, 6, 10)])
# Minutes from one look at the clock to the next; it may be put back by an hour.
ticks = st.lists(st.integers(-60, 600), min_size=1, max_size=40)


def is_quiet_at(moment: datetime, subscription: Subscription) -> bool:
    shown = moment.astimezone(ZoneInfo(subscription.timezone)).time()
    return any(
        start <= shown < until if start < until else shown >= start or shown < until
        for start, until in subscription.quiet_hours
    )


@given(schedules, starts, ticks)
def test_however_the_ticks_fall_each_slot_has_one_fate(
    subscription: Subscription, start: datetime, steps: list[int]
) -> None:
    one = subscribed(subscriber_id="k7qm", chat="file", address="a", subscription=subscription, now=start)
    now = latest = start
    seen: list[Slot] = []
    too_late: set[datetime] = set()  # for which it was quiet when somebody looked at last
    for step in steps:
        now += step * MINUTE
        before = one
        one, slots = decided(one, now)
        seen += slots
        if is_quiet_at(now, subscription):
            too_late |= {slot.due_at for slot in slots if now - slot.due_at > ON_TIME}
        latest = max(latest, now)
        assert all(slot.due_at <= now for slot in slots)
        assert not any(slot.is_late and is_quiet_at(now, subscription) for slot in slots)
        assert sum(slot.fate is Fate.PLANNED for slot in slots) <= 1
        held = next_due(subscription, one.decided_until)
        if held is not None and held <= now:  # a late one waits for the end of quiet hours
            assert subscription.quiet is Quiet.HOLD
            assert one.next_due_at is not None
            assert one.next_due_at > now
        else:
            assert one.next_due_at == held or now <= before.decided_until
        assert before.decided_until <= one.decided_until <= latest
    expected = slots_between("k7qm", subscription, start, one.decided_until)
    assert [(slot.date, slot.time) for slot in seen] == [(slot.date, slot.time) for slot in expected]
    quiet = {slot.due_at for slot in seen if slot.fate is Fate.QUIET}
    due_in_quiet = {slot.due_at for slot in expected if slot.fate is Fate.QUIET}
    assert due_in_quiet <= quiet <= due_in_quiet | too_late


@settings(max_examples=40)  # each looks at weeks
@given(schedules, starts, st.integers(0, 3))
def test_what_is_said_to_come_is_what_comes(subscription: Subscription, start: datetime, skips: int) -> None:
    one = subscribed(subscriber_id="k7qm", chat="file", address="a", subscription=subscription, now=start)
    one = skipping(one, skips)
    said = [due for due in upcoming(one, start, 5) if due <= start + 20 * DAY]
    came: list[datetime] = []
    while one.next_due_at is not None and one.next_due_at <= start + 20 * DAY and len(came) < 5:
        one, slots = decided(one, one.next_due_at)
        came += [slot.due_at for slot in slots if slot.fate is Fate.PLANNED]
    assert came == said


def test_who_is_closed_is_paused_until_resumed_or_paused_anew() -> None:
    one = closed(paused(a_subscriber("13:00"), NOW, paris("2 12:00")), paris("1 18:00"))
    assert (one.paused_at, one.paused_until, one.closed_at) == (NOW, None, paris("1 18:00"))
    assert upcoming(one, NOW, 3) == []
    one, slots = decided(one, paris("9 14:00"))
    assert (slots, one.closed_at) == ([], paris("1 18:00"))
    open_again = resumed(one, paris("9 15:00"))
    assert (open_again.paused_at, open_again.closed_at) == (None, None)
    assert told(decided(open_again, paris("10 13:00"))[1]) == ["10 13:00 planned"]
    again = paused(one, paris("9 15:00"), paris("11 12:00"))
    assert (again.paused_until, again.closed_at) == (paris("11 12:00"), None)


def test_a_pause_that_has_run_out_is_none_to_whom_is_closed() -> None:
    one = closed(paused(a_subscriber("13:00"), NOW, paris("2 12:00")), paris("2 18:00"))
    assert (one.paused_at, one.paused_until) == (paris("2 18:00"), None)
