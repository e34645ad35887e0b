"""The settings of a subscription as a person writes them: the one table that chats and the command line read.

A key and a text come in, another Subscription goes out; or the other way round. What cannot be meant is BadPreference.

>>> weekly = changed(Subscription(feeds=(), language="en"), "window", "7 days")
>>> weekly.window, written(weekly, "window"), written(weekly, "length")
(datetime.timedelta(days=7), '1 w', 'medium')
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any

from digests.errors import BadRequest
from digests.filters import MAX_RULES
from digests.models import (
    SENTENCES,
    Alerts,
    Empty,
    Fallback,
    Layout,
    Length,
    Novelty,
    Quiet,
    Subscription,
    Thread,
    Undated,
)
from digests.notations import MAX_SOURCES, MAX_WORD, NOTATIONS, UNITS, Kind, Wants, folded
from digests.timetables import Misread

_NO_TEXT = re.compile("(?![\t\n\r])[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, halves of characters


class BadPreference(BadRequest):
    """What is written for a setting cannot be meant. `value` is the part of it that does not fit.

    Of an unknown setting `key` and `value` are both its name. `reason` is an English clause, or empty.
    """

    def __init__(self, key: str, value: str, wants: Wants, reason: str = "") -> None:
        self.key, self.value, self.wants, self.reason = key, value, wants, reason
        self.near = None if reason else wants.near(value[:60])  # what may have been meant
        shown = value[:60] + "…" * (len(value) > 60)
        if wants.kind is Kind.KEY:
            sentence = f"“{shown}” is no setting" + ("" if self.near else f"; the settings are {wants}")
        else:
            sentence = f"{key} can be {wants}" + (f": {reason}" if reason else f", not “{shown}”")
        sentence += f"; did you mean “{self.near}”?" if self.near else ""
        super().__init__("".join(letter if letter.isprintable() else " " for letter in sentence))

    def __reduce__(self) -> tuple[object, ...]:
        """Say how to make it again: by its fields, since pickle would call the class with the sentence alone."""
        return type(self), (self.key, self.value, self.wants, self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One setting: its name, its field of Subscription, and what may be written for it."""

    key: str
    field: str
    default: Any  # MISSING for the language: whoever asks knows it
    words: Mapping[str, object]  # that may be written, and the value that each stands for
    wants: Wants

    def read(self, text: str) -> Any:
        """Return the value that is meant; BadPreference where none is, or where it would be read back as another."""
        if not isinstance(text, str) or len(text) > NOTATIONS[self.wants.kind].longest or _NO_TEXT.search(text):
            raise self.refused(str(text))
        value = self._read(text)
        # "none," is no empty list, and an open quote hides what follows.
        if (back := self.write(value)) != text and self._read(back) != value:
            raise self.refused(text, "put it in quotation marks, and close those that are open")
        return value

    def _read(self, text: str) -> Any:
        word = folded(text) if len(text) <= MAX_WORD else ""
        word = _SYNONYMS.get(word, word)
        if word in self.words:
            return self.words[word]
        try:
            return NOTATIONS[self.wants.kind].read(text, self.wants)
        except Misread as error:
            raise self.refused(error.part, error.reason) from error

    def write(self, value: object) -> str:
        """Return the text that is read as this value."""
        words = (word for word, meant in self.words.items() if meant == value)
        return next(words, None) or NOTATIONS[self.wants.kind].write(value)

    def holds(self, value: Any) -> bool:
        """Return whether a value is of the right type and, where it has bounds, within them."""
        if any(type(value) is type(meant) and value == meant for meant in self.words.values()):
            return True
        if not NOTATIONS[self.wants.kind].holds(value):
            return False
        return type(value) not in (int, timedelta) or bool(self.wants.low <= value <= self.wants.high)

    def refused(self, value: str, reason: str = "") -> BadPreference:
        """Return the error that says what may be written instead of this."""
        return BadPreference(self.key, value, self.wants, reason)


def preference(key: str) -> Preference:
    """Return the setting of this name, however it is cased and hyphenated; BadPreference for none."""
    if found := PREFERENCES.get(key) or PREFERENCES.get(folded(key[:60]).replace(" ", "_")):
        return found
    raise BadPreference(key, key, Wants(kind=Kind.KEY, choices=tuple(PREFERENCES)))


def changed(subscription: Subscription, key: str, text: str) -> Subscription:
    """Return the subscription with one setting as written; BadPreference says what may be written instead.

    The language wished for is never among those also read: it is left out there, whichever of the two is changed.
    """
    return imported(subscription, {key: text})


def reset(subscription: Subscription, key: str) -> Subscription:
    """Return the subscription with one setting at its default; BadPreference for the language, which has none."""
    setting = preference(key)
    if setting.default is MISSING:
        raise setting.refused("", "it has no default")
    return replace(subscription, **{setting.field: setting.default})


def written(subscription: Subscription, key: str) -> str:
    """Return what a person would write to get this setting as it is."""
    setting = preference(key)
    return setting.write(getattr(subscription, setting.field))


def as_rows(subscription: Subscription) -> list[tuple[str, str, bool]]:
    """Return every setting as (key, what is written for it, whether that is its default), in order."""
    return [
        (key, written(subscription, key), getattr(subscription, setting.field) == setting.default)
        for key, setting in PREFERENCES.items()
    ]


def exported_changes(subscription: Subscription) -> dict[str, str]:
    """Return what differs from its default, as written, and the language: what is kept, so that defaults may change.

    `imported` makes the same subscription of it, from one that has only a language.
    """
    return {key: value for key, value, is_default in as_rows(subscription) if not is_default}


def imported(subscription: Subscription, rows: Mapping[str, str]) -> Subscription:
    """Return the subscription with these settings, the others as they are; BadPreference for the first bad one.

    In whatever order they come; unknown ones are refused first. Languages are treated as `changed` treats them.
    """
    texts = {preference(key).key: text for key, text in rows.items()}
    values = {PREFERENCES[key].field: PREFERENCES[key].read(text) for key, text in texts.items()}
    new = replace(subscription, **values)
    if new.language in new.also_read:
        return replace(new, also_read=tuple(tag for tag in new.also_read if tag != new.language))
    return new


def checked(subscription: Subscription) -> Subscription:
    """Return the subscription if a person could have written it so; BadPreference for the first field that is not.

    That is one out of range, of another type, or with a code, rule or topic that would be read as another one.
    """
    for key, setting in PREFERENCES.items():
        value = getattr(subscription, setting.field)
        if not setting.holds(value):
            raise setting.refused(str(value))
        if getattr(changed(subscription, key, setting.write(value)), setting.field) != value:
            raise setting.refused(setting.write(value))
    return subscription


def _setting(
    key: str, kind: Kind, words: Mapping[str, object] | None = None, *, field: str | None = None, **bounds: Any
) -> Preference:
    wants = Wants(kind=kind, choices=tuple(words or ()), **bounds)
    return Preference(key=key, field=field or key, default=_DEFAULTS[field or key], words=words or {}, wants=wants)


def _values(choices: type[StrEnum]) -> dict[str, object]:
    return {str(choice): choice for choice in choices}


_DEFAULTS = {field.name: field.default for field in fields(Subscription)} | {"feeds": ()}
_HOUR, _DAY = UNITS["h"], UNITS["d"]
_NONE: dict[str, object] = {"none": ()}
_NO_CAP: dict[str, object] = {"none": None}
_SWITCH: dict[str, object] = {"on": True, "off": False}
_LENGTHS = {str(name): SENTENCES[name] for name in (Length.HEADLINE, Length.SHORT, Length.MEDIUM, Length.LONG)}
# What else people write for one of the words; each is one thing wherever it is written.
_SYNONYMS = {
    "original label": "original", "headline only": "headline", "language": "as language",
    "details in thread": "details", "forum post": "forum", "update only": "update",
    "skip quietly": "skip", "one line": "line", "daily": "all", "every day": "all",
    "yes": "on", "true": "on", "no": "off", "false": "off",
}  # fmt: skip

# In the order of Subscription: of what, in which language, of which time, what of it, how much, when again, in which
# form, and when; what is kept, and who decides.
_SETTINGS = (
    _setting("sources", Kind.SOURCES, {"all": ()}, field="feeds", most=MAX_SOURCES),
    _setting("language", Kind.LANGUAGE),
    _setting("also_read", Kind.LANGUAGES, _NONE, most=10),
    _setting("ui_language", Kind.LANGUAGE, {"as language": None}),
    _setting("fallback", Kind.CHOICE, _values(Fallback)),
    _setting("window", Kind.TIME, low=_HOUR, high=7 * _DAY),
    _setting("max_age", Kind.TIME, low=_HOUR, high=30 * _DAY),
    _setting("undated", Kind.CHOICE, _values(Undated)),
    _setting("include", Kind.RULES, _NONE, most=MAX_RULES),
    _setting("exclude", Kind.RULES, _NONE, most=MAX_RULES),
    _setting("muted", Kind.MUTES, _NONE, most=MAX_RULES),
    _setting("topics", Kind.TOPICS, _NONE, most=20),
    _setting("stories", Kind.NUMBER, low=3, high=20),
    _setting("min_publishers", Kind.NUMBER, low=1, high=10),
    _setting("singles", Kind.NUMBER, low=0, high=10),
    _setting("per_topic", Kind.NUMBER, _NO_CAP, low=1, high=20),
    _setting("per_publisher", Kind.NUMBER, _NO_CAP, low=1, high=20),
    _setting("length", Kind.NUMBER, _LENGTHS, field="sentences", low=0, high=8),
    _setting("novelty", Kind.CHOICE, _values(Novelty)),
    _setting("cooldown", Kind.TIME, low=0 * _DAY, high=30 * _DAY),
    _setting("empty", Kind.CHOICE, _values(Empty)),
    _setting("layout", Kind.CHOICE, _values(Layout)),
    _setting("thread", Kind.CHOICE, _values(Thread)),
    _setting("previews", Kind.CHOICE, _SWITCH),
    _setting("images", Kind.CHOICE, _SWITCH),
    _setting("silent", Kind.CHOICE, _SWITCH),
    _setting("mention", Kind.GROUP, {"none": None}),
    _setting("timezone", Kind.ZONE),
    _setting("times", Kind.CLOCK_TIMES, most=6),
    _setting("weekdays", Kind.WEEKDAYS, {"all": frozenset(range(7))}, most=7),
    _setting("quiet_dates", Kind.DATES, _NONE, most=50),
    _setting("quiet_hours", Kind.HOURS, _NONE, most=6),
    _setting("quiet", Kind.CHOICE, _values(Quiet)),
    _setting("catch_up", Kind.TIME, low=0 * _DAY, high=_DAY),
    _setting("retention", Kind.TIME, low=7 * _DAY, high=365 * _DAY),
    _setting("managers", Kind.PEOPLE, _NONE, most=50),
    _setting("alerts", Kind.CHOICE, _values(Alerts)),
)
PREFERENCES: Mapping[str, Preference] = {setting.key: setting for setting in _SETTINGS}
