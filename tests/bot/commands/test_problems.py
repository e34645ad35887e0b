"""Each error of the news core is a sentence in the reader's language that says what to do instead."""

import re

import pytest

from bot.commands.problems import sentence
from bot.texts import LANGUAGES, texts_for
from digests.errors import (
    BadRequest,
)
from digests.filters import parse_rule
from digests.models import Subscription
from digests.notations import Kind
from digests.preferences import PREFERENCES, BadPreference, changed
from digests.schedule_texts import NoSchedule, read_schedule

# What stands in English sentences about settings, and in no other language's.
ENGLISH = frozenset(
    "and at commas day days each entries everybody few for from hour hours how ids is least long "
    "most never not number of one people ranges separated setting such the them these times to word words write Write "
    "zone".split()
)  # fmt: skip
WISH = Subscription(feeds=(), language="en")


def refused(key: str, text: str, language: str = "en") -> str:
    with pytest.raises(BadPreference) as caught:
        changed(WISH, key, text)
    return sentence(caught.value, texts_for(language))


def of_rule(rule: str, language: str = "en") -> str:
    with pytest.raises(BadRequest) as caught:
        parse_rule(rule)
    return sentence(caught.value, texts_for(language))


# ---------------------------------------------------------------- settings


@pytest.mark.parametrize(
    ("key", "text", "english"),
    [
        (
            "stories",
            "lots",
            "“lots” does not fit the setting stories. Write a number from 3 to 20, for example 8.",
        ),
        (
            "per_topic",
            "21",
            "“21” does not fit the setting per_topic. Write a number from 1 to 20, for example 7, or the word none.",
        ),
        (
            "length",
            "shrot",
            "“shrot” does not fit the setting length. Write a number from 0 to 8, for example 2, or one of these "
            "words: headline, short, medium, or long. Did you mean “short”?",
        ),
        (
            "window",
            "30 min",
            "“30 min” does not fit the setting window. Write how long in min, h or d, for example 36 h: at least "
            "1 hour, at most 7 days.",
        ),
        (
            "catch_up",
            "2 d",
            "“2 d” does not fit the setting catch_up. Write how long in min, h or d, for example 6 h: at most 1 day.",
        ),
        (
            "novelty",
            "sometimes",
            "“sometimes” does not fit the setting novelty. Write one of these: update, always, or never.",
        ),
        (
            "timezone",
            "Pariss",
            "“Pariss” does not fit the setting timezone. Write a time zone such as Europe/Paris or America/New_York. "
            "Did you mean “Europe/Paris”?",
        ),
        ("lenght", "short", "“lenght” is not a setting. Did you mean length?"),
        ("🌍", "1", "“🌍” is not a setting. /digest settings show lists them all."),
        (
            "stories",
            "",
            "The setting stories needs a value. Write a number from 3 to 20, for example 8.",
        ),
    ],
)
def test_a_bad_value_is_answered_with_what_may_be_written_and_an_example(key: str, text: str, english: str) -> None:
    assert refused(key, text) == english


@pytest.mark.parametrize(
    ("key", "text", "german"),
    [
        (
            "stories",
            "viele",
            "„viele“ passt nicht zur Einstellung stories. Schreiben Sie eine Zahl von 3 bis 20, zum Beispiel 8.",
        ),
        (
            "window",
            "1 min",
            (
                "„1 min“ passt nicht zur Einstellung window. Schreiben Sie eine Dauer in min, h "
                "oder d (Tagen), zum Beispiel 36 h: mindestens 1 Stunde, höchstens 7 Tage."
            ),
        ),
        ("lenght", "short", "„lenght“ ist keine Einstellung. Meinten Sie length?"),
    ],
)
def test_a_bad_value_is_answered_in_german(key: str, text: str, german: str) -> None:
    assert refused(key, text, "de") == german


@pytest.mark.parametrize("key", PREFERENCES)
def test_each_setting_says_in_each_language_what_it_wants(key: str) -> None:
    typed = "¿?" * 60  # no topic has so many letters
    said = {refused(key, typed, language) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all("¿?" in words and key in words for words in said)


@pytest.mark.parametrize("key", PREFERENCES)
def test_what_a_setting_wants_is_said_in_one_language_alone(key: str) -> None:
    setting = PREFERENCES[key]
    for language in LANGUAGES:
        said = refused(key, "¿?" * 60, language)
        assert not re.search(r"[a-z]+-(?:day|hour)|problem-|[{}]", said)
        words = set(re.findall(r"\w+", said)) - set(re.findall(r"\w+", " ".join([key, *setting.wants.choices])))
        assert language == "en" or words.isdisjoint(ENGLISH)


@pytest.mark.parametrize("key", [key for key, setting in PREFERENCES.items() if setting.wants.kind is Kind.TIME])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_of_a_time_fits_its_setting(key: str, language: str) -> None:
    [example] = re.findall(r"(\d+ (?:min|h|d))\s?:", refused(key, "¿?", language))
    assert changed(WISH, key, example) == WISH


@pytest.mark.parametrize(
    ("key", "italian"),
    [
        ("retention", "per esempio 30 d: almeno 7 giorni, al massimo 365 giorni."),
        ("catch_up", "per esempio 6 h: al massimo 1 giorno."),
    ],
)
def test_bounds_of_a_time_are_said_in_italian(key: str, italian: str) -> None:
    assert refused(key, "¿?", "it").endswith(italian)


@pytest.mark.parametrize(
    ("rule", "english"),
    [
        ("x" * 201, "A rule can have at most 200 characters."),
        ("", 'Write a word, a "phrase" or topic: with a few words.'),
        ('rate "cut', 'Either the whole rule is in quotation marks or none of it: "rate cut".'),
        ('"rate cut', 'Either the whole rule is in quotation marks or none of it: "rate cut".'),
        ('"a "b" c"', 'Either the whole rule is in quotation marks or none of it: "rate cut".'),
        ("...", "A rule needs at least one word, for example climate."),
        ("/rate", "A regular expression ends with a slash as well: /rate cuts?/"),
        ("/.*/", "It would match every article; name at least one word in it."),
        (r"/\bété/", "\\b only knows the letters a to z; write [^\\pL] or a space instead."),
        (
            r"/\pL{20}x/",
            "It is too complicated; use fewer repetitions, for example /rate cuts?/",
        ),
        ("source:", "Write something after the colon, for example source:herald.example or topic:night trains."),
        ("topic:", "Write something after the colon, for example source:herald.example or topic:night trains."),
        ("language:?", "Write a language code after the colon, for example language:fr."),
        ("lang:fr", "Only source, language or topic can come before a colon; put anything else in quotation marks."),
        (
            "/(a/",
            "I do not understand this regular expression (missing ): (a). Write one like /rate cuts?/",
        ),
        (
            "/(a{1000}){1000}/",
            (
                "I do not understand this regular expression (invalid repetition size: {1000}). Write one "
                "like /rate cuts?/"
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_as_such_and_as_a_setting(rule: str, english: str) -> None:
    assert of_rule(rule) == english
    assert len({of_rule(rule, language) for language in LANGUAGES}) == len(LANGUAGES)
    if rule and len(rule) < 200:
        assert refused("include", rule).endswith(f"the setting include. {english}")


@pytest.mark.parametrize("text", ["", "x" * 400, "tea", "mornings", "8:60", "8:00-18:00", "mon 8, tue 9"])
def test_what_is_no_schedule_is_said_in_each_language(text: str) -> None:
    with pytest.raises(NoSchedule) as caught:
        read_schedule(text)
    assert len({sentence(caught.value, texts_for(language)) for language in LANGUAGES}) == len(LANGUAGES)
