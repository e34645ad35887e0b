"""The settings of a subscription as a person writes them: the one table that chats and the command line read.

A key and a text come in, another Subscription goes out; or the other way round. What cannot be meant is BadPreference.

>>> weekly = changed(Subscription(feeds=(), language="en"), "window", "7 days")
>>> weekly.window, written(weekly, "window"), written(weekly, "length")
(datetime.timedelta(days=7), '1 w', 'medium')
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import langcodes

from digests.errors import BadRequest
from digests.filters import MAX_RULES, parse_rule
from digests.models import SENTENCES, Empty, Fallback, Layout, Length, Novelty, Subscription, Thread, Undated

MAX_WORD = 100  # characters that are read for anything but a list
MAX_LIST = 50_000  # more than twice what a hundred of the longest rules need
MAX_TAG = 35  # characters of a language code that every program has to keep (RFC 5646 section 4.4.1)
MAX_TOPIC = 100  # characters: a phrase, not a page

UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}

_NUMBER = re.compile(r"\+?\d{1,9}")
# "min" and "minutes", but no "m", by which some mean a month.
_TIME = re.compile(r"(?:\d{1,6} ?(?:min(?:ute)?s?|h(?:our)?s?|d(?:ay)?s?|w(?:eek)?s?) ?)+")
_PART_OF_TIME = re.compile(r"(\d+) ?(min|h|d|w)")
# "Undetermined", "several", "another", "none", and what only two programs have agreed upon.
_NO_LANGUAGE = re.compile(r"^(?:und|mul|mis|zxx|q[a-t][a-z])\b|\b[a-z0-9]-")
_QUOTES = '"“”„‟«»'  # any of them closes what any of them opens, as in rules
# One item of a list. Quotes hide commas if they begin the item or what stands after "source:", slashes if they begin
# it; both only on their line, so that one never closed hides nothing. Possessive: nothing is tried twice.
_ITEM = re.compile(
    rf"[^\S\n]*+(?:(?:\w++ ?:[^\S\n]*+)?+[{_QUOTES}][^{_QUOTES}\n]*+[{_QUOTES}]"
    r"|/(?:\\.|[^\\/\n]|/(?!i?[^\S\n]*+(?:[,\n]|\Z)))*+/)?+[^,\n]*+"
)


class Kind(StrEnum):
    """What is to be written for a setting."""

    KEY = "key"  # the name of a setting itself
    LANGUAGE = "language"
    LANGUAGES = "languages"
    NUMBER = "number"
    TIME = "time"
    CHOICE = "choice"
    RULES = "rules"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What may be written for a setting, for a sentence in any language; `str` of it is an English clause."""

    kind: Kind
    low: Any = 0  # bounds, both included: int of a number, timedelta of a time
    high: Any = 0
    most: int = 0  # how many items a list may hold
    choices: tuple[str, ...] = ()  # words: all that a choice has, or those that may stand for a number, a code, a list

    def __str__(self) -> str:
        about = _FORMS[self.kind].clause.format(low=_in_units(self.low), high=_in_units(self.high), most=self.most)
        *others, last = [*self.choices, *filter(None, [about])]
        return " or ".join([", ".join(others), last] if others else [last])


class BadPreference(BadRequest):
    """What is written for a setting cannot be meant. `value` is the part of it that does not fit.

    Of an unknown setting `key` and `value` are both its name. `reason` is an English clause, or empty.
    """

    def __init__(self, key: str, value: str, wants: Wants, reason: str = "") -> None:
        self.key, self.value, self.wants, self.reason = key, value, wants, reason
        near = [] if reason else get_close_matches(_folded(value[:60]), wants.choices, n=1)
        self.near = near[0] if near else None  # what may have been meant
        shown = value[:60] + "…" * (len(value) > 60)
        if wants.kind is Kind.KEY:
            sentence = f"“{shown}” is no setting" + ("" if near else f"; the settings are {wants}")
        else:
            sentence = f"{key} can be {wants}" + (f": {reason}" if reason else f", not “{shown}”")
        sentence += f"; did you mean “{self.near}”?" if near else ""
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
        """Return the value that is meant; BadPreference where none is."""
        word = _folded(text) if len(text) <= MAX_WORD else ""
        word = _SYNONYMS.get(word, word)
        return self.words[word] if word in self.words else _FORMS[self.wants.kind].read(self, text)

    def write(self, value: object) -> str:
        """Return the text that is read as this value."""
        words = (word for word, meant in self.words.items() if meant == value)
        return next(words, None) or _FORMS[self.wants.kind].write(value)

    def holds(self, value: object) -> bool:
        """Return whether a value is of the right type (True is no number) and, where it has bounds, within them."""
        if type(value) not in {_FORMS[self.wants.kind].holds, *map(type, self.words.values())}:
            return False
        if isinstance(value, tuple):
            return all(type(item) is str for item in value)
        return type(value) not in (int, timedelta) or bool(self.wants.low <= value <= self.wants.high)

    def refused(self, value: str, reason: str = "") -> BadPreference:
        """Return the error that says what may be written instead of this."""
        return BadPreference(self.key, value, self.wants, reason)


def preference(key: str) -> Preference:
    """Return the setting of this name, however it is cased and hyphenated; BadPreference for none."""
    if found := PREFERENCES.get(_folded(key[:60]).replace(" ", "_")):
        return found
    raise BadPreference(key, key, Wants(kind=Kind.KEY, choices=tuple(PREFERENCES)))


def changed(subscription: Subscription, key: str, text: str) -> Subscription:
    """Return the subscription with one setting as written; BadPreference says what may be written instead.

    The language wished for is never among those also read: it is left out there, whichever of the two is changed.
    """
    setting = preference(key)
    if not isinstance(text, str) or len(text) > (MAX_LIST if setting.wants.most else MAX_WORD) or not _is_text(text):
        raise setting.refused(str(text))
    value = setting.read(text)
    if setting.read(setting.write(value)) != value:  # "none," is no empty list, and an open quote hides what follows
        raise setting.refused(text, "put it in quotation marks, and close those that are open")
    new = replace(subscription, **{setting.field: value})
    return replace(new, also_read=tuple(tag for tag in new.also_read if tag != new.language))


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


def exported(subscription: Subscription) -> dict[str, str]:
    """Return every setting as written: what `imported` reads."""
    return {key: written(subscription, key) for key in PREFERENCES}


def imported(subscription: Subscription, rows: Mapping[str, str]) -> Subscription:
    """Return the subscription with these settings, the others as they are; BadPreference for the first bad one.

    In whatever order they come: unknown ones are refused first, and the language is changed before those also read.
    """
    texts = {preference(key).key: text for key, text in rows.items()}
    for key in filter(texts.__contains__, PREFERENCES):
        subscription = changed(subscription, key, texts[key])
    return subscription


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


def _plain(text: str) -> str:
    """The text without case, width and needless blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _folded(text: str) -> str:
    """A word as it is compared: plain, and a blank, "-", "_" and "+" are the same."""
    return re.sub("[ _+-]+", " ", _plain(text)).strip()


def _is_text(text: str) -> bool:
    """Whether it has neither control characters nor halves of characters."""
    return all(unicodedata.category(letter) not in ("Cc", "Cs") or letter in "\t\n\r" for letter in text)


def _no_word(setting: Preference, text: str) -> object:
    raise setting.refused(text)


def _number(setting: Preference, text: str) -> int:
    if not _NUMBER.fullmatch(_plain(text)) or not setting.holds(number := int(_plain(text))):
        raise setting.refused(text)
    return number


def _time(setting: Preference, text: str) -> timedelta:
    parts = "0 d" if _plain(text) == "0" else _plain(text)
    if _TIME.fullmatch(parts):
        time = sum((int(number) * UNITS[unit] for number, unit in _PART_OF_TIME.findall(parts)), timedelta(0))
        if setting.holds(time):
            return time
    raise setting.refused(text)


def _in_units(value: Any) -> str:
    """A time in the largest unit that leaves no rest; a number as it is."""
    if not isinstance(value, timedelta):
        return str(value)
    units = (f"{value // unit} {name}" for name, unit in UNITS.items() if not value % unit)
    return next(units, str(value)) if value else "0 d"


def _language(setting: Preference, text: str) -> str:
    tag = unicodedata.normalize("NFKC", text).strip()
    if len(tag) > MAX_TAG or not langcodes.tag_is_valid(tag) or _NO_LANGUAGE.search(langcodes.standardize_tag(tag)):
        raise setting.refused(text)
    return langcodes.standardize_tag(tag)


def _rule(setting: Preference, text: str) -> str:
    try:
        return parse_rule(text).written
    except BadRequest as error:
        raise setting.refused(text, str(error)) from error


def _topic(setting: Preference, text: str) -> str:
    """A phrase; its quotation marks, which only keep its commas, are left out."""
    topic = " ".join(unicodedata.normalize("NFC", re.sub(f"[{_QUOTES}]", "", text)).split())
    if not 0 < len(topic) <= MAX_TOPIC:
        raise setting.refused(text, f"a topic has 1 to {MAX_TOPIC} characters")
    return topic


def _joined_topics(topics: Iterable[str]) -> str:
    """Topics as a list that is read as them again: in quotes where a comma, a slash or "none" would mislead."""
    return ", ".join(f'"{topic}"' if re.search("^/|,", topic) or _folded(topic) in _NONE else topic for topic in topics)


def _list(read: Callable[[Preference, str], str], setting: Preference, text: str) -> tuple[str, ...]:
    parts = (match.group().strip() for match in _ITEM.finditer(text.replace("\r", "\n")))
    items = list(islice(filter(None, parts), setting.wants.most + 1))
    if len(items) > setting.wants.most:
        raise setting.refused(text, "these are more")
    return tuple(dict.fromkeys(read(setting, item) for item in items))


class _Form(NamedTuple):
    """How one kind is read, written and described, apart from words that stand for a value."""

    read: Callable[[Preference, str], object] = _no_word
    write: Callable[[Any], str] = str
    holds: type | None = None  # the type of what is read
    clause: str = ""


_FORMS = {
    Kind.KEY: _Form(),
    Kind.CHOICE: _Form(),
    Kind.LANGUAGE: _Form(_language, str, str, "a language code such as en, fr or pt-BR"),
    Kind.LANGUAGES: _Form(
        partial(_list, _language), ", ".join, tuple, "up to {most} language codes with commas between"
    ),
    Kind.NUMBER: _Form(_number, str, int, "a whole number from {low} to {high}"),
    Kind.TIME: _Form(_time, _in_units, timedelta, "a time from {low} to {high} such as 90 min, 36 h or 3 d"),
    Kind.RULES: _Form(partial(_list, _rule), ", ".join, tuple, "up to {most} rules with commas between"),
    Kind.TOPICS: _Form(partial(_list, _topic), _joined_topics, tuple, "up to {most} topics with commas between"),
}


def _setting(
    key: str, kind: Kind, words: Mapping[str, object] | None = None, *, field: str | None = None, **bounds: Any
) -> Preference:
    wants = Wants(kind=kind, choices=tuple(words or ()), **bounds)
    return Preference(key=key, field=field or key, default=_DEFAULTS[field or key], words=words or {}, wants=wants)


def _values(choices: type[StrEnum]) -> dict[str, object]:
    return {str(choice): choice for choice in choices}


_DEFAULTS = {field.name: field.default for field in fields(Subscription)}
_HOUR, _DAY = UNITS["h"], UNITS["d"]
_NONE: dict[str, object] = {"none": ()}
_NO_CAP: dict[str, object] = {"none": None}
_SWITCH: dict[str, object] = {"on": True, "off": False}
_LENGTHS = {str(name): SENTENCES[name] for name in (Length.HEADLINE, Length.SHORT, Length.MEDIUM, Length.LONG)}
# What else people write for one of the words; each is one thing wherever it is written.
_SYNONYMS = {
    "original label": "original", "headline only": "headline", "language": "as language",
    "details in thread": "details", "forum post": "forum", "update only": "update",
    "skip quietly": "skip", "one line": "line", "yes": "on", "true": "on", "no": "off", "false": "off",
}  # fmt: skip

# In the order of Subscription: in which language, of which time, what of it, how much, when again, in which form.
_SETTINGS = (
    _setting("language", Kind.LANGUAGE),
    _setting("also_read", Kind.LANGUAGES, _NONE, most=10),
    _setting("fallback", Kind.CHOICE, _values(Fallback)),
    _setting("ui_language", Kind.LANGUAGE, {"as language": None}),
    _setting("window", Kind.TIME, low=_HOUR, high=7 * _DAY),
    _setting("max_age", Kind.TIME, low=_HOUR, high=30 * _DAY),
    _setting("undated", Kind.CHOICE, _values(Undated)),
    _setting("include", Kind.RULES, _NONE, most=MAX_RULES),
    _setting("exclude", Kind.RULES, _NONE, most=MAX_RULES),
    _setting("topics", Kind.TOPICS, _NONE, most=20),
    _setting("stories", Kind.NUMBER, low=3, high=20),
    _setting("min_publishers", Kind.NUMBER, low=1, high=10),
    _setting("singles", Kind.NUMBER, low=0, high=10),
    _setting("per_topic", Kind.NUMBER, _NO_CAP, low=1, high=20),
    _setting("per_publisher", Kind.NUMBER, _NO_CAP, low=1, high=20),
    _setting("length", Kind.NUMBER, _LENGTHS, field="sentences", low=0, high=8),
    _setting("layout", Kind.CHOICE, _values(Layout)),
    _setting("thread", Kind.CHOICE, _values(Thread)),
    _setting("novelty", Kind.CHOICE, _values(Novelty)),
    _setting("cooldown", Kind.TIME, low=0 * _DAY, high=30 * _DAY),
    _setting("empty", Kind.CHOICE, _values(Empty)),
    _setting("previews", Kind.CHOICE, _SWITCH),
    _setting("images", Kind.CHOICE, _SWITCH),
)
PREFERENCES: Mapping[str, Preference] = {setting.key: setting for setting in _SETTINGS}
