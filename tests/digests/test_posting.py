"""From planned slots to postings: what is told, what is not told again, and what becomes of every slot."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from digests.adapters.store import open_database
from digests.models import Digest, Empty, Feed, FollowedFeed, Subscription
from digests.posting import BATCH, Posted
from digests.postings import Message, State
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, CHESS, FEED, FERRY, HOUR, WISH, House, PaperChat, Words, news

DAY = 24 * HOUR
ELSEWHERE = Feed(url="https://elsewhere.example/rss", title="Elsewhere")


@pytest.fixture
def house() -> Iterator[House]:
    store, ledger = open_database("sqlite://")
    yield House(store=store, ledger=ledger, encoder=Words(), chat=PaperChat())
    store.close()


def settle(house: House, state: State, name: str = "aaaa") -> None:
    """Let every delivery of a subscriber end so."""
    for delivery in house.deliveries(name):
        assert house.ledger.change_delivery(delivery, replace(delivery, state=state, settled_at=NOON))


# ---------------------------------------------------------------- one posting


def test_a_planned_slot_becomes_a_posting_with_all_its_messages(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe()
    house.plan(NOON)
    assert house.press.post_due(NOON + timedelta(seconds=3)) == Posted(posted=1, editions=1)
    assert house.fates() == ["posted"]
    first, second = house.deliveries()
    assert (first.part, second.part, first.state, first.address) == (0, 1, State.PENDING, "#aaaa")
    assert json.loads(first.payload) == {"headlines": [BRIDGE, CHESS], "late": False, "ui": None, "mention": None}
    assert first.next_attempt_at == NOON + timedelta(seconds=3)
    memory = house.ledger.memories(["aaaa"], NOON - DAY)["aaaa"]
    assert memory.last == NOON
    assert [told.story_id for told in memory.editions[0].told] == ["bridge", "chess"]
    assert [told.at for told in memory.editions[0].told] == [NOON, NOON]
    assert house.store.posted_stories() == {"bridge", "chess"}


@pytest.mark.parametrize(("catch_up", "tried"), [(0, 1), (6, 6)])
def test_sending_is_tried_as_long_as_the_digest_may_be_late_and_at_least_an_hour(
    house: House, catch_up: int, tried: int
) -> None:
    house.keep(news(BRIDGE))
    house.subscribe(wish=replace(WISH, catch_up=catch_up * HOUR))
    house.post(NOON)
    assert {delivery.expires_at for delivery in house.deliveries()} == {NOON + tried * HOUR}


def test_who_names_no_feeds_reads_all_that_are_shared(house: House) -> None:
    unshared = FollowedFeed(
        feed=ELSEWHERE, location=ELSEWHERE.url, is_shared=False, followed_at=NOON, next_fetch_at=NOON
    )
    house.store.save_followed([unshared])
    house.keep(news(BRIDGE), replace(news(CHESS), feed_url=ELSEWHERE.url))
    house.subscribe(wish=replace(WISH, feeds=()))
    house.post(NOON)
    assert house.headlines() == [[BRIDGE]]


def test_nothing_planned_is_nothing_done(house: House) -> None:
    house.subscribe()
    assert house.press.post_due(NOON) == Posted()


# ---------------------------------------------------------------- what was told


def test_the_next_digest_does_not_repeat_the_first(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe()
    house.post(NOON)
    house.keep(news(FERRY, hours=3))
    house.post(NOON + 6 * HOUR)
    assert house.headlines() == [[FERRY], [BRIDGE, CHESS]]


@pytest.mark.parametrize("state", [State.REFUSED, State.EXPIRED])
def test_what_did_not_arrive_is_told_by_the_next_digest(house: House, state: State) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.post(NOON)
    settle(house, state)
    house.keep(news(FERRY, hours=3))
    house.post(NOON + 6 * HOUR)
    assert house.headlines()[0] == [FERRY, BRIDGE]


def test_of_a_digest_that_arrived_in_part_the_rest_is_told_by_the_next(house: House) -> None:
    class StoryByStory(PaperChat):
        def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
            return [Message(payload=item.summary.headline, tells=(item.story.id,)) for item in digest.items]

    house.keep(news(BRIDGE), news(CHESS), news(FERRY))
    house.subscribe_all([("aaaa", WISH), ("bbbb", WISH)])
    house.press = house.another_press(StoryByStory())
    house.post(NOON)
    settle(house, State.SENT, "bbbb")
    first, *others = house.deliveries()
    assert house.ledger.change_delivery(first, replace(first, state=State.SENT, settled_at=NOON))
    assert house.ledger.expire(first.expires_at) == {State.EXPIRED: 2}
    assert house.post(NOON + 7 * HOUR) == Posted(posted=1, empty=1, editions=2)
    assert [one.payload for one in house.deliveries()[:2]] == [one.payload for one in others]
    house.post(NOON + 13 * HOUR)
    assert house.fates() == ["posted", "posted", "empty"]


def test_what_expires_while_another_digest_is_made_is_told_by_the_one_after(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.post(NOON)
    house.keep(news(FERRY, hours=3))
    house.post(NOON + 4 * HOUR)
    for delivery in house.deliveries()[:2]:
        assert house.ledger.change_delivery(delivery, replace(delivery, state=State.SENT))
    assert house.ledger.expire(NOON + 6 * HOUR) == {State.EXPIRED: 2}
    house.post(NOON + 8 * HOUR)
    assert house.headlines() == [[BRIDGE], [FERRY], [BRIDGE]]


@pytest.mark.parametrize("state", [State.SENT, State.UNKNOWN])
def test_what_may_have_arrived_is_not_told_again(house: House, state: State) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.post(NOON)
    settle(house, state)
    assert house.post(NOON + 6 * HOUR) == Posted(empty=1, editions=1)


def test_two_slots_of_one_subscriber_made_at_once_do_not_tell_the_same(house: House) -> None:
    house.keep(news(BRIDGE), news(FERRY, hours=0.1))
    house.subscribe()
    house.plan(NOON)
    house.plan(NOON + timedelta(minutes=10))
    assert house.press.post_due(NOON + timedelta(minutes=10)) == Posted(posted=2, editions=2)
    assert sorted(house.headlines()) == [[BRIDGE], [FERRY]]


# ---------------------------------------------------------------- late, too late, no longer wanted


def test_a_late_digest_says_so_and_reaches_up_to_this_minute(house: House) -> None:
    house.keep(news(BRIDGE), news(FERRY, hours=1))
    house.subscribe()
    house.plan(NOON, is_late=True)
    house.press.post_due(NOON + 2 * HOUR + timedelta(seconds=40))
    assert json.loads(house.deliveries()[0].payload)["late"] is True
    assert sorted(house.headlines()[0]) == [BRIDGE, FERRY]
    assert house.ledger.memories(["aaaa"], NOON)["aaaa"].last == NOON + 2 * HOUR


def test_a_digest_that_was_planned_in_time_and_is_made_late_says_so(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.plan(NOON)
    house.press.post_due(NOON + HOUR)
    assert json.loads(house.deliveries()[0].payload)["late"] is True


@pytest.mark.parametrize("chat", ["paper", "unserved"])
def test_a_slot_that_nobody_made_in_time_is_missed(house: House, chat: str) -> None:
    house.keep(news(BRIDGE))
    house.subscribe(chat=chat)
    house.plan(NOON)
    assert house.press.post_due(NOON + WISH.catch_up + HOUR + timedelta(seconds=1)) == Posted(closed=1)
    assert house.fates() == ["missed"]


def test_a_slot_planned_at_the_last_moment_is_still_made(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.plan(NOON, is_late=True)
    assert house.press.post_due(NOON + WISH.catch_up + timedelta(minutes=1)).posted == 1


def test_who_paused_after_the_planning_gets_nothing_and_that_is_no_miss(house: House) -> None:
    house.keep(news(BRIDGE))
    subscriber = house.subscribe()
    house.plan(NOON)
    [subscriber] = house.ledger.subscribers()
    house.ledger.save_subscribers([(replace(subscriber, paused_at=NOON), [])])
    assert house.press.post_due(NOON) == Posted(closed=1)
    assert house.fates() == ["skipped"]


def test_a_pause_that_is_over_holds_nothing_back(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.plan(NOON)
    [subscriber] = house.ledger.subscribers()
    house.ledger.save_subscribers([(replace(subscriber, paused_at=NOON - DAY, paused_until=NOON), [])])
    assert house.press.post_due(NOON).posted == 1


def test_slots_of_chats_served_elsewhere_stay_planned_and_keep_nobody_waiting(house: House) -> None:
    house.keep(news(BRIDGE))
    elsewhere = [f"e{number:04}" for number in range(BATCH + 20)]
    house.subscribe_all([(name, WISH) for name in elsewhere], chat="elsewhere")
    house.subscribe()
    house.plan(NOON, *elsewhere)
    house.plan(NOON + timedelta(minutes=5), "aaaa")
    assert house.press.post_due(NOON + timedelta(minutes=5)) == Posted(posted=1, editions=1)
    assert len(house.ledger.planned_slots(2 * BATCH)) == BATCH + 20


# ---------------------------------------------------------------- nothing to tell


def test_a_digest_without_a_story_is_not_posted(house: House) -> None:
    house.subscribe()
    assert house.post(NOON) == Posted(empty=1, editions=1)
    assert house.fates() == ["empty"]
    assert house.deliveries() == []


def test_the_line_that_says_so_comes_once(house: House) -> None:
    house.subscribe(wish=replace(WISH, empty=Empty.LINE))
    assert house.post(NOON).posted == 1
    assert house.post(NOON + DAY).empty == 1
    house.keep(news(BRIDGE, hours=30))
    house.post(NOON + 2 * DAY)
    house.post(NOON + 4 * DAY)
    assert house.headlines() == [[], [BRIDGE], []]


def test_news_of_hours_without_a_digest_are_in_the_next_one(house: House) -> None:
    house.subscribe(wish=replace(WISH, feeds=(FEED.url,)))
    assert house.post(NOON).empty == 1
    house.keep(replace(news(BRIDGE, hours=-1), fetched_at=NOON + HOUR))
    house.post(NOON + 6 * HOUR)
    assert house.headlines() == [[BRIDGE]]
