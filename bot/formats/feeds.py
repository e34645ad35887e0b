"""What a person at a terminal reads about feeds: how a fetch went, what a feed is like. Pure.

>>> counted(2, "feed"), span(timedelta(minutes=90))
('2 feeds', '2 h')
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.formats.typography import minute
from bot.texts import texts_for
from digests.following import Check
from digests.models import UNDETERMINED, FollowedFeed
from digests.rounds import Outcome, Status

BROKEN_TOLD = 3  # items of one feed; the others are counted
OTHERS_TOLD = 5


def outcome_lines(outcome: Outcome) -> list[str]:
    """Return the line of one feed, and a line for each of the first items that broke."""
    feed, title = outcome.followed, outcome.followed.feed.title
    match outcome.status:
        case Status.UNCHANGED:
            return [f"= {title}: unchanged"]
        case Status.WAITING if feed.ended_at:
            return [f"· {title}: ended; digestbot feeds remove {feed.location}"]
        case Status.WAITING:
            until = minute(feed.waits_until or feed.next_fetch_at)
            return [f"· {title}: its server asks to be left alone until {until} UTC"]
        case Status.ENDED:
            return [f"! {title}: {feed.last_error}; it is not asked again"]
        case Status.FAILED:
            return [f"! {title}: {feed.last_error}; next try at {minute(feed.next_fetch_at)} UTC"]
    news = [f"{outcome.new} new"]
    news += [f"{outcome.edited} edited"] if outcome.edited else []
    news += [f"{outcome.full_texts} read in full on the site"] if outcome.full_texts else []
    news += [f"{len(outcome.broken)} passed over"] if outcome.broken else []
    lines = [f"+ {title}: {', '.join(news)}"]
    lines += [f"passed over {name}: {reason}" for name, reason in outcome.broken[:BROKEN_TOLD]]
    return lines


def findings(found: Check, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield what one fetch told of a feed: what it is about, and what is so."""
    feed, answer, articles = found.found.feed, found.found.answer, found.articles
    yield "title", feed.title
    yield "address", found.found.location
    if feed.site_url:
        yield "site", feed.site_url
    yield "format", f"{feed.format or 'a feed'}, {counted(len(found.found.entries), 'item')}"
    detected = {article.language for article in articles} - {UNDETERMINED}
    tongues = ", ".join(_language(code) for code in sorted(detected)) or "not known"
    yield "language", f"{tongues}" + (f" (it says {feed.language})" if feed.language else " (it says nothing)")
    yield "dates", _dates(found, now)
    yield "full text", _fullness(found)
    allowed = {True: "pages may be read", False: "its robots.txt forbids reading pages", None: "no item has a page"}
    yield "robots", allowed[found.pages_allowed]
    saved = " and ".join(name for name, has in (("ETag", answer.etag), ("Last-Modified", answer.last_modified)) if has)
    yield "unchanged", f"told by {saved}" if saved else "not told by the server: it is read whole each time"
    yield "asked again", f"every {span(found.as_followed.next_fetch_at - now)}"
    if found.broken:
        yield "broken", f"{counted(len(found.broken), 'item')}: {found.broken[0]}"
    if found.followed:
        yield "followed", f"since {minute(found.followed.followed_at)} UTC; {_health(found.followed)}"
    else:
        yield "followed", "no"
    for url, title in found.found.others[:OTHERS_TOLD]:
        yield "also there", f"{title or 'a feed'}: {url}"


def _dates(found: Check, now: datetime) -> str:
    dates = sorted(article.published_at for article in found.articles if article.published_at)
    if not dates:
        return "none: an item counts as published when it is first seen"
    undated = len(found.articles) - len(dates)
    a_day = found.as_followed.articles_a_day
    per_day = f"; {rate(a_day)} articles a day" if a_day is not None else ""
    without = f"; {undated} without" if undated else ""
    return f"{minute(dates[0])} to {minute(dates[-1])} UTC ({ago(dates[-1], now)}){per_day}{without}"


def _fullness(found: Check) -> str:
    if not found.articles:
        return "no item can be read"
    if found.full_texts == len(found.articles):
        return "yes, in the feed"
    if not found.full_texts:
        return "no, teasers only"
    return f"in {found.full_texts} of {len(found.articles)} items"


def _health(feed: FollowedFeed) -> str:
    if feed.ended_at:
        return f"ended: {feed.last_error}"
    if feed.last_error:
        return f"{counted(feed.failures, 'failure')} in a row, the last: {feed.last_error}"
    return "no error" if feed.succeeded_at else "not fetched yet"


def spoken(feed: FollowedFeed) -> str:
    """Return the language that a feed is followed in, by its name."""
    code = language_of(feed)
    return _language(code) if code else "language found by article"


def language_of(feed: FollowedFeed) -> str:
    """Return the code of the language that a feed is followed in, "" when each article tells its own."""
    return feed.language or feed.feed.language or ""


def _language(code: str) -> str:
    return texts_for("en").language_name(code)


def rate(articles_a_day: float) -> str:
    """Return articles a day as a person says it: with a decimal where there are few."""
    return f"{articles_a_day:.0f}" if articles_a_day >= 10 else f"{articles_a_day:.1f}"


def counted(number: int, noun: str) -> str:
    """Return a number and its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def ago(at: datetime | None, now: datetime) -> str:
    """Return how long ago a moment was, "never" for none."""
    return "never" if at is None else f"{span(now - at)} ago"


def ahead(at: datetime, now: datetime) -> str:
    """Return how soon a moment comes."""
    return "now" if at <= now else f"in {span(at - now)}"


def span(span: timedelta) -> str:
    """Return a span of time to the minute, hour or day."""
    minutes = max(0, round(span.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 1440)} d"
