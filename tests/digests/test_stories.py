"""The rules of grouping, on hand-made vectors: titles of two-letter words name nothing, so that only meaning counts."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from digests.models import Article
from digests.nearness import DEFAULT_PARAMETERS
from digests.stories import Former, article_order, due_at, encoded_text, group
from tests.digests.archive import DAY, HOUR, PLAIN, Vectors, news, told, unit
from tests.digests.examples import NOON

EAST, NORTH = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
MINUTE = timedelta(minutes=1)
OPEN_FOR = timedelta(days=4)


def alike(*articles: Article) -> Vectors:
    """Return one and the same vector for all."""
    return {article.id: unit(*EAST) for article in articles}


# ---------------------------------------------------------------- what joins and what founds


def test_articles_of_one_meaning_are_one_story_and_others_are_not() -> None:
    articles = [news("a"), news("b", NOON + HOUR), news("c", NOON + 2 * HOUR)]
    assert told(articles, {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(*EAST)}) == {("a", "c"), ("b",)}


def test_languages_do_not_part_a_story() -> None:
    languages = ["en", "fr", "ar", "zh", "und"]
    articles = [news(language, NOON + place * HOUR, language=language) for place, language in enumerate(languages)]
    assert told(articles, alike(*articles)) == {tuple(languages)}


def test_a_story_knows_when_its_oldest_and_its_youngest_article_are_dated() -> None:
    (story,) = group([news("b", NOON + HOUR), news("a")], {"a": unit(1), "b": unit(1)}).stories
    assert story.article_ids == ("a", "b")
    assert (story.first_seen_at, story.last_seen_at) == (NOON, NOON + HOUR)


def test_an_article_joins_the_nearest_of_the_stories_that_are_near_enough() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(0.6, 0.8, 0)}
    articles = [news(name, NOON + place * HOUR) for place, name in enumerate("abc")]
    assert told(articles, vectors, PLAIN) == {("a",), ("b", "c")}


def test_of_two_stories_equally_near_the_older_is_joined() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(1, 1, 0)}
    assert told([news("a"), news("b", NOON + HOUR), news("c", NOON + 2 * HOUR)], vectors, PLAIN) == {("a", "c"), ("b",)}
    assert told([news("b"), news("a", NOON + HOUR), news("c", NOON + 2 * HOUR)], vectors, PLAIN) == {("b", "c"), ("a",)}


def test_what_two_titles_name_and_count_brings_them_together() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(*NORTH)}
    parameters = replace(PLAIN, names_weight=1, numbers_weight=1)
    a = news("a", title="Calderby: 312 aa Ambra")
    b = news("b", NOON + HOUR, title="Calderby: 312 bb Ambra")
    assert told([a, b], vectors, parameters) == {("a", "b")}
    assert told([a, news("c", title="Harwick: 17 bb Orsk")], vectors, parameters) == {("a",), ("c",)}


def test_look_alikes_with_other_names_and_numbers_stay_apart() -> None:
    parameters = replace(PLAIN, names_weight=2, numbers_weight=2)
    a, b = news("a", title="Calderby beat Ambra 3 aa"), news("b", title="Harwick meet Orsk 17 bb")
    assert told([a, b], alike(a, b), parameters) == {("a",), ("b",)}


@pytest.mark.parametrize("hubs", [1, 20])
def test_vague_articles_that_are_a_little_near_to_many_stories_do_not_make_them_one(hubs: int) -> None:
    topics = 16
    vectors = {f"{topic}-{part}": unit(*np.eye(topics)[topic]) for topic in range(topics) for part in range(3)}
    articles = [news(name, NOON + place * MINUTE) for place, name in enumerate(vectors)]
    vague = [news(f"vague {number}", NOON + (number + 1) * HOUR) for number in range(hubs)]
    vectors |= {one.id: unit(*np.ones(topics)) for one in vague}
    stories = told([*articles, *vague], vectors, replace(PLAIN, title_bar=0.2, title_merge=0.2))
    assert len(stories) == topics
    assert sorted(len(story) for story in stories) == [3] * (topics - 1) + [3 + hubs]


# ---------------------------------------------------------------- when


@pytest.mark.parametrize("later", [OPEN_FOR, -OPEN_FOR])
def test_a_story_is_open_for_four_days_before_and_after_what_it_has(later: timedelta) -> None:
    a, b, c = news("a"), news("b", NOON + later), news("c", NOON + later * 1.001)
    assert len(told([a, b], alike(a, b), PLAIN)) == 1
    assert len(told([a, c], alike(a, c), PLAIN)) == 2


def test_a_story_that_is_fed_every_day_ends_after_14_days() -> None:
    articles = [news(f"{day:02}", NOON + day * DAY) for day in range(20)]
    stories = group(articles, alike(*articles)).stories
    assert [len(story.article_ids) for story in stories] == [15, 5]
    assert all(story.last_seen_at - story.first_seen_at <= timedelta(days=14) for story in stories)


def test_stories_do_not_merge_beyond_14_days() -> None:
    early = [news(f"p{day:02}", NOON + day * DAY) for day in range(0, 12, 3)]
    late = [news(f"q{day:02}", NOON + day * DAY + HOUR) for day in range(9, 18, 3)]
    bridges = [news(f"r{number}", NOON + 11 * DAY + number * HOUR) for number in range(3)]
    vectors = alike(*early) | {one.id: unit(*NORTH) for one in late} | {one.id: unit(1, 1, 0) for one in bridges}
    for story in group([*early, *late, *bridges], vectors, parameters=PLAIN).stories:
        assert story.last_seen_at - story.first_seen_at <= timedelta(days=14)


def test_an_article_without_a_date_joins_what_was_fetched_about_then() -> None:
    old = news("old", NOON - 30 * DAY, fetched=NOON)
    undated, other = news("undated", None, fetched=NOON + HOUR), news("other", None, fetched=NOON + 2 * DAY)
    assert told([old, undated, other], alike(old, undated, other), PLAIN) == {("old", "undated", "other")}


def test_an_article_without_a_date_does_not_join_what_was_fetched_long_before() -> None:
    dated, undated = news("dated"), news("undated", None, fetched=NOON + OPEN_FOR + MINUTE)
    latest = news("latest", None, fetched=NOON + 2 * (OPEN_FOR + MINUTE))
    assert len(told([dated, undated, latest], alike(dated, undated, latest))) == 3


def test_a_story_without_any_date_is_dated_by_when_it_was_fetched() -> None:
    articles = [news("a", None, fetched=NOON), news("b", None, fetched=NOON + HOUR)]
    (story,) = group(articles, alike(*articles)).stories
    assert (story.first_seen_at, story.last_seen_at) == (NOON, NOON + HOUR)


@pytest.mark.parametrize("year", [1, 1969, 1970, 2027, 9999])
def test_an_article_with_an_impossible_date_stands_apart_from_the_news(year: int) -> None:
    odd = news("odd", datetime(year, 1, 1, tzinfo=UTC), fetched=NOON)
    twin = news("twin", datetime(year, 1, 2, tzinfo=UTC), fetched=NOON)
    a, b = news("a"), news("b", NOON + HOUR)
    assert told([odd, twin, a, b], alike(odd, twin, a, b)) == {("odd", "twin"), ("a", "b")}


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (NOON, NOON),
        (NOON - 2 * DAY, NOON - 2 * DAY),
        (NOON - 30 * DAY, NOON - OPEN_FOR),
        (datetime(1970, 1, 1, tzinfo=UTC), NOON - OPEN_FOR),
        (None, NOON),
    ],
)
def test_an_article_has_its_turn_when_it_is_dated_but_never_long_before_it_came(
    published: datetime | None, due: datetime
) -> None:
    assert due_at(news("a", published, fetched=NOON)) == due


def test_articles_have_their_turn_by_date_and_their_ids_say_nothing() -> None:
    oldest = news("z", NOON - 20 * DAY, fetched=NOON)
    old = news("y", NOON - 10 * DAY, fetched=NOON)
    first, second = news("b", NOON - HOUR), news("a")
    assert article_order([second, first, old, oldest]) == [oldest, old, first, second]
    names = [f"{number:02}" for number in range(50)]
    ordered = [article.id for article in article_order(news(name) for name in names)]
    assert sorted(ordered) == names
    assert ordered != names


# ---------------------------------------------------------------- what is told of it


def test_nothing_new_changes_nothing() -> None:
    grouped = group([], {}, former=Former(articles=[news("a")], stories={"a": "bcdf"}, founders={"bcdf": "a"}))
    assert (grouped.stories, grouped.founders, grouped.placements, grouped.aliases) == ((), {}, (), {})


def test_open_stories_that_nothing_joined_are_not_told_of() -> None:
    vectors = {"a": unit(*EAST), "b": unit(*NORTH), "c": unit(*NORTH)}
    former = Former(
        articles=[news("a"), news("b")], stories={"a": "bcdf", "b": "ghjk"}, founders={"bcdf": "a", "ghjk": "b"}
    )
    grouped = group([news("c", NOON + HOUR)], vectors, former=former)
    assert [(story.id, story.article_ids) for story in grouped.stories] == [("ghjk", ("b", "c"))]
    assert grouped.founders == {"ghjk": "b"}
    assert [(one.article_id, one.story_id, one.placed_at) for one in grouped.placements] == [("c", "ghjk", NOON + HOUR)]


def test_it_is_reported_how_many_articles_have_a_story() -> None:
    done: list[int] = []
    articles = [news(name) for name in "abc"]
    group(articles, alike(*articles), report=done.append)
    assert done == [1, 2, 3]


def test_title_and_lead_are_encoded() -> None:
    assert encoded_text(news("a", title="", text="")) == ""
    assert encoded_text(news("a", title="aa", text="")) == "aa"
    text = encoded_text(news("a", title="aa", text="b" * 5000))
    assert text.startswith("aa\nbbb")
    assert 200 < len(text) < 2000


# ---------------------------------------------------------------- bad input


def test_500_identical_articles_are_one_story() -> None:
    articles = [news(f"{number:03}", title="Flood in Ambra", text="The dam broke. " * 80) for number in range(500)]
    (story,) = group(articles, {one.id: unit(1, 2, 3) for one in articles}).stories
    assert sorted(story.article_ids) == [f"{number:03}" for number in range(500)]


def test_5000_articles_that_have_nothing_in_common_are_5000_stories() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghiklmnoprstu", k=chance.randint(3, 9))) for _ in range(3000)]
    rows = np.random.default_rng(1).normal(size=(5000, 128))
    articles = [
        news(f"{number:04}", NOON + number * MINUTE, title=" ".join(chance.choices(words, k=8)).title())
        for number in range(5000)
    ]
    assert len(told(articles, {one.id: unit(*row) for one, row in zip(articles, rows, strict=True)})) == 5000


BAD_TITLES = [
    "",
    "x",
    "Flood",
    "😀🎉",
    "\u0301\u0301",
    "١٢٣",
    "\0",
    "\ud800",
    "Флуд 洪水 سيل",
    "A" * 10**6,
    "Ambra 7 " * 125_000,
]


@pytest.mark.parametrize("title", BAD_TITLES, ids=lambda title: ascii(title[:12]))
def test_any_title_can_be_grouped(title: str) -> None:
    old = news("old", datetime(1970, 1, 1, tzinfo=UTC), fetched=NOON, title=title)
    a, b = news("a", title=title), news("b", NOON + HOUR, title=title, language="und")
    assert told([old, a, b], alike(old, a, b)) == {("old",), ("a", "b")}


def test_any_id_can_be_grouped() -> None:
    articles = [news(name) for name in ["", "\0", "\ud800", "é", "x" * 10**6]]
    vectors = alike(*articles)
    (story,) = group(articles, vectors).stories
    assert len(story.article_ids) == len(articles)


def test_the_default_numbers_are_those_of_the_rules() -> None:
    assert DEFAULT_PARAMETERS.open_for == timedelta(days=4)
    assert DEFAULT_PARAMETERS.lives_for == timedelta(days=14)


def test_500_copies_of_one_text_do_not_make_all_else_alike() -> None:
    copies = [news(f"c{number:03}", title="Flood in Ambra") for number in range(500)]
    others = [news(f"o{number}", title="aa bb") for number in range(6)]
    vectors = {one.id: unit(1, 0.3, *[0] * 6) for one in copies}
    vectors |= {one.id: unit(0.2, 0, *np.eye(6)[number]) for number, one in enumerate(others)}
    stories = told([*copies, *others], vectors)
    assert sorted(map(len, stories)) == [1] * 6 + [500]
