"""The nouns of posting: subscriber, slot, posting, delivery, and what is said beside the news.

    subscriber → slot → posting (of an edition) → deliveries, one a message

A slot is one local time at which a subscriber is due. The edition that it gets is shared by all who get the same; the
posting is its own, and is written down with all its messages before the first of them leaves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from digests.models import Subscription, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A channel with one of its subscriptions; a channel may have several."""

    id: str  # four to six letters and digits, as stories have them
    chat: str  # Chat.name: "discord", "slack", "console", "file"
    address: str  # of the channel in its chat, as `Chat.send` takes it
    subscription: Subscription
    created_at: datetime
    decided_until: datetime  # every slot due up to then has its fate
    next_due_at: datetime | None  # when the first slot after that is due, paused or not; None: never
    paused_at: datetime | None = None  # None: it is not paused
    paused_until: datetime | None = None  # None while paused: until somebody resumes it
    pause_reason: str | None = None  # why its chat refused it; None where somebody asked for the pause
    skips: int = 0  # how many of the next slots are left out
    workspace: str | None = None  # id of the server or workspace of the channel; None: a person, or a chat without
    closed_at: datetime | None = None  # the bot was sent away: it stays paused, and is forgotten after its retention
    version: int = 0  # counts its changes: a change of what has changed meanwhile is not kept; 0: not kept yet


class Fate(StrEnum):
    """What became of a slot."""

    PLANNED = "planned"  # it is due, and its digest not made yet
    POSTED = "posted"  # its digest is made; its deliveries know the rest
    EMPTY = "empty"  # there was nothing to tell
    MISSED = "missed"  # nobody ran when it was due, and then it was too late; or it could not be made
    QUIET = "quiet"  # in quiet hours or on a quiet date
    SKIPPED = "skipped"  # left out once, as asked
    MOVED = "moved"  # another time of the same day took its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One local time at which a subscriber is due: (subscriber_id, date, time) is there once for ever."""

    subscriber_id: str
    date: date  # local, as the subscription says, also where the clocks leave that time out
    time: time
    due_at: datetime
    fate: Fate = Fate.PLANNED
    is_late: bool = False  # its digest says that it comes late


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one digest told, whoever got it: by it readers are not told the same twice."""

    id: str  # SHA-256, hexadecimal, of all that it told: the same for all who get the same
    told: tuple[Told, ...]  # a story each; none: a line that says that there is nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One edition on its way to one subscriber."""

    id: str  # of (subscriber, slot), or of (subscriber, moment) where somebody asked for it
    subscriber_id: str
    edition: Edition
    since: datetime
    until: datetime
    made_at: datetime
    is_late: bool = False
    is_asked: bool = False  # somebody asked for it: what it tells is told, but the next one reaches back as without it


class State(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"  # to be sent at next_attempt_at, when those before it are no longer pending or sending
    SENDING = "sending"  # somebody sends it; who has not said how it went by lease_until is dead
    SENT = "sent"
    REFUSED = "refused"  # the chat will not take it
    EXPIRED = (
        "expired"  # it could not be sent in time, nor is what follows it; the next digest tells what it would have
    )
    UNKNOWN = "unknown"  # it was sent, and nobody knows whether it arrived: only a person has it sent again


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a digest, as its chat takes it."""

    payload: str
    tells: tuple[str, ...]  # ids of the stories that it tells, or begins to tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message for one channel or person, and what became of it."""

    id: str  # also its nonce: at most 25 characters, the same whenever it is sent; of (posting, part)
    posting_id: str | None  # None: a notice
    subscriber_id: str
    chat: str
    address: str
    part: int  # 0 is the first message of its posting
    payload: str  # what `Chat.send` takes: frozen, so that whoever sends it again sends the same
    created_at: datetime
    expires_at: datetime
    next_attempt_at: datetime
    tells: tuple[str, ...] = ()  # ids of the stories that it tells; a story that no part names is told by all of them
    state: State = State.PENDING
    attempts: int = 0
    lease_until: datetime | None = None  # while it is sending
    first_sent_at: datetime | None = None  # when it first left without an answer, since which it may stand in the chat
    settled_at: datetime | None = None  # when it came to its last state
    message_id: str | None = None  # as the chat calls it
    workspace: str | None = None  # of its subscriber: read with it, not written
    error: str | None = None  # the clause of the last failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made of one planned slot, to be written down at once."""

    slot: Slot | None  # None: somebody asked for it, outside the schedule
    posting: Posting | None  # None: there was nothing to tell
    deliveries: tuple[Delivery, ...] = ()  # of the posting, in order of their parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What one subscriber has had, as far as the next digest asks."""

    # Posting.until of the last one of the schedule that may have arrived; None: the first is to come. Of one of which a
    # message did not arrive it is Posting.since, as long as none that was made after that may have.
    last: datetime | None = None
    # That may have arrived within the longest cooldown, oldest first; without stories whose messages did not.
    editions: tuple[Edition, ...] = ()
    was_empty: bool = False  # whether the last one said that there was nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A sentence of the bot's own, as a key of its texts and what goes into it."""

    key: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A chat that takes nothing with the token that we have."""

    chat: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What `status` tells of one subscriber."""

    subscriber: Subscriber
    slots: tuple[Slot, ...]  # the last ones, newest first
    deliveries: Mapping[State, int]  # how many messages of its postings are in each state, as far as remembered
    missed: int  # slots, as far as remembered
    last_sent_at: datetime | None
    error: str | None  # of its latest delivery that is not sent
