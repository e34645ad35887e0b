"""A text becomes sentences with their places: sentencex, a merge after abbreviations, and sumy's tokenizer made of
both.

In: an `Article`. Out: `Sentence`s, verbatim slices of its text in order. Pure, offline (sumy's own tokenizer wants
NLTK data).

>>> [text for _, text in spans("M. Dupont est là. Il part.", "fr")]
['M. Dupont est là.', 'Il part.']
"""

import re

import sentencex

from digests.lexicon import ABBREVIATIONS, ORDINAL_DOT
from digests.models import Article, Sentence

LONGEST_ABBREVIATION = 24  # characters at a sentence's end that are looked at, blanks included

_LAST_WORD = re.compile(r"([^\s(\[«“„\"'’]+)\.\s*$")
_INITIAL = re.compile(r"^[^\W\d_]$")


def split_sentences(article: Article) -> list[Sentence]:
    """Return the sentences of the article in order; a paragraph's end is always a sentence's end."""
    sentences: list[Sentence] = []
    offset = 0
    for paragraph in article.text.split("\n"):
        for start, text in spans(paragraph, article.language):
            begin = offset + start
            sentences.append(Sentence(article_id=article.id, start=begin, end=begin + len(text), text=text))
        offset += len(paragraph) + 1
    return sentences


def spans(paragraph: str, language: str) -> list[tuple[int, str]]:
    """Return (offset, text) of each sentence of one paragraph, without blanks around it."""
    pieces: list[tuple[int, int]] = []
    goes_on = False
    # Every blank as a plain one: sentencex 1.0.32 panics at some no-break spaces. The count of characters stays.
    for boundary in sentencex.get_sentence_boundaries(
        language.split("-", maxsplit=1)[0], re.sub(r"\s", " ", paragraph)
    ):
        start, end = boundary["start_index"], boundary["end_index"]
        if pieces and (goes_on or _continues(paragraph[start:end])):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
        goes_on = _ends_in_abbreviation(paragraph[max(pieces[-1][0], end - LONGEST_ABBREVIATION) : end], language)
    trimmed = ((start, paragraph[start:end]) for start, end in pieces)
    return [(start + len(text) - len(text.lstrip()), text.strip()) for start, text in trimmed if text.strip()]


def _continues(piece: str) -> bool:
    """A piece that begins with a small letter goes on with what stands before it."""
    return piece[:1].islower()


def _ends_in_abbreviation(piece: str, language: str) -> bool:
    found = _LAST_WORD.search(piece)
    if not found:
        return False
    word = found[1]
    primary = language.split("-", maxsplit=1)[0]
    if primary in ORDINAL_DOT and re.fullmatch(r"\d{1,2}", word):
        return True
    initial = bool(_INITIAL.match(word)) and word.isupper() and piece.strip() != found[0].strip()
    return initial or word.lower() in ABBREVIATIONS.get(primary, frozenset())


class SentenceTokenizer:
    """What sumy asks of a tokenizer, answered by our own sentences, for any language and without a download."""

    def __init__(self, language: str) -> None:
        self.language = language

    def to_sentences(self, paragraph: str) -> tuple[str, ...]:
        """Return the sentences of a paragraph."""
        return tuple(text for line in paragraph.split("\n") for _, text in spans(line, self.language))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence, without punctuation and numbers."""
        return tuple(re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence))
