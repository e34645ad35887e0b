"""`digestbot run` and `doctor` with Slack, as processes: connected or by HTTP, or refused."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.chats.loopback_slack import LoopbackSlack, open_slack
from tests.bot.chats.slack_scene import APP_TOKEN, BOT_TOKEN, CHANNEL, MANAGER, SIGNING_SECRET
from tests.bot.test_service import due_since_yesterday, lines_until, started


@pytest.fixture
async def slack() -> AsyncIterator[LoopbackSlack]:
    async with open_slack() as slack:
        yield slack


def by_socket(slack: LoopbackSlack) -> dict[str, str]:
    return {"SLACK_API_URL": slack.api, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}


async def test_one_process_posts_to_slack_answers_commands_and_stops(tmp_path: Path, slack: LoopbackSlack) -> None:
    due_since_yesterday(tmp_path, "slack", CHANNEL)
    async with started(tmp_path, **by_socket(slack)) as process:
        said = await lines_until(process, "Slack: connected")
        body = await slack.until("chat.postMessage")
        told = await slack.command(MANAGER, CHANNEL, "schedule show")
        await slack.when(lambda: slack.ephemerals(MANAGER))
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            _, rest = await process.communicate()
    assert [line for line in said if line.startswith("Slack: 1 subscription, next ")]
    assert "Discord is off: DISCORD_TOKEN is not set" in said
    assert said[-1] == "Slack: connected as digestbot, in Town news"
    assert (process.returncode, rest.decode().splitlines()) == (0, ["digestbot: stopping"])
    assert (body["channel"], body["unfurl_links"]) == (CHANNEL, False)
    assert "Revue de presse" in str(body["blocks"])
    assert (told.payload or None) is None
    assert "Asia/Tokyo" in str(slack.ephemerals(MANAGER)[0].texts)
    assert len(slack.messages(CHANNEL)) == 1


async def test_one_round_posts_to_slack_without_a_connection(tmp_path: Path, slack: LoopbackSlack) -> None:
    due_since_yesterday(tmp_path, "slack", CHANNEL)
    async with started(tmp_path, "--once", **by_socket(slack)) as process:
        _, err = await process.communicate()
    assert process.returncode == 0
    assert "1 message sent" in err.decode().splitlines()[-1]
    assert len(slack.messages(CHANNEL)) == 1


async def test_slack_reaches_the_bot_by_http_where_it_listens(tmp_path: Path, slack: LoopbackSlack) -> None:
    settings = {"SLACK_API_URL": slack.api, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    async with started(tmp_path, SLACK_LISTEN_PORT="0", **settings) as process:
        said = await lines_until(process, "Slack: listening at ")
        slack.wire.listener = f"{said[-1].partition(' at ')[2]}slack/events"
        slack.now = datetime.now(UTC)  # by which requests are signed
        await slack.command(MANAGER, CHANNEL, "help")
        assert await slack.when(lambda: slack.ephemerals(MANAGER))
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            await process.communicate()
    assert process.returncode == 0


async def test_where_slack_refuses_the_app_token_digests_go_on(tmp_path: Path, slack: LoopbackSlack) -> None:
    due_since_yesterday(tmp_path, "console", "harbour")
    due_since_yesterday(tmp_path, "slack", CHANNEL)
    async with started(tmp_path, **by_socket(slack) | {"SLACK_APP_TOKEN": "xapp-1-another"}) as process:
        said = await lines_until(process, "Slack: commands are not heard")
        assert process.stdout
        heading = await process.stdout.readline()
        await slack.until("chat.postMessage")
    assert "SLACK_APP_TOKEN" in said[-1]
    assert "Basic Information" in said[-1]
    assert "xapp" not in said[-1]
    assert heading.decode().startswith("── harbour ──")


async def test_a_bot_token_that_slack_refuses_is_said_at_the_start(tmp_path: Path, slack: LoopbackSlack) -> None:
    async with started(tmp_path, **by_socket(slack) | {"SLACK_BOT_TOKEN": "xoxb-1-another"}) as process:
        said = await lines_until(process, "warning: Slack")
    assert said[-1].startswith("warning: Slack does not take SLACK_BOT_TOKEN (invalid_auth); copy the token once more")


async def test_a_port_that_is_taken_is_said(tmp_path: Path, slack: LoopbackSlack) -> None:
    settings = {"SLACK_API_URL": slack.api, "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        async with started(tmp_path, SLACK_LISTEN_PORT=port, **settings) as process:
            said = await lines_until(process, "Slack: commands are not heard")
    why = f"cannot listen on 127.0.0.1, port {port}: something else listens there"
    assert (
        said[-1]
        == f"Slack: commands are not heard, digests go on: {why}; set SLACK_LISTEN_HOST or SLACK_LISTEN_PORT to another"
    )
