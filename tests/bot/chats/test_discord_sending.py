"""The real sender over the real discord.py and a Discord on loopback: each message once; who learns of a refusal."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import discord
import pytest

from bot.chats.discord_budget import InvalidRequests
from bot.chats.discord_chat import DiscordChat
from bot.chats.discord_parts import message, text
from bot.chats.discord_post import Post, Where, as_payload
from digests.adapters.ledger import SqlLedger
from digests.deliveries import deliveries_of
from digests.models import Alerts
from digests.postings import Edition, Made, Message, Posting, State, Subscriber
from digests.sending import Sender, Sent
from tests.bot.chats.loopback_discord import (
    CHANNEL,
    DIRECT,
    FORUM,
    NOW,
    OTHER,
    PERSON,
    Fault,
    LoopbackDiscord,
    Refusal,
)
from tests.digests.loopback_chat import kept, new_ledger, states, subscribe

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def a_sender(client: discord.Client, ledger: SqlLedger) -> Sender:
    chat = DiscordChat(clock=lambda: NOW + MINUTE)
    chat.through(client, InvalidRequests())
    return Sender(ledger=ledger, chats={"discord": chat})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with new_ledger(tmp_path / "news.db") as ledger:
        yield ledger


def write_down(ledger: SqlLedger, *subscribers: Subscriber, parts: int = 1, at: datetime = NOW) -> None:
    made = []
    for each in subscribers:
        posting = Posting(
            id=f"{each.id} {at.isoformat()}",
            subscriber_id=each.id,
            edition=Edition(id="e1", told=()),
            since=at,
            until=at,
            made_at=at,
        )
        where = [Where.CHANNEL, *[Where.THREAD] * (parts - 1)]
        posts = [
            Post(body=message([text(f"{part} for {each.id}")]), where=where[part], title="News")
            for part in range(parts)
        ]
        messages = [Message(payload=as_payload(post), tells=()) for post in posts]
        deliveries = deliveries_of(posting, each, messages, expires_at=at + 60 * MINUTE)
        made.append(Made(slot=None, posting=posting, deliveries=deliveries))
    assert ledger.save_postings(made) == len(made)


@pytest.mark.parametrize("address", [CHANNEL, FORUM])
@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.CUT_BEFORE, Fault.PAGE, Refusal(status=500, is_done=True)])
async def test_each_part_is_shown_once_whatever_is_cut(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, address: str, fault: Fault | Refusal
) -> None:
    write_down(ledger, *subscribe(ledger, address, chat="discord"), parts=2)
    server.faults.extend([fault, None, fault])
    for number in range(6):
        sender = a_sender(client, ledger)  # each time a new process
        await sender.send_due(NOW + number * 15 * SECOND)
    assert states(ledger) == [State.SENT] * 2
    first, second = (each.message_id or "" for each in kept(ledger))
    assert server.texts(first)[-1] == "1 for s0000"
    assert sorted(each["id"] for room in server.messages.values() for each in room) == [first, second]


async def test_a_message_whose_answer_was_lost_is_found_after_its_nonce_is_forgotten(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger
) -> None:
    write_down(ledger, *subscribe(ledger, CHANNEL, chat="discord"))
    server.faults.append(Fault.CUT_AFTER)
    sender = a_sender(client, ledger)
    assert await sender.send_due(NOW) == Sent(pending=1)
    assert await sender.send_due(NOW + 10 * MINUTE) == Sent(sent=1)
    assert server.posted() == [CHANNEL]


async def test_a_revoked_token_is_shown_once(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger
) -> None:
    write_down(ledger, *subscribe(ledger, CHANNEL, OTHER, FORUM, f"@{PERSON}", chat="discord"))
    for address in (CHANNEL, OTHER, FORUM):
        server.faults_at[f"GET /channels/{address}"] = Refusal(status=401, code=0)
    sender = a_sender(client, ledger)
    for minute in range(30):
        await sender.send_due(NOW + minute * MINUTE)
    assert len(server.asked) == 1
    assert [halt.chat for halt in ledger.halts()] == ["discord"]
    assert not any(each.paused_at for each in ledger.subscribers())


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (403, 50001), (404, 10003), (400, 50008)])
async def test_a_refusal_pauses_one_subscription_and_tells_its_managers(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, status: int, code: int
) -> None:
    refused, *_ = subscribe(ledger, CHANNEL, OTHER, chat="discord", managers=(PERSON,), alerts=Alerts.MANAGERS)
    write_down(ledger, *ledger.subscribers())
    server.faults_at[f"POST /channels/{CHANNEL}/messages"] = Refusal(status=status, code=code)
    sender = a_sender(client, ledger)
    for minute in range(3):
        await sender.send_due(NOW + minute * MINUTE)
    assert [each.id for each in ledger.subscribers() if each.paused_at] == [refused.id]
    assert server.texts(OTHER) == ["0 for s0001"]
    assert server.posted().count(CHANNEL) == 1
    assert len(server.texts(DIRECT)) == 1


@pytest.mark.parametrize("refusal", [Refusal(status=400, code=200000), Refusal(status=413)])
@pytest.mark.parametrize("address", [CHANNEL, f"@{PERSON}"])
async def test_a_message_refused_for_what_is_in_it_costs_that_message_alone(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, address: str, refusal: Refusal
) -> None:
    subscribe(ledger, address, chat="discord", managers=("801",), alerts=Alerts.MANAGERS)
    write_down(ledger, *ledger.subscribers(), parts=2)
    server.faults.append(refusal)
    assert await a_sender(client, ledger).send_due(NOW) == Sent(sent=1, refused=1)
    [after] = ledger.subscribers()
    assert (after.paused_at, after.closed_at) == (None, None)
    assert [*server.texts(CHANNEL), *server.texts(DIRECT)] == ["1 for s0000"]


THREAD_ENDS = [Refusal(status=404, code=10003), Refusal(status=400, code=160005), Refusal(status=400, code=50083)]


@pytest.mark.parametrize("end", THREAD_ENDS)
@pytest.mark.parametrize("fault", [Fault.CUT_AFTER, Fault.CUT_BEFORE])
async def test_when_a_thread_ends_between_two_parts_nothing_is_lost_and_nothing_doubled(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, end: Refusal, fault: Fault
) -> None:
    write_down(ledger, *subscribe(ledger, CHANNEL, chat="discord"), parts=4)
    server.faults.extend([None, None, None, fault])  # the first part, its thread, the second part, the third
    sender = a_sender(client, ledger)
    await sender.send_due(NOW)
    thread = kept(ledger)[0].message_id or ""
    server.faults_at[f"POST /channels/{thread}/messages"] = end
    if end.code == 10003:
        del server.channels[thread], server.messages[thread]
    for number in range(1, 6):
        await sender.send_due(NOW + number * 15 * SECOND)
    assert states(ledger) == [State.SENT] * 4
    shown = [words for room in server.messages for words in server.texts(room)]
    went_with_the_thread = ["1 for s0000"] if end.code == 10003 else []
    assert sorted([*shown, *went_with_the_thread]) == [f"{part} for s0000" for part in range(4)]


@pytest.mark.parametrize("is_done", [True, False])
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_discord_in_trouble_for_long_after_a_silence_shows_a_message_once(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, status: int, is_done: bool
) -> None:
    write_down(ledger, *subscribe(ledger, CHANNEL, chat="discord"))
    server.faults.append(Refusal(status=status, is_done=is_done))
    server.faults.extend([Refusal(status=status)] * 99)
    server.faults_at[f"GET /channels/{CHANNEL}/messages"] = Refusal(status=status)
    sender = a_sender(client, ledger)
    for number in range(30):
        await sender.send_due(NOW + number * 20 * SECOND)
    assert states(ledger) == [State.PENDING]
    server.faults_at.clear()
    server.faults.clear()
    server.say(CHANNEL, message([text("Something else.")]), author="7")
    await sender.send_due(NOW + 30 * MINUTE)
    assert states(ledger) == [State.SENT]
    assert server.texts(CHANNEL).count("0 for s0000") == 1


@pytest.mark.parametrize("address", [CHANNEL, FORUM])
async def test_where_the_first_message_is_refused_for_what_is_in_it_the_rest_stands_together(
    server: LoopbackDiscord, client: discord.Client, ledger: SqlLedger, address: str
) -> None:
    write_down(ledger, *subscribe(ledger, address, chat="discord"), parts=4)
    server.faults.append(Refusal(status=400, code=200000))
    for _ in range(5):
        await a_sender(client, ledger).send_due(NOW)  # each time a new process
    assert states(ledger) == [State.REFUSED, *[State.SENT] * 3]
    first = kept(ledger)[1].message_id or ""
    shown = {room: server.texts(room) for room in server.messages}
    parts = [f"{part} for s0000" for part in (1, 2, 3)]
    assert shown == ({CHANNEL: parts[:1], first: parts[1:]} if address == CHANNEL else {first: parts})


async def test_what_follows_a_message_in_a_thread_stands_in_the_channel_and_in_a_forum_in_a_post(
    server: LoopbackDiscord, client: discord.Client
) -> None:
    chat = DiscordChat(clock=lambda: NOW + MINUTE)
    chat.through(client, InvalidRequests())
    parts = [as_payload(Post(body=message([text(str(part))]), where=Where.THREAD, title="News")) for part in range(4)]
    for address in (CHANNEL, FORUM):
        first = await chat.send(address, parts[0], f"{address} 0")
        second = await chat.send(address, parts[1], f"{address} 1", first=first)  # in a thread: its id is no thread's
        await chat.send(address, parts[2], f"{address} 2", first=second)
        await chat.send(address, parts[3], f"{address} 3", first=second)
        shown = [server.texts(room) for room in server.messages]
        assert shown == ([["0", "2", "3"], ["1"]] if address == CHANNEL else [["0", "1"], ["2", "3"]])
        server.messages.clear()
