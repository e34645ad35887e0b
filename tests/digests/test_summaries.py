"""The rules of a story's summary: hand-made vectors where meaning is not the point, the real encoder where it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers import AbstractSummarizer

from digests.models import Article, Sentence, Summary
from digests.ports import Encoder
from digests.sentences import SentenceTokenizer, split_sentences
from digests.summaries import CrosslingualSummarizer, Material, _Quote, story_centre, summarize, summary_language
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)

DAM = "The dam above the town of Ambra broke early on Monday morning."
HELP = "More than 300 soldiers were sent to help the people of Ambra."
RAIN = "The weather service expects heavy rain in the valley until Thursday."
TRADE = "Ambra is known for its market, where farmers sell cheese and honey."


def article(
    name: str, text: str = "", *, title: str = "", source: str = "A", language: str = "en", at: datetime = NOON
) -> Article:
    return an_article(name, text=text, title=title, source=source, language=language, at=at)


def material(articles: Sequence[Article], encoder: Encoder) -> Material:
    """Return what the pipeline would make of articles in one language."""
    split = [split_sentences(one) for one in articles]
    sentences = [sentence for one in split for sentence in one]
    titles = encoder.encode([one.title or one.text[:200] for one in articles])
    whole = encoder.encode([f"{one.title}\n{one.text}" for one in articles])
    return Material(
        articles=tuple(articles),
        title_vectors=titles,
        sentences=tuple(sentences),
        places=tuple(place for one in split for place in range(len(one))),
        sentence_vectors=encoder.encode([sentence.text for sentence in sentences]),
        centre=story_centre(articles, {one.id: row for one, row in zip(articles, whole, strict=True)}),
    )


def summary(articles: Sequence[Article], encoder: Encoder, count: int = 2) -> Summary:
    return summarize("bcdf", material(articles, encoder), count=count)


def texts(made: Summary) -> list[str]:
    return [sentence.text for sentence in made.sentences]


def unit(*numbers: float) -> NDArray[np.float32]:
    vector = np.array(numbers, np.float32)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


# ---------------------------------------------------------------- language


def test_the_wished_language_comes_first_then_those_also_read_in_their_order() -> None:
    articles = [article("a", language="en"), article("b", language="fr"), article("c", language="it")]
    assert summary_language(articles, "it", ("fr", "en")) == "it"
    assert summary_language(articles, "de", ("fr", "en")) == "fr"
    assert summary_language(articles, "de", ("es", "en", "fr")) == "en"


def test_else_it_is_the_language_of_most_publishers_not_of_most_articles() -> None:
    articles = [article(f"a{n}", language="en", source="A") for n in range(5)]
    articles += [article("b", language="fr", source="B"), article("c", language="fr", source="C")]
    assert summary_language(articles, "de") == "fr"


def test_of_languages_with_as_many_publishers_the_first_to_tell_it_wins() -> None:
    articles = [article("a", language="it", source="A"), article("b", language="en", source="B")]
    assert summary_language(articles, "de") == "it"
    assert summary_language(articles[::-1], "de") == "en"


@pytest.mark.parametrize(("wished", "there"), [("pt", "pt-BR"), ("pt-BR", "pt"), ("PT-br", "pt"), ("pt-PT", "pt-BR")])
def test_a_region_is_a_preference_and_no_condition(wished: str, there: str) -> None:
    assert summary_language([article("a", language="en"), article("b", language=there)], wished) == there
    assert summary_language([article("a", language="en"), article("b", language=there)], "de", (wished,)) == there


@pytest.mark.parametrize("wished", ["pt", "pt-BR", "pt-br", "pt-PT"])
def test_the_wished_region_comes_before_the_others(wished: str) -> None:
    articles = [article(name, language=name) for name in ("pt-PT", "pt-BR", "pt")]
    assert summary_language(articles, wished).lower() == wished.lower()


# ---------------------------------------------------------------- centre


def test_ten_articles_of_one_publisher_do_not_outvote_another() -> None:
    articles = [article(f"a{n}", source="A") for n in range(10)] + [article("b", source="B")]
    vectors = {one.id: unit(1, 0) if one.source == "A" else unit(0, 1) for one in articles}
    np.testing.assert_allclose(story_centre(articles, vectors), unit(1, 1), atol=1e-6)


# ---------------------------------------------------------------- sentences


def test_sentences_are_verbatim_slices_of_their_articles(encoder: Encoder) -> None:
    articles = [article("a", f"{DAM} {HELP}", title="Flood"), article("b", f"{RAIN}\n{TRADE}", source="B")]
    made = summary(articles, encoder, 4)
    by_id = {one.id: one for one in articles}
    assert len(made.sentences) == 4
    for sentence in made.sentences:
        assert by_id[sentence.article_id].text[sentence.start : sentence.end] == sentence.text


def test_what_the_story_is_about_is_told_before_its_background(encoder: Encoder) -> None:
    articles = [
        article("a", f"{DAM} {TRADE}", title="Flood"),
        article("b", f"{HELP} {RAIN}", title="Soldiers help after dam break", source="B"),
    ]
    assert TRADE not in texts(summary(articles, encoder, 2))


def test_the_summary_is_the_same_every_time(encoder: Encoder) -> None:
    articles = [article("a", f"{DAM} {HELP} {TRADE}"), article("b", f"{DAM} {RAIN}", source="B")]
    assert summary(articles, encoder, 3) == summary(articles, encoder, 3)


@pytest.mark.parametrize(
    "again",
    [
        DAM,
        "The dam above the town of Ambra broke early on Monday morning, police said.",
        "Early on Monday morning, the dam above the town of Ambra broke.",
    ],
)
def test_no_two_sentences_say_the_same(again: str, encoder: Encoder) -> None:
    articles = [
        article("a", DAM, title="Flood"),
        article("b", again, title="Flood", source="B"),
        article("c", HELP, title="Flood", source="C"),
    ]
    made = texts(summary(articles, encoder, 3))
    assert len(made) == 2
    assert HELP in made


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Dam above town of Ambra broke early Monday morning", DAM),
        ("DAM ABOVE THE TOWN OF AMBRA BROKE EARLY ON MONDAY MORNING: 40 missing, 300 soldiers on the way", DAM),
        ("安布拉大坝星期一早上决堤", "安布拉大坝星期一早上决堤了。"),
    ],
)
def test_no_sentence_only_repeats_the_headline(title: str, text: str, encoder: Encoder) -> None:
    assert texts(summary([article("a", text, title=title)], encoder)) == []
    assert texts(summary([article("a", f"{text}\n{HELP}", title=title)], encoder)) == [HELP]


def test_an_opening_that_serves_as_headline_is_not_told_again(encoder: Encoder) -> None:
    made = summary([article("a", f"{DAM} {HELP}\n{RAIN}")], encoder, 3)
    assert made.headline == f"{DAM} {HELP}"
    assert texts(made) == [RAIN]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 1000])
def test_never_more_sentences_than_asked_for_or_there(count: int, encoder: Encoder) -> None:
    made = summary([article("a", f"{DAM} {HELP} {RAIN}", title="Flood")], encoder, count)
    assert len(made.sentences) == min(count, 3)


def test_a_story_of_titles_only_has_a_headline_and_no_sentences(encoder: Encoder) -> None:
    made = summary([article("a", title="Dam breaks"), article("b", title="Dam breaks in Ambra")], encoder)
    assert made.headline in ("Dam breaks", "Dam breaks in Ambra")
    assert made.sentences == ()


def test_the_headline_is_the_title_nearest_to_the_whole_story(encoder: Encoder) -> None:
    articles = [
        article("a", DAM, title="News in brief"),
        article("b", DAM, title="Dam above Ambra breaks", source="B"),
        article("c", HELP, title="", source="C"),
    ]
    assert summary(articles, encoder).headline == "Dam above Ambra breaks"


def test_a_long_opening_is_cut_at_a_word_to_serve_as_headline(encoder: Encoder) -> None:
    headline = summary([article("a", "river " * 200)], encoder).headline
    assert headline.endswith("river…")
    assert len(headline) <= 350
    assert summary([article("a", "x" * 1000)], encoder).headline == "x" * 349 + "…"


def test_an_article_of_nothing_has_an_empty_headline(encoder: Encoder) -> None:
    made = summary([article("a")], encoder)
    assert (made.headline, made.sentences) == ("", ())


def test_the_summary_says_in_which_language_it_is(encoder: Encoder) -> None:
    made = summary([article("a", "Der Damm über Ambra ist am Montag gebrochen.", language="de-AT")], encoder)
    assert (made.story_id, made.language, made.method) == ("bcdf", "de-AT", "crosslingual")


# ---------------------------------------------------------------- choice and order, on hand-made vectors


def handmade(rows: Sequence[tuple[str, int, tuple[float, ...]]]) -> Material:
    """Return the material of articles named by their publisher; a row is (publisher, place, vector)."""
    articles = tuple(article(name, source=name, title=f"Headline {name}") for name in sorted({row[0] for row in rows}))
    sentences = tuple(
        Sentence(article_id=name, start=0, end=60, text=f"Word{number} " * 10 + ".")
        for number, (name, _, _) in enumerate(rows)
    )
    return Material(
        articles=articles,
        title_vectors=np.stack([unit(1, 1, 1, 1) for _ in articles]),
        sentences=sentences,
        places=tuple(place for _, place, _ in rows),
        sentence_vectors=np.stack([unit(*vector) for _, _, vector in rows]),
        centre=unit(1, 1, 1, 1),
    )


def chosen(made: Material, count: int) -> list[int]:
    picked = summarize("bcdf", made, count=count).sentences
    return [made.sentences.index(sentence) for sentence in picked]


def test_of_equal_sentences_the_earlier_one_is_chosen() -> None:
    assert chosen(handmade([("A", 0, (1, 0, 0, 0)), ("B", 0, (0, 1, 0, 0))]), 1) == [0]


def test_two_publishers_are_heard_before_one_is_heard_twice() -> None:
    made = handmade([("A", 0, (1, 0, 0, 0)), ("A", 0, (0, 1, 0, 0)), ("B", 0, (0, 0, 1, 0))])
    assert chosen(made, 2) == [0, 2]
    assert chosen(made, 3) == [0, 1, 2]


def test_what_stands_early_in_its_article_is_chosen_first_and_read_first() -> None:
    made = handmade([("A", 9, (1, 0, 0, 0)), ("B", 4, (0, 1, 0, 0)), ("C", 0, (0, 0, 1, 0))])
    assert chosen(made, 1) == [2]
    assert chosen(made, 3) == [2, 1, 0]


def test_of_sentences_at_one_place_the_older_article_is_read_first() -> None:
    made = handmade([("A", 1, (1, 0, 0, 0)), ("B", 1, (0, 2, 1, 1)), ("C", 1, (0, 0, 1, 0))])
    assert chosen(made, 3) == [0, 1, 2]


def test_the_summarizer_is_one_of_sumy_s_and_reads_its_documents() -> None:
    made = handmade([("A", 0, (1, 0, 0, 0)), ("B", 0, (0, 1, 0, 0))])
    summarizer = CrosslingualSummarizer(made, made.title_vectors[0])
    assert isinstance(summarizer, AbstractSummarizer)
    assert summarizer(ObjectDocumentModel([]), 5) == ()
    assert summarizer(ObjectDocumentModel([Paragraph([])]), 5) == ()


def test_the_summarizer_takes_and_returns_sumy_s_sentences() -> None:
    made = handmade([("A", 0, (1, 0, 0, 0)), ("B", 0, (0, 1, 0, 0))])
    quotes = [_Quote(sentence, number, SentenceTokenizer("en")) for number, sentence in enumerate(made.sentences)]
    found = CrosslingualSummarizer(made, made.title_vectors[0])(
        ObjectDocumentModel([Paragraph(quotes[:1]), Paragraph(quotes[1:])]), 1
    )
    assert found == (quotes[0],)
    assert isinstance(found[0], SumySentence)
    assert found[0].words == ("Word",) * 10


# ---------------------------------------------------------------- stories that go on


def test_a_story_that_goes_on_is_headed_by_its_newest_state(encoder: Encoder) -> None:
    old = article("a", DAM, title="Three dead as dam above Ambra breaks")
    new = article("b", HELP, title="Seven dead after dam above Ambra breaks", source="B", at=NOON + 48 * HOUR)
    assert summary([old, new], encoder).headline == new.title


def test_of_two_like_sentences_the_newer_one_is_told(encoder: Encoder) -> None:
    old = article("a", "Three people died when the dam above the town of Ambra broke, the mayor said.", title="Dam")
    new = article(
        "b",
        "Seven people died when the dam above the town of Ambra broke, the mayor said.",
        title="Dam",
        at=NOON + 48 * HOUR,
    )
    assert texts(summary([old, new], encoder, 1)) == [new.text]


def test_a_sentence_on_what_the_headline_says_is_told(encoder: Encoder) -> None:
    old = article("a", f"{DAM}\n{RAIN}", title="Dam above Ambra breaks")
    new = article("b", f"{TRADE}\n{HELP}", title="Soldiers sent to help Ambra", source="B", at=NOON + 48 * HOUR)
    made = summary([old, new], encoder)
    assert made.headline == new.title
    assert texts(made) == [DAM, HELP]
