"""Where a message stands in Discord, that it stands there once, and that it is found again."""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_parts import button, message, row, text
from bot.chats.discord_post import Post, Where, as_payload, as_post
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Subscription
from digests.postings import Notice
from tests.bot.chats.loopback_discord import (
    CHANNEL,
    DIRECT,
    FORUM,
    GUILD,
    NOW,
    PERSON,
    Fault,
    LoopbackDiscord,
    Refusal,
)
from tests.bot.formats.examples import a_digest, night_train

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WISH = Subscription(feeds=(), language="en")


def a_post(words: str, where: Where = Where.CHANNEL, title: str = "News digest") -> str:
    return as_payload(Post(body=message([text(words), row(button("More", "story", "k7qm"))]), where=where, title=title))


@pytest.fixture
def chat(client: discord.Client) -> DiscordChat:
    return a_chat(client)


def a_chat(client: discord.Client) -> DiscordChat:
    chat = DiscordChat(clock=lambda: NOW + MINUTE)
    chat.through(client, InvalidRequests())
    return chat


# ---- what is sent


def test_each_message_of_a_digest_says_which_stories_it_tells() -> None:
    messages = DiscordChat().messages(a_digest(night_train()), WISH, is_late=False)
    assert [story for each in messages for story in each.tells] == ["k7qm"]
    assert all(as_post(each.payload).body["allowed_mentions"] == {"parse": []} for each in messages)


def test_a_notice_names_its_channel_as_discord_does() -> None:
    notice = Notice(key="paused-refused", arguments={"channel": "1300000000000000001", "reason": "no *access*"})
    post = as_post(DiscordChat().notice(notice, WISH))
    said = post.body["components"][0]["content"]
    assert "<#1300000000000000001>" in said
    assert "*access*" not in said.replace(r"\*", "")


# ---- where it stands


async def test_a_message_stands_in_its_channel_and_calls_nobody(server: LoopbackDiscord, chat: DiscordChat) -> None:
    message_id = await chat.send(CHANNEL, a_post("Rain in Lindmark."), "n1")
    [shown] = server.messages[CHANNEL]
    assert (shown["id"], shown["nonce"], shown["enforce_nonce"]) == (message_id, "n1", True)
    assert shown["allowed_mentions"] == {"parse": []}
    assert 0 < shown["components"][0]["id"] < 1 << 31
    await chat.send(CHANNEL, a_post("Sun."), "n2")
    assert server.asked.count(f"GET /channels/{CHANNEL}") == 1
    assert len({each["components"][0]["id"] for each in server.messages[CHANNEL]}) == 2


async def test_a_person_gets_a_direct_message(server: LoopbackDiscord, chat: DiscordChat) -> None:
    await chat.send(f"@{PERSON}", a_post("No access."), "n1")
    await chat.send(f"@{PERSON}", a_post("Again."), "n2", first="1")
    assert server.texts(DIRECT) == ["No access.", "Again."]


async def test_details_stand_in_the_thread_of_the_first_message(server: LoopbackDiscord, chat: DiscordChat) -> None:
    first = await chat.send(CHANNEL, a_post("Overview.", Where.CHANNEL), "n1")
    for number in (2, 3):
        await chat.send(CHANNEL, a_post(f"Details {number}.", Where.THREAD, "20 November"), f"n{number}", first=first)
    assert (server.texts(CHANNEL), server.texts(first)) == (["Overview."], ["Details 2.", "Details 3."])
    assert server.channels[first]["name"] == "20 November"
    assert server.asked.count(f"POST /channels/{CHANNEL}/messages/{first}/threads") == 1


async def test_a_thread_that_is_there_already_is_used(
    server: LoopbackDiscord, chat: DiscordChat, client: discord.Client
) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1")
    await chat.send(CHANNEL, a_post("Details 2.", Where.THREAD), "n2", first=first)
    await a_chat(client).send(CHANNEL, a_post("Details 3.", Where.THREAD), "n3", first=first)  # after a restart
    assert server.texts(first) == ["Details 2.", "Details 3."]


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 50024), (400, 160006), (404, 10008)])
async def test_where_no_thread_can_be_begun_details_stand_in_the_channel(
    server: LoopbackDiscord, chat: DiscordChat, status: int, code: int
) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1")
    server.faults_at[f"POST /channels/{CHANNEL}/messages/{first}/threads"] = Refusal(status=status, code=code)
    for number in (2, 3):
        await chat.send(CHANNEL, a_post(f"Details {number}.", Where.THREAD), f"n{number}", first=first)
    assert server.texts(CHANNEL) == ["Overview.", "Details 2.", "Details 3."]
    assert server.asked.count(f"POST /channels/{CHANNEL}/messages/{first}/threads") == 1


@pytest.mark.parametrize(("status", "code"), [(404, 10003), (403, 50013), (400, 160005)])
async def test_after_a_thread_is_deleted_or_locked_details_stand_in_the_channel(
    server: LoopbackDiscord, chat: DiscordChat, status: int, code: int
) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1")
    server.faults_at[f"POST /channels/{first}/messages"] = Refusal(status=status, code=code)
    for number in (2, 3):
        await chat.send(CHANNEL, a_post(f"Details {number}.", Where.THREAD), f"n{number}", first=first)
    assert server.texts(CHANNEL) == ["Overview.", "Details 2.", "Details 3."]
    assert server.asked.count(f"POST /channels/{first}/messages") == 1


async def test_silence_while_a_thread_is_begun_is_no_message(server: LoopbackDiscord, chat: DiscordChat) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1")
    server.faults_at[f"POST /channels/{CHANNEL}/messages/{first}/threads"] = Fault.CUT_AFTER
    with pytest.raises(SendLater):
        await chat.send(CHANNEL, a_post("Details.", Where.THREAD), "n2", first=first)
    server.faults_at.clear()
    await chat.send(CHANNEL, a_post("Details.", Where.THREAD), "n2", first=first)
    assert server.texts(first) == ["Details."]


@pytest.mark.parametrize("where", list(Where))
async def test_in_a_forum_the_first_message_begins_a_post_and_the_others_stand_in_it(
    server: LoopbackDiscord, chat: DiscordChat, where: Where
) -> None:
    first = await chat.send(FORUM, a_post("One.", where, "20 November"), "n1")
    await chat.send(FORUM, a_post("Two.", where), "n2", first=first)
    assert server.texts(first) == ["One.", "Two."]
    assert server.channels[first]["name"] == "20 November"


async def test_a_forum_post_meant_for_what_is_no_forum_stands_in_the_channel(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    first = await chat.send(CHANNEL, a_post("One.", Where.FORUM), "n1")
    await chat.send(CHANNEL, a_post("Two.", Where.FORUM), "n2", first=first)
    assert server.texts(CHANNEL) == ["One.", "Two."]


async def test_after_a_forum_post_is_deleted_the_rest_stands_in_another(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    first = await chat.send(FORUM, a_post("One."), "n1")
    del server.channels[first]
    second = await chat.send(FORUM, a_post("Two."), "n2", first=first)
    await chat.send(FORUM, a_post("Three."), "n3", first=first)
    assert server.texts(second) == ["Two.", "Three."]


async def test_a_forum_that_demands_a_tag_gets_the_first_that_anybody_may_set(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    tags = server.channels[FORUM]["available_tags"]
    tags += [{"id": "71", "moderated": True}]
    with pytest.raises(SendRefused, match="demands a tag"):
        await chat.send(FORUM, a_post("One."), "n1")
    tags += [{"id": "72", "moderated": False}, {"id": "73", "moderated": False}]
    first = await chat.send(FORUM, a_post("One."), "n1")
    assert server.channels[first]["applied_tags"] == ["72"]


async def test_the_role_of_everybody_is_not_called(server: LoopbackDiscord, chat: DiscordChat) -> None:
    body = message([text(f"**News**\n<@&{GUILD}>")]) | {"allowed_mentions": {"parse": [], "roles": [GUILD]}}
    await chat.send(CHANNEL, as_payload(Post(body=body, title="News")), "n1")
    body = message([text("**News**\n<@&555>")]) | {"allowed_mentions": {"parse": [], "roles": ["555"]}}
    await chat.send(CHANNEL, as_payload(Post(body=body, title="News")), "n2")
    assert server.texts(CHANNEL) == ["**News**", "**News**\n<@&555>"]
    assert [each["allowed_mentions"]["roles"] for each in server.messages[CHANNEL]] == [[], ["555"]]


@pytest.mark.parametrize("address", ["#news", "@ana", "", "1" * 30, "201/messages", "٢٠١"])
async def test_what_is_no_id_is_refused_without_asking(
    server: LoopbackDiscord, chat: DiscordChat, address: str
) -> None:
    with pytest.raises(SendRefused):
        await chat.send(address, a_post("Rain."), "n1")
    assert server.asked == []


async def test_before_there_is_a_client_and_after_it_is_closed_everything_waits(
    server: LoopbackDiscord, client: discord.Client
) -> None:
    chat = DiscordChat()
    strangers = discord.Client(intents=discord.Intents.none())  # has not logged in
    for each in (None, strangers, client):
        if each:
            chat.through(each, InvalidRequests())
            await each.close()
        with pytest.raises(SendLater) as caught:
            await chat.send(CHANNEL, a_post("Rain."), "n1")
        assert caught.value.is_of_chat
        with pytest.raises(SendLater):
            await chat.find(CHANNEL, "n1", NOW)


# ---- once


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.HANG, Fault.PAGE, Fault.HALF, Fault.CUT_BEFORE])
@pytest.mark.parametrize("address", [CHANNEL, FORUM])
async def test_what_is_sent_again_after_silence_stands_there_once(
    server: LoopbackDiscord, client: discord.Client, fault: Fault, address: str
) -> None:
    server.faults.append(fault)
    with pytest.raises(SendUnknown):
        await a_chat(client).send(address, a_post("Rain."), "n1")
    message_id = await a_chat(client).send(address, a_post("Rain."), "n1")  # after a restart
    assert [each["id"] for room in server.messages.values() for each in room] == [message_id]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (CHANNEL, 403, 50013),
        (CHANNEL, 400, 50083),
        (CHANNEL, 400, 160005),
        (FORUM, 400, 50083),
        (FORUM, 400, 160005),
    ],
)
async def test_what_stands_already_in_a_thread_that_is_closed_meanwhile_stands_there_once(
    server: LoopbackDiscord, chat: DiscordChat, address: str, status: int, code: int
) -> None:
    first = await chat.send(address, a_post("One."), "n1")
    server.faults.extend([None, Fault.CUT_AFTER] if address == CHANNEL else [Fault.CUT_AFTER])
    with pytest.raises(SendUnknown):
        await chat.send(address, a_post("Two.", Where.THREAD), "n2", first=first)
    server.faults_at[f"POST /channels/{first}/messages"] = Refusal(status=status, code=code)
    second = await chat.send(address, a_post("Two.", Where.THREAD), "n2", first=first)
    third = await chat.send(address, a_post("Three.", Where.THREAD), "n3", first=first)
    shown = [each["id"] for room in server.messages.values() for each in room]
    assert sorted(shown) == sorted([first, second, third])
    assert server.texts(first)[-1] == "Two."


async def test_another_forum_post_of_the_same_title_is_not_taken_for_it(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    posts = [await chat.send(FORUM, a_post("Rain."), nonce) for nonce in ("n1", "n2")]
    assert [server.texts(each) for each in posts] == [["Rain."], ["Rain."]]
    del server.messages[posts[0]]  # its first message was deleted
    assert await chat.send(FORUM, a_post("Rain."), "n3") not in posts


async def test_where_forum_posts_may_not_be_read_one_of_that_title_may_be_it(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    begun = await chat.send(FORUM, a_post("Rain.", title="20 November"), "n1")
    server.faults_at[f"GET /channels/{begun}/messages/{begun}"] = Refusal(status=403, code=50001)
    with pytest.raises(SendUnknown):
        await chat.send(FORUM, a_post("Rain.", title="20 November"), "n1")
    assert await chat.send(FORUM, a_post("Sun.", title="21 November"), "n2") != begun


# ---- searched for


@pytest.mark.parametrize("where", list(Where))
@pytest.mark.parametrize("address", [CHANNEL, FORUM])
async def test_every_message_is_found_by_its_mark(
    server: LoopbackDiscord, chat: DiscordChat, where: Where, address: str
) -> None:
    first = await chat.send(address, a_post("One.", where), "n1")
    second = await chat.send(address, a_post("Two.", where), "n2", first=first)
    assert [await chat.find(address, nonce, NOW - MINUTE) for nonce in ("n1", "n2")] == [first, second]
    assert await chat.find(address, "n3", NOW - MINUTE) is None


async def test_what_others_wrote_does_not_hide_a_message_and_is_not_it(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    body = message([text("Rain.")])
    for _ in range(150):
        server.say(CHANNEL, body, author="7")
    wanted = await chat.send(CHANNEL, a_post("Rain."), "n1")
    server.say(CHANNEL, {**server.messages[CHANNEL][-1], "id": server.new_id(), "author": {"id": "7"}})
    assert await chat.find(CHANNEL, "n1", NOW - MINUTE) == wanted
    assert await chat.find(CHANNEL, "n2", NOW - MINUTE) is None


async def test_an_empty_channel_proves_nothing_where_the_past_may_be_closed(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    with pytest.raises(SendUnknown):
        await chat.find(CHANNEL, "n1", NOW)
    assert await chat.find(f"@{PERSON}", "n1", NOW) is None


async def test_a_message_of_ours_without_a_mark_may_be_the_one(server: LoopbackDiscord, chat: DiscordChat) -> None:
    server.say(CHANNEL, {"content": "Rain."})
    with pytest.raises(SendUnknown):
        await chat.find(CHANNEL, "n1", NOW)


SEARCHES = [f"GET /channels/{CHANNEL}", f"GET /channels/{CHANNEL}/messages", f"GET /guilds/{GUILD}/threads/active"]


@pytest.mark.parametrize("path", SEARCHES)
@pytest.mark.parametrize("fault", [Refusal(status=403, code=50001), Refusal(status=404, code=10003)])
async def test_a_search_that_is_refused_will_never_tell(
    server: LoopbackDiscord, client: discord.Client, fault: Refusal, path: str
) -> None:
    server.say(CHANNEL, message([text("Rain.")]), author="7")
    server.faults_at[path] = fault
    with pytest.raises(SendUnknown):
        await a_chat(client).find(CHANNEL, "n1", NOW)


TROUBLES = [Refusal(status=each) for each in (500, 502, 503, 504)] + [Refusal(status=429, headers={"Via": "1.1 g"})]


@pytest.mark.parametrize("path", SEARCHES)
@pytest.mark.parametrize("fault", [*TROUBLES, Fault.HANG, Fault.CUT_AFTER, Fault.PAGE, Fault.HALF])
async def test_while_discord_is_in_trouble_it_is_searched_later(
    server: LoopbackDiscord, client: discord.Client, fault: Fault | Refusal, path: str
) -> None:
    server.say(CHANNEL, message([text("Rain.")]), author="7")
    server.faults_at[path] = fault
    with pytest.raises(SendLater) as caught:
        await a_chat(client).find(CHANNEL, "n1", NOW)
    assert caught.value.is_of_chat == (fault == Refusal(status=503))


async def test_with_a_token_that_is_not_taken_everything_is_searched_later(
    server: LoopbackDiscord, chat: DiscordChat
) -> None:
    server.faults_at[f"GET /channels/{CHANNEL}/messages"] = Refusal(status=401, code=0)
    with pytest.raises(SendLater) as caught:
        await chat.find(CHANNEL, "n1", NOW)
    assert caught.value.is_of_chat


async def test_an_answer_that_says_nothing_proves_nothing(server: LoopbackDiscord, chat: DiscordChat) -> None:
    server.faults_at[f"GET /channels/{CHANNEL}/messages"] = Fault.EMPTY
    with pytest.raises(SendUnknown):
        await chat.find(CHANNEL, "n1", NOW)


# ---- against a Discord that checks limits and permissions


async def test_simcord_takes_what_stands_in_a_channel_a_thread_a_forum_and_a_direct_message() -> None:
    client = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(client) as env:
        guild = env.create_guild("Town news")
        channel, forum = guild.create_text_channel("news"), guild.create_forum_channel("digests")
        ana = env.create_user("ana")
        guild.add_member(ana)
        chat = DiscordChat(clock=discord.utils.utcnow)
        chat.through(client, InvalidRequests())
        since = discord.utils.utcnow() - MINUTE
        first = await chat.send(str(channel.id), a_post("One."), "n1")
        second = await chat.send(str(channel.id), a_post("Two.", Where.THREAD), "n2", first=first)
        begun = await chat.send(str(forum.id), a_post("One.", Where.FORUM), "n3")
        also = await chat.send(str(forum.id), a_post("Two.", Where.FORUM), "n4", first=begun)
        await chat.send(f"@{ana.id}", a_post("No access."), "n5")
        assert [str(each.id) for each in channel.history() if each.components] == [first]
        assert [str(each.id) for each in channel.threads[0].history() if each.components] == [second]
        assert str(channel.threads[0].id) == first
        [thread] = forum.threads
        assert {str(each.id) for each in thread.history()} == {begun, also}  # in simcord the thread has another id
        assert len(ana.dm_channel.history()) == 1
        # The client knows its channels and what it may do there, so that nothing is asked, and an empty one is empty.
        assert not any(each.method == "GET" and each.path.endswith(str(channel.id)) for each in env.http_requests)
        assert await chat.find(str(channel.id), "n2", since) == second
        assert await chat.find(str(guild.create_text_channel("empty").id), "n9", since) is None
