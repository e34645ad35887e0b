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
        "mon fri, - .. to bis a al alle le la 8 18:00 9h 30 uhr am pm. und e y at on every di domenica midi .".split()
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
        ("8:30:15", Problem.TIME), ("0800", Problem.TIME), ("13 pm", Problem.TIME), ("8 15", Problem.TIME),
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
