"""The limits of Discord hold for any digest, whatever feeds have written into it."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_message_state

from bot.chats.discord_digest import notice_post, posts
from bot.chats.discord_parts import size
from bot.chats.discord_post import Post, Where, as_payload, as_post
from bot.formats.visible import length
from digests.models import Digest, Subscription
from tests.bot.chats.any_digests import digests, looks

_MENTIONS = ("123456789012345678", "@everyone", "9" * 19, "9" * 20, "١٢", "")


@settings(max_examples=50)
@given(digests(), looks(_MENTIONS), st.booleans())
def test_every_message_of_any_digest_keeps_every_limit(digest: Digest, asked: Subscription, is_late: bool) -> None:
    told = posts(digest, asked, is_late=is_late)
    assert told
    for number, (post, tells) in enumerate(told):
        check(post)
        assert post.body["allowed_mentions"]["parse"] == []
        assert len(post.body["allowed_mentions"].get("roles", ())) <= (number == 0)
        assert tells or number == 0
    assert [name for _, tells in told for name in tells] == [item.story.id for item in digest.items]


@pytest.mark.parametrize("sentence", ["", "\u3164", "*" * 10_000, "The digest for #news is paused (*why*)."])
def test_a_notice_keeps_every_limit(sentence: str) -> None:
    check(notice_post(sentence))


def check(post: Post) -> None:
    """Check a message as Discord would, and as simcord does."""
    body = post.body
    assert as_post(as_payload(post)) == post
    assert len(as_payload(post).encode()) < 100_000  # a half of a surrogate pair, or NUL, no database keeps
    assert "\\u0000" not in as_payload(post)
    assert 1 <= length(post.title) <= 100
    assert post.where in Where
    taken = size(body["components"])
    assert taken.components <= 40
    assert taken.shown <= 4000
    buttons = [each for each in every(body["components"]) if each["type"] == 2]
    assert all(1 <= length(each["label"]) <= 80 and 1 <= length(each["custom_id"]) <= 100 for each in buttons)
    ids = [each["custom_id"] for each in buttons]
    assert len(ids) == len(set(ids))
    assert all(each["content"].strip() for each in every(body["components"]) if each["type"] == 10)
    assert length(body.get("content", "")) <= 2000
    assert sum(map(shown, body.get("embeds", ()))) <= 6000
    links = [each["url"] for each in body.get("embeds", ()) if "url" in each]
    assert len(links) == len(set(links))  # of two Discord shows one
    validate_message_state(
        body["components"],
        flags=body["flags"],
        content=body.get("content"),
        embeds=body.get("embeds", []),
        require_nonempty=True,
    )


def every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from every(component.get("components", []))


def shown(embed: dict[str, Any]) -> int:
    parts = (embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", ""),
             embed.get("author", {}).get("name", ""))  # fmt: skip
    limits = (256, 4096, 2048, 256)
    assert all(length(part) <= limit for part, limit in zip(parts, limits, strict=True))
    return sum(map(length, parts))
