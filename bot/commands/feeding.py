"""The commands `feed …`: which feeds the digest of a channel is made of.

In: what was asked. Out: an answer, and another list of sources in the subscription. Whoever adds a feed makes the bot
follow it for the digests that name it; whoever removes one only takes it from their own list.
"""

import asyncio
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from bot.commands.answers import Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.calls import Attachment
from bot.commands.feed_choosing import meant
from bot.commands.feed_words import (
    add_buttons,
    feed_line,
    findings,
    is_failing,
    language_of,
    news_notes,
    offers,
    public_address,
)
from bot.commands.sourcing import Sources, keep, listed
from digests import planning
from digests.errors import SourceError
from digests.following import Found, address_of, check, find_feed, known_feed, to_follow
from digests.models import FollowedFeed, Subscription
from digests.notations import MAX_SOURCES
from digests.outlines import write_opml
from digests.preferences import checked

LISTED = 25  # sources that an answer shows
REFUSED_NAMED = 5  # addresses of a list that are not taken
MAX_LIST_MB = 5  # of an OPML list: a hundred times what 500 feeds need


# ---------------------------------------------------------------- add


def add(asked: Asked) -> Answer:
    """Add the feed behind an address to the sources, after a look at it."""
    address = address_of(asked.text("address"))
    known = known_feed(asked.room.desk.store.followed_feeds(), address)
    if known and not known.ended_at and known.feed.url in asked.wish.feeds:
        line = feed_line(known, asked)
        return Answer(headline=asked.say("feed-here", title=known.feed.title), url=line.url, notes=line.notes)
    with_sources(asked, asked.subscription, [address])  # says at once where there is no room for another one
    return Answer(headline=_looking(asked, address), then=partial(_added, asked, address))


async def _added(asked: Asked, address: str) -> Answer:
    found = await find_feed(address, fetcher=asked.room.fetcher, workers=asked.room.workers)
    return await asyncio.to_thread(_kept, asked, found)


def _kept(asked: Asked, found: Found) -> Answer:
    """Follow a feed and put it into the list of sources. What cannot be in the list is not followed either."""
    store, followed = asked.room.desk.store, asked.room.desk.store.followed_feeds()
    known = known_feed(followed, found.location)
    feed = to_follow(found, known, now=asked.now)
    was_here = feed is known and feed.feed.url in asked.wish.feeds
    checked(with_sources(asked, asked.subscription, [feed.feed.url]))
    if feed is not known:
        store.save_followed([feed])
    after = _resubscribe(asked, [feed.feed.url])
    sources = frozenset(after.feeds or store.shared_feeds())
    here = {url for each in followed if each.feed.url in sources for url in (each.feed.url, each.location)}
    sections, buttons = offers(((url, title) for url, title in found.others if url not in here), asked)
    return Answer(
        headline=_said_added(asked, feed, was_here=was_here),
        url=feed.feed.site_url or public_address(feed),
        notes=(language_of(feed, asked), *news_notes(found, asked)),
        sections=sections,
        buttons=buttons,
    )


def _said_added(asked: Asked, feed: FollowedFeed, *, was_here: bool) -> str:
    if was_here:
        return asked.say("feed-here", title=feed.feed.title)
    if asked.subscription.feeds:
        return asked.say("feed-added", title=feed.feed.title)
    return asked.say("feed-added-to-all", title=feed.feed.title)


def _looking(asked: Asked, address: str) -> str:
    return asked.say("feed-looking", host=urlsplit(address).hostname or address)


def with_sources(
    asked: Asked, subscription: Subscription, added: Iterable[str], removed: Collection[str] = ()
) -> Subscription:
    """Return the subscription with further feeds, and without some; one of all feeds gets a list of its own.

    Refusal for too many, and for none.
    """
    before = subscription.feeds or asked.room.desk.store.shared_feeds()
    feeds = tuple(dict.fromkeys((*(url for url in before if url not in removed), *added)))
    if feeds == before:  # one of all feeds stays one
        return subscription
    if not feeds:
        raise Refusal("form-feed-none-left")
    if len(feeds) > MAX_SOURCES and len(before) > MAX_SOURCES:
        raise Refusal("feed-all-are-too-many", count=len(before), most=MAX_SOURCES)
    if len(feeds) > MAX_SOURCES:
        raise Refusal("feed-too-many", count=len(feeds), most=MAX_SOURCES)
    return replace(subscription, feeds=feeds)


def _resubscribe(asked: Asked, urls: Iterable[str]) -> Subscription:
    added = list(urls)
    return planning.resubscribe(
        asked.subscriber.id, lambda now: with_sources(asked, now, added), ledger=asked.room.ledger, now=asked.now
    ).subscription


# ---------------------------------------------------------------- remove


def remove(asked: Asked) -> Answer:
    """Take a feed from the sources; the bot goes on following it for others."""
    sources = asked.sources()
    feed = meant(asked.text("address").strip(), sources, asked.texts.locale)
    others = tuple(one.feed.url for one in sources if one is not feed)

    def without(now: Subscription) -> Subscription:
        feeds = tuple(url for url in now.feeds or others if url != feed.feed.url)
        if not feeds:
            raise Refusal("feed-last", title=feed.feed.title)
        if len(feeds) > MAX_SOURCES:
            raise Refusal("feed-all-are-too-many", count=len(sources), most=MAX_SOURCES)
        return replace(now, feeds=feeds)

    after = planning.resubscribe(asked.subscriber.id, without, ledger=asked.room.ledger, now=asked.now).subscription
    if asked.subscription.feeds:
        headline = asked.say("feed-removed", title=feed.feed.title)
    else:
        headline = asked.say("feed-removed-from-all", title=feed.feed.title)
    return Answer(headline=headline, notes=(asked.say("feed-left", count=len(after.feeds)),))


# ---------------------------------------------------------------- look


def list_(asked: Asked) -> Answer:
    """List the sources, those first that give nothing."""
    sources = asked.sources()
    if not sources:
        return Answer(headline=asked.say("feed-list-none"))
    in_order = sorted(sources, key=lambda one: (not is_failing(one), one.feed.title.casefold()))
    lines = [feed_line(one, asked) for one in in_order[:LISTED]]
    buttons: tuple[Button, ...] = ()
    if len(sources) > LISTED:
        lines.append(Line(text=asked.say("feed-more", count=len(sources) - LISTED)))
        buttons = (Button(label=asked.say("feed-export-all"), command="feed export"),)
    notes = [asked.say("times-in", zone=str(asked.zone))]
    if not asked.subscription.feeds:
        notes.insert(0, asked.say("feed-list-all"))
    return Answer(
        headline=asked.say("feed-list", count=len(sources)), notes=tuple(notes), lines=tuple(lines), buttons=buttons
    )


def test(asked: Asked) -> Answer:
    """Say what the feed behind an address is like, by one fetch of which nothing is kept."""
    address = address_of(asked.text("address"))
    return Answer(headline=_looking(asked, address), then=partial(_tested, asked, address))


async def _tested(asked: Asked, address: str) -> Answer:
    room = asked.room
    found = await check(address, fetcher=room.fetcher, workers=room.workers, store=room.desk.store, now=asked.now)
    feed = found.found.feed
    is_here = found.followed is not None and found.followed.feed.url in asked.wish.feeds
    lines = [*findings(found, asked), *([Line(text=asked.say("feed-test-here"))] if is_here else [])]
    sections, buttons = offers(found.found.others, asked)
    mine = () if is_here else add_buttons(found.found.location, feed.title, asked)
    kind = (feed.format,) if feed.format else ()
    return Answer(
        headline=feed.title,
        url=found.found.location,
        notes=(*kind, *news_notes(found.found, asked), asked.say("times-in", zone=str(asked.zone))),
        lines=tuple(lines),
        sections=sections,
        buttons=(*mine, *buttons),
    )


# ---------------------------------------------------------------- lists


def import_(asked: Asked) -> Answer:
    """Add all feeds of an OPML list to the sources; they are fetched with the next round."""
    file = asked.attachment("file")
    if file is None and not asked.text("address").strip():
        raise Refusal("feed-import-what")
    if file and len(file.data) > MAX_LIST_MB * 1_000_000:
        raise Refusal("feed-import-too-large", most=MAX_LIST_MB)
    name = file.name if file else _list_address(asked.text("address").strip())
    return Answer(headline=asked.say("feed-importing", name=name), then=partial(_imported, asked, name, file))


def _list_address(typed: str) -> str:
    """Return the address of a list. Refusal for a path: the files here are nobody's in a chat."""
    begins_as_path = typed.startswith(("/", ".", "~", "\\")) or typed[1:3] == ":\\"
    is_file_name = "/" not in typed and typed.lower().endswith((".opml", ".xml"))
    if begins_as_path or is_file_name or typed.lower().startswith("file:"):
        raise Refusal("feed-import-path")
    return address_of(typed)


async def _imported(asked: Asked, name: str, file: Attachment | None) -> Answer:
    data = file.data if file else (await asked.room.fetcher.fetch(name, max_bytes=MAX_LIST_MB * 1_000_000)).body
    new, already, refused = await listed(data, name, asked)
    return await asyncio.to_thread(_kept_list, asked, new, already, refused)


def _kept_list(
    asked: Asked, new: list[FollowedFeed], already: list[FollowedFeed], refused: list[SourceError]
) -> Answer:
    """Follow what is new in a list and put all of it into the list of sources, or nothing of it."""
    named = len(new) + len(already)
    if named > MAX_SOURCES:
        raise Refusal("feed-import-too-many", count=named, most=MAX_SOURCES)
    urls = [each.feed.url for each in (*already, *new)]
    checked(with_sources(asked, asked.subscription, urls))
    before = frozenset(asked.wish.feeds)
    here = sum(each.feed.url in before for each in already)
    keep(Sources(feeds=tuple(new)), asked.room.desk.store)
    after = _resubscribe(asked, urls)
    lines = []
    if after.feeds and not asked.subscription.feeds:
        lines.append(asked.say("feed-imported-to-all"))
    if new:
        lines.append(asked.say("feed-imported-new", count=len(new)))
    if here:
        lines.append(asked.say("feed-imported-here", count=here))
    return Answer(
        headline=asked.say("feed-imported", count=named - here),
        lines=tuple(Line(text=line) for line in lines),
        sections=_said_refused(asked, refused),
    )


def _said_refused(asked: Asked, refused: list[SourceError]) -> tuple[Section, ...]:
    if not refused:
        return ()
    lines = [Line(text=error.source[:200]) for error in refused[:REFUSED_NAMED]]
    if len(refused) > REFUSED_NAMED:
        lines.append(Line(text=asked.say("feed-refused-more", count=len(refused) - REFUSED_NAMED)))
    return (Section(heading=asked.say("feed-refused", count=len(refused)), lines=tuple(lines)),)


def export(asked: Asked) -> Answer:
    """Give the sources as an OPML list; not those that are files of the machine that this runs on."""
    sources = [one for one in asked.sources() if public_address(one)]
    if not sources:
        return Answer(headline=asked.say("feed-list-none"))
    file = Attachment(name="feeds.opml", data=write_opml(sources, created_at=asked.now))
    return Answer(headline=asked.say("feed-exported", count=len(sources)), attachment=file)
