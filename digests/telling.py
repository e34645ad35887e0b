"""Stories that are to be told become summaries: read, weighed by their words, encoded as far as promising, chosen.

In: `Telling`s, the languages of the reader, the vectors of the articles, the encoder that made them. Out: a `Summary`
each, verbatim sentences of one language under a title of it.

Encoding costs most by far, a millisecond or two a sentence. So of each story only the sentences that are best by words
and places are encoded, and the titles of the articles that are nearest to the whole story; all stories together.

    story = Telling(story_id="bcdf", articles=articles)
    [summary] = tell([story], languages=["fr", "en"], count=2, vectors=vectors, encoder=encoder)
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from digests.articles import without_site_name
from digests.candidates import dangles, dependent, is_whole, quotable
from digests.languages import best_language, same_language, variant_language
from digests.methods import CROSSLINGUAL, MOST_SENTENCES, chosen, known_method
from digests.models import UNDETERMINED, Article, Sentence, Summary
from digests.ports import Encoder, Vector, Vectors
from digests.sentences import split_sentences
from digests.summaries import (
    HEADLINE_FRESHNESS_WEIGHT,
    Candidate,
    CrosslingualSummarizer,
    Material,
    bag,
    candidates,
    document,
    freshness,
    quotes,
    reading_order,
    repeats_headline,
    same_words,
    story_centre,
)

QUOTED_ARTICLES = 8  # of one story: those nearest to its centre are searched for sentences
READ_CHARACTERS, MORE_CHARACTERS = 1600, 400  # of one article, and for each sentence wished for: news says it early
FEW_ARTICLES = 2  # of a story of more, half as much is read of each
LEDE_SENTENCES = 3  # at the beginning of an article, that may lack their full stop
LEDE_CHARACTERS = 40  # from which such a one is no heading
CLOSING = "\"'”’»“‘)]」』"
ENCODED_SENTENCES = (3, 2)  # of one story, and for each wished for: the best by words are weighed by meaning too
ENCODED_TITLES = 3  # of one story: one of them becomes the headline
ENCODED_CHARACTERS = 200  # of one sentence or title: what comes behind changes its meaning little, and costs as much
ENCODED_AT_ONCE = 64  # texts between two reports of progress
REPEATS_TOLD = 0.9  # cosine with something told, from which a sentence that brings no new number repeats it
OPENING_CHARACTERS = 350  # of a text without a title, that serve as its headline

Report = Callable[[int, int], None]  # how many texts are encoded, how many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A story that is to be told."""

    story_id: str
    articles: tuple[Article, ...]  # what it is about, in all languages, oldest first
    quoted: frozenset[str] | None = None  # ids of the articles that may be quoted, the headline too; None: all
    told: tuple[str, ...] = ()  # what the reader has had, headlines too: neither it nor its like comes again
    is_worth: Callable[[Sentence], bool] | None = None  # which sentences may be quoted; None: every one


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
    return [_summary(draft, encoded[[row[text] for text in draft.texts]], count, method) for draft in drafts]


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
    """A story on its way to its summary."""

    story_id: str
    language: str
    opening: str  # the headline where there is no title
    titles: tuple[str, ...]  # that may be the headline, the best by their articles first
    title_freshness: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    told: tuple[str, ...]
    centre: NDArray[np.float32] | None
    publishers: int
    is_encoded: bool  # whether the candidates are to be

    @property
    def texts(self) -> list[str]:
        """What has to be encoded: titles, what was told, candidates."""
        sentences = [candidate.sentence.text for candidate in self.candidates] if self.is_encoded else []
        told = self.told if self.is_encoded else ()
        return [text[:ENCODED_CHARACTERS] for text in (*self.titles, *told, *sentences)]


def _draft(
    telling: Telling, languages: Sequence[str], count: int, vectors: Mapping[str, Vector], method: str
) -> _Draft:
    articles = sorted(telling.articles, key=lambda article: (article.dated_at, article.id))
    may_be = [article for article in articles if telling.quoted is None or article.id in telling.quoted]
    language = told_language(may_be, languages)
    centre = story_centre(articles, vectors)
    told_in = [one for one in may_be if one.language == language or same_language(one.language, language)]
    nearest = _nearest(told_in, centre, vectors)
    titles = _titles(nearest, telling.told)
    fresh = dict(zip(told_in, freshness(told_in), strict=True)) if told_in else {}
    near = set(nearest[:QUOTED_ARTICLES])
    read = [article for article in told_in if article in near]
    found = _candidates(read, telling, language, count, method) if count > 0 and read else []
    return _Draft(
        story_id=telling.story_id,
        language=language,
        opening=next((_opening(article.text) for article in told_in if article.text.strip()), ""),
        titles=tuple(title for title, _ in titles),
        title_freshness=tuple(float(fresh[article]) for _, article in titles),
        candidates=tuple(found),
        told=telling.told,
        centre=centre,
        publishers=len({article.publisher for article in articles}),
        is_encoded=method == CROSSLINGUAL,
    )


def _nearest(
    articles: Sequence[Article], centre: NDArray[np.float32] | None, vectors: Mapping[str, Vector]
) -> list[Article]:
    """Return the articles, those that tell the whole story as it stands first."""
    if centre is None or not articles:
        return list(articles)
    fresh = freshness(articles).tolist()

    def weight(number: int) -> float:
        vector = vectors.get(articles[number].id)
        likeness = float(vector @ centre) if vector is not None else 0.0
        return -round(likeness + HEADLINE_FRESHNESS_WEIGHT * float(fresh[number]), 6)

    return [articles[number] for number in sorted(range(len(articles)), key=weight)]


def _titles(articles: Iterable[Article], told: Sequence[str]) -> list[tuple[str, Article]]:
    """Return up to three titles to choose from; those that the reader has had only where there is no other."""
    titles = [(title, article) for article in articles if (title := clean_title(article))]
    bags = [bag(text) for text in told]
    new = [(title, article) for title, article in titles if not _was_told(title, bags, told)]
    return (new or titles)[:ENCODED_TITLES]


def clean_title(article: Article) -> str:
    """Return the title without the name of its publisher."""
    title = article.title.strip()
    for name in (article.source, article.publisher, article.publisher.partition(".")[0]):
        title = without_site_name(title, name)
    return title


def _opening(text: str) -> str:
    """Return the first line of a text, cut at a word, to serve as headline."""
    line = text.lstrip().split("\n", 1)[0].rstrip()
    if len(line) <= OPENING_CHARACTERS:
        return line
    return line[: OPENING_CHARACTERS - 1].rsplit(" ", 1)[0] + "…"


# ---------------------------------------------------------------- sentences


def _candidates(
    articles: Sequence[Article], telling: Telling, language: str, count: int, method: str
) -> list[Candidate]:
    """Return the sentences of a story that may be told, best first by their words; for sumy's methods, in their order.

    Those that can be quoted alone; where there is none, whatever there is.
    """
    characters = READ_CHARACTERS + MORE_CHARACTERS * count
    if len(articles) > FEW_ARTICLES:
        characters //= 2
    read = [_read(article, characters) for article in articles]
    standing, needed = _quotable(read, language)
    had = [bag(text) for text in telling.told]
    every = [
        candidate if candidate.sentence in standing else replace(candidate, needs=needed[candidate.sentence])
        for candidate in candidates(articles, read)
        if (candidate.sentence in standing or candidate.sentence in needed)
        and (telling.is_worth is None or telling.is_worth(candidate.sentence))
        and not _was_told(candidate.sentence.text, had, telling.told)
    ]
    if method != CROSSLINGUAL:
        found = _distinct(one for one in every if one.needs is None)
        return sorted(found, key=lambda one: (one.article, one.sentence.start))
    best = [one for one in every if one.needs is None][: ENCODED_SENTENCES[0] + ENCODED_SENTENCES[1] * count]
    there = {one.sentence for one in best}
    return best + [one for one in every if one.needs in there][: count // 2]


def _quotable(read: Sequence[Sequence[Sentence]], language: str) -> tuple[set[Sentence], dict[Sentence, Sentence]]:
    """Return those that can be quoted, and those that can be behind another, with that other: the one before.

    Where none of the whole story can be quoted alone, what comes nearest; at last every one.
    """
    found = [quotable(own, language) for own in read]
    standing = [own for own in found if own and is_whole(own[0].text) and not dangles(own[0].text, language)]
    ledes = [sentence for own in read for sentence in own[:LEDE_SENTENCES] if _lacks_only_its_stop(sentence, language)]
    behind = {
        sentence: before
        for own in read
        for wanting in [set(dependent(own, language))]
        for before, sentence in pairwise(own)
        if sentence in wanting
    }
    alone = {sentence for own in (standing or found) for sentence in own}.union(ledes)
    return alone or {sentence for own in read for sentence in own}, behind


def _lacks_only_its_stop(sentence: Sentence, language: str) -> bool:
    """Whether this is a statement but for its full stop, as many papers print the first paragraph."""
    text = sentence.text
    if len(text) < LEDE_CHARACTERS or not (text[-1].isalnum() or text[-1] in CLOSING):
        return False
    return is_whole(f"{text}.") and not dangles(f"{text}.", language)


def _distinct(every: Iterable[Candidate]) -> list[Candidate]:
    """Return the first of each group that says the same in nearly the same words, as many as sumy's methods weigh."""
    kept: list[tuple[Candidate, frozenset[str]]] = []
    for candidate in every:
        mine = bag(candidate.sentence.text)
        if not any(same_words(mine, other) for _, other in kept):
            kept.append((candidate, mine))
        if len(kept) == MOST_SENTENCES:
            break
    return [candidate for candidate, _ in kept]


def _read(article: Article, characters: int) -> list[Sentence]:
    """Return the sentences at the beginning of an article; at least one where it has any."""
    while len(article.text) > characters:
        # The last one may be cut.
        if sentences := split_sentences(replace(article, text=article.text[:characters]))[:-1]:
            return sentences
        characters *= 8
    return split_sentences(article)


def _numbers(words: Collection[str]) -> set[str]:
    return {word for word in words if any(character.isdigit() for character in word)}


def _was_told(text: str, bags: Sequence[frozenset[str]], told: Sequence[str]) -> bool:
    """Whether the reader has had this sentence: in these words, without another number."""
    if text in told:
        return True
    mine = bag(text)
    return any(same_words(mine, had) and _numbers(mine) <= _numbers(had) for had in bags)


# ---------------------------------------------------------------- summary


def _summary(draft: _Draft, encoded: Vectors, count: int, method: str) -> Summary:
    headline, row = _headline(draft, encoded)
    picked: list[Candidate] = []
    if method == CROSSLINGUAL:
        picked = _chosen(draft, encoded, headline, row, count)
    elif draft.candidates:
        kept = _not_repeating(draft.candidates, headline, row)
        picked = [
            kept[number] for number in chosen(method, [one.sentence.text for one in kept], draft.language, count=count)
        ]
    return Summary(
        story_id=draft.story_id,
        language=draft.language,
        headline=headline,
        sentences=reading_order(picked),
        method=method,
    )


def _headline(draft: _Draft, encoded: Vectors) -> tuple[str, int | None]:
    """Return the title nearest to the whole story, newer ones before, and its row; without any, a text's opening."""
    if not draft.titles:
        return draft.opening, None
    salience = HEADLINE_FRESHNESS_WEIGHT * np.array(draft.title_freshness)
    if draft.centre is not None:
        salience = salience + encoded[: len(draft.titles)] @ draft.centre
    best = int(np.argmax(np.round(salience, 6)))
    return draft.titles[best], best


def _not_repeating(every: Sequence[Candidate], headline: str, row: int | None) -> list[Candidate]:
    """Return those that say more than the headline, if there are any; a text's own opening may be quoted below it."""
    if row is None:
        return list(every)
    return [one for one in every if not repeats_headline(one.sentence.text, headline)] or list(every)


def _chosen(draft: _Draft, encoded: Vectors, headline: str, row: int | None, count: int) -> list[Candidate]:
    titles, told = len(draft.titles), len(draft.told)
    vectors = dict(zip(draft.candidates, encoded[titles + told :], strict=True))
    kept = []
    for candidate in _not_repeating(draft.candidates, headline, row):
        likeness = encoded[titles : titles + told] @ vectors[candidate]
        numbers = _numbers(bag(candidate.sentence.text))
        if not any(
            round(float(like), 6) >= REPEATS_TOLD and numbers <= _numbers(bag(text))
            for like, text in zip(likeness, draft.told, strict=True)
        ):
            kept.append(candidate)
    if not kept:
        return []
    material = Material(
        candidates=tuple(kept),
        vectors=np.stack([vectors[candidate] for candidate in kept]),
        centre=draft.centre,
        publishers=draft.publishers,
        headline_vector=None if row is None else encoded[row],
    )
    return [
        quote.candidate for quote in CrosslingualSummarizer(material)(document(quotes(kept, draft.language)), count)
    ]
