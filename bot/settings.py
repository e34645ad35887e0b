"""The settings: read once from the environment and `.env`, then frozen. Nothing else reads the environment.

>>> problems_of(Tokens(slack_bot_token=SecretStr("xoxb-1-2-a1")))
['SLACK_BOT_TOKEN is set alone; beside it set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)']
"""

import re
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from digests.errors import BadRequest, StoreUnusable

_Read = TypeVar("_Read", bound=BaseSettings)
_PREFIX = "DIGESTBOT_"


class Settings(BaseSettings):
    """What the operator decides. `.env.example` lists the same names."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
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

    @field_validator("database_url")
    @classmethod
    def _is_readable(cls, url: str | None) -> str | None:
        from digests.adapters.engine import parsed  # here: SQLAlchemy takes a while, and most set no URL

        if url and "://" in url:  # else it is a path
            try:
                parsed(url)
            except StoreUnusable as error:
                raise ValueError(str(error)) from None
        return url


# What to write instead, by setting; of the database's URL it is what its reader says.
_WANTED = {
    "allow_private_addresses": "write true or false",
    "contact_url": "write an address that begins with https://, http:// or mailto: and has no blank in it",
    "encoder": "write e5 or use, or leave it out",
    "log_level": "write debug, info, warning or error",
    "slack_mode": "write socket or http, or leave it out",
    "slack_listen_port": "write a number from 0 to 65535",
    "slack_ping_interval": "write a number of seconds up to 300",
    "slack_timeout": "write a number of seconds up to 20",
}


class Tokens(BaseSettings):
    """What opens the chats, under the names that their own tools use. Looked at only where a chat is to be opened."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(default=None, description="of the bot, from Discord's developer portal")
    slack_bot_token: SecretStr | None = Field(default=None, description="xoxb-…, with which the bot posts in Slack")
    slack_app_token: SecretStr | None = Field(default=None, description="xapp-…, for Socket Mode")
    slack_signing_secret: SecretStr | None = Field(default=None, description="by which Slack's requests are known")
    slack_client_id: str | None = Field(default=None, description="of an app that many workspaces install by OAuth")
    slack_client_secret: SecretStr | None = Field(default=None, description="that belongs to it")
    slack_encryption_key: SecretStr | None = Field(
        default=None, description="with which the tokens of those workspaces are kept in the database"
    )
    slack_mode: Literal["socket", "http"] | None = Field(
        default=None, description="how Slack reaches the bot; unset: socket where there is an app token, else http"
    )
    slack_listen_host: str = Field(default="127.0.0.1", description="where the bot listens, for HTTP and for OAuth")
    slack_listen_port: int = Field(default=3000, ge=0, le=65535, description="the port there")
    slack_public_url: str | None = Field(default=None, description="by which Slack and browsers reach that port")
    slack_ping_interval: float = Field(
        default=10.0, gt=0, le=300, description="seconds between two pings of Socket Mode"
    )
    slack_timeout: float = Field(default=10.0, gt=0, le=20, description="seconds that one request to Slack may take")
    slack_command: str = Field(default="/digest", description="what the slash command is called in Slack")
    slack_api_url: str = Field(default="https://slack.com/api/", description="Slack's Web API, or one like it")

    @property
    def is_for_slack(self) -> bool:
        """Whether there is what posts in Slack: the token of one workspace, or an app that many install."""
        return bool(self.slack_bot_token or self.slack_client_id)

    @property
    def slack_listens_by(self) -> Literal["socket", "http"]:
        """How Slack reaches the bot."""
        return self.slack_mode or ("socket" if self.slack_app_token else "http")


def read_settings() -> Settings:
    """Return the settings. Raises BadRequest: a line for each that is wrong, never with its value."""
    return _read(Settings, _PREFIX)


def read_tokens() -> Tokens:
    """Return the tokens as they are written; `problems_of` says what is wrong with them. Raises BadRequest."""
    return _read(Tokens, "")


def unknown_names() -> list[str]:
    """Return the names in the environment and `.env` that begin as settings do and are none: slips of the pen."""
    try:
        given = {*EnvSettingsSource(Settings).env_vars, *DotEnvSettingsSource(Settings).env_vars}
    except (OSError, UnicodeDecodeError):  # which read_settings says
        return []
    names = {name.upper() for name in given} - {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    return sorted(name for name in names if name.startswith(_PREFIX))


def _read(kind: type[_Read], prefix: str) -> _Read:
    try:
        return kind()
    except ValidationError as error:
        lines = (
            f"the setting {prefix}{name.upper()} cannot be used: {_WANTED.get(name) or found['ctx']['error']}"
            for found in error.errors(include_input=False)
            for name in [str(found["loc"][0])]
        )
        raise BadRequest("\n".join(lines)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest("the file .env cannot be read as UTF-8") from error


# ---------------------------------------------------------------- tokens

# How each begins or is built; the platforms promise no more of them.
_FORMS = {
    "discord_token": (
        re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{20,}", re.ASCII),
        "three parts with dots between them",
    ),
    "slack_bot_token": (re.compile(r"xoxb-[\w-]+"), "one that begins with xoxb-"),
    "slack_app_token": (re.compile(r"xapp-[\w-]+"), "one that begins with xapp-"),
    "slack_signing_secret": (re.compile("[0-9a-f]{32}"), "32 digits and letters from a to f"),
    "slack_client_secret": (re.compile("[0-9a-f]{32}"), "32 digits and letters from a to f"),
    "slack_encryption_key": (re.compile(r"[\w-]{43}=", re.ASCII), "what digestbot slack key prints"),
}
_SCHEME = re.compile(r"(?:Bot|Bearer)\s", re.IGNORECASE)
_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")  # as Slack's form for an app takes it
_CLIENT_ID = re.compile(r"\d+\.\d+", re.ASCII)


def problems_of(tokens: Tokens) -> list[str]:
    """Return a sentence for each token that plainly is none, or lacks another; never with its value."""
    problems = []
    for name, (form, words) in _FORMS.items():
        value: SecretStr | None = getattr(tokens, name)
        if value and (problem := _problem(value.get_secret_value(), form, words)):
            problems.append(f"{name.upper()} {problem}")
    problems += _lacking(tokens)
    if tokens.slack_client_id and not _CLIENT_ID.fullmatch(tokens.slack_client_id):
        problems.append("SLACK_CLIENT_ID is no such id; write two numbers with a dot between them")
    if not _COMMAND.fullmatch(tokens.slack_command):
        problems.append("SLACK_COMMAND is no name of a command; write a slash and up to 31 small letters and digits")
    if not _is_base_address(tokens.slack_api_url):
        problems.append("SLACK_API_URL is no http(s) address that ends with a slash, such as https://slack.com/api/")
    if tokens.slack_public_url and not _is_base_address(tokens.slack_public_url.rstrip("/") + "/"):
        problems.append("SLACK_PUBLIC_URL is no http(s) address, such as https://bot.example.org")
    return problems


def _lacking(tokens: Tokens) -> list[str]:
    """Return a sentence for each token of Slack that another one needs, or that does nothing alone."""
    if not tokens.is_for_slack:
        names = ("slack_app_token", "slack_signing_secret", "slack_client_secret", "slack_encryption_key", "slack_mode")
        return [
            f"{name.upper()} does nothing without SLACK_BOT_TOKEN or SLACK_CLIENT_ID; set both or neither"
            for name in names
            if getattr(tokens, name)
        ]
    problems = []
    if tokens.slack_bot_token and tokens.slack_client_id:
        problems.append(
            "SLACK_BOT_TOKEN (one workspace) and SLACK_CLIENT_ID (many) are both set; leave one of the two out"
        )
    name = "SLACK_BOT_TOKEN" if tokens.slack_bot_token else "SLACK_CLIENT_ID"
    if not (tokens.slack_app_token or tokens.slack_signing_secret):
        problems.append(
            f"{name} is set alone; beside it set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)"
        )
    elif tokens.slack_mode == "socket" and not tokens.slack_app_token:
        problems.append("SLACK_MODE is socket, and SLACK_APP_TOKEN, which that needs, is not set")
    elif tokens.slack_mode == "http" and not tokens.slack_signing_secret:
        problems.append("SLACK_MODE is http, and SLACK_SIGNING_SECRET, which that needs, is not set")
    if tokens.slack_client_id:
        needed = ("slack_client_secret", "slack_encryption_key", "slack_public_url")
        problems += [
            f"SLACK_CLIENT_ID is set without {each.upper()}, which installing by OAuth needs"
            for each in needed
            if not getattr(tokens, each)
        ]
    return problems


def _problem(value: str, form: re.Pattern[str], words: str) -> str | None:
    """Return what is wrong with a token, as a clause that follows its name."""
    if value[0] in "'\"" or value[-1] in "'\"":
        return "has quotation marks around it; leave them out"
    if _SCHEME.match(value):
        return "has a word such as Bot in front of it; give the token alone"
    if any(character.isspace() for character in value):
        return "has a blank or a line break in it; copy it once more"
    return None if form.fullmatch(value) else f"is no such token; write {words}"


def _is_base_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_clean = not any(character.isspace() for character in url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and url.endswith("/") and is_clean
