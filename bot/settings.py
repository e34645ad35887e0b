"""The settings: read once from the environment and `.env`, then frozen. Nothing else reads the environment."""

from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from digests.errors import BadRequest


class Settings(BaseSettings):
    """What the operator decides. `.env.example` lists the same names."""

    model_config = SettingsConfigDict(
        env_prefix="DIGESTBOT_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: str | None = Field(
        default=None, description="SQLAlchemy URL of the database; unset: a file for what is followed, else in memory"
    )
    allow_private_addresses: bool = Field(
        default=False, description="whether feeds may be fetched from private addresses, for an intranet or a test"
    )
    contact_url: str = Field(
        default="https://digestbot.example/bot",
        pattern=r"^(?:https?://|mailto:)[!-'*-~]+$",  # ends up in a header, between brackets
        description="where the owners of sites learn who fetches their feeds; stands in the User-Agent",
    )
    encoder: Literal["e5", "use"] | None = Field(
        default=None, description="what tells stories apart; unset: e5 (better) where it can run, else use (quicker)"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="what is logged to stderr; info has a line per feed"
    )


def read_settings() -> Settings:
    """Return the settings. Raises BadRequest, which names the setting and never its value: it may be a secret."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = f"DIGESTBOT_{first['loc'][0]}".upper()
        raise BadRequest(f"the setting {name} cannot be used: {first['msg']}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest("the file .env cannot be read as UTF-8") from error
