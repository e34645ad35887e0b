"""The page of a person: the digests that they may change, and nobody else's."""

import asyncio
from dataclasses import replace

import pytest

from bot.commands.answers import Home
from bot.commands.calls import Call, Person, Place
from bot.texts import LANGUAGES, texts_for
from digests import planning
from digests.errors import StoreUnusable
from digests.postings import State
from digests.schedules import paused
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, NOW, RIA, STRANGER, WISH, Newsdesk
from tests.bot.commands.test_health import post


def home(desk: Newsdesk, person: Person, *, language: str = "en") -> Home:
    place = Place(chat="console", address=f"@{person.id}", workspace=person.workspace)
    call = Call(id="h", person=replace(person, language=language), place=place, at=NOW)
    return asyncio.run(desk.core.home(call))


def subscribe(desk: Newsdesk, address: str, workspace: str = "w1", managers: tuple[str, ...] = ()) -> None:
    planning.subscribe(
        chat="console",
        address=address,
        workspace=workspace,
        subscription=replace(WISH, managers=managers),
        ledger=desk.database.ledger,
        now=NOW,
    )


def addresses(page: Home) -> list[str]:
    return [entry.address for entry in page.entries]


@pytest.fixture
def busy(desk: Newsdesk) -> Newsdesk:
    """Give a workspace with two digests, its people with theirs, and another workspace."""
    subscribe(desk, "sports", managers=("mia",))
    subscribe(desk, "politics")
    subscribe(desk, "@ria")
    subscribe(desk, "@mia", managers=("ada",))  # whoever is named there sees nothing of it either
    subscribe(desk, "finance", "w2", managers=("mia", "sam"))
    return desk


def test_everybody_sees_the_digests_that_they_may_change_their_own_first(busy: Newsdesk) -> None:
    assert addresses(home(busy, MIA)) == ["@mia", "sports"]
    assert addresses(home(busy, ADA)) == ["sports", "politics"]
    assert addresses(home(busy, RIA)) == ["@ria"]
    assert addresses(home(busy, STRANGER)) == ["finance"]
    assert addresses(home(busy, replace(STRANGER, workspace="w3", is_admin=True))) == []
    assert addresses(home(busy, replace(ADA, workspace=""))) == []


def test_no_digest_is_seen_that_was_closed(busy: Newsdesk) -> None:
    planning.close("console", "w1", ledger=busy.database.ledger, now=NOW)
    for person in (MIA, ADA, RIA):
        assert addresses(home(busy, person)) == []


def test_a_digest_is_said_with_when_it_comes_and_can_be_changed_by_its_buttons(busy: Newsdesk) -> None:
    own, other = home(busy, MIA).entries
    assert [line.text for line in own.lines] == [
        "Your own digest; only you can see it.",
        "The digest comes every day at 8:00\u202fAM.",
        "Next: Nov 23, 2026, 8:00\u202fAM",
        "Times are in Europe/Paris.",
        "It is in English, from 5 feeds.",
    ]
    assert not any(line.notes for line in own.lines)  # else what is short would stand in bold
    assert own.lines[2].at is not None
    assert [line.text for line in other.lines] == [line.text for line in own.lines[1:]]
    assert [button.command for button in other.buttons] == [
        "settings",
        "feed",
        "topic",
        "preview",
        "schedule pause",
        "status",
    ]
    assert all(button.label and len(button.label) <= 75 for button in other.buttons)


def test_what_is_paused_or_did_not_arrive_is_said_with_the_button_that_resumes_it(desk: Newsdesk) -> None:
    subscriber = desk.subscriber
    planning.change(subscriber.id, lambda now: replace(now, workspace="w1"), ledger=desk.database.ledger)
    post(desk, State.REFUSED)
    planning.change(subscriber.id, lambda now: paused(now, NOW, None), ledger=desk.database.ledger)
    [entry] = home(desk, MIA).entries
    assert [line.text for line in entry.lines[-2:]] == [
        "The digest is paused until somebody resumes it: /digest schedule resume",
        "Last error: no permission to write",
    ]
    assert "schedule resume" in [button.command for button in entry.buttons]


def test_whoever_has_none_learns_what_the_bot_does_and_can_set_one_up_for_themselves(desk: Newsdesk) -> None:
    page = home(desk, RIA)
    assert page.headline == "Hello! I bring you the news."
    assert [line.text[:9] for line in page.lines] == ["I post a ", "To begin,", "/digest h"]
    assert [button.command for button in page.buttons] == ["setup", "help", "language"]
    subscribe(desk, "@ria")
    page = home(desk, RIA)
    assert page.headline == "Digests that you can change"
    assert [button.command for button in page.buttons] == ["help", "language"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_person(busy: Newsdesk, language: str) -> None:
    page = home(busy, MIA, language=language)
    assert (page.language, page.headline) == (language, texts_for(language).say("home-title"))


def test_of_many_digests_twenty_are_shown_and_the_others_counted(desk: Newsdesk) -> None:
    for number in range(23):
        subscribe(desk, f"c{number}")
    page = home(desk, ADA)
    assert len(page.entries) == 20
    assert page.lines[-1].text.startswith("… and 3 more that are not shown here.")


def test_without_its_database_the_page_says_so(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise StoreUnusable("The database cannot be used: the disk is full.")

    monkeypatch.setattr(type(desk.database.ledger), "subscribers_of", gone)
    page = home(desk, MIA, language="fr")
    assert [line.text for line in page.lines] == [texts_for("fr").say("database-does-not-answer")]
    assert (page.entries, page.buttons, page.language) == ((), (), "fr")


def test_the_address_of_the_place_gives_nobody_the_page_of_another(busy: Newsdesk) -> None:
    call = Call(id="h", person=RIA, place=replace(CHANNEL, address="@mia"), at=NOW)
    assert addresses(asyncio.run(busy.core.home(call))) == ["@ria"]
