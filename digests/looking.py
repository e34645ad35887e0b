"""A digest for whoever looks: of this moment, one that was posted, the next one before it comes.

In: a subscription with its feeds named, and what was posted for it. Out: a digest, in the channel's language or
another. Nothing of it counts as told. Computes: call it off an event loop.

    digest = retold(posting, subscription, language="fr", desk=desk)
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digests.choosing import Desk
from digests.composing import Preview, compose, items_of, preview
from digests.editions import Contender, Window, fitted, next_window, ranking
from digests.filters import Rule
from digests.languages import same_language
from digests.models import Digest, Subscription
from digests.postings import Memory, Posting


def read_in(subscription: Subscription, language: str) -> Subscription:
    """Return the subscription as somebody of that language reads it: what their channel reads is read, too."""
    if same_language(subscription.language, language):
        return replace(subscription, language=language)
    return replace(subscription, language=language, also_read=(subscription.language, *subscription.also_read))


def digest_now(
    subscription: Subscription, *, last: timedelta, about: Rule | None = None, now: datetime, desk: Desk
) -> Digest:
    """Return the digest of the last hours, whatever was told of them; with a rule only of what meets it."""
    if about:  # what is nearest to it comes first, and no limit of stories of one topic keeps any of it back
        subscription = replace(subscription, topics=(about.wanted,), per_topic=None)
    return compose(subscription, window=Window(since=now - last, until=now), about=about, desk=desk)


def digest_to_come(subscription: Subscription, memory: Memory, *, count: int, now: datetime, desk: Desk) -> Preview:
    """Return the next digest of the schedule as if it came now, and up to so many stories that it leaves out."""
    window = next_window(subscription, memory.last, now)
    told = tuple(told for edition in memory.editions for told in edition.told)
    return preview(subscription, window=window, told=told, count=count, desk=desk)


def retold(posting: Posting, subscription: Subscription, *, language: str, desk: Desk) -> Digest:
    """Return what was posted in another language: the same stories in their order, of the articles that they had then.

    What has been forgotten since is left out. An update is told as if it were the first telling: what its readers had
    had before is not known any more.
    """
    wish = read_in(subscription, language)
    return Digest(
        language=language,
        since=posting.since,
        until=posting.until,
        items=tuple(items_of(_contenders(posting, wish, desk), wish, desk)),
    )


def _contenders(posting: Posting, subscription: Subscription, desk: Desk) -> list[Contender]:
    """Return the stories of a posting that are still there; at the end finds of a single source, as it had them."""
    known = desk.store.articles(name for told in posting.edition.told for name in told.article_ids)
    found: list[Contender] = []
    for told in posting.edition.told:
        articles = sorted(
            (known[name] for name in told.article_ids if name in known), key=lambda one: (one.dated_at, one.id)
        )
        if articles and (story := desk.store.story(told.story_id)):
            ranks = ranking(articles, posting.until)
            found.append(Contender(story=story, articles=tuple(articles), ranking=ranks))
    return _with_singles(found, fitted(subscription, known.values()).min_publishers)


def _with_singles(contenders: Sequence[Contender], min_publishers: int) -> list[Contender]:
    """Return the same with the last ones as finds of a single source: those behind all that enough publishers tell."""
    named = [len({article.source for article in contender.articles}) for contender in contenders]
    several = max((place for place, count in enumerate(named, 1) if count >= min_publishers), default=0)
    return [*contenders[:several], *(replace(contender, is_single=True) for contender in contenders[several:])]
