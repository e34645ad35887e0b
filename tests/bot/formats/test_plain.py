"""The digest as plain text: complete, in the reader's words, 100 columns wide, and unable to steer a terminal."""

import unicodedata
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formats.plain import WIDTH, as_text
from bot.formats.typography import MAX_TITLE, direction, harmless, quoted
from digests.models import Digest
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
)

_GOLDEN = Path(__file__).parent


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_example_digest_reads_as_in_its_golden_file(language: str) -> None:
    # After a change that is wanted: write the text there again, and read what `git diff` shows.
    assert as_text(example_digest(language)) == (_GOLDEN / f"example.{language}.txt").read_text(encoding="utf-8")


def test_the_first_line_says_what_and_when_and_how_much() -> None:
    first = as_text(example_digest("fr")).splitlines()[0]
    assert first == "Revue de presse · 20–21 nov. 2026 · 5 sujets dans 12 articles"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A story you follow · Nov 20\u2009–\u200921, 2026"),
        ("fr", "Un sujet que vous suivez · 20–21 nov. 2026"),
        ("de", "Ein Thema, dem Sie folgen · 20.–21. Nov. 2026"),
        ("it", "Una notizia che segui · 20–21 nov 2026"),
        ("es", "Una noticia que usted sigue · 20–21 de noviembre de 2026"),
    ],
)
def test_a_note_says_that_it_is_of_a_story_that_its_reader_follows(language: str, said: str) -> None:
    update = replace(night_train(), is_update=True)
    lines = as_text(replace(a_digest(update, language=language), is_note=True)).splitlines()
    assert lines[:2] == [said, ""]
    assert lines[2].startswith(update.summary.headline)


def test_days_are_those_of_the_readers_zone() -> None:
    auckland = timezone(timedelta(hours=13))
    digest = replace(a_digest(night_train()), language="en-GB")
    assert "20–21 Nov 2026" in as_text(digest)
    assert "20–21 Nov 2026" in as_text(digest, zone=auckland)
    assert "19–20 Nov 2026" in as_text(digest, zone=timezone(timedelta(hours=-8)))


@pytest.mark.parametrize(
    ("language", "note"),
    [("en", "(in German)"), ("fr", "(en allemand)"), ("it", "(in tedesco)"), ("ar", "(in German)")],
)
def test_a_story_in_another_language_says_so_in_the_readers(language: str, note: str) -> None:
    assert f"[w3xd] {note}" in as_text(a_digest(flood_in_german(), language=language))


@pytest.mark.parametrize("language", ["de", "de-AT", "DE_ch"])
def test_a_story_in_the_readers_language_has_no_note_whatever_the_region(language: str) -> None:
    assert "[w3xd]\n" in as_text(a_digest(flood_in_german(), language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“Rain.”"),
        ("en-GB", "“Rain.”"),
        ("fr", "«\u00a0Rain.\u00a0»"),
        ("de", "„Rain.“"),
        ("it", "«Rain.»"),
        ("es", "«Rain.»"),
        ("ja", "「Rain.」"),
        ("und", "“Rain.”"),
    ],
)
def test_a_sentence_is_quoted_as_its_own_language_quotes(language: str, text: str) -> None:
    assert quoted("Rain.", language) == text
    digest = a_digest(
        an_item("a1b2", [an_article("T", "Rain.", source="Post", language=language)], quotes=[(0, "Rain.")]),
        language="it",
    )
    assert f"{text} — Post" in as_text(digest)


@pytest.mark.parametrize(
    "sentence",
    ["“No”, he said.", "„Nein“, sagte er.", "«No», disse.", '"No", he said.', "「否」", "\u05f4לא\u05f4, אמר."],
)
def test_a_sentence_that_begins_with_a_quotation_mark_gets_no_other(sentence: str) -> None:
    assert quoted(sentence, "en") == sentence


def test_a_french_mark_never_begins_a_line() -> None:
    assert quoted("Il dit : « Non » !", "fr") == "«\u00a0Il dit\u00a0: «\u00a0Non\u00a0»\u00a0!\u00a0»"


def test_a_headline_alone_without_any_address_is_a_story_too() -> None:
    lines = as_text(a_digest(strike_without_sentences())).splitlines()
    assert lines[2:] == [" 1. Port workers end their strike [t2hb]", "    1 publisher · en"]


def test_a_digest_without_stories_says_so() -> None:
    assert as_text(a_digest(language="de")).endswith("\n\nNichts zu berichten in dieser Zeit.\n")


def test_the_link_is_that_of_the_headlines_article() -> None:
    first = an_article("Other", "One.", source="A", url="https://a.example/")
    second = an_article("Headline", "Two.", source="B", url="https://b.example/")
    text = as_text(a_digest(an_item("a1b2", [first, second], headline="Headline", quotes=[(0, "One.")])))
    assert text.endswith("\n    https://b.example/\n")


def test_the_link_is_that_of_a_quoted_article_where_the_headlines_has_none() -> None:
    bare = an_article("Headline", "One.", source="A", url=None)
    other = an_article("Other", "Two.", source="B", url="https://b.example/")
    quoted_one = an_article("Another", "Three.", source="C", url="https://c.example/")
    text = as_text(a_digest(an_item("a1b2", [bare, other, quoted_one], quotes=[(2, "Three.")])))
    assert text.endswith("\n    https://c.example/\n")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a.example/\x1b[2J", "https://a b"]
)
def test_an_address_that_is_not_of_the_web_is_not_printed(url: str) -> None:
    text = as_text(a_digest(an_item("a1b2", [an_article("T", "One.", source="A", url=url)])))
    assert text.endswith("1 publisher · en\n")


def test_lines_hang_under_their_story_and_keep_to_the_width() -> None:
    lines = as_text(a_digest(*[night_train()] * 12)).splitlines()
    assert all(len(line) <= WIDTH for line in lines)
    assert "  1. Ministers agree on a night train from Lisbon to Warsaw [k7qm]" in lines
    assert " 12. Ministers agree on a night train from Lisbon to Warsaw [k7qm]" in lines
    assert "     5 publishers · en de fr pt" in lines


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.parametrize("sentence", ["雨" * 400, "x" * 1000, "雨x" * 300, "word " * 200 + "end."])
def test_long_text_of_any_script_keeps_to_the_columns_and_loses_nothing(sentence: str) -> None:
    text = as_text(one_story_of("Title", sentence))
    assert all(_columns(line) <= WIDTH for line in text.splitlines())
    assert f"“{sentence}”".replace(" ", "") in text.replace("\n", "").replace(" ", "")


def test_an_address_is_never_broken() -> None:
    url = "https://a.example/" + "x" * 300
    assert f"    {url}\n" in as_text(a_digest(an_item("a1b2", [an_article("T", "One.", source="A", url=url)])))


def test_a_title_without_end_is_cut() -> None:
    text = as_text(one_story_of("long " * 2000))
    assert "long… [a1b2]" in text
    assert len(text) < MAX_TITLE + 300


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]0;owned\x07b", "ab"),
        ("a\x1b]8;;https://evil.example\x1b\\b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("a\x1b]never ends b", "anever ends b"),
        ("a\x1bcb", "ab"),
        ("a\x00\x08\x7fb", "ab"),
        ("a\r\nb\tc\u2028d", "a b c d"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\ud83db", "a\ufffdb"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_what_acts_on_a_terminal_is_taken_out_and_what_spells_words_stays(hostile: str, left: str) -> None:
    assert harmless(hostile) == left


_HOSTILE = st.text(st.characters() | st.sampled_from("\x1b\x9b\x9d\x07[]m\\;\u202e\u2066\r\n\t «»“"), max_size=60)


@given(title=_HOSTILE, source=_HOSTILE, sentence=_HOSTILE.filter(bool))
def test_no_text_of_a_feed_can_steer_a_terminal(title: str, source: str, sentence: str) -> None:
    text = as_text(one_story_of(title, sentence, source=source))
    acting = [
        c for c in text if unicodedata.category(c) in {"Cc", "Cs"} or 0x202A <= ord(c) <= 0x202E or c in "\u2066\u2069"
    ]
    assert set(acting) == {"\n"}
    text.encode("utf-8")


@given(_HOSTILE)
def test_text_once_made_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("ur", "rtl"),
        ("az-Arab", "rtl"),
        ("ks-Deva", "ltr"),
        ("en", "ltr"),
        ("und", "auto"),
    ],
)
def test_the_direction_follows_the_script_and_else_the_language(language: str, way: str) -> None:
    assert direction(language) == way


def test_arabic_is_printed_as_it_was_written() -> None:
    digest: Digest = a_digest(harvest_in_arabic(), language="ar")
    assert "”قال المزارعون إن المحصول تضاعف هذا العام مقارنة بالعام الماضي.“" in as_text(digest)
