"""The bot as a browser finds it, with a database of its own."""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from tests.bot.chats.slack_oauth.site import Site, opened
from tests.digests.adapters.conftest import migrated_sqlite

__all__ = ["migrated_sqlite"]


@pytest.fixture
def database(migrated_sqlite: Path, tmp_path: Path) -> Path:
    return Path(copyfile(migrated_sqlite, tmp_path / "news.db"))


@pytest.fixture
async def site(database: Path) -> AsyncIterator[Site]:
    async with opened(database) as site:
        yield site
