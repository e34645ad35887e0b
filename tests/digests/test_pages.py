"""What is read of a web page: its article, and the feeds that it offers."""

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import FeedUnreadable
from digests.models import Page
from digests.pages import COMMON_FEED_PATHS, feeds_on_page, read_page

PAGES = Path(__file__).parents[1] / "data" / "pages"
URL = "https://paper.example/2026/ferry"
TEXT = (
    "<p>The ferry between Skerry and the mainland will run through the winter, the council decided on Monday.</p>"
    "<p>Nine of the thirteen members voted for the plan, which puts a second crew on the boat until March.</p>"
    "<p>The four who voted against it said the money would be missing from the coast road, closed twice.</p>"
)


def page_of(head: str = "", body: str = TEXT, *, url: str = URL, html: str = "<html>") -> Page:
    return read_page(f"{html}<head>{head}</head><body><article>{body}</article></body></html>".encode(), url=url)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_golden_pages_are_read_as_expected(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    if reason := expected.get("unreadable"):
        with pytest.raises(FeedUnreadable) as caught:
            read_page(path.read_bytes(), url=expected["url"])
        assert caught.value.reason == reason
        return
    page = read_page(path.read_bytes(), url=expected["url"])
    found = asdict(page) | {"paragraphs": list(page.paragraphs)}
    assert found | {"published_at": page.published_at and page.published_at.isoformat()} == expected


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/2026/the-ferry", "https://paper.example/2026/the-ferry"),
        ("https://www.paper.example/ferry?utm_source=x", "https://www.paper.example/ferry"),
        ("https://other.example/ferry", None),
        ("https://paper.example/", None),
        ("/", None),
        ("/2026", None),
        ("javascript:alert(1)", None),
        ("https://paper.example/a b", None),
        ("http://[bad", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("tag", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'])
def test_a_page_names_its_own_address_on_its_own_site(tag: str, href: str, canonical: str | None) -> None:
    assert page_of(tag.format(href)).canonical_url == canonical


def test_the_amp_form_and_the_second_part_of_a_page_belong_to_the_page_above() -> None:
    link = '<link rel="canonical" href="/2026/ferry">'
    for below in ("/amp", "/amp.html", "/2"):
        assert page_of(link, url=f"{URL}{below}").canonical_url == URL
    assert page_of(link, url=f"{URL}/votes-of-the-council").canonical_url is None


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ("<html lang=sco>", "", "sco"),
        ('<html xml:lang="pt-BR">', "", "pt-BR"),
        ("<html>", '<meta property="og:locale" content="it_IT">', "it_IT"),
        ("<html>", '<meta http-equiv="Content-Language" content="fr">', "fr"),
        ("<html>", "", None),
    ],
)
def test_the_declared_language_is_a_hint(html: str, head: str, language: str | None) -> None:
    assert page_of(head, html=html).language == language


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta property="article:published_time" content="2026-11-17T18:05:00+01:00">', "",
         "2026-11-17T17:05:00+00:00"),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-17"}</script>', "",
         "2026-11-17T00:00:00+00:00"),
        ('<script type="application/ld+json">{"datePublished": broken</script>', "", None),
        ("", '<time datetime="2026-11-17T09:00Z">today</time>', "2026-11-17T09:00:00+00:00"),
        ("", '<time datetime="yesterday">yesterday</time>', None),
        ('<meta name="date" content="0001-01-01T00:00:00+14:00">', "", None),
    ],
)  # fmt: skip
def test_the_date_is_taken_where_a_page_gives_one(head: str, body: str, date: str | None) -> None:
    found = page_of(head, body + TEXT).published_at
    assert (found and found.isoformat()) == date


def test_the_title_is_the_articles_and_not_repeated_in_the_text() -> None:
    page = page_of("<title>Ferry | The Paper</title>", f"<h1>Ferry to run</h1>{TEXT}")
    assert page.title == "Ferry to run"
    assert "Ferry to run" not in page.paragraphs


def test_the_header_charset_counts_where_the_page_declares_none() -> None:
    data = f"<html><body><article>{TEXT}<p>Über den Föhn sprach dort an diesem Abend niemand.</p></article>"
    page = read_page(data.encode("cp1252"), url=URL, charset="windows-1252")
    assert "Über den Föhn" in page.paragraphs[-1]


@pytest.mark.parametrize(
    "data",
    [b"", b"   ", b"plain words", b"\0\1\2<p>", b"{}", b"<html></html>", b"<p></p>", b"\x89PNG\r\n<", b"<!-- -->",
     b"<html><body><script>x()</script></body></html>", b"<p>12345</p>", "<\ud800>".encode("utf-8", "surrogatepass")],
)  # fmt: skip
def test_bytes_without_an_article_are_unreadable(data: bytes) -> None:
    with pytest.raises(FeedUnreadable) as caught:
        read_page(data, url=URL)
    assert caught.value.source == URL


def filled(unit: str) -> str:
    return unit * (900_000 // len(unit))


HOSTILE = {
    "nested": "<div>" * 180_000,
    "nested in time": "<div>" * 100 + filled("<p>Some words that are read here by nobody at all.</p>"),
    "angles": "<" * 900_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">",
    "long attribute": f"<div class='{'article ' * 110_000}'>{TEXT}",
    "tables": filled("<table><tr><td>a"),
    "lists": filled("<ul><li>a"),
    "links": filled("<p><a href=x>word word</a> word"),
    "comments": filled("<!-- x -->"),
    "open comments": filled("<!--"),
    "paragraphs": filled("<p>some words here"),
    "breaks": filled("some words here<br>"),
    "quotes": "<blockquote>" * 100 + filled("<p>words <q>ab</q>"),
    "formulas": filled("<math alttext='a b c'>b</math>"),
    "asides between words": filled("<aside>x</aside>some words and more words"),
    "buttons between words": filled("<button>x</button>some words and more words"),
    "scripts between words": filled("<script>x</script>some words and more words"),
    "shares between words": filled("<div class=share-nav>x</div>some words and more words"),
    "empty spans between words": "<p>" + filled("<span></span>some words and more words"),
    "types": '<script type="application/ld+json">' + filled('"@type":[') + "</script>" + TEXT,
    "deep data": '<script type="application/ld+json">{"articleBody":' + "[" * 800_000 + "</script>" + TEXT,
    "dates": '<script type="application/ld+json">' + filled('"datePublished":') + "</script>" + TEXT,
    "prolog": "<?xml " * 150_000,
    "titles": filled("<title>"),
    "one word": "<p>" + "w" * 900_000,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_megabyte_is_read_or_refused_in_no_time(markup: str) -> None:
    with suppress(FeedUnreadable):
        assert read_page(markup.encode(), url=URL).paragraphs
    with suppress(FeedUnreadable):
        assert len(feeds_on_page(markup.encode(), url=URL)) <= 100


def test_more_than_five_megabytes_are_not_read() -> None:
    with pytest.raises(FeedUnreadable, match="5 MB"):
        read_page(b"<p>word " * 700_000, url=URL)


@given(st.binary() | st.text(st.sampled_from("<>&;/#!-= \"'ap divtablemh1\0\n")).map(str.encode))
def test_any_bytes_give_a_page_or_are_unreadable(data: bytes) -> None:
    with suppress(FeedUnreadable):
        assert read_page(b"<html>" + data, url=URL).paragraphs
    with suppress(FeedUnreadable):
        for address, _ in feeds_on_page(b"<html>" + data, url=URL):
            assert address.startswith(("https://", "http://"))


@settings(max_examples=150)
@given(st.data())
def test_no_mutation_of_a_page_breaks_its_reader(data: st.DataObject) -> None:
    page = bytearray(data.draw(st.sampled_from(sorted(PAGES.glob("*.html")))).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(page)))
        end = start + data.draw(st.integers(0, 60))
        piece = data.draw(
            st.sampled_from([b"<", b">", b"<table>", b"</div>", b"<p>", b"&#0;", b"\xff", b"\0", b'"', b"<!--", b""])
        )
        page[start:end] = piece
    with suppress(FeedUnreadable):
        found = read_page(bytes(page), url=URL)
        assert all(paragraph == paragraph.strip() != "" for paragraph in found.paragraphs)


# ---------------------------------------------------------------- feeds


def feeds_of(markup: str, url: str = "https://paper.example/news/") -> list[tuple[str, str]]:
    return feeds_on_page(markup.encode(), url=url)


def test_a_page_names_its_feeds_and_those_of_comments_stand_last() -> None:
    markup = """<html><head>
    <link rel="alternate" type="application/rss+xml" title="Paper » Comments" href="/comments/feed/">
    <link rel="alternate" type="application/rss+xml" title="Paper" href="/feed/?utm_source=x">
    <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="atom.xml">
    <link rel="alternate" type="application/feed+json" title="JSON" href="//cdn.paper.example/feed.json">
    <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
    <link rel="alternate" hreflang="de" href="/de/">
    <link rel="stylesheet" type="text/css" href="/feed.css">
    <link rel="alternate" type="application/rss+xml" title="Again" href="https://paper.example/feed/">
    </head></html>"""
    assert feeds_of(markup) == [
        ("https://paper.example/feed/", "Paper"),
        ("https://paper.example/news/atom.xml", ""),
        ("https://cdn.paper.example/feed.json", "JSON"),
        ("https://paper.example/comments/feed/", "Paper » Comments"),
    ]


@pytest.mark.parametrize(
    ("href", "is_feed"),
    [("/rss", True), ("/feed/", True), ("/feeds/news", True), ("/news.rss", True), ("/rss-news.xml", True),
     ("/index.php/feed?x=1", True), ("/atom.xml#top", True), ("/feed.json", True), ("/feedback", False),
     ("/sitemap.xml", False), ("/brass", False), ("/press/rssing-about", False), ("mailto:feed@paper.example", False),
     ("javascript:/feed", False), ("http://[bad/feed", False)],
)  # fmt: skip
def test_links_that_look_like_feeds_come_after(href: str, is_feed: bool) -> None:
    markup = f'<a href="{href}">All <b>news</b></a><link rel=alternate type="text/rss+xml" href=/main>'
    found = feeds_of(markup)
    assert found[0] == ("https://paper.example/main", "")
    assert [title for _, title in found[1:]] == (["All news"] if is_feed else [])


def test_the_base_of_a_page_is_respected() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="rss">'
    assert feeds_of(f'<base href="/de/">{link}') == [("https://paper.example/de/rss", "")]
    assert feeds_of(f'<base href="data:x">{link}') == [("https://paper.example/news/rss", "")]


def test_a_page_without_feeds_has_none_and_no_page_is_refused_for_its_size() -> None:
    assert feeds_of("<p>no</p>") == []
    assert len(feeds_of("<div>" * 200 + "<a href=/rss>x</a>" + "<a href='/feed/%d'>y</a>" * 9)) == 2
    assert len(feeds_of("".join(f"<a href='/feed/{n}'>y</a>" for n in range(20_000)))) == 50
    with pytest.raises(FeedUnreadable):
        feeds_of("no page")


def test_common_paths_are_tried_once_each() -> None:
    assert len(set(COMMON_FEED_PATHS)) == len(COMMON_FEED_PATHS)
    assert all(path.startswith("/") for path in COMMON_FEED_PATHS)
