"""What becomes of a message for everything that discord.py can meet between us and Discord."""

import asyncio
from datetime import timedelta

import aiohttp
import discord
import pytest

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_faults import meaning
from bot.chats.discord_parts import message, text
from bot.chats.discord_post import Post, as_payload
from digests.errors import DeliveryError, SendLater, SendRefused, SendUnknown
from tests.bot.chats.loopback_discord import (
    CHANNEL,
    NOW,
    PERSON,
    Fault,
    LoopbackDiscord,
    Refusal,
    a_client,
    open_discord,
)

RAIN = as_payload(Post(body=message([text("Rain in Lindmark.")]), title="News"))
PATH = f"POST /channels/{CHANNEL}/messages"
VIA = {"Via": "1.1 google"}


def a_chat(client: discord.Client, within_s: float = 15) -> DiscordChat:
    chat = DiscordChat(within_s=within_s, clock=lambda: NOW)
    chat.through(client, InvalidRequests())
    return chat


async def fault_of(client: discord.Client, address: str = CHANNEL, *, within_s: float = 15) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await a_chat(client, within_s).send(address, RAIN, "n1")
    assert "token" not in str(caught.value).replace("our token", "")
    assert CHANNEL not in str(caught.value)
    assert not str(caught.value).endswith(".")
    return caught.value


# ---- later


@pytest.mark.parametrize(
    ("headers", "wait", "is_of_chat"),
    [
        (VIA | {"Retry-After": "3"}, 3, False),
        (VIA | {"Retry-After": "3", "X-RateLimit-Scope": "user", "X-RateLimit-Remaining": "0"}, 3, False),
        (VIA | {"Retry-After": "40", "X-RateLimit-Scope": "shared"}, 40, False),
        (VIA | {"Retry-After": "70", "X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}, 70, True),
        (VIA | {"X-RateLimit-Reset-After": "0.5"}, 0.5, False),
        (VIA | {"Retry-After": "soon"}, None, False),
        (VIA | {"Retry-After": "-5"}, None, False),
        (VIA | {"Retry-After": "9e99"}, 172_800, False),
        ({"Retry-After": "600"}, 600, True),  # of what stands before Discord
        ({}, 60, True),
    ],
)
async def test_too_many_requests_are_answered_with_a_rest_as_long_as_asked_for(
    server: LoopbackDiscord, client: discord.Client, headers: dict[str, str], wait: float | None, is_of_chat: bool
) -> None:
    code = 0 if headers.get("Retry-After", "1").isdecimal() else None
    server.faults_at[PATH] = Refusal(status=429, code=code, headers=headers)
    fault = await fault_of(client)
    assert isinstance(fault, SendLater)
    assert fault.retry_after == (None if wait is None else timedelta(seconds=wait))
    assert fault.is_of_chat == is_of_chat
    assert server.asked.count(PATH) == 1  # discord.py would sleep, and ask again


async def test_a_limit_of_all_requests_locks_nothing_for_ever(server: LoopbackDiscord, client: discord.Client) -> None:
    server.faults.append(Refusal(status=429, code=0, headers=VIA | {"Retry-After": "1", "X-RateLimit-Global": "true"}))
    await fault_of(client)
    assert await a_chat(client).send(CHANNEL, RAIN, "n1")


@pytest.mark.parametrize(
    ("refusal", "wait", "is_of_chat"),
    [
        (Refusal(status=503), None, True),
        (Refusal(status=503, headers={"Retry-After": "30"}), 30, True),
        (Refusal(status=522), None, True),
        (Refusal(status=403), 60, True),
        (Refusal(status=403, code=40333), 60, True),
        (Refusal(status=404), 60, True),
        (Refusal(status=404, code=0), 60, False),
        (Refusal(status=302, headers={"Location": "https://login.example/"}), 60, True),
        (Refusal(status=400, code=40006), 60, True),
        (Refusal(status=400, code=160006), 1800, False),
        (Refusal(status=400, code=160007), 1800, False),
        (Refusal(status=403, code=20026), 60, True),
        (Refusal(status=403, code=40004), 60, True),
        (Refusal(status=503, code=130000), 60, True),
        (Refusal(status=429, code=20029, headers=VIA | {"Retry-After": "12"}), 12, False),
        (Refusal(status=429, code=40003, headers=VIA | {"Retry-After": "12"}), 12, False),
        (Refusal(status=429, code=20028, headers=VIA | {"Retry-After": "12"}), 12, False),
        (Refusal(status=429, code=20016, headers=VIA | {"Retry-After": "120"}), 120, False),
    ],
)
async def test_what_was_surely_not_done_is_sent_later(
    server: LoopbackDiscord, client: discord.Client, refusal: Refusal, wait: float | None, is_of_chat: bool
) -> None:
    server.faults_at[PATH] = refusal
    fault = await fault_of(client)
    assert isinstance(fault, SendLater)
    assert fault.retry_after == (None if wait is None else timedelta(seconds=wait))
    assert fault.is_of_chat == is_of_chat
    assert server.asked.count(PATH) == 1


async def test_a_discord_that_cannot_be_reached_is_asked_later(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_discord(monkeypatch) as server, a_client(InvalidRequests()) as client:
        monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9")
        fault = await fault_of(client)
        monkeypatch.setattr(discord.http.Route, "BASE", "http://nowhere.invalid")
        assert isinstance(await fault_of(client), SendLater)
    assert (type(fault), fault.is_of_chat) == (SendLater, True)
    assert server.asked == []


async def test_a_connection_that_does_not_come_about_has_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with open_discord(monkeypatch), a_client(InvalidRequests()) as client:
        silent = await asyncio.start_server(swallow, "127.0.0.1")
        port = silent.sockets[0].getsockname()[1]
        monkeypatch.setattr(discord.http.Route, "BASE", f"https://127.0.0.1:{port}")  # no TLS answers there
        fault = await fault_of(client, within_s=0.2)
        silent.close()
    assert (type(fault), fault.is_of_chat) == (SendLater, True)


async def test_what_waits_for_its_turn_has_not_left(server: LoopbackDiscord, client: discord.Client) -> None:
    chat = a_chat(client, within_s=0.5)
    server.headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "1", "X-RateLimit-Reset-After": "60"}
    with pytest.raises(SendLater):
        await chat.send(f"@{PERSON}", RAIN, "n1")  # discord.py holds back for a minute what it has heard of the person
    assert await chat.send(f"@{PERSON}", RAIN, "n1") == server.messages["204"][0]["id"]  # of the message as well
    with pytest.raises(SendLater) as caught:
        await chat.send(f"@{PERSON}", RAIN, "n2")
    assert not caught.value.is_of_chat
    assert server.posted() == ["204"]


# ---- refused


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (404, 10003, "the channel is gone"),
        (404, 10004, "the server is gone"),
        (404, 10013, "no such person"),
        (400, 40058, "this kind of channel"),
        (400, 40066, "demands a tag"),
        (400, 40067, "demands a tag"),
        (403, 50001, "may not see"),
        (403, 50007, "takes no messages from the bot"),
        (400, 50008, "this kind of channel"),
        (403, 50013, "lacks a permission"),
        (400, 50024, "this kind of channel"),
        (400, 50033, "no such person"),
        (400, 50083, "archived"),
        (403, 50278, "shares no server"),
        (400, 160005, "locked"),
        (403, 40007, "error code 40007"),
        (404, 99999, "error code 99999"),
    ],
)
async def test_what_a_channel_or_person_will_never_take_is_refused_in_words_of_ours(
    server: LoopbackDiscord, client: discord.Client, status: int, code: int, reason: str
) -> None:
    server.faults_at[PATH] = Refusal(status=status, code=code)
    fault = await fault_of(client)
    assert isinstance(fault, SendRefused)
    assert (fault.is_of_chat, fault.is_of_message) == (False, False)
    assert reason in fault.reason


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, 20009, "explicit"),
        (400, 20031, "a word of the title"),
        (413, 40005, "too large"),
        (400, 50006, "empty"),
        (400, 50035, "the form"),
        (400, 50109, "the form"),
        (400, 200000, "AutoMod"),
        (403, 200000, "AutoMod"),
        (400, 200001, "AutoMod"),
        (400, 240000, "harmful links"),
        (400, 0, "error code 0"),
        (400, 50068, "error code 50068"),
        (400, 99999, "error code 99999"),
        (413, None, "413"),
        (415, 0, "415"),
        (422, 0, "422"),
    ],
)
async def test_what_is_refused_for_what_is_in_it_says_nothing_about_its_channel(
    server: LoopbackDiscord, client: discord.Client, status: int, code: int | None, reason: str
) -> None:
    server.faults_at[PATH] = Refusal(status=status, code=code)
    fault = await fault_of(client)
    assert isinstance(fault, SendRefused)
    assert (fault.is_of_chat, fault.is_of_message) == (False, True)
    assert reason in fault.reason


@pytest.mark.parametrize("path", [f"GET /channels/{CHANNEL}", "POST /users/@me/channels"])
async def test_an_address_of_which_discord_does_not_take_the_form_is_no_fault_of_the_message(
    server: LoopbackDiscord, client: discord.Client, path: str
) -> None:
    server.faults_at[path] = Refusal(status=400, code=50035)
    fault = await fault_of(client, CHANNEL if "GET" in path else f"@{PERSON}")
    assert isinstance(fault, SendRefused)
    assert (fault.is_of_chat, fault.is_of_message) == (False, False)


async def test_a_person_who_takes_no_messages_refuses(server: LoopbackDiscord, client: discord.Client) -> None:
    server.faults_at["POST /channels/204/messages"] = Refusal(status=403, code=50007)
    fault = await fault_of(client, f"@{PERSON}")
    assert isinstance(fault, SendRefused)
    assert fault.is_of_person


@pytest.mark.parametrize(
    ("status", "code", "is_of_person"),
    [(404, 10013, True), (400, 50033, True), (403, 50278, True), (403, 50001, False), (403, 99999, False)],
)
async def test_who_cannot_be_opened_a_conversation_with_is_gone_only_where_discord_says_so(
    server: LoopbackDiscord, client: discord.Client, status: int, code: int, is_of_person: bool
) -> None:
    server.faults_at["POST /users/@me/channels"] = Refusal(status=status, code=code)
    fault = await fault_of(client, f"@{PERSON}")
    assert isinstance(fault, SendRefused)
    assert fault.is_of_person == is_of_person


@pytest.mark.parametrize("code", [0, None])
async def test_a_token_that_is_not_taken_refuses_everything(
    server: LoopbackDiscord, client: discord.Client, code: int | None
) -> None:
    server.faults_at[PATH] = Refusal(status=401, code=code)
    fault = await fault_of(client)
    assert (type(fault), fault.is_of_chat) == (SendRefused, True)


# ---- unknown


@pytest.mark.parametrize("fault", [*Fault, *(Refusal(status=each) for each in (500, 502, 504, 520, 524))])
async def test_what_may_have_arrived_is_unknown(
    server: LoopbackDiscord, client: discord.Client, fault: Fault | Refusal
) -> None:
    server.faults_at[PATH] = fault
    assert isinstance(await fault_of(client), SendUnknown)
    assert server.asked.count(PATH) == 1


async def test_a_message_that_was_deleted_meanwhile_pauses_nobody(
    server: LoopbackDiscord, client: discord.Client
) -> None:
    server.faults_at[PATH] = Refusal(status=404, code=10008)
    assert isinstance(await fault_of(client), SendUnknown)


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.PAGE, Refusal(status=500), Refusal(status=429, headers=VIA)])
@pytest.mark.parametrize("path", [f"GET /channels/{CHANNEL}", "POST /users/@me/channels"])
async def test_while_the_channel_is_looked_up_nothing_has_left(
    server: LoopbackDiscord, client: discord.Client, path: str, fault: Fault | Refusal
) -> None:
    server.faults_at[path] = fault
    assert isinstance(await fault_of(client, CHANNEL if "GET" in path else f"@{PERSON}"), SendLater)
    assert server.posted() == []


async def test_who_is_cut_off_is_cut_off(server: LoopbackDiscord, client: discord.Client) -> None:
    server.faults_at[PATH] = Fault.HANG
    call = asyncio.create_task(DiscordChat().send(CHANNEL, RAIN, "n1"))
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


# ---- the table


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (discord.RateLimited(45.0), SendLater),
        (aiohttp.ServerDisconnectedError(), SendUnknown),
        (aiohttp.ClientPayloadError(), SendUnknown),
        (aiohttp.ClientOSError(104, "reset"), SendUnknown),
        (ConnectionResetError(54, "reset"), SendUnknown),
        (discord.InvalidData(), SendUnknown),
        (TypeError(), SendUnknown),
        (aiohttp.ServerTimeoutError(), SendUnknown),
        (aiohttp.ConnectionTimeoutError(), SendLater),
    ],
)
def test_errors_of_the_libraries_have_one_meaning(error: Exception, kind: type[DeliveryError]) -> None:
    assert type(meaning(error)) is kind
    assert type(meaning(error, has_left=False)) is SendLater
