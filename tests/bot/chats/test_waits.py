"""What a header asks of us, however it is written; the pauses between two attempts to connect."""

from datetime import timedelta
from itertools import islice

import pytest

from bot.chats.waits import FIRST_PAUSE_S, LONGEST_PAUSE_S, asked_wait, pauses


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3), ("0.5", 0.5), ("0", 0), ("9e99", 172_800), ("inf", 172_800)],
)
def test_a_wait_is_as_long_as_the_header_says_and_no_longer_than_two_days(value: str, seconds: float) -> None:
    assert asked_wait({"Retry-After": value}, "Retry-After") == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["", "soon", "-5", "nan", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_what_is_no_number_of_seconds_asks_for_nothing(value: str) -> None:
    assert asked_wait({"Retry-After": value}, "Retry-After") is None


def test_the_first_header_that_says_something_counts() -> None:
    names = ("Retry-After", "X-RateLimit-Reset-After")
    assert asked_wait({"X-RateLimit-Reset-After": "7"}, *names) == timedelta(seconds=7)
    assert asked_wait({"Retry-After": "soon", "X-RateLimit-Reset-After": "7"}, *names) == timedelta(seconds=7)


def test_pauses_grow_from_seconds_to_minutes_and_differ() -> None:
    first, *others = islice(pauses(), 12)
    assert FIRST_PAUSE_S <= first <= 1.2 * FIRST_PAUSE_S
    assert all(FIRST_PAUSE_S <= each <= LONGEST_PAUSE_S for each in others)
    assert others[-1] >= LONGEST_PAUSE_S / 1.2
    assert [*islice(pauses(), 12)] != [*islice(pauses(), 12)]
