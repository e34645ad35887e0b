"""One-off commands: sources in, one result out, through the same store and pipeline as everything else."""

import asyncio
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import TypeAlias

from bot.chats.discord_digest import as_discord
from bot.chats.slack_digest import as_slack
from bot.console import tell
from bot.formats.contract import as_json, as_summary_line, json_line, told_of
from bot.formats.explanation import as_explanation
from bot.formats.page import as_html
from bot.formats.plain import as_text
from bot.formats.typography import minute
from bot.formats.verdicts import as_verdicts
from bot.inputs import moment_of, opened, read_sources, with_settings
from bot.texts import known_language
from bot.web.preview import serve_page
from digests.choosing import Desk
from digests.composing import compose, summaries, verdicts_of
from digests.editions import Window, next_window
from digests.errors import BadRequest, NothingToSay
from digests.links import canonical_url
from digests.methods import known_method
from digests.models import Article, Digest, Empty, Subscription, Told
from digests.pipeline import explain, group_articles
from digests.ports import Store
from digests.reading import Reading

Renderer: TypeAlias = Callable[[Digest, Subscription], str]
RENDERERS: dict[str, Renderer] = {
    "text": lambda digest, _: as_text(digest),
    "json": lambda digest, _: as_json(digest),
    "html": lambda digest, _: as_html(digest),
    "discord": as_discord,  # these alone have the looks that a subscription wishes for
    "slack": as_slack,
}

# The sample feeds stand still, so that the demo says the same on every day.
SAMPLE_SINCE = datetime(2026, 11, 16, tzinfo=UTC)
SAMPLE_UNTIL = datetime(2026, 11, 19, tzinfo=UTC)

FOLLOWED_SINCE = timedelta(hours=24)  # of followed feeds, whose articles are kept for long, when nothing else is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a digest is asked to be, as it was typed."""

    sources: Sequence[str]
    language: str | None
    also_read: str = ""
    stories: int = 8
    sentences: int = 2
    settings: Sequence[str] = ()  # "key=value" each
    since: str | None = None
    until: str | None = None
    after: Sequence[str] = ()  # files of digests that its reader has had
    database: str | None = None


def digest_of(request: Request, render: Renderer) -> str:
    """Return the rendered digest of the sources, or of the followed feeds where none is named.

    Raises DigestError for whatever a person can mend.
    """
    asked = _asked(request)
    with opened(request.database, is_remembered=not request.sources) as desk:
        reading, feeds = _read_or_followed(request, desk, asked.now)
        _group(desk)
        wish = replace(asked.subscription, feeds=feeds)
        digest = compose(wish, window=asked.window, told=asked.told, desk=desk)
        if not digest.items and wish.empty is Empty.SKIP:
            raise NothingToSay(_why_nothing(reading, desk.store, wish, asked.window))
        return render(digest, wish)


def verdicts_on(request: Request, name: str) -> str:
    """Return, for a person, what every stage of the same digest says of an article, named by its id or address.

    Without a language it is the digest of a reader of the article's own. Raises BadRequest for an unknown article.
    """
    asked = _asked(request)
    with opened(request.database, is_remembered=not request.sources) as desk:
        _, feeds = _read_or_followed(request, desk, asked.now)
        _group(desk)
        article = _named(name, desk.store)
        wish = replace(asked.subscription, feeds=feeds)
        if request.language is None:
            wish = replace(wish, language=article.language)
        verdicts = verdicts_of(article, wish, window=asked.window, told=asked.told, desk=desk)
        return as_verdicts(article, verdicts, desk.store.stories_of([article.id]).get(article.id))


def summaries_of(
    sources: Sequence[str], *, language: str | None, sentences: int, method: str, database: str | None
) -> str:
    """Return a JSON line per article of the sources, each told as a story of its own, in input order."""
    wished, method = known_language(language) if language is not None else None, known_method(method)
    with opened(database) as desk:
        reading = read_sources(sources, desk.store, datetime.now(UTC), desk.report)
        articles = desk.store.articles(reading.article_ids)
        ordered = [articles[article_id] for article_id in reading.article_ids]
        told = summaries(ordered, language=wished, count=sentences, method=method, desk=desk)
        lines = [as_summary_line(article, summary) for article, summary in zip(ordered, told, strict=True)]
        return "".join(lines)


def demo_of(language: str, render: Renderer) -> str:
    """Return the rendered digest of the bundled sample feeds, with the settings that a new channel has."""
    wished = known_language(language)
    with opened("sqlite://") as desk:
        folder = str(resources.files("seeds") / "feeds")
        reading = read_sources([folder], desk.store, SAMPLE_UNTIL, desk.report)
        _group(desk)
        wish = Subscription(feeds=tuple(reading.feeds), language=wished)
        return render(compose(wish, window=Window(since=SAMPLE_SINCE, until=SAMPLE_UNTIL), desk=desk), wish)


def groups_of(sources: Sequence[str], *, database: str | None) -> str:
    """Return a JSON line `{"id", "story"}` per article of the sources, in input order."""
    with opened(database) as desk:
        reading = read_sources(sources, desk.store, datetime.now(UTC), desk.report)
        _group(desk)
        stories = desk.store.stories_of(reading.article_ids)
        rows = ({"id": article_id, "story": stories[article_id].id} for article_id in reading.article_ids)
        return "".join(map(json_line, rows))


def explanation_of(sources: Sequence[str], a: str, b: str, *, database: str | None) -> str:
    """Return, for a person, why two articles are or are not one story once the sources are grouped.

    Raises BadRequest for ids that are not those of two articles.
    """
    with opened(database) as desk:
        read_sources(sources, desk.store, datetime.now(UTC), desk.report)
        _group(desk)
        return as_explanation(explain(a, b, store=desk.store, encoder=desk.encoder, report=desk.report))


def serve(html: str) -> None:
    """Show a page on a local port until Ctrl+C."""

    def ready(url: str) -> None:
        tell(f"the page is at {url} — Ctrl+C ends")

    asyncio.run(serve_page(html, on_ready=ready))


# ---------------------------------------------------------------- what is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A request as it was understood."""

    subscription: Subscription  # of no feed yet
    window: Window
    told: tuple[Told, ...]
    now: datetime  # when the sources are read: what has no date counts as published then


def _asked(request: Request) -> _Asked:
    """Return what a request means; without settings every story is told on equal terms, whoever tells it."""
    now = datetime.now(UTC)
    also_read = tuple(known_language(code) for code in re.split(r"[,\s]+", request.also_read) if code)
    # Without one, `why` takes the article's own, once it is read.
    language = known_language(request.language) if request.language is not None else "en"
    subscription = with_settings(
        Subscription(
            feeds=(),
            language=language,
            also_read=also_read,
            stories=request.stories,
            sentences=request.sentences,
            min_publishers=1,
            per_topic=None,
            per_publisher=None,
        ),
        request.settings,
    )
    histories = [_history(path) for path in request.after]
    until = moment_of(request.until, now=now) if request.until else now
    if request.since:
        window = Window(since=moment_of(request.since, now=until, is_start=True), until=until)
    elif histories:
        last = max(at for at, _ in histories)
        if last >= until:
            raise BadRequest(f"the digest given with --after ends at {minute(last)} UTC, not before this one")
        window = next_window(subscription, last, until)
        if request.sources and not request.database:  # all is read now: that it came late would be true of everything
            window = replace(window, oldest=None)
    else:
        window = Window(since=None if request.sources else until - FOLLOWED_SINCE, until=until)
    if window.since and window.since >= until:
        raise BadRequest(f"the time from {minute(window.since)} to {minute(until)} UTC is empty")
    told = tuple(told for _, each in histories for told in each)
    return _Asked(subscription=subscription, window=window, told=told, now=now)


def _history(path: str) -> tuple[datetime, list[Told]]:
    """Return when the digest of a file ended, and what it told. Raises BadRequest."""
    try:
        return told_of(json.loads(Path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise BadRequest(f"{path} holds no digest; write one with digestbot digest … --format json") from error


def _read_or_followed(request: Request, desk: Desk, now: datetime) -> tuple[Reading | None, tuple[str, ...]]:
    """Return what reading the sources gave, None for followed feeds, and the feeds of the digest."""
    if request.sources:
        reading = read_sources(request.sources, desk.store, now, desk.report)
        return reading, tuple(reading.feeds)
    feeds = tuple(followed.feed.url for followed in desk.store.followed_feeds())
    if not feeds:
        raise BadRequest("name a source, or follow feeds first: digestbot feeds add ADDRESS")
    return None, feeds


def _group(desk: Desk) -> None:
    group_articles(store=desk.store, encoder=desk.encoder, report=desk.report)


def _named(name: str, store: Store) -> Article:
    """Return the article of an id or an address, of several the oldest. Raises BadRequest."""
    found = [*store.articles([name]).values(), *store.articles_at(filter(None, [name, canonical_url(name)]))]
    if not found:
        raise BadRequest(f"no article has the id or address “{name}”; digestbot group prints the ids")
    return found[0]


def _why_nothing(reading: Reading | None, store: Store, wish: Subscription, asked: Window) -> str:
    since, until = asked.since, asked.until
    if store.articles_between(wish.feeds, asked.reach, until):
        return (
            "no story of this time passes the settings, or is new since the digests given; "
            "digestbot why SOURCE... --article ID says what held one back"
        )
    window = f"from {minute(since)} to {minute(until)}" if since else f"up to {minute(until)}"
    if reading is None:
        return f"no article of the followed feeds {window} UTC; digestbot feeds fetch asks them now"
    dates = sorted(article.dated_at for article in store.articles(reading.article_ids).values())
    if len(dates) == 1:
        return f"no article {window} UTC; the only one read is dated {minute(dates[0])}"
    return f"no article {window} UTC; the {len(dates)} read are dated {minute(dates[0])} to {minute(dates[-1])}"
