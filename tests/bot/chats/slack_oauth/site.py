"""The bot as a browser finds it that installs it: the real routes, a database of its own, and a Slack on loopback.

async with opened(path) as site:
    site.allow()
    status, page = await site.come_back(code=CODE, state=await site.begin())
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import ClientSession, CookieJar
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Engine
from yarl import URL

from bot.chats.slack_installations import Installations
from bot.chats.slack_oauth import install_routes, oauth_flow
from bot.settings import Tokens
from bot.web.server import listening
from digests.adapters.engine import open_engine
from tests.bot.chats.loopback_slack import Code, LoopbackSlack, open_slack
from tests.bot.chats.slack_oauth_server import CLIENT_ID, CLIENT_SECRET
from tests.bot.chats.slack_scene import OTHER_TEAM, STRANGER

PUBLIC = "https://bot.example.org/news"
CODE = "code-1"
COOKIE = "slack-app-oauth-state"
KEY = SecretStr(Fernet.generate_key().decode())


@dataclass(slots=True, kw_only=True)
class Site:
    """The bot as a browser finds it."""

    slack: LoopbackSlack
    engine: Engine
    installations: Installations
    browser: ClientSession
    url: URL
    welcomed: list[tuple[str, str]] = field(default_factory=list)

    async def begin(self, **query: str) -> str:
        """Open the page that begins, and return the state that Slack is asked with."""
        answer = await self.browser.get("/slack/install", params=query, allow_redirects=False)
        assert answer.status == 302
        return parse_qs(urlsplit(answer.headers["Location"]).query)["state"][0]

    async def come_back(self, **query: str) -> tuple[int, str]:
        answer = await self.browser.get("/slack/oauth_redirect", params=query)
        return answer.status, await answer.text()

    def allow(self, code: str = CODE) -> None:
        """Let a person press Allow on Slack's page."""
        self.slack.codes[code] = Code(team=OTHER_TEAM, user=STRANGER, redirect_uri=f"{PUBLIC}/slack/oauth_redirect")

    async def is_untouched(self) -> bool:
        return not self.welcomed and not await self.installations.workspaces()


def settings(slack: LoopbackSlack, **others: Any) -> Tokens:
    given: dict[str, Any] = {
        "slack_client_id": CLIENT_ID,
        "slack_client_secret": SecretStr(CLIENT_SECRET),
        "slack_public_url": PUBLIC,
        "slack_api_url": slack.api,
        "slack_command": "/news",
    }
    return Tokens(_env_file=None, **(given | others))  # type: ignore[call-arg]


@asynccontextmanager
async def opened(
    path: Path, on_installed: Callable[[str, str], Awaitable[None]] | None = None, **others: Any
) -> AsyncIterator[Site]:
    welcomed: list[tuple[str, str]] = []

    async def note(team: str, person: str) -> None:
        welcomed.append((team, person))

    engine = open_engine(f"sqlite:///{path}")
    installations = Installations(engine, client_id=CLIENT_ID, key=KEY)
    async with open_slack() as slack:
        flow = oauth_flow(settings(slack, **others), installations, on_installed or note, lambda: slack.now)
        async with listening(install_routes(flow), "127.0.0.1", 0) as url:
            # As browsers take a localhost: for a place where a cookie for https only is safe.
            jar = CookieJar(unsafe=True, treat_as_secure_origin=URL(url).origin())
            async with ClientSession(url, cookie_jar=jar) as browser:
                yield Site(
                    slack=slack,
                    engine=engine,
                    installations=installations,
                    browser=browser,
                    url=URL(url),
                    welcomed=welcomed,
                )
    engine.dispose()
