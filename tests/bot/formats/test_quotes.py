"""How quoted sentences stand together, and what is said of their language."""

import pytest

from bot.formats.plain import as_text
from bot.formats.quotes import language_note, paragraphs, quotation
from bot.texts import texts_for
from tests.bot.formats.examples import a_digest, a_sentence, an_article, an_item

POST = an_article("Rain", "One. Two. Three. Four.", source="Post")
TALBOTE = an_article("Regen", "Fünf. Sechs.", source="Talbote")


def test_up_to_four_sentences_each_name_their_source() -> None:
    item = an_item("a1b2", [POST, TALBOTE], quotes=[(0, "One."), (0, "Two."), (1, "Fünf.")])
    assert [(a.source, [s.text for s in quotes]) for a, quotes in paragraphs(item)] == [
        ("Post", ["One."]),
        ("Post", ["Two."]),
        ("Talbote", ["Fünf."]),
    ]


def test_from_five_sentences_on_those_of_an_article_are_a_paragraph() -> None:
    item = an_item(
        "a1b2", [POST, TALBOTE], quotes=[(0, "One."), (0, "Two."), (0, "Three."), (1, "Fünf."), (1, "Sechs.")]
    )
    assert [(a.source, [s.text for s in quotes]) for a, quotes in paragraphs(item)] == [
        ("Post", ["One.", "Two.", "Three."]),
        ("Talbote", ["Fünf.", "Sechs."]),
    ]
    assert "    “One. Two. Three.” — Post\n    “Fünf. Sechs.” — Talbote\n" in as_text(a_digest(item))


def test_what_is_left_out_between_two_sentences_is_marked() -> None:
    quotes = [a_sentence(POST, text) for text in ("One.", "Two.", "Four.")]
    assert quotation(POST, quotes) == "“One. Two. […] Four.”"
    assert quotation(POST, quotes[:1]) == "“One.”"


def test_sentences_with_quotations_of_their_own_keep_their_marks_apart() -> None:
    post = an_article("Rain", "“Help,” she said. Rain fell.", source="Post")
    quotes = [a_sentence(post, text) for text in ("“Help,” she said.", "Rain fell.")]
    assert quotation(post, quotes) == "“Help,” she said. “Rain fell.”"


def test_two_articles_of_one_publisher_keep_their_own_links() -> None:
    second = an_article("Rain again", "Five. Six.", source="Post")
    quotes = [(0, "One."), (0, "Two."), (0, "Three."), (1, "Five."), (1, "Six.")]
    found = paragraphs(an_item("a1b2", [POST, second], quotes=quotes))
    assert [article.url for article, _ in found] == [POST.url, second.url]


@pytest.mark.parametrize(
    ("wish", "language", "note"),
    [
        ("en", "en-GB", None),
        ("pt-BR", "pt", None),
        ("nb", "no", None),
        ("en", "de", "in German"),
        ("de", "fr", "auf Französisch"),
        ("zh-Hant", "zh", "Simplified Chinese"),
        ("zh-Hans", "zh-Hant", "Traditional Chinese"),
        ("en", "und", "in an unknown language"),
    ],
)
def test_a_story_that_is_not_in_the_readers_language_says_in_which(wish: str, language: str, note: str | None) -> None:
    assert language_note(language, wish, texts_for(wish)) == note
