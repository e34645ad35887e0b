"""In which server or workspace a subscriber's channel is, and since when the bot is not there any more.

Also an index by which a message finds what was sent as it. Only adds: of the subscribers that there are nobody knows.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns and the indexes."""
    op.add_column("subscriber", sa.Column("workspace", sa.Text()))
    op.add_column("subscriber", sa.Column("closed_at", sa.DateTime(timezone=True)))
    op.create_index("ix_subscriber_workspace", "subscriber", ["chat", "workspace"])
    has_arrived = sa.text("message_id IS NOT NULL")
    op.create_index(
        "ix_delivery_message",
        "delivery",
        ["message_id", "chat"],
        sqlite_where=has_arrived,
        postgresql_where=has_arrived,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_delivery_message", "delivery")
    op.drop_index("ix_subscriber_workspace", "subscriber")
    op.drop_column("subscriber", "closed_at")
    op.drop_column("subscriber", "workspace")
