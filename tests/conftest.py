"""What many tests share: the real encoder and the worker processes, started once, and where the sample feeds are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.workers import ProcessWorkers
from digests.ports import Encoder, Workers
from digests.reading import prepare_pages

ROOT = Path(__file__).parents[1]

# How fast a machine makes examples is no finding about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return UniversalSentenceEncoder()


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with ProcessWorkers(prepare=prepare_pages) as processes:
        yield processes


@pytest.fixture(scope="session")
def sample_feeds() -> Path:
    return ROOT / "seeds" / "feeds"
