"""The rules of what may be quoted of a story: what stands alone; else one makeshift, of which the beginning will do."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.candidates import MAX_CHARACTERS
from digests.excerpts import BEGINNING_CHARACTERS, excerpts
from digests.models import Article, Sentence
from digests.summaries import Candidate
from tests.digests.examples import an_article

TRAM = "Ada Brown opened the new tram line of Orsk on Monday."
AND_THEN = "She said that the next line would follow in two years."
HANGING = "I would say that the next line is a mistake."


def excerpted(*texts: str, language: str = "en", told: tuple[str, ...] = ()) -> list[Candidate]:
    articles = [an_article(f"a{number}", text=text, language=language) for number, text in enumerate(texts)]
    found = excerpts(articles, language, count=4, told=told, is_worth=None)
    for candidate in found:
        check_verbatim(articles, candidate.sentence)
    return found


def quoted(*texts: str, language: str = "en", told: tuple[str, ...] = ()) -> list[str]:
    return [candidate.sentence.text for candidate in excerpted(*texts, language=language, told=told)]


def check_verbatim(articles: list[Article], sentence: Sentence) -> None:
    [article] = [article for article in articles if article.id == sentence.article_id]
    assert article.text[sentence.start : sentence.end] == sentence.text


def test_where_nothing_stands_alone_one_sentence_comes_for_the_whole_story() -> None:
    assert quoted(f"The new line\n{AND_THEN} {HANGING}", HANGING) == [AND_THEN]
    assert quoted("The new line\nWhy?", "Where?") == ["The new line"]
    assert quoted("", "Where?") == ["Where?"]
    assert quoted("🎉", "") == ["🎉"]
    assert quoted("", "") == []


def test_a_makeshift_never_stands_beside_what_stands_alone() -> None:
    assert quoted(f"{AND_THEN} {HANGING}", TRAM) == [TRAM]
    assert quoted(f"{AND_THEN} {HANGING}", TRAM, told=(TRAM,)) == []


def test_what_was_told_is_no_makeshift() -> None:
    assert quoted(f"{AND_THEN} {HANGING}", told=(AND_THEN,)) == [HANGING]


def test_what_points_back_comes_with_the_one_that_it_needs() -> None:
    first, second = excerpted(f"{TRAM} {AND_THEN}")
    assert (first.sentence.text, first.needs) == (TRAM, None)
    assert (second.sentence.text, second.needs) == (AND_THEN, first.sentence)


LONG = "The new tram line of Orsk goes up the hill and down to the river and " * 20


@pytest.mark.parametrize(
    ("text", "language", "beginning"),
    [
        (f"{'tram ' * 60}stops, {'tram ' * 60}", "en", f"{'tram ' * 60}stops"),
        (f"{'tram ' * 50}stops: {'tram, ' * 100}", "en", f"{'tram ' * 50}stops: {'tram, ' * 15}"),
        ("tram " * 200, "en", ("tram " * 70).strip()),
        ("word" * 200, "en", ("word" * 200)[:350]),
        ("电车线路" * 50 + "，" + "电车线路" * 100, "zh", "电车线路" * 50),
        ("电车线路" * 200, "zh", ("电车线路" * 200)[:350]),
        ("e\u0301" * 400, "fr", "e\u0301" * 175),
        ("x" + "e\u0301" * 400, "fr", "x" + "e\u0301" * 174),
    ],
)
def test_of_a_sentence_that_is_too_long_its_beginning_is_quoted(text: str, language: str, beginning: str) -> None:
    assert quoted(text, language=language) == [beginning.rstrip(" ,")]


def test_a_sentence_that_is_too_long_is_quoted_only_where_there_is_nothing_else() -> None:
    assert quoted(f"{LONG}goes on.\n{TRAM}") == [TRAM]
    assert quoted(f"{LONG}goes on.\n{AND_THEN}") == [AND_THEN]


@pytest.mark.parametrize("pattern", ["tram ", "x", "电", "e\u0301", ", ", "👍🏽", "\u200d", " \u0301", "tram, "])
def test_of_a_megabyte_without_a_full_stop_a_short_beginning_is_quoted(pattern: str) -> None:
    text = (pattern * 1_000_000)[:1_000_000].strip()
    assert all(0 < len(one) <= BEGINNING_CHARACTERS for one in quoted(text))


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("aZ .,:—e\u0301电，👍🏽\u200d\n"), max_size=1500))
def test_whatever_the_text_what_is_quoted_is_verbatim_and_never_too_long(text: str) -> None:
    for one in quoted(text):
        assert 0 < len(one) <= MAX_CHARACTERS
        assert one == one.strip()
        assert unicodedata.category(one[0])[0] != "Z"
