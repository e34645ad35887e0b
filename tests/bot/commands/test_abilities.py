"""What the bot is not allowed in a channel is said where it matters, and what to give it."""

from dataclasses import replace

import pytest

from bot.commands.calls import Ability, Place
from bot.texts import LANGUAGES, texts_for
from digests.models import Layout, Thread
from tests.bot.commands.governed import with_settings
from tests.bot.commands.newsdesk import ADA, CHANNEL, MIA, Newsdesk, words_of


def lacking(*abilities: Ability) -> Place:
    return replace(CHANNEL, lacks=frozenset(abilities))


def test_status_names_what_to_give(desk: Newsdesk) -> None:
    answer = desk.ask("status", MIA, lacking(Ability.POST, Ability.SEE))
    assert words_of(answer).startswith(
        "Something needs attention.\n"
        "I am missing permissions here. Give me these in this channel: View Channel and Send Messages\n"
    )
    assert words_of(desk.ask("status", MIA)).startswith("All is well.")


def test_what_the_digest_does_not_need_as_it_is_set_is_not_asked_for(desk: Newsdesk) -> None:
    place = lacking(Ability.EMBED, Ability.BEGIN_THREADS, Ability.POST_IN_THREADS)
    assert words_of(desk.ask("status", MIA, place)).startswith("All is well.")
    with_settings(desk, layout=Layout.PLAIN, thread=Thread.DETAILS)
    assert "Embed Links, Create Public Threads, and Send Messages in Threads" in words_of(
        desk.ask("status", MIA, place)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ability_has_a_name_in_every_language(desk: Newsdesk, language: str) -> None:
    with_settings(desk, layout=Layout.PLAIN, thread=Thread.DETAILS)
    said = words_of(desk.ask("status", MIA, lacking(*Ability), language=language))
    say = texts_for(language).say
    names = (say("lacks-see"), say("lacks-post"), say("lacks-read-history"), say("lacks-embed"), say("lacks-attach"))
    assert all(name in said for name in (*names, say("lacks-begin-threads"), say("lacks-post-in-threads")))


@pytest.mark.parametrize(("command", "options"), [("setup", {"times": "9"}), ("preview", {})])
def test_who_sets_up_or_previews_is_warned_where_nothing_could_be_posted(
    desk: Newsdesk, command: str, options: dict[str, str]
) -> None:
    warned = desk.ask(command, ADA, lacking(Ability.POST), **options)
    assert warned.lines[0].text == ("I cannot post in this channel yet. Give me these permissions here: Send Messages")
    desk.now += desk.now - desk.subscriber.created_at
    assert "permissions" not in words_of(desk.ask(command, ADA, lacking(Ability.ATTACH), **options))
