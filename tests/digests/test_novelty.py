"""What is new of a story for readers who have had it."""

from datetime import timedelta

import pytest

from digests.models import Story, Told
from digests.novelty import History, news_of, says_new, words_of
from tests.digests.examples import NOON, an_article

DAY = timedelta(days=1)


def told(name: str = "k7qm", *ids: str, texts: tuple[str, ...] = (), days_ago: int = 1, publisher: str = "A") -> Told:
    return Told(
        story_id=name,
        at=NOON - days_ago * DAY,
        article_ids=frozenset(ids),
        publishers=frozenset([publisher]),
        texts=texts,
    )


def story(name: str, *ids: str) -> Story:
    return Story(id=name, article_ids=ids, first_seen_at=NOON, last_seen_at=NOON)


def test_a_story_is_known_again_by_its_id_and_by_any_of_its_articles() -> None:
    history = [told("k7qm", "a"), told("p9ra", "b", "c"), told("w3xd", "d")]
    for found, expected in ((story("k7qm", "x"), "a"), (story("new1", "x", "c"), "c")):
        before = History(history).of(found)
        assert before is not None
        assert expected in before.article_ids
    assert History(history).of(story("new2", "x", "y")) is None
    assert History([]).of(story("k7qm", "a")) is None


def test_all_tellings_of_a_story_count_as_one() -> None:
    history = [
        told("k7qm", "a", texts=("Headline", "One."), days_ago=2, publisher="A"),
        told("p9ra", "b", texts=("Headline", "Two."), days_ago=1, publisher="B"),
    ]
    before = History(history).of(story("k7qm", "a", "b", "c"))
    assert before == Told(
        story_id="k7qm",
        at=NOON - DAY,
        article_ids=frozenset({"a", "b"}),
        publishers=frozenset({"A", "B"}),
        texts=("Headline", "One.", "Two."),
    )


def test_news_are_the_articles_that_came_since_and_the_publishers_that_are_new() -> None:
    articles = [
        an_article("a", source="A"),
        an_article("b", source="A"),
        an_article("c", source="B"),
        an_article("d", source="B"),
        an_article("e", source="C"),
    ]
    news = news_of(articles, told("k7qm", "a"), articles[:1])
    assert [article.id for article in news.articles] == ["b", "c", "d", "e"]
    assert news.publishers == 2


def test_what_old_articles_said_is_known_also_where_it_was_not_told() -> None:
    old = an_article("a", title="Flood at Foss", text="Mayor Ana Torvik counted 14 houses.")
    news = news_of([], told("k7qm", "a", texts=("Flood",)), [old, an_article("z", text="Bela 99")])
    assert not says_new("In all 14 houses fell, said Torvik.", "en", news.known)
    assert says_new("In all 99 houses fell.", "en", news.known)  # of an article that was not there then


KNOWN = words_of(["Three people died at Foss on 12 March, Mayor Ana Torvik said. Der Bürgermeister kam."])


@pytest.mark.parametrize(
    ("sentence", "language", "is_new"),
    [
        ("Three people died at Foss.", "en", False),
        ("The mayor spoke of grief.", "en", False),
        ("Rescuers searched all night.", "en", False),  # a capital for opening the sentence is no name
        ("“Nobody sleeps,” said the mayor.", "en", False),
        ("The toll rose to 16.", "en", True),
        ("The toll on 12 March is known.", "en", False),
        ("On 012 the mayor spoke.", "en", False),
        ("Prime minister Solano came.", "en", True),
        ("ANA TORVIK came.", "en", False),
        ("Torviks came with Foss.", "sv", False),  # inflected names are the same
        ("Am Abend kam der Regen.", "de", False),  # German nouns have capitals
        ("Am Abend kam die Ministerin Mira Solano.", "de", True),
        ("وصل 16 شخصا", "ar", True),
        ("وصل ١٢ شخصا", "ar", False),
        ("وصل الناس", "ar", False),
        ("", "en", False),
    ],
)
def test_a_sentence_says_something_new_by_a_number_or_a_name(sentence: str, language: str, is_new: bool) -> None:
    assert says_new(sentence, language, KNOWN) is is_new
