"""Times of the day, days of the week, dates and time zones: what is read for which, and what is not guessed."""

import pickle
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from importlib.resources import files
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from digests.timetables import (
    DAY_NAMES,
    Misread,
    clock_times,
    dates,
    hours,
    merged,
    weekdays,
    write_clock_times,
    write_dates,
    write_hours,
    write_weekdays,
    zone,
    zone_near,
)

READERS: tuple[Callable[[str], object], ...] = (clock_times, dates, hours, weekdays, zone)
DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))

of_the_trade = st.text("0123456789:.,;/-– …&hapmuertoundfisy\n\u0301", max_size=30)


def days_of(ranges: Iterable[tuple[date, date]]) -> set[int]:
    return {day for first, last in ranges for day in range(first.toordinal(), last.toordinal() + 1)}


def part_of(read: Callable[[str], object], text: str) -> str:
    with pytest.raises(Misread) as caught:
        read(text)
    return caught.value.part


@pytest.mark.parametrize(
    ("text", "written"),
    [("8", "08:00"), ("08:00", "08:00"), ("8:30", "08:30"), ("8.30", "08:30"), ("8h30", "08:30"), ("8H", "08:00"),
     ("8am", "08:00"), ("8 a.m.", "08:00"), ("6:30 pm", "18:30"), ("6.30 P.M.", "18:30"), ("12am", "00:00"),
     ("12 pm", "12:00"), ("12:59am", "00:59"), ("18 Uhr", "18:00"), ("18.30 Uhr", "18:30"), ("0", "00:00"),
     ("23:59", "23:59"), ("８：３０", "08:30"), ("١٨:٣٠", "18:30"),
     ("18:00, 8:00", "08:00, 18:00"), ("8 and 18", "08:00, 18:00"), ("8 et 18 h", "08:00, 18:00"),
     ("8 & 18", "08:00, 18:00"), ("8 und 18 Uhr", "08:00, 18:00"), ("8 y 18", "08:00, 18:00"),
     ("8 e 18", "08:00, 18:00"), ("08:00 18:00", "08:00, 18:00"), ("8 am 6 pm", "08:00, 18:00"),
     ("8;18", "08:00, 18:00"), ("8\n\r\n18,", "08:00, 18:00"), ("8, 8:00, 8 am", "08:00")],
)  # fmt: skip
def test_a_time_of_the_day_is_read_as_people_write_it(text: str, written: str) -> None:
    assert write_clock_times(clock_times(text)) == written


@pytest.mark.parametrize(
    ("text", "part"),
    [("", ""), (" , ", " , "), ("24", "24"), ("24:00", "24:00"), ("8:60", "8:60"), ("8:5", "8:5"), ("0800", "0800"),
     ("13pm", "13pm"), ("0 am", "0am"), ("-8", "-8"), ("8-18", "8-18"), ("8,5:00x", "5:00x"), ("noonish", "noonish"),
     ("8 15", "15"), ("8 h 15", "15"), ("18 Uhr 30", "30"), ("8:00 9", "9"), ("8:30:15", "8:30:15")],
)  # fmt: skip
def test_a_time_that_is_none_or_may_be_two_things_is_refused(text: str, part: str) -> None:
    assert part_of(clock_times, text) == part


@pytest.mark.parametrize(
    ("text", "written"),
    [("22:00-07:00", "22:00-07:00"), ("22-7", "22:00-07:00"), ("10 pm to 7 am", "22:00-07:00"),
     ("22 h – 7 h", "22:00-07:00"), ("22 Uhr bis 7 Uhr", "22:00-07:00"), ("22h à 7h30", "22:00-07:30"),
     ("22..7", "22:00-07:00"), ("18-24:00", "18:00-00:00"), ("18-24 Uhr", "18:00-00:00"),
     ("0-24h", None), ("8-8", None)],
)  # fmt: skip
def test_hours_go_from_one_time_until_another_and_are_never_the_whole_day(text: str, written: str | None) -> None:
    if written:
        assert write_hours([hours(text)]) == written
    else:
        with pytest.raises(Misread, match="pause"):
            hours(text)


@pytest.mark.parametrize(
    "text", ["", "22", "22-", "-7", "22-7-8", "22-7 and 12-13", "24-7", "22:00-25:00", "a-b", "2 2-7", "22 7"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Misread):
        hours(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [("mon-fri", "mon-fri"), ("mo, we", "mon, wed"), ("Mon Tue", "mon, tue"), ("weekdays", "mon-fri"),
     ("weekend", "sat, sun"), ("weekdays & sunday", "mon-fri, sun"), ("fri-mon", "mon, fri-sun"),
     ("sun-mon", "mon, sun"), ("tue-tue", "tue"), ("mondays and Fridays", "mon, fri"), ("Mo.–Fr.", "mon-fri"),
     ("Mo. - Mi., Sa", "mon-wed, sat"), ("Montag bis Freitag", "mon-fri"), ("lunes a viernes", "mon-fri"),
     ("lundi à vendredi", "mon-fri"), ("mié y sáb", "wed, sat"), ("martedì e giovedì", "tue, thu"),
     ("Sonnabend und Sonntag", "sat, sun"), ("mon..wed", "mon-wed"), ("mon,\ntue,\nwed", "mon-wed"),
     ("mon-sun", "mon-sun"), ("Mon/Wed", "mon, wed")],
)  # fmt: skip
def test_days_of_the_week_are_read_as_people_write_them(text: str, written: str) -> None:
    assert write_weekdays(weekdays(text)) == written


@pytest.mark.parametrize(
    ("text", "part"),
    [("", ""), ("none", "none"), ("mon, fryday", "fryday"), ("mon-", "mon.."), ("-fri", "..fri"), ("m", "m"),
     ("mon-wed-fri", "mon..wed..fri"), ("weekend-mon", "weekend..mon"), ("1-5", "1"), ("s", "s"), (".", ".")],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(text: str, part: str) -> None:
    assert part_of(weekdays, text) == part


@pytest.mark.parametrize("language", ["en", "de", "fr", "it", "es"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
@pytest.mark.parametrize("place", ["format", "stand-alone"])
def test_the_days_have_the_names_that_unicode_has_for_them(language: str, width: str, place: str) -> None:
    names = Locale.parse(language).days[place][width]
    for day in range(7):
        assert weekdays(names[day]) == {day}
        assert weekdays(names[day].upper()) == {day}


def test_what_may_be_proposed_as_a_day_is_read_as_one() -> None:
    assert all(weekdays(name) for name in DAY_NAMES)


@pytest.mark.parametrize(
    ("text", "written"),
    [("2026-12-24", "2026-12-24"), ("2026-12-24..2026-12-24", "2026-12-24")]
    + [(f"2026-12-24{until}2027-01-02", "2026-12-24..2027-01-02")
       for until in ("..", "...", "…", "–", " – ", "—", "/", " / ", " to ", " TO ", " bis ", " - ", " à ", " al ")],
)  # fmt: skip
def test_a_date_or_a_range_of_dates_is_read(text: str, written: str) -> None:
    assert write_dates([dates(text)]) == written


@pytest.mark.parametrize(
    "text",
    ["", "2026-02-30", "24.12.2026", "2026-12-24-2027-01-02", "2026-12-24..", "20261224", "2026-W52-4", "12-24",
     "2026-12-24..2027-01-02..2027-01-03", "0000-01-01", "2026-12-24T00:00", "tomorrow"],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert part_of(dates, text) == text


def test_a_range_of_dates_never_goes_backwards() -> None:
    with pytest.raises(Misread, match="ends before it begins"):
        dates("2027-01-02..2026-12-24")


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted).map(lambda ends: (ends[0], ends[1])), max_size=8))
def test_merged_ranges_have_the_same_days_in_order_and_none_twice(ranges: list[tuple[date, date]]) -> None:
    whole = merged(ranges)
    assert all(one[1] < other[0] for one, other in pairwise(whole))
    assert days_of(whole) == days_of(ranges)


def test_every_time_zone_is_read_in_any_case_and_is_one() -> None:
    names = files("tzdata").joinpath("zones").read_text("utf-8").split()
    for name in names:
        if name != "Factory":
            assert zone(name.upper()) == zone(name.lower().replace("_", " ")) == name
    assert str(ZoneInfo(zone("europe/paris"))) == "Europe/Paris"
    assert zone("América/São Paulo") == "America/Sao_Paulo"


@pytest.mark.parametrize("name", ["Factory", "localtime", "posixrules", "posix/Europe/Paris", "", "paris", "UTC+2"])
def test_what_is_no_place_and_no_common_zone_is_refused(name: str) -> None:
    assert part_of(zone, name) == name


@pytest.mark.parametrize(
    ("name", "near"),
    [("paris", "Europe/Paris"), ("New York", "America/New_York"), ("Port au Prince", "America/Port-au-Prince"),
     ("Europe/Pariss", "Europe/Paris"), ("Berln", "Europe/Berlin"), ("US/Pacifc", "US/Pacific"), ("", None),
     ("UTC+2", None), ("GMT-5", None), ("qqq", None), ("Europe / Rome", "Europe/Rome")],
)  # fmt: skip
def test_a_zone_that_may_have_been_meant_is_named_but_never_one_by_its_distance_from_utc(
    name: str, near: str | None
) -> None:
    assert zone_near(name) == near


@given(st.text() | of_the_trade)
def test_whatever_is_written_is_read_or_misread_and_written_again_as_the_same(text: str) -> None:
    with suppress(Misread):
        assert clock_times(write_clock_times(clock_times(text))) == clock_times(text)
    with suppress(Misread):
        assert hours(write_hours([hours(text)])) == hours(text)
    with suppress(Misread):
        assert weekdays(write_weekdays(weekdays(text))) == weekdays(text)
    with suppress(Misread):
        assert dates(write_dates([dates(text)])) == dates(text)
    with suppress(Misread):
        assert zone(zone(text)) == zone(text)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_any_days_of_the_week_are_written_and_read_as_the_same(days: frozenset[int]) -> None:
    assert weekdays(write_weekdays(days)) == days


@pytest.mark.parametrize(
    "unit", ["8", "8 ", "8,", "8h ", ".", "..", "-", " to ", "mon-", "mon ", "2026-12-24..", "–", "a"]
)
def test_a_long_text_is_read_or_misread_at_once(unit: str) -> None:
    for read in READERS:
        with suppress(Misread):
            read(unit * (200_000 // len(unit)))


def test_what_is_misread_survives_the_way_between_processes() -> None:
    error = Misread("8x", "there is no such time")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.part, again.reason) == (str(error), error.part, error.reason)
    assert str(error) == "“8x” cannot be read: there is no such time"
