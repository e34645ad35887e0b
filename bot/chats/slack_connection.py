"""One connection of Socket Mode, from its hello to its end.

In: a WebSocket, the app that handles what comes. Out: what comes is handled by bolt, and acknowledged by the connection
that it came by, since Slack waits for it there.

    connection = Connection(socket, app)
    await connection.is_greeted          # False: it ended before Slack said hello
    await connection.is_leaving.wait()   # it has ended, or Slack has said that it will: time for another one
    await connection.end()
"""

import asyncio
import json
from contextlib import suppress
from time import time
from typing import Any

import structlog
from aiohttp import ClientWebSocketResponse, WSMsgType
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.chats.slack_clients import SDK_LOG

LINGER_S = 30.0  # until Slack has ended a connection of which it said that it would; it says so ten seconds before
# Together less than the five seconds that whoever stops the bot waits for.
FINISH_WITHIN_S, CLOSE_WITHIN_S = 1.5, 1.0

_GOES_ON = {"warning", "refresh_requested"}  # after these reasons Slack still sends for a while

_log = structlog.get_logger("digestbot.slack")


class Connection(AsyncBaseSocketModeClient):
    """What bolt acknowledges by, where slack_sdk has a client for all connections."""

    logger = SDK_LOG

    def __init__(self, socket: ClientWebSocketResponse, app: AsyncApp) -> None:
        """Begin to read."""
        self._socket = socket
        self._app = app
        self._running: set[asyncio.Task[None]] = set()  # what came and is not acknowledged yet
        self.is_greeted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.is_leaving = asyncio.Event()
        self.reason = ""  # why it is leaving
        self._reading = asyncio.create_task(self._read())

    @property
    def is_open(self) -> bool:
        """Whether Slack can send by it."""
        return not self._reading.done() and not self._socket.closed

    async def send_message(self, message: str) -> None:
        """Send what bolt answers. Raises ConnectionError where the connection has ended."""
        await self._socket.send_str(message)

    async def retire(self) -> None:
        """End it when Slack has, or after a while."""
        await asyncio.wait({self._reading}, timeout=LINGER_S)
        await self.end()

    async def end(self) -> None:
        """End it, when what came is acknowledged; within three seconds."""
        if self._running:
            await asyncio.wait(self._running, timeout=FINISH_WITHIN_S)
        tasks = [self._reading, *self._running]
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    async def _read(self) -> None:
        try:
            async for frame in self._socket:  # until it ends, however it does: closed, cut, or silent for too long
                if frame.type is WSMsgType.TEXT and self._is_over(_parsed(frame.data)):
                    break
        except ConnectionError:  # it ended while a ping was answered
            pass
        finally:
            self.reason = self.reason or f"ended with code {self._socket.close_code}"
            self.is_leaving.set()
            if not self.is_greeted.done():
                self.is_greeted.set_result(False)
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSE_WITHIN_S):
                    await self._socket.close()

    def _is_over(self, message: dict[str, Any]) -> bool:
        """Take one message; return whether it was the last."""
        match message.get("type"):
            case "hello":
                if not self.is_greeted.done():
                    self.is_greeted.set_result(True)
            case "disconnect":
                self.reason = str(message.get("reason"))
                self.is_leaving.set()
                return self.reason not in _GOES_ON
            case _:
                task = asyncio.create_task(self._handle(message))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
        return False

    async def _handle(self, message: dict[str, Any]) -> None:
        try:
            request = SocketModeRequest.from_dict(message)
            if request is not None:
                await send_async_response(self, request, await run_async_bolt_app(self._app, request), time())
        except ConnectionError:  # Slack sends again what it saw no acknowledgement of
            _log.info("slack_acknowledgement_lost")
        except Exception:  # noqa: BLE001 — the others are handled all the same
            _log.exception("slack_event_failed")


def _parsed(text: str) -> dict[str, Any]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return message if isinstance(message, dict) else {}
