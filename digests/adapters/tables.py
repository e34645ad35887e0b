"""The tables that the store reads and writes, as SQLAlchemy Core describes them.

Nothing here makes them: the `migrations` beside this file do, and a test holds the two together.

    connection.execute(select(ARTICLE.c.title).where(ARTICLE.c.dated_at >= yesterday))
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond.

    SQLite keeps it as text of fixed width, so that text order is time order. A naive datetime is a bug and refused.
    """

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ValueError for one without time zone."""
        if value is not None and value.utcoffset() is None:
            raise ValueError("a time without time zone cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; SQLite forgets the zone, PostgreSQL answers in that of its session."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)


SECOND = timedelta(seconds=1)


class Seconds(TypeDecorator[timedelta]):
    """A length of time, kept in whole seconds; a part of one counts as one, so that nobody is asked too early."""

    impl = BigInteger  # the longest timedelta has 47 bits
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Return the number of seconds, rounded up, but never more than can be read again."""
        if value is None:
            return None
        seconds, rest = divmod(value, SECOND)
        return min(seconds + bool(rest), timedelta.max // SECOND)

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Return the length of time."""
        return None if value is None else timedelta(seconds=value)


class Numbers(TypeDecorator[frozenset[int]]):
    """A set of a few whole numbers, kept as text: `5,6,23`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> str:
        """Return the numbers in order."""
        return ",".join(map(str, sorted(value or ())))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int]:
        """Return the numbers."""
        return frozenset(map(int, value.split(","))) if value else frozenset()


# Constraints have names because a later migration can only drop what has one.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
FEED = Table(
    "feed",
    METADATA,
    Column("url", String, primary_key=True),
    Column("title", Text, nullable=False),
    Column("language", String),
    Column("site_url", String),
)
# Each field of a FollowedFeed in a column of its name, but those that are kept in seconds and say so. Feed.url, title,
# language and site_url are in `feed`; what only fetching asks of a Feed is here.
FOLLOWED_FEED = Table(
    "followed_feed",
    METADATA,
    Column("feed_url", String, ForeignKey(FEED.c.url), primary_key=True),
    Column("format", String, nullable=False),
    Column("asked_interval_s", Seconds),
    Column("skip_hours", Numbers, nullable=False),
    Column("skip_days", Numbers, nullable=False),
    Column("location", String, nullable=False),
    Column("language", String),
    Column("topic", Text),
    Column("followed_at", UtcTime, nullable=False),
    Column("next_fetch_at", UtcTime, nullable=False),
    Column("tried_at", UtcTime),
    Column("succeeded_at", UtcTime),
    Column("failures", Integer, nullable=False),
    Column("last_error", Text),
    Column("waits_until", UtcTime),
    Column("ended_at", UtcTime),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("validated_url", String),
    Column("body_hash", String),
    Column("interval_s", Seconds, nullable=False),
    Column("moving_to", String),
    Column("moving_seen", Integer, nullable=False),
    Column("articles_a_day", Double),
)
STORY = Table(
    "story",
    METADATA,
    Column("id", String, primary_key=True),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False, index=True),
    # The article that the id was given for; it may be deleted, the id stays given. Nobody relies on the default: SQLite
    # cannot add a column without one to a table that has rows.
    Column("founder", String, nullable=False, server_default=text("''")),
    Column("posted_at", UtcTime),
    # The story that has the articles now. Not a foreign key: SQLite can only add one by rebuilding the table, and who
    # follows a chain of these must be ready for its end anyway.
    Column("merged_into", String),
)
# PostgreSQL's B-trees take at most 2,704 bytes a row (nbtree: BTMaxItemSize), and strangers make guids and urls as long
# as they like. So urls are indexed by a hash there, and the key of an item holds its guid's SHA-256; SQLite knows no
# such limit.
ARTICLE = Table(
    "article",
    METADATA,
    Column("id", String, primary_key=True),
    Column("feed_url", String, ForeignKey(FEED.c.url), nullable=False),
    Column("url", String),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("published_at", UtcTime),
    Column("fetched_at", UtcTime, nullable=False, index=True),
    Column("dated_at", UtcTime, nullable=False, index=True),  # Article.dated_at, stored to be searched by
    Column("source", Text, nullable=False),
    Column("story_id", String, ForeignKey(STORY.c.id), index=True),
    Column("publisher", Text, nullable=False, server_default=text("''")),  # as with a story's founder
    Index(None, "url", postgresql_using="hash"),
)
ITEM = Table(
    "item",
    METADATA,
    Column("feed_url", String, ForeignKey(FEED.c.url), primary_key=True),
    Column("guid_hash", String, primary_key=True),
    Column("guid", Text, nullable=False),
    # Whoever deletes an article does not make its item news again.
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="SET NULL"), index=True),
    Column("publisher", Text, nullable=False),
    Column("url", String),
    Column("text_hash", String, nullable=False, index=True),
    Column("title_hash", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Index(None, "title_hash", "feed_url"),
    Index(None, "url", postgresql_using="hash"),
)
ARTICLE_VECTOR = Table(
    "article_vector",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little endian
)
ARTICLE_PROFILE = Table(
    "article_profile",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), primary_key=True),
    Column("profiled_as", String, primary_key=True),  # the encoder's name and the numbers that went into it
    Column("profile", LargeBinary, nullable=False),
)
PLACEMENT = Table(
    "placement",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), primary_key=True),
    Column("placed_at", UtcTime, primary_key=True),
    # Not a foreign key: a story that began and was merged away within one grouping never got a row.
    Column("story_id", String, nullable=False, index=True),
)
