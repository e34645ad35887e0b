"""The rules of salience, diversity and reading order: hand-made candidates and vectors."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from digests.models import Article, Sentence
from digests.sentences import split_sentences
from digests.summaries import (
    Candidate,
    Material,
    candidates,
    reading_order,
    salient,
    story_centre,
)
from tests.digests.examples import NOON, an_article

DAM = "The dam above the town of Ambra broke early on Monday morning."
RAIN = "The weather service expects heavy rain in the valley until Thursday."


def article(name: str, text: str = "", *, title: str = "", source: str = "", at: datetime = NOON) -> Article:
    return an_article(name, text=text, title=title, source=source or name, at=at)


def unit(*numbers: float) -> NDArray[np.float32]:
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


# ---------------------------------------------------------------- centre


def test_ten_articles_of_one_publisher_do_not_outvote_another() -> None:
    articles = [article(f"a{n}", source="A") for n in range(10)] + [article("b", source="B")]
    vectors = {one.id: unit(1, 0) if one.source == "A" else unit(0, 1) for one in articles}
    centre = story_centre(articles, vectors)
    assert centre is not None
    np.testing.assert_allclose(centre, unit(1, 1), atol=1e-6)


def test_articles_without_a_vector_have_no_say_and_none_have_no_centre() -> None:
    articles = [article("a"), article("b")]
    centre = story_centre(articles, {"a": unit(1, 0)})
    assert centre is not None
    np.testing.assert_allclose(centre, unit(1, 0))
    assert story_centre(articles, {}) is None


# ---------------------------------------------------------------- by words


def ranked(*articles: Article) -> list[Candidate]:
    return candidates(articles, [split_sentences(one) for one in articles])


def order(*articles: Article) -> list[str]:
    return [candidate.sentence.text for candidate in ranked(*articles)]


def test_what_stands_first_comes_first_where_words_tell_nothing() -> None:
    assert order(article("a", "Aaaaaa bbbbbb cccccc dddddd eeeeee. Ffffff gggggg hhhhhh iiiiii jjjjjj."))[0][:1] == "A"


def prior(found: Sequence[Candidate], words: str) -> float:
    return next(one.prior for one in found if words in one.sentence.text)


def test_what_others_say_too_counts_more_than_what_one_says_alone() -> None:
    common = "soldiers repaired the broken harbour wall near the old lighthouse today"
    texts = [f"Opening number {word} of a quite different kind. {word} {common}." for word in ("Ada", "Bob", "Cyd")]
    together = ranked(*(article(f"a{number}", text) for number, text in enumerate(texts)))
    assert prior(together, "Ada soldiers") > prior(ranked(article("a0", texts[0])), "Ada soldiers")


def test_words_of_a_headline_count() -> None:
    text = "Nothing much happened in the small town today. The harbour lighthouse lost its lantern overnight."
    headed = ranked(article("a", text, title="Lighthouse lost lantern at harbour overnight"))
    assert prior(headed, "lantern") > prior(ranked(article("a", text)), "lantern")


def test_names_count_and_a_quotation_at_the_beginning_counts_against_a_sentence() -> None:
    plain, named, quoted = ranked(
        article("a", "aaaaaa bbbbbb cccccc dddddd eeeeee pppppp qqqqqq."),
        article("b", "ffffff Gggggg hhhhhh Iiiiii jjjjjj rrrrrr ssssss."),
        article("c", "“kkkkkk llllll” mmmmmm nnnnnn oooooo tttttt uuuuuu."),
    )
    assert [plain.article, named.article, quoted.article] == [1, 0, 2]


def test_the_newer_article_comes_first_where_all_else_is_equal() -> None:
    old = article("a", "aaaaaa bbbbbb cccccc dddddd.")
    new = article("b", "eeeeee ffffff gggggg hhhhhh.", at=NOON + timedelta(hours=48))
    assert [one.article for one in ranked(old, new)] == [1, 0]


@pytest.mark.parametrize("text", ["aaaaaa bbbbbb cccccc dddddd", "aaaaaa bbbbbb cccccc dddddd " * 14])
def test_a_very_short_or_very_long_sentence_counts_less(text: str) -> None:
    usual = article("b", "eeeeee ffffff gggggg hhhhhh iiiiii jjjjjj kkkkkk.")
    assert ranked(article("a", f"{text.strip()}."), usual)[0].sentence.article_id == "b"


def test_a_sentence_that_several_print_is_one_candidate_of_all_their_publishers() -> None:
    made = ranked(article("a", f"{RAIN} {DAM}"), article("b", DAM.upper()), article("c", DAM.replace(".", " !")))
    [dam] = [one for one in made if one.sentence.text.casefold().startswith("the dam")]
    assert dam.publishers == {"a", "b", "c"}
    assert dam.place == 0


def test_a_short_line_before_the_first_sentence_takes_no_place() -> None:
    [dam] = [one for one in ranked(article("a", f"AMBRA, Monday\n{DAM}")) if one.sentence.text == DAM]
    assert dam.place == 0


@pytest.mark.parametrize("text", ["", " ", "🎉", "\u202e\u0007", "…"])
def test_texts_without_words_are_no_trouble(text: str) -> None:
    assert len(ranked(article("a", text))) <= 1


# ---------------------------------------------------------------- choice


def handmade(
    rows: Sequence[tuple[str, float, tuple[float, ...]]], *, headline: tuple[float, ...] | None = None
) -> Material:
    """Return candidates named by their publisher; a row is (publisher, prior, vector)."""
    made = tuple(
        Candidate(
            sentence=Sentence(article_id=name, start=number, end=number + 60, text=f"Word{number} " * 10 + "."),
            publisher=name,
            article=ord(name),
            place=0,
            prior=prior,
            publishers=frozenset(name),
        )
        for number, (name, prior, _) in enumerate(rows)
    )
    return Material(
        candidates=made,
        vectors=np.stack([unit(*vector) for _, _, vector in rows]),
        centre=unit(1, 1, 1, 1),
        publishers=len({name for name, _, _ in rows}),
        headline_vector=None if headline is None else unit(*headline),
    )


def test_the_best_by_words_and_meaning_is_chosen_first() -> None:
    assert salient(handmade([("A", 0.0, (1, 0, 0, 0)), ("B", 0.1, (0, 1, 0, 0))]), 1) == [1]
    assert salient(handmade([("A", 0.1, (1, 0, 0, 0)), ("B", 0.0, (1, 1, 0, 0))]), 1) == [1]


def test_of_equal_sentences_the_earlier_one_is_chosen() -> None:
    assert salient(handmade([("A", 0.0, (1, 0, 0, 0)), ("B", 0.0, (0, 1, 0, 0))]), 1) == [0]


def test_what_agrees_with_the_headline_is_chosen() -> None:
    rows = [("A", 0.0, (1.0, 0, 0, 0)), ("B", 0.0, (0, 1.0, 0, 0))]
    assert salient(handmade(rows, headline=(0, 1, 0, 0)), 1) == [1]


def test_the_centre_weighs_the_more_the_more_publishers_it_is_of() -> None:
    made = handmade([("A", 0.8, (1, 0, 0, 0)), ("B", 0.0, (1, 1, 1, 1))])
    assert salient(replace(made, publishers=1), 1) == [0]
    assert salient(replace(made, publishers=4), 1) == [1]


def test_two_publishers_are_heard_before_one_is_heard_twice() -> None:
    made = handmade([("A", 0.0, (1, 0, 0, 0)), ("A", 0.0, (0, 1, 0, 0)), ("B", 0.0, (0, 0, 1, 0))])
    assert salient(made, 2) == [0, 2]
    assert salient(made, 3) == [0, 2, 1]


def test_of_those_that_say_the_same_the_best_is_chosen_and_their_publishers_count_for_it() -> None:
    rows = [("A", 0.2, (1.0, 0, 0, 0)), ("B", 0.0, (0, 1.0, 0, 0)), ("C", 0.1, (0, 1.0, 0.01, 0))]
    assert salient(handmade(rows), 1) == [2]
    assert salient(handmade(rows), 3) == [2, 0]


def test_what_is_unlike_those_taken_is_chosen_next() -> None:
    rows = [("A", 1.0, (1.0, 0, 0, 0)), ("B", 0.1, (4, 3.0, 0, 0)), ("C", 0.0, (0, 0, 1.0, 0))]
    assert salient(handmade(rows), 2) == [0, 2]


def test_a_sentence_that_needs_another_is_chosen_only_after_that_one() -> None:
    made = handmade([("A", 0.0, (1, 0, 0, 0)), ("B", 5.0, (0, 1, 0, 0))])
    first, second = made.candidates
    assert salient(replace(made, candidates=(first, replace(second, needs=first.sentence))), 2) == [0, 1]
    elsewhere = Sentence(article_id="x", start=0, end=1, text="x")
    assert salient(replace(made, candidates=(first, replace(second, needs=elsewhere))), 2) == [0]


# ---------------------------------------------------------------- order


def a_candidate(publisher: str, article: int, place: int, *, needs: Sentence | None = None) -> Candidate:
    sentence = Sentence(article_id=f"{article}", start=place * 50, end=place * 50 + 9, text=f"{publisher}{place}")
    names = frozenset(publisher)
    return Candidate(
        sentence=sentence, publisher=publisher, article=article, place=place, prior=0, publishers=names, needs=needs
    )


def read(*picked: Candidate) -> list[str]:
    return [sentence.text for sentence in reading_order(picked)]


def test_what_stands_early_in_its_article_is_read_first_of_older_articles_first() -> None:
    assert read(a_candidate("C", 2, 0), a_candidate("A", 0, 9), a_candidate("B", 1, 0)) == ["B0", "C0", "A9"]


def test_from_five_on_each_publisher_speaks_in_turn() -> None:
    some = [a_candidate("B", 1, 0), a_candidate("A", 0, 3), a_candidate("A", 2, 1), a_candidate("B", 1, 4)]
    assert read(*some) == ["B0", "A1", "A3", "B4"]
    assert read(*some, a_candidate("C", 3, 0)) == ["A3", "A1", "B0", "B4", "C0"]


def test_a_sentence_that_needs_another_is_read_right_behind_it() -> None:
    head = a_candidate("A", 0, 0)
    behind = a_candidate("A", 0, 1, needs=head.sentence)
    between = a_candidate("B", 1, 0)
    assert read(behind, between, head) == ["A0", "A1", "B0"]
