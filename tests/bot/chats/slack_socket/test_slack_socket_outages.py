"""Socket Mode where Slack does not answer or refuses, and its end wherever it comes."""

import asyncio
from collections.abc import Iterator
from itertools import repeat

import pytest
from structlog.testing import capture_logs

from bot.chats.slack_connection import FINISH_WITHIN_S
from bot.chats.slack_socket import Socket
from bot.chats.waits import LONGEST_PAUSE_S
from digests.errors import BadRequest
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal, limited
from tests.bot.chats.slack_listener import Listener, until
from tests.bot.chats.slack_scene import CHANNEL, READER, tokens
from tests.bot.chats.slack_wire import Greeting
from tests.passing import let_pass

OPEN = "apps.connections.open"


# ---------------------------------------------------------------- not connected


@pytest.mark.parametrize(
    "fault",
    [
        Fault.PAGE,
        Fault.HALF,
        Fault.EMPTY,
        Fault.CUT_BEFORE,
        Fault.CUT_AFTER,
        Refusal(error="internal_error"),
        Refusal(error="fatal_error", status=500),
        Refusal(error=None, status=403),
        Refusal(error=None, status=503),
        limited(0),
    ],
    ids=str,
)
async def test_slack_is_asked_until_it_lets_the_bot_connect(
    slack: LoopbackSlack, socket: Socket, fault: Fault | Refusal
) -> None:
    slack.faults[OPEN] = [fault, fault]
    with capture_logs() as logs:
        serving = asyncio.create_task(socket.serve())
        await slack.wire.connected()
    assert len(slack.calls[OPEN]) == 3
    assert [each["event"] for each in logs if each["log_level"] == "warning"] == ["slack_unreachable"] * 2
    await socket.close()
    await serving


@pytest.mark.parametrize("greeting", Greeting)
async def test_a_connection_without_a_hello_is_made_again_by_another_address(
    slack: LoopbackSlack, listener: Listener, greeting: Greeting
) -> None:
    slack.wire.greetings = [greeting]
    socket = Socket(listener.app(), tokens(slack.api, slack_timeout=0.3), pauses=lambda: repeat(0.0))
    serving = asyncio.create_task(socket.serve())
    await slack.wire.connected()
    assert len(slack.calls[OPEN]) == 2
    assert len(slack.wire.sockets) == 1
    await socket.close()
    await serving


async def test_a_connection_that_slack_does_not_answer_is_given_up(slack: LoopbackSlack, listener: Listener) -> None:
    slack.faults[OPEN] = [Fault.HANG_BEFORE]
    slack.hangs_for_s = 10.0
    socket = Socket(listener.app(), tokens(slack.api, slack_timeout=10), pauses=lambda: repeat(0.0))
    serving = asyncio.create_task(socket.serve())
    await slack.wire.connected()
    await socket.close()
    await serving


@pytest.mark.parametrize(("asked", "waits"), [(1800, 1800), (100_000, 3600)])
async def test_slack_is_left_alone_for_as_long_as_it_asks_and_not_for_days(
    slack: LoopbackSlack, socket: Socket, asked: int, waits: int
) -> None:
    slack.faults[OPEN] = [limited(asked)]
    with capture_logs() as logs:
        serving = asyncio.create_task(socket.serve())
        await until(lambda: logs)
    assert logs[0]["seconds"] == waits
    assert len(slack.calls[OPEN]) == 1
    let_pass(waits)
    await slack.wire.connected()
    await socket.close()
    await serving


@pytest.mark.parametrize(
    "code", ["invalid_auth", "not_authed", "token_revoked", "account_inactive", "missing_scope", "token_expired"]
)
async def test_an_app_token_that_is_refused_ends_it_with_what_to_do(
    slack: LoopbackSlack, socket: Socket, code: str
) -> None:
    slack.faults_at[OPEN] = Refusal(error=code)
    with pytest.raises(BadRequest, match=f"SLACK_APP_TOKEN.*{code}.*Basic Information › App-Level Tokens"):
        await socket.serve()
    assert len(slack.calls[OPEN]) == 1
    assert not socket.is_connected


async def test_an_app_token_that_is_refused_later_ends_it_too(
    slack: LoopbackSlack, serving: asyncio.Task[None]
) -> None:
    slack.faults_at[OPEN] = Refusal(error="token_revoked")
    slack.wire.cut()
    with pytest.raises(BadRequest, match="token_revoked"):
        await serving


# ---------------------------------------------------------------- closed


async def test_a_socket_that_was_closed_before_it_served_never_connects(slack: LoopbackSlack, socket: Socket) -> None:
    await socket.close()
    await socket.serve()
    assert slack.asked == []


async def test_a_socket_is_closed_as_often_as_somebody_likes(
    slack: LoopbackSlack, socket: Socket, serving: asyncio.Task[None]
) -> None:
    await asyncio.gather(socket.close(), socket.close())
    await socket.close()
    await serving
    assert not socket.is_connected
    await until(lambda: not slack.wire.sockets)


@pytest.mark.parametrize("turns", range(0, 40, 3))
async def test_a_socket_is_closed_wherever_it_is_in_connecting(
    slack: LoopbackSlack, socket: Socket, turns: int
) -> None:
    serving = asyncio.create_task(socket.serve())
    for _ in range(turns):
        await asyncio.sleep(0)
    await socket.close()
    await serving
    assert not socket.is_connected


@pytest.mark.parametrize("where", [Fault.HANG_BEFORE, Greeting.NOTHING])
async def test_a_socket_is_closed_while_slack_does_not_answer(
    slack: LoopbackSlack, socket: Socket, where: Fault | Greeting
) -> None:
    if isinstance(where, Fault):
        slack.faults[OPEN] = [where]
    else:
        slack.wire.greetings = [where]
    serving = asyncio.create_task(socket.serve())
    await slack.until(OPEN)
    if isinstance(where, Greeting):
        await until(lambda: slack.wire.sockets)
    await socket.close()
    await serving


@pytest.mark.parametrize("turns", [0, 1, 2, 50])
async def test_a_socket_is_closed_before_it_tries_again(slack: LoopbackSlack, listener: Listener, turns: int) -> None:
    is_to_wait = asyncio.Event()

    def long_pauses() -> Iterator[float]:
        is_to_wait.set()
        yield LONGEST_PAUSE_S

    socket = Socket(listener.app(), tokens(slack.api), pauses=long_pauses)
    slack.faults[OPEN] = [Refusal(error=None, status=503)]
    serving = asyncio.create_task(socket.serve())
    await is_to_wait.wait()
    for _ in range(turns):
        await asyncio.sleep(0)
    await socket.close()
    await serving
    assert len(slack.calls[OPEN]) == 1


async def test_a_socket_is_closed_while_one_connection_takes_over_from_another(
    slack: LoopbackSlack, socket: Socket, serving: asyncio.Task[None]
) -> None:
    await slack.wire.disconnect()
    await slack.wire.connected(2)
    await socket.close()
    await serving
    await until(lambda: not slack.wire.sockets)


async def test_what_came_before_the_end_is_acknowledged(
    slack: LoopbackSlack, socket: Socket, serving: asyncio.Task[None], listener: Listener
) -> None:
    listener.may_acknowledge.clear()
    told = asyncio.create_task(slack.command(READER, CHANNEL, "now"))
    await listener.is_told.wait()
    closing = asyncio.create_task(socket.close())
    await asyncio.sleep(0)
    listener.may_acknowledge.set()
    assert (await told).payload == {"text": "You said now."}
    await closing
    await serving


async def test_what_is_never_acknowledged_does_not_keep_it_open(
    slack: LoopbackSlack, socket: Socket, serving: asyncio.Task[None], listener: Listener
) -> None:
    listener.may_acknowledge.clear()
    told = asyncio.create_task(slack.command(READER, CHANNEL, "now"))
    await listener.is_told.wait()
    closing = asyncio.create_task(socket.close())
    for _ in range(20):
        await asyncio.sleep(0)
    let_pass(FINISH_WITHIN_S)
    await closing
    await serving
    with pytest.raises(ConnectionError):
        await told
    listener.may_acknowledge.set()


async def test_whoever_cancels_serve_leaves_nothing_open(
    slack: LoopbackSlack, socket: Socket, serving: asyncio.Task[None]
) -> None:
    serving.cancel()
    await asyncio.wait({serving})
    assert not socket.is_connected
    await until(lambda: not slack.wire.sockets)
