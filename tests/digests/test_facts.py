"""The rules of what an article names and counts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.facts import facts
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


@given(st.text() | st.text(st.characters(categories=["Cs", "Lu", "Nd", "Mn"])))
def test_any_text_has_facts_that_are_short_and_not_empty(text: str) -> None:
    found = facts(article(text, text))
    assert all(0 < len(name) <= 6 for name in found.names)
    assert all(found.numbers)
    assert all(count > 0 for count in (*found.names.values(), *found.numbers.values()))
