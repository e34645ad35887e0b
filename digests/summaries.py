"""Which sentences of a story are told: its salient ones, that differ, and in what order they are read.

In: the articles that may be quoted and what was read of them. Out: `candidates`, the best by words and places first;
of those, once they have vectors, the `salient` ones that differ, in `reading_order`. Pure; `sumy_methods` makes one of
sumy's summarizers of it.

    found = candidates(articles, [split_sentences(article) for article in articles])
    material = Material(candidates=tuple(found), vectors=vectors, centre=centre, publishers=3, headline_vector=None)
    sentences = reading_order([found[number] for number in salient(material, 2)])

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
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from digests.models import Article, Sentence
from digests.wording import SIGN, WORD, plain, same_words

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
PARAGRAPHS_FROM = 5  # sentences, from which on they stand by publisher
SHORTEST_CHARACTERS = 30  # what is shorter (a dateline, a heading) takes no place

STEM_CHARACTERS = 5  # words of one language are compared by their beginnings: inflections differ at their ends
CONTENT_CHARACTERS = 4  # a shorter word says little, but for names, numbers and signs

SHORTEST_NAME = 3  # characters
FIRST_SIGN = "\u0e00"  # Thai; behind it stand the scripts in which short words say much

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
    if not articles:
        return np.zeros(0)
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
    key = "".join(WORD.findall(candidate.sentence.text.casefold()))
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
    for number, word in enumerate(WORD.findall(plain(text))):
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
    return len(text) if text.isascii() else len(text) + 2 * len(SIGN.findall(text))


# ---------------------------------------------------------------- by meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a story's sentences are chosen from, and what they are measured by."""

    candidates: tuple[Candidate, ...]
    vectors: NDArray[np.float32]  # of the candidates: (n, d), unit rows
    centre: NDArray[np.float32] | None  # (d,), of the whole story in all languages
    publishers: int  # that tell the whole story
    headline_vector: NDArray[np.float32] | None  # of the title that stands above; None: there is none


def salient(material: Material, count: int) -> list[int]:
    """Return the rows of up to `count` candidates, the best first; none that says the same as another.

    One that needs another is only chosen behind that one.
    """
    scores = _salience(material)
    left = _distinct(material, scores)
    taken: list[int] = []
    while left and len(taken) < count:
        best = _next(material, left, taken, scores)
        if best is None:
            break
        taken.append(best)
        left = [row for row in left if row != best and not _same(material, row, best)]
    return taken


def _salience(material: Material) -> NDArray[np.float64]:
    salience = np.array([candidate.prior for candidate in material.candidates])
    if material.centre is not None:
        weight = CENTRE_WEIGHT * (1 + math.log2(material.publishers))
        salience = salience + weight * (material.vectors @ material.centre)
    if material.headline_vector is not None:
        salience = salience + HEADLINE_WEIGHT * (material.vectors @ material.headline_vector)
    return np.asarray(np.round(salience, 6), np.float64)  # the last bits differ between machines


def _distinct(material: Material, scores: NDArray[np.float64]) -> list[int]:
    """Return the best of each group that says the same; the publishers of all of them raise its score."""
    best: list[int] = []
    supporters: dict[int, set[str]] = {}
    for row in sorted(range(len(scores)), key=lambda row: -scores[row]):
        like = next((other for other in best if _same(material, row, other)), row)
        if like == row:
            best.append(row)
        supporters.setdefault(like, set()).update(material.candidates[row].publishers)
    for row, publishers in supporters.items():
        scores[row] += SUPPORT_WEIGHT * math.log2(len(publishers))
    return best


def _same(material: Material, one: int, other: int) -> bool:
    likeness = round(float(material.vectors[one] @ material.vectors[other]), 6)
    texts = material.candidates[one].sentence.text, material.candidates[other].sentence.text
    return likeness >= REPEATED or same_words(*texts)


def _next(material: Material, left: Sequence[int], taken: Sequence[int], scores: NDArray[np.float64]) -> int | None:
    """Return the best of those left, the earlier one of equals; None where each lacks what it needs."""
    vectors = material.vectors
    publishers = {material.candidates[row].publisher for row in taken}
    there = {material.candidates[row].sentence for row in taken}
    best, best_score = None, -math.inf
    for row in left:
        candidate = material.candidates[row]
        if candidate.needs is not None and candidate.needs not in there:
            continue
        likeness = float(np.max(vectors[taken] @ vectors[row])) if taken else 0.0
        score = float(scores[row]) - DIVERSITY * max(0.0, likeness)
        score = round(score - SAME_PUBLISHER * (candidate.publisher in publishers), 6)
        if score > best_score:
            best, best_score = row, score
    return best


# ---------------------------------------------------------------- order


def reading_order(picked: Sequence[Candidate]) -> tuple[Sentence, ...]:
    """Return the sentences as they are read: what stands early in its article first, of older articles first.

    Five and more stand by publisher, in the order of their first articles. One that needs another follows it.
    """
    by_sentence = {candidate.sentence: candidate for candidate in picked}
    first: dict[str, int] = {}
    for candidate in sorted(picked, key=lambda one: one.article):
        first.setdefault(candidate.publisher, candidate.article)

    def key(candidate: Candidate) -> tuple[int, int, int, int]:
        head = candidate
        while head.needs in by_sentence:
            head = by_sentence[head.needs]
        start = candidate.sentence.start
        if len(picked) >= PARAGRAPHS_FROM:
            return first[head.publisher], head.article, head.place, start
        return 0, head.place, head.article, start

    return tuple(candidate.sentence for candidate in sorted(picked, key=key))
