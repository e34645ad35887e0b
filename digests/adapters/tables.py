"""The tables that the store and the ledger read and write, as SQLAlchemy Core describes them.

Nothing here makes them: the `migrations` beside this file do, and a test holds the two together.

    connection.execute(select(ARTICLE.c.title).where(ARTICLE.c.dated_at >= yesterday))
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
    true,
)

from digests.adapters.column_types import Numbers, Seconds, Storable, UtcTime

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
    Column("is_shared", Boolean, nullable=False, server_default=true()),  # as with a story's founder
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
    Index(None, "feed_url", "seen_at"),
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

# ---- who gets what, and when


def _partial(name: str, *columns: str, state: str) -> Index:
    """Return an index of those rows that something is asked about; queries must name a state as a literal."""
    where = text(state)
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


SUBSCRIBER = Table(
    "subscriber",
    METADATA,
    Column("id", Storable, primary_key=True),
    Column("chat", Storable, nullable=False),
    Column("address", Storable, nullable=False),
    Column("settings", Text, nullable=False),  # JSON: what is not at its default, as `preferences` writes it
    Column("created_at", UtcTime, nullable=False),
    Column("decided_until", UtcTime, nullable=False),
    Column("next_due_at", UtcTime, index=True),
    Column("paused_at", UtcTime),
    Column("paused_until", UtcTime),
    Column("pause_reason", Storable),
    Column("skips", Integer, nullable=False),
    Column("workspace", Storable),
    Column("closed_at", UtcTime),
    Column("version", Integer, nullable=False),
    Index(None, "chat", "address"),
    Index("ix_subscriber_workspace", "chat", "workspace"),
)
SLOT = Table(
    "slot",
    METADATA,
    Column("subscriber_id", Storable, ForeignKey(SUBSCRIBER.c.id, ondelete="CASCADE"), primary_key=True),
    Column("date", Date, primary_key=True),
    Column("time", Time, primary_key=True),
    Column("due_at", UtcTime, nullable=False),
    Column("fate", Storable, nullable=False),
    Column("is_late", Boolean, nullable=False),
    _partial("ix_slot_planned", "due_at", state="fate = 'planned'"),
)
# What many get is kept once: an edition and a payload have no subscriber, and go with the last who names them.
EDITION = Table(
    "edition",
    METADATA,
    Column("id", Storable, primary_key=True),
    Column("told", Text, nullable=False),  # JSON
)
PAYLOAD = Table(
    "payload",
    METADATA,
    Column("hash", String, primary_key=True),
    Column("body", Storable, nullable=False),
)
POSTING = Table(
    "posting",
    METADATA,
    Column("id", Storable, primary_key=True),
    Column("subscriber_id", Storable, ForeignKey(SUBSCRIBER.c.id, ondelete="CASCADE"), nullable=False),
    Column("edition_id", Storable, ForeignKey(EDITION.c.id), nullable=False, index=True),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("is_late", Boolean, nullable=False),
    Column("is_asked", Boolean, nullable=False, server_default=false()),  # as with a story's founder
    Index(None, "subscriber_id", "until"),
)
DELIVERY = Table(
    "delivery",
    METADATA,
    Column("id", Storable, primary_key=True),
    Column("posting_id", Storable, ForeignKey(POSTING.c.id, ondelete="CASCADE")),
    Column("subscriber_id", Storable, ForeignKey(SUBSCRIBER.c.id, ondelete="CASCADE"), nullable=False),
    Column("chat", Storable, nullable=False),
    Column("address", Storable, nullable=False),
    Column("part", Integer, nullable=False),
    Column("payload_hash", String, ForeignKey(PAYLOAD.c.hash), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("next_attempt_at", UtcTime, nullable=False),
    Column("tells", Text, nullable=False),  # JSON: ids of stories
    Column("state", Storable, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_until", UtcTime),
    Column("first_sent_at", UtcTime),
    Column("settled_at", UtcTime),
    Column("message_id", Storable),
    Column("error", Storable),
    Index(None, "posting_id", "part"),
    Index(None, "subscriber_id", "created_at"),
    _partial("ix_delivery_pending", "chat", "next_attempt_at", "posting_id", "part", state="state = 'pending'"),
    _partial("ix_delivery_expiring", "expires_at", state="state = 'pending'"),
    _partial("ix_delivery_sending", "chat", "lease_until", state="state = 'sending'"),
    _partial("ix_delivery_message", "message_id", "chat", state="message_id IS NOT NULL"),
)
HALT = Table(
    "halt",
    METADATA,
    Column("chat", Storable, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("reason", Storable, nullable=False),
)

# ---- who looks stories up

READER = Table(
    "reader",
    METADATA,
    Column("chat", Storable, primary_key=True),
    Column("person_id", Storable, primary_key=True),
    Column("language", Storable, nullable=False),
)
BOOKMARK = Table(
    "bookmark",
    METADATA,
    Column("chat", Storable, primary_key=True),
    Column("person_id", Storable, primary_key=True),
    Column("story_id", Storable, primary_key=True),  # not a foreign key: it may lead to another story
    Column("told", Text, nullable=False),  # JSON
    Column("subscriber_id", Storable, ForeignKey(SUBSCRIBER.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("followed_at", UtcTime),
    Column("address", Storable, nullable=False),
    Column("language", Storable, nullable=False),
    Column("noted_at", UtcTime),
    Column("seen_at", UtcTime, nullable=False, index=True),  # Told.at, stored to be searched by
    _partial("ix_bookmark_followed", "noted_at", state="followed_at IS NOT NULL"),
)
# Who has taken on what only one may do: a name, and until when.
CLAIM = Table(
    "claim",
    METADATA,
    Column("name", Storable, primary_key=True),
    Column("until", UtcTime, nullable=False, index=True),
)

# ---- workspaces that have installed the bot

# The columns are those that slack_sdk's stores read and write, times in UTC without zone among them; its own tables
# would be too narrow for tokens that are encrypted. Names, what is of an enterprise and what renews a token stay empty.
SLACK_BOT = Table(
    "slack_bot",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("client_id", Storable, nullable=False),
    Column("app_id", Storable),
    Column("enterprise_id", Storable),
    Column("enterprise_name", Storable),
    Column("team_id", Storable, nullable=False),
    Column("team_name", Storable),
    Column("bot_token", Storable),
    Column("bot_id", Storable),
    Column("bot_user_id", Storable),
    Column("bot_scopes", Storable),
    Column("bot_refresh_token", Storable),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
    UniqueConstraint("client_id", "team_id"),
)
SLACK_OAUTH_STATE = Table(
    "slack_oauth_state",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("state", Storable, nullable=False, unique=True),
    Column("expire_at", DateTime, nullable=False, index=True),
)

# ---- what articles are found by

# As `search_words.indexed_words` has them. What they are looked up in, `article_index`, each kind of database makes in
# its own way: a virtual table of SQLite's FTS5, fed by triggers, an index of PostgreSQL's.
ARTICLE_WORDS = Table(
    "article_words",
    METADATA,
    Column("number", Integer, primary_key=True),  # of its own: VACUUM may change SQLite's, which FTS5 knows rows by
    Column("article_id", String, ForeignKey(ARTICLE.c.id, ondelete="CASCADE"), nullable=False, unique=True),
    Column("words", Text, nullable=False),
)
