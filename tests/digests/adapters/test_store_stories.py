"""The contract of the Store port on every database that `open_store` knows: stories, placements, aliases, posts."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError, StatementError

from digests.adapters.engine import reading, writing
from digests.adapters.store import SqlStore, open_store
from digests.adapters.tables import ARTICLE, PLACEMENT, STORY
from digests.models import Placement, Story
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
END = datetime.max.replace(tzinfo=UTC)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    with closing(open_store(database_url)) as store:
        store.save_feeds([FEED, OTHER_FEED])
        store.save_articles(article(name) for name in "abc")
        yield store


def placed(store: SqlStore) -> set[tuple[str, datetime, str]]:
    with reading(store._engine) as connection:
        return {(row.article_id, row.placed_at, row.story_id) for row in connection.execute(select(PLACEMENT))}


class TestStories:
    def test_a_story_names_its_articles_oldest_first_and_ties_by_id(self, store: Store) -> None:
        store.save_articles([article("o", published_at=NOON - HOUR)])

        save_grouping(store, story("k7qm", "a", "b", "o"))

        assert store.story("k7qm") == story("k7qm", "o", "a", "b")

    def test_a_grouped_article_is_no_longer_ungrouped(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a"))

        assert [each.id for each in store.ungrouped_articles()] == ["b", "c"]

    def test_a_known_story_gets_new_times_and_articles(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a"))
        grown = story("k7qm", "a", "b", first=NOON - HOUR, last=NOON + HOUR)

        save_grouping(store, grown)

        assert store.story("k7qm") == grown

    def test_an_article_that_another_story_claims_moves_there(self, store: Store) -> None:
        save_grouping(store, story("old1", "a", "b"))

        save_grouping(store, story("new1", "b"))

        assert store.stories_of(["a", "b"]) == {"a": story("old1", "a"), "b": story("new1", "b")}

    def test_a_story_saved_with_fewer_articles_loses_none(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a", "b"))

        save_grouping(store, story("k7qm", "a"))

        assert store.story("k7qm") == story("k7qm", "a", "b")

    def test_the_story_of_an_article_without_one_is_left_out(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a"))

        assert store.stories_of(["a", "b", "unknown"]) == {"a": story("k7qm", "a")}

    def test_an_article_that_is_not_there_any_more_is_passed_over(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a", "gone"))

        assert store.story("k7qm") == story("k7qm", "a")

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_stories_and_articles_are_looked_up_in_indexes(self, store: SqlStore) -> None:
        article_key, story_key = "sqlite_autoindex_article_1", "sqlite_autoindex_story_1"

        assert indexes_used(store, lambda: save_grouping(store, story("k7qm", "a"), aliases={"x": "y"})) == [
            story_key,
            article_key,
        ]
        assert indexes_used(store, lambda: store.stories_of(["a"])) == [article_key, story_key, "ix_article_story_id"]
        assert indexes_used(store, lambda: store.story("k7qm")) == [story_key, "ix_article_story_id"]


class TestFounders:
    def test_every_id_ever_given_keeps_the_article_it_was_given_for(self, store: SqlStore) -> None:
        save_grouping(store, story("old1", "a"), story("k7qm", "b"))
        save_grouping(store, story("k7qm", "a", "b"), aliases={"old1": "k7qm"})  # where an older article is the first
        with writing(store._engine) as connection:
            connection.execute(delete(ARTICLE).where(ARTICLE.c.id == "b"))

        assert store.founders() == {"old1": "a", "k7qm": "b"}

    def test_a_story_without_founder_is_a_bug_and_saves_nothing(self, store: SqlStore) -> None:
        save_grouping(store, story("old1", "a"))

        with pytest.raises(KeyError, match="k7qm"):
            store.save_grouping(
                [story("k7qm", "b")],
                founders={},
                placements=[],
                aliases={"old1": "k7qm"},
                profiles={},
                profiled_as="e5",
                since=NOON,
            )

        assert store.founders() == {"old1": "a"}
        with reading(store._engine) as connection:
            assert connection.scalars(select(STORY.c.merged_into)).all() == [None]


class TestAliases:
    def test_the_id_of_a_story_that_was_merged_away_leads_to_the_other(self, store: Store) -> None:
        save_grouping(store, story("old1", "a"), story("new1", "b"))

        save_grouping(store, story("old1", "a", "b"), aliases={"new1": "old1"})

        assert store.story("new1") == store.story("old1") == story("old1", "a", "b")

    def test_an_id_leads_on_through_a_chain(self, store: Store) -> None:
        names = ["k7q1", "k7q2", "k7q3", "k7q4"]
        for name in names:
            save_grouping(store, story(name, "a"))
        for name, following in pairwise(names):
            save_grouping(store, aliases={name: following})

        assert {store.story(name) for name in names} == {story("k7q4", "a")}

    @pytest.mark.parametrize(
        "aliases",
        [
            {},
            {"gone": "gone"},
            {"gone": "unknown"},
            {"gone": "also"},
            {"gone": "also", "also": "gone"},
            {"gone": "also", "also": "more", "more": "also"},
        ],
    )
    def test_an_id_that_leads_to_no_articles_is_no_story(self, store: Store, aliases: dict[str, str]) -> None:
        for name in ("gone", "also", "more", "k7qm"):
            save_grouping(store, story(name, "a"))

        save_grouping(store, aliases=aliases)

        assert store.story("gone") is None
        assert store.story("k7qm") == story("k7qm", "a")

    def test_an_unknown_id_is_no_story_and_becomes_none_by_leading_somewhere(self, store: Store) -> None:
        save_grouping(store, story("k7qm", "a"), aliases={"unknown": "k7qm"})

        assert store.story("unknown") is None
        assert store.founders() == {"k7qm": "a"}

    def test_a_story_that_is_saved_is_no_alias_any_more(self, store: SqlStore) -> None:
        save_grouping(store, story("old1", "a"), story("new1", "b"))
        save_grouping(store, story("old1", "a", "b"), aliases={"new1": "old1"})

        save_grouping(store, story("new1", "b"))
        with writing(store._engine) as connection:
            connection.execute(delete(ARTICLE).where(ARTICLE.c.id == "b"))

        assert store.story("new1") is None

    def test_what_is_saved_as_a_story_and_as_an_alias_is_a_story(self, store: Store) -> None:
        save_grouping(store, story("old1", "a"), story("new1", "b"))
        save_grouping(store, story("new1", "b"), aliases={"new1": "old1"})
        save_grouping(store, story("else", "b"))

        assert store.story("new1") is None

    def test_a_story_that_got_an_article_meanwhile_is_itself(self, store: Store) -> None:
        save_grouping(store, story("old1", "a"), story("new1", "b"))
        save_grouping(store, story("new1", "c"))  # by another process, while the next was being thought out

        save_grouping(store, story("old1", "a", "b"), aliases={"new1": "old1"})

        assert store.story("new1") == story("new1", "c")


class TestPlacements:
    def test_the_last_placement_before_a_moment_counts(self, store: Store) -> None:
        moves = [placement("a", "k7q2", NOON + HOUR), placement("a", "k7q1"), placement("a", "k7q3", NOON + 2 * HOUR)]
        save_grouping(store, placements=moves)

        found = [store.placements_before(NOON + hours * HOUR, ["a"]) for hours in range(4)]

        assert found == [{}, {"a": "k7q1"}, {"a": "k7q2"}, {"a": "k7q3"}]
        assert store.placements_before(NOON + HOUR + MOMENT, ["a"]) == {"a": "k7q2"}

    def test_an_article_without_placement_is_left_out(self, store: Store) -> None:
        save_grouping(store, placements=[placement("a", "k7qm"), placement("b", "k7qm")])

        assert store.placements_before(END, ["a", "c", "unknown", "a"]) == {"a": "k7qm"}

    def test_of_several_placements_at_one_moment_the_last_counts(self, store: SqlStore) -> None:
        tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
        moves = [placement("a", "k7q1"), placement("b", "k7q1"), placement("a", "k7q3", tokyo), placement("a", "k7q2")]

        save_grouping(store, placements=iter(moves))

        assert placed(store) == {("a", NOON, "k7q2"), ("b", NOON, "k7q1")}

    def test_placements_from_then_on_are_replaced_and_earlier_ones_stay(self, store: SqlStore) -> None:
        hours = [placement("a", f"old{hour}", NOON + hour * HOUR) for hour in range(4)]
        save_grouping(store, placements=hours)

        save_grouping(store, placements=[placement("a", "new", NOON + 3 * HOUR)], since=NOON + 2 * HOUR)

        assert placed(store) == {
            ("a", NOON, "old0"),
            ("a", NOON + HOUR, "old1"),
            ("a", NOON + 3 * HOUR, "new"),
        }

    def test_placements_of_articles_that_are_not_placed_again_stay(self, store: SqlStore) -> None:
        save_grouping(store, placements=[placement("a", "old"), placement("b", "old", NOON + HOUR)])

        save_grouping(store, placements=[placement("a", "new")])

        assert placed(store) == {("a", NOON, "new"), ("b", NOON + HOUR, "old")}

    def test_an_earlier_placement_at_the_same_moment_is_replaced(self, store: SqlStore) -> None:
        save_grouping(store, placements=[placement("a", "old")])

        save_grouping(store, placements=[placement("a", "new")], since=NOON + HOUR)

        assert placed(store) == {("a", NOON, "new")}

    def test_an_article_takes_its_placements_with_it(self, store: SqlStore) -> None:
        save_grouping(store, placements=[placement("a", "k7qm"), placement("b", "k7qm")])

        with writing(store._engine) as connection:
            connection.execute(delete(ARTICLE).where(ARTICLE.c.id == "a"))

        assert placed(store) == {("b", NOON, "k7qm")}

    def test_an_edited_article_keeps_its_placements(self, store: Store) -> None:
        save_grouping(store, placements=[placement("a", "k7qm")])

        store.save_articles([article("a", title="New")])

        assert store.placements_before(END, ["a"]) == {"a": "k7qm"}

    @pytest.mark.parametrize(
        ("broken", "error"),
        [
            (placement("unknown", "new1"), IntegrityError),
            (placement("b", "new1", NOON.replace(tzinfo=None)), StatementError),
        ],
    )
    def test_a_placement_that_is_a_bug_saves_nothing(
        self, store: SqlStore, broken: Placement, error: type[Exception]
    ) -> None:
        save_grouping(store, story("old1", "a"), placements=[placement("a", "old1")])

        with pytest.raises(error):
            save_grouping(
                store, story("new1", "a"), placements=[placement("a", "new1"), broken], aliases={"old1": "new1"}
            )

        assert store.story("old1") == story("old1", "a")
        assert store.founders() == {"old1": "a"}
        assert placed(store) == {("a", NOON, "old1")}

    @pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
    def test_placements_are_looked_up_by_their_key(self, store: SqlStore) -> None:
        key = "sqlite_autoindex_placement_1"

        assert indexes_used(store, lambda: store.placements_before(NOON, ["a", "b"])) == [key]
        assert indexes_used(store, lambda: save_grouping(store, placements=[placement("a", "k7qm")])) == [key]


class TestPosted:
    def test_a_story_is_posted_once_it_is_marked(self, store: Store) -> None:
        save_grouping(store, story("k7q1", "a"), story("k7q2", "b"))

        store.mark_posted(iter(["k7q1", "unknown", "k7q1"]), NOON)

        assert store.posted_stories() == {"k7q1"}

    def test_the_first_time_counts(self, store: SqlStore) -> None:
        save_grouping(store, story("k7q1", "a"), story("k7q2", "b"))
        store.mark_posted(["k7q1"], NOON)

        store.mark_posted(["k7q1", "k7q2"], NOON + HOUR)

        with reading(store._engine) as connection:
            times = dict(connection.execute(select(STORY.c.id, STORY.c.posted_at)).all())
        assert times == {"k7q1": NOON, "k7q2": NOON + HOUR}

    def test_a_posted_story_stays_so_when_it_grows_or_is_merged_away(self, store: Store) -> None:
        save_grouping(store, story("k7q1", "a"), story("k7q2", "b"))
        store.mark_posted(["k7q1", "k7q2"], NOON)

        save_grouping(store, story("k7q1", "a", "b", "c"), aliases={"k7q2": "k7q1"})

        assert store.posted_stories() == {"k7q1", "k7q2"}

    def test_thousands_may_be_marked_at_once(self, store: Store) -> None:
        names = [f"s{number}" for number in range(2_000)]
        save_grouping(store, *(story(name, "a") for name in names))

        store.mark_posted(names, NOON)

        assert store.posted_stories() == set(names)


class TestTwoStoresOnOneDatabase:
    def test_two_that_group_the_same_articles_at_once_leave_each_in_one_story(self, database_url: str) -> None:
        names = [f"article-{number}" for number in range(60)]

        def group(store: SqlStore, size: int) -> None:
            """Cut the articles into stories of one size, again and again, as if each time something came late."""
            for first in range(0, len(names), size):
                stories = [
                    story(f"{size}-{start}", *names[start : start + size]) for start in range(first, len(names), size)
                ]
                save_grouping(store, *stories, placements=placements_of(stories))

        def placements_of(stories: list[Story]) -> list[Placement]:
            return [placement(name, one.id) for one in stories for name in one.article_ids]

        with closing(open_store(database_url)) as one, closing(open_store(database_url)) as other:
            one.save_feeds([FEED])
            one.save_articles(map(article, names))
            with ThreadPoolExecutor(2) as threads:
                for done in [threads.submit(group, one, 3), threads.submit(group, other, 4)]:
                    done.result()

            owners = {name: owner.id for name, owner in one.stories_of(names).items()}
            assert owners == one.placements_before(END, names)
            assert len(owners) == len(names)
            assert one.founders() == other.founders()
            assert len(one.founders()) == 20 + 15
