"""A channel with a digest and some stories: made once, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from digests.adapters.store import open_all
from digests.ports import Workers
from tests.bot.commands.newsdesk import Newsdesk, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("newsdesk") / "filled.db"
    database = open_all(f"sqlite:///{file}")
    fill(database)
    database.store.close()  # which moves all of it into the file
    return file


@pytest.fixture
def desk(filled: Path, tmp_path: Path, workers: Workers) -> Iterator[Newsdesk]:
    file = tmp_path / "news.db"
    shutil.copyfile(filled, file)
    database = open_all(f"sqlite:///{file}")
    yield Newsdesk(database=database, workers=workers)
    database.store.close()
