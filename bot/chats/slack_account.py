"""The tokens of the settings shown to Slack's Web API alone: whose they are, and what they may.

In: the settings. Out: the workspace of the bot's token and what it may do there, or why none.

    await account_of(read_tokens())   # Account(name="digestbot", workspace="Town news", lacks=())
"""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.chats.slack_clients import Clients
from bot.chats.slack_faults import code_of
from bot.chats.slack_manifest import OPTIONAL_SCOPES, SCOPES
from bot.chats.slack_socket import APP_TOKEN_REFUSED
from bot.settings import Tokens
from digests.errors import BadRequest

NO_ACCOUNT = (
    "Slack does not take SLACK_BOT_TOKEN ({code}); copy the token once more from the page OAuth & Permissions of your "
    "app at https://api.slack.com/apps"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The bot as Slack has it."""

    name: str
    workspace: str
    lacks: tuple[str, ...]  # scopes that it needs and was not granted


async def account_of(settings: Tokens) -> Account:
    """Return the account that SLACK_BOT_TOKEN opens. Raises BadRequest, with what to do, where it opens none."""
    async with _asking(settings) as client:
        about = await _tried(client.auth_test(), NO_ACCOUNT)
    granted = about.headers.get("x-oauth-scopes")  # Slack sends it with every answer
    return Account(name=str(about.get("user")), workspace=str(about.get("team")), lacks=_lacking(granted))


async def try_app_token(settings: Tokens) -> None:
    """Show Slack the token of Socket Mode, and connect nowhere. Raises BadRequest, with what to do, if it is none."""
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    async with _asking(settings) as client:
        await _tried(client.apps_connections_open(app_token=token), APP_TOKEN_REFUSED)


def _lacking(granted: str | None) -> tuple[str, ...]:
    given = {scope.strip() for scope in granted.split(",")} if granted else set(SCOPES)
    return tuple(scope for scope in SCOPES if scope not in given and scope not in OPTIONAL_SCOPES)


@asynccontextmanager
async def _asking(settings: Tokens) -> AsyncIterator[AsyncWebClient]:
    clients = Clients(settings, None)
    try:
        yield await clients.asking(None)
    finally:
        await clients.close()


async def _tried(asking: Awaitable[AsyncSlackResponse], refused: str) -> AsyncSlackResponse:
    try:
        return await asking
    except SlackApiError as error:
        code = code_of(error)
        raise BadRequest(refused.format(code=code) if code else "Slack gives no answer; try again later") from error
    except (OSError, aiohttp.ClientError) as error:  # TimeoutError is an OSError
        raise BadRequest("Slack cannot be reached from here, so that its tokens were not tried") from error
