"""Whatever is quoted stands in its article, letter for letter: in the sample feeds and in any text."""

import asyncio
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.adapters.files import FileFetcher, addresses
from digests.adapters.store import open_store
from digests.candidates import dependent, makeshifts, quotable
from digests.models import Article, Sentence
from digests.ports import Workers
from digests.reading import read
from digests.sentences import split_sentences
from tests.digests.examples import an_article

NOW = datetime(2026, 11, 19, tzinfo=UTC)
ALPHABETS = {
    "en": "The dam broke Mr. Dr. U.S. e.g. 3.14 v2.0 ",
    "de": "Am 3. Mai z. B. „Groß“ »ß« Ä ",
    "fr": "« M. été » c.-à-d. l’eau\u202f! ",
    "sv": "”Å ä ö” bl.a. ",
    "el": "Τι έγινε; Ναι· ",
    "ru": "г. А. Б. «Мы» — т. е. ",
    "ar": "سد؟ نعم۔ د. ،",
    "he": "סכר ״ ",
    "hi": "बाँध। डॉ. ",
    "th": "เขื่อนแตก ชาวบ้านปลอดภัย และ ",
    "lo": "ເຂື່ອນແຕກ ຊາວບ້ານ ",
    "km": "ទំនប់។ ",
    "my": "ဆည်။၊ ",
    "am": "ግድቡ። ፧",
    "hy": "Ամբ։ ՞",
    "ka": "კაშხალი. ",
    "ko": "댐이 “무너졌다.”고 ",
    "ja": "町長「逃げろ！」と。（雨）",
    "zh": "大坝：“走。”他说……！？",
    "zh-Hant": "大壩「走。」",
    "und": "\u2028\x85\x0b\x1c\0\ufeff\u200f\u00ad\u0301😀🇩🇪👨‍👩‍👧 ",
}


def check(text: str, quoted: Sequence[Sentence]) -> None:
    """Check that these are verbatim slices in order that do not overlap, none with blanks around it."""
    end = 0
    for sentence in quoted:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        end = sentence.end


def check_article(article: Article) -> None:
    """Check the sentences of an article, that nothing between them says a thing, and those that may be quoted."""
    found = split_sentences(article)
    check(article.text, found)
    ends = [0, *(sentence.end for sentence in found)]
    begins = [*(sentence.start for sentence in found), len(article.text)]
    lost = "".join(article.text[end:begin] for end, begin in zip(ends, begins, strict=True))
    assert {unicodedata.category(character)[0] for character in lost} <= {"P", "Z", "C"}
    alone, behind = quotable([found], article.language), dependent(found, article.language)
    check(article.text, alone)
    check(article.text, list(behind))
    assert {*alone, *behind, *behind.values()} <= {*found}
    assert {*makeshifts([found], article.language)} == {*found}


def test_every_sentence_of_the_sample_feeds_stands_in_its_article(workers: Workers, sample_feeds: Path) -> None:
    store = open_store("sqlite://")
    places = [(address.url, address.reaches_out) for address in addresses(str(sample_feeds))]
    reading = asyncio.run(read(places, fetcher=FileFetcher(), workers=workers, store=store, now=NOW))
    articles = store.articles(reading.article_ids).values()
    store.close()
    assert len(articles) >= 70
    for article in articles:
        check_article(article)


@st.composite
def texts_of_a_language(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a language and a text of its letters, its marks and those that all share."""
    language = draw(st.sampled_from(sorted(ALPHABETS)))
    pieces = st.sampled_from([*ALPHABETS[language].split(" "), *ALPHABETS[language], *" .!?…()\"'“”\n•-"])
    return language, "".join(draw(st.lists(pieces, max_size=60)))


@settings(max_examples=600)
@given(texts_of_a_language())
def test_every_sentence_of_any_text_stands_in_it(drawn: tuple[str, str]) -> None:
    language, text = drawn
    check_article(an_article(text=text, language=language))


@given(st.text(max_size=200), st.sampled_from(sorted(ALPHABETS)))
def test_every_sentence_of_any_characters_stands_among_them(text: str, language: str) -> None:
    check_article(an_article(text=text, language=language))
