"""Installing the bot in a workspace: a real browser session against the real routes."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse
from sqlalchemy import text

from digests.adapters.engine import writing
from digests.errors import BadRequest
from tests.bot.chats.slack_oauth.site import CODE, COOKIE, KEY, PUBLIC, Site, opened
from tests.bot.chats.slack_oauth_server import CLIENT_ID, CLIENT_SECRET
from tests.bot.chats.slack_scene import OTHER_TEAM, OTHER_TOKEN, STRANGER


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
