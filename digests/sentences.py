"""A text becomes sentences with their places: sentencex, a merge after abbreviations, sumy's tokenizer made of both.

In: an `Article`. Out: `Sentence`s, verbatim slices of its text in order. Pure, offline (sumy's own wants NLTK data).

>>> [text for _, text in spans("M. Dupont est là. Il part.", "fr")]
['M. Dupont est là.', 'Il part.']
"""

import re
from collections.abc import Iterator

import sentencex

from digests.models import Article, Sentence
from digests.sentence_words import ABBREVIATIONS, NUMBERED_ABBREVIATIONS, ORDINAL_DOT, SENTENCE_OPENERS

LONGEST_ABBREVIATION = 24  # characters at a sentence's end that are looked at, blanks included
WINDOW_CHARACTERS = 4000  # that sentencex sees at once: its time grows with the square of their sentences

_LAST_WORD = re.compile(r"([^\s(\[«“„\"'’]+)\.\s*$")
_INITIAL = re.compile(r"^[^\W\d_]$")
_FIRST_WORD = re.compile(r"\s*([^\W_]+)")
_SPACELESS_END = re.compile(r"[。！？．｡!?…][”’」』）)]*$")  # after which the next sentence needs no blank
_JAPANESE_QUOTATION_GOES_ON = re.compile(r"と|など|って")  # 「…。」と述べた


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
    primary = language.split("-", maxsplit=1)[0]
    pieces: list[tuple[int, int]] = []
    for start, end in _boundaries(paragraph, primary):
        if pieces and _goes_on(paragraph, pieces[-1][0], start, primary):
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    trimmed = ((start, paragraph[start:end]) for start, end in pieces)
    return [(start + len(text) - len(text.lstrip()), text.strip()) for start, text in trimmed if text.strip()]


def _boundaries(paragraph: str, primary: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of sentencex's sentences, found window by window.

    A window's last sentence may be cut: the next window begins with it. One that fills a window is taken as it is.
    """
    # Every blank as a plain one: sentencex 1.0.32 panics at some no-break spaces. The count of characters stays.
    plain = re.sub(r"\s", " ", paragraph)
    at = 0
    while at < len(plain):
        window = plain[at : at + WINDOW_CHARACTERS]
        found = [(b["start_index"], b["end_index"]) for b in sentencex.get_sentence_boundaries(primary, window)]
        is_last = at + len(window) == len(plain)
        whole = found if is_last or len(found) < 2 else found[:-1]
        yield from ((at + start, at + end) for start, end in whole)
        at += whole[-1][1] if whole and not is_last else len(window)


def _goes_on(paragraph: str, begin: int, cut: int, primary: str) -> bool:
    """Whether the sentence from `begin` does not end at `cut`, where sentencex ends it."""
    before, after = paragraph[max(begin, cut - LONGEST_ABBREVIATION) : cut], paragraph[cut : cut + LONGEST_ABBREVIATION]
    if after[:1].islower():
        return True
    if not before[-1:].isspace():  # a cut inside "c.-à-d.", or before what closes
        if not _SPACELESS_END.search(before):
            return not after[:1].isspace()
        return before[-1] in "」』" and bool(_JAPANESE_QUOTATION_GOES_ON.match(after))
    return _ends_in_abbreviation(before, after, primary)


def _ends_in_abbreviation(before: str, after: str, primary: str) -> bool:
    found, following = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not found:
        return False
    word, next_word = found[1], following[1] if following else ""
    if word.lower() in NUMBERED_ABBREVIATIONS.get(primary, frozenset()):
        return next_word[:1].isdigit()
    opens = next_word.lower() in SENTENCE_OPENERS.get(primary, frozenset())
    if primary in ORDINAL_DOT and re.fullmatch(r"\d{1,2}", word):
        return not opens
    if word.lower() in ABBREVIATIONS.get(primary, frozenset()):
        return not opens
    return bool(_INITIAL.match(word)) and word.isupper() and before.strip() != found[0].strip() and not opens


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
