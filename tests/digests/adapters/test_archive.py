"""What is promised of the archive, on both kinds of database: the same words find the same articles."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from digests.adapters.engine import reading
from digests.adapters.store import Database, open_all
from digests.adapters.tables import ARTICLE_WORDS
from digests.reader_ports import Row, Size
from digests.search_words import query_words
from tests.digests.adapters.examples import (
    FEED,
    HOUR,
    NOON,
    OTHER_FEED,
    article,
    followed,
    item,
    save_grouping,
    story,
    vector,
)
from tests.digests.test_search_words import HOSTILE

BOTH = (FEED.url, OTHER_FEED.url)
LONG_AGO = NOON - timedelta(days=30)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_all(database_url)
    opened.store.save_feeds([FEED, OTHER_FEED])
    yield opened
    opened.store.close()


def keep(database: Database, titles: dict[str, str]) -> None:
    """Keep articles of these titles, each a story of its own, the first ones newest."""
    articles = [
        article(name, title=title, text="", published_at=NOON - hours * HOUR)
        for hours, (name, title) in enumerate(titles.items())
    ]
    database.store.save_articles(articles)
    save_grouping(database.store, *(story(f"s{name}", name) for name in titles))


def found(database: Database, query: str, *feeds: str, least: float = 0.0) -> list[str]:
    weights = dict.fromkeys(query_words(query), 1.0)
    return list(database.archive.matching(weights, feeds or BOTH, LONG_AGO, least=least, limit=10))


def test_articles_are_found_by_their_words_those_with_most_first(database: Database) -> None:
    keep(database, {"a": "Strike", "b": "Night trains on strike", "c": "A night train", "d": "Élections"})

    assert found(database, "night train strike") == ["b", "c", "a"]
    assert found(database, "night train strike", least=2) == ["b", "c"]
    assert found(database, "Election") == ["d"]
    assert found(database, "harbour") == []


def test_the_weights_of_the_words_add_up(database: Database) -> None:
    keep(database, {"a": "Strike at night", "b": "Strike"})

    scores = database.archive.matching({"strik*": 0.75, "night*": 0.25}, BOTH, LONG_AGO, least=0.5, limit=10)

    assert scores == {"a": 1, "b": 0.75}
    assert database.archive.matching({}, BOTH, LONG_AGO, least=0, limit=10) == {}


def test_it_is_counted_how_many_articles_have_each_word(database: Database) -> None:
    keep(database, {"a": "Night trains", "b": "Night", "c": "東京で地震"})

    assert database.archive.frequencies(query_words("night train 地震 zzz")) == (
        3,
        {"night*": 2, "train*": 1, "地 震": 1, "zzz": 0},
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HOSTILE)), max_size=60))
def test_no_query_is_taken_for_a_query_language(database: Database, query: str) -> None:
    title = f"Anchor {query}".encode("utf-8", "replace").decode()
    database.store.save_articles([article("a", title=title, text="")])
    save_grouping(database.store, story("sa", "a"))

    names = found(database, f"anchor {query}")

    assert names == ["a"]


@pytest.mark.parametrize(
    "query", ["NEAR(x y)", "x AND y", "x OR y", "NOT z", "title:x", '"x', "x*", "{x}", "^x", "x'y"]
)
def test_operators_are_words_or_nothing(database: Database, query: str) -> None:
    keep(database, {"a": "Neither", "b": "Y"})
    asked = [word for word in query_words(query) if word != "y"]

    assert found(database, " ".join(asked)) == []
    assert found(database, query) == (["b"] if "y" in query_words(query) else [])


def test_articles_of_other_feeds_older_ones_and_those_of_no_story_are_not_found(database: Database) -> None:
    keep(database, {"a": "Strike", "b": "Strike"})
    database.store.save_articles(
        [
            article("c", title="Strike", feed_url=OTHER_FEED.url),
            article("old", title="Strike", published_at=LONG_AGO - HOUR),
            article("new", title="Strike"),
        ]
    )
    save_grouping(database.store, story("sc", "c"), story("so", "old"))

    assert sorted(found(database, "strike")) == ["a", "b", "c"]
    assert found(database, "strike", OTHER_FEED.url) == ["c"]
    assert found(database, "strike", "https://nobody.example/rss") == []


def test_an_article_is_of_every_feed_that_carries_it(database: Database) -> None:
    keep(database, {"a": "Strike"})
    feed = database.store.followed_feeds()
    assert feed == []
    database.store.save_round(followed(OTHER_FEED), [item("1", feed_url=OTHER_FEED.url, article_id="a")], [])

    assert found(database, "strike", OTHER_FEED.url) == ["a"]
    [row] = database.archive.rows(LONG_AGO, None)
    assert row == Row(article_id="a", language="en", feeds=row.feeds, dated_at=NOON)
    assert set(row.feeds) == set(BOTH)


def test_an_edited_article_is_found_by_its_new_words_alone(database: Database) -> None:
    keep(database, {"a": "Strike"})
    database.store.save_articles([article("a", title="Peace", text="")])

    assert found(database, "strike") == []
    assert found(database, "peace") == ["a"]
    with reading(database.store._engine) as connection:
        assert connection.scalar(select(func.count()).select_from(ARTICLE_WORDS)) == 1


def test_a_forgotten_article_leaves_no_words(database: Database) -> None:
    keep(database, {"a": "Strike"})
    database.store.forget_before(NOON + 9 * HOUR)

    assert database.archive.frequencies(("strik*",)) == (0, {"strik*": 0})


def test_vacuum_does_not_mix_up_whose_words_they_are(migrated_sqlite: Path, tmp_path: Path) -> None:
    file = copyfile(migrated_sqlite, tmp_path / "news.db")
    database = open_all(f"sqlite:///{file}")
    database.store.save_feeds([FEED])
    keep(database, {"a": "Strike", "b": "Peace"})
    database.store.save_articles([article("a", title="Harbour", text="")])
    database.store.close()

    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM")
        connection.execute("INSERT INTO article_index (article_index, rank) VALUES ('integrity-check', 1)")

    database = open_all(f"sqlite:///{file}")
    assert found(database, "harbour") == ["a"]
    assert found(database, "peace") == ["b"]
    database.store.close()


def test_only_what_was_touched_since_is_read_again(database: Database) -> None:
    keep(database, {"a": "Strike", "b": "Peace"})
    database.store.save_articles([article("c", fetched_at=NOON + 5 * HOUR)])
    database.store.save_round(
        followed(OTHER_FEED), [item("1", feed_url=OTHER_FEED.url, article_id="b", seen_at=NOON + 6 * HOUR)], []
    )

    assert {row.article_id for row in database.archive.rows(LONG_AGO, None)} == {"a", "b", "c"}
    assert {row.article_id for row in database.archive.rows(LONG_AGO, NOON + 4 * HOUR)} == {"b", "c"}
    assert database.archive.rows(NOON + 9 * HOUR, None) == []


def test_vectors_come_as_rows_of_those_that_have_one(database: Database) -> None:
    keep(database, {"a": "Strike", "b": "Peace"})
    database.store.save_vectors("words", {"b": vector(0, 1)})

    names, rows = database.archive.vectors("words", ["a", "b", "nobody"])

    assert names == ["b"]
    np.testing.assert_array_equal(rows, [vector(0, 1)])
    assert database.archive.vectors("other", ["a"])[0] == []


def test_the_largest_stories_are_those_of_most_publishers(database: Database) -> None:
    database.store.save_articles(
        [
            *(article(f"a{n}", publisher=f"p{n}", published_at=NOON) for n in range(3)),
            *(article(f"b{n}", publisher="p1", published_at=NOON + HOUR) for n in range(5)),
            article("c", publisher="p9", feed_url=OTHER_FEED.url, published_at=NOON + 2 * HOUR),
        ]
    )
    save_grouping(
        database.store,
        story("sa", *(f"a{n}" for n in range(3))),
        story("sb", *(f"b{n}" for n in range(5))),
        story("sc", "c"),
    )

    def largest(*feeds: str, until: int = 9, limit: int = 9) -> list[tuple[str, int, int]]:
        sizes = database.archive.largest(feeds, NOON - HOUR, NOON + until * HOUR, limit)
        return [(size.story_id, size.publishers, size.articles) for size in sizes]

    assert largest(*BOTH) == [("sa", 3, 3), ("sc", 1, 1), ("sb", 1, 5)]
    assert largest(*BOTH, limit=1) == [("sa", 3, 3)]
    assert largest(FEED.url, until=0) == [("sa", 3, 3)]
    assert largest() == []


def test_the_size_of_a_story_is_what_these_feeds_tell_in_that_time(database: Database) -> None:
    database.store.save_articles(
        [
            article("a", publisher="p1", published_at=NOON),
            article("b", publisher="p2", published_at=NOON + HOUR),
            article("c", publisher="p3", published_at=NOON - 99 * HOUR),
            article("d", publisher="p4", feed_url=OTHER_FEED.url),
            article("alone"),
        ]
    )
    save_grouping(database.store, story("sa", "a", "b", "c", "d"))

    sizes = database.archive.sizes(["a", "b", "alone", "gone"], [FEED.url], NOON - 9 * HOUR)

    assert sizes == dict.fromkeys("ab", Size(story_id="sa", publishers=2, articles=2, last_seen_at=NOON + HOUR))
