"""Summarizers of sumy's, by name, beside our own: what ours is measured against, and for who prefers them.

In: the name of one, a language, the texts of candidates in order. Out: the numbers of those it chooses, in order. Pure,
offline: sumy's own stemmers and stop words where it has them for the language, plain words elsewhere.

>>> chosen("luhn", ["It rains.", "The dam broke.", "The dam above the town broke on Monday."], "en", count=1)
[1]
"""

import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.nlp.stemmers import Stemmer, null_stemmer
from sumy.summarizers import AbstractSummarizer
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from digests.errors import BadRequest
from digests.languages import primary
from digests.sentences import SentenceTokenizer

CROSSLINGUAL = "crosslingual"  # our own, in `summaries`


class _Lsa(LsaSummarizer):  # type: ignore[misc]  # sumy has no types
    """Sumy's, but that the order of words, and with it the last bits, is the same in each run."""

    def _create_dictionary(self, document: ObjectDocumentModel) -> dict[str, int]:
        return {word: number for number, word in enumerate(sorted(super()._create_dictionary(document)))}


_SUMMARIZERS: dict[str, Callable[..., AbstractSummarizer]] = {
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "lsa": _Lsa,
    "luhn": LuhnSummarizer,
    "kl": KLSummarizer,
}
METHODS = (CROSSLINGUAL, *_SUMMARIZERS)

MOST_SENTENCES = 120  # LexRank, TextRank and KL take quadratic time: with these up to a second
MOST_CHARACTERS = 1000  # of one sentence: what is longer is a list


def known_method(name: str) -> str:
    """Return the name of a method as METHODS has it. Raises BadRequest for any other."""
    if name.strip().lower() not in METHODS:
        raise BadRequest(f"there is no method “{name}”; there are {', '.join(METHODS)}")
    return name.strip().lower()


def chosen(name: str, texts: Sequence[str], language: str, *, count: int) -> list[int]:
    """Return the numbers of up to `count` texts that a method of sumy's chooses, in order.

    Only the first MOST_SENTENCES are weighed. Where the method finds nothing to go by, the first ones are chosen.
    """
    tokenizer = _Words(language)
    quotes = [_Numbered(text, number, tokenizer) for number, text in enumerate(texts[:MOST_SENTENCES])]
    worded = [quote for quote in quotes if quote.words]
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # fewer words than sentences: nothing that could be done about it
            best = _summarizer(name, primary(language))(ObjectDocumentModel([Paragraph(worded)]), count)
        found = [quote.number for quote in best]
    except (ArithmeticError, ValueError, np.linalg.LinAlgError):  # sumy divides by counts that may be none
        found = []
    return found or [quote.number for quote in quotes[:count]]


@lru_cache(maxsize=64)
def _summarizer(name: str, language: str) -> AbstractSummarizer:
    try:
        stemmer = Stemmer(language)
    except LookupError:
        stemmer = null_stemmer
    summarizer = _SUMMARIZERS[name](stemmer)
    try:
        summarizer.stop_words = get_stop_words(language)
    except LookupError:
        summarizer.stop_words = frozenset()
    return summarizer


class _Numbered(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A sentence that is its own, also when another has the same text: sumy keeps ratings by sentence."""

    __slots__ = ("number",)

    def __init__(self, text: str, number: int, tokenizer: "_Words") -> None:
        super().__init__(text[:MOST_CHARACTERS], tokenizer)
        self.number = number

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return self.number


class _Words(SentenceTokenizer):
    """Our tokenizer, but that of scripts without blanks each sign is a word."""

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(piece for word in super().to_words(sentence) for piece in _pieces(word))


def _pieces(word: str) -> Sequence[str]:
    return word if any("\u0e00" <= sign <= "\u0eff" or "\u3040" <= sign <= "\u9fff" for sign in word) else (word,)
