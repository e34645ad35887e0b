"""What went wrong in the news core, as a sentence in the reader's language.

A DigestError comes in, a sentence goes out. What was typed is repeated in short, and of an address only its host. The
core words its reasons in English; as gettext does, those that a person meets are known here by how they read, and each
has a message of its own. What is not known is said in English, within a sentence in the reader's language.

    sentence(BadPreference("stories", "lots", …), texts_for("en"))
    # “lots” does not fit the setting stories. Write a number from 3 to 20, for example 8.
"""

import re
import sys
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from babel.dates import format_timedelta
from babel.lists import format_list

from bot.formats.typography import harmless
from bot.texts import Texts
from digests.errors import (
    BadRequest,
    DeliveryError,
    DigestError,
    Disallowed,
    FeedUnreadable,
    FetchFailed,
    NothingToSay,
    SourceError,
    SourceMissing,
    StepFailed,
)
from digests.links import without_secrets
from digests.notations import Kind, Wants
from digests.preferences import PREFERENCES, BadPreference
from digests.schedule_texts import NoSchedule, Problem
from digests.timetables import Misread

MAX_TYPED = 60  # characters of what somebody wrote that are repeated
MAX_REASON = 200  # characters of an English clause

_Say: TypeAlias = Callable[[re.Match[str], Texts], str]


def sentence(error: DigestError, texts: Texts) -> str:
    """Return what a person is told of an error."""
    match error:
        case BadPreference():
            return _of_setting(error, texts)
        case SourceError():
            return _of_source(error, texts)
        case NoSchedule():
            return _of_schedule(error, texts)
        case Misread():
            return texts.say("problem-misread", typed=short(error.part))
        case NothingToSay():
            return texts.say("problem-nothing-to-say")
        case StepFailed():
            return texts.say("problem-step-failed")
        case DeliveryError():
            return texts.say("problem-not-delivered")
    reason = str(error)
    known = _known(reason, {**_REQUESTS, **_RULES}, texts) if isinstance(error, BadRequest) else None
    return known or texts.say("problem-other", reason=short(without_secrets(reason), MAX_REASON))


def short(text: str, most: int = MAX_TYPED) -> str:
    """Return the beginning of a text on one line, without control characters."""
    said = harmless(text[: 4 * most])
    return said if len(said) <= most and len(text) <= 4 * most else said[: most - 1].rstrip() + "…"


def _known(reason: str, messages: Mapping[str, _Say], texts: Texts) -> str | None:
    """Return the message for an English clause of the core's, None for one that has none."""
    found = ((re.fullmatch(pattern, reason, re.DOTALL), say) for pattern, say in messages.items())
    return next((say(match, texts) for match, say in found if match), None)


# ---------------------------------------------------------------- settings


def _of_setting(error: BadPreference, texts: Texts) -> str:
    typed, near = short(error.value), error.near
    if error.wants.kind is Kind.KEY:
        if near:
            return texts.say("problem-no-setting-but", typed=typed, near=near)
        return texts.say("problem-no-setting", typed=typed)
    wanted = _wanted(error, texts)
    if not typed:
        return texts.say("problem-no-value", setting=error.key, wanted=wanted)
    if near:
        return texts.say("problem-value-but", typed=typed, setting=error.key, wanted=wanted, near=near)
    return texts.say("problem-value", typed=typed, setting=error.key, wanted=wanted)


def _wanted(error: BadPreference, texts: Texts) -> str:
    """Return what may be written, with an example; of a rule or a mute what is wrong with it."""
    known = None
    if error.wants.kind in (Kind.RULES, Kind.MUTES):
        known = _known(error.reason, {**_RULES, **_REQUESTS}, texts)
    if error.wants.kind is Kind.TIME:
        return _time(error, texts)
    return known or _WANTED[error.wants.kind](error.wants, texts)


def _words(wants: Wants, texts: Texts) -> str:
    """Return the words that may be written: "none", "original, headline or skip"."""
    return format_list(wants.choices, style="or", locale=texts.locale)


def _span(span: timedelta, texts: Texts) -> str:
    """Return "1 hour", "7 days"."""
    unit: Literal["hour", "day"] = "hour" if span % timedelta(days=1) else "day"
    return format_timedelta(span, unit, threshold=sys.maxsize, locale=texts.locale)  # never weeks or months


def _number(wants: Wants, texts: Texts) -> str:
    example = wants.low + (wants.high - wants.low) // 3
    count, words = len(wants.choices), _words(wants, texts)
    return texts.say("problem-wants-number", low=wants.low, high=wants.high, example=example, count=count, words=words)


def _time(error: BadPreference, texts: Texts) -> str:
    setting, low, high = PREFERENCES[error.key], error.wants.low, error.wants.high
    example = setting.write(setting.default)
    if not low:
        return texts.say("problem-wants-time-up-to", example=example, high=_span(high, texts))
    return texts.say("problem-wants-time", example=example, low=_span(low, texts), high=_span(high, texts))


_WANTED: Mapping[Kind, Callable[[Wants, Texts], str]] = {
    Kind.LANGUAGE: lambda wants, texts: texts.say(
        "problem-wants-language", count=len(wants.choices), words=_words(wants, texts)
    ),
    Kind.LANGUAGES: lambda wants, texts: texts.say(
        "problem-wants-languages", most=wants.most, words=_words(wants, texts)
    ),
    Kind.NUMBER: _number,
    Kind.CHOICE: lambda wants, texts: texts.say("problem-wants-choice", words=_words(wants, texts)),
    Kind.RULES: lambda wants, texts: texts.say("problem-wants-rules", most=wants.most, words=_words(wants, texts)),
    Kind.MUTES: lambda wants, texts: texts.say("problem-wants-mutes", most=wants.most, words=_words(wants, texts)),
    Kind.TOPICS: lambda wants, texts: texts.say("problem-wants-topics", most=wants.most, words=_words(wants, texts)),
    Kind.SOURCES: lambda wants, texts: texts.say("problem-wants-sources", most=wants.most, words=_words(wants, texts)),
    Kind.ZONE: lambda _, texts: texts.say("problem-wants-zone"),
    Kind.CLOCK_TIMES: lambda wants, texts: texts.say("problem-wants-clock-times", most=wants.most),
    Kind.WEEKDAYS: lambda wants, texts: texts.say("problem-wants-weekdays", words=_words(wants, texts)),
    Kind.DATES: lambda wants, texts: texts.say("problem-wants-dates", most=wants.most, words=_words(wants, texts)),
    Kind.HOURS: lambda wants, texts: texts.say("problem-wants-hours", most=wants.most, words=_words(wants, texts)),
    Kind.GROUP: lambda wants, texts: texts.say("problem-wants-group", words=_words(wants, texts)),
    Kind.PEOPLE: lambda wants, texts: texts.say("problem-wants-people", most=wants.most, words=_words(wants, texts)),
}

# What `filters.parse_rule` says, by the end of it: what stands before is what was typed.
_RULES: Mapping[str, _Say] = {
    r".* is longer than (\d+) characters; write a shorter one": lambda found, texts: texts.say(
        "problem-rule-long", most=int(found[1])
    ),
    "the rule is empty; .*": lambda _, texts: texts.say("problem-rule-empty"),
    ".* (?:is partly in quotes; put .*|does not close it; end it with a quote|has quotes within quotes; .*)": (
        lambda _, texts: texts.say("problem-rule-quotes")
    ),
    ".* has no word in it; write at least one": lambda _, texts: texts.say("problem-rule-wordless"),
    ".* does not close it; end it with /": lambda _, texts: texts.say("problem-rule-open"),
    ".* matches everything; name at least one word in it": lambda _, texts: texts.say("problem-rule-everything"),
    ".* where RE2 sees no bound; .*": lambda _, texts: texts.say("problem-rule-bound"),
    ".* is too complicated; repeat fewer times in it": lambda _, texts: texts.say("problem-rule-complicated"),
    "(?:source|topic): stands alone; .*": lambda _, texts: texts.say("problem-rule-alone"),
    ".* is no language code; write one such as language:.*": lambda _, texts: texts.say("problem-rule-language"),
    "“.*:” is no kind of rule; .*": lambda _, texts: texts.say("problem-rule-kind"),
    ".* is no regular expression of RE2: (.*)": lambda found, texts: texts.say(
        "problem-rule-regex", reason=short(found[1])
    ),
}

# ---------------------------------------------------------------- schedules


def _of_schedule(error: NoSchedule, texts: Texts) -> str:
    part = short(error.part)
    match error.problem:
        case Problem.LONG:
            return texts.say("schedule-too-long")
        case Problem.EMPTY:
            return texts.say("schedule-empty")
        case Problem.HOUR:
            return texts.say("schedule-no-hour", part=part)
        case Problem.TIME:
            return texts.say("schedule-no-time", part=part)
        case Problem.SPAN:
            return texts.say("schedule-span", part=part)
        case Problem.PER_DAY:
            return texts.say("schedule-per-day", part=part)
        case Problem.WORD:
            return texts.say("schedule-no-word", part=part)


# ---------------------------------------------------------------- other wishes

_REQUESTS: Mapping[str, _Say] = {
    "“(.*)” is no address of a feed or a site; .*": lambda found, texts: texts.say(
        "problem-no-address", typed=short(without_secrets(found[1]))
    ),
    "“(.*)” is no language code; write one such as en, .*": lambda found, texts: texts.say(
        "problem-no-language", typed=short(found[1])
    ),
    "(?:.* cannot be muted|nothing is named); .*": lambda _, texts: texts.say("problem-no-mute"),
    "“(.*)” is no time; write 2026-12-01 .*": lambda found, texts: texts.say("problem-no-date", typed=short(found[1])),
    "there is no subscription “.*”": lambda _, texts: texts.say("problem-digest-gone"),
    "it is no TOML: it is not written in UTF-8": lambda _, texts: texts.say("problem-file-encoding"),
    r"it is no TOML: .*": lambda _, texts: texts.say("problem-file-toml"),
    r"it (?:is|holds) no .*subscriptions?\b.*": lambda _, texts: texts.say("problem-file-empty"),
    r"line (\d+) is no setting; .*": lambda found, texts: texts.say("problem-file-line", number=int(found[1])),
    "“.*” is not known there; .*": lambda _, texts: texts.say("problem-file-empty"),
    "settings is no table; .*": lambda _, texts: texts.say("problem-file-empty"),
    "(.*) is to be text, in quotation marks": lambda found, texts: texts.say(
        "problem-file-value", setting=short(found[1])
    ),
}

# ---------------------------------------------------------------- sources


def _of_source(error: SourceError, texts: Texts) -> str:
    host = _host(error.source)
    match error:
        case Disallowed():
            return texts.say("problem-robots", host=host)
        case FetchFailed():
            return _of_fetch(error, host, texts)
        case FeedUnreadable() if error.reason.startswith("no feed was found"):
            return texts.say("problem-no-feed", host=host)
        case FeedUnreadable() if "OPML list" in error.reason:
            return texts.say("problem-no-list", host=host)
        case FeedUnreadable():
            return texts.say("problem-not-a-feed", host=host)
        case SourceMissing():
            return texts.say("problem-source-missing", host=host)
    return texts.say("problem-fetch", host=host, reason=short(without_secrets(error.reason), MAX_REASON))


def _host(source: str) -> str:
    """Return whose address it is; of a file its name."""
    try:
        host = urlsplit(source).hostname
    except ValueError:
        host = None
    return short(host or without_secrets(source))


def _of_fetch(error: FetchFailed, host: str, texts: Texts) -> str:
    gone = error.reason.endswith("(410)")  # its status is kept from those who would take it for the feed's own
    match 410 if gone else error.status:
        case 404 | 410:
            return texts.say("problem-page-missing", host=host)
        case 401 | 403:
            return texts.say("problem-host-refuses", host=host)
        case 429:
            return texts.say("problem-host-busy", host=host)
        case int() as status if status >= 500:
            return texts.say("problem-host-in-trouble", host=host, status=str(status))
        case int() as status if status >= 300:
            return texts.say("problem-host-status", host=host, status=str(status))
    for pattern, say in _FETCHES.items():
        if re.match(pattern, error.reason):
            return say(host, texts)
    return texts.say("problem-fetch", host=host, reason=short(without_secrets(error.reason), MAX_REASON))


# What the door to the network says where there was no status, by its beginning.
_FETCHES: Mapping[str, Callable[[str, Texts], str]] = {
    r"the address is .*\(.*\); set ": lambda host, texts: texts.say("problem-host-private", host=host),
    "the address |only http|it redirects to an address": lambda host, texts: texts.say("problem-host-none", host=host),
    "the name .* does not resolve": lambda host, texts: texts.say("problem-host-unknown", host=host),
    "no connection|nothing answers|no whole answer|the connection was cut": lambda host, texts: texts.say(
        "problem-host-silent", host=host
    ),
    "no valid TLS|no secure connection": lambda host, texts: texts.say("problem-host-insecure", host=host),
    "its redirects|more than .* redirects": lambda host, texts: texts.say("problem-host-redirects", host=host),
    "it took too long": lambda host, texts: texts.say("problem-host-late", host=host),
    r"more than .* MB": lambda host, texts: texts.say("problem-too-large", host=host),
}
