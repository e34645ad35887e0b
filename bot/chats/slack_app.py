"""The bot on Slack: what happens there goes to the core, by a connection of its own or by Slack's signed requests.

In: the settings, the core, a clock; where many workspaces install the app, their installations. Out: an app that
connects when it is told to, and stays until it is closed.

    app = create_slack_app(read_tokens(), core, lambda: datetime.now(UTC))
    async with listening(app.routes(), "127.0.0.1", 3000):   # where there are routes
        await app.serve()   # until somebody calls `await app.close()`

It hears of commands, buttons, windows, its home page, and of being sent away, and of nothing else: of no message.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.slack_clients import Clients
from bot.chats.slack_faults import meaning
from bot.chats.slack_http import event_routes
from bot.chats.slack_interactions import Interactions
from bot.chats.slack_listeners import Listeners
from bot.chats.slack_parts import NAME
from bot.chats.slack_people import Directory
from bot.chats.slack_replies import NO_ANSWER, Doors
from bot.chats.slack_socket import Socket
from bot.commands.dispatch import Core
from bot.settings import Tokens
from digests.errors import DigestError, SendRefused

if TYPE_CHECKING:
    from bot.chats.slack_installations import Installations

FINISH_WITHIN_S = 1.5

_log = structlog.get_logger("digestbot.slack")


def create_slack_app(
    settings: Tokens,
    core: Core,
    clock: Callable[[], datetime],
    *,
    installations: "Installations | None" = None,
) -> "SlackApp":
    """Return the app. It connects nowhere, reads nothing of the environment and needs no event loop until it serves."""
    return SlackApp(settings, core, clock, installations)


class SlackApp:
    """The app. `clients` are what it asks and posts with; the digests are sent by them, too."""

    def __init__(
        self, settings: Tokens, core: Core, clock: Callable[[], datetime], installations: "Installations | None"
    ) -> None:
        """Take what leads to Slack; see `create_slack_app`."""
        self.clients = Clients(settings, installations)
        self._settings = settings
        self._core = core
        self._clock = clock
        self._installations = installations
        self._directory = Directory(self.clients, clock)
        doors = Doors(settings=settings, clients=self.clients, clock=clock)
        self._interactions = Interactions(core, self._directory, doors)
        self._closing = asyncio.Event()
        self._shutting: asyncio.Task[None] | None = None

    @property
    def is_connected(self) -> bool:
        """Whether the bot is connected to Slack; by HTTP it never is."""
        return "_socket" in vars(self) and self._socket.is_connected

    def routes(self) -> list[web.RouteDef]:
        """Return what the bot's one HTTP server answers for Slack, and for who installs the app. Raises BadRequest."""
        routes = [] if self._is_by_socket else event_routes(self._bolt, self._settings, self._clock)
        if self._installations:
            from bot.chats.slack_oauth import install_routes, oauth_flow

            flow = oauth_flow(self._settings, self._installations, self.welcome_installer, self._clock)
            routes += install_routes(flow)
        return routes

    async def serve(self) -> None:
        """Be there until the app is closed. Raises BadRequest where Slack refuses the app token.

        Messages can be sent all the same until it is closed: that takes another token.
        """
        if self._closing.is_set():
            return
        await self._leave_those_gone()
        if self._is_by_socket:
            await self._socket.serve()
        else:
            await self._closing.wait()

    async def close(self) -> None:
        """End the connection and `serve`, within five seconds, whatever is going on."""
        if self._shutting is None:
            self._shutting = asyncio.create_task(self._shut())
        await asyncio.shield(self._shutting)

    async def welcome_installer(self, workspace: str, user: str) -> None:
        """Greet whoever has just installed the app, in a direct message, while they go on."""
        self._directory.forget(workspace)  # it may have been there before, with other scopes
        self._interactions.begin(self._interactions.welcome(workspace, user))

    # ---- coming and going

    @cached_property
    def _bolt(self) -> AsyncApp:
        # Made late: bolt reads the environment when it is made. What it finds there it does not use, since it is given
        # an authorization, which asks for nothing: an acknowledgement is to wait for nothing.
        app = AsyncApp(
            name=NAME,
            logger=_BOLT_LOG,
            signing_secret="",  # requests are checked before they come here
            request_verification_enabled=False,
            client=AsyncWebClient(base_url=self._settings.slack_api_url, logger=_BOLT_LOG, retry_handlers=[]),
            authorize=_authorized,
        )
        Listeners(self._interactions, self._gone).add_to(app, self._settings)
        return app

    @cached_property
    def _socket(self) -> Socket:
        return Socket(self._bolt, self._settings)

    @property
    def _is_by_socket(self) -> bool:
        return self._settings.slack_listens_by == "socket"

    async def _shut(self) -> None:
        self._closing.set()
        async with asyncio.TaskGroup() as closing:
            if self._is_by_socket and "_socket" in vars(self):
                closing.create_task(self._socket.close())
            closing.create_task(self._finish())
        self._directory.close()
        await self.clients.close()

    async def _finish(self) -> None:
        if running := set(self._interactions.running):
            await asyncio.wait(running, timeout=FINISH_WITHIN_S)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)  # before what they ask with is closed

    async def _leave_those_gone(self) -> None:
        """Close the digests of workspaces that have sent the bot away while it was not there."""
        if self._installations:
            try:
                await self._core.is_in(NAME, self._installations.workspaces, self._clock())
            except DigestError as error:  # they are closed at another start; nothing can be sent there anyway
                _log.warning("slack_workspaces_unknown", error=str(error))

    async def _gone(self, workspace: str, event: str, at: datetime) -> None:
        """Forget the token of a workspace that sent the bot away, and close its digests, unless it is back since."""
        try:
            if not await self._core.heard(NAME, event, self._clock()):
                return
            if await self._has_forgotten(workspace, at):
                await self._core.left(NAME, workspace, self._clock())
        except DigestError as error:
            _log.error("slack_workspace_not_closed", workspace=workspace, error=str(error))
        self._directory.forget(workspace)

    async def _has_forgotten(self, workspace: str, at: datetime) -> bool:
        """Return whether there is no token for a workspace, once one from before that moment is forgotten.

        Slack tells of an event for hours where it was not heard. Where two clocks differ a token may stay that is none:
        the next message shows that. The token of the settings is from whenever; Slack says whether it still is one.
        """
        if self._installations:
            return await self._installations.forget(workspace, before=at)
        try:
            await (await self.clients.asking(workspace)).auth_test()
        except NO_ANSWER as error:
            return isinstance(meaning(error, has_one_token=True), SendRefused)
        return False


# Below this level bolt writes what it is told and what it thinks of the environment.
_BOLT_LOG = logging.getLogger("digestbot.slack.bolt")
_BOLT_LOG.setLevel(logging.ERROR)


async def _authorized(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
