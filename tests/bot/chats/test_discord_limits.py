"""The limits of Discord hold for any digest, whatever feeds have written into it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_message_state

from bot.chats.discord_digest import notice_post, posts
from bot.chats.discord_parts import length, size
from bot.chats.discord_post import Post, Where, as_payload, as_post
from digests.models import Article, Digest, DigestItem, Layout, Ranking, Sentence, Story, Subscription, Summary, Thread
from tests.bot.formats.examples import SINCE, UNTIL

_HOSTILE = (
    "*", "_", "~~", "||", "`", "```ansi\n", "# ", "> ", "[a](https://b.example)", "<@&1>", "@everyone", "https://b.example/",
    "discord.gg/abc", "\u202e", "\u2067", "\u200b", "\u200d", "Z" + "\u0335" * 9,
    "🔴", "👨‍👩‍👧", "مرحبا ", "שלום ", "日本語のニュース", "ทั้ง",
    "word ", "\n", "\x1b[31m", "\ud800", "\0", "“", "»", "\u3164", "a", ". ", "1. ",
)  # fmt: skip
_texts = st.builds(
    lambda parts, times: ("".join(parts) * times)[:10_000],
    st.lists(st.sampled_from(_HOSTILE), max_size=5),
    st.sampled_from((1, 1, 3, 30, 3000)),
)
_urls = st.sampled_from(
    (None, "https://post.example/1", "https://post.example/" + "(*" * 250, "https://post.example/" + "a" * 480,
     "https://post.example/" + "ü" * 400, "https://x", "https://[",
     "https://a_b.example/", "https://discord.gg/a", "javascript:1")
)  # fmt: skip
_languages = st.sampled_from(
    ("en", "fr", "de", "ar", "he", "ja", "zh", "zh-Hant", "pt-BR", "und", "", "x" * 99, "tlh", "*a*")
)
_names = st.sampled_from(("k7qm", "w3xd", "a", "", "*", "x" * 99, "\ud800", "a:b", "日本"))


@st.composite
def _items(draw: st.DrawFn, number: int) -> DigestItem:
    texts = draw(st.lists(_texts, min_size=1, max_size=3))
    articles = tuple(
        Article(
            id=f"{number}-{place}",
            feed_url="https://post.example/feed",
            url=draw(_urls),
            title=text,
            text=text,
            language=draw(_languages),
            published_at=UNTIL - timedelta(hours=place),
            fetched_at=UNTIL,
            source=draw(_texts),
            publisher=f"post{place}",
        )
        for place, text in enumerate(texts)
    )
    quoted = draw(st.lists(st.sampled_from(articles), max_size=8))
    story = draw(st.one_of(_names, st.just(f"s{number}")))
    return DigestItem(
        story=Story(id=story, article_ids=tuple(each.id for each in articles), first_seen_at=SINCE, last_seen_at=UNTIL),
        articles=articles,
        summary=Summary(
            story_id=story,
            language=articles[0].language,
            headline=texts[0],
            sentences=tuple(Sentence(article_id=one.id, start=0, end=len(one.text), text=one.text) for one in quoted),
            method="example",
        ),
        ranking=Ranking(publishers=1, languages=1, age=timedelta(), joined=0, topic=0.0, score=1.0),
        is_single=draw(st.booleans()),
        is_update=draw(st.booleans()),
    )


@st.composite
def _digests(draw: st.DrawFn) -> Digest:
    kinds = [draw(_items(number)) for number in range(draw(st.integers(0, 4)))]
    items = (kinds * 30)[: draw(st.sampled_from((0, 1, 8, 30)))]
    return Digest(
        language=draw(_languages),
        since=draw(st.sampled_from((None, SINCE))),
        until=UNTIL,
        items=tuple(sorted(items, key=lambda item: item.is_single)),
        ui_language=draw(st.sampled_from((None, "de", "x"))),
        is_note=draw(st.booleans()),
    )


_looks = st.builds(
    Subscription,
    feeds=st.just(()),
    language=st.just("en"),
    layout=st.sampled_from(Layout),
    thread=st.sampled_from(Thread),
    previews=st.booleans(),
    silent=st.booleans(),
    mention=st.sampled_from((None, "123456789012345678", "@everyone", "9" * 19, "9" * 20, "١٢", "")),
    timezone=st.sampled_from(("UTC", "Pacific/Kiritimati")),
)


@settings(max_examples=50)
@given(_digests(), _looks, st.booleans())
def test_every_message_of_any_digest_keeps_every_limit(digest: Digest, looks: Subscription, is_late: bool) -> None:
    told = posts(digest, looks, is_late=is_late)
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
