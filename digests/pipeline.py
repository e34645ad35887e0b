"""From articles in the store to a digest: group → compose.

Both compute: call them off an event loop. What comes before, from addresses to articles, is `reading` and `rounds`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from digests.candidates import quotable
from digests.editions import Ranked, ranked
from digests.errors import NothingToSay
from digests.models import Article, Digest, DigestItem, Sentence, Story, Subscription
from digests.ports import Encoder, Store, Vectors
from digests.reading import Report, silent
from digests.sentences import split_sentences
from digests.stories import DEFAULT_PARAMETERS, article_order, encoded_text, group
from digests.summaries import Material, story_centre, summarize, summary_language

ENCODED_AT_ONCE = 64  # texts between two reports of progress
QUOTED_ARTICLES = 12  # of one story: those nearest to its centre are searched for sentences
QUOTED_SENTENCES = 20  # of one article: what comes later is background


# ---------------------------------------------------------------- group


def group_articles(*, store: Store, encoder: Encoder, report: Report = silent) -> None:
    """Give every article that has none a story."""
    new = store.ungrouped_articles()
    if not new:
        return
    open_stories = store.open_stories(new[0].dated_at - DEFAULT_PARAMETERS.open_for)
    members = store.articles(article_id for story in open_stories for article_id in story.article_ids)
    vectors = _vectors([*new, *members.values()], store, encoder, report)
    report("grouping", 0, len(new))
    changed = group(new, vectors, open_stories=open_stories, members=members, taken_ids=store.story_ids())
    store.save_stories(changed)


def _vectors(
    articles: Sequence[Article], store: Store, encoder: Encoder, report: Report
) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of these articles; those that the store does not have are made and kept."""
    vectors = store.vectors(encoder.name, [article.id for article in articles])
    missing = [article for article in articles if article.id not in vectors]
    for at in range(0, len(missing), ENCODED_AT_ONCE):
        batch = missing[at : at + ENCODED_AT_ONCE]
        rows = encoder.encode([encoded_text(article) for article in batch])
        made = {article.id: row for article, row in zip(batch, rows, strict=True)}
        store.save_vectors(encoder.name, made)
        vectors |= made
        report("encoding", min(at + ENCODED_AT_ONCE, len(missing)), len(missing))
    return vectors


# ---------------------------------------------------------------- compose


def compose(
    subscription: Subscription,
    *,
    since: datetime | None,
    until: datetime,
    store: Store,
    encoder: Encoder,
    report: Report = silent,
) -> Digest:
    """Return the digest of the subscription's feeds from `since` to `until`.

    Raises NothingToSay when no article of theirs falls into that time.
    """
    articles = store.articles_between(subscription.feeds, since, until)
    if not articles:
        raise NothingToSay("there is no article in this time")
    best = ranked(_by_story(articles, store), until=until, limit=subscription.stories)
    vectors = _vectors([article for story in best for article in story.articles], store, encoder, report)
    drafts = [_draft(story, subscription, vectors) for story in best]
    encoded = _encoded([text for draft in drafts for text in draft.texts], encoder, report)
    items, at = [], 0
    for draft in drafts:
        items.append(_item(draft, encoded[at : at + len(draft.texts)], subscription.sentences))
        at += len(draft.texts)
    return Digest(language=subscription.language, since=since, until=until, items=tuple(items))


def _by_story(articles: Iterable[Article], store: Store) -> list[tuple[Story, list[Article]]]:
    """Return each story with its articles, in their order; one that came since the grouping waits for the next."""
    by_id = {article.id: article for article in articles}
    stories = store.stories_of(by_id)
    told: dict[str, tuple[Story, list[Article]]] = {}
    for article_id, article in by_id.items():
        if story := stories.get(article_id):
            told.setdefault(story.id, (story, []))[1].append(article)
    return list(told.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A story on its way to its summary: what has to be encoded for it."""

    ranked: Ranked
    articles: tuple[Article, ...]  # that may be quoted, all in one language, oldest first
    sentences: tuple[Sentence, ...]
    places: tuple[int, ...]
    centre: NDArray[np.float32]

    @property
    def texts(self) -> list[str]:
        return [article.title or article.text[:200] for article in self.articles] + [s.text for s in self.sentences]


def _draft(story: Ranked, subscription: Subscription, vectors: Mapping[str, NDArray[np.float32]]) -> _Draft:
    language = summary_language(story.articles, subscription.language, subscription.also_read)
    centre = story_centre(story.articles, vectors)
    told = [article for article in story.articles if article.language == language]
    nearest = sorted(told, key=lambda article: -round(float(vectors[article.id] @ centre), 6))
    articles = article_order(nearest[:QUOTED_ARTICLES])
    sentences: list[Sentence] = []
    places: list[int] = []
    for article in articles:
        split = split_sentences(article)[:QUOTED_SENTENCES]
        place = {sentence.start: number for number, sentence in enumerate(split)}
        chosen = quotable(split, language)
        sentences += chosen
        places += [place[sentence.start] for sentence in chosen]
    return _Draft(
        ranked=story, articles=tuple(articles), sentences=tuple(sentences), places=tuple(places), centre=centre
    )


def _encoded(texts: Sequence[str], encoder: Encoder, report: Report) -> Vectors:
    rows = []
    for at in range(0, len(texts), ENCODED_AT_ONCE):
        rows.append(encoder.encode(texts[at : at + ENCODED_AT_ONCE]))
        report("summarising", min(at + ENCODED_AT_ONCE, len(texts)), len(texts))
    return np.vstack(rows)


def _item(draft: _Draft, encoded: Vectors, count: int) -> DigestItem:
    material = Material(
        articles=draft.articles,
        title_vectors=encoded[: len(draft.articles)],
        sentences=draft.sentences,
        places=draft.places,
        sentence_vectors=encoded[len(draft.articles) :],
        centre=draft.centre,
    )
    return DigestItem(
        story=draft.ranked.story,
        articles=draft.ranked.articles,
        summary=summarize(draft.ranked.story.id, material, count=count),
        score=draft.ranked.score,
    )
