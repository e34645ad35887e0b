"""Stories that are to be told become summaries: read, weighed by their words, encoded as far as promising, chosen.

In: `Telling`s, the languages of the reader, the vectors of the articles, the encoder that made them. Out: a `Summary`
each, verbatim sentences of one language under a title of it.

Encoding costs most by far, a millisecond or two a sentence. So of each story only the sentences that are best by words
and places are encoded, and the titles of the articles that are nearest to the whole story; all stories together.

    story = Telling(story_id="bcdf", articles=articles)
    [summary] = tell([story], languages=["fr", "en"], count=2, vectors=vectors, encoder=encoder)
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digests.excerpts import distinct, excerpts, promising
from digests.headlines import Title, best_title, opening, titles
from digests.languages import best_language, same_language, variant_language
from digests.methods import CROSSLINGUAL, MOST_SENTENCES, chosen, chosen_by_salience, known_method
from digests.models import UNDETERMINED, Article, Sentence, Summary
from digests.novelty import News, says_new
from digests.ports import Encoder, Vector, Vectors
from digests.summaries import (
    HEADLINE_FRESHNESS_WEIGHT,
    Candidate,
    Material,
    freshness,
    reading_order,
    story_centre,
)
from digests.wording import numbers, repeats_headline

QUOTED_ARTICLES = 8  # of one story: those nearest to its centre are searched for sentences
ENCODED_CHARACTERS = 200  # of one sentence or title: what comes behind changes its meaning little, and costs as much
ENCODED_AT_ONCE = 64  # texts between two reports of progress
REPEATS_TOLD = 0.9  # cosine with something told, from which a sentence that brings no new number repeats it

Report = Callable[[int, int], None]  # how many texts are encoded, how many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story that is to be told."""

    story_id: str
    articles: tuple[Article, ...]  # what it is about, in all languages, oldest first
    quoted: frozenset[str] | None = None  # ids of the articles that may be quoted, the headline too; None: all
    told: tuple[str, ...] = ()  # what the reader has had, headlines too: neither it nor its like comes again
    is_worth: Callable[[Sentence], bool] | None = None  # which sentences may be quoted; None: every one


def update_of(story_id: str, articles: tuple[Article, ...], news: News, *, must_say_new: bool) -> Telling:
    """Return what is to be told of a story to readers who have had it; if it must say something new, by such alone."""
    languages = {article.id: article.language for article in news.articles}

    def says_new_of(sentence: Sentence) -> bool:
        return says_new(sentence.text, languages[sentence.article_id], news.known)

    return Telling(
        story_id=story_id,
        articles=articles,
        quoted=frozenset(languages),
        told=news.told.texts,
        is_worth=says_new_of if must_say_new else None,
    )


def _silent(done: int, total: int) -> None:
    """Report nothing."""


def tell(
    tellings: Sequence[Telling],
    *,
    languages: Sequence[str],
    count: int,
    vectors: Mapping[str, Vector],
    encoder: Encoder,
    method: str = CROSSLINGUAL,
    report: Report = _silent,
) -> list[Summary]:
    """Return the summary of each story, of up to `count` sentences, in the first of the languages that it has.

    `vectors` are those of the articles, by this encoder. `method` is one of METHODS; raises BadRequest for another.
    """
    method = known_method(method)
    drafts = [_draft(telling, languages, count, vectors, method) for telling in tellings]
    texts = list(dict.fromkeys(text for draft in drafts for text in draft.texts))
    row = {text: number for number, text in enumerate(texts)}
    encoded = _encoded(texts, encoder, report)
    return [_summary(draft, encoded[[row[text] for text in draft.texts]], count) for draft in drafts]


def _encoded(texts: Sequence[str], encoder: Encoder, report: Report) -> Vectors:
    if not texts:
        return np.zeros((0, 1), np.float32)
    rows = []
    for at in range(0, len(texts), ENCODED_AT_ONCE):
        rows.append(encoder.encode(texts[at : at + ENCODED_AT_ONCE]))
        report(min(at + ENCODED_AT_ONCE, len(texts)), len(texts))
    return np.vstack(rows)


# ---------------------------------------------------------------- what may be told


def told_language(articles: Sequence[Article], languages: Sequence[str]) -> str:
    """Return the language to tell a story in, of those that its articles are in.

    The first wish that is met; else the first wished language in another script; else the language of most publishers,
    of equals the first to tell it.
    """
    have = list(dict.fromkeys(article.language for article in articles))
    if found := best_language(languages, have):
        return found
    for wish in languages:
        if variant := variant_language(wish, have):
            return variant
    publishers = Counter(language for language, _ in {(article.language, article.publisher) for article in articles})
    return max(have, key=lambda language: publishers[language], default=UNDETERMINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A story on its way to its summary: what it may be told by, before anything is encoded."""

    story_id: str
    language: str
    method: str
    opening: str  # the headline where there is no title
    titles: tuple[Title, ...]
    candidates: tuple[Candidate, ...]
    told: tuple[str, ...]
    centre: NDArray[np.float32] | None
    publishers: int

    @property
    def texts(self) -> list[str]:
        """What has to be encoded: titles; for our own method, what was told and candidates too."""
        found = [title.text for title in self.titles]
        if self.method == CROSSLINGUAL:
            found += [*self.told, *(candidate.sentence.text for candidate in self.candidates)]
        return [text[:ENCODED_CHARACTERS] for text in found]


def _draft(
    telling: Telling, languages: Sequence[str], count: int, vectors: Mapping[str, Vector], method: str
) -> _Draft:
    articles = sorted(telling.articles, key=lambda article: (article.dated_at, article.id))
    may_be = [article for article in articles if telling.quoted is None or article.id in telling.quoted]
    language = told_language(may_be, languages)
    centre = story_centre(articles, vectors)
    told_in = [one for one in may_be if one.language == language or same_language(one.language, language)]
    nearest = _nearest(told_in, centre, vectors)
    near = {article.id for article, _ in nearest[:QUOTED_ARTICLES]}
    read = [article for article in told_in if article.id in near]
    found = excerpts(read, language, count=count, told=telling.told, is_worth=telling.is_worth) if count > 0 else []
    return _Draft(
        story_id=telling.story_id,
        language=language,
        method=method,
        opening=opening(told_in),
        titles=tuple(titles(nearest, telling.told)),
        candidates=tuple(promising(found, count) if method == CROSSLINGUAL else distinct(found, MOST_SENTENCES)),
        told=telling.told,
        centre=centre,
        publishers=len({article.publisher for article in articles}),
    )


def _nearest(
    articles: Sequence[Article], centre: NDArray[np.float32] | None, vectors: Mapping[str, Vector]
) -> list[tuple[Article, float]]:
    """Return the articles with their freshness, those that tell the whole story as it stands first."""
    dated = list(zip(articles, freshness(articles).tolist(), strict=True))
    if centre is None:
        return dated

    def likeness(article: Article) -> float:
        vector = vectors.get(article.id)
        return float(vector @ centre) if vector is not None else 0.0

    return sorted(dated, key=lambda one: -round(likeness(one[0]) + HEADLINE_FRESHNESS_WEIGHT * one[1], 6))


# ---------------------------------------------------------------- summary


def _summary(draft: _Draft, encoded: Vectors, count: int) -> Summary:
    """Return the summary; the rows of `encoded` are those of the draft's texts."""
    headline, headline_vector = draft.opening, None
    candidates = draft.candidates
    if draft.titles:
        best = best_title(draft.titles, encoded[: len(draft.titles)], draft.centre)
        headline, headline_vector = draft.titles[best].text, encoded[best]
        # A text's own opening, where there is no title, may be quoted below it.
        candidates = tuple(one for one in candidates if not repeats_headline(one.sentence.text, headline)) or candidates
    if draft.method == CROSSLINGUAL:
        picked = _salient(draft, candidates, encoded[len(draft.titles) :], headline_vector, count)
    else:
        texts = [candidate.sentence.text for candidate in candidates]
        picked = [candidates[number] for number in chosen(draft.method, texts, draft.language, count=count)]
    return Summary(
        story_id=draft.story_id,
        language=draft.language,
        headline=headline,
        sentences=reading_order(picked),
        method=draft.method,
    )


def _salient(
    draft: _Draft,
    candidates: Sequence[Candidate],
    encoded: Vectors,
    headline_vector: NDArray[np.float32] | None,
    count: int,
) -> list[Candidate]:
    """Return what our own method chooses; the rows of `encoded` are those of what was told, then of the draft's own."""
    told, own = encoded[: len(draft.told)], dict(zip(draft.candidates, encoded[len(draft.told) :], strict=True))
    kept = [
        candidate
        for candidate in candidates
        if not _repeats_told(candidate.sentence.text, told @ own[candidate], draft.told)
    ]
    if not kept:
        return []
    material = Material(
        candidates=tuple(kept),
        vectors=np.stack([own[candidate] for candidate in kept]),
        centre=draft.centre,
        publishers=draft.publishers,
        headline_vector=headline_vector,
    )
    return [kept[row] for row in chosen_by_salience(material, draft.language, count=count)]


def _repeats_told(text: str, likeness: Vector, told: Sequence[str]) -> bool:
    """Whether a sentence says by its meaning what was told, and brings no new number."""
    return any(
        round(float(like), 6) >= REPEATS_TOLD and numbers(text) <= numbers(had)
        for like, had in zip(likeness, told, strict=True)
    )
