"""Which lists of feeds are read, and that what is written is read back."""

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import FeedUnreadable
from digests.models import Feed, FollowedFeed
from digests.outlines import Outline, read_opml, write_opml

URL = "https://paper.example/feeds.opml"
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


def read(text: str | bytes) -> list[Outline]:
    return read_opml(text if isinstance(text, bytes) else text.encode(), url=URL)


def followed(url: str = "https://a.example/", title: str = "A", **about: str | None) -> FollowedFeed:
    feed = Feed(url=url, title=title, site_url=about.pop("site_url", None))
    return FollowedFeed(
        feed=feed,
        location=url,
        followed_at=NOW,
        next_fetch_at=NOW,
        language=about.get("language"),
        topic=about.get("topic"),
    )


def test_a_list_names_each_feed_once_however_deep_and_whatever_is_written_beside_it() -> None:
    deep = '<outline text="A&B"><outline XMLURL=" https://a.example/?x=1&y=2 " text="A"/></outline>'
    outlines = read(f'<opml><body>{deep}<outline xmlUrl="b.xml"/>{deep}<outline text="x"/></body></opml>')
    assert [(o.url, o.title) for o in outlines] == [("https://a.example/?x=1&y=2", "A"), ("b.xml", "b.xml")]


def test_the_topic_is_the_category_or_the_nearest_folder() -> None:
    outlines = read(
        '<opml><outline text="News"><outline text="Coast"><outline xmlUrl="a"/><outline xmlUrl="b" category="Sea"/>'
        '</outline><outline xmlUrl="c"/><outline xmlUrl="d" category="/News/Local,/Ferries"/></outline>'
        '<outline xmlUrl="e" language="fr"/></opml>'
    )
    assert [(o.url, o.topic) for o in outlines] == [
        ("a", "Coast"), ("b", "Sea"), ("c", "News"), ("d", "Local"), ("e", None),
    ]  # fmt: skip
    assert [o.language for o in outlines] == [None] * 4 + ["fr"]


@pytest.mark.parametrize(
    "data",
    [
        '<opml version="1.0"><body><outline text="Fähre &amp; Meer" xmlUrl="a"/></body></opml>'.encode("cp1252"),
        b'<?xml version="1.0" encoding="UTF-8"?><opml><outline text="F&auml;hre & Meer" xmlUrl="a"/></opml>',
        '<br/>Warning <opml><body><outline text="Fähre &amp; Meer" xmlUrl="a"></body></opml>'.encode("utf-16"),
        '<opml><body><outline text="Fähre &amp; Meer" xmlUrl="a"/><outline text='.encode(),
        '<OPML><BODY><OUTLINE TEXT="Fähre &amp; Meer" XMLURL="a"/></BODY></OPML>'.encode(),
    ],
    ids=["charset", "entities", "unclosed", "cut short", "capitals"],
)
def test_a_faulty_list_is_read_as_readers_do(data: bytes) -> None:
    assert [(o.url, o.title) for o in read(data)] == [("a", "Fähre & Meer")]


@pytest.mark.parametrize("data", [b"", b"<opml>", b"<opml/>", b"x", b"<opml>" + b"<outline>" * 9999, b"<rss/>"])
def test_a_list_without_feeds_is_refused(data: bytes) -> None:
    with pytest.raises(FeedUnreadable):
        read(data)


def test_a_written_list_is_opml_2_with_its_date_and_pages() -> None:
    moved = replace(followed(site_url="https://a.example/home"), location="https://new.example/")
    root = ElementTree.fromstring(write_opml([moved], created_at=NOW))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert root.findtext("head/dateCreated") == "Mon, 16 Nov 2026 08:00:00 +0000"
    (outline,) = root.iter("outline")
    assert outline.attrib == {
        "type": "rss", "text": "A", "title": "A", "xmlUrl": "https://new.example/", "htmlUrl": "https://a.example/home",
    }  # fmt: skip


def test_what_xml_cannot_hold_is_left_out() -> None:
    (outline,) = read(write_opml([followed(title="a\0b\x1b\ud800\ufffe <&\"'> c")], created_at=NOW))
    assert outline.title == "ab <&\"'> c"


# As the store keeps them: one line, no blanks at the ends.
names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zs", "Zl", "Zp"]), min_size=1)


@given(st.lists(st.tuples(names, names, st.none() | st.sampled_from(["de", "pt-BR"])), unique_by=lambda row: row[0]))
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str | None]]) -> None:
    feeds = [
        followed(f"https://a.example/{url}", title, language=tag, topic="Sea, ships/boats") for url, title, tag in rows
    ]
    data = write_opml(feeds, created_at=NOW)
    if not feeds:
        with pytest.raises(FeedUnreadable, match="names no feed"):
            read(data)
        return
    assert [(o.url, o.title, o.language, o.topic) for o in read(data)] == [
        (f.location, f.feed.title, f.language, f.topic) for f in feeds
    ]
