"""What comes to the pages of an installation and installs nothing: refusals, faults of Slack, hostile addresses."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, insert, select, update

from bot.chats.slack_oauth import MAX_STATES
from digests.adapters.engine import reading, writing
from digests.adapters.tables import SLACK_OAUTH_STATE
from tests.bot.chats.loopback_slack import Fault, Refusal
from tests.bot.chats.slack_oauth.site import CODE, COOKIE, Site
from tests.bot.chats.slack_scene import OTHER_TEAM


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
