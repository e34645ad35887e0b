"""What is said of a feed in a chat: how it does, what one fetch tells of it, what else its page offers.

In: a followed feed or a check. Out: lines in the person's language.

    [line.text for line in findings(check, asked)]
"""

from collections.abc import Iterable, Iterator

from babel.dates import format_timedelta
from babel.lists import format_list

from bot.commands.answers import MAX_PRESSED, Button, Line, Section
from bot.commands.asked import Asked
from bot.commands.problems import sentence
from digests.errors import FetchFailed
from digests.following import Check, Found
from digests.models import UNDETERMINED, FollowedFeed

OTHERS_TOLD = 5
MAX_NAME = 40  # characters of a title on a button

_WEEK = 7


def feed_line(followed: FollowedFeed, asked: Asked) -> Line:
    """Return the line of one source in a list: its name, its address, how it does."""
    notes = [language_of(followed, asked), *_pace(followed.articles_a_day, asked), *_health(followed, asked)]
    return Line(text=followed.feed.title, url=public_address(followed), notes=tuple(notes))


def public_address(followed: FollowedFeed) -> str | None:
    """Return where a feed is fetched; None for a file of the machine that this runs on, which is nobody's concern."""
    return followed.location if followed.location.lower().startswith(("http://", "https://")) else None


def is_failing(followed: FollowedFeed) -> bool:
    """Return whether a feed gives nothing now, or never will again."""
    return followed.failures > 0 or followed.ended_at is not None


def language_of(followed: FollowedFeed, asked: Asked) -> str:
    """Return the name of the language that a feed is followed in."""
    code = followed.language or followed.feed.language
    return asked.texts.language_name(code) if code else asked.say("feed-language-open")


def _pace(a_day: float | None, asked: Asked) -> Iterator[str]:
    if a_day is None:
        return
    if round(a_day) >= 1:
        yield asked.say("feed-a-day", count=round(a_day))
    elif round(a_day * _WEEK) >= 1:
        yield asked.say("feed-a-week", count=round(a_day * _WEEK))
    else:
        yield asked.say("feed-rarely")


def _health(followed: FollowedFeed, asked: Asked) -> Iterator[str]:
    if followed.succeeded_at:
        yield asked.say("feed-read", moment=asked.moment(followed.succeeded_at))
    elif not followed.ended_at:
        yield asked.say("feed-unread")
    if followed.ended_at:
        yield asked.say("feed-ended") if followed.last_error else asked.say("feed-dropped")
    elif followed.failures:
        yield asked.say("feed-failing", count=followed.failures)
    if followed.last_error:
        error = FetchFailed(public_address(followed) or followed.feed.title, followed.last_error)
        yield sentence(error, asked.texts)
    if followed.failures and not followed.ended_at:
        yield asked.say("feed-next-try", moment=asked.moment(max(followed.next_fetch_at, asked.now)))


# ---------------------------------------------------------------- what one fetch tells


def news_notes(found: Found, asked: Asked) -> Iterator[str]:
    """Yield how many articles a feed has now, and of when the newest is."""
    yield asked.say("feed-articles-now", count=len(found.entries))
    dates = [entry.published_at for entry in found.entries if entry.published_at and entry.published_at <= asked.now]
    if dates:
        yield asked.say("feed-newest", moment=asked.moment(max(dates)))


def findings(check: Check, asked: Asked) -> Iterator[Line]:
    """Yield what one fetch told of a feed, a sentence each."""
    for about in (_language, _dates, _fullness, _server, _following):
        for said in about(check, asked):
            yield Line(text=said)


def _language(check: Check, asked: Asked) -> Iterator[str]:
    codes = sorted({article.language for article in check.articles} - {UNDETERMINED})
    declared = check.found.feed.language
    if not codes:
        yield asked.say("feed-test-language-unknown")
        return
    names = format_list([asked.texts.language_name(code) for code in codes], locale=asked.texts.locale)
    if declared:
        yield asked.say("feed-test-language", found=names, declared=asked.texts.language_name(declared))
    else:
        yield asked.say("feed-test-language-undeclared", found=names)


def _dates(check: Check, asked: Asked) -> Iterator[str]:
    dates = sorted(article.published_at for article in check.articles if article.published_at)
    if dates:
        yield asked.say("feed-test-dates", first=asked.moment(dates[0]), last=asked.moment(dates[-1]))
        if undated := len(check.articles) - len(dates):
            yield asked.say("feed-test-some-undated", count=undated)
    elif check.articles:
        yield asked.say("feed-test-undated")


def _fullness(check: Check, asked: Asked) -> Iterator[str]:
    full, articles = check.full_texts, len(check.articles)
    if check.broken:
        yield asked.say("feed-test-broken", count=len(check.broken))
    if not articles:
        return
    if full == articles:
        yield asked.say("feed-test-full")
    elif full:
        yield asked.say("feed-test-partly", full=full, count=articles)
    else:
        yield asked.say("feed-test-teasers")
    if check.pages_allowed is False:
        yield asked.say("feed-test-pages-forbidden")
    elif check.pages_allowed:
        yield asked.say("feed-test-pages-allowed")


def _server(check: Check, asked: Asked) -> Iterator[str]:
    answer = check.found.answer
    how = [name for name, has in (("ETag", answer.etag), ("Last-Modified", answer.last_modified)) if has]
    if how:
        yield asked.say("feed-test-unchanged", how=format_list(how, locale=asked.texts.locale))
    else:
        yield asked.say("feed-test-always-whole")
    wait = check.as_followed.next_fetch_at - asked.now
    when = format_timedelta(wait, granularity="minute", add_direction=True, locale=asked.texts.locale)
    yield asked.say("feed-test-next", when=when)


def _following(check: Check, asked: Asked) -> Iterator[str]:
    followed = check.followed
    if followed is None:
        yield asked.say("feed-test-not-followed")
        return
    yield asked.say("feed-test-followed", moment=asked.moment(followed.followed_at))
    if followed.failures or followed.ended_at:
        yield from _health(followed, asked)


# ---------------------------------------------------------------- what else there is


def offers(others: Iterable[tuple[str, str]], asked: Asked) -> tuple[tuple[Section, ...], tuple[Button, ...]]:
    """Return the feeds that a page names besides, as a section, and a button for each to add it."""
    told = [(url, title or url) for url, title in others][:OTHERS_TOLD]
    if not told:
        return (), ()
    lines = tuple(Line(text=title, url=url) for url, title in told)
    buttons = tuple(button for url, title in told for button in add_buttons(url, title, asked))
    return (Section(heading=asked.say("feed-others"), lines=lines),), buttons


def add_buttons(url: str, title: str, asked: Asked) -> tuple[Button, ...]:
    """Return the button that adds a feed; none where the address is too long for one, or would be read otherwise."""
    if len(f"feed add {url}") > MAX_PRESSED or not url.isprintable() or any(sign in url for sign in " \"“”„«»'"):
        return ()
    name = title if len(title) <= MAX_NAME else f"{title[: MAX_NAME - 1].rstrip()}…"
    return (Button(label=asked.say("feed-add-one", title=name), command="feed add", arguments=url),)
