"""Whatever is written for an option: an answer that can be shown, or one sentence, and nothing changed."""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.commands.answers import Answer
from bot.commands.calls import Attachment, Call, Person
from bot.commands.grammar import parsed
from bot.commands.table import COMMANDS, Command, Kind, Option
from bot.prompt.rendering import rows_of, text_of
from bot.texts import LANGUAGES, texts_for
from tests.bot.commands.newsdesk import CHANNEL, FEEDS, MIA, RIA, TRAIN, Newsdesk, words_of

EXAMPLES = 6  # of each command, by each of two people
MOST_TEXT, MOST_REFUSED, MOST_PRESSED = 4000, 600, 90

# What makes sense, so that what is hostile beside it gets as far as it can.
SENSIBLE: Mapping[str, tuple[str, ...]] = {
    "address": (FEEDS["en"].url, "https://new.example/rss", FEEDS["fr"].title),
    "article": (TRAIN, "https://herald.example/k7qm-en"),
    "code": ("fr", "auto"),
    "confirm": ("true",),
    "id": (TRAIN, "all"),
    "key": ("language", "include", "sources", "times", "quiet", "muted", "window", "timezone", "managers", "stories"),
    "language": ("it", "pt-BR"),
    "person": ("mia", "ann"),
    "rule": ("bridge", '"rate cut"', "topic:trains", "/bridges?/"),
    "text": ("stories = 5",),
    "times": ("08:00",),
    "timezone": ("Europe/Rome",),
    "topic": ("trains",),
    "until": ("3d", "2026-12-01"),
    "value": ("5", "fr", "none", "on", "08:00", "36 h", "all", "22:00-07:00"),
    "what": (TRAIN, "topic:trains", FEEDS["en"].title),
    "when": ("08:30 mon-fri",),
}
NASTY = (
    "\x00", "a\x00b", "\ud800", "\udfff\ud83d", "\u202egnp.exe", "\u2066x\u2069", "\ufeff", "\u200b\u200d", "\x1b[2J",
    "a\r\nb", "\u2028", "🚆" * 40, "🏴\U000e0067\U000e0062", "é\u0301" * 50, "z\u0334\u0353\u0301" * 60, "שלום עולם",
    "ﷺ" * 30, "٣", "½", "Ⅷ", "1e9", "-1", "0", "3.5", "NaN", "inf", "9" * 9, "9" * 400, "0x10", "1_000", "true",
    "FALSE", "ja", "None", '"', '""', "'", "“", "«a", "a AND b OR NOT c", "a NEAR/3 b", "a*", '"a" "b', "title:x",
    "^a", "(a", "{a}:b", "-a", "a+b", "'; DROP TABLE subscriber; --", "%", "_", "\\", "{ $x }", "{", "}",
    "{ our-mistake }", '{ "', "%s %(a)s {0} {}", "@everyone", "<!channel>", "<@U1>", "@here hi",
    "**b** _i_ `c` [l](https://x.example)", "```", "||s||", "# h", "> q", "/etc/passwd", "../../x", "~root", "C:\\x",
    "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "http://127.0.0.1/rss", "http://[::1]/",
    "http://169.254.169.254/latest", "http://localhost:22", "http://user:pw@h.example/", "https://[bad",
    "https://x.example:99999/", "http://", "https://" + "a" * 300 + ".example", "https://xn--a.example/é x", "(a+)+$",
    "/(a+)+$/", "/(?=a)/", "/\\p{X}/", "/" + "(" * 200 + "/", "/a{1000}{1000}/", "source:", "topic:", "language:xx",
    "story:k7qm", "source:@everyone", "regex:.*", "08:00 " * 30, "25:61", "8:30 on blursday", "00:00-24:00",
    "9999-12-31", "0001-01-01", "2026-02-30", "99999999999999d", "-3d", "1000000 h", "in 5 minutes",
    "2026-12-01T08:00+99:00", "🕗", "Etc/GMT+99", "Europe/../Paris", "/etc/localtime", "posixrules", "zz", "x-klingon",
    "en-" + "a-" * 20, "root", "und", "i-default", "a" * 35, "all", "none", "starter", 'stories = 5\nlanguage = "',
    "[settings]\nx = 1", "stories = [[[[", "a.b.c = 1", "= 1", 'managers = "@everyone"',
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=60),
    st.text(st.characters(), min_size=1, max_size=30).map(lambda text: text * (5000 // len(text))),
    st.integers(4000, 6000).map(lambda length: ("word, " * length)[:length]),
    st.tuples(st.sampled_from(NASTY), st.sampled_from(NASTY)).map(" ".join),
)
# What a platform with types may hand over, were it not as strict as it says.
ODD = st.sampled_from(
    [0, -1, 5, 10**30, True, False, 2.5, float("nan"), float("inf"), None, [], ["a"], {}, {"a": 1}, b"x", ("x",)]
)
FILES = st.builds(
    Attachment,
    name=st.sampled_from(["feeds.opml", "", "../../x", "a\x00b", "@everyone.toml", "x" * 300, "\u202elmpo.exe"]),
    data=st.sampled_from(
        [
            b"",
            b"\x00" * 1000,
            b"\xff\xfe\xfa",
            b"PK\x03\x04" + bytes(range(256)),
            b"\x1f\x8b\x08\x00" + b"\x00" * 100,
            b"stories = 5",
            b'language = "\xe9"',
            b"x = " + b"[" * 3000,
            b"a" * 5_000_001,
            b"<opml><body>" + b"<outline>" * 500,
            b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><opml><body><outline text="&b;"/></body></opml>',
            b'<opml><body><outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="http://127.0.0.1/"/></body></opml>',
        ]
    ),
)


def values(option: Option) -> st.SearchStrategy[Any]:
    """Give what may come for an option; twice as often something that goes further than a glance."""
    sensible = st.sampled_from(option.choices or SENSIBLE.get(option.name, ("3", "true", "trains")))
    if option.kind is Kind.FILE:
        return st.one_of(FILES, FILES, TEXTS, ODD)
    return st.one_of(sensible, TEXTS, TEXTS, ODD, FILES)


def options_of(command: Command) -> st.SearchStrategy[dict[str, Any]]:
    """Give options of a command, seldom one that it does not have."""
    wanted = {option.name: values(option) for option in command.options if option.is_required}
    others = {option.name: values(option) for option in command.options if not option.is_required}
    unknown = st.sampled_from([{}, {}, {}, {}, {"": "x"}, {"lenght": "short"}, {"a\x00": 1}, {"@everyone": "x"}])
    return st.tuples(st.fixed_dictionaries(wanted, optional=others), unknown).map(lambda both: {**both[0], **both[1]})


class Compared:
    """The database of a desk beside the one that it was copied from."""

    def __init__(self, file: Path, clean: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("ATTACH ? AS clean", (str(clean),))
        rows = self._connection.execute("SELECT name FROM clean.sqlite_master WHERE type = 'table'").fetchall()
        self._tables = [name for (name,) in rows if name != "claim" and not name.startswith("article_")]

    def changed(self) -> list[str]:
        """Return the tables that hold something else now, and put back what they held."""
        found = [name for name in self._tables if self._differs(name)]
        if found:
            self._connection.execute("BEGIN IMMEDIATE")
            for name in found:
                self._connection.execute(f"DELETE FROM main.{name}")
                self._connection.execute(f"INSERT INTO main.{name} SELECT * FROM clean.{name}")
            self._connection.execute("COMMIT")
        return found

    def close(self) -> None:
        self._connection.close()

    def _differs(self, name: str) -> bool:
        both = ((f"main.{name}", f"clean.{name}"), (f"clean.{name}", f"main.{name}"))
        queries = [f"SELECT * FROM {one} EXCEPT SELECT * FROM {other} LIMIT 1" for one, other in both]
        return any(self._connection.execute(query).fetchone() for query in queries)


@pytest.fixture
def compared(desk: Newsdesk, filled: Path, tmp_path: Path) -> Iterator[Compared]:
    with closing(Compared(tmp_path / "news.db", filled)) as both:
        yield both


@pytest.fixture
def say(desk: Newsdesk) -> Callable[..., Answer]:
    """Call a command, and return its last answer; each call comes a minute after the one before."""
    ids = count()

    async def both(call: Call) -> Answer:
        answer = await desk.core.answer(call)
        assert answer is not None
        return await answer.then() if answer.then else answer

    def call(person: Person, language: str, **what: Any) -> Answer:
        number = next(ids)
        caller = replace(person, language=language)
        at = desk.now + number * timedelta(seconds=61)
        return asyncio.run(both(Call(id=str(number), person=caller, place=CHANNEL, at=at, **what)))

    return call


def check(answer: Answer, language: str, changed: list[str]) -> None:
    """Fail for an answer that is not to be shown to somebody who reads that language."""
    texts = texts_for(language)
    words = words_of(replace(answer, buttons=()))
    assert texts.say("our-mistake") not in words
    assert texts.say("database-does-not-answer") not in words
    assert len(words) <= MOST_TEXT
    text_of(rows_of(answer)).encode()
    for button in answer.buttons:
        assert len(f"{button.command} {button.arguments}") <= MOST_PRESSED
        assert parsed(f"{button.command} {button.arguments}")[0] == button.command
    if answer.is_refused:
        assert changed == []
        check_refusal(answer, language)


def check_refusal(answer: Answer, language: str) -> None:
    assert answer.language == language
    [line] = answer.lines
    assert words_of(replace(answer, lines=())) == ""
    assert line == replace(line, url=None, notes=())
    assert 0 < len(line.text) <= MOST_REFUSED
    ours = re.sub(r"[“„«].*[”“»]", "", line.text, flags=re.DOTALL)  # without what was typed
    assert len(re.findall(r"[.!?](?=\s|$)", ours)) <= 3


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.options])
def test_whatever_an_option_holds_the_answer_can_be_shown_and_a_refusal_changes_nothing(
    name: str, say: Callable[..., Answer], compared: Compared
) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(options_of(COMMANDS[name]), st.sampled_from(LANGUAGES))
    def tried(options: dict[str, Any], language: str) -> None:
        for person in (MIA, RIA):
            check(say(person, language, command=name, options=options), language, compared.changed())

    tried()


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(st.just(""), st.sampled_from(list(COMMANDS)), TEXTS),
    st.lists(TEXTS, max_size=3),
    st.sampled_from(LANGUAGES),
)
def test_whatever_is_typed_the_answer_can_be_shown_and_a_refusal_changes_nothing(
    say: Callable[..., Answer], compared: Compared, name: str, words: list[str], language: str
) -> None:
    check(say(MIA, language, text=" ".join([name, *words])), language, compared.changed())
