"""The contract of the Store port on every database that `open_store` knows: articles and vectors."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from digests.adapters.store import SqlStore, open_store
from digests.errors import StoreUnusable
from digests.models import Feed
from digests.ports import Store
from tests.digests.adapters.examples import (
    FEED,
    HOUR,
    NOON,
    OTHER_FEED,
    article,
    placement,
    save_grouping,
    story,
    vector,
)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    with closing(open_store(database_url)) as store:
        store.save_feeds([FEED, OTHER_FEED])
        yield store


class TestArticles:
    def test_what_was_saved_comes_back_the_same(self, store: Store) -> None:
        saved = article("a", published_at=NOON.replace(microsecond=123456))

        store.save_articles([saved])

        assert store.articles(["a"]) == {"a": saved}

    def test_an_article_without_address_and_date_comes_back_the_same(self, store: Store) -> None:
        saved = article("a", url=None, published_at=None)

        store.save_articles([saved])

        assert store.articles(["a"]) == {"a": saved}

    @pytest.mark.parametrize(
        "text", ["", "日本語 العربية हिन्दी", "👩‍👩‍👧 🇫🇷", "a\nb\r\n\tc", "'; DROP TABLE article; --", "100% :name ?"]
    )
    def test_every_script_comes_back_as_it_was(self, store: Store, text: str) -> None:
        saved = article(f"id {text}", title=text, text=text, source=text)

        store.save_articles([saved])

        assert store.articles([saved.id]) == {saved.id: saved}

    def test_times_come_back_in_utc_whatever_zone_they_were_saved_in(self, store: Store) -> None:
        tokyo = timezone(timedelta(hours=9))
        store.save_articles([article("a", published_at=NOON.astimezone(tokyo))])

        published_at = store.articles(["a"])["a"].published_at

        assert published_at == NOON
        assert published_at is not None
        assert published_at.tzinfo is UTC

    def test_a_time_without_zone_is_a_bug_and_saves_nothing(self, store: Store) -> None:
        naive = NOON.replace(tzinfo=None)

        with pytest.raises(StatementError, match="without time zone"):
            store.save_articles([article("a"), article("b", fetched_at=naive)])

        assert store.articles(["a", "b"]) == {}

    def test_an_edited_article_keeps_its_date_and_story(self, store: Store) -> None:
        store.save_articles([article("a")])
        save_grouping(store, story("k7qm", "a"))
        edited = article(
            "a",
            url="https://news.example/new",
            title="New",
            text="New.",
            language="fr",
            source="New Name",
            publisher="new.example",
            published_at=NOON + 5 * HOUR,
            fetched_at=NOON + 6 * HOUR,
        )

        store.save_articles([edited])

        assert store.articles(["a"]) == {"a": replace(edited, published_at=NOON, fetched_at=NOON + HOUR)}
        assert store.stories_of(["a"]) == {"a": story("k7qm", "a")}
        assert store.ungrouped_articles() == []
        assert store.articles_between([FEED.url], NOON + HOUR, NOON + 9 * HOUR) == []

    def test_an_article_without_date_does_not_get_one_later(self, store: Store) -> None:
        store.save_articles([article("a", published_at=None)])

        store.save_articles([article("a", published_at=NOON)])

        assert store.articles(["a"])["a"].published_at is None

    def test_an_article_that_another_feed_repeats_stays_with_its_feed(self, store: Store) -> None:
        store.save_articles([article("a")])

        store.save_articles([article("a", feed_url=OTHER_FEED.url)])

        assert store.feed_of(["a"]) == {"a": FEED.url}

    def test_of_the_same_id_twice_in_one_call_the_last_stands(self, store: Store) -> None:
        last = article("a", title="Last", published_at=NOON - HOUR)

        store.save_articles([article("a", title="First"), article("b"), last])

        assert store.articles(["a"]) == {"a": last}

    def test_an_article_of_an_unknown_feed_is_a_bug_and_saves_nothing(self, store: Store) -> None:
        with pytest.raises(IntegrityError):
            store.save_articles([article("a"), article("b", feed_url="https://unknown.example")])

        assert store.articles(["a", "b"]) == {}

    def test_a_lone_surrogate_makes_the_store_unusable_and_saves_nothing(self, store: Store) -> None:
        with pytest.raises(StoreUnusable, match="surrogate"):
            store.save_articles([article("a"), article("b", text="\ud800")])

        assert store.articles(["a", "b"]) == {}

    def test_a_lone_surrogate_in_a_question_makes_the_store_unusable(self, store: Store) -> None:
        with pytest.raises(StoreUnusable, match="surrogate"):
            store.articles(["\ud800"])

    def test_ungrouped_articles_come_oldest_first_and_ties_by_id(self, store: Store) -> None:
        undated = article("u", published_at=None, fetched_at=NOON - HOUR)
        microsecond_later = article("A", published_at=NOON + timedelta(microseconds=1))
        store.save_articles([microsecond_later, article("b"), article("é"), article("Z"), article("a"), undated])

        assert [each.id for each in store.ungrouped_articles()] == ["u", "Z", "a", "b", "é", "A"]

    def test_articles_between_two_times_include_both_ends(self, store: Store) -> None:
        dates = {"before": -2, "since": -1, "until": 1, "after": 2}
        store.save_articles(article(name, published_at=NOON + hours * HOUR) for name, hours in dates.items())

        found = store.articles_between([FEED.url], NOON - HOUR, NOON + HOUR)

        assert [each.id for each in found] == ["since", "until"]

    def test_a_window_without_beginning_reaches_back_to_the_oldest(self, store: Store) -> None:
        store.save_articles([article("new"), article("old", published_at=datetime(1, 1, 1, tzinfo=UTC))])

        assert [each.id for each in store.articles_between([FEED.url], None, NOON)] == ["old", "new"]

    def test_articles_between_come_from_the_named_feeds_in_one_order(self, store: Store) -> None:
        third = Feed(url="https://third.example", title="Third")
        store.save_feeds([third])
        store.save_articles(
            [
                article("c"),
                article("b", feed_url=OTHER_FEED.url),
                article("a", feed_url=third.url),
                article("z", feed_url=OTHER_FEED.url, published_at=NOON - HOUR),
            ]
        )

        found = store.articles_between([FEED.url, OTHER_FEED.url, FEED.url, "unknown"], None, NOON)

        assert [each.id for each in found] == ["z", "b", "c"]


class TestFeeds:
    def test_the_feed_of_an_unknown_article_is_left_out(self, store: Store) -> None:
        store.save_articles([article("a")])

        assert store.feed_of(["a", "unknown", "a"]) == {"a": FEED.url}


class TestVectors:
    def test_a_vector_comes_back_to_the_bit_and_can_be_written_to(self, store: Store) -> None:
        store.save_articles([article("a")])
        saved = vector(0.1, -1e-38, 3.4e38)

        store.save_vectors("e5", {"a": saved})
        found = store.vectors("e5", ["a", "unknown"])

        assert list(found) == ["a"]
        assert found["a"].dtype == np.float32
        assert found["a"].tobytes() == saved.tobytes()
        found["a"] *= 0

    def test_a_row_of_a_matrix_is_saved_as_its_own(self, store: Store) -> None:
        store.save_articles([article("a"), article("b")])
        matrix = np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3))

        store.save_vectors("e5", dict(zip("ab", matrix, strict=True)))

        assert {name: row.tolist() for name, row in store.vectors("e5", "ab").items()} == {
            "a": [0.0, 1.0, 2.0],
            "b": [3.0, 4.0, 5.0],
        }

    def test_vectors_of_two_encoders_never_meet(self, store: Store) -> None:
        store.save_articles([article("a"), article("b")])
        store.save_vectors("e5", {"a": vector(1, 0)})
        store.save_vectors("use", {"a": vector(0, 1), "b": vector(0, 1)})

        assert {name: row.tolist() for name, row in store.vectors("e5", "ab").items()} == {"a": [1.0, 0.0]}

    def test_a_second_vector_replaces_the_first(self, store: Store) -> None:
        store.save_articles([article("a")])
        store.save_vectors("e5", {"a": vector(1, 0)})

        store.save_vectors("e5", {"a": vector(0, 1)})

        assert store.vectors("e5", ["a"])["a"].tolist() == [0.0, 1.0]

    @pytest.mark.parametrize("change", [{"title": "New"}, {"text": "New."}])
    def test_a_new_title_or_text_forgets_the_vectors(self, store: Store, change: dict[str, str]) -> None:
        store.save_articles([article("a"), article("b")])
        store.save_vectors("e5", {"a": vector(1), "b": vector(1)})
        store.save_vectors("use", {"a": vector(1)})

        store.save_articles([article("a", **change), article("b")])

        assert list(store.vectors("e5", "ab")) == ["b"]
        assert store.vectors("use", "ab") == {}

    def test_a_new_address_keeps_the_vectors(self, store: Store) -> None:
        store.save_articles([article("a")])
        store.save_vectors("e5", {"a": vector(1)})

        store.save_articles([article("a", url=None, source="Other", language="fr")])

        assert list(store.vectors("e5", ["a"])) == ["a"]

    def test_a_vector_of_an_unknown_article_is_a_bug_and_saves_nothing(self, store: Store) -> None:
        store.save_articles([article("a")])

        with pytest.raises(IntegrityError):
            store.save_vectors("e5", {"a": vector(1), "unknown": vector(1)})

        assert store.vectors("e5", ["a"]) == {}


class TestTheWhole:
    def test_nothing_saved_and_nothing_asked_is_nothing(self, store: Store) -> None:
        store.save_feeds([])
        store.save_articles([])
        save_grouping(store)
        store.mark_posted([], NOON)
        store.save_vectors("e5", {})

        assert store.ungrouped_articles() == []
        assert store.grouping_window(NOON) == []
        assert store.placements_before(NOON, []) == store.founders() == {}
        assert store.posted_stories() == set()
        assert store.feed_of([]) == {}
        assert store.stories_of([]) == {}
        assert store.articles([]) == {}
        assert store.vectors("e5", []) == {}
        assert store.articles_between([], None, NOON) == store.articles_between([FEED.url], None, NOON) == []

    def test_five_thousand_articles_are_saved_and_read(self, store: Store) -> None:
        ids = [f"article-{number:05}" for number in range(5_000)]
        vectors = dict(zip(ids, np.random.default_rng(1).random((5_000, 384), dtype=np.float32), strict=True))

        store.save_articles(article(name, text="A sentence of some length. " * 60) for name in ids)
        store.save_vectors("e5", vectors)
        save_grouping(
            store,
            *(story(f"s{number}", *ids[number::1000]) for number in range(1_000)),
            placements=[placement(name, f"s{number % 1000}") for number, name in enumerate(ids)],
        )

        assert list(store.articles(ids)) == ids
        assert len(store.articles_between([FEED.url], NOON, NOON)) == 5_000
        assert all((row == vectors[name]).all() for name, row in store.vectors("e5", ids).items())
        assert set(store.stories_of(ids)) == set(store.feed_of(ids)) == set(ids)
        assert len(store.grouping_window(NOON)) == 5_000
        assert list(store.placements_before(NOON + HOUR, ids)) == ids

    def test_several_threads_may_use_one_store(self, store: Store) -> None:
        def save_and_read(number: int) -> int:
            names = [f"{number}-{each}" for each in range(50)]
            store.save_articles(article(name) for name in names)
            return len(store.articles(names))

        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(save_and_read, range(40))) == [50] * 40

        assert len(store.ungrouped_articles()) == 2_000

    def test_a_source_of_articles_may_ask_the_store_while_it_is_read(self, store: Store) -> None:
        store.save_articles(article(name) for name in "ab" if name not in store.articles([name]))

        assert sorted(store.articles("ab")) == ["a", "b"]

    def test_errors_do_not_tell_what_the_articles_say(self, store: Store) -> None:
        with pytest.raises(IntegrityError) as failure:
            store.save_articles([article("a", text="s3cret", feed_url="https://unknown.example")])

        assert "s3cret" not in str(failure.value)
