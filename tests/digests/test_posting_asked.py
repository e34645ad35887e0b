"""A digest that somebody asks for: it is posted at once, what it tells is told, and the schedule goes on as without."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from digests.adapters.store import open_database
from digests.choosing import Desk
from digests.errors import StepFailed
from digests.looking import digest_now
from digests.posting import Posted, post_asked
from digests.postings import Posting, State, Subscriber
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, CHESS, FERRY, HOUR, WISH, House, PaperChat, Words, news


@pytest.fixture
def house() -> Iterator[House]:
    store, ledger = open_database("sqlite://")
    yield House(store=store, ledger=ledger, encoder=Words(), chat=PaperChat())
    store.close()


def ask(house: House, subscriber: Subscriber, at: datetime = NOON) -> Posting | None:
    desk = Desk(store=house.store, encoder=house.encoder, sentence_encoder=house.encoder)
    digest = digest_now(subscriber.subscription, last=24 * HOUR, now=at, desk=desk)
    return post_asked(subscriber, digest, chat=house.chat, ledger=house.ledger, now=at)


def test_what_is_asked_for_is_posted_with_all_its_messages(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    posting = ask(house, house.subscribe())
    assert posting
    assert [told.story_id for told in posting.edition.told] == ["bridge", "chess"]
    assert (posting.is_asked, posting.since, posting.until) == (True, NOON - 24 * HOUR, NOON)
    assert house.ledger.postings("aaaa", 1) == [posting]
    first, second = house.deliveries()
    assert (first.part, second.part, first.state, first.address) == (0, 1, State.PENDING, "#aaaa")
    assert (first.next_attempt_at, first.expires_at) == (NOON, NOON + WISH.catch_up)
    assert house.headlines() == [[BRIDGE, CHESS]]
    assert house.fates() == []


def test_what_it_told_is_not_told_again_and_the_next_one_reaches_back_as_without_it(house: House) -> None:
    house.keep(news(BRIDGE))
    subscriber = house.subscribe()
    house.post(NOON)
    house.keep(news(CHESS, hours=1))
    assert ask(house, subscriber, NOON + 2 * HOUR)
    house.keep(news(FERRY, hours=1.5))
    assert house.post(NOON + 4 * HOUR) == Posted(posted=1, editions=1)
    assert house.headlines() == [[FERRY], [CHESS, BRIDGE], [BRIDGE]]
    assert house.ledger.postings("aaaa", 1)[0].since == NOON


def test_the_same_moment_is_posted_once(house: House) -> None:
    house.keep(news(BRIDGE))
    subscriber = house.subscribe()
    assert ask(house, subscriber)
    assert ask(house, subscriber) is None
    assert len(house.headlines()) == 1


def test_for_a_subscriber_who_has_gone_nothing_is_posted(house: House) -> None:
    house.keep(news(BRIDGE))
    subscriber = house.subscribe()
    house.ledger.remove_subscriber(subscriber.id)
    assert ask(house, subscriber) is None
    assert house.deliveries() == []


def test_a_story_that_breaks_rendering_is_left_out_and_counts_as_untold(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.chat.poison = CHESS
    posting = ask(house, house.subscribe())
    assert posting
    assert [told.story_id for told in posting.edition.told] == ["bridge"]


def test_where_no_story_can_be_shown_nothing_is_posted(house: House) -> None:
    house.keep(news(BRIDGE))
    house.chat.poison = BRIDGE
    subscriber = house.subscribe()
    with pytest.raises(StepFailed):
        ask(house, subscriber)
    assert house.deliveries() == []


def test_it_is_shown_as_the_channel_wants_its_digests(house: House) -> None:
    house.keep(news(BRIDGE))
    ask(house, house.subscribe(wish=replace(WISH, ui_language="it", mention="77")))
    assert '"ui": "it", "mention": "77"' in house.deliveries()[0].payload
