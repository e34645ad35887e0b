"""What becomes of a message for everything that slack_sdk can meet between us and Slack."""

import asyncio
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.chats.slack_chat import SlackChat
from bot.chats.slack_clients import Clients
from bot.chats.slack_parts import message, section
from bot.chats.slack_post import Post, as_payload
from bot.settings import Tokens
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal, limited
from tests.bot.chats.slack_scene import BOT_TOKEN, CHANNEL, READER, TEAM
from tests.passing import let_pass

RAIN = as_payload(Post(body=message([section("Rain in Lindmark.")], text="Rain")))
POST = "chat.postMessage"


async def fault_of(api: str, *, token: str = BOT_TOKEN, address: str = CHANNEL) -> DeliveryError:
    clients = Clients(Tokens(slack_bot_token=SecretStr(token), slack_api_url=api), None)
    chat = SlackChat()
    chat.through(clients)
    try:
        with pytest.raises(DeliveryError) as caught:
            await chat.send(address, RAIN, "n1", workspace=TEAM)
    finally:
        await clients.close()
    assert not any(secret in str(caught.value) for secret in ("xox", CHANNEL, READER, "127.0.0.1"))
    assert not str(caught.value).endswith(".")
    return caught.value


def kind_of(fault: DeliveryError) -> str:
    """Return what is to become of the message, and of which others."""
    of = "all" if fault.is_of_chat else "message" if isinstance(fault, SendRefused) and fault.is_of_message else "place"
    return f"{type(fault).__name__} {of}"


# ---- what Slack answers

LATER, LATER_ALL, UNKNOWN = "SendLater place", "SendLater all", "SendUnknown place"
REFUSED, OF_MESSAGE, OF_TOKEN = "SendRefused place", "SendRefused message", "SendRefused all"
CODES = {
    LATER: "ratelimited rate_limited message_limit_exceeded request_timeout team_added_to_org accesslimited "
    "org_login_required external_channel_migrating new_limit_reached canvas_temporarily_unavailable",
    LATER_ALL: "service_unavailable",
    UNKNOWN: "internal_error fatal_error some_error operation_timeout update_failed",
    REFUSED: "not_in_channel channel_not_found is_archived restricted_action restricted_action_read_only_channel "
    "restricted_action_thread_only_channel user_not_found user_disabled cannot_dm_bot messages_tab_disabled "
    "ekm_access_denied missing_scope no_permission team_not_found team_access_not_granted access_denied "
    "account_inactive token_revoked enterprise_is_restricted two_factor_setup_required thread_not_found "
    "something_new Something!",
    OF_MESSAGE: "msg_too_long msg_blocks_too_long metadata_too_large attachment_payload_limit_exceeded invalid_blocks "
    "invalid_blocks_format invalid_arguments invalid_arg_name invalid_charset invalid_metadata_format "
    "missing_post_type no_text too_many_attachments too_many_contact_cards slack_connect_file_link_sharing_blocked",
    OF_TOKEN: "invalid_auth not_authed not_allowed_token_type token_expired",
}


@pytest.mark.parametrize(("code", "kind"), [(code, kind) for kind, codes in CODES.items() for code in codes.split()])
async def test_every_code_of_slack_has_its_meaning(slack: LoopbackSlack, code: str, kind: str) -> None:
    slack.faults_at[POST] = Refusal(error=code)
    fault = await fault_of(slack.api)
    assert kind_of(fault) == kind
    assert slack.asked == [POST]  # once
    assert not slack.messages(CHANNEL)


@pytest.mark.parametrize(
    ("code", "is_of_person"),
    [
        *[(code, True) for code in ("user_disabled", "user_not_found", "user_not_visible", "cannot_dm_bot")],
        ("channel_not_found", True),
        *[(code, False) for code in ("messages_tab_disabled", "missing_scope", "token_revoked", "account_inactive")],
        *[(code, False) for code in ("restricted_action", "not_in_channel", "something_new", "is_archived")],
    ],
)
async def test_of_a_person_is_what_shows_that_they_can_no_longer_be_written_to(
    slack: LoopbackSlack, code: str, is_of_person: bool
) -> None:
    slack.faults_at[POST] = Refusal(error=code)
    fault = await fault_of(slack.api, address=f"@{READER}")
    assert isinstance(fault, SendRefused)
    assert (fault.is_of_person, fault.is_of_chat, fault.is_of_message) == (is_of_person, False, False)
    assert "channel is gone" not in fault.reason


@pytest.mark.parametrize(
    ("answer", "wait", "is_of_chat"),
    [
        (limited(3), 3, False),
        (limited(600), 600, False),
        (Refusal(error="ratelimited", status=429), None, False),
        (Refusal(error="ratelimited", status=429, headers={"Retry-After": "soon"}), None, False),
        (Refusal(error="rate_limited", headers={"Retry-After": "30"}), 30, False),
        (Refusal(error=None, status=429, headers={"Retry-After": "30"}), 30, True),  # not the API's
        (Refusal(error=None, status=429), 60, True),
        (Refusal(error="team_added_to_org"), 600, False),
        (Refusal(error=None, status=503), None, True),
        (Refusal(error="service_unavailable", status=503, headers={"Retry-After": "30"}), 30, True),
        (Refusal(error=None, status=403), 60, True),
        (Refusal(error=None, status=404), 60, True),
    ],
)
async def test_what_was_surely_not_done_is_sent_later(
    slack: LoopbackSlack, answer: Refusal, wait: float | None, is_of_chat: bool
) -> None:
    slack.faults_at[POST] = answer
    fault = await fault_of(slack.api)
    assert isinstance(fault, SendLater)
    assert fault.retry_after == (None if wait is None else timedelta(seconds=wait))
    assert fault.is_of_chat == is_of_chat
    assert slack.asked == [POST]


# ---- what nobody knows


@pytest.mark.parametrize("fault", [Fault.HANG, Fault.CUT_AFTER, Fault.PAGE, Fault.HALF, Fault.EMPTY])
async def test_a_message_whose_answer_is_lost_stands_there_once_and_is_unknown(
    slack: LoopbackSlack, fault: Fault
) -> None:
    slack.hangs_for_s = 30
    slack.faults[POST] = [fault]
    assert isinstance(await fault_of(slack.api), SendUnknown)
    assert [shown.texts for shown in slack.messages(CHANNEL)] == [["Rain in Lindmark."]]
    assert slack.asked == [POST]


@pytest.mark.parametrize("fault", [Fault.HANG_BEFORE, Fault.CUT_BEFORE])
async def test_what_was_lost_on_its_way_is_unknown_too(slack: LoopbackSlack, fault: Fault) -> None:
    slack.hangs_for_s = 30
    slack.faults[POST] = [fault]
    assert isinstance(await fault_of(slack.api), SendUnknown)
    assert slack.asked == [POST]


@pytest.mark.parametrize("status", [408, 500, 502, 504])
@pytest.mark.parametrize("error", [None, "something_new", "invalid_arguments"])
@pytest.mark.parametrize("is_done", [True, False])
async def test_the_mistake_of_a_server_may_have_come_after_the_message(
    slack: LoopbackSlack, status: int, error: str | None, is_done: bool
) -> None:
    slack.faults[POST] = [Refusal(error=error, status=status, is_done=is_done)]
    assert isinstance(await fault_of(slack.api), SendUnknown)
    assert len(slack.messages(CHANNEL)) == is_done


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("200 OK\r\nContent-Type: text/plain", b"ok", UNKNOWN),
        ("200 OK\r\nContent-Type: application/gzip", b"ok", UNKNOWN),
        ("200 OK\r\nContent-Type: application/json", b"[1]", UNKNOWN),
        ("200 OK\r\nContent-Type: application/json", b"null", UNKNOWN),
        ("200 OK\r\nContent-Type: application/json; charset=utf-8", b'"\xff"', UNKNOWN),
        ("200 OK\r\nContent-Type: application/json", b'{"ok": true, "ts": 17}', UNKNOWN),
        ("200 OK\r\nContent-Type: application/json", b'{"ok": false, "error": {"code": 5}}', UNKNOWN),
        ("200 OK\r\nContent-Type: application/json; charset=klingon", b"{}", UNKNOWN),
        ("500 No\r\nContent-Type: application/json", b'{"ok": true, "ts": "1.2"}', UNKNOWN),
        ("503 No\r\nContent-Type: text/plain", b"no", LATER_ALL),
        ("503 No\r\nContent-Type: application/json", b'{"ok"', LATER_ALL),
        ("413 No\r\nContent-Type: text/html", b"<html>", OF_MESSAGE),
        ("302 Go\r\nContent-Type: text/html", b"<html>", LATER_ALL),
    ],
)
async def test_whatever_is_answered_has_a_meaning(head: str, body: bytes, kind: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        size = int((await reader.readuntil(b"\r\n\r\n")).lower().split(b"content-length: ")[1].split()[0])
        await reader.readexactly(size)
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1")
    fault = await fault_of(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/")
    server.close()
    assert kind_of(fault) == kind


# ---- what never left


async def test_a_slack_that_cannot_be_reached_is_asked_later() -> None:
    for api in ("http://127.0.0.1:9/api/", "http://nowhere.invalid/api/"):
        assert kind_of(await fault_of(api)) == LATER_ALL


async def test_a_connection_that_does_not_come_about_has_sent_nothing() -> None:
    is_over = asyncio.Event()

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        let_pass(8)  # of the ten seconds, in which no TLS answers
        await reader.read()
        writer.close()
        is_over.set()

    silent = await asyncio.start_server(swallow, "127.0.0.1")
    fault = await fault_of(f"https://127.0.0.1:{silent.sockets[0].getsockname()[1]}/api/")
    silent.close()
    await is_over.wait()
    assert kind_of(fault) == LATER_ALL


# ---- what the managers read


@pytest.mark.parametrize(
    ("code", "clause"),
    [
        ("not_in_channel", "the bot is not in the channel; type /invite there to add it"),
        ("something_new", "Slack refuses it (error code something_new)"),
        ("<!channel> *you*", "Slack refuses it (error code unreadable)"),
        ("x" * 500, "Slack refuses it (error code unreadable)"),
    ],
)
async def test_a_refusal_says_what_to_do_and_no_word_that_slack_does_not_use(
    slack: LoopbackSlack, code: str, clause: str
) -> None:
    slack.faults_at[POST] = Refusal(error=code)
    fault = await fault_of(slack.api)
    assert isinstance(fault, SendRefused)
    assert fault.reason == clause


async def test_a_token_that_is_none_stops_the_chat_where_it_is_the_only_one(slack: LoopbackSlack) -> None:
    assert kind_of(await fault_of(slack.api, token="xoxb-0-0-nobody")) == OF_TOKEN
