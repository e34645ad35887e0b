"""The rates of hand-made groupings are those that the formulas give by hand."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.metrics import (
    JudgedPair,
    PairRates,
    Rates,
    bcubed,
    judged_pair_rates,
    pair_rates,
)

NOTHING = Rates(precision=None, recall=None, f1=None)
PERFECT = Rates(precision=1, recall=1, f1=1)

labelled = st.lists(st.tuples(*[st.sampled_from("abcd")] * 2, st.sampled_from(["en", "fr", "de"])), min_size=1)


def columns(rows: list[tuple[str, str, str]]) -> tuple[list[str], list[str], list[str]]:
    return [p for p, _, _ in rows], [g for _, g, _ in rows], [language for _, _, language in rows]


def every_rate(rates: PairRates) -> list[float | None]:
    return [rate for r in (rates.overall, rates.within, rates.across) for rate in (r.precision, r.recall, r.f1)]


# ---------------------------------------------------------------- BCubed


@pytest.mark.parametrize(
    ("predicted", "gold", "precision", "recall"),
    [
        ("aaaa", "xxxx", 1, 1),
        ("abcd", "xxxx", 1, 1 / 4),
        ("aaaa", "wxyz", 1 / 4, 1),
        # One article of two stories of two went to the other: (2/3 + 2/3 + 1/3 + 1) / 4 and (1 + 1 + 1/2 + 1/2) / 4.
        ("aaab", "xxyy", 2 / 3, 3 / 4),
        # The example of Bagga & Baldwin 1998: chains of 5, 2 and 5, the last two joined.
        ("aaaaabbbbbbb", "vvvvvwwxxxxx", 16 / 21, 1),
    ],
)
def test_bcubed_is_the_mean_over_articles(predicted: str, gold: str, precision: float, recall: float) -> None:
    rates = bcubed(predicted, gold)
    assert rates.precision == pytest.approx(precision)
    assert rates.recall == pytest.approx(recall)
    assert rates.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_no_article_has_no_rate() -> None:
    assert bcubed([], []) == NOTHING
    assert pair_rates([], [], []) == PairRates(overall=NOTHING, within=NOTHING, across=NOTHING)
    assert judged_pair_rates({}, []) == PairRates(overall=NOTHING, within=NOTHING, across=NOTHING)


@given(labelled)
def test_swapping_prediction_and_gold_swaps_precision_and_recall(rows: list[tuple[str, str, str]]) -> None:
    predicted, gold, _ = columns(rows)
    there, back = bcubed(predicted, gold), bcubed(gold, predicted)
    assert (there.precision, there.recall) == (back.recall, back.precision)


# ---------------------------------------------------------------- pairs of gold stories


def test_pairs_are_counted_by_whether_they_cross_languages() -> None:
    rates = pair_rates("aaabb", "xxxxy", ["en", "en", "fr", "fr", "fr"])
    # Together in both: 1-2, 1-3, 2-3. Predicted besides: 4-5. Gold besides: 1-4, 2-4, 3-4.
    assert rates.overall == Rates(precision=3 / 4, recall=3 / 6, f1=6 / 10)
    assert rates.within == Rates(precision=1 / 2, recall=1 / 2, f1=2 / 4)
    assert rates.across == Rates(precision=2 / 2, recall=2 / 4, f1=4 / 6)


def test_a_rate_without_anything_to_count_is_none() -> None:
    rates = pair_rates("ab", "xx", ["en", "en"])
    assert rates.overall == Rates(precision=None, recall=0, f1=0)
    assert rates.across == NOTHING


@given(labelled)
def test_the_gold_grouping_under_other_names_is_perfect(rows: list[tuple[str, str, str]]) -> None:
    _, gold, languages = columns(rows)
    assert bcubed([f"story {label}" for label in gold], gold) == PERFECT
    assert set(every_rate(pair_rates(gold, gold, languages))) <= {1, None}


@given(labelled, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(rows: list[tuple[str, str, str]], chance: Random) -> None:
    predicted, gold, languages = columns(rows)
    other, other_gold, other_languages = columns(chance.sample(rows, len(rows)))
    one, two = bcubed(predicted, gold), bcubed(other, other_gold)
    assert one.f1 == pytest.approx(two.f1)
    assert pair_rates(predicted, gold, languages) == pair_rates(other, other_gold, other_languages)


@given(labelled)
def test_every_rate_lies_between_0_and_1_and_f1_between_its_two(rows: list[tuple[str, str, str]]) -> None:
    predicted, gold, languages = columns(rows)
    pairs = pair_rates(predicted, gold, languages)
    for rates in (bcubed(predicted, gold), pairs.overall, pairs.within, pairs.across):
        known = [rate for rate in (rates.precision, rates.recall) if rate is not None]
        assert all(0 <= rate <= 1 for rate in known)
        if len(known) == 2:
            assert rates.f1 is not None
            assert min(known) - 1e-9 <= rates.f1 <= max(known) + 1e-9


# ---------------------------------------------------------------- judged pairs


def judged(a: str, b: str, *, is_same: bool, is_across: bool = False) -> JudgedPair:
    return JudgedPair(a=a, b=b, is_same=is_same, is_across=is_across)


def test_judged_pairs_alone_are_counted() -> None:
    labels = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}  # d and e: nobody judged them
    pairs = [
        judged("a", "b", is_same=True),
        judged("a", "c", is_same=False),
        judged("b", "d", is_same=True, is_across=True),
        judged("c", "d", is_same=False, is_across=True),
    ]
    rates = judged_pair_rates(labels, pairs)
    assert rates.overall == Rates(precision=1 / 2, recall=1 / 2, f1=2 / 4)
    assert rates.within == Rates(precision=1 / 2, recall=1, f1=2 / 3)
    assert rates.across == Rates(precision=None, recall=0, f1=0)


def test_two_articles_without_a_label_are_not_one_story() -> None:
    rates = judged_pair_rates({}, [judged("a", "b", is_same=True)])
    assert rates.overall == Rates(precision=None, recall=0, f1=0)


@given(labelled)
def test_with_every_pair_judged_both_ways_of_counting_agree(rows: list[tuple[str, str, str]]) -> None:
    predicted, gold, languages = columns(rows)
    places = range(len(rows))
    pairs = [
        judged(str(a), str(b), is_same=gold[a] == gold[b], is_across=languages[a] != languages[b])
        for a in places
        for b in places
        if a < b
    ]
    labels = {str(place): predicted[place] for place in places}
    assert judged_pair_rates(labels, pairs) == pair_rates(predicted, gold, languages)
