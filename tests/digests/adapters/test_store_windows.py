"""The contract of the Store port on every database that `open_store` knows: what grouping starts from."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from digests.adapters.store import SqlStore, open_store
from digests.ports import Store
from tests.digests.adapters.examples import (
    FEED,
    HOUR,
    NOON,
    OTHER_FEED,
    article,
    indexes_used,
    placement,
    save_grouping,
    story,
)

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    with closing(open_store(database_url)) as store:
        store.save_feeds([FEED, OTHER_FEED])
        store.save_articles(article(name) for name in "abc")
        yield store


class TestGroupingWindow:
    @pytest.fixture(autouse=True)
    def told(self, store: Store) -> None:
        """Three articles fetched at 1 pm; one of them was in a story with one of two that were fetched before."""
        store.save_articles(article(name, published_at=None, fetched_at=NOON - 9 * HOUR) for name in ("old", "older"))
        placements = [placement("a", "k7q1"), placement("old", "k7q1"), placement("old", "k7q3", NOON + HOUR)]
        save_grouping(store, story("k7q1", "a"), story("k7q3", "old"), placements=placements)

    @pytest.mark.parametrize(
        ("fetched_since", "found"),
        [
            (NOON - 9 * HOUR, ["a", "b", "c", "old", "older"]),
            (NOON - 9 * HOUR + MOMENT, ["a", "b", "c", "old"]),
            (NOON + HOUR, ["a", "b", "c", "old"]),
            (NOON + HOUR + MOMENT, []),
        ],
    )
    def test_it_holds_what_was_fetched_since_and_whatever_shared_a_story_with_that(
        self, store: Store, fetched_since: datetime, found: list[str]
    ) -> None:
        window = store.grouping_window(fetched_since)

        assert sorted(each.id for each in window) == found
        assert {each.id: each for each in window} == store.articles(found)

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_only_the_window_is_searched(self, store: SqlStore) -> None:
        assert set(indexes_used(store, lambda: store.grouping_window(NOON))) == {
            "sqlite_autoindex_article_1",
            "ix_article_fetched_at",
            "ix_placement_story_id",
            "sqlite_autoindex_placement_1",
        }


class TestProfiles:
    def test_a_profile_is_kept_under_its_name(self, store: Store) -> None:
        save_grouping(store, story("k7q1", "a", "b"), profiles={"a": b"old", "b": b"\0\xff"})
        save_grouping(store, profiles={"a": b"new"})
        save_grouping(store, profiles={"a": b"other"}, profiled_as="use")

        assert store.profiles("e5", ["a", "b", "c"]) == {"a": b"new", "b": b"\0\xff"}
        assert store.profiles("use", ["a", "b"]) == {"a": b"other"}
        assert store.profiles("e5", []) == {}

    def test_an_edited_article_has_no_profile_any_more(self, store: Store) -> None:
        save_grouping(store, story("k7q1", "a", "b"), profiles={"a": b"a", "b": b"b"})
        store.save_articles([article("a", text="Edited.")])

        assert store.profiles("e5", ["a", "b"]) == {"b": b"b"}
