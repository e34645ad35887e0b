"""The rules of what an article names and counts."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.facts import FactIndex, facts
from digests.models import Article
from tests.digests.examples import an_article


def article(title: str, text: str = "") -> Article:
    return an_article(title=title, text=text)


def test_a_name_is_a_word_with_a_capital_and_a_number_a_word_with_a_digit() -> None:
    found = facts(article("Flood hits Ambra", "In Ambra 312 homes and 4x4 cars were lost."))
    assert found.names == Counter({"ambra": 2, "flood": 1})
    assert found.numbers == Counter({"312": 1, "4x4": 1})


@pytest.mark.parametrize(("one", "other"), [("Málaga", "Malaga"), ("Genève", "GENEVE"), ("Calderby's", "Calderbyer")])
def test_names_are_compared_without_accents_case_and_endings(one: str, other: str) -> None:
    assert facts(article(one)).names.keys() & facts(article(other)).names.keys()


def test_leading_zeros_do_not_count() -> None:
    assert facts(article("At 007 and 0 and 000")).numbers == Counter({"7": 1, "0": 2})


def test_where_nothing_has_a_capital_every_longer_word_counts_as_a_name() -> None:
    assert facts(article("flood in ambra")).names == Counter({"flood": 1, "ambra": 1})
    assert facts(article("فيضان في عنبرة")).names.keys() == {"فيضان", "عنبرة"}


@pytest.mark.parametrize("title", ["", "😀", "\ud800", "\0", "... --- ..."])
def test_an_article_without_words_has_no_facts(title: str) -> None:
    assert facts(article(title)) == facts(article(""))


@pytest.mark.parametrize("title", ["A" * 1_000_000, "7" * 1_000_000, "Ambra 12 " * 111_111])
def test_of_a_megabyte_of_title_only_the_beginning_is_read(title: str) -> None:
    found = facts(article(title))
    assert found == facts(article(title[:5000]))
    assert found.names or found.numbers


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 9), min_size=1, max_size=9))
def test_an_article_s_weights_are_a_unit_row(counts: dict[str, int]) -> None:
    weights = FactIndex(100).weights(Counter(counts))
    assert math.hypot(*weights.values()) == pytest.approx(1)


def test_a_rarer_name_weighs_more() -> None:
    index = FactIndex(10)
    for _ in range(5):
        index.weights(Counter({"usual": 1}))
    weights = index.weights(Counter({"usual": 1, "rare": 1}))
    assert weights["rare"] > weights["usual"]


def test_nothing_to_count_weighs_nothing() -> None:
    assert FactIndex(10).weights(Counter()) == {}


def test_the_product_with_a_story_is_the_sum_of_the_cosines_with_its_articles() -> None:
    index = FactIndex(10)
    index.add(0, {"a": 0.6, "b": 0.8})
    index.add(0, {"a": 1.0})
    index.add(1, {"c": 1.0})
    assert index.products({"a": 1.0}, 2).tolist() == pytest.approx([1.6, 0])
    assert index.of_story(0) == pytest.approx({"a": 1.6, "b": 0.8})


def test_a_story_that_moved_is_found_where_it_went_and_nowhere_else() -> None:
    index = FactIndex(10)
    index.add(0, {"a": 1.0})
    index.add(1, {"a": 0.6, "b": 0.8})
    index.move(1, 0)
    assert index.products({"a": 1.0, "b": 1.0}, 2).tolist() == pytest.approx([2.4, 0])
    assert index.of_story(1) == {}
    index.move(7, 0)  # a story without facts
    np.testing.assert_allclose(index.products({"b": 1.0}, 2), [0.8, 0])
