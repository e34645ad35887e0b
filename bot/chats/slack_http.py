"""What happens in Slack, as signed requests to an address of the bot.

In: the app that handles what comes, the signing secret, a clock. Out: the route for the bot's one HTTP server.

    async with listening(event_routes(app, read_tokens(), lambda: datetime.now(UTC)), "127.0.0.1", 3000):
        ...

Events, commands and all that is pressed or filled in come to the same path. Nothing of a request is looked at before
its signature is known to be Slack's, and its age to be five minutes at most. Source: Slack's documentation, "Verifying
requests from Slack".
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import Clock, SignatureVerifier

from bot.chats.slack_manifest import EVENTS_PATH
from bot.settings import Tokens
from digests.errors import BadRequest

READ_WITHIN_S = 5.0  # Slack waits three seconds for an answer
TELL_EVERY = timedelta(minutes=1)  # of requests that are refused, however many there are

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"
_CERTIFICATE_CHECK = re.compile(rb"(?:^|&)ssl_check=1(?:&|$)")  # sent now and then, and not always signed

_log = structlog.get_logger("digestbot.slack")


def event_routes(app: AsyncApp, settings: Tokens, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """Return where Slack posts what happens. Raises BadRequest without a signing secret."""
    if not settings.slack_signing_secret:
        raise BadRequest("SLACK_SIGNING_SECRET is not set; copy it from Basic Information of your app in Slack")
    return [web.post(EVENTS_PATH, _Events(app, settings.slack_signing_secret.get_secret_value(), clock).answer)]


class _Clock(Clock):
    """Our clock, as slack_sdk asks for it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock().timestamp()


class _Events:
    """Answers requests that are Slack's, and turns all others away."""

    def __init__(self, app: AsyncApp, secret: str, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._verifier = SignatureVerifier(secret, _Clock(clock))
        self._clock = clock
        self._told_at: datetime | None = None
        self._untold = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Have the app handle a request, and answer what it answers."""
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                body = await request.read()
        except TimeoutError:
            return self._refused("slow", HTTPStatus.REQUEST_TIMEOUT)
        except web.HTTPRequestEntityTooLarge:
            return self._refused("too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if request.content_type == _FORM and _CERTIFICATE_CHECK.search(body):
            return web.Response()
        if not self._is_of_slack(body, request.headers):
            return self._refused("not signed by Slack, or long ago", HTTPStatus.UNAUTHORIZED)
        content = _content(body, request.content_type)
        if content is None:
            return self._refused("broken", HTTPStatus.BAD_REQUEST)
        return await self._handled(content)

    def _is_of_slack(self, body: bytes, headers: Mapping[str, str]) -> bool:
        try:
            return self._verifier.is_valid_request(body, headers)
        except (ValueError, TypeError, OverflowError):  # no number, no ASCII, no UTF-8: slack_sdk does not look
            return False

    async def _handled(self, content: dict[str, Any]) -> web.StreamResponse:
        # As if it came by Socket Mode: bolt would check the signature again by its own clock, and of "/digest search
        # payload" it would make an empty request, since it takes every form with that word in it for a button's.
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=content)
            return await to_aiohttp_response(await self._app.async_dispatch(request))
        except Exception:  # noqa: BLE001 — signed, and yet nothing that bolt can read
            _log.exception("slack_event_failed")
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    def _refused(self, reason: str, status: HTTPStatus) -> web.Response:
        """Turn a request away; log that at most once a minute, since anybody may send as many as they like."""
        self._untold += 1
        now = self._clock()
        if self._told_at is None or not timedelta() <= now - self._told_at < TELL_EVERY:
            _log.warning("slack_requests_refused", reason=reason, count=self._untold)
            self._told_at, self._untold = now, 0
        return web.Response(status=status)


def _content(body: bytes, content_type: str) -> dict[str, Any] | None:
    """Return what Slack posted: JSON, a form with JSON in it (what is pressed or filled in), or a form (a command)."""
    try:
        text = body.decode()
        if content_type == _FORM:
            form = dict(parse_qsl(text, keep_blank_values=True))
            content = json.loads(form["payload"]) if "payload" in form else form
        else:
            content = json.loads(text) if content_type == _JSON else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
