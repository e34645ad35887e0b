"""From articles in the store to stories: group; and why two articles are or are not one.

Both compute: call them off an event loop. What comes before, from addresses to articles, is `reading` and `rounds`;
what comes after, from stories to a digest, is `composing`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from digests.encoding import stored_vectors
from digests.errors import BadRequest
from digests.explaining import Explanation, explained
from digests.models import Article
from digests.nearness import DEFAULT_PARAMETERS
from digests.ports import Encoder, Store
from digests.profiles import Profile
from digests.reading import Report, silent
from digests.stories import Former, article_order, due_at, encoded_text, group

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
    vectors = stored_vectors(window, store, encoder, report)
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
    vectors = stored_vectors(window, store, encoder, report)
    return dict(group(window, vectors, usual=encoder.usual).profiles)


def _comparable(a: str, b: str, articles: Mapping[str, Article]) -> None:
    if a == b:
        raise BadRequest(f"“{a}” is one article; name two, by the ids that digestbot group prints")
    for name in (a, b):
        if name not in articles:
            raise BadRequest(f"no article has the id “{name}”; digestbot group prints the ids")
        if not encoded_text(articles[name]):
            raise BadRequest(f"the article “{name}” has neither title nor text: there is nothing to compare")
