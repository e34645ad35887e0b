"""When feeds are asked again, and what each outcome changes."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import DigestError, FeedUnreadable, FetchFailed, StepFailed
from digests.models import Answer, Entry, Feed, FollowedFeed
from digests.polling import after_failure, after_news, after_no_news, body_hash, is_due, is_same_body, may_be_asked

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
URL = "https://paper.example/rss"
FEED = Feed(url=URL, title="The Paper")
FOLLOWED = FollowedFeed(feed=FEED, location=URL, followed_at=NOW, next_fetch_at=NOW)
UNCHANGED = Answer(url=URL, is_unchanged=True)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SHORTEST, LONGEST = 5 * MINUTE, DAY


def answer(body: bytes = b"<rss/>", **fields: object) -> Answer:
    return replace(Answer(url=URL, body=body), **fields)  # type: ignore[arg-type]


def failed(status: int | None = None, retry_after: timedelta | None = None) -> FetchFailed:
    return FetchFailed(URL, "no luck", status=status, retry_after=retry_after)


def dated(*dates: datetime | None) -> list[Entry]:
    return [Entry(guid=str(number), published_at=date) for number, date in enumerate(dates)]


def every(gap: timedelta, count: int, until: datetime = NOW) -> list[Entry]:
    return dated(*(until - gap * number for number in range(count)))


def wait(followed: FollowedFeed, now: datetime = NOW) -> timedelta:
    return followed.next_fetch_at - now


# ---------------------------------------------------------------- success


def test_news_renews_all_that_is_known_but_the_identity() -> None:
    read = Feed(url="https://elsewhere.example/", title="The New Paper", language="fr", format="Atom 1.0")
    before = replace(
        FOLLOWED, failures=3, last_error="no luck", waits_until=NOW, etag="old", language="de", topic="sea"
    )
    after = after_news(before, answer(etag='W/"1"', last_modified="Mon"), read, [], now=NOW)
    assert after.feed == replace(read, url=URL)
    assert (after.etag, after.last_modified, after.body_hash) == ('W/"1"', "Mon", body_hash(b"<rss/>"))
    assert (after.failures, after.last_error, after.waits_until) == (0, None, None)
    assert (after.tried_at, after.succeeded_at) == (NOW, NOW)
    assert (after.location, after.language, after.topic) == (URL, "de", "sea")


@pytest.mark.parametrize("asked", [20 * HOUR, 23 * HOUR, DAY])
def test_a_wish_of_almost_a_day_is_met_whole(asked: timedelta) -> None:
    for said, feed in ((answer(fresh_for=asked), FEED), (answer(), replace(FEED, asked_interval=asked))):
        assert wait(after_news(FOLLOWED, said, feed, every(HOUR, 9), now=NOW)) == asked


def test_of_a_body_that_broke_off_nothing_is_kept_to_be_sent_back() -> None:
    after = after_news(FOLLOWED, answer(etag="1", last_modified="Mon"), replace(FEED, is_whole=False), [], now=NOW)
    assert (after.etag, after.last_modified, after.body_hash, after.feed.is_whole) == (None, None, None, True)


def test_a_feed_that_lost_its_title_keeps_the_one_it_had() -> None:
    assert after_news(FOLLOWED, answer(), replace(FEED, title=""), [], now=NOW).feed.title == "The Paper"


def test_a_304_keeps_the_validators_that_it_does_not_renew() -> None:
    before = replace(FOLLOWED, etag="1", last_modified="Mon", body_hash="h", failures=2, last_error="no luck")
    after = after_no_news(before, replace(UNCHANGED, last_modified="Tue"), now=NOW)
    assert (after.etag, after.last_modified, after.body_hash) == ("1", "Tue", "h")
    assert (after.failures, after.last_error, after.succeeded_at) == (0, None, NOW)


def test_the_same_body_again_brings_its_own_validators() -> None:
    before = replace(FOLLOWED, etag="1", last_modified="Mon", body_hash=body_hash(b"x"))
    assert is_same_body(before, answer(b"x"))
    after = after_no_news(before, answer(b"x", etag="2"), now=NOW)
    assert (after.etag, after.last_modified, after.body_hash) == ("2", None, body_hash(b"x"))


def test_another_body_and_a_first_body_are_not_the_same() -> None:
    assert not is_same_body(replace(FOLLOWED, body_hash=body_hash(b"x")), answer(b"y"))
    assert not is_same_body(FOLLOWED, answer(b""))


# ---------------------------------------------------------------- intervals


@pytest.mark.parametrize(
    ("entries", "interval", "articles_a_day"),
    [
        pytest.param(every(DAY / 300, 20), SHORTEST, 20 * 24 / 1.52, id="300 a day, 20 in the feed"),
        pytest.param(every(HOUR, 48), HOUR / 2, 48 * 24 / 47, id="24 a day"),
        pytest.param(every(DAY, 40), DAY / 2, 1, id="daily"),
        pytest.param(every(7 * DAY, 20), LONGEST, 5 / 30, id="weekly"),
        pytest.param(every(HOUR, 20, until=NOW - 400 * DAY), LONGEST, 0, id="silent for a year"),
        pytest.param(every(HOUR, 20, until=NOW - 10 * HOUR), HOUR, 20 * 24 / 29, id="a quiet night"),
        pytest.param([*every(HOUR, 20), *dated(NOW + 900 * DAY, None)], HOUR / 2, 20 * 24 / 19, id="one date ahead"),
        pytest.param(dated(*[NOW] * 50), HOUR / 2, 50, id="all of one moment"),
        pytest.param(dated(None, None), HOUR / 2, None, id="no dates"),
        pytest.param([], HOUR / 2, None, id="empty"),
        pytest.param(dated(NOW + DAY), HOUR / 2, None, id="only dates ahead"),
        pytest.param(
            dated(*(NOW - day * DAY - second * timedelta(seconds=1) for day in range(3) for second in range(3))),
            DAY / 2,
            9 / 2,
            id="bursts",
        ),
    ],
)
def test_a_feed_is_asked_as_often_as_it_publishes(
    entries: list[Entry], interval: timedelta, articles_a_day: float | None
) -> None:
    after = after_news(FOLLOWED, answer(), FEED, entries, now=NOW)
    assert after.interval == interval
    assert after.articles_a_day == (articles_a_day and pytest.approx(articles_a_day, rel=0.01))


def test_without_dates_changes_shorten_the_interval_to_half_an_hour_and_their_absence_lengthens_it() -> None:
    followed = replace(FOLLOWED, interval=8 * HOUR)
    for interval in (4 * HOUR, 2 * HOUR, HOUR, HOUR / 2, HOUR / 2):
        followed = after_news(followed, answer(), FEED, dated(None), now=NOW)
        assert followed.interval == interval
    assert after_no_news(followed, UNCHANGED, now=NOW).interval == 1.25 * HOUR / 2


@pytest.mark.parametrize(
    ("fresh_for", "asked_interval", "shortest"),
    [(None, None, HOUR / 2), (3 * HOUR, None, 3 * HOUR), (HOUR, 2 * HOUR, 2 * HOUR), (-DAY, -DAY, HOUR / 2)],
)
def test_a_feed_is_not_asked_more_often_than_it_wants(
    fresh_for: timedelta | None, asked_interval: timedelta | None, shortest: timedelta
) -> None:
    feed = replace(FEED, asked_interval=asked_interval)
    after = after_news(FOLLOWED, answer(fresh_for=fresh_for), feed, every(HOUR, 20), now=NOW)
    assert shortest <= wait(after) <= 1.2 * shortest
    after = after_no_news(replace(after, interval=HOUR / 2.5), replace(UNCHANGED, fresh_for=fresh_for), now=NOW)
    assert shortest <= wait(after) <= 1.2 * shortest


def test_a_feed_that_never_wants_to_be_asked_is_asked_once_a_day() -> None:
    feed = replace(FEED, asked_interval=timedelta(days=4000))
    assert 20 * HOUR <= wait(after_news(FOLLOWED, answer(fresh_for=timedelta.max), feed, [], now=NOW)) <= DAY


def test_hours_and_days_to_be_skipped_are_skipped() -> None:
    feed = replace(FEED, skip_hours=frozenset({12, 13, 14}), skip_days=frozenset({5, 6}))
    at = after_news(FOLLOWED, answer(), feed, every(HOUR, 20), now=NOW).next_fetch_at
    assert NOW + 3 * HOUR <= at < NOW + 4 * HOUR
    friday_night = datetime(2026, 3, 6, 23, 50, tzinfo=UTC)
    at = after_news(FOLLOWED, answer(), feed, [], now=friday_night).next_fetch_at
    assert (at.weekday(), at.hour) == (0, 0)


@pytest.mark.parametrize(
    "feed", [replace(FEED, skip_hours=frozenset(range(24))), replace(FEED, skip_days=frozenset(range(7)))]
)
def test_a_feed_that_skips_everything_is_asked_all_the_same(feed: Feed) -> None:
    assert HOUR / 2 <= wait(after_news(FOLLOWED, answer(), feed, every(HOUR, 20), now=NOW)) <= HOUR


def test_ten_thousand_feeds_followed_at_one_moment_are_not_asked_at_one() -> None:
    addresses = [f"https://paper{number}.example/rss" for number in range(10_000)]
    feeds = [replace(FOLLOWED, feed=Feed(url=url, title=url)) for url in addresses]
    states = (
        [after_no_news(feed, UNCHANGED, now=NOW) for feed in feeds],
        [after_failure(replace(feed, failures=4), failed(), now=NOW) for feed in feeds],
    )
    for outcomes in states:
        minutes = Counter(wait(outcome) // MINUTE for outcome in outcomes)
        assert max(minutes.values()) < 1_200


# ---------------------------------------------------------------- failure


def test_failures_back_off_from_five_minutes_to_a_day() -> None:
    followed, waits = FOLLOWED, []
    for _ in range(40):
        followed = after_failure(followed, failed(500), now=NOW)
        waits.append(wait(followed))
    for number, expected in enumerate([5, 10, 20, 40, 80, 160, 320, 640]):
        assert expected * MINUTE <= waits[number] <= 1.2 * expected * MINUTE
    assert all(20 * HOUR <= later <= DAY for later in waits[8:])
    assert (followed.failures, followed.waits_until, followed.ended_at) == (40, None, None)


@pytest.mark.parametrize(
    ("error", "clause"),
    [
        (failed(), "no luck"),
        (FeedUnreadable(URL, "this is a picture"), "this is a picture"),
        (StepFailed("it took longer than 2 s"), "it took longer than 2 s"),
    ],
)
def test_a_failure_is_told_and_changes_nothing_that_was_learnt(error: DigestError, clause: str) -> None:
    before = replace(
        FOLLOWED, etag="1", body_hash="h", succeeded_at=NOW - DAY, moving_to="https://x.example/", moving_seen=2
    )
    after = after_failure(before, error, now=NOW)
    assert after == replace(before, failures=1, last_error=clause, tried_at=NOW, next_fetch_at=after.next_fetch_at)


@pytest.mark.parametrize(
    ("asked", "given_"),
    [(7 * MINUTE, 7 * MINUTE), (-HOUR, SHORTEST), (timedelta(0), SHORTEST), (timedelta.max, LONGEST)],
)
@pytest.mark.parametrize("status", [429, 503, 500])
def test_a_server_is_left_alone_as_long_as_it_asks(asked: timedelta, given_: timedelta, status: int) -> None:
    after = after_failure(FOLLOWED, failed(status, asked), now=NOW)
    assert after.waits_until == NOW + given_ <= after.next_fetch_at
    assert not may_be_asked(after, NOW + given_ - MINUTE)
    assert may_be_asked(after, NOW + given_)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_that_names_no_time_is_left_alone_for_the_back_off(status: int) -> None:
    after = after_failure(FOLLOWED, failed(status), now=NOW)
    assert after.waits_until == after.next_fetch_at
    assert SHORTEST <= wait(after) <= 1.2 * SHORTEST


def test_a_person_may_ask_before_the_back_off_ends() -> None:
    after = after_failure(FOLLOWED, failed(500), now=NOW)
    assert may_be_asked(after, NOW)
    assert not is_due(after, NOW)
    assert is_due(after, after.next_fetch_at)


def test_gone_ends_a_feed() -> None:
    after = after_failure(FOLLOWED, failed(410), now=NOW)
    assert (after.ended_at, after.last_error) == (NOW, "it is gone for good (410)")
    assert not is_due(after, NOW + 400 * DAY)
    assert not may_be_asked(after, NOW + 400 * DAY)


@pytest.mark.parametrize(
    ("succeeded_at", "followed_at", "has_ended"),
    [
        (NOW - 30 * DAY, NOW - 90 * DAY, True),
        (NOW - 29 * DAY, NOW - 90 * DAY, False),
        (None, NOW - 30 * DAY, True),
        (None, NOW - 29 * DAY, False),
    ],
)
def test_not_found_for_thirty_days_ends_a_feed(
    succeeded_at: datetime | None, followed_at: datetime, has_ended: bool
) -> None:
    before = replace(FOLLOWED, succeeded_at=succeeded_at, followed_at=followed_at)
    after = after_failure(before, failed(404), now=NOW)
    assert (after.ended_at is not None) == has_ended
    assert after.last_error == ("it has not been found for 30 days (404)" if has_ended else "no luck")
    assert after_failure(before, failed(500), now=NOW).ended_at is None


# ---------------------------------------------------------------- moves

THERE = "https://new.example/rss"


def fetched(followed: FollowedFeed, targets: list[str | None]) -> FollowedFeed:
    """News and no news in turn, each answered by way of a permanent redirect to the target."""
    for number, target in enumerate(targets):
        if number % 2:
            followed = after_news(followed, answer(moved_to=target, etag="1"), FEED, [], now=NOW)
        else:
            followed = after_no_news(followed, replace(UNCHANGED, moved_to=target, etag="1"), now=NOW)
    return followed


def test_a_feed_moves_when_three_fetches_agree() -> None:
    followed = replace(FOLLOWED, body_hash="h")
    assert fetched(followed, [THERE, THERE]).location == URL
    moved = fetched(followed, [THERE, THERE, THERE])
    assert (moved.location, moved.feed.url) == (THERE, URL)
    assert (moved.etag, moved.last_modified, moved.body_hash) == (None, None, None)
    assert (moved.moving_to, moved.moving_seen) == (None, 0)


@pytest.mark.parametrize("between", [None, "https://other.example/rss", URL])
def test_fetches_that_disagree_start_the_count_again(between: str | None) -> None:
    assert fetched(FOLLOWED, [THERE, THERE, between, THERE, THERE]).location == URL


def test_failures_between_leave_the_count() -> None:
    followed = after_failure(fetched(FOLLOWED, [THERE, THERE]), failed(500), now=NOW)
    assert fetched(followed, [THERE]).location == THERE


# ---------------------------------------------------------------- any course of things

moments = st.timedeltas(-30_000 * DAY, 30_000 * DAY).map(lambda distance: NOW + distance)
spans = st.none() | st.timedeltas()
feeds = st.builds(
    Feed,
    url=st.just(URL),
    title=st.text(),
    asked_interval=spans,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)
news = st.builds(
    lambda feed, dates, fresh_for: (
        lambda followed, now: after_news(followed, answer(fresh_for=fresh_for), feed, dated(*dates), now=now)
    ),
    feeds,
    st.lists(st.none() | moments, max_size=30),
    spans,
)
no_news = st.builds(
    lambda fresh_for: lambda followed, now: after_no_news(followed, replace(UNCHANGED, fresh_for=fresh_for), now=now),
    spans,
)
failures = st.builds(
    lambda status, retry_after: lambda followed, now: after_failure(followed, failed(status, retry_after), now=now),
    st.sampled_from([None, 403, 404, 410, 429, 500, 503]),
    spans,
)


@given(st.lists(news | no_news | failures, min_size=1, max_size=30))
def test_the_next_fetch_is_neither_too_soon_nor_too_late_whatever_happens(
    outcomes: list[Callable[[FollowedFeed, datetime], FollowedFeed]],
) -> None:
    followed, now = FOLLOWED, NOW
    for outcome in outcomes:
        followed = outcome(followed, now)
        skips = followed.feed.skip_hours or followed.feed.skip_days
        assert SHORTEST <= wait(followed, now) <= (LONGEST + 7 * DAY if skips else LONGEST)
        assert SHORTEST <= followed.interval <= LONGEST
        now = followed.next_fetch_at
        assert is_due(followed, now) == may_be_asked(followed, now) == (followed.ended_at is None)
    recovered = after_news(followed, answer(), FEED, every(HOUR, 20, until=now), now=now)
    assert HOUR / 2 <= wait(recovered, now) <= 1.2 * HOUR / 2


@pytest.mark.parametrize(
    ("gap", "fetches", "latest"),
    [
        pytest.param(DAY / 300, (230, 290), 6 * MINUTE, id="300 a day"),
        pytest.param(HOUR, (25, 50), HOUR, id="24 a day"),
        pytest.param(7 * DAY, (1, 2), DAY, id="1 a week"),
        pytest.param(None, (1, 2), None, id="silent"),
    ],
)
def test_over_ten_days_a_feed_is_asked_about_as_often_as_it_has_news(
    gap: timedelta | None, fetches: tuple[int, int], latest: timedelta | None
) -> None:
    first = NOW - 200 * DAY
    published = [first + (gap or DAY) * number for number in range(int((212 if gap else 20) * DAY / (gap or DAY)))]
    followed, count, told, latency = FOLLOWED, 0, 0, timedelta(0)
    while followed.next_fetch_at < NOW + 12 * DAY:
        now = followed.next_fetch_at
        visible = bisect_right(published, now)
        if visible > told:
            followed = after_news(followed, answer(), FEED, dated(*published[:visible][-20:]), now=now)
            if now > NOW + 2 * DAY:
                latency = max(latency, now - published[told])
            told = visible
        else:
            followed = after_no_news(followed, UNCHANGED, now=now)
        count += now > NOW + 2 * DAY
    assert fetches[0] <= count / 10 <= fetches[1]
    assert latest is None or latency <= latest
