"""Who looks stories up: their language, what they have had of a story and follow, and claims on what only one may do.

Also which postings somebody asked for, and an index by which the subscribers of one channel are found.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = ("reader", "bookmark", "claim")


def upgrade() -> None:
    """Add the tables, the column and the index; whatever was posted before came by the schedule."""
    op.create_index("ix_subscriber_chat", "subscriber", ["chat", "address"])
    op.add_column("posting", sa.Column("is_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table("reader", *map(_text, ("chat", "person_id", "language")), _primary("reader", "chat", "person_id"))
    op.create_table(
        "bookmark",
        *map(_text, ("chat", "person_id", "story_id", "told", "subscriber_id")),
        sa.Column("followed_at", sa.DateTime(timezone=True)),
        *map(_text, ("address", "language")),
        sa.Column("noted_at", sa.DateTime(timezone=True)),
        _moment("seen_at"),
        sa.ForeignKeyConstraint(
            ["subscriber_id"], ["subscriber.id"], name="fk_bookmark_subscriber_id", ondelete="CASCADE"
        ),
        _primary("bookmark", "chat", "person_id", "story_id"),
    )
    op.create_index("ix_bookmark_subscriber_id", "bookmark", ["subscriber_id"])
    op.create_index("ix_bookmark_seen_at", "bookmark", ["seen_at"])
    is_followed = sa.text("followed_at IS NOT NULL")
    op.create_index(
        "ix_bookmark_followed", "bookmark", ["noted_at"], sqlite_where=is_followed, postgresql_where=is_followed
    )
    op.create_table("claim", _text("name"), _moment("until"), _primary("claim", "name"))
    op.create_index("ix_claim_until", "claim", ["until"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("posting", "is_asked")
    op.drop_index("ix_subscriber_chat", "subscriber")
