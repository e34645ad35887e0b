"""Hours in English, German, French, Italian and Spanish words: in figures, and by the part of the day they are in.

In: a text as `timetables.said` returns it. Out: the same with hours in figures; and which of the 24 hours is meant by
one on a clock face in a part of the day. What may be meant in two ways is left as it is, or is None. Pure.

>>> in_figures("um halb neun"), in_figures("a las ocho y cuarto"), in_figures("at 0830")
('um 8:30', 'a las 8:15', 'at 08:30')
>>> hour_in("evening", 8), hour_in("evening", 3)
(20, None)
"""

import re
from collections.abc import Mapping

ENDS = r"(?![^\W\d_])"  # the word
UNIT = "(?:uhr|hs?|heures?|horas?|o['’]clock)"
GERMAN_DAY = "(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|wochenende)"
GERMAN_PART = "(?:morgen|vormittag|mittag|nachmittag|abend|nacht)"

# ---------------------------------------------------------------- parts of the day

# By the hour on a clock face the one of 24 that is meant; one that is missing is not said so, or in two ways.
_HOURS: Mapping[str, Mapping[int, int]] = {
    "morning": {hour: hour for hour in range(1, 12)},
    "small hours": {hour: hour for hour in range(1, 7)},
    "afternoon": {12: 12} | {hour: hour + 12 for hour in range(1, 8)},
    "tarde": {12: 12} | {hour: hour + 12 for hour in range(1, 10)},  # the Spanish one lasts until it is dark
    "evening": {hour: hour + 12 for hour in range(4, 12)},
    "night": {12: 0} | {hour: hour for hour in range(1, 5)} | {hour: hour + 12 for hour in range(7, 12)},
}
_NAMES = {
    "morning": "morning mornings morgens vormittag vormittags fruh frueh matin matins matinee matinees mattina mattine"
    " mattino",
    "small hours": "madrugada madrugadas",
    "afternoon": "afternoon afternoons nachmittag nachmittags apres-midi apres-midis pomeriggio pomeriggi",
    "evening": "evening evenings abend abends soir soirs soiree soirees sera sere",
    "night": "night nights nacht nachts nuit nuits notte notti noche noches",
}
# Alone they are "tomorrow", and "late".
_WITH_ARTICLE = {"morning": "morgen manana mananas", "tarde": "tarde tardes"}
_PARTS = {name: part for names in (_NAMES, _WITH_ARTICLE) for part, some in names.items() for name in some.split()}
_EVERY = "every|each|all|jede[ns]?|an jede[mr]|chaque|tous les|toutes les|ogni|tutt[ei] (?:le|i)|cada|todas las"
_BEFORE = (
    "(?:(?:in|on|of) the|in der|at|on|the|a[mn]|zur|du|de la|dans la|en|le|la|les|di|del|della|il|al|alla|nel|nella"
    "|por las?|en la|a la|las) |(?:de )?l['’] ?"
)
_APRES_MIDI = re.compile("apres[-‐‑ ]midi")
PART_OF_DAY = (
    rf"(?:(?:{_EVERY}) |{_BEFORE})?(?:{'|'.join(' '.join(_NAMES.values()).split())}|{_APRES_MIDI.pattern}s?){ENDS}"
    rf"|(?:jeden|an jedem|a[mn]) morgen{ENDS}|(?:cada|todas las|(?:(?:de|por|en|a) )?las?) (?:manana|tarde)s?{ENDS}"
)


def part_of_day(phrase: str) -> str:
    """Return which part of the day a phrase names that PART_OF_DAY matches."""
    return _PARTS[re.split("[ '’]", _APRES_MIDI.sub("apres-midi", phrase))[-1]]


def is_daily(phrase: str) -> bool:
    """Return whether such a phrase says "every", and so names all days."""
    return re.match(f"(?:{_EVERY}) ", phrase) is not None


def hour_in(part: str, hour: int) -> int | None:
    """Return the hour of 24 that is meant by one in a part of the day; None where none is, or nobody says so."""
    hours = _HOURS[part]
    if 0 < hour <= 12:
        return hours.get(hour)
    return hour if hour in hours.values() else None


# ---------------------------------------------------------------- hours in figures

_COUNTED = {
    "en": "one two three four five six seven eight nine ten eleven twelve",
    "de": "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    "fr": "une deux trois quatre cinq six sept huit neuf dix onze douze",
    "it": "una due tre quattro cinque sei sette otto nove dieci undici dodici",
    "es": "una dos tres cuatro cinco seis siete ocho nueve diez once doce",
}
_WORDS = {language: {word: hour for hour, word in enumerate(words.split(), 1)} for language, words in _COUNTED.items()}
_WORDS["de"] |= {"fuenf": 5, "zwoelf": 12}
_FIGURES = {"ein": 1} | {word: hour for words in _WORDS.values() for word, hour in words.items()}
CLOCK_WORDS = dict.fromkeys("noon midday mittag mittags midi mezzogiorno mediodia".split(), 12) | dict.fromkeys(
    "midnight mitternacht minuit mezzanotte medianoche".split(), 0
)
# Minutes from the hour that is named: before it, and behind it with what may stand between.
_BEFORE_HOUR = {
    "en": {"half past": 30, "quarter past": 15, "quarter after": 15, "quarter to": -15},
    "de": {"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15},
}
_AFTER_HOUR = {
    ("fr", " ?(?:h|heures?)"): {"et demie": 30, "et demi": 30, "et quart": 15, "moins le quart": -15},
    ("it", ""): {"e mezza": 30, "e mezzo": 30, "e un quarto": 15, "e tre quarti": 45, "meno un quarto": -15},
    ("es", "(?: ?horas?)?"): {"y media": 30, "y cuarto": 15, "menos cuarto": -15},
}
_MINUTES = {
    phrase: add for some in (_BEFORE_HOUR, _AFTER_HOUR) for phrases in some.values() for phrase, add in phrases.items()
}
_AT = {"en": "at", "de": "um", "it": "alle|ore", "es": "las"}  # what makes a number that follows it an hour

_BEGINS = r"(?<![\w:.])"
_CLOCK = "|".join(CLOCK_WORDS)


def _hour(language: str) -> str:
    return rf"(?P<hour>\d\d?(?!\d|[:.]\d)|(?:{'|'.join(_WORDS[language])}){ENDS})"


_FRACTIONS = [
    *(
        re.compile(rf"{_BEGINS}(?:an? |ein )?(?P<minutes>{'|'.join(phrases)}) {_hour(language)}")
        for language, phrases in _BEFORE_HOUR.items()
    ),
    *(
        re.compile(rf"{_BEGINS}{_hour(language)}{between} (?P<minutes>{'|'.join(phrases)}){ENDS}")
        for (language, between), phrases in _AFTER_HOUR.items()
    ),
    re.compile(rf"{_BEGINS}(?P<hour>{_CLOCK}) (?P<minutes>et demie?|e mezz[ao]|y media){ENDS}"),
]
_AN_HOUR = re.compile(
    "|".join(
        [
            *(rf"(?<=\b{at} )(?:{'|'.join(_WORDS[key])}){ENDS}" for key, ats in _AT.items() for at in ats.split("|")),
            rf"\b(?:{'|'.join(_FIGURES)})(?= ?{UNIT}{ENDS})",
            rf"\b(?:{'|'.join(_WORDS['en'])})(?= ?[ap]\.?m{ENDS})",
        ]
    )
)
# Others that are said another way, in this order.
_REWORDED = (
    (re.compile(rf"({GERMAN_DAY}) ?({GERMAN_PART})s?{ENDS}"), r"\1 \2s"),  # "Sonntag Morgen" is no tomorrow
    (re.compile(rf"{_BEGINS}12(?:[:.]00)?(?: ?{UNIT})? (?:del? |de la |at )?({_CLOCK}){ENDS}"), r"\1"),
    (re.compile(rf"\b(?:a la |alla |all['’] ?)una{ENDS}"), "at 1"),
    # 0830, but no year
    (re.compile(r"(?<![\w:./+-])(?!20)([01]\d|2[0-3])([0-5]\d)(?: ?hours)?(?![\d:./-])"), r"\1:\2"),
)


def in_figures(plain: str) -> str:
    """Return a text with its hours in figures where it is clear that they are hours."""
    for pattern in _FRACTIONS:
        plain = pattern.sub(_with_minutes, plain)
    plain = _AN_HOUR.sub(lambda found: str(_FIGURES[found[0]]), plain)
    for pattern, instead in _REWORDED:
        plain = pattern.sub(instead, plain)
    return plain


def _with_minutes(found: re.Match[str]) -> str:
    """Return "8:30" for "half past eight" and "halb neun"; an hour that no day has is left as it is."""
    word, minutes = found["hour"], _MINUTES[found["minutes"]]
    hour = int(word) if word.isdecimal() else (_FIGURES | CLOCK_WORDS)[word]
    if minutes < 0:
        hour = hour - 1 if hour > 1 else {1: 12, 0: 23}[hour]
    return f"{hour}:{minutes % 60:02}" if hour < 24 else found[0]
