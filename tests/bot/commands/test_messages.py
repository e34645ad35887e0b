"""`read` and `about`: the digest of a message for one reader in their language, and the stories that it tells."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands.answers import Answer
from bot.commands.calls import Call, Place
from bot.texts import LANGUAGES, texts_for
from digests.deliveries import delivered, notice_to
from digests.planning import subscribe
from digests.postings import Delivery, Subscriber
from digests.readers import Bookmark
from tests.bot.commands.digests_shown import headlines, said_by, told
from tests.bot.commands.looked_up import marks_of
from tests.bot.commands.newsdesk import (
    CHANNEL,
    ECLIPSE,
    ELSEWHERE,
    FLOOD,
    HOUR,
    MIA,
    MUSEUM,
    NOW,
    RIA,
    STRANGER,
    TRAIN,
    WISH,
    Newsdesk,
    words_of,
)

DIRECT = Place(chat="console", address="@ria", workspace="w1")
OTHER = replace(CHANNEL, address="sports")


def elsewhere(desk: Newsdesk) -> Subscriber:
    """Return the digest of another channel."""
    return subscribe(
        chat=OTHER.chat, address=OTHER.address, subscription=WISH, ledger=desk.database.ledger, now=NOW - HOUR
    )


def note(desk: Newsdesk, *tells: str) -> Delivery:
    """Let a note on a story that Ria follows stand in her direct messages, as "n1"."""
    desk.ask("follow", id=TRAIN)
    [mark] = marks_of(desk)
    assert isinstance(mark, Bookmark)
    sent = notice_to("@ria", "News of it", subscriber=desk.subscriber, at=NOW, expires_at=NOW + HOUR)
    sent = replace(sent, tells=tells)
    assert desk.database.readership.save_note(mark, replace(mark, noted_at=NOW), [sent])
    assert desk.database.ledger.change_delivery(sent, delivered(sent, "n1", NOW))
    return sent


# ---------------------------------------------------------------- read


def test_a_digest_is_read_in_another_language_by_one_reader(desk: Newsdesk) -> None:
    posting = desk.posted("m1")
    first, then = desk.answers("read", on="m1", language_="fr")
    assert words_of(first) == "Putting together the digest…"
    assert told(then) == [one.story_id for one in posting.edition.told]
    assert "Le train de nuit de Port Avery revient en mai" in headlines(then)
    assert said_by(then).startswith("The digest of Nov 22, 2026, 10:30")


def test_without_a_wish_it_is_in_the_language_of_the_person(desk: Newsdesk) -> None:
    desk.posted("m1")
    answer = desk.ask("read", on="m1", language="de")
    assert "Nachtzug nach Port Avery fährt ab Mai wieder" in headlines(answer)
    assert answer.language == "de"


def test_read_says_the_same_as_last_of_the_same_digest(desk: Newsdesk) -> None:
    desk.posted("m1")
    assert desk.ask("read", on="m1", language_="it") == desk.ask("last", language_="it")
    assert marks_of(desk) == []


def test_any_message_of_a_digest_leads_to_all_of_it_and_an_older_one_to_its_own(desk: Newsdesk) -> None:
    older = desk.posted("m1", "m2")
    desk.now += timedelta(hours=20)
    newer = desk.posted("m3")
    assert told(desk.ask("read", on="m1")) == told(desk.ask("read", on="m2"))
    assert told(desk.ask("read", on="m2")) == [one.story_id for one in older.edition.told]
    assert told(desk.ask("read", on="m3")) == [one.story_id for one in newer.edition.told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_that_is_not_remembered_any_more_says_for_how_long_they_are(desk: Newsdesk, language: str) -> None:
    answer = desk.ask("read", on="m1", language=language)
    assert answer.is_refused
    assert words_of(answer) == texts_for(language).say("read-forgotten", days=30)
    assert language != "en" or words_of(answer) == (
        "This digest is older than what I keep (30 days). /digest last shows the last one again."
    )


def test_a_digest_of_which_no_story_is_left_says_so(desk: Newsdesk) -> None:
    desk.posted("m1")
    desk.database.store.forget_before(NOW + HOUR)
    assert said_by(desk.ask("read", on="m1")).endswith("\nNone of its stories are kept any more.")


def test_a_message_of_another_channel_is_not_told_here(desk: Newsdesk) -> None:
    desk.posted("m1", subscriber=elsewhere(desk))
    for command in ("read", "about"):
        answer = desk.ask(command, MIA, on="m1")
        assert answer.is_refused
        assert words_of(answer) == "This message is not part of a digest of this channel."
        assert not desk.ask(command, MIA, OTHER, on="m1").is_refused


def test_a_stranger_reads_nothing(desk: Newsdesk) -> None:
    desk.posted("m1")
    for command in ("read", "about"):
        assert words_of(desk.ask(command, STRANGER, on="m1")).startswith("Only members")


def test_what_is_no_language_is_refused_at_once(desk: Newsdesk) -> None:
    desk.posted("m1")
    [answer] = desk.answers("read", on="m1", language_="lingonberry")
    assert answer.is_refused


# ---------------------------------------------------------------- about


def test_a_message_with_one_story_is_answered_with_that_story(desk: Newsdesk) -> None:
    posting = desk.posted("m1", "m2", "m3", "m4")
    assert len(posting.edition.told) == 4
    [part] = [one for one in desk.database.ledger.deliveries("d7gs") if one.message_id == "m2"]
    [name] = part.tells
    about = desk.ask("about", MIA, on="m2", language="fr")
    assert about == desk.ask("story", RIA, id=name, language="fr")
    assert [button.command for button in about.buttons][:2] == ["sources", "follow"]


def test_of_several_stories_one_is_chosen_from_a_list_in_the_order_of_the_digest(desk: Newsdesk) -> None:
    posting = desk.posted("m1")
    answer = desk.ask("about", on="m1", language="es")
    assert answer.headline == "¿Cuál de estas noticias?"
    assert [item.id for item in answer.stories] == [one.story_id for one in posting.edition.told]
    assert {item.id for item in answer.stories} == {TRAIN, FLOOD, MUSEUM, ECLIPSE}
    assert "El tren nocturno a Port Avery vuelve en mayo" in {item.headline for item in answer.stories}


def test_what_is_forgotten_of_a_message_is_not_offered(desk: Newsdesk) -> None:
    desk.posted("m1")
    desk.database.store.forget_before(NOW - 4.5 * HOUR)  # of the eclipse and the museum something is left
    assert {item.id for item in desk.ask("about", on="m1").stories} >= {ECLIPSE, MUSEUM}
    desk.database.store.forget_before(NOW - 2.5 * HOUR)
    assert desk.ask("about", on="m1").headline.startswith("El eclipse")
    desk.database.store.forget_before(NOW + HOUR)
    assert words_of(desk.ask("about", on="m1")) == (
        "I no longer have the stories of this message: stories are kept for 30 days."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", [CHANNEL, OTHER])
def test_a_message_of_somebody_else_is_answered_with_what_to_point_at(
    desk: Newsdesk, language: str, place: Place
) -> None:
    answer = desk.ask("about", place=place, on="4711", language=language)
    assert answer.is_refused
    assert words_of(answer) == texts_for(language).say("about-unknown", days=30)


def test_a_notice_tells_no_story(desk: Newsdesk) -> None:
    note(desk)
    answer = desk.ask("about", place=DIRECT, on="n1")
    assert answer.is_refused
    assert words_of(answer) == "This message is not part of a digest of this channel."
    assert desk.ask("read", place=DIRECT, on="n1").is_refused


def test_a_note_leads_to_its_story_also_where_there_is_no_digest(desk: Newsdesk) -> None:
    note(desk, TRAIN)
    answer = desk.ask("about", place=DIRECT, on="n1", language="it")
    assert answer.headline == "Torna a maggio il treno notturno per Port Avery"
    for command in ("story", "sources", "unfollow", "follow"):  # the buttons below the note, and below that answer
        assert not desk.ask(command, place=DIRECT, id=TRAIN).is_refused
    assert [mark.address for mark in marks_of(desk) if mark.followed_at] == ["@ria"]


def test_a_note_leads_to_its_story_also_where_there_is_a_digest_of_other_feeds(desk: Newsdesk) -> None:
    note(desk, TRAIN)
    wish = replace(WISH, feeds=(ELSEWHERE.url,))
    subscribe(chat=DIRECT.chat, address=DIRECT.address, subscription=wish, ledger=desk.database.ledger, now=NOW - HOUR)
    for command in ("story", "sources", "follow"):
        assert not desk.ask(command, place=DIRECT, id=TRAIN).is_refused
        assert desk.ask(command, place=DIRECT, id=MUSEUM).is_refused  # which they have not met


def test_in_a_direct_message_without_a_digest_only_stories_that_the_person_met_are_there(desk: Newsdesk) -> None:
    note(desk, TRAIN)
    for command in ("story", "sources", "follow"):
        assert words_of(desk.ask(command, place=DIRECT, id=MUSEUM)).startswith("You have no digest of your own yet.")
    other = replace(DIRECT, address="@mia")
    assert words_of(desk.ask("story", MIA, other, id=TRAIN)).startswith("You have no digest of your own yet.")


# ---------------------------------------------------------------- how it is called


def test_what_is_asked_on_messages_is_no_command_without_one(desk: Newsdesk) -> None:
    desk.posted("m1")
    for name in ("read", "about"):
        answer = desk.ask(name)
        assert answer.is_refused
        assert words_of(answer).startswith(f"There is no command “{name}”")


def test_a_button_under_a_digest_is_read_as_a_person_would_type_it(desk: Newsdesk) -> None:
    desk.posted("m1")

    async def pressed() -> Answer:
        call = Call(id="b1", person=RIA, place=CHANNEL, text="read fr", message="m1", at=NOW)
        answer = await desk.core.answer(call)
        assert answer is not None
        assert answer.then is not None
        return await answer.then()

    assert "Le train de nuit de Port Avery revient en mai" in headlines(asyncio.run(pressed()))


def test_every_other_command_can_be_called_by_a_button_under_a_message(desk: Newsdesk) -> None:
    desk.posted("m1")
    assert desk.ask("story", on="m1", id=TRAIN).headline == "Night train to Port Avery returns in May"
    assert "/digest read" not in words_of(desk.ask("help", on="m1"))
