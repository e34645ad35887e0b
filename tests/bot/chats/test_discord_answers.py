"""Answers as messages of Discord: what they say, and that Discord takes them whatever stands in them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_message_state, walk_components

from bot.chats.discord_answers import MAX_MESSAGES, REFUSED, Said, said
from bot.chats.discord_parts import MAX_COMPONENTS, MAX_CUSTOM_ID, MAX_LABEL, MAX_SHOWN, size
from bot.commands.answers import Answer, Button, Form, Line, Section, StoryItem
from bot.commands.calls import Attachment
from bot.formats.visible import length
from tests.bot.commands.newsdesk import FLOOD, MIA, RIA, TRAIN, Newsdesk
from tests.bot.commands.test_everybody import OPTIONS
from tests.bot.formats.examples import example_digest

GOLDEN = Path(__file__).parent / "golden"
V2, SUPPRESS_EMBEDS = 1 << 15, 1 << 2


def shown(answer: Answer) -> str:
    """Return all text of an answer's messages, in order."""
    return "\n".join(text for one in said(answer) for text in texts_of(one))


def texts_of(one: Said) -> list[str]:
    return [each["content"] for each in walk_components(one.body["components"]) if "content" in each]


def pressed(answer: Answer) -> list[tuple[str, str]]:
    """Return label and custom id of every button."""
    buttons = (each for one in said(answer) for each in walk_components(one.body["components"]) if "custom_id" in each)
    return [(each["label"], each["custom_id"]) for each in buttons]


def check(messages: list[Said]) -> None:
    """Assert that Discord takes messages: by simcord's rules, and by those that it does not know."""
    assert 1 <= len(messages) <= MAX_MESSAGES
    for one in messages:
        json.dumps(one.body).encode()
        validate_message_state(
            one.body["components"], flags=one.body["flags"], content=None, embeds=[], require_nonempty=True
        )
        assert set(one.body) == {"flags", "components", "allowed_mentions"}
        assert one.body["flags"] == V2 | SUPPRESS_EMBEDS
        assert one.body["allowed_mentions"] == {"parse": []}
        taken = size(one.body["components"])
        assert taken.components <= MAX_COMPONENTS
        assert taken.shown <= MAX_SHOWN
        assert all(text.strip() for text in texts_of(one))
        for each in walk_components(one.body["components"]):
            if "custom_id" in each:
                assert length(each["custom_id"]) <= MAX_CUSTOM_ID
                assert 1 <= length(each["label"].strip()) <= MAX_LABEL
        files = [each["file"]["url"] for each in walk_components(one.body["components"]) if "file" in each]
        assert files == ([f"attachment://{one.file.name}"] if one.file else [])


# ---------------------------------------------------------------- real answers


@pytest.mark.parametrize(
    ("name", "command", "language", "options"),
    [
        ("help", "help", "en", {"command_": "schedule"}),
        ("settings", "settings show", "de", {}),
        ("story", "story", "fr", {"id": TRAIN}),
        ("search", "search", "en", {"query": "Port Avery"}),
        ("why", "why", "it", {"article": FLOOD}),
        ("refusal", "story", "es", {"id": "zzzz"}),
        ("export", "settings export", "en", {}),
    ],
)
def test_answers_read_as_in_their_golden_files(
    desk: Newsdesk, name: str, command: str, language: str, options: dict[str, Any]
) -> None:
    # After a change that is wanted: write the JSON there again, and read what `git diff` shows.
    answer = desk.ask(command, MIA, language=language, **options)
    kept = (GOLDEN / f"answer-{name}.json").read_text(encoding="utf-8")
    assert json.dumps([one.body for one in said(answer)], ensure_ascii=False, indent=1) + "\n" == kept


def test_every_command_answers_with_what_discord_takes(desk: Newsdesk) -> None:
    for command in ("now", "last", "preview", "help", "setup", *OPTIONS):
        for answer in desk.answers(command, MIA, **OPTIONS.get(command, {})):
            check(said(answer))


def test_a_form_that_comes_too_late_is_a_button_that_asks_for_it_again(desk: Newsdesk) -> None:
    answer = desk.ask("setup", MIA)
    assert answer.form
    assert answer.headline in shown(answer)
    assert pressed(answer) == [(answer.form.title, "d1:setup:")]


# ---------------------------------------------------------------- what stands where


def test_what_stands_first_in_an_answer_stands_first_on_the_screen() -> None:
    answer = Answer(
        headline="Headline",
        notes=("one note", "another"),
        lines=(Line(text="A line"),),
        digest=example_digest(),
        stories=(StoryItem(id="k7qm", headline="A story", notes=("7 publishers",), quote="“A quote.”"),),
        sections=(Section(heading="Heading", lines=(Line(text="Below it"),)),),
        buttons=(Button(label="Press", command="now"),),
    )
    text = shown(answer)
    said_in_order = ("**Headline**", "-# one note · another", "A line", "## News digest", "### A story", "“A quote.”")
    places = [text.index(words) for words in (*said_in_order, "-# 7 publishers · k7qm", "### Heading", "Below it")]
    assert places == sorted(places)
    assert pressed(answer)[-1] == ("Press", "d1:now:")


def test_of_two_headings_that_of_the_digest_is_the_large_one() -> None:
    answer = Answer(headline="The last 24 hours", notes=("3 stories",), digest=example_digest())
    headings = [line for line in shown(answer).splitlines() if line.startswith("## ")]
    assert [heading.startswith("## News digest") for heading in headings] == [True]
    assert shown(Answer(headline="The last 24 hours")) == "## The last 24 hours"


def test_a_story_of_a_list_has_the_buttons_of_a_digest() -> None:
    answer = Answer(language="fr", stories=(StoryItem(id="k7qm", headline="Train", url="https://herald.example/1"),))
    assert "[Train](<https://herald.example/1>)" in shown(answer)
    assert [called for _, called in pressed(answer)] == ["d1:story:k7qm", "d1:sources:k7qm", "d1:follow:k7qm"]
    assert [label for label, _ in pressed(answer)][1] == "Sources"


def test_several_entries_are_a_list_and_sentences_are_none() -> None:
    entries = (Line(text="Followed.", notes=("now",)), Line(text="language", notes=("fr",)))
    assert shown(Answer(lines=(*entries, Line(text="More with help.")))) == (
        "- **Followed.** · now\n- **language** · fr\nMore with help."
    )
    assert shown(Answer(lines=(Line(text="Done."), Line(text="You hear of it.")))) == "Done.\nYou hear of it."


def test_a_date_to_come_says_how_long_it_is_until_then_whatever_the_readers_zone() -> None:
    line = Line(text="24 November at 08:30", at=datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    assert shown(Answer(sections=(Section(heading="Next", lines=(line,)),))) == (
        "### Next\n24 November at 08:30 · <t:1795505400:R>"
    )


def test_a_quotation_is_read_and_its_source_is_pressed() -> None:
    line = Line(text="“The train runs.”", url="https://herald.example/1", notes=("Lindmark Herald", "noon"))
    expected = "“The train runs.” —\u00a0[Lindmark Herald](<https://herald.example/1>) · noon"
    assert shown(Answer(lines=(line, line))) == f"{expected}\n{expected}"


def test_a_refusal_stands_in_a_red_box(desk: Newsdesk) -> None:
    [one] = said(desk.ask("settings show", RIA))
    [box] = one.body["components"]
    assert box["accent_color"] == REFUSED
    [fine] = said(Answer(lines=(Line(text="Done."),)))
    assert "accent_color" not in json.dumps(fine.body)


def test_an_answer_without_words_is_still_a_message() -> None:
    check(said(Answer()))
    check(said(Answer(is_refused=True, lines=(Line(text=""),), stories=(StoryItem(id="", headline=""),))))


def test_a_digest_shown_to_one_person_offers_no_languages() -> None:
    answer = Answer(digest=example_digest())
    assert not [called for _, called in pressed(answer) if called.startswith("d1:read:")]
    assert ("More", "d1:story:") in [(label, called[:9]) for label, called in pressed(answer)]


# ---------------------------------------------------------------- too much


def test_what_does_not_fit_is_counted_and_the_buttons_stand_below_it() -> None:
    lines = tuple(Line(text=f"{number} " + "words " * 30) for number in range(400))
    answer = Answer(headline="Many", lines=lines, buttons=(Button(label="Export", command="feed export"),))
    messages = said(answer)
    check(messages)
    assert len(messages) == MAX_MESSAGES
    told = [line for line in shown(answer).splitlines() if line[0].isdigit()]
    assert f"… and {400 - len(told)} more that do not fit here" in texts_of(messages[-1])[-1]
    assert [line.split()[0] for line in told] == [str(number) for number in range(len(told))]
    assert all(line.endswith("words") for line in told)
    assert pressed(answer) == [("Export", "d1:feed export:")]


def test_a_text_too_long_is_cut() -> None:
    [one] = said(Answer(lines=(Line(text="word " * 2000),)))
    assert texts_of(one)[0].endswith("word…")


def test_a_heading_stands_with_its_first_line() -> None:
    sections = tuple(Section(heading=f"Part {each}", lines=(Line(text="words " * 60),) * 3) for each in range(12))
    for one in said(Answer(sections=sections)):
        assert not texts_of(one)[-1].splitlines()[-1].startswith("###")


def test_a_button_stands_once_and_only_where_it_can_be_pressed() -> None:
    answer = Answer(
        stories=(StoryItem(id="k7qm", headline="Train"),) * 2,
        buttons=(
            Button(label="Sources", command="sources", arguments="k7qm"),
            Button(label="Long", command="now", arguments="x" * 100),
            Button(label=" \u200b", command="now"),
            *(Button(label=f"{number}", command="why", arguments=f"{number}") for number in range(40)),
        ),
    )
    check(said(answer))
    called = [each for _, each in pressed(answer)]
    assert called[:3] == ["d1:story:k7qm", "d1:sources:k7qm", "d1:follow:k7qm"]
    assert called[3:] == [f"d1:why:{number}" for number in range(len(called) - 3)]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("digest.toml", "digest.toml"),
        ("../../my feeds (1).opml", "my_feeds_1.opml"),
        ("notes", "notes"),
        ("…", "file"),
        ("a" * 300 + ".toml", "a" * 40 + ".toml"),
    ],
)
def test_a_file_has_a_name_that_discord_keeps(name: str, safe: str) -> None:
    [one] = said(Answer(headline="File", attachment=Attachment(name=name, data=b"x")))
    check([one])
    assert one.file == Attachment(name=safe, data=b"x")


# ---------------------------------------------------------------- anything

NASTY = (
    "@everyone",
    "<@123456789012345678>",
    "[Win](https://prize.example)",
    "# big\n> quote\n```code",
    "\u202egnp.exe\ud83d",
    "discord.gg/abc https://discord.gg/abc",
    "**__~~||",
    "Z" + "\u0335" * 200,
    "🚆" * 3000,
    "\\" * 10_000,
    "x" * 10_000,
    " \n\t\u200b ",
    "",
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=40))
NOTES = st.lists(TEXTS, max_size=4).map(tuple)
URLS = st.one_of(st.none(), st.sampled_from(("https://herald.example/1", "https://x.example/" + "y" * 600)), TEXTS)
LINES = st.builds(Line, text=TEXTS, url=URLS, notes=NOTES)


def many(one: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return some of them, at times so often that no message holds them."""
    times = st.sampled_from((1, 1, 1, most))
    return st.tuples(st.lists(one, max_size=4), times).map(lambda drawn: tuple(drawn[0] * drawn[1]))


ANSWERS = st.builds(
    Answer,
    headline=TEXTS,
    url=URLS,
    notes=NOTES,
    lines=many(LINES, 60),
    digest=st.sampled_from((None, None, example_digest("fr"))),
    stories=many(st.builds(StoryItem, id=TEXTS, headline=TEXTS, url=URLS, notes=NOTES, quote=TEXTS), 15),
    sections=many(st.builds(Section, heading=TEXTS, lines=st.lists(LINES, max_size=3).map(tuple)), 15),
    attachment=st.one_of(st.none(), st.builds(Attachment, name=TEXTS, data=st.just(b"x"))),
    form=st.one_of(st.none(), st.builds(Form, command=TEXTS, title=TEXTS, fields=st.just(()))),
    buttons=many(st.builds(Button, label=TEXTS, command=TEXTS, arguments=TEXTS), 10),
    is_refused=st.booleans(),
    language=st.sampled_from((None, "fr", "xx")),
)


@settings(max_examples=30, deadline=None)
@given(ANSWERS)
def test_discord_takes_any_answer(answer: Answer) -> None:
    check(said(answer))


def acting(text: str) -> Iterator[str]:
    """Yield what would do something in markdown, of text that was written to do so."""
    for words in ("<@1", "@everyone", "](https", "discord.gg"):
        place = text.find(words)
        if place >= 0 and not text[:place].endswith("\\"):
            yield words


@pytest.mark.parametrize("words", NASTY[:4])
def test_nothing_that_a_feed_wrote_does_anything(words: str) -> None:
    answer = Answer(
        headline=words,
        notes=(words,),
        lines=(Line(text=words, notes=(words,)), Line(text=words * 9, url="https://herald.example/1", notes=(words,))),
        stories=(StoryItem(id=words, headline=words, notes=(words,), quote=words),),
        sections=(Section(heading=words, lines=(Line(text=words),)),),
    )
    assert not list(acting(shown(answer)))


def test_what_is_left_out_is_counted_and_never_made() -> None:
    class Unread(str):
        def __getitem__(self, _: SupportsIndex | slice) -> str:
            raise AssertionError

    lines = (*[Line(text="First " + "news " * 200)] * 40, *[Line(text=Unread("more"))] * 60)
    words = shown(Answer(lines=lines))
    assert str(100 - words.count("First")) in words
