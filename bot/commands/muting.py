"""Stories, sources and topics that this digest does not tell for a while.

mute k7qm · mute source:paper.example 3d · mute "topic:world cup" 2026-12-01 · unmute k7qm · unmute all
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from urllib.parse import urlsplit

from babel.lists import format_list

from bot.commands.answers import MAX_PRESSED, Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.until import MAX_SAID, moment_to_come
from digests import planning
from digests.closeups import coverage_of, title_of
from digests.errors import BadRequest
from digests.links import canonical_url, host_of
from digests.models import Mute
from digests.mutes import in_force, muted_by, muted_story
from digests.timetables import said

STORY_TIME = timedelta(days=7)  # that a story is muted if nothing is said: then few papers tell it still
MAX_SHOWN = 10

_ALL = frozenset({"all", "alles", "alle", "tout", "tous", "tutto", "tutti", "todo", "todos", "*"})
_STORY = re.compile(r"(?:story ?: ?)?([a-z0-9]{4,6})")
_QUOTED = re.compile('["“”„«»](.*)["“”„«»]')
_KEYED = re.compile(r"(?:source|topic) ?:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is to be muted."""

    rule: str  # as Mute has it
    headline: str  # says so
    hints: tuple[str, ...] = ()


def mute(asked: Asked) -> Answer:
    """Do not tell a story, a source or a topic until a moment, or until somebody unmutes it."""
    wish = _wish(asked, _named(asked))
    until = _until(asked, wish.rule)
    new = Mute(rule=wish.rule, until=until)

    def muted(kept: tuple[Mute, ...]) -> tuple[Mute, ...]:
        return (*(one for one in kept if one.rule.casefold() != new.rule.casefold()), new)

    _change(asked, muted)
    lasts = asked.say("mute-until", moment=asked.moment(until)) if until else asked.say("mute-for-good")
    button = Button(label=asked.say("mute-undo"), command="unmute", arguments=new.rule)
    return Answer(
        headline=wish.headline,
        lines=tuple(Line(text=text) for text in (lasts, *wish.hints)),
        buttons=(button,) if len(f"unmute {new.rule}") <= MAX_PRESSED else (),
    )


def unmute(asked: Asked) -> Answer:
    """Tell again what was muted, or all of it."""
    what, kept = _named(asked), in_force(asked.subscription.muted, asked.now)
    if not kept:
        raise Refusal("unmute-nothing")
    ending = frozenset(kept if what.casefold() in _ALL else _meant(asked, what, kept))
    if not ending:
        names = format_list([one.rule for one in kept[:MAX_SHOWN]], locale=asked.texts.locale)
        raise Refusal("unmute-unknown", what=what[:MAX_SAID], muted=names, others=max(0, len(kept) - MAX_SHOWN))
    rules = {one.rule.casefold() for one in ending}
    after = _change(asked, lambda kept: tuple(one for one in kept if one.rule.casefold() not in rules))
    still = [_lasting(asked, one) for one in after[:MAX_SHOWN]]
    gone = [one for one in kept if one in ending]
    ended = [_ended(asked, one) for one in gone[:MAX_SHOWN]]
    return Answer(
        headline=ended[0] if len(ended) == 1 else "",
        lines=tuple(Line(text=text) for text in ended) if len(ended) > 1 else (),
        sections=(Section(heading=asked.say("unmute-still"), lines=tuple(still)),) if still else (),
    )


def _change(asked: Asked, change: Callable[[tuple[Mute, ...]], tuple[Mute, ...]]) -> tuple[Mute, ...]:
    """Change what is muted, without what is over; return it."""
    after = planning.resubscribe(
        asked.subscriber.id,
        lambda kept: replace(kept, muted=change(in_force(kept.muted, asked.now))),
        ledger=asked.room.ledger,
        now=asked.now,
    )
    return after.subscription.muted


def _ended(asked: Asked, mute: Mute) -> str:
    """Return what says that it is muted no more, in the words in which it was muted."""
    kind, _, name = mute.rule.partition(":")
    if kind == "story":
        told = _told(asked, name)
        return asked.say("unmute-story", title=told[1] if told else name)
    if kind == "topic":
        return asked.say("unmute-topic", name=name.strip('"'))
    return asked.say("unmute-source", name=name.strip('"'))


def _lasting(asked: Asked, mute: Mute) -> Line:
    until = (asked.say("mute-lasts", moment=asked.moment(mute.until)),) if mute.until else ()
    return Line(text=mute.rule, notes=until)


def _until(asked: Asked, rule: str) -> datetime | None:
    """Return until when it is muted, to the minute, as it is kept."""
    if text := asked.text("until").strip():
        try:
            until = moment_to_come(text, asked.subscription, asked.now)
        except Refusal as refusal:
            if refusal.key != "until-unreadable":
                raise
            raise Refusal("mute-until-unreadable", text=text[:MAX_SAID]) from None
    elif rule.startswith("story:"):
        until = asked.now + STORY_TIME
    else:
        return None
    return until.replace(second=0, microsecond=0)


# ---------------------------------------------------------------- what is meant


def _named(asked: Asked) -> str:
    """Return what is written, without the quotation marks that keep its words together."""
    what = asked.text("what").strip()
    return inner[1] if (inner := _QUOTED.fullmatch(what)) else what


def _wish(asked: Asked, what: str) -> _Wish:
    """Return what is to be muted. Refusal where it is none of the three, rather than a guess."""
    if named := _STORY.fullmatch(what.casefold()):
        if told := _told(asked, named[1]):
            return _Wish(rule=f"story:{told[0]}", headline=asked.say("mute-story", title=told[1]))
        if what.casefold().startswith("story"):
            raise Refusal("no-such-story", id=named[1])
    if _KEYED.match(what):
        return _keyed(asked, what)
    if source := _source(asked, what):
        return _Wish(rule=_rule(f"source:{source}"), headline=asked.say("mute-source", name=source))
    if near := _near(asked, what):
        raise Refusal("mute-unknown-but", what=what[:MAX_SAID], near=near)
    raise Refusal("mute-unknown", what=what[:MAX_SAID])


def _told(asked: Asked, name: str) -> tuple[str, str] | None:
    """Return the id and the title of the story of that id; None where this digest has none."""
    found = coverage_of(name, asked.subscription.feeds, asked.room.desk.store)
    if found is None:
        return None
    title, _ = title_of(found.articles, (asked.language, asked.subscription.language))
    return found.story.id, title


def _keyed(asked: Asked, what: str) -> _Wish:
    rule = _rule(what)
    kind, _, name = rule.partition(":")
    shown = name.strip('"')
    if kind == "topic":
        return _Wish(rule=rule, headline=asked.say("mute-topic", name=shown))
    known = _source(asked, shown)
    headline = asked.say("mute-source", name=known or shown)
    if known:
        return _Wish(rule=rule, headline=headline)
    # A feed may carry articles of many papers, whose names are not known before.
    if near := _near(asked, shown):
        return _Wish(rule=rule, headline=headline, hints=(asked.say("mute-no-feed-but", near=near),))
    return _Wish(rule=rule, headline=headline, hints=(asked.say("mute-no-feed"),))


def _rule(written: str) -> str:
    try:
        return muted_by(written)
    except BadRequest:
        raise Refusal("mute-unknown", what=written[:MAX_SAID]) from None


def _source(asked: Asked, name: str) -> str | None:
    """Return the feed, paper or domain of this digest that a name is; None where it is none."""
    address = canonical_url(name if "://" in name else f"https://{name}") if "." in name and " " not in name else None
    host = host_of(address)
    is_domain = bool(host) and urlsplit(address or "").path in {"", "/"}
    for source in asked.sources():
        feed, location = source.feed, source.location
        if said(feed.title) == said(name):
            return feed.title
        if address and address in {canonical_url(feed.url), canonical_url(location)}:
            return feed.url
        if is_domain and any(
            f".{host_of(url)}".endswith(f".{host}") for url in (feed.url, feed.site_url, location) if url
        ):
            return host
    return None


def _near(asked: Asked, name: str) -> str | None:
    """Return what may be meant by a name that is none."""
    names = {said(text): text for one in asked.sources() for text in (one.feed.title, host_of(one.feed.url)) if text}
    near = next(iter(get_close_matches(said(name[:MAX_SAID]), names, n=1)), None)
    return f"source:{names[near]}" if near else None


def _meant(asked: Asked, what: str, muted: tuple[Mute, ...]) -> list[Mute]:
    """Return what of the muted is meant by a rule, or by what stands in one behind its colon."""
    store = asked.room.desk.store
    wanted = {said(what)}
    with suppress(BadRequest):
        wanted.add(said(muted_by(what)))
    if source := _source(asked, what):
        wanted.add(said(_rule(f"source:{source}")))
    if (named := _STORY.fullmatch(what.casefold())) and (story := store.story(named[1])):
        wanted.add(f"story:{story.id}")
    found = []
    for mute in muted:
        name = muted_story(mute)
        story = store.story(name) if name else None  # it may have become one with another since
        own = {said(mute.rule), said(mute.rule.partition(":")[2].strip('"')), f"story:{story.id}" if story else ""}
        if wanted & own:
            found.append(mute)
    return found
