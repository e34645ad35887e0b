"""Where a message stands in Slack, with whose token it is sent, and how soon after the one before."""

import contextlib
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.chats.slack_chat import REMEMBERED, SlackChat
from bot.chats.slack_clients import Clients
from bot.chats.slack_parts import Body, message, section
from bot.chats.slack_post import Post, as_payload, as_post
from digests.errors import SendLater, SendRefused, SendUnknown
from digests.models import Subscription
from digests.postings import Notice
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal
from tests.bot.chats.slack_scene import (
    CHANNEL,
    NOW,
    OTHER,
    READER,
    TEAM,
    tokens,
)
from tests.bot.formats.examples import a_digest, night_train

POST = "chat.postMessage"
WISH = Subscription(feeds=(), language="en")


def rain(words: str = "Rain in Lindmark.") -> Body:
    return message([section(words)], text=words)


def a_post(words: str, *, in_thread: bool = False) -> str:
    return as_payload(Post(body=rain(words), in_thread=in_thread))


@dataclass(slots=True)
class Clock:
    """A clock on which time passes only while somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def chat(clients: Clients, clock: Clock) -> SlackChat:
    chat = SlackChat(monotonic=clock, sleep=clock.sleep)
    chat.through(clients)
    return chat


def texts(slack: LoopbackSlack, channel: str, thread: str | None = None) -> list[str]:
    return [words for shown in slack.messages(channel, thread_ts=thread) for words in shown.texts]


# ---- what is sent


def test_each_message_of_a_digest_says_which_stories_it_tells() -> None:
    messages = SlackChat().messages(a_digest(night_train()), WISH, is_late=False)
    assert [story for each in messages for story in each.tells] == ["k7qm"]
    assert not any(as_post(each.payload).body["unfurl_links"] for each in messages)


def test_a_notice_names_its_channel_as_slack_does() -> None:
    notice = Notice(key="paused-refused", arguments={"channel": CHANNEL, "reason": "no <!channel> *access*"})
    body = as_post(SlackChat().notice(notice, WISH)).body
    for said in (body["text"], body["blocks"][0]["text"]["text"]):
        assert f"<#{CHANNEL}>" in said
        assert "<!channel>" not in said


async def test_a_message_arrives_as_it_was_kept(slack: LoopbackSlack, chat: SlackChat) -> None:
    message_id = await chat.send(CHANNEL, a_post("Rain."), "n1", workspace=TEAM)
    [shown] = slack.messages(CHANNEL)
    assert shown.ts == message_id
    [asked] = slack.calls[POST]
    assert asked == {**rain("Rain."), "channel": CHANNEL}


async def test_slack_takes_the_messages_of_a_digest(slack: LoopbackSlack, chat: SlackChat) -> None:
    for number, each in enumerate(chat.messages(a_digest(night_train()), WISH, is_late=True)):
        assert await chat.send(CHANNEL, each.payload, f"n{number}", workspace=TEAM)


# ---- where it stands


async def test_a_person_gets_a_direct_message(slack: LoopbackSlack, chat: SlackChat) -> None:
    await chat.send(f"@{READER}", a_post("No access."), "n1", workspace=TEAM)
    assert [shown.texts for shown in slack.directs(READER)] == [["No access."]]


async def test_details_stand_in_the_thread_of_the_first_message(slack: LoopbackSlack, chat: SlackChat) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    for number in (2, 3):
        await chat.send(
            CHANNEL, a_post(f"Details {number}.", in_thread=True), f"n{number}", workspace=TEAM, first=first
        )
    await chat.send(CHANNEL, a_post("Languages."), "n4", workspace=TEAM, first=first)
    assert texts(slack, CHANNEL) == ["Overview.", "Languages."]
    assert texts(slack, CHANNEL, first) == ["Details 2.", "Details 3."]


async def test_details_without_a_first_message_stand_in_the_channel(slack: LoopbackSlack, chat: SlackChat) -> None:
    await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n1", workspace=TEAM)
    assert texts(slack, CHANNEL) == ["Details."]


LOST = [
    "thread_not_found",
    "invalid_thread_ts",
    "message_not_found",
    "cannot_reply_to_message",
    "restricted_action_thread_locked",
    "restricted_action_non_threadable_channel",
]


@pytest.mark.parametrize("code", LOST)
async def test_where_a_thread_takes_nothing_details_stand_in_the_channel(
    slack: LoopbackSlack, chat: SlackChat, code: str
) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    slack.faults[POST] = [Refusal(error=code)]
    for number in (2, 3):
        await chat.send(
            CHANNEL, a_post(f"Details {number}.", in_thread=True), f"n{number}", workspace=TEAM, first=first
        )
    assert texts(slack, CHANNEL) == ["Overview.", "Details 2.", "Details 3."]
    assert len(slack.asked) == 4  # the thread is tried once


async def test_after_the_first_message_is_deleted_details_stand_in_the_channel(
    slack: LoopbackSlack, chat: SlackChat
) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    slack.delete(slack.messages(CHANNEL)[0])
    await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n2", workspace=TEAM, first=first)
    assert texts(slack, CHANNEL) == ["Details."]


async def test_threads_that_are_lost_are_not_remembered_for_ever(slack: LoopbackSlack, chat: SlackChat) -> None:
    chat._lost = {str(number): None for number in range(REMEMBERED)}
    slack.faults[POST] = [Refusal(error="thread_not_found")]
    await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n1", workspace=TEAM, first="1772352000.000001")
    assert len(chat._lost) == REMEMBERED
    assert "0" not in chat._lost


async def test_of_what_is_lost_in_a_thread_nobody_knows(slack: LoopbackSlack, chat: SlackChat) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    slack.faults[POST] = [Fault.CUT_AFTER]
    with pytest.raises(SendUnknown):
        await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n2", workspace=TEAM, first=first)
    assert texts(slack, CHANNEL) == ["Overview."]
    assert texts(slack, CHANNEL, first) == ["Details."]


@pytest.mark.parametrize(
    "address", ["#news", "news", "@ana", "", "@", "C", "C1 C2", "C024BE91L\n", "c024be91l", "Ç024"]
)
async def test_what_is_no_id_is_refused_without_asking(slack: LoopbackSlack, chat: SlackChat, address: str) -> None:
    with pytest.raises(SendRefused):
        await chat.send(address, a_post("Rain."), "n1", workspace=TEAM)
    assert slack.asked == []


async def test_slack_cannot_be_searched(chat: SlackChat) -> None:
    with pytest.raises(SendUnknown):
        await chat.find(CHANNEL, "n1", NOW)
    assert chat.keeps_nonces_for == timedelta(0)


# ---- how soon


async def test_one_message_a_second_goes_to_a_channel_and_others_do_not_wait_for_it(
    slack: LoopbackSlack, chat: SlackChat, clock: Clock
) -> None:
    for address in (CHANNEL, OTHER, CHANNEL, f"@{READER}", OTHER):
        await chat.send(address, a_post("Rain."), "n1", workspace=TEAM)
    assert clock.slept == [1.0]  # for the channel; the second of the other is over by then
    clock.now += 0.75
    await chat.send(OTHER, a_post("Rain."), "n1", workspace=TEAM)
    assert clock.slept == [1.0, 0.25]
    clock.now += 60
    await chat.send(OTHER, a_post("Rain."), "n1", workspace=TEAM)
    assert clock.slept == [1.0, 0.25]


async def test_a_refused_message_counts_too(slack: LoopbackSlack, chat: SlackChat, clock: Clock) -> None:
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    slack.faults[POST] = [Refusal(error="thread_not_found")]
    await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n2", workspace=TEAM, first=first)
    assert clock.slept == [1.0, 1.0]


async def test_whoever_would_wait_too_long_is_sent_later_and_takes_nobodys_turn(
    slack: LoopbackSlack, clients: Clients
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    chat = SlackChat(monotonic=lambda: 1000.0, sleep=sleep)  # all at once
    chat.through(clients)
    for number in range(30):
        with contextlib.suppress(SendLater):
            await chat.send(CHANNEL, a_post("Rain."), f"n{number}", workspace=TEAM)
    with pytest.raises(SendLater) as caught:
        await chat.send(CHANNEL, a_post("Rain."), "n30", workspace=TEAM)
    assert not caught.value.is_of_chat
    assert slept == [float(number) for number in range(1, 20)]  # and ten for the request are thirty
    assert len(slack.asked) == 20


async def test_channels_are_remembered_for_a_second(slack: LoopbackSlack, chat: SlackChat, clock: Clock) -> None:
    for _ in range(50):
        await chat.send(f"@{READER}", a_post("Rain."), "n1", workspace=TEAM)
        await chat.send(CHANNEL, a_post("Rain."), "n1", workspace=TEAM)
    clock.now += 1
    await chat.send(OTHER, a_post("Rain."), "n1", workspace=TEAM)
    assert list(chat._free_at) == [OTHER]


async def test_where_no_time_is_left_after_a_thread_is_lost_the_rest_is_sent_later(
    slack: LoopbackSlack, clock: Clock
) -> None:
    clients = Clients(tokens(slack.api, slack_timeout=20), None)

    async def sleep(seconds: float) -> None:
        clock.now += seconds + 10  # the machine is busy

    chat = SlackChat(monotonic=clock, sleep=sleep)
    chat.through(clients)
    first = await chat.send(CHANNEL, a_post("Overview."), "n1", workspace=TEAM)
    slack.faults[POST] = [Refusal(error="thread_not_found")]
    with pytest.raises(SendLater):
        await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n2", workspace=TEAM, first=first)
    await chat.send(CHANNEL, a_post("Details.", in_thread=True), "n2", workspace=TEAM, first=first)
    await clients.close()
    assert texts(slack, CHANNEL) == ["Overview.", "Details."]
