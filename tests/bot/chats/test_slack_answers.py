"""Answers as messages and windows of Slack: what they say, and that Slack takes them whatever stands in them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chats.slack_answers import REFUSED, said, shown
from bot.chats.slack_pages import MESSAGES
from bot.chats.slack_parts import MAX_FALLBACK, Block, Body, action_ids, fits
from bot.commands.answers import Answer, Button, Form, Line, Section, StoryItem
from bot.commands.calls import Attachment
from bot.formats.visible import length
from bot.texts import LANGUAGES
from tests.bot.chats.slack_limits import check_message, check_view
from tests.bot.commands.newsdesk import MIA, RIA, TRAIN, Newsdesk
from tests.bot.commands.test_everybody import OPTIONS
from tests.bot.formats.examples import example_digest

GOLDEN = Path(__file__).parent / "golden"


def told(answer: Answer) -> str:
    """Return all text of an answer's messages, in order."""
    return "\n".join(text for body in said(answer) for block in body["blocks"] for text in texts_of(block))


def texts_of(block: Block) -> list[str]:
    match block:
        case {"type": "section" | "header", "text": {"text": text}}:
            return [text]
        case {"type": "context", "elements": [*elements]}:
            return [each["text"] for each in elements]
        case {"type": "rich_text", "elements": [{"elements": [{"text": text}]}]}:
            return [text]
    return []


def pressed(blocks: list[Block]) -> list[tuple[str, str]]:
    """Return label and action id of every button."""
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [(each["text"]["text"], each["action_id"]) for row in rows for each in row]


def buttons(answer: Answer) -> list[tuple[str, str]]:
    return [each for body in said(answer) for each in pressed(body["blocks"])]


def check(messages: list[Body]) -> None:
    """Assert that Slack takes messages, and that they are as ours are."""
    assert 1 <= len(messages) <= MESSAGES.pages
    for body in messages:
        check_message(body)
        assert fits(body["blocks"])
        assert set(body) == {"blocks", "text", "unfurl_links", "unfurl_media"}
        assert not body["unfurl_links"]
        assert body["text"].strip()
        assert length(body["text"]) <= MAX_FALLBACK
        ids = action_ids(body["blocks"])
        assert len(ids) == len(set(ids))


def check_window(blocks: list[Block]) -> None:
    """Assert that Slack takes blocks in a window."""
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Digest"}, "blocks": blocks}
    check_view(view, kind="modal")
    assert len(json.dumps(view)) < 240_000


# ---------------------------------------------------------------- real answers


@pytest.mark.parametrize(
    ("name", "command", "language", "options"),
    [
        ("help", "help", "en", {"command_": "schedule"}),
        ("settings", "settings show", "de", {}),
        ("story", "story", "fr", {"id": TRAIN}),
        ("search", "search", "en", {"query": "Port Avery"}),
        ("refusal", "story", "es", {"id": "zzzz"}),
        ("export", "settings export", "en", {}),
    ],
)
def test_answers_read_as_in_their_golden_files(
    desk: Newsdesk, name: str, command: str, language: str, options: dict[str, Any]
) -> None:
    # After a change that is wanted: write the JSON there again, and read what `git diff` shows.
    answer = desk.ask(command, MIA, language=language, **options)
    kept = (GOLDEN / f"slack-answer-{name}.json").read_text(encoding="utf-8")
    assert json.dumps(said(answer), ensure_ascii=False, indent=1) + "\n" == kept


def test_every_command_answers_with_what_slack_takes(desk: Newsdesk) -> None:
    for command in ("now", "last", "preview", "help", "setup", *OPTIONS):
        for answer in desk.answers(command, MIA, **OPTIONS.get(command, {})):
            check(said(answer))
            check_window(shown(answer))


def test_a_form_that_is_no_window_is_a_button_that_asks_for_it_again(desk: Newsdesk) -> None:
    answer = desk.ask("setup", MIA)
    assert answer.form
    assert answer.headline in told(answer)
    assert buttons(answer) == [(answer.form.title, "d1:setup:")]


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
    text = told(answer)
    in_order = ("Headline · one note · another", "A line", "News digest", "*A story*\n“A quote.”")
    places = [text.index(words) for words in (*in_order, "7 publishers · k7qm", "*Heading*\nBelow it")]
    assert places == sorted(places)
    assert buttons(answer)[-1] == ("Press", "d1:now:")


def test_a_headline_is_large_where_it_heads_something_however_long_it_is() -> None:
    def kind(headline: str = "The last 24 hours", **more: Any) -> str:
        return str(said(Answer(headline=headline, **more))[0]["blocks"][0]["type"])

    stories = (StoryItem(id="k7qm", headline="A story"),)
    assert kind("Q&A", stories=stories) == "header"
    assert kind("The last 24 hours " * 8, stories=stories) == "header"
    assert kind(sections=(Section(heading="Next", lines=()),)) == "header"
    assert kind(lines=(Line(text="language", notes=("fr",)),)) == "header"
    assert kind() == "section"
    assert kind(lines=(Line(text="It goes on."),)) == "section"
    assert kind("Ready: /digest now", stories=stories) == "section"  # where nothing is read, nothing stands out
    assert kind(url="https://herald.example/1", stories=stories) == "section"


def test_above_a_digest_which_has_a_headline_of_its_own_that_of_the_answer_is_small() -> None:
    first, second, *_ = said(Answer(headline="Now", notes=("noon",), digest=example_digest()))[0]["blocks"]
    assert (first["type"], texts_of(first)) == ("context", ["Now · noon"])
    assert second["type"] == "header"


@pytest.mark.parametrize("name", ["last", "status", "feed list", "topic list", "schedule pause", "mute", "top"])
def test_an_answer_begins_alike_in_every_language(desk: Newsdesk, name: str) -> None:
    kinds = {
        block["type"]
        for language in LANGUAGES
        for block in said(desk.ask(name, MIA, language=language, **OPTIONS.get(name, {})))[0]["blocks"][:1]
    }
    assert len(kinds) == 1


def test_a_story_of_a_list_has_the_buttons_of_a_digest() -> None:
    answer = Answer(language="fr", stories=(StoryItem(id="k7qm", headline="Train", url="https://herald.example/1"),))
    assert "*<https://herald.example/1|Train>*" in told(answer)
    assert [called for _, called in buttons(answer)] == ["d1:story:k7qm", "d1:sources:k7qm", "d1:follow:k7qm"]
    assert [label for label, _ in buttons(answer)][1] == "Sources"


def test_several_entries_are_a_list_and_sentences_are_none() -> None:
    entries = (Line(text="Followed.", notes=("now",)), Line(text="language", notes=("fr",)))
    assert told(Answer(lines=(*entries, Line(text="More with help.")))) == (
        "• *Followed.* · now\n• *language* · fr\nMore with help."
    )
    assert told(Answer(lines=(Line(text="Done."), Line(text="You hear of it.")))) == "Done.\nYou hear of it."


def test_a_date_to_come_is_said_once() -> None:
    line = Line(text="24 November at 08:30", at=datetime(2026, 11, 24, 7, 30, tzinfo=UTC))
    assert told(Answer(sections=(Section(heading="Next", lines=(line,)),))) == "*Next*\n24 November at 08:30"


def test_a_quotation_is_read_and_its_source_is_pressed() -> None:
    line = Line(text="“The train runs.”", url="https://herald.example/1", notes=("Lindmark Herald", "noon"))
    expected = "“The train runs.” —\u00a0<https://herald.example/1|Lindmark Herald> · noon"
    assert told(Answer(lines=(line, line))) == f"{expected}\n{expected}"


def test_a_refusal_is_seen_to_be_one(desk: Newsdesk) -> None:
    assert told(desk.ask("settings show", RIA)).startswith(f"{REFUSED} Only people who manage")
    assert told(Answer(is_refused=True, headline="No.", lines=(Line(text="Why"),))) == f"*{REFUSED} No.*\nWhy"
    assert REFUSED not in told(Answer(lines=(Line(text="Done."),)))


def test_an_answer_without_words_is_still_a_message() -> None:
    refused = Answer(is_refused=True, lines=(Line(text=""),), stories=(StoryItem(id="", headline=""),))
    for answer in (Answer(), refused):
        check(said(answer))
        check_window(shown(answer))


def test_a_digest_shown_to_one_person_offers_no_languages() -> None:
    answer = Answer(digest=example_digest())
    called = [each for body in said(answer) for each in action_ids(body["blocks"])]
    assert not [each for each in called if each.startswith("d1:read:")]
    assert ("More", "d1:story:") in [(label, each[:9]) for label, each in buttons(answer)]


def test_notifications_and_screen_readers_are_told_the_words() -> None:
    [body] = said(Answer(headline="Q&A", notes=("noon",), lines=(Line(text="A line", url="https://herald.example/1"),)))
    assert body["text"] == "Q&amp;A\nnoon\n<https://herald.example/1|A line>"


# ---------------------------------------------------------------- too much


def test_what_does_not_fit_is_counted_and_the_buttons_stand_below_it() -> None:
    lines = tuple(Line(text=f"{number} " + "words " * 30) for number in range(400))
    answer = Answer(headline="Many", lines=lines, buttons=(Button(label="Export", command="feed export"),))
    messages = said(answer)
    check(messages)
    assert len(messages) == MESSAGES.pages
    stand = [line for line in told(answer).splitlines() if line[0].isdigit()]
    assert f"… and {400 - len(stand)} more that do not fit here" in texts_of(messages[-1]["blocks"][-2])
    assert [line.split()[0] for line in stand] == [str(number) for number in range(len(stand))]
    assert all(line.endswith("words") for line in stand)
    assert buttons(answer) == [("Export", "d1:feed export:")]
    assert [label for label, _ in pressed(shown(answer))] == ["Export"]


def test_a_text_too_long_is_cut() -> None:
    [body] = said(Answer(lines=(Line(text="word " * 2000),)))
    assert texts_of(body["blocks"][0])[0].endswith("word…")


def test_a_heading_stands_with_its_first_line() -> None:
    sections = tuple(Section(heading=f"Part {each}", lines=(Line(text="words " * 150),) * 3) for each in range(12))
    for body in said(Answer(sections=sections)):
        assert not texts_of(body["blocks"][-1])[0].splitlines()[-1].startswith("*Part")


def test_a_button_stands_once_and_only_where_it_can_be_pressed() -> None:
    answer = Answer(
        stories=(StoryItem(id="k7qm", headline="Train"),) * 2,
        buttons=(
            Button(label="Sources", command="sources", arguments="k7qm"),
            Button(label="Long", command="now", arguments="x" * 300),
            Button(label=" \u200b", command="now"),
            *(Button(label=f"{number}", command="why", arguments=f"{number}") for number in range(40)),
        ),
    )
    check(said(answer))
    called = [each for _, each in buttons(answer)]
    assert called[:3] == ["d1:story:k7qm", "d1:sources:k7qm", "d1:follow:k7qm"]
    assert called[3:] == [f"d1:why:{number}" for number in range(len(called) - 3)]


# ---------------------------------------------------------------- anything

NASTY = (
    "<!channel>",
    "<@U024BE7LH> <!subteam^S1>",
    "<https://prize.example|Win>",
    "*big* _x_ ~y~ `z` ```code",
    "> quote\n&gt; &amp; :tada:",
    "\u202egnp.exe\ud83d",
    "Z" + "\u0335" * 200,
    "🚆" * 3000,
    "&" * 10_000,
    '\\"' * 5000,
    "@U024BE7LH /digest now " * 300,
    " \n\t\u200b ",
    "",
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=40))
NOTES = st.lists(TEXTS, max_size=4).map(tuple)
URLS = st.one_of(st.none(), st.sampled_from(("https://herald.example/1", "https://x.example/" + "&" * 900)), TEXTS)
MOMENTS = st.sampled_from((None, None, datetime(2026, 11, 24, 7, 30, tzinfo=UTC)))
LINES = st.builds(Line, text=TEXTS, url=URLS, notes=NOTES, at=MOMENTS)


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
    attachment=st.one_of(
        st.none(), st.builds(Attachment, name=TEXTS, data=TEXTS.map(lambda text: text.encode("utf-8", "replace")))
    ),
    form=st.one_of(st.none(), st.builds(Form, command=TEXTS, title=TEXTS, fields=st.just(()))),
    buttons=many(st.builds(Button, label=TEXTS, command=TEXTS, arguments=TEXTS), 10),
    is_refused=st.booleans(),
    language=st.sampled_from((None, "fr", "xx")),
)


@settings(max_examples=30, deadline=None)
@given(ANSWERS)
def test_slack_takes_any_answer(answer: Answer) -> None:
    check(said(answer, command="/" + "n" * 31))
    check_window(shown(answer))


def acting(text: str) -> Iterator[str]:
    """Yield what would do something in mrkdwn, of text that was written to do so."""
    yield from (words for words in ("<!", "<@", "<https://prize", "*big*", "_x_", "`z`", ":tada:") if words in text)


@pytest.mark.parametrize("words", NASTY[:5])
def test_nothing_that_a_feed_wrote_does_anything(words: str) -> None:
    answer = Answer(
        headline=words,
        notes=(words,),
        lines=(Line(text=words, notes=(words,)), Line(text=words * 9, url="https://herald.example/1", notes=(words,))),
        stories=(StoryItem(id=words, headline=words, notes=(words,), quote=words),),
        sections=(Section(heading=words, lines=(Line(text=words),)),),
    )
    for body in said(answer):
        large = [block for block in body["blocks"] if block["type"] == "header"]  # there nothing is read
        assert not list(
            acting("\n".join(text for each in body["blocks"] if each not in large for text in texts_of(each)))
        )
        assert not list(acting(body["text"]))


def test_what_is_left_out_is_counted_and_never_made() -> None:
    class Unread(str):
        def __getitem__(self, _: SupportsIndex | slice) -> str:
            raise AssertionError

    lines = (*[Line(text="First " + "news " * 190)] * 45, *[Line(text=Unread("more"))] * 60)
    words = told(Answer(lines=lines))
    assert str(105 - words.count("First")) in words
