"""A server or workspace that the bot joins, leaves, and joins again."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

import pytest

from bot.commands.answers import Answer
from bot.commands.calls import Place
from bot.texts import LANGUAGES, texts_for
from digests.planning import subscribe
from digests.postings import Subscriber
from digests.schedules import is_paused
from tests.bot.commands.newsdesk import ADA, HOUR, NOW, Newsdesk, words_of

FIRST = Place(chat="console", address="first", workspace="w1")
SECOND = Place(chat="console", address="second", workspace="w1")
ELSEWHERE = Place(chat="console", address="third", workspace="w9")
DIRECT = Place(chat="console", address="@ada", workspace="")


def set_up(desk: Newsdesk, *places: Place) -> None:
    for place in places:
        person = replace(ADA, workspace=place.workspace)
        assert not desk.ask("setup", person, place, sources="all", times="8").is_refused


def at(desk: Newsdesk, place: Place) -> Subscriber:
    [subscriber] = desk.database.ledger.subscribers_in(place.chat, place.address)
    return subscriber


def welcome(desk: Newsdesk, language: str | None = "en") -> Answer:
    return asyncio.run(desk.core.welcome("console", "w1", language))


def test_a_new_digest_knows_in_which_workspace_it_is(desk: Newsdesk) -> None:
    set_up(desk, FIRST, ELSEWHERE, DIRECT)
    assert [at(desk, place).workspace for place in (FIRST, ELSEWHERE, DIRECT)] == ["w1", "w9", None]


def test_the_welcome_says_what_to_do_next(desk: Newsdesk) -> None:
    assert words_of(welcome(desk)) == (
        "Hello! I bring you the news.\n"
        "I post a digest of the news at set times: each story once, in your language, with all its sources.\n"
        "To begin, somebody who manages a channel writes /digest setup in the channel that is to get the digest.\n"
        "/digest help lists everything I can do.\n"
        "(Set up here: setup )"
    )


@pytest.mark.parametrize("language", [*LANGUAGES, "sw", None, "\x00; DROP"])
def test_the_welcome_is_in_the_language_of_the_server_or_in_english(desk: Newsdesk, language: str | None) -> None:
    answer = welcome(desk, language)
    assert answer.headline == texts_for(language or "en").say("welcome-title")
    assert answer.language == (language if language in LANGUAGES else "en")


def test_where_the_bot_was_sent_away_from_nothing_comes_and_elsewhere_all_goes_on(desk: Newsdesk) -> None:
    set_up(desk, FIRST, SECOND, ELSEWHERE, DIRECT)
    asyncio.run(desk.core.left("console", "w1", NOW + HOUR))
    assert [at(desk, place).closed_at for place in (FIRST, SECOND)] == [NOW + HOUR] * 2
    for place in (ELSEWHERE, DIRECT):
        assert at(desk, place).closed_at is None
        assert not is_paused(at(desk, place), NOW + HOUR)


def being_in(*workspaces: str) -> Callable[[], Awaitable[Collection[str]]]:
    async def present() -> Collection[str]:
        return workspaces

    return present


def test_what_the_bot_missed_of_being_sent_away_is_made_up_for_when_it_sees_where_it_is(desk: Newsdesk) -> None:
    set_up(desk, FIRST, ELSEWHERE, DIRECT)
    asyncio.run(desk.core.is_in("console", being_in("w9", "w10"), NOW + HOUR))
    assert [at(desk, place).closed_at for place in (FIRST, ELSEWHERE, DIRECT)] == [NOW + HOUR, None, None]
    asyncio.run(desk.core.is_in("file", being_in("w10"), NOW + HOUR))  # another chat
    asyncio.run(desk.core.is_in("console", being_in(), NOW + HOUR))  # connected to nothing
    assert at(desk, ELSEWHERE).closed_at is None


def test_what_is_set_up_while_the_bot_looks_where_it_is_is_not_closed(desk: Newsdesk) -> None:
    async def present() -> list[str]:
        wish, ledger = desk.subscriber.subscription, desk.database.ledger
        subscribe(chat="console", address="first", workspace="w1", subscription=wish, ledger=ledger, now=NOW)
        return ["w9"]

    asyncio.run(desk.core.is_in("console", present, NOW + HOUR))
    assert at(desk, FIRST).closed_at is None


def test_whoever_is_back_is_told_that_the_digests_of_before_are_still_there(desk: Newsdesk) -> None:
    set_up(desk, FIRST, SECOND)
    assert "I have been here before" not in words_of(welcome(desk))
    asyncio.run(desk.core.left("console", "w1", NOW + HOUR))
    assert "the 2 digests of that time are still kept; /digest schedule resume" in words_of(welcome(desk))
    for language in LANGUAGES:
        assert len(welcome(desk, language).lines) == 4


@pytest.mark.parametrize(("command", "options"), [("setup", {"times": "18:00"}), ("schedule resume", {})])
def test_the_digest_of_before_comes_again_when_somebody_says_so(
    desk: Newsdesk, command: str, options: dict[str, str]
) -> None:
    set_up(desk, FIRST)
    asyncio.run(desk.core.left("console", "w1", NOW + HOUR))
    closed = at(desk, FIRST)
    desk.now = NOW + 2 * HOUR
    answer = desk.ask(command, ADA, FIRST, **options)
    assert not answer.is_refused
    after = at(desk, FIRST)
    assert (after.id, after.closed_at, is_paused(after, desk.now)) == (closed.id, None, False)
    assert "paused" not in words_of(answer)
    assert "Nov 2" in words_of(answer) or "November" in words_of(answer)  # when it comes next
