"""Whether digests of all feeds read a followed feed, or only those that name it.

Only adds. Whatever was followed before is read by all, as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("followed_feed", sa.Column("is_shared", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("followed_feed", "is_shared")
