"""Socket Mode: what comes by the connection, and what replaces it: the real bolt against a Slack on loopback."""

import asyncio
import logging
from collections.abc import Iterator
from itertools import count, repeat
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.chats.slack_connection import LINGER_S
from bot.chats.slack_socket import STEADY_AFTER_S, Socket
from bot.chats.waits import LONGEST_PAUSE_S
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal
from tests.bot.chats.slack_listener import Listener, Watched, until
from tests.bot.chats.slack_scene import APP_TOKEN, CHANNEL, READER, tokens
from tests.bot.chats.slack_wire import Greeting
from tests.passing import let_pass

OPEN = "apps.connections.open"


# ---------------------------------------------------------------- connected


@pytest.mark.usefixtures("serving")
async def test_what_is_typed_reaches_the_app_and_its_answer_comes_back(
    slack: LoopbackSlack, socket: Socket, listener: Listener
) -> None:
    told = await slack.command(READER, CHANNEL, "now")
    assert told.payload == {"text": "You said now."}
    assert listener.texts == ["now"]
    assert socket.is_connected


@pytest.mark.usefixtures("serving")
async def test_an_event_told_again_says_so_and_is_handed_on_as_it_is(slack: LoopbackSlack, listener: Listener) -> None:
    await slack.again(await slack.open_home(READER), retry=2)
    first, second = listener.requests
    assert "x-slack-retry-num" not in first.headers or first.headers["x-slack-retry-num"] == ["0"]
    assert second.headers["x-slack-retry-num"] == ["2"]
    assert first.body["event_id"] == second.body["event_id"]


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 20_000,
        "{}",
        '{"type": []}',
        '{"type": "hello"}',
        '{"type": "slash_commands", "envelope_id": "1"}',
        '{"type": "slash_commands", "envelope_id": "1", "payload": 7}',
        '{"type": "slash_commands", "envelope_id": "1", "payload": {"team": 7, "user": [], "view": 1}}',
        b"\x00\xff",
    ],
    ids=lambda frame: repr(frame[:60]),
)
async def test_what_nobody_can_read_does_no_harm(slack: LoopbackSlack, frame: str | bytes) -> None:
    [server] = slack.wire.sockets
    await (server.send_str(frame) if isinstance(frame, str) else server.send_bytes(frame))
    assert (await slack.command(READER, CHANNEL, "now")).payload
    assert slack.wire.hellos == 1


# ---------------------------------------------------------------- replaced


@pytest.mark.usefixtures("serving")
@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_connection_that_will_end_is_replaced_while_it_is_open(
    slack: LoopbackSlack, socket: Socket, listener: Listener, reason: str
) -> None:
    [old] = slack.wire.sockets
    listener.may_acknowledge.clear()
    slow = asyncio.create_task(slack.command(READER, CHANNEL, "first"))
    await listener.is_told.wait()
    await slack.wire.disconnect(reason)
    await slack.wire.connected(2)
    assert socket.is_connected
    assert not old.closed
    listener.may_acknowledge.set()
    assert (await slow).payload == {"text": "You said first."}
    assert (await slack.command(READER, CHANNEL, "second")).payload == {"text": "You said second."}
    assert listener.texts == ["first", "second"]
    assert isinstance(slack.wire, Watched)
    new = slack.wire.sockets[-1]
    assert new is not old
    assert list(slack.wire.came_by.values()) == [old, new]
    let_pass(LINGER_S)
    await until(lambda: old.closed)
    assert not new.closed


@pytest.mark.usefixtures("serving")
async def test_what_still_comes_by_a_connection_that_will_end_is_handled(
    slack: LoopbackSlack, listener: Listener
) -> None:
    [old] = slack.wire.sockets
    await slack.wire.disconnect()
    await slack.wire.connected(2)
    for text in ("first", "second"):  # by the new one; the old one is left open meanwhile
        await slack.command(READER, CHANNEL, text)
    late = {"type": "slash_commands", "envelope_id": "late", "payload": {"command": "/digest", "text": "late"}}
    await old.send_json(late)
    assert isinstance(slack.wire, Watched)
    came_by = slack.wire.came_by
    await until(lambda: "late" in came_by)
    assert came_by["late"] is old
    assert listener.texts == ["first", "second", "late"]


@pytest.mark.usefixtures("serving")
async def test_a_connection_too_many_is_left_before_another_is_made(slack: LoopbackSlack) -> None:
    [old] = slack.wire.sockets
    await slack.wire.disconnect("too_many_websockets")
    await slack.wire.connected(2)
    assert old.closed
    assert (await slack.command(READER, CHANNEL, "now")).payload


@pytest.mark.usefixtures("serving")
async def test_a_connection_that_is_cut_is_made_again(slack: LoopbackSlack) -> None:
    for times in (2, 3):
        slack.wire.cut()
        await slack.wire.connected(times)
    assert (await slack.command(READER, CHANNEL, "now")).payload


@pytest.mark.usefixtures("serving")
async def test_a_connection_that_slack_closes_is_made_again(slack: LoopbackSlack) -> None:
    await slack.wire.sockets[0].close(code=1001)
    await slack.wire.connected(2)
    assert (await slack.command(READER, CHANNEL, "now")).payload


async def test_a_connection_that_falls_silent_is_made_again(slack: LoopbackSlack, listener: Listener) -> None:
    socket = Socket(listener.app(), tokens(slack.api, slack_ping_interval=0.05), pauses=lambda: repeat(0.0))
    slack.wire.is_ponging = False
    serving = asyncio.create_task(socket.serve())
    await slack.wire.connected(2)
    assert slack.wire.pings >= 1
    await socket.close()
    await serving


async def test_a_connection_that_lasted_is_replaced_at_once_and_one_that_did_not_after_a_pause(
    slack: LoopbackSlack, listener: Listener
) -> None:
    asked: list[str] = []

    def pauses() -> Iterator[float]:
        for each in ("first", "second"):
            asked.append(each)
            yield 0.0
        asked.append("long")
        yield LONGEST_PAUSE_S

    socket = Socket(listener.app(), tokens(slack.api), pauses=pauses)
    serving = asyncio.create_task(socket.serve())
    await slack.wire.connected()
    slack.wire.cut()
    await slack.wire.connected(2)
    assert asked == ["first"]
    await until(lambda: socket.is_connected)
    let_pass(STEADY_AFTER_S)
    slack.wire.cut()
    await slack.wire.connected(3)
    assert asked == ["first"]
    slack.wire.cut()
    await slack.wire.connected(4)
    assert asked == ["first", "first"]
    await socket.close()
    await serving


async def test_however_often_slack_wants_another_connection_none_is_long_in_coming(
    slack: LoopbackSlack, listener: Listener
) -> None:
    asked: list[str] = []

    def pauses() -> Iterator[float]:
        asked.append("first")
        yield 0.0
        asked.append("second")
        yield LONGEST_PAUSE_S

    socket = Socket(listener.app(), tokens(slack.api), pauses=pauses)
    serving = asyncio.create_task(socket.serve())
    for times in range(1, 5):
        await slack.wire.connected(times)
        await until(lambda: socket.is_connected)
        await slack.wire.disconnect("refresh_requested")
    await slack.wire.connected(5)
    assert asked == ["first"] * 4
    await socket.close()
    await serving


@pytest.mark.parametrize("reason", ["link_disabled", "too_many_websockets"])
async def test_where_slack_ends_each_connection_at_once_it_is_left_alone_for_longer_and_longer(
    slack: LoopbackSlack, listener: Listener, reason: str
) -> None:
    asked: list[float] = []

    def pauses() -> Iterator[float]:
        for pause in count():
            asked.append(pause)
            yield 0.0

    socket = Socket(listener.app(), tokens(slack.api), pauses=pauses)
    serving = asyncio.create_task(socket.serve())
    for times in range(1, 4):
        await slack.wire.connected(times)
        await slack.wire.disconnect(reason)
    await slack.wire.connected(4)
    assert asked == [0, 1, 2]
    await socket.close()
    await serving


# ---------------------------------------------------------------- told


async def test_the_log_says_what_becomes_of_the_connection_and_holds_no_secret(
    slack: LoopbackSlack, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    slack.faults[OPEN] = [Fault.HALF, Refusal(error=None, status=502)]
    slack.wire.greetings = [Greeting.REFUSED, Greeting.GOODBYE]
    with capture_logs() as logs:
        socket = Socket(listener.app(), tokens(slack.api), pauses=lambda: repeat(0.0))
        serving = asyncio.create_task(socket.serve())
        await slack.wire.connected()
        await slack.command(READER, CHANNEL, "private words")
        slack.wire.cut()
        await slack.wire.connected(2)
        await until(lambda: socket.is_connected)
        await socket.close()
        await serving
    assert [each["event"] for each in logs] == [
        *["slack_unreachable"] * 4,
        "slack_connected",
        "slack_disconnected",
        "slack_reconnected",
    ]
    whole: list[Any] = [logs, [each.getMessage() for each in caplog.records if each.name != "aiohttp.access"]]
    for secret in (APP_TOKEN, "ticket", "private words"):
        assert secret not in str(whole)
    assert [each.get("error") for each in logs[:4]] == [
        "SlackApiError 200",
        "SlackApiError 502",
        "WSServerHandshakeError 403",
        "link_disabled",
    ]
