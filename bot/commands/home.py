"""What a person sees of the bot where a platform has a page for that: the digests that they may change.

In: who asks, in their direct message with the bot. Out: each digest with when it comes, how it does, and buttons.

    home(asked).entries[0].address   # "@U024BE7LH": their own digest stands first
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.commands import health, scheduling
from bot.commands.access import digests_in, role_of
from bot.commands.answers import Answer, Button, Home, HomeEntry, Line
from bot.commands.asked import Asked
from bot.commands.calls import Role
from digests.postings import Subscriber
from digests.schedules import is_paused, upcoming

MAX_ENTRIES = 20


def home(asked: Asked) -> Home:
    """Return the page of a person. Raises StoreUnusable."""
    own, others = _own(asked), _of_channels(asked)
    found = [*own, *others]
    if found:
        lines = [asked.say("welcome-help")]
    else:
        lines = [asked.say("welcome-what"), asked.say("welcome-setup"), asked.say("welcome-help")]
    if len(found) > MAX_ENTRIES:
        lines.append(asked.say("home-more", count=len(found) - MAX_ENTRIES))
    return Home(
        headline=asked.say("home-title") if found else asked.say("welcome-title"),
        lines=(*(Line(text=line) for line in lines), *health.halted(asked)),
        entries=tuple(_entry(_there(asked, one)) for one in found[:MAX_ENTRIES]),
        buttons=tuple(_buttons(asked, has_own=bool(own))),
        language=asked.texts.language,
    )


def failed(answer: Answer) -> Home:
    """Return the page that only says what is wrong."""
    texts = answer.texts
    return Home(headline=texts.say("home-title"), lines=answer.lines, entries=(), buttons=(), language=texts.language)


# ---------------------------------------------------------------- which digests


def _own(asked: Asked) -> list[Subscriber]:
    place = replace(asked.place, address=f"@{asked.person.id}")
    return [one for one in digests_in(place, asked.room.ledger) if one.closed_at is None]


def _of_channels(asked: Asked) -> list[Subscriber]:
    """Return the digests of the channels of the workspace that the person may change; of nobody's direct message."""
    place = asked.place
    if not place.workspace:
        return []
    return [
        one
        for one in asked.room.ledger.subscribers_of(place.chat, place.workspace)
        if one.closed_at is None and not one.address.startswith("@") and _may_change(asked, one)
    ]


def _may_change(asked: Asked, one: Subscriber) -> bool:
    return role_of(asked.person, replace(asked.place, address=one.address), one) >= Role.MANAGER


def _there(asked: Asked, one: Subscriber) -> Asked:
    """Return the same, asked in the place of that digest."""
    return replace(asked, place=replace(asked.place, address=one.address), role=Role.MANAGER, found=one)


# ---------------------------------------------------------------- what is said of one


def _entry(asked: Asked) -> HomeEntry:
    return HomeEntry(
        address=asked.place.address,
        lines=tuple(_lines(asked)),
        buttons=(
            Button(label=asked.say("form-settings-title"), command="settings"),
            Button(label=asked.say("form-feed-title"), command="feed"),
            Button(label=asked.say("form-topic-title"), command="topic"),
            Button(label=asked.say("setup-preview-button"), command="preview"),
            _pause_button(asked),
            Button(label=asked.say("home-status"), command="status"),
        ),
    )


def _pause_button(asked: Asked) -> Button:
    if is_paused(asked.subscriber, asked.now):
        return Button(label=asked.say("schedule-resume"), command="schedule resume")
    return Button(label=asked.say("schedule-pause"), command="schedule pause")


def _lines(asked: Asked) -> Iterator[Line]:
    wish = asked.subscription
    if asked.place.is_direct:
        yield Line(text=asked.say("home-own"))
    yield Line(text=scheduling.when(asked, wish))
    for at in upcoming(asked.subscriber, asked.now, 1):
        yield Line(text=asked.say("home-next", moment=asked.moment(at)), at=at)
    yield Line(text=asked.say("times-in", zone=wish.timezone))
    feeds = len(wish.feeds) or len(asked.room.desk.store.shared_feeds())
    yield Line(text=asked.say("home-what", language=asked.texts.in_language(wish.language), count=feeds))
    yield from health.pausing(asked, asked.subscriber)
    yield from health.last_failure(asked, asked.room.ledger.last_deliveries(asked.subscriber.id))


def _buttons(asked: Asked, *, has_own: bool) -> Iterator[Button]:
    if not has_own:
        yield Button(label=asked.say("home-setup"), command="setup")
    yield Button(label=asked.say("home-help"), command="help")
    yield Button(label=asked.say("home-language"), command="language")
