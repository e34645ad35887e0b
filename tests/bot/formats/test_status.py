"""What `digestbot status` says: readable, quiet when all is well, and unable to steer a terminal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.status import (
    MESSAGES_SHOWN,
    WIDTH,
    feed_lines,
    halt_lines,
    history_lines,
    next_run,
    overview,
    paused_words,
    runs,
    size,
    subscription_lines,
    trouble_lines,
    troubled,
)
from digests.models import Feed, FollowedFeed, Quiet, Subscription
from digests.postings import Delivery, Fate, Halt, Record, Slot, State, Subscriber
from digests.schedules import next_due, upcoming

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOSTILE = "har\x1b[31mbour\u202e\nnews\x00"


def a_subscriber(**changes: object) -> Subscriber:
    wish = Subscription(
        feeds=(), language="fr", timezone="Europe/Paris", times=(time(8), time(18)), weekdays=frozenset(range(5))
    )
    subscriber = Subscriber(
        id="k7qm",
        chat="console",
        address="harbour",
        subscription=wish,
        created_at=NOW - timedelta(days=9),
        decided_until=NOW,
        next_due_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
    )
    return replace(subscriber, **changes)  # type: ignore[arg-type]


def a_slot(day: int, at: time = time(8), *, fate: Fate = Fate.POSTED, is_late: bool = False) -> Slot:
    due = datetime(2026, 11, day, at.hour - 1, at.minute, tzinfo=UTC)  # Paris in winter
    return Slot(subscriber_id="k7qm", date=date(2026, 11, day), time=at, due_at=due, fate=fate, is_late=is_late)


def a_delivery(part: int, state: State = State.SENT, **changes: object) -> Delivery:
    made = datetime(2026, 11, 20, 7, 0, 3, tzinfo=UTC)
    delivery = Delivery(
        id=f"n{part}",
        posting_id="p1",
        subscriber_id="k7qm",
        chat="console",
        address="harbour",
        part=part,
        payload="…",
        created_at=made,
        expires_at=made + timedelta(hours=6),
        next_attempt_at=made,
        state=state,
        settled_at=made + timedelta(minutes=part) if state not in (State.PENDING, State.SENDING) else None,
    )
    return replace(delivery, **changes)  # type: ignore[arg-type]


def a_record(
    *slots: Slot,
    subscriber: Subscriber | None = None,
    deliveries: Mapping[State, int] | None = None,
    missed: int = 0,
    error: str | None = None,
) -> Record:
    return Record(
        subscriber=subscriber or a_subscriber(),
        slots=slots,
        deliveries=deliveries or {},
        missed=missed,
        last_sent_at=datetime(2026, 11, 20, 7, 1, 3, tzinfo=UTC) if deliveries else None,
        error=error,
    )


def a_feed(**changes: object) -> FollowedFeed:
    feed = FollowedFeed(
        feed=Feed(url="https://herald.example/rss", title="Lindmark Herald"),
        location="https://herald.example/rss",
        followed_at=NOW - timedelta(days=9),
        next_fetch_at=NOW + timedelta(hours=4),
        tried_at=NOW - timedelta(minutes=4),
    )
    return replace(feed, **changes)  # type: ignore[arg-type]


def test_a_subscription_that_does_well_has_five_lines() -> None:
    record = a_record(a_slot(20), deliveries={State.SENT: 124})
    lines = subscription_lines(record, [a_delivery(0), a_delivery(1)], NOW)
    assert lines == [
        "k7qm  console · harbour",
        "      schedule   08:00, 18:00 on mon-fri, Europe/Paris; in fr",
        "      last run   Fri 2026-11-20 08:00: 2 messages sent at Fri 2026-11-20 08:01",
        "      next runs  Mon 2026-11-23 08:00, Mon 2026-11-23 18:00, Tue 2026-11-24 08:00 (Europe/Paris)",
        "      messages   124 sent",
    ]


def test_what_is_pending_unknown_missed_and_late_is_said() -> None:
    record = a_record(
        a_slot(20, time(18), is_late=True),
        a_slot(20, fate=Fate.MISSED),
        deliveries={State.SENT: 10, State.PENDING: 1, State.SENDING: 1, State.UNKNOWN: 1, State.REFUSED: 2},
        missed=3,
        error="the server answered 503",
    )
    deliveries = [
        a_delivery(0),
        a_delivery(1, State.PENDING, next_attempt_at=NOW + timedelta(minutes=5)),
        a_delivery(0, State.UNKNOWN, posting_id="p0"),
    ]
    assert subscription_lines(record, deliveries, NOW)[2:] == [
        "      last run   Fri 2026-11-20 18:00, late: 1 of 2 messages sent at Fri 2026-11-20 08:00",
        "      next runs  Mon 2026-11-23 08:00, Mon 2026-11-23 18:00, Tue 2026-11-24 08:00 (Europe/Paris)",
        "      messages   2 pending, 10 sent, 2 refused, 1 unknown",
        "      pending    next try Sun 2026-11-22 10:35",
        "      unknown    what may or may not have arrived is not sent again by itself",
        "      error      the server answered 503",
        "      missed     3 runs, the last Fri 2026-11-20 08:00",
    ]


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ([], ["last run   none yet"]),
        ([a_slot(20, fate=Fate.EMPTY)], ["last run   Fri 2026-11-20 08:00: nothing to tell"]),
        (
            [a_slot(20, fate=Fate.PLANNED)],
            ["due        Fri 2026-11-20 08:00, not made yet", "last run   none yet"],
        ),
        (
            [a_slot(20, time(18), fate=Fate.MOVED), a_slot(20, fate=Fate.SKIPPED)],
            ["last run   Fri 2026-11-20 08:00: skipped, as asked"],
        ),
    ],
)
def test_a_run_without_messages_says_why(slots: list[Slot], said: list[str]) -> None:
    lines = subscription_lines(a_record(*slots), [], NOW)
    assert [line.strip() for line in lines[2 : 2 + len(said)]] == said
    assert lines[-1] == "      messages   none yet"


def test_when_the_last_run_was_empty_the_last_message_is_still_said() -> None:
    record = a_record(a_slot(20, time(18), fate=Fate.EMPTY), deliveries={State.SENT: 2})
    assert "      last sent  Fri 2026-11-20 08:01" in subscription_lines(record, [a_delivery(0)], NOW)


def test_a_pause_says_since_when_until_when_and_why() -> None:
    paused = a_subscriber(paused_at=NOW, pause_reason="it is gone")
    said = "since Sun 2026-11-22 10:30, until it is resumed; refused by the chat: it is gone"
    assert paused_words(paused, NOW) == said
    lines = subscription_lines(a_record(subscriber=paused), [], NOW)
    assert f"      paused     {said}" in lines
    assert "      next runs  none" in lines
    until = a_subscriber(paused_at=NOW, paused_until=datetime(2026, 11, 30, 23, tzinfo=UTC))
    assert paused_words(until, NOW) == "since Sun 2026-11-22 10:30, until Tue 2026-12-01 00:00"
    assert "Tue 2026-12-01 08:00" in subscription_lines(a_record(subscriber=until), [], NOW)[4]


def test_who_is_closed_says_so_and_when_it_is_forgotten() -> None:
    closed = a_subscriber(paused_at=NOW, closed_at=NOW)
    said = "since Sun 2026-11-22 10:30, until it is resumed; closed, and forgotten on Tue 2026-12-22 10:30"
    assert paused_words(closed, NOW) == said
    assert "      next runs  none" in subscription_lines(a_record(subscriber=closed), [], NOW)


def test_a_pause_that_has_run_out_is_not_shown() -> None:
    over = a_subscriber(paused_at=NOW, paused_until=NOW + timedelta(hours=1))
    assert paused_words(over, NOW + timedelta(hours=1)) == ""
    assert not any(
        "paused" in line for line in subscription_lines(a_record(subscriber=over), [], NOW + timedelta(hours=1))
    )


def test_a_pause_until_the_end_of_all_dates_is_shown_in_every_zone() -> None:
    for_ever = a_subscriber(paused_at=NOW, paused_until=datetime.max.replace(tzinfo=UTC))
    assert "until Fri 9999-12-31" in paused_words(for_ever, NOW)
    assert next_run(for_ever, NOW) is None


def test_what_is_skipped_is_said_and_the_next_runs_come_after_it() -> None:
    lines = subscription_lines(a_record(subscriber=a_subscriber(skips=2)), [], NOW)
    assert "      left out   the next 2 digests, as asked" in lines
    assert lines[3].startswith("      next runs  Tue 2026-11-24 08:00")


def test_of_one_subscription_each_run_and_message_has_a_line() -> None:
    record = a_record(a_slot(20, is_late=True), a_slot(19, fate=Fate.MISSED))
    deliveries = [
        a_delivery(0),
        a_delivery(1, State.UNKNOWN, error="the connection was cut"),
        a_delivery(2, State.PENDING, error="the server answered 503"),
        a_delivery(0, posting_id=None),
    ]
    assert history_lines(record, deliveries) == [
        "runs",
        "  Fri 2026-11-20 08:00  posted, late",
        "  Thu 2026-11-19 08:00  missed: nobody ran when it was due, or it could not be made",
        "messages",
        "  Fri 2026-11-20 08:00  part 1  sent Fri 2026-11-20 08:00",
        "  Fri 2026-11-20 08:00  part 2  unknown Fri 2026-11-20 08:01: the connection was cut",
        "  Fri 2026-11-20 08:00  part 3  pending, next try Fri 2026-11-20 08:00: the server answered 503",
        "  Fri 2026-11-20 08:00  notice  sent Fri 2026-11-20 08:00",
    ]
    own = replace(a_delivery(0, posting_id=None), address="@ria", tells=("k7qm",))
    private = history_lines(record, [own, replace(own, part=1, tells=()), *deliveries])
    assert private == [*history_lines(record, deliveries), "  and 2 messages to people who follow stories"]
    many = history_lines(record, [a_delivery(0)] * (MESSAGES_SHOWN + 2))
    assert many[-1] == "  and 2 before"


def test_the_first_line_counts_and_names_the_last_fetch_and_the_file() -> None:
    said = overview(2, [a_feed(), a_feed(tried_at=None)], now=NOW, kept="digestbot.db has 12.4 MB")
    assert said == "2 subscriptions; 2 feeds, last fetched 4 min ago; digestbot.db has 12.4 MB"
    assert overview(0, [], now=NOW, kept="") == "0 subscriptions; no feed is followed"
    assert (size(900), size(12_400_000)) == ("1 kB", "12.4 MB")


def test_feeds_that_do_well_are_not_told_and_others_with_their_error_and_next_try() -> None:
    failing = a_feed(failures=3, last_error="the server answered 503")
    ended = a_feed(ended_at=NOW, last_error="the feed is gone")
    assert feed_lines([a_feed()], NOW) == []
    said = " ".join(" ".join(feed_lines([failing, a_feed(), ended], NOW)).split())
    assert said == (
        "! Lindmark Herald, https://herald.example/rss: 3 failures in a row, the last: the server answered 503; "
        "next try in 4 h "
        "! Lindmark Herald, https://herald.example/rss: ended: the feed is gone; digestbot feeds remove forgets it"
    )


def test_a_chat_that_takes_nothing_is_said_with_its_reason() -> None:
    halt = Halt(chat="discord", at=NOW, reason="the token was revoked")
    assert halt_lines([halt]) == ["! discord takes nothing since 2026-11-22 09:30 UTC: the token was revoked"]


def test_each_that_does_not_do_well_is_counted_once_by_the_worst_of_it() -> None:
    refused = a_record(subscriber=a_subscriber(paused_at=NOW, pause_reason="gone"), missed=2)
    unknown = a_record(deliveries={State.UNKNOWN: 1, State.REFUSED: 1})
    expired = a_record(deliveries={State.SENT: 5, State.EXPIRED: 1}, missed=1)
    retried = a_record(deliveries={State.PENDING: 1}, error="the server answered 503")
    missed = a_record(missed=1)
    well = [
        a_record(deliveries={State.SENT: 9, State.PENDING: 1}),
        a_record(subscriber=a_subscriber(paused_at=NOW)),
        a_record(),
    ]
    found = troubled([missed, *well, retried, expired, unknown, refused])
    assert list(found.values()) == [[refused], [unknown], [expired], [retried], [missed]]
    assert " ".join(trouble_lines(found, 8)) == (
        "3 do well, 1 refused by the chat, 1 with messages of which nobody knows whether they arrived, "
        "1 with messages that did not arrive, 1 with messages that are tried again, 1 with missed runs; "
        "digestbot status ID tells of any"
    )
    assert trouble_lines(troubled(well), 3) == ["3 do well; digestbot status ID tells of any"]


WISHES: tuple[dict[str, object], ...] = (
    {},
    {"quiet_hours": ((time(7), time(9)),)},
    {"quiet_hours": ((time(17), time(9)),), "quiet": Quiet.DROP},
    {"quiet_dates": ((date(2026, 11, 22), date(2026, 12, 24)),)},
    {"weekdays": frozenset({4})},
    {"weekdays": frozenset()},
)


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("skips", [0, 1])
@pytest.mark.parametrize("is_paused", [False, True])
@pytest.mark.parametrize("ahead", [timedelta(days=-2), timedelta(0), timedelta(hours=23), timedelta(days=9)])
def test_the_next_run_is_the_first_of_those_to_come(
    wish: dict[str, object], skips: int, is_paused: bool, ahead: timedelta
) -> None:
    subscription = replace(a_subscriber().subscription, **wish)  # type: ignore[arg-type]
    pause = {"paused_at": NOW, "paused_until": NOW + timedelta(days=4)} if is_paused else {}
    due = next_due(subscription, NOW)
    subscriber = a_subscriber(subscription=subscription, skips=skips, next_due_at=due, **pause)
    expected = upcoming(subscriber, NOW + ahead, 1)
    assert next_run(subscriber, NOW + ahead) == (expected[0] if expected else None)


def test_runs_are_told_in_the_zone_of_the_subscription_which_is_named() -> None:
    lindmark = replace(a_subscriber().subscription, timezone="Asia/Kathmandu")
    assert runs([NOW], lindmark) == "Sun 2026-11-22 15:15 (Asia/Kathmandu)"
    assert runs([], lindmark) == "none"


@given(st.text(max_size=600))
def test_no_text_of_a_stranger_steers_the_terminal_or_makes_a_line_of_its_own(text: str) -> None:
    subscriber = a_subscriber(address=text + HOSTILE, chat=text, paused_at=NOW, pause_reason=text)
    record = a_record(a_slot(20), subscriber=subscriber, deliveries={State.REFUSED: 1}, error=text + HOSTILE)
    deliveries = [a_delivery(0, State.REFUSED, error=text)]
    feed = a_feed(feed=Feed(url="https://a.example/", title=text), location=HOSTILE + text, failures=1, last_error=text)
    lines = [
        *subscription_lines(record, deliveries, NOW),
        *history_lines(record, deliveries),
        *feed_lines([feed], NOW),
        *halt_lines([Halt(chat=text, at=NOW, reason=text)]),
    ]
    for line in lines:
        assert not {"\x1b", "\n", "\r", "\x00", "\u202e"} & set(line)
        assert len(line) <= WIDTH or any(len(word) > WIDTH - 30 for word in line.split())
