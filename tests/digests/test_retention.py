"""What is forgotten, and when: of each subscriber by its own setting, the news by the longest of all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from digests.adapters.readership import SqlReadership
from digests.adapters.store import SqlStore, open_database
from digests.models import Told
from digests.planning import change
from digests.postings import State
from digests.readers import Bookmark
from digests.retention import forget_old, forgotten_at
from digests.schedules import closed, resumed
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, FERRY, FOLLOWED, WISH, House, PaperChat, Words, news

DAY = timedelta(days=1)


@pytest.fixture
def house() -> Iterator[House]:
    store, ledger = open_database("sqlite://")
    yield House(store=store, ledger=ledger, encoder=Words(), chat=PaperChat())
    store.close()


def forgotten(house: House, now: datetime) -> int:
    """Forget what is old, and return how much that was."""
    return forget_old(now, store=house.store, ledger=house.ledger, readership=readership(house))


def readership(house: House) -> SqlReadership:
    assert isinstance(house.store, SqlStore)
    return SqlReadership(house.store._engine)


def days_back(house: House) -> list[float]:
    """Return how many days ago the articles that are there were fetched."""
    found = house.store.articles_between([WISH.feeds[0]], None, NOON)
    return [(NOON - article.fetched_at) / DAY for article in found]


def test_each_subscriber_keeps_its_slots_as_long_as_it_asks(house: House) -> None:
    house.subscribe("aaaa", replace(WISH, retention=7 * DAY))
    house.subscribe("bbbb", replace(WISH, retention=60 * DAY))
    for days in (70, 50, 10, 5):
        house.post(NOON - days * DAY)
    assert forgotten(house, NOON) > 0
    assert (len(house.fates("aaaa")), len(house.fates("bbbb"))) == (1, 3)


def test_articles_stay_as_long_as_anybody_asks(house: House) -> None:
    house.keep(*(news(f"Day{days} is news", hours=-24 * days) for days in (70, 50, 20)))
    house.subscribe("aaaa", replace(WISH, retention=7 * DAY))
    house.subscribe("bbbb", replace(WISH, retention=60 * DAY))
    forgotten(house, NOON)
    assert days_back(house) == [50, 20]


def test_where_nobody_is_subscribed_articles_stay_for_thirty_days(house: House) -> None:
    house.keep(*(news(f"Day{days} is news", hours=-24 * days) for days in (31, 29)))
    assert forgotten(house, NOON) == 1
    assert days_back(house) == [29]


def test_the_log_has_a_line_only_where_something_was_forgotten(house: House) -> None:
    house.keep(news(BRIDGE))
    with capture_logs() as lines:
        forgotten(house, NOON)
        assert lines == []
        forgotten(house, NOON + 40 * DAY)
    assert [(line["event"], line["articles"]) for line in lines] == [("old_forgotten", 1)]


def test_what_was_told_lately_is_remembered(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe("aaaa", replace(WISH, retention=7 * DAY))
    house.post(NOON)
    forgotten(house, NOON + DAY)
    assert house.post(NOON + DAY).empty == 1
    assert house.headlines() == [[BRIDGE]]


def test_what_was_told_is_remembered_for_the_cooldown_where_that_is_longer(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe("aaaa", replace(WISH, retention=7 * DAY, cooldown=30 * DAY))
    house.post(NOON)
    house.keep(news(FERRY, hours=23))
    house.post(NOON + DAY)
    for delivery in house.deliveries():  # what still waits is not forgotten anyway
        assert house.ledger.change_delivery(delivery, replace(delivery, state=State.SENT, settled_at=NOON))
    forgotten(house, NOON + 29 * DAY)
    house.keep(news(BRIDGE), news(BRIDGE, hours=29 * 24 - 1, source="Courier"))
    house.post(NOON + 29 * DAY)
    assert house.headlines() == [[FERRY], [BRIDGE]]
    assert forgotten(house, NOON + 31 * DAY) > 0


def test_what_readers_have_had_is_remembered_as_long_as_the_news(house: House) -> None:
    house.subscribe("aaaa", replace(WISH, retention=7 * DAY))
    house.subscribe("bbbb", replace(WISH, retention=60 * DAY))
    for name, days in (("aaaa", 61), ("bbbb", 59)):
        told = Told(story_id=name, at=NOON - days * DAY, article_ids=frozenset(), publishers=frozenset(), texts=())
        readership(house).save_bookmark(
            Bookmark(chat="paper", person_id="U7", story_id=name, told=told, subscriber_id="aaaa")
        )
    assert forgotten(house, NOON) == 1
    assert [bookmark.story_id for bookmark in readership(house).bookmarks("paper", "U7")] == ["bbbb"]


def test_who_has_been_closed_for_as_long_is_forgotten_with_everything(house: House) -> None:
    house.keep(news(BRIDGE))
    for name, days in (("aaaa", 7), ("bbbb", 60), ("cccc", 7)):
        house.subscribe(name, replace(WISH, retention=days * DAY))
    for name in ("aaaa", "bbbb"):
        change(name, lambda one: closed(one, NOON), ledger=house.ledger)
    ends = [forgotten_at(one) for one in house.ledger.subscribers()]
    assert ends == [NOON + 7 * DAY, NOON + 60 * DAY, None]
    told = Told(story_id="s", at=NOON, article_ids=frozenset(), publishers=frozenset(), texts=())
    readership(house).save_bookmark(
        Bookmark(chat="paper", person_id="U7", story_id="s", told=told, subscriber_id="aaaa")
    )
    assert forgotten(house, NOON + 7 * DAY) == 0
    with capture_logs() as lines:
        assert forgotten(house, NOON + 8 * DAY) == 1
    assert [(line["event"], line["subscribers"]) for line in lines] == [("old_forgotten", 1)]
    assert [one.id for one in house.ledger.subscribers()] == ["bbbb", "cccc"]
    assert readership(house).bookmarks("paper", "U7") == []
    change("bbbb", lambda one: resumed(one, NOON + 9 * DAY), ledger=house.ledger)
    forgotten(house, NOON + 90 * DAY)
    assert [one.id for one in house.ledger.subscribers()] == ["bbbb", "cccc"]


def test_a_feed_that_only_they_had_is_followed_no_longer(house: House) -> None:
    urls = {name: f"https://{name}.example/rss" for name in ("shared", "both", "own")}
    house.store.save_followed(
        replace(FOLLOWED, feed=replace(FOLLOWED.feed, url=url), location=url, is_shared=name == "shared")
        for name, url in urls.items()
    )
    house.subscribe("aaaa", replace(WISH, feeds=tuple(urls.values())))
    house.subscribe("bbbb", replace(WISH, feeds=(urls["both"],)))
    change("aaaa", lambda one: closed(one, NOON), ledger=house.ledger)
    forgotten(house, NOON + 29 * DAY)
    assert urls["own"] in {each.feed.url for each in house.store.followed_feeds()}
    forgotten(house, NOON + 31 * DAY)
    assert {each.feed.url for each in house.store.followed_feeds()} == {WISH.feeds[0], urls["shared"], urls["both"]}
