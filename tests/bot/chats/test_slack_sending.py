"""The real sender over the real slack_sdk and a Slack on loopback: each message once; who learns of a refusal."""

import contextlib
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.chats.slack_chat import SlackChat
from bot.chats.slack_clients import Clients
from bot.chats.slack_installations import Installations
from bot.chats.slack_parts import message, section
from bot.chats.slack_post import Post, as_payload
from bot.settings import Tokens
from digests.adapters.engine import open_engine
from digests.adapters.ledger import SqlLedger
from digests.deliveries import deliveries_of
from digests.models import Alerts, Subscription
from digests.postings import Edition, Made, Message, Posting, State, Subscriber
from digests.sending import Sender, Sent
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal, limited
from tests.bot.chats.slack_installed import installed_in
from tests.bot.chats.slack_scene import (
    ARCHIVED,
    BOT_TOKEN,
    CHANNEL,
    CLOSED_OFF,
    HARBOUR,
    MANAGER,
    OTHER,
    OTHER_TEAM,
    PRIVATE,
    READER,
    TEAM,
)
from tests.digests.loopback_chat import NOW, kept, new_ledger, states

POST = "chat.postMessage"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WORKSPACES = {HARBOUR: OTHER_TEAM}  # all other channels are of TEAM


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    with new_ledger(tmp_path / "news.db") as ledger:
        yield ledger


@contextlib.asynccontextmanager
async def a_sender(
    slack: LoopbackSlack, ledger: SqlLedger, installations: Installations | None = None
) -> AsyncIterator[Sender]:
    """Give a sender as a new process has it, whose waits for a turn are over at once."""
    clients = Clients(Tokens(slack_bot_token=SecretStr(BOT_TOKEN), slack_api_url=slack.api), installations)
    passed = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    chat = SlackChat(monotonic=lambda: passed, sleep=sleep)
    chat.through(clients)
    try:
        yield Sender(ledger=ledger, chats={"slack": chat})
    finally:
        await clients.close()


async def send(
    slack: LoopbackSlack, ledger: SqlLedger, *minutes: float, installations: Installations | None = None
) -> list[Sent]:
    """Send what is due at these moments, by one process."""
    async with a_sender(slack, ledger, installations) as sender:
        return [await sender.send_due(NOW + minute * MINUTE) for minute in minutes]


def subscribe(ledger: SqlLedger, *addresses: str, parts: int = 1) -> None:
    """Subscribe these channels, and write down a posting for each: "0 for C1", the others in its thread."""
    wish = Subscription(feeds=(), language="en", managers=(MANAGER,), alerts=Alerts.MANAGERS)
    made = []
    for number, address in enumerate(addresses):
        each = Subscriber(
            id=f"s{number:04}",
            chat="slack",
            address=address,
            workspace=WORKSPACES.get(address, TEAM),
            subscription=wish,
            created_at=NOW,
            decided_until=NOW,
            next_due_at=None,
        )
        ledger.save_subscribers([(each, ())])
        edition = Edition(id="e1", told=())
        posting = Posting(id=f"of {each.id}", subscriber_id=each.id, edition=edition, since=NOW, until=NOW, made_at=NOW)
        bodies = [message([section(f"{part} for {address}")], text="News") for part in range(parts)]
        posts = [Post(body=body, in_thread=part > 0) for part, body in enumerate(bodies)]
        messages = [Message(payload=as_payload(post), tells=()) for post in posts]
        deliveries = deliveries_of(posting, each, messages, expires_at=NOW + 60 * MINUTE)
        made.append(Made(slot=None, posting=posting, deliveries=deliveries))
    assert ledger.save_postings(made) == len(made)


def shown(slack: LoopbackSlack) -> list[str]:
    """Return all that stands in channels, each message with its thread; not what the managers read."""
    rooms = [channel.id for channel in slack.channels.values() if channel.person is None]
    firsts = [each for room in rooms for each in slack.messages(room)]
    both = [[first, *slack.messages(first.channel, thread_ts=first.ts)] for first in firsts]
    return [words for messages in both for each in messages for words in each.texts]


def paused(ledger: SqlLedger) -> list[str]:
    return [each.address for each in ledger.subscribers() if each.paused_at]


# ---- once


@pytest.mark.parametrize(
    ("fault", "state", "count"),
    [
        (None, State.SENT, 1),
        (Fault.CUT_AFTER, State.UNKNOWN, 1),
        (Fault.PAGE, State.UNKNOWN, 1),
        (Fault.HALF, State.UNKNOWN, 1),
        (Fault.EMPTY, State.UNKNOWN, 1),
        (Fault.CUT_BEFORE, State.UNKNOWN, 0),
        (Refusal(error="internal_error", is_done=True), State.UNKNOWN, 1),
        (Refusal(error=None, status=502, is_done=True), State.UNKNOWN, 1),
        (Refusal(error=None, status=503), State.SENT, 1),
        (Refusal(error="service_unavailable"), State.SENT, 1),
        (Refusal(error="team_added_to_org"), State.SENT, 1),
        (limited(30), State.SENT, 1),
        (Refusal(error="msg_too_long"), State.REFUSED, 0),
    ],
)
async def test_no_message_is_shown_twice_whatever_is_cut(
    slack: LoopbackSlack, ledger: SqlLedger, fault: Fault | Refusal | None, state: State, count: int
) -> None:
    subscribe(ledger, CHANNEL, parts=3)
    slack.faults[POST] = [None, fault]
    for number in range(5):
        await send(slack, ledger, number * 10)  # each time a new process
    assert states(ledger) == [State.SENT, state, State.SENT]
    assert [words[0] for words in shown(slack)] == ["0", *["1"] * count, "2"]
    assert not paused(ledger)


async def test_the_parts_of_a_digest_stand_in_one_thread(slack: LoopbackSlack, ledger: SqlLedger) -> None:
    subscribe(ledger, CHANNEL, parts=3)
    await send(slack, ledger, 0)
    [first] = slack.messages(CHANNEL)
    others = slack.messages(CHANNEL, thread_ts=first.ts)
    assert [each.texts for each in (first, *others)] == [[f"{part} for {CHANNEL}"] for part in range(3)]
    assert [each.message_id for each in kept(ledger)] == [first.ts, *(each.ts for each in others)]


async def test_too_many_requests_of_one_channel_are_waited_out_and_hold_up_no_other(
    slack: LoopbackSlack, ledger: SqlLedger
) -> None:
    subscribe(ledger, CHANNEL, OTHER)
    slack.faults[POST] = [limited(300)]
    async with a_sender(slack, ledger) as sender:
        for minute in range(5):
            await sender.send_due(NOW + minute * MINUTE)
        assert (len(slack.asked), len(shown(slack))) == (2, 1)
        await sender.send_due(NOW + 6 * MINUTE)
    assert (len(slack.asked), len(shown(slack))) == (3, 2)


# ---- refused


async def test_a_refusal_pauses_that_subscription_and_tells_its_managers(
    slack: LoopbackSlack, ledger: SqlLedger
) -> None:
    slack.channels[PRIVATE].has_bot = False
    closed = [CLOSED_OFF, ARCHIVED, PRIVATE, "C0GONE001"]
    subscribe(ledger, *closed, OTHER)
    await send(slack, ledger, 0, 1, 2)
    assert (paused(ledger), ledger.halts()) == (closed, [])
    assert shown(slack) == [f"0 for {OTHER}"]
    told = [words for each in slack.directs(MANAGER) for words in each.texts]
    assert sorted(channel for channel in closed for words in told if f"<#{channel}>" in words) == sorted(closed)
    assert ["/invite" in words for words in told].count(True) == 1
    assert len(slack.asked) == len(closed) + 1 + len(told)


@pytest.mark.parametrize(("code", "is_closed"), [("user_disabled", True), ("messages_tab_disabled", False)])
async def test_a_person_whose_digest_cannot_be_sent_keeps_it_unless_it_is_because_of_them(
    slack: LoopbackSlack, ledger: SqlLedger, code: str, is_closed: bool
) -> None:
    subscribe(ledger, f"@{READER}")
    slack.faults_at[POST] = Refusal(error=code)
    await send(slack, ledger, 0)
    [subscriber] = ledger.subscribers()
    assert subscriber.paused_at
    assert subscriber.closed_at == (subscriber.paused_at if is_closed else None)


async def test_a_message_refused_for_what_is_in_it_costs_that_message_alone(
    slack: LoopbackSlack, ledger: SqlLedger
) -> None:
    subscribe(ledger, CHANNEL, parts=3)
    slack.faults[POST] = [Refusal(error="msg_blocks_too_long")]
    assert await send(slack, ledger, 0) == [Sent(sent=2, refused=1)]
    [first] = slack.messages(CHANNEL)  # the others stand together
    assert [each.texts for each in slack.messages(CHANNEL, thread_ts=first.ts)] == [[f"2 for {CHANNEL}"]]
    assert not paused(ledger)


async def test_a_workspace_that_removes_the_app_is_paused_and_no_other(
    slack: LoopbackSlack, ledger: SqlLedger, tmp_path: Path
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'news.db'}")
    installations = await installed_in(engine, TEAM, OTHER_TEAM)
    subscribe(ledger, CHANNEL, HARBOUR)
    slack.teams[TEAM].error = "token_revoked"
    await send(slack, ledger, 0, 1, 2, installations=installations)
    assert (paused(ledger), ledger.halts()) == ([CHANNEL], [])
    assert shown(slack) == [f"0 for {HARBOUR}"]
    engine.dispose()
    assert len(slack.asked) == 3  # both digests, and the notice to the manager


async def test_the_only_token_is_shown_once_where_slack_does_not_take_it(
    slack: LoopbackSlack, ledger: SqlLedger
) -> None:
    subscribe(ledger, CHANNEL, OTHER, PRIVATE)
    slack.teams[TEAM].error = "invalid_auth"
    await send(slack, ledger, *range(30))
    assert len(slack.asked) == 1
    assert [halt.chat for halt in ledger.halts()] == ["slack"]
    assert not paused(ledger)
