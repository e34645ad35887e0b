"""What is wrong with a source, and with other wishes, is a sentence in the reader's language."""

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
from digests.following import address_of
from digests.models import Subscription
from digests.mutes import read_mute
from digests.preferences import PREFERENCES, BadPreference, changed
from digests.timetables import clock_times

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
        changed(Subscription(feeds=(), language="en"), key, text)
    except BadPreference as error:
        said = sentence(error, texts_for(language))
        usual = sentence(PREFERENCES[key].refused("x"), texts_for(language))
        assert not [letter for letter in said if unicodedata.category(letter) in ("Cc", "Cs")]
        assert len(said) < max(500, len(usual) + 3 * MAX_TYPED)
