"""By which words articles are found, and what a query asks for: nothing but letters, digits and our own star."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.search_words import (
    INDEXED_CHARACTERS,
    PREFIX,
    QUERY_WORDS,
    WORD_CHARACTERS,
    indexed_words,
    matching_sentence,
    query_words,
    word_weights,
)
from tests.digests.examples import an_article

HOSTILE = """NEAR(a b) AND "x* OR ^title:foo {a b}: - + ( ) ' \\ & | ! <-> :* ; -- % \0 \ud800 _ 😀 東京 หิวข้าว हिन्दी"""


def finds(query: str, text: str) -> bool:
    """Whether an article with this text has all that the query asks for, as both databases understand it."""
    words = f" {indexed_words('', text)} "
    return all((f" {word[:-1]}" if word.endswith(PREFIX) else f" {word} ") in words for word in query_words(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("élections", "Une ELECTION à Lyon"),
        ("Wahlen", "Nach der Wahl"),
        ("Wahlen", "Die Wahlen"),
        ("terremoto", "I terremoti"),
        ("elecciones", "La elección"),
        ("trains", "A train"),
        ("Zürich 2026", "zurich, im Jahr 2026"),
        ("１２３", "123"),
        ("地震", "東京で地震がありました"),
        ("हिन्दी", "आज हिन्दी दिवस"),
        ("foo_bar", "foo bar"),
    ],
)
def test_other_accents_styles_and_endings_are_met(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("gas", "gases"), ("2026", "20267"), ("地震", "震える地面"), ("macron", "macroeconomia"), ("e5", "e55")],
)
def test_short_words_numbers_and_names_are_met_as_they_are(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize("query", ["", "  ", "!?…", "😀", '"" * ^ : { }', "\0\ud800"])
def test_what_has_no_letter_and_no_digit_asks_for_nothing(query: str) -> None:
    assert query_words(query) == ()


@settings(max_examples=50)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=200))
def test_no_sign_of_a_query_language_is_left(text: str) -> None:
    asked = query_words(text)

    assert len(asked) <= QUERY_WORDS
    assert len(set(asked)) == len(asked)
    assert all(re.fullmatch(r"[^\W_]?[\w\u0900-\u0dff]*( [^\W_])?\*?", word) for word in asked)
    assert all(len(word) <= 2 * WORD_CHARACTERS for word in asked)
    assert indexed_words(text, "") == " ".join(indexed_words(text, "").split())


def test_each_word_is_asked_for_once() -> None:
    assert query_words("train Train trains") == ("train*",)


def test_only_the_beginning_of_a_long_article_is_found_by() -> None:
    assert len(indexed_words("Title", "word " * INDEXED_CHARACTERS)) <= INDEXED_CHARACTERS
    assert not finds("hidden", "word " * INDEXED_CHARACTERS + "hidden")


def test_rare_words_count_for_more_and_all_together_for_one() -> None:
    weights = word_weights({"mayor*": 999, "strike*": 10, "lyon": 1, "zzz": 0}, 1000)

    assert sum(weights.values()) == pytest.approx(1)
    assert weights["mayor*"] < 0.01 < weights["strike*"] < weights["lyon"] == weights["zzz"]
    assert word_weights({"the": 5}, 5) == {"the": 1}
    assert word_weights({"abc": 0}, 0) == word_weights({}, 9) == {}


def test_words_that_say_nothing_count_for_nothing() -> None:
    assert word_weights({"l": 1, "or": 0, "and": 20, "pour": 9, "12": 1}, 93) == {}
    telling = {"地 震": 1, "地": 1, "and": 5, "earthquak*": 20}
    assert word_weights(telling, 93).keys() == telling.keys()


def test_the_sentence_with_most_words_is_quoted() -> None:
    article = an_article(text="The mayor spoke. Night trains run again this spring. A train stopped.")

    assert (found := matching_sentence(article, query_words("night train")))
    assert found.text == "Night trains run again this spring."
    assert article.text[found.start : found.end] == found.text
    assert matching_sentence(article, query_words("harbour")) is None
