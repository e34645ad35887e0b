"""The rules of telling: language, headline, what may be quoted, what the reader has had; with the real encoder."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.articles import clean_article, with_language
from digests.errors import BadRequest
from digests.feeds import read_feed
from digests.methods import METHODS
from digests.models import Article, Sentence, Summary
from digests.ports import Encoder, Vector
from digests.stories import encoded_text
from digests.telling import Telling, tell, told_language
from tests.digests.examples import NOON, an_article

HOUR = timedelta(hours=1)

DAM = "The dam above the town of Ambra broke early on Monday morning."
HELP = "More than 300 soldiers were sent to help the people of Ambra."
RAIN = "The weather service expects heavy rain in the valley until Thursday."
TRADE = "Ambra is known for its market, where farmers sell cheese and honey."
BRIDGE = "Two bridges over the river Lune were closed to lorries and buses."
SCHOOL = "Schools in the whole district stay closed until the end of the week."
DAMM = "Der Damm über der Stadt Ambra ist am frühen Montagmorgen gebrochen."
HILFE = "Mehr als 300 Soldaten wurden geschickt, um den Menschen in Ambra zu helfen."


def article(
    name: str, text: str = "", *, title: str = "", source: str = "A", language: str = "en", at: datetime = NOON
) -> Article:
    return an_article(name, text=text, title=title, source=source, language=language, at=at)


def vectors(articles: Iterable[Article], encoder: Encoder) -> dict[str, Vector]:
    listed = list(articles)
    return dict(zip((one.id for one in listed), encoder.encode([encoded_text(one) for one in listed]), strict=True))


def told(
    telling: Telling | Sequence[Article],
    encoder: Encoder,
    *languages: str,
    count: int = 2,
    method: str = "crosslingual",
) -> Summary:
    if not isinstance(telling, Telling):
        telling = Telling(story_id="bcdf", articles=tuple(telling))
    [made] = tell(
        [telling],
        languages=languages,
        count=count,
        vectors=vectors(telling.articles, encoder),
        encoder=encoder,
        method=method,
    )
    return made


def texts(made: Summary) -> list[str]:
    return [sentence.text for sentence in made.sentences]


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("have", "wishes", "best"),
    [
        (["en", "fr", "it"], ["it", "fr"], "it"),
        (["en", "fr", "it"], ["de", "fr", "en"], "fr"),
        (["en", "pt-BR"], ["pt"], "pt-BR"),
        (["en", "pt"], ["de", "pt-BR"], "pt"),
        (["en", "zh-Hans"], ["zh-Hant"], "zh-Hans"),
        (["en", "zh-Hans"], ["zh-Hant", "en"], "en"),
        (["it", "en"], [], "it"),
        (["it", "en"], ["de"], "it"),
        (["und"], ["de"], "und"),
        ([], ["de"], "und"),
    ],
)
def test_the_first_wish_that_is_met_counts_then_another_script_then_what_there_is(
    have: list[str], wishes: list[str], best: str
) -> None:
    assert told_language([article(tag, language=tag, source=tag) for tag in have], wishes) == best


def test_without_a_wish_that_is_met_it_is_the_language_of_most_publishers_not_of_most_articles() -> None:
    articles = [article(f"a{n}", language="en", source="A") for n in range(5)]
    articles += [article("b", language="fr", source="B"), article("c", language="fr", source="C")]
    assert told_language(articles, ["de"]) == "fr"


def test_headline_and_sentences_are_of_one_language(encoder: Encoder) -> None:
    articles = [
        article("a", f"{DAM} {HELP}", title="Dam breaks above Ambra"),
        article("b", f"{DAMM} {HILFE}", title="Damm über Ambra gebrochen", source="B", language="de"),
    ]
    english, german = told(articles, encoder, "en"), told(articles, encoder, "fr", "de")
    assert (english.language, english.headline, texts(english)) == ("en", "Dam breaks above Ambra", [DAM, HELP])
    assert (german.language, german.headline, texts(german)) == ("de", "Damm über Ambra gebrochen", [DAMM, HILFE])


def test_variants_of_one_language_are_quoted_together(encoder: Encoder) -> None:
    articles = [article("a", DAM, language="en-GB"), article("b", HELP, source="B", language="en-US")]
    assert sorted(texts(told(articles, encoder, "en-US"))) == sorted([DAM, HELP])


# ---------------------------------------------------------------- headline


def test_the_headline_is_the_title_nearest_to_the_whole_story(encoder: Encoder) -> None:
    articles = [
        article("a", DAM, title="News in brief"),
        article("b", DAM, title="Dam above Ambra breaks", source="B"),
        article("c", HELP, title="", source="C"),
    ]
    assert told(articles, encoder).headline == "Dam above Ambra breaks"


def test_a_story_that_goes_on_is_headed_by_its_newest_state(encoder: Encoder) -> None:
    old = article("a", DAM, title="Three dead as dam above Ambra breaks")
    new = article("b", HELP, title="Seven dead after dam above Ambra breaks", source="B", at=NOON + 48 * HOUR)
    assert told([old, new], encoder).headline == new.title


def test_a_headline_that_the_reader_has_had_comes_again_only_where_there_is_no_other(encoder: Encoder) -> None:
    one = article("a", DAM, title="Dam above Ambra breaks")
    other = article("b", RAIN, title="Rain goes on in the valley", source="B")
    again = Telling(story_id="bcdf", articles=(one, other), told=(one.title,))
    assert told(again, encoder).headline == other.title
    assert told(Telling(story_id="bcdf", articles=(one,), told=(one.title,)), encoder).headline == one.title


def test_without_a_title_the_opening_is_the_headline_and_still_quoted(encoder: Encoder) -> None:
    made = told([article("a", f"{DAM} {HELP}\n{RAIN}")], encoder, count=1)
    assert (made.headline, texts(made)) == (DAM, [DAM])


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 100])
def test_never_more_sentences_than_asked_for_or_there(count: int, encoder: Encoder) -> None:
    made = told([article("a", f"{DAM} {HELP} {RAIN}", title="Flood")], encoder, count=count)
    assert len(made.sentences) == min(count, 3)


def test_what_the_story_is_about_is_told_before_its_background(encoder: Encoder) -> None:
    articles = [
        article("a", f"{DAM} {TRADE}", title="Flood"),
        article("b", f"{HELP} {RAIN}", title="Soldiers help after dam break", source="B"),
    ]
    assert TRADE not in texts(told(articles, encoder))


@pytest.mark.parametrize(
    "again",
    [
        DAM,
        "The dam above the town of Ambra broke early on Monday morning, police said.",
        "Early on Monday morning, the dam above the town of Ambra broke.",
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_no_two_sentences_say_the_same(again: str, method: str, encoder: Encoder) -> None:
    articles = [
        article("a", DAM, title="Flood"),
        article("b", again, title="Flood", source="B"),
        article("c", HELP, title="Flood", source="C"),
    ]
    made = texts(told(articles, encoder, count=3, method=method))
    assert len(made) == 2
    assert HELP in made


def test_of_two_like_sentences_the_newer_one_is_told(encoder: Encoder) -> None:
    toll = "{} people died when the dam above the town of Ambra broke, the mayor said."
    old = article("a", toll.format("Three"), title="Dam")
    new = article("b", toll.format("Seven"), title="Dam", at=NOON + 48 * HOUR)
    assert texts(told([old, new], encoder)) == [new.text]


def test_a_sentence_that_only_repeats_the_headline_is_not_told_where_there_is_another(encoder: Encoder) -> None:
    title = "DAM ABOVE THE TOWN OF AMBRA BROKE EARLY ON MONDAY MORNING: 40 missing"
    assert texts(told([article("a", f"{DAM}\n{HELP}", title=title)], encoder)) == [HELP]
    assert texts(told([article("a", DAM, title=title)], encoder)) == [DAM]


@pytest.mark.parametrize("text", ["dam", "Flood in Ambra", "Why?", "🎉🎉", "He said so.", "x" * 9000])
@pytest.mark.parametrize("method", METHODS)
def test_whatever_text_there_is_gives_a_sentence(text: str, method: str, encoder: Encoder) -> None:
    made = told([article("a", text, title="A title")], encoder, count=1, method=method)
    assert len(made.sentences) == 1
    assert made.sentences[0].text in text


def test_a_first_paragraph_without_its_full_stop_is_quoted(encoder: Encoder) -> None:
    lede = DAM.removesuffix(".")
    assert texts(told([article("a", f"{lede}\n{TRADE}")], encoder, count=1)) == [lede]


def test_a_sentence_that_points_back_is_told_only_behind_the_one_it_points_to(encoder: Encoder) -> None:
    back = "He had warned the council of Ambra of the cracks in the dam three times."
    mayor = "The mayor of Ambra, Paul Stone, asked the government for help on Monday."
    articles = [article("a", f"{mayor} {back}", title="Flood"), article("b", DAM, title="Flood", source="B")]
    assert back not in texts(told(articles, encoder, count=1))
    made = texts(told(articles, encoder, count=3))
    assert made.index(back) == made.index(mayor) + 1


def test_five_sentences_and_more_stand_by_publisher(encoder: Encoder) -> None:
    articles = [
        article("a", f"{DAM} {SCHOOL} {BRIDGE}", title="Flood"),
        article("b", f"{HELP} {RAIN} {TRADE}", title="Soldiers", source="B", at=NOON + HOUR),
    ]
    made = told(articles, encoder, count=6)
    assert texts(made) == [DAM, SCHOOL, BRIDGE, HELP, RAIN, TRADE]


def test_the_same_story_in_any_order_is_told_alike(encoder: Encoder) -> None:
    articles = [
        article("a", f"{DAM} {SCHOOL}", title="Dam breaks"),
        article("b", f"{HELP} {RAIN}", title="Soldiers help", source="B"),
        article("c", f"{BRIDGE} {TRADE}", title="Bridges closed", source="C"),
    ]
    assert told(articles, encoder) == told(articles[::-1], encoder) == told([*articles[1:], articles[0]], encoder)


def test_stories_told_together_are_told_as_each_alone(encoder: Encoder) -> None:
    one = Telling(story_id="bcdf", articles=(article("a", f"{DAM} {HELP} {TRADE}", title="Flood"),))
    other = Telling(story_id="ghjk", articles=(article("b", f"{RAIN} {BRIDGE} {SCHOOL}", title="Rain"),))
    rows = vectors([*one.articles, *other.articles], encoder)
    together = tell([one, other], languages=("en",), count=2, vectors=rows, encoder=encoder)
    assert together == [told(one, encoder, "en"), told(other, encoder, "en")]
    assert tell([], languages=("en",), count=2, vectors={}, encoder=encoder) == []


def test_articles_without_vectors_are_told_too(encoder: Encoder) -> None:
    one = Telling(story_id="bcdf", articles=(article("a", f"{DAM} {HELP}", title="Flood"),))
    [made] = tell([one], languages=(), count=2, vectors={}, encoder=encoder)
    assert (made.headline, texts(made)) == ("Flood", [DAM, HELP])


def test_progress_is_reported_up_to_the_last_text(encoder: Encoder) -> None:
    reports: list[tuple[int, int]] = []
    one = Telling(story_id="bcdf", articles=(article("a", f"{DAM} {HELP}", title="Flood"),))
    tell([one], languages=(), count=2, vectors={}, encoder=encoder, report=lambda *done: reports.append(done))
    assert reports[-1] == (3, 3)


# ---------------------------------------------------------------- who had the story


def test_only_what_may_be_quoted_is_quoted(encoder: Encoder) -> None:
    articles = (article("a", f"{DAM} {HELP}", title="Flood"), article("b", RAIN, title="Rain", source="B"))
    made = told(Telling(story_id="bcdf", articles=articles, quoted=frozenset("b")), encoder)
    assert (made.headline, texts(made)) == ("Rain", [RAIN])


def test_where_nothing_may_be_quoted_the_summary_is_empty(encoder: Encoder) -> None:
    made = told(Telling(story_id="bcdf", articles=(article("a", DAM),), quoted=frozenset()), encoder, "en")
    assert (made.headline, made.sentences) == ("", ())


@pytest.mark.parametrize("had", [DAM, "Early on Monday morning, the dam above the town of Ambra broke.", DAM.upper()])
def test_neither_what_was_told_nor_its_like_comes_again(had: str, encoder: Encoder) -> None:
    telling = Telling(story_id="bcdf", articles=(article("a", f"{DAM} {HELP}", title="Flood"),), told=(had,))
    assert texts(told(telling, encoder)) == [HELP]
    alone = Telling(story_id="bcdf", articles=(article("a", DAM, title="Flood"),), told=(had,))
    assert texts(told(alone, encoder)) == []


def test_a_told_sentence_with_another_number_is_news(encoder: Encoder) -> None:
    more = HELP.replace("300", "900")
    telling = Telling(story_id="bcdf", articles=(article("a", more, title="Flood"),), told=(HELP,))
    assert texts(told(telling, encoder)) == [more]


@pytest.mark.parametrize("method", METHODS)
def test_only_sentences_that_are_worth_it_are_told(method: str, encoder: Encoder) -> None:
    def counts(sentence: Sentence) -> bool:
        return "300" in sentence.text

    telling = Telling(story_id="bcdf", articles=(article("a", f"{DAM} {HELP} {RAIN}"),), is_worth=counts)
    assert texts(told(telling, encoder, method=method)) == [HELP]


# ---------------------------------------------------------------- methods


def test_an_unknown_method_is_refused_by_name(encoder: Encoder) -> None:
    with pytest.raises(BadRequest, match=r"“bert”.*crosslingual, lexrank, textrank, lsa, luhn, kl"):
        told([article("a", DAM)], encoder, method="bert")


def test_the_summary_says_how_its_sentences_were_chosen(encoder: Encoder) -> None:
    assert [told([article("a", DAM)], encoder, method=method).method for method in METHODS] == list(METHODS)


# ---------------------------------------------------------------- faithfulness


def faithful(made: Summary, articles: Iterable[Article]) -> bool:
    by_id = {one.id: one for one in articles}
    return all(
        by_id[sentence.article_id].text[sentence.start : sentence.end] == sentence.text
        and by_id[sentence.article_id].language == made.language
        for sentence in made.sentences
    )


@pytest.fixture(scope="session")
def samples(sample_feeds: Path) -> list[Article]:
    """Return the articles of the sample feeds."""
    now = datetime(2026, 11, 22, tzinfo=UTC)
    found = []
    for path in sorted(sample_feeds.iterdir()):
        feed, entries = read_feed(path.read_bytes(), url=path.as_uri())
        found += [clean_article(entry, feed, fetched_at=now) for entry in entries]
    return [with_language(one) for one in found if one]


@pytest.mark.parametrize("method", METHODS)
def test_every_sentence_of_the_sample_feeds_is_verbatim_and_of_the_summary_s_language(
    method: str, samples: list[Article], encoder: Encoder
) -> None:
    rows = vectors(samples, encoder)
    groups = [tuple(samples[at::20]) for at in range(20)] + [(one,) for one in samples]
    tellings = [Telling(story_id=str(number), articles=group) for number, group in enumerate(groups)]
    for language in ("en", "fr", "de"):
        for made, group in zip(
            tell(tellings, languages=(language,), count=4, vectors=rows, encoder=encoder, method=method),
            groups,
            strict=True,
        ):
            assert faithful(made, group)
            assert made.sentences
            assert made.headline


PIECES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [DAM, HELP, DAMM, "。", "他来了。雨很大！", "قال الوزير إن السد انهار.", "\n", " ", "“", "...", "M. ", "🎉"]
    ),
)


@given(
    bodies=st.lists(st.lists(PIECES, max_size=12).map(" ".join), min_size=1, max_size=4),
    title=st.text(max_size=30),
    language=st.sampled_from(["en", "zh", "ar", "th", "und", "x"]),
    method=st.sampled_from(METHODS),
    count=st.integers(0, 8),
)
@settings(max_examples=80)
def test_whatever_is_told_is_verbatim(
    encoder: Encoder, *, bodies: list[str], title: str, language: str, method: str, count: int
) -> None:
    articles = tuple(
        article(f"a{number}", body, title=title * (number % 2), source=f"S{number}", language=language)
        for number, body in enumerate(bodies)
    )
    telling = Telling(story_id="bcdf", articles=articles)
    [made] = tell([telling], languages=("en",), count=count, vectors={}, encoder=encoder, method=method)
    assert faithful(made, articles)
    assert len(made.sentences) <= count
    assert len({sentence.text for sentence in made.sentences}) == len(made.sentences)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "word " * 200_000, "“" * 100_000, "Oh. " * 250_000, "\u202eabc " * 100_000]
)
def test_a_megabyte_is_told_like_any_text(text: str, method: str, encoder: Encoder) -> None:
    articles = (article("a", text), article("b", DAM, source="B"))
    [made] = tell(
        [Telling(story_id="bcdf", articles=articles)],
        languages=(),
        count=2,
        vectors={"a": np.zeros(512, np.float32)},
        encoder=encoder,
        method=method,
    )
    assert faithful(made, articles)
    assert made.sentences
