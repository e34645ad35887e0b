"""A date as feeds write it becomes a moment.

In: text in any of the shapes that feeds use. Out: an aware UTC datetime, or None. Pure: what a text leaves open is
never filled in from a clock.

>>> moment("mar., 17 févr. 26 08:00 CET").isoformat()
'2026-02-17T07:00:00+00:00'
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

MAX_CHARACTERS = 100  # longer texts are no dates

# How the names of months begin in a dozen languages, in small letters without accents. None names two months.
_MONTHS = {
    start: number
    for number, starts in enumerate(
        (
            "jan ene gen sty oca янв", "feb fev lut sub фев", "mar maa mrt mrz мар", "apr avr abr kwi nis апр",
            "may mai mag mei maj мая маи", "jun juin giu cze haz июн", "jul juil lug lip tem июл",
            "aug aou ago sie agu авг", "sep set wrz eyl сен", "oct okt ott out paz eki окт", "nov lis kas ноя",
            "dec dez dic des gru ara дек",
        ),
        1,
    )
    for start in starts.split()
}  # fmt: skip
# Hours before or after UTC of the zones that RFC 822 names, and of others that are met. Every other name is UTC, as
# RFC 2822 (section 4.3) wants it: the day is then right, and the hour nearly.
_ZONES = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10, "brt": -3, "art": -3, "bst": 1, "west": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2,
    "eest": 3, "sast": 2, "msk": 3, "ist": 5.5, "wib": 7, "hkt": 8, "sgt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9,
    "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip

_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"\s*(?:(?:gmt|utc?|z)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?\b|(?P<zone>[a-z]{1,5})\b)?",
    re.ASCII,
)
# 2026-11-16, 2026/11/16, 2026年11月16日 — 16. Nov 2026, 16 de noviembre de 26 — Nov 16, 2026 — 16.11.2026, 16/11/2026
_YEAR_FIRST = re.compile(r"\b(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.,-]{1,3}(?:de )?(?P<name>[^\W\d_]{3,12})"
    r"[\s.,-]{1,3}(?:de )?(?P<year>\d{2,4})\b"
)
_MONTH_FIRST = re.compile(
    r"\b(?P<name>[^\W\d_]{3,12})[\s.]{1,3}(?P<day>\d{1,2})(?:st|nd|rd|th)?\b[\s,]{1,3}(?P<year>\d{4})\b"
)
_NUMBERS = re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})\b")


def moment(value: object) -> datetime | None:
    """Return the moment that a date or time names, None for anything else. Without a zone it is UTC.

    Reads ISO 8601 (RFC 3339), RFC 822 and its successors with two-digit years, and what is common beside them, in a
    dozen languages. A date that two customs read differently (5/11/2026) is none.

    >>> moment("2026-11-16T07:00:00+01:00").isoformat()
    '2026-11-16T06:00:00+00:00'
    """
    if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
        return None
    written = value.strip()
    try:
        try:
            read = datetime.fromisoformat(written)
        except ValueError:
            return _written_out(_plain_letters(written))
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plain_letters(text: str) -> str:
    """Return small letters without their accents, blanks made one."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _written_out(text: str) -> datetime | None:
    time = _TIME.search(text.replace("t", " ", 1) if re.match(r"\d{4}-\d", text) else text)
    days = f"{text[: time.start()]} {text[time.end() :]}" if time else text
    day = _day(days.strip(" t"))
    return day + _since_midnight(time) if day and time else day


def _day(text: str) -> datetime | None:
    """Return the beginning of the day that a text names."""
    found = _YEAR_FIRST.search(text) or _DAY_FIRST.search(text) or _MONTH_FIRST.search(text) or _NUMBERS.search(text)
    if not found:
        return None
    said = found.groupdict()
    day, year = int(said["day"]), int(said["year"])
    if name := said.get("name"):
        month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
    else:
        month = int(said["month"])
        if said.get("mark") == "/" and day <= 12 and day != month:
            return None
    if year < 1000:  # RFC 2822, section 4.3
        year += 2000 if len(said["year"]) == 2 and year < 50 else 1900
    return datetime(year, month, day, tzinfo=UTC) if month else None


def _since_midnight(time: re.Match[str]) -> timedelta:
    """Return how long after midnight in UTC a clock time is; 24:00 is the next midnight, :60 the second before it."""
    hour, minute, second = int(time["hour"]), int(time["minute"]), min(int(time["second"] or 0), 59)
    if time["half"]:
        hour = hour % 12 + (12 if time["half"].startswith("p") else 0)
    if hour > 24 or minute > 59:
        raise ValueError("no such time")
    if time["sign"]:
        ahead = timedelta(hours=int(time["hours"]), minutes=int(time["minutes"] or 0))
        zone = timezone(ahead if time["sign"] == "+" else -ahead)
    else:
        zone = timezone(timedelta(hours=_ZONES.get(time["zone"] or "", 0)))
    return timedelta(hours=hour, minutes=minute, seconds=second) - zone.utcoffset(None)
