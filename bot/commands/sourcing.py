"""The sources of a digest as a person names them: addresses of feeds, of sites, and of lists of feeds (OPML).

In: addresses as typed. Out: the feeds behind them, to be followed; and why the others gave none.

    sources = await looked_up(["herald.example"], asked)
"""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib import resources

from bot.commands.asked import Asked
from digests.errors import BadRequest, DigestError, FeedUnreadable, FetchFailed, SourceError
from digests.feeds import SourceKind, kind_of, name_of
from digests.following import address_of, find_feed, known_feed, read_list, to_follow
from digests.models import FollowedFeed
from digests.ports import Store

AT_ONCE = 8  # addresses that are asked at the same time
TIME_LIMIT_S = 120  # for all of them together: a chat waits a quarter of an hour for an answer, people do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What is behind some addresses. Nothing of it is kept yet."""

    feeds: tuple[FollowedFeed, ...]  # each once; those that are followed already as they are
    refused: tuple[DigestError, ...] = ()  # why an address gave no feed

    @property
    def urls(self) -> tuple[str, ...]:
        """Return them as `Subscription.feeds` has them."""
        return tuple(feed.feed.url for feed in self.feeds)


def addresses_in(text: str) -> list[str]:
    """Return the addresses of a text, apart from each other by blanks or commas; a comma within one is its own."""
    words = (part for word in text.split() for part in re.split(r",(?=https?://|<|$)", word, flags=re.IGNORECASE))
    parts = (part for word in words for part in ([word] if "://" in word else word.split(",")))
    return list(dict.fromkeys(filter(None, (part.strip("<>,;") for part in parts))))


async def looked_up(typed: Sequence[str], asked: Asked) -> Sources:
    """Return the feeds behind these addresses; those not followed yet are fetched, within TIME_LIMIT_S."""
    ends_at = asyncio.get_running_loop().time() + TIME_LIMIT_S
    followed = await asyncio.to_thread(asked.room.desk.store.followed_feeds)
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(address: str) -> list[FollowedFeed] | DigestError:
        try:
            async with asyncio.timeout_at(ends_at), turns:
                return await _behind(address, followed, asked)
        except TimeoutError:
            return FetchFailed(address, "it took too long")
        except (SourceError, BadRequest) as error:
            return error

    found = await asyncio.gather(*map(one, typed))
    return Sources(
        feeds=_distinct(feed for feeds in found if not isinstance(feeds, DigestError) for feed in feeds),
        refused=tuple(error for error in found if isinstance(error, DigestError)),
    )


async def starter(asked: Asked) -> Sources:
    """Return the feeds that come with the program."""
    data = resources.files("seeds").joinpath("starter.opml").read_bytes()
    new, already, _ = await _read(data, "starter.opml", asked)
    return Sources(feeds=_distinct([*(replace(feed, is_shared=False) for feed in new), *already]))


async def listed(
    data: bytes, url: str, asked: Asked
) -> tuple[list[FollowedFeed], list[FollowedFeed], list[SourceError]]:
    """Return the feeds that a person's list names: new ones, those followed already; and the addresses refused.

    What the list says of language and topic does not count: others may come to read the same feed.
    """
    new, already, refused = await _read(data, url, asked)
    return [replace(feed, language=None, topic=None, is_shared=False) for feed in new], already, refused


def keep(sources: Sources, store: Store) -> None:
    """Follow the feeds from now on; the next round fetches them."""
    followed = {feed.feed.url: feed for feed in store.followed_feeds()}
    store.save_followed(
        feed for feed in sources.feeds if feed.feed.url not in followed or followed[feed.feed.url].ended_at
    )


async def _behind(typed: str, followed: Sequence[FollowedFeed], asked: Asked) -> list[FollowedFeed]:
    known = known_feed(followed, typed)
    address = typed if known else address_of(typed)
    known = known or known_feed(followed, address)
    if known and not known.ended_at:
        return [known]
    try:
        found = await find_feed(address, fetcher=asked.room.fetcher, workers=asked.room.workers)
    except FeedUnreadable as error:
        answer = await asked.room.fetcher.fetch(address)
        if kind_of(name_of(address), answer.body) is not SourceKind.OPML:
            raise error from None
        new, already, _ = await listed(answer.body, address, asked)
        return [*new, *already]
    return [to_follow(found, known_feed(followed, found.location), now=asked.now)]


async def _read(
    data: bytes, url: str, asked: Asked
) -> tuple[list[FollowedFeed], list[FollowedFeed], list[SourceError]]:
    room = asked.room
    return await read_list(data, url=url, workers=room.workers, store=room.desk.store, now=asked.now)


def _distinct(feeds: Iterable[FollowedFeed]) -> tuple[FollowedFeed, ...]:
    return tuple({feed.feed.url: feed for feed in feeds}.values())
