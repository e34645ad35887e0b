"""The limits of Slack hold for any digest, whatever feeds have written into it, and nothing in it does anything."""

import html
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.chats.slack_digest import notice_post, posts
from bot.chats.slack_parts import Body, action_ids
from bot.chats.slack_post import Post, as_payload, as_post
from bot.formats.visible import length
from digests.models import Digest, Subscription
from tests.bot.chats.any_digests import digests, looks
from tests.bot.chats.slack_limits import check_message, texts_in
from tests.bot.formats.examples import a_digest, an_article, an_item

_MENTIONS = ("S0614TZR7", "@channel", "!channel", "S1>", "s0614tzr7", "U024BE7LH", "")
_SPECIAL = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


@settings(max_examples=30)
@given(digests(), looks(_MENTIONS), st.booleans())
def test_every_message_of_any_digest_keeps_every_limit_and_does_nothing(
    digest: Digest, asked: Subscription, is_late: bool
) -> None:
    told = posts(digest, asked, is_late=is_late)
    assert told
    urls = {article.url for item in digest.items for article in item.articles}
    for number, (post, tells) in enumerate(told):
        check(post)
        check_links(post.body, urls)
        assert str(post.body).count("<!subteam^S0614TZR7>") == (
            number == 0 and asked.mention == "S0614TZR7" and not digest.is_note
        )
        assert tells or number == 0
        assert post.in_thread == (number > 0 and not told[0][1])
    assert [name for _, tells in told for name in tells] == [item.story.id for item in digest.items]


@pytest.mark.parametrize("sentence", ["", "\u3164", "<" * 10_000, "The digest for #news is paused (<!here> *why*)."])
def test_a_notice_keeps_every_limit(sentence: str) -> None:
    check(notice_post(sentence))


@pytest.mark.parametrize("letters", ["`", "<", "* ", ":a", "&", "\u0335", '"'])
def test_a_megabyte_of_what_acts_is_cut(letters: str) -> None:
    text = letters * (1_000_000 // len(letters))
    article = an_article(text, f"A{text}.", source=text, url="https://post.example/1")
    digest = a_digest(an_item("k7qm", [article], quotes=[(0, article.text)]))
    for post, _ in posts(digest, Subscription(feeds=(), language="en"), is_late=False):
        check(post)


def check(post: Post) -> None:
    """Check a message as Slack would, and as its own models do."""
    body = post.body
    assert as_post(as_payload(post)) == post
    assert "\\u0000" not in as_payload(post)
    check_message(body)
    parsed = [Block.parse(block) for block in body["blocks"]]
    assert [block.to_dict() for block in parsed if block] == body["blocks"]
    assert length(json.dumps(body["blocks"], ensure_ascii=False)) <= 13_200
    assert sum(map(length, texts_in(body["blocks"]))) <= 10_000
    assert 1 <= length(body["text"]) <= 3000
    assert body["text"].strip()
    assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", body["text"])
    ids = action_ids(body["blocks"])
    assert len(ids) == len(set(ids))


def check_links(body: Body, urls: set[str | None]) -> None:
    """Check that all that is special in mrkdwn is a moment, the group, or a link to one of the addresses."""
    for text in mrkdwn_of(body):
        rest = _SPECIAL.sub("", text)
        assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", rest)
        for match in _SPECIAL.finditer(text):
            if match[1].startswith(("!date^", "!subteam^")):
                continue
            assert html.unescape(match[1]).replace("%7C", "|").replace("%2A", "*") in urls
            assert match[2]
            assert "|" not in match[2]


def mrkdwn_of(body: Body) -> list[str]:
    """The mrkdwn of a message; all of it says that nothing is to be found in it."""
    parts = [
        each
        for block in body["blocks"]
        for each in (block.get("text", {}), *block.get("elements", ()))
        if each.get("type") == "mrkdwn"
    ]
    assert all(each["verbatim"] for each in parts)
    return [each["text"] for each in parts]
