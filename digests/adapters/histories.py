"""What subscribers have had, and what became of it, as the next digest and `status` ask.

In: an open connection. Out: values of `digests.postings`.

    memory = memories(connection, ["k7qm"], three_days_ago, as_edition)["k7qm"]
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, case, exists, func, not_, or_, select

from digests.adapters.posting_rows import as_delivery, as_posting, as_slot, as_tells, select_deliveries
from digests.adapters.queries import rows_in, rows_of
from digests.adapters.tables import DELIVERY, EDITION, POSTING, SLOT
from digests.postings import Delivery, Edition, Fate, Memory, Posting, Record, Slot, State, Subscriber

OPEN = (State.PENDING, State.SENDING)
ARRIVED = (State.SENT, State.UNKNOWN)  # or may have
DID_NOT_ARRIVE = (State.REFUSED, State.EXPIRED)


def may_have_arrived(posting: FromClause = POSTING) -> ColumnElement[bool]:
    """Whether a posting counts: unless deliveries of it have ended, and all of those were refused or expired."""
    return or_(_has_delivery(posting, ARRIVED), not_(_has_delivery(posting, DID_NOT_ARRIVE)))


def _has_delivery(posting: FromClause, states: Iterable[State]) -> ColumnElement[bool]:
    return exists().where(DELIVERY.c.posting_id == posting.c.id, DELIVERY.c.state.in_(states))


# ---- what the next digest asks


class _Failure(NamedTuple):
    """What of a posting did not arrive."""

    at: datetime  # when the last message of it that did not was given up
    untold: frozenset[str]  # ids of stories that only such messages tell


def memories(
    connection: Connection, subscriber_ids: Collection[str], since: datetime, as_edition: Callable[[str, str], Edition]
) -> dict[str, Memory]:
    """Return {subscriber id: what it has had} for all of them; editions of postings made from `since` on.

    `as_edition` reads the two columns of a row of `edition`.
    """
    has_failed = _has_delivery(POSTING, DID_NOT_ARRIVE).label("has_failed")
    query = select(*POSTING.c["subscriber_id", "edition_id", "since", "until", "made_at", "id", "is_asked"], has_failed)
    query = query.add_columns(may_have_arrived().label("counts"))
    recent = _by_subscriber(connection, query.where(POSTING.c.made_at >= since), subscriber_ids)
    failures = _failures(connection, [row.id for rows in recent.values() for row in rows if row.has_failed])
    had = {name: [row for row in rows if row.counts] for name, rows in recent.items()}
    planned = {name: those for name, rows in had.items() if (those := [row for row in rows if not row.is_asked])}
    # Who had nothing since may have had something before.
    without = [name for name in subscriber_ids if name not in planned]
    former = query.where(may_have_arrived(), not_(POSTING.c.is_asked))
    planned |= _by_subscriber(connection, former, without)
    last = {name: max(rows, key=lambda row: (row.until, row.made_at, row.id)) for name, rows in planned.items()}
    named = {row.edition_id for rows in had.values() for row in rows} | {row.edition_id for row in last.values()}
    rows = rows_in(connection, select(EDITION.c.id, EDITION.c.told), EDITION.c.id, sorted(named))
    editions = {row.id: as_edition(row.id, row.told) for row in rows}
    found = {}
    for name in subscriber_ids:
        told = tuple(_arrived(editions[one.edition_id], failures.get(one.id)) for one in had.get(name, ()))
        found[name] = Memory(editions=told)
        if row := last.get(name):
            made_at = max(one.made_at for one in planned[name])
            failed = [one for one in recent.get(name, ()) if one.has_failed and not one.is_asked]
            gaps = [one.since for one in failed if made_at <= failures[one.id].at]
            was_empty = not editions[row.edition_id].told
            found[name] = Memory(last=min([row.until, *gaps]), editions=told, was_empty=was_empty)
    return found


def _failures(connection: Connection, posting_ids: Iterable[str]) -> dict[str, _Failure]:
    """Return what of these postings did not arrive; each has at least one message that did not."""
    parts = defaultdict(list)
    query = select(*DELIVERY.c["posting_id", "state", "tells", "settled_at", "created_at"])
    for row in rows_in(connection, query, DELIVERY.c.posting_id, posting_ids):
        parts[row.posting_id].append(row)
    found = {}
    for posting_id, rows in parts.items():
        failed = [row for row in rows if row.state in DID_NOT_ARRIVE]
        told = {story_id for row in rows if row.state not in DID_NOT_ARRIVE for story_id in as_tells(row.tells)}
        untold = {story_id for row in failed for story_id in as_tells(row.tells)} - told
        found[posting_id] = _Failure(max(row.settled_at or row.created_at for row in failed), frozenset(untold))
    return found


def _arrived(edition: Edition, failure: _Failure | None) -> Edition:
    """Return an edition without the stories that surely did not arrive."""
    if failure is None or not failure.untold:
        return edition
    return replace(edition, told=tuple(told for told in edition.told if told.story_id not in failure.untold))


def _by_subscriber(
    connection: Connection, query: Select[*tuple[Any, ...]], subscriber_ids: Iterable[str]
) -> dict[str, list[Row[*tuple[Any, ...]]]]:
    found = defaultdict(list)
    query = query.order_by(POSTING.c.made_at, POSTING.c.until, POSTING.c.id)
    for row in rows_in(connection, query, POSTING.c.subscriber_id, subscriber_ids):
        found[row.subscriber_id].append(row)
    return dict(found)


# ---- what `status` asks


class Sums(NamedTuple):
    """What became of slots and deliveries, by subscriber."""

    slots: Mapping[str, list[Slot]]  # the last ones, newest first
    missed: Mapping[str, int]
    deliveries: Mapping[str, dict[State, int]]
    last_sent_at: Mapping[str, datetime]
    errors: Mapping[str, str | None]

    def of(self, subscriber: Subscriber) -> Record:
        """Return what became of one."""
        return Record(
            subscriber=subscriber,
            slots=tuple(self.slots.get(subscriber.id, ())),
            deliveries=self.deliveries.get(subscriber.id, {}),
            missed=self.missed.get(subscriber.id, 0),
            last_sent_at=self.last_sent_at.get(subscriber.id),
            error=self.errors.get(subscriber.id),
        )


def sums(connection: Connection, slots: int, ids: Collection[str] | None) -> Sums:
    """Return what became of everything of these subscribers, or all, with so many last slots of each."""
    states: dict[str, dict[State, int]] = defaultdict(dict)
    last_sent_at = {}
    counted = select(DELIVERY.c.subscriber_id, DELIVERY.c.state, func.count(), func.max(DELIVERY.c.settled_at))
    counted = counted.where(DELIVERY.c.posting_id.is_not(None)).group_by(DELIVERY.c.subscriber_id, DELIVERY.c.state)
    for subscriber_id, state, count, last in rows_of(connection, counted, DELIVERY.c.subscriber_id, ids):
        states[subscriber_id][State(state)] = count
        if state == State.SENT and last:
            last_sent_at[subscriber_id] = last
    missed = (
        select(SLOT.c.subscriber_id, func.count().label("slots"))
        .where(SLOT.c.fate == Fate.MISSED)
        .group_by(SLOT.c.subscriber_id)
    )
    return Sums(
        slots=_last_slots(connection, slots, ids) if slots else {},
        missed={row.subscriber_id: row.slots for row in rows_of(connection, missed, SLOT.c.subscriber_id, ids)},
        deliveries=states,
        last_sent_at=last_sent_at,
        errors=_errors(connection, ids),
    )


def _last_slots(connection: Connection, count: int, ids: Iterable[str] | None) -> dict[str, list[Slot]]:
    newest = (SLOT.c.date.desc(), SLOT.c.time.desc())
    place = func.row_number().over(partition_by=SLOT.c.subscriber_id, order_by=newest).label("place")
    placed = select(SLOT, place).subquery()
    found = defaultdict(list)
    rows = select(placed).where(placed.c.place <= count).order_by(placed.c.subscriber_id, placed.c.place)
    for row in rows_of(connection, rows, placed.c.subscriber_id, ids):
        found[row.subscriber_id].append(as_slot(row))
    return found


def _errors(connection: Connection, ids: Iterable[str] | None) -> dict[str, str | None]:
    """Return the error of each subscriber's latest delivery that is not sent; of one posting the first such part."""
    latest = (DELIVERY.c.created_at.desc(), DELIVERY.c.posting_id, DELIVERY.c.part)
    place = func.row_number().over(partition_by=DELIVERY.c.subscriber_id, order_by=latest).label("place")
    unsent = select(DELIVERY.c.subscriber_id, DELIVERY.c.error, place)
    unsent = unsent.where(DELIVERY.c.state != State.SENT, DELIVERY.c.posting_id.is_not(None))
    placed = unsent.subquery()
    first = select(placed.c.subscriber_id, placed.c.error).where(placed.c.place == 1)
    return {row.subscriber_id: row.error for row in rows_of(connection, first, placed.c.subscriber_id, ids)}


def deliveries(connection: Connection, subscriber_id: str) -> list[Delivery]:
    """Return the deliveries of a subscriber that are remembered, newest posting first, its parts in order."""
    made_at = func.coalesce(POSTING.c.made_at, DELIVERY.c.created_at).label("made_at")
    query = select_deliveries().add_columns(made_at).outerjoin(POSTING, POSTING.c.id == DELIVERY.c.posting_id)
    rows = connection.execute(query.where(DELIVERY.c.subscriber_id == subscriber_id))
    found = [(row.made_at, as_delivery(row)) for row in rows]
    found.sort(key=lambda one: (one[1].posting_id or "", one[1].part, one[1].id))
    found.sort(key=lambda one: one[0], reverse=True)
    return [delivery for _, delivery in found]


def last_deliveries(connection: Connection, subscriber_id: str) -> list[Delivery]:
    """Return the deliveries of the last posting of a subscriber, its parts in order."""
    newest = (POSTING.c.made_at.desc(), POSTING.c.until.desc(), POSTING.c.id.desc())
    last = select(POSTING.c.id).where(POSTING.c.subscriber_id == subscriber_id).order_by(*newest).limit(1)
    query = select_deliveries().where(DELIVERY.c.posting_id == last.scalar_subquery()).order_by(DELIVERY.c.part)
    return [as_delivery(row) for row in connection.execute(query)]


# ---- what a message asks


def first_message_id(connection: Connection, posting_id: str) -> str | None:
    """Return the chat's id of the first message of a posting that arrived, None while none was seen to."""
    arrived = DELIVERY.c.message_id.is_not(None)
    query = select(DELIVERY.c.message_id).where(DELIVERY.c.posting_id == posting_id, arrived)
    return connection.scalar(query.order_by(DELIVERY.c.part).limit(1))


def sent_as(connection: Connection, chat: str, address: str, message_id: str) -> Delivery | None:
    """Return what was sent as a message: to this address, else what was sent last."""
    order = (case((DELIVERY.c.address == address, 0), else_=1), DELIVERY.c.created_at.desc(), DELIVERY.c.id)
    query = select_deliveries().where(DELIVERY.c.chat == chat, DELIVERY.c.message_id == message_id)
    found = connection.execute(query.order_by(*order).limit(1)).first()
    return as_delivery(found) if found else None


def posting(connection: Connection, posting_id: str, as_edition: Callable[[str, str], Edition]) -> Posting | None:
    """Return a posting, None where there is none of that id; `as_edition` as in `memories`."""
    query = select(POSTING, EDITION.c.told).join(EDITION).where(POSTING.c.id == posting_id)
    row = connection.execute(query).first()
    return as_posting(row, as_edition(row.edition_id, row.told)) if row else None


# ---- what a reader asks


def postings(
    connection: Connection, subscriber_id: str, limit: int, as_edition: Callable[[str, str], Edition]
) -> list[Posting]:
    """Return the last postings that may have arrived, newest first, at most so many; `as_edition` as in `memories`."""
    newest = (POSTING.c.made_at.desc(), POSTING.c.until.desc(), POSTING.c.id.desc())
    query = select(POSTING, EDITION.c.told).join(EDITION).where(POSTING.c.subscriber_id == subscriber_id)
    rows = connection.execute(query.where(may_have_arrived()).order_by(*newest).limit(limit)).all()
    return [as_posting(row, as_edition(row.edition_id, row.told)) for row in rows]
