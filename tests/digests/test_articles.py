"""What becomes of an entry: clean text, address, publisher, language, date; and of an article with its page."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.articles import (
    clean_article,
    detected_language,
    lacks_text,
    unique_ids,
    with_language,
    with_page,
)
from digests.models import Article, Entry, Feed, Page

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(days=2)
FEED = Feed(url="https://paper.example/rss", title="The Paper")


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


@given(entries)
def test_an_article_is_nfc_without_empty_paragraphs_and_not_from_the_future(entry: Entry) -> None:
    article = clean_article(entry, FEED, fetched_at=NOW)
    if article is None:
        return
    assert article.title or article.text
    for text in (article.title, article.text, article.source):
        assert unicodedata.is_normalized("NFC", text)
        text.encode()
    assert not article.text or all(line.strip() for line in article.text.split("\n"))
    assert article.published_at is None or article.published_at <= NOW
    assert article.language.isascii()
    assert article.publisher == "paper.example"
    assert with_language(article).language.isascii()


def test_dates_of_unset_clocks_are_none_and_future_ones_are_now() -> None:
    def dated(year: int) -> datetime | None:
        entry = Entry(guid="1", title="Rain", published_at=datetime(year, 1, 1, tzinfo=UTC))
        article = clean_article(entry, FEED, fetched_at=NOW)
        assert article
        return article.published_at

    assert (dated(1970), dated(2099)) == (None, NOW)


def test_an_article_of_nothing_is_none() -> None:
    assert clean_article(Entry(guid="1", title=" ", content="<p>\u200b</p>"), FEED, fetched_at=NOW) is None


@pytest.mark.parametrize("title", ["Late ferry | The Paper", "The Paper - Late ferry", "Late ferry – THE PAPER"])
def test_the_papers_name_goes_from_the_title(title: str) -> None:
    article = clean_article(Entry(guid="1", title=title), FEED, fetched_at=NOW)
    assert article
    assert article.title == "Late ferry"


def test_ids_of_two_feeds_never_clash() -> None:
    found = [
        clean_article(Entry(guid="1", article_id="a", title="Rain"), Feed(url=url, title="x"), fetched_at=NOW)
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
        ("", "zh_TW", "zh-Hant"),
        ("12:30", "zh-Hans-HK", "zh"),
    ],
)
def test_a_hint_decides_for_short_texts_and_never_against_a_clear_one(text: str, hint: str, language: str) -> None:
    assert detected_language(text, hint=hint) == language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("縣政府週一決定讓渡輪在冬天也繼續開航，現在正在找人。", None, "zh-Hant"),
        ("縣政府週一決定讓渡輪在冬天也繼續開航，現在正在找人。", "zh-CN", "zh-Hant"),
        ("县政府周一决定让渡轮在冬天也继续开航，现在正在找人。", None, "zh"),
        ("县政府周一决定让渡轮在冬天也继续开航，现在正在找人。", "zh-HK", "zh"),
        ("大雨的夜晚，山上的人都在家中", "zh-TW", "zh-Hant"),
        ("大雨的夜晚，山上的人都在家中", "zh-Hans", "zh"),
        ("大雨的夜晚，山上的人都在家中", None, "zh"),
    ],
)
def test_the_script_of_chinese_is_told_by_its_signs_and_declared_only_where_they_do_not_tell(
    text: str, hint: str | None, language: str
) -> None:
    assert detected_language(text, hint=hint) == language


def cleaned(entry: Entry, feed: Feed = FEED) -> Article:
    article = clean_article(entry, feed, fetched_at=NOW)
    assert article
    return article


def test_a_clean_article_has_the_declared_language_until_it_is_told() -> None:
    entry = Entry(guid="1", title="Fähre", content=GERMAN, language="en_GB")
    french = Feed(url="https://paper.example/rss", title="The Paper", language="fr")
    assert cleaned(entry, french).language == "en"
    assert cleaned(Entry(guid="1", title="Fähre"), french).language == "fr"
    assert cleaned(Entry(guid="1", title="Fähre")).language == "und"
    assert with_language(cleaned(entry)).language == "de"


@pytest.mark.parametrize(
    ("entry", "feed", "publisher"),
    [
        (Entry(guid="1", title="x", url="https://amp.paper.example/1"), FEED, "paper.example"),
        (Entry(guid="1", title="x", url="https://blog.example/1"), FEED, "blog.example"),
        (Entry(guid="1", title="x", url="https://news.google.com/1", source_url="https://www.other.example"), FEED,
         "other.example"),
        (Entry(guid="1", title="x", url="https://feedproxy.google.com/1"), FEED, "paper.example"),
        (Entry(guid="1", title="x"), Feed(url="file:///paper.rss", title="x", site_url="https://site.example"),
         "site.example"),
        (Entry(guid="1", title="x"), Feed(url="file:///paper.rss", title="The  Paper"), "the paper"),
        (Entry(guid="1", title="x", source="A Wire"), Feed(url="file:///rows.jsonl", title="rows"), "a wire"),
    ],
)  # fmt: skip
def test_a_publisher_is_a_domain_before_it_is_a_name(entry: Entry, feed: Feed, publisher: str) -> None:
    assert cleaned(entry, feed).publisher == publisher


def test_the_name_of_the_publisher_behind_an_aggregator_goes_from_the_title() -> None:
    article = cleaned(Entry(guid="1", title="Late ferry - Skerry Times", source="Skerry Times"))
    assert (article.title, article.source) == ("Late ferry", "Skerry Times")


def test_an_address_that_is_none_breaks_nothing() -> None:
    assert cleaned(Entry(guid="1", title="x", url="http://[bad", article_id="a")).url is None


# ---------------------------------------------------------------- pages

TEASER = (
    "The ferry between Skerry and the mainland will run through the winter, the island's council decided on Monday."
)
BODY = (
    "Nine of the thirteen members voted for the plan, which costs 410,000 pounds and puts a second crew on the boat.",
    "The four who voted against it said the money would be missing from the coast road, closed twice this year.",
)
ENTRY = Entry(guid="1", title="Island ferry to run all winter", content=TEASER, url="https://paper.example/ferry?p=1")
PAGE = Page(url="https://paper.example/ferry?p=1", title=ENTRY.title, paragraphs=(TEASER, *BODY))


@pytest.mark.parametrize(
    ("content", "url", "lacks"),
    [
        (TEASER, "https://paper.example/1", True),
        (TEASER, None, False),
        ("", "https://paper.example/1", True),
        (TEASER * 12, "https://paper.example/1", False),
        (TEASER * 12 + " And then …", "https://paper.example/1", True),
        (TEASER * 12 + " And then [...]", "https://paper.example/1", True),
        (TEASER * 12 + " Continue reading →", "https://paper.example/1", True),
        (TEASER * 12 + " Weiterlesen", "https://paper.example/1", True),
        (TEASER * 12 + " Lire la suite »", "https://paper.example/1", True),
        ("島の議会は月曜の夜、フェリーの冬季運航を可決した。" * 20, "https://paper.example/1", False),
        ("島の議会は月曜の夜、フェリーの冬季運航を可決した。" * 4, "https://paper.example/1", True),
    ],
)
def test_a_short_or_broken_off_text_lacks_its_page(content: str, url: str | None, lacks: bool) -> None:
    assert lacks_text(cleaned(Entry(guid="1", title="Rain", content=content, url=url))) is lacks


def test_a_page_gives_its_article_the_full_text_and_its_own_address() -> None:
    page = replace(PAGE, canonical_url="https://www.paper.example/2026/ferry", language="en-GB", published_at=EARLIER)
    article = with_page(cleaned(ENTRY), page)
    assert article == replace(
        cleaned(ENTRY),
        text="\n".join((TEASER, *BODY)),
        url="https://www.paper.example/2026/ferry",
        language="en",
        published_at=EARLIER,
    )


def test_a_page_does_not_overrule_what_the_feed_said() -> None:
    entry = replace(ENTRY, language="sco", published_at=EARLIER - timedelta(days=1))
    article = with_page(cleaned(entry), replace(PAGE, language="en", published_at=EARLIER))
    assert (article.language, article.published_at) == ("sco", EARLIER - timedelta(days=1))


def test_a_page_of_the_future_counts_as_of_now() -> None:
    page = replace(PAGE, published_at=NOW + timedelta(days=900))
    assert with_page(cleaned(ENTRY), page).published_at == NOW


def test_a_page_that_is_no_fuller_gives_only_its_address() -> None:
    page = replace(PAGE, paragraphs=(TEASER,), canonical_url="https://paper.example/ferry")
    assert with_page(cleaned(ENTRY), page) == replace(cleaned(ENTRY), url="https://paper.example/ferry")


def test_another_publishers_address_is_not_taken() -> None:
    page = replace(PAGE, canonical_url="https://agency.example/ferry")
    assert with_page(cleaned(ENTRY), page).url == "https://paper.example/ferry?p=1"


def test_a_redirecting_address_gives_way_to_the_pages_own() -> None:
    page = replace(PAGE, canonical_url="https://paper.example/ferry")
    article = cleaned(replace(ENTRY, url="https://t.co/abc"))
    assert with_page(article, page).url == "https://paper.example/ferry"


def test_a_summary_in_other_words_is_known_by_its_title() -> None:
    summary = (
        "Skerry's council voted to keep the boat to the mainland sailing from December to March with a second crew."
    )
    article = cleaned(replace(ENTRY, content=summary))
    assert with_page(article, PAGE).text == "\n".join(PAGE.paragraphs)
    assert with_page(cleaned(replace(ENTRY, content="")), PAGE).text == "\n".join(PAGE.paragraphs)


CONSENT = (
    "With your permission we may use precise geolocation data and identification through scanning of devices.",
    "You may click to consent to the processing described above, or refuse to consent before you go on.",
    "Your choices on this site will be applied only to this site, and you may change them at any time.",
)
LIST = (ENTRY.title, TEASER, "Lighthouse gets new lamp", "The lamp at the north point is half as bright as before.")


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, title="Before you continue", paragraphs=CONSENT),
        replace(PAGE, paragraphs=CONSENT),
        replace(PAGE, title="Not found", paragraphs=("The page that you wanted is not here. " * 9,)),
        replace(PAGE, title="The Paper", paragraphs=LIST),
        replace(PAGE, url="https://paper.example/", title="The Paper"),
        replace(PAGE, title="", paragraphs=()),
    ],
    ids=["consent", "consent under the title", "not found", "list", "home", "nothing"],
)
def test_a_page_that_is_not_the_articles_changes_nothing(page: Page) -> None:
    assert with_page(cleaned(ENTRY), page) == cleaned(ENTRY)


def test_pages_without_spaces_between_words_are_told_apart_too() -> None:
    title, teaser = "島のフェリー、冬も運航へ", "島の議会は月曜の夜、フェリーを冬も運航する計画を可決した。"
    more = "反対した議員は、海岸道路の予算が足りなくなると訴えている。最初の便は十二月一日の朝に出る。" * 2
    other = "北の灯台の灯りが一九八八年以来初めて取り替えられた。明るさは以前の半分になったという。" * 3
    article = cleaned(Entry(guid="1", title=title, content=teaser, url="https://paper.example/1"))
    own = Page(url="https://paper.example/1", title=title, paragraphs=(teaser, more))
    assert with_page(article, own).text == f"{teaser}\n{more}"
    assert with_page(article, replace(own, title="灯台", paragraphs=(other,))) == article


def test_a_page_gives_its_text_to_an_article_without_a_title() -> None:
    page = replace(PAGE, paragraphs=("***", *PAGE.paragraphs))
    assert with_page(cleaned(replace(ENTRY, title="")), page).text == "\n".join(page.paragraphs)


def test_a_page_without_end_is_cut() -> None:
    page = replace(PAGE, paragraphs=(TEASER, *("word " * 100,) * 1000))
    assert len(with_page(cleaned(ENTRY), page).text) <= 100_000


pages = st.builds(
    Page, url=st.text(), canonical_url=st.none() | st.text(), title=st.text(),
    paragraphs=st.tuples(st.text(min_size=1)), language=st.none() | st.text(),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip


@given(entries, pages)
def test_no_page_breaks_an_article_or_makes_it_another(entry: Entry, page: Page) -> None:
    article = clean_article(entry, FEED, fetched_at=NOW)
    if article is not None:
        full = with_page(article, page)
        assert (full.id, full.title, full.publisher) == (article.id, article.title, article.publisher)
        assert len(full.text) >= len(article.text)
        assert full.published_at is None or full.published_at <= NOW
