"""A feed that somebody adds in a chat is read by the digests that name it alone: its address may hold a secret."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.commands.answers import Answer
from bot.commands.calls import Call, Person, Place
from digests.models import Answer as Fetched
from tests.bot.commands.newsdesk import (
    ADA,
    CHANNEL,
    HOUR,
    MIA,
    NOW,
    TRAIN,
    Newsdesk,
    NoNetwork,
    an_article,
    articles_of,
    keep,
)

SECRET = "https://intern.example/rss?token=hunter2"
BOARD = Place(chat="console", address="board", workspace="w2", language="en")
ZOE = Person(id="zoe", workspace="w2", is_admin=True)
NEW = Place(chat="console", address="sports", workspace="w1", language="en")
TOLD_ONLY_THERE = "z9zz"
UNSAID = ("hunter2", "intern.example", "Board Minutes", "Merger")


class Intranet(NoNetwork):
    """One feed, for those who know its address."""

    async def fetch(self, url: str, **_: Any) -> Fetched:
        assert url == SECRET
        return Fetched(url=url, body=b'<rss version="2.0"><channel><title>Board Minutes</title></channel></rss>')


@pytest.fixture
def shared(desk: Newsdesk) -> Newsdesk:
    """Two workspaces: one has a feed of its own, the digest of the other is of all feeds."""
    desk.fetcher = Intranet()
    desk.open()
    assert not desk.ask("setup", ZOE, BOARD, sources=SECRET).is_refused
    of_board = {
        name: replace(an_article(name, "en", NOW - HOUR, title, text), feed_url=SECRET, source="Board Minutes")
        for name, title, text in (
            ("b1", "Merger of the harbour banks", "The harbour banks will merge in June. Nobody is to know of it."),
            ("b2", "Merger with the night train", "The Merger of the banks pays for the night train to Port Avery."),
        )
    }
    keep(desk.database, {TOLD_ONLY_THERE: [of_board["b1"]], TRAIN: [*articles_of(TRAIN), of_board["b2"]]})
    [feed] = [each for each in desk.database.store.followed_feeds() if each.feed.url == SECRET]
    desk.database.store.save_followed([replace(feed, failures=1, last_error=f"{SECRET} redirects to itself")])
    assert not desk.ask("settings set", MIA, key="sources", value="all").is_refused
    return desk


def says(answer: Answer) -> list[str]:
    return [word for word in UNSAID if word in repr(answer)]


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("feed list", {}),
        ("feed export", {}),
        ("feed remove", {"address": "Bord Minuts"}),
        ("search", {"query": "harbour banks merge in June"}),
        ("top", {}),
        ("top", {"topic": "banks"}),
        ("now", {}),
        ("preview", {}),
        ("story", {"id": TOLD_ONLY_THERE}),
        ("story", {"id": TRAIN}),
        ("sources", {"id": TRAIN}),
        ("follow", {"id": TOLD_ONLY_THERE}),
        ("status", {}),
        ("why", {"article": TOLD_ONLY_THERE}),
        ("why", {"article": "b2"}),
        ("why", {"article": TRAIN}),
        ("mute", {"what": TOLD_ONLY_THERE}),
        ("topic include", {"rule": "merger"}),
        ("settings show", {}),
        ("settings export", {}),
    ],
)
def test_a_digest_of_all_feeds_shows_nothing_of_a_feed_of_another_chat(
    shared: Newsdesk, command: str, options: dict[str, Any]
) -> None:
    for answer in shared.answers(command, MIA, language="en", **options):
        assert says(answer) == []


def test_the_digest_that_names_it_reads_it(shared: Newsdesk) -> None:
    shown = repr(shared.ask("feed list", ZOE, BOARD)) + repr(shared.ask("story", ZOE, BOARD, id=TOLD_ONLY_THERE))
    assert [word for word in UNSAID if word in shown] == list(UNSAID)


def test_a_digest_set_up_with_all_feeds_has_those_of_the_operator_alone(shared: Newsdesk) -> None:
    answer = shared.ask("setup", ADA, NEW, language="en", sources="all")
    assert "all the feeds that whoever runs the bot follows: 6 for now" in repr(answer)
    assert SECRET not in shared.database.store.shared_feeds()


def test_a_list_of_ones_own_made_of_all_feeds_has_those_of_the_operator_alone(shared: Newsdesk) -> None:
    assert not shared.ask("feed remove", MIA, address="Elsewhere").is_refused
    assert SECRET not in shared.subscriber.subscription.feeds


@pytest.mark.parametrize(
    ("command", "option"), [("feed remove", "address"), ("story", "id"), ("now", "language"), ("why", "article")]
)
def test_nothing_of_it_is_proposed(shared: Newsdesk, command: str, option: str) -> None:
    for typed in ("", "b", "intern", TOLD_ONLY_THERE):
        call = Call(id="1", person=MIA, place=CHANNEL, command=command, options={}, at=NOW)
        proposed = repr(asyncio.run(shared.core.proposals(call, option, typed)))
        assert [word for word in UNSAID if word in proposed] == []


def test_starter_feeds_settings_and_lists_share_nothing_either(desk: Newsdesk) -> None:
    before = desk.database.store.shared_feeds()
    desk.ask("setup", ADA, NEW, sources="starter")
    desk.ask("settings import", MIA, text="sources = https://mine.example/rss, https://herald.example/rss")
    assert "https://mine.example/rss" in desk.subscriber.subscription.feeds
    assert desk.database.store.shared_feeds() == before
