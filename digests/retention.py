"""What is old is forgotten: of each subscriber as it asks, and of the news when nobody asks for it any more.

What a reader has had is remembered for its cooldown at least: else it would be told as news again.

In: the store, the ledger, the readership. Out: how much they forgot. SQL: call it off an event loop.

    forgotten = forget_old(now, store=store, ledger=ledger, readership=readership)
"""

from collections import defaultdict
from datetime import datetime, timedelta

import structlog

from digests.models import Subscription
from digests.ports import Store
from digests.posting_ports import Ledger
from digests.reader_ports import Readership

_log = structlog.get_logger("digestbot.retention")


def forget_old(now: datetime, *, store: Store, ledger: Ledger, readership: Readership) -> int:
    """Forget slots, postings and deliveries older than their subscriber's `retention` and `cooldown`; return how many
    rows went.

    Articles, items of feeds and what readers have had are as old as the longest of these, or as the default where
    nobody is subscribed.
    Raises StoreUnusable.
    """
    subscribers = defaultdict[timedelta, list[str]](list)
    for subscriber in ledger.subscribers():
        subscribers[_kept_for(subscriber.subscription)].append(subscriber.id)
    postings = sum(ledger.forget_before(now - kept_for, ids) for kept_for, ids in sorted(subscribers.items()))
    longest = max(subscribers, default=_kept_for(Subscription(feeds=(), language="")))
    articles = store.forget_before(now - longest)
    readers = readership.forget_before(now - longest, now)
    if postings or articles or readers:
        _log.info("old_forgotten", postings=postings, articles=articles, readers=readers)
    return postings + articles + readers


def _kept_for(subscription: Subscription) -> timedelta:
    return max(subscription.retention, subscription.cooldown)
