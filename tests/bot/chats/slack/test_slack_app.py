"""The app's life: made without a connection, connected by either way, sent away, closed at any moment."""

import asyncio
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Bot
from structlog.testing import capture_logs

from bot.chats.slack_app import FINISH_WITHIN_S, create_slack_app
from bot.chats.slack_installations import Installations
from bot.texts import texts_for
from digests.errors import BadRequest
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal, limited, open_slack
from tests.bot.chats.slack.scene import a_core, serving, settled, subscribe
from tests.bot.chats.slack_scene import APP_ID, BOT_TOKEN, CHANNEL, CREATOR, READER, TEAM, tokens
from tests.bot.commands.newsdesk import NOW, Newsdesk


def closed_at(desk: Newsdesk) -> Any:
    [subscriber] = desk.database.ledger.subscribers_in("slack", CHANNEL)
    return subscriber.closed_at


# ---------------------------------------------------------------- made


def test_the_factory_needs_no_loop_and_connects_nowhere(desk: Newsdesk) -> None:
    app = create_slack_app(tokens(LoopbackSlack(url="http://127.0.0.1:1").api), a_core(desk), lambda: NOW)
    assert not app.is_connected
    assert app.routes() == []


async def test_nothing_in_the_environment_changes_anything(desk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-of-another",
        "SLACK_APP_TOKEN": "xapp-of-another",
        "SLACK_SIGNING_SECRET": "0" * 32,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "1" * 32,
        "SLACK_VERIFICATION_TOKEN": "old",
    }.items():
        monkeypatch.setenv(name, value)
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: NOW)
        async with serving(slack, app):
            assert (await slack.command(READER, CHANNEL, "help")).status == 200
            await slack.when(lambda: slack.ephemerals(READER))
            assert slack.asked.count("auth.test") == 1  # whose token ours is
            assert "oauth.v2.access" not in slack.asked


# ---------------------------------------------------------------- there


async def test_by_http_commands_are_answered_too(desk: Newsdesk) -> None:
    async with open_slack() as slack:
        settings = tokens(slack.api, slack_app_token=None)
        app = create_slack_app(settings, a_core(desk), lambda: slack.now)
        server = web.Application()
        server.add_routes(app.routes())
        async with TestServer(server, host="127.0.0.1") as listener:
            slack.wire.listener = str(listener.make_url("/slack/events"))
            task = asyncio.create_task(app.serve())
            told = await slack.command(READER, CHANNEL, "search payload")
            assert (told.status, told.text) == (200, "")
            await slack.when(lambda: slack.ephemerals(READER))
            assert not app.is_connected  # each request comes by a connection of its own
            home = await slack.open_home(READER)
            await slack.until("views.publish")
            await slack.again(home, retry=1)
            await app.close()
            await task
        assert slack.asked.count("views.publish") == 1


async def test_a_refused_app_token_is_said_in_one_sentence(desk: Newsdesk) -> None:
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api, slack_app_token=SecretStr("xapp-no")), a_core(desk), lambda: NOW)
        with pytest.raises(BadRequest, match="SLACK_APP_TOKEN"):
            await app.serve()
        assert not app.is_connected


async def test_what_nobody_listens_to_is_acknowledged(desk: Newsdesk) -> None:
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: NOW)
        async with serving(slack, app):
            assert (await slack.event({"type": "team_rename", "name": "Town"}, team=TEAM)).status == 200
            shown = slack.post(slack.teams[TEAM], slack.channels[CHANNEL], {"text": "Rain"})
            assert (await slack.shortcut(READER, shown, "of another version")).payload is None


async def test_a_command_that_has_another_name_than_in_the_settings_is_answered_and_that_is_logged_once(
    desk: Newsdesk,
) -> None:
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: NOW)
        with capture_logs() as logs:
            async with serving(slack, app):
                for _ in range(2):
                    assert (await slack.command(READER, CHANNEL, "help", command="/news")).status == 200
                    await settled(app)
                await slack.command(READER, CHANNEL, "help")
                await settled(app)
    assert len(slack.ephemerals(READER)) == 3
    assert [each.get("command") for each in logs if each["log_level"] == "warning"] == ["/news"]


# ---------------------------------------------------------------- sent away


async def test_a_workspace_that_sends_the_bot_away_has_its_digests_closed_once(desk: Newsdesk) -> None:
    subscribe(desk)
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: desk.now)
        async with serving(slack, app):
            await slack.uninstall(TEAM)
            await settled(app)
    assert closed_at(desk) == NOW


@pytest.mark.parametrize("answer", [None, limited(600), Refusal(error="internal_error"), Fault.PAGE, Fault.CUT_AFTER])
async def test_the_only_token_is_tried_before_its_digests_are_closed(
    desk: Newsdesk, answer: Fault | Refusal | None
) -> None:
    subscribe(desk)
    async with open_slack() as slack:
        slack.faults["auth.test"] = [answer]
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: desk.now)
        async with serving(slack, app):
            await slack.event({"type": "app_uninstalled"}, team=TEAM)  # of before the app was installed once more
            await settled(app)
    assert slack.asked.count("auth.test") == 1
    assert closed_at(desk) is None


async def test_tokens_of_people_may_be_revoked(desk: Newsdesk) -> None:
    subscribe(desk)
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: desk.now)
        async with serving(slack, app):
            slack.teams[TEAM].error = "token_revoked"  # else that alone would keep the digest
            await slack.event({"type": "tokens_revoked", "tokens": {"oauth": [READER], "bot": []}}, team=TEAM)
            await settled(app)
    assert closed_at(desk) is None


async def test_the_bot_that_came_back_is_not_sent_away_by_an_old_event(desk: Newsdesk) -> None:
    subscribe(desk)
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: desk.now)
        async with serving(slack, app):
            told = await slack.uninstall(TEAM)
            await settled(app)
            [subscriber] = desk.database.ledger.subscribers_in("slack", CHANNEL)
            desk.database.ledger.remove_subscriber(subscriber.id)
            subscribe(desk)
            for each in told:
                await slack.again(each)
            await settled(app)
    assert closed_at(desk) is None


# ---------------------------------------------------------------- installed by many


@pytest.fixture
async def installed(desk: Newsdesk) -> Installations:
    """The app as one workspace has installed it."""
    key = SecretStr(Fernet.generate_key().decode())
    installations = Installations(desk.database.engine, client_id="1.2", key=key)
    await installations.async_save_bot(a_bot(installed_at=0.0))
    return installations


def a_bot(installed_at: float) -> Bot:
    return Bot(
        app_id=APP_ID, team_id=TEAM, bot_token=BOT_TOKEN, bot_id="B1", bot_user_id="U1", installed_at=installed_at
    )


MANY = {
    "slack_bot_token": None,
    "slack_client_id": "1.2",
    "slack_client_secret": SecretStr("1" * 32),
    "slack_public_url": "https://bot.example",
}


async def test_a_workspace_that_is_gone_is_closed_at_the_next_start_and_forgotten(
    desk: Newsdesk, installed: Installations
) -> None:
    subscribe(desk, workspace="T0GONE")
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api, **MANY), a_core(desk), lambda: desk.now, installations=installed)
        async with serving(slack, app):
            assert closed_at(desk) == NOW
            await slack.uninstall(TEAM)
            await settled(app)
    assert await installed.workspaces() == set()


async def test_the_app_that_is_installed_again_is_not_sent_away_by_what_is_first_heard_then(
    desk: Newsdesk, installed: Installations
) -> None:
    subscribe(desk)
    async with open_slack() as slack:
        await installed.async_save_bot(a_bot(installed_at=slack.now.timestamp() + 60))
        app = create_slack_app(tokens(slack.api, **MANY), a_core(desk), lambda: desk.now, installations=installed)
        async with serving(slack, app):
            await slack.uninstall(TEAM)
            await settled(app)
    assert await installed.workspaces() == {TEAM}
    assert closed_at(desk) is None


async def test_whoever_installs_the_app_is_greeted(desk: Newsdesk, installed: Installations) -> None:
    async with open_slack() as slack:
        app = create_slack_app(tokens(slack.api, **MANY), a_core(desk), lambda: desk.now, installations=installed)
        assert {route.path for route in app.routes()} == {"/slack/install", "/slack/oauth_redirect"}
        async with serving(slack, app):
            await app.welcome_installer(TEAM, CREATOR)
            await settled(app)
        [welcome] = slack.directs(CREATOR)
        assert texts_for("de").say("welcome-title") in str(welcome.texts)


# ---------------------------------------------------------------- closed


async def test_the_app_is_closed_before_it_serves(desk: Newsdesk) -> None:
    app = create_slack_app(tokens(LoopbackSlack(url="http://127.0.0.1:1").api), a_core(desk), lambda: NOW)
    await app.close()
    await app.serve()
    await app.close()


async def test_what_is_being_answered_may_end_but_not_for_ever(desk: Newsdesk) -> None:
    async with open_slack() as slack:
        slack.faults_at["response_url"] = Fault.HANG_BEFORE
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: NOW)
        async with serving(slack, app):
            await slack.command(READER, CHANNEL, "help")
            await slack.until("response_url")
            closing = asyncio.create_task(app.close())
            for _ in range(10):  # until it waits
                await asyncio.sleep(0)
            slack.wire.patience.let_pass(FINISH_WITHIN_S)
            await closing
            assert not app._interactions.running
        assert "chat.postEphemeral" not in slack.asked


# ---------------------------------------------------------------- whatever goes wrong


async def test_what_goes_wrong_is_said_and_logged_once(desk: Newsdesk) -> None:
    async with open_slack() as slack:
        slack.faults_at["views.update"] = slack.faults_at["response_url"] = Fault.PAGE
        slack.faults_at["chat.postEphemeral"] = slack.faults_at["chat.postMessage"] = Refusal(error="fatal_error")
        app = create_slack_app(tokens(slack.api), a_core(desk), lambda: NOW)
        with capture_logs() as logs:
            async with serving(slack, app):
                await slack.command(READER, CHANNEL, "setup secret-words")
                await slack.command(READER, CHANNEL, "settings")
                await settled(app)
        assert len([each for each in logs if each["log_level"] in ("warning", "error")]) <= 2
        assert "secret-words" not in str(logs)
        assert BOT_TOKEN not in str(logs)
        assert "/response/" not in str(logs)
