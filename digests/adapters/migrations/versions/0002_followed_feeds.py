"""Feeds that are followed, the items that were seen in them, and each article's publisher.

Only adds: nothing is rebuilt, so no cascade reaches the vectors. Old articles get their publisher from their source.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables and columns."""
    op.add_column("feed", sa.Column("site_url", sa.String()))
    _create_followed_feed()
    _create_item()
    op.add_column("article", sa.Column("publisher", sa.Text(), nullable=False, server_default=""))
    _fill_publisher()


def _fill_publisher() -> None:
    # In Python, and in one pass over the table: SQLite's lower() knows only the letters of English.
    article = sa.table("article", sa.column("id"), sa.column("source"), sa.column("publisher"))
    connection = op.get_bind()
    rows = [{"known": row.id, "name": row.source.lower()} for row in connection.execute(sa.select(article))]
    if rows:
        fill = sa.update(article).where(article.c.id == sa.bindparam("known")).values(publisher=sa.bindparam("name"))
        connection.execute(fill, rows)


def _create_followed_feed() -> None:
    op.create_table(
        "followed_feed",
        sa.Column("feed_url", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("asked_interval_s", sa.BigInteger()),
        sa.Column("skip_hours", sa.Text(), nullable=False),
        sa.Column("skip_days", sa.Text(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("language", sa.String()),
        sa.Column("topic", sa.Text()),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_fetch_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("succeeded_at", sa.DateTime(timezone=True)),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text()),
        sa.Column("waits_until", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("validated_url", sa.String()),
        sa.Column("body_hash", sa.String()),
        sa.Column("interval_s", sa.BigInteger(), nullable=False),
        sa.Column("moving_to", sa.String()),
        sa.Column("moving_seen", sa.Integer(), nullable=False),
        sa.Column("articles_a_day", sa.Double()),
        sa.ForeignKeyConstraint(["feed_url"], ["feed.url"], name="fk_followed_feed_feed_url"),
        sa.PrimaryKeyConstraint("feed_url", name="pk_followed_feed"),
    )


def _create_item() -> None:
    op.create_table(
        "item",
        sa.Column("feed_url", sa.String(), nullable=False),
        sa.Column("guid_hash", sa.String(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=False),
        sa.Column("article_id", sa.String()),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("title_hash", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_url"], ["feed.url"], name="fk_item_feed_url"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_item_article_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("feed_url", "guid_hash", name="pk_item"),
    )
    op.create_index("ix_item_article_id", "item", ["article_id"])
    op.create_index("ix_item_text_hash", "item", ["text_hash"])
    op.create_index("ix_item_title_hash", "item", ["title_hash", "feed_url"])
    op.create_index("ix_item_url", "item", ["url"], postgresql_using="hash")
    op.create_index("ix_article_url", "article", ["url"], postgresql_using="hash")


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_article_url", "article")
    op.drop_column("article", "publisher")
    op.drop_table("item")
    op.drop_table("followed_feed")
    op.drop_column("feed", "site_url")
