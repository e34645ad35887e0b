"""What is old is forgotten: of each subscriber as it asks, and of the news when nobody asks for it any more.

What a reader has had is remembered for its cooldown at least: else it would be told as news again.

In: the store, the ledger, the readership. Out: how much they forgot. SQL: call it off an event loop.

    forgotten = forget_old(now, store=store, ledger=ledger, readership=readership)
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

import structlog

from digests.models import Subscription
from digests.ports import Store
from digests.posting_ports import Ledger
from digests.postings import Subscriber
from digests.reader_ports import Readership

_log = structlog.get_logger("digestbot.retention")


def forget_old(now: datetime, *, store: Store, ledger: Ledger, readership: Readership) -> int:
    """Forget slots, postings and deliveries older than their subscriber's `retention` and `cooldown`; return how many
    rows went.

    A subscriber that has been closed for as long goes with all that is its own, also the feeds that nobody else has.
    Articles, items of feeds and what readers have had are as old as the longest of these, or as the default where
    nobody is subscribed. Raises StoreUnusable.
    """
    subscribers, gone = defaultdict[timedelta, list[str]](list), list[Subscriber]()
    for subscriber in ledger.subscribers():
        kept_for = _kept_for(subscriber.subscription)
        end = forgotten_at(subscriber)
        if end and end < now and ledger.remove_subscriber(subscriber.id, closed_before=now - kept_for):
            gone.append(subscriber)
        else:
            subscribers[kept_for].append(subscriber.id)
    if gone:
        _unfollow(gone, store, ledger)
    postings = sum(ledger.forget_before(now - kept_for, ids) for kept_for, ids in sorted(subscribers.items()))
    longest = max(subscribers, default=_kept_for(Subscription(feeds=(), language="")))
    articles = store.forget_before(now - longest)
    readers = readership.forget_before(now - longest, now)
    if gone or postings or articles or readers:
        _log.info("old_forgotten", subscribers=len(gone), postings=postings, articles=articles, readers=readers)
    return len(gone) + postings + articles + readers


def forgotten_at(subscriber: Subscriber) -> datetime | None:
    """Return when a closed subscriber is forgotten, at the next look after that; None of one that is not closed."""
    return subscriber.closed_at and subscriber.closed_at + _kept_for(subscriber.subscription)


def _unfollow(gone: Iterable[Subscriber], store: Store, ledger: Ledger) -> None:
    """Follow no longer what only those who have gone had asked for; what is shared stays its owner's."""
    theirs = {url for each in gone for url in each.subscription.feeds}
    theirs -= {url for each in ledger.subscribers() for url in each.subscription.feeds}
    for followed in store.followed_feeds():
        if followed.feed.url in theirs and not followed.is_shared:
            store.unfollow(followed.feed.url)


def _kept_for(subscription: Subscription) -> timedelta:
    return max(subscription.retention, subscription.cooldown)
