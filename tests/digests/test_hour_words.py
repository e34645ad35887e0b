"""Hours in words: which are turned into figures, and which of 24 is meant in a part of the day."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.hour_words import PART_OF_DAY, hour_in, in_figures, is_daily, part_of_day

PARTS = ("morning", "small hours", "afternoon", "tarde", "evening", "night")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("at eight", "at 8"), ("eight people", "eight people"), ("at once", "at once"), ("a las once", "a las 11"),
        ("half past 23", "23:30"), ("half past 24", "half past 24"), ("halb 1", "12:30"), ("viertel vor 0", "23:45"),
        ("half eight", "half eight"), ("quarter to thirteen", "quarter to thirteen"), ("8:30 e mezza", "8:30 e mezza"),
        ("8 et demie", "8 et demie"), ("18 h et demie", "18:30"), ("minuit et demi", "0:30"), ("2359", "23:59"),
        ("2360", "2360"), ("2026", "2026"), ("sonntagabend", "sonntag abends"), ("12 uhr mittags", "mittags"),
    ],
)  # fmt: skip
def test_hours_in_words_are_turned_into_figures_where_they_are_clear(text: str, figures: str) -> None:
    assert in_figures(text) == figures


@pytest.mark.parametrize(
    ("phrase", "part", "every"),
    [
        ("every morning", "morning", True), ("in the morning", "morning", False), ("am morgen", "morning", False),
        ("todas las tardes", "tarde", True), ("de la tarde", "tarde", False), ("l'apres-midi", "afternoon", False),
        ("de l’apres midi", "afternoon", False), ("tutti i pomeriggi", "afternoon", True), ("noches", "night", False),
    ],
)  # fmt: skip
def test_a_phrase_names_one_part_of_the_day_of_all_days_or_not(phrase: str, part: str, every: bool) -> None:
    assert re.fullmatch(PART_OF_DAY, phrase)
    assert (part_of_day(phrase), is_daily(phrase)) == (part, every)


@pytest.mark.parametrize("phrase", ["morgen", "manana", "tarde", "serata", "every", "nightly"])
def test_what_may_be_tomorrow_or_late_is_no_part_of_the_day_by_itself(phrase: str) -> None:
    assert not re.fullmatch(PART_OF_DAY, phrase)


@settings(max_examples=50)
@given(st.sampled_from(PARTS), st.integers(0, 23))
def test_an_hour_in_a_part_of_the_day_is_the_same_on_a_clock_face_and_stays_where_it_is(part: str, hour: int) -> None:
    meant = hour_in(part, hour)
    if meant is not None:
        assert meant % 12 == hour % 12
        assert hour_in(part, meant) == meant
