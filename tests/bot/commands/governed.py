"""What tests of settings and managers share: what the channel has, and how it is changed."""

from dataclasses import replace

from digests.models import Subscription
from digests.planning import resubscribe
from tests.bot.commands.newsdesk import NOW, Newsdesk


def kept(desk: Newsdesk) -> Subscription:
    return desk.subscriber.subscription


def with_settings(desk: Newsdesk, **wishes: object) -> None:
    ledger = desk.database.ledger
    resubscribe("d7gs", lambda wish: replace(wish, **wishes), ledger=ledger, now=NOW)  # type: ignore[arg-type]
