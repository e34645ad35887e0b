"""What Slack never sends, signed all the same: nothing is changed by it, and the log tells none of its words."""

import asyncio
import copy
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.chats.slack_forms import metadata
from bot.chats.slack_parts import actions, button, message, section
from bot.texts import texts_for
from digests.adapters.tables import CLAIM, METADATA
from tests.bot.chats import slack_payloads as payloads
from tests.bot.chats.slack.scene import Scene
from tests.bot.chats.slack_limits import Json
from tests.bot.chats.slack_scene import (
    BOT_TOKEN,
    CHANNEL,
    HARBOUR,
    MANAGER,
    OTHER,
    READER,
    STRANGER,
    TEAM,
    Shown,
    Somebody,
    Window,
)

pytestmark = pytest.mark.asyncio(loop_scope="module")

EN = texts_for("en")
ONLY_MEMBERS, OUR_MISTAKE = EN.say("only-members"), EN.say("our-mistake")
LONGEST_LINE = 1000  # in the log; a traceback comes below it
SECRET = "words-of-a-person"
PAUSE = f"schedule pause {SECRET}"

SETTINGS: Json = {
    "type": "modal",
    "callback_id": "d1:settings:",
    "title": {"type": "plain_text", "text": "Settings"},
    "submit": {"type": "plain_text", "text": "Send"},
    "private_metadata": metadata(CHANNEL),
    "blocks": [
        {
            "type": "input",
            "block_id": name,
            "label": {"type": "plain_text", "text": name},
            "element": {"type": "plain_text_input", "action_id": name},
        }
        for name in ("language", "times")
    ],
}


def kept(scene: Scene) -> dict[str, list[Any]]:
    """Return all that stands in the database, but which interactions were handled."""
    with scene.desk.database.engine.connect() as connection:
        tables = [table for table in METADATA.sorted_tables if table is not CLAIM]
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}


def said_of(scene: Scene, user: str) -> str:
    """Return all words that somebody was shown: as messages and in windows."""
    return "\n".join([scene.told(user), *(text for window in scene.slack.windows(user) for text in window.texts)])


async def acknowledged(scene: Scene, body: Json) -> int:
    """Hand a payload to bolt, as both of Slack's ways do; return the status of its acknowledgement."""
    body = {"trigger_id": scene.slack.trigger(TEAM, READER), **body}
    try:
        return (await scene.app._bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))).status
    except (TypeError, AttributeError):  # bolt cannot read it; whoever calls bolt logs that and goes on
        return 500


async def sent(scene: Scene, body: Json) -> int:
    """The same, until all that follows has happened."""
    status = await acknowledged(scene, body)
    await scene.settled()
    return status


# ---------------------------------------------------------------- payloads


def a_command(scene: Scene, text: str = PAUSE, *, user: str = READER) -> Json:
    slack, channel = scene.slack, scene.slack.channels[CHANNEL]
    body = payloads.commanded(slack, user, channel, "/digest", text)
    return body | {"response_url": slack._reply(slack.reply_url(TEAM, CHANNEL, user))}


def a_button(scene: Scene, action_id: str = "d1:schedule pause:", *, at: Shown | Window | None = None) -> Json:
    slack = scene.slack
    body = message([section(SECRET), actions([button("Pause", "schedule pause")])], text=SECRET)
    shown = at or slack.post(slack.teams[TEAM], slack.channels[CHANNEL], body)
    action = {"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": SECRET}}
    made = payloads.pressed(slack, READER, shown, {"block_id": "b1"}, action)
    return made | ({"response_url": slack._reply(slack.reply_url(TEAM, CHANNEL, READER))} if at is None else {})


def a_window(scene: Scene, user: str = READER, **differently: Any) -> Window:
    window = scene.slack.open(TEAM, user, SETTINGS | differently)
    scene.slack.windows(user).append(window)
    window.typed["language", "language"] = SECRET
    return window


def a_submission(scene: Scene, user: str = READER, **differently: Any) -> Json:
    return payloads.submitted(scene.slack, a_window(scene, user, **differently))


def at_home(scene: Scene) -> Json:
    return a_button(scene, at=scene.slack.open(TEAM, READER, {"type": "home", "blocks": []}))


def in_window(scene: Scene) -> Json:
    return a_button(scene, at=a_window(scene))


def a_shortcut(scene: Scene) -> Json:
    slack = scene.slack
    shown = slack.post(slack.teams[TEAM], slack.channels[CHANNEL], {"text": SECRET})
    return payloads.about_message(slack, READER, shown, "about") | {
        "response_url": slack._reply(slack.reply_url(TEAM, CHANNEL, READER))
    }


KINDS = (a_command, a_button, in_window, at_home, a_submission, a_shortcut)


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where in a payload each of its parts stands."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from paths(each, (*path, key))


def without(body: Json, path: tuple[Any, ...], *, is_null: bool) -> Json:
    """Return a payload in which a part is missing, or null."""
    body = copy.deepcopy(body)
    part: Any = body
    for key in path[:-1]:
        part = part[key]
    if is_null:
        part[path[-1]] = None
    else:
        del part[path[-1]]
    return body


# What says which kind a payload is: without it none of ours is meant, and bolt turns it away. (Ids are of lists.)
_NAMES_IT = {"type", "command", "actions", "action_id", "callback_id", "view", 0, "response_urls"}


@contextmanager
def quiet(scene: Scene, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Check that meanwhile nothing changes, and that the log has short lines without words, tokens and addresses."""
    before = kept(scene)
    caplog.set_level(logging.INFO, "digestbot")
    caplog.clear()
    with capture_logs() as logs:
        yield
    assert kept(scene) == before
    lines = [
        *map(str, logs),
        *(record.getMessage() for record in caplog.records if record.name.startswith("digestbot")),
    ]
    assert not [line for line in lines if len(line) > LONGEST_LINE]
    assert not [line for line in lines for secret in (SECRET, BOT_TOKEN, "/response/") if secret in line]


@pytest.mark.parametrize("is_null", [False, True])
@pytest.mark.parametrize("kind", KINDS)
async def test_a_payload_that_lacks_something_is_acknowledged_and_changes_nothing(
    scene: Scene, caplog: pytest.LogCaptureFixture, kind: Callable[[Scene], Json], is_null: bool
) -> None:
    body = kind(scene)
    with quiet(scene, caplog):
        # All at once, since a window that was sent off is shown its answer a moment after it was acknowledged.
        every = [(path, without(body, path, is_null=is_null)) for path in paths(body)]
        statuses = await asyncio.gather(*(acknowledged(scene, changed) for _, changed in every))
        await scene.settled()
    wrong = [path for (path, _), status in zip(every, statuses, strict=True) if status != 200]
    assert not [path for path in wrong if path[-1] not in _NAMES_IT]
    assert "Paused" not in said_of(scene, READER)


@pytest.mark.parametrize(
    "text",
    [
        "story " + "x" * 900_000,
        "search " + "[" * 50_000,
        "schedule pause \ud800\0\x1b[31m",
        "\u202e" * 5000,
        '"' * 9999,
        "<!channel>",
    ],
    ids=len,
)
async def test_whatever_is_typed_is_answered_in_few_words(
    scene: Scene, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    with quiet(scene, caplog):
        assert await sent(scene, a_command(scene, text)) == 200
    [told] = scene.shown(READER)
    assert 0 < len(scene.told(READER)) < 3000
    assert "<!" not in str(told.body)
    assert OUR_MISTAKE not in scene.told(READER)


@pytest.mark.parametrize(
    "action_id",
    [
        f"d1:{'x' * 9000}",
        f"d1:story:{'y' * 9000}",
        f"d1:search:{'z ' * 9000}",
        "d1:\ud800:\0",
        "d1:schedule pause:",
        f"d1:feed remove:{SECRET}",
        f"d1:managers add:{READER}",
        "d1:settings:",
        "d1:schedule resume:",
        "d1:::::",
        f"d1:read:{'<!channel>' * 99}",
    ],
    ids=lambda action_id: action_id[:14].encode("ascii", "backslashreplace").decode(),
)
async def test_whatever_a_button_says_a_reader_may_change_nothing_by_it(
    scene: Scene, caplog: pytest.LogCaptureFixture, action_id: str
) -> None:
    with quiet(scene, caplog):
        assert await sent(scene, a_button(scene, action_id)) == 200
    assert said_of(scene, READER)
    assert OUR_MISTAKE not in said_of(scene, READER)


ELSEWHERE = [CHANNEL, OTHER, HARBOUR, f"@{MANAGER}", f"@{STRANGER}", "C" * 3000, "<!channel>", "\ud800\0", "@"]


async def test_a_window_or_a_button_for_another_place_changes_nothing_there(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    commands = ("settings", "setup", "feed", "topic", "managers add", "schedule pause")
    forged = [
        a_submission(scene, callback_id=f"d1:{command}:", private_metadata=metadata(at))
        for at in ELSEWHERE
        for command in commands
    ]
    for at in ELSEWHERE:
        forged.append(at_home(scene))
        forged[-1]["actions"][0]["block_id"] = f"at:{at}"
    with quiet(scene, caplog):
        assert set(await asyncio.gather(*(acknowledged(scene, body) for body in forged))) == {200}
        await scene.settled()
    assert OUR_MISTAKE not in said_of(scene, READER)


VALUES: list[Any] = [
    [],
    {},
    {"language": []},
    {"language": {"language": "fr"}},
    {"language": {"language": {"type": "plain_text_input", "value": 7}}},
    {"language": {"language": {"type": "plain_text_input", "value": "x" * 900_000}}},
    {"language": {str(number): {"type": "plain_text_input", "value": "fr"} for number in range(9)}},
    {str(number): {"a": {"type": "plain_text_input", "value": SECRET}} for number in range(500)},
    {"language": {"language": {"type": "multi_static_select", "selected_options": [{"value": "fr"}] * 900}}},
    {"language": {"language": {"type": "static_select", "selected_option": {"value": ["fr"]}}}},
    {"managers": {"managers": {"type": "plain_text_input", "value": READER}}},
]


async def test_whatever_is_filled_in_a_reader_may_change_nothing_by_it(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    forged = [a_submission(scene) for _ in VALUES]
    for body, values in zip(forged, VALUES, strict=True):
        body["view"]["state"]["values"] = values
    with quiet(scene, caplog):
        assert set(await asyncio.gather(*(acknowledged(scene, body) for body in forged))) == {200}
        await scene.settled()


@pytest.mark.parametrize(
    ("locale", "zone"),
    [("xx-YY", "Mars/Phobos"), ("", ""), ("../../etc", "/etc/localtime"), ("a" * 9000, "UTC+5"), ("de_DE.UTF-8", "\0")],
    ids=range(5),
)
async def test_whatever_slack_says_of_language_and_zone_of_a_person_they_are_answered(
    scene: Scene, caplog: pytest.LogCaptureFixture, locale: str, zone: str
) -> None:
    odd = Somebody(id="U024ODD", team=TEAM, name="Odd", locale=locale, tz=zone)
    scene.slack.people[odd.id] = odd
    scene.app._directory.forget(TEAM)
    with quiet(scene, caplog):
        for text in ("help", "language show", "schedule show", "setup"):
            await scene.typed(odd.id, text, odd.id if text == "setup" else CHANNEL)
    assert scene.shown(odd.id)
    assert OUR_MISTAKE not in said_of(scene, odd.id)


async def test_nobody_of_another_workspace_changes_a_channel_that_both_share(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.slack.people[STRANGER].is_admin = True
    with quiet(scene, caplog):
        await scene.typed(STRANGER, PAUSE)
    scene.slack.people[STRANGER].is_admin = False
    assert ONLY_MEMBERS.partition("/")[0] in scene.told(STRANGER)
