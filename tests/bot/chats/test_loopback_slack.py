"""The Slack of the tests refuses what Slack refuses, and the real slack_sdk talks to it."""

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from aiohttp import ClientError, ClientSession, WSServerHandshakeError, web
from aiohttp.test_utils import TestServer
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import Clock, SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chats.slack_parts import actions, button, header, menu, message, plain_text, section
from tests.bot.chats.loopback_slack import Code, Fault, LoopbackSlack, Refusal, limited
from tests.bot.chats.slack_limits import Json
from tests.bot.chats.slack_oauth_server import CLIENT_ID, CLIENT_SECRET
from tests.bot.chats.slack_scene import (
    APP_TOKEN,
    ARCHIVED,
    BOT_TOKEN,
    CHANNEL,
    CLOSED_OFF,
    HARBOUR,
    MANAGER,
    OTHER_TEAM,
    OTHER_TOKEN,
    PRIVATE,
    READER,
    SIGNING_SECRET,
    STRANGER,
    TEAM,
)
from tests.bot.chats.slack_wire import Greeting

STORY = message([section("*Night train returns*"), actions([button("Sources", "sources", "k7qm")])], text="Night train")
CHOICE = menu("Language", "language", [("German", "de")])
FIELD = {"type": "plain_text_input", "action_id": "typed"}
WINDOW: Json = {
    "type": "modal",
    "callback_id": "d1:feed:",
    "title": plain_text("Feeds", 24),
    "submit": plain_text("Save", 24),
    "blocks": [{"type": "input", "block_id": "words", "label": plain_text("Words", 75), "element": FIELD}],
}


@pytest.fixture
def client(slack: LoopbackSlack) -> AsyncWebClient:
    return AsyncWebClient(BOT_TOKEN, base_url=slack.api, retry_handlers=[])


@dataclass(slots=True)
class App:
    """What reached it, and how it acknowledges the next."""

    ack: Json | None = None
    heard: list[Json] = field(default_factory=list)
    retries: list[int] = field(default_factory=list)


@contextlib.asynccontextmanager
async def by_socket(slack: LoopbackSlack, app: App, *, looks_every: float = 30) -> AsyncIterator[None]:
    async def hear(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        app.heard.append(request.payload)
        app.retries.append(request.retry_attempt or 0)
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, app.ack))

    client: Any = SocketModeClient(APP_TOKEN, web_client=AsyncWebClient(base_url=slack.api), ping_interval=looks_every)
    client.socket_mode_request_listeners.append(hear)
    await client.connect()
    await slack.wire.connected()
    try:
        yield
    finally:
        await client.close()


@contextlib.asynccontextmanager
async def by_http(slack: LoopbackSlack, app: App) -> AsyncIterator[None]:
    class ItsClock(Clock):
        def now(self) -> float:
            return slack.now.timestamp()

    async def hear(request: web.Request) -> web.Response:
        body = await request.read()
        if not SignatureVerifier(SIGNING_SECRET, ItsClock()).is_valid_request(body, dict(request.headers)):
            return web.Response(status=401)
        form = dict(parse_qsl(body.decode())) if request.content_type != "application/json" else {}
        app.heard.append(json.loads(form.get("payload", "null")) or form or json.loads(body))
        app.retries.append(int(request.headers.get("X-Slack-Retry-Num", 0)))
        return web.json_response(app.ack) if app.ack else web.Response()

    server = web.Application()
    server.router.add_post("/slack/events", hear)
    async with TestServer(server, host="127.0.0.1") as served:
        slack.wire.listener = str(served.make_url("/slack/events"))
        yield


@pytest.fixture(params=[by_socket, by_http])
async def app(request: pytest.FixtureRequest, slack: LoopbackSlack) -> AsyncIterator[App]:
    app = App()
    async with request.param(slack, app):
        yield app


async def refusal(asked: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await asked
    return str(caught.value.response["error"])


# ---- who may what


@pytest.mark.parametrize(
    ("code", "channel", "token"),
    [
        ("channel_not_found", "C0NOWHERE", BOT_TOKEN),
        ("channel_not_found", "#news", BOT_TOKEN),
        ("channel_not_found", HARBOUR, BOT_TOKEN),
        ("channel_not_found", STRANGER, BOT_TOKEN),
        ("is_archived", ARCHIVED, BOT_TOKEN),
        ("not_in_channel", CLOSED_OFF, BOT_TOKEN),
        ("invalid_auth", CHANNEL, "xoxb-of-nobody"),
        ("channel_not_found", CHANNEL, OTHER_TOKEN),
    ],
)
async def test_a_bot_posts_only_where_it_is_let_in(slack: LoopbackSlack, code: str, channel: str, token: str) -> None:
    client = AsyncWebClient(token, base_url=slack.api)
    assert await refusal(client.chat_postMessage(channel=channel, text="Rain")) == code


async def test_what_a_bot_may_depends_on_its_scopes(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    assert await refusal(client.conversations_info(channel=CHANNEL)) == "missing_scope"
    slack.teams[TEAM].scopes |= {"channels:read", "chat:write.public"}
    assert (await client.conversations_info(channel=CHANNEL))["channel"]["creator"]
    assert await refusal(client.conversations_info(channel=PRIVATE)) == "missing_scope"
    await client.chat_postMessage(channel=CLOSED_OFF, text="Rain")
    slack.teams[TEAM].scopes.remove("users:read")
    assert await refusal(client.users_info(user=READER)) == "missing_scope"
    slack.teams[TEAM].error = "token_revoked"
    assert await refusal(client.auth_test()) == "token_revoked"


async def test_a_thread_begins_at_a_message_that_is_there(client: AsyncWebClient, slack: LoopbackSlack) -> None:
    first = await client.chat_postMessage(channel=CHANNEL, **STORY)
    await client.chat_postMessage(channel=CHANNEL, text="More", thread_ts=first["ts"])
    assert [each.texts for each in slack.messages(CHANNEL, thread_ts=first["ts"])] == [["More"]]
    assert await refusal(client.chat_postMessage(channel=CHANNEL, text="More", thread_ts="0")) == "invalid_thread_ts"
    gone = "1726000000.000100"
    assert await refusal(client.chat_postMessage(channel=CHANNEL, text="More", thread_ts=gone)) == "thread_not_found"


async def test_a_message_to_a_person_stands_in_their_direct_message(
    slack: LoopbackSlack, client: AsyncWebClient
) -> None:
    assert (await client.chat_postMessage(channel=READER, text="Rain"))["channel"].startswith("D")
    assert [each.texts for each in slack.directs(READER)] == [["Rain"]]


async def test_what_a_person_speaks_is_told_when_it_is_asked_for(client: AsyncWebClient) -> None:
    assert "locale" not in (await client.users_info(user=MANAGER))["user"]
    user = (await client.users_info(user=MANAGER, include_locale=True))["user"]
    assert (user["locale"], user["is_admin"], user["tz"]) == ("en-US", True, "Europe/Paris")
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"


# ---- windows and response_url


async def test_a_trigger_opens_one_window_within_three_seconds(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    late, trigger = slack.trigger(TEAM, READER), slack.trigger(TEAM, READER)
    await client.views_open(trigger_id=trigger, view=WINDOW)
    assert await refusal(client.views_open(trigger_id=trigger, view=WINDOW)) == "exchanged_trigger_id"
    slack.now += timedelta(seconds=4)
    assert await refusal(client.views_open(trigger_id=late, view=WINDOW)) == "expired_trigger_id"
    assert await refusal(client.views_open(trigger_id="1.2.x", view=WINDOW)) == "invalid_trigger_id"
    assert len(slack.windows(READER)) == 1


async def test_only_a_window_that_is_open_is_updated(slack: LoopbackSlack, client: AsyncWebClient) -> None:
    view = (await client.views_open(trigger_id=slack.trigger(TEAM, READER), view=WINDOW))["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=WINDOW)
    asked = client.views_update(view_id=view["id"], hash=view["hash"], view=WINDOW)
    assert await refusal(asked) == "hash_conflict"
    await slack.close(READER)
    assert await refusal(client.views_update(view_id=view["id"], view=WINDOW)) == "not_found"


async def test_a_response_url_is_good_five_times_and_half_an_hour(slack: LoopbackSlack, app: App) -> None:
    await slack.command(READER, CHANNEL, "now")
    await slack.command(READER, CHANNEL, "next")
    first, second = (AsyncWebhookClient(heard["response_url"]) for heard in app.heard)
    assert [(await first.send(text="Rain")).status_code for _ in range(6)] == [200] * 5 + [404]
    assert (await second.send(blocks=[section("")], text="Rain")).status_code == 400
    slack.now += timedelta(minutes=31)
    assert (await second.send(text="Rain")).status_code == 404
    assert len(slack.ephemerals(READER)) == 5


# ---- what people do


async def test_a_command_is_acknowledged_and_its_words_are_seen_by_who_said_it(slack: LoopbackSlack, app: App) -> None:
    app.ack = {"text": "One moment …"}
    told = await slack.command(READER, CHANNEL, "now")
    assert (told.payload, app.heard[0]["text"]) == (app.ack, "now")
    assert told.seconds > 0
    assert [each.texts for each in slack.ephemerals(READER)] == [["One moment …"]]
    assert not slack.ephemerals(MANAGER)


async def test_a_button_and_a_menu_say_what_was_chosen(slack: LoopbackSlack, client: AsyncWebClient, app: App) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Rain", blocks=[*STORY["blocks"], actions([CHOICE])])
    [shown] = slack.messages(CHANNEL)
    await slack.press(READER, shown, "Sources")
    await slack.choose(READER, shown, "Language", "German")
    pressed, chosen = app.heard
    assert pressed["actions"][0]["action_id"] == "d1:sources:k7qm"
    assert chosen["actions"][0]["selected_option"]["value"] == "d1:language:de"
    assert pressed["container"] == {
        "type": "message",
        "message_ts": shown.ts,
        "channel_id": CHANNEL,
        "is_ephemeral": False,
        "is_app_unfurl": False,
    }
    await AsyncWebhookClient(pressed["response_url"]).send(text="From the Lindmark Post", replace_original=False)
    assert [each.texts for each in slack.ephemerals(READER)] == [["From the Lindmark Post"]]
    with pytest.raises(LookupError):
        await slack.press(READER, shown, "Follow")


async def test_a_window_is_filled_in_and_sent(slack: LoopbackSlack, client: AsyncWebClient, app: App) -> None:
    await client.views_open(trigger_id=slack.trigger(TEAM, READER), view=WINDOW)
    [window] = slack.windows(READER)
    with pytest.raises(ValueError, match="filled in"):
        await slack.submit(READER)
    app.ack = {"response_action": "errors", "errors": {"words": "That is no word."}}
    await slack.submit(READER, {"Words": "trains"})
    assert window.errors == {"words": "That is no word."}
    assert app.heard[0]["view"]["state"]["values"] == {
        "words": {"typed": {"type": "plain_text_input", "value": "trains"}}
    }
    app.ack = {"response_action": "update", "view": WINDOW | {"title": plain_text("Again", 24)}}
    await slack.submit(READER)
    assert (window.texts[0], window.errors, window.is_open) == ("Again", {}, True)
    app.ack = None
    await slack.submit(READER)
    assert (app.heard[2]["view"]["title"]["text"], slack.windows(READER)) == ("Again", [])


async def test_a_shortcut_and_a_home_reach_the_app(slack: LoopbackSlack, client: AsyncWebClient, app: App) -> None:
    await client.chat_postMessage(channel=CHANNEL, **STORY)
    await slack.shortcut(STRANGER, slack.messages(CHANNEL)[0], "about")
    assert (app.heard[0]["user"]["team_id"], app.heard[0]["team"]["id"]) == (OTHER_TEAM, TEAM)
    await slack.open_home(READER)
    assert app.heard[1]["event"]["type"] == "app_home_opened"
    home = {"type": "home", "blocks": [header("News"), actions([button("Now", "now")])]}
    await client.views_publish(user_id=READER, view=home)
    await slack.press(READER, slack.homes[READER], "Now")
    assert app.heard[2]["container"] == {"type": "view", "view_id": slack.homes[READER].id}


async def test_an_event_is_redelivered_as_it_was(slack: LoopbackSlack, app: App) -> None:
    told = await slack.open_home(READER)
    await slack.again(told, retry=2)
    assert app.heard[0] == app.heard[1]
    assert app.retries == [0, 2]


async def test_a_workspace_that_removes_the_app_says_so_and_its_token_is_dead(
    slack: LoopbackSlack, client: AsyncWebClient, app: App
) -> None:
    await slack.uninstall(TEAM)
    assert [each["event"]["type"] for each in app.heard] == ["tokens_revoked", "app_uninstalled"]
    assert await refusal(client.chat_postMessage(channel=CHANNEL, text="Rain")) == "account_inactive"


# ---- Socket Mode


@pytest.mark.parametrize("ends", ["disconnect", "cut"])
async def test_a_client_comes_back_after_a_connection_ended(slack: LoopbackSlack, ends: str) -> None:
    app = App()
    async with by_socket(slack, app, looks_every=0.3):
        if ends == "disconnect":
            await slack.wire.disconnect()
        else:
            slack.wire.cut()
        await slack.wire.connected(2)
        await slack.command(READER, CHANNEL, "now")
    assert [each["text"] for each in app.heard] == ["now"]


async def test_an_address_of_a_connection_is_good_once(slack: LoopbackSlack) -> None:
    asking = AsyncWebClient(base_url=slack.api)
    assert await refusal(asking.apps_connections_open(app_token="xapp-of-nobody")) == "invalid_auth"
    url = (await asking.apps_connections_open(app_token=APP_TOKEN))["url"]
    async with ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(url)


@pytest.mark.parametrize("greeting", [Greeting.CUT, Greeting.GOODBYE, Greeting.REFUSED])
async def test_a_client_comes_back_when_it_was_not_greeted(slack: LoopbackSlack, greeting: Greeting) -> None:
    slack.wire.greetings.append(greeting)
    async with by_socket(slack, App(), looks_every=0.3):
        assert len(slack.calls["apps.connections.open"]) >= 1


# ---- what goes wrong


@pytest.mark.parametrize(
    ("fault", "error", "stand"),
    [
        (Refusal(error="fatal_error"), SlackApiError, 0),
        (Refusal(error=None, status=503), SlackApiError, 0),
        (Refusal(error="internal_error", status=500, is_done=True), SlackApiError, 1),
        (limited(30), SlackApiError, 0),
        (Fault.CUT_BEFORE, ClientError, 0),
        (Fault.CUT_AFTER, ClientError, 1),
        (Fault.HANG_BEFORE, TimeoutError, 0),
        (Fault.HANG, TimeoutError, 1),
        (Fault.PAGE, SlackApiError, 1),
        (Fault.HALF, SlackApiError, 1),
        (Fault.EMPTY, SlackApiError, 1),
    ],
)
async def test_what_goes_wrong_once_goes_well_again(
    slack: LoopbackSlack, client: AsyncWebClient, fault: Fault | Refusal, error: type[Exception], stand: int
) -> None:
    slack.faults["chat.postMessage"] = [fault]
    slack.hangs_for_s = 31
    with pytest.raises(error):
        await client.chat_postMessage(channel=CHANNEL, text="Rain")
    assert len(slack.messages(CHANNEL)) == stand
    await client.chat_postMessage(channel=CHANNEL, text="Rain")
    assert (await slack.until("chat.postMessage", 2))["text"] == "Rain"


# ---- OAuth


@pytest.mark.filterwarnings("ignore:BasicAuth:DeprecationWarning")  # by slack_sdk
async def test_a_code_is_changed_for_a_token_once(slack: LoopbackSlack) -> None:
    slack.codes["code-1"] = Code(team=OTHER_TEAM, user=STRANGER)
    asked = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "code": "code-1"}
    client = AsyncWebClient(base_url=slack.api)
    answer = await client.oauth_v2_access(**asked)
    assert (answer["access_token"], answer["team"]["id"]) == (OTHER_TOKEN, OTHER_TEAM)
    assert await refusal(client.oauth_v2_access(**asked)) == "code_already_used"
    assert await refusal(client.oauth_v2_access(**(asked | {"code": "code-2"}))) == "invalid_code"
    assert await refusal(client.oauth_v2_access(**(asked | {"client_secret": "guess"}))) == "bad_client_secret"
