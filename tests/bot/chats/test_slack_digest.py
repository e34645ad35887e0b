"""A digest in Slack: what stands where, in which words, with which buttons, and what is said aloud."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.chats.slack_digest import LANGUAGES_OFFERED, as_slack, notice_post, posts
from bot.chats.slack_parts import Body, pressed
from bot.formats.telling import MAX_QUOTE
from digests.models import Digest, Layout, Subscription, Thread
from tests.bot.chats.golden_digests import FOLDER, Golden, a_find, a_trap, as_slack_texts, goldens
from tests.bot.chats.slack_limits import check_message
from tests.bot.formats.examples import (
    UNTIL,
    a_digest,
    an_article,
    an_item,
    example_digest,
    flood_in_german,
    many_stories,
    night_train,
    vaccine_in_french,
)
from tests.bot.subscribed import Typed

_READER = Subscription(feeds=(), language="en")
_CONTROLS = {"button", "static_select"}


def bodies(digest: Digest, looks: Subscription = _READER, *, is_late: bool = False) -> list[Body]:
    return [post.body for post, _ in posts(digest, looks, is_late=is_late)]


def parts(body: Body) -> Iterator[dict[str, Any]]:
    for block in body["blocks"]:
        yield from (block, *block.get("elements", ()))


def texts(body: Body) -> list[str]:
    """What stands in a message, block by block, without its controls."""
    shown = [each for each in parts(body) if each["type"] not in _CONTROLS]
    return [each["text"] if isinstance(each["text"], str) else each["text"]["text"] for each in shown if "text" in each]


def buttons(body: Body) -> list[tuple[str, tuple[str, str] | None]]:
    return [(each["text"]["text"], pressed(each["action_id"])) for each in parts(body) if each["type"] == "button"]


def languages(body: Body) -> list[tuple[str, tuple[str, str] | None]]:
    menus = [each for each in parts(body) if each["type"] == "static_select"]
    return [(each["text"]["text"], pressed(each["value"])) for menu in menus for each in menu["options"]]


def kinds(body: Body) -> list[str]:
    return [block["type"] for block in body["blocks"]]


# ---------------------------------------------------------------- golden files


@pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.name)
def test_a_digest_stands_in_slack_as_in_its_golden_file(golden: Golden) -> None:
    for path, text in as_slack_texts(golden).items():
        assert path.read_text(encoding="utf-8") == text, "wanted? see golden_digests.py"
        for message in json.loads(text):
            check_message(message["body"])


def test_every_golden_digest_stands_in_slack() -> None:
    made = {path for golden in goldens() for path in as_slack_texts(golden)}
    assert {path.with_name(path.name.replace(".digest.", ".slack.")) for path in FOLDER.glob("*.digest.json")} == made


# ---------------------------------------------------------------- messages


@pytest.mark.parametrize("layout", Layout)
def test_eight_usual_stories_are_one_message(layout: Layout) -> None:
    assert len(bodies(many_stories(8), replace(_READER, layout=layout))) == 1


@pytest.mark.parametrize("layout", Layout)
def test_the_stories_are_spread_evenly_over_the_messages(layout: Layout) -> None:
    counts = [len(tells) for _, tells in posts(many_stories(29), replace(_READER, layout=layout), is_late=False)]
    assert sum(counts) == 29
    assert len(counts) > 1
    assert max(counts) - min(counts) <= 1


def test_each_story_stands_in_one_message_which_names_it() -> None:
    told = posts(many_stories(20), _READER, is_late=False)
    assert [name for _, tells in told for name in tells] == [f"abc{number}" for number in range(20)]
    for post, tells in told:
        assert [called[1] for _, called in buttons(post.body) if called and called[0] == "story"] == list(tells)


@pytest.mark.parametrize("finds", range(1, 9))
def test_the_heading_of_the_finds_stands_above_the_first_of_them(finds: int) -> None:
    items = many_stories(8).items
    items = (*items[:-finds], *(replace(each, is_single=True) for each in items[-finds:]))
    for layout in Layout:
        said = [text for body in bodies(a_digest(*items), replace(_READER, layout=layout)) for text in texts(body)]
        assert said.count("From a single source") == 1
        assert f"number {8 - finds} " in said[said.index("From a single source") + 1]


def test_a_story_too_long_for_a_section_loses_sentences_from_its_end() -> None:
    sentences = [f"Sentence {number} says a little more." * 30 for number in range(4)]
    assert len(sentences[0]) < MAX_QUOTE
    articles = [an_article(f"T{number}", text, source="Post") for number, text in enumerate(sentences)]
    (body,) = bodies(a_digest(an_item("k7qm", articles, quotes=list(enumerate(sentences)))))
    assert "Sentence 0" in str(texts(body))
    assert "Sentence 3" not in str(texts(body))


def test_a_sentence_without_an_end_is_cut_with_a_mark() -> None:
    long = "word " * 400 + "end."
    (body,) = bodies(a_digest(an_item("k7qm", [an_article("T", long, source="Post")], quotes=[(0, long)])))
    assert "word […]” —\u00a0<" in texts(body)[2]


# ---------------------------------------------------------------- heading


def test_the_heading_says_what_when_and_how_much() -> None:
    until, since = int(UNTIL.timestamp()), int(UNTIL.timestamp()) - 86_400
    (body, *_) = bodies(example_digest("fr"), replace(_READER, timezone="Europe/Paris"))
    assert kinds(body)[:2] == ["header", "context"]
    assert texts(body)[:2] == [
        "Revue de presse · 21 novembre 2026",
        f"<!date^{since}^{{date_short}} {{time}}|20 nov. 2026, 08:00> – "
        f"<!date^{until}^{{date_short}} {{time}}|21 nov. 2026, 08:00> · 5\u00a0sujets\u00a0dans\u00a012\u00a0articles",
    ]


def test_a_late_digest_says_so_once() -> None:
    late = [str(body).count("comes later than planned") for body in bodies(many_stories(20), is_late=True)]
    assert late[0] == sum(late) == 1


@pytest.mark.parametrize("layout", Layout)
def test_the_group_is_called_by_the_first_message_alone(layout: Layout) -> None:
    first, *others = bodies(many_stories(20), replace(_READER, mention="S0614TZR7", layout=layout))
    assert texts(first)[2] == "<!subteam^S0614TZR7>"
    assert "subteam" not in str(others)


@pytest.mark.parametrize("mention", ["!channel", "@here", "U024BE7LH", "S1>", "s0614tzr7", "", "S"])
def test_what_is_no_id_of_a_group_is_not_called(mention: str) -> None:
    (body,) = bodies(a_digest(night_train()), replace(_READER, mention=mention))
    assert not any("subteam" in text or "channel" in text for text in texts(body))


@pytest.mark.parametrize("previews", [False, True])
def test_links_unfold_as_set(previews: bool) -> None:
    for body in bodies(many_stories(20), replace(_READER, previews=previews)):
        assert (body["unfurl_links"], body["unfurl_media"]) == (previews, previews)


# ---------------------------------------------------------------- said aloud


def test_a_notification_says_the_title_and_the_headlines() -> None:
    (body,) = bodies(a_digest(night_train(), flood_in_german()))
    assert body["text"].splitlines() == [
        "News digest · November 21, 2026",
        night_train().summary.headline,
        flood_in_german().summary.headline,
    ]


def test_a_notification_calls_nobody_and_formats_nothing() -> None:
    (body,) = bodies(a_digest(replace(a_trap(), summary=replace(a_trap().summary, headline="<!channel> *now* :100:"))))
    assert body["text"].splitlines()[1] == "&lt;!channel&gt; ∗now∗ ꞉100:"


# ---------------------------------------------------------------- stories


def test_a_story_is_its_headline_its_sentences_with_their_sources_and_who_tells_it() -> None:
    (body,) = bodies(a_digest(replace(night_train(), is_update=True)))
    assert kinds(body) == ["header", "context", "section", "context", "actions", "actions"]
    head, update, *quotes = texts(body)[2].splitlines()
    assert head == f"*<https://the-harbour-post.example/54-en|{night_train().summary.headline}>*"
    assert update == "*update*"
    assert quotes[0].endswith("in May.” —\u00a0<https://the-harbour-post.example/54-en|The Harbour Post>")
    assert texts(body)[3].endswith(" · k7qm")


def test_cards_are_parted_by_lines_and_say_how_old_they_are() -> None:
    digest = a_digest(night_train(), flood_in_german())
    (body,) = bodies(digest, replace(_READER, layout=Layout.CARDS))
    story = ["divider", "section", "context", "actions"]
    assert kinds(body) == ["header", "context", *story, *story, "actions"]
    assert f"<!date^{int(UNTIL.timestamp()) - 3 * 3600}^{{ago}}|November 21, 2026>" in texts(body)[-1]


def test_plain_stories_have_no_buttons() -> None:
    (body,) = bodies(a_digest(night_train()), replace(_READER, layout=Layout.PLAIN))
    assert kinds(body) == ["header", "context", "section", "context", "actions"]
    assert buttons(body) == []


@pytest.mark.parametrize("layout", Layout)
def test_another_language_and_a_single_source_are_said(layout: Layout) -> None:
    (body,) = bodies(a_digest(flood_in_german(), a_find()), replace(_READER, layout=layout))
    assert "\n_in German_\n" in str(texts(body)[2])
    assert texts(body).count("From a single source") == 1


def test_text_that_runs_to_the_left_is_set_apart_and_begins_its_line_so() -> None:
    item = an_item("b6wn", [an_article("5G يصل", "BBX قالت.", source="Post", language="ar")], quotes=[(0, "BBX قالت.")])
    head, line = texts(bodies(a_digest(item, language="ar"))[0])[2].splitlines()
    assert head.endswith("|\u200f\u20675G يصل\u2069>*")
    assert line.startswith("\u200f\u2067”BBX قالت.“\u2069 —\u00a0\u2068<")


def test_a_story_that_nothing_leads_to_has_a_headline_all_the_same() -> None:
    (body,) = bodies(a_digest(an_item("k7qm", [an_article("*Wow*", source="Post", url=None)])))
    assert texts(body)[2] == "*∗Wow∗*"


# ---------------------------------------------------------------- buttons


def test_every_story_has_its_three_buttons() -> None:
    (body,) = bodies(a_digest(night_train()))
    assert buttons(body) == [
        ("More", ("story", "k7qm")),
        ("Sources", ("sources", "k7qm")),
        ("Follow", ("follow", "k7qm")),
    ]


def test_the_languages_that_stories_offer_are_a_menu_below_the_last_message_the_most_offered_first() -> None:
    again = replace(vaccine_in_french(), story=replace(vaccine_in_french().story, id="p9rb"))
    digest = many_stories(20)
    *others, last = bodies(replace(digest, items=(*digest.items, flood_in_german(), vaccine_in_french(), again)))
    assert languages(last) == [
        ("My language", ("read", "")),
        ("Français", ("read", "fr")),
        ("Deutsch", ("read", "de")),
    ]
    assert kinds(last)[-1] == "actions"
    assert not any(map(languages, others))


def test_a_menu_has_no_more_languages_than_leave_the_stories_room() -> None:
    codes = ["bg", "cs", "da", "el", "es", "et", "fi", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro",
             "sk", "sl", "sv", "ar", "fa", "he", "hi", "ja", "ko", "th", "tr", "uk", "vi", "zh", "id", "und", "",
             "*"]  # fmt: skip
    items = [an_item(f"s{code}", [an_article("T", source="P", language=code)]) for code in codes]
    assert len(languages(bodies(a_digest(*items))[-1])) == LANGUAGES_OFFERED


def test_a_note_offers_to_follow_no_more_and_no_languages() -> None:
    (body,) = bodies(replace(a_digest(night_train()), is_note=True), replace(_READER, thread=Thread.DETAILS))
    assert [called for _, called in buttons(body)] == [("story", "k7qm"), ("sources", "k7qm"), ("unfollow", "k7qm")]
    assert languages(body) == []
    assert texts(body)[0] == "A story you follow"


def test_a_digest_without_stories_is_a_line_without_controls() -> None:
    ((post, tells),) = posts(a_digest(), replace(_READER, thread=Thread.DETAILS), is_late=False)
    assert (tells, post.in_thread) == ((), False)
    assert kinds(post.body) == ["header", "context", "section"]
    assert texts(post.body)[-1] == post.body["text"].splitlines()[-1] == "Nothing to report in this period."


# ---------------------------------------------------------------- threads


@pytest.mark.parametrize("thread", [Thread.DETAILS, Thread.FORUM])
def test_details_stand_in_a_thread_below_all_headlines(thread: Thread) -> None:
    digest = a_digest(night_train(), flood_in_german(), a_find())
    (first, tells), *others = posts(digest, replace(_READER, thread=thread), is_late=False)
    assert (first.in_thread, tells) == (False, ())
    lines = [line for text in texts(first.body) for line in text.splitlines()]
    assert [line[:2] for line in lines[2:]] == ["• ", "• ", "Fr", "• "]
    assert lines[2].endswith("> · k7qm")
    assert lines[3].endswith("> · _in German_ · w3xd")
    assert languages(first.body)[0] == ("My language", ("read", ""))
    assert all(post.in_thread and kinds(post.body)[0] != "header" and not languages(post.body) for post, _ in others)
    assert [name for _, each in others for name in each] == [item.story.id for item in digest.items]


def test_thirty_headlines_stand_in_one_message() -> None:
    first, *_ = bodies(many_stories(30), replace(_READER, thread=Thread.DETAILS))
    assert sum(text.count("• <https://post0.example/") for text in texts(first)) == 30


# ---------------------------------------------------------------- beside the digest


def test_a_notice_is_its_sentence_and_calls_nobody() -> None:
    body = notice_post("Paused: the chat refused it (<!here> *no*).").body
    assert texts(body) == [body["text"]] == ["Paused: the chat refused it (&lt;!here&gt; ∗no∗)."]


def test_as_json_it_is_the_list_of_its_messages() -> None:
    looks = Subscription(feeds=(), language="en", layout=Layout.PLAIN, previews=True)
    assert json.loads(as_slack(example_digest(), looks)) == bodies(example_digest(), looks)


@pytest.mark.usefixtures("desk")
def test_the_command_line_prints_the_messages_with_the_looks_that_are_set(typed: Typed) -> None:
    asked = ("digest", "--database", "news.db", "-l", "en", "--until", "2026-11-22T09:30", "--format", "slack")
    (body,) = json.loads(typed(*asked, "--set", "layout=plain"))
    assert "night train" in str(texts(body))
    assert buttons(body) == []
