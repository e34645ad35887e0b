"""Signed requests: what Slack posts reaches the real bolt, all else is turned away; a real server on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs
from yarl import URL

from bot.chats.slack_http import READ_WITHIN_S, event_routes
from bot.web.server import MAX_BODY, listening
from digests.errors import BadRequest
from tests.bot.chats.loopback_slack import LoopbackSlack, open_slack
from tests.bot.chats.slack_listener import Listener
from tests.bot.chats.slack_scene import CHANNEL, NOW, READER, TEAM, tokens
from tests.passing import let_pass

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
COMMAND = urlencode({"command": "/digest", "text": "now", "team_id": TEAM}).encode()


@pytest.fixture
def listener() -> Listener:
    return Listener()


@asynccontextmanager
async def listened(listener: Listener) -> AsyncIterator[LoopbackSlack]:
    """A Slack that posts to the app's address."""
    async with open_slack() as slack:
        routes = event_routes(listener.app(), tokens(slack.api), lambda: slack.now)
        async with listening(routes, "127.0.0.1", 0) as url:
            slack.wire.listener = f"{url}slack/events"
            yield slack


@pytest.fixture
async def slack(listener: Listener) -> AsyncIterator[LoopbackSlack]:
    async with listened(listener) as slack:
        yield slack


async def post(slack: LoopbackSlack, body: bytes, type_: str = FORM, /, **differently: str | None) -> tuple[int, str]:
    """Post a signed request, with other headers or without them."""
    assert slack.wire.listener
    given = {name.replace("_", "-"): value for name, value in differently.items()}
    headers = {**slack.wire.headers(body, type_), **given}
    return await slack.wire.post(
        slack.wire.listener, body, {name: value for name, value in headers.items() if value is not None}
    )


# ---------------------------------------------------------------- from Slack


async def test_what_is_typed_reaches_the_app_and_its_answer_goes_back(slack: LoopbackSlack, listener: Listener) -> None:
    told = await slack.command(READER, CHANNEL, "now")
    assert (told.status, told.text) == (200, "You said now.")
    assert listener.texts == ["now"]


@pytest.mark.parametrize("text", ["search payload", "payload=7", "search a&b=c", "é ✓", ""])
async def test_whatever_is_typed_arrives_as_it_was(slack: LoopbackSlack, listener: Listener, text: str) -> None:
    assert (await slack.command(READER, CHANNEL, text)).status == 200
    assert listener.texts == [text]


async def test_an_event_told_again_is_handed_on_as_it_is(slack: LoopbackSlack, listener: Listener) -> None:
    told = await slack.again(await slack.open_home(READER), retry=1)
    assert told.status == 200
    first, second = listener.requests
    assert first.body["event_id"] == second.body["event_id"]


async def test_slack_learns_that_the_address_is_ours(slack: LoopbackSlack) -> None:
    body = json.dumps({"type": "url_verification", "token": "old", "challenge": "3eZbrw1a"}).encode()
    status, text = await post(slack, body, JSON)
    assert (status, json.loads(text)) == (200, {"challenge": "3eZbrw1a"})


async def test_a_check_of_the_certificate_needs_no_signature(slack: LoopbackSlack, listener: Listener) -> None:
    assert await post(slack, b"ssl_check=1&token=old", X_Slack_Signature=None) == (200, "")
    assert listener.requests == []


async def test_what_the_app_does_not_know_is_said_to_slack_and_logged_nowhere(
    slack: LoopbackSlack, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        told = await slack.command(READER, CHANNEL, "private words", command="/other")
    assert told.status == 404
    assert logs == []
    assert "private words" not in caplog.text


@pytest.mark.parametrize("minutes", [-5, 0, 5])
async def test_a_request_may_be_five_minutes_old_or_early(
    slack: LoopbackSlack, listener: Listener, minutes: int
) -> None:
    headers = slack.wire.headers(COMMAND, FORM)
    slack.now += timedelta(minutes=minutes)
    assert slack.wire.listener
    assert (await slack.wire.post(slack.wire.listener, COMMAND, headers))[0] == 200
    assert listener.texts == ["now"]


# ---------------------------------------------------------------- not from Slack


@pytest.mark.parametrize("minutes", [-5.1, 5.1, 1e6])
async def test_a_request_of_another_time_is_refused(slack: LoopbackSlack, listener: Listener, minutes: float) -> None:
    headers = slack.wire.headers(COMMAND, FORM)
    slack.now += timedelta(minutes=minutes)
    assert slack.wire.listener
    assert await slack.wire.post(slack.wire.listener, COMMAND, headers) == (401, "")
    assert listener.requests == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X_Slack_Signature", None),
        ("X_Slack_Signature", ""),
        ("X_Slack_Signature", "v0=" + "0" * 64),
        ("X_Slack_Signature", "v0=é"),
        ("X_Slack_Request_Timestamp", None),
        ("X_Slack_Request_Timestamp", "yesterday"),
        ("X_Slack_Request_Timestamp", "9" * 400),
        ("X_Slack_Request_Timestamp", "9" * 5000),
        ("X_Slack_Request_Timestamp", "-1"),
    ],
)
async def test_a_request_that_slack_did_not_sign_is_refused_with_one_line(
    slack: LoopbackSlack, listener: Listener, name: str, value: str | None
) -> None:
    with capture_logs() as logs:
        assert await post(slack, COMMAND, **{name: value}) == (401, "")
    assert listener.requests == []
    [line] = logs
    assert (line["event"], line["log_level"], line["count"]) == ("slack_requests_refused", "warning", 1)
    assert "now" not in str(line["reason"])


async def test_a_body_that_was_changed_is_refused(slack: LoopbackSlack, listener: Listener) -> None:
    headers = slack.wire.headers(COMMAND, FORM)
    assert slack.wire.listener
    assert await slack.wire.post(slack.wire.listener, COMMAND + b"+", headers) == (401, "")
    assert listener.requests == []


async def test_a_body_that_is_not_utf_8_is_refused(slack: LoopbackSlack) -> None:
    assert await post(slack, b"text=\xff") == (401, "")


async def test_a_flood_of_bad_requests_leaves_a_line_a_minute(slack: LoopbackSlack) -> None:
    assert slack.wire.listener
    with capture_logs() as logs:
        async with aiohttp.ClientSession() as client:
            for _ in range(1000):
                async with client.post(slack.wire.listener, data=COMMAND) as answer:
                    assert answer.status == 401
            slack.now += timedelta(minutes=1)
            async with client.post(slack.wire.listener, data=COMMAND) as answer:
                assert answer.status == 401
    assert [each["count"] for each in logs] == [1, 1000]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=200),
    at=st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=20)
    | st.integers().map(str),
    signature=st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80),
)
async def test_nothing_unsigned_gets_in_or_breaks_anything(
    listener: Listener, body: bytes, at: str, signature: str
) -> None:
    async with listened(listener) as slack:
        sent = {"X_Slack_Request_Timestamp": at, "X_Slack_Signature": signature}
        assert await post(slack, body, **sent) == (401, "")


# ---------------------------------------------------------------- signed, and broken


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        (b"{", JSON),
        (b"[]", JSON),
        (b"7", JSON),
        (b"", JSON),
        (b"[" * 100_000, JSON),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"{}", "text/plain"),
        (COMMAND, "multipart/form-data; boundary=x"),
        (COMMAND, "nonsense"),
    ],
)
async def test_what_nobody_can_read_is_refused(
    slack: LoopbackSlack, listener: Listener, body: bytes, type_: str
) -> None:
    assert await post(slack, body, type_) == (400, "")
    assert listener.requests == []


@pytest.mark.parametrize("body", [{"team": 7, "user": [], "view": 1}, {"event": "x"}, {"type": {}}, {"actions": {}}])
async def test_a_form_that_bolt_cannot_read_is_an_error_and_no_more(
    slack: LoopbackSlack, body: dict[str, object]
) -> None:
    status, _ = await post(slack, json.dumps(body).encode(), JSON)
    assert status in (404, 500)
    assert (await slack.command(READER, CHANNEL, "now")).status == 200


async def test_a_body_too_large_is_refused(slack: LoopbackSlack) -> None:
    assert slack.wire.listener
    with capture_logs() as logs:
        body = BytesIO(b"a" * (MAX_BODY + 1))
        async with aiohttp.ClientSession() as client, client.post(slack.wire.listener, data=body) as answer:
            assert (answer.status, await answer.text()) == (413, "")
    assert [each["reason"] for each in logs] == ["too large"]


async def test_whoever_sends_too_slowly_is_let_go(slack: LoopbackSlack) -> None:
    url = URL(slack.wire.listener or "")
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: bot.example\r\nContent-Length: 100\r\n\r\ntext=")
    await writer.drain()
    for _ in range(20):
        await asyncio.sleep(0)
    let_pass(READ_WITHIN_S)
    assert await reader.readline() == b"HTTP/1.1 408 Request Timeout\r\n"
    writer.close()


def test_without_a_signing_secret_it_is_said_what_to_set() -> None:
    with pytest.raises(BadRequest, match="SLACK_SIGNING_SECRET"):
        event_routes(Listener().app(), tokens("http://127.0.0.1/", slack_signing_secret=None), lambda: NOW)
