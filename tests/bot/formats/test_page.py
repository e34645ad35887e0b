"""The digest as a page: one document, in the right languages and directions, that no feed can break out of."""

import re
from collections.abc import Iterator
from datetime import timedelta, timezone

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from bot.formats.page import CONTENT_SECURITY_POLICY, as_html
from tests.bot.formats.examples import (
    a_digest,
    an_article,
    an_item,
    example_digest,
    flood_in_german,
    harvest_in_arabic,
    night_train,
    one_story_of,
    strike_without_sentences,
    vaccine_in_french,
)


def _page(html: str) -> Element:
    return lxml.html.document_fromstring(html)


def _one(element: Element, path: str) -> Element:
    (found,) = _all(element, path)
    return found


def _all(page: Element, path: str) -> list[Element]:
    found = page.xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, Element)]


def _text(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _attributes(page: Element) -> Iterator[tuple[str, str, str]]:
    for element in _all(page, "//*"):
        for name, value in element.attrib.items():
            yield str(element.tag), str(name), str(value)


def test_nothing_is_loaded_from_anywhere() -> None:
    html = as_html(example_digest())
    page = _page(html)
    loading = [
        (tag, name, value) for tag, name, value in _attributes(page) if name in {"src", "srcset", "poster", "data"}
    ]
    links = [(name, value) for tag, name, value in _attributes(page) if tag == "link" and name == "href"]
    assert loading == []
    assert len(links) == 1
    assert links[0][1].startswith("data:image/svg+xml,")
    assert "url(" not in html
    assert "@import" not in html
    assert not _all(page, "//script | //iframe | //object | //embed | //form | //base | //img")


def test_the_head_says_what_a_browser_may_do() -> None:
    page = _page(as_html(example_digest()))
    metas = {
        element.get("http-equiv") or element.get("name"): element.get("content") for element in _all(page, "//meta")
    }
    assert metas["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert metas["referrer"] == "no-referrer"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert metas["color-scheme"] == "light dark"


def test_no_element_carries_a_style_or_a_handler_of_its_own() -> None:
    page = _page(as_html(example_digest()))
    assert [name for _, name, _ in _attributes(page) if name == "style" or name.startswith("on")] == []


def test_every_link_goes_to_the_web_and_tells_nobody_where_it_came_from() -> None:
    links = _all(_page(as_html(example_digest())), "//a")
    assert links
    assert all(re.match("https?://", link.get("href") or "") for link in links)
    assert {link.get("rel") for link in links} == {"noopener noreferrer nofollow"}


def test_a_story_shows_headline_quotes_publishers_and_name() -> None:
    page = _page(as_html(a_digest(night_train())))
    story = _one(page, "//article")
    assert story.get("id") == "k7qm"
    assert _text(_one(story, ".//h2")) == "Ministers agree on a night train from Lisbon to Warsaw"
    assert _text(_all(story, ".//blockquote")[0]) == "“The first train is to leave in May.”"
    assert _text(_all(story, ".//figcaption")[0]) == "The Harbour Post"
    assert _text(_all(story, ".//p[@class='foot']")[0]) == "5 publishers · English, German, French, Portuguese k7qm"
    assert _text(_one(story, ".//summary")) == "All 5 articles"


def test_all_articles_are_listed_by_language_the_readers_first() -> None:
    page = _page(as_html(a_digest(night_train(), language="fr")))
    assert [_text(heading) for heading in _all(page, "//details//h3")] == [
        "français",
        "anglais",
        "allemand",
        "portugais",
    ]
    assert _text(_all(page, "//details//li")[0]) == (
        "Un train de nuit reliera Lisbonne à Varsovie La Gazette du Rail · 21 nov. 2026, 00:30"
    )
    assert _text(_all(page, "//details//li")[-1]).endswith("Diário do Cais · sans date")


def test_times_are_those_of_the_readers_zone_and_the_page_names_it() -> None:
    html = as_html(a_digest(night_train(), language="de"), zone=timezone(timedelta(hours=9), "JST"))
    page = _page(html)
    assert '<time datetime="2026-11-20T22:00:00Z"' in html
    assert "The Harbour Post · 21.11.2026, 07:00" in _text(page)
    assert "Uhrzeiten in JST." in _text(page)


def test_a_story_in_another_language_says_so_in_the_readers() -> None:
    page = _page(as_html(a_digest(flood_in_german(), vaccine_in_french(), language="fr-CA")))
    assert [_text(note) for note in _all(page, "//p[@class='kicker']")] == ["en allemand"]


def test_language_and_direction_are_given_where_they_change() -> None:
    page = _page(as_html(a_digest(harvest_in_arabic(), vaccine_in_french(), language="fr")))
    assert (page.get("lang"), page.get("dir")) == ("fr", "ltr")
    groups = [(group.get("lang"), group.get("dir")) for group in _all(page, "//hgroup")]
    figures = [(figure.get("lang"), figure.get("dir")) for figure in _all(page, "//figure")]
    assert groups == [("ar", "rtl"), (None, None)]
    assert figures == [("ar", "rtl"), (None, None), (None, None)]


def test_a_page_for_an_arabic_reader_runs_to_the_left_and_marks_the_bots_english() -> None:
    page = _page(as_html(a_digest(harvest_in_arabic(), language="ar")))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    title = _one(page, "//h1/bdi")
    assert (title.get("lang"), title.get("dir"), _text(title)) == ("en", "ltr", "News digest")
    assert _one(page, "//hgroup").get("lang") is None


def test_a_language_that_nobody_knows_has_an_empty_tag_and_its_own_direction() -> None:
    item = an_item("a1b2", [an_article("T", "S.", source="Post", language="und")], quotes=[(0, "S.")])
    group = _one(_page(as_html(a_digest(item))), "//hgroup")
    assert (group.get("lang"), group.get("dir")) == ("", "auto")
    assert _text(group) == "in an unknown language T"


def test_a_headline_alone_without_any_address_is_a_story_too() -> None:
    page = _page(as_html(a_digest(strike_without_sentences())))
    assert _text(_one(page, "//h2")) == "Port workers end their strike"
    assert not _all(page, "//a | //figure")


def test_a_digest_without_stories_says_so() -> None:
    assert "Niente da segnalare in questo periodo." in _text(_page(as_html(a_digest(language="it"))))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/",
        'https://a.example/"onmouseover="alert(1)',
        "https://a.example/\u202egpj.exe",
        "https://a.example/\n",
    ],
)
def test_an_address_that_is_not_of_the_web_becomes_plain_text(url: str) -> None:
    item = an_item("a1b2", [an_article("Title", "S.", source="Post", url=url)], quotes=[(0, "S.")])
    page = _page(as_html(a_digest(item)))
    assert not _all(page, "//a")
    assert _text(_one(page, "//figcaption")) == "Post"


_BREAKERS = [
    "<script>alert(1)</script>",
    "</title></style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp;",
    "-->]]><!--",
]


@pytest.mark.parametrize("hostile", _BREAKERS)
def test_hostile_text_is_shown_as_it_was_written(hostile: str) -> None:
    page = _page(as_html(one_story_of(hostile, hostile + " x", source=hostile)))
    assert not _all(page, "//script | //img")
    assert [name for _, name, _ in _attributes(page) if name.startswith("on")] == []
    assert _text(_one(page, "//h2")) == hostile
    assert hostile in _text(_one(page, "//blockquote"))
    assert _text(_one(page, "//figcaption")) == hostile


@given(st.text(st.characters() | st.sampled_from("<>\"'&{}%\u202e\x00\x1b"), min_size=1, max_size=40))
def test_no_text_changes_the_elements_of_the_page(text: str) -> None:
    def elements(html: str) -> list[str]:
        return [str(element.tag) for element in _all(_page(html), "//*")]

    assert elements(as_html(one_story_of(text, text, source=text))) == elements(
        as_html(one_story_of("a", "b", source="c"))
    )


def test_bidi_and_other_controls_do_not_reach_the_page() -> None:
    html = as_html(one_story_of("a\u202eb\u2066c\x00\x1b[31m", "d\u202ae\u2069", source="f\u202e"))
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x1b")


def test_a_title_of_ten_thousand_characters_is_cut() -> None:
    page = _page(as_html(one_story_of("x" * 10_000)))
    headline = _text(_one(page, "//h2"))
    assert len(headline) == 300
    assert headline.endswith("x…")


@pytest.mark.parametrize("hostile", ['en" onclick="x', "<b>", "x y"])
def test_a_language_tag_that_is_none_is_not_written_into_the_page(hostile: str) -> None:
    page = _page(as_html(one_story_of("Title", language=hostile)))
    assert page.get("lang") == ""
    assert [name for _, name, _ in _attributes(page) if name == "onclick"] == []
