"""A house with readers who follow stories, and a chat that keeps what it was given to write to them.

desks.follow(had, person="ria")   # the story of the article `had`
desks.note()                      # 1: one note waits to be sent
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from digests.adapters.store import Database, open_all
from digests.choosing import Desk
from digests.models import Article, Digest, Subscription, Told
from digests.notes import Notes, note_followers
from digests.postings import Delivery, Message
from digests.readers import Bookmark
from tests.digests.examples import NOON
from tests.digests.posted import BRIDGE, HOUR, House, PaperChat, Words, a_story, news

NEW = "Masons found 14 cracks in the middle pier, the engineer Ruth Amsel wrote."
CRACKS = news(BRIDGE, source="Courier", hours=1, text=NEW)
ONE = NOON + HOUR


class NoteChat(PaperChat):
    """The chat of headlines, that remembers what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.digests: list[Digest] = []
        self.subscriptions: list[Subscription] = []

    def messages(self, digest: Digest, subscription: Subscription, *, is_late: bool) -> list[Message]:
        self.digests.append(digest)
        self.subscriptions.append(subscription)
        return super().messages(digest, subscription, is_late=is_late)


@dataclass
class Desks:
    """A house whose readers follow stories."""

    database: Database
    house: House
    chat: NoteChat

    def keep(self, *articles: Article) -> None:
        self.house.keep(*articles)

    def follow(
        self, *had: Article, person: str = "ria", language: str = "en", by: str = "aaaa", chat: str = "paper"
    ) -> Bookmark:
        """Let a person follow the story of these articles, which they have had."""
        story_id = a_story(had).id
        told = Told(
            story_id=story_id,
            at=NOON,
            article_ids=frozenset(article.id for article in had),
            publishers=frozenset(article.source for article in had),
            texts=tuple(article.title for article in had),
        )
        bookmark = Bookmark(
            chat=chat,
            person_id=person,
            story_id=story_id,
            told=told,
            subscriber_id=by,
            followed_at=NOON,
            address=f"@{person}",
            language=language,
        )
        self.database.readership.save_bookmark(bookmark)
        return bookmark

    def note(self, now: datetime = ONE, *, notes: Notes | None = None) -> int:
        desk = Desk(store=self.house.store, encoder=self.house.encoder, sentence_encoder=self.house.encoder)
        return note_followers(
            now,
            desk=desk,
            ledger=self.database.ledger,
            readership=self.database.readership,
            chats={"paper": self.chat},
            notes=notes,
        )

    def sent(self, now: datetime = ONE) -> list[Delivery]:
        return self.database.ledger.sendable(now, ["paper"], 99)

    def said(self, now: datetime = ONE) -> list[list[str]]:
        """Return the sentences of each note that waits."""
        return [json.loads(each.payload) for each in self.sent(now) if each.part == 1]

    def bookmark(self, person: str = "ria") -> Bookmark:
        return self.database.readership.bookmarks("paper", person)[0]


@contextmanager
def open_desks() -> Iterator[Desks]:
    """Give a house with one digest, and close its database at the end."""
    database, chat = open_all("sqlite://"), NoteChat()
    house = House(store=database.store, ledger=database.ledger, encoder=Words(), chat=chat)
    house.subscribe()
    yield Desks(database, house, chat)
    database.store.close()
