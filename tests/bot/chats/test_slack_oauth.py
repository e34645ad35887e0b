"""Installing the bot in a workspace: a real browser session against the real routes, and a Slack on loopback."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse, ClientSession, CookieJar
from cryptography.fernet import Fernet
from pydantic import SecretStr
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Engine, func, insert, select, text, update
from yarl import URL

from bot.chats.slack_installations import Installations
from bot.chats.slack_oauth import MAX_STATES, install_routes, oauth_flow
from bot.settings import Tokens
from bot.web.server import listening
from digests.adapters.engine import open_engine, reading, writing
from digests.adapters.tables import SLACK_OAUTH_STATE
from digests.errors import BadRequest
from tests.bot.chats.loopback_slack import Code, Fault, LoopbackSlack, Refusal, open_slack
from tests.bot.chats.slack_oauth_server import CLIENT_ID, CLIENT_SECRET
from tests.bot.chats.slack_scene import OTHER_TEAM, OTHER_TOKEN, STRANGER
from tests.digests.adapters.conftest import migrated_sqlite

__all__ = ["migrated_sqlite"]

PUBLIC = "https://bot.example.org/news"
CODE = "code-1"
COOKIE = "slack-app-oauth-state"
KEY = SecretStr(Fernet.generate_key().decode())


@dataclass(slots=True, kw_only=True)
class Site:
    """The bot as a browser finds it."""

    slack: LoopbackSlack
    engine: Engine
    flow: AsyncOAuthFlow
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
                    flow=flow,
                    installations=installations,
                    browser=browser,
                    url=URL(url),
                    welcomed=welcomed,
                )
    engine.dispose()


@pytest.fixture
def database(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return Path(copyfile(migrated_sqlite, tmp_path / "news.db"))


@pytest.fixture
async def site(database: Path) -> AsyncIterator[Site]:
    async with opened(database) as site:
        yield site


# ---- that it works


async def test_a_workspace_installs_the_bot_by_itself(site: Site) -> None:
    state = await site.begin()
    site.allow()
    status, page = await site.come_back(code=CODE, state=state)

    assert status == 200
    assert "<h1>Installed</h1>" in page
    assert "/news setup" in page
    assert f"/app_redirect?app=A012DIGEST&amp;team={OTHER_TEAM}" in page
    assert await site.installations.token_of(OTHER_TEAM) == OTHER_TOKEN
    assert site.welcomed == [(OTHER_TEAM, STRANGER)]
    assert not await site.installations.forget(OTHER_TEAM, before=site.slack.now)
    assert await site.installations.forget(OTHER_TEAM, before=site.slack.now + timedelta(seconds=1))


async def test_bolt_answers_a_workspace_with_its_token(site: Site) -> None:
    state = await site.begin()
    site.allow()
    await site.come_back(code=CODE, state=state)

    context = AsyncBoltContext({"client": AsyncWebClient(base_url=site.slack.api)})
    found = await site.flow.settings.authorize(
        context=context, enterprise_id=None, team_id=OTHER_TEAM, user_id=STRANGER
    )
    assert found is not None
    assert (found.bot_token, found.team_id) == (OTHER_TOKEN, OTHER_TEAM)


async def test_slack_is_asked_for_what_the_manifest_names_and_for_no_token_of_a_person(site: Site) -> None:
    answer = await site.browser.get("/slack/install", allow_redirects=False)
    address = urlsplit(answer.headers["Location"])
    query = parse_qs(address.query, keep_blank_values=True)

    assert f"{address.scheme}://{address.netloc}/" == f"{site.slack.url}/"
    assert address.path == "/oauth/v2/authorize"
    assert query["scope"] == ["commands,chat:write,users:read,chat:write.public"]
    assert query["user_scope"] == [""]
    assert query["client_id"] == [CLIENT_ID]
    assert query["redirect_uri"] == [f"{PUBLIC}/slack/oauth_redirect"]
    assert await site.begin() != query["state"][0]


async def test_the_state_stays_in_one_browser_and_no_page_is_kept_or_framed(site: Site) -> None:
    answer = await site.browser.get("/slack/install", allow_redirects=False)
    cookie = answer.cookies[COOKIE]
    assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["max-age"]) == (True, True, "600")

    def is_closed(answer: ClientResponse) -> bool:
        policy = answer.headers["Content-Security-Policy"]
        return answer.headers["Cache-Control"] == "no-store" and "frame-ancestors 'none'" in policy

    assert is_closed(answer)
    page = await site.browser.get("/slack/oauth_redirect", params={"error": "access_denied"})
    assert is_closed(page)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert (await site.browser.head("/slack/install")).status == 405


# ---- what ends without an installation


async def denied(site: Site) -> dict[str, str]:
    return {"error": "access_denied", "state": await site.begin()}


async def refused_by_a_page_of_slack(site: Site) -> dict[str, str]:
    return {"error": "<script>alert(1)</script>", "state": await site.begin()}


async def without_a_state(site: Site) -> dict[str, str]:
    await site.begin()
    return {"code": CODE}


async def with_a_state_of_nobody(site: Site) -> dict[str, str]:
    await site.begin()
    return {"code": CODE, "state": "8c9a1f6e-0000-4000-8000-000000000000"}


async def in_another_browser(site: Site) -> dict[str, str]:
    state = await site.begin()
    site.browser.cookie_jar.clear()
    return {"code": CODE, "state": state}


async def with_a_cookie_that_was_made_up(site: Site) -> dict[str, str]:
    site.browser.cookie_jar.update_cookies({COOKIE: "made-up"}, site.url)
    return {"code": CODE, "state": "made-up"}


async def too_late(site: Site) -> dict[str, str]:
    state = await site.begin()
    with writing(site.engine) as connection:
        connection.execute(update(SLACK_OAUTH_STATE).values(expire_at=datetime(2026, 3, 1)))  # noqa: DTZ001
    return {"code": CODE, "state": state}


async def without_a_code(site: Site) -> dict[str, str]:
    return {"state": await site.begin()}


async def with_a_wrong_code(site: Site) -> dict[str, str]:
    return {"code": "x" * 3000, "state": await site.begin()}


async def with_a_used_code(site: Site) -> dict[str, str]:
    site.slack.codes[CODE].is_used = True
    return {"code": CODE, "state": await site.begin()}


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        (denied, 200, "You did not allow it"),
        (refused_by_a_page_of_slack, 200, "Slack did not confirm"),
        (without_a_state, 400, "This page works once"),
        (with_a_state_of_nobody, 400, "This page works once"),
        (in_another_browser, 400, "This page works once"),
        (with_a_cookie_that_was_made_up, 401, "This page works once"),
        (too_late, 401, "This page works once"),
        (without_a_code, 401, "This page works once"),
        (with_a_wrong_code, 401, "Slack did not confirm"),
        (with_a_used_code, 401, "Slack did not confirm"),
    ],
)
async def test_what_ends_without_an_installation_says_so_and_keeps_nothing(
    site: Site, how: Callable[[Site], Awaitable[dict[str, str]]], status: int, sentence: str
) -> None:
    site.allow()
    query = await how(site)
    found, page = await site.come_back(**query)

    assert (found, "<h1>Not installed</h1>" in page, sentence in page) == (status, True, True)
    assert '<a href="install">' in page
    assert not [value for value in query.values() if value in page]
    assert await site.is_untouched()


@pytest.mark.parametrize(
    "fault",
    [
        Fault.HANG,
        Fault.CUT_BEFORE,
        Fault.CUT_AFTER,
        Fault.PAGE,
        Fault.HALF,
        Fault.EMPTY,
        Refusal(error="bad_client_secret"),
        Refusal(error="ratelimited", status=429),
        Refusal(error=None, status=503),
    ],
)
async def test_where_slack_does_not_confirm_nothing_is_kept(site: Site, fault: Fault | Refusal) -> None:
    site.allow()
    state = await site.begin()
    site.slack.hangs_for_s = 60
    site.slack.faults["oauth.v2.access"] = [fault]

    status, page = await site.come_back(code=CODE, state=state)

    assert (status, "Slack did not confirm" in page) == (401, True)
    assert await site.is_untouched()
    assert site.slack.asked.count("oauth.v2.access") == 1


async def test_a_whole_organization_is_told_to_choose_a_workspace(site: Site) -> None:
    site.slack.teams[OTHER_TEAM].id = ""  # of an organization Slack names no team
    site.allow()
    status, page = await site.come_back(code=CODE, state=await site.begin())
    assert (status, "choose a workspace" in page) == (400, True)
    assert await site.is_untouched()


async def test_a_page_that_is_loaded_again_installs_nothing_and_takes_nothing_away(site: Site) -> None:
    state = await site.begin()
    site.allow()
    await site.come_back(code=CODE, state=state)
    status, page = await site.come_back(code=CODE, state=state)

    assert (status, "If digestbot already answers" in page) == (400, True)
    assert await site.installations.token_of(OTHER_TEAM) == OTHER_TOKEN
    assert site.welcomed == [(OTHER_TEAM, STRANGER)]


async def test_of_two_pages_at_once_one_installs(site: Site) -> None:
    state = await site.begin()
    site.allow()
    cookie = {"Cookie": f"{COOKIE}={state}"}

    async def come_back() -> int:
        query = {"code": CODE, "state": state}
        return (await site.browser.get("/slack/oauth_redirect", params=query, headers=cookie)).status

    assert sorted(await asyncio.gather(come_back(), come_back())) == [200, 401]
    assert site.slack.asked.count("oauth.v2.access") == 1
    assert site.welcomed == [(OTHER_TEAM, STRANGER)]


# ---- hostile addresses, and many


HOSTILE = (
    "error=%00&error=%3Cb%3E",
    "error=" + "%F0%9F%98%80" * 300,
    "state=%ED%A0%80&code=%FF",
    "state[]=1&state=&code=&code",
    "state='+OR+1=1--&code=%0D%0ASet-Cookie:x=1",
    "&&&===;;;%%%",
)


async def test_any_address_gets_a_page_that_repeats_nothing_of_it(site: Site) -> None:
    for query in HOSTILE:
        answer = await site.browser.get(f"/slack/oauth_redirect?{query}", headers={"Cookie": f"{COOKIE}="})
        page = await answer.text()
        assert answer.status in {200, 400, 401}, query
        assert "<h1>Not installed</h1>" in page, query
        assert "<b>" not in page, query
    assert await site.is_untouched()


@pytest.mark.parametrize(
    ("team", "passed"), [("T024BE7LD", ["T024BE7LD"]), ("T1&scope=admin", None), ("T1\r\nSet-Cookie: x=1", None)]
)
async def test_who_begins_for_a_workspace_asks_slack_for_nothing_else(
    site: Site, team: str, passed: list[str] | None
) -> None:
    answer = await site.browser.get("/slack/install", params={"team": team}, allow_redirects=False)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query.get("team") == passed
    assert query["scope"] == ["commands,chat:write,users:read,chat:write.public"]


async def test_those_who_begin_and_never_end_fill_nothing(site: Site) -> None:
    old, new = datetime(2026, 3, 1), datetime(2096, 3, 1)  # noqa: DTZ001 — as slack_sdk keeps them
    states = [{"state": f"s{n}", "expire_at": old if n < 100 else new} for n in range(MAX_STATES + 200)]
    with writing(site.engine) as connection:
        connection.execute(insert(SLACK_OAUTH_STATE), states)
    state = await site.begin()
    with reading(site.engine) as connection:
        assert connection.execute(select(func.count()).select_from(SLACK_OAUTH_STATE)).scalar_one() == MAX_STATES + 1
    site.allow()
    assert (await site.come_back(code=CODE, state=state))[0] == 200


# ---- what is not Slack's fault


async def test_a_database_that_fails_is_said_on_the_page(site: Site) -> None:
    site.allow()
    state = await site.begin()
    with writing(site.engine) as connection:
        connection.execute(text("DROP TABLE slack_bot"))
    status, page = await site.come_back(code=CODE, state=state)
    assert (status, "could not be saved" in page, site.welcomed) == (503, True, [])

    with writing(site.engine) as connection:
        connection.execute(text("DROP TABLE slack_oauth_state"))
    answer = await site.browser.get("/slack/install", allow_redirects=False)
    assert (answer.status, "could not be saved" in await answer.text()) == (503, True)


async def test_a_welcome_that_fails_takes_nothing_away(database: Path) -> None:
    async def fail(_team: str, _person: str) -> None:
        raise TimeoutError

    async with opened(database, fail) as site:
        site.allow()
        status, page = await site.come_back(code=CODE, state=await site.begin())
        assert (status, "<h1>Installed</h1>" in page) == (200, True)
        assert await site.installations.token_of(OTHER_TEAM) == OTHER_TOKEN


async def test_nothing_secret_is_logged_or_shown(
    site: Site, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    states = []
    pages = ""
    for code in (CODE, "code-wrong"):
        states.append(await site.begin())
        site.allow(CODE)
        pages += (await site.come_back(code=code, state=states[-1]))[1]
    written = caplog.text + capsys.readouterr().out + pages
    assert "invalid_code" in written
    for secret in (CODE, "code-wrong", *states, OTHER_TOKEN, CLIENT_SECRET, KEY.get_secret_value()):
        assert secret not in written


LANGUAGES = {
    "de-AT,de;q=0.9,en;q=0.8": "de",
    "en;q=0.5, fr;q=0.8": "fr",
    "pt-BR, it;q=0.1": "it",
    "pt-BR": "en",
    "*": "en",
    ",;q=,=;" * 500: "en",
    "<b>, es;q=1.000": "es",
}


async def test_the_page_is_in_the_first_language_of_the_browser_that_the_bot_has(site: Site) -> None:
    for asked, language in LANGUAGES.items():
        query = {"error": "access_denied"}
        answer = await site.browser.get("/slack/oauth_redirect", params=query, headers={"Accept-Language": asked})
        assert f'<html lang="{language}">' in await answer.text(), asked


@pytest.mark.parametrize("name", ["slack_client_id", "slack_client_secret", "slack_public_url"])
async def test_without_a_setting_that_it_needs_there_is_no_flow(database: Path, name: str) -> None:
    with pytest.raises(BadRequest, match=name.upper()):
        async with opened(database, **{name: None}):
            pass
