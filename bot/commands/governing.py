"""The commands `settings …` and `managers …`: how the digest of a channel is made, and who may say so.

In: what was asked. Out: an answer, and other settings of the one digest of this place: all that was asked, or nothing.

    set_(asked)   # "/digest settings set length short": length is now short. It was medium before.
"""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, replace
from datetime import tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from babel.lists import format_list

from bot.commands import sourcing
from bot.commands.answers import Answer, Button, Line, Refusal, Section
from bot.commands.asked import Asked
from bot.commands.calls import Attachment
from bot.commands.problems import short
from bot.formats.subscriptions import MAX_BYTES, as_toml, changed_schedule, settings_in
from bot.texts import LANGUAGES, primary_subtag
from digests import planning
from digests.following import known_feeds, with_feeds
from digests.models import Subscription
from digests.postings import Subscriber
from digests.preferences import PREFERENCES, Preference, as_rows, changed, checked, imported, preference
from digests.preferences import reset as as_usual
from digests.schedules import is_paused, upcoming

MAX_VALUE = 120  # characters of one setting that an answer shows: all of them fit into a message
RUNS_SHOWN = 3
LISTED = 25  # people of the list of managers

_PEOPLE, _UI_LANGUAGE, _MENTION = PREFERENCES["managers"], PREFERENCES["ui_language"], PREFERENCES["mention"]

# How platforms write the ids of people and of groups, by how they write that of a workspace.
_NUMBERS = re.compile("[0-9]+")
_IDS = {
    _NUMBERS: (_NUMBERS, _NUMBERS),  # Discord
    re.compile("[TE][A-Z0-9]+"): (re.compile("[UW][A-Z0-9]+"), re.compile("S[A-Z0-9]+")),  # Slack
}

# ---------------------------------------------------------------- settings


def show(asked: Asked) -> Answer:
    """Show every setting, those that were changed first."""
    subscription = asked.subscription
    lines: dict[bool, list[Line]] = {False: [], True: []}
    for key, _, is_default in as_rows(subscription):
        lines[is_default].append(Line(text=key, notes=_value(key, subscription, asked)))
    return Answer(
        headline=asked.say("settings-title"),
        notes=(asked.say("settings-how"),),
        sections=(
            Section(heading=asked.say("settings-changed-here"), lines=tuple(lines[False])),
            Section(heading=asked.say("settings-as-usual"), lines=tuple(lines[True])),
        ),
        buttons=(Button(label=asked.say("settings-export-button"), command="settings export"),),
    )


def set_(asked: Asked) -> Answer:
    """Change one setting."""
    setting, text = preference(asked.text("key")), asked.text("value")
    wished = changed(asked.subscription, setting.key, text)
    if setting.field == "feeds" and wished.feeds:
        headline = asked.say("settings-looking", count=len(wished.feeds))
        return Answer(headline=headline, then=partial(_with_sources, asked, wished.feeds))
    return _one_changed(asked, setting, lambda now: changed(now, setting.key, text))


async def _with_sources(asked: Asked, addresses: Sequence[str]) -> Answer:
    sources = await sourcing.looked_up(addresses, asked)
    if sources.refused:
        raise sources.refused[0]
    return await asyncio.to_thread(_with_feeds, asked, sources)


def _with_feeds(asked: Asked, sources: sourcing.Sources) -> Answer:
    checked(replace(asked.subscription, feeds=sources.urls))  # a list may have brought too many
    sourcing.keep(sources, asked.room.desk.store)
    return _one_changed(asked, PREFERENCES["sources"], lambda now: replace(now, feeds=sources.urls))


def reset(asked: Asked) -> Answer:
    """Put one setting back to what it usually is."""
    setting = preference(asked.text("key"))
    if setting.default is MISSING:
        raise Refusal("settings-no-default", setting=setting.key)
    return _one_changed(asked, setting, lambda now: as_usual(now, setting.key))


def export(asked: Asked) -> Answer:
    """Hand out the settings as a file."""
    data = as_toml([asked.subscriber]).encode()
    return Answer(headline=asked.say("settings-exported"), attachment=Attachment(name="digest.toml", data=data))


def import_(asked: Asked) -> Answer:
    """Take over the settings of a file, or those of some lines, for the digest here; whose they were is no matter."""
    file, text = asked.attachment("file"), asked.text("text")
    if (file is None) == (not text):
        raise Refusal("settings-import-one")
    if file is None:
        return _taken_over(asked, *settings_in(text.encode("utf-8", "replace")))
    if len(file.data) > MAX_BYTES:
        raise Refusal("settings-import-large", most=MAX_BYTES // 1_000_000)
    return Answer(headline=asked.say("feed-importing", name=short(file.name)), then=partial(_read, asked, file.data))


async def _read(asked: Asked, data: bytes) -> Answer:
    # In a process that can be ended: 40 kB of "a.a.a.…" hold a reader of TOML up for a quarter of a minute.
    tables, is_whole = await asked.room.workers.run(settings_in, data)
    return await asyncio.to_thread(_taken_over, asked, tables, is_whole)


def _taken_over(asked: Asked, tables: Sequence[Mapping[str, str]], is_whole: bool) -> Answer:
    if len(tables) > 1:
        raise Refusal("settings-import-several", count=len(tables))
    rows = tables[0]

    def with_rows(now: Subscription) -> Subscription:
        # What a file leaves out is at its default, but the digest keeps its language, its managers and what it mutes.
        new = Subscription(feeds=(), language=now.language, muted=now.muted, managers=now.managers)
        return imported(new if is_whole else now, rows)

    feeds = known_feeds(with_rows(asked.subscription).feeds, asked.room.desk.store, asked.now, is_shared=False)
    return changed_at_once(asked, lambda now: with_feeds(with_rows(now), feeds))


def changed_at_once(asked: Asked, change: Callable[[Subscription], Subscription]) -> Answer:
    """Change settings, all or nothing, and say which, what they were before, and when the digest comes now if moved."""
    after = _resubscribed(asked, change)
    keys = _changed_keys(asked.subscription, after.subscription)
    if not keys:
        return Answer(headline=asked.say("settings-imported-same"))
    return Answer(
        headline=asked.say("settings-imported", count=len(keys)),
        lines=(*_changes(keys, asked, after.subscription), *_no_longer_you(asked, after.subscription)),
        sections=_runs_if_moved(asked, after),
    )


# ---------------------------------------------------------------- what was changed


def _resubscribed(asked: Asked, change: Callable[[Subscription], Subscription]) -> Subscriber:
    def spoken(now: Subscription) -> Subscription:
        new = change(now)
        if new.ui_language and new.ui_language != now.ui_language and primary_subtag(new.ui_language) not in LANGUAGES:
            words = format_list([*_UI_LANGUAGE.wants.choices, *LANGUAGES], style="or", locale=asked.texts.locale)
            raise Refusal("settings-not-spoken", language=asked.texts.in_language(new.ui_language), words=words)
        if new.mention and new.mention != now.mention and new.mention == asked.place.workspace:
            raise Refusal("settings-calls-everybody")  # Discord's @everyone is the role with the id of its server
        _check_ids(now, new, asked.place.workspace)
        return new

    return planning.resubscribe(asked.subscriber.id, spoken, ledger=asked.room.ledger, now=asked.now)


def _check_ids(now: Subscription, new: Subscription, workspace: str) -> None:
    """Raise BadPreference for a new name where the platform has ids: it would call nobody, or be nobody's."""
    for of_workspaces, (of_people, of_groups) in _IDS.items():
        if not of_workspaces.fullmatch(workspace):
            continue
        if new.mention and new.mention != now.mention and not of_groups.fullmatch(new.mention):
            raise _MENTION.refused(new.mention)
        for person in new.managers:
            if person not in now.managers and not of_people.fullmatch(person):
                raise _PEOPLE.refused(person)


def _one_changed(asked: Asked, setting: Preference, change: Callable[[Subscription], Subscription]) -> Answer:
    before, after = asked.subscription, _resubscribed(asked, change)
    value, *more = _value(setting.key, after.subscription, asked)
    keys = _changed_keys(before, after.subscription)
    if setting.key not in keys:
        return Answer(headline=asked.say("settings-same", setting=setting.key, value=value), notes=tuple(more))
    others = [key for key in keys if key != setting.key]
    return Answer(
        headline=asked.say("settings-set", setting=setting.key, value=value),
        notes=(*more, *_before(setting.key, asked)),
        lines=(*_changes(others, asked, after.subscription), *_no_longer_you(asked, after.subscription)),
        sections=_runs_if_moved(asked, after),
    )


def _changed_keys(before: Subscription, after: Subscription) -> list[str]:
    old = {key: text for key, text, _ in as_rows(before)}
    return [key for key, text, _ in as_rows(after) if old[key] != text]


def _changes(keys: Sequence[str], asked: Asked, after: Subscription) -> list[Line]:
    """Return a line for each setting that was changed: what it is now, and what it was before."""
    return [Line(text=key, notes=(*_value(key, after, asked), *_before(key, asked))) for key in keys]


def _before(key: str, asked: Asked) -> tuple[str, ...]:
    value, *more = _value(key, asked.subscription, asked)
    return (asked.say("settings-before", value=value), *more)


def _value(key: str, subscription: Subscription, asked: Asked) -> tuple[str, ...]:
    """Return a setting as written; of a long list the beginning, and how many more there are."""
    setting = PREFERENCES[key]
    value, text = getattr(subscription, setting.field), setting.write(getattr(subscription, setting.field))
    if not isinstance(value, tuple) or len(text) <= MAX_VALUE:
        return (short(text, MAX_VALUE),)
    shown = 1
    while len(setting.write(value[: shown + 1])) <= MAX_VALUE:
        shown += 1
    more = (asked.say("settings-more", count=len(value) - shown),) if shown < len(value) else ()
    return (short(setting.write(value[:shown]), MAX_VALUE), *more)


def _no_longer_you(asked: Asked, after: Subscription) -> tuple[Line, ...]:
    """Tell somebody who may not change the digest from now on."""
    was_named = asked.person.id in asked.subscription.managers
    if not was_named or asked.person.id in after.managers or asked.person.is_admin or asked.place.is_direct:
        return ()
    return (Line(text=asked.say("managers-no-longer-you")),)


# ---------------------------------------------------------------- when it comes


def _runs_if_moved(asked: Asked, after: Subscriber) -> tuple[Section, ...]:
    return (next_runs(after, asked),) if changed_schedule(asked.subscription, after.subscription) else ()


def next_runs(subscriber: Subscriber, asked: Asked) -> Section:
    """Return when the next digests come, in the zone of the digest, and what keeps them away."""
    zone = _zone(subscriber.subscription)
    runs = upcoming(subscriber, asked.now, RUNS_SHOWN)
    lines = [Line(text=asked.texts.moment(at.astimezone(zone)), at=at) for at in runs]
    if is_paused(subscriber, asked.now):
        lines.append(Line(text=asked.say("settings-paused")))
    elif not runs:
        lines.append(Line(text=asked.say("settings-no-runs")))
    lines.append(Line(text=asked.say("times-in", zone=subscriber.subscription.timezone)))
    return Section(heading=asked.say("settings-next-runs"), lines=tuple(lines))


def _zone(subscription: Subscription) -> tzinfo:
    return ZoneInfo(subscription.timezone)  # the settings let no other name pass


# ---------------------------------------------------------------- managers


def add_manager(asked: Asked) -> Answer:
    """Let people change the digest."""
    people = _people_named(asked)
    known = set(asked.subscription.managers)

    def with_people(now: Subscription) -> Subscription:
        managers = tuple(dict.fromkeys((*now.managers, *people)))
        if len(managers) > _PEOPLE.wants.most:
            raise Refusal("managers-too-many", most=_PEOPLE.wants.most)
        return replace(now, managers=managers)

    _resubscribed(asked, with_people)
    new = [person for person in people if person not in known]
    if not new:
        return Answer(headline=asked.say("managers-already", count=len(people), people=_names(people, asked)))
    return Answer(headline=asked.say("managers-added", count=len(new), people=_names(new, asked)))


def remove_manager(asked: Asked) -> Answer:
    """Let people no longer change the digest, unless the platform lets them."""
    people = _people_named(asked)
    known = [person for person in people if person in asked.subscription.managers]
    if not known:
        raise Refusal("managers-unknown", people=_names(people, asked))
    after = _resubscribed(
        asked, lambda now: replace(now, managers=tuple(one for one in now.managers if one not in people))
    )
    return Answer(
        headline=asked.say("managers-removed", count=len(known), people=_names(known, asked)),
        lines=(Line(text=asked.say("managers-platform")), *_no_longer_you(asked, after.subscription)),
    )


def list_managers(asked: Asked) -> Answer:
    """Name those who may change the digest."""
    managers = asked.subscription.managers
    rest = len(managers) - LISTED
    lines = [Line(text=f"@{person}") for person in managers[:LISTED]]
    if rest > 0:
        lines.append(Line(text=asked.say("managers-more", count=rest)))
    return Answer(
        headline=asked.say("managers-title", count=len(managers)),
        lines=(*lines, Line(text=asked.say("managers-platform"))),
    )


def _people_named(asked: Asked) -> tuple[str, ...]:
    """Return the ids of those who are named by id or mention. BadPreference for none."""
    typed = asked.text("person")
    # As answers write them: "@U024BE7LH".
    words = [word if word.startswith("<") else word.removeprefix("@") for word in typed.split()]
    people: tuple[str, ...] = _PEOPLE.read(" ".join(words))
    if not people:
        raise _PEOPLE.refused(typed)
    return people


def _names(people: Sequence[str], asked: Asked) -> str:
    return format_list([f"@{person}" for person in people], locale=asked.texts.locale)
