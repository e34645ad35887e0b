"""A database in memory, for tests of what comes above the store."""

from collections.abc import Iterator

import pytest

from digests.adapters.store import SqlStore, open_store


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = open_store("sqlite://")
    yield store
    store.close()
