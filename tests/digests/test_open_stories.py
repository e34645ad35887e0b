"""The rules of open stories: what is ranked, and what joining, moving and merging leave behind."""

from datetime import timedelta

import numpy as np
import pytest

from digests.models import Article
from digests.open_stories import CANDIDATES, OpenStories, OpenStory, Order
from digests.stories import due_at
from tests.digests.archive import DAY, HOUR, PLAIN, news, unit
from tests.digests.examples import NOON

DIMENSION = 64
CENTRE = np.eye(DIMENSION)


def opened() -> OpenStories:
    return OpenStories(np.zeros(DIMENSION, np.float32), PLAIN)


def place(article: Article) -> Order:
    return due_at(article), article.dated_at, article.id.encode()


def start(stories: OpenStories, article: Article, *direction: float, is_posted: bool = False) -> OpenStory:
    """Open a story of one article; what is left of its direction is 0."""
    see(stories, article, *direction)
    return stories.start(f"story {article.id}", article.id, {article.id: place(article)}, is_posted=is_posted)


def see(stories: OpenStories, article: Article, *direction: float) -> None:
    stories.see(article, unit(*direction, *np.zeros(DIMENSION - len(direction))))


def join(stories: OpenStories, story: OpenStory, article: Article, *direction: float) -> None:
    see(stories, article, *direction)
    stories.join(story, article.id, place(article))


def ids(ranked: list[tuple[float, OpenStory]]) -> list[str]:
    return [story.id for _, story in ranked]


# ---------------------------------------------------------------- what is near


def test_where_no_story_is_open_none_is_near() -> None:
    stories = opened()
    see(stories, news("a"), 1)
    assert stories.ranked(stories._ones["a"], at=NOON) == []


def test_the_nearest_story_comes_first_and_of_equals_the_older() -> None:
    stories = opened()
    start(stories, news("younger", NOON + HOUR), 1, 0)
    start(stories, news("older", NOON), 1, 0)
    start(stories, news("near", NOON), 1, 1)
    see(stories, news("a", NOON + HOUR), 0.3, 1)
    ranked = stories.ranked(stories._ones["a"], at=NOON)
    assert ids(ranked) == ["story near", "story older", "story younger"]
    assert ranked[0][0] > ranked[1][0] == ranked[2][0]


@pytest.mark.parametrize("days", [-5, 5])
def test_a_closed_story_is_not_ranked(days: int) -> None:
    stories = opened()
    start(stories, news("a"), 1)
    see(stories, news("b", NOON + days * DAY), 1)
    assert stories.ranked(stories._ones["b"], at=NOON) == []


def test_a_story_that_was_open_when_another_began_is_closed_to_it_now() -> None:
    stories = opened()
    start(stories, news("a"), 1)
    story = start(stories, news("b", NOON + 3 * DAY), 1)
    assert ids(stories.ranked(story.sum, merging=story, at=NOON + 4 * DAY)) == ["story a"]
    assert stories.ranked(story.sum, merging=story, at=NOON + 4 * DAY + HOUR) == []


def test_closed_stories_crowd_out_no_open_one() -> None:
    stories = opened()
    for number in range(3 * CANDIDATES):
        start(stories, news(f"{number}"), 1)
    start(stories, news("open", NOON + 6 * DAY), 1, 1)
    see(stories, news("a", NOON + 6 * DAY), 1)
    assert ids(stories.ranked(stories._ones["a"], at=NOON)) == ["story open"]


def test_a_story_that_looks_for_another_to_merge_with_does_not_find_itself() -> None:
    stories = opened()
    story = start(stories, news("a"), 1)
    start(stories, news("b"), 1, 1)
    assert ids(stories.ranked(story.sum, merging=story, at=NOON)) == ["story b"]


def test_the_nearest_of_hundreds_of_stories_is_found() -> None:
    stories, chance = opened(), np.random.default_rng(1)
    middles = chance.normal(size=(300, DIMENSION))
    for number, middle in enumerate(middles):
        start(stories, news(f"{number}"), *middle)
    for number in range(0, 300, 7):
        see(stories, news("a"), *(middles[number] + 0.3 * chance.normal(size=DIMENSION)))
        assert ids(stories.ranked(stories._ones["a"], at=NOON))[0] == f"story {number}"


# ---------------------------------------------------------------- what changes


def test_an_article_that_joins_is_at_home_there_and_shifts_the_story() -> None:
    stories = opened()
    story = start(stories, news("a"), 1, 0)
    before = story.sum.meaning.astype(np.int64)
    join(stories, story, news("b", NOON - HOUR), 0, 1)
    assert stories.home_of("b") is stories.home_of("a") is story
    assert (story.sum.meaning == before + stories._ones["b"].meaning).all()
    assert story.sum.count == 2
    assert story.founded == place(news("b", NOON - HOUR))


def test_an_article_without_a_story_has_no_home() -> None:
    stories = opened()
    see(stories, news("a"), 1)
    with pytest.raises(KeyError):
        stories.home_of("a")


def test_a_story_put_back_is_the_same_as_one_that_grew() -> None:
    grown, back = opened(), opened()
    articles = [news("a"), news("b", NOON + HOUR), news("c", NOON + 2 * HOUR)]
    story = start(grown, articles[0], 1, 0)
    for article in articles[1:]:
        join(grown, story, article, 1, 1)
    for article, direction in zip(articles, [(1, 0), (1, 1), (1, 1)], strict=True):
        see(back, article, *direction)
    other = back.start("story a", "a", {article.id: place(article) for article in reversed(articles)})
    assert other.sum.meaning.tolist() == story.sum.meaning.tolist()
    assert (other.sum.dates, other.sum.count, other.founded) == (story.sum.dates, story.sum.count, story.founded)


def test_of_two_that_merge_the_older_stays_whichever_asks() -> None:
    for asks in (0, 1):
        stories = opened()
        two = [start(stories, news("a"), 1, 0), start(stories, news("b", NOON + HOUR), 0, 1)]
        kept, gone = stories.merge(two[asks], two[1 - asks])
        assert (kept.id, gone.id) == ("story a", "story b")
        assert kept.members.keys() == {"a", "b"}
        assert kept.sum.count == 2
        assert stories.home_of("b") is kept
        see(stories, news("c", NOON + HOUR), 1, 1)
        assert ids(stories.ranked(stories._ones["c"], at=NOON)) == ["story a"]


def test_of_two_that_merge_the_posted_one_stays_before_the_older() -> None:
    stories = opened()
    older = start(stories, news("a"), 1, 0)
    posted = start(stories, news("b", NOON + HOUR), 0, 1, is_posted=True)
    kept, gone = stories.merge(older, posted)
    assert (kept, gone) == (posted, older)
    assert kept.founded == place(news("a"))


def moving(*, is_posted: bool) -> tuple[OpenStories, OpenStory, OpenStory]:
    """Return a story, and a rival with an article that fits the story much better."""
    stories = opened()
    rival = start(stories, news("s"), 1, 0, is_posted=is_posted)
    join(stories, rival, news("x", NOON + HOUR), 0.2, 1)
    story = start(stories, news("t", NOON + timedelta(hours=2)), 0.2, 1)
    return stories, story, rival


def test_an_article_that_fits_clearly_better_moves() -> None:
    stories, story, rival = moving(is_posted=False)
    assert stories.move_into(story, [rival]) == ["x"]
    assert stories.home_of("x") is story
    assert rival.members.keys() == {"s"}
    assert story.members.keys() == {"t", "x"}
    assert rival.sum.meaning.tolist() == stories._ones["s"].meaning.tolist()
    assert story.founded == place(news("x", NOON + HOUR))
    assert stories.move_into(rival, [story]) == []


def test_nothing_moves_out_of_a_posted_story() -> None:
    stories, story, rival = moving(is_posted=True)
    assert stories.move_into(story, [rival]) == []
    assert rival.members.keys() == {"s", "x"}


def test_a_story_keeps_one_of_its_articles() -> None:
    stories = opened()
    rival = start(stories, news("a"), 1, 0)
    join(stories, rival, news("b"), 1, 0)
    story = start(stories, news("c"), 1, 0)
    stories.move_into(story, [rival])
    assert rival.members
    alone = start(stories, news("d"), 1, 0)
    assert stories.move_into(story, [alone]) == []
