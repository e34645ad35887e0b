"""The form of the sources: some are added, others removed, with one sending off; all of it, or nothing.

In: what was asked, without options or with those of a form that was sent off. Out: the form, or an answer and another
list of sources. A source is called by a short hash of its address, since a choice of a chat is short.

    feed(asked)   # a form; with {"add": "herald.example", "remove": "1f0c6f0ad7a1"} what was done
"""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from hashlib import sha256

from babel.lists import format_list

from bot.commands import sourcing
from bot.commands.answers import Answer, Choice, Form, FormField, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.feed_words import feed_line, is_failing
from bot.commands.feeding import with_sources
from bot.commands.problems import sentence, short
from bot.commands.sourcing import Sources, addresses_in
from digests import planning
from digests.errors import DigestError, SourceError
from digests.following import address_of
from digests.links import publisher_of
from digests.models import FollowedFeed
from digests.preferences import checked

MAX_CHOICES = 100  # of a select menu of Slack
NAMED = 10  # sources of each list of an answer
REFUSED_NAMED = 3
MAX_ADDRESS = 60  # characters of an address that is named


def feed(asked: Asked) -> Answer:
    """Add and remove sources, or show the form for it."""
    if not asked.options:
        return Answer(headline=asked.say("form-feed-title"), form=_form(asked))
    typed = [address_of(each) for each in addresses_in(asked.text("add"))]
    chosen = set(asked.text("remove").split())
    if not typed and not chosen:
        raise Refusal("form-feed-empty")
    removed = [one for one in asked.sources() if hash_of(one.feed.url) in chosen]
    if not typed and not removed:  # somebody else was first
        raise Refusal("form-feed-gone")
    if not typed:
        return _kept(asked, Sources(feeds=()), removed)
    headline = asked.say("settings-looking", count=len(typed))
    return Answer(headline=headline, then=partial(_looked_up, asked, typed, removed))


def hash_of(url: str) -> str:
    """Return what a source is called in the form."""
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:12]


# ---------------------------------------------------------------- the form


def _form(asked: Asked) -> Form:
    sources = sorted(asked.sources(), key=lambda one: (not is_failing(one), one.feed.title.casefold()))
    hint = asked.say("form-feed-add-hint") if asked.subscription.feeds else asked.say("form-feed-add-hint-all")
    add = FormField(option="add", label=asked.say("form-feed-add"), value="", hint=hint)
    if not sources:
        return Form(command="feed", title=asked.say("form-feed-title"), fields=(add,))
    choices = tuple(Choice(value=hash_of(one.feed.url), label=_label(one)) for one in sources[:MAX_CHOICES])
    others = len(sources) - len(choices)
    remove = FormField(
        option="remove",
        label=asked.say("form-feed-remove"),
        value="",
        hint=asked.say("form-feed-remove-hint", count=others) if others else "",
        choices=choices,
        takes_several=True,
    )
    return Form(command="feed", title=asked.say("form-feed-title"), fields=(add, remove))


def _label(one: FollowedFeed) -> str:
    publisher = publisher_of([one.feed.site_url, one.location], "")
    return " · ".join(dict.fromkeys(filter(None, (one.feed.title, publisher))))


# ---------------------------------------------------------------- what is done


async def _looked_up(asked: Asked, typed: Sequence[str], removed: Sequence[FollowedFeed]) -> Answer:
    sources = await sourcing.looked_up(typed, asked)
    if len(sources.refused) == 1:
        raise sources.refused[0]
    if sources.refused:
        raise _refusal(sources.refused, asked)
    return await asyncio.to_thread(_kept, asked, sources, removed)


def _refusal(refused: Sequence[DigestError], asked: Asked) -> Refusal:
    named = [short(error.source, MAX_ADDRESS) for error in refused if isinstance(error, SourceError)][:REFUSED_NAMED]
    return Refusal(
        "form-feed-refused",
        count=len(refused),
        addresses=format_list(named, locale=asked.texts.locale),
        first=sentence(refused[0], asked.texts),
    )


def _kept(asked: Asked, sources: Sources, removed: Sequence[FollowedFeed]) -> Answer:
    """Follow what is new and change the list. What cannot be in the list is not followed either."""
    gone, store = frozenset(one.feed.url for one in removed), asked.room.desk.store
    before = frozenset(asked.wish.feeds)
    checked(with_sources(asked, asked.subscription, sources.urls, gone))
    sourcing.keep(sources, store)
    after = planning.resubscribe(
        asked.subscriber.id,
        lambda now: with_sources(asked, now, sources.urls, gone),
        ledger=asked.room.ledger,
        now=asked.now,
    ).subscription
    added = [one for one in sources.feeds if one.feed.url not in before]
    taken = [one for one in removed if one.feed.url not in after.feeds]
    if not added and not taken:
        return Answer(headline=asked.say("form-feed-same"))
    lines = [asked.say("setup-feeds", count=len(after.feeds))]
    lines += [] if asked.subscription.feeds else [asked.say("form-feed-own-list")]
    lines += [asked.say("setup-first-news")] if added else []
    return Answer(
        headline=asked.say("form-feed-changed"),
        lines=tuple(Line(text=line) for line in lines),
        sections=(
            *_named(asked, asked.say("form-feed-added"), added),
            *_named(asked, asked.say("form-feed-removed"), taken),
        ),
    )


def _named(asked: Asked, heading: str, feeds: Collection[FollowedFeed]) -> tuple[Section, ...]:
    if not feeds:
        return ()
    lines = [Line(text=line.text, url=line.url) for line in (feed_line(one, asked) for one in list(feeds)[:NAMED])]
    if len(feeds) > NAMED:
        lines.append(Line(text=asked.say("feed-more", count=len(feeds) - NAMED)))
    return (Section(heading=heading, lines=tuple(lines)),)
