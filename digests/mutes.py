"""What a channel does not want to hear of for a while: how it is written, and what of it counts at a moment.

In: texts as a person writes them, and the moment. Out: Mutes, and the rules that leave out their articles. Pure.

>>> muted_by("Story: k7qm"), muted_by("Topic:  chess  titles"), muted_by("source:https://www.Paper.example/")
('story:k7qm', 'topic:chess titles', 'source:paper.example')
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from digests.errors import BadRequest
from digests.filters import Kind, Rule, parse_rule
from digests.models import Mute

_STORY = re.compile(r"story ?: ?([a-z0-9]{4,6})", re.IGNORECASE)
_MUTE = re.compile(r"(.+?)(?: until (\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?:z|[+-]\d\d:\d\d)?)?))?", re.IGNORECASE)
_KINDS = frozenset({Kind.SOURCE, Kind.TOPIC})


def muted_by(written: str) -> str:
    """Return what is to be muted, in the one way that it is kept. BadRequest for what is no story, source or topic."""
    if found := _STORY.fullmatch(written.strip()):
        return f"story:{found[1].lower()}"
    rule = parse_rule(written)
    if rule.kind not in _KINDS:
        raise BadRequest(f"“{rule.written}” cannot be muted; write story:k7qm, source:paper.example or topic:football")
    # A comma would end it in a list, and a date would be taken for its own.
    is_whole = "," not in rule.wanted and "until" not in rule.wanted.casefold().split()
    return f"{rule.kind}:{rule.wanted}" if is_whole else f'{rule.kind}:"{rule.wanted}"'


def read_mute(written: str) -> Mute:
    """Return what is muted, and until when: "topic:chess until 2026-12-01T00:00Z". BadRequest for anything else.

    A date is meant at midnight, and what names no zone in UTC.
    """
    if not (found := _MUTE.fullmatch(" ".join(written.split()))):
        raise BadRequest("nothing is named; write story:k7qm, source:paper.example or topic:football")
    return Mute(rule=muted_by(found[1]), until=_moment(found[2]) if found[2] else None)


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written.upper())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(f"“{written}” is no time; write 2026-12-01 or 2026-12-01T08:00Z") from None


def write_mute(mute: Mute) -> str:
    """Return what `read_mute` reads as this."""
    if mute.until is None:
        return str(mute.rule)
    until = mute.until.isoformat(timespec="minutes") if isinstance(mute.until, datetime) else mute.until
    return f"{mute.rule} until {until}".replace("+00:00", "Z")


def in_force(muted: Iterable[Mute], at: datetime) -> tuple[Mute, ...]:
    """Return what is muted at that moment."""
    return tuple(mute for mute in muted if mute.until is None or at < mute.until)


def muted_story(mute: Mute) -> str | None:
    """Return the id of the story that is muted, None where it is a source or a topic."""
    kind, _, name = mute.rule.partition(":")
    return name if kind == "story" else None


def mute_rules(muted: Iterable[Mute]) -> tuple[Rule, ...]:
    """Return the rules of the sources and topics that are muted, each as `why` names it."""
    rules = [mute.rule for mute in muted if muted_story(mute) is None]
    return tuple(replace(parse_rule(rule), written=verdict_words(rule)) for rule in rules)


def verdict_words(rule: str) -> str:
    """Return how a verdict names what is muted, apart from a rule of `exclude`."""
    return f"muted {rule}"
