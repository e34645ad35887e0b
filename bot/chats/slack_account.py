"""The tokens of the settings shown to Slack's Web API alone: whose they are, and what they may.

In: the settings. Out: the workspace of the bot's token and what it may do there, or why none.

    await account_of(read_tokens())   # Account(name="digestbot", workspace="Town news", lacks=())
"""

from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
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
    """Return the account that SLACK_BOT_TOKEN opens. Raises BadRequest, with what to do, where it opens none.

    The token of Socket Mode is shown, too, where there is one; no connection is made with it.
    """
    clients = Clients(settings, None)
    try:
        client = await clients.asking(None)
        about = await _tried(client.auth_test(), NO_ACCOUNT)
        if settings.slack_app_token:
            opening = client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
            await _tried(opening, APP_TOKEN_REFUSED)
    finally:
        await clients.close()
    granted = {scope.strip() for scope in str(about.headers.get("x-oauth-scopes", "")).split(",")}
    needed = [scope for scope in SCOPES if scope not in OPTIONAL_SCOPES]
    return Account(
        name=str(about.get("user")),
        workspace=str(about.get("team")),
        lacks=tuple(scope for scope in needed if scope not in granted),
    )


async def _tried(asking: Awaitable[AsyncSlackResponse], refused: str) -> AsyncSlackResponse:
    try:
        return await asking
    except SlackApiError as error:
        code = code_of(error)
        raise BadRequest(refused.format(code=code) if code else "Slack gives no answer; try again later") from error
    except (OSError, aiohttp.ClientError) as error:  # TimeoutError is an OSError
        raise BadRequest("Slack cannot be reached from here, so that its tokens were not tried") from error
