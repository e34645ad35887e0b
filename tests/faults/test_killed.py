"""A process that is killed for good (SIGKILL) at any point of a round, and the next one, which goes on."""

import shutil
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from digests.postings import State
from tests.faults.house import MINUTE, NOON, Outcome, build, outcome
from tests.faults.nursery import Life, Nursery

AT_ONCE = 4  # houses, one after the other on a busy machine
LATER = (NOON + 2 * MINUTE).isoformat()  # leases last a minute
SENDING = ("save_postings", "change_delivery", "before send", "after send")


@dataclass(frozen=True, kw_only=True)
class Unharmed:
    """A house before its round, what becomes of one where nobody dies, and the points that are passed meanwhile."""

    folder: Path
    outcome: Outcome
    points: list[str]


@pytest.fixture
def unharmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nursery: Nursery) -> Unharmed:
    folder, copy, points = tmp_path / "house", tmp_path / "unharmed", tmp_path / "points"
    folder.mkdir()
    build(folder)
    shutil.copytree(folder, copy)
    assert nursery.live(Life(folder=str(copy), points=str(points))) == [0]
    monkeypatch.chdir(copy)
    found = outcome(copy)
    assert (len(found.nonces), found.states) == (4, {State.SENT})
    return Unharmed(folder=folder, outcome=found, points=points.read_text(encoding="utf-8").splitlines())


def harmed(house: Unharmed, points: Sequence[str], nursery: Nursery, *, forgetful: bool = False) -> Iterator[Path]:
    """Yield for each point a house whose process died there, and whose next one had nothing more to do."""
    for start in range(0, len(points), AT_ONCE):
        some = points[start : start + AT_ONCE]
        folders = [house.folder.with_name(f"{start + number}") for number in range(len(some))]
        for folder in folders:
            shutil.copytree(house.folder, folder)
        first = [
            Life(folder=str(folder), dies=point, forgetful=forgetful)
            for folder, point in zip(folders, some, strict=True)
        ]
        assert nursery.live(*first) == [-signal.SIGKILL] * len(some), some
        second = [
            Life(folder=str(folder), at=LATER, until_nothing_is_due=True, forgetful=forgetful) for folder in folders
        ]
        assert nursery.live(*second) == [0] * len(some), some
        yield from folders


def test_wherever_it_is_killed_the_next_one_posts_the_same_digests_and_each_once(
    unharmed: Unharmed, monkeypatch: pytest.MonkeyPatch, nursery: Nursery
) -> None:
    # Forgetting old news is six transactions that find nothing here: the first of them stands for all.
    points = [point for point in unharmed.points if "forget" not in point or point.endswith(", 1")]
    steps = ("save_round", "save_grouping", "save_subscribers", "expire", "forget_before", *SENDING)
    assert {step for step in steps for point in points if step in point} == set(steps)
    wrong = {}
    for point, folder in zip(points, harmed(unharmed, points, nursery), strict=True):
        monkeypatch.chdir(folder)
        found = outcome(folder)
        same = (found.lines, found.slots) == (unharmed.outcome.lines, unharmed.outcome.slots)
        if not same or found.states != {State.SENT} or len(found.deliveries) != 4:
            wrong[point] = found
    assert not wrong


def test_in_a_chat_without_nonces_no_message_stands_twice_and_what_is_missing_is_unknown(
    unharmed: Unharmed, monkeypatch: pytest.MonkeyPatch, nursery: Nursery
) -> None:
    points = [point for point in unharmed.points if any(step in point for step in SENDING)]
    wrong, lost = {}, 0
    for point, folder in zip(points, harmed(unharmed, points, nursery, forgetful=True), strict=True):
        monkeypatch.chdir(folder)
        found = outcome(folder)
        times, states = Counter(found.nonces), {delivery.id: delivery.state for delivery in found.deliveries}
        missing = set(unharmed.outcome.nonces) - set(times)
        lost += len(missing)
        if (
            set(states) != set(unharmed.outcome.nonces)
            or set(times.values()) != {1}
            or not set(states.values()) <= {State.SENT, State.UNKNOWN}
            or any(states[nonce] is not State.UNKNOWN for nonce in missing)
        ):
            wrong[point] = found
    assert not wrong
    assert lost  # else no process died between claiming a message and sending it


def test_who_is_killed_again_and_again_still_gets_it_done(
    unharmed: Unharmed, monkeypatch: pytest.MonkeyPatch, nursery: Nursery
) -> None:
    folder, at = unharmed.folder, NOON
    monkeypatch.chdir(folder)
    point, lives = "after the commit of change_delivery, 2", 0  # the first is a claim, with which nothing is done yet
    while nursery.live(Life(folder=str(folder), dies=point, at=at.isoformat())) != [0]:
        at += timedelta(seconds=75)  # after the lease of the one before
        lives += 1
        assert lives < 20
    found = outcome(folder)
    assert lives > 3
    assert sorted(found.nonces) == sorted(unharmed.outcome.nonces)
    assert (found.lines, found.slots, found.states) == (
        unharmed.outcome.lines, unharmed.outcome.slots, {State.SENT},
    )  # fmt: skip
