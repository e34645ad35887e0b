"""The rules of sketches: what they find is what counting every bit would find."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from digests.sketches import Sketches

Rows = NDArray[Any]


def filled(rows: Rows) -> Sketches:
    sketches = Sketches(rows.shape[1])
    for row in rows:
        sketches.put(sketches.new(), row)
    return sketches


def everything(count: int) -> NDArray[np.bool_]:
    return np.ones(max(count, 64), np.bool_)


def found(sketches: Sketches, row: Rows, limit: int, among: NDArray[np.bool_]) -> list[int]:
    return [int(number) for number in sketches.nearest(row, limit, among=among[: sketches.end])]


def counted(rows: dict[int, Rows], row: Rows, limit: int) -> list[int]:
    """Return the nearest of the rows, with all as near as the last, by counting signs that differ."""
    differing = {number: int(np.sum((other > 0) != (row > 0))) for number, other in rows.items()}
    reach = sorted(differing.values())[:limit][-1:]
    return sorted(number for number, count in differing.items() if [count] <= reach)


@given(
    dimension=st.integers(1, 200),
    seed=st.integers(0, 2**32 - 1),
    wishes=st.lists(st.sampled_from(["new", "new", "new", "free", "put"]), max_size=150),
    limit=st.integers(1, 20),
)
def test_exactly_the_rows_whose_signs_differ_least_are_found(
    dimension: int, seed: int, wishes: list[str], limit: int
) -> None:
    chance = np.random.default_rng(seed)
    sketches, rows = Sketches(dimension), dict[int, Rows]()
    for wish in wishes:
        if wish == "new":
            number = sketches.new()
            assert number not in rows
        elif not rows:
            continue
        else:
            number = int(chance.choice(list(rows)))
        if wish == "free":
            sketches.free(number)
            del rows[number]
        else:
            rows[number] = chance.integers(-2, 3, dimension).astype(np.float64)
            sketches.put(number, rows[number])
    among = chance.random(256) < 0.7
    asked = chance.integers(-2, 3, dimension).astype(np.float64)
    allowed = {number: row for number, row in rows.items() if among[number]}
    assert found(sketches, asked, limit, among) == counted(allowed, asked, limit)


def test_nothing_is_found_among_nothing() -> None:
    assert found(Sketches(8), np.ones(8), 3, everything(0)) == []
    sketches = filled(np.ones((3, 8)))
    assert found(sketches, np.ones(8), 3, np.zeros(64, np.bool_)) == []


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_all_that_are_as_near_as_the_last_are_found(limit: int) -> None:
    sketches = filled(np.vstack([np.ones((100, 8)), -np.ones((100, 8))]))
    assert found(sketches, np.ones(8), limit, everything(200)) == list(range(100))


def test_a_freed_number_is_given_again_and_found_no_more() -> None:
    sketches = filled(np.ones((3, 8)))
    sketches.free(1)
    assert found(sketches, np.ones(8), 1, everything(3)) == [0, 2]
    assert sketches.new() == 1
    sketches.put(1, -np.ones(8))
    assert found(sketches, -np.ones(8), 1, everything(3)) == [1]
    assert sketches.new() == 3


def test_numbers_count_up_from_0_beyond_any_size() -> None:
    sketches = Sketches(8)
    assert [sketches.new() for _ in range(1000)] == list(range(1000))


def test_the_length_of_a_row_does_not_matter() -> None:
    rows = np.random.default_rng(1).normal(size=(100, 70))
    long = (rows * 8192).astype(np.int16)
    assert found(filled(rows), rows[7], 3, everything(100)) == found(filled(long), long[7], 3, everything(100))


def test_the_nearest_of_many_clustered_rows_is_found() -> None:
    chance = np.random.default_rng(1)
    middles = chance.normal(size=(500, 384))
    rows = np.repeat(middles, 4, axis=0) + chance.normal(size=(2000, 384)) * 0.8
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    sketches = filled(rows)
    for place in range(0, 500, 5):
        asked = middles[place] + chance.normal(size=384) * 0.8
        true = int(np.argmax(rows @ asked))
        assert true in found(sketches, asked, 48, everything(2000))
