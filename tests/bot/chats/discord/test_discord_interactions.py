"""Buttons, forms, a message pointed at, threads and direct messages; and what is said where Discord or we fail."""

from typing import Any

import discord
import pytest
from discord.http import Route
from structlog.testing import capture_logs

from bot.chats.discord_parts import button, message, row, text
from bot.texts import texts_for
from tests.bot.chats.discord.scene import Scene, a_bot, shown
from tests.bot.commands.newsdesk import TRAIN
from tests.bot.commands.test_everybody import WORDS

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENGLISH = texts_for("en")
FORM = {"language": "fr", "timezone": "Europe/Paris", "times": "07:15", "sources": "all", "topics": ""}


async def posted(scene: Scene, *buttons: dict[str, Any]) -> discord.Message:
    """Return a message of the bot with these buttons below it."""
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=scene.channel.id)
    await scene.env.bot.http.request(route, json=message([text("News"), row(*buttons)]))
    assert scene.channel.last_message
    return scene.channel.last_message


# ---------------------------------------------------------------- buttons


async def test_a_button_answers_only_whoever_pressed_it(scene: Scene) -> None:
    digest = await posted(scene, button("More", "story", TRAIN), button("Follow", "follow", TRAIN))
    cursor = len(scene.env.http_requests)
    assert "Night train" in shown(await scene.ria.click(digest, label="More"))
    assert not any(method == "PATCH" and "/channels/" in path for method, path, _ in scene.requests_since(cursor))
    assert "Unfollow" in shown(await scene.ria.click(digest, label="Follow"))
    assert scene.channel.last_message == digest


async def test_buttons_of_an_answer_go_on_from_it(scene: Scene) -> None:
    story = await scene.ria.slash(scene.channel, "digest story", id=TRAIN)
    assert story.response
    assert "Courrier du Port" in shown(await scene.ria.click(story.response, label="Sources"))


async def test_buttons_work_after_a_restart(scene: Scene) -> None:
    digest = await posted(scene, button("More", "story", TRAIN))
    await scene.env.restart_bot(a_bot(scene.desk))
    assert scene.subscriber.closed_at is None
    assert "Night train" in shown(await scene.ria.click(digest, label="More"))


async def test_a_button_of_an_expired_story_says_so(scene: Scene) -> None:
    digest = await posted(scene, button("More", "story", "zzzz"))
    assert "zzzz" in shown(await scene.ria.click(digest, label="More"))


@pytest.mark.parametrize(
    "custom_id", ["d1:story", "d2:story:k7qm", "nonsense", "d1:delete all:", "d1:about:", "d1:about:x", "d1::"]
)
async def test_a_button_of_another_version_says_so(scene: Scene, custom_id: str) -> None:
    pressed = {**button("Old", "story"), "custom_id": custom_id}
    words = shown(await scene.ria.click(await posted(scene, pressed), label="Old"))
    assert words == ENGLISH.say("discord-other-version")


async def test_a_managers_button_is_refused_to_a_reader(scene: Scene) -> None:
    before = scene.subscriber
    digest = await posted(scene, button("Pause", "schedule pause", "3d"))
    assert shown(await scene.ria.click(digest, label="Pause")).startswith(WORDS["only-managers"]["en"])
    assert scene.subscriber == before
    await scene.ada.click(digest, label="Pause")
    assert scene.subscriber.paused_at


async def test_read_of_a_message_that_is_forgotten_says_so(scene: Scene) -> None:
    digest = await posted(scene, button("Français", "read", "fr"))
    assert "/digest last" in shown(await scene.ria.click(digest, label="Français"))


async def test_about_a_message_that_tells_no_story_says_so(scene: Scene) -> None:
    of_ria = await scene.ria.send(scene.channel, "hello")
    words = shown(await scene.ria.context_menu(scene.channel, "About this story", of_ria))
    assert words.startswith("I know of no stories in this message")


# ---------------------------------------------------------------- the form


async def test_a_digest_is_set_up_by_form_up_to_its_first_times(scene: Scene) -> None:
    ledger, address = scene.desk.database.ledger, str(scene.channel.id)
    ledger.remove_subscriber(scene.subscriber.id)
    cursor = len(scene.env.http_requests)
    opened = await scene.ada.slash(scene.channel, "digest setup")
    assert [each[2]["type"] for each in scene.requests_since(cursor)] == [9]  # a form can only come first
    assert opened.modal
    done = await scene.ada.submit_modal(opened, FORM)
    assert "fr" in shown(done) or "French" in shown(done)
    [made] = ledger.subscribers_in("discord", address)
    assert (made.subscription.language, made.subscription.timezone) == ("fr", "Europe/Paris")
    assert made.workspace == str(scene.guild.id)
    assert made.next_due_at
    assert done.response
    preview = shown(await scene.ada.click(done.response, label=texts_for("en").say("setup-preview-button")))
    assert preview


async def test_a_form_may_be_sent_off_after_a_restart(scene: Scene) -> None:
    opened = await scene.mia.slash(scene.channel, "digest setup")
    await scene.env.restart_bot(a_bot(scene.desk))
    assert shown(await scene.mia.submit_modal(opened, {**FORM, "sources": ""}))
    assert scene.subscriber.subscription.language == "fr"


async def test_a_button_opens_the_form(scene: Scene) -> None:
    greeting = await posted(scene, button("Set up", "setup"))
    assert (await scene.mia.click(greeting, label="Set up")).modal


async def test_a_form_sent_off_empty_leads_back_to_it(scene: Scene) -> None:
    opened = await scene.mia.slash(scene.channel, "digest setup")
    result = await scene.mia.submit_modal(opened, dict.fromkeys(FORM, ""))
    assert ENGLISH.say("setup-title") in shown(result)
    assert result.response
    assert (await scene.mia.click(result.response, label=ENGLISH.say("setup-title"))).modal


async def test_whoever_may_not_fill_in_the_form_is_not_shown_it(scene: Scene) -> None:
    result = await scene.ria.slash(scene.channel, "digest setup")
    assert result.modal is None
    assert shown(result).startswith(WORDS["only-managers"]["en"])


# ---------------------------------------------------------------- where


async def test_a_thread_belongs_to_its_channel(scene: Scene) -> None:
    channel = scene.env.bot.get_channel(scene.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="Details", type=discord.ChannelType.public_thread)
    [thread] = scene.channel.threads
    assert "Night train" in shown(await scene.ria.slash(thread, "digest story", id=TRAIN))


async def test_a_direct_message_is_a_place_of_its_own(scene: Scene) -> None:
    ria, ledger = scene.ria.user, scene.desk.database.ledger
    assert shown(await ria.slash("digest top")).startswith(ENGLISH.say("no-digest-of-yours")[:30])
    opened = await ria.slash("digest setup")
    shown(await ria.submit_modal(opened, FORM))
    [made] = ledger.subscribers_in("discord", f"@{ria.id}")
    assert made.workspace is None or made.workspace == ""
    assert "Night train" in shown(await ria.slash("digest story", id=TRAIN))


# ---------------------------------------------------------------- what goes wrong


async def test_an_interaction_that_comes_twice_is_answered_once(scene: Scene) -> None:
    seen: list[Any] = []
    feed = scene.env.backend.subscribers[-1]

    def doubled(event: str, payload: Any) -> None:
        if event == "INTERACTION_CREATE":
            seen.append(payload)

    scene.env.backend.subscribers.append(doubled)
    shown(await scene.mia.slash(scene.channel, "digest schedule skip", count=1))
    scene.env.backend.subscribers.remove(doubled)
    cursor = len(scene.env.http_requests)
    feed("INTERACTION_CREATE", seen[0])
    await scene.env.settle()
    assert [path.rsplit("/", 1)[-1] for _, path, _ in scene.requests_since(cursor)] == ["callback"]
    assert scene.subscriber.skips == 1


async def test_an_interaction_that_discord_knows_no_more_does_nothing(scene: Scene) -> None:
    scene.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    with capture_logs() as logs:
        await scene.mia.slash(scene.channel, "digest schedule pause")
    assert not scene.subscriber.paused_at
    assert [(each["log_level"], each["event"]) for each in logs] == [("info", "discord_interaction_gone")]


async def test_an_answer_after_a_quarter_of_an_hour_is_let_go(scene: Scene) -> None:
    scene.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=401, code=50027)
    with capture_logs() as logs:
        await scene.mia.slash(scene.channel, "digest schedule pause")
    assert scene.subscriber.paused_at
    assert [(each["log_level"], each["event"]) for each in logs] == [("info", "discord_interaction_gone")]


async def test_an_answer_that_discord_does_not_take_is_said_to_be_missing(scene: Scene) -> None:
    scene.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=400, code=50035)
    with capture_logs() as logs:
        result = await scene.mia.slash(scene.channel, "digest schedule pause")
    assert shown(result) == ENGLISH.say("discord-not-shown")
    [logged] = logs
    assert (logged["log_level"], logged["event"]) == ("warning", "discord_reply_failed")
    assert "simcord_interaction" not in str(logged)  # its token


async def test_where_not_even_that_can_be_shown_nothing_is_raised(scene: Scene) -> None:
    scene.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=400, code=50035, times=2)
    with capture_logs() as logs:
        await scene.mia.slash(scene.channel, "digest schedule pause")
    assert scene.subscriber.paused_at
    assert [each["event"] for each in logs] == ["discord_reply_failed", "discord_reply_failed_too"]


async def test_work_goes_on_where_its_beginning_cannot_be_shown(scene: Scene) -> None:
    scene.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=503)
    result = await scene.ria.slash(scene.channel, "digest story", id=TRAIN)
    assert "Night train" in shown(result)


async def test_a_command_of_an_older_list_says_so(scene: Scene) -> None:
    tree = scene.env.bot.tree  # type: ignore[attr-defined]
    group = tree.get_command("digest")
    removed = group.get_command("top")
    group.remove_command("top")
    try:
        with capture_logs() as logs:
            result = await scene.ria.slash(scene.channel, "digest top")
    finally:
        group.add_command(removed)
    assert shown(result) == ENGLISH.say("discord-old-command")
    assert [each["error"] for each in logs] == ["CommandNotFound"]  # without its words, which may be those typed
    [error] = scene.env.errors  # which simcord notes, and which is dealt with
    assert isinstance(error, discord.app_commands.CommandNotFound)
    scene.known_errors = 1
