"""Where each article was placed when and compared as what, whom an id was given for, what has been posted or merged.

Only adds: nothing is rebuilt, so no cascade reaches the vectors. Old stories count as begun by their oldest article,
and their articles as placed when they are dated.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table and columns."""
    op.create_index("ix_article_fetched_at", "article", ["fetched_at"])
    op.add_column("story", sa.Column("founder", sa.String(), nullable=False, server_default=""))
    op.add_column("story", sa.Column("posted_at", sa.DateTime(timezone=True)))
    op.add_column("story", sa.Column("merged_into", sa.String()))
    op.create_table(
        "placement",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_placement_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "placed_at", name="pk_placement"),
    )
    op.create_index("ix_placement_story_id", "placement", ["story_id"])
    op.create_table(
        "article_profile",
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("profiled_as", sa.String(), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_profile_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "profiled_as", name="pk_article_profile"),
    )
    _fill()


def _fill() -> None:
    article = sa.table("article", sa.column("id"), sa.column("dated_at"), sa.column("story_id"))
    story = sa.table("story", sa.column("id"), sa.column("founder"))
    placement = sa.table("placement", sa.column("article_id"), sa.column("placed_at"), sa.column("story_id"))
    oldest = sa.select(article.c.id).where(article.c.story_id == story.c.id).order_by(article.c.dated_at, article.c.id)
    # A story that has lost its articles keeps an id that is given, though nobody knows any more for what.
    op.execute(story.update().values(founder=sa.func.coalesce(oldest.limit(1).scalar_subquery(), "")))
    placed = sa.select(article.c.id, article.c.dated_at, article.c.story_id).where(article.c.story_id.is_not(None))
    op.execute(placement.insert().from_select(["article_id", "placed_at", "story_id"], placed))


def downgrade() -> None:
    """Drop them."""
    op.drop_table("article_profile")
    op.drop_table("placement")
    op.drop_column("story", "merged_into")
    op.drop_column("story", "posted_at")
    op.drop_column("story", "founder")
    op.drop_index("ix_article_fetched_at", "article")
