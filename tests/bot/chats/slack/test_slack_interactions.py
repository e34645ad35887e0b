"""Buttons, windows, the home page and the shortcut, as people use them, through the real bolt and SDK."""

import pytest

from bot.chats.slack_forms import metadata
from bot.chats.slack_parts import action_id, actions, button, menu, message, section
from bot.chats.slack_people import WITHIN_S
from bot.texts import texts_for
from digests.postings import Subscriber
from tests.bot.chats.loopback_slack import Fault, Refusal, Shown
from tests.bot.chats.slack.scene import FRENCH, NAMED, Scene
from tests.bot.chats.slack_scene import CHANNEL, CLOSED_OFF, MANAGER, OTHER, READER, STRANGER, TEAM
from tests.bot.commands.newsdesk import TRAIN

pytestmark = pytest.mark.asyncio(loop_scope="module")

EN = texts_for("en")
SETUP = {"language": "fr", "timezone": "Europe/Paris", "times": "07:30", "sources": "all", "topics": ""}


def posted(scene: Scene, *buttons: dict[str, object], thread_ts: str | None = None, channel: str = CHANNEL) -> Shown:
    """Return a message of the bot with these buttons."""
    body = message([section("*Night train returns*"), actions([*buttons])], text="Night train returns")
    slack = scene.slack
    body |= {"thread_ts": thread_ts} if thread_ts else {}
    return slack.post(slack.teams[TEAM], slack.channels[channel], body)


async def pressed(scene: Scene, user: str, at: object, name: str) -> str:
    """Let somebody press a button; return all that they are then shown, once it is all there."""
    told = await scene.slack.press(user, at, name)  # type: ignore[arg-type]
    assert (told.status, told.payload) == (200, None)
    await scene.settled()
    return scene.told(user)


def digest_in(scene: Scene, channel: str) -> Subscriber:
    [subscriber] = scene.desk.database.ledger.subscribers_in("slack", channel)
    return subscriber


# ---------------------------------------------------------------- buttons of messages


async def test_a_button_is_answered_to_whoever_pressed_it_and_the_message_stays(scene: Scene) -> None:
    digest = posted(scene, button("More", "story", TRAIN))
    before = digest.body
    assert "Night train" in await pressed(scene, READER, digest, "More")
    assert digest.body == before
    assert {each.to for each in scene.shown(READER)} == {READER}
    assert scene.slack.messages(CHANNEL)[-1] is digest


async def test_a_button_in_a_thread_is_answered_there(scene: Scene) -> None:
    digest = posted(scene, button("More", "story", TRAIN))
    story = posted(scene, button("More", "story", TRAIN), thread_ts=digest.ts)
    await pressed(scene, READER, story, "More")
    assert {each.thread_ts for each in scene.shown(READER)} == {digest.ts}
    scene.slack.faults_at["response_url"] = Refusal(error="used_url", status=404)
    await pressed(scene, READER, story, "More")
    assert "chat.postEphemeral" in scene.slack.asked
    assert {each.thread_ts for each in scene.shown(READER)} == {digest.ts}


async def test_a_button_of_an_answer_goes_on(scene: Scene) -> None:
    await scene.typed(READER, f"story {TRAIN}")
    answer = scene.shown(READER)[-1]
    await pressed(scene, READER, answer, action_id("sources", TRAIN))
    assert "Courrier du Port" in scene.shown(READER)[-1].texts[0] + scene.told(READER)
    assert scene.shown(READER)[-1].to == READER


async def test_a_choice_from_a_menu_is_a_button(scene: Scene) -> None:
    digest = posted(scene, menu("Language", "read", [("Français", "fr"), ("Deutsch", "de")]))
    await scene.slack.choose(READER, digest, "Language", "Français")
    await scene.settled()
    assert scene.told(READER)
    assert EN.say("slack-other-version")[:30] not in scene.told(READER)


@pytest.mark.parametrize("name", ["d1:gone:1", "d9:story:k7qm", "something", "d1:about:"])
async def test_a_button_of_another_version_says_so(scene: Scene, name: str) -> None:
    old = posted(scene, {**button("More", "story", TRAIN), "action_id": name})
    assert EN.say("slack-other-version").partition("/")[0] in await pressed(scene, READER, old, "More")
    assert texts_for("fr").say("slack-other-version").partition("/")[0] in await pressed(scene, FRENCH, old, "More")


async def test_a_button_pressed_by_somebody_of_another_workspace_is_refused(scene: Scene) -> None:
    digest = posted(scene, button("More", "story", TRAIN))
    assert EN.say("only-members").partition("/")[0] in await pressed(scene, STRANGER, digest, "More")


async def test_a_button_is_handled_once_however_often_slack_tells_of_it(scene: Scene) -> None:
    digest = posted(scene, button("Follow", "follow", TRAIN))
    told = await scene.slack.press(READER, digest, "Follow")
    await scene.slack.again(told)
    await scene.settled()
    assert len(scene.shown(READER)) == 1


# ---------------------------------------------------------------- the shortcut


async def test_the_shortcut_tells_what_a_message_is_about(scene: Scene) -> None:
    digest = posted(scene, button("More", "story", TRAIN))
    reply = posted(scene, button("More", "story", TRAIN), thread_ts=digest.ts)
    for each in (digest, reply):
        told = await scene.slack.shortcut(READER, each, "about")
        assert told.payload is None
    await scene.settled()
    assert [each.thread_ts for each in sorted(scene.shown(READER), key=lambda each: each.thread_ts or "")] == [
        None,
        digest.ts,
    ]
    assert all(each.to == READER for each in scene.shown(READER))


# ---------------------------------------------------------------- windows


async def test_setup_opens_a_form_that_makes_a_digest(scene: Scene) -> None:
    await scene.typed(MANAGER, "setup", CLOSED_OFF)
    assert scene.shown(MANAGER) == []
    [window] = scene.slack.windows(MANAGER)
    assert EN.say("slack-window-wait") in str(window.history[0])
    assert len(window.fields) == len(SETUP)
    told = await scene.slack.submit(MANAGER, SETUP)
    assert told.payload
    assert told.payload["response_action"] == "update"
    await scene.settled()
    made = digest_in(scene, CLOSED_OFF)
    assert (made.subscription.language, made.workspace) == ("fr", TEAM)
    assert "/invite @digestbot" in scene.in_window(MANAGER)


async def test_what_was_filled_in_wrongly_stands_there_still_below_the_reason(scene: Scene) -> None:
    await scene.typed(MANAGER, "setup", OTHER)
    await scene.slack.submit(MANAGER, {**SETUP, "timezone": "Atlantis/Nowhere"})
    await scene.settled()
    [window] = scene.slack.windows(MANAGER)
    assert "Atlantis/Nowhere" in str(window.view["blocks"])
    assert len(window.fields) == len(SETUP)
    assert scene.desk.database.ledger.subscribers_in("slack", OTHER) == []
    await scene.slack.submit(MANAGER, {"timezone": "Europe/Rome"})
    await scene.settled()
    assert digest_in(scene, OTHER).subscription.timezone == "Europe/Rome"


@pytest.mark.parametrize("name", ["setup", "settings", "feed", "topic", " Settings "])
async def test_a_reader_sees_in_the_window_that_it_is_for_managers(scene: Scene, name: str) -> None:
    await scene.typed(READER, name)
    assert EN.say("slack-only-managers").partition("/")[0] in scene.in_window(READER)
    assert scene.shown(READER) == []


@pytest.mark.parametrize("name", ["settings", "feed", "topic"])
async def test_the_words_alone_open_their_forms(scene: Scene, name: str) -> None:
    await scene.typed(NAMED, name)
    assert scene.slack.windows(NAMED)[-1].fields
    await scene.slack.submit(NAMED)
    await scene.settled()
    assert EN.say("slack-not-shown")[:20] not in scene.in_window(NAMED)


async def test_a_window_waits_in_the_language_of_whoever_opened_it(scene: Scene) -> None:
    await scene.typed(FRENCH, "settings")
    assert texts_for("fr").say("slack-window-wait") in str(scene.slack.windows(FRENCH)[0].history[0])


async def test_a_slack_that_does_not_say_who_it_is_keeps_no_window_waiting(scene: Scene) -> None:
    scene.app._directory.forget(TEAM)
    scene.slack.faults_at["users.info"] = Fault.HANG_BEFORE
    scene.slack.hangs_for_s = WITHIN_S
    await scene.typed(NAMED, "settings")
    assert scene.slack.windows(NAMED)[-1].fields


async def test_a_form_that_came_too_late_is_one_press_away(scene: Scene) -> None:
    scene.slack.faults["views.open"] = [Refusal(error="expired_trigger_id")]
    await scene.typed(MANAGER, "setup")
    [offer] = scene.shown(MANAGER)
    await pressed(scene, MANAGER, offer, action_id("setup"))
    assert len(scene.slack.windows(MANAGER)[-1].fields) == len(SETUP)


@pytest.mark.parametrize("fault", [Fault.HALF, Fault.PAGE, Fault.EMPTY])
async def test_what_is_no_answer_of_slack_about_a_window_leads_to_a_message(scene: Scene, fault: Fault) -> None:
    for method in ("views.update", "views.open"):
        scene.slack.faults_at = {method: fault}
        before = len(scene.shown(NAMED))
        await scene.typed(NAMED, "feed")
        [offer] = scene.shown(NAMED)[before:]
        assert offer.labels == [EN.say("form-feed-title")]


@pytest.mark.parametrize("fault", [Fault.HALF, Fault.PAGE, Fault.EMPTY])
async def test_what_is_no_answer_of_slack_about_a_message_leads_to_another(scene: Scene, fault: Fault) -> None:
    scene.slack.faults_at = {"response_url": Refusal(error="used_url", status=404), "chat.postEphemeral": fault}
    await scene.typed(READER, f"story {TRAIN}")
    assert "chat.postMessage" in scene.slack.asked
    scene.slack.faults_at["chat.postMessage"] = fault
    await scene.typed(READER, f"story {TRAIN}")  # and where nothing is, nothing breaks


async def test_an_answer_to_a_window_comes_after_what_acknowledges_it(scene: Scene) -> None:
    await scene.typed(NAMED, "feed")
    [window] = scene.slack.windows(NAMED)
    window.view["callback_id"] = "d1:gone:"  # what needs no database is answered at once
    await scene.slack.submit(NAMED)
    assert EN.say("slack-window-wait") in scene.in_window(NAMED)
    await scene.settled()
    assert EN.say("slack-window-wait") not in scene.in_window(NAMED)


@pytest.mark.parametrize("name", ["last", "now", "preview", "settings"])
async def test_a_page_that_was_altered_shows_nothing_of_another_place(scene: Scene, name: str) -> None:
    for person in (READER, NAMED):
        await scene.slack.open_home(person)
        await scene.settled()
        home = scene.slack.homes[person]
        home.view["blocks"] = [actions([button("Look", name)], address=CHANNEL)]
        await scene.slack.press(person, home, "Look")
        await scene.settled()
        is_refused = EN.say("slack-only-managers").partition("/")[0] in scene.in_window(person)
        assert is_refused is (person == READER)


async def test_a_page_that_was_altered_shows_nothing_of_somebody_else(scene: Scene) -> None:
    await scene.slack.open_home(MANAGER)
    await scene.settled()
    home = scene.slack.homes[MANAGER]
    home.view["blocks"] = [actions([button("Look", "settings")], address=f"@{READER}")]
    await scene.slack.press(MANAGER, home, "Look")
    await scene.settled()
    assert EN.say("only-members").partition("/")[0] in scene.in_window(MANAGER)


@pytest.mark.parametrize("name", ["settings", "feed", "topic"])
async def test_a_window_that_was_altered_changes_nothing_of_another_place(scene: Scene, name: str) -> None:
    before = scene.subscriber
    await scene.typed(READER, "setup", READER)
    [window] = scene.slack.windows(READER)
    window.view |= {"private_metadata": metadata(CHANNEL), "callback_id": action_id(name)}
    await scene.slack.submit(READER)
    await scene.settled()
    assert EN.say("slack-only-managers").partition("/")[0] in scene.in_window(READER)
    assert scene.subscriber == before


async def test_who_has_closed_the_window_is_told_by_message(scene: Scene) -> None:
    await scene.typed(MANAGER, "setup", OTHER)
    scene.slack.faults_at["views.update"] = Refusal(error="not_found")
    await scene.slack.submit(MANAGER, SETUP)
    await scene.settled()
    assert digest_in(scene, OTHER)
    assert "7:30" in scene.told(MANAGER)
    assert {(each.channel, each.to) for each in scene.shown(MANAGER)} == {(OTHER, MANAGER)}


async def test_who_has_closed_the_window_before_its_form_came_wants_none(scene: Scene) -> None:
    scene.slack.faults_at["views.update"] = Refusal(error="not_found")
    await scene.typed(NAMED, "feed")
    assert scene.shown(NAMED) == []


# ---------------------------------------------------------------- the home page


async def test_the_home_page_leads_to_a_form_that_changes_a_digest(scene: Scene) -> None:
    await scene.slack.open_home(NAMED)
    await scene.settled()
    home = scene.slack.homes[NAMED]
    settings = next(
        element["action_id"]
        for block in home.blocks
        if block["type"] == "actions" and block["block_id"] == f"at:{CHANNEL}"
        for element in block["elements"]
        if element["action_id"].startswith("d1:settings")
    )
    await scene.slack.press(NAMED, home, settings)
    await scene.settled()
    assert f"<#{CHANNEL}>" in scene.in_window(NAMED)
    await scene.slack.submit(NAMED, {"times": "06:15"})
    await scene.settled()
    assert "06:15" in str(scene.subscriber.subscription.times) or "6, 15" in str(scene.subscriber.subscription.times)
    assert scene.slack.asked.count("views.publish") >= 2
    assert "6:15" in scene.at_home(NAMED)


async def test_a_home_that_is_opened_is_shown_once_for_each_time(scene: Scene) -> None:
    told = await scene.slack.open_home(READER)
    await scene.slack.again(told)
    await scene.settled()
    await scene.slack.event({"type": "app_home_opened", "user": READER, "tab": "messages"}, team=TEAM)
    await scene.settled()
    assert scene.slack.asked.count("views.publish") == 1
    await scene.slack.open_home(READER)
    await scene.settled()
    assert scene.slack.asked.count("views.publish") == 2


@pytest.mark.parametrize("fault", [Refusal(error="internal_error"), Fault.HALF, Fault.PAGE, Fault.CUT_AFTER])
async def test_a_home_that_cannot_be_shown_breaks_nothing(scene: Scene, fault: Fault | Refusal) -> None:
    scene.slack.faults_at["views.publish"] = fault
    await scene.typed(NAMED, "topic")
    await scene.slack.submit(NAMED)
    await scene.settled()
    assert EN.say("slack-not-shown")[:20] not in scene.in_window(NAMED)
    await scene.slack.open_home(READER)
    await scene.settled()
    assert scene.shown(READER) == []
