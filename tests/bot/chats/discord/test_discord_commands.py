"""Each command of the table, typed by a reader, by managers and in another server, through Discord's own rules."""

import asyncio
import gc
import time
from typing import Any

import pytest
from simcord import MemberActor

from bot.chats.discord_parts import button
from bot.commands.calls import Role
from bot.commands.table import COMMANDS, Kind
from bot.texts import LANGUAGES, texts_for
from tests.bot.chats.discord.scene import EPHEMERAL, Scene, shown
from tests.bot.chats.discord.test_discord_interactions import FORM, posted
from tests.bot.commands.newsdesk import TRAIN
from tests.bot.commands.test_everybody import CANNOT, OPTIONS, WORDS

pytestmark = pytest.mark.asyncio(loop_scope="module")

OURS = ("our mistake", "our fault", "could not be shown")
MAY_BLOCK_S = 0.1


def options_of(name: str, scene: Scene, by: MemberActor) -> dict[str, Any]:
    """Return what is asked for; Discord has people where others have names."""
    if name == "managers add":
        return {"person": by}
    if name == "managers remove":
        return {"person": str(scene.mia.id)}
    return {option.removesuffix("_"): value for option, value in OPTIONS.get(name, {}).items()}


async def used(scene: Scene, name: str, by: MemberActor) -> str:
    """Return what is shown for a command. Discord heard that there will be an answer before anything was done."""
    cursor = len(scene.env.http_requests)
    channel = scene.elsewhere if by is scene.sam else scene.channel
    result = await by.slash(channel, f"digest {name}", **options_of(name, scene, by))
    first, *others = scene.requests_since(cursor)
    assert (first[0], first[2]) == ("POST", {"type": 5, "data": {"flags": EPHEMERAL}})
    assert first[1].endswith("/callback")
    bodies = [body for _, _, body in others if body]
    assert bodies
    assert all(body["allowed_mentions"] == {"parse": []} for body in bodies)
    words = shown(result)
    assert words
    assert not any(each in words for each in OURS), words
    return words


@pytest.mark.parametrize("name", COMMANDS)
async def test_everybody_gets_what_they_may_and_nobody_else_sees_it(scene: Scene, name: str) -> None:
    command, before = COMMANDS[name], scene.subscriber
    words = await used(scene, name, scene.sam)  # who manages another server has no say in this one
    if command.needs_digest:
        assert words.startswith(texts_for("en").say("no-digest-here")[:40])
    assert scene.subscriber == before
    words = await used(scene, name, scene.ria)
    if command.role is Role.MANAGER:
        assert words.startswith(WORDS["only-managers"]["en"])
        assert scene.subscriber == before
    for manager in (scene.mia,) if command.cooldown else (scene.mia, scene.ada):
        words = await used(scene, name, manager)
        assert not words.startswith(WORDS["only-managers"]["en"])
        if manager is scene.mia and name not in CANNOT:
            assert texts_for("en").say("no-digest-here") not in words


@pytest.mark.parametrize("language", LANGUAGES)
async def test_answers_come_in_the_language_that_a_person_chose(scene: Scene, language: str) -> None:
    await scene.ria.slash(scene.channel, "digest language", code=language)
    refused = shown(await scene.ria.slash(scene.channel, "digest status"))
    assert refused.startswith(WORDS["only-managers"][language])
    assert shown(await scene.mia.slash(scene.channel, "digest help"))
    await scene.ria.slash(scene.channel, "digest language", code="auto")
    assert shown(await scene.ria.slash(scene.channel, "digest status")).startswith(WORDS["only-managers"]["en"])


async def test_what_is_proposed_fits_what_was_typed(scene: Scene) -> None:
    feeds = await scene.mia.autocomplete(scene.channel, "digest feed remove", "address", "lindm")
    assert [each["value"] for each in feeds] == ["https://herald.example/rss"]
    keys = await scene.mia.autocomplete(scene.channel, "digest settings set", "key", "lan")
    assert "language" in [each["value"] for each in keys]
    values = await scene.mia.autocomplete(scene.channel, "digest settings set", "value", "c", key="layout")
    assert {"compact", "cards"} <= {each["value"] for each in values}
    assert len(await scene.ria.autocomplete(scene.channel, "digest language", "code", "")) <= 25


async def test_nothing_is_proposed_to_whom_a_command_is_not_for(scene: Scene) -> None:
    assert await scene.ria.autocomplete(scene.channel, "digest feed remove", "address", "") == []


HOSTILE = [
    "@everyone",
    "](https://evil.example) <@1>",
    "```\u202e",
    "d1:now:",
    "\U0001f600" * 60,
    "\x00\n\r",
    "-" * 190,
]
TYPED = [
    (name, option.name)
    for name, command in COMMANDS.items()
    for option in command.options
    if option.kind is Kind.TEXT and not option.choices and option.is_required and name != "managers add"
]


@pytest.mark.parametrize(("name", "option"), TYPED)
async def test_no_value_of_an_option_breaks_anything(scene: Scene, name: str, option: str) -> None:
    most = next(each.high for each in COMMANDS[name].options if each.name == option)
    for value in HOSTILE[:: 3 if name != "search" else 1]:
        asked = {**options_of(name, scene, scene.mia), option: value[:most]}
        words = shown(await scene.mia.slash(scene.channel, f"digest {name}", **asked))
        assert not any(each in words for each in OURS), words
        assert "](https://evil.example)" not in words


async def test_a_file_comes_with_a_command(scene: Scene) -> None:
    words = shown(
        await scene.mia.slash(scene.channel, "digest settings import", file=("digest.toml", b"stories = 5\n"))
    )
    assert scene.subscriber.subscription.stories == 5, words


async def test_a_file_that_is_too_large_is_not_even_read(scene: Scene) -> None:
    large = ("digest.toml", b"#" * 5_000_001)
    words = shown(await scene.mia.slash(scene.channel, "digest settings import", file=large))
    assert words == texts_for("en").say("discord-file-too-large", most=5)


async def test_a_file_goes_out_with_the_answer(scene: Scene) -> None:
    result = await scene.mia.slash(scene.channel, "digest settings export")
    assert result.response
    [file] = result.response.attachments
    assert file.filename.endswith(".toml")
    assert b"digestbot subscriptions" in await file.read()
    assert result.response.components[-1]["file"]["url"].endswith(file.filename)  # where it is shown


class Turns:
    """How long each turn of the event loop computes, in the loop's own thread: no clock on the wall is looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.longest = 0.0
        run = asyncio.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            began = time.thread_time()
            run(handle)
            self.longest = max(self.longest, time.thread_time() - began)

        monkeypatch.setattr(asyncio.Handle, "_run", timed)


async def test_nothing_that_somebody_does_holds_the_event_loop(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        turns = Turns(monkeypatch)
        for name in COMMANDS:
            scene.begin_anew()
            await used(scene, name, scene.mia)
        scene.begin_anew()
        digest = await posted(scene, button("More", "story", TRAIN), button("Français", "read", "fr"))
        for label in ("More", "Français"):
            await scene.mia.click(digest, label=label)
        await scene.mia.context_menu(scene.channel, "About this story", digest)
        await scene.mia.submit_modal(await scene.mia.slash(scene.channel, "digest setup"), FORM)
        await scene.mia.autocomplete(scene.channel, "digest story", "id", "")
        await scene.mia.autocomplete(scene.channel, "digest language", "code", "f")
    finally:
        gc.enable()
        gc.unfreeze()
    assert turns.longest <= MAY_BLOCK_S
