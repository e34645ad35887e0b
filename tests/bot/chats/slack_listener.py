"""A small app for what brings Slack's requests to one: it notes what it is told and acknowledges. And its wire."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from tests.bot.chats.slack_scene import BOT, BOT_TOKEN, TEAM
from tests.bot.chats.slack_wire import Wire


@dataclass(slots=True, kw_only=True)
class Listener:
    """What the app was told; it acknowledges when it may."""

    requests: list[AsyncBoltRequest] = field(default_factory=list)
    may_acknowledge: asyncio.Event = field(default_factory=asyncio.Event)
    is_told: asyncio.Event = field(default_factory=asyncio.Event)

    def app(self) -> AsyncApp:
        """Return an app that has every command and every opened home noted."""

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=BOT_TOKEN, bot_user_id=BOT)

        async def note(req: AsyncBoltRequest, ack: AsyncAck) -> None:
            self.requests.append(req)
            self.is_told.set()
            await self.may_acknowledge.wait()
            await ack(f"You said {req.body['text']}." if "text" in req.body else "")

        self.may_acknowledge.set()
        logger = logging.getLogger("tests.slack_bolt")
        logger.setLevel(logging.CRITICAL)
        app = AsyncApp(authorize=authorize, logger=logger)
        app.command("/digest")(note)
        app.event("app_home_opened")(note)
        return app

    @property
    def texts(self) -> list[str]:
        return [str(request.body.get("text")) for request in self.requests]


class Watched(Wire):
    """A wire that remembers by which connection each acknowledgement came."""

    came_by: dict[str, web.WebSocketResponse]

    async def _hear(self, socket: web.WebSocketResponse, received: aiohttp.WSMessage) -> None:
        if received.type is aiohttp.WSMsgType.TEXT:
            self.came_by[json.loads(received.data)["envelope_id"]] = socket
        await super()._hear(socket, received)


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 — what is awaited wakes nobody
            await asyncio.sleep(0)
