"""Who is subscribed, what is due, and what became of it.

Only adds: the tables of the ledger, and an index by which old items are found.
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = ("subscriber", "slot", "edition", "payload", "posting", "delivery", "halt")


def upgrade() -> None:
    """Add the tables and the index."""
    op.create_index("ix_item_feed_url", "item", ["feed_url", "seen_at"])
    _add_subscribers()
    _add_postings()
    _add_deliveries()
    op.create_table("halt", _text("chat"), _moment("at"), _text("reason"), _primary("halt", "chat"))


def _add_subscribers() -> None:
    op.create_table(
        "subscriber",
        _text("id"),
        *map(_text, ("chat", "address", "settings")),
        *map(_moment, ("created_at", "decided_until")),
        *map(_moment_or_none, ("next_due_at", "paused_at", "paused_until")),
        sa.Column("pause_reason", sa.Text()),
        *map(_number, ("skips", "version")),
        _primary("subscriber", "id"),
    )
    op.create_index("ix_subscriber_next_due_at", "subscriber", ["next_due_at"])
    op.create_table(
        "slot",
        _text("subscriber_id"),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        _moment("due_at"),
        _text("fate"),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        _foreign("slot", "subscriber_id", "subscriber.id", ondelete="CASCADE"),
        _primary("slot", "subscriber_id", "date", "time"),
    )
    _add_partial_index("ix_slot_planned", "slot", ["due_at"], where="fate = 'planned'")


def _add_postings() -> None:
    op.create_table("edition", _text("id"), _text("told"), _primary("edition", "id"))
    op.create_table(
        "posting",
        _text("id"),
        *map(_text, ("subscriber_id", "edition_id")),
        *map(_moment, ("since", "until", "made_at")),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        _foreign("posting", "subscriber_id", "subscriber.id", ondelete="CASCADE"),
        _foreign("posting", "edition_id", "edition.id"),
        _primary("posting", "id"),
    )
    op.create_index("ix_posting_edition_id", "posting", ["edition_id"])
    op.create_index("ix_posting_subscriber_id", "posting", ["subscriber_id", "until"])


def _add_deliveries() -> None:
    payload_hash = sa.Column("hash", sa.String(), nullable=False)
    op.create_table("payload", payload_hash, _text("body"), _primary("payload", "hash"))
    op.create_table(
        "delivery",
        _text("id"),
        sa.Column("posting_id", sa.Text()),
        *map(_text, ("subscriber_id", "chat", "address")),
        _number("part"),
        sa.Column("payload_hash", sa.String(), nullable=False),
        *map(_moment, ("created_at", "expires_at", "next_attempt_at")),
        *map(_text, ("tells", "state")),
        _number("attempts"),
        *map(_moment_or_none, ("lease_until", "first_sent_at", "settled_at")),
        sa.Column("message_id", sa.Text()),
        sa.Column("error", sa.Text()),
        _foreign("delivery", "posting_id", "posting.id", ondelete="CASCADE"),
        _foreign("delivery", "subscriber_id", "subscriber.id", ondelete="CASCADE"),
        _foreign("delivery", "payload_hash", "payload.hash"),
        _primary("delivery", "id"),
    )
    op.create_index("ix_delivery_payload_hash", "delivery", ["payload_hash"])
    op.create_index("ix_delivery_posting_id", "delivery", ["posting_id", "part"])
    op.create_index("ix_delivery_subscriber_id", "delivery", ["subscriber_id", "created_at"])
    waiting = ["chat", "next_attempt_at", "posting_id", "part"]
    _add_partial_index("ix_delivery_pending", "delivery", waiting, where="state = 'pending'")
    _add_partial_index("ix_delivery_expiring", "delivery", ["expires_at"], where="state = 'pending'")
    _add_partial_index("ix_delivery_sending", "delivery", ["chat", "lease_until"], where="state = 'sending'")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _moment_or_none(name: str) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True))


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _foreign(table: str, column: str, target: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}", ondelete=ondelete)


def _add_partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_item_feed_url", "item")
