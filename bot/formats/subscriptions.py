"""Subscriptions as a file that a person can read and change: TOML out, TOML in. Pure.

In: subscribers. Out: a `[[subscription]]` each, with id, chat, channel and what of its settings is not at its default,
in the words of the settings. And the other way round: bytes in, entries out, or one sentence that names what is wrong.

    [[subscription]]
    id = "k7qm"
    chat = "console"
    channel = "console"

    [subscription.settings]
    language = "fr"
    times = "08:00, 18:00"
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import tomli_w

from bot.formats.status import zone_of
from bot.formats.typography import harmless
from digests.errors import BadRequest
from digests.models import Subscription
from digests.postings import Subscriber
from digests.preferences import exported_changes, imported

MAX_BYTES = 5_000_000  # ten thousand subscriptions with a dozen settings each
MAX_AHEAD = timedelta(days=3660)
MAX_NAME = 60  # characters of a name that an error repeats

HEADER = """\
# Subscriptions of digestbot: digestbot subscriptions import reads them again.
# A setting that is not here is at its default. Without an id, or with an unknown one, a new subscription is made.

"""
_SPAN = re.compile(r"(\d{1,4}) ?(min|h|d|w)", re.IGNORECASE)
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}

_ID = re.compile("[a-z0-9]{4,6}")
_IS_FILE = re.compile(r"^[^\S\n]*\[\[?[^\S\n]*subscription", re.MULTILINE)
_LINE_END = re.compile(r"\r?\n|;\s*(?=\w+\s*=)")  # some chats take no more than one line
_KEYS = ("id", "chat", "channel", "settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One subscription of a file."""

    name: str  # what errors call it
    id: str | None
    chat: str
    channel: str | None
    subscription: Subscription  # its `feeds` are addresses as written


def as_toml(subscribers: Iterable[Subscriber]) -> str:
    """Return the subscriptions as TOML, in the order given."""
    tables = [
        {
            "id": subscriber.id,
            "chat": subscriber.chat,
            "channel": subscriber.address,
            "settings": exported_changes(subscriber.subscription),
        }
        for subscriber in subscribers
    ]
    return HEADER + tomli_w.dumps({"subscription": tables})


def entries_of(data: bytes) -> list[Entry]:
    """Return the subscriptions of a TOML file, in order, all of them checked. Raises BadRequest for the first bad one.

    It names the subscription by its id, else by its place in the file, and the key.
    """
    tables = _tables(data)
    entries = [_entry(table, place) for place, table in enumerate(tables, 1)]
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise BadRequest(f"{entry.name} stands in the file twice")
        seen |= {entry.id} if entry.id else set()
    return entries


def settings_in(data: bytes) -> tuple[list[dict[str, str]], bool]:
    """Return the settings of each subscription of a TOML file, and True; or those of lines `key = value`, and False.

    As written, none of them read yet; whose they were is passed over. Raises BadRequest.
    """
    text = _decoded(data)
    if not _IS_FILE.search(text):
        return [_settings_of_lines(text)], False
    tables = [table if isinstance(table, dict) else {} for table in _tables(data)]
    return [_rows(table.get("settings"), "") for table in tables], True


def _settings_of_lines(text: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for number, line in enumerate(_LINE_END.split(text), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key, equals, value = map(str.strip, line.partition("="))
        if not equals or not key:
            raise BadRequest(f"line {number} is no setting; write each as stories = 8")
        rows[key] = _unquoted(value)
    if not rows:
        raise BadRequest("it holds no subscription and no setting")
    return rows


def _unquoted(value: str) -> str:
    """Return a value of TOML as it is meant, anything else as it stands."""
    try:
        return _written(tomllib.loads(f"value = {value}")["value"], "")
    except (BadRequest, ValueError, RecursionError):
        return value


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")  # Windows editors put a mark at the start, which TOML does not know
    except UnicodeDecodeError:
        raise BadRequest("it is no TOML: it is not written in UTF-8") from None


def _tables(data: bytes) -> Sequence[object]:
    if len(data) > MAX_BYTES:
        raise BadRequest(f"it is larger than {MAX_BYTES // 1_000_000} MB, which no list of subscriptions is")
    text = _decoded(data)
    try:
        loaded = tomllib.loads(text)
    except RecursionError:
        raise BadRequest("it is no list of subscriptions: it is nested too deep") from None
    except ValueError as error:  # also a number of more digits than Python reads
        raise BadRequest(f"it is no TOML: {error}") from None
    others = [key for key in loaded if key != "subscription"]
    if others:
        raise BadRequest(f"“{_short(others[0])}” is not known there; each subscription begins with [[subscription]]")
    tables = loaded.get("subscription")
    if not isinstance(tables, list) or not tables:
        raise BadRequest("it holds no subscription; each begins with [[subscription]]")
    return tables


def _entry(table: object, place: int) -> Entry:
    name = f"subscription {place}"
    if not isinstance(table, dict):
        raise BadRequest(f"{name} is no table; each subscription begins with [[subscription]]")
    if "id" in table:
        id_ = _text(table["id"], f"{name}: id")
        if not _ID.fullmatch(id_):
            raise BadRequest(f"{name}: id is four to six letters and digits, as digestbot gives it")
        name = f"subscription {id_}"
    if unknown := [key for key in table if key not in _KEYS]:
        raise BadRequest(f"{name}: “{_short(unknown[0])}” is not known there; {', '.join(_KEYS)} are")
    texts = {key: _text(table[key], f"{name}: {key}") for key in _KEYS[:3] if key in table}
    if not texts.get("chat"):
        raise BadRequest(f"{name}: chat is missing")
    return Entry(
        name=name,
        id=texts.get("id"),
        chat=texts["chat"],
        channel=texts.get("channel"),
        subscription=_subscription(table.get("settings", {}), name),
    )


def _subscription(settings: object, name: str) -> Subscription:
    rows = _rows(settings, f"{name}: ")
    if "language" not in rows:
        raise BadRequest(f"{name}: language is missing in its settings")
    try:
        return imported(Subscription(feeds=(), language="en"), rows)
    except BadRequest as error:
        raise BadRequest(f"{name}: {error}") from None


def _rows(settings: object, whose: str) -> dict[str, str]:
    if not isinstance(settings, dict):
        raise BadRequest(f"{whose}settings is no table; write [subscription.settings]")
    return {key: _written(value, f"{whose}{_short(key)}") for key, value in settings.items()}


def _written(value: object, name: str) -> str:
    """Return a setting as a person would write it: text, or a number or true and false as TOML has them."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, int) and abs(value) < 10**9 else _text(value, name)


def _text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value.strip()
    raise BadRequest(f"{name} is to be text, in quotation marks")


def _short(text: str) -> str:
    said = harmless(text)
    return said if len(said) <= MAX_NAME else said[: MAX_NAME - 1] + "…"


def settings_lines(rows: Iterable[tuple[str, str, bool]]) -> list[str]:
    """Return a line per setting (key, as written, whether that is its default): a star marks what was changed."""
    return [f"{' ' if is_default else '*'} {key:<15}{harmless(text)}".rstrip() for key, text, is_default in rows]


def changed_schedule(before: Subscription, after: Subscription) -> bool:
    """Return whether two subscriptions are due at different times."""
    return any(getattr(before, name) != getattr(after, name) for name in _SCHEDULE)


_SCHEDULE = ("timezone", "times", "weekdays", "quiet_dates", "quiet_hours", "quiet")


def moment_ahead(text: str, subscription: Subscription, now: datetime) -> datetime:
    """Return the moment to come that is meant, as `moment_named` reads it. BadRequest also for what is too far away."""
    moment = moment_named(text, subscription, now)
    if moment <= now:
        raise BadRequest(f"“{text}” is over already")
    if moment - now > MAX_AHEAD:
        raise BadRequest(f"“{text}” is more than ten years ahead; leave out --until to pause until it is resumed")
    return moment


def moment_named(text: str, subscription: Subscription, now: datetime) -> datetime:
    """Return the moment that is meant: a span from now, or a date or time of the subscription's zone. BadRequest."""
    typed, zone = text.strip(), zone_of(subscription)
    try:
        if span := _SPAN.fullmatch(typed):
            moment = now + int(span[1]) * _UNITS[span[2].lower()]
        elif re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", typed):
            moment = datetime.combine(date.fromisoformat(typed), time(), zone)
        else:
            moment = datetime.fromisoformat(typed)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(f"“{text}” is no time; write 3d, 2026-12-01 or 2026-12-01T08:00") from None
