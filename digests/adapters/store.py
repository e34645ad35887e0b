"""Feeds, items, articles, their vectors and stories in a database: the `Store` port on SQLAlchemy Core.

In: a database URL. Out: a store whose tables are made or brought up to date. Every query is written so that SQLite and
PostgreSQL both run it. Only this package knows that there is SQL.

    store = open_store("sqlite:///news.db")
    store.save_feeds([feed])
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, delete, exists, func, insert, or_, select, update

from digests.adapters import forgetting, groupings
from digests.adapters.archive import SqlArchive
from digests.adapters.engine import open_engine, reading, writing
from digests.adapters.ledger import SqlLedger
from digests.adapters.queries import batches, rows_in, upsert
from digests.adapters.readership import SqlReadership
from digests.adapters.rows import (
    OWNERS_FIELDS,
    article_row,
    as_article,
    as_followed,
    as_item,
    feed_row,
    followed_row,
    guid_hash,
    item_row,
    placement_rows,
    select_articles,
    select_followed,
    select_items,
    words_row,
)
from digests.adapters.tables import (
    ARTICLE,
    ARTICLE_PROFILE,
    ARTICLE_VECTOR,
    ARTICLE_WORDS,
    FEED,
    FOLLOWED_FEED,
    ITEM,
    STORY,
)
from digests.models import Article, Feed, FollowedFeed, Item, Placement, Story

EDITABLE_FIELDS = ("url", "title", "text", "language", "source", "publisher")  # the rest of a known article stays


class SqlStore:
    """The `Store` port in an SQL database. Made by `open_store`; may be called from several threads.

    An article or item of an unknown feed and a vector, placement or item of an unknown article are bugs of the caller:
    SQLAlchemy's IntegrityError passes as it is.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save_feeds(self, feeds: Iterable[Feed]) -> None:
        """Insert feeds, or update title, language and site_url of those whose url is known."""
        rows = [feed_row(feed) for feed in feeds]
        with writing(self._engine) as connection:
            upsert(connection, FEED, rows)

    def followed_feeds(self) -> list[FollowedFeed]:
        """Return every feed that is followed, ended ones too, by title, ties by url."""
        with reading(self._engine) as connection:
            found = [as_followed(row) for row in connection.execute(select_followed())]
        return sorted(found, key=lambda followed: (followed.feed.title, followed.feed.url))

    def shared_feeds(self) -> tuple[str, ...]:
        """Return the urls of those that are shared, in the same order: what a digest of all feeds reads."""
        shared = select(FEED.c.url, FEED.c.title).join(FOLLOWED_FEED).where(FOLLOWED_FEED.c.is_shared)
        with reading(self._engine) as connection:
            rows = connection.execute(shared).all()
        return tuple(row.url for row in sorted(rows, key=lambda row: (row.title, row.url)))

    def save_followed(self, feeds: Iterable[FollowedFeed]) -> None:
        """Follow feeds, or replace what is known of followed ones; their `feed` is saved as by `save_feeds`."""
        feeds = list(feeds)
        with writing(self._engine) as connection:
            upsert(connection, FEED, [feed_row(followed.feed) for followed in feeds])
            upsert(connection, FOLLOWED_FEED, [followed_row(followed) for followed in feeds])

    def unfollow(self, url: str) -> None:
        """Forget the following of a feed (by its Feed.url). The feed, its items and its articles stay."""
        with writing(self._engine) as connection:
            connection.execute(delete(FOLLOWED_FEED).where(FOLLOWED_FEED.c.feed_url == url))

    def main_languages(self) -> dict[str, str]:
        """Return {feed url: the language of most of its articles} for feeds that have any; of equals the last code."""
        counted = select(ARTICLE.c.feed_url, ARTICLE.c.language, func.count().label("articles"))
        counted = counted.group_by(ARTICLE.c.feed_url, ARTICLE.c.language)
        with reading(self._engine) as connection:
            rows = sorted(connection.execute(counted), key=lambda row: (row.articles, row.language))
        return {row.feed_url: row.language for row in rows}

    def known_items(
        self,
        feed_url: str,
        *,
        guids: Collection[str],
        title_hashes: Collection[str],
        urls: Collection[str],
        text_hashes: Collection[str],
    ) -> list[Item]:
        """Return items that an entry may be: of this feed by guid or title, of every feed by canonical url or text.

        Each item once, in no order.
        """
        everywhere = select_items()
        here = everywhere.where(ITEM.c.feed_url == feed_url)
        # Four questions rather than one with "or": each has an index of its own.
        questions = (
            (here, ITEM.c.guid_hash, map(guid_hash, guids)),
            (here, ITEM.c.title_hash, title_hashes),
            (everywhere, ITEM.c.url, urls),
            (everywhere, ITEM.c.text_hash, text_hashes),
        )
        with reading(self._engine) as connection:
            return list({as_item(row): None for question in questions for row in rows_in(connection, *question)})

    def save_round(self, followed: FollowedFeed, items: Iterable[Item], articles: Iterable[Article]) -> None:
        """Keep what one fetch of one feed brought: its state, the articles (as `save_articles`), then the items.

        A feed that is no longer followed stays so: its articles and items are kept, its state is not. An item is
        inserted, or replaced where (feed_url, guid) is known.
        """
        item_rows = [item_row(item) for item in items]
        articles = list(articles)
        state = followed_row(followed)
        with writing(self._engine) as connection:
            # Items refer to articles, so those come first.
            _save_articles(connection, articles)
            upsert(connection, ITEM, item_rows)
            known = update(FOLLOWED_FEED).where(FOLLOWED_FEED.c.feed_url == followed.feed.url)
            # What its owner says of a feed is not the fetch's to change: it may be said while the fetch is under way.
            learnt = {name: value for name, value in state.items() if name not in OWNERS_FIELDS}
            if connection.execute(known.values(learnt)).rowcount:
                upsert(connection, FEED, [feed_row(followed.feed)])

    def feed_of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: feed url} for those ids that are known."""
        statement = select(ARTICLE.c.id, ARTICLE.c.feed_url)
        with reading(self._engine) as connection:
            return {row.id: row.feed_url for row in rows_in(connection, statement, ARTICLE.c.id, article_ids)}

    def carriers(self, article_ids: Iterable[str]) -> dict[str, set[str]]:
        """Return {article id: urls of the feeds that carry it} for those ids that are known."""
        ids = list(article_ids)
        own = select(ARTICLE.c.id, ARTICLE.c.feed_url)
        pointing = select(ITEM.c.article_id, ITEM.c.feed_url)
        found: dict[str, set[str]] = {}
        with reading(self._engine) as connection:
            for statement, column in ((own, ARTICLE.c.id), (pointing, ITEM.c.article_id)):
                for article_id, feed_url in rows_in(connection, statement, column, ids):
                    found.setdefault(article_id, set()).add(feed_url)
        return found

    def save_articles(self, articles: Iterable[Article]) -> None:
        """Insert articles of known feeds; a known id gets the new title, text, url, language, source and publisher.

        Its feed, dates and story stay. When title or text changed its vectors are forgotten.
        """
        articles = list(articles)  # may ask the store while it is read: before the lock
        with writing(self._engine) as connection:
            _save_articles(connection, articles)

    def ungrouped_articles(self) -> list[Article]:
        """Return the articles that belong to no story yet, oldest `dated_at` first, ties by id."""
        with reading(self._engine) as connection:
            rows = connection.execute(select_articles().where(ARTICLE.c.story_id.is_(None)))
            return _oldest_first(as_article(row) for row in rows)

    def grouping_window(self, fetched_since: datetime) -> list[Article]:
        """Return the articles fetched from that moment on, and all that ever shared a story with one; in no order."""
        with reading(self._engine) as connection:
            return groupings.window(connection, fetched_since)

    def placements_before(self, moment: datetime, article_ids: Iterable[str]) -> dict[str, str]:
        """Return {article id: story id} as the last `placed_at` before the moment has it, for those that have one."""
        with reading(self._engine) as connection:
            return groupings.placements_before(connection, moment, article_ids)

    def profiles(self, profiled_as: str, article_ids: Iterable[str]) -> dict[str, bytes]:
        """Return {article id: what grouping compared it as} for those articles that have one of this name."""
        statement = select(ARTICLE_PROFILE).where(ARTICLE_PROFILE.c.profiled_as == profiled_as)
        with reading(self._engine) as connection:
            rows = rows_in(connection, statement, ARTICLE_PROFILE.c.article_id, article_ids)
            return {row.article_id: row.profile for row in rows}

    def founders(self) -> dict[str, str]:
        """Return {story id: the id of the article that it was given for} for every story id ever given.

        No article's id, but an empty text, for a story that had lost its articles before this was remembered.
        """
        with reading(self._engine) as connection:
            return dict(connection.execute(select(STORY.c.id, STORY.c.founder)).all())

    def posted_stories(self) -> set[str]:
        """Return the ids of the stories that have been posted."""
        with reading(self._engine) as connection:
            return set(connection.scalars(select(STORY.c.id).where(STORY.c.posted_at.is_not(None))))

    def mark_posted(self, story_ids: Iterable[str], at: datetime) -> None:
        """Remember that people have seen these stories; the first time counts, an unknown id is passed over."""
        story_ids = list(story_ids)  # before the lock
        with writing(self._engine) as connection:
            for batch in batches(story_ids):
                unseen = update(STORY).where(STORY.c.id.in_(batch), STORY.c.posted_at.is_(None))
                connection.execute(unseen.values(posted_at=at))

    def save_grouping(
        self,
        stories: Iterable[Story],
        *,
        founders: Mapping[str, str],
        placements: Iterable[Placement],
        aliases: Mapping[str, str],
        profiles: Mapping[str, bytes],
        profiled_as: str,
        since: datetime,
    ) -> None:
        """Keep what grouping from `since` on has made of stories.

        Stories are inserted or updated; each of their articles now belongs to them, and to no other; no article leaves
        a story unless another claims it: what another process grouped meanwhile stays. The founder of a known story
        stays, too. The placements replace those with `placed_at >= since` of the same articles; of several of one
        article at one moment the last counts. An alias leads from a known story that has lost its articles to the one
        that has them; a story that is saved is no alias any more. `profiles`, by article id, are inserted or replaced
        under the name `profiled_as`.
        """
        stories = list(stories)
        rows = placement_rows(placements)
        with writing(self._engine) as connection:
            groupings.save_aliases(connection, aliases)  # before the stories: one that is saved is no alias
            groupings.save_stories(connection, stories, founders)
            groupings.save_placements(connection, rows, since)
            groupings.save_profiles(connection, profiled_as, profiles)

    def story(self, story_id: str) -> Story | None:
        """Return the story of that id, or the one to which the id leads; None when there is none."""
        with reading(self._engine) as connection:
            return groupings.story(connection, story_id)

    def stories_of(self, article_ids: Iterable[str]) -> dict[str, Story]:
        """Return {article id: its story} for those articles that have one."""
        with reading(self._engine) as connection:
            return groupings.stories_of(connection, article_ids)

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """Return {id: article} for those ids that are known."""
        with reading(self._engine) as connection:
            return {
                row.id: as_article(row) for row in rows_in(connection, select_articles(), ARTICLE.c.id, article_ids)
            }

    def articles_at(self, urls: Iterable[str]) -> list[Article]:
        """Return the articles with one of these canonical urls, oldest first, ties by id."""
        with reading(self._engine) as connection:
            return _oldest_first(as_article(row) for row in rows_in(connection, select_articles(), ARTICLE.c.url, urls))

    def articles_between(self, feeds: Iterable[str], since: datetime | None, until: datetime) -> list[Article]:
        """Return the articles of these feed urls with `since <= dated_at <= until`, oldest first, ties by id.

        An article is of the feed that it was first seen in and of every feed with an item that points to it.
        """
        statement = select_articles().where(ARTICLE.c.dated_at <= until)
        if since is not None:
            statement = statement.where(ARTICLE.c.dated_at >= since)
        with reading(self._engine) as connection:
            found = {
                row.id: as_article(row)
                for batch in batches(feeds)
                for row in connection.execute(statement.where(_is_carried_by(batch)))
            }
        return _oldest_first(found.values())

    def vectors(self, encoder: str, article_ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
        """Return {article id: vector} for those articles that have one of this encoder."""
        statement = select(ARTICLE_VECTOR).where(ARTICLE_VECTOR.c.encoder == encoder)
        with reading(self._engine) as connection:
            rows = rows_in(connection, statement, ARTICLE_VECTOR.c.article_id, article_ids)
            # astype copies: what frombuffer returns cannot be written to.
            return {row.article_id: np.frombuffer(row.vector, dtype="<f4").astype(np.float32) for row in rows}

    def save_vectors(self, encoder: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Insert or replace the vectors of known articles under this encoder's name."""
        rows = [
            {"article_id": article_id, "encoder": encoder, "vector": vector.astype("<f4").tobytes()}
            for article_id, vector in vectors.items()
        ]
        with writing(self._engine) as connection:
            upsert(connection, ARTICLE_VECTOR, rows)

    def forget_before(self, moment: datetime) -> int:
        """Forget articles fetched before that moment, with all that is kept of them; return how many.

        Items that no feed has carried since go, too, and stories without articles: after a year those that were posted.
        Happens in several transactions, so that nobody waits for long.
        """
        return forgetting.forget_articles(self._engine, moment)

    def close(self) -> None:
        """Let go of the database. Nothing may be called after."""
        self._engine.dispose()


def open_store(url: str) -> SqlStore:
    """Return the store behind a database URL, its tables made or brought up to date.

    `sqlite://` is a database in memory that ends with the store, `sqlite:///news.db` a file in the working folder,
    `sqlite:////var/news.db` one by its full path. Raises StoreUnusable, with a sentence that never repeats the URL:
    it may hold a password.
    """
    return open_database(url)[0]


def open_database(url: str) -> tuple[SqlStore, SqlLedger]:
    """Return the store that `open_store` returns, and the ledger beside it; closing the store closes both."""
    rooms = open_all(url)
    return rooms.store, rooms.ledger


class Database(NamedTuple):
    """All that one database keeps; closing the store closes all."""

    store: SqlStore
    ledger: SqlLedger
    readership: SqlReadership
    archive: SqlArchive
    engine: Engine  # for what else a chat keeps there


def open_all(url: str) -> Database:
    """Return the store that `open_store` returns, and all that is beside it."""
    engine = open_engine(url)
    return Database(SqlStore(engine), SqlLedger(engine), SqlReadership(engine), SqlArchive(engine), engine)


# ---- articles


def _save_articles(connection: Connection, articles: Iterable[Article]) -> None:
    rows = {article.id: article_row(article) for article in articles}
    # FOR UPDATE means nothing to SQLite; on PostgreSQL it keeps the text from changing before it is compared.
    known = select(ARTICLE.c.id, ARTICLE.c.title, ARTICLE.c.text).with_for_update()
    is_edited = {
        old.id: (old.title, old.text) != (rows[old.id]["title"], rows[old.id]["text"])
        for old in rows_in(connection, known, ARTICLE.c.id, rows)
    }
    for batch in batches(name for name in rows if is_edited.get(name)):
        for table in (ARTICLE_VECTOR, ARTICLE_PROFILE, ARTICLE_WORDS):
            connection.execute(delete(table).where(table.c.article_id.in_(batch)))
    upsert(connection, ARTICLE, rows.values(), changing=EDITABLE_FIELDS)
    words = [words_row(row) for name, row in rows.items() if is_edited.get(name, True)]
    if words:
        connection.execute(insert(ARTICLE_WORDS), words)


def _is_carried_by(feeds: Collection[str]) -> ColumnElement[bool]:
    pointing = exists().where(ITEM.c.article_id == ARTICLE.c.id, ITEM.c.feed_url.in_(feeds))
    return or_(ARTICLE.c.feed_url.in_(feeds), pointing)


def _oldest_first(articles: Iterable[Article]) -> list[Article]:
    # Sorted here rather than by the database: PostgreSQL would order the ids by the rules of some language.
    return sorted(articles, key=lambda article: (article.dated_at, article.id))
