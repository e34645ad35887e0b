"""A scene for the tests of a file: made once, since it takes a second."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from digests.adapters.store import open_all
from digests.ports import Workers
from tests.bot.chats.discord.scene import Scene, playing
from tests.bot.commands.newsdesk import Newsdesk


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def played(tmp_path_factory: pytest.TempPathFactory, workers: Workers) -> AsyncIterator[Scene]:
    async with playing(tmp_path_factory.mktemp("discord"), workers) as scene:
        yield scene


@pytest.fixture
def scene(played: Scene) -> Scene:
    """The scene, with the digest as it was at first."""
    played.begin_anew()
    return played


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Newsdesk]:
    """A newsdesk without news, for what asks for none."""
    database = open_all(f"sqlite:///{tmp_path / 'news.db'}")
    yield Newsdesk(database=database, workers=workers)
    database.store.close()
