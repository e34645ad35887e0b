"""Any digest: whatever feeds may write into it, in any number, and however it is asked for."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st

from digests.models import Article, Digest, DigestItem, Layout, Ranking, Sentence, Story, Subscription, Summary, Thread
from tests.bot.formats.examples import SINCE, UNTIL

_HOSTILE = (
    "*", "_", "~~", "||", "`", "```ansi\n", "# ", "> ", "[a](https://b.example)", "<@&1>", "@everyone", "https://b.example/",
    "discord.gg/abc", "\u202e", "\u2067", "\u200b", "\u200d", "Z" + "\u0335" * 9,
    "🔴", "👨‍👩‍👧", "مرحبا ", "שלום ", "日本語のニュース", "ทั้ง",
    "<!channel>", "<@U1>", "|", ">", "&", ":smile:",
    "word ", "\n", "\x1b[31m", "\ud800", "\0", "“", "»", "\u3164", "a", ". ", "1. ",
)  # fmt: skip
_texts = st.builds(
    lambda parts, times: ("".join(parts) * times)[:10_000],
    st.lists(st.sampled_from(_HOSTILE), max_size=5),
    st.sampled_from((1, 1, 3, 30, 3000)),
)
_urls = st.sampled_from(
    (None, "https://post.example/1", "https://post.example/" + "(*" * 250, "https://post.example/" + "a" * 480,
     "https://post.example/" + "ü" * 400, "https://post.example/a|b*c*?d=1&e=2",
     "https://post.example/" + "&" * 200, "https://x", "https://[",
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
def digests(draw: st.DrawFn) -> Digest:
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


def looks(mentions: Sequence[str]) -> st.SearchStrategy[Subscription]:
    """How a digest may be asked for; one of the mentions, or none, is called."""
    return st.builds(
        Subscription,
        feeds=st.just(()),
        language=st.just("en"),
        layout=st.sampled_from(Layout),
        thread=st.sampled_from(Thread),
        previews=st.booleans(),
        silent=st.booleans(),
        mention=st.sampled_from((None, *mentions)),
        timezone=st.sampled_from(("UTC", "Pacific/Kiritimati")),
    )
