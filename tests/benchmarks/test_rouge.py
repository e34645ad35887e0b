"""The measures of hand-made texts are those that the formulas give by hand."""

import unicodedata
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.rouge import Rouge, common_subsequence, rouge, shared_runs, words

NOTHING = Rouge(words=0, bigrams=0, sequence=0)
IDENTICAL = Rouge(words=1, bigrams=1, sequence=1)

texts = st.lists(st.sampled_from("abc"), max_size=7)


def longest(one: Sequence[str], other: Sequence[str]) -> int:
    """Try every subsequence of the one."""
    found = (size for size in range(len(one), 0, -1) for part in combinations(one, size) if is_within(part, other))
    return next(found, 0)


def is_within(part: Sequence[str], text: Sequence[str]) -> bool:
    rest = iter(text)
    return all(word in rest for word in part)


# ---------------------------------------------------------------- the measures


@pytest.mark.parametrize(
    ("summary", "reference", "expected"),
    [
        pytest.param("rain in paris", "rain in paris", (1, 1, 1), id="the same"),
        pytest.param("Rain, in Paris!", "rain — in paris", (1, 1, 1), id="but for case and punctuation"),
        pytest.param("rain in paris", "snow over london", (0, 0, 0), id="nothing shared"),
        # Of 4 and 6 words 3 are shared; of 3 and 5 bigrams 1; in order 3.
        pytest.param("a b c x", "a b y c z z", (6 / 10, 2 / 8, 6 / 10), id="shared in order"),
        pytest.param("c b a", "a b c", (1, 0, 1 / 3), id="the same words turned round"),
        # A word counts as often as both have it: 2 of 3 and 2; bigrams "a a" 1 of 2 and 1.
        pytest.param("a a a", "a a", (4 / 5, 2 / 3, 4 / 5), id="a word again and again"),
        # Lin 2004, section 3: against "police killed the gunman" the two share as many words, not as many in order.
        pytest.param("police kill the gunman", "police killed the gunman", (3 / 4, 1 / 3, 3 / 4), id="Lin's first"),
        pytest.param("the gunman kill police", "police killed the gunman", (3 / 4, 1 / 3, 2 / 4), id="Lin's second"),
        pytest.param("a", "a", (1, 0, 1), id="a single word has no bigram"),
    ],
)
def test_the_measures_are_f_measures(summary: str, reference: str, expected: tuple[float, float, float]) -> None:
    assert rouge(summary, reference) == pytest.approx(expected)
    assert rouge(reference, summary) == pytest.approx(expected)


@pytest.mark.parametrize(("summary", "reference"), [("", "rain"), ("rain", ""), ("", ""), ("…", "?"), ("a", "b")])
def test_where_nothing_is_shared_all_is_zero(summary: str, reference: str) -> None:
    assert rouge(summary, reference) == NOTHING


def test_the_mean_is_that_of_the_three() -> None:
    assert Rouge(words=0.6, bigrams=0.1, sequence=0.2).mean == pytest.approx(0.3)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Été arrive : 3,5 °C", ["l", "été", "arrive", "3", "5", "c"]),
        ("E\u0301te\u0301", ["été"]),
        ("İstanbul", ["istanbul"]),
        ("كَتَبَ", ["كتب"]),
        ("дождь-снег", ["дождь", "снег"]),
        (" \n", []),
    ],
)
def test_words_are_lower_case_without_marks_of_their_own(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_a_text_and_its_composed_form_have_the_same_words(text: str) -> None:
    assert words(unicodedata.normalize("NFC", text)) == words(unicodedata.normalize("NFD", text))


# ---------------------------------------------------------------- what is shared


@given(texts, texts)
def test_the_common_subsequence_is_the_longest_there_is(one: list[str], other: list[str]) -> None:
    assert common_subsequence(one, other) == longest(one, other)


def test_a_common_subsequence_may_be_longer_than_a_machine_word() -> None:
    one = [str(number) for number in range(300)]
    assert common_subsequence(one, [word for number in one for word in (number, "x")]) == 300


@given(texts, texts)
def test_every_measure_is_a_share_and_symmetric(one: list[str], other: list[str]) -> None:
    here, there = rouge(" ".join(one), " ".join(other)), rouge(" ".join(other), " ".join(one))
    assert here == there
    assert all(0 <= measure <= 1 for measure in here)
    assert here.sequence <= here.words
    assert (here == IDENTICAL) == (one == other and len(one) > 1)


@given(texts, texts)
def test_a_text_shares_no_more_runs_than_it_has(one: list[str], other: list[str]) -> None:
    assert shared_runs(one, other, 2) <= max(0, min(len(one), len(other)) - 1)
    assert shared_runs(one, one, 2) == max(0, len(one) - 1)
