"""Nothing that a server sends hangs the reader, leads it elsewhere, or breaks it.

`read_anything` is what a fuzzer calls.
"""

from datetime import timedelta
from socket import create_server

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.documents import MAX_ENTRIES
from digests.errors import FeedUnreadable
from digests.feeds import read_feed
from digests.models import Entry
from digests.outlines import read_opml
from tests.conftest import ROOT

URL = "https://paper.example/feeds/all.xml"


def rss(items: str) -> str:
    return f"<rss version='2.0'><channel><title>Paper</title>{items}</channel></rss>"


def read(text: str) -> list[Entry]:
    return read_feed(text.encode(), url=URL)[1]


def only(text: str) -> Entry:
    (entry,) = read(text)
    return entry


HOSTILE = [
    "<a>", "<a/>", "</a>", "<a ", "<a='", "<", "&", "&#x;", "&a;", "]]>", "<![CDATA[", "<![CDATA[]]>", "<!--",
    "<!---->", "<?", "<?a?>", "<!DOCTYPE", "<!DOCTYPE [", "<!DOCTYPE []", '<!ENTITY a "b">', "<item>", "<item/>",
    "<item ", "<title>", "<item><title>", "<link ", "<link>", "<guid>", "<pubDate>", "<pubDate>x", "<dc:date>",
    "<x:title>", "<source>", "<description>x<br>", "<description>x</description>", "<media:group>", "</item>",
    "</rss>", "<hour>1</hour>", "<rss>", "<html>", "<a xml:base='b'>", "a='>' ", "a='<' ", "xmlns:a='b' ", "\ufffd",
    " ", "é",
]  # fmt: skip


def entries_or_reason(text: str) -> int | str:
    try:
        return len(read(text))
    except FeedUnreadable as error:
        return error.reason


@pytest.mark.parametrize("around", ["{}", "<item><description>{}</description></item>"])
@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_megabytes_do_not_hang_the_reader(part: str, around: str) -> None:
    read_as = entries_or_reason(rss(around.format(part * (900_000 // len(part)))))
    assert isinstance(read_as, int) or read_as in {
        "a tag in it has thousands of attributes",
        "its XML is too broken to be read",
    }


@pytest.mark.parametrize(
    "part", ["{},", "[", '{"a":', "1", '"', '{"id":1,"title":"x"},', '{"date_published":"1 Nov"},']
)
def test_hostile_json_does_not_hang_the_reader(part: str) -> None:
    start = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
    read_as = entries_or_reason(start + part * (900_000 // len(part)) + "{}]}")
    assert read_as in {MAX_ENTRIES, "this JSON is broken, or breaks off before its end"}


def test_blanks_and_names_without_end_do_not_hang_the_reader() -> None:
    assert only(rss(f"<item><guid>{' ' * 900_000}http:</guid></item>")).guid == "http:"
    assert only(rss(f"<item><title>a</title><author>{'@' * 900_000}</author></item>")).author


def test_comments_above_the_root_are_passed_over() -> None:
    # Once there were 2^40 ways to read them.
    assert only("<?xml version='1.0'?>" + "<!-- c --> " * 40 + rss("<item><title>a</title></item>")).title == "a"


def test_no_document_type_is_read_and_nothing_fetched() -> None:
    with create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        port = listener.getsockname()[1]
        for kind in (
            f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/x.dtd">',
            f'<!DOCTYPE rss [<!ENTITY leak SYSTEM "http://127.0.0.1:{port}/x">]>',
            f'<!DOCTYPE rss [<!ENTITY % leak SYSTEM "http://127.0.0.1:{port}/x"> %leak;]>',
            '<!DOCTYPE rss [<!ENTITY leak SYSTEM "file:///etc/passwd">]>',
            f'<?xml-stylesheet href="http://127.0.0.1:{port}/x.xsl"?>',
        ):
            item = "<item><title>a &leak; b</title></item>"
            assert only(kind + rss(item)).title == "a &leak; b"
            assert only(rss(kind + item)).title == "a &leak; b"
            read_opml(f'{kind}<opml><outline xmlUrl="https://a.example/" title="&leak;"/></opml>'.encode(), url=URL)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_no_entity_is_expanded() -> None:
    names = [f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10)]
    kind = f"<!DOCTYPE rss [<!ENTITY e0 'ha'>{''.join(names)}]>"
    item = "<item><title>&e9;</title></item>"
    assert only(kind + rss(item)).title == "&e9;"
    assert len(only(rss(kind + item)).title) < 10


def read_anything(data: bytes) -> None:
    """What a fuzzer calls: bytes give entries that can be kept, or FeedUnreadable; all else is a bug."""
    try:
        feed, entries = read_feed(data, url=URL)
    except FeedUnreadable:
        return
    assert feed.title
    for entry in entries:
        assert entry.guid
        assert entry.published_at is None or entry.published_at.utcoffset() == timedelta(0)
        assert not [link for link in (entry.url, entry.source_url) if link and not link.lower().startswith("http")]
        "".join([entry.title, entry.content, entry.guid, entry.source or "", entry.language or ""]).encode()


GOLDEN = [path.read_bytes() for path in sorted((ROOT / "tests" / "data" / "feeds").iterdir())]


@given(st.data())
def test_a_feed_damaged_anywhere_gives_entries_or_feed_unreadable(choice: st.DataObject) -> None:
    data = choice.draw(st.sampled_from(GOLDEN))
    for _ in range(choice.draw(st.integers(1, 4))):
        start, end = sorted(choice.draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        slices = st.sampled_from(
            [data[start:end], data[start:end] * 3, choice.draw(st.sampled_from(GOLDEN))[start:end]]
        )
        data = (
            data[:start]
            + choice.draw(st.binary(max_size=4) | slices)
            + data[choice.draw(st.sampled_from([start, end])) :]
        )
    read_anything(data)
