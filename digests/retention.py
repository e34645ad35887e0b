"""What is old is forgotten: of each subscriber as it asks, and of the news when nobody asks for it any more.

In: the store and the ledger. Out: how much they forgot. SQL: call it off an event loop.

    forgotten = forget_old(now, store=store, ledger=ledger)
"""

from collections import defaultdict
from datetime import datetime, timedelta

import structlog

from digests.models import Subscription
from digests.ports import Ledger, Store

_log = structlog.get_logger("digestbot.retention")


def forget_old(now: datetime, *, store: Store, ledger: Ledger) -> int:
    """Forget slots, postings and deliveries older than their subscriber's `retention`; return how many rows went.

    Articles and items of feeds are as old as the longest of these, or as the default where nobody is subscribed.
    Raises StoreUnusable.
    """
    subscribers = defaultdict[timedelta, list[str]](list)
    for subscriber in ledger.subscribers():
        subscribers[subscriber.subscription.retention].append(subscriber.id)
    postings = sum(ledger.forget_before(now - retention, ids) for retention, ids in sorted(subscribers.items()))
    longest = max(subscribers, default=Subscription(feeds=(), language="").retention)
    articles = store.forget_before(now - longest)
    if postings or articles:
        _log.info("old_forgotten", postings=postings, articles=articles)
    return postings + articles
