"""What many tests start from: a database in memory, a house with readers who follow stories."""

from collections.abc import Iterator

import pytest

from digests.adapters.store import SqlStore, open_store
from tests.digests.noted import Desks, open_desks


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = open_store("sqlite://")
    yield store
    store.close()


@pytest.fixture
def desks() -> Iterator[Desks]:
    with open_desks() as desks:
        yield desks
