"""What `status`, `resend` and `why` say: what went wrong, what to do, and why an article is not there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from digests.deliveries import deliveries_of
from digests.models import Told
from digests.postings import Delivery, Edition, Halt, Made, Message, Posting, State
from digests.schedules import paused
from tests.bot.commands.newsdesk import ADA, FEEDS, FLOOD, HOUR, MIA, NOW, RIA, STRANGER, TRAIN, Newsdesk, words_of

LANGUAGES = ("en", "fr", "de", "it", "es")


def post(desk: Newsdesk, *states: State, told: str = FLOOD, hours_ago: float = 2) -> list[Delivery]:
    """Keep a posting of as many parts as there are states."""
    at = NOW - hours_ago * HOUR
    one = Told(
        story_id=told,
        at=at,
        article_ids=frozenset({f"{told}-de"}),
        publishers=frozenset({"Kellerauer Tagblatt"}),
        texts=(),
    )
    posting = Posting(
        id=f"p{hours_ago}",
        subscriber_id=desk.subscriber.id,
        edition=Edition(id=f"e{hours_ago}", told=(one,)),
        since=at - 24 * HOUR,
        until=at,
        made_at=at,
    )
    parts = [Message(payload=f"part {number}", tells=(told,) if number == 0 else ()) for number in range(len(states))]
    made = deliveries_of(posting, desk.subscriber, parts, expires_at=at + HOUR)
    ledger = desk.database.ledger
    assert ledger.save_postings([Made(slot=None, posting=posting, deliveries=made)]) == 1
    ended = []
    for delivery, state in zip(made, states, strict=True):
        error = None if state is State.SENT else "no permission to write"
        after = replace(delivery, state=state, settled_at=at, error=error)
        assert ledger.change_delivery(delivery, after)
        ended.append(after)
    return ended


# ---------------------------------------------------------------- status


def test_status_of_a_digest_that_does_well_says_when_the_next_comes(desk: Newsdesk) -> None:
    post(desk, State.SENT)
    assert words_of(desk.ask("status", MIA)) == (
        "All is well.\nNext digests\nNov 23, 2026, 8:00\u202fAM\nNov 24, 2026, 8:00\u202fAM\nNov 25, 2026, "
        "8:00\u202fAM\nLast digest\nIts only part arrived.\nNov 22, 2026, 8:30\u202fAM\nFeeds\n5 feeds"
    )


def test_status_says_what_failed_what_is_unknown_and_what_to_do(desk: Newsdesk) -> None:
    post(desk, State.SENT, State.UNKNOWN, State.REFUSED)
    answer = desk.ask("status", MIA, language="de")
    said = words_of(answer)
    assert answer.headline == "Etwas braucht Aufmerksamkeit."
    assert "Von einem Teil der letzten Presseschau weiß niemand, ob er ankam." in said
    assert "Ein Teil der letzten Presseschau kam nicht an." in said
    assert "Angekommene Teile: 1 von 3." in said
    assert "Letzter Fehler: no permission to write" in said
    assert [(button.command, button.arguments) for button in answer.buttons] == [("resend", "")]


def test_status_names_failing_feeds_with_their_next_try_and_no_secret(desk: Newsdesk) -> None:
    followed = next(one for one in desk.database.store.followed_feeds() if one.feed.url == FEEDS["fr"].url)
    reason = "https://courrier.example/rss?token=s3cret answers 500"
    failing = replace(followed, failures=4, last_error=reason, next_fetch_at=NOW + HOUR)
    desk.database.store.save_followed([failing])
    said = words_of(desk.ask("status", MIA))
    assert "Courrier du Port failed 4 times in a row" in said
    assert "Next try: Nov 22, 2026, 11:30\u202fAM" in said
    assert "s3cret" not in said
    assert "/digest feed test" in said


def test_status_names_a_source_that_nobody_follows_any_more(desk: Newsdesk) -> None:
    desk.database.store.unfollow(FEEDS["fr"].url)
    answer = desk.ask("status", MIA)
    assert answer.headline == "Something needs attention."
    assert "\ncourrier.example\nthe bot no longer follows it\n" in words_of(answer)
    said = words_of(desk.ask("why", MIA, article="https://courrier.example/other"))
    assert said.startswith("No feed of this digest is from courrier.example")


def test_status_says_that_it_is_paused_and_offers_to_resume(desk: Newsdesk) -> None:
    before = desk.subscriber
    desk.database.ledger.save_subscribers([(paused(before, NOW, None), ())])
    answer = desk.ask("status", MIA)
    assert "paused until somebody resumes it" in words_of(answer)
    assert [button.command for button in answer.buttons] == ["schedule resume"]


def test_status_says_that_the_chat_takes_nothing(desk: Newsdesk) -> None:
    desk.database.ledger.save_halt(Halt(chat="console", at=NOW - HOUR, reason="the token was revoked"))
    assert "the token was revoked" in words_of(desk.ask("status", MIA))


@pytest.mark.parametrize("command", ["status", "resend", "why"])
def test_only_managers_see_how_it_does(desk: Newsdesk, command: str) -> None:
    options: dict[str, Any] = {"article": TRAIN} if command == "why" else {}
    for person in (RIA, STRANGER):
        assert desk.ask(command, person, **options).is_refused
    assert desk.ask(command, ADA, **options).refusal != "only-managers"


@pytest.mark.parametrize("language", LANGUAGES)
def test_status_is_said_in_the_language_of_whoever_asks(desk: Newsdesk, language: str) -> None:
    answer = desk.ask("status", MIA, language=language)
    assert answer.language == language
    well = {"en": "All", "fr": "Tout", "de": "Alles", "it": "Va", "es": "Todo"}
    assert answer.headline.split()[0] == well[language]


# ---------------------------------------------------------------- resend


def test_resend_asks_first_and_warns_of_what_may_stand_there_twice(desk: Newsdesk) -> None:
    parts = post(desk, State.SENT, State.UNKNOWN, State.EXPIRED)
    answer = desk.ask("resend", MIA)
    assert answer.headline == "Send 2 parts of the last digest again?"
    assert "twice" in words_of(answer)
    assert [button.arguments for button in answer.buttons] == ["confirm:true"]
    assert desk.database.ledger.deliveries(desk.subscriber.id) == parts


def test_resend_sends_the_failed_and_unknown_parts_alone_and_once(desk: Newsdesk) -> None:
    post(desk, State.SENT, State.UNKNOWN, State.EXPIRED)
    assert desk.ask("resend", MIA, confirm=True).headline == "2 parts are on their way again."
    ledger = desk.database.ledger
    states = [part.state for part in ledger.deliveries(desk.subscriber.id)]
    assert states == [State.SENT, State.PENDING, State.PENDING]
    assert [part.part for part in ledger.sendable(NOW, ["console"], 9)] == [1]
    assert desk.ask("resend", MIA, confirm=True).is_refused


def test_only_the_last_digest_is_sent_again(desk: Newsdesk) -> None:
    post(desk, State.UNKNOWN, hours_ago=26)
    post(desk, State.SENT, hours_ago=2)
    assert desk.ask("resend", MIA, confirm=True).is_refused


# ---------------------------------------------------------------- why


def test_why_goes_through_the_stages_of_the_next_digest_with_their_numbers(desk: Newsdesk) -> None:
    assert words_of(desk.ask("why", MIA, article=FLOOD)) == (
        "Hochwasser in Kellerau sperrt zwei Brücken\n"
        "Kellerauer Tagblatt\n"
        "German\n"
        "Nov 21, 2026, 2:30\u202fPM\n"
        "f2dd\n"
        "Its story is told.\n"
        "What each stage says\n"
        "20.0 h old; the digest reaches 36.0 h back\n"
        "date\npassed\n"
        "German is not read, nor is another language of the story, which is told all the same\n"
        "language\npassed\n"
        "no rule\n"
        "filter\npassed\n"
        "1 article of 1 publisher; fewer than 2 make it a find of a single source\n"
        "story\npassed\n"
        "place 4 of 4, score 0.974: 1 publisher, 1 language, 20.0 h old, 0 joined in the last 6 h\n"
        "rank\npassed\n"
        "new to its readers\n"
        "novelty\npassed\n"
        "number 1 of at most 3\n"
        "cap\npassed"
    )


def test_why_says_in_french_that_readers_have_had_it(desk: Newsdesk) -> None:
    post(desk, State.SENT)
    said = words_of(desk.ask("why", MIA, article="https://tagblatt.example/f2dd-de", language="fr"))
    assert "Écarté, étape «\u00a0date\u00a0»." in said
    assert "Il figurait dans la revue de presse du 22 nov. 2026, 08:30." in said
    assert "il y a 20,0\u00a0h\u00a0; la revue de presse remonte à 2,0\u00a0h" in said


def test_why_takes_an_address_as_browsers_show_it(desk: Newsdesk) -> None:
    answer = desk.ask("why", MIA, article="https://TAGBLATT.example/f2dd-de?utm_source=x#top")
    assert answer.url == "https://tagblatt.example/f2dd-de"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("zzzz", "“zzzz” is neither a story nor an article of this digest."),
        ("https://nobody.example/a", "No feed of this digest is from nobody.example"),
        ("https://herald.example/unknown", "the feed Lindmark Herald has not been read yet"),
        ("x9wy", "“x9wy” is neither a story nor an article of this digest."),
        ("https://elsewhere.example/x9wy-xx", "No feed of this digest is from elsewhere.example"),
        ("http://[::1", "“http://[::1” is neither a story nor an article of this digest."),
    ],
)
def test_why_says_what_is_known_of_an_article_that_is_not_there(desk: Newsdesk, typed: str, sentence: str) -> None:
    answer = desk.ask("why", MIA, article=typed)
    assert answer.is_refused
    assert sentence in words_of(answer)


def test_why_says_when_the_feed_was_last_read_without_the_article(desk: Newsdesk) -> None:
    followed = next(one for one in desk.database.store.followed_feeds() if one.feed.url == FEEDS["en"].url)
    desk.database.store.save_followed([replace(followed, tried_at=NOW - timedelta(minutes=30))])
    said = words_of(desk.ask("why", MIA, article="https://herald.example/unknown"))
    assert "when it was last read (Nov 22, 2026, 10:00\u202fAM)" in said
