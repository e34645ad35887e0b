"""What the tests of faults share: an empty working folder, and a nursery of processes that are killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.nursery import Nursery, opened_nursery


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a house, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with opened_nursery() as opened:
        yield opened
