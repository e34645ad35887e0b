"""Schedules in the words of five languages: what is understood, and what is not guessed."""

import pickle
from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.schedule_texts import MAX_TEXT, NoSchedule, Problem, Schedule, read_schedule
from digests.timetables import Misread, write_clock_times, write_weekdays

clock_times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
of_the_trade = st.lists(
    st.sampled_from(
        "mon fri, - .. to bis a al alle le la 8 18:00 9h 30 uhr am pm. und e y at on every di domenica midi . /"
        " morning soir jeden every abends halb neun heures et demie ocho media quarter past 0830 only".split()
    ),
    max_size=8,
).map(" ".join)


def said(text: str) -> str:
    """What is understood, as settings write it."""
    schedule = read_schedule(text)
    days = "" if schedule.weekdays is None else write_weekdays(schedule.weekdays)
    return " / ".join([write_clock_times(schedule.times), days])


def problem(text: str) -> Problem:
    with pytest.raises(NoSchedule) as caught:
        read_schedule(text)
    return caught.value.problem


# The same schedule in English, German, French, Italian and Spanish, in several orders and spellings.
SAME: dict[str, tuple[str, ...]] = {
    "08:30, 18:00 / mon-fri": (
        "08:30 and 18:00 on mon-fri", "Weekdays 8:30am, 6 pm", "on weekdays at 18:00 and 8.30",
        "monday to friday at 8:30 a.m. and 6 p.m.", "MON–FRI: 8:30 & 18:00", "8:30, 18:00 - mon - fri",
        "mo-fr 8:30 und 18 Uhr", "werktags um 8 Uhr 30 und um 18 Uhr", "montags bis freitags 8.30 Uhr, 18.00 Uhr",
        "an Wochentagen um 8:30 sowie 18 Uhr", "von Montag bis Freitag um 18 und 8:30",
        "8h30 et 18h du lundi au vendredi", "en semaine à 8 h 30 et à 18 heures", "lundi-vendredi 8h30, 18h00",
        "8:30 e 18:00 da lunedì a venerdì", "nei giorni feriali alle 8:30 e alle 18",
        "dal lunedi al venerdi ore 8:30, 18",
        "8:30 y 18:00 de lunes a viernes", "entre semana a las 8:30 y a las 18 horas",
        "los días laborables 8:30, 18:00",
    ),
    "08:00 / mon-fri": (
        "weekdays at 8", "Weekdays at 8.", "every weekday 8",
        "8 o’clock on workdays", "werktags um 8", "unter der Woche 8 Uhr",
        "en semaine à 8 h", "les jours de semaine à 8h", "nei giorni feriali alle 8", "in settimana alle 8",
        "entre semana a las 8",
    ),
    "09:00 / sun": (
        "sundays 9am", "every Sunday at 9", "9:00 sun.", "on Sunday, 9", "sonntags 9 Uhr", "jeden Sonntag um 9",
        "am Sonntag um 9 Uhr", "le dimanche à 9h", "tous les dimanches à 9 h", "la domenica alle 9",
        "ogni domenica alle ore 9", "di domenica alle 9", "los domingos a las 9", "cada domingo 9:00",
        "el domingo, 9 h",
    ),
    "07:15 / mon-sun": (
        "every day at 7:15", "daily 7:15", "7:15am every day", "täglich 7:15", "taeglich um 7 Uhr 15",
        "jeden Tag um 7:15",
        "tous les jours à 7h15", "chaque jour, 7 h 15", "ogni giorno alle 7:15", "tutti i giorni alle 7.15",
        "todos los días a las 7:15", "a diario a las 7:15", "cada dia 7:15",
    ),
    "10:00 / sat, sun": (
        "at the weekend at 10", "weekends 10:00", "on weekends at 10", "am Wochenende um 10",
        "samstags und sonntags 10 Uhr",
        "le week-end à 10 h", "le samedi et le dimanche à 10h", "le we à 10h", "nel fine settimana alle 10",
        "sabato e domenica alle 10", "el fin de semana a las 10", "los sábados y domingos a las 10", "sat, sun 10",
    ),
    "12:00 / mon, thu": (
        "noon on mondays and thursdays", "mon, thu 12pm", "montags und donnerstags zu Mittag",
        "um 12 am Montag und Donnerstag",
        "le lundi et le jeudi à midi", "a mezzogiorno il lunedì e il giovedì", "al mediodía los lunes y jueves",
    ),
    "08:00, 20:00 / ": (
        "8 and 20", "8 am and 8 pm", "um 8 und 20 Uhr", "à 8h et 20h", "alle 8 e alle 20", "a las 8 y 20",
    ),
    "00:00 / ": ("midnight", "Mitternacht", "minuit", "a mezzanotte", "medianoche", "12am", "0:00"),
    " / mon-wed, fri": ("mon-wed, fri", "montags bis mittwochs, freitags", "lunes a miércoles y viernes"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), [(text, meant) for meant, texts in SAME.items() for text in texts])
def test_a_schedule_is_understood_in_five_languages_with_and_without_accents(text: str, meant: str) -> None:
    assert said(text) == meant
    assert said(text.upper()) == meant
    assert said(text.translate(str.maketrans("àìéá", "aiea"))) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", Problem.EMPTY), (" ,\n", Problem.EMPTY), ("sometimes", Problem.WORD), ("🌞", Problem.WORD),
        ("8" * 4000, Problem.LONG), ("25:00", Problem.TIME), ("8:60", Problem.TIME), ("8 Uhr 75", Problem.TIME),
        ("8:30:15", Problem.TIME), ("13 pm", Problem.TIME), ("8 15", Problem.TIME),
        ("2026-12-24", Problem.TIME), ("on 24", Problem.WORD), ("le 24", Problem.WORD), ("-8", Problem.WORD),
        ("8-18", Problem.SPAN), ("8h à 18h", Problem.SPAN), ("mon 8 to 18", Problem.SPAN), ("de 8 a 18", Problem.WORD),
        ("von 8 bis 18 Uhr", Problem.WORD), ("mon 8 tue 9", Problem.PER_DAY), ("8 mon, 9 tue", Problem.PER_DAY),
        ("mo-fr 8 Uhr, am Wochenende 10 Uhr", Problem.PER_DAY), ("8 mon 9", Problem.PER_DAY),
        ("every 2 hours", Problem.WORD), ("toutes les 2 h", Problem.WORD), ("cada 8 horas", Problem.WORD),
        ("alle 2 h", Problem.TIME), ("every other day at 8", Problem.WORD), ("8 except sunday", Problem.WORD),
        ("nicht montags 8", Problem.WORD), ("mon-wed-fri 8", Problem.WORD), ("weekend-mon 8", Problem.WORD),
        ("mon at", Problem.WORD), ("at mon 8", Problem.WORD), ("mon to", Problem.WORD), ("8 noon", Problem.TIME),
        ("8: 15", Problem.WORD),
    ],
)  # fmt: skip
def test_what_is_no_schedule_or_may_be_two_is_refused(text: str, why: Problem) -> None:
    assert problem(text) is why


# What stands in the words of a person: parts of the day, halves and quarters, hours as words, four figures.
SPOKEN: dict[str, tuple[str, ...]] = {
    "07:00 / mon-sun": (
        "every morning at 7", "at 7 every morning", "each morning at seven", "jeden Morgen um 7 Uhr",
        "an jedem Morgen um sieben", "chaque matin à 7h", "tous les matins à sept heures", "ogni mattina alle 7",
        "tutte le mattine alle sette", "todas las mañanas a las 7", "cada mañana a las siete",
    ),
    "19:00 / mon-sun": (
        "every evening at 7", "jeden Abend um 19 Uhr", "tous les soirs à 19h", "ogni sera alle 7",
    ),
    "22:00 / mon-sun": ("every night at 10", "toutes les nuits à 22h", "todas las noches a las 10"),
    "18:00 / sun": (
        "Sunday evening at 6", "at 6 on Sunday evening", "every Sunday evening at six", "Sonntagabend um 6",
        "sonntagabends um 18 Uhr", "dimanche soir à 18 h", "domenica sera alle 18", "los domingos por la tarde a las 6",
    ),
    "08:00 / mon": (
        "Monday morning at 8", "Montag morgen um 8", "am Montagmorgen um acht", "le lundi matin à 8h",
        "lunedì mattina alle otto", "el lunes por la mañana a las 8",
    ),
    "09:00 / mon, wed, fri": ("Mon/Wed/Fri 9", "mo / mi / fr 9 Uhr", "lunes/miércoles/viernes a las 9"),
    "10:00 / sat, sun": (
        "weekends only at 10", "nur am Wochenende um 10", "seulement le week-end à 10h",
        "solo nel fine settimana alle dieci", "solo los fines de semana a las 10",
    ),
    "08:00 / mon-fri": ("weekday mornings at 8", "every morning on weekdays at 8", "laborables a las 8"),
    "08:30 / mon-fri": ("half past eight on weekdays", "werktags um halb neun", "en semaine à huit heures et demie"),
    "08:30 / ": (
        "at 0830", "0830 hours", "um halb neun", "halb 9", "8h et demie", "alle otto e mezza", "a las ocho y media",
    ),
    "09:30 / ": ("9 heures et demie", "half past 9 am", "alle 9 e mezzo"),
    "08:15 / ": (
        "a quarter past eight", "um Viertel nach acht", "8 heures et quart", "alle 8 e un quarto",
        "a las ocho y cuarto",
    ),
    "08:45 / ": (
        "quarter to nine", "um Viertel vor neun", "dreiviertel neun", "9h moins le quart", "alle nove meno un quarto",
        "a las nueve menos cuarto",
    ),
    "08:00 / ": (
        "8 in the morning", "8 uhr morgens", "8 am Morgen", "8h du matin", "alle 8 di mattina", "alle 8 del mattino",
        "alle otto", "a las 8 de la mañana", "mornings at 8", "at eight o’clock", "acht Uhr", "um acht", "eight am",
    ),
    "20:00 / ": (
        "8 in the evening", "acht Uhr abends", "8h du soir", "la sera alle 8", "a las 8 de la tarde",
        "a las ocho de la noche",
    ),
    "15:00 / ": (
        "3 in the afternoon", "nachmittags um drei", "à 3h de l’après-midi", "alle tre di pomeriggio",
        "a las 3 de la tarde",
    ),
    "13:00 / ": ("all’una di pomeriggio", "a la una de la tarde", "1 in the afternoon"),
    "03:00 / ": ("3 at night", "3 Uhr nachts", "alle tre di notte", "a las 3 de la madrugada"),
    "12:00 / ": ("12 noon", "12 Uhr mittags", "a las 12 del mediodía"),
    "12:30 / ": ("12:30 in the afternoon", "um halb eins", "midi et demi"),
    "00:30 / ": ("half past twelve at night", "nachts um halb eins", "minuit et demi"),
    "08:00, 18:00 / ": (
        "8 in the morning and 6 in the evening", "morgens um 8 und abends um 6", "8h du matin et 6h du soir",
        "0800, 1800",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), [(text, meant) for meant, texts in SPOKEN.items() for text in texts])
def test_a_schedule_is_understood_as_people_say_it(text: str, meant: str) -> None:
    assert said(text) == meant
    assert said(text.upper()) == meant


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mornings", Problem.HOUR), ("every evening", Problem.HOUR), ("le soir", Problem.HOUR),
        ("morning and evening at 8", Problem.HOUR), ("18 in the morning", Problem.TIME),
        ("12 in the morning", Problem.TIME), ("3 in the evening", Problem.TIME), ("6 pm in the morning", Problem.TIME),
        ("every evening at 7 am", Problem.TIME), ("08:00 in the evening", Problem.TIME),
        ("7 and 8 in the evening", Problem.TIME), ("8 in the evening in the morning", Problem.TIME),
        ("noon at 1", Problem.TIME), ("Sonntagmittag um 1", Problem.TIME), ("6 at 8", Problem.TIME),
        ("at 2026", Problem.TIME), ("24.12.1830", Problem.TIME), ("half eight", Problem.WORD),
        ("viertel neun", Problem.WORD), ("morgen um 8", Problem.WORD), ("mañana a las 8", Problem.WORD),
        ("this evening at 8", Problem.WORD), ("ce soir à 8h", Problem.WORD), ("at once", Problem.WORD),
        ("once daily at 8", Problem.WORD), ("huit heures dix", Problem.WORD), ("alle otto e dieci", Problem.WORD),
        ("alle due ore", Problem.WORD), ("halb 25", Problem.WORD), ("8:30 et demie", Problem.WORD),
        ("8/18", Problem.WORD), ("every morning except monday at 8", Problem.WORD),
    ],
)  # fmt: skip
def test_an_hour_in_words_is_never_guessed(text: str, why: Problem) -> None:
    assert problem(text) is why


def test_two_letters_are_read_as_german_ones_unless_an_italian_day_follows() -> None:
    assert said("di 9") == "09:00 / tue"
    assert said("di, mi 9") == "09:00 / tue, wed"


@settings(max_examples=50)
@given(st.sets(clock_times, max_size=6), st.none() | st.frozensets(st.integers(0, 6), min_size=1), st.booleans())
def test_a_schedule_that_is_written_back_reads_as_itself(
    times: set[time], weekdays: frozenset[int] | None, days_first: bool
) -> None:
    parts = [write_clock_times(sorted(times)), write_weekdays(weekdays or ())]
    text = " ".join(reversed(parts) if days_first else parts)
    if times or weekdays:
        assert read_schedule(text) == Schedule(times=tuple(sorted(times)), weekdays=weekdays)


@settings(max_examples=50)
@given(st.text(max_size=MAX_TEXT + 1) | of_the_trade)
def test_whatever_is_written_is_refused_or_in_range(text: str) -> None:
    with suppress(NoSchedule):
        schedule = read_schedule(text)
        assert schedule.times or schedule.weekdays
        assert all(type(at) is time and not at.second for at in schedule.times)
        assert (schedule.weekdays or frozenset()) <= frozenset(range(7))
        assert list(schedule.times) == sorted(set(schedule.times))


def test_a_refusal_is_a_misread_and_survives_another_process() -> None:
    with pytest.raises(Misread) as caught:
        read_schedule("8-18")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.part, again.problem, str(again)) == (
        NoSchedule, "8-18", Problem.SPAN, f"“8-18” cannot be read: {Problem.SPAN}",
    )  # fmt: skip
