"""How each kind of setting is written: what may be written for it, how that is read, and how a value is written back.

In: a text and what is wanted. Out: a value, or Misread; or the other way round. Pure.

>>> NOTATIONS[Kind.NUMBER].read(" +5", Wants(kind=Kind.NUMBER, low=3, high=20))
5
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import langcodes

from digests import timetables
from digests.errors import BadRequest
from digests.filters import parse_rule
from digests.models import Mute
from digests.mutes import read_mute, write_mute
from digests.timetables import Misread

MAX_WORD = 100  # characters that are read for anything but a list
MAX_LIST = 50_000  # more than twice what a hundred of the longest rules need
MAX_TAG = 35  # characters of a language code that every program has to keep (RFC 5646 section 4.4.1)
MAX_TOPIC = 100  # characters: a phrase, not a page
MAX_SOURCES = 500
MAX_ADDRESS = 2000  # characters, as many as browsers and servers agree on
MAX_ADDRESSES = MAX_SOURCES * (MAX_ADDRESS + 4)  # characters, with their brackets, commas and blanks

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
# Addresses have no blanks. A comma within one is its own, unless a blank, the end or another address comes after it,
# or none of that if the address stands in angle brackets (RFC 3986 appendix C).
_IN_ADDRESSES = re.compile(r"<[^<>\s]*+>|(?:[^\s,<>]|,(?!\s|\Z|[,<]|https?://|file:/))++|[<>]", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|file:/)[^\s<>]++", re.IGNORECASE)
# People have no blanks between them either, but perhaps one in the name that a chat adds to an id.
_IN_PEOPLE = re.compile(r"<[^<>]*+>|[^\s,<>]++|[<>]")
_PERSON = re.compile(r"<@!?([^<>|]*+)(?:\|[^<>]*+)?>")  # as Discord and Slack write them
_GROUP = re.compile(r"<(?:@&|!subteam\^)([^<>|]*+)(?:\|[^<>]*+)?>")
_ID = re.compile("[A-Za-z0-9]{1,64}")
_EVERYBODY = frozenset({"all", "channel", "everybody", "everyone", "here"})


class Kind(StrEnum):
    """What is to be written for a setting."""

    KEY = "key"  # the name of a setting itself
    LANGUAGE = "language"
    LANGUAGES = "languages"
    NUMBER = "number"
    TIME = "time"  # how long
    CHOICE = "choice"
    RULES = "rules"
    MUTES = "mutes"
    TOPICS = "topics"
    SOURCES = "sources"
    ZONE = "zone"
    CLOCK_TIMES = "clock times"
    WEEKDAYS = "weekdays"
    DATES = "dates"
    HOURS = "hours"
    GROUP = "group"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What may be written for a setting, for a sentence in any language; `str` of it is an English clause."""

    kind: Kind
    low: Any = 0  # bounds, both included: int of a number, timedelta of a time
    high: Any = 0
    most: int = 0  # how many items a list may hold
    choices: tuple[str, ...] = ()  # words: all that a choice has, or those that may stand for a number, a code, a list

    def __str__(self) -> str:
        about = NOTATIONS[self.kind].clause.format(low=_in_units(self.low), high=_in_units(self.high), most=self.most)
        *others, last = [*self.choices, *filter(None, [about])]
        return " or ".join([", ".join(others), last] if others else [last])

    def near(self, text: str) -> str | None:
        """Return what may have been meant by a text that is none of it."""
        if self.kind is Kind.ZONE:
            return timetables.zone_near(text)
        words = (*self.choices, *timetables.DAY_NAMES) if self.kind is Kind.WEEKDAYS else self.choices
        return next(iter(get_close_matches(folded(text), words, n=1)), None)


def plain(text: str) -> str:
    """Return the text without case, width and needless blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(text: str) -> str:
    """Return a word as it is compared: plain, and a blank, "-", "_" and "+" are the same."""
    return re.sub("[ _+-]+", " ", plain(text)).strip()


# ---------------------------------------------------------------- numbers, times, words


def _no_word(text: str, wants: Wants) -> object:
    raise Misread(text)


def _number(text: str, wants: Wants) -> int:
    if not _NUMBER.fullmatch(plain(text)) or not wants.low <= (number := int(plain(text))) <= wants.high:
        raise Misread(text)
    return number


def _time(text: str, wants: Wants) -> timedelta:
    parts = "0 d" if plain(text) == "0" else plain(text)
    if _TIME.fullmatch(parts):
        span = sum((int(number) * UNITS[unit] for number, unit in _PART_OF_TIME.findall(parts)), timedelta(0))
        if wants.low <= span <= wants.high:
            return span
    raise Misread(text)


def _in_units(value: Any) -> str:
    """A time in the largest unit that leaves no rest; a number as it is."""
    if not isinstance(value, timedelta):
        return str(value)
    units = (f"{value // unit} {name}" for name, unit in UNITS.items() if not value % unit)
    return next(units, str(value)) if value else "0 d"


def _language(text: str) -> str:
    tag = unicodedata.normalize("NFKC", text).strip()
    if len(tag) > MAX_TAG or not langcodes.tag_is_valid(tag) or _NO_LANGUAGE.search(langcodes.standardize_tag(tag)):
        raise Misread(text)
    return langcodes.standardize_tag(tag)


def _rule(text: str) -> str:
    try:
        return parse_rule(text).written
    except BadRequest as error:
        raise Misread(text, str(error)) from error


def _mutes(text: str, wants: Wants) -> tuple[Mute, ...]:
    """What is muted, in order; of what is written twice the later date counts."""
    mutes: tuple[Mute, ...] = _list(_mute, text, wants)
    return tuple({mute.rule.casefold(): mute for mute in mutes}.values())


def _mute(text: str) -> Mute:
    try:
        return read_mute(text)
    except BadRequest as error:
        raise Misread(text, str(error)) from error


def _topic(text: str) -> str:
    """A phrase; its quotation marks, which only keep its commas, are left out."""
    topic = " ".join(unicodedata.normalize("NFC", re.sub(f"[{_QUOTES}]", "", text)).split())
    if not 0 < len(topic) <= MAX_TOPIC:
        raise Misread(text, f"a topic has 1 to {MAX_TOPIC} characters")
    return topic


def _joined_topics(topics: Iterable[str]) -> str:
    """Topics as a list that is read as them again: in quotes where a comma, a slash or "none" would mislead."""
    return ", ".join(f'"{topic}"' if re.search("^/|,", topic) or folded(topic) == "none" else topic for topic in topics)


# ---------------------------------------------------------------- addresses and ids


def _address(text: str) -> str:
    address = text.removeprefix("<").removesuffix(">")
    if len(address) > MAX_ADDRESS or not _ADDRESS.fullmatch(address):
        raise Misread(text)
    return address


def _joined_addresses(addresses: Iterable[str]) -> str:
    return ", ".join(f"<{address}>" if "," in address else address for address in addresses)


def _person(text: str) -> str:
    return _id(text, _PERSON)


def _group(text: str, wants: Wants) -> str:
    return _id(text.strip(), _GROUP)


def _id(text: str, called: re.Pattern[str]) -> str:
    """The id that stands alone, or in what a message calls its owner by."""
    if plain(text).strip("@<!>") in _EVERYBODY:
        raise Misread(text, "it cannot be everybody")
    name = found[1] if (found := called.fullmatch(text)) else text
    if not _ID.fullmatch(name) or plain(name) == "none":
        raise Misread(text)
    return name


# ---------------------------------------------------------------- lists


def _list(read: Callable[[str], Any], text: str, wants: Wants, *, item: re.Pattern[str] = _ITEM) -> tuple[Any, ...]:
    parts = (match.group().strip() for match in item.finditer(text.replace("\r", "\n")))
    items = list(islice(filter(None, parts), wants.most + 1))
    if len(items) > wants.most:
        raise Misread(text, "these are more")
    return tuple(dict.fromkeys(map(read, items)))


def _clock_times(text: str, wants: Wants) -> tuple[time, ...]:
    times = timetables.clock_times(text)
    if len(times) > wants.most:
        raise Misread(text, "these are more")
    return times


def _dates(text: str, wants: Wants) -> tuple[tuple[date, date], ...]:
    return timetables.merged(_list(timetables.dates, text, wants))


def _hours(text: str, wants: Wants) -> tuple[tuple[time, time], ...]:
    return tuple(sorted(_list(timetables.hours, text, wants)))


# ---------------------------------------------------------------- all of them


class Notation(NamedTuple):
    """How one kind is read, written and described, apart from words that stand for a value."""

    read: Callable[[str, Wants], Any] = _no_word
    write: Callable[[Any], str] = str
    shape: tuple[type, ...] = ()  # the type of what is read, of what is in that, and so on; empty: words only
    clause: str = ""
    longest: int = MAX_WORD  # characters that are read

    def holds(self, value: object) -> bool:
        """Return whether a value is of the right type, as is what it consists of; True is no number."""
        return bool(self.shape) and _is_of(value, *self.shape)


def _is_of(value: Any, own: type, *parts: type) -> bool:
    found: type = type(value)
    return found is own and (not parts or all(_is_of(part, *parts) for part in value))


NOTATIONS = {
    Kind.KEY: Notation(),
    Kind.CHOICE: Notation(),
    Kind.LANGUAGE: Notation(
        lambda text, _: _language(text), str, (str,), "a language code such as en, fr or pt-BR"
    ),
    Kind.LANGUAGES: Notation(
        partial(_list, _language), ", ".join, (tuple, str), "up to {most} language codes with commas between", MAX_LIST
    ),
    Kind.NUMBER: Notation(_number, str, (int,), "a whole number from {low} to {high}"),
    Kind.TIME: Notation(_time, _in_units, (timedelta,), "a time from {low} to {high}, in min, h, d or w"),
    Kind.RULES: Notation(
        partial(_list, _rule), ", ".join, (tuple, str), "up to {most} rules with commas between", MAX_LIST
    ),
    Kind.MUTES: Notation(
        _mutes, lambda mutes: ", ".join(map(write_mute, mutes)), (tuple, Mute),
        "up to {most} of story:k7qm, source:paper.example and topic:football, each with until 2026-12-01T08:00Z or not",
        MAX_LIST,
    ),
    Kind.TOPICS: Notation(
        partial(_list, _topic), _joined_topics, (tuple, str), "up to {most} topics with commas between", MAX_LIST
    ),
    Kind.SOURCES: Notation(
        partial(_list, _address, item=_IN_ADDRESSES), _joined_addresses, (tuple, str),
        "up to {most} addresses of feeds with commas between", MAX_ADDRESSES,
    ),
    Kind.ZONE: Notation(
        lambda text, _: timetables.zone(text), str, (str,), "a time zone such as Europe/Paris or America/New_York"
    ),
    Kind.CLOCK_TIMES: Notation(
        _clock_times, timetables.write_clock_times, (tuple, time), "1 to {most} times of the day such as 08:00, 18:30"
    ),
    Kind.WEEKDAYS: Notation(
        lambda text, _: timetables.weekdays(text), timetables.write_weekdays, (frozenset, int),
        "days such as mon, thu or mon-fri",
    ),
    Kind.DATES: Notation(
        _dates, timetables.write_dates, (tuple, tuple, date),
        "up to {most} dates such as 2026-12-24 or 2026-12-24..2027-01-02", MAX_LIST,
    ),
    Kind.HOURS: Notation(
        _hours, timetables.write_hours, (tuple, tuple, time), "up to {most} ranges such as 22:00-07:00", MAX_LIST
    ),
    Kind.GROUP: Notation(_group, str, (str,), "the id of one role or group"),
    Kind.PEOPLE: Notation(
        partial(_list, _person, item=_IN_PEOPLE), ", ".join, (tuple, str), "up to {most} ids of people", MAX_LIST
    ),
}  # fmt: skip
