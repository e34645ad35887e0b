"""Subscribers, slots, editions, postings and deliveries as rows of the database, and back.

In: the values of `digests.postings`. Out: {column: value} for `digests.adapters.tables`; and the other way round.
Settings and what was told are kept as JSON; JSON can say what a database cannot keep, so nothing of it is lost.

    connection.execute(insert(SUBSCRIBER), [subscriber_row(subscriber)])
    subscribers = [as_subscriber(row) for row in connection.execute(select(SUBSCRIBER))]
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, select

from digests.adapters.tables import DELIVERY, PAYLOAD, SUBSCRIBER
from digests.errors import BadRequest
from digests.models import Subscription, Told
from digests.postings import Delivery, Edition, Fate, Posting, Slot, State, Subscriber
from digests.preferences import exported_changes, imported

CACHED = 1024  # settings and editions that are read once for all who share them

# A field is a column of its name, but these.
SUBSCRIBER_FIELDS = tuple(field.name for field in fields(Subscriber) if field.name != "subscription")
SLOT_FIELDS = tuple(field.name for field in fields(Slot))
POSTING_FIELDS = tuple(field.name for field in fields(Posting) if field.name != "edition")
_NOT_AS_THEY_ARE = ("payload", "tells", "workspace")  # kept in other tables or in another form
DELIVERY_FIELDS = tuple(field.name for field in fields(Delivery) if field.name not in _NOT_AS_THEY_ARE)
# What a message is, to whom it belongs and what is sent stays, whatever becomes of it.
FROZEN_FIELDS = ("id", "posting_id", "subscriber_id", "part", "created_at")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOTHING_SET = Subscription(feeds=(), language="en")


# ---- subscribers


def subscriber_row(subscriber: Subscriber) -> dict[str, object]:
    """Return the row of `subscriber`."""
    settings = {"settings": settings_text(subscriber.subscription)}
    return {name: getattr(subscriber, name) for name in SUBSCRIBER_FIELDS} | settings


def as_subscriber(row: Row[*tuple[Any, ...]]) -> Subscriber | None:
    """Return the subscriber of a row of `subscriber`; None where its settings cannot be read."""
    subscription = as_subscription(row.settings)
    if subscription is None:
        return None
    values = row._mapping  # made anew each time that it is asked for
    return Subscriber(subscription=subscription, **{name: values[name] for name in SUBSCRIBER_FIELDS})


@lru_cache(maxsize=CACHED)
def settings_text(subscription: Subscription) -> str:
    """Return the text that `as_subscription` reads."""
    return _json(exported_changes(subscription))


@lru_cache(maxsize=CACHED)
def as_subscription(settings: str) -> Subscription | None:
    """Return the subscription that is kept as this text; None where another version wrote what this one cannot read."""
    try:
        rows = json.loads(settings)
        return imported(_NOTHING_SET, {str(key): str(value) for key, value in rows.items()})
    except (BadRequest, ValueError, AttributeError):  # AttributeError: JSON, but no object
        return None


# ---- slots


def slot_row(slot: Slot) -> dict[str, object]:
    """Return the row of `slot`."""
    return {name: getattr(slot, name) for name in SLOT_FIELDS}


def as_slot(row: Row[*tuple[Any, ...]]) -> Slot:
    """Return the slot of a row of `slot`, or of one with more columns."""
    values = row._mapping
    return Slot(**{name: values[name] for name in SLOT_FIELDS} | {"fate": Fate(values["fate"])})


# ---- postings


def posting_row(posting: Posting) -> dict[str, object]:
    """Return the row of `posting`."""
    return {name: getattr(posting, name) for name in POSTING_FIELDS} | {"edition_id": posting.edition.id}


def as_posting(row: Row[*tuple[Any, ...]], edition: Edition) -> Posting:
    """Return the posting of a row of `posting`, or of one with more columns, and of its edition."""
    values = row._mapping
    return Posting(edition=edition, **{name: values[name] for name in POSTING_FIELDS})


def edition_row(edition: Edition) -> dict[str, object]:
    """Return the row of `edition`."""
    return {"id": edition.id, "told": _json([_told_values(one) for one in edition.told])}


@lru_cache(maxsize=CACHED)
def as_edition(edition_id: str, told: str) -> Edition | None:
    """Return the edition of the two columns of its row; None where another version wrote what this one cannot read."""
    try:
        return Edition(id=edition_id, told=tuple(_as_told(one) for one in json.loads(told)))
    except (ValueError, TypeError, KeyError):  # ValueError: also of JSON and of dates
        return None


def told_text(told: Told) -> str:
    """Return the text that `as_told` reads."""
    return _json(_told_values(told))


def as_told(text: str) -> Told | None:
    """Return what is kept as this text; None where another version wrote what this one cannot read."""
    try:
        return _as_told(json.loads(text))
    except (ValueError, TypeError, KeyError):
        return None


def _told_values(told: Told) -> dict[str, object]:
    return {
        "story_id": told.story_id,
        "at": told.at.isoformat(),
        "article_ids": sorted(told.article_ids),
        "publishers": sorted(told.publishers),
        "texts": told.texts,
    }


def _as_told(values: Mapping[str, Any]) -> Told:
    at = datetime.fromisoformat(values["at"])
    if at.tzinfo is None:
        raise ValueError("a time without time zone")
    return Told(
        story_id=values["story_id"],
        at=at,
        article_ids=frozenset(_strings(values["article_ids"])),
        publishers=frozenset(_strings(values["publishers"])),
        texts=tuple(_strings(values["texts"])),
    )


def _strings(values: object) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError("no list of strings")
    return values


# ---- deliveries


def delivery_row(delivery: Delivery) -> dict[str, object]:
    """Return the row of `delivery`."""
    values = {name: getattr(delivery, name) for name in DELIVERY_FIELDS}
    return values | {"tells": _json(delivery.tells), "payload_hash": payload_hash(delivery.payload)}


def payload_row(payload: str) -> dict[str, object]:
    """Return the row of `payload`."""
    return {"hash": payload_hash(payload), "body": payload}


def payload_hash(payload: str) -> str:
    """Return the SHA-256 of any string, hexadecimal."""
    return sha256(payload.encode(errors="surrogatepass")).hexdigest()


def select_deliveries() -> Select[*tuple[Any, ...]]:
    """Return the query whose rows `as_delivery` reads."""
    columns = (*(DELIVERY.c[name] for name in DELIVERY_FIELDS), DELIVERY.c.tells, PAYLOAD.c.body)
    of = SUBSCRIBER.c.id == DELIVERY.c.subscriber_id
    return select(*columns, SUBSCRIBER.c.workspace).join(PAYLOAD).outerjoin(SUBSCRIBER, of)


def as_delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    """Return the delivery of a row of `select_deliveries`."""
    values = row._mapping
    read = {"state": State(values["state"]), "payload": values["body"], "tells": as_tells(values["tells"])}
    return Delivery(**{name: values[name] for name in (*DELIVERY_FIELDS, "workspace")} | read)


@lru_cache(maxsize=CACHED)
def as_tells(tells: str) -> tuple[str, ...]:
    """Return the ids of stories in a column `tells`; none where another version wrote what this one cannot read."""
    try:
        return tuple(_strings(json.loads(tells)))
    except (ValueError, TypeError):
        return ()


def outcome(delivery: Delivery) -> dict[str, object]:
    """Return the columns of a delivery that its sending may change."""
    return {name: getattr(delivery, name) for name in DELIVERY_FIELDS if name not in FROZEN_FIELDS}


def _json(value: object) -> str:
    """Return JSON that any database keeps: what UTF-8 cannot say is escaped, as NUL is anyway."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
