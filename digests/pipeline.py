"""From articles in the store to a digest: group → compose.

Both compute: call them off an event loop. What comes before, from addresses to articles, is `reading` and `rounds`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from digests.candidates import quotable
from digests.editions import Ranked, ranked
from digests.errors import BadRequest, NothingToSay
from digests.explaining import Explanation, explained
from digests.models import Article, Digest, DigestItem, Sentence, Story, Subscription
from digests.nearness import DEFAULT_PARAMETERS
from digests.ports import Encoder, Store, Vectors
from digests.profiles import Profile
from digests.reading import Report, silent
from digests.sentences import split_sentences
from digests.stories import Former, article_order, due_at, encoded_text, group
from digests.summaries import Material, story_centre, summarize, summary_language

ENCODED_AT_ONCE = 64  # texts between two reports of progress
QUOTED_ARTICLES = 12  # of one story: those nearest to its centre are searched for sentences
QUOTED_SENTENCES = 20  # of one article: what comes later is background


# ---------------------------------------------------------------- group


def group_articles(*, store: Store, encoder: Encoder, report: Report = silent) -> None:
    """Give every article that has none a story.

    What was due after the first of them is grouped once more, from where things stood then: stories depend on what was
    published, not on when it reached us, if that was within four days. Stories that were posted keep what they have.
    """
    new = article_order(store.ungrouped_articles())
    if not new:
        return
    since = due_at(new[0])
    window = article_order(store.grouping_window(_usual_since(since)))
    vectors = _vectors(window, store, encoder, report)
    former = _former(window, since, store, encoder)
    known = {article.id for article in former.articles}
    due = [article for article in window if article.id not in known]
    report("grouping", 0, len(due))
    grouped = group(
        due,
        vectors,
        former=former,
        usual=encoder.usual,
        report=lambda done: report("grouping", done, len(due)),
    )
    store.save_grouping(
        grouped.stories,
        founders=grouped.founders,
        placements=grouped.placements,
        aliases=grouped.aliases,
        profiles={name: profile.packed() for name, profile in grouped.profiles.items()},
        profiled_as=_profiled_as(encoder),
        since=since,
    )


def _usual_since(moment: datetime) -> datetime:
    """Return from when on what was fetched counts as usual for what was fetched at that moment."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) - DEFAULT_PARAMETERS.usual_for


def _former(window: Sequence[Article], since: datetime, store: Store, encoder: Encoder) -> Former:
    """Return how things stood at `since`, but for what people have seen: that stands as it does now."""
    posted = store.posted_stories()
    now = {name: story.id for name, story in store.stories_of(article.id for article in window).items()}
    seen = {article_id: name for article_id, name in now.items() if name in posted}
    before = [article for article in window if due_at(article) < since or article.id in seen]
    return Former(
        articles=before,
        stories=store.placements_before(since, (article.id for article in before)) | seen,
        later=now,
        profiles=_profiles((article.id for article in before), store, encoder),
        founders=store.founders(),
        posted=posted,
    )


def _profiles(article_ids: Iterable[str], store: Store, encoder: Encoder) -> dict[str, Profile]:
    found = store.profiles(_profiled_as(encoder), article_ids)
    return {article_id: Profile.unpacked(packed) for article_id, packed in found.items()}


def _profiled_as(encoder: Encoder) -> str:
    return f"{encoder.name} {DEFAULT_PARAMETERS.of_profiles}"


def _vectors(
    articles: Sequence[Article], store: Store, encoder: Encoder, report: Report
) -> dict[str, NDArray[np.float32]]:
    """Return the vectors of these articles; those that the store does not have are made and kept."""
    vectors = store.vectors(encoder.name, [article.id for article in articles])
    missing = [article for article in articles if article.id not in vectors]
    if missing:
        report("encoding", 0, len(missing))
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


# ---------------------------------------------------------------- explain


def explain(a: str, b: str, *, store: Store, encoder: Encoder, report: Report = silent) -> Explanation:
    """Return in numbers why two grouped articles, named by their ids, are or are not one story.

    Raises BadRequest for an id twice, one that is not known, or an article without title and text.
    """
    _comparable(a, b, store.articles([a, b]))
    stories = store.stories_of([a, b])
    members = {name for story in stories.values() for name in story.article_ids}
    profiles = _profiles(members, store, encoder)
    if members - profiles.keys():
        profiles |= _seen_again(members, store, encoder, report)
    return explained(
        a,
        b,
        stories=stories,
        articles=store.articles(members),
        profiles=profiles,
        posted=store.posted_stories(),
        parameters=DEFAULT_PARAMETERS,
    )


def _seen_again(members: Collection[str], store: Store, encoder: Encoder, report: Report) -> dict[str, Profile]:
    """Return the profiles of articles that were edited since, or grouped by another encoder."""
    first = min(article.fetched_at for article in store.articles(members).values())
    window = article_order(store.grouping_window(_usual_since(first)))
    vectors = _vectors(window, store, encoder, report)
    return dict(group(window, vectors, usual=encoder.usual).profiles)


def _comparable(a: str, b: str, articles: Mapping[str, Article]) -> None:
    if a == b:
        raise BadRequest(f"“{a}” is one article; name two, by the ids that digestbot group prints")
    for name in (a, b):
        if name not in articles:
            raise BadRequest(f"no article has the id “{name}”; digestbot group prints the ids")
        if not encoded_text(articles[name]):
            raise BadRequest(f"the article “{name}” has neither title nor text: there is nothing to compare")
