"""How stories are parted into messages: as few as can be, and evenly."""

from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.parting import parted


@pytest.mark.parametrize(
    ("count", "most", "runs"),
    [
        (0, 5, [0]),
        (1, 5, [1]),
        (5, 5, [5]),
        (6, 5, [3, 3]),
        (11, 5, [4, 4, 3]),
        (10, 3, [3, 3, 2, 2]),
        (3, 1, [1, 1, 1]),
    ],
)
def test_of_equal_stories_the_messages_are_even_and_the_first_are_the_fuller(
    count: int, most: int, runs: list[int]
) -> None:
    pages = parted(count, lambda start, stop: stop - start <= most)
    assert [len(page) for page in pages] == runs
    assert list(chain.from_iterable(pages)) == list(range(count))


def test_a_story_too_large_for_any_message_has_one_of_its_own() -> None:
    pages = parted(5, lambda start, stop: 2 not in range(start, stop))
    assert pages == [range(2), range(2, 3), range(3, 5)]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), st.integers(5, 9))
def test_no_other_way_takes_fewer_messages_or_is_more_even(sizes: list[int], room: int) -> None:
    def fits(start: int, stop: int) -> bool:
        return sum(sizes[start:stop]) <= room

    def cost(ends: tuple[int, ...]) -> tuple[int, int]:
        return len(ends) - 1, sum((stop - start) ** 2 for start, stop in pairwise(ends))

    count = len(sizes)
    between = chain.from_iterable(combinations(range(1, count), number) for number in range(count))
    ways = [(0, *ends, count) for ends in between]
    best = min(cost(ends) for ends in ways if all(fits(*run) for run in pairwise(ends)))
    assert cost((0, *(page.stop for page in parted(count, fits)))) == best
