"""The pauses between two attempts to connect."""

from itertools import islice

from bot.chats.pauses import FIRST_PAUSE_S, LONGEST_PAUSE_S, pauses


def test_pauses_grow_from_seconds_to_minutes_and_differ() -> None:
    first, *others = islice(pauses(), 12)
    assert FIRST_PAUSE_S <= first <= 1.2 * FIRST_PAUSE_S
    assert all(FIRST_PAUSE_S <= each <= LONGEST_PAUSE_S for each in others)
    assert others[-1] >= LONGEST_PAUSE_S / 1.2
    assert [*islice(pauses(), 12)] != [*islice(pauses(), 12)]
