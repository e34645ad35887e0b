"""What is promised of forgetting: what is old goes, what is still needed stays, and the file stops growing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import Table, func, select

from digests.adapters.engine import reading
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import SqlStore, open_database
from digests.adapters.tables import (
    ARTICLE_PROFILE,
    ARTICLE_VECTOR,
    DELIVERY,
    EDITION,
    ITEM,
    PAYLOAD,
    PLACEMENT,
    POSTING,
    SLOT,
)
from digests.adapters.tables import FEED as FEEDS
from digests.models import Article
from digests.pipeline import group_articles
from digests.ports import Vectors
from digests.postings import Edition, Fate, Made, Memory, State
from tests.digests.adapters.examples import (
    FEED,
    NOON,
    OTHER_FEED,
    article,
    followed,
    item,
    placement,
    save_grouping,
    story,
    vector,
)
from tests.digests.adapters.ledgers import (
    CHATS,
    DAY,
    EIGHT,
    HOUR,
    delivery,
    made,
    notice,
    post,
    posting,
    slot,
    subscribe,
    subscriber,
    told,
)

LATER = NOON + 30 * DAY
YEAR = timedelta(days=365)


@pytest.fixture
def store_and_ledger(database_url: str) -> Iterator[tuple[SqlStore, SqlLedger]]:
    store, ledger = open_database(database_url)
    with closing(store):
        store.save_feeds([FEED, OTHER_FEED])
        yield store, ledger


@pytest.fixture
def store(store_and_ledger: tuple[SqlStore, SqlLedger]) -> SqlStore:
    return store_and_ledger[0]


@pytest.fixture
def ledger(store_and_ledger: tuple[SqlStore, SqlLedger]) -> SqlLedger:
    return store_and_ledger[1]


@pytest.fixture
def rows(store: SqlStore) -> Callable[[Table], int]:
    def count(table: Table) -> int:
        with reading(store._engine) as connection:
            return connection.scalar(select(func.count()).select_from(table)) or 0

    return count


def dated(name: str, at: datetime) -> Article:
    return article(name, published_at=at, fetched_at=at)


class TestArticles:
    def test_an_article_goes_with_all_that_is_kept_of_it(self, store: SqlStore, rows: Callable[[Table], int]) -> None:
        store.save_articles([dated("old", NOON), dated("new", LATER)])
        store.save_vectors("e5", {"old": vector(1), "new": vector(2)})
        placements = [placement("old", "k7qm"), placement("new", "k7qm")]
        profiles = {"old": b"1", "new": b"2"}
        save_grouping(store, story("k7qm", "old", "new"), placements=placements, profiles=profiles)

        assert store.forget_before(LATER) == 1

        assert set(store.articles(["old", "new"])) == {"new"}
        assert store.story("k7qm") == story("k7qm", "new")
        assert [rows(table) for table in (ARTICLE_VECTOR, ARTICLE_PROFILE, PLACEMENT)] == [1, 1, 1]
        assert store.forget_before(LATER) == 0

    def test_more_go_than_one_transaction_takes(self, store: SqlStore) -> None:
        store.save_articles(dated(f"a{number}", NOON) for number in range(1001))

        assert store.forget_before(LATER) == 1001

    def test_feeds_stay(self, store: SqlStore) -> None:
        store.save_round(followed(), [], [dated("old", NOON)])
        store.save_followed([followed()])

        store.forget_before(LATER)

        assert store.followed_feeds() == [followed()]

    def test_grouping_goes_on(self, store: SqlStore) -> None:
        store.save_articles([dated("a", NOON), dated("b", LATER)])
        save_grouping(store, story("k7qm", "a", "b"), placements=[placement(name, "k7qm") for name in "ab"])
        store.forget_before(LATER)
        store.save_articles([dated("c", LATER)])

        assert store.grouping_window(LATER) == store.articles_between([FEED.url], None, LATER)
        assert store.placements_before(LATER, "abc") == {"b": "k7qm"}
        save_grouping(store, story("k7qm", "b", "c"), founders={"k7qm": "a"}, placements=[placement("c", "k7qm")])

        assert store.story("k7qm") == story("k7qm", "b", "c")
        assert store.founders() == {"k7qm": "a"}


class ByFirstLetter:
    """An encoder to which titles mean the same that begin with the same letter."""

    name = "letters"
    usual = np.full(26, 1 / 26, dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.eye(26, dtype=np.float32)[[ord(text[0].lower()) % 26 for text in texts]]


def test_news_are_grouped_before_and_after(store: SqlStore) -> None:
    encoder = ByFirstLetter()
    for number in range(12):
        now = NOON + number * DAY
        store.save_articles(
            replace(dated(f"{letter}{number}", now), title=f"{letter} {number // 4}", publisher=f"{letter}.example")
            for letter in "abc"
        )
        group_articles(store=store, encoder=encoder)
        assert store.ungrouped_articles() == []
        store.mark_posted([story.id for story in store.stories_of([f"a{number}"]).values()], now)
        store.forget_before(now - 3 * DAY)

    names = [f"{letter}{number}" for letter in "abc" for number in range(12)]
    left = {name for name in names if int(name[1:]) >= 8}
    assert set(store.articles(names)) == set(store.stories_of(names)) == left
    assert {name for story in store.stories_of(names).values() for name in story.article_ids} == left


class TestItems:
    def known(self, store: SqlStore) -> set[str]:
        with reading(store._engine) as connection:
            return set(connection.scalars(select(ITEM.c.guid)))

    def test_an_item_goes_that_its_feed_has_not_carried_since(self, store: SqlStore) -> None:
        old, gone = dated("old", NOON), item("gone", article_id="old", seen_at=NOON)
        items = [gone, item("carried", article_id="old", seen_at=LATER), item("never read", seen_at=NOON)]
        store.save_followed([followed()])
        store.save_round(followed(), items, [old])

        store.forget_before(LATER)

        assert self.known(store) == {"carried"}

    def test_the_items_of_a_feed_that_has_not_changed_since_stay(self, store: SqlStore) -> None:
        items = [item("first", seen_at=NOON), item("second", seen_at=NOON + 20 * HOUR)]
        gone = item("gone", seen_at=NOON - 3 * DAY)
        other = item("other", feed_url=OTHER_FEED.url, seen_at=LATER)
        store.save_followed([followed()])
        store.save_round(followed(), [*items, gone, other], [])

        store.forget_before(LATER)

        assert self.known(store) == {"first", "second", "other"}

    def test_an_item_of_an_article_that_stays_stays(self, store: SqlStore) -> None:
        items = [item("told", article_id="new", seen_at=NOON), item("last", seen_at=LATER)]
        store.save_round(followed(), items, [dated("new", LATER)])

        store.forget_before(LATER)

        assert self.known(store) == {"told", "last"}

    def test_a_feed_that_is_not_followed_any_more_goes_with_its_last_item(
        self, store: SqlStore, rows: Callable[[Table], int]
    ) -> None:
        store.save_followed([followed()])
        store.save_round(
            followed(), [item("told", article_id="old"), item("last", seen_at=LATER)], [dated("old", NOON)]
        )
        store.unfollow(FEED.url)

        store.forget_before(LATER)
        assert (self.known(store), rows(FEEDS)) == ({"last"}, 2)
        store.forget_before(LATER + DAY)

        assert (self.known(store), rows(FEEDS)) == (set(), 1)


class TestStories:
    def test_a_story_that_nobody_has_seen_goes_with_its_articles(self, store: SqlStore) -> None:
        store.save_articles([dated("a", NOON), dated("b", LATER)])
        save_grouping(store, story("old1", "a"), story("new1", "b", last=LATER))

        store.forget_before(LATER)

        assert store.founders() == {"new1": "b"}

    def test_one_that_people_have_seen_stays_for_a_year(self, store: SqlStore) -> None:
        store.save_articles([dated("a", NOON)])
        save_grouping(store, story("seen", "a"))
        store.mark_posted(["seen"], NOON + DAY)

        store.forget_before(NOON + DAY + YEAR)
        assert store.posted_stories() == {"seen"}
        assert store.story("seen") is None

        store.forget_before(NOON + DAY + YEAR + HOUR)
        assert store.founders() == {}

    def test_a_story_of_which_an_article_is_left_stays(self, store: SqlStore) -> None:
        store.save_articles([dated("a", NOON), dated("b", LATER)])
        save_grouping(store, story("both", "a", "b"))

        store.forget_before(LATER)

        assert store.story("both") == story("both", "b")

    def test_aliases_go_with_what_they_lead_to(self, store: SqlStore) -> None:
        store.save_articles([dated(name, NOON) for name in "abc"])
        save_grouping(store, story("old1", "a"), story("old2", "b"), story("old3", "c"))
        store.mark_posted(["old1", "old2"], NOON)
        save_grouping(store, story("old3", "a", "b", "c"), aliases={"old1": "old2", "old2": "old3"})

        store.forget_before(LATER)

        assert store.founders() == {}

    def test_an_alias_that_people_have_seen_still_leads_to_what_stays(self, store: SqlStore) -> None:
        store.save_articles([dated("a", NOON), dated("b", LATER)])
        save_grouping(store, story("old1", "a"), story("new1", "b", last=LATER))
        store.mark_posted(["old1"], NOON)
        save_grouping(store, story("new1", "a", "b", last=LATER), aliases={"old1": "new1"})

        store.forget_before(LATER)

        assert store.story("old1") == story("new1", "b", last=LATER)


class TestPosted:
    def test_old_slots_go_and_planned_ones_stay(self, ledger: SqlLedger) -> None:
        slots = [slot(due_at=EIGHT + count * HOUR, fate=fate) for count, fate in enumerate(Fate)]
        new = slot(due_at=EIGHT + DAY, fate=Fate.MISSED)
        ledger.save_subscribers([(subscriber(), [*slots, new]), (subscriber("zzzz"), [slot("zzzz", fate=Fate.MISSED)])])

        assert ledger.forget_before(EIGHT + DAY, ["k7qm"]) == len(Fate) - 1

        assert ledger.slots("k7qm", EIGHT.date()) == [slots[0], new]
        assert ledger.slots("zzzz", EIGHT.date()) == [slot("zzzz", fate=Fate.MISSED)]

    def test_an_old_posting_goes_with_its_messages_and_what_nobody_names_then(
        self, ledger: SqlLedger, rows: Callable[[Table], int]
    ) -> None:
        subscribe(ledger, "k7qm")
        post(ledger, "k7qm", EIGHT, State.SENT, State.UNKNOWN)
        new = post(ledger, "k7qm", EIGHT + DAY, State.SENT)

        assert ledger.forget_before(EIGHT + DAY, ["k7qm"]) == 1 + 2 + 1 + 2  # posting, messages, edition, payloads

        assert ledger.deliveries("k7qm") == [delivery(new, state=State.SENT, settled_at=EIGHT + DAY)]
        assert [rows(table) for table in (POSTING, DELIVERY, EDITION, PAYLOAD)] == [1, 1, 1, 1]
        assert ledger.planned_slots(9) == [slot()]

    @pytest.mark.parametrize("state", [State.PENDING, State.SENDING])
    def test_what_is_still_to_be_sent_stays(self, ledger: SqlLedger, state: State) -> None:
        subscribe(ledger, "k7qm")
        old = post(ledger, "k7qm", EIGHT, State.SENT, state)
        post(ledger, "k7qm", EIGHT + DAY, State.SENT)

        assert ledger.forget_before(EIGHT + DAY, ["k7qm"]) == 0

        assert [one.posting_id for one in ledger.deliveries("k7qm")[1:]] == [old.id, old.id]

    def test_the_last_one_stays_and_the_last_that_may_have_arrived(self, ledger: SqlLedger) -> None:
        subscribe(ledger, "k7qm")
        states = [State.SENT, State.UNKNOWN, State.EXPIRED, State.REFUSED]
        posts = [post(ledger, "k7qm", EIGHT + days * DAY, state) for days, state in enumerate(states)]

        ledger.forget_before(EIGHT + 30 * DAY, ["k7qm"])

        assert [one.posting_id for one in ledger.deliveries("k7qm")] == [posts[3].id, posts[1].id]
        assert ledger.memories(["k7qm"], EIGHT + 30 * DAY) == {"k7qm": Memory(last=posts[1].until)}

    def test_what_somebody_asked_for_goes_and_takes_nobodys_place(self, ledger: SqlLedger) -> None:
        subscribe(ledger, "k7qm")
        last = post(ledger, "k7qm", EIGHT, State.SENT)
        post(ledger, "k7qm", EIGHT + DAY, State.SENT, is_asked=True)

        ledger.forget_before(EIGHT + 30 * DAY, ["k7qm"])

        assert ledger.postings("k7qm", 9) == [last]

    def test_what_another_has_got_too_stays(self, ledger: SqlLedger, rows: Callable[[Table], int]) -> None:
        subscribe(ledger, "k7qm", "zzzz")
        shared = Edition(id="shared", told=(told(),))
        for name in ("k7qm", "zzzz"):
            of = posting(name, edition=shared)
            sent = delivery(of, payload="the same", state=State.SENT)
            ledger.save_postings([Made(slot=None, posting=of, deliveries=(sent,))])
            post(ledger, name, EIGHT + DAY, State.SENT)

        assert ledger.forget_before(EIGHT + DAY, ["k7qm"]) == 2
        assert ledger.memories(["zzzz"], EIGHT)["zzzz"].editions[0] == shared
        assert ledger.forget_before(EIGHT + DAY, ["zzzz"]) == 4
        assert [rows(EDITION), rows(PAYLOAD)] == [1, 1]

    def test_old_notices_go_when_they_are_settled(self, ledger: SqlLedger) -> None:
        subscribe(ledger, "k7qm")
        ledger.save_postings([made()])
        (first,) = made().deliveries
        told = [notice(id="a"), notice(id="b"), notice(id="c", at=EIGHT + DAY)]
        ledger.refuse(first, replace(first, state=State.REFUSED), subscriber(paused_at=EIGHT), told)
        ledger.change_delivery(told[0], replace(told[0], state=State.SENT))

        assert ledger.forget_before(EIGHT + DAY, ["k7qm"]) == 2  # the slot and the notice, whose words the others share

        assert [one.id for one in ledger.deliveries("k7qm")] == ["c", "b", first.id]
        assert [one.id for one in ledger.sendable(EIGHT + DAY, CHATS, 9)] == ["b", "c"]

    def test_who_is_removed_leaves_nothing(self, ledger: SqlLedger, rows: Callable[[Table], int]) -> None:
        subscribe(ledger, "a", "b")
        ledger.save_postings([made("a"), made("b")])

        ledger.remove_subscriber("a")
        assert [rows(table) for table in (SLOT, POSTING, DELIVERY, EDITION, PAYLOAD)] == [1, 1, 1, 1, 1]
        ledger.remove_subscriber("b")
        assert [rows(table) for table in (SLOT, POSTING, DELIVERY, EDITION, PAYLOAD)] == [0, 0, 0, 0, 0]


def test_in_ninety_days_the_database_stops_growing() -> None:
    store, ledger = open_database("sqlite://")  # its pages are those of a file, without the waiting for a disk
    pages = []
    with closing(store):
        store.save_followed([followed()])
        subscribe(ledger, "k7qm", "zzzz")
        for number in range(90):
            live_one_day(store, ledger, number)
            store.forget_before(EIGHT + (number - 15) * DAY)
            ledger.forget_before(EIGHT + (number - 15) * DAY, ["k7qm", "zzzz"])
            with reading(store._engine) as connection:
                pages.append(connection.exec_driver_sql("PRAGMA page_count").scalar_one())

    assert pages[5] < pages[14]
    # One story a day is posted, and is remembered for a year: about fifty bytes.
    assert pages[89] <= pages[30] * 1.05


def live_one_day(store: SqlStore, ledger: SqlLedger, number: int) -> None:
    """Fetch, group and post twenty articles of some length."""
    now = EIGHT + number * DAY
    names = [f"{number}-{count}" for count in range(20)]
    articles = [article(name, text=name * 200, published_at=now, fetched_at=now) for name in names]
    store.save_round(followed(), [item(name, article_id=name, seen_at=now) for name in names], articles)
    store.save_vectors("e5", {name: vector(*range(100)) for name in names})
    stories = [story(f"story {name}", name, first=now, last=now) for name in names]
    save_grouping(store, *stories, placements=[placement(name, f"story {name}", now) for name in names], since=now)
    edition = Edition(id=f"edition {number}", told=(told(stories[0].id, now),))
    for subscriber_id in ("k7qm", "zzzz"):
        of = posting(subscriber_id, now, id=f"{subscriber_id} {number}", edition=edition)
        sent = delivery(of, state=State.SENT, payload=str(number) * 500)
        ledger.save_postings([Made(slot=None, posting=of, deliveries=(sent,))])
