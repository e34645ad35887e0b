"""Which sentences of a story are told: its salient ones, that differ, and in what order they are read.

In: the articles that may be quoted and what was read of them. Out: `candidates`, the best by words and places first;
of those, once they have vectors, what `CrosslingualSummarizer` chooses, in `reading_order`. Pure; on sumy's interface.

>>> repeats_headline("It rains in Paris.", "Rain: it rains in all of Paris")
True

The salience of a sentence is the sum of

    1 + log2 of the story's publishers, times its cosine with the centre of the story in all languages, in which every
          publisher weighs the same (centroid summarisation, Radev et al. 2004, doi:10.1016/j.ipm.2003.10.006, on
          cross-lingual vectors)
    4.0 · how many it has of the words that the articles and their headlines repeat (after Luhn 1958,
          doi:10.1147/rd.22.0159): Σ r(w) / √words over its words, over √Σ r(w)² over all words, where r(w) is how often
          the word comes elsewhere, each publisher's sentences weighing the same together
    1.2 / √(1 + place in its article), and 0.5 for the first: news says the main thing first
    0.5 · ln(1 + names in it)
    0.3 · 2^(−age / 24 h) of its article: where a story goes on, older tolls are wrong
    0.4 · its cosine with the headline that stands above
    0.3 · log2 of the publishers that say it
  − 0.6 where it opens with a quotation: who speaks comes later
  − 0.5 where it is shorter than 40 characters or longer than 350.

The weights that a single article needs were fitted on one-sentence summaries of labelled news in seven languages, one
setting for all, and rounded; the optimum is flat (tests/benchmarks/tune_summaries.py). Sentences are then taken one by
one, each weighed against those already taken (maximal marginal relevance, Carbonell & Goldstein 1998,
doi:10.1145/290941.291025).
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from sumy.models.dom import ObjectDocumentModel, Paragraph
from sumy.models.dom import Sentence as SumySentence
from sumy.summarizers import AbstractSummarizer

from digests.models import Article, Sentence
from digests.sentences import SentenceTokenizer

CENTRE_WEIGHT = 1.0
WORDS_WEIGHT = 4.0
POSITION_WEIGHT = 1.2
FIRST_WEIGHT = 0.5
NAMES_WEIGHT = 0.5
FRESHNESS_WEIGHT = 0.3
HEADLINE_WEIGHT = 0.4
SUPPORT_WEIGHT = 0.3
QUOTATION_PENALTY = 0.6
GOOD_CHARACTERS = (40, 350)  # sentences outside of this are read with less pleasure; signs of Chinese count thrice
AWKWARD_PENALTY = 0.5

DIVERSITY = 1.0  # how much of a sentence's likeness to those already taken is held against it
SAME_PUBLISHER = 0.3  # held against a second sentence of one publisher
HEADLINE_FRESHNESS_WEIGHT = 0.3  # as FRESHNESS_WEIGHT, for the headline, which alone must say how things stand
FRESHNESS_HALF_LIFE = timedelta(hours=24)
REPEATED = 0.9  # a cosine from which two sentences say the same
WORDS_REPEATED = 0.9  # share of the shorter one's words that the longer one has, from which they do too
HEADLINE_REPEATED = 0.75  # share of a sentence's words that the headline has, from which it only repeats it
PARAGRAPHS_FROM = 5  # sentences, from which on they stand by publisher
SHORTEST_CHARACTERS = 30  # what is shorter (a dateline, a heading) takes no place

STEM_CHARACTERS = 5  # words are compared by their beginnings: inflections differ at their ends
CONTENT_CHARACTERS = 4  # a shorter word says little, but for names, numbers and signs

SHORTEST_NAME = 3  # characters
FIRST_SIGN = "\u0e00"  # Thai; behind it stand the scripts in which short words say much

_SIGN = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"  # of Thai, Lao, Khmer, Japanese, Chinese: a word each
_WORD = re.compile(rf"[{_SIGN}]|[^\W{_SIGN}]+")
_DENSE = re.compile(f"[{_SIGN}]")
_QUOTE_MARKS = tuple('"“”„«»「『')


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may be quoted."""

    sentence: Sentence
    publisher: str
    article: int  # the number of its article, oldest first
    place: int  # how many sentences stand before it in its article
    prior: float  # its salience as far as words tell
    publishers: frozenset[str]  # that say it in the same words
    needs: Sentence | None = None  # the one directly before it, without which it is not understood


def story_centre(articles: Sequence[Article], vectors: Mapping[str, NDArray[np.float32]]) -> NDArray[np.float32] | None:
    """Return the unit mean of the publishers' mean vectors: ten articles of one publisher do not outvote the others.

    None without any vector.
    """
    by_publisher: dict[str, list[NDArray[np.float32]]] = {}
    for article in articles:
        if article.id in vectors:
            by_publisher.setdefault(article.publisher, []).append(vectors[article.id])
    if not by_publisher:
        return None
    centre = np.mean([np.mean(rows, axis=0) for rows in by_publisher.values()], axis=0)
    length = float(np.linalg.norm(centre))
    return np.asarray(centre / length if length else centre, np.float32)


def freshness(articles: Sequence[Article]) -> NDArray[np.float64]:
    """Return 2^(−age / 24 h) per article, age counted from the youngest of them."""
    youngest = max(article.dated_at for article in articles)
    return np.array([math.exp2((article.dated_at - youngest) / FRESHNESS_HALF_LIFE) for article in articles])


# ---------------------------------------------------------------- by words


def candidates(articles: Sequence[Article], read: Sequence[Sequence[Sentence]]) -> list[Candidate]:
    """Return the sentences that were read of each article, oldest first, as candidates, the best by their words first.

    Those that are the same but for case and punctuation are one, under the names of all publishers that have it.
    """
    looks = [[_look(sentence.text) for sentence in sentences] for sentences in read]
    counts = _repeated_words(articles, looks)
    length = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    fresh = freshness(articles).tolist()
    found: dict[str, Candidate] = {}
    for number, (article, sentences) in enumerate(zip(articles, read, strict=True)):
        place = 0
        for sentence, look in zip(sentences, looks[number], strict=True):
            words = sum(counts[stem] for stem in look.stems) / math.sqrt(len(look.stems) or 1) / length
            prior = WORDS_WEIGHT * words + POSITION_WEIGHT / math.sqrt(1 + place) + FRESHNESS_WEIGHT * fresh[number]
            prior += NAMES_WEIGHT * math.log1p(look.names) + FIRST_WEIGHT * (place == 0)
            prior -= QUOTATION_PENALTY * sentence.text.startswith(_QUOTE_MARKS)
            size = _size(sentence.text)
            prior -= AWKWARD_PENALTY * (not GOOD_CHARACTERS[0] <= size <= GOOD_CHARACTERS[1])
            candidate = Candidate(
                sentence=sentence,
                publisher=article.publisher,
                article=number,
                place=place,
                prior=round(prior, 6),
                publishers=frozenset([article.publisher]),
            )
            _add(candidate, found)
            place += size >= SHORTEST_CHARACTERS
    return sorted(found.values(), key=lambda one: (-one.prior, one.place, one.article))


def _add(candidate: Candidate, found: dict[str, Candidate]) -> None:
    key = "".join(_WORD.findall(candidate.sentence.text.casefold()))
    if other := found.get(key):
        better = candidate if candidate.prior > other.prior else other
        candidate = replace(better, publishers=candidate.publishers | other.publishers)
    found[key] = candidate


@dataclass(frozen=True, slots=True)
class _Look:
    """What a sentence looks like, before anything is understood."""

    stems: frozenset[str]
    names: int


def _look(text: str) -> _Look:
    stems, names = set(), set()
    for number, word in enumerate(_WORD.findall(text)):
        is_name = word[0].isupper()
        if len(word) >= CONTENT_CHARACTERS or is_name or word[0].isdigit() or word >= FIRST_SIGN:
            stem = word.casefold()[:STEM_CHARACTERS]
            stems.add(stem)
            if is_name and number and len(word) >= SHORTEST_NAME:
                names.add(stem)
    return _Look(frozenset(stems), len(names))


def _repeated_words(articles: Sequence[Article], looks: Sequence[Sequence[_Look]]) -> dict[str, float]:
    """Return how often each word comes again, in sentences and titles; no publisher has more say for writing more."""
    sentences = Counter[str]()
    for article, own in zip(articles, looks, strict=True):
        sentences[article.publisher] += len(own)
    usual = sum(sentences.values()) / max(1, len(sentences))
    weights: defaultdict[str, float] = defaultdict(float)
    seen: Counter[str] = Counter()
    for article, own in zip(articles, looks, strict=True):
        weight = usual / max(1, sentences[article.publisher])
        for look in (*own, _look(article.title)):
            for stem in look.stems:
                weights[stem] += weight
                seen[stem] += 1
    return {stem: weights[stem] * (1 - 1 / seen[stem]) for stem in weights}


def _size(text: str) -> int:
    """The length of a text in characters; a sign that is a word counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_DENSE.findall(text))


# ---------------------------------------------------------------- by meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a story's sentences are chosen from, and what they are measured by."""

    candidates: tuple[Candidate, ...]
    vectors: NDArray[np.float32]  # of the candidates: (n, d), unit rows
    centre: NDArray[np.float32] | None  # (d,), of the whole story in all languages
    publishers: int  # that tell the whole story
    headline_vector: NDArray[np.float32] | None  # of the title that stands above; None: there is none


class Quote(SumySentence):  # type: ignore[misc]  # sumy has no types
    """A candidate as sumy sees it."""

    __slots__ = ("bag", "candidate", "number")

    def __init__(self, candidate: Candidate, number: int, tokenizer: SentenceTokenizer) -> None:
        super().__init__(candidate.sentence.text, tokenizer)
        self.candidate = candidate
        self.number = number  # its row in Material
        self.bag = bag(candidate.sentence.text)


def quotes(candidates: Iterable[Candidate], language: str) -> list[Quote]:
    """Return candidates as a document of sumy's holds them."""
    tokenizer = SentenceTokenizer(language)
    return [Quote(candidate, number, tokenizer) for number, candidate in enumerate(candidates)]


def document(of: Iterable[Quote]) -> ObjectDocumentModel:
    """Return a document of sumy's that consists of these."""
    return ObjectDocumentModel([Paragraph(of)])


class CrosslingualSummarizer(AbstractSummarizer):  # type: ignore[misc]  # sumy has no types
    """Salience over all languages of a story, then diversity."""

    def __init__(self, material: Material) -> None:
        super().__init__()
        self._material = material

    def __call__(self, document: ObjectDocumentModel, sentences_count: int) -> tuple[Quote, ...]:
        """Return the chosen quotes, the best first; none that says the same as another, or lacks what it needs."""
        every: list[Quote] = list(document.sentences)
        scores = self._salience()
        left = self._distinct(every, scores)
        chosen: list[Quote] = []
        while left and len(chosen) < sentences_count:
            best = self._next(left, chosen, scores)
            if best is None:
                break
            chosen.append(best)
            left = [quote for quote in left if quote is not best and not self._same(quote, best)]
        return tuple(chosen)

    def _salience(self) -> NDArray[np.float64]:
        m = self._material
        salience = np.array([candidate.prior for candidate in m.candidates])
        if m.centre is not None:
            weight = CENTRE_WEIGHT * (1 + math.log2(m.publishers))
            salience = salience + weight * (m.vectors @ m.centre)
        if m.headline_vector is not None:
            salience = salience + HEADLINE_WEIGHT * (m.vectors @ m.headline_vector)
        return np.asarray(np.round(salience, 6), np.float64)  # the last bits differ between machines

    def _distinct(self, every: Sequence[Quote], scores: NDArray[np.float64]) -> list[Quote]:
        """Return the best of each group that says the same; the publishers of all of them raise its score."""
        best: list[Quote] = []
        supporters: dict[int, set[str]] = {}
        for quote in sorted(every, key=lambda one: -scores[one.number]):
            like = next((other for other in best if self._same(quote, other)), quote)
            if like is quote:
                best.append(quote)
            supporters.setdefault(like.number, set()).update(quote.candidate.publishers)
        for number, publishers in supporters.items():
            scores[number] += SUPPORT_WEIGHT * math.log2(len(publishers))
        return best

    def _same(self, one: Quote, other: Quote) -> bool:
        vectors = self._material.vectors
        likeness = round(float(vectors[one.number] @ vectors[other.number]), 6)
        return likeness >= REPEATED or same_words(one.bag, other.bag)

    def _next(self, left: Sequence[Quote], chosen: Sequence[Quote], scores: NDArray[np.float64]) -> Quote | None:
        """Return the best of those left, the earlier one of equals."""
        vectors = self._material.vectors
        taken = [quote.number for quote in chosen]
        publishers = {quote.candidate.publisher for quote in chosen}
        there = {quote.candidate.sentence for quote in chosen}
        best, best_score = None, -math.inf
        for quote in left:
            candidate = quote.candidate
            if candidate.needs is not None and candidate.needs not in there:
                continue
            likeness = float(np.max(vectors[taken] @ vectors[quote.number])) if taken else 0.0
            score = float(scores[quote.number]) - DIVERSITY * max(0.0, likeness)
            score = round(score - SAME_PUBLISHER * (candidate.publisher in publishers), 6)
            if score > best_score:
                best, best_score = quote, score
        return best


# ---------------------------------------------------------------- words and order


def bag(text: str) -> frozenset[str]:
    """Return the words of a text, whatever their case and order."""
    return frozenset(_WORD.findall(text.casefold()))


def same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, as bags of words, say the same."""
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) / shorter >= WORDS_REPEATED


def repeats_headline(text: str, headline: str) -> bool:
    """Whether a sentence says no more than the headline."""
    mine = bag(text)
    return bool(mine) and len(mine & bag(headline)) / len(mine) >= HEADLINE_REPEATED


def reading_order(chosen: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return the sentences as they are read: what stands early in its article first, of older articles first.

    Five and more stand by publisher, in the order of their first articles. One that needs another follows it.
    """
    by_sentence = {candidate.sentence: candidate for candidate in chosen}
    first: dict[str, int] = {}
    for candidate in sorted(chosen, key=lambda one: one.article):
        first.setdefault(candidate.publisher, candidate.article)

    def key(candidate: Candidate) -> tuple[int, int, int, int]:
        head = candidate
        while head.needs in by_sentence:
            head = by_sentence[head.needs]
        start = candidate.sentence.start
        if len(chosen) >= PARAGRAPHS_FROM:
            return first[head.publisher], head.article, head.place, start
        return 0, head.place, head.article, start

    return tuple(candidate.sentence for candidate in sorted(chosen, key=key))
