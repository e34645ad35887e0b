"""From a posting to its deliveries, and from what became of one attempt to a delivery's next state.

In: frozen messages; a delivery with an error or a message's id. Out: deliveries. Pure: what is random elsewhere (the
spread of deliveries that would be sent again at the same moment) is derived from id and attempt here.

    pending → sending → sent | refused | expired | unknown
       └─────────┘ as long as it surely did not arrive, or its nonce shows it once

A message whose fate nobody knows is sent again only where that cannot show it twice: while the chat keeps its nonce
(Discord says "the past few minutes" and gives no figure), or after the chat has said that it is not there.

>>> delivery_id("k7qm 2026-03-01 08:00", 0)
'pukvyke6nfcauvmsmrm3kydnq'
"""

import hashlib
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digests.errors import DeliveryError, SendLater, SendRefused
from digests.models import Alerts
from digests.postings import Delivery, Message, Posting, State, Subscriber

LEASE = timedelta(seconds=60)  # a chat answers within 30 s: who has not written down by then how it went is dead
FIRST_BACK_OFF = timedelta(seconds=5)
LONGEST_BACK_OFF = timedelta(minutes=10)
SPREAD = 0.2  # of the back-off, added by a hash: 10,000 that failed together must not come again together
LONGEST_WAIT = timedelta(days=2)  # that a chat may ask for; nothing is worth sending by then
TRAVEL = timedelta(seconds=10)  # between claiming a delivery and its arrival, with a busy database in between
REFUSED_TOKEN_WAIT = timedelta(minutes=10)  # in which somebody may set a new token
NOTICE_EXPIRES = timedelta(days=1)
ID_LENGTH = 25  # what Discord allows a nonce (API reference, "Create Message")


def delivery_id(posting_id: str, part: int) -> str:
    """Return the id of one part of a posting, which is also its nonce: 25 small letters and digits, always the same."""
    digest = hashlib.sha256(f"{posting_id}|{part}".encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode()[:ID_LENGTH].lower()


def kept_messages(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Return the messages. ValueError where there is none, or one that no database can keep: hostile texts make such.

    Half of a surrogate pair in one would keep all that is written down with it from being kept.
    """
    if not messages or any("\0" in message.payload for message in messages):
        raise ValueError("no message, or one that no database can keep")
    for message in messages:
        message.payload.encode()
    return tuple(messages)


def deliveries_of(
    posting: Posting, subscriber: Subscriber, messages: Sequence[Message], *, expires_at: datetime
) -> tuple[Delivery, ...]:
    """Return one pending delivery a message, in their order."""
    return tuple(
        Delivery(
            id=delivery_id(posting.id, part),
            posting_id=posting.id,
            subscriber_id=subscriber.id,
            chat=subscriber.chat,
            address=subscriber.address,
            part=part,
            payload=message.payload,
            created_at=posting.made_at,
            expires_at=expires_at,
            next_attempt_at=posting.made_at,
            tells=message.tells,
        )
        for part, message in enumerate(messages)
    )


def notice_to(address: str, payload: str, *, subscriber: Subscriber, at: datetime, expires_at: datetime) -> Delivery:
    """Return the delivery of a sentence of the bot's own; one to an address at one moment."""
    return Delivery(
        id=delivery_id(f"{subscriber.id}|{address}|{at.isoformat()}", 0),
        posting_id=None,
        subscriber_id=subscriber.id,
        chat=subscriber.chat,
        address=address,
        part=0,
        payload=payload,
        created_at=at,
        expires_at=expires_at,
        next_attempt_at=at,
    )


def paused_by(refused: Delivery, subscriber: Subscriber, *, is_of_person: bool) -> Subscriber:
    """Return a subscriber that gets nothing until somebody resumes it, since its channel takes nothing.

    Where it is the person who can no longer be written to, they are not there any more: theirs is closed.
    """
    at = refused.settled_at
    closed_at = at if is_of_person and _is_to_person(refused) else None
    return replace(subscriber, paused_at=at, paused_until=None, pause_reason=refused.error, closed_at=closed_at)


def notices_of(refused: Delivery, payload: str, subscriber: Subscriber) -> list[Delivery]:
    """Return the same notice for everybody who is to learn that this delivery was refused, each person once.

    Not for the person who was to have it: they would not get that either.
    """
    at = refused.settled_at or refused.created_at
    managers = list(dict.fromkeys(f"@{manager}" for manager in subscriber.subscription.managers))
    told = {Alerts.MANAGERS: managers, Alerts.HERE: [refused.address], Alerts.OFF: []}
    return [
        notice_to(address, payload, subscriber=subscriber, at=at, expires_at=at + NOTICE_EXPIRES)
        for address in told[subscriber.subscription.alerts]
        if not (_is_to_person(refused) and address == refused.address)
    ]


def _is_to_person(delivery: Delivery) -> bool:
    return delivery.address.startswith("@")


def sent_again(delivery: Delivery, now: datetime, expires_at: datetime) -> Delivery:
    """Return a delivery as somebody wants it sent once more, whatever became of it: it may stand in the chat twice."""
    return replace(
        delivery,
        state=State.PENDING,
        next_attempt_at=now,
        expires_at=expires_at,
        lease_until=None,
        first_sent_at=None,
        settled_at=None,
    )


# ---------------------------------------------------------------- before it is sent


def claimed(delivery: Delivery, now: datetime) -> Delivery:
    """Return a delivery that somebody sends from now on. Nobody sends one before this is written down."""
    return replace(delivery, state=State.SENDING, attempts=delivery.attempts + 1, lease_until=now + LEASE)


def taken_over(delivery: Delivery, now: datetime) -> Delivery:
    """Return a sending delivery whose lease has run out as one that may have left when it was claimed."""
    return replace(_left(delivery, now), state=State.PENDING, next_attempt_at=now, lease_until=None)


def resting(delivery: Delivery, until: datetime) -> Delivery:
    """Return a pending delivery that waits because its channel asks to be left alone: this was no attempt."""
    return replace(delivery, next_attempt_at=until)


def may_be_sent(delivery: Delivery, now: datetime, keeps_nonces_for: timedelta) -> bool:
    """Return whether sending it now cannot show it twice: it never left, or the chat still keeps its nonce.

    Where it left later than now, the clock was set back, and nobody knows how long ago that was.
    """
    left_at = delivery.first_sent_at
    return left_at is None or (left_at <= now and now + TRAVEL - left_at <= keeps_nonces_for)


def absent(delivery: Delivery) -> Delivery:
    """Return a delivery of which the chat has said that it is not there."""
    return replace(delivery, first_sent_at=None)


def has_time(claim: Delivery, now: datetime, timeout: timedelta) -> bool:
    """Return whether a claimed delivery may still be sent: nobody takes it over before its chat has answered."""
    return claim.lease_until is not None and now + timeout <= claim.lease_until


def put_back(claim: Delivery, now: datetime) -> Delivery:
    """Return a claimed delivery that was not sent, since writing the claim down took too long: it did not leave.

    The attempt counts, so that no two claims look alike.
    """
    return _later(claim, now, _back_off(claim), "the database was busy for too long")


# ---------------------------------------------------------------- after it was sent


def delivered(delivery: Delivery, message_id: str, now: datetime) -> Delivery:
    """Return a delivery that has arrived."""
    return replace(delivery, state=State.SENT, lease_until=None, settled_at=now, message_id=message_id, error=None)


def expired(delivery: Delivery, now: datetime, reason: str) -> Delivery:
    """Return a delivery that is not sent any more: expired where it surely is not there, else unknown."""
    state = State.EXPIRED if delivery.first_sent_at is None else State.UNKNOWN
    return _settled(delivery, state, now, reason)


def given_up(delivery: Delivery, now: datetime, reason: str) -> Delivery:
    """Return a delivery that may stand in the chat: nobody can tell, and only a person has it sent again."""
    return _settled(delivery, State.UNKNOWN, now, reason)


def to_be_found(delivery: Delivery, now: datetime, reason: str) -> Delivery:
    """Return a delivery that left without an answer and for which its chat is to be searched.

    Not at once, or not at once again: what is still on its way has arrived after a lease. Where that is too late for
    sending it again, it is given up.
    """
    delivery, next_attempt_at = _left(delivery, now), now + LEASE
    if next_attempt_at >= delivery.expires_at:
        return given_up(delivery, now, reason)
    return _pending(delivery, next_attempt_at, reason)


def searched_later(delivery: Delivery, error: DeliveryError, now: datetime) -> Delivery:
    """Return a delivery that may have left as one to be searched for later, since its chat cannot be asked now.

    After a lease at the earliest, as `to_be_found` says, and then less and less often. Where it is too late by then, it
    is given up.
    """
    searched = replace(delivery, attempts=delivery.attempts + 1)
    reason = delivery.error or error.reason
    return _later(searched, now, max(LEASE, _back_off(searched), _asked_wait(error)), reason)


def after_error(delivery: Delivery, error: DeliveryError, now: datetime, keeps_nonces_for: timedelta) -> Delivery:
    """Return a sending delivery after this error of its chat.

    Later: pending, with a back-off from 5 s that doubles up to 10 min, or for as long as the chat asks where that is
    longer; expired when that is too late. Refused: for good, unless it is the token that is refused, which somebody
    may replace. Unknown: pending while the same nonce shows it once, else unknown; before that is written down the
    chat may be asked.
    """
    if isinstance(error, SendRefused):
        if not error.is_of_chat:
            # What has left before without an answer may stand there all the same.
            state = State.REFUSED if delivery.first_sent_at is None else State.UNKNOWN
            return _settled(delivery, state, now, error.reason)
        return _later(delivery, now, REFUSED_TOKEN_WAIT, error.reason)
    if isinstance(error, SendLater):
        return _later(delivery, now, max(_back_off(delivery), _asked_wait(error)), error.reason)
    return _after_silence(_left(delivery, now), now, keeps_nonces_for, error.reason)


def _asked_wait(error: DeliveryError) -> timedelta:
    asked = error.retry_after if isinstance(error, SendLater) else None
    return min(asked or timedelta(0), LONGEST_WAIT)


def _later(delivery: Delivery, now: datetime, wait: timedelta, reason: str) -> Delivery:
    if now + wait >= delivery.expires_at:
        return expired(delivery, now, reason)
    return _pending(delivery, now + wait, reason)


def _after_silence(delivery: Delivery, now: datetime, keeps_nonces_for: timedelta, reason: str) -> Delivery:
    left_at = delivery.first_sent_at or now
    # However many attempts there were before, this one is repeated while the nonce counts.
    half_of_rest = (keeps_nonces_for - (now + TRAVEL - left_at)) / 2
    next_attempt_at = now + max(FIRST_BACK_OFF, min(_back_off(delivery), half_of_rest))
    if next_attempt_at >= delivery.expires_at or not may_be_sent(delivery, next_attempt_at, keeps_nonces_for):
        return given_up(delivery, now, reason)
    return _pending(delivery, next_attempt_at, reason)


def _left(delivery: Delivery, now: datetime) -> Delivery:
    """Note that it may have left when it was last claimed, if not before."""
    claimed_at = delivery.lease_until - LEASE if delivery.lease_until else now
    earlier = delivery.first_sent_at
    return replace(delivery, first_sent_at=min(earlier, claimed_at) if earlier else claimed_at)


def _pending(delivery: Delivery, next_attempt_at: datetime, reason: str) -> Delivery:
    waiting = replace(delivery, state=State.PENDING, next_attempt_at=next_attempt_at, error=reason)
    return replace(waiting, lease_until=None, settled_at=None)


def _settled(delivery: Delivery, state: State, now: datetime, reason: str) -> Delivery:
    return replace(delivery, state=state, lease_until=None, settled_at=now, error=reason)


def _back_off(delivery: Delivery) -> timedelta:
    doubled: int = 2 ** min(delivery.attempts - 1, 7)
    back_off = min(FIRST_BACK_OFF * doubled, LONGEST_BACK_OFF)
    digest = hashlib.sha256(f"{delivery.id}|{delivery.attempts}".encode("utf-8", "surrogatepass")).digest()
    return back_off * (1 + SPREAD * int.from_bytes(digest[:4]) / 2**32)
