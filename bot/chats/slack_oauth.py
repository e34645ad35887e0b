"""How a workspace installs the bot by itself: bolt's OAuth flow on the bot's own database, with pages of ours.

In: a browser that opens /slack/install. It is sent on to Slack, which asks its person and sends it back with a code to
/slack/oauth_redirect; the code is exchanged for a token, which `Installations` keeps. Out: a page that says what became
of it, in the browser's language.

    flow = oauth_flow(settings, installations, welcome, lambda: datetime.now(UTC))
    routes = install_routes(flow)

The state that ties the two requests together is in the database and in a cookie that browsers send by https only
(some also to a localhost). It is good for one use within ten minutes.
"""

import asyncio
import logging
import math
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urljoin

import aiohttp
import structlog
from aiohttp import web
from markupsafe import Markup
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, MetaData, Table, delete, func, or_, select

from bot.chats.slack_faults import code_of
from bot.chats.slack_installations import Installations, SdkEngine
from bot.chats.slack_manifest import INSTALL_PATH, REDIRECT_PATH, SCOPES, public_address
from bot.formats.page import HEADERS
from bot.settings import Tokens
from bot.texts import LANGUAGES, Texts, primary_subtag, texts_for
from digests.adapters.engine import writing
from digests.adapters.tables import SLACK_OAUTH_STATE
from digests.errors import BadRequest, StoreUnusable

STATE_S = 600
MAX_STATES = 10_000  # installations that have begun: anybody may begin one, and none needs to end

_AGAIN = INSTALL_PATH.rpartition("/")[2]  # from the one page as from the other, whatever a proxy puts before both
_ID = re.compile("[A-Z0-9]{2,32}")
_RANGE = re.compile(r"([a-z]{2,8}(?:-[a-z0-9]{1,8}){0,3})(?:\s*;\s*q=([01](?:\.[0-9]{1,3})?))?", re.IGNORECASE)
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>:root {{ color-scheme: light dark }} body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem;"
    " margin: 3rem auto; padding: 0 1rem }}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{sentence}</p>\n"
    '<p><a href="{address}">{link}</a></p>\n</body>\n</html>\n'
)

_log = structlog.get_logger("digestbot.slack")
# What the SDK and bolt would log of an installation holds codes and states.
_nowhere = logging.Logger("slack", logging.CRITICAL + 1)


def oauth_flow(
    settings: Tokens,
    installations: Installations,
    on_installed: Callable[[str, str], Awaitable[None]],
    clock: Callable[[], datetime],
) -> AsyncOAuthFlow:
    """Return the flow; it connects nowhere yet. `on_installed(workspace, person)` is awaited after each installation.

    Raises BadRequest where a setting that it needs is missing.
    """
    if not (settings.slack_client_id and settings.slack_client_secret):
        raise BadRequest("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are needed for others to install the app; set both")
    pages = _Pages(settings, on_installed)
    client = AsyncWebClient(
        base_url=settings.slack_api_url, timeout=math.ceil(settings.slack_timeout), retry_handlers=[], logger=_nowhere
    )
    return _Flow(
        clock,
        client=client,
        logger=_nowhere,
        settings=AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            scopes=SCOPES,
            user_scopes=(),
            redirect_uri=public_address(settings, REDIRECT_PATH),
            install_path=INSTALL_PATH,
            install_page_rendering_enabled=False,
            redirect_uri_path=REDIRECT_PATH,
            callback_options=AsyncCallbackOptions(success=pages.installed, failure=pages.failed),
            authorization_url=urljoin(settings.slack_api_url, "/oauth/v2/authorize"),
            installation_store=installations,
            installation_store_bot_only=True,
            state_store=_States(installations.engine),
            state_expiration_seconds=STATE_S,
        ),
    )


def install_routes(flow: AsyncOAuthFlow) -> list[web.RouteDef]:
    """Return what the bot's HTTP server answers for those who install it."""

    async def install(request: web.Request) -> web.StreamResponse:
        asked = _bolt_request(request)
        try:
            answer = await flow.handle_installation(asked)
        except StoreUnusable as error:
            _log.error("slack_installation_not_kept", error=str(error))
            answer = _not_kept(_texts_of(asked))
        return await _response(answer)

    async def installed(request: web.Request) -> web.StreamResponse:
        return await _response(await flow.handle_callback(_bolt_request(request)))

    return [
        web.get(flow.install_path, install, allow_head=False),
        web.get(flow.redirect_uri_path, installed, allow_head=False),
    ]


def _bolt_request(request: web.Request) -> AsyncBoltRequest:
    return AsyncBoltRequest(body="", query=request.query_string, headers=dict(request.headers))


async def _response(answer: BoltResponse) -> web.StreamResponse:
    response = await to_aiohttp_response(answer)
    response.charset = "utf-8"
    response.headers.update(HEADERS)
    return response


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, without what it trusts of addresses and writes to logs."""

    def __init__(self, clock: Callable[[], datetime], **given: Any) -> None:
        super().__init__(**given)
        self._clock = clock

    async def build_authorize_url(self, state: str, request: AsyncBoltRequest) -> str:
        [team] = request.query.get("team", [""])[:1]
        # Anybody may have written the address: what is no id could bring along scopes of its own.
        return self.settings.authorize_url_generator.generate(state, team if _ID.fullmatch(team) else None)

    async def run_installation(self, code: str) -> Installation | None:
        try:
            # Not by the client's own method: what it sends id and secret with, aiohttp is about to take away.
            granted = await self.client.api_call(
                "oauth.v2.access",
                data={
                    "client_id": self.settings.client_id,
                    "client_secret": self.settings.client_secret,
                    "code": code,
                    "redirect_uri": self.settings.redirect_uri,
                },
            )
        except SlackApiError as error:
            _log.warning("slack_installation_refused", error=code_of(error))
            return None
        except (aiohttp.ClientError, TimeoutError) as error:
            _log.warning("slack_installation_refused", error=type(error).__name__)
            return None
        return Installation(
            app_id=granted.get("app_id"),
            team_id=(granted.get("team") or {}).get("id"),
            bot_token=granted.get("access_token"),
            bot_user_id=granted.get("bot_user_id"),
            bot_scopes=granted.get("scope") or "",
            user_id=(granted.get("authed_user") or {}).get("id", ""),
            installed_at=self._clock().timestamp(),
        )

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        if not (installation.team_id and installation.bot_token):
            raise _NoWorkspace
        try:
            await self.settings.installation_store.async_save(installation)
        except StoreUnusable as error:
            _log.error("slack_installation_not_kept", error=str(error))
            raise BoltError from error


class _NoWorkspace(BoltError):
    """The installation is of a whole organisation."""


class _States(AsyncOAuthStateStore):
    """The SDK's store on our table, each call in a thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._states = _StateRows(STATE_S, cast(Engine, SdkEngine(engine)), logger=_nowhere)

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        return await asyncio.to_thread(self._issue)

    async def async_consume(self, state: str) -> bool:
        return await asyncio.to_thread(self._states.consume, state)

    def _issue(self) -> str:
        rows = SLACK_OAUTH_STATE.c
        oldest = select(func.max(rows.id) - MAX_STATES).scalar_subquery()
        with writing(self._engine) as connection:
            now = datetime.now(UTC).replace(tzinfo=None)
            connection.execute(delete(SLACK_OAUTH_STATE).where(or_(rows.expire_at <= now, rows.id <= oldest)))
        return self._states.issue()


class _StateRows(SQLAlchemyOAuthStateStore):
    @classmethod
    def build_oauth_states_table(cls, metadata: MetaData, table_name: str) -> Table:
        return SLACK_OAUTH_STATE


# ---- pages


class _Pages:
    """What a browser shows at the end."""

    def __init__(self, settings: Tokens, on_installed: Callable[[str, str], Awaitable[None]]) -> None:
        self._command = settings.slack_command
        self._api_url = settings.slack_api_url
        self._on_installed = on_installed

    async def installed(self, args: AsyncSuccessArgs) -> BoltResponse:
        texts = _texts_of(args.request)
        team, app = args.installation.team_id or "", args.installation.app_id or ""
        _log.info("slack_installed", workspace=team)
        # The installation is kept whatever becomes of the welcome.
        [failed] = await asyncio.gather(self._on_installed(team, args.installation.user_id), return_exceptions=True)
        if isinstance(failed, Exception):
            _log.warning("slack_welcome_failed", workspace=team, error=type(failed).__name__)
        page = _PAGE.format(
            language=texts.language,
            title=texts.say("slack-installed"),
            sentence=texts.say("slack-installed-next", command=self._command),
            address=urljoin(self._api_url, f"/app_redirect?app={app}&team={team}"),
            link=texts.say("slack-open"),
        )
        return _answer(HTTPStatus.OK, page, args.settings)

    async def failed(self, args: AsyncFailureArgs) -> BoltResponse:
        texts = _texts_of(args.request)
        if args.reason == "storage_error" and not isinstance(args.error, _NoWorkspace):
            return _not_kept(texts)
        status = HTTPStatus.BAD_REQUEST if isinstance(args.error, _NoWorkspace) else args.suggested_status_code
        return _answer(status, _failure(texts, _sentence(texts, args)), args.settings)


def _sentence(texts: Texts, args: AsyncFailureArgs) -> str:
    """Return what went wrong. The reason may be anything that stands in the address."""
    if isinstance(args.error, _NoWorkspace):
        return texts.say("slack-install-organization")
    if args.reason == "access_denied":
        return texts.say("slack-install-cancelled")
    if args.reason in {"invalid_browser", "invalid_state", "missing_code"}:
        return texts.say("slack-install-expired")
    return texts.say("slack-install-refused")


def _not_kept(texts: Texts) -> BoltResponse:
    page = _failure(texts, texts.say("slack-install-not-kept"))
    return _answer(HTTPStatus.SERVICE_UNAVAILABLE, page)


def _failure(texts: Texts, sentence: str) -> str:
    return _PAGE.format(
        language=texts.language,
        title=texts.say("slack-not-installed"),
        sentence=sentence,
        address=_AGAIN,
        link=texts.say("slack-install-again"),
    )


def _answer(status: int, page: str, settings: AsyncOAuthSettings | None = None) -> BoltResponse:
    """Return the page; with settings the browser forgets its state."""
    headers: dict[str, str | Sequence[str]] = {"Content-Type": "text/html; charset=utf-8"}
    if settings:
        headers["Set-Cookie"] = settings.state_utils.build_set_cookie_for_deletion()
    return BoltResponse(status=status, body=page, headers=headers)


def _texts_of(request: AsyncBoltRequest) -> Texts:
    """Return the bot's words in the first language that the browser asks for and the bot has."""
    asked = ",".join(request.headers.get("accept-language", ()))[:500].split(",")
    found = [match for part in asked if (match := _RANGE.fullmatch(part.strip()))]
    found.sort(key=lambda match: -float(match[2] or 1))
    return texts_for(next((match[1] for match in found if primary_subtag(match[1]) in LANGUAGES), LANGUAGES[0]))
