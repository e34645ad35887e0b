"""The nouns of those who look stories up: what one reader has had of one story, and whether they follow it."""

from dataclasses import dataclass
from datetime import datetime

from digests.models import Told

TEXTS_REMEMBERED = 100  # headlines and sentences of one story that a reader has had: what came last


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """What one reader has had of one story. (chat, person_id, story_id) is there once."""

    chat: str
    person_id: str  # as the chat calls them, without "@"
    story_id: str  # the id as it was when they looked: it may lead to another story since
    told: Told  # all that they have seen of it
    subscriber_id: str  # the digest by which they met it: it says which feeds count
    followed_at: datetime | None = None  # None: they only looked
    address: str = ""  # where notes on it go: "@" and the person, or the channel of a direct message
    language: str = ""  # that notes are in where the person has set none, BCP 47
    noted_at: datetime | None = None  # when the last note was written
