"""What the modules of one chat platform may know of another's: nothing; and what people can do on each: the same."""

import re
from pathlib import Path
from typing import Any

import yaml
from discord import app_commands

from bot.chats.discord_tree import ROOT as DIGEST
from bot.chats.discord_tree import commands
from bot.chats.slack_interactions import ON_BUTTONS
from bot.chats.slack_manifest import manifest
from bot.commands.naming import usage
from bot.commands.table import COMMANDS, ON_MESSAGES
from bot.texts import texts_for
from digests.ports import Workers
from tests.bot.chats.slack.scene import NAMED, Scene, playing
from tests.bot.chats.slack_scene import READER, tokens
from tests.conftest import ROOT

PLATFORMS = {"discord", "slack"}
IMPORTED = re.compile(r"^\s*(?:from|import) (?:bot\.chats[. ](?:import )?)?(\w+)", re.MULTILINE)
NO_SUCH = texts_for("en").say("no-such-command", command="weather").partition("weather")[0]


def test_platforms_know_nothing_of_each_other_nor_other_chats_of_them() -> None:
    for file in sorted((ROOT / "bot" / "chats").glob("*.py")):
        names = {name.partition("_")[0] for name in IMPORTED.findall(file.read_text(encoding="utf-8"))}
        assert not names & PLATFORMS - {file.stem.partition("_")[0]}, file.name


# ---------------------------------------------------------------- the same commands


async def never(*_: Any) -> Any:
    raise AssertionError("nobody uses a command here")


def on_discord() -> tuple[set[str], list[str]]:
    """Return the commands that Discord's tree registers, without "/digest", and what it offers on a message."""
    root, entry = commands(never, never, never)
    assert isinstance(root, app_commands.Group)
    found = {each.qualified_name for each in root.walk_commands() if isinstance(each, app_commands.Command)}
    return {name.removeprefix(f"{DIGEST} ") for name in found}, [entry.name]


async def on_slack(scene: Scene) -> tuple[set[str], list[str]]:
    """Return the commands that `/digest help` tells a manager of, and what the app offers on a message."""
    await scene.typed(NAMED, "help")
    shortcuts = yaml.safe_load(manifest(tokens(scene.slack.api)))["features"]["shortcuts"]
    assert {each["callback_id"] for each in shortcuts} | ON_BUTTONS == ON_MESSAGES.keys()
    told = scene.told(NAMED)
    names = {name for name, command in COMMANDS.items() if f"`{usage(command)}`" in told}
    return names, [each["name"] for each in shortcuts]


async def is_known(scene: Scene, name: str) -> bool:
    """Return whether Slack's one parser takes what somebody types for a command, whatever is then said of it."""
    messages, windows = len(scene.shown(READER)), len(scene.slack.windows(READER))
    await scene.typed(READER, name)
    words = [text for each in scene.shown(READER)[messages:] for text in each.texts]
    assert words or len(scene.slack.windows(READER)) > windows
    return NO_SUCH not in "".join(words)


async def test_people_can_do_the_same_on_discord_and_on_slack(tmp_path: Path, workers: Workers) -> None:
    async with playing(tmp_path, workers) as scene:
        scene.begin_anew()
        assert await on_slack(scene) == on_discord()
        assert on_discord()[0] == COMMANDS.keys()
        assert all([await is_known(scene, name) for name in COMMANDS])
        assert not await is_known(scene, "weather")
