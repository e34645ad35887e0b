"""What a handler works with: the doors to the world, and what was asked by whom.

A handler is a function `(Asked) -> Answer`. It runs in a thread, asks the database and answers within a second; what
takes longer it returns as `Answer.then`. It raises Refusal for whatever it will not do.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot.commands.answers import Refusal
from bot.commands.calls import Attachment, Person, Place, Role, Value
from bot.texts import Texts, known_language
from digests.choosing import Desk, carried
from digests.following import newly_followed
from digests.links import publisher_of
from digests.models import Article, Feed, FollowedFeed, Subscription
from digests.ports import Fetcher, Store, Workers
from digests.posting_ports import Chat, Ledger
from digests.postings import Subscriber
from digests.reader_ports import Archive, Readership
from digests.searching import Searcher

if TYPE_CHECKING:
    from bot.commands.table import Command

LANGUAGES_READ_FOR = timedelta(minutes=10)  # how long the languages of feeds are taken for those that they were

T = TypeVar("T")


class FeedLanguages:
    """The main language of each feed, read again after a while: counting all articles takes a tenth of a second."""

    def __init__(self) -> None:
        self._read: tuple[datetime, dict[str, str]] | None = None

    def of(self, store: Store, now: datetime) -> dict[str, str]:
        """Return {feed url: its language}."""
        if self._read is None or now - self._read[0] >= LANGUAGES_READ_FOR:
            self._read = now, store.main_languages()
        return self._read[1]


def no_digest(place: Place) -> Refusal:
    """Return what to say where there is no digest."""
    return Refusal("no-digest-of-yours") if place.is_direct else Refusal("no-digest-here")


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The doors that commands go through; one for the whole process."""

    desk: Desk  # store and encoders
    ledger: Ledger
    readership: Readership
    archive: Archive
    searcher: Searcher
    fetcher: Fetcher
    workers: Workers
    chats: Mapping[str, Chat]
    computing: asyncio.Semaphore  # held by slow work that computes: the machine has few processors
    feed_languages: FeedLanguages = field(default_factory=FeedLanguages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One command, understood and allowed."""

    command: "Command"
    commands: Mapping[str, "Command"]  # all there are, by name, in the order of the table
    options: Mapping[str, Value]  # checked; without those that were left out
    person: Person
    place: Place
    role: Role
    now: datetime
    language: str  # that the person reads, BCP 47: private answers are in it
    texts: Texts  # the bot's words in it
    found: Subscriber | None  # the digest of this place, if it has one
    room: Room
    message: str | None = None  # the id of the message that it is asked on

    @property
    def subscriber(self) -> Subscriber:
        """The digest of this place. Refusal where it has none."""
        if self.found is None:
            raise no_digest(self.place)
        return self.found

    @property
    def subscription(self) -> Subscription:
        """What the digest of this place is."""
        return self.subscriber.subscription

    @property
    def wish(self) -> Subscription:
        """The same, with its feeds named also where it is of all that are shared."""
        return replace(self.subscription, feeds=self.subscription.feeds or self.room.desk.store.shared_feeds())

    def sources(self) -> list[FollowedFeed]:
        """Return the feeds of this digest: its list in order, or all that are shared, by title.

        One that is in the list and not followed any more counts as ended.
        """
        followed = {each.feed.url: each for each in self.room.desk.store.followed_feeds()}
        if not self.subscription.feeds:
            return [each for each in followed.values() if each.is_shared]
        return [followed.get(url) or self._dropped(url) for url in self.subscription.feeds]

    def _dropped(self, url: str) -> FollowedFeed:
        feed = Feed(url=url, title=publisher_of([url], url.rpartition("/")[2]))
        dropped = newly_followed(feed, location=url, language=None, topic=None, now=self.now, is_shared=False)
        return replace(dropped, ended_at=self.now)

    def carried(self, articles: Iterable[Article]) -> list[Article]:
        """Return those of the articles that feeds of this digest carry, in their order."""
        return carried(articles, self.wish.feeds, self.room.desk.store)

    def wished_language(self) -> str:
        """Return the language that is asked for, else that of the person. Raises BadRequest for what is none."""
        code = self.text("language")
        return known_language(code) if code else self.language

    @property
    def zone(self) -> tzinfo:
        """The zone that times are said in: of the digest here, else of the person, else of the place, else UTC."""
        name = self.found.subscription.timezone if self.found else self.person.timezone or self.place.timezone
        try:
            return ZoneInfo(name or "UTC")
        except (ValueError, LookupError, OSError):  # a platform may know zones that we do not
            return ZoneInfo("UTC")

    def say(self, key: str, **arguments: str | int) -> str:
        """Return a text of the bot's own in the person's language."""
        return self.texts.say(key, **arguments)

    def moment(self, at: datetime) -> str:
        """Return a day and time as the person writes them, in `zone`."""
        return self.texts.moment(at.astimezone(self.zone))

    def text(self, option: str, default: str = "") -> str:
        """Return an option of text as written."""
        value = self.options.get(option, default)
        return value if isinstance(value, str) else str(value)

    def number(self, option: str, default: int) -> int:
        """Return an option that is a number."""
        value = self.options.get(option, default)
        return value if isinstance(value, int) else default

    def is_on(self, option: str) -> bool:
        """Return an option that is a switch; left out it is off."""
        return self.options.get(option) is True

    def attachment(self, option: str) -> Attachment | None:
        """Return an option that is a file."""
        value = self.options.get(option)
        return value if isinstance(value, Attachment) else None

    async def compute(self, work: Callable[[], T]) -> T:
        """Return what `work` does, in a thread, when its turn comes: for `Answer.then`."""
        async with self.room.computing:
            return await asyncio.to_thread(work)
