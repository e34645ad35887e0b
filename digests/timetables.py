"""Times of the day, days of the week, dates and time zones, as a person writes them.

In: a text, in no more than the forms shown here. Out: values of `Subscription`; or the text that is read as a value.
What cannot be meant is Misread. Pure, but for the names of the time zones, which are read from their package.

    times     08:00 · 8 · 8:30 · 8.30 · 8h30 · 8 am · 6:30 pm · 18 Uhr, with commas, "and" or blanks between
    weekdays  mon-fri · mo, we · mon/wed · weekend · Montag bis Freitag, in five languages
    dates     2026-12-24 · 2026-12-24..2027-01-02, also with "–", "/" or "to"
    hours     22:00-07:00 · 10 pm to 7 am

>>> clock_times("6:30 pm and 8"), weekdays("sat, mon-wed") == {0, 1, 2, 5}
((datetime.time(8, 0), datetime.time(18, 30)), True)
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from digests.errors import BadRequest
from digests.wording import plain

_NO_ZONES = frozenset({"Factory"})  # what a machine shows whose zone nobody has set

_JOINT = re.compile(r"[,;&]|\b(?:and|und|et|y|e)\b")
_UNTIL = re.compile(r" ?(?:\.{2,3}|[‐‑–—−]) ?| (?:-|to|bis|al?) ")
_TO = ".."  # what each of these is written as
_BEFORE_SUFFIX = re.compile(r"(?<=\d) (?=(?:h|uhr|[ap]\.?m\.?)(?: |\Z))")
_CLOCK_TIME = re.compile(r"(\d\d?)(?:[:.h](\d\d))?(?:h|uhr|([ap])\.?m\.?)?")
_DAYS_END = re.compile(r"24(?:[:.h]00)?(?:h|uhr)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# As Unicode's CLDR has them, full and abbreviated, without accents; and what else is common in English. Of two
# letters they are English and German: French has "di" and Spanish "do" for another day than German.
_NAMES = (
    "monday mon mo montag lundi lun lunedi lunes",
    "tuesday tues tue tu dienstag di mardi mar martedi martes",
    "wednesday weds wed we mittwoch mi mercredi mer mercoledi miercoles mie",
    "thursday thurs thur thu th donnerstag do jeudi jeu giovedi gio jueves jue",
    "friday fri fr freitag vendredi ven venerdi viernes vie",
    "saturday sat sa samstag sonnabend samedi sam sabato sab sabado",
    "sunday sun su sonntag so dimanche dim domenica dom domingo",
)
DAYS = {name: frozenset({day}) for day, names in enumerate(_NAMES) for name in names.split()} | {
    "weekdays": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
}
DAY_NAMES = ("weekdays", "weekend", *(names.split()[0] for names in _NAMES))  # what may be proposed


class Misread(BadRequest):
    """A text that cannot be meant. `part` is what of it does not fit, `reason` an English clause, or empty."""

    def __init__(self, part: str, reason: str = "") -> None:
        super().__init__(f"“{part[:60]}” cannot be read" + (f": {reason}" if reason else ""))
        self.part = part
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        """Say how to make it again: by its fields, since pickle would call the class with the sentence alone."""
        return type(self), (self.part, self.reason)


# ---------------------------------------------------------------- times of the day


def clock_times(text: str) -> tuple[time, ...]:
    """Return the times of the day that are named, in order, each once; Misread where one is none, or none is named."""
    found: set[time] = set()
    for item in _items(text):
        words = _BEFORE_SUFFIX.sub("", item).split()
        # After a blank alone a bare number may be the minutes of what stands before it: "8 h 15".
        if unclear := [word for word in words[1:] if word.isdecimal()]:
            raise Misread(unclear[0], "put a comma between two times, and a colon between hours and minutes")
        found.update(map(_clock_time, words))
    if not found:
        raise Misread(text)
    return tuple(sorted(found))


def _clock_time(word: str) -> time:
    if not (found := _CLOCK_TIME.fullmatch(word)):
        raise Misread(word)
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if hour > (12 if half else 23) or minute > 59 or (half and not hour):
        raise Misread(word)
    return time(hour % 12 + 12 * (half == "p") if half else hour, minute)


def write_clock_times(times: Iterable[time]) -> str:
    """Return "08:00, 18:30"."""
    return ", ".join(map(_written, times))


def _written(moment: time) -> str:
    return f"{moment:%H:%M}"


# ---------------------------------------------------------------- hours, from and until


def hours(text: str) -> tuple[time, time]:
    """Return from when until when, past midnight where until is earlier; "24:00" ends a day. Misread for none."""
    (item, *others) = list(_items(text)) or [""]
    ends = _UNTIL.split(item.replace("-", _TO))
    if others or len(ends) != 2:
        raise Misread(text)
    first, last = (_BEFORE_SUFFIX.sub("", end).strip() for end in ends)
    start, end = _clock_time(first), _clock_time("0" if _DAYS_END.fullmatch(last) else last)
    if start == end:
        raise Misread(text, "they end when they begin; to get no digest at all, pause it")
    return start, end


def write_hours(ranges: Iterable[tuple[time, time]]) -> str:
    """Return "22:00-07:00"."""
    return ", ".join("-".join(map(_written, ends)) for ends in ranges)


# ---------------------------------------------------------------- days of the week


def weekdays(text: str) -> frozenset[int]:
    """Return the days of the week that are named, Monday is 0; Misread where one is none, or none is named."""
    found: set[int] = set()
    for item in _items(text.replace("/", ",")):
        for word in _UNTIL.sub(_TO, item.replace("-", _TO)).split():
            found |= _from_to(word) if _TO in word else _day(word)
    if not found:
        raise Misread(text)
    return frozenset(found)


def _day(name: str) -> frozenset[int]:
    bare = name.strip(".")
    if days := DAYS.get(bare) or DAYS.get(bare.removesuffix("s")):
        return days
    raise Misread(name)


def _from_to(word: str) -> frozenset[int]:
    ends = [_day(name) if name else frozenset[int]() for name in word.split(_TO)]
    if [len(days) for days in ends] != [1, 1]:
        raise Misread(word)
    (first,), (last,) = ends
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def write_weekdays(days: Iterable[int]) -> str:
    """Return "mon, tue" or, of three and more in a row, "mon-fri"."""
    runs: list[list[str]] = []
    previous = -2
    for day in sorted(set(days) & set(range(7))):
        if day == previous + 1:
            runs[-1].append(_SHORT[day])
        else:
            runs.append([_SHORT[day]])
        previous = day
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


# ---------------------------------------------------------------- dates


def dates(text: str) -> tuple[date, date]:
    """Return the first and the last day of a range, or one day as both; Misread for none."""
    ends = _UNTIL.split(said(text).replace("/", _TO))
    if len(ends) > 2 or not all(map(_DATE.fullmatch, ends)):
        raise Misread(text)
    try:
        first, last = date.fromisoformat(ends[0]), date.fromisoformat(ends[-1])
    except ValueError:
        raise Misread(text) from None
    if last < first:
        raise Misread(text, "it ends before it begins")
    return first, last


def merged(ranges: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return ranges in order, those that overlap as one."""
    whole: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if whole and first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(last, whole[-1][1]))
        else:
            whole.append((first, last))
    return tuple(whole)


def write_dates(ranges: Iterable[tuple[date, date]]) -> str:
    """Return "2026-12-24..2027-01-02", or one date where a range is of one day."""
    return ", ".join(_TO.join(dict.fromkeys(map(date.isoformat, ends))) for ends in ranges)


# ---------------------------------------------------------------- time zones


def zone(text: str) -> str:
    """Return the IANA time zone of this name, however it is cased; Misread for none."""
    if (name := _zones().get(_folded_zone(text))) is None:
        raise Misread(text)
    return name


def zone_near(text: str) -> str | None:
    """Return the time zone that may be meant by another name: its city alone, or one with a slip of the pen.

    Of a distance from UTC it is None: the names of such zones count it the other way round.
    """
    word = _folded_zone(text)
    if re.search(r"[+-]_?\d", word):
        return None
    cities: dict[str, str] = {}
    for folded, name in sorted(_zones().items()):
        cities.setdefault(folded.rpartition("/")[2], name)
    if word in cities:
        return cities[word]
    near = [*get_close_matches(word, _zones(), n=1), *get_close_matches(word, cities, n=1)]
    return (_zones() | cities)[near[0]] if near else None


def _folded_zone(text: str) -> str:
    return said(text).replace(" ", "_")


@cache
def _zones() -> dict[str, str]:
    """Each name by its folded form, in a millisecond from the package: the system's own list may have others."""
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {_folded_zone(name): name for name in names if name not in _NO_ZONES}


# ---------------------------------------------------------------- words


def _items(text: str) -> Iterator[str]:
    """What stands between commas, line ends and "and", none of it empty."""
    return filter(None, map(str.strip, _JOINT.split(said(re.sub(r"[\r\n]+", ",", text)))))


def said(text: str) -> str:
    """Return the text without case, accents, width and needless blanks."""
    return " ".join(plain(text).casefold().split())
