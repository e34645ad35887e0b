"""What tests of subscriptions share: how one is made at the command line, and what is kept of it."""

from collections.abc import Callable
from datetime import UTC, datetime

from digests.adapters.store import open_database
from digests.models import Subscription
from digests.postings import Slot, Subscriber

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PARIS = Subscription(feeds=(), language="fr", timezone="Europe/Paris")
LIST = '<opml version="2.0"><body><outline text="Herald" xmlUrl="https://herald.example/rss"/></body></opml>'


Typed = Callable[..., str]


def new_id(said: str) -> str:
    return said.split(maxsplit=1)[0]


def subscribe(typed: Typed, *more: str) -> str:
    return new_id(typed("subscribe", "--chat", "console", "-l", "fr", "--timezone", "Europe/Paris", *more))


def kept(id_: str) -> tuple[Subscriber, list[Slot]]:
    store, ledger = open_database("sqlite:///digestbot.db")
    try:
        [subscriber] = ledger.subscribers([id_])
        return subscriber, ledger.slots(id_, NOW.date().replace(year=2000))
    finally:
        store.close()


def all_kept() -> list[Subscriber]:
    store, ledger = open_database("sqlite:///digestbot.db")
    try:
        return ledger.subscribers()
    finally:
        store.close()


def followed() -> list[str]:
    store, _ = open_database("sqlite:///digestbot.db")
    try:
        return [feed.feed.url for feed in store.followed_feeds()]
    finally:
        store.close()
