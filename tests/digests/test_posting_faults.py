"""What may go wrong while digests are made: nothing is lost, nothing is posted twice, one fault stays one."""

import os
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from digests.adapters.engine import open_engine
from digests.adapters.ledger import SqlLedger
from digests.adapters.store import SqlStore
from digests.errors import StoreUnusable
from digests.models import Empty
from digests.ports import Vectors
from digests.posting import Posted
from digests.postings import Made, Memory
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, CHESS, FERRY, WISH, House, PaperChat, Words, news


class OneTimeLedger(SqlLedger):
    """A ledger to which something happens once, before or after it writes postings down."""

    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None

    def save_postings(self, made: Iterable[Made]) -> int:
        if (before := self.before) is not None:
            self.before = None
            before()
        kept = super().save_postings(made)
        if self.after is not None:
            self.after()
        return kept


class TrappedWords(Words):
    """An encoder that breaks at the word "trap"."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        if any("trap" in text for text in texts):
            raise RuntimeError("this text breaks us")
        return super().encode(texts)


def a_house(url: str) -> tuple[House, OneTimeLedger]:
    engine = open_engine(url)
    ledger = OneTimeLedger(engine)
    return House(store=SqlStore(engine), ledger=ledger, encoder=TrappedWords(), chat=PaperChat()), ledger


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What is logged; and no page with the variables of every function that an error came through."""
    with capture_logs() as events:
        yield events


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'news.db'}"


@pytest.fixture
def house(url: str) -> House:
    return a_house(url)[0]


# ---------------------------------------------------------------- what breaks rendering


def test_a_story_that_breaks_rendering_is_left_out_and_the_digest_goes(
    house: House, logged: list[MutableMapping[str, Any]]
) -> None:
    house.keep(news(BRIDGE), news(CHESS), news(FERRY))
    house.subscribe()
    house.chat.poison = "Chess"
    assert house.post(NOON).posted == 1
    assert sorted(house.headlines()[0]) == [BRIDGE, FERRY]
    told = house.ledger.memories(["aaaa"], NOON)["aaaa"].editions[0].told
    assert {one.story_id for one in told} == {"bridge", "ferry"}
    assert [event.get("story") for event in logged if event["log_level"] == "error"] == ["chess"]


def test_where_no_story_can_be_shown_nothing_comes_and_it_is_not_tried_for_ever(house: House) -> None:
    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe()
    house.chat.poison = ""
    assert house.post(NOON).failed == 1
    assert house.fates() == ["missed"]
    assert house.press.post_due(NOON + timedelta(minutes=1)) == Posted()


def test_where_an_empty_digest_is_said_it_is_said_then_too(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe(wish=replace(WISH, empty=Empty.LINE))
    house.chat.poison = "Bridge"
    assert house.post(NOON).posted == 1
    assert house.headlines() == [[]]


@pytest.mark.parametrize("trap", ["\0", "\ud800"])
def test_a_message_that_no_database_keeps_is_found_before_it_is_written(house: House, trap: str) -> None:
    class Trapped(PaperChat):
        def messages(self, digest, subscription, *, is_late):  # type: ignore[no-untyped-def]
            messages = super().messages(digest, subscription, is_late=is_late)
            return [replace(one, payload=one.payload.replace("Solano", trap)) for one in messages]

    house.keep(news(BRIDGE), news(CHESS))
    house.subscribe()
    house.press = house.another_press(Trapped())
    assert house.post(NOON).posted == 1
    assert house.headlines() == [[BRIDGE]]


# ---------------------------------------------------------------- what breaks one subscription


def test_one_broken_subscription_stops_no_other(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe_all([("aaaa", replace(WISH, topics=("trap",))), ("bbbb", WISH)])
    assert house.post(NOON) == Posted(posted=1, failed=1, editions=2)
    assert (house.fates("aaaa"), house.fates("bbbb")) == (["missed"], ["posted"])
    assert house.press.post_due(NOON) == Posted()


def test_what_breaks_for_thousands_is_tried_once(house: House, logged: list[MutableMapping[str, Any]]) -> None:
    house.keep(news(BRIDGE, text="A trap stands at Kellerau, the county of Lindmark said on Monday."))
    house.subscribe_all((f"s{number:03}", WISH) for number in range(50))
    assert house.post(NOON) == Posted(failed=50, editions=1)
    assert [event["event"] for event in logged if event.get("exc_info")] == ["digest_broke_us"]
    assert [event.get("error") for event in logged].count("a mistake of ours (RuntimeError)") == 50


def test_after_a_failure_the_next_digest_tells_what_it_would_have_told(house: House) -> None:
    house.keep(news(BRIDGE))
    house.subscribe()
    house.chat.poison = ""
    house.post(NOON)
    house.chat.poison = None
    house.post(NOON + timedelta(hours=6))
    assert house.headlines() == [[BRIDGE]]


# ---------------------------------------------------------------- the database, other processes, death


def test_what_could_not_be_written_down_is_made_by_the_next_call(url: str) -> None:
    house, ledger = a_house(url)
    house.keep(news(BRIDGE))
    house.subscribe()
    house.plan(NOON)

    def full() -> None:
        raise StoreUnusable("The disk is full.")

    ledger.before = full
    with pytest.raises(StoreUnusable):
        house.press.post_due(NOON)
    assert house.fates() == ["planned"]
    assert house.press.post_due(NOON).posted == 1
    assert house.headlines() == [[BRIDGE]]


def test_a_slot_that_another_process_makes_at_the_same_time_is_posted_once(url: str) -> None:
    house, ledger = a_house(url)
    other, _ = a_house(url)
    house.keep(news(BRIDGE))
    names = [f"s{number:03}" for number in range(30)]
    house.subscribe_all((name, WISH) for name in names)
    house.plan(NOON)
    made: list[Posted] = []

    def meanwhile() -> None:
        other.keep(news(BRIDGE), news(FERRY))  # it knows more by then
        made.append(other.press.post_due(NOON))

    ledger.before = meanwhile
    assert house.press.post_due(NOON) == Posted(posted=30, passed_over=30, editions=1)
    assert made == [Posted(posted=30, editions=1)]
    assert {tuple(map(tuple, house.headlines(name))) for name in names} == {((BRIDGE, FERRY),)}
    memories: dict[str, Memory] = house.ledger.memories(names, NOON)
    assert {len(memory.editions[0].told) for memory in memories.values()} == {2}


def post_and_die(url: str, moment: str) -> int:
    """Post what is due in a process that is killed before or after that is written down; return how it ended."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: the child needs none of them
        child = os.fork()
    if child == 0:
        try:
            house, ledger = a_house(url)
            setattr(ledger, moment, lambda: os.kill(os.getpid(), signal.SIGKILL))
            house.press.post_due(NOON)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize(("moment", "left_over"), [("before", 1), ("after", 0)])
def test_killed_while_it_posts_it_has_posted_once_after_the_restart(url: str, moment: str, left_over: int) -> None:
    house, _ = a_house(url)
    house.keep(news(BRIDGE))
    house.subscribe()
    house.plan(NOON)
    assert post_and_die(url, moment) == -signal.SIGKILL
    assert house.press.post_due(NOON).posted == left_over
    assert house.headlines() == [[BRIDGE]]
    assert len({delivery.posting_id for delivery in house.deliveries()}) == 1
