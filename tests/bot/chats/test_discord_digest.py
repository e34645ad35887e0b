"""A digest in Discord: what stands where, in which words, with which buttons, and called by which flags."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from bot.chats.discord_digest import as_discord, notice_post, posts
from bot.chats.discord_parts import IS_COMPONENTS_V2, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, Body, pressed
from bot.chats.discord_post import Where
from bot.chats.discord_story import NEWS, UPDATE
from bot.formats.telling import MAX_QUOTE
from digests.models import Digest, DigestItem, Layout, Subscription, Thread
from tests.bot.chats.golden_digests import FOLDER, Golden, a_find, as_texts, goldens
from tests.bot.formats.examples import (
    UNTIL,
    a_digest,
    an_article,
    an_item,
    example_digest,
    flood_in_german,
    harvest_in_arabic,
    many_stories,
    night_train,
    vaccine_in_french,
)
from tests.bot.subscribed import Typed

_READER = Subscription(feeds=(), language="en")


def bodies(digest: Digest, looks: Subscription = _READER, *, is_late: bool = False) -> list[Body]:
    return [post.body for post, _ in posts(digest, looks, is_late=is_late)]


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from every(component.get("components", []))


def texts(body: Body) -> str:
    return "\n".join(each["content"] for each in every(body["components"]) if each["type"] == 10)


def buttons(body: Body) -> list[tuple[str, tuple[str, str] | None]]:
    return [(each["label"], pressed(each["custom_id"])) for each in every(body["components"]) if each["type"] == 2]


# ---------------------------------------------------------------- golden files


@pytest.mark.parametrize("golden", goldens(), ids=lambda golden: golden.name)
def test_a_digest_stands_in_discord_as_in_its_golden_file(golden: Golden) -> None:
    for path, text in as_texts(golden).items():
        assert path.read_text(encoding="utf-8") == text, "wanted? see golden_digests.py"


def test_every_golden_file_of_a_digest_is_still_made() -> None:
    made = {path for golden in goldens() for path in as_texts(golden)}
    assert set(FOLDER.glob("*.di*.json")) == made


async def test_discord_takes_every_golden_message() -> None:
    client = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(client) as env:
        channel = env.create_guild().create_text_channel("news")
        for golden in goldens():
            for body in bodies(golden.digest, golden.looks, is_late=golden.is_late):
                route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
                await client.http.request(route, json=body)


# ---------------------------------------------------------------- messages


@pytest.mark.parametrize(("layout", "most"), [(Layout.COMPACT, 2), (Layout.CARDS, 3), (Layout.PLAIN, 2)])
def test_eight_usual_stories_are_few_messages(layout: Layout, most: int) -> None:
    assert len(bodies(many_stories(8), replace(_READER, layout=layout))) <= most


@pytest.mark.parametrize("layout", Layout)
def test_the_stories_are_spread_evenly_over_the_messages(layout: Layout) -> None:
    digest = many_stories(8)
    items = [replace(each, story=replace(each.story, id=f"s{number}")) for number, each in enumerate(digest.items * 2)]
    counts = [len(tells) for _, tells in posts(a_digest(*items[:11]), replace(_READER, layout=layout), is_late=False)]
    assert sum(counts) == 11
    assert max(counts) - min(counts) <= 1


def test_the_heading_of_the_finds_stands_above_the_first_of_them_in_its_message() -> None:
    for finds in range(1, 9):
        digest = many_stories(8)
        items = (*digest.items[:-finds], *(replace(each, is_single=True) for each in digest.items[-finds:]))
        parts = [each for body in bodies(a_digest(*items)) for each in body["components"]]
        [place] = [place for place, each in enumerate(parts) if "From a single source" in each.get("content", "")]
        assert f"abc{8 - finds}" in texts({"components": [parts[place + 1]]})


def test_each_story_stands_in_one_message_which_names_it() -> None:
    told = posts(many_stories(8), _READER, is_late=False)
    assert [name for _, tells in told for name in tells] == [f"abc{number}" for number in range(8)]
    for post, tells in told:
        assert [called[1] for _, called in buttons(post.body) if called and called[0] == "story"] == list(tells)


def test_a_story_too_long_for_a_message_loses_sentences_from_its_end() -> None:
    sentences = [f"Sentence {number} says a little more." * 30 for number in range(4)]
    assert len(sentences[0]) < MAX_QUOTE
    articles = [an_article(f"T{number}", text, source="Post") for number, text in enumerate(sentences)]
    (body,) = bodies(a_digest(an_item("k7qm", articles, quotes=list(enumerate(sentences)))))
    assert "Sentence 0" in texts(body)
    assert "Sentence 3" not in texts(body)


def test_a_sentence_without_an_end_is_cut_with_a_mark() -> None:
    long = "word " * 400 + "end."
    (body,) = bodies(a_digest(an_item("k7qm", [an_article("T", long, source="Post")], quotes=[(0, long)])))
    assert "word \\[…\\]” —\u00a0[Post](<" in texts(body)


# ---------------------------------------------------------------- heading


def test_the_heading_says_what_when_and_how_much() -> None:
    first = texts(bodies(example_digest("fr"))[0]).splitlines()[:2]
    at, since = int(UNTIL.timestamp()), int(UNTIL.timestamp()) - 86_400
    assert first == [
        f"## Revue de presse · <t:{at}:D>",
        f"-# <t:{since}:f> – <t:{at}:f> · 5\u00a0sujets\u00a0dans\u00a012\u00a0articles",
    ]


def test_a_late_digest_says_so_once() -> None:
    late = [texts(body).count("comes later than planned") for body in bodies(many_stories(8), is_late=True)]
    assert late[0] == sum(late) == 1


@pytest.mark.parametrize("layout", Layout)
def test_the_role_is_called_by_the_first_message_alone(layout: Layout) -> None:
    first, *others = bodies(many_stories(8), replace(_READER, mention="1417", layout=layout))
    assert first["allowed_mentions"] == {"parse": [], "roles": ["1417"]}
    assert "<@&1417>" in texts(first) + first.get("content", "")
    assert [body["allowed_mentions"] for body in others] == [{"parse": []}] * len(others)


@pytest.mark.parametrize("mention", ["@everyone", "everyone", "1417>", "١٤", "", "9" * 20])
def test_what_is_no_id_of_a_role_is_not_called(mention: str) -> None:
    (body,) = bodies(a_digest(night_train()), replace(_READER, mention=mention))
    assert body["allowed_mentions"] == {"parse": []}
    assert "<@" not in texts(body)


@pytest.mark.parametrize(
    ("looks", "flags"),
    [
        (_READER, SUPPRESS_EMBEDS),
        (replace(_READER, previews=True), 0),
        (replace(_READER, silent=True), SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS),
    ],
)
def test_previews_and_sounds_are_as_set(looks: Subscription, flags: int) -> None:
    assert {body["flags"] for body in bodies(many_stories(8), looks)} == {IS_COMPONENTS_V2 | flags}


def test_a_message_of_embeds_is_not_told_to_hide_embeds() -> None:
    assert {body["flags"] for body in bodies(many_stories(8), replace(_READER, layout=Layout.PLAIN))} == {0}


# ---------------------------------------------------------------- stories


@pytest.mark.parametrize("layout", Layout)
def test_an_update_says_so_and_has_another_stripe(layout: Layout) -> None:
    items = (replace(night_train(), is_update=True), flood_in_german())
    (body,) = bodies(a_digest(*items), replace(_READER, layout=layout))
    boxes = body.get("embeds") or [each for each in body["components"] if each["type"] == 17]
    said = [str(box) for box in boxes]
    assert ["update" in one for one in said] == [True, False]
    stripes = [box.get("color", box.get("accent_color")) for box in boxes]
    assert stripes == ([None, None] if layout is Layout.COMPACT else [UPDATE, NEWS])


@pytest.mark.parametrize("layout", [Layout.COMPACT, Layout.CARDS])
def test_what_is_to_be_known_before_reading_stands_below_the_headline(layout: Layout) -> None:
    item = replace(flood_in_german(), is_update=True)
    (body,) = bodies(a_digest(item), replace(_READER, layout=layout))
    assert "\n-# **update** · in German\n" in texts(body)


@pytest.mark.parametrize("layout", Layout)
def test_another_language_and_a_single_source_are_said(layout: Layout) -> None:
    (body,) = bodies(a_digest(flood_in_german(), a_find()), replace(_READER, layout=layout))
    assert "in German" in str(body)
    assert str(body).count("From a single source") == 1


def test_each_sentence_has_its_source_linked_to_its_article() -> None:
    (body,) = bodies(a_digest(night_train()))
    assert "in May.” —\u00a0[The Harbour Post](<https://the-harbour-post.example/54-en>)\n" in texts(body)
    assert "—\u00a0[Northern Courier](<https://northern-courier.example/40-en>)\n" in texts(body)


def test_a_card_says_how_old_its_youngest_article_is() -> None:
    (body,) = bodies(a_digest(flood_in_german()), replace(_READER, layout=Layout.CARDS))
    assert f"<t:{int(UNTIL.timestamp()) - 3 * 3600}:R>" in texts(body)


def test_text_that_runs_to_the_left_is_set_apart_and_begins_its_line_so() -> None:
    item = an_item("b6wn", [an_article("5G يصل", "BBX قالت.", source="Post", language="ar")], quotes=[(0, "BBX قالت.")])
    head, line = texts(bodies(a_digest(item, language="ar"))[0]).splitlines()[2:4]
    assert head.startswith("### \u200f\u2067[5G يصل](<") and head.endswith(">)\u2069")  # noqa: PT018 — one line
    assert line.startswith("\u200f\u2067”BBX قالت.“\u2069 —\u00a0\u2068[Post](<")


def test_the_title_of_an_embed_runs_as_its_language_does() -> None:
    item = an_item("b6wn", [an_article("5G يصل", source="Post", language="ar")])
    (body,) = bodies(a_digest(item), replace(_READER, layout=Layout.PLAIN))
    assert body["embeds"][0]["title"] == "\u200f\u20675G يصل\u2069"


def test_text_that_runs_to_the_right_begins_so_though_its_first_word_does_not() -> None:
    item = an_item("b6wn", [an_article("مرحبا is a greeting", "Text.", source="Post")])
    assert "### \u200e[مرحبا is" in texts(bodies(a_digest(item))[0])


def test_two_embeds_never_share_an_address_since_discord_would_show_one() -> None:
    twice = (night_train(), replace(night_train(), story=replace(night_train().story, id="zzzz")))
    (body,) = bodies(a_digest(*twice), replace(_READER, layout=Layout.PLAIN))
    assert [("url" in embed) for embed in body["embeds"]] == [True, False]


@pytest.mark.parametrize(
    "url", ["https://localhost/a", "https://a..example/", "https://post.example/ü", "https://x_y.example/a"]
)
def test_an_address_that_discord_might_refuse_is_linked_in_the_text_instead(url: str) -> None:
    (body,) = bodies(
        a_digest(an_item("k7qm", [an_article("T", source="Post", url=url)])), replace(_READER, layout=Layout.PLAIN)
    )
    assert "url" not in body["embeds"][0]
    assert body["embeds"][0]["description"] == f"[→](<{url}>)"


# ---------------------------------------------------------------- buttons


def test_every_story_has_its_three_buttons() -> None:
    (body,) = bodies(a_digest(night_train()))
    assert buttons(body)[:3] == [
        ("More", ("story", "k7qm")),
        ("Sources", ("sources", "k7qm")),
        ("Follow", ("follow", "k7qm")),
    ]


def test_the_languages_that_stories_offer_stand_below_the_last_message_the_most_offered_first() -> None:
    digest = many_stories(8)
    digest = replace(digest, items=(*digest.items, flood_in_german(), vaccine_in_french(), vaccine_in_french_again()))
    *others, last = bodies(digest)
    offered = [(label, called) for label, called in buttons(last) if called and called[0] == "read"]
    assert offered == [("My language", ("read", "")), ("Français", ("read", "fr")), ("Deutsch", ("read", "de"))]
    assert not any(called and called[0] == "read" for body in others for _, called in buttons(body))


def vaccine_in_french_again() -> DigestItem:
    return replace(vaccine_in_french(), story=replace(vaccine_in_french().story, id="p9rb"))


def test_the_languages_fill_two_rows_at_most_and_name_only_languages() -> None:
    codes = ["bg", "cs", "da", "el", "es", "et", "fi", "hr", "hu", "it", "lt", "lv", "und", "", "x" * 99, "*"]
    item = an_item("k7qm", [an_article(f"T{code}", source=f"P{code}", language=code) for code in codes], language="en")
    (body,) = bodies(a_digest(item))
    offered = [called[1] for _, called in buttons(body) if called and called[0] == "read"]
    assert offered == ["", *codes[:9]]


def test_the_language_of_the_digest_is_no_choice_in_any_of_its_regions() -> None:
    (body,) = bodies(a_digest(night_train(), language="pt-BR"))
    assert ("read", "pt") not in [called for _, called in buttons(body)]


def test_a_note_offers_to_follow_no_more_and_no_languages() -> None:
    (body,) = bodies(replace(a_digest(night_train()), is_note=True), replace(_READER, thread=Thread.FORUM))
    assert [called for _, called in buttons(body)] == [("story", "k7qm"), ("sources", "k7qm"), ("unfollow", "k7qm")]
    assert texts(body).startswith("## A story you follow\n")


def test_a_digest_without_stories_is_a_line_without_buttons() -> None:
    ((post, tells),) = posts(a_digest(), replace(_READER, thread=Thread.DETAILS), is_late=False)
    assert (post.where, tells, buttons(post.body)) == (Where.CHANNEL, (), [])
    assert texts(post.body).endswith("\nNothing to report in this period.")


# ---------------------------------------------------------------- threads


def test_details_stand_in_a_thread_below_all_headlines() -> None:
    told = posts(example_digest(), replace(_READER, thread=Thread.DETAILS), is_late=False)
    assert [post.where for post, _ in told] == [Where.CHANNEL] + [Where.THREAD] * (len(told) - 1)
    first, tells = told[0]
    assert tells == ()
    assert all(item.story.id in texts(first.body) for item in example_digest().items)
    assert next(called for _, called in buttons(first.body)) == ("read", "")
    assert not any(called and called[0] == "read" for post, _ in told[1:] for _, called in buttons(post.body))


def test_all_of_a_forum_post_stands_in_the_forum() -> None:
    told = posts(many_stories(8), replace(_READER, thread=Thread.FORUM), is_late=False)
    assert {post.where for post, _ in told} == {Where.FORUM}


def test_a_thread_is_called_by_the_day_of_the_channel() -> None:
    looks = replace(_READER, timezone="Pacific/Kiritimati")
    late = replace(a_digest(harvest_in_arabic(), language="de"), until=UNTIL.replace(hour=20))
    assert posts(late, looks, is_late=False)[0][0].title == "Presseschau · 22. November 2026"


# ---------------------------------------------------------------- beside the digest


def test_a_notice_is_its_sentence_and_calls_nobody() -> None:
    body = notice_post("Paused: the chat refused it (@everyone *no*).").body
    assert texts(body) == "Paused: the chat refused it (\\@everyone \\*no\\*)."
    assert body["allowed_mentions"] == {"parse": []}


def test_as_json_it_is_the_list_of_its_messages() -> None:
    looks = Subscription(feeds=(), language="en", layout=Layout.PLAIN, silent=True)
    made = json.loads(as_discord(example_digest(), looks))
    assert made == bodies(example_digest(), looks)
    assert all(body["embeds"] and body["flags"] & SUPPRESS_NOTIFICATIONS for body in made)


@pytest.mark.usefixtures("desk")
def test_the_command_line_prints_the_messages(typed: Typed) -> None:
    said = typed("digest", "--database", "news.db", "-l", "en", "--until", "2026-11-22T09:30", "--format", "discord")
    assert "night train" in texts(*json.loads(said))


@pytest.mark.usefixtures("desk")
def test_at_the_command_line_the_messages_look_as_set(typed: Typed) -> None:
    asked = ("digest", "--database", "news.db", "-l", "en", "--until", "2026-11-22T09:30", "--format", "discord")
    assert json.loads(typed(*asked, "--set", "layout=plain"))[0]["embeds"]
