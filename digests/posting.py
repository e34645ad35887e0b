"""Planned slots become postings: composed, rendered, and written down with their messages before anything leaves.

    slot → window → digest → messages → posting and deliveries, in the ledger

In: what the ledger has planned. Out: the same slots, posted, empty or closed. Many subscribers cost few digests: those
who want the same and have had the same get the same one. What somebody asks for is posted without a slot. Computes:
call it off an event loop.

    posted = Press(desk=desk, ledger=ledger, chats={"file": chat}).post_due(now)
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

import structlog

from digests.choosing import Desk
from digests.composing import compose, is_posted
from digests.deliveries import deliveries_of, kept_messages
from digests.editions import Window, next_window
from digests.errors import StepFailed, StoreUnusable
from digests.models import Digest, DigestItem, Story, Subscription, Told
from digests.posting_ports import Chat, Ledger
from digests.postings import Edition, Fate, Made, Memory, Message, Posting, Slot, Subscriber
from digests.schedules import ON_TIME
from digests.sharing import Recent, RememberingEncoder

BATCH = 500  # slots written down at once
REMEMBERED = timedelta(days=30)  # the longest cooldown
SHORTEST_TRY = timedelta(hours=1)  # how long the sending of a digest is tried at least, whatever `catch_up` says
MAKING = timedelta(hours=1)  # how long after it could last be planned a slot may still be made
DIGESTS_KEPT = 256  # of some 100 KB, as their articles are
RENDERED_KEPT = 1024  # of some 10 KB

# What a subscription says of how a digest looks, and of when and to whom it goes: neither decides what it tells. (Of
# `window` and `max_age` the Window is made.) A field that is missing here costs work and nothing else.
_LOOKS = ("ui_language", "layout", "thread", "previews", "images", "silent", "mention", "timezone")
_CALENDAR = (
    *("window", "max_age", "empty", "times", "weekdays", "quiet_dates", "quiet_hours", "quiet", "catch_up"),
    *("retention", "managers", "alerts"),
)
_AS_USUAL = Subscription(feeds=(), language="")

_log = structlog.get_logger("digestbot.posting")

_Key: TypeAlias = tuple[str, date, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What one call made of planned slots."""

    posted: int = 0  # digests, with their messages
    empty: int = 0  # there was nothing to tell
    closed: int = 0  # it was too late, or the subscriber has paused since
    failed: int = 0  # what could not be made; the log says why
    passed_over: int = 0  # of all these, what another process had made meanwhile: nothing of it is kept
    editions: int = 0  # how many digests were composed for them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """All that decides what a digest tells: whoever asks for an equal one gets the same."""

    subscription: Subscription  # with its feeds named; what decides nothing is as usual
    window: Window
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A digest as its readers see it: without the items that break rendering."""

    digest: Digest
    edition: Edition
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What some slots are made with."""

    now: datetime
    feeds: tuple[str, ...]  # all that are shared
    horizons: dict[tuple[tuple[str, ...], Window], frozenset[str]] = field(default_factory=dict)  # by feeds and window


class Press:
    """Makes postings of planned slots, and keeps for the next ones what was costly to make."""

    def __init__(self, *, desk: Desk, ledger: Ledger, chats: Mapping[str, Chat]) -> None:
        self._desk = replace(desk, sentence_encoder=RememberingEncoder(desk.sentence_encoder))
        self._ledger = ledger
        self._chats = chats
        self._digests: Recent[_Asked, Digest] = Recent(DIGESTS_KEPT)
        self._shown: Recent[tuple[_Asked, Subscription, str, bool], _Shown] = Recent(RENDERED_KEPT)

    def post_due(self, now: datetime) -> Posted:
        """Make and write down what is planned for the chats that are served here; return what that was.

        A slot that cannot be made is written down as missed, else it would be tried for ever. Raises StoreUnusable:
        what is not written down yet stays planned for the next call.
        """
        counts = Counter[str]()
        composed = self._digests.made
        tried: set[_Key] = set()
        left = 0  # slots for other processes: they stay planned, and in front of those behind
        while batch := _untried(self._ledger.planned_slots(BATCH + left), tried):
            tried.update(_key(slot) for slot in batch)
            made = self._made(batch, now, counts)
            left += len(batch) - len(made)
            counts["passed_over"] += len(made) - self._ledger.save_postings(made)
        posted = Posted(**counts, editions=self._digests.made - composed)
        if posted != Posted():
            _log.info("slots_posted", **asdict(posted))
        return posted

    # ---- slots

    def _made(self, slots: Sequence[Slot], now: datetime, counts: Counter[str]) -> list[Made]:
        """Return what becomes of slots of different subscribers; those of chats not served here are left out."""
        known = {each.id: each for each in self._ledger.subscribers([slot.subscriber_id for slot in slots])}
        closed, ours = list[Made](), list[tuple[Slot, Subscriber]]()
        for slot in slots:
            subscriber = known.get(slot.subscriber_id)
            if fate := _closed(slot, subscriber, now):
                closed.append(Made(slot=replace(slot, fate=fate), posting=None))
            elif subscriber and subscriber.chat in self._chats:
                ours.append((slot, subscriber))
        counts["closed"] += len(closed)
        if not ours:
            return closed
        memories = self._ledger.memories([subscriber.id for _, subscriber in ours], now - REMEMBERED)
        batch = _Batch(now=now, feeds=self._desk.store.shared_feeds())
        made = []
        for slot, subscriber in ours:
            try:
                made.append(self._one(slot, subscriber, memories[subscriber.id], batch))
                counts["posted" if made[-1].posting else "empty"] += 1
            except StoreUnusable:
                raise
            except Exception as error:  # noqa: BLE001 — whatever one subscription does to us, the others get theirs
                # How it came to a StepFailed is in the log already, once for all whom it concerns.
                why = {"error": str(error)} if isinstance(error, StepFailed) else {"exc_info": error}
                _log.error("slot_not_made", **_named(slot), **why)
                made.append(Made(slot=replace(slot, fate=Fate.MISSED), posting=None))
                counts["failed"] += 1
        return closed + made

    def _one(self, slot: Slot, subscriber: Subscriber, memory: Memory, batch: _Batch) -> Made:
        """Return the posting of one slot with its messages, or that there is nothing to tell. Raises anything."""
        subscription = subscriber.subscription
        is_late = slot.is_late or batch.now - slot.due_at > ON_TIME
        # Those that are late share their digests, as if they had been due at this minute.
        until = batch.now.replace(second=0, microsecond=0) if is_late else slot.due_at
        asked, digest = self._composed(subscription, next_window(subscription, memory.last, until), memory, batch)
        if not is_posted(digest, subscription.empty, was_empty=memory.was_empty):
            return Made(slot=slot, posting=None)
        looking = replace(asked.subscription, **_values(subscription, _LOOKS))
        chat = self._chats[subscriber.chat]
        shown = self._shown.get(
            (asked, looking, subscriber.chat, is_late), lambda: _shown(digest, looking, chat, is_late=is_late)
        )
        if not is_posted(shown.digest, subscription.empty, was_empty=memory.was_empty):
            # That there is no news would not be true: only where an empty digest is said at all, it is said.
            raise StepFailed("none of its stories can be shown")
        posting = Posting(
            id=_posting_id(subscriber, slot.date, slot.time),
            subscriber_id=subscriber.id,
            edition=shown.edition,
            since=asked.window.since or until,
            until=until,
            made_at=batch.now,
            is_late=is_late,
        )
        return _with_deliveries(slot, posting, subscriber, shown.messages)

    # ---- digests

    def _composed(
        self, subscription: Subscription, window: Window, memory: Memory, batch: _Batch
    ) -> tuple[_Asked, Digest]:
        """Return the digest of a window, and what it was asked for: composed, or that of somebody who asked so before.

        What was told of stories that the window cannot tell does not count: else subscribers of different days would
        share nothing for a month.
        """
        feeds = tuple(sorted(set(subscription.feeds or batch.feeds)))
        plain = replace(subscription, feeds=feeds, **_values(_AS_USUAL, _LOOKS + _CALENDAR))
        told = _told_of(self._horizon(feeds, window, batch), memory) if memory.editions else ()
        asked = _Asked(subscription=plain, window=window, told=told)
        digest = self._digest(asked)
        if _told_of(_names(item.story for item in digest.items if not item.is_update), memory):
            # Since we looked which stories it can tell, one more has got an article of this window.
            asked = replace(asked, told=tuple(told for edition in memory.editions for told in edition.told))
            digest = self._digest(asked)
        return asked, digest

    def _digest(self, asked: _Asked) -> Digest:
        return self._digests.get(
            asked, lambda: compose(asked.subscription, window=asked.window, told=asked.told, desk=self._desk)
        )

    def _horizon(self, feeds: tuple[str, ...], window: Window, batch: _Batch) -> frozenset[str]:
        """Return the names of the stories that a window can tell, as `_names` has them."""
        if (feeds, window) not in batch.horizons:
            store = self._desk.store
            articles = store.articles_between(feeds, window.reach, window.until)
            batch.horizons[feeds, window] = _names(store.stories_of(article.id for article in articles).values())
        return batch.horizons[feeds, window]


def post_asked(subscriber: Subscriber, digest: Digest, *, chat: Chat, ledger: Ledger, now: datetime) -> Posting | None:
    """Write down a digest that somebody asked for, with its messages, and return what it tells.

    Returns None where it was written down before, or the subscriber has gone. Raises StepFailed where no story of it
    can be shown.
    """
    shown = _shown(digest, subscriber.subscription, chat, is_late=False)
    if not shown.digest.items:
        raise StepFailed("none of its stories can be shown")
    posting = Posting(
        id=_posting_id(subscriber, now),
        subscriber_id=subscriber.id,
        edition=shown.edition,
        since=digest.since or digest.until,
        until=digest.until,
        made_at=now,
        is_asked=True,
    )
    saved = ledger.save_postings([_with_deliveries(None, posting, subscriber, shown.messages)])
    return posting if saved else None


def _with_deliveries(slot: Slot | None, posting: Posting, subscriber: Subscriber, messages: Sequence[Message]) -> Made:
    expires_at = posting.made_at + max(subscriber.subscription.catch_up, SHORTEST_TRY)
    deliveries = deliveries_of(posting, subscriber, messages, expires_at=expires_at)
    return Made(slot=slot, posting=posting, deliveries=deliveries)


def _names(stories: Iterable[Story]) -> frozenset[str]:
    """Return by what `novelty.History` knows stories: their ids, and those of all their articles."""
    return frozenset(name for story in stories for name in (story.id, *story.article_ids))


def _told_of(names: frozenset[str], memory: Memory) -> tuple[Told, ...]:
    """Return what was told of the stories with these names, oldest first."""
    return tuple(
        told
        for edition in memory.editions
        for told in edition.told
        if told.story_id in names or not names.isdisjoint(told.article_ids)
    )


def _values(subscription: Subscription, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(subscription, name) for name in names}


# ---------------------------------------------------------------- slots


def _untried(slots: Iterable[Slot], tried: set[_Key]) -> list[Slot]:
    """Return the slots not tried yet, one a subscriber: what the first of them tells, the second must remember."""
    batch: dict[str, Slot] = {}
    for slot in slots:
        if _key(slot) not in tried:
            batch.setdefault(slot.subscriber_id, slot)
    return list(batch.values())


def _key(slot: Slot) -> _Key:
    return slot.subscriber_id, slot.date, slot.time


def _closed(slot: Slot, subscriber: Subscriber | None, now: datetime) -> Fate | None:
    """Return the fate of a slot whose digest nobody waits for any more; None where somebody does."""
    if subscriber is None:
        return Fate.SKIPPED  # it has gone meanwhile, and the slot with it
    if now - slot.due_at > subscriber.subscription.catch_up + MAKING:
        # Nobody served its chat, or nobody ran since it was planned.
        _log.warning("slot_too_late", **_named(slot))
        return Fate.MISSED
    if subscriber.paused_at and (subscriber.paused_until is None or now < subscriber.paused_until):
        return Fate.SKIPPED
    return None


def _named(slot: Slot) -> dict[str, str]:
    return {"subscriber": slot.subscriber_id, "date": str(slot.date), "time": str(slot.time)}


def _posting_id(subscriber: Subscriber, *moment: date | time) -> str:
    """Return the same for the same slot or moment, so that of two processes one is kept."""
    return hashlib.sha256("|".join([subscriber.id, *map(str, moment)]).encode()).hexdigest()[:32]


# ---------------------------------------------------------------- what readers see


def _shown(digest: Digest, subscription: Subscription, chat: Chat, *, is_late: bool) -> _Shown:
    """Return the digest as a chat shows it, without the items that break it. Raises anything where nothing is left."""
    digest = replace(digest, ui_language=subscription.ui_language)

    def rendered(items: tuple[DigestItem, ...]) -> _Shown:
        part = replace(digest, items=items)
        messages = kept_messages(chat.messages(part, subscription, is_late=is_late))
        return _Shown(digest=part, edition=_edition(part), messages=messages)

    try:
        return rendered(digest.items)
    except Exception:  # noqa: BLE001 — what comes from feeds is hostile: it is found item by item
        good: tuple[DigestItem, ...] = ()
    best = None
    for item in digest.items:
        try:
            best = rendered((*good, item))
            good = (*good, item)
        except Exception as error:  # noqa: BLE001 — as above: this one is left out, and the digest goes
            _log.error("item_left_out", story=item.story.id, chat=chat.name, exc_info=error)
    return best or rendered(())


def _edition(digest: Digest) -> Edition:
    """Return what a digest tells, named by all of it: two editions of one name never told anything different."""
    told = tuple(
        Told(
            story_id=item.story.id,
            at=digest.until,
            article_ids=frozenset(article.id for article in item.articles),
            publishers=frozenset(article.source for article in item.articles),
            texts=(item.summary.headline, *(sentence.text for sentence in item.summary.sentences)),
        )
        for item in digest.items
    )
    parts = [
        [one.story_id, one.at.isoformat(), sorted(one.article_ids), sorted(one.publishers), one.texts] for one in told
    ]
    return Edition(id=hashlib.sha256(json.dumps(parts).encode()).hexdigest(), told=told)
