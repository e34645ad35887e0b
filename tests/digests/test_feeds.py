"""What bytes become feeds, and what is said of those that do not."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import FeedUnreadable
from digests.feeds import kind_of, read_feed, read_rows, read_text
from digests.models import Entry, Feed
from digests.outlines import read_opml

URL = "https://paper.example/feeds/all.xml"


def rss(items: str, *, declared: str = "", attributes: str = 'version="2.0"', head: str = "") -> str:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    channel = f"<title>Paper</title><link>https://paper.example/</link>{head}{items}"
    return f"{declaration}<rss {attributes}><channel>{channel}</channel></rss>"


def atom(entries: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>Blatt</title>{entries}</feed>'


def json_feed(*items: object, version: str = "https://jsonfeed.org/version/1.1", **about: object) -> str:
    return json.dumps({"version": version, "title": "Foglio", "items": items, **about})


def read(text: str | bytes, url: str = URL) -> tuple[Feed, list[Entry]]:
    return read_feed(text if isinstance(text, bytes) else text.encode(), url=url)


def only(text: str | bytes, url: str = URL) -> Entry:
    _, (entry,) = read(text, url)
    return entry


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Paper</title></channel><item rdf:about="https://paper.example/1"><title>Ferry late</title>
<link>https://paper.example/1</link></item></rdf:RDF>"""
OLD_ATOM = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Paper</title><entry><title>Ferry late</title>
<link rel="alternate" href="https://paper.example/1"/><id>https://paper.example/1</id></entry></feed>"""
ITEM = "<item><title>Ferry late</title><link>https://paper.example/1</link></item>"
ENTRY = '<entry><title>Ferry late</title><link href="https://paper.example/1"/><id>https://paper.example/1</id></entry>'
ROW = {"id": "https://paper.example/1", "url": "https://paper.example/1", "title": "Ferry late"}


@pytest.mark.parametrize(
    "text",
    [
        *(rss(ITEM, attributes=f'version="{version}"') for version in ("0.91", "0.92", "2.0")),
        RDF,
        OLD_ATOM,
        atom(ENTRY),
        json_feed(ROW),
        json_feed(ROW, version="https://jsonfeed.org/version/1"),
    ],
)
def test_every_format_gives_the_same_entry(text: str) -> None:
    entry = only(text)
    assert (entry.guid, entry.url, entry.title) == ("https://paper.example/1", "https://paper.example/1", "Ferry late")


@pytest.mark.parametrize("text", [rss(""), atom(""), json_feed(), '<rss version="2.0"/>', "<feed/>"])
def test_a_feed_without_items_is_a_feed(text: str) -> None:
    assert read(text)[1] == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"])
@pytest.mark.parametrize("declared", ["", "UTF-8", "ISO-8859-1", "x-unheard-of", "UTF-16", "hex"])
def test_letters_survive_wrong_missing_and_unknown_charset_declarations(encoding: str, declared: str) -> None:
    assert only(rss("<item><title>Fähre für Öland</title></item>", declared=declared).encode(encoding)).title == (
        "Fähre für Öland"
    )


@pytest.mark.parametrize(
    ("encoding", "title"), [("koi8-r", "Паром опоздал"), ("shift_jis", "船が遅れた"), ("iso-2022-jp", "船が遅れた")]
)
def test_other_charsets_are_believed_when_declared(encoding: str, title: str) -> None:
    assert only(rss(f"<item><title>{title}</title></item>", declared=encoding).encode(encoding)).title == title


def test_latin_1_means_windows_1252() -> None:
    assert only(rss("<item><title>l’île</title></item>", declared="iso-8859-1").encode("cp1252")).title == "l’île"


def test_the_charset_of_the_http_header_is_used_where_nothing_else_tells() -> None:
    data = rss("<item><title>Паром</title></item>").encode("cp1251")
    assert read_feed(data, url=URL, charset="windows-1251")[1][0].title == "Паром"


def test_entities_that_xml_does_not_know_lose_no_text() -> None:
    entry = only(
        rss("<item><title>R&D & caf&eacute;&#0;&#xD800;</title><link>https://a.example/?a=1&b=2</link></item>")
    )
    assert (entry.title, entry.url) == ("R&D & café", "https://a.example/?a=1&b=2")


def test_cdata_is_kept_as_it_is() -> None:
    entry = only(
        rss(
            "<item><title><![CDATA[Salt & <i>sea</i>]]></title><description><![CDATA[<p>a&amp;b]]></description></item>"
        )
    )
    assert (entry.title, entry.content) == ("Salt & <i>sea</i>", "<p>a&amp;b")


def test_prefixes_that_were_never_declared_are_understood() -> None:
    entry = only(rss("<item><title>x</title><content:encoded>Full text</content:encoded></item>"))
    assert entry.content == "Full text"


def test_relative_links_are_resolved_against_xml_base_or_the_feeds_page() -> None:
    assert only(rss("<item><title>x</title><link>news/1?a=1&amp;b=2</link></item>")).url == (
        "https://paper.example/news/1?a=1&b=2"
    )
    entry = '<entry><title>x</title><id>1</id><link href="1.html"/></entry>'
    assert only(atom(entry, 'xml:base="https://base.example/a/"')).url == "https://base.example/a/1.html"


@pytest.mark.parametrize(
    "item",
    [
        "<title>x</title><link>http://[bad/</link><source>y</source>",
        "<title>x</title><link href='http://[bad/' xml:base='http://[worse/'/>",
        "<title>x</title><source url='http://[bad/'/>",
        "<TITLE>x</TITLE><SOURCE>",
    ],
)
def test_an_address_that_cannot_be_taken_apart_costs_no_item(item: str) -> None:
    entry = only(rss(f"<item>{item}</item>"))
    assert (entry.title, entry.url, entry.source_url) == ("x", None, None)


@pytest.mark.parametrize(
    "name", ["links", "content", "source", "published_parsed", "guidislink", "id", "author_detail"]
)
def test_an_element_named_like_a_key_of_the_parsers_costs_no_item(name: str) -> None:
    item = f"<ITEM><TITLE>x</TITLE><{name}>y</{name}></ITEM>"
    assert only(f"<RSS version='2.0'><CHANNEL>{item}</CHANNEL></RSS>").title == "x"
    assert only(rss(item.replace("ITEM", "item").replace("TITLE", "title"))).title == "x"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/hosts", "http://[bad/", "https://a\u202eb.example/"]
)
def test_links_that_are_no_address_are_none(link: str) -> None:
    assert only(rss(f"<item><title>x</title><link>{link}</link></item>")).url is None


def test_entries_without_guid_or_with_one_for_all_keep_distinct_ones() -> None:
    assert (
        len({entry.guid for entry in read(rss("<item><title>a</title></item><item><title>b</title></item>"))[1]}) == 2
    )
    _, entries = read(rss("".join(f"<item><guid>g</guid><title>{title}</title></item>" for title in "aba")))
    guids = [entry.guid for entry in entries]
    assert guids[0] == guids[2] != guids[1]


def test_an_item_without_guid_and_link_stays_the_same_when_its_text_is_edited() -> None:
    dated = "<item><title>Ferry late</title><pubDate>Mon, 16 Nov 2026 08:00:00 GMT</pubDate>{}</item>"
    assert (
        only(rss(dated.format("<description>By one.</description>"))).guid
        == only(rss(dated.format("<description>By two.</description>"))).guid
    )


def test_an_item_of_a_feed_with_one_guid_for_all_keeps_its_guid_when_others_come_above_it() -> None:
    before, after = (
        [f"<item><guid>g</guid><title>{title}</title></item>" for title in titles] for titles in ("ab", "cab")
    )
    old, new = ({entry.title: entry.guid for entry in read(rss("".join(items)))[1]} for items in (before, after))
    assert new | old == new


@pytest.mark.parametrize("guid", ["7", "20261105", "2026-11-05", "<![CDATA[12]]>"])
def test_a_guid_is_never_taken_for_a_date(guid: str) -> None:
    entry = only(rss(f"<item><guid>{guid}</guid><title>x</title><pubDate>some day</pubDate></item>"))
    assert entry.published_at is None
    assert entry.guid in guid


@pytest.mark.parametrize("date", ["", "soon", "Mon, 32 Nov 2026 07:00:00 GMT", "9999-12-31T23:59:59-12:00", "1" * 300])
def test_impossible_dates_are_none(date: str) -> None:
    assert only(rss(f"<item><title>x</title><pubDate>{date}</pubDate></item>")).published_at is None


def test_what_the_fast_parser_cannot_read_the_patient_one_reads_with_its_date() -> None:
    item = "<ITEM><TITLE>Ferry late</TITLE><GUID>7</GUID><PUBDATE>Mon, 16 Nov 2026 08:00:00 +0100</PUBDATE></ITEM>"
    entry = only(f"<RSS version='2.0'><CHANNEL>{item}</CHANNEL></RSS>")
    assert (entry.title, entry.guid) == ("Ferry late", "7")
    assert entry.published_at == datetime(2026, 11, 16, 7, tzinfo=UTC)


def test_an_rss_authors_address_is_not_part_of_the_name() -> None:
    assert only(rss("<item><title>x</title><author>desk@paper.example (Ida Holm)</author></item>")).author == "Ida Holm"


def test_only_the_feeds_own_head_tells_its_address_and_language() -> None:
    entry = '<entry xml:lang="pt"><title>x</title><id>1</id><link rel="self" href="https://a.example/1"/></entry>'
    feed, _ = read(atom(entry), "file:///tmp/a.xml")
    assert (feed.url, feed.language) == ("file:///tmp/a.xml", None)
    feed, _ = read(
        atom('<link rel="self" href="https://a.example/?x=1&amp;y=2"/>', 'xml:lang="da"'), "file:///tmp/a.xml"
    )
    assert (feed.url, feed.language) == ("https://a.example/?x=1&y=2", "da")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (rss("", attributes='version="0.91"'), "RSS 0.91"),
        (rss("", attributes='version="2.0"'), "RSS 2.0"),
        (rss("", attributes='version="&lt;b&gt;"'), "RSS"),
        (rss("", attributes=""), "RSS"),
        (RDF, "RSS 1.0"),
        (RDF.replace("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"), "RSS 0.90"),
        (OLD_ATOM, "Atom 0.3"),
        (atom(""), "Atom 1.0"),
        ("<feed/>", "Atom 1.0"),
        (json_feed(version="https://jsonfeed.org/version/1"), "JSON Feed 1.0"),
        (json_feed(), "JSON Feed 1.1"),
        (json_feed(version="jsonfeed.org"), "JSON Feed"),
    ],
)
def test_the_format_is_told_by_root_namespace_and_version(text: str, name: str) -> None:
    assert read(text)[0].format == name


@pytest.mark.parametrize(
    ("text", "site"),
    [
        (rss(""), "https://paper.example/"),
        (atom('<link href="/home"/>'), "https://paper.example/home"),
        (atom('<link rel="self" href="/f"/><link rel="alternate" href="/home"/>'), "https://paper.example/home"),
        (atom('<link href="../"/>', 'xml:base="https://base.example/a/b/"'), "https://base.example/a/"),
        (atom('<link rel="self" href="/f"/>'), None),
        (json_feed(home_page_url="https://paper.example/"), "https://paper.example/"),
        (json_feed(home_page_url="javascript:alert(1)"), None),
    ],
)
def test_a_feed_names_its_page_for_people(text: str, site: str | None) -> None:
    assert read(text)[0].site_url == site


SY = "<sy:updatePeriod>{}</sy:updatePeriod><sy:updateFrequency>{}</sy:updateFrequency>"


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("", None),
        ("<ttl> 90 </ttl>", 90),
        ("<ttl>0</ttl>", None),
        ("<ttl>-1</ttl>", None),
        ("<ttl>99999999999</ttl>", None),
        ("<ttl>999999999</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>" + "9" * 9999 + "</ttl>", None),
        (SY.format("hourly", 2), 30),
        (SY.format(" Daily ", ""), 1440),
        (SY.format("daily", "-4"), 1440),
        (SY.format("sometimes", 1), None),
        (SY.format("hourly", 1) + "<ttl>90</ttl>", 90),
        (SY.format("daily", 1) + "<ttl>90</ttl>", 1440),
        ("<image><ttl>7</ttl></image>", None),
        ("<item><ttl>7</ttl></item>", None),
        (f"{ITEM}<ttl>7</ttl>", 7),
    ],
)
def test_a_feed_asks_not_to_be_fetched_more_often_than_its_longest_interval(head: str, minutes: int | None) -> None:
    assert read(rss("", head=head))[0].asked_interval == (minutes and timedelta(minutes=minutes))


HOURS = "".join(f"<hour>{hour}</hour>" for hour in range(24))


@pytest.mark.parametrize(
    ("head", "hours", "days"),
    [
        ("", [], []),
        ("<skipHours><hour>0</hour><hour>07</hour><hour>24</hour></skipHours>", [0, 7], []),
        ("<skipHours><hour>-1</hour><hour>77</hour><hour>x</hour><hour/><!-- 3 --></skipHours>", [], []),
        (f"<skipHours>{HOURS}</skipHours>", [], []),
        ("<skipDays><day>Monday</day><day> sunday </day><day>Someday</day></skipDays>", [], [0, 6]),
        (f"{ITEM}<skipHours><hour>3</hour></skipHours>", [3], []),
        ("<item><skipHours><hour>3</hour></skipHours></item>", [], []),
    ],
)
def test_a_feed_names_hours_and_days_in_which_not_to_ask_it(head: str, hours: list[int], days: list[int]) -> None:
    feed, _ = read(rss("", head=head))
    assert (sorted(feed.skip_hours), sorted(feed.skip_days)) == (hours, days)


def test_json_feeds_survive_items_that_are_none() -> None:
    text = json_feed(None, 5, {"id": 2, "title": ["x"], "authors": "y", "language": "fr", "content_text": "1 < 2"})
    entry = only("\ufeff" + text)
    assert (entry.guid, entry.title, entry.content, entry.is_html, entry.language) == ("2", "", "1 < 2", False, "fr")


SECOND = "<item><title>Crane moved</title><link>https://paper.example/2</link></item>"


@pytest.mark.parametrize(
    "text",
    [
        rss(ITEM + SECOND)[:-9],
        rss(ITEM + SECOND)[:-60],
        rss(ITEM + "<item><title>Crane mov"),
        rss(ITEM + "<item><description><![CDATA[<p>It mov")[: -len("</channel></rss>")],
        atom(ENTRY + "<entry><title>Crane")[: -len("</feed>")],
        RDF[: -len("</rdf:RDF>")],
        rss(ITEM, attributes='xmlns:r="http://a.example/" version="2.0"').replace("item>", "r:item>")[:-9],
    ],
)
def test_of_a_feed_that_breaks_off_the_whole_items_are_read(text: str) -> None:
    feed, entries = read(text.removesuffix("</channel></rss>"))
    assert entries[0].title == "Ferry late"
    assert not feed.is_whole
    assert all(entry.title in {"Ferry late", "Crane moved"} for entry in entries)


@pytest.mark.parametrize("text", [rss(ITEM), rss(ITEM)[:-1], rss(ITEM) + "\n", atom(ENTRY)[:-1], RDF[:-1], "<rss/>"])
def test_a_feed_whose_last_tag_is_there_is_whole(text: str) -> None:
    feed, entries = read(text)
    assert feed.is_whole
    assert len(entries) == (text != "<rss/>")


def test_texts_in_base64_are_unpacked() -> None:
    title, content = (f'mode="base64">{text}' for text in ("RmVycnkgPGI+bGF0ZTwvYj4=", "QnkgbmlnaHQu"))
    entry = f"<entry><title {title}</title><id>a</id><content {content}</content></entry>"
    read_entry = only(f'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Paper</title>{entry}</feed>')
    assert (read_entry.title, read_entry.content) == ("Ferry <b>late</b>", "By night.")
    assert only(atom('<entry><title mode="base64">no base64!</title></entry>')).title == "no base64!"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\0\0\0\rIHDR", "binary"),
        (b"<!-- hi --><!DOCTYPE html><p>a page with <feed> in it</p>", "web page"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "web page"),
        (b"<head><title>x</title></head>", "web page"),
        (b"just words", "not a feed"),
        (b"/etc/passwd", "not a feed"),
        (b"[1, 2]", "not a feed"),
        (b'{"a": 1}', "no JSON Feed"),
        (json_feed(ROW).encode()[:-9], "breaks off"),
        (rss("").encode()[:-9], "breaks off before </rss>"),
        (rss(ITEM).encode()[:-30], "breaks off before </rss>"),
        (rss(ITEM).encode("utf-16")[:-60], "breaks off before </rss>"),
        (atom("<feedburner:a>x</feedburner:a>").encode()[:-7], "breaks off before </feed>"),
        (rss("<item " + " ".join(f"a{n}='1'" for n in range(70_000)) + "/>").encode(), "attributes"),
        (rss("<item " + " ".join(f"a{n}='>'" for n in range(70_000)) + "/>").encode(), "attributes"),
        (rss("<x>" * 90_000).replace("rss", "feed").encode(), "too broken"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(FeedUnreadable, match=reason):
        read(data)


def test_a_nul_or_control_inside_a_feed_costs_no_other_character() -> None:
    assert only(rss("<item><title>a\0b\x0bc</title></item>")).title == "abc"


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text().map(lambda text: rss(ITEM + text).encode())))
def test_bytes_become_entries_or_feed_unreadable(data: bytes) -> None:
    for name, reader in (("a.xml", read_feed), ("a.jsonl", read_rows), ("a.txt", read_text), ("a.opml", read_opml)):
        kind_of(name, data)
        try:
            reader(data, url=f"file:///{name}")
        except FeedUnreadable as error:
            assert "\n" not in error.reason  # noqa: PT017
