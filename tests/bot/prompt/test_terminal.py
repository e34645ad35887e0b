"""`digestbot do` and `digestbot chat`, as they are typed: one command or many, on a database of their own."""

import io
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chats.discord_chat import DiscordChat
from digests.adapters.store import open_database
from digests.errors import BadRequest
from digests.posting import post_asked
from digests.postings import State
from tests.bot.formats.examples import example_digest
from tests.bot.subscribed import Typed, all_kept, subscribe

MANAGER = ("--as", "manager")


class _Piped(io.TextIOWrapper):
    """What is piped in."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")


def said(typed: Typed, *arguments: str) -> str:
    """Return the sentence that a command is refused with."""
    with pytest.raises(BadRequest) as caught:
        typed("do", *arguments)
    return str(caught.value)


# ---------------------------------------------------------------- do


def test_what_is_posted_to_a_chat_with_a_token_waits_for_the_bot_that_has_it(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = (*MANAGER, "--chat", "discord", "--channel", "3001")
    typed("do", "setup language:en timezone:Europe/Paris times:08:00", *there)
    store, ledger = open_database("sqlite:///digestbot.db")
    with closing(store):
        [subscriber] = ledger.subscribers_in("discord", "3001")
        post_asked(subscriber, example_digest(), chat=DiscordChat(), ledger=ledger, now=datetime.now(UTC))
        monkeypatch.setattr(sys, "stderr", said := io.StringIO())
        typed("do", "status", *there)
        assert "what is to go to Discord goes when digestbot run is running" in said.getvalue()
        assert [each.state for each in ledger.deliveries(subscriber.id)] == [State.PENDING]
    assert subscriber.workspace is None


def test_a_command_is_answered_in_the_language_of_the_person(typed: Typed) -> None:
    assert typed("do", "/digest help", "--language", "fr").startswith("Commandes\n")
    assert typed("do", "help", "feed", "add", "-l", "de").startswith("/digest feed add address\nEinen ")


def test_what_is_remembered_of_a_person_is_theirs(typed: Typed) -> None:
    assert typed("do", "language Deutsch", "--as", "ana") == "Ab jetzt antworte ich Ihnen auf Deutsch.\n"
    assert typed("do", "language", "--as", "ana").startswith("Ich antworte Ihnen auf Deutsch.\n")
    assert "„xyzzy“" in said(typed, "xyzzy", "--as", "ana")
    assert "“xyzzy”" in said(typed, "xyzzy")


def test_readers_managers_and_strangers_may_different_things(typed: Typed) -> None:
    subscribe(typed, "--set", "managers=ana")
    assert said(typed, "settings reset stories").startswith("Seules les personnes")
    assert typed("do", "settings reset stories", *MANAGER)
    assert typed("do", "settings reset stories", "--as", "ana")
    assert said(typed, "story k7qm", "--as", "stranger", "-l", "en").startswith("Only members")


def test_a_channel_is_named_or_is_that_of_a_subscription(typed: Typed) -> None:
    id_ = subscribe(typed, "--channel", "harbour")
    assert typed("do", "schedule skip 1", *MANAGER, "--channel", id_)
    [subscriber] = all_kept()
    assert subscriber.skips == 1
    assert typed("do", "schedule skip 2", *MANAGER, "--channel", "harbour")
    assert said(typed, "schedule skip 1", *MANAGER, "-l", "en").startswith("This channel has no digest yet")


def test_a_direct_message_is_its_persons_own(typed: Typed) -> None:
    assert "/digest setup" in typed("do", "help", "--channel", "@ana")
    assert "/digest setup" not in typed("do", "help", "--channel", "@ana", "--as", "bob")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("stroy k7qm",), "There is no command “stroy”. Did you mean /digest story?"),
        (("now hours:900",), "This channel has no digest yet."),
        (("help", "--chat", "pigeons"), "“pigeons” is no chat here; write one of console, file, discord"),
        (("help", "--channel", " "), "--channel takes a name of 1 to 100 characters"),
        (("help", "--as", "\udcff"), "--as takes a name of 1 to 100 characters"),
        (("story \udcff\x00",), "“id” contains characters that nobody can read"),
        (("help", "--language", "xyz-"), "“xyz-” is no language code"),
        (("feed import file:nothing.opml", *MANAGER), "there is no file nothing.opml"),
        (("feed import file:.", *MANAGER), "there is no file ."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(typed: Typed, arguments: tuple[str, ...], sentence: str) -> None:
    assert said(typed, *arguments).startswith(sentence)


def test_a_file_that_is_piped_comes_alone_and_can_be_read_back(typed: Typed, tmp_path: Path) -> None:
    subscribe(typed, "--set", "stories=5")
    exported = typed("do", "settings export", *MANAGER)
    assert 'stories = "5"' in exported or "stories = 5" in exported
    (tmp_path / "settings.toml").write_text(exported.replace("5", "7"), encoding="utf-8")
    typed("do", "settings import file:settings.toml", *MANAGER)
    [subscriber] = all_kept()
    assert subscriber.subscription.stories == 7


# ---------------------------------------------------------------- chat


def test_piped_lines_are_answered_one_by_one_until_somebody_leaves(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped("language fr\n\n/digest stroy\nhelp language\nexit\nhelp\n"))
    lines = typed("chat", "--as", "ana").splitlines()
    assert lines[0] == "Désormais, je vous réponds en français."
    assert "/digest language [code]" in lines
    assert "Commandes" not in lines


def test_a_refusal_ends_no_session_and_the_end_of_the_input_does(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped("now hours:900\nfeed import file:nothing.opml\nlanguage es"))
    assert typed("chat") == "A partir de ahora le respondo en español.\n"
