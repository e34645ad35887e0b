"""Until when something is to last, as a person says it in the language of whichever they speak.

In: "3d", "2026-12-01", "2026-12-01T08:00", "tomorrow", "until Monday". Out: the moment, or a Refusal that says what may
be written, or that it is over or too far away. Pure.
"""

import re
from datetime import UTC, datetime, time, timedelta

from bot.commands.answers import Refusal
from bot.formats.status import zone_of
from bot.formats.subscriptions import MAX_AHEAD, moment_named
from digests.errors import BadRequest
from digests.models import Subscription
from digests.timetables import Misread, said, weekdays

MAX_SAID = 60  # characters of what was written that are repeated

_DATE = re.compile(r"\d{4}-")
_BEFORE = re.compile(r"(?:until|till|to|bis|zum|jusqu['’](?:au|a)|fino a[l']?|hasta|el|a|au|next) ")
_TOMORROW = frozenset({"tomorrow", "morgen", "demain", "domani", "manana"})
# Today began before now.
_OVER = frozenset("yesterday gestern hier ieri ayer today heute aujourd'hui aujourd’hui oggi hoy".split())


def moment_to_come(text: str, subscription: Subscription, now: datetime) -> datetime:
    """Return the moment that is meant; a day is meant when it begins in the zone of the digest."""
    words = said(text)
    while found := _BEFORE.match(words):
        words = words[found.end() :]
    if days := _days_ahead(words, subscription, now):
        day = now.astimezone(zone_of(subscription)).date() + timedelta(days=days)
        return datetime.combine(day, time(), zone_of(subscription)).astimezone(UTC)
    shown = text.strip()[:MAX_SAID]
    try:
        moment = (
            now if words in _OVER else moment_named(words.upper() if _DATE.match(words) else words, subscription, now)
        )
    except BadRequest:
        raise Refusal("until-unreadable", text=shown) from None
    if moment <= now:
        raise Refusal("until-over", text=shown)
    if moment - now > MAX_AHEAD:
        raise Refusal("until-too-far", text=shown)
    return moment


def _days_ahead(words: str, subscription: Subscription, now: datetime) -> int:
    """Return how many days from today the named day is, 0 where none is named: today's name means in a week."""
    if words in _TOMORROW:
        return 1
    try:
        days = weekdays(words)
    except Misread:
        return 0
    today = now.astimezone(zone_of(subscription)).weekday()
    return (min(days) - today - 1) % 7 + 1 if len(days) == 1 else 0
