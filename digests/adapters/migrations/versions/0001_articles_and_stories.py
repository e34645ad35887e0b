"""Feeds, articles, their vectors, and the stories that group them.

Repeats the tables of `digests.adapters.tables` instead of importing them: those move on, a migration stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "feed",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String()),
        sa.PrimaryKeyConstraint("url", name="pk_feed"),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_last_seen_at", "story", ["last_seen_at"])
    _create_article()
    op.create_table(
        "article_vector",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("encoder", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_vector_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "encoder", name="pk_article_vector"),
    )


def _create_article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("feed_url", sa.String(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("story_id", sa.String()),
        sa.ForeignKeyConstraint(["feed_url"], ["feed.url"], name="fk_article_feed_url"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_article_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("ix_article_dated_at", "article", ["dated_at"])
    op.create_index("ix_article_story_id", "article", ["story_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("article_vector", "article", "story", "feed"):
        op.drop_table(table)
