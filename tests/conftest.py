"""What many tests share: the real encoder and the workers, started once, the sample feeds, and logs without colour."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, settings

from digests.adapters.encoders import UniversalSentenceEncoder
from digests.adapters.workers import ProcessWorkers
from digests.ports import Encoder, Workers
from digests.reading import prepare_pages

ROOT = Path(__file__).parents[1]

# How fast a machine makes examples is no finding about the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def plain_logs() -> None:
    """What is logged is as it comes: Rich draws a page of variables for each error, which takes it a second."""
    structlog.reset_defaults()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
        ]
    )


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
