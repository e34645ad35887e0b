"""The digest of this moment, and posting it: what each person is shown, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chats.console_chat import ConsoleChat
from bot.commands.answers import MAX_PRESSED, Answer
from bot.commands.calls import Person
from bot.commands.dispatch import Core
from bot.commands.grammar import parsed
from digests.models import Digest, Subscription
from digests.postings import Message, State
from digests.schedules import subscribed
from tests.bot.commands.digests_shown import DAY, DIRECT, LANGUAGES, THIN, headlines, pause, post, said_by, set_, told
from tests.bot.commands.newsdesk import (
    ADA,
    CHANNEL,
    ECLIPSE,
    FLOOD,
    HOUR,
    MIA,
    MUSEUM,
    NOW,
    OLD,
    RIA,
    STRANGER,
    TRAIN,
    WISH,
    Newsdesk,
    an_article,
    keep,
)

# ---------------------------------------------------------------- now


def test_a_reader_sees_the_digest_of_this_moment_alone_after_a_sentence_that_says_that_it_is_made(
    desk: Newsdesk,
) -> None:
    first, answer = desk.answers("now")
    assert said_by(first) == "Putting together the digest…"
    assert said_by(answer) == "The last 24 hours"
    assert told(answer) == [TRAIN, ECLIPSE, MUSEUM, FLOOD]
    assert desk.database.ledger.postings(desk.subscriber.id, 1) == []


@pytest.mark.parametrize(
    ("language", "headline", "train"),
    [
        ("fr", "Les 24 dernières heures", "Le train de nuit de Port Avery revient en mai"),
        ("de", "Die letzten 24 Stunden", "Nachtzug nach Port Avery fährt ab Mai wieder"),
        ("it", "Le ultime 24 ore", "Torna a maggio il treno notturno per Port Avery"),
        ("es", "Las últimas 24 horas", "El tren nocturno a Port Avery vuelve en mayo"),
    ],
)
def test_it_is_in_the_language_of_whoever_asks(desk: Newsdesk, language: str, headline: str, train: str) -> None:
    answer = desk.ask("now", language=language)
    assert answer.digest
    assert (answer.headline, headlines(answer)[0], answer.language) == (headline, train, language)
    assert (answer.digest.language, answer.digest.ui_language) == (language, language)


def test_a_story_that_no_article_tells_in_their_language_is_told_in_one_that_the_channel_reads(desk: Newsdesk) -> None:
    set_(desk, also_read=("it",))
    answer = desk.ask("now", language="de")
    assert answer.digest
    languages = {item.story.id: item.summary.language for item in answer.digest.items}
    assert languages == {TRAIN: "de", ECLIPSE: "it", MUSEUM: "en", FLOOD: "de"}


def test_another_language_may_be_asked_for_in_ones_own_words(desk: Newsdesk) -> None:
    answer = desk.ask("now", language="fr", language_="IT")
    assert answer.digest
    assert (answer.headline, headlines(answer)[0]) == (
        "Les 24 dernières heures",
        "Torna a maggio il treno notturno per Port Avery",
    )
    assert (answer.digest.language, answer.digest.ui_language) == ("it", "fr")


def test_what_is_no_language_is_refused_with_an_example(desk: Newsdesk) -> None:
    for command in ("now", "last"):
        answer = desk.ask(command, language_="klingonish")
        assert answer.is_refused
        assert said_by(answer) == "“klingonish” is not a language code. Write one such as en, fr, de, it, es or pt-BR."


@pytest.mark.parametrize(("hours", "stories"), [(3, [ECLIPSE, TRAIN]), (168, [TRAIN, ECLIPSE, MUSEUM, OLD, FLOOD])])
def test_it_reaches_back_as_many_hours_as_asked_for(desk: Newsdesk, hours: int, stories: list[str]) -> None:
    assert told(desk.ask("now", hours=hours)) == stories


def test_without_news_one_sentence_says_so(desk: Newsdesk) -> None:
    assert said_by(desk.ask("now", hours=1)) == "Nothing to report in the last hour."
    desk.now += 12 * HOUR
    answer = desk.ask("now", language="de", hours=5)
    assert (said_by(answer), answer.digest) == ("Aus den letzten 5 Stunden gibt es nichts zu berichten.", None)


def test_what_the_channel_was_told_is_there_again(desk: Newsdesk) -> None:
    post(desk)
    assert told(desk.ask("now")) == [TRAIN, ECLIPSE, MUSEUM, FLOOD]


# ---------------------------------------------------------------- now, about a topic


def about_trains(desk: Newsdesk) -> None:
    """Keep four stories of the words that a topic is made of, which the encoder of the tests takes for one."""
    titles = [f"An article about night trains {number}" for number in range(4)]
    articles = {
        f"n{number}ws": [an_article(f"n{number}", "en", NOW - (number + 1) * HOUR, title, f"{title}. " * 3)]
        for number, title in enumerate(titles)
    }
    keep(desk.database, articles)
    set_(desk, min_publishers=1, per_publisher=10, per_topic=1, topics=("night trains",))


def test_with_a_topic_only_stories_about_it_are_told_as_many_as_there_are(desk: Newsdesk) -> None:
    about_trains(desk)
    answer = desk.ask("now", MIA, topic='"night trains"')
    assert told(answer) == ["n0ws", "n1ws", "n2ws", "n3ws"]
    assert answer.headline == "About “night trains” in the last 24 hours"
    [button] = answer.buttons
    assert parsed(f"{button.command} {button.arguments}") == (
        "now",
        {"hours": "24", "topic": "night trains", "post": "true"},
    )


def test_without_a_story_about_the_topic_one_sentence_says_so(desk: Newsdesk) -> None:
    answer = desk.ask("now", language="it", topic="quarries", hours=12)
    assert said_by(answer) == "Nessuna notizia delle ultime 12 ore parla di «quarries»."


def test_a_topic_without_a_word_is_refused(desk: Newsdesk) -> None:
    answer = desk.ask("now", topic="…")
    assert answer.is_refused
    assert "topic:" in said_by(answer)


@pytest.mark.parametrize("topic", ["trains", 'the "fast" trains', "x" * 100, "train: strike", "-- ”nights“ …"])
def test_the_button_is_read_as_it_was_meant_or_is_not_there(desk: Newsdesk, topic: str) -> None:
    answer = _seen(desk, topic)
    for button in answer.buttons:
        assert len(f"{button.command} {button.arguments}") <= MAX_PRESSED
        assert parsed(f"{button.command} {button.arguments}")[1]["topic"] == topic
    assert bool(answer.buttons) == (len(topic) < 60)


def _seen(desk: Newsdesk, topic: str) -> Answer:
    """Return the answer with one story that is about the topic."""
    title = f"An article about {topic}"
    keep(desk.database, {"n0ws": [an_article("n0", "en", NOW - HOUR, title, f"{title}. " * 3)]})
    answer = desk.ask("now", MIA, topic=topic)
    assert told(answer)[0] == "n0ws"
    return answer


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(topic=st.text(min_size=1, max_size=100))
def test_no_topic_breaks_it(desk: Newsdesk, topic: str) -> None:
    desk.now += timedelta(minutes=5)
    answer = desk.ask("now", MIA, topic=topic, hours=1)
    assert "our mistake" not in said_by(answer)


# ---------------------------------------------------------------- who may post


@pytest.mark.parametrize("manager", [MIA, ADA])
def test_a_manager_may_press_to_post_the_same(desk: Newsdesk, manager: Person) -> None:
    answer = desk.ask("now", manager, hours=12)
    assert said_by(answer) == "The last 12 hours\n(Post to channel: now hours:12 post:true)"
    assert said_by(desk.ask("now", RIA, hours=12)) == "The last 12 hours"


def test_a_reader_may_not_post(desk: Newsdesk) -> None:
    answer = desk.ask("now", RIA, post=True)
    assert answer.is_refused
    assert said_by(answer).startswith("Only people who manage this channel")
    assert desk.database.ledger.deliveries(desk.subscriber.id) == []


def test_a_stranger_sees_nothing_and_a_reader_not_what_comes_next(desk: Newsdesk) -> None:
    tried = [(command, STRANGER) for command in ("now", "last", "preview")] + [("preview", RIA)]
    for language in LANGUAGES:
        for command, person in tried:
            answer = desk.ask(command, person, language=language)
            assert (answer.is_refused, answer.digest, answer.language) == (True, None, language)
            assert said_by(answer)


# ---------------------------------------------------------------- post:true


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "4 stories are on their way to the channel."),
        ("fr", "4 sujets sont en route vers le canal."),
        ("de", "4 Themen sind unterwegs in den Kanal."),
        ("it", "4 notizie sono in arrivo nel canale."),
        ("es", "4 noticias van camino del canal."),
    ],
)
def test_what_a_manager_posts_is_in_the_language_of_the_channel(desk: Newsdesk, language: str, said: str) -> None:
    answer = desk.ask("now", MIA, language=language, post=True)
    assert said_by(answer) == said
    [delivery] = desk.database.ledger.deliveries(desk.subscriber.id)
    assert (delivery.state, delivery.address, delivery.next_attempt_at) == (State.PENDING, "news", NOW)
    heading = delivery.payload.splitlines()[0].translate(THIN)
    assert heading == "News digest · Nov 21 – 22, 2026 · 4 stories from 10 articles"
    assert delivery.tells == (TRAIN, ECLIPSE, MUSEUM, FLOOD)


def test_what_was_posted_is_told_and_leaves_the_schedule_as_it_is(desk: Newsdesk) -> None:
    before = desk.subscriber
    posting = post(desk)
    assert (posting.is_asked, posting.since, posting.until) == (True, NOW - DAY, NOW)
    memory = desk.database.ledger.memories([before.id], NOW - 30 * DAY)[before.id]
    assert memory.last is None
    assert [one.story_id for one in memory.editions[0].told] == [TRAIN, ECLIPSE, MUSEUM, FLOOD]
    assert desk.subscriber == before


def test_one_story_is_posted_in_the_singular(desk: Newsdesk) -> None:
    assert said_by(desk.ask("now", MIA, hours=2, post=True)) == "1 story is on its way to the channel."


def test_nothing_to_post_is_no_posting(desk: Newsdesk) -> None:
    answer = desk.ask("now", MIA, hours=1, post=True)
    assert (said_by(answer), answer.is_refused) == ("Nothing to report in the last hour.", True)
    assert desk.database.ledger.postings(desk.subscriber.id, 1) == []


def test_to_a_channel_that_is_paused_or_not_served_nothing_is_posted(desk: Newsdesk) -> None:
    pause(desk, days=3)
    answer = desk.ask("now", MIA, post=True)
    assert said_by(answer) == (
        "The digest of this channel is paused, so nothing was posted. /digest schedule resume starts it again."
    )
    desk.core = Core(replace(desk.room, chats={}))
    desk.now += 4 * DAY
    answer = desk.ask("now", MIA, post=True, hours=168)
    assert said_by(answer) == "This bot is not connected to this chat right now, so nothing was posted."
    assert desk.database.ledger.deliveries(desk.subscriber.id) == []


def test_the_language_of_what_is_posted_is_no_option(desk: Newsdesk) -> None:
    answer = desk.ask("now", MIA, post=True, language_="fr")
    assert answer.is_refused
    assert said_by(answer).startswith("Posts are in the language of the channel: English.")


def test_a_digest_that_is_removed_while_another_is_made_is_not_posted(desk: Newsdesk) -> None:
    class Removing(ConsoleChat):
        def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
            desk.database.ledger.remove_subscriber("d7gs")
            return super().messages(digest, subscription, is_late=is_late)

    desk.core = Core(replace(desk.room, chats={"console": Removing()}))
    answer = desk.ask("now", MIA, post=True)
    assert said_by(answer).startswith("This channel has no digest yet.")


# ---------------------------------------------------------------- elsewhere


def test_a_person_has_all_of_it_in_a_direct_message(desk: Newsdesk) -> None:
    wish = replace(WISH, language="fr", managers=())
    own = subscribed(subscriber_id="p3rs", chat="console", address="@ria", subscription=wish, now=NOW - 48 * HOUR)
    assert desk.database.ledger.save_subscribers([(own, ())])
    seen = desk.ask("now", RIA, DIRECT)
    assert (headlines(seen)[0], seen.buttons) == ("Le train de nuit de Port Avery revient en mai", ())
    assert said_by(desk.ask("now", RIA, DIRECT, post=True)) == "4 sujets sont en route vers le canal."
    assert [each.address for each in desk.database.ledger.deliveries("p3rs")] == ["@ria"]
    assert told(desk.ask("last", RIA, DIRECT)) == told(seen)
    assert desk.ask("preview", RIA, DIRECT).headline.startswith("La prochaine")
    assert desk.database.ledger.postings(desk.subscriber.id, 1) == []


def test_where_there_is_no_digest_there_is_nothing_to_show(desk: Newsdesk) -> None:
    for command in ("now", "last", "preview"):
        answer = desk.ask(command, ADA, replace(CHANNEL, address="elsewhere"))
        assert answer.is_refused
        assert said_by(answer).startswith("This channel has no digest yet.")
