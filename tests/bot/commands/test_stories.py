"""One story looked up: what is said of it, what of that is new, and what is no story here."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.texts import texts_for
from digests.models import Article
from tests.bot.commands.looked_up import headings, join, marks_of
from tests.bot.commands.newsdesk import (
    ADA,
    FLOOD,
    FOREIGN,
    HOUR,
    MIA,
    MUSEUM,
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

FIRE = (
    "A fire closed the museum of Sundhavn on Sunday, and 14 of the maps are damaged. The director Berit Olsen said the "
    "rest is safe in Port Avery. The exhibition is open until March."
)


def add(desk: Newsdesk, name: str, *articles: Article) -> None:
    keep(desk.database, {name: [*articles_of(name), *articles]})


# ---------------------------------------------------------------- story


def test_a_story_is_told_in_full(desk: Newsdesk) -> None:
    first, answer = desk.answers("story", id=TRAIN)
    assert words_of(first) == "One moment: reading the 5 articles on this story."
    assert answer.url == "https://herald.example/k7qm-en"
    assert [line.url for line in answer.lines] == ["https://herald.example/k7qm-en"] * 3
    assert (
        words_of(answer)
        == """\
Night train to Port Avery returns in May
5 publishers
de en es fr it
k7qm
Times are in Europe/Paris.
“The night train from Lindmark to Port Avery will run again from 3 May.”
Lindmark Herald
“The ministry pays 40 million euros for new sleeping cars.”
Lindmark Herald
“Tickets go on sale in January.”
Lindmark Herald
Timeline
First report, in English: Lindmark Herald
Nov 22, 2026, 1:30\u202fAM
First report in French: Courrier du Port
Nov 22, 2026, 2:30\u202fAM
1 hour after the first report: 2 articles from 2 publishers
First report in German: Kellerauer Tagblatt
Nov 22, 2026, 3:30\u202fAM
First report in Italian: Gazzetta del Molo
Nov 22, 2026, 5:30\u202fAM
First report in Spanish: Diario del Faro
Nov 22, 2026, 7:30\u202fAM
Publishers by language
English: 1 publisher
Lindmark Herald
German: 1 publisher
Kellerauer Tagblatt
Spanish: 1 publisher
Diario del Faro
French: 1 publisher
Courrier du Port
Italian: 1 publisher
Gazzetta del Molo
(Sources: sources k7qm)
(Follow: follow k7qm)"""
    )


def test_a_story_without_a_word_in_the_readers_language_says_so(desk: Newsdesk) -> None:
    assert (
        words_of(desk.ask("story", id=FLOOD, language="fr"))
        == """Hochwasser in Kellerau sperrt zwei Brücken
1 média
de
f2dd
en allemand
Heures données en Europe/Paris.
„Das Hochwasser der Linde hat in Kellerau zwei Brücken gesperrt.“
Kellerauer Tagblatt
„Die Feuerwehr brachte 120 Menschen in Sicherheit.“
Kellerauer Tagblatt
„Der Pegel soll am Montag sinken.“
Kellerauer Tagblatt
Chronologie
Premier article, en allemand\u00a0: Kellerauer Tagblatt
21 nov. 2026, 14:30
Médias par langue
Allemand\u00a0: 1 média
Kellerauer Tagblatt
(Sources: sources f2dd)
(Suivre: follow f2dd)"""
    )


@pytest.mark.parametrize("language", ["de", "it", "es"])
def test_a_story_is_told_in_the_language_of_its_reader(desk: Newsdesk, language: str) -> None:
    answer, say = desk.ask("story", id=TRAIN, language=language), texts_for(language).say
    assert answer.headline == next(each.title for each in articles_of(TRAIN) if each.language == language)
    assert headings(answer) == [say("story-timeline"), say("story-publishers")]
    assert say("story-timeline") != texts_for("en").say("story-timeline")


def test_another_language_may_be_asked_for(desk: Newsdesk) -> None:
    answer = desk.ask("story", id=TRAIN, language_="de")
    assert answer.headline == "Nachtzug nach Port Avery fährt ab Mai wieder"
    assert "in German" not in answer.notes
    assert headings(answer) == ["Timeline", "Publishers by language"]
    assert desk.ask("story", id=TRAIN, language_="klingonish!").is_refused


def test_a_reader_without_an_article_in_their_language_gets_that_of_the_channel(desk: Newsdesk) -> None:
    answer = desk.ask("story", id=MUSEUM, language="de")
    assert answer.headline == "Sundhavn museum shows the lost harbour maps"
    assert "auf Englisch" in answer.notes


def test_a_short_story_offers_more(desk: Newsdesk) -> None:
    answer = desk.ask("story", id=TRAIN, length="short", language_="de")
    assert len(answer.lines) == 1
    assert (answer.buttons[-1].command, answer.buttons[-1].arguments) == ("story", "id:k7qm length:full language:de")


@pytest.mark.parametrize("typed", ["K7QM", " k7qm ", "[k7qm]", "#k7qm", "“k7qm”"])
def test_an_id_is_read_however_it_is_written(desk: Newsdesk, typed: str) -> None:
    assert "k7qm" in desk.ask("story", id=typed).notes


def test_an_id_leads_to_the_story_that_it_has_become_part_of(desk: Newsdesk) -> None:
    join(desk, FLOOD, TRAIN)
    for command in ("story", "sources", "follow"):
        answer = desk.ask(command, id=FLOOD)
        assert answer.lines[0].text == "f2dd is now part of k7qm."
        assert TRAIN in answer.notes


def test_titles_from_right_to_left_and_without_spaces_stay_as_they_are(desk: Newsdesk) -> None:
    arabic = replace(
        an_article("w-ar", "en", NOW - 2 * HOUR, "قطار ليلي جديد إلى الميناء", "يعود القطار الليلي في 3 مايو."),
        language="ar",
    )
    chinese = replace(
        an_article("w-zh", "fr", NOW - HOUR, "夜行列车五月恢复运行", "夜行列车将于5月3日恢复运行。"), language="zh"
    )
    keep(desk.database, {"w2rt": [arabic, chinese]})
    assert desk.ask("story", id="w2rt").headline in {arabic.title, chinese.title}
    answer = desk.ask("sources", id="w2rt", language="it")
    assert headings(answer) == ["Arabo", "Cinese"]
    assert [line.text for section in answer.sections for line in section.lines] == [arabic.title, chinese.title]


def test_articles_without_a_text_are_told_by_their_headline(desk: Newsdesk) -> None:
    keep(desk.database, {"w3rt": [an_article("w3", "en", NOW - HOUR, "Storm over Faro Blanco", "")]})
    answer = desk.ask("story", id="w3rt")
    assert answer.headline == "Storm over Faro Blanco"
    assert [line.text for line in answer.lines] == ["Its articles have only a headline: there is nothing to quote."]


# ---------------------------------------------------------------- what is new


def test_who_looks_again_sees_what_is_new_once(desk: Newsdesk) -> None:
    assert len(headings(desk.ask("story", id=MUSEUM))) == 2
    add(desk, MUSEUM, an_article("fire", "en", NOW + HOUR, "Fire closes the Sundhavn museum", FIRE))
    desk.now = NOW + 2 * HOUR
    again = desk.ask("story", id=MUSEUM, length="short")
    assert again.sections[0].heading == "New since you last looked (Nov 22, 2026, 10:30\u202fAM)"
    assert [line.text for line in again.sections[0].lines] == [
        "“A fire closed the museum of Sundhavn on Sunday, and 14 of the maps are damaged.”",
        "“The director Berit Olsen said the rest is safe in Port Avery.”",
    ]
    assert again.buttons[-1].arguments == "id:m3sm length:full"
    assert len(headings(desk.ask("story", id=MUSEUM))) == 2


def test_another_reader_has_not_looked(desk: Newsdesk) -> None:
    desk.ask("story", id=MUSEUM)
    add(desk, MUSEUM, an_article("fire", "en", NOW + HOUR, "Fire closes the Sundhavn museum", FIRE))
    assert len(headings(desk.ask("story", MIA, id=MUSEUM))) == 2


def test_articles_that_say_nothing_new_are_counted(desk: Newsdesk) -> None:
    desk.ask("story", id=MUSEUM)
    first = articles_of(MUSEUM)[0]
    add(desk, MUSEUM, an_article("same", "en", NOW + HOUR, first.title, first.text))
    desk.now = NOW + 2 * HOUR
    answer = desk.ask("story", id=MUSEUM, language="fr")
    assert answer.sections[0].heading == "Nouveau depuis votre dernière consultation (22 nov. 2026, 10:30)"
    assert [line.text for line in answer.sections[0].lines] == [
        "Un article de plus est paru. Il n’apporte rien de nouveau."
    ]


def test_what_was_seen_under_an_id_that_is_no_more_is_not_new(desk: Newsdesk) -> None:
    desk.ask("story", id=FLOOD)
    join(desk, FLOOD, TRAIN)
    answer = desk.ask("story", id=TRAIN)
    assert answer.sections[0].heading.startswith("New since you last looked")
    assert not any("Hochwasser" in line.text for line in answer.sections[0].lines)


# ---------------------------------------------------------------- sources


def test_sources_stand_by_language_the_readers_own_first(desk: Newsdesk) -> None:
    answer = desk.ask("sources", id=MUSEUM, language="fr")
    assert (
        words_of(answer)
        == """\
Le musée de Sundhavn expose les cartes retrouvées
Les 2 articles
2 médias
m3sm
Heures données en Europe/Paris.
Français
Le musée de Sundhavn expose les cartes retrouvées
Courrier du Port
22 nov. 2026, 06:30
Anglais
Sundhavn museum shows the lost harbour maps
Lindmark Herald
22 nov. 2026, 04:30"""
    )
    assert [line.url for section in answer.sections for line in section.lines] == [
        "https://courrier.example/m3sm-fr",
        "https://herald.example/m3sm-en",
    ]


def test_sources_are_named_in_english(desk: Newsdesk) -> None:
    assert words_of(desk.ask("sources", id=FLOOD)) == (
        "Hochwasser in Kellerau sperrt zwei Brücken\nThe article\n1 publisher\nf2dd\nTimes are in Europe/Paris.\n"
        "German\nHochwasser in Kellerau sperrt zwei Brücken\nKellerauer Tagblatt\nNov 21, 2026, 2:30\u202fPM"
    )


def test_of_many_sources_each_publisher_has_one_and_the_rest_is_counted(desk: Newsdesk) -> None:
    many = [an_article(f"n{n:02}", "en", NOW - 3 * HOUR + n * HOUR / 60, f"Report {n}", "") for n in range(30)]
    late = replace(an_article("late", "en", NOW, "A late report", ""), source="Late Post", publisher="late.example")
    keep(desk.database, {"w4rt": [*many, late]})
    [section] = desk.ask("sources", id="w4rt").sections
    assert [line.text for line in section.lines] == [
        *(f"Report {n}" for n in range(19)),
        "A late report",
        "and 11 more articles",
    ]


def test_an_article_that_a_feed_of_the_digest_carries_too_is_a_source(desk: Newsdesk) -> None:
    subscriber = desk.subscriber
    wish = replace(subscriber.subscription, feeds=("https://herald.example/rss",))
    assert desk.database.ledger.save_subscribers([(replace(subscriber, subscription=wish), ())])
    assert headings(desk.ask("sources", id=TRAIN)) == ["English"]
    assert desk.ask("sources", id=FLOOD).is_refused


# ---------------------------------------------------------------- who may, and what is no story


@pytest.mark.parametrize("command", ["story", "sources", "follow", "unfollow"])
def test_readers_and_managers_may_and_strangers_may_not(desk: Newsdesk, command: str) -> None:
    for person in (RIA, MIA, ADA):
        if command == "unfollow":
            desk.ask("follow", person, id=TRAIN)
        assert not desk.ask(command, person, id=TRAIN).is_refused
    assert "Only members" in words_of(desk.ask(command, STRANGER, id=TRAIN))


@pytest.mark.parametrize("command", ["story", "sources", "follow"])
@pytest.mark.parametrize("name", ["zzzz", FOREIGN])
def test_a_story_of_another_channel_is_as_unknown_as_one_that_never_was(
    desk: Newsdesk, command: str, name: str
) -> None:
    answer = desk.ask(command, id=name)
    assert answer.is_refused
    assert words_of(answer) == (
        f"There is no story “{name}” here; if there was one, it has expired: stories are kept for 30 days. "
        "Every story of a digest has its id beside it; /digest top lists today’s."
    )
    assert marks_of(desk) == []


def test_what_is_no_id_at_all_has_not_expired(desk: Newsdesk) -> None:
    assert words_of(desk.ask("story", id="night train")) == (
        "There is no story “night train” here. Every story of a digest has its id beside it; /digest top lists today’s."
    )


def test_of_a_story_that_is_forgotten_it_is_said_how_long_they_are_kept(desk: Newsdesk) -> None:
    desk.database.store.mark_posted([OLD], NOW - timedelta(days=6))
    desk.database.store.forget_before(NOW - timedelta(days=3))
    assert words_of(desk.ask("story", id=OLD)) == (
        "There is no story “b8ld” here any more: stories are kept for 30 days. Every story of a "
        "digest has its id beside it; /digest top lists today’s."
    )


@given(typed=st.text(max_size=40) | st.sampled_from(["' OR 1=1 --", "{ $id }", "k7qm\x00", "\ud800abc", "@everyone"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("command", ["story", "unfollow"])
def test_whatever_is_typed_for_an_id_is_answered_with_a_sentence(desk: Newsdesk, command: str, typed: str) -> None:
    answer = desk.ask(command, id=typed)
    assert answer.is_refused
    assert len(words_of(answer)) < 400
    assert "our mistake" not in words_of(answer)
    assert marks_of(desk) == []
