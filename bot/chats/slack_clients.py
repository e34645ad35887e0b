"""Clients of Slack's Web API, each with the token of one workspace, all through one session.

In: the settings, and where many workspaces install the app, their installations. Out: clients of slack_sdk.

    clients = Clients(settings, installations=None)
    client = await clients.posting("T024BE7LD")
    await client.chat_postMessage(channel="C024BE7LR", text="Rain in Lindmark.")

Two kinds, since slack_sdk by itself repeats a request whose connection broke: a message would stand there twice. What
posts repeats nothing, and whoever sends decides; what asks waits once where Slack has had too many requests.
"""

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, NoReturn

import aiohttp
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.slack_faults import NOT_INSTALLED
from bot.settings import Tokens
from digests.errors import SendLater, SendRefused, StoreUnusable

if TYPE_CHECKING:
    from bot.chats.slack_installations import Installations

# Of the time that a request may take, for making a connection: when that fails, surely nothing has left.
CONNECT_SHARE = 2 / 3
READ_WITHIN_S = 3.0  # for a token out of the database
KEY_WAIT = timedelta(minutes=10)  # until somebody may have set the key with which a token can be read
PAUSE_S = 5  # the longest that a person's question waits where Slack has had too many requests

# Below this level slack_sdk writes what is sent and to whom, and the address that it is answered to connect to.
SDK_LOG = logging.getLogger("digestbot.slack.sdk")
SDK_LOG.setLevel(logging.WARNING)


class _ShortPause(AsyncRateLimitErrorRetryHandler):
    """Asks once more after too many requests, unless Slack wants longer than a person waits."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != 429:
            return False
        asked = next((value for name, value in response.headers.items() if name.lower() == "retry-after"), ["1"])
        return asked[0].isdecimal() and int(asked[0]) <= PAUSE_S


class Clients:
    """The clients of all workspaces. Nothing connects before one is asked for."""

    def __init__(self, settings: Tokens, installations: "Installations | None") -> None:
        """Take the tokens from the installations, or where there are none, the one of the settings."""
        self._settings = settings
        self._installations = installations
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    @property
    def has_one_token(self) -> bool:
        """Whether everything is sent with the token of the settings."""
        return self._installations is None

    @property
    def timeout_s(self) -> float:
        """How long one request may take."""
        return self._settings.slack_timeout

    async def token_of(self, workspace: str | None) -> str | None:
        """Return the bot's token in a workspace, None where it has none. Raises StoreUnusable."""
        if self._installations is not None:
            return await self._installations.token_of(workspace) if workspace else None
        token = self._settings.slack_bot_token
        return token.get_secret_value() if token else None

    async def posting(self, workspace: str | None) -> AsyncWebClient:
        """Return a client that sends each request once. Raises SendRefused without a token, SendLater without any."""
        return await self._client(workspace, [])

    async def asking(self, workspace: str | None) -> AsyncWebClient:
        """Return a client that waits once for Slack to take requests again. Raises as `posting`."""
        return await self._client(workspace, [_ShortPause()])

    def session(self) -> aiohttp.ClientSession:
        """Return the session, opened in the loop that runs; it has the time-out, which slack_sdk takes from it.

        Raises SendLater once the clients are closed.
        """
        if self._is_closed:
            raise SendLater("not connected to Slack", is_of_chat=True)
        if self._session is None:
            total = self.timeout_s
            timeout = aiohttp.ClientTimeout(total=total, connect=total * CONNECT_SHARE)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    async def close(self) -> None:
        """Close what is connected; no client is given any more."""
        self._is_closed = True
        if self._session is not None:
            await self._session.close()

    async def _client(self, workspace: str | None, handlers: list[AsyncRetryHandler]) -> AsyncWebClient:
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                token = await self.token_of(workspace) or await self._without_token(workspace)
        except (StoreUnusable, TimeoutError) as error:
            raise SendLater("the tokens of the workspaces cannot be read", is_of_chat=True) from error
        return AsyncWebClient(
            token=token,
            base_url=self._settings.slack_api_url,
            session=self.session(),
            logger=SDK_LOG,
            retry_handlers=handlers,
        )

    async def _without_token(self, workspace: str | None) -> NoReturn:
        """Raise why there is no token: a key that was mistyped for a day must pause nobody."""
        if self._installations is not None and workspace and await self._installations.is_installed(workspace):
            raise SendLater("the token of the workspace cannot be read", retry_after=KEY_WAIT)
        raise SendRefused(NOT_INSTALLED, is_of_chat=self.has_one_token)
