"""A channel that two workspaces share: neither has a say in the digest of the other."""

from dataclasses import replace

import pytest

from bot.commands.access import digests_in
from bot.commands.table import COMMANDS, FORMS
from digests import planning
from digests.postings import Subscriber
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, NOW, STRANGER, Newsdesk, words_of

THEIRS = replace(CHANNEL, workspace="w2")  # the same channel, as the other workspace calls it
SAM = replace(STRANGER, is_admin=True)


@pytest.fixture
def shared(desk: Newsdesk) -> Newsdesk:
    planning.change("d7gs", lambda now: replace(now, workspace="w1"), ledger=desk.database.ledger)
    return desk


def in_channel(desk: Newsdesk) -> list[Subscriber]:
    return desk.database.ledger.subscribers_in(CHANNEL.chat, CHANNEL.address)


def test_the_digest_of_the_other_workspace_is_none_of_the_place(shared: Newsdesk) -> None:
    ledger = shared.database.ledger
    assert [one.id for one in digests_in(CHANNEL, ledger)] == ["d7gs"]
    assert digests_in(THEIRS, ledger) == []
    planning.change("d7gs", lambda now: replace(now, workspace=None), ledger=ledger)
    assert [one.id for one in digests_in(THEIRS, ledger)] == ["d7gs"]  # it is of no workspace


@pytest.mark.parametrize("command", ["status", "settings", "feed", "schedule pause", "preview", "resend", "top"])
def test_the_other_workspace_can_neither_see_nor_change_it(shared: Newsdesk, command: str) -> None:
    assert (command in FORMS) != (command in COMMANDS)
    before = in_channel(shared)
    assert words_of(shared.ask(command, SAM, THEIRS)).startswith("This channel has no digest yet.")
    assert words_of(shared.ask(command, replace(MIA, workspace="w2"), CHANNEL)).startswith("Only members of")
    assert in_channel(shared) == before


def test_the_other_workspace_can_set_up_its_own_beside_it(shared: Newsdesk) -> None:
    [before] = in_channel(shared)
    assert shared.ask("setup", SAM, THEIRS, sources="all", times="18:00").headline == "The digest is set up."
    first, second = in_channel(shared)
    assert first == before
    assert (second.workspace, second.subscription.managers) == ("w2", ("sam",))
    assert not shared.ask("settings", SAM, THEIRS, stories="5").is_refused
    assert not shared.ask("settings", ADA, CHANNEL, stories="6").is_refused
    assert [one.subscription.stories for one in in_channel(shared)] == [6, 5]


def test_what_stands_in_a_message_of_the_other_workspace_is_not_told(shared: Newsdesk) -> None:
    shared.posted("m1")
    assert not shared.ask("read", ADA, CHANNEL, on="m1", language_="fr").is_refused
    assert shared.ask("about", SAM, THEIRS, on="m1").is_refused
    shared.ask("setup", SAM, THEIRS, sources="all", times="18:00")
    shared.now = NOW
    assert shared.ask("read", SAM, THEIRS, on="m1", language_="fr").is_refused
