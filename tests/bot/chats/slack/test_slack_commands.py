"""Each command of the table, typed by a reader, by managers and by strangers, through the real bolt and SDK."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.chats.slack_calls import acted_in
from bot.chats.slack_people import KEPT_FOR, WITHIN_S
from bot.chats.slack_replies import GOOD_FOR, ByUrl, Doors
from bot.commands.answers import Answer
from bot.commands.calls import Role
from bot.commands.naming import arguments_of
from bot.commands.table import COMMANDS
from bot.texts import LANGUAGES, texts_for
from tests.bot.chats.loopback_slack import Fault, Refusal
from tests.bot.chats.slack.scene import FRENCH, NAMED, Scene
from tests.bot.chats.slack_payloads import commanded
from tests.bot.chats.slack_scene import (
    CHANNEL,
    CLOSED_OFF,
    CREATOR,
    MANAGER,
    OTHER,
    OTHER_TEAM,
    READER,
    STRANGER,
    TEAM,
    tokens,
)
from tests.bot.chats.slack_wire import Kind
from tests.bot.commands.newsdesk import TRAIN
from tests.bot.commands.test_everybody import CANNOT, OPTIONS

pytestmark = pytest.mark.asyncio(loop_scope="module")

OURS = ("our mistake", "our fault", "could not be shown")
ONLY_MANAGERS, ONLY_MEMBERS = texts_for("en").say("slack-only-managers"), texts_for("en").say("only-members")


def text_of(name: str) -> str:
    """Return what is typed; Slack has people where others have names."""
    if name.startswith("managers ") and name != "managers list":
        return f"{name} <@{NAMED}|nia>"
    options = {option.removesuffix("_"): value for option, value in OPTIONS.get(name, {}).items()}
    return f"{name} {arguments_of(options)}"


def says(words: str, sentence: str) -> bool:
    """Return whether words say a sentence, whatever they make of the command that it names."""
    return sentence.partition("/")[0] in words


async def used(scene: Scene, name: str, by: str) -> str:
    """Return what is shown to somebody for a command: to them alone, after an acknowledgement that says nothing."""
    before = len(scene.shown(by))
    told = await scene.typed(by, text_of(name))
    assert (told.status, told.payload) == (200, None)
    new = scene.shown(by)[before:]
    assert new
    assert all(each.to == by and each.channel == CHANNEL for each in new)
    words = "\n".join(text for each in new for text in each.texts)
    assert not any(each in words for each in OURS), words
    return words


@pytest.mark.parametrize("name", COMMANDS)
async def test_everybody_gets_what_they_may_and_nobody_else_sees_it(scene: Scene, name: str) -> None:
    command, before = COMMANDS[name], scene.subscriber
    words = await used(scene, name, STRANGER)  # of another workspace, in a channel that both share
    if command.role is not Role.STRANGER:
        assert says(words, ONLY_MEMBERS)
    assert scene.subscriber == before
    words = await used(scene, name, READER)
    if command.role is Role.MANAGER:
        assert says(words, ONLY_MANAGERS)
        assert scene.subscriber == before
    for manager in (NAMED,) if command.cooldown else (NAMED, MANAGER):
        words = await used(scene, name, manager)
        assert not says(words, ONLY_MANAGERS)
        if manager is NAMED and name not in CANNOT:
            assert not says(words, texts_for("en").say("no-digest-here"))
    assert scene.slack.messages(CHANNEL) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_answers_come_in_the_language_that_a_person_chose(scene: Scene, language: str) -> None:
    await scene.typed(READER, f"language {language}")
    before = len(scene.shown(READER))
    await scene.typed(READER, "status")
    assert says(scene.shown(READER)[before].texts[0], texts_for(language).say("slack-only-managers"))
    await scene.typed(READER, "language auto")


async def test_answers_come_in_the_language_that_a_person_uses_slack_in(scene: Scene) -> None:
    await scene.typed(FRENCH, "status")
    assert says(scene.told(FRENCH), texts_for("fr").say("slack-only-managers"))


async def test_who_created_a_channel_manages_it_where_slack_may_be_asked(scene: Scene) -> None:
    await scene.typed(CREATOR, "status")
    assert says(scene.told(CREATOR), texts_for("de").say("slack-only-managers"))
    asked = scene.slack.calls["conversations.info"]
    await scene.typed(CREATOR, "status")
    assert len(asked) <= 1  # not again for a day
    scene.slack.teams[TEAM].scopes.add("channels:read")
    scene.app._directory.forget(TEAM)
    try:
        before = len(scene.shown(CREATOR))
        await scene.typed(CREATOR, "status")
        assert not says(str(scene.shown(CREATOR)[before].texts), texts_for("de").say("slack-only-managers"))
    finally:
        scene.slack.teams[TEAM].scopes.remove("channels:read")
        scene.app._directory.forget(TEAM)


@pytest.mark.parametrize("text", ["search rain", "setup language:en timezone:Europe/Paris times:08:00 sources:all"])
async def test_who_visits_from_elsewhere_is_a_stranger_also_where_slack_names_their_workspace(
    scene: Scene, text: str
) -> None:
    body = commanded(scene.slack, STRANGER, scene.slack.channels[OTHER], "/digest", text)
    url = scene.slack._reply(scene.slack.reply_url(TEAM, OTHER, STRANGER))
    body |= {"team_id": OTHER_TEAM, "response_url": url, "trigger_id": scene.slack.trigger(TEAM, STRANGER)}
    await scene.slack.wire.deliver(Kind.COMMAND, body)
    await scene.settled()
    assert says(scene.told(STRANGER), ONLY_MEMBERS)
    assert scene.desk.database.ledger.subscribers_in("slack", OTHER) == []


async def test_who_may_do_what_is_not_guessed_while_slack_does_not_say_whose_the_bot_is(scene: Scene) -> None:
    scene.app._directory.forget(TEAM)
    scene.slack.faults_at["auth.test"] = Refusal(error="internal_error")
    await scene.typed(MANAGER, "setup language:en timezone:Europe/Paris times:08:00 sources:all", OTHER)
    assert says(scene.told(MANAGER), texts_for("en").say("slack-who-are-you"))
    assert scene.desk.database.ledger.subscribers_in("slack", OTHER) == []


async def test_slack_is_asked_once_an_hour_who_somebody_is(scene: Scene) -> None:
    scene.app._directory.forget(TEAM)
    for _ in range(3):
        await scene.typed(READER, "help now")
    assert len(scene.slack.calls["users.info"]) == 1
    scene.desk.now += KEPT_FOR
    await scene.typed(READER, "help now")
    assert len(scene.slack.calls["users.info"]) == 2


async def test_a_response_url_is_not_used_once_it_has_expired(scene: Scene) -> None:
    url = scene.slack._reply(scene.slack.reply_url(TEAM, CHANNEL, READER))
    acted = acted_in({"user_id": READER, "team_id": TEAM, "channel_id": CHANNEL, "response_url": url}, TEAM)
    doors = Doors(settings=tokens(scene.slack.api), clients=scene.app.clients, clock=lambda: scene.desk.now)
    reply = ByUrl(acted, doors)
    scene.desk.now += GOOD_FOR
    await reply.show(Answer(headline="Rain in Lindmark."))
    assert scene.slack.asked == ["chat.postEphemeral"]


async def test_answers_go_by_a_connection_that_is_open_already(scene: Scene) -> None:
    connections = set[object]()

    async def taken(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return web.Response(text="ok")

    server = web.Application()
    server.router.add_post("/", taken)
    async with TestServer(server, host="127.0.0.1") as there:
        url = str(there.make_url("/"))
        acted = acted_in({"user_id": READER, "team_id": TEAM, "channel_id": CHANNEL, "response_url": url}, TEAM)
        doors = Doors(settings=tokens(scene.slack.api), clients=scene.app.clients, clock=lambda: scene.desk.now)
        for _ in range(3):
            await ByUrl(acted, doors).show(Answer(headline="Rain in Lindmark."))
    assert len(connections) == 1


async def test_links_and_people_are_read_as_they_were_typed(scene: Scene) -> None:
    await scene.typed(MANAGER, "feed remove <https://herald.example/rss|herald.example>")
    assert "https://herald.example/rss" not in scene.subscriber.subscription.feeds
    await scene.typed(MANAGER, f"managers add <@{READER}|ada reader>")
    assert READER in scene.subscriber.subscription.managers
    await scene.typed(MANAGER, "settings set mention <!subteam^S0614TZR7|@editors>")
    assert scene.subscriber.subscription.mention == "S0614TZR7"
    await scene.typed(MANAGER, "settings set mention @editors")
    assert scene.subscriber.subscription.mention == "S0614TZR7"
    await scene.typed(MANAGER, "topic include food &amp; drink")
    assert "food & drink" in str(scene.subscriber.subscription)


async def test_in_a_direct_message_everybody_manages_their_own_digest(scene: Scene) -> None:
    await scene.typed(READER, "setup language:en timezone:Europe/Paris times:08:00 sources:all", READER)
    [own] = scene.desk.database.ledger.subscribers_in("slack", f"@{READER}")
    assert own.subscription.language == "en"
    assert "/invite" not in scene.told(READER)
    assert "conversations.info" not in scene.slack.asked
    scene.desk.database.ledger.remove_subscriber(own.id)


async def test_whoever_sets_up_a_channel_hears_that_the_bot_must_be_invited(scene: Scene) -> None:
    await scene.typed(MANAGER, "setup language:en timezone:Europe/Paris times:08:00 sources:all", CLOSED_OFF)
    [made] = scene.desk.database.ledger.subscribers_in("slack", CLOSED_OFF)
    assert made.workspace == TEAM
    assert scene.told(MANAGER).count("/invite @digestbot") == 1


async def test_nobody_is_asked_to_invite_a_bot_that_slack_says_is_there(scene: Scene) -> None:
    scene.slack.teams[TEAM].scopes.add("channels:read")
    scene.app._directory.forget(TEAM)
    try:
        await scene.typed(MANAGER, "setup language:en timezone:Europe/Paris times:08:00 sources:all")
        assert says(scene.told(MANAGER), texts_for("en").say("setup-changed"))
        assert "/invite" not in scene.told(MANAGER)
    finally:
        scene.slack.teams[TEAM].scopes.remove("channels:read")
        scene.app._directory.forget(TEAM)


# ---------------------------------------------------------------- what may go wrong


async def test_a_command_that_comes_twice_is_answered_once(scene: Scene) -> None:
    told = await scene.typed(READER, f"story {TRAIN}")
    count = len(scene.shown(READER))
    await scene.slack.again(told)
    await scene.settled()
    assert len(scene.shown(READER)) == count > 0


async def test_answers_come_though_the_response_url_is_used_up(scene: Scene) -> None:
    scene.slack.faults_at["response_url"] = Refusal(error="used_url", status=404)
    await scene.typed(READER, f"story {TRAIN}")
    assert "chat.postEphemeral" in scene.slack.asked
    assert "Night train" in scene.told(READER)
    await scene.typed(READER, "now")  # is answered twice: that it begins, and what there is
    assert scene.slack.asked.count("chat.postEphemeral") >= 3
    assert scene.slack.asked.count("response_url") == 2
    assert scene.slack.messages(CHANNEL) == []


async def test_what_was_asked_is_done_though_nothing_could_say_that_it_begins(scene: Scene) -> None:
    scene.slack.faults["response_url"] = [Refusal(error="used_url", status=404)]
    for method in ("chat.postEphemeral", "chat.postMessage"):
        scene.slack.faults[method] = [Refusal(error="fatal_error")]
    await scene.typed(READER, "now")
    assert "Night train" in scene.told(READER)


async def test_where_the_bot_is_not_it_answers_by_direct_message(scene: Scene) -> None:
    scene.slack.faults_at["response_url"] = Fault.CUT_BEFORE
    await scene.typed(READER, "help", CLOSED_OFF)
    assert scene.slack.asked.count("response_url") > 0
    assert [each.to for each in scene.shown(READER)] == [None] * len(scene.shown(READER))
    assert "/digest story" in scene.told(READER)


async def test_a_silent_slack_keeps_nobody_waiting_and_is_not_taken_for_a_no(scene: Scene) -> None:
    scene.app._directory.forget(TEAM)
    scene.slack.faults_at["users.info"] = Fault.HANG_BEFORE
    scene.slack.hangs_for_s = WITHIN_S
    await scene.typed(MANAGER, "status")
    assert says(scene.told(MANAGER), texts_for("en").say("slack-who-are-you"))
    await scene.typed(READER, f"story {TRAIN}")
    assert "Night train" in scene.told(READER)


async def test_two_hundred_commands_at_once_are_all_acknowledged_and_answered(scene: Scene) -> None:
    told = await asyncio.gather(*(scene.slack.command(READER, OTHER, "help now") for _ in range(200)))
    assert max(each.seconds for each in told) < 3
    await scene.settled()
    assert len(scene.shown(READER)) == 200
