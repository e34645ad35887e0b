"""Who follows a story gets a note when it says something new: a message with the sentences that do, to them alone.

In: the bookmarks that are followed. Out: for each whose story has materially new sentences, one note in the ledger and
the bookmark that knows of it, written down at once. Computes: call it off an event loop.

    noted = note_followers(now, desk=desk, ledger=ledger, readership=readership, chats={"slack": chat})
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeAlias

import structlog

from digests.choosing import Desk, carried
from digests.deliveries import NOTICE_EXPIRES, delivery_id, kept_messages
from digests.editions import is_told, ranking
from digests.encoding import stored_vectors
from digests.errors import StoreUnusable
from digests.languages import best_language
from digests.models import Digest, DigestItem, Fallback, Story, Subscription, Summary, Told
from digests.nearness import is_open
from digests.novelty import History, news_of
from digests.posting_ports import Chat, Ledger
from digests.postings import Delivery, Message, Subscriber
from digests.reader_ports import Readership
from digests.readers import TEXTS_REMEMBERED, Bookmark
from digests.sharing import Recent, RememberingEncoder
from digests.telling import tell, update_of

NOTE_EVERY = timedelta(hours=6)  # at most, on one story to one reader
NOTES_KEPT = 1024
AT_ONCE = 500  # notes of one call, two seconds: digests wait for their turn meanwhile

_log = structlog.get_logger("digestbot.notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """All that decides what a note says: whoever asks for an equal one gets the same."""

    story: Story
    told: Told
    wish: Subscription  # as the follower reads it, with its feeds named
    chat: str
    day: date  # of which it speaks


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is new of a story, and the messages that say it."""

    item: DigestItem
    messages: tuple[Message, ...]


Notes: TypeAlias = Recent[_Asked, _Note | None]  # None: there is nothing to say, or it breaks us


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What one call works with."""

    now: datetime
    desk: Desk
    readership: Readership
    chats: Mapping[str, Chat]
    notes: Notes
    subscribers: Mapping[str, Subscriber]  # by id
    feeds: tuple[str, ...]  # all that are shared
    stories: dict[str, Story | None] = field(default_factory=dict)  # by each id that was asked for

    def story(self, story_id: str) -> Story | None:
        """Return the story of that id as it is now, asked for once."""
        if story_id not in self.stories:
            self.stories[story_id] = self.desk.store.story(story_id)
        return self.stories[story_id]


def note_followers(
    now: datetime,
    *,
    desk: Desk,
    ledger: Ledger,
    readership: Readership,
    chats: Mapping[str, Chat],
    notes: Notes | None = None,
) -> int:
    """Write down a note for each follower whose story says something new, for AT_ONCE at most; return how many.

    On one story at most one in NOTE_EVERY. Who follows a story that has closed follows it no longer; who met it by a
    digest that is closed gets no note while it is. Nothing is sent here. `notes` is what former calls have found.
    Raises StoreUnusable.
    """
    waiting = [bookmark for bookmark in readership.followed(now - NOTE_EVERY) if bookmark.chat in chats]
    if not waiting:
        return 0
    room = _Room(
        now=now,
        desk=replace(desk, sentence_encoder=RememberingEncoder(desk.sentence_encoder)),
        readership=readership,
        chats=chats,
        notes=Notes(NOTES_KEPT) if notes is None else notes,
        subscribers={each.id: each for each in ledger.subscribers({each.subscriber_id for each in waiting})},
        feeds=desk.store.shared_feeds(),
    )
    noted = sum(islice((True for bookmark in waiting if _has_noted(bookmark, room)), AT_ONCE))
    if noted:
        _log.info("followers_noted", notes=noted)
    return noted


def _has_noted(bookmark: Bookmark, room: _Room) -> bool:
    """Write down the note on one bookmark, or that its story has closed; return whether there is a note."""
    story = room.story(bookmark.story_id)
    if story is None or not is_open(story, room.now):
        room.readership.save_note(bookmark, replace(bookmark, followed_at=None), ())
        return False
    subscriber = room.subscribers.get(bookmark.subscriber_id)
    if subscriber is None or subscriber.closed_at or bookmark.told.article_ids.issuperset(story.article_ids):
        return False
    if (told := _told(bookmark, story, room)) is None:
        return False
    asked = _Asked(
        story=story, told=told, wish=_wish(bookmark, subscriber, room), chat=bookmark.chat, day=room.now.date()
    )
    if (note := room.notes.get(asked, lambda: _made(asked, room))) is None:
        return False
    room.desk.store.mark_posted([story.id], room.now)
    after = replace(bookmark, told=_with(told, note.item, room.now), noted_at=room.now)
    return room.readership.save_note(bookmark, after, _deliveries(note.messages, bookmark, room.now))


def _told(bookmark: Bookmark, story: Story, room: _Room) -> Told | None:
    """Return all that a reader has had of a story, under whatever id; None where they had a note on it lately.

    What they follow under two ids may have become one story.
    """
    history = [replace(bookmark.told, story_id=story.id)]
    for other in room.readership.bookmarks(bookmark.chat, bookmark.person_id):
        if other.noted_at and other.noted_at > room.now - NOTE_EVERY:
            now_is = room.story(other.story_id)
            if now_is and now_is.id == story.id:
                return None
        history.append(other.told)
    return History(history).of(story)


def _wish(bookmark: Bookmark, subscriber: Subscriber, room: _Room) -> Subscription:
    """Return the subscription as the follower reads it: what their channel reads is read, too."""
    subscription = subscriber.subscription
    return replace(
        subscription,
        feeds=subscription.feeds or room.feeds,
        language=room.readership.language_of(bookmark.chat, bookmark.person_id) or bookmark.language,
        also_read=(subscription.language, *subscription.also_read),
        ui_language=None,
        mention=None,
    )


# ---------------------------------------------------------------- what is new


def _made(asked: _Asked, room: _Room) -> _Note | None:
    """Return the note; None where there is nothing to say, and where it breaks us: nobody else waits for it."""
    try:
        item = _news(asked, room)
        if item is None:
            return None
        digest = Digest(language=asked.wish.language, since=asked.told.at, until=room.now, items=(item,), is_note=True)
        return _Note(
            item=item, messages=kept_messages(room.chats[asked.chat].messages(digest, asked.wish, is_late=False))
        )
    except StoreUnusable:
        raise
    except Exception as error:  # noqa: BLE001 — what comes from feeds is hostile, and the others wait for theirs
        _log.error("note_not_made", story=asked.story.id, chat=asked.chat, exc_info=error)
        return None


def _news(asked: _Asked, room: _Room) -> DigestItem | None:
    """Return the story with the sentences that are materially new to its reader; None where there are none."""
    store, wish = room.desk.store, asked.wish
    known = store.articles({*asked.story.article_ids, *asked.told.article_ids})
    members = [known[name] for name in asked.story.article_ids if name in known]
    articles = tuple(carried(members, wish.feeds, store))
    news = news_of(articles, asked.told, known.values())
    if not news.articles or not is_told(news.articles, wish):
        return None
    [summary] = tell(
        [update_of(asked.story.id, articles, news, must_say_new=True)],
        languages=(wish.language, *wish.also_read),
        count=max(1, wish.sentences),  # what is new is a sentence, also where none is shown
        vectors=stored_vectors(articles, store, room.desk.sentence_encoder, room.desk.report),
        encoder=room.desk.sentence_encoder,
    )
    if not summary.sentences:
        return None
    return DigestItem(
        story=asked.story,
        articles=articles,
        summary=_shown(summary, wish),
        ranking=ranking(articles, room.now),
        is_update=True,
    )


def _shown(summary: Summary, wish: Subscription) -> Summary:
    """Return the summary as it is shown: its headline alone where its reader reads no more of a foreign language."""
    is_foreign = best_language((wish.language, *wish.also_read), [summary.language]) is None
    return replace(summary, sentences=()) if is_foreign and wish.fallback is Fallback.HEADLINE else summary


# ---------------------------------------------------------------- what is written down


def _with(told: Told, item: DigestItem, now: datetime) -> Told:
    """Return what the reader has had when they have had this, too."""
    texts = (*told.texts, item.summary.headline, *(sentence.text for sentence in item.summary.sentences))
    return Told(
        story_id=item.story.id,
        at=now,
        article_ids=told.article_ids | {article.id for article in item.articles},
        publishers=told.publishers | {article.source for article in item.articles},
        texts=texts[-TEXTS_REMEMBERED:],
    )


def _deliveries(messages: Sequence[Message], bookmark: Bookmark, now: datetime) -> list[Delivery]:
    """Return one pending delivery a message, in their order; the same for whoever writes this note down."""
    name = f"note|{bookmark.chat}|{bookmark.person_id}|{bookmark.story_id}|{now.isoformat()}"
    return [
        Delivery(
            id=delivery_id(name, part),
            posting_id=None,
            subscriber_id=bookmark.subscriber_id,
            chat=bookmark.chat,
            address=bookmark.address,
            part=part,
            payload=message.payload,
            created_at=now,
            expires_at=now + NOTICE_EXPIRES,
            next_attempt_at=now,
            tells=message.tells,
        )
        for part, message in enumerate(messages)
    ]
