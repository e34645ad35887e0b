"""When a followed feed is fetched next, and what the outcome of a fetch teaches about it.

In: what is known of a feed and how one fetch of it went. Out: what is known of it now. Pure: what is random elsewhere
(the spread of feeds that would be fetched at the same moment) is derived from address and moment here.

>>> body_hash(b"")[:8]
'e3b0c442'
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from digests.errors import DigestError, FetchFailed, SourceError
from digests.models import Answer, Entry, Feed, FollowedFeed

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=24)
SHORTEST_UNDATED = timedelta(minutes=30)  # without dates, a body that changes need not hold news
SPREAD = 0.2  # of the way to the next fetch, added by a hash so that feeds do not go in step
GROWTH = 1.25  # of the interval, when there was no news
QUIET_SHARE = 0.1  # of the silence so far; a night without news must not cost the first news of the morning
JUDGED_DATES = 20  # the newest; older ones tell how the feed once was
RATED = timedelta(days=30)  # over which articles a day are counted
MOVES_AGREEING = 3  # successful fetches that must agree that a feed has moved for good
MISSING_FOR = timedelta(days=30)  # with 404, then a feed has ended
FIRST_BACK_OFF = SHORTEST

_GONE, _MISSING = 410, 404  # RFC 9110 section 15.5
_BUSY = frozenset({429, 503})


def is_due(followed: FollowedFeed, now: datetime) -> bool:
    """Return whether it is time to fetch the feed."""
    return followed.ended_at is None and followed.next_fetch_at <= now


def may_be_asked(followed: FollowedFeed, now: datetime) -> bool:
    """Return whether the feed may be fetched now, due or not: it has not ended, nor asked to be left alone."""
    return followed.ended_at is None and (followed.waits_until is None or followed.waits_until <= now)


def body_hash(body: bytes) -> str:
    """Return the SHA-256 of a body in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def is_same_body(followed: FollowedFeed, answer: Answer) -> bool:
    """Return whether the answer is the last one over again, from a server that does not say so."""
    return followed.body_hash is not None and followed.body_hash == body_hash(answer.body)


# ---------------------------------------------------------------- outcomes


def after_news(
    followed: FollowedFeed, answer: Answer, feed: Feed, entries: Sequence[Entry], *, now: datetime
) -> FollowedFeed:
    """Return what is known after a whole body was read, which need not hold a new article."""
    dates = _past_dates(entries, now)
    return _after_success(
        replace(
            followed,
            feed=replace(feed, url=followed.feed.url, title=feed.title or followed.feed.title, is_whole=True),
            # Of a body that broke off nothing is sent back: a 304 would keep its rest from us for good.
            etag=answer.etag if feed.is_whole else None,
            last_modified=answer.last_modified if feed.is_whole else None,
            validated_url=answer.url if feed.is_whole else None,
            body_hash=body_hash(answer.body) if feed.is_whole else None,
            interval=_interval(dates, followed.interval, now),
            articles_a_day=_articles_a_day(dates, now),
        ),
        answer,
        now,
    )


def after_no_news(followed: FollowedFeed, answer: Answer, *, now: datetime) -> FollowedFeed:
    """Return what is known after an answer that is unchanged (304) or has the same body as the last one."""
    is_whole = not answer.is_unchanged
    return _after_success(
        replace(
            followed,
            validated_url=answer.url,
            etag=answer.etag if is_whole else answer.etag or followed.etag,
            last_modified=answer.last_modified if is_whole else answer.last_modified or followed.last_modified,
            interval=_clamped(followed.interval * GROWTH),
        ),
        answer,
        now,
    )


def after_failure(followed: FollowedFeed, error: DigestError, *, now: datetime) -> FollowedFeed:
    """Return what is known after a fetch that gave no feed: the same and a back-off, for good where the feed has ended.

    Validators stay those of the last body that could be read, so that the next fetch brings a whole one.
    """
    failures = followed.failures + 1
    status, retry_after = (error.status, error.retry_after) if isinstance(error, FetchFailed) else (None, None)
    back_off = _spread(FIRST_BACK_OFF * 2 ** min(failures - 1, 10), followed.feed.url, now, failures)
    waits_until = None
    if retry_after is not None or status in _BUSY:
        waits_until = now + (back_off if retry_after is None else _clamped(retry_after))
    ended_because = _end(followed, status, now)
    return replace(
        followed,
        tried_at=now,
        failures=failures,
        last_error=ended_because or (error.reason if isinstance(error, SourceError) else str(error)),
        waits_until=waits_until,
        next_fetch_at=max(_allowed(now + back_off, followed.feed), waits_until or now),
        ended_at=now if ended_because else followed.ended_at,
    )


def _end(followed: FollowedFeed, status: int | None, now: datetime) -> str | None:
    """Why the feed has ended, None if it has not."""
    if status == _GONE:
        return "it is gone for good (410)"
    if status == _MISSING and now - (followed.succeeded_at or followed.followed_at) >= MISSING_FOR:
        return f"it has not been found for {MISSING_FOR.days} days (404)"
    return None


def _after_success(followed: FollowedFeed, answer: Answer, now: datetime) -> FollowedFeed:
    wishes = (answer.fresh_for, followed.feed.asked_interval)
    wished = _clamped(max((wish for wish in wishes if wish is not None), default=timedelta(0)))
    wait = max(wished, _spread(followed.interval, followed.feed.url, now, 0))
    return _moved(
        replace(
            followed,
            tried_at=now,
            succeeded_at=now,
            failures=0,
            last_error=None,
            waits_until=None,
            next_fetch_at=_allowed(now + wait, followed.feed),
        ),
        answer.moved_to,
    )


def _moved(followed: FollowedFeed, target: str | None) -> FollowedFeed:
    """Follow the feed to where it has moved for good, once enough fetches in a row agree on it."""
    if target is None or target == followed.location:
        return replace(followed, moving_to=None, moving_seen=0)
    seen = followed.moving_seen + 1 if target == followed.moving_to else 1
    if seen < MOVES_AGREEING:
        return replace(followed, moving_to=target, moving_seen=seen)
    # What one server gave to recognise its answer by means nothing to another.
    return replace(
        followed,
        location=target,
        moving_to=None,
        moving_seen=0,
        etag=None,
        last_modified=None,
        validated_url=None,
        body_hash=None,
    )


# ---------------------------------------------------------------- intervals


def _past_dates(entries: Sequence[Entry], now: datetime) -> list[datetime]:
    """The dates of the entries, newest first. Those ahead are events' or mistakes, and tell of no pace."""
    return sorted((date for entry in entries if (date := entry.published_at) and date <= now), reverse=True)


def _interval(dates: Sequence[datetime], before: timedelta, now: datetime) -> timedelta:
    """Half of the typical time between two articles, more after a long silence. `dates` are newest first."""
    bursts: list[datetime] = []  # what is published together is waited for once
    for date in dates:
        if not bursts or bursts[-1] - date >= SHORTEST:
            bursts.append(date)
    if len(bursts) < 2:
        # No dates, or all alike: they are the document's. All that is known is that something changed.
        return max(before / 2, SHORTEST_UNDATED)
    gaps = sorted(later - earlier for later, earlier in pairwise(bursts[:JUDGED_DATES]))
    return _clamped(max(gaps[len(gaps) // 2] / 2, (now - bursts[0]) * QUIET_SHARE))


def _articles_a_day(dates: Sequence[datetime], now: datetime) -> float | None:
    """How many articles a day the dates tell of, None without dates."""
    if not dates:
        return None
    recent = [date for date in dates if now - date < RATED]
    span = RATED if len(recent) < len(dates) else now - dates[-1]
    # Few different dates are those of a burst or of the document, and tell of no pace within a day.
    shortest = timedelta(hours=1) if len(set(recent)) > 2 else timedelta(days=1)
    return len(recent) / (max(span, shortest) / timedelta(days=1))


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)


def _spread(wait: timedelta, url: str, now: datetime, failures: int) -> timedelta:
    """The wait within its bounds, and up to a fifth more by a hash of its circumstances."""
    digest = hashlib.sha256(f"{url}\x1f{now.isoformat()}\x1f{failures}".encode("utf-8", "surrogatepass")).digest()
    share = int.from_bytes(digest[:6], "big") / 2**48
    return min(_clamped(wait), LONGEST / (1 + SPREAD)) * (1 + SPREAD * share)


def _allowed(at: datetime, feed: Feed) -> datetime:
    """The moment itself, or the first hour after it in which the feed wants to be asked; at most a week later."""
    moment = at
    for _ in range(7 * 24):
        if moment.hour not in feed.skip_hours and moment.weekday() not in feed.skip_days:
            return moment
        moment += timedelta(hours=1)
    return at  # it never wants to be asked: that cannot be meant
