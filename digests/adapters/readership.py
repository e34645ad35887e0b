"""What is remembered of readers in a database: the `Readership` port on SQLAlchemy Core.

In: the engine of a store. Out: a readership in the same database.

    readership = open_all("sqlite:///news.db").readership
    readership.save_language("slack", "U7", "fr")
"""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, Row, and_, delete, or_, select, update

from digests.adapters import outbox
from digests.adapters.engine import reading, writing
from digests.adapters.posting_rows import as_told, told_text
from digests.adapters.queries import rows_in, rows_of, upsert
from digests.adapters.tables import BOOKMARK, CLAIM, READER, SUBSCRIBER
from digests.postings import Delivery
from digests.readers import Bookmark

_FIELDS = tuple(field.name for field in fields(Bookmark) if field.name != "told")

_log = structlog.get_logger(__name__)


class SqlReadership:
    """The `Readership` port in an SQL database. Made by `open_all`; may be called from several threads.

    A bookmark whose `told` another version wrote, so that it cannot be read, is in no list, and the log says so once.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told_unreadable: set[str] = set()

    # ---- languages

    def language_of(self, chat: str, person_id: str) -> str | None:
        """Return the language that a person has set for private answers, None where they have not."""
        query = select(READER.c.language).where(READER.c.chat == chat, READER.c.person_id == person_id)
        with reading(self._engine) as connection:
            return connection.scalar(query)

    def save_language(self, chat: str, person_id: str, language: str | None) -> None:
        """Remember the language that a person wants, or forget it."""
        with writing(self._engine) as connection:
            if language is None:
                connection.execute(delete(READER).where(READER.c.chat == chat, READER.c.person_id == person_id))
            else:
                upsert(connection, READER, [{"chat": chat, "person_id": person_id, "language": language}])

    # ---- bookmarks

    def bookmarks(self, chat: str, person_id: str, story_ids: Collection[str] | None = None) -> list[Bookmark]:
        """Return what a person has had of these stories, or of all, the last seen first, ties by story id."""
        query = select(BOOKMARK).where(BOOKMARK.c.chat == chat, BOOKMARK.c.person_id == person_id)
        with reading(self._engine) as connection:
            found = self._readable(rows_of(connection, query, BOOKMARK.c.story_id, story_ids))
        # Sorted here rather than by the database: PostgreSQL would order the ids by the rules of some language.
        found.sort(key=lambda bookmark: bookmark.story_id)
        found.sort(key=lambda bookmark: bookmark.told.at, reverse=True)
        return found

    def save_bookmark(self, bookmark: Bookmark) -> None:
        """Insert a bookmark, or replace the one of the same person and story; none where its subscriber has gone."""
        with writing(self._engine) as connection:
            if _all_known(connection, [bookmark.subscriber_id]):
                upsert(connection, BOOKMARK, [_row(bookmark)])

    def followed(self, noted_before: datetime) -> list[Bookmark]:
        """Return bookmarks that are followed and had no note since that moment, longest waiting first."""
        may_be_noted = or_(BOOKMARK.c.noted_at.is_(None), BOOKMARK.c.noted_at < noted_before)
        query = select(BOOKMARK).where(BOOKMARK.c.followed_at.is_not(None), may_be_noted)
        with reading(self._engine) as connection:
            found = self._readable(connection.execute(query))
        return sorted(found, key=_waiting)

    def _readable(self, rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Bookmark]:
        found = [(row, _as_bookmark(row)) for row in rows]
        unreadable = {row.story_id for row, bookmark in found if bookmark is None} - self._told_unreadable
        if unreadable:
            self._told_unreadable |= unreadable
            _log.error("bookmarks_unreadable", stories=sorted(unreadable))
        return [bookmark for _, bookmark in found if bookmark is not None]

    def save_note(self, before: Bookmark, after: Bookmark, deliveries: Iterable[Delivery]) -> bool:
        """Replace `before` and insert the deliveries if it still stands as given; return whether.

        So of two processes one sends the note, and a reader who has just looked themselves gets none. Returns False
        where the subscriber of the deliveries has gone.
        """
        deliveries = list(deliveries)
        names = ("chat", "person_id", "story_id")
        same = and_(*(BOOKMARK.c[name] == getattr(before, name) for name in names))
        with writing(self._engine) as connection:
            row = connection.execute(select(BOOKMARK).where(same)).first()
            owners = [delivery.subscriber_id for delivery in deliveries]
            if row is None or _as_bookmark(row) != before or not _all_known(connection, [after.subscriber_id, *owners]):
                return False
            connection.execute(update(BOOKMARK).where(same), _row(after))
            outbox.insert_notices(connection, deliveries)
        return True

    # ---- claims

    def claim(self, name: str, now: datetime, until: datetime) -> datetime | None:
        """Take a name until that moment, and return None; where somebody holds it, return until when they do."""
        with writing(self._engine) as connection:
            held: datetime | None = connection.scalar(select(CLAIM.c.until).where(CLAIM.c.name == name))
            if held is not None and held > now:
                return held
            upsert(connection, CLAIM, [{"name": name, "until": until}])
        return None

    # ---- what is old

    def forget_before(self, moment: datetime, now: datetime) -> int:
        """Forget bookmarks not told since that moment, and claims that have ended by now; return how many rows."""
        with writing(self._engine) as connection:
            bookmarks = connection.execute(delete(BOOKMARK).where(BOOKMARK.c.seen_at < moment)).rowcount
            return bookmarks + connection.execute(delete(CLAIM).where(CLAIM.c.until <= now)).rowcount


def _row(bookmark: Bookmark) -> dict[str, object]:
    """Return the row of `bookmark`."""
    values = {name: getattr(bookmark, name) for name in _FIELDS}
    return values | {"told": told_text(bookmark.told), "seen_at": bookmark.told.at}


def _as_bookmark(row: Row[*tuple[Any, ...]]) -> Bookmark | None:
    """Return the bookmark of a row of `bookmark`; None where what was told cannot be read."""
    told = as_told(row.told)
    if told is None:
        return None
    values = row._mapping  # made anew each time that it is asked for
    return Bookmark(told=told, **{name: values[name] for name in _FIELDS})


def _waiting(bookmark: Bookmark) -> tuple[datetime | None, str, str, str]:
    return bookmark.noted_at or bookmark.followed_at, bookmark.story_id, bookmark.chat, bookmark.person_id


def _all_known(connection: Connection, subscriber_ids: Collection[str]) -> bool:
    known = {row.id for row in rows_in(connection, select(SUBSCRIBER.c.id), SUBSCRIBER.c.id, subscriber_ids)}
    return known >= set(subscriber_ids)
