"""What becomes of an entry: clean text, canonical address, language, date."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.articles import canonical_url, detected_language, plain_paragraphs, read_article, unique_ids
from digests.models import Entry, Feed

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
FEED = Feed(url="https://paper.example/rss", title="The Paper")
UNSEEN = {"Cc", "Cs"}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("one\ntwo", ["one", "two"]),
        ("<p>one\nline<p>two<br>three", ["one line", "two", "three"]),
        ("<div>a<p>b</p>c</div>d", ["a", "b", "c", "d"]),
        ("a<script>x()</script><style>p{}</style><figure><figcaption>pier</figcaption></figure>b", ["a", "b"]),
        ("<!-- no --><?php no ?><p>yes</p>", ["yes"]),
        ("<p>salt &amp; sea, 1 &lt; 2</p>", ["salt & sea, 1 < 2"]),
        ("&lt;p&gt;twice&lt;/p&gt;", ["twice"]),
        ("<p>the boat&amp;#8217;s &amp;amp; pier</p>", ["the boat’s & pier"]),
        ("<![CDATA[<p>wrapped</p>]]>", ["wrapped"]),
        ("5 < 6 & 7", ["5 < 6 & 7"]),
        ("<p>e\u0301te\u0301 a&nbsp;b</p>", ["été a\u00a0b"]),
        ("<p>so&shy;ft\u202ex\u061cy\u2067z\0</p>", ["softxyz"]),
        ("<p>👩\u200d🚒 نام\u200cها</p>", ["👩\u200d🚒 نام\u200cها"]),
        ("<p></p> &nbsp;<br>", []),
    ],
)
def test_html_becomes_its_visible_paragraphs(markup: str, paragraphs: list[str]) -> None:
    assert plain_paragraphs(markup) == paragraphs


def test_tags_escaped_a_hundred_thousand_times_and_never_closed_are_text() -> None:
    assert plain_paragraphs("&lt;p " * 100_000)


@pytest.mark.parametrize(
    "markup",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(90_000)) + ">x</p>",
        "<p>a" + "\u0301\u0323" * 200_000,
        "<div>" * 150_000,
        "<" * 900_000,
        "<!--" * 200_000,
        "<p>x</p>" * 100_000,
    ],
    ids=["attributes", "marks", "nested", "angles", "comments", "paragraphs"],
)
def test_hostile_markup_does_not_hang_the_reader(markup: str) -> None:
    assert all(paragraph.strip() for paragraph in plain_paragraphs(markup))


@settings(deadline=None)  # the first call loads parsers and models
@given(st.one_of(st.text(), st.text(st.sampled_from("<>&;/#!-p brdivx12\u202e\u0301\0\n")), st.text(st.characters())))
def test_any_html_gives_lines_without_control_and_direction_characters(markup: str) -> None:
    for line in plain_paragraphs(markup) + plain_paragraphs(f"<p>{markup}</p>"):
        assert line.strip()
        assert not {unicodedata.category(character) for character in line} & UNSEEN
        assert not BIDI & set(line)


entries = st.builds(
    Entry,
    guid=st.text(min_size=1),
    title=st.text(),
    content=st.text(st.sampled_from("<p>\n\r ab.é\u0301\u202e&#x2028;")) | st.text(),
    is_html=st.booleans(),
    source=st.none() | st.text(),
    author=st.none() | st.text(),
    language=st.none() | st.text(),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=5)))),
)


@settings(deadline=None)  # the first call loads parsers and models
@given(entries)
def test_an_article_is_nfc_without_empty_paragraphs_and_not_from_the_future(entry: Entry) -> None:
    article = read_article(entry, FEED, fetched_at=NOW)
    if article is None:
        return
    assert article.title or article.text
    for text in (article.title, article.text, article.source):
        assert unicodedata.is_normalized("NFC", text)
        text.encode()
    assert not article.text or all(line.strip() for line in article.text.split("\n"))
    assert article.published_at is None or article.published_at <= NOW
    assert article.language.isascii()


def test_dates_of_unset_clocks_are_none_and_future_ones_are_now() -> None:
    def dated(year: int) -> datetime | None:
        entry = Entry(guid="1", title="Rain", published_at=datetime(year, 1, 1, tzinfo=UTC))
        article = read_article(entry, FEED, fetched_at=NOW)
        assert article
        return article.published_at

    assert (dated(1970), dated(2099)) == (None, NOW)


def test_an_article_of_nothing_is_none() -> None:
    assert read_article(Entry(guid="1", title=" ", content="<p>\u200b</p>"), FEED, fetched_at=NOW) is None


@pytest.mark.parametrize("title", ["Late ferry | The Paper", "The Paper - Late ferry", "Late ferry – THE PAPER"])
def test_the_papers_name_goes_from_the_title(title: str) -> None:
    article = read_article(Entry(guid="1", title=title), FEED, fetched_at=NOW)
    assert article
    assert article.title == "Late ferry"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://ME:x@A.Example/P?utm_source=x&b=%20%FF&c#top", "https://a.example/P?b=%20%FF&c"),
        ("https://a.example/?fbclid=1", "https://a.example/"),
        ("ftp://a.example/", None),
        ("http://[bad", None),
        ("https:///x", None),
        (None, None),
    ],
)
def test_an_address_loses_only_what_tracks(url: str | None, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


def test_ids_of_two_feeds_never_clash() -> None:
    found = [
        read_article(Entry(guid="1", article_id="a", title="Rain"), Feed(url=url, title="x"), fetched_at=NOW)
        for url in ("file:///a", "file:///b")
    ]
    assert len({article.id for article in unique_ids([one for one in found if one], {})}) == 2


GERMAN = "Der Kreistag hat am Montag beschlossen, die Fähre auch im Winter fahren zu lassen, und sucht nun Personal."


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        (GERMAN, None, "de"),
        (GERMAN, "en", "de"),
        (GERMAN, "not a tag", "de"),
        ("Il porto chiude", "it-IT", "it"),
        ("Pier in Cork", " EN_ie ", "en"),
        ("12:30", "fr", "fr"),
        ("12:30", "<b>", "und"),
        ("", None, "und"),
    ],
)
def test_a_hint_decides_for_short_texts_and_never_against_a_clear_one(text: str, hint: str, language: str) -> None:
    assert detected_language(text, hint=hint) == language
