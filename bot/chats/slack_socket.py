"""Socket Mode: what happens in Slack comes by a connection that the bot makes itself.

In: the app that handles what comes, the app-level token. Out: a connection that is made when it is told to, and made
again until it is closed.

    socket = Socket(app, read_tokens())
    await socket.serve()   # until somebody calls `await socket.close()`

Slack ends each connection after some hours and says so before: a new one is made meanwhile, and what still comes by the
old one is handled. slack_sdk's own client is not used: it closes the old one first, answers by whichever connection is
the newest, knocks for ever with a token that is refused or an address that is used up, and leaves tasks behind
(slackapi/python-slack-sdk, issues 1110, 1446, 1913, 1922). Its requests and answers are, and bolt's handling of them.
Source: Slack's documentation, "Using Socket Mode" (hello, disconnect and its reasons, ten connections at most).
"""

import asyncio
from collections.abc import Callable, Iterator

import aiohttp
import structlog
from aiohttp import ClientWSTimeout
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.slack_clients import SDK_LOG
from bot.chats.slack_connection import CLOSE_WITHIN_S, Connection
from bot.chats.slack_faults import code_of
from bot.chats.waits import asked_wait, pauses
from bot.settings import Tokens
from digests.errors import BadRequest

LONGEST_ASKED_S = 3600.0  # what stands before Slack may ask for days
STEADY_AFTER_S = 60.0  # a connection that lasted so long is replaced at once, else after a pause
END_WITHIN_S = 4.5

APP_TOKEN_REFUSED = (
    "Slack does not take SLACK_APP_TOKEN ({code}); copy the token once more from "  # noqa: S105 — a sentence
    "Basic Information › App-Level Tokens of your app at https://api.slack.com/apps; it needs the scope "
    "connections:write"
)
_REFUSALS = {
    "account_inactive",
    "invalid_auth",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "token_revoked",
}

_log = structlog.get_logger("digestbot.slack")


class Socket:
    """The connection to Slack, whichever it is just now."""

    def __init__(self, app: AsyncApp, settings: Tokens, *, pauses: Callable[[], Iterator[float]] = pauses) -> None:
        """Take what handles what comes; nothing connects before `serve`."""
        self._app = app
        self._settings = settings
        self._pauses = pauses
        self._newest: Connection | None = None
        self._connections: set[Connection] = set()  # with those that it takes over from
        self._retiring: set[asyncio.Task[None]] = set()
        self._serving: asyncio.Task[None] | None = None
        self._shutting: asyncio.Task[None] | None = None

    @property
    def is_connected(self) -> bool:
        """Whether Slack can reach the bot."""
        return any(connection.is_open for connection in self._connections)

    async def serve(self) -> None:
        """Stay connected until the socket is closed. Raises BadRequest where Slack refuses the app token."""
        if self._shutting:
            return
        self._serving = asyncio.create_task(self._stay_connected())
        try:
            await asyncio.wait({self._serving})
        finally:
            await self.close()
        if not self._serving.cancelled():
            self._serving.result()

    async def close(self) -> None:
        """End the connection and `serve`, within five seconds, whatever is going on."""
        if self._shutting is None:
            self._shutting = asyncio.create_task(self._shut())
        await asyncio.shield(self._shutting)

    async def _shut(self) -> None:
        if self._serving:
            self._serving.cancel()
            await asyncio.wait({self._serving}, timeout=END_WITHIN_S)

    async def _stay_connected(self) -> None:
        async with aiohttp.ClientSession() as session:
            try:
                await self._connect_again_and_again(session)
            finally:
                for task in self._retiring:
                    task.cancel()
                await asyncio.gather(*(connection.end() for connection in self._connections))

    async def _connect_again_and_again(self, session: aiohttp.ClientSession) -> None:
        waits = self._pauses()
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection = await self._connected(session)
            except Exception as error:  # whatever it is, the bot comes back
                if code_of(error) in _REFUSALS:
                    raise BadRequest(APP_TOKEN_REFUSED.format(code=code_of(error))) from error
                seconds = max(next(waits), _asked(error))
                _log.warning("slack_unreachable", error=_for_log(error), seconds=round(seconds))
                await asyncio.sleep(seconds)
                continue
            since = loop.time()
            _log.info("slack_reconnected" if self._newest else "slack_connected")
            self._take_over(connection)
            await connection.is_leaving.wait()
            _log.info("slack_disconnected", reason=connection.reason)
            is_steady = loop.time() - since >= STEADY_AFTER_S
            if is_steady or connection.is_open:  # it takes what comes, but not for long: no time for a long pause
                waits = self._pauses()
            if not is_steady:
                await asyncio.sleep(next(waits))

    async def _connected(self, session: aiohttp.ClientSession) -> Connection:
        """Return a connection by which Slack has said hello. Raises whatever may go wrong."""
        token = self._settings.slack_app_token
        client = AsyncWebClient(
            base_url=self._settings.slack_api_url,
            session=session,
            logger=SDK_LOG,
            retry_handlers=[],
        )
        async with asyncio.timeout(self._settings.slack_timeout):
            opened = await client.apps_connections_open(app_token=token.get_secret_value() if token else "")
            socket = await session.ws_connect(
                opened.get("url", ""),
                heartbeat=self._settings.slack_ping_interval,
                timeout=ClientWSTimeout(ws_close=CLOSE_WITHIN_S),
                proxy=client.proxy,
            )
            connection = Connection(socket, self._app)
            try:
                if await connection.is_greeted:
                    return connection
                raise ConnectionAbortedError(connection.reason)
            except BaseException:
                await connection.end()
                raise

    def _take_over(self, connection: Connection) -> None:
        """Have the one before end, once Slack has sent what it had for it."""
        if self._newest:
            task = asyncio.create_task(self._retire(self._newest))
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)
        self._newest = connection
        self._connections.add(connection)

    async def _retire(self, connection: Connection) -> None:
        await connection.retire()
        self._connections.discard(connection)


def _asked(error: Exception) -> float:
    """Return how many seconds Slack asks to be left alone, at most so many that commands are heard again today."""
    wait = asked_wait(error.response.headers, "Retry-After") if isinstance(error, SlackApiError) else None
    return min(wait.total_seconds(), LONGEST_ASKED_S) if wait else 0.0


def _for_log(error: Exception) -> str:
    """Return an error in few words; what aiohttp and slack_sdk say of one may hold the address to connect to."""
    if isinstance(error, aiohttp.ClientConnectorError | ConnectionAbortedError):
        return str(error)  # a host and what is wrong with it; Slack's reason
    response = getattr(error, "response", None)
    status = getattr(error, "status", None) or getattr(response, "status_code", None) or getattr(response, "status", "")
    return " ".join(str(part) for part in (type(error).__name__, code_of(error), status) if part)
