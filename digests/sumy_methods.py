"""sumy on our sentences: its summarizers by name, and our own as one of them.

In: texts in order, their language; or the candidates of a story. Out: which are chosen. Pure, offline: sumy's own
stemmers and stop words where it has them for the language and they work, plain words elsewhere. Importing this is slow:
only `methods` does, when it is asked for a method.

    summarizer = CrosslingualSummarizer(material)
    [quote] = summarizer(document(quotes(material.candidates, "en")), 1)
"""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
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

from digests.sentences import SentenceTokenizer
from digests.summaries import Candidate, Material, salient

MOST_CHARACTERS = 1000  # of one sentence: what is longer is a list
SUMY_NAMES = {"el": "greek", "nb": "norwegian", "nn": "norwegian"}  # of languages that sumy has under no tag of theirs


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


# ---------------------------------------------------------------- sumy's methods


def chosen_by_sumy(name: str, texts: Sequence[str], language: str, count: int) -> list[int]:
    """Return the numbers of the texts that a method chooses, in order; none where it finds nothing to go by."""
    tokenizer = _Words(language)
    numbered = [_Numbered(text, number, tokenizer) for number, text in enumerate(texts)]
    worded = [one for one in numbered if one.words]
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # fewer words than sentences: nothing that could be done about it
            best = _summarizer(name, language)(ObjectDocumentModel([Paragraph(worded)]), count)
    except (ArithmeticError, ValueError, np.linalg.LinAlgError):  # sumy divides by counts that may be none
        return []
    return [one.number for one in best]


@lru_cache(maxsize=64)
def _summarizer(name: str, language: str) -> AbstractSummarizer:
    known = SUMY_NAMES.get(language, language)
    summarizer = _SUMMARIZERS[name](_stemmer(known))
    try:
        summarizer.stop_words = get_stop_words(known)
    except LookupError:
        summarizer.stop_words = frozenset()
    return summarizer


def _stemmer(language: str) -> Callable[[str], str]:
    """Return sumy's stemmer where it works: the Polish one asks only at its first word for what is not installed."""
    try:
        stemmer: Callable[[str], str] = Stemmer(language)
        stemmer("dam")
    except (LookupError, ImportError, ValueError):
        stemmer = null_stemmer
    return stemmer


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


# ---------------------------------------------------------------- ours


class Quote(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A candidate as sumy sees it."""

    __slots__ = ("number",)

    def __init__(self, candidate: Candidate, number: int, tokenizer: SentenceTokenizer) -> None:
        super().__init__(candidate.sentence.text, tokenizer)
        self.number = number  # its row in Material


def quotes(candidates: Iterable[Candidate], language: str) -> list[Quote]:
    """Return the candidates of a Material as a document of sumy's holds them."""
    tokenizer = SentenceTokenizer(language)
    return [Quote(candidate, number, tokenizer) for number, candidate in enumerate(candidates)]


def document(of: Iterable[Quote]) -> ObjectDocumentModel:
    """Return a document of sumy's that consists of these."""
    return ObjectDocumentModel([Paragraph(of)])


class CrosslingualSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Our own way: salience over all languages of a story, then diversity, as `summaries.salient` has them."""

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._material = material

    def __call__(self, document: ObjectDocumentModel, sentences_count: int) -> tuple[Quote, ...]:
        """Return the chosen quotes of the document, the best first."""
        there: list[Quote] = list(document.sentences)
        rows = [quote.number for quote in there]
        material = replace(
            self._material,
            candidates=tuple(self._material.candidates[row] for row in rows),
            vectors=self._material.vectors[rows],
        )
        return tuple(there[number] for number in salient(material, sentences_count))
