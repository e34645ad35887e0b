"""What tests of digests that somebody asks for share: how the channel is changed, and what an answer tells."""

from dataclasses import replace
from datetime import timedelta

from bot.commands.answers import Answer
from bot.commands.calls import Place
from digests.models import Subscription
from digests.planning import change, resubscribe
from digests.postings import Posting
from digests.schedules import paused
from tests.bot.commands.newsdesk import (
    HOUR,
    MIA,
    NOW,
    Newsdesk,
    words_of,
)

THIN = str.maketrans({"\u202f": " ", "\u2009": " "})  # the spaces of CLDR around dashes and before "PM"
LANGUAGES = ("en", "fr", "de", "it", "es")
DAY = timedelta(days=1)
DIRECT = Place(chat="console", address="@ria", workspace="w1")


def set_(desk: Newsdesk, **changes: object) -> None:
    """Change the settings of the channel."""

    def changed(subscription: Subscription) -> Subscription:
        return replace(subscription, **changes)  # type: ignore[arg-type]

    resubscribe(desk.subscriber.id, changed, ledger=desk.database.ledger, now=NOW)


def pause(desk: Newsdesk, *, days: int | None = None) -> None:
    until = NOW + days * DAY if days else None
    change(desk.subscriber.id, lambda subscriber: paused(subscriber, NOW, until), ledger=desk.database.ledger)


def post(desk: Newsdesk, *, hours: int = 24) -> Posting:
    """Post the digest of this moment, and let two hours go by."""
    desk.ask("now", MIA, post=True, hours=hours)
    desk.now += 2 * HOUR
    return desk.database.ledger.postings(desk.subscriber.id, 1)[0]


def said_by(answer: Answer) -> str:
    return words_of(answer).translate(THIN)


def told(answer: Answer) -> list[str]:
    assert answer.digest, said_by(answer)
    return [item.story.id for item in answer.digest.items]


def headlines(answer: Answer) -> list[str]:
    assert answer.digest, said_by(answer)
    return [item.summary.headline for item in answer.digest.items]
