"""A digest that was posted, and the next one: what each person is shown, and what is refused."""

import pytest

from bot.commands.digesting import LEFT_OUT_SHOWN
from tests.bot.commands.digests_shown import DAY, LANGUAGES, THIN, headlines, pause, post, said_by, set_, told
from tests.bot.commands.newsdesk import (
    ECLIPSE,
    FLOOD,
    HOUR,
    MIA,
    MUSEUM,
    NEWS,
    NOW,
    TRAIN,
    Newsdesk,
    an_article,
    keep,
)

# ---------------------------------------------------------------- last


def test_the_last_digest_is_told_again_in_the_language_of_whoever_asks(desk: Newsdesk) -> None:
    posting = post(desk, hours=168)
    answer = desk.ask("last", language="fr")
    assert said_by(answer) == "La revue de presse du 22 nov. 2026, 10:30"
    assert answer.digest
    assert told(answer) == [one.story_id for one in posting.edition.told]
    assert headlines(answer)[0] == "Le train de nuit de Port Avery revient en mai"
    assert (answer.digest.since, answer.digest.until, answer.digest.language) == (NOW - 7 * DAY, NOW, "fr")
    again = desk.ask("last", language="fr", language_="de")
    assert again.headline == answer.headline
    assert headlines(again)[0] == "Nachtzug nach Port Avery fährt ab Mai wieder"


def test_it_says_in_every_language_when_the_digest_was_posted(desk: Newsdesk) -> None:
    post(desk)
    headlines = {language: desk.ask("last", language=language).headline for language in LANGUAGES}
    assert {language: headline.translate(THIN) for language, headline in headlines.items()} == {
        "en": "The digest of Nov 22, 2026, 10:30 AM",
        "fr": "La revue de presse du 22 nov. 2026, 10:30",
        "de": "Die Presseschau vom 22.11.2026, 10:30",
        "it": "Rassegna stampa, 22 nov 2026, 10:30",
        "es": "La revista de prensa del 22 nov 2026, 10:30",
    }


def test_the_digest_before_the_last_one_has_the_number_two(desk: Newsdesk) -> None:
    post(desk, hours=12)
    post(desk, hours=5)
    assert told(desk.ask("last", n=1)) == [ECLIPSE, TRAIN]
    assert told(desk.ask("last", n=2)) == [TRAIN, ECLIPSE, MUSEUM]
    answer = desk.ask("last", n=5)
    assert answer.is_refused
    assert said_by(answer) == ("I know of only 2 digests posted here; the oldest one: /digest last n:2")


def test_what_is_no_longer_kept_is_counted(desk: Newsdesk) -> None:
    post(desk, hours=168)
    desk.database.store.forget_before(NOW - DAY)
    assert said_by(desk.ask("last")) == "The digest of Nov 22, 2026, 10:30 AM\n1 of its stories is no longer kept."
    desk.database.store.forget_before(NOW)
    answer = desk.ask("last", language="es")
    assert (answer.digest, answer.lines[0].text) == (None, "Ya no se conserva ninguna de sus noticias.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "No digest has been posted here yet.\nThe next digest comes on Nov 23, 2026, 8:00 AM (Europe/Paris).",
        ),
        (
            "fr",
            (
                "Aucune revue de presse n’a encore été publiée ici.\nLa prochaine revue de presse paraît "
                "le 23 nov. 2026, 08:00 (Europe/Paris)."
            ),
        ),
    ],
)
def test_before_the_first_digest_it_says_when_that_comes(desk: Newsdesk, language: str, said: str) -> None:
    answer = desk.ask("last", language=language)
    assert said_by(answer) == said


# ---------------------------------------------------------------- preview


def test_a_manager_sees_the_next_digest_and_what_it_leaves_out_and_why(desk: Newsdesk) -> None:
    set_(desk, stories=3, exclude=("eclissi",), singles=0)
    answer = desk.ask("preview", MIA)
    assert told(answer) == [TRAIN, MUSEUM]
    assert said_by(answer) == "\n".join(
        [
            "The next digest as it stands now",
            "The next digest comes on Nov 23, 2026, 8:00 AM (Europe/Paris).",
            "Left out",
            "El eclipse llenó las playas de Faro Blanco",
            "filter",
            "the rule eclissi excludes it, true of 100% of the story’s articles",
            "Hochwasser in Kellerau sperrt zwei Brücken",
            "cap",
            "0 of 0 finds of a single source are told already",
        ]
    )
    assert answer.sections[0].lines[0].url == "https://diario.example/c5pz-es"


def test_the_reasons_are_in_the_language_of_whoever_asks_and_the_digest_in_that_of_the_channel(desk: Newsdesk) -> None:
    set_(desk, stories=3, singles=0)
    answer = desk.ask("preview", MIA, language="de")
    assert headlines(answer)[0] == NEWS[TRAIN][0][2]
    assert answer.headline == "Die nächste Presseschau, wenn sie jetzt käme"
    [section] = answer.sections
    assert section.heading == "Weggelassen"
    [line] = section.lines
    assert line.text == "Hochwasser in Kellerau sperrt zwei Brücken"


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("fr", "La prochaine revue de presse, si elle paraissait maintenant"),
        ("it", "La prossima rassegna stampa, se uscisse adesso"),
        ("es", "La próxima revista de prensa, si llegara ahora"),
    ],
)
def test_it_is_announced_in_the_language_of_whoever_asks(desk: Newsdesk, language: str, headline: str) -> None:
    assert desk.ask("preview", MIA, language=language).headline == headline


def test_what_was_posted_is_no_part_of_the_next_digest(desk: Newsdesk) -> None:
    post(desk, hours=168)
    answer = desk.ask("preview", MIA)
    assert answer.digest is None
    assert answer.lines[-1].text == "As it stands now, it would have nothing to report."
    assert {line.notes[0] for line in answer.sections[0].lines} == {"novelty"}


def test_of_many_that_are_left_out_the_others_are_counted(desk: Newsdesk) -> None:
    many = [an_article(f"q{number:03}", "en", NOW - HOUR, f"Report {number} {'x' * 500}", "") for number in range(40)]
    keep(desk.database, {article.id: [article] for article in many})
    set_(desk, singles=0)
    answer = desk.ask("preview", MIA)
    lines = answer.sections[0].lines
    assert len(lines) == LEFT_OUT_SHOWN + 1
    assert lines[-1].text == "26 more stories are left out."
    assert len(said_by(answer)) < 4000


def test_it_says_that_the_digest_is_paused(desk: Newsdesk) -> None:
    pause(desk)
    answer = desk.ask("preview", MIA)
    assert [line.text for line in answer.lines] == [
        "The digest is paused until somebody resumes it: /digest schedule resume"
    ]
    assert told(answer) == [TRAIN, ECLIPSE, MUSEUM, FLOOD]
    pause(desk, days=2)
    desk.now += HOUR
    assert [line.text.translate(THIN) for line in desk.ask("preview", MIA).lines] == [
        "The digest is paused until Nov 24, 2026, 10:30 AM.",
        "The next digest comes on Nov 25, 2026, 8:00 AM (Europe/Paris).",
    ]


def test_it_says_that_no_digest_will_come(desk: Newsdesk) -> None:
    set_(desk, quiet_dates=((NOW.date(), NOW.date() + 500 * DAY),))
    assert desk.ask("preview", MIA).lines[0].text == (
        "With its settings, no further digest will come. /digest schedule show says why."
    )
