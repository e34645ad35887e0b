"""A story becomes a summary: verbatim sentences in the reader's language that say what all its articles have in common.

In: the articles of one story, their sentences, vectors of both. Out: a `Summary`. Pure; on sumy's summarizer interface.

A sentence is scored by how near it is to the centre of the whole story in all languages, where every publisher weighs
the same (centroid summarisation, Radev et al. 2004, doi:10.1016/j.ipm.2003.10.006, on cross-lingual vectors), by how
early it stands in its article, by how new the article is, and by how near it is to the headline. Sentences are then
taken one by one, each weighed against those already taken (maximal marginal relevance, Carbonell & Goldstein 1998,
doi:10.1145/290941.291025).
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers import AbstractSummarizer

from digests.models import Article, Sentence, Summary
from digests.sentences import SentenceTokenizer

POSITION_WEIGHT = 0.3  # of 1/√(place in the article): news says the main thing first
HEADLINE_WEIGHT = 0.3  # of the cosine with the headline that stands above: the sentences tell what it says
DIVERSITY = 0.35  # how much of a sentence's likeness to those already taken is held against it
FRESHNESS_WEIGHT = 0.2  # of 2^(−age / 24 h): where a story goes on, older tolls are wrong
HEADLINE_FRESHNESS_WEIGHT = 0.3  # the same for the headline, which alone must say how things stand
FRESHNESS_HALF_LIFE = timedelta(hours=24)
SAME_PUBLISHER = 0.06  # held against a second sentence of one publisher
REPEATED = 0.9  # a cosine from which two sentences say the same
WORDS_REPEATED = 0.9  # share of the shorter one's words that the longer one has, from which they do too
HEADLINE_REPEATED = 0.75  # share of a sentence's words that the headline has, from which it only repeats it
GOOD_CHARACTERS = (40, 350)  # sentences outside of this are read with less pleasure
LENGTH_PENALTY = 0.1

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")  # Chinese: a sign is a word


def summary_language(articles: Sequence[Article], wished: str, also_read: Sequence[str] = ()) -> str:
    """Return the language to tell the story in: the wished one, else the first also read, else that of most publishers.

    A region is a preference: who wishes `pt-BR` reads `pt` too, and the other way round.
    """
    have = {article.language for article in articles}
    for wish in (wished, *also_read):
        primary = wish.split("-")[0].lower()
        if found := [language for language in have if language.split("-")[0].lower() == primary]:
            return min(found, key=lambda language: (language.lower() != wish.lower(), language))
    publishers = Counter(language for language, _ in {(article.language, article.publisher) for article in articles})
    first = {
        language: number for number, language in reversed(list(enumerate(article.language for article in articles)))
    }
    return min(publishers, key=lambda language: (-publishers[language], first[language]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What one story's summary is made of, all in the summary's language but for the centre."""

    articles: tuple[Article, ...]  # those in the language, oldest first
    title_vectors: NDArray[np.float32]  # (articles, d), unit rows
    sentences: tuple[Sentence, ...]  # quotable ones, article by article, in order
    places: tuple[int, ...]  # of each sentence: how many sentences stand before it in its article
    sentence_vectors: NDArray[np.float32]  # (sentences, d), unit rows
    centre: NDArray[np.float32]  # (d,), of the whole story in all languages


def story_centre(articles: Sequence[Article], vectors: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the unit mean of the publishers' mean vectors: ten articles of one publisher do not outvote the others."""
    by_publisher: dict[str, list[NDArray[np.float32]]] = {}
    for article in articles:
        by_publisher.setdefault(article.publisher, []).append(vectors[article.id])
    return _unit(np.mean([np.mean(rows, axis=0) for rows in by_publisher.values()], axis=0))


def summarize(story_id: str, material: Material, *, count: int) -> Summary:
    """Return up to `count` sentences in reading order under the title that is nearest to the whole story.

    Fewer where the story has fewer that can be quoted without repeating each other or the headline.
    """
    headline, row = _headline(material)
    kept = [number for number, sentence in enumerate(material.sentences) if not _repeats(sentence.text, headline)]
    summarizer = CrosslingualSummarizer(material, material.title_vectors[row])
    language = material.articles[0].language
    tokenizer = SentenceTokenizer(language)
    quotes = [_Quote(material.sentences[number], number, tokenizer) for number in kept]
    chosen = summarizer(ObjectDocumentModel([Paragraph(quotes)]), count) if quotes and count else ()
    return Summary(
        story_id=story_id,
        language=language,
        headline=headline,
        sentences=tuple(quote.quoted for quote in chosen),
        method="crosslingual",
    )


class _Quote(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A sentence as sumy sees it, that still knows where it comes from."""

    __slots__ = ("bag", "number", "quoted")

    def __init__(self, quoted: Sentence, number: int, tokenizer: SentenceTokenizer) -> None:
        super().__init__(quoted.text, tokenizer)
        self.quoted = quoted
        self.number = number  # its row in Material
        self.bag = _bag(quoted.text)


class CrosslingualSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Salience over all languages of a story, then diversity."""

    def __init__(self, material: Material, headline: NDArray[np.float32]) -> None:
        super().__init__()
        self._material = material
        self._headline = headline  # its vector
        self._publisher = {article.id: article.publisher for article in material.articles}
        self._freshness = dict(zip((article.id for article in material.articles), _freshness(material), strict=True))
        self._age = {article.id: number for number, article in enumerate(material.articles)}

    def __call__(self, document: ObjectDocumentModel, sentences_count: int) -> tuple[_Quote, ...]:
        """Return the chosen quotes in reading order: what stands early in its article first, older articles first."""
        quotes: list[_Quote] = list(document.sentences)
        scores = self._salience()
        chosen: list[_Quote] = []
        while len(chosen) < sentences_count:
            best = self._next(quotes, chosen, scores)
            if best is None:
                break
            chosen.append(best)
        chosen.sort(key=lambda quote: (self._material.places[quote.number], self._age[quote.quoted.article_id]))
        return tuple(chosen)

    def _salience(self) -> NDArray[np.float64]:
        m = self._material
        places = np.array([1 / math.sqrt(1 + place) for place in m.places])
        low, high = GOOD_CHARACTERS
        awkward = np.array([not low <= len(sentence.text) <= high for sentence in m.sentences])
        freshness = np.array([self._freshness[sentence.article_id] for sentence in m.sentences])
        salience = m.sentence_vectors @ m.centre + POSITION_WEIGHT * places + FRESHNESS_WEIGHT * freshness
        salience = salience + HEADLINE_WEIGHT * (m.sentence_vectors @ self._headline) - LENGTH_PENALTY * awkward
        return np.asarray(np.round(salience, 6), np.float64)  # the last bits differ between machines

    def _next(self, quotes: list[_Quote], chosen: list[_Quote], scores: NDArray[np.float64]) -> _Quote | None:
        """Return the best quote that says something new, the earlier one of equals."""
        vectors = self._material.sentence_vectors
        taken = [quote.number for quote in chosen]
        sources = {self._publisher[quote.quoted.article_id] for quote in chosen}
        best, best_score = None, -math.inf
        for quote in quotes:
            if quote.number in taken:
                continue
            likeness = float(np.max(vectors[taken] @ vectors[quote.number])) if taken else 0.0
            if likeness >= REPEATED or any(_same_words(quote.bag, other.bag) for other in chosen):
                continue
            score = scores[quote.number] - DIVERSITY * likeness
            score -= SAME_PUBLISHER * (self._publisher[quote.quoted.article_id] in sources)
            if round(score, 6) > best_score:
                best, best_score = quote, round(score, 6)
        return best


def _headline(material: Material) -> tuple[str, int]:
    """Return the title nearest to the whole story, newer ones before, and its row; without any, a text's opening."""
    salience = material.title_vectors @ material.centre + HEADLINE_FRESHNESS_WEIGHT * _freshness(material)
    order: list[int] = np.argsort(-np.round(salience, 6), kind="stable").tolist()
    for row in order:
        if title := material.articles[row].title:
            return title, row
    text = material.articles[0].text.split("\n", 1)[0]
    longest = GOOD_CHARACTERS[1]
    return (text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"), 0


def _freshness(material: Material) -> NDArray[np.float64]:
    """Return 2^(−age / 24 h) per article, age counted from the youngest of them."""
    youngest = max(article.dated_at for article in material.articles)
    return np.array([math.exp2((article.dated_at - youngest) / FRESHNESS_HALF_LIFE) for article in material.articles])


def _repeats(sentence: str, headline: str) -> bool:
    mine, its = _bag(sentence), _bag(headline)
    return bool(mine) and len(mine & its) / len(mine) >= HEADLINE_REPEATED


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) / shorter >= WORDS_REPEATED


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, np.float32)
