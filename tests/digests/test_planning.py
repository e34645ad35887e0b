"""Subscribers and slots in a real database: who is there first decides, and nothing is lost or doubled by it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from digests.adapters.engine import open_engine
from digests.adapters.ledger import SqlLedger
from digests.errors import BadRequest, StoreUnusable
from digests.models import Subscription
from digests.planning import BATCH, change, close, plan_due, replan, resubscribe, subscribe
from digests.postings import Fate, Slot, Subscriber
from digests.schedules import KEPT_ROWS, paused, resumed, skipping, subscribed
from digests.story_ids import ID_LENGTHS, ID_LETTERS

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)  # a Monday, noon in Paris
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DAILY = Subscription(feeds=(), language="fr", timezone="Europe/Paris", times=(time(13),))


class Overtaken(SqlLedger):
    """A ledger of which another process reads and writes at the same time, on the same database."""

    def __init__(self, ledger: SqlLedger) -> None:
        super().__init__(ledger._engine)
        self.other = ledger
        self.saves = 0
        self.by: Callable[[Sequence[Subscriber]], object] = lambda _: None  # what the other does before each save

    def save_subscribers(self, changes: Iterable[tuple[Subscriber, Sequence[Slot]]]) -> set[str]:
        changes = list(changes)
        self.saves += 1
        self.by([subscriber for subscriber, _ in changes])
        return super().save_subscribers(changes)


@pytest.fixture
def ledger() -> Iterator[SqlLedger]:
    engine = open_engine("sqlite://")
    yield SqlLedger(engine)
    engine.dispose()


def a_subscriber(ledger: SqlLedger, subscription: Subscription = DAILY, address: str = "news") -> Subscriber:
    return subscribe(chat="file", address=address, subscription=subscription, ledger=ledger, now=NOW)


def many(ledger: SqlLedger, count: int) -> list[Subscriber]:
    """Keep so many subscribers, due at the same minute."""
    new = [
        subscribed(subscriber_id=f"{number:05}", chat="file", address="news", subscription=DAILY, now=NOW)
        for number in range(count)
    ]
    ledger.save_subscribers((one, ()) for one in new)
    return ledger.subscribers()


def fates(ledger: SqlLedger, subscriber_id: str) -> list[tuple[int, str, Fate]]:
    kept = ledger.slots(subscriber_id, date(2026, 1, 1))
    return [(slot.date.day, f"{slot.time:%H:%M}", slot.fate) for slot in kept]


def with_times(*hours: int) -> Callable[[Subscription], Subscription]:
    return lambda subscription: replace(subscription, times=tuple(map(time, hours)))


# ---------------------------------------------------------------- subscribing


def test_who_subscribes_is_kept_under_a_short_id_that_nobody_else_has(ledger: SqlLedger) -> None:
    # The same channel in the same moment: the first id is taken.
    all_new = [a_subscriber(ledger) for _ in range(5)]
    assert len({new.id for new in all_new}) == 5
    for new in all_new:
        assert ledger.subscribers([new.id]) == [new]
        assert len(new.id) in ID_LENGTHS
        assert set(new.id) <= set(ID_LETTERS)
    assert (all_new[0].version, all_new[0].next_due_at) == (1, NOW + HOUR)


def test_who_subscribes_while_another_takes_its_id_gets_the_next(ledger: SqlLedger) -> None:
    overtaken = Overtaken(ledger)
    overtaken.by = lambda _: a_subscriber(ledger) if overtaken.saves == 1 else None
    new = a_subscriber(overtaken)
    assert new in ledger.subscribers()
    assert len(ledger.subscribers()) == 2


# ---------------------------------------------------------------- changes


def test_new_times_move_the_slots_of_today(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    assert plan_due(NOW + HOUR, ledger=ledger) == 1
    after = resubscribe(one.id, with_times(18), ledger=ledger, now=NOW + 2 * HOUR)
    assert ledger.subscribers([one.id]) == [after]
    assert after.subscription.times == (time(18),)
    assert fates(ledger, one.id) == [(1, "13:00", Fate.PLANNED), (1, "18:00", Fate.MOVED)]
    assert plan_due(NOW + 20 * HOUR, ledger=ledger) == 0
    assert plan_due(NOW + DAY + 6 * HOUR, ledger=ledger) == 1


def test_a_change_that_another_overtakes_is_made_to_what_is_there_then(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    rivals = [partial(resubscribe, one.id, with_times(13, 18), ledger=ledger, now=NOW)]

    def evening(subscription: Subscription) -> Subscription:
        if rivals:
            rivals.pop()()
        return replace(subscription, times=(*subscription.times, time(21)))

    after = resubscribe(one.id, evening, ledger=ledger, now=NOW)
    assert after.subscription.times == (time(13), time(18), time(21))
    assert after.version == 3


def test_a_pause_that_a_tick_overtakes_keeps_what_the_tick_decided(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    overtaken = Overtaken(ledger)
    overtaken.by = lambda _: plan_due(NOW + HOUR, ledger=ledger)
    after = change(one.id, lambda subscriber: paused(subscriber, NOW + HOUR, None), ledger=overtaken)
    assert overtaken.saves == 2
    assert (after.paused_at, after.decided_until) == (NOW + HOUR, NOW + HOUR)
    assert fates(ledger, one.id) == [(1, "13:00", Fate.PLANNED)]


def test_an_unknown_id_is_said(ledger: SqlLedger) -> None:
    with pytest.raises(BadRequest, match="no subscription “zzzz”"):
        change("zzzz", lambda subscriber: skipping(subscriber, 1), ledger=ledger)
    with pytest.raises(BadRequest, match="no subscription “zzzz”"):
        resubscribe("zzzz", with_times(8), ledger=ledger, now=NOW)


def test_what_a_change_refuses_is_not_kept(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)

    def refused(_: Subscription) -> Subscription:
        raise BadRequest("times can be 1 to 6 times of the day")

    with pytest.raises(BadRequest, match="1 to 6"):
        resubscribe(one.id, refused, ledger=ledger, now=NOW)
    assert ledger.subscribers() == [one]


def test_a_change_that_is_always_overtaken_ends_and_says_so(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    overtaken = Overtaken(ledger)
    overtaken.by = lambda _: change(
        one.id, lambda subscriber: skipping(subscriber, subscriber.skips + 1), ledger=ledger
    )
    with pytest.raises(StoreUnusable, match="try again"):
        change(one.id, lambda subscriber: paused(subscriber, NOW, None), ledger=overtaken)
    assert ledger.subscribers()[0].paused_at is None


# ---------------------------------------------------------------- what is due


def test_every_slot_that_is_due_gets_its_fate_once_however_many_subscribers_there_are(ledger: SqlLedger) -> None:
    everybody = many(ledger, 2 * BATCH + 7)
    assert plan_due(NOW + HOUR - MINUTE, ledger=ledger) == 0
    assert plan_due(NOW + HOUR, ledger=ledger) == len(everybody)
    assert plan_due(NOW + HOUR, ledger=ledger) == 0
    planned = ledger.planned_slots(3 * BATCH)
    assert {slot.subscriber_id for slot in planned} == {one.id for one in everybody}
    assert len(planned) == len(everybody)


def test_after_a_downtime_one_digest_is_planned_and_the_missed_are_kept(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    assert plan_due(NOW + 2 * DAY + 2 * HOUR, ledger=ledger) == 3
    assert fates(ledger, one.id) == [
        (1, "13:00", Fate.MISSED), (2, "13:00", Fate.MISSED), (3, "13:00", Fate.PLANNED)
    ]  # fmt: skip
    assert [slot.is_late for slot in ledger.planned_slots(9)] == [True]


def test_a_time_that_another_has_run_for_takes_no_digest_from_a_downtime(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger, with_times(13, 18)(DAILY))
    assert plan_due(NOW + HOUR, ledger=ledger) == 1
    resubscribe(one.id, with_times(18, 20), ledger=ledger, now=NOW + 2 * HOUR)
    assert plan_due(NOW + 9 * HOUR, ledger=ledger) == 1  # 21:00; nobody ran since 14:00
    assert fates(ledger, one.id) == [(1, "13:00", Fate.PLANNED), (1, "18:00", Fate.PLANNED), (1, "20:00", Fate.MOVED)]


def test_a_time_that_another_has_run_for_is_not_one_of_those_to_be_skipped(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger, with_times(13, 18)(DAILY))
    plan_due(NOW + HOUR, ledger=ledger)
    resubscribe(one.id, with_times(18, 20), ledger=ledger, now=NOW + 2 * HOUR)
    change(one.id, lambda subscriber: skipping(subscriber, 2), ledger=ledger)
    assert plan_due(NOW + 6 * HOUR, ledger=ledger) == 1
    assert plan_due(NOW + 8 * HOUR, ledger=ledger) == 0
    assert ledger.subscribers()[0].skips == 1


def test_of_two_processes_that_find_the_same_slots_due_one_decides(ledger: SqlLedger) -> None:
    everybody = many(ledger, BATCH + 3)
    overtaken = Overtaken(ledger)
    theirs: list[int] = []
    overtaken.by = lambda _: theirs.append(plan_due(NOW + HOUR, ledger=ledger))
    assert plan_due(NOW + HOUR, ledger=overtaken) == 0
    assert theirs[0] == len(everybody)
    assert len(ledger.planned_slots(2 * BATCH)) == len(everybody)


def test_who_is_always_overtaken_is_passed_over_and_keeps_nobody_behind_from_his_turn(ledger: SqlLedger) -> None:
    stuck = {one.id for one in many(ledger, BATCH + 20)[:-10]}
    overtaken = Overtaken(ledger)

    def meddle(subscribers: Sequence[Subscriber]) -> None:
        theirs = (one for one in ledger.subscribers(one.id for one in subscribers) if one.id in stuck)
        ledger.save_subscribers((replace(one, skips=0), ()) for one in theirs)

    overtaken.by = meddle
    assert plan_due(NOW + HOUR, ledger=overtaken) == 10
    assert overtaken.saves == 2
    assert stuck.isdisjoint(slot.subscriber_id for slot in ledger.planned_slots(2 * BATCH))
    assert plan_due(NOW + HOUR + MINUTE, ledger=ledger) == len(stuck)


def test_planned_anew_only_those_are_written_whose_zone_has_other_rules_now(ledger: SqlLedger) -> None:
    same, other = a_subscriber(ledger), a_subscriber(ledger)
    wrong = replace(other, next_due_at=NOW + 5 * HOUR)  # by the rules of another year
    ledger.save_subscribers([(wrong, ())])
    replan(NOW + 10 * MINUTE, ledger=ledger)
    after = {one.id: one for one in ledger.subscribers()}
    assert after[same.id] == same
    assert after[other.id] == replace(other, version=3)


def test_planned_anew_a_downtime_is_still_caught_up_with(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    replan(NOW + 2 * HOUR, ledger=ledger)
    assert plan_due(NOW + 2 * HOUR, ledger=ledger) == 1
    assert fates(ledger, one.id) == [(1, "13:00", Fate.PLANNED)]


def test_after_a_clock_that_ran_a_year_ahead_a_start_brings_everybody_back_to_today(ledger: SqlLedger) -> None:
    one = a_subscriber(ledger)
    assert plan_due(NOW + 365 * DAY + HOUR, ledger=ledger) == KEPT_ROWS
    assert plan_due(NOW + HOUR, ledger=ledger) == 0
    replan(NOW, ledger=ledger)
    assert plan_due(NOW + HOUR, ledger=ledger) == 1
    kept = [slot for slot in ledger.slots(one.id, date(2026, 1, 1)) if slot.fate is Fate.PLANNED]
    assert [slot.due_at for slot in kept] == [NOW + HOUR, NOW + 365 * DAY + HOUR]


def test_of_a_workspace_that_the_bot_has_left_every_subscriber_is_closed_once(ledger: SqlLedger) -> None:
    def place(workspace: str | None, chat: str = "file") -> str:
        return subscribe(chat=chat, address="news", subscription=DAILY, ledger=ledger, now=NOW, workspace=workspace).id

    one, until, other, person, elsewhere = place("w1"), place("w1"), place("w2"), place(""), place("w1", "console")
    change(until, lambda kept: paused(kept, NOW, NOW + DAY), ledger=ledger)
    assert ledger.workspaces("file") == {"w1", "w2"}
    with capture_logs() as logs:
        assert close("file", "w1", ledger=ledger, now=NOW + HOUR) == 2
        assert close("file", "w1", ledger=ledger, now=NOW + 2 * HOUR) == 0
    assert [(line["event"], line["subscribers"]) for line in logs] == [("subscribers_closed", 2)]
    found = {each.id: (each.paused_at, each.paused_until, each.closed_at) for each in ledger.subscribers()}
    assert found[one] == (NOW + HOUR, None, NOW + HOUR)
    assert found[until] == (NOW, None, NOW + HOUR)
    assert {found[name] for name in (other, person, elsewhere)} == {(None, None, None)}
    assert ledger.workspaces("file") == {"w2"}


def test_new_settings_leave_a_closed_subscriber_closed_until_it_is_resumed(ledger: SqlLedger) -> None:
    one = subscribe(chat="file", address="news", subscription=DAILY, ledger=ledger, now=NOW, workspace="w1")
    close("file", "w1", ledger=ledger, now=NOW)
    assert plan_due(NOW + 2 * DAY, ledger=ledger) == 0
    replan(NOW + 2 * DAY, ledger=ledger)
    assert resubscribe(one.id, with_times(18), ledger=ledger, now=NOW + 2 * DAY).closed_at == NOW
    after = change(one.id, lambda kept: resumed(kept, NOW + 2 * DAY), ledger=ledger)
    assert (after.closed_at, after.paused_at, after.workspace) == (None, None, "w1")
    assert plan_due(NOW + 3 * DAY, ledger=ledger) == 1
    assert [slot for slot in fates(ledger, one.id) if slot[0] < 3] == []  # those of the pause are not owed


def test_a_change_that_overtakes_closing_is_kept_and_closed(ledger: SqlLedger) -> None:
    one = subscribe(chat="file", address="news", subscription=DAILY, ledger=ledger, now=NOW, workspace="w1")
    overtaken = Overtaken(ledger)

    def meddle(_: object) -> None:
        overtaken.by = lambda _: None
        change(one.id, lambda kept: skipping(kept, 3), ledger=ledger)

    overtaken.by = meddle
    assert close("file", "w1", ledger=overtaken, now=NOW) == 1
    [after] = ledger.subscribers()
    assert (after.skips, after.closed_at) == (3, NOW)


def test_closing_that_is_always_overtaken_ends_and_says_so(ledger: SqlLedger) -> None:
    one = subscribe(chat="file", address="news", subscription=DAILY, ledger=ledger, now=NOW, workspace="w1")
    overtaken = Overtaken(ledger)
    overtaken.by = lambda _: change(one.id, lambda kept: skipping(kept, kept.skips + 1), ledger=ledger)
    with pytest.raises(StoreUnusable, match="changed by others"):
        close("file", "w1", ledger=overtaken, now=NOW)
