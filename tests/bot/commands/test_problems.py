"""Each error of the news core is a sentence in the reader's language that says what to do instead."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.problems import MAX_TYPED, sentence
from bot.formats.subscriptions import settings_in
from bot.texts import LANGUAGES, known_language, texts_for
from digests.errors import (
    BadRequest,
    DigestError,
    Disallowed,
    FeedUnreadable,
    FetchFailed,
    NothingToSay,
    SendRefused,
    SourceMissing,
    StepFailed,
)
from digests.filters import parse_rule
from digests.following import address_of
from digests.models import Subscription
from digests.mutes import read_mute
from digests.notations import Kind
from digests.preferences import PREFERENCES, BadPreference, changed
from digests.schedule_texts import NoSchedule, read_schedule
from digests.timetables import clock_times

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
    [example] = re.findall(r"(\d+ (?:min|h|d))[ \u202f]?:", refused(key, "¿?", language))
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
            "It is too complicated; use fewer repetitions, for example /rate (cut|rise)s?/",
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


# ---------------------------------------------------------------- sources


@pytest.mark.parametrize(
    ("error", "english"),
    [
        (
            FetchFailed(
                "https://herald.example/rss?key=1a2b", "the server answered 404 (nothing is there)", status=404
            ),
            "herald.example has nothing at that address. Please check how it is spelt.",
        ),
        (
            FetchFailed("https://herald.example/rss", "the feed is gone for good (410)"),
            "herald.example has nothing at that address. Please check how it is spelt.",
        ),
        (
            FetchFailed("https://herald.example/rss", "the server refuses us (403)", status=403),
            "herald.example does not let us read that address.",
        ),
        (
            FetchFailed("https://herald.example/rss", "the server asks to be left alone (429)", status=429),
            "herald.example asks to be left alone for a while. Please try again later.",
        ),
        (
            FetchFailed("https://herald.example/rss", "the server answered 502", status=502),
            "herald.example is having trouble (error 502). Please try again later.",
        ),
        (
            FetchFailed("https://herald.example/rss", "the server answered 418", status=418),
            "herald.example answers 418 and sends nothing.",
        ),
        (
            FetchFailed(
                "http://[::1]/rss", "the address is loopback (::1); set DIGESTBOT_ALLOW_PRIVATE_ADDRESSES=true"
            ),
            "::1 is in a private network. Only public addresses are read.",
        ),
        (
            FetchFailed("https://…@herald.example", "the address holds a user name or password, and none is ever sent"),
            (
                "herald.example cannot be reached at that address. Write one like "
                "https://herald.example/rss, without a password."
            ),
        ),
        (
            FetchFailed("https://hreald.example/rss", "the name hreald.example does not resolve"),
            "There is no server called hreald.example. Please check how it is spelt.",
        ),
        (
            FetchFailed("https://herald.example/rss", "no whole answer within 30 s"),
            "herald.example does not answer. Please try again later.",
        ),
        (
            FetchFailed("https://herald.example/rss", "no valid TLS certificate"),
            "No secure connection to herald.example could be made: its certificate is not valid.",
        ),
        (
            FetchFailed("https://herald.example/rss", "its redirects lead in a circle"),
            "herald.example keeps sending us from one address to the next.",
        ),
        (FetchFailed("https://herald.example/rss", "more than 15 MB"), "herald.example sends more than can be read."),
        (
            FetchFailed("https://herald.example/rss", "the answer at https://herald.example/?token=1a2b3c is odd"),
            ("herald.example sent nothing that can be read: the answer at https://herald.example/?token=… is odd"),
        ),
        (
            Disallowed("https://herald.example/1", "its robots.txt says no"),
            "herald.example does not let bots read that page (robots.txt).",
        ),
        (
            FeedUnreadable("https://herald.example", "no feed was found there, nor named by the page"),
            (
                "herald.example offers no feed, and there is none in the usual places. Give the address of "
                "the feed itself."
            ),
        ),
        (
            FeedUnreadable("feeds.opml", "this OPML list names no feed"),
            "feeds.opml has no list of feeds (OPML) that can be read.",
        ),
        (
            FeedUnreadable("https://herald.example/rss", "this is a binary file, not a feed"),
            "What herald.example sends is not a feed that can be read (RSS, Atom or JSON Feed).",
        ),
        (
            SourceMissing("feeds.opml", "there is no such file"),
            "feeds.opml does not exist, or nothing in it can be read.",
        ),
    ],
)
def test_why_a_source_gives_nothing_is_said_with_its_host_and_without_secrets(error: DigestError, english: str) -> None:
    assert sentence(error, texts_for("en")) == english
    said = [sentence(error, texts_for(language)) for language in LANGUAGES]
    assert len(set(said)) == len(LANGUAGES)
    assert not any("1a2b" in words for words in said)


# ---------------------------------------------------------------- other wishes


def _raised(data: bytes) -> BadRequest:
    with pytest.raises(BadRequest) as caught:
        settings_in(data)
    return caught.value


def _of(text: str, readers: Iterable[Callable[[str], object]]) -> list[BadRequest]:
    errors = []
    for read in readers:
        with pytest.raises(BadRequest) as caught:
            read(text)
        errors.append(caught.value)
    return errors


@pytest.mark.parametrize(
    ("error", "english"),
    [
        *zip(
            _of("lemonde", (address_of, known_language, clock_times)),
            (
                "“lemonde” is not the address of a feed or a site. Write one like https://herald.example",
                "“lemonde” is not a language code. Write one such as en, fr, de, it, es or pt-BR.",
                (
                    "I do not understand “lemonde” here. Write times like 08:00, days like mon-fri, dates like "
                    "2026-12-24."
                ),
            ),
            strict=True,
        ),
        (
            _raised(b"\xff\xfe"),
            "This file is not in UTF-8. /digest settings export gives you one that is.",
        ),
        (
            _raised(b"[[subscription]]\nchat ="),
            "This file is not TOML. /digest settings export gives you one to start from.",
        ),
        *(
            (
                _raised(data),
                (
                    "There are no settings in it. Write lines such as stories = 8, or give a file from /digest "
                    "settings export."
                ),
            )
            for data in (b"", b"# nothing", b"[[subscription]]\n", b"x = 1\n[[subscription]]\n", b"[subscription]\n")
        ),
        (_raised(b"stories = 8\nlots\n"), "Line 2 is not a setting. Write each one like this: stories = 8"),
        (
            _raised(b"[[subscription]]\n[subscription.settings]\nstories = 8.5\n"),
            "The value of stories is neither text nor a number. Put it in quotation marks.",
        ),
        (
            BadRequest("there is no subscription “k7qm”"),
            "This digest no longer exists. /digest setup makes a new one.",
        ),
        *zip(
            _of("2026-12", (read_mute, lambda text: read_mute("topic:tea until 2026-99-01"))),
            (
                "Only a story, a source or a topic can be muted. Write for example story:k7qm, "
                "source:herald.example or topic:football.",
                "“2026-99-01” is not a date. Write one like 2026-12-01 or 2026-12-01T08:00Z.",
            ),
            strict=True,
        ),
        (NothingToSay("no article"), "There is nothing to report right now. Please try again later."),
        (
            StepFailed("it took longer than 5 s"),
            "That took too much time or memory and was stopped. Please try again later, or ask for less.",
        ),
        (
            SendRefused("no permission"),
            "Nobody saw the message arrive. /digest status says what became of it.",
        ),
        (BadRequest("two moons are required"), "That cannot be done: two moons are required"),
    ],
)
def test_other_wishes_have_sentences_of_their_own(error: DigestError, english: str) -> None:
    assert sentence(error, texts_for("en")) == english
    assert len({sentence(error, texts_for(language)) for language in LANGUAGES}) == len(LANGUAGES)


@settings(max_examples=50)
@given(
    st.sampled_from(sorted(PREFERENCES)),
    st.text(max_size=40).map(lambda text: text * 20),
    st.sampled_from(LANGUAGES),
)
def test_what_was_typed_is_repeated_in_short_and_without_control_characters(key: str, text: str, language: str) -> None:
    try:
        changed(WISH, key, text)
    except BadPreference as error:
        said = sentence(error, texts_for(language))
        usual = sentence(PREFERENCES[key].refused("x"), texts_for(language))
        assert not [letter for letter in said if unicodedata.category(letter) in ("Cc", "Cs")]
        assert len(said) < max(500, len(usual) + 3 * MAX_TYPED)
