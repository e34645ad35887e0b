"""Two processes that serve one database do the same round at the same moment: every digest comes once."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from digests.postings import State
from tests.faults.house import AT_NOON, NOON, build, digest_lines, outcome
from tests.faults.nursery import Life, Nursery, opened_nursery

READERS = 30


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with opened_nursery() as opened_:
        yield opened_


def test_two_processes_that_begin_together_post_each_digest_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nursery: Nursery, database_url: str
) -> None:
    build(
        tmp_path,
        wishes=[replace(AT_NOON, sentences=1 + number % 5, stories=3 + number % 3) for number in range(READERS)],
        url=database_url,
    )
    monkeypatch.chdir(tmp_path)

    # A chat without nonces: what both of them sent would stand there twice.
    assert nursery.live(*[Life(folder=str(tmp_path), url=database_url, forgetful=True)] * 2) == [0, 0]

    found = outcome(tmp_path, database_url)
    assert len(found.lines) == READERS
    assert set(Counter(found.nonces).values()) == {1}
    assert Counter(found.nonces).keys() == {delivery.id for delivery in found.deliveries}
    assert (len(found.deliveries), found.states) == (2 * READERS, {State.SENT})
    assert found.slots == sorted({(f"{number}.jsonl", NOON.isoformat(), "posted") for number in range(READERS)})
    for number in range(READERS):
        (digest,) = digest_lines(found.lines[f"{number}.jsonl"])
        assert len(digest["digest"]["stories"]) == 3 + number % 3
