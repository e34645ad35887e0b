"""A scene for the tests of a file: made once, since it takes a while."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from digests.ports import Workers
from tests.bot.chats.slack.scene import Scene, playing


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory, workers: Workers) -> AsyncIterator[Scene]:
    async with playing(tmp_path_factory.mktemp("slack"), workers) as scene:
        yield scene


@pytest.fixture
def scene(played: Scene) -> Scene:
    """The scene, with the digest as it was at first."""
    played.begin_anew()
    return played
