"""The settings: read once from the environment and `.env`, then frozen. Nothing else reads the environment."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the operator decides. `.env.example` lists the same names."""

    model_config = SettingsConfigDict(
        env_prefix="DIGESTBOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: str = Field(
        default="sqlite://", description="SQLAlchemy URL of the database; `sqlite://` is in memory"
    )
    allow_private_addresses: bool = Field(
        default=False, description="whether feeds may be fetched from private addresses, for an intranet or a test"
    )
