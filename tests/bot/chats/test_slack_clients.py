"""With whose token a message goes to Slack, over which connection, and what of it is told to nobody."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection, Engine, event

from bot.chats.slack_chat import SlackChat
from bot.chats.slack_clients import Clients
from bot.chats.slack_parts import message, section
from bot.chats.slack_post import Post, as_payload
from bot.settings import Tokens
from digests.adapters.engine import open_engine, writing
from digests.errors import DeliveryError, SendLater, SendRefused
from tests.bot.chats.loopback_slack import Fault, LoopbackSlack, Refusal, limited
from tests.bot.chats.slack_installed import an_installations, installed_in
from tests.bot.chats.slack_scene import CHANNEL, HARBOUR, OTHER_TEAM, READER, TEAM, tokens
from tests.digests.loopback_chat import new_ledger

POST = "chat.postMessage"
RAIN = as_payload(Post(body=message([section("Rain in Lindmark.")], text="Rain")))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with new_ledger(tmp_path / "news.db"):
        engine = open_engine(f"sqlite:///{tmp_path / 'news.db'}")
    yield engine
    engine.dispose()


def a_chat(clients: Clients) -> SlackChat:
    chat = SlackChat(sleep=at_once)
    chat.through(clients)
    return chat


async def at_once(seconds: float) -> None:
    """Wait for no turn."""


async def refused(chat: SlackChat, address: str, workspace: str | None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await chat.send(address, RAIN, "n1", workspace=workspace)
    return caught.value


async def test_before_there_are_clients_and_after_they_are_closed_everything_waits(slack: LoopbackSlack) -> None:
    chat, clients = SlackChat(), Clients(tokens(slack.api), None)
    before = await refused(chat, CHANNEL, TEAM)
    chat.through(clients)
    await chat.send(CHANNEL, RAIN, "n1", workspace=TEAM)
    await clients.close()
    await clients.close()
    after = await refused(chat, CHANNEL, TEAM)
    assert [(type(each), each.is_of_chat) for each in (before, after)] == [(SendLater, True)] * 2
    assert len(slack.asked) == 1


async def test_all_clients_share_one_session(clients: Clients) -> None:
    posting, asking = await clients.posting(TEAM), await clients.asking(OTHER_TEAM)
    session = posting.session
    assert session is not None
    assert session is asking.session
    assert session is clients.session()
    await clients.close()
    assert session.closed
    with pytest.raises(SendLater):
        clients.session()


async def test_what_posts_repeats_nothing_and_what_asks_waits_once(slack: LoopbackSlack, clients: Clients) -> None:
    asking, posting = await clients.asking(TEAM), await clients.posting(TEAM)
    slack.faults[POST] = [Fault.CUT_AFTER, limited(0)]
    for error in (ClientError, SlackApiError):
        with pytest.raises(error):
            await posting.chat_postMessage(channel=CHANNEL, text="Rain.")
    assert slack.asked == [POST] * 2
    slack.faults["users.info"] = [limited(0), None, limited(600)]
    assert (await asking.users_info(user=READER))["ok"]
    with pytest.raises(SlackApiError):
        await asking.users_info(user=READER)
    assert slack.asked.count("users.info") == 3


async def test_a_digest_goes_with_the_token_of_its_workspace(slack: LoopbackSlack, engine: Engine) -> None:
    installations = await installed_in(engine, TEAM, OTHER_TEAM)
    clients = Clients(tokens(slack.api), installations)
    chat = a_chat(clients)
    await chat.send(CHANNEL, RAIN, "n1", workspace=TEAM)
    await chat.send(HARBOUR, RAIN, "n2", workspace=OTHER_TEAM)
    assert [shown.team for each in (CHANNEL, HARBOUR) for shown in slack.messages(each)] == [TEAM, OTHER_TEAM]
    await clients.close()


async def test_a_workspace_that_takes_its_token_back_stops_no_other(slack: LoopbackSlack, engine: Engine) -> None:
    installations = await installed_in(engine, TEAM, OTHER_TEAM)
    clients = Clients(tokens(slack.api), installations)
    chat = a_chat(clients)
    codes = ["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"]
    for code in codes:
        slack.teams[TEAM].error = code
        fault = await refused(chat, CHANNEL, TEAM)
        assert (type(fault), fault.is_of_chat) == (SendRefused, False)
        await chat.send(HARBOUR, RAIN, "n2", workspace=OTHER_TEAM)
    assert len(slack.messages(HARBOUR)) == len(codes)
    await clients.close()


async def test_where_the_app_is_not_installed_a_message_is_refused(slack: LoopbackSlack, engine: Engine) -> None:
    clients = Clients(tokens(slack.api), await installed_in(engine, TEAM))
    chat = a_chat(clients)
    for workspace in (OTHER_TEAM, None):
        fault = await refused(chat, HARBOUR, workspace)
        assert (type(fault), fault.is_of_chat) == (SendRefused, False)
    await clients.close()
    mistyped = Clients(tokens(slack.api), an_installations(engine))
    chat.through(mistyped)
    assert isinstance(await refused(chat, CHANNEL, TEAM), SendLater)  # a wrong key pauses nobody
    await mistyped.close()
    assert slack.asked == []


async def test_where_there_is_no_token_no_other_workspace_is_looked_up(slack: LoopbackSlack, engine: Engine) -> None:
    clients = Clients(tokens(slack.api), await installed_in(engine, TEAM))
    read: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            read.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    await refused(a_chat(clients), HARBOUR, OTHER_TEAM)
    assert read
    assert all("team_id = ?" in statement for statement in read)


async def test_without_any_token_the_chat_is_refused(slack: LoopbackSlack) -> None:
    clients = Clients(Tokens(slack_bot_token=None, slack_api_url=slack.api), None)
    fault = await refused(a_chat(clients), CHANNEL, TEAM)
    assert (type(fault), fault.is_of_chat) == (SendRefused, True)


async def test_a_database_that_cannot_be_read_pauses_nobody(slack: LoopbackSlack, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TABLE slack_bot")
    fault = await refused(a_chat(Clients(tokens(slack.api), an_installations(engine))), CHANNEL, TEAM)
    assert (type(fault), fault.is_of_chat) == (SendLater, True)


# ---- what is not told


async def test_no_log_holds_a_token_or_what_is_said(
    slack: LoopbackSlack, clients: Clients, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chat = a_chat(clients)
    slack.faults[POST] = [Fault.HALF, Fault.PAGE, limited(600), Refusal(error="invalid_auth")]
    for _ in range(4):
        assert "xoxb" not in str(await refused(chat, CHANNEL, TEAM))
    await chat.send(CHANNEL, RAIN, "n1", workspace=TEAM)
    assert not any(word in caplog.text for word in ("xoxb", "Rain", CHANNEL, TEAM))
