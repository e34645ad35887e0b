"""What is old goes: articles with all that is kept of them, and what was posted. A few hundred rows a transaction.

In: an engine and a moment. Out: how many went. Nobody else waits for long, and on SQLite the pages that come free are
used again, so that the file stops growing.

    forget_articles(engine, now - timedelta(days=30))
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Engine,
    FromClause,
    Select,
    and_,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    tuple_,
)

from digests.adapters.engine import reading, writing
from digests.adapters.histories import OPEN, may_have_arrived
from digests.adapters.queries import BATCH_SIZE, batches
from digests.adapters.tables import (
    ARTICLE,
    DELIVERY,
    EDITION,
    FEED,
    FOLLOWED_FEED,
    ITEM,
    PAYLOAD,
    POSTING,
    SLOT,
    STORY,
    SUBSCRIBER,
)
from digests.postings import Fate

POSTED_FOR = timedelta(days=365)  # how long the id of a story that people have seen leads to no other
MERGED_PAGES = 500  # of the index of words in one transaction: some 2 MB
# Items of one reading of a feed have been seen up to a day apart (`identity` says so once a day); one more to be sure.
ONE_READING = timedelta(days=2)


# ---- articles


def forget_articles(engine: Engine, moment: datetime) -> int:
    """Forget articles fetched before that moment, then items and stories that are left without any; return how many."""
    # In order of their index: what is deleted lies together.
    old = select(ARTICLE.c.id).where(ARTICLE.c.fetched_at < moment).order_by(ARTICLE.c.fetched_at)
    count = _delete_all(engine, old, ARTICLE.c.id)
    if count and engine.dialect.name == "sqlite":
        _merge_index(engine)
    _forget_items(engine, moment)
    _forget_stories(engine, moment)
    return count


def _merge_index(engine: Engine) -> None:
    """Free what the index of words keeps of articles that are gone: it only writes down beside them that they are.

    A negative number begins to merge all of it, and then it is done once merging changes nothing more
    (sqlite.org/fts5.html#the_merge_command).
    """
    merge, pages = "INSERT INTO article_index (article_index, rank) VALUES ('merge', ?)", -MERGED_PAGES
    is_done = False
    while not is_done:
        with writing(engine) as connection:
            before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
            connection.exec_driver_sql(merge, (pages,))
            changes = connection.exec_driver_sql("SELECT total_changes()").scalar_one() - before
        is_done = pages > 0 and changes < 2
        pages = MERGED_PAGES


def _forget_items(engine: Engine, moment: datetime) -> None:
    """Forget items that their feed carried no longer when it was last read.

    A feed that has not changed for months is not read: its items stay, or they would be news when it changes. One that
    is not followed any more goes with the last of them.
    """
    last_read = func.max(ITEM.c.seen_at).label("last_read")
    feeds = select(ITEM.c.feed_url, last_read).group_by(ITEM.c.feed_url).having(func.min(ITEM.c.seen_at) < moment)
    with reading(engine) as connection:
        found = connection.execute(feeds).all()
        followed = set(connection.scalars(select(FOLLOWED_FEED.c.feed_url)))
    for feed_url, at in found:
        of_feed = ITEM.c.feed_url == feed_url
        before = min(moment, at - ONE_READING) if feed_url in followed else moment
        old = select(ITEM.c.guid_hash).where(of_feed, ITEM.c.article_id.is_(None), ITEM.c.seen_at < before)
        _delete_all(engine, old, ITEM.c.guid_hash, of_feed)
        if feed_url not in followed:
            _forget_feed(engine, feed_url)


def _forget_feed(engine: Engine, url: str) -> None:
    """Forget a feed of which nothing is kept."""
    naming = (FOLLOWED_FEED.c.feed_url, ITEM.c.feed_url, ARTICLE.c.feed_url)
    unnamed = [not_(exists().where(key == FEED.c.url)) for key in naming]
    with writing(engine) as connection:
        connection.execute(delete(FEED).where(FEED.c.url == url, *unnamed))


def _forget_stories(engine: Engine, moment: datetime) -> None:
    is_empty = not_(exists().where(ARTICLE.c.story_id == STORY.c.id))
    may_go = or_(STORY.c.posted_at.is_(None), STORY.c.posted_at < moment - POSTED_FOR)
    old = select(STORY.c.id).where(STORY.c.last_seen_at < moment, may_go, is_empty)
    _delete_all(engine, old, STORY.c.id)
    target = STORY.alias("target")
    leads_nowhere = and_(STORY.c.merged_into.is_not(None), not_(exists().where(target.c.id == STORY.c.merged_into)))
    # One alias may lead to the next, so what leads nowhere is asked for until there is none.
    _delete_all(engine, select(STORY.c.id).where(leads_nowhere, is_empty), STORY.c.id)


# ---- what was posted


def forget_subscriber(connection: Connection, subscriber_id: str, closed_before: datetime | None = None) -> bool:
    """Forget a subscriber and all of its slots, postings and deliveries; return whether there was one.

    With a moment only one that was closed before it.
    """
    it = delete(SUBSCRIBER).where(SUBSCRIBER.c.id == subscriber_id)
    if closed_before is not None:
        it = it.where(SUBSCRIBER.c.closed_at < closed_before)
    editions = connection.scalars(select(POSTING.c.edition_id).where(POSTING.c.subscriber_id == subscriber_id)).all()
    hashes = connection.scalars(select(DELIVERY.c.payload_hash).where(DELIVERY.c.subscriber_id == subscriber_id)).all()
    count = _rowcount(connection, it)
    _forget_unnamed(connection, editions, hashes)
    return count > 0


def forget_posted(engine: Engine, moment: datetime, subscriber_ids: Iterable[str]) -> int:
    """Forget slots, notices and postings of these subscribers, and what nobody names then; return how many rows."""
    rows = 0
    for batch in batches(subscriber_ids):
        with writing(engine) as connection:
            slots = delete(SLOT).where(SLOT.c.subscriber_id.in_(batch), SLOT.c.due_at < moment)
            rows += _rowcount(connection, slots.where(SLOT.c.fate != Fate.PLANNED))
        notice = and_(DELIVERY.c.posting_id.is_(None), DELIVERY.c.state.not_in(OPEN))
        notices = select(DELIVERY.c.id).where(DELIVERY.c.subscriber_id.in_(batch), DELIVERY.c.created_at < moment)
        rows += _repeated(engine, partial(_forget_deliveries, old=notices.where(notice)))
        is_open = exists().where(DELIVERY.c.posting_id == POSTING.c.id, DELIVERY.c.state.in_(OPEN))
        old = select(POSTING.c.id).where(POSTING.c.subscriber_id.in_(batch), POSTING.c.made_at < moment)
        rows += _repeated(engine, partial(_forget_postings, old=old.where(not_(is_open), not_(_is_last()))))
    return rows


def _forget_deliveries(connection: Connection, old: Select[Any]) -> int:
    ids = connection.scalars(old.limit(BATCH_SIZE)).all()
    gone = DELIVERY.c.id.in_(ids)
    hashes = connection.scalars(select(DELIVERY.c.payload_hash).where(gone)).all()
    return _rowcount(connection, delete(DELIVERY).where(gone)) + _forget_unnamed(connection, (), hashes)


def _forget_postings(connection: Connection, old: Select[Any]) -> int:
    ids = connection.scalars(old.limit(BATCH_SIZE)).all()
    of_these = DELIVERY.c.posting_id.in_(ids)
    hashes = connection.scalars(select(DELIVERY.c.payload_hash).where(of_these)).all()
    editions = connection.scalars(select(POSTING.c.edition_id).where(POSTING.c.id.in_(ids))).all()
    rows = _rowcount(connection, delete(DELIVERY).where(of_these))
    rows += _rowcount(connection, delete(POSTING).where(POSTING.c.id.in_(ids)))
    return rows + _forget_unnamed(connection, editions, hashes)


def _forget_unnamed(connection: Connection, editions: Iterable[str], payload_hashes: Iterable[str]) -> int:
    """Forget those of these editions and payloads that no posting and no delivery names any more."""
    rows = 0
    for key, naming, named in (
        (EDITION.c.id, POSTING.c.edition_id, editions),
        (PAYLOAD.c.hash, DELIVERY.c.payload_hash, payload_hashes),
    ):
        for batch in batches(named):
            unnamed = delete(key.table).where(key.in_(batch), not_(exists().where(naming == key)))
            rows += _rowcount(connection, unnamed)
    return rows


def _is_last() -> ColumnElement[bool]:
    """Whether a posting is the last of its subscriber's schedule, or the last of it that may have arrived: the next one
    asks for it.
    """
    later = POSTING.alias("later")
    is_later = exists().where(later.c.subscriber_id == POSTING.c.subscriber_id, _when(later) > _when(POSTING))
    is_later = is_later.where(not_(later.c.is_asked))
    is_later_that_counts = is_later.where(may_have_arrived(later))
    is_passed = or_(is_later_that_counts, and_(is_later, not_(may_have_arrived(POSTING))))
    return not_(or_(POSTING.c.is_asked, is_passed))


def _when(posting: FromClause) -> ColumnElement[Any]:
    return tuple_(posting.c.until, posting.c.made_at, posting.c.id)


# ---- in several transactions


def _delete_all(engine: Engine, old: Select[Any], key: ColumnElement[str], *where: ColumnElement[bool]) -> int:
    """Delete the rows with one of the keys that are found, until none is; return how many."""

    def delete_some(connection: Connection) -> int:
        found = connection.scalars(old.limit(BATCH_SIZE)).all()
        return _rowcount(connection, delete(key.table).where(key.in_(found), *where))

    return _repeated(engine, delete_some)


def _repeated(engine: Engine, delete_some: Callable[[Connection], int]) -> int:
    count = 0
    while True:
        with writing(engine) as connection:
            rows = delete_some(connection)
        if not rows:
            return count
        count += rows


def _rowcount(connection: Connection, statement: Delete) -> int:
    return connection.execute(statement).rowcount
