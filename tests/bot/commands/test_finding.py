"""`search` and `top`: what is listed, in whose language, for whom; and what is said where there is nothing."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer
from bot.commands.calls import Person
from digests.encoding import stored_vectors
from digests.models import Article
from tests.bot.commands.newsdesk import (
    ECLIPSE,
    FLOOD,
    FOREIGN,
    MIA,
    MUSEUM,
    NEWS,
    NOW,
    OLD,
    RIA,
    STRANGER,
    TRAIN,
    Newsdesk,
    an_article,
    articles_of,
    keep,
    words_of,
)
from tests.digests.test_search_words import HOSTILE

LANGUAGES = ("en", "fr", "de", "it", "es")
_THIN = str.maketrans({"\u202f": " ", "\xa0": " "})  # the spaces of CLDR and of French


def ids(answer: Answer) -> list[str]:
    return [item.id for item in answer.stories]


def said(answer: Answer) -> str:
    return words_of(answer).translate(_THIN)


def many(count: int, hours: float = 3) -> dict[str, list[Article]]:
    """Stories with one article each."""
    at = NOW - timedelta(hours=hours)
    names = [f"q{number:03}" for number in range(count)]
    return {name: [an_article(f"{name}-en", "en", at, f"Harbour report {name}", "A report.")] for name in names}


# ---------------------------------------------------------------- search


def test_a_search_lists_stories_in_english(desk: Newsdesk) -> None:
    assert said(desk.ask("search", query="night train to Lindmark", language="en")) == "\n".join(
        [
            "1 story on “night train to Lindmark”",
            "Times are in Europe/Paris.",
            f"[{TRAIN}] Night train to Port Avery returns in May",
            "5 publishers",
            "en de es fr it",
            "Nov 22, 2026, 7:30 AM",
            "“The night train from Lindmark to Port Avery will run again from 3 May.”",
        ]
    )


def test_a_search_lists_stories_in_german(desk: Newsdesk) -> None:
    assert said(desk.ask("search", query="Harbour maps", language="de")) == "\n".join(
        [
            "1 Thema zu „Harbour maps“",
            "Uhrzeiten in Europe/Paris.",
            f"[{MUSEUM}] Sundhavn museum shows the lost harbour maps",
            "2 Medien",
            "en fr",
            "auf Englisch",
            "22.11.2026, 06:30",
        ]
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", [RIA, MIA])
def test_everybody_searches_in_their_own_language(desk: Newsdesk, language: str, person: Person) -> None:
    answer = desk.ask("search", person, query="Lindmark Avery", language=language)
    assert answer.language == language
    assert answer.stories[0].headline == next(title for tag, _, title, _ in NEWS[TRAIN] if tag == language)


def test_another_language_may_be_asked_for(desk: Newsdesk) -> None:
    answer = desk.ask("search", query="Lindmark Avery", language="en", language_="it")

    assert answer.language == "en"
    assert answer.stories[0].headline == "Torna a maggio il treno notturno per Port Avery"
    assert desk.ask("search", query="train", language_="qq").is_refused


def test_a_story_is_found_by_its_meaning_in_another_language(desk: Newsdesk) -> None:
    class Meaning(type(desk.encoder)):  # type: ignore[misc]  # knows one word in two languages
        def encode(self, texts):  # type: ignore[no-untyped-def]
            return super().encode([text.replace("inondation", "Hochwasser in Kellerau sperrt") for text in texts])

    desk.encoder = Meaning()
    desk.open()
    stored_vectors([article for name in NEWS for article in articles_of(name)], desk.room.desk.store, desk.encoder)

    answer = desk.ask("search", query="inondation", language="fr")

    assert ids(answer)[0] == FLOOD
    assert "en allemand" in answer.stories[0].notes
    assert answer.stories[0].quote == ""


def test_the_first_search_says_that_it_takes_a_moment_the_next_one_answers_at_once(desk: Newsdesk) -> None:
    first = desk.answers("search", query="train", language="it")
    second = desk.answers("search", query="train", language="it")

    assert said(first[0]) == "Un momento: leggo le ultime settimane…"
    assert first[1].stories == second[0].stories
    assert len(second) == 1


def test_other_peoples_feeds_are_not_searched(desk: Newsdesk) -> None:
    assert FOREIGN not in ids(desk.ask("search", query="county library Elsewhere"))


def test_strangers_do_not_search(desk: Newsdesk) -> None:
    for answer in (desk.ask("search", STRANGER, query="train"), desk.ask("top", STRANGER)):
        assert answer.is_refused
        assert not answer.stories


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (1, "Rien sur « Ana Rossi » ces dernières 24 heures. Essayez une période plus longue : days:30"),
        (2, "Rien sur « Ana Rossi » ces 2 derniers jours. Essayez une période plus longue : days:30"),
    ],
)
def test_where_nothing_is_found_more_days_are_proposed(desk: Newsdesk, days: int, sentence: str) -> None:
    assert said(desk.ask("search", query="Ana Rossi", days=days, language="fr")) == sentence
    assert ids(desk.ask("search", query="Ana Rossi", days=7)) == [OLD]


def test_where_a_month_has_nothing_other_words_are_proposed(desk: Newsdesk) -> None:
    answer = desk.ask("search", query="x" * 200, language="en")

    assert said(answer) == f"Nothing on “{'x' * 59}…” in the last 30 days. Try other words, or fewer."


def test_ten_stories_are_shown_of_more(desk: Newsdesk) -> None:
    keep(desk.database, many(12))

    answer = desk.ask("search", query="harbour report", language="es")

    assert answer.headline == "Las 10 noticias más cercanas a «harbour report»"
    assert len(answer.stories) == 10


@pytest.mark.parametrize("query", ["!?", "😀", '"" * ^ : {}'])
def test_a_query_without_words_is_refused_with_an_example(desk: Newsdesk, query: str) -> None:
    answer = desk.ask("search", query=query, language="en")

    assert answer.is_refused
    assert said(answer) == "Please write what to look for, in a few words: /digest search night train"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(HOSTILE)), min_size=1, max_size=200))
def test_whatever_is_asked_for_there_is_an_answer(desk: Newsdesk, query: str) -> None:
    answer = desk.ask("search", query=query)

    assert answer.stories or answer.lines
    assert "mistake" not in words_of(answer)


def test_a_query_of_4000_characters_is_refused(desk: Newsdesk) -> None:
    assert desk.ask("search", query="train " * 700).is_refused


# ---------------------------------------------------------------- top


def test_the_largest_stories_of_a_day_in_english(desk: Newsdesk) -> None:
    answer = desk.ask("top", language="en")

    assert ids(answer) == [TRAIN, ECLIPSE, MUSEUM, FLOOD]
    assert said(answer).splitlines()[:6] == [
        "The biggest stories of the last 24 hours",
        "Times are in Europe/Paris.",
        f"[{TRAIN}] Night train to Port Avery returns in May",
        "5 publishers",
        "en de es fr it",
        "Nov 22, 2026, 7:30 AM",
    ]


def test_the_largest_stories_of_a_week_in_french(desk: Newsdesk) -> None:
    answer = desk.ask("top", days=7, language="fr")

    assert answer.headline == "Les principaux sujets des 7 derniers jours"
    assert OLD in ids(answer)
    assert FOREIGN not in ids(answer)
    assert "en allemand" in answer.stories[-1].notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_without_news_is_said_to_have_none(desk: Newsdesk, language: str) -> None:
    desk.now = NOW + timedelta(days=9)

    answer = desk.ask("top", language=language)

    assert answer.language == language
    assert not answer.stories
    assert len(answer.lines) == 1


def test_with_a_topic_only_stories_about_it_are_listed(desk: Newsdesk) -> None:
    first, answer = desk.answers("top", topic="eclipse sol playas", language="de")
    assert said(first) == "Einen Moment: Ich suche Themen zu „eclipse sol playas“ …"
    assert ids(answer) == [ECLIPSE]
    assert answer.headline == "Zu „eclipse sol playas“: die wichtigsten Themen der letzten 24 Stunden"


def test_a_topic_that_nothing_is_about_is_said_so(desk: Newsdesk) -> None:
    answer = desk.ask("top", topic="zzz", language="es", days=3)

    assert said(answer) == (
        "Ninguna de las noticias más importantes de los últimos 3 días trata de «zzz». "
        "/digest search busca entre todas."
    )


def test_not_more_than_ten_are_listed(desk: Newsdesk) -> None:
    keep(desk.database, many(12))

    assert len(desk.ask("top").stories) == 10
