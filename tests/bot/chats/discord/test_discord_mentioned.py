"""What the bot says names commands that can be pressed, and people whom Discord shows by their names."""

from collections.abc import Iterator
from typing import Any

import pytest
from simcord import InteractionResult

from bot.chats.discord_bot import DigestBot
from tests.bot.chats.discord.scene import Scene

pytestmark = pytest.mark.asyncio(loop_scope="module")


def sent(result: InteractionResult) -> str:
    """Return the texts of an answer as they went to Discord."""
    assert result.response
    return "\n".join(each for component in result.response.components or () for each in contents(component))


def contents(component: dict[str, Any]) -> Iterator[str]:
    if "content" in component:
        yield component["content"]
    for inner in component.get("components", ()):
        yield from contents(inner)


async def test_a_command_that_is_named_can_be_pressed(scene: Scene) -> None:
    assert isinstance(scene.env.bot, DigestBot)
    [command] = [each for each in await scene.env.bot.tree.fetch_commands() if each.name == "digest"]
    result = await scene.ria.slash(scene.channel, "digest story", id="zzzz")
    assert f"</digest top:{command.id}>" in sent(result)


async def test_a_list_of_managers_shows_them_as_discord_names_them_and_calls_none(scene: Scene) -> None:
    result = await scene.ada.slash(scene.channel, "digest managers list")
    assert f"<@{scene.mia.id}>" in sent(result)
    assert (scene.env.http_requests[-1].json or {})["allowed_mentions"] == {"parse": []}
