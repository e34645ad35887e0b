"""What may be meant by what is typed so far for an option.

In: a command, its options so far, and a few letters. Out: at most 25 proposals, the likeliest first, from memory and
the database alone: platforms wait for them with every letter.

    proposals(asked, "id", "night")   [Proposal(label="k7qm · Night train to Port Avery returns in May", value="k7qm")]
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from zoneinfo import available_timezones

from bot.commands.asked import Asked
from bot.commands.calls import Role
from bot.commands.helping import AUTO, described
from bot.commands.language_names import folded, languages_named
from bot.commands.table import Option, Source
from bot.texts import LANGUAGES
from digests.errors import BadRequest
from digests.models import Told
from digests.notations import Kind
from digests.preferences import PREFERENCES, preference

MOST = 25  # that Discord shows
LONGEST = 100  # characters of a label, and of a value, that it takes
DIGESTS_BACK = 10  # whose stories are proposed
MAX_TYPED = 100  # characters that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What may be meant by what is typed."""

    label: str
    value: str


def proposals(asked: Asked, option: str, typed: str) -> list[Proposal]:
    """Return what may be meant by what is typed for an option of the command; nothing for what has no source."""
    found = next((each for each in asked.command.options if each.name == option), None)
    if found is None:
        return []
    return list(islice(_proposed(asked, found, folded(typed[:MAX_TYPED])), MOST))


def _proposed(asked: Asked, option: Option, typed: str) -> Iterator[Proposal]:
    if option.choices:
        return _matching(typed, ((choice, choice) for choice in option.choices))
    find = _SOURCES[option.source] if option.source else None
    return find(asked, typed) if find else iter(())


def _matching(typed: str, rows: Iterable[tuple[str, str]]) -> Iterator[Proposal]:
    """Give proposals of (value, label) in whose value or label every word stands that is typed; each value once."""
    words = typed.split()
    seen = set()
    for value, label in rows:
        known_as = folded(f"{value} {label}")
        if value not in seen and len(value) <= LONGEST and all(word in known_as for word in words):
            seen.add(value)
            yield Proposal(label=_short(label), value=value)


def _short(text: str) -> str:
    """Return a text on one line, cut to what a label may have."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


# ---------------------------------------------------------------- stories


def _stories(asked: Asked, typed: str) -> Iterator[Proposal]:
    if asked.found is None:
        return iter(())
    postings = asked.room.ledger.postings(asked.found.id, DIGESTS_BACK)
    return _matching(typed, _told_rows(told for posting in postings for told in posting.edition.told))


def _followed(asked: Asked, typed: str) -> Iterator[Proposal]:
    bookmarks = asked.room.readership.bookmarks(asked.place.chat, asked.person.id)
    return _matching(typed, _told_rows(each.told for each in bookmarks if each.followed_at))


def _told_rows(all_told: Iterable[Told]) -> Iterator[tuple[str, str]]:
    for told in all_told:
        yield told.story_id, " · ".join([told.story_id, *told.texts[:1]])


# ---------------------------------------------------------------- languages and zones


def _languages(asked: Asked, typed: str) -> Iterator[Proposal]:
    """Those that the feeds here are in and that the bot speaks come first, then whatever CLDR has a name for."""
    name = asked.texts.language_name
    first = dict.fromkeys([*_languages_of_feeds(asked), *LANGUAGES])
    if asked.command.name == "language" and AUTO.startswith(typed):
        yield Proposal(label=asked.say("proposal-auto"), value=AUTO)
    rest = languages_named(typed, asked.texts) if typed else []
    near = [tag for tag in first if tag in rest] if typed else list(first)
    for tag in dict.fromkeys([*near, *rest]):
        yield Proposal(label=_short(f"{name(tag)} · {tag}"), value=tag)


def _languages_of_feeds(asked: Asked) -> list[str]:
    if asked.found is None:
        return []
    wish, of_feed = asked.wish, asked.room.feed_languages.of(asked.room.desk.store, asked.now)
    return sorted({of_feed[url] for url in wish.feeds if url in of_feed} | {wish.language})


def _zones(asked: Asked, typed: str) -> Iterator[Proposal]:
    """Those of the person and the place come first, then cities that begin so, those of the same region before."""
    own = [zone for zone in (asked.person.timezone, asked.place.timezone, str(asked.zone)) if zone in _all_zones()]
    regions = {zone.partition("/")[0] for zone in own}
    words = typed.replace("_", " ")
    cities = [zone for zone in _all_zones() if folded(_said(zone).rpartition("/")[2]).startswith(words)]
    cities.sort(key=lambda zone: zone.partition("/")[0] not in regions)
    return _matching(words, ((zone, _said(zone)) for zone in [*own, *cities, *_all_zones()]))


def _said(zone: str) -> str:
    return zone.replace("_", " ")


@cache
def _all_zones() -> tuple[str, ...]:
    """Return the zones that people live in, by name; Etc/GMT-1 and the like count the wrong way round for them."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))
    return ("UTC", *sorted(names))


# ---------------------------------------------------------------- what this digest has


def _feeds(asked: Asked, typed: str) -> Iterator[Proposal]:
    if asked.found is None:
        return iter(())
    feeds = (source.feed for source in asked.sources())
    return _matching(typed, ((feed.url, f"{feed.title} · {feed.url}") for feed in feeds))


def _keys(asked: Asked, typed: str) -> Iterator[Proposal]:
    return _matching(typed.replace(" ", "_"), ((key, key) for key in PREFERENCES))


def _values(asked: Asked, typed: str) -> Iterator[Proposal]:
    """What the setting named before is now, what it is where nobody says, and the words that it takes."""
    if asked.found is None:
        return
    try:
        setting = preference(asked.text("key"))
    except BadRequest:
        return
    find = _OF_KIND.get(setting.wants.kind)
    now = setting.write(getattr(asked.subscription, setting.field))
    # A value that no platform takes is not said either: Fluent refuses those of over 1,000 characters.
    rows = [(now, asked.say("proposal-now", value=now))] if len(now) <= LONGEST else []
    if setting.key != "language":  # which has no default
        default = setting.write(setting.default)
        rows.append((default, asked.say("proposal-default", value=default)))
    yield from _matching(typed, [*rows, *((word, word) for word in setting.words)])
    if find:
        yield from (each for each in find(asked, typed) if each.value != now)


def _rules(asked: Asked, typed: str) -> Iterator[Proposal]:
    if asked.found is None:
        return iter(())
    return _matching(typed, ((rule, rule) for rule in (*asked.subscription.include, *asked.subscription.exclude)))


def _muted(asked: Asked, typed: str) -> Iterator[Proposal]:
    if asked.found is None:
        return iter(())
    return _matching(typed, ((mute.rule, mute.rule) for mute in asked.subscription.muted))


def _managers(asked: Asked, typed: str) -> Iterator[Proposal]:
    if asked.found is None:
        return iter(())
    return _matching(typed, ((person, person) for person in asked.subscription.managers))


def _commands(asked: Asked, typed: str) -> Iterator[Proposal]:
    allowed = (each for each in asked.commands.values() if each.role <= max(asked.role, Role.READER))
    return _matching(typed, ((each.name, f"{each.name} · {described(each, asked.texts)}") for each in allowed))


_Find = Callable[[Asked, str], Iterator[Proposal]]
_SOURCES: dict[Source, _Find] = {
    Source.STORY: _stories,
    Source.FOLLOWED: _followed,
    Source.LANGUAGE: _languages,
    Source.ZONE: _zones,
    Source.FEED: _feeds,
    Source.KEY: _keys,
    Source.VALUE: _values,
    Source.RULE: _rules,
    Source.MUTE: _muted,
    Source.MANAGER: _managers,
    Source.COMMAND: _commands,
}
_OF_KIND: dict[Kind, _Find] = {Kind.LANGUAGE: _languages, Kind.ZONE: _zones}
