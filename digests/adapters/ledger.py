"""Subscribers, slots, postings and deliveries in a database: the `Ledger` port on SQLAlchemy Core.

In: the engine of a store. Out: a ledger in the same database. `outbox`, `histories` and `forgetting` hold the SQL of
what is posted; what is due is here.

    store, ledger = open_database("sqlite:///news.db")
    ledger.save_subscribers([(subscriber, slots)])
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine, Select, bindparam, delete, insert, literal_column, select, update

from digests.adapters import forgetting, histories, outbox
from digests.adapters.engine import reading, writing
from digests.adapters.posting_rows import (
    as_edition,
    as_slot,
    as_subscriber,
    as_subscription,
    slot_row,
    subscriber_row,
)
from digests.adapters.queries import insert_missing, rows_in, rows_of
from digests.adapters.tables import HALT, SLOT, SUBSCRIBER
from digests.postings import Delivery, Edition, Fate, Halt, Made, Memory, Posting, Record, Slot, State, Subscriber

T = TypeVar("T")

_log = structlog.get_logger(__name__)


class SqlLedger:
    """The `Ledger` port in an SQL database. Made by `open_database`; may be called from several threads.

    A subscriber whose settings another version wrote, so that they cannot be read, is in no list, and its slots
    neither; it is kept, and the log says so once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told_unreadable: set[str] = set()

    # ---- subscribers

    def save_subscribers(self, changes: Iterable[tuple[Subscriber, Sequence[Slot]]]) -> set[str]:
        """Insert subscribers of version 0, replace others whose `version` is still the one kept; return whose were.

        Their version then is one higher. The slots are inserted with them; one that is there already stays as it is.
        An id or version taken by somebody else meanwhile: nothing of that subscriber is kept.

        What waits for one that is newly paused or closed expires, settled at its `paused_at` or `closed_at`; a posting
        goes on of which a delivery was sent, or may have been, or is being sent.
        """
        changes = list(changes)  # may ask the ledger while it is read: before the lock
        with writing(self._engine) as connection:
            return _save_subscribers(connection, changes)

    def remove_subscriber(self, subscriber_id: str, *, closed_before: datetime | None = None) -> bool:
        """Forget a subscriber and all of its slots, postings and deliveries; return whether there was one.

        With a moment only one that was closed before it: nobody has resumed it meanwhile.
        """
        with writing(self._engine) as connection:
            return forgetting.forget_subscriber(connection, subscriber_id, closed_before)

    def subscribers(self, ids: Iterable[str] | None = None) -> list[Subscriber]:
        """Return the subscribers of these ids, or all, oldest first, ties by id."""
        with reading(self._engine) as connection:
            return self._in_order(rows_of(connection, select(SUBSCRIBER), SUBSCRIBER.c.id, ids))

    def subscribers_in(self, chat: str, address: str) -> list[Subscriber]:
        """Return the subscribers of one channel, oldest first, ties by id."""
        query = select(SUBSCRIBER).where(SUBSCRIBER.c.chat == chat, SUBSCRIBER.c.address == address)
        with reading(self._engine) as connection:
            return self._in_order(connection.execute(query))

    def subscribers_of(self, chat: str, workspace: str) -> list[Subscriber]:
        """Return the subscribers in channels of one server or workspace, oldest first, ties by id."""
        query = select(SUBSCRIBER).where(SUBSCRIBER.c.chat == chat, SUBSCRIBER.c.workspace == workspace)
        with reading(self._engine) as connection:
            return self._in_order(connection.execute(query))

    def workspaces(self, chat: str) -> set[str]:
        """Return the servers or workspaces of a chat in which there are subscribers that are not closed."""
        workspace = SUBSCRIBER.c.workspace
        query = select(workspace).where(SUBSCRIBER.c.chat == chat, SUBSCRIBER.c.closed_at.is_(None))
        with reading(self._engine) as connection:
            return set(connection.scalars(query.where(workspace.is_not(None)).distinct()))

    def due_subscribers(self, now: datetime, limit: int) -> list[Subscriber]:
        """Return subscribers with `next_due_at <= now`, longest due first, at most so many."""
        query = select(SUBSCRIBER).where(SUBSCRIBER.c.next_due_at <= now)
        query = query.order_by(SUBSCRIBER.c.next_due_at, SUBSCRIBER.c.id)
        with reading(self._engine) as connection:
            return self._first(connection, query, limit, as_subscriber)

    def _in_order(self, rows: Iterable[Any]) -> list[Subscriber]:
        # Sorted here rather than by the database: PostgreSQL would order the ids by the rules of some language.
        found = self._readable(rows, as_subscriber)
        return sorted(found, key=lambda subscriber: (subscriber.created_at, subscriber.id))

    def _first(
        self, connection: Connection, query: Select[*tuple[Any, ...]], limit: int, read: Callable[[Any], T | None]
    ) -> list[T]:
        """Return the first of what the rows say; the unreadable, however many, keep nobody from his place."""
        found: list[T] = []
        for offset in count(0, limit):
            rows = connection.execute(query.limit(limit).offset(offset)).all()
            found += self._readable(rows, read)
            if len(rows) < limit or len(found) >= limit:
                break
        return found[:limit]

    def _readable(self, rows: Iterable[Any], read: Callable[[Any], T | None]) -> list[T]:
        found = [(row, read(row)) for row in rows]
        unreadable = {row.id for row, value in found if value is None} - self._told_unreadable
        if unreadable:
            self._told_unreadable |= unreadable
            _log.error("subscribers_unreadable", subscribers=sorted(unreadable))
        return [value for _, value in found if value is not None]

    # ---- slots

    def slots(self, subscriber_id: str, since: date) -> list[Slot]:
        """Return the slots of a subscriber from that local date on, oldest first."""
        query = select(SLOT).where(SLOT.c.subscriber_id == subscriber_id, SLOT.c.date >= since)
        with reading(self._engine) as connection:
            return [as_slot(row) for row in connection.execute(query.order_by(SLOT.c.date, SLOT.c.time))]

    def planned_slots(self, limit: int) -> list[Slot]:
        """Return slots whose digest is to be made, longest due first, at most so many."""
        # Written out: SQLite else does not see that an index holds just those.
        is_planned = SLOT.c.fate == literal_column(f"'{Fate.PLANNED}'")
        query = select(SLOT, SUBSCRIBER.c.id, SUBSCRIBER.c.settings).join(SUBSCRIBER).where(is_planned)
        query = query.order_by(SLOT.c.due_at, SLOT.c.subscriber_id, SLOT.c.date, SLOT.c.time)
        with reading(self._engine) as connection:
            return self._first(connection, query, limit, _as_readable_slot)

    # ---- postings

    def memories(self, subscriber_ids: Iterable[str], since: datetime) -> dict[str, Memory]:
        """Return {subscriber id: what it has had} for all of them; editions of postings made from `since` on.

        A posting counts unless every delivery of it that has ended was refused or expired, and of it the stories of
        which a delivery that tells them was neither, or which no delivery names: what may have been read is not told
        again, what surely was not is. To tell it, `last` goes back to the `since` of a posting of which a delivery was
        refused or expired, until a posting counts that was made after that. What was told and cannot be read is left
        out, and the log says so. What somebody asked for is told as any other, but changes no `last`.
        """
        ids = list(dict.fromkeys(subscriber_ids))
        with reading(self._engine) as connection:
            return histories.memories(connection, ids, since, self._as_edition)

    def _as_edition(self, edition_id: str, told: str) -> Edition:
        edition = as_edition(edition_id, told)
        if edition is None and edition_id not in self._told_unreadable:
            self._told_unreadable.add(edition_id)
            _log.error("edition_unreadable", edition=edition_id)
        return edition or Edition(id=edition_id, told=())

    def save_postings(self, made: Iterable[Made]) -> int:
        """Write down what was made of slots that are still planned, all else is passed over; return how many.

        The slot becomes posted, or empty, or what its `fate` says where that is not planned; posting and deliveries are
        inserted. The stories told count as posted from `Posting.made_at` on, also under the ids that they have been
        merged into.
        """
        made = list(made)
        with writing(self._engine) as connection:
            return outbox.save_postings(connection, made)

    # ---- deliveries

    def sendable(self, now: datetime, chats: Collection[str], limit: int) -> list[Delivery]:
        """Return deliveries in these chats that somebody may send, longest waiting first, at most so many.

        Those are pending ones with `next_attempt_at <= now`, and sending ones whose lease has run out; of each posting
        only the first part that is pending or sending, and none after one that expired.
        """
        with reading(self._engine) as connection:
            return outbox.sendable(connection, now, chats, limit)

    def change_delivery(self, before: Delivery, after: Delivery) -> bool:
        """Replace what is kept of a delivery if its state and attempts are still those of `before`; return whether.

        To whom it belongs and what is sent stays.
        """
        with writing(self._engine) as connection:
            return outbox.change_delivery(connection, before, after)

    def refuse(self, before: Delivery, after: Delivery, subscriber: Subscriber, notices: Iterable[Delivery]) -> bool:
        """As change_delivery; if it did: pause the subscriber as given, refuse its other pending deliveries likewise,
        and insert the notices. Whatever version the subscriber has: its `paused_at`, `paused_until`, `pause_reason` and
        `closed_at` are set, the rest stays. Of one that is paused at `after.settled_at` nothing changes, but that it is
        closed where it was not and is to be; no notice is inserted.
        """
        notices = list(notices)
        with writing(self._engine) as connection:
            return outbox.refuse(connection, before, after, subscriber, notices)

    def refuse_notice(self, before: Delivery, after: Delivery) -> bool:
        """As change_delivery; if it did: nobody follows a story any more whose notes go to that address."""
        with writing(self._engine) as connection:
            return outbox.refuse_notice(connection, before, after)

    def expire(self, now: datetime) -> dict[State, int]:
        """Let pending deliveries with `expires_at <= now` expire, settled then; return how many in which state.

        One that has left once without an answer becomes unknown, here as in `refuse`: it may stand in the chat.
        """
        with writing(self._engine) as connection:
            return outbox.expire(connection, now)

    # ---- chats that take nothing

    def halts(self) -> list[Halt]:
        """Return the chats that take nothing with the token that we have, by name."""
        with reading(self._engine) as connection:
            found = [Halt(**row._mapping) for row in connection.execute(select(HALT))]
        return sorted(found, key=lambda halt: halt.chat)

    def save_halt(self, halt: Halt) -> bool:
        """Remember that a chat takes nothing; return whether that is new."""
        row = {"chat": halt.chat, "at": halt.at, "reason": halt.reason}
        with writing(self._engine) as connection:
            if connection.execute(select(HALT).where(HALT.c.chat == halt.chat)).first():
                return False
            connection.execute(insert(HALT), row)
        return True

    def lift_halt(self, chat: str) -> None:
        """Forget that a chat takes nothing."""
        with writing(self._engine) as connection:
            connection.execute(delete(HALT).where(HALT.c.chat == chat))

    # ---- what was

    def records(self, slots: int, ids: Iterable[str] | None = None) -> list[Record]:
        """Return what became of each of these subscribers, or all, with so many last slots each.

        They come as `subscribers` orders them.
        """
        ids = None if ids is None else list(ids)
        with reading(self._engine) as connection:
            subscribers = self._in_order(rows_of(connection, select(SUBSCRIBER), SUBSCRIBER.c.id, ids))
            found = histories.sums(connection, slots, ids)
        return [found.of(subscriber) for subscriber in subscribers]

    def deliveries(self, subscriber_id: str) -> list[Delivery]:
        """Return the deliveries of a subscriber that are remembered, newest posting first, its parts in order."""
        with reading(self._engine) as connection:
            return histories.deliveries(connection, subscriber_id)

    def first_message_id(self, posting_id: str) -> str | None:
        """Return the chat's id of the first message of a posting that arrived, None while none was seen to."""
        with reading(self._engine) as connection:
            return histories.first_message_id(connection, posting_id)

    def delivery_of(self, chat: str, address: str, message_id: str) -> tuple[Delivery, Posting | None] | None:
        """Return what was sent as this message, and its posting, None of a notice; None for what is not remembered.

        Some chats give an id once in each channel: what was sent to this address comes first, then what was sent last.
        """
        with reading(self._engine) as connection:
            found = histories.sent_as(connection, chat, address, message_id)
            if found is None:
                return None
            posting = histories.posting(connection, found.posting_id, self._as_edition) if found.posting_id else None
            return found, posting

    def last_deliveries(self, subscriber_id: str) -> list[Delivery]:
        """Return the deliveries of the last posting of a subscriber, its parts in order."""
        with reading(self._engine) as connection:
            return histories.last_deliveries(connection, subscriber_id)

    def postings(self, subscriber_id: str, limit: int) -> list[Posting]:
        """Return the last postings that may have arrived, newest first, at most so many."""
        with reading(self._engine) as connection:
            return histories.postings(connection, subscriber_id, limit, self._as_edition)

    def forget_before(self, moment: datetime, subscriber_ids: Iterable[str]) -> int:
        """Forget slots, postings and deliveries of these subscribers from before that moment; return how many rows.

        What is planned, pending or sending stays, and of each subscriber the last posting of its schedule. Then
        editions and payloads that no posting and no delivery names any more. In several transactions.
        """
        return forgetting.forget_posted(self._engine, moment, list(subscriber_ids))


def _as_readable_slot(row: Any) -> Slot | None:
    return as_slot(row) if as_subscription(row.settings) else None


def _save_subscribers(connection: Connection, changes: Collection[tuple[Subscriber, Sequence[Slot]]]) -> set[str]:
    versions = select(*SUBSCRIBER.c["id", "version", "paused_at", "closed_at"])
    found = rows_in(connection, versions, SUBSCRIBER.c.id, (subscriber.id for subscriber, _ in changes))
    kept = {row.id: row for row in found}
    saved: set[str] = set()
    new: list[dict[str, object]] = []
    changed: list[dict[str, object]] = []
    slots: list[dict[str, object]] = []
    silenced: list[Subscriber] = []
    for subscriber, its_slots in changes:
        before = kept.get(subscriber.id)
        if subscriber.id in saved or subscriber.version != (before.version if before else 0):
            continue
        row = subscriber_row(subscriber) | {"version": subscriber.version + 1}
        if before:
            row["its_id"] = row.pop("id")
            changed.append(row)
            is_paused = subscriber.paused_at not in (None, before.paused_at)
            if is_paused or subscriber.closed_at not in (None, before.closed_at):
                silenced.append(subscriber)
        else:
            new.append(row)
        slots += map(slot_row, its_slots)
        saved.add(subscriber.id)
    # SQLAlchemy takes an empty list of rows for one row of defaults.
    if new:
        connection.execute(insert(SUBSCRIBER), new)
    if changed:
        connection.execute(update(SUBSCRIBER).where(SUBSCRIBER.c.id == bindparam("its_id")), changed)
    insert_missing(connection, SLOT, slots)
    outbox.hold_back(connection, silenced)
    return saved
