"""What is muted and unmuted by command, what is told meanwhile, and what is refused with nothing changed."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.texts import LANGUAGES
from digests import planning
from digests.composing import compose
from digests.editions import Window
from digests.models import Mute, Subscription
from tests.bot.commands.newsdesk import (
    ECLIPSE,
    FLOOD,
    FOREIGN,
    MIA,
    MUSEUM,
    NOW,
    RIA,
    STRANGER,
    TRAIN,
    Newsdesk,
    words_of,
)

WEEK = timedelta(days=7)


def muted(desk: Newsdesk) -> dict[str, datetime | None]:
    return {mute.rule: mute.until for mute in desk.subscriber.subscription.muted}


def told(desk: Newsdesk, at: datetime = NOW) -> set[str]:
    """The stories of a digest of that moment."""
    window = Window(since=NOW - timedelta(hours=30), until=at)
    digest = compose(desk.subscriber.subscription, window=window, desk=desk.room.desk)
    return {item.story.id for item in digest.items}


# ---------------------------------------------------------------- what is muted


def test_a_muted_story_is_not_told_until_its_week_is_over(desk: Newsdesk) -> None:
    assert told(desk) == {TRAIN, MUSEUM, ECLIPSE, FLOOD}
    answer = desk.ask("mute", MIA, language="en-GB", what="K7QM")
    assert words_of(answer) == (
        "Story muted: “Night train to Port Avery returns in May”\nThis digest leaves it out until 29 Nov "
        "2026, 10:30.\n(Unmute: unmute story:k7qm)"
    )
    assert muted(desk) == {"story:k7qm": NOW + WEEK}
    assert told(desk) == {MUSEUM, ECLIPSE, FLOOD}
    assert told(desk, NOW + WEEK) == {TRAIN, MUSEUM, ECLIPSE, FLOOD}
    [button] = answer.buttons
    assert words_of(desk.ask("unmute", MIA, what=button.arguments)) == (
        "Story no longer muted: “Night train to Port Avery returns in May”"
    )
    assert told(desk) == {TRAIN, MUSEUM, ECLIPSE, FLOOD}


def test_a_story_is_muted_in_the_words_of_the_reader(desk: Newsdesk) -> None:
    assert words_of(desk.ask("mute", MIA, language="it", what="story:k7qm", until="2026-12-01T08:00")) == (
        "Notizia nascosta: «Torna a maggio il treno notturno per Port Avery»\nQuesta rassegna "
        "stampa tornerà a parlarne in questa data: 1 dic 2026, 08:00.\n(Non nascondere più: unmute "
        "story:k7qm)"
    )


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        ("tagblatt.example", "source:tagblatt.example"),
        ("Kellerauer Tagblatt", "source:kellerauer tagblatt"),
        ("https://tagblatt.example/rss", "source:https://tagblatt.example/rss"),
        ("tagblatt.example/rss", "source:https://tagblatt.example/rss"),
        ("source:Tagblatt.example", "source:tagblatt.example"),
        ("topic:Hochwasser Kellerau", "topic:Hochwasser Kellerau"),
    ],
)
def test_sources_and_topics_are_muted_until_somebody_unmutes_them(desk: Newsdesk, what: str, rule: str) -> None:
    assert not desk.ask("mute", MIA, what=what).is_refused
    assert muted(desk) == {rule: None}
    if rule.startswith("source"):
        assert told(desk) == {TRAIN, MUSEUM, ECLIPSE}


def test_of_two_mutes_of_the_same_the_later_date_counts_and_what_is_over_is_forgotten(desk: Newsdesk) -> None:
    over = Mute(rule="topic:chess", until=NOW - timedelta(days=1))

    def with_over(subscription: Subscription) -> Subscription:
        return replace(subscription, muted=(over,))

    planning.resubscribe(desk.subscriber.id, with_over, ledger=desk.database.ledger, now=NOW)
    desk.ask("mute", MIA, what="topic:Football", until="3d")
    desk.ask("mute", MIA, what="topic:football", until="1d")
    assert muted(desk) == {"topic:football": NOW + timedelta(days=1)}


def test_a_source_that_no_feed_is_called_by_is_muted_with_a_hint(desk: Newsdesk) -> None:
    answer = desk.ask("mute", MIA, what="source:Lindmark Herold")
    assert "did you mean source:Lindmark Herald?" in words_of(answer)
    assert "No feed of this digest has that name." in words_of(desk.ask("mute", MIA, what="source:Ostbote"))
    assert list(muted(desk)) == ["source:lindmark herold", "source:ostbote"]


# ---------------------------------------------------------------- what is not guessed


def test_what_is_no_story_source_or_topic_here_is_refused(desk: Newsdesk) -> None:
    for what, said in {
        "football": (
            "« football » n’est ni un sujet ni une source de cette revue de presse. Écrivez le code d’un sujet"
        ),
        "gazetta.example": "vouliez-vous dire source:gazzetta.example ?",
        "Diario del Farol": "vouliez-vous dire source:Diario del Faro ?",
        "story:zzzz": "zzzz",
        f"story:{FOREIGN}": FOREIGN,
        FOREIGN: f"« {FOREIGN} » n’est ni un sujet ni une source",
        "source:": "n’est ni un sujet",
        "topic: 🌞": "n’est ni un sujet",
        "language:fr": "n’est ni un sujet",
        "/(/": "n’est ni un sujet",
    }.items():
        answer = desk.ask("mute", MIA, language="fr", what=what)
        assert answer.is_refused
        assert said in re.sub(r"[\u202f\xa0]", " ", words_of(answer))
    assert muted(desk) == {}


def test_words_that_are_taken_for_a_date_say_how_a_topic_is_quoted(desk: Newsdesk) -> None:
    answer = desk.ask("mute", MIA, what="topic:world", until="cup")
    assert answer.is_refused
    assert '"topic:world cup"' in words_of(answer)
    desk.ask("mute", MIA, what="“topic:world cup”")
    assert list(muted(desk)) == ["topic:world cup"]


def test_what_is_not_muted_is_refused_with_what_is(desk: Newsdesk) -> None:
    assert words_of(desk.ask("unmute", MIA, what="all")) == "Nothing is muted here."
    desk.ask("mute", MIA, what="topic:football")
    desk.ask("mute", MIA, what=TRAIN)
    answer = desk.ask("unmute", MIA, language="it", what="chess")
    assert words_of(answer) == "«chess» non è nascosto. Qui è nascosto: topic:football e story:k7qm."
    assert len(muted(desk)) == 2


@pytest.mark.parametrize("what", ["k7qm", "story:K7QM", "Story: k7qm"])
def test_a_story_is_unmuted_however_it_is_called(desk: Newsdesk, what: str) -> None:
    desk.ask("mute", MIA, what=TRAIN)
    desk.ask("mute", MIA, what="topic:chess", until="3d")
    answer = desk.ask("unmute", MIA, language="en-GB", what=what)
    assert words_of(answer) == (
        "Story no longer muted: “Night train to Port Avery returns in May”\n"
        "Still muted\ntopic:chess\nuntil 25 Nov 2026, 10:30"
    )
    assert words_of(desk.ask("unmute", MIA, language="de", what="alles")) == "Stichwort wieder eingeblendet: „chess“"


def test_of_several_that_are_unmuted_each_is_said_in_words(desk: Newsdesk) -> None:
    for what in (TRAIN, '"topic:world cup"', "source:post.example"):
        desk.ask("mute", MIA, what=what)
    assert words_of(desk.ask("unmute", MIA, what="all")) == (
        "Story no longer muted: “Night train to Port Avery returns in May”\n"
        "Topic no longer muted: “world cup”\nSource no longer muted: post.example"
    )


def test_neither_readers_nor_strangers_may(desk: Newsdesk) -> None:
    for person in (RIA, STRANGER):
        assert desk.ask("mute", person, what=TRAIN).is_refused
        assert desk.ask("unmute", person, what="all").is_refused
    assert muted(desk) == {}


def test_every_answer_is_in_the_language_of_who_asks(desk: Newsdesk) -> None:
    muted_word = {
        "en": "Source muted:",
        "fr": "Source masquée :",
        "de": "Quelle ausgeblendet:",
        "it": "Fonte nascosta:",
        "es": "Fuente oculta:",
    }
    again = {"en": "no longer", "fr": "à nouveau", "de": "wieder", "it": "non più", "es": "de nuevo"}
    for language in LANGUAGES:
        answer = desk.ask("mute", MIA, language=language, what="gazzetta.example")
        assert answer.language == language
        assert re.sub(r"[\u202f\xa0]", " ", answer.headline).startswith(muted_word[language])
        assert again[language] in words_of(desk.ask("unmute", MIA, language=language, what="Gazzetta.example"))


def test_a_mute_that_would_be_over_is_refused_as_such(desk: Newsdesk) -> None:
    answer = desk.ask("mute", MIA, what="topic:tea", until="until 2020-01-01", language="fr")
    assert words_of(answer).startswith("«\u00a0until 2020-01-01\u00a0» est déjà passé.")
    assert desk.ask("mute", MIA, what="topic:tea", until="2040-01-01").is_refused
