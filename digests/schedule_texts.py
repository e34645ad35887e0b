"""When digests come, as a person says it in English, German, French, Italian or Spanish, without saying in which.

In: a text. Out: times of the day and days of the week; NoSchedule for what cannot be meant, or in two ways. Pure.

    08:30 and 18:00 on mon-fri · montags bis freitags um 8 Uhr 30 · tous les jours à 7h15 · la domenica alle 9
    entre semana a las 8 · every morning at half past seven · noon · daily; days stand before the times or after them

>>> schedule = read_schedule("weekdays at 8 and 6:30 pm")
>>> schedule.times, schedule.weekdays == {0, 1, 2, 3, 4}
((datetime.time(8, 0), datetime.time(18, 30)), True)
"""

import re
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from digests.hour_words import (
    CLOCK_WORDS,
    ENDS,
    GERMAN_DAY,
    GERMAN_PART,
    PART_OF_DAY,
    UNIT,
    hour_in,
    in_figures,
    is_daily,
    part_of_day,
)
from digests.timetables import DAYS, Misread, clock_times, said

MAX_TEXT = 300  # characters: six times and seven days in the longest words need fewer


class Problem(StrEnum):
    """Why a text is no schedule; each an English clause."""

    LONG = "it is too long"
    EMPTY = "it names no time and no day"
    WORD = "write times, and days if not all, such as 8:30 and 18:00 on mon-fri"
    HOUR = "it leaves the hour open; write it as well, such as every morning at 8"
    TIME = "times are written as 8:30, 18:00 or 6:30 pm, with a comma between two"
    SPAN = "name each time at which a digest is to come, not from when until when"
    PER_DAY = "all days have the same times; write the times once, and the days once"


class NoSchedule(Misread):
    """A text that is no schedule. `part` is what of it does not fit."""

    def __init__(self, part: str, problem: Problem) -> None:
        super().__init__(part, str(problem))
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        """Say how to make it again: by its fields, since pickle would call the class with the sentence alone."""
        return type(self), (self.part, self.problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What a text says; at least one of the two."""

    times: tuple[time, ...]  # in order, each once; none: they were not named
    weekdays: frozenset[int] | None  # Monday is 0; None: they were not named


# ---------------------------------------------------------------- words, without case and accents

# Several words that are days, and single ones that no calendar has.
_EVERY_DAY = (
    "every ?day|each day|all days|all week|daily|(?:jeden|an jedem) tag|alle tage|an allen tagen|tae?glich"
    "|tous les jours|chaque jour|quotidien(?:nement)?|toute la semaine|ogni giorno|tutti i giorni|giornalmente"
    "|quotidianamente|todos los dias|cada dia|(?:a )?diario|diariamente|toda la semana"
)
_WEEKDAYS = (
    "week ?days?|work(?:ing )?days|business days|during the week|(?:werk|wochen|arbeits)tags?|unter der woche"
    "|an (?:werk|wochen|arbeits)tagen|(?:en|la) semaine|jours (?:de semaine|ouvres)|in settimana"
    "|(?:giorni )?(?:feriali|lavorativi)|entre semana|(?:dias )?(?:laborables|habiles)|dias de semana"
)
_WEEKEND = (
    "(?:at (?:the )?)?week[- ]?ends?|wochenende[ns]?|les? w-?e|fine ?settimana|(?:en )?fin(?:es)? de sema(?:na|ine)"
)
_OTHER_PLURALS = {"sabati": "sabato", "domeniche": "domenica"}

_AND = frozenset("and und et y e sowie plus , ; & +".split())
_TO = frozenset("- .. to bis a al au through thru".split())  # from one day to another
_ONLY = frozenset("only nur seulement uniquement solo soltanto solamente".split())  # which says nothing
_BEFORE_DAYS = frozenset(
    "on every each the from all jeweils am an im jeden jedem jede von vom le la les du de des chaque tous toutes"
    " il lo i gli da dal dalla di ogni tutti tutte nel nei el los cada todos".split()
)
_BEFORE_TIMES = frozenset("@ at jeweils um zu a al alle alla ore la las".split())
_BEFORE = {"days": _BEFORE_DAYS, "times": _BEFORE_TIMES}

_ITALIAN_DAY = "(?:lunedi|martedi|mercoledi|giovedi|venerdi|sabat[oi]|domenic(?:a|he))"
# What is said another way before it is taken apart, in this order.
_REWORDED = (
    (re.compile(rf"(?<=\d) am (?={GERMAN_DAY}|{GERMAN_PART})"), " an "),  # "12 am Montag" is noon
    (re.compile(rf"(?<!\d)(\d\d?) ?{UNIT} ?(\d\d)(?!\w|[:.]\d| ?(?:uhr|h|[ap]\.?m){ENDS})"), r"\1:\2"),  # 8 Uhr 30
    (re.compile(rf"(?<=\d) ?{UNIT}{ENDS}"), "h"),
)
_TOKEN = re.compile(
    rf"(?P<part>{PART_OF_DAY})"
    rf"|(?P<every_day>(?:{_EVERY_DAY}){ENDS})|(?P<weekdays>(?:{_WEEKDAYS}){ENDS})|(?P<weekend>(?:{_WEEKEND}){ENDS})"
    rf"|(?P<time>\d+(?:[:.h]\d+)*(?:h| ?[ap]\.?m{ENDS}\.?)?)"
    rf"|di(?= {_ITALIAN_DAY}{ENDS})|\s"  # else "di" is a German Tuesday
    r"|(?P<word>[^\W\d_]+)(?:\.(?!\.))?|(?P<mark>\.{2,3}|.)"
)
_NAMED_TOGETHER = {"every_day": frozenset(range(7)), "weekdays": frozenset(range(5)), "weekend": frozenset({5, 6})}
_DASHES = dict.fromkeys("‐‑–—−", "-") | {"...": ".."}


# ---------------------------------------------------------------- reading


def read_schedule(text: str) -> Schedule:
    """Return what a text says of times and days. NoSchedule where it says nothing, or what may be meant in two ways.

    How many times a day may have is for `preferences` to say.
    """
    if len(text) > MAX_TEXT:
        raise NoSchedule(text, Problem.LONG)
    plain = in_figures(said(re.sub(r"[\r\n]+", ",", text)).rstrip(" .!"))
    for pattern, instead in _REWORDED:
        plain = pattern.sub(instead, plain)
    reading = _Reading(text=text)
    for found in _TOKEN.finditer(plain):
        if found.lastgroup:
            reading.take(found.lastgroup, found[found.lastgroup])
    return reading.schedule()


@dataclass(slots=True, kw_only=True)
class _Heard:
    """One time of the day as it was said."""

    at: time
    is_exact: bool  # no hour on a clock face that a part of the day may say more of
    part: str = ""  # of the day

    def is_changed_by(self, part: str) -> bool:
        """Whether it may be meant in this part of the day, and is another time then."""
        return not self.is_exact and not self.part and hour_in(part, self.at.hour) not in (None, self.at.hour)

    def take(self, part: str) -> bool:
        """Be in this part of the day; return whether it can be."""
        hour = hour_in(part, self.at.hour)
        if hour is None or (self.is_exact and hour != self.at.hour) or (self.part and self.part != part):
            return False
        self.at, self.part = self.at.replace(hour=hour), part
        return True


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What is read so far."""

    text: str  # all of it
    times: list[_Heard] = field(default_factory=list)
    days: set[int] = field(default_factory=set)
    order: list[str] = field(default_factory=list)  # "days" and "times" as they follow each other
    opened: str = ""  # a word that needs something after it, "on", "at" or "to"
    wanted: frozenset[str] = frozenset()  # what that may be
    first: int | None = None  # the one day just named, from which others may lead on
    is_range: bool = False  # whether the opened word leads from it to another
    is_joined: bool = True  # whether a comma or "and" stands before what follows
    part: str = ""  # of the day, that the times which follow are in
    waiting: str = ""  # how it was said, as long as no time is in it
    is_daily: bool = False  # whether it was said of every day

    def take(self, kind: str, word: str) -> None:
        """Read what comes next."""
        if kind in _NAMED_TOGETHER:
            self._days(word, _NAMED_TOGETHER[kind])
        elif kind == "part":
            self._part(word)
        elif kind == "time" or word in CLOCK_WORDS:
            self._time(word)
        elif days := _days_called(word):
            self._days(word, days)
        elif word in _AND or (word in (":", "/") and self.order[-1:] == ["days"]):
            self._need_nothing()
            self.is_joined = True
        elif word not in _ONLY:
            self._open(_DASHES.get(word, word))

    def schedule(self) -> Schedule:
        """Return what is said, at the end."""
        self._need_nothing()
        if self.waiting:
            raise NoSchedule(self.waiting, Problem.HOUR)
        if not self.order:
            raise NoSchedule(self.text, Problem.EMPTY)
        if len(self.order) > len(set(self.order)):
            raise NoSchedule(self.text, Problem.PER_DAY)
        days = self.days or (range(7) if self.is_daily else ())
        return Schedule(times=tuple(sorted({heard.at for heard in self.times})), weekdays=frozenset(days) or None)

    def _need_nothing(self) -> None:
        if self.opened:
            raise NoSchedule(self.opened, Problem.WORD)

    def _open(self, word: str) -> None:
        """Read a word that stands before days or times, or leads from one to another."""
        wanted = {kind for kind, words in _BEFORE.items() if word in words}
        if self.opened:
            wanted &= self.wanted
        elif word in _TO and self.order and not self.is_joined:
            self.is_range = word == "-" or self.order[-1] == "times" or self.first is not None
            wanted |= {*_BEFORE} if word == "-" else {self.order[-1]} if self.is_range else set()
        if not wanted:
            raise NoSchedule(word, Problem.WORD)
        self.opened, self.wanted = word, frozenset(wanted)

    def _days(self, word: str, days: frozenset[int]) -> None:
        is_range = self._enter("days", word)
        single = min(days) if len(days) == 1 else None
        if is_range:
            if self.first is None or single is None:
                raise NoSchedule(word, Problem.WORD)
            days, single = frozenset((self.first + step) % 7 for step in range((single - self.first) % 7 + 1)), None
        self.days |= days
        self.first = single

    def _time(self, word: str) -> None:
        # After a blank alone a bare number may be the minutes of what stands before it: "8 15".
        stands_alone = word.isdecimal() or word in CLOCK_WORDS
        is_next = self.order[-1:] == ["times"] and not self.is_joined and not self.is_range
        if is_next and (stands_alone or self.opened):
            raise NoSchedule(word, Problem.TIME)
        if self.opened == "alle" and re.fullmatch(r"\d+h", word):  # Italian "at two", but German "every two hours"
            raise NoSchedule(f"{self.opened} {word}", Problem.TIME)
        if self._enter("times", word):
            raise NoSchedule(self.text, Problem.SPAN)
        if word in CLOCK_WORDS:
            self.times.append(_Heard(at=time(CLOCK_WORDS[word]), is_exact=True))
            return
        try:
            [at] = clock_times(word)
        except Misread:
            raise NoSchedule(word, Problem.TIME) from None
        is_exact = word.startswith("0") or word.endswith(("m", "m.")) or not 0 < at.hour <= 12
        heard = _Heard(at=at, is_exact=is_exact)
        self.times.append(heard)
        if self.part and not heard.take(self.part):
            raise NoSchedule(f"{self.waiting or self.part} {word}", Problem.TIME)
        self.waiting = ""

    def _part(self, phrase: str) -> None:
        """Read a part of the day: of the times that follow it, or of the one before it."""
        self._need_nothing()
        part = part_of_day(phrase)
        self.is_daily |= is_daily(phrase)
        if not self.times or self.is_joined:
            if self.waiting and part != self.part:
                raise NoSchedule(self.waiting, Problem.HOUR)
            self.part, self.waiting = part, phrase
            return
        *others, last = self.times
        # "7 and 8 in the evening": is the first one, too?
        if any(heard.is_changed_by(part) for heard in others) or not last.take(part):
            raise NoSchedule(self.text, Problem.TIME)

    def _enter(self, kind: str, word: str) -> bool:
        """Go on to days or times; return whether what is opened leads to them from others of their kind."""
        if self.opened and kind not in self.wanted:
            raise NoSchedule(f"{self.opened} {word}", Problem.WORD)
        is_range = self.is_range and self.order[-1] == kind
        if self.order[-1:] != [kind]:
            self.order.append(kind)
        self.opened, self.is_range, self.is_joined, self.first = "", False, False, self.first if is_range else None
        return is_range


def _days_called(name: str) -> frozenset[int] | None:
    return DAYS.get(_OTHER_PLURALS.get(name, name)) or DAYS.get(name.removesuffix("s"))
