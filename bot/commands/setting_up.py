"""The command `setup`: the first digest of a channel, or of a person, in a minute; a second time it changes that one.

In: what was asked, or nothing. Out: a form to fill in, or a digest that is subscribed.

    setup(asked)   # "/digest setup language:fr times:08:00 sources:starter"
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from bot.commands import sourcing
from bot.commands.abilities import cannot_post
from bot.commands.access import digests_in
from bot.commands.answers import Answer, Button, Form, FormField, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.digesting import next_digest
from bot.commands.governing import next_runs
from bot.commands.problems import sentence
from bot.commands.scheduling import rescheduled
from bot.commands.sourcing import Sources
from digests import planning
from digests.errors import BadRequest, DigestError
from digests.models import Subscription
from digests.notations import MAX_SOURCES
from digests.postings import Subscriber
from digests.preferences import PREFERENCES, changed, checked, imported, written
from digests.schedule_texts import read_schedule
from digests.schedules import resumed

STARTER, ALL = "starter", "all"
MAX_FIELD = 1000  # characters that stand in a field of the form at first
NAMED = 10  # sources that gave no feed

_MANAGERS = PREFERENCES["managers"].wants.most


def setup(asked: Asked) -> Answer:
    """Set a digest up, or show the form for it."""
    if not asked.options:
        return Answer(headline=_asking(asked), form=_form(asked))
    before = asked.found.subscription if asked.found else None
    wish = _with_options(before or _usual(asked), asked)
    sources = asked.text("sources").strip()
    if sources.casefold() == ALL and not asked.room.desk.store.shared_feeds():
        raise Refusal("setup-nothing-followed")
    look_up = _unchanged if before and not sources else _look_up(sources, asked)
    headline = asked.say("setup-working", language=asked.texts.language_name(wish.language))
    return Answer(headline=headline, then=partial(_later, asked, look_up))


# ---------------------------------------------------------------- the form


def _asking(asked: Asked) -> str:
    return asked.say("setup-asks-again") if asked.found else asked.say("setup-asks")


def _form(asked: Asked) -> Form:
    wish = asked.found.subscription if asked.found else _usual(asked)
    topics = written(wish, "topics") if wish.topics else ""
    if asked.found:
        # Sources left empty stay as they are; to show five hundred of them would help nobody.
        sources, hint = "", asked.say("setup-sources-stay")
    else:
        sources, hint = STARTER, asked.say("setup-sources-hint")
    fields = (
        *first_fields(wish, asked),
        FormField(option="sources", label=asked.say("setup-sources"), value=sources, hint=hint),
        FormField(
            option="topics",
            label=asked.say("setup-topics"),
            value=topics if len(topics) <= MAX_FIELD else "",
            hint=asked.say("setup-topics-hint"),
        ),
    )
    return Form(command="setup", title=asked.say("setup-title"), fields=fields)


def first_fields(wish: Subscription, asked: Asked) -> tuple[FormField, ...]:
    """Return the fields for the language of a digest, and when it comes: times, and days where it is not every day."""
    times = written(wish, "times")
    return (
        FormField(option="language", label=asked.say("setup-language"), value=wish.language),
        FormField(
            option="timezone",
            label=asked.say("setup-timezone"),
            value=wish.timezone,
            hint=asked.say("setup-timezone-hint"),
        ),
        FormField(
            option="times",
            label=asked.say("setup-times"),
            value=times if len(wish.weekdays) == 7 else f"{times} {written(wish, 'weekdays')}",
            hint=asked.say("setup-times-hint"),
        ),
    )


# ---------------------------------------------------------------- what is wished


def _usual(asked: Asked) -> Subscription:
    """Return what a new digest is, by what the platform knows of place and person."""
    wish = Subscription(feeds=(), language="en")
    for key, values in (
        ("language", (asked.language, asked.place.language)),
        ("timezone", (asked.place.timezone, asked.person.timezone)),
    ):
        for value in values:  # the last one that can be read counts
            wish = _if_known(wish, key, value)
    return wish


def _if_known(wish: Subscription, key: str, value: str | None) -> Subscription:
    try:
        return changed(wish, key, value) if value else wish
    except BadRequest:  # a platform may know locales and zones that we do not
        return wish


def _with_options(wish: Subscription, asked: Asked) -> Subscription:
    """Return the subscription with what was written, apart from its sources. BadRequest for the first that is none."""
    rows = {key: asked.text(key) for key in ("language", "timezone", "topics") if asked.text(key)}
    wish = imported(wish, rows)
    if asked.text("times"):
        wish = rescheduled(wish, read_schedule(asked.text("times")))
    return replace(wish, managers=tuple(dict.fromkeys((*wish.managers, asked.person.id)))[:_MANAGERS])


async def _unchanged() -> None:
    """Find nothing: the sources stay as they are."""


async def _of_all() -> Sources:
    return Sources(feeds=())


def _look_up(text: str, asked: Asked) -> Callable[[], Awaitable[Sources]]:
    """Return what finds the feeds that are wanted. BadPreference for more addresses than a digest may have."""
    if text.casefold() == ALL:
        return _of_all
    if text.casefold() in ("", STARTER):
        return partial(sourcing.starter, asked)
    addresses = sourcing.addresses_in(text)
    if not addresses or len(addresses) > MAX_SOURCES:
        raise PREFERENCES["sources"].refused(text)
    return partial(sourcing.looked_up, addresses, asked)


# ---------------------------------------------------------------- setting it up


async def _later(asked: Asked, look_up: Callable[[], Awaitable[Sources | None]]) -> Answer:
    sources = await look_up()
    if sources and not sources.feeds and sources.refused:
        if len(sources.refused) == 1:
            raise sources.refused[0]
        first = sentence(sources.refused[0], asked.texts)
        raise Refusal("setup-no-source", count=len(sources.refused), first=first)
    if sources and len(sources.feeds) > MAX_SOURCES:
        raise Refusal("setup-too-many", count=len(sources.feeds), most=MAX_SOURCES)
    done = await asyncio.to_thread(_set_up, asked, sources)
    return await asked.compute(lambda: _with_preview(asked, done))


def _set_up(asked: Asked, sources: Sources | None) -> Answer:
    """Subscribe the place, or change its digest; without sources they stay as they are."""

    def wished(now: Subscription) -> Subscription:
        wish = _with_options(now, asked)
        return wish if sources is None else replace(wish, feeds=sources.urls)

    if sources is not None:
        checked(wished(asked.found.subscription if asked.found else _usual(asked)))  # before anything is followed
        sourcing.keep(sources, asked.room.desk.store)
    after, is_new = _subscribed(asked, wished)
    return _told(asked, after, sources, is_new=is_new)


def _subscribed(asked: Asked, wished: Callable[[Subscription], Subscription]) -> tuple[Subscriber, bool]:
    """Return the one digest of the place, and whether it is new.

    Of two who set one up at once the second changes the first's: whoever sees several leaves one.
    """
    ledger, place, now = asked.room.ledger, asked.place, asked.now
    is_new = not digests_in(place, ledger)
    if is_new:
        new = wished(_usual(asked))
        planning.subscribe(
            chat=place.chat,
            address=place.address,
            workspace=place.workspace or None,
            subscription=new,
            ledger=ledger,
            now=now,
        )
    first, *others = digests_in(place, ledger)
    if is_new and not others:
        return first, True
    people = [person for one in others if is_new for person in one.subscription.managers]
    for other in others if is_new else ():
        ledger.remove_subscriber(other.id)

    def with_people(kept: Subscription) -> Subscription:
        wish = wished(kept)
        return replace(wish, managers=tuple(dict.fromkeys((*wish.managers, *people)))[:_MANAGERS])

    after = planning.resubscribe(first.id, with_people, ledger=ledger, now=now)
    if after.closed_at:  # the bot was sent away, and is here again
        after = planning.change(first.id, lambda kept: resumed(kept, now), ledger=ledger)
    return after, False


# ---------------------------------------------------------------- what it would be


def _with_preview(asked: Asked, done: Answer) -> Answer:
    """Return what is said of the digest, and below it the digest itself as it would be now, if it tells anything."""
    found = digests_in(asked.place, asked.room.ledger)
    digest = next_digest(replace(asked, found=found[0]), left_out=0).digest if found else None
    if digest is None or not digest.items:
        return done
    return replace(done, lines=(*done.lines, Line(text=asked.say("preview-headline"))), digest=digest)


# ---------------------------------------------------------------- what is said of it


def _told(asked: Asked, after: Subscriber, sources: Sources | None, *, is_new: bool) -> Answer:
    wish = after.subscription
    in_language = asked.say("setup-in-language", language=asked.texts.language_name(wish.language))
    lines = [*cannot_post(replace(asked, found=after)), Line(text=in_language)]
    lines.append(Line(text=_feeds(asked, wish)))
    if sources and sources.feeds:
        lines.append(Line(text=asked.say("setup-first-news")))
    if wish.timezone == "UTC" and not asked.text("timezone"):
        lines.append(Line(text=asked.say("setup-set-timezone")))
    if asked.place.is_direct:
        lines.append(Line(text=asked.say("setup-only-you")))
    refused = sources.refused if sources else ()
    return Answer(
        headline=asked.say("setup-done") if is_new else asked.say("setup-changed"),
        lines=tuple(lines),
        sections=(next_runs(after, asked), *_not_followed(asked, refused)),
        buttons=(
            Button(label=asked.say("setup-preview-button"), command="preview"),
            Button(label=asked.say("setup-settings-button"), command="settings show"),
            Button(label=asked.say("setup-post-button"), command="now", arguments="post:true"),
        ),
    )


def _feeds(asked: Asked, wish: Subscription) -> str:
    if wish.feeds:
        return asked.say("setup-feeds", count=len(wish.feeds))
    return asked.say("setup-all-feeds", count=len(asked.room.desk.store.shared_feeds()))


def _not_followed(asked: Asked, refused: Sequence[DigestError]) -> tuple[Section, ...]:
    """Name the sources that gave no feed, and why."""
    if not refused:
        return ()
    lines = [Line(text=sentence(error, asked.texts)) for error in refused[:NAMED]]
    if len(refused) > NAMED:
        lines.append(Line(text=asked.say("setup-more-refused", count=len(refused) - NAMED)))
    return (Section(heading=asked.say("setup-refused"), lines=tuple(lines)),)
