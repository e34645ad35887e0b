"""What tests of the commands `feed …` share: a manager who asks, and what is followed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from bot.commands.answers import Answer
from bot.commands.calls import Call
from digests import planning
from digests.models import FollowedFeed
from digests.ports import Fetcher
from tests.bot.commands.newsdesk import CHANNEL, FEEDS, MIA, NOW, Newsdesk
from tests.digests.newsroom import a_feed, an_item

ALL = tuple(feed.url for feed in FEEDS.values())
HERALD = FEEDS["en"].url
FEED = a_feed(an_item(1), an_item(2), head="<language>en</language>", title="Avery Post")
_ids = count()


async def asked(
    desk: Newsdesk, fetcher: Fetcher, command: str, *, language: str = "en", **options: Any
) -> list[Answer]:
    """Return the answers to a manager whose bot has this door to the network."""
    desk.fetcher = fetcher
    desk.open()
    call = Call(
        id=f"f{next(_ids)}",
        person=replace(MIA, language=language),
        place=CHANNEL,
        command=command,
        options=options,
        at=NOW,
    )
    answer = await desk.core.answer(call)
    assert answer is not None
    return [answer, await answer.then()] if answer.then else [answer]


def feeds_of(desk: Newsdesk) -> tuple[str, ...]:
    return desk.subscriber.subscription.feeds


def with_feeds(desk: Newsdesk, feeds: Sequence[str]) -> None:
    """Give the digest of the channel this list of sources."""
    planning.resubscribe("d7gs", lambda now: replace(now, feeds=tuple(feeds)), ledger=desk.database.ledger, now=NOW)


def followed(desk: Newsdesk) -> dict[str, FollowedFeed]:
    return {feed.feed.url: feed for feed in desk.database.store.followed_feeds()}


def change(desk: Newsdesk, url: str, **values: Any) -> None:
    """Change what is known of a followed feed."""
    desk.database.store.save_followed([replace(followed(desk)[url], **values)])


def an_opml(*urls: str) -> bytes:
    outlines = "".join(f'<outline text="Feed {number}" xmlUrl="{url}"/>' for number, url in enumerate(urls))
    return f'<opml version="2.0"><body>{outlines}</body></opml>'.encode()
