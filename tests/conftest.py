"""What many tests share: the real encoder, loaded once, and where the sample feeds are."""

from pathlib import Path

import pytest

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.ports import Encoder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return UniversalSentenceEncoder()


@pytest.fixture(scope="session")
def sample_feeds() -> Path:
    return ROOT / "seeds" / "feeds"
