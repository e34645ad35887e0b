"""Postings and their deliveries in the database: written at once, then sent one by one, each by one process alone.

In: an open connection and values of `digests.postings`. Out: rows written, or those values. What is read before it is
written relies on `writing`: nobody else writes meanwhile.

    for delivery in sendable(connection, now, ["file"], 50):
        ...
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    case,
    exists,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    update,
)

from digests.adapters.histories import ARRIVED, OPEN
from digests.adapters.posting_rows import (
    as_delivery,
    delivery_row,
    edition_row,
    outcome,
    payload_row,
    posting_row,
    select_deliveries,
)
from digests.adapters.queries import insert_missing, rows_in
from digests.adapters.tables import BOOKMARK, DELIVERY, EDITION, PAYLOAD, POSTING, SLOT, STORY, SUBSCRIBER
from digests.postings import Delivery, Fate, Made, Posting, Slot, State, Subscriber

# ---- what was made


def save_postings(connection: Connection, made: Iterable[Made]) -> int:
    """Write down what was made of slots that are still planned, all else is passed over; return how many."""
    claimed = _claimed(connection, list(made))
    _settle(connection, claimed)
    postings = [each.posting for each in claimed if each.posting]
    deliveries = [delivery for each in claimed for delivery in each.deliveries]
    editions = {posting.edition.id: posting.edition for posting in postings}
    insert_missing(connection, EDITION, [edition_row(edition) for edition in editions.values()])
    _insert_all(connection, POSTING, [posting_row(posting) for posting in postings])
    _insert_payloads(connection, deliveries)
    _insert_all(connection, DELIVERY, [delivery_row(delivery) for delivery in deliveries])
    _mark_told(connection, postings)
    return len(claimed)


def _claimed(connection: Connection, made: Collection[Made]) -> list[Made]:
    """Return those that nobody else has made: their slot is still planned, or else their posting is new."""
    slots = [each.slot for each in made if each.slot]
    free = _planned(connection, slots) if slots else set()
    asked_for = {each.posting.id: each.posting.subscriber_id for each in made if each.posting and not each.slot}
    known = rows_in(connection, select(SUBSCRIBER.c.id), SUBSCRIBER.c.id, asked_for.values())
    owners = {row.id for row in known}
    there = {row.id for row in rows_in(connection, select(POSTING.c.id), POSTING.c.id, asked_for)}
    free |= {(name,) for name, owner in asked_for.items() if owner in owners and name not in there}
    claimed = []
    for each in made:
        if (key := _key_of(each)) in free:
            free.remove(key)
            claimed.append(each)
    return claimed


def _planned(connection: Connection, slots: Collection[Slot]) -> set[tuple[object, ...]]:
    """Return the keys of those slots of the same subscribers and days on that are planned."""
    query = select(SLOT.c.subscriber_id, SLOT.c.date, SLOT.c.time)
    query = query.where(SLOT.c.fate == Fate.PLANNED, SLOT.c.date >= min(slot.date for slot in slots))
    owners = (slot.subscriber_id for slot in slots)
    return {tuple(row) for row in rows_in(connection, query, SLOT.c.subscriber_id, owners)}


def _key_of(made: Made) -> tuple[object, ...]:
    """What only one may make: a slot, or a posting that somebody asked for."""
    if made.slot:
        return made.slot.subscriber_id, made.slot.date, made.slot.time
    return (made.posting.id,) if made.posting else ()


def _settle(connection: Connection, claimed: Iterable[Made]) -> None:
    """Let the slots be posted, or empty, or what somebody has decided."""
    fates = [
        {
            "owner": each.slot.subscriber_id,
            "day": each.slot.date,
            "at": each.slot.time,
            "fate": _fate(each.slot, each.posting),
        }
        for each in claimed
        if each.slot
    ]
    slot = and_(
        SLOT.c.subscriber_id == bindparam("owner"), SLOT.c.date == bindparam("day"), SLOT.c.time == bindparam("at")
    )
    if fates:
        connection.execute(update(SLOT).where(slot), fates)


def _fate(slot: Slot, posting: Posting | None) -> Fate:
    if slot.fate is not Fate.PLANNED:
        return slot.fate
    return Fate.POSTED if posting else Fate.EMPTY


def _insert_all(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    if rows:  # SQLAlchemy takes an empty list of rows for one row of defaults
        connection.execute(table.insert(), rows)


def _insert_payloads(connection: Connection, deliveries: Iterable[Delivery]) -> None:
    """Keep what is sent, equal payloads once."""
    payloads = dict.fromkeys(delivery.payload for delivery in deliveries)
    insert_missing(connection, PAYLOAD, [payload_row(payload) for payload in payloads])


def _mark_told(connection: Connection, postings: Iterable[Posting]) -> None:
    """Let the stories told count as posted, also under the ids that they were merged into; the first time counts."""
    first: dict[str, datetime] = {}  # story id → when it was first told
    for posting in postings:
        for told in posting.edition.told:
            first[told.story_id] = min(first.get(told.story_id, posting.made_at), posting.made_at)
    query = select(STORY.c.id, STORY.c.merged_into).where(
        STORY.c.posted_at.is_(None) | STORY.c.merged_into.is_not(None)
    )
    following = set(first)
    passed: set[str] = set()
    while following:
        passed |= following
        leads = [row for row in rows_in(connection, query, STORY.c.id, following) if row.merged_into]
        for row in leads:
            first[row.merged_into] = min(first.get(row.merged_into, first[row.id]), first[row.id])
        following = {row.merged_into for row in leads} - passed
    mark = update(STORY).where(STORY.c.id == bindparam("story"), STORY.c.posted_at.is_(None))
    if first:
        marks = [{"story": story_id, "at": at} for story_id, at in first.items()]
        connection.execute(mark.values(posted_at=bindparam("at")), marks)


# ---- what is sent


def sendable(connection: Connection, now: datetime, chats: Iterable[str], limit: int) -> list[Delivery]:
    """Return deliveries in these chats that somebody may send, longest waiting first, at most so many."""
    found = []
    # A question for each chat and state: so the database reads no more rows than it returns.
    for chat in sorted(set(chats)):
        for state, since in ((State.PENDING, DELIVERY.c.next_attempt_at), (State.SENDING, DELIVERY.c.lease_until)):
            query = select_deliveries().add_columns(since.label("waiting_since"))
            query = query.where(DELIVERY.c.chat == chat, _is(state), since <= now, not_(_has_to_wait()))
            query = query.order_by(since, DELIVERY.c.posting_id, DELIVERY.c.part).limit(limit)
            found += [(row.waiting_since, as_delivery(row)) for row in connection.execute(query)]
    found.sort(key=lambda one: (one[0], one[1].posting_id or "", one[1].part, one[1].id))
    return [delivery for _, delivery in found[:limit]]


def _has_to_wait() -> ColumnElement[bool]:
    """Whether a part before it is not sent yet, or never will be in time: it is no digest without its beginning."""
    before = DELIVERY.alias("before")
    is_before = and_(before.c.posting_id == DELIVERY.c.posting_id, before.c.part < DELIVERY.c.part)
    return exists().where(is_before, before.c.state.in_((*OPEN, State.EXPIRED)))


def _is(state: State) -> ColumnElement[bool]:
    """Whether a delivery is in this state: written out, or SQLite would not see that an index holds just those."""
    return DELIVERY.c.state == literal_column(f"'{state}'")


def change_delivery(connection: Connection, before: Delivery, after: Delivery) -> bool:
    """Replace what is kept of a delivery if its state and attempts are still those of `before`; return whether."""
    same = update(DELIVERY).where(
        DELIVERY.c.id == before.id, DELIVERY.c.state == before.state, DELIVERY.c.attempts == before.attempts
    )
    return connection.execute(same.values(outcome(after))).rowcount == 1


def refuse(
    connection: Connection, before: Delivery, after: Delivery, subscriber: Subscriber, notices: Sequence[Delivery]
) -> bool:
    """As change_delivery; if it did: pause the subscriber, refuse its other pending deliveries, insert the notices."""
    if not change_delivery(connection, before, after):
        return False
    # Of postings only: the notices that say so have no posting, and are to arrive.
    others = update(DELIVERY).where(
        DELIVERY.c.subscriber_id == before.subscriber_id, DELIVERY.c.posting_id.is_not(None)
    )
    has_left = DELIVERY.c.first_sent_at.is_not(None)
    state = case((has_left, literal(str(State.UNKNOWN))), else_=literal(str(State.REFUSED)))
    as_refused = {"state": state, "settled_at": after.settled_at, "error": after.error}
    connection.execute(others.where(DELIVERY.c.state == State.PENDING).values(as_refused))
    paused_until = SUBSCRIBER.c.paused_until
    is_running = or_(SUBSCRIBER.c.paused_at.is_(None), paused_until <= literal(after.settled_at, paused_until.type))
    running = update(SUBSCRIBER).where(SUBSCRIBER.c.id == before.subscriber_id, is_running)
    pause = {name: getattr(subscriber, name) for name in ("paused_at", "paused_until", "pause_reason", "closed_at")}
    # A new version, so that nobody who has read it before takes the pause back.
    version = SUBSCRIBER.c.version + 1
    if connection.execute(running.values(version=version, **pause)).rowcount:
        insert_notices(connection, notices)
    elif subscriber.closed_at is not None:
        closed = update(SUBSCRIBER).where(SUBSCRIBER.c.id == before.subscriber_id, SUBSCRIBER.c.closed_at.is_(None))
        connection.execute(closed.values(version=version, closed_at=subscriber.closed_at, paused_until=None))
    return True


def refuse_notice(connection: Connection, before: Delivery, after: Delivery) -> bool:
    """As change_delivery; if it did: nobody follows a story any more whose notes go to that address."""
    if not change_delivery(connection, before, after):
        return False
    followed = update(BOOKMARK).where(BOOKMARK.c.chat == before.chat, BOOKMARK.c.address == before.address)
    connection.execute(followed.where(BOOKMARK.c.followed_at.is_not(None)).values(followed_at=None))
    return True


def insert_notices(connection: Connection, notices: Collection[Delivery]) -> None:
    """Insert what is said beside the news; what is there already stays."""
    _insert_payloads(connection, notices)
    insert_missing(connection, DELIVERY, [delivery_row(notice) for notice in notices])


def hold_back(connection: Connection, silenced: Iterable[Subscriber]) -> None:
    """Let what waits for subscribers expire that are paused or closed now; a posting that may have begun goes on."""
    begun = DELIVERY.alias("begun")
    may_have_left = or_(begun.c.state.in_((State.SENDING, *ARRIVED)), begun.c.first_sent_at.is_not(None))
    is_begun = exists().where(begun.c.posting_id == DELIVERY.c.posting_id, may_have_left)
    waiting = update(DELIVERY).where(DELIVERY.c.subscriber_id == bindparam("owner"), DELIVERY.c.posting_id.is_not(None))
    waiting = waiting.where(DELIVERY.c.state == State.PENDING, not_(is_begun))
    settled = waiting.values(state=State.EXPIRED, settled_at=bindparam("at"), error="the subscription was paused")
    for subscriber in silenced:  # not all in one statement: lists of states cannot be in one that is run many times
        connection.execute(settled, {"owner": subscriber.id, "at": subscriber.closed_at or subscriber.paused_at})


def expire(connection: Connection, now: datetime) -> dict[State, int]:
    """Let pending deliveries with `expires_at <= now` end, settled then; return how many in which state."""
    late = update(DELIVERY).where(_is(State.PENDING), DELIVERY.c.expires_at <= now)
    ends = ((State.UNKNOWN, DELIVERY.c.first_sent_at.is_not(None)), (State.EXPIRED, true()))
    counts = {
        state: connection.execute(late.where(which).values(state=state, settled_at=now)).rowcount
        for state, which in ends
    }
    return {state: count for state, count in counts.items() if count}
