"""The tables that the store reads and writes, as SQLAlchemy Core describes them.

Nothing here makes them: the `migrations` beside this file do, and a test holds the two together.

    connection.execute(select(ARTICLE.c.title).where(ARTICLE.c.dated_at >= yesterday))
"""

from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, ForeignKey, LargeBinary, MetaData, String, Table, Text
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
)
STORY = Table(
    "story",
    METADATA,
    Column("id", String, primary_key=True),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False, index=True),
)
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
    Column("fetched_at", UtcTime, nullable=False),
    Column("dated_at", UtcTime, nullable=False, index=True),  # Article.dated_at, stored to be searched by
    Column("source", Text, nullable=False),
    Column("story_id", String, ForeignKey(STORY.c.id), index=True),
)
ARTICLE_VECTOR = Table(
    "article_vector",
    METADATA,
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),  # float32, little endian
)
