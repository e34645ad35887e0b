"""The contract of the Store port on every database that `open_store` knows: feeds, what is followed, what was seen."""

from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError, StatementError

from digests.adapters.engine import writing
from digests.adapters.store import SqlStore, open_store
from digests.adapters.tables import ARTICLE
from digests.errors import StoreUnusable
from digests.models import Feed, FollowedFeed, Item
from digests.ports import Store
from tests.digests.adapters.examples import (
    FEED,
    FOLLOWED,
    FULL,
    HOUR,
    ITEMS,
    NOON,
    OTHER_FEED,
    article,
    followed,
    indexes_used,
    item,
)

NO_KEYS: dict[str, list[str]] = {"guids": [], "title_hashes": [], "urls": [], "text_hashes": []}


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    with closing(open_store(database_url)) as store:
        store.save_feeds([FEED, OTHER_FEED])
        yield store


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    """A store that many examples of one property are tried on."""
    is_sqlite = request.param == "sqlite"
    database = nullcontext("sqlite://") if is_sqlite else request.getfixturevalue("postgresql").new_database()
    with database as url, closing(open_store(url)) as store:
        store.save_followed([followed()])
        store.save_articles([article("a")])
        yield store


def known(store: Store, **keys: list[str]) -> set[str]:
    """Return the guids of the items that one feed's entries with these keys may be, each of them once."""
    found = store.known_items(FEED.url, **(NO_KEYS | keys))
    assert len(found) == len(set(found))
    return {each.guid for each in found}


class TestFeeds:
    def test_a_known_feed_gets_its_new_title_language_and_site(self, store: Store) -> None:
        store.save_followed([FULL])

        store.save_feeds([Feed(url=FULL.feed.url, title="Renamed", language="fr", site_url="https://r.example/")])

        renamed = replace(FULL.feed, title="Renamed", language="fr", site_url="https://r.example/")
        assert store.followed_feeds() == [replace(FULL, feed=renamed)]

    def test_the_same_feed_twice_in_one_call_is_one_feed(self, store: Store) -> None:
        store.save_feeds([FEED, FEED])
        store.save_followed([followed(failures=1), followed(failures=2)])

        assert store.followed_feeds() == [followed(failures=2)]

    @pytest.mark.parametrize("field", ["title", "url", "site_url"])
    def test_a_lone_surrogate_makes_the_store_unusable_and_saves_nothing(self, store: Store, field: str) -> None:
        broken = replace(FULL.feed, **{field: "\ud800"})  # type: ignore[arg-type]

        with pytest.raises(StoreUnusable, match="surrogate"):
            store.save_followed([followed(), replace(FULL, feed=broken)])

        assert store.followed_feeds() == []


class TestFollowing:
    def test_a_saved_feed_is_not_followed(self, store: Store) -> None:
        assert store.followed_feeds() == []

    def test_everything_that_is_known_of_a_followed_feed_comes_back_the_same(self, store: Store) -> None:
        store.save_followed([FULL])

        assert store.followed_feeds() == [FULL]

    def test_followed_feeds_come_by_title_and_ties_by_url(self, store: Store) -> None:
        feeds = [("b", "Z"), ("a", "Z"), ("c", "É"), ("d", "A"), ("e", "a")]
        store.save_followed(followed(Feed(url=url, title=title), ended_at=NOON) for url, title in feeds)

        assert [each.feed.url for each in store.followed_feeds()] == ["d", "a", "b", "e", "c"]

    def test_the_shared_ones_come_in_the_same_order(self, store: Store) -> None:
        feeds = [("b", "Z", True), ("a", "Z", True), ("c", "A", False), ("d", "B", True)]
        store.save_followed(followed(Feed(url=url, title=title), is_shared=shared) for url, title, shared in feeds)
        store.save_feeds([OTHER_FEED])

        assert store.shared_feeds() == ("d", "a", "b")

    def test_following_a_followed_feed_replaces_all_that_is_known_of_it(self, store: Store) -> None:
        store.save_followed([FULL])
        bare = followed(Feed(url=FULL.feed.url, title="Bare"))

        store.save_followed([bare])

        assert store.followed_feeds() == [bare]

    def test_a_feed_that_is_unfollowed_is_followed_no_more_and_keeps_items_and_articles(self, store: Store) -> None:
        store.save_followed([followed(), FULL])
        store.save_round(followed(), [item("1", article_id="a")], [article("a")])

        store.unfollow(FEED.url)
        store.unfollow("https://unknown.example")

        assert store.followed_feeds() == [FULL]
        assert known(store, guids=["1"]) == {"1"}
        assert store.feed_of(["a"]) == {"a": FEED.url}

    @pytest.mark.parametrize(
        ("span", "kept"),
        [
            (timedelta(0), timedelta(0)),
            (timedelta(microseconds=1), timedelta(seconds=1)),
            (timedelta(seconds=1), timedelta(seconds=1)),
            (timedelta(seconds=1, microseconds=1), timedelta(seconds=2)),
            (timedelta.max, timedelta.max - timedelta(microseconds=999_999)),  # one more second is none of Python's
        ],
    )
    def test_a_part_of_a_second_counts_as_a_whole_one(self, store: Store, span: timedelta, kept: timedelta) -> None:
        store.save_followed([followed(replace(FEED, asked_interval=span), interval=span)])

        assert store.followed_feeds() == [followed(replace(FEED, asked_interval=kept), interval=kept)]

    def test_times_come_back_in_utc_whatever_zone_they_were_saved_in(self, store: Store) -> None:
        tokyo = timezone(timedelta(hours=9))
        store.save_followed([followed(waits_until=NOON.astimezone(tokyo))])

        (found,) = store.followed_feeds()

        assert found == followed(waits_until=NOON)
        assert found.waits_until is not None
        assert found.waits_until.tzinfo is found.followed_at.tzinfo is UTC

    def test_a_time_without_zone_is_a_bug_and_saves_nothing(self, store: Store) -> None:
        with pytest.raises(StatementError, match="without time zone"):
            store.save_followed([FULL, followed(tried_at=NOON.replace(tzinfo=None))])

        assert store.followed_feeds() == []


class TestMainLanguages:
    def test_a_feed_speaks_the_language_of_most_of_its_articles(self, store: Store) -> None:
        store.save_articles([article(f"{place}", language=code) for place, code in enumerate(("fr", "de", "fr", "en"))])

        assert store.main_languages() == {FEED.url: "fr"}

    def test_of_languages_with_as_many_articles_the_last_code_wins(self, store: Store) -> None:
        store.save_articles([article("a", language="fr"), article("b", language="de")])

        assert store.main_languages() == {FEED.url: "fr"}


class TestArticlesAtAddresses:
    def test_all_articles_with_one_of_the_addresses_come_oldest_first(self, store: Store) -> None:
        old, new = article("b", url="https://a.example/1"), article("a", url="https://a.example/1", published_at=None)
        store.save_articles([new, old, article("c", url="https://a.example/2"), article("d", url=None)])

        assert store.articles_at(["https://a.example/1", "https://a.example/3"]) == [old, new]
        assert store.articles_at([]) == []

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_addresses_are_looked_up_in_an_index(self, store: SqlStore) -> None:
        assert indexes_used(store, lambda: store.articles_at(["https://a.example/1"])) == ["ix_article_url"]


class TestItems:
    @pytest.fixture(autouse=True)
    def two_feeds(self, store: Store) -> None:
        store.save_followed([followed(), followed(OTHER_FEED)])
        store.save_round(followed(), [item("1"), item("2")], [])
        store.save_round(followed(OTHER_FEED), [item("3", feed_url=OTHER_FEED.url)], [])

    def test_an_item_is_known_by_its_guid_in_its_own_feed(self, store: Store) -> None:
        assert known(store, guids=["1", "3", "unknown"]) == {"1"}

    def test_an_item_is_known_by_its_title_in_its_own_feed(self, store: Store) -> None:
        assert known(store, title_hashes=["title of 1", "title of 3", "1"]) == {"1"}

    def test_an_item_is_known_by_its_address_in_every_feed(self, store: Store) -> None:
        assert known(store, urls=["https://news.example/1", "https://news.example/3", "1"]) == {"1", "3"}

    def test_an_item_is_known_by_its_text_in_every_feed(self, store: Store) -> None:
        assert known(store, text_hashes=["text of 1", "text of 3", "1"]) == {"1", "3"}

    def test_an_item_that_is_known_by_several_keys_comes_once(self, store: Store) -> None:
        keys = {"guids": ["1", "1"], "title_hashes": ["title of 1"], "text_hashes": ["text of 1", "text of 2"]}

        assert known(store, urls=["https://news.example/1"], **keys) == {"1", "2"}

    def test_the_same_guid_in_two_feeds_is_two_items(self, store: Store) -> None:
        store.save_round(followed(OTHER_FEED), [item("1", feed_url=OTHER_FEED.url, text_hash="other")], [])

        found = store.known_items(FEED.url, **NO_KEYS | {"guids": ["1"], "text_hashes": ["other"]})
        assert {each.feed_url for each in found} == {FEED.url, OTHER_FEED.url}

    def test_nothing_asked_is_nothing_known(self, store: Store) -> None:
        assert known(store) == set()

    def test_thousands_of_keys_may_be_asked_for_at_once(self, store: Store) -> None:
        names = [str(number) for number in range(3_000)]
        store.save_round(followed(), map(item, names), [])

        assert known(store, guids=names, urls=[f"https://news.example/{name}" for name in names]) == set(names)

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_each_key_is_looked_up_in_an_index(self, store: SqlStore) -> None:
        keys = {"guids": ["1", "2"], "title_hashes": ["t"], "urls": ["u", "v"], "text_hashes": ["x"]}

        assert indexes_used(store, lambda: store.known_items(FEED.url, **keys)) == [
            "sqlite_autoindex_item_1",  # the primary key
            "ix_item_title_hash",
            "ix_item_url",
            "ix_item_text_hash",
        ]

    def test_an_item_seen_again_is_replaced(self, store: Store) -> None:
        again = item("1", url=None, text_hash="new", title_hash="new", failures=2, seen_at=NOON + HOUR, publisher="x")

        store.save_round(followed(), [item("1", failures=1), again], [])

        assert store.known_items(FEED.url, **NO_KEYS | {"guids": ["1"]}) == [again]
        assert known(store, text_hashes=["text of 1"]) == set()

    @pytest.mark.parametrize("odd", ["", "x" * 10_000, "👩‍👩‍👧", "'; DROP TABLE item; --", "%?:name", " ", "a\nb"])
    def test_guids_and_addresses_may_be_anything(self, store: Store, odd: str) -> None:
        saved = item(odd, url=odd, text_hash="odd", title_hash="odd")

        store.save_round(followed(), [saved, item(odd + "!", url=odd + "!")], [])

        assert known(store, guids=[odd]) == known(store, urls=[odd]) == {odd}

    def test_a_nul_is_kept_or_becomes_what_stands_for_the_unreadable(self, store: Store) -> None:
        store.save_round(followed(), [item("é\0è", url="é\0è")], [])

        assert known(store, guids=["é\0è"]) == known(store, urls=["é\0è"])
        assert known(store, guids=["é\0è"]) in ({"é\0è"}, {"é\ufffdè"})

    def test_an_item_whose_article_is_deleted_stays_known(self, store: SqlStore) -> None:
        store.save_round(followed(), [item("1", article_id="a")], [article("a")])

        with writing(store._engine) as connection:
            connection.execute(delete(ARTICLE))

        assert store.known_items(FEED.url, **NO_KEYS | {"guids": ["1"]}) == [item("1")]


class TestRounds:
    def test_a_round_keeps_state_articles_and_items(self, store: Store) -> None:
        store.save_followed([replace(FULL, feed=FEED)])
        after = followed(replace(FULL.feed, url=FEED.url), failures=0, etag='"2"', tried_at=NOON)

        store.save_round(after, iter([item("1", article_id="a")]), iter([article("a"), article("b")]))

        # What the owner says of a feed may be said while it is fetched, and stays.
        kept = replace(
            after, language=FULL.language, topic=FULL.topic, is_shared=FULL.is_shared, followed_at=FULL.followed_at
        )
        assert store.followed_feeds() == [kept]
        assert store.articles("ab") == {"a": article("a"), "b": article("b")}
        assert known(store, guids=["1"]) == {"1"}

    def test_an_edited_article_keeps_its_date(self, store: Store) -> None:
        store.save_followed([followed()])
        store.save_round(followed(), [], [article("a")])

        store.save_round(followed(), [], [article("a", title="New", published_at=NOON + HOUR)])

        assert store.articles(["a"]) == {"a": article("a", title="New")}

    def test_a_feed_that_was_unfollowed_meanwhile_stays_so(self, store: Store) -> None:
        store.save_followed([followed()])
        store.unfollow(FEED.url)

        store.save_round(followed(replace(FEED, title="New")), [item("1", article_id="a")], [article("a")])

        assert store.followed_feeds() == []
        assert store.feed_of(["a"]) == {"a": FEED.url}
        assert known(store, guids=["1"]) == {"1"}

    @pytest.mark.parametrize(
        ("broken", "error"),
        [
            (item("2", article_id="unknown"), IntegrityError),
            (item("2", feed_url="https://unknown.example"), IntegrityError),
            (item("2\ud800"), StoreUnusable),
            (item("2", seen_at=datetime(2026, 3, 1)), StatementError),  # noqa: DTZ001
        ],
    )
    def test_a_round_that_breaks_keeps_nothing(self, store: Store, broken: Item, error: type[Exception]) -> None:
        store.save_followed([followed()])

        with pytest.raises(error):
            store.save_round(followed(failures=9), [item("1"), broken], [article("a")])

        assert store.followed_feeds() == [followed()]
        assert store.articles("a") == {}
        assert known(store, guids=["1"]) == set()

    def test_items_may_be_found_in_the_store_while_they_are_read(self, store: Store) -> None:
        store.save_followed([followed()])

        store.save_round(
            followed(), (item(guid) for guid in "12" if not known(store, guids=[guid])),
            (article(name) for name in "ab" if name not in store.articles([name])),
        )  # fmt: skip

        assert known(store, guids=["1", "2"]) == {"1", "2"}
        assert set(store.articles("ab")) == {"a", "b"}


class TestArticlesOfSeveralFeeds:
    @pytest.fixture(autouse=True)
    def syndicated(self, store: Store) -> None:
        store.save_followed([followed(), followed(OTHER_FEED)])
        store.save_round(followed(), [item("1", article_id="a"), item("2", article_id="a")], [article("a")])
        again = [item(guid, feed_url=OTHER_FEED.url, article_id="a") for guid in "345"]
        elsewhere = article("b", feed_url=OTHER_FEED.url, published_at=NOON - HOUR)
        store.save_round(followed(OTHER_FEED), [*again, item("6", feed_url=OTHER_FEED.url)], [elsewhere])

    @pytest.mark.parametrize(
        ("feeds", "found"),
        [
            ([FEED.url], ["a"]),
            ([OTHER_FEED.url], ["b", "a"]),
            ([FEED.url, OTHER_FEED.url], ["b", "a"]),
            (["https://unknown.example"], []),
        ],
    )
    def test_an_article_is_of_every_feed_that_carries_it_and_comes_once(
        self, store: Store, feeds: list[str], found: list[str]
    ) -> None:
        assert [each.id for each in store.articles_between(feeds, None, NOON)] == found

    def test_an_article_comes_once_however_many_feeds_are_asked_for(self, store: Store) -> None:
        feeds = [FEED.url, *map(str, range(2_000)), OTHER_FEED.url]

        assert [each.id for each in store.articles_between(feeds, None, NOON)] == ["b", "a"]

    def test_a_carried_article_outside_of_the_window_is_left_out(self, store: Store) -> None:
        assert store.articles_between([OTHER_FEED.url], NOON + HOUR, NOON + 2 * HOUR) == []

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_only_the_window_is_searched(self, store: SqlStore) -> None:
        feeds = [FEED.url, OTHER_FEED.url]

        assert indexes_used(store, lambda: store.articles_between(feeds, NOON - HOUR, NOON)) == [
            "ix_article_dated_at",
            "ix_item_article_id",
        ]


class TestWhateverComes:
    @given(saved=FOLLOWED)
    def test_whatever_a_server_says_comes_back_the_same(self, shared: SqlStore, saved: FollowedFeed) -> None:
        assume("\\x00" not in repr(saved))  # of which PostgreSQL holds none
        for other in shared.followed_feeds():
            shared.unfollow(other.feed.url)

        shared.save_followed([saved])

        assert shared.followed_feeds() == [saved]

    @given(saved=ITEMS)
    def test_whatever_a_feed_carries_comes_back_the_same(self, shared: SqlStore, saved: Item) -> None:
        assume("\\x00" not in repr(saved))  # of which PostgreSQL holds none
        shared.save_round(followed(), [saved], [])

        assert shared.known_items(FEED.url, **NO_KEYS | {"guids": [saved.guid]}) == [saved]
        assert saved.url is None or saved in shared.known_items(FEED.url, **NO_KEYS | {"urls": [saved.url]})
