"""Workspaces of Slack that have installed the bot by OAuth, and the installations that have begun. Only adds."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, with the columns that slack_sdk's stores read and write."""
    op.create_table(
        "slack_bot",
        sa.Column("id", sa.Integer()),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("app_id", sa.Text()),
        sa.Column("enterprise_id", sa.Text()),
        sa.Column("enterprise_name", sa.Text()),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("team_name", sa.Text()),
        sa.Column("bot_token", sa.Text()),
        sa.Column("bot_id", sa.Text()),
        sa.Column("bot_user_id", sa.Text()),
        sa.Column("bot_scopes", sa.Text()),
        sa.Column("bot_refresh_token", sa.Text()),
        sa.Column("bot_token_expires_at", sa.DateTime()),
        sa.Column("is_enterprise_install", sa.Boolean(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_bot"),
        sa.UniqueConstraint("client_id", "team_id", name="uq_slack_bot_client_id"),
    )
    op.create_table(
        "slack_oauth_state",
        sa.Column("id", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expire_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_slack_oauth_state"),
        sa.UniqueConstraint("state", name="uq_slack_oauth_state_state"),
    )
    op.create_index("ix_slack_oauth_state_expire_at", "slack_oauth_state", ["expire_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("slack_oauth_state")
    op.drop_table("slack_bot")
