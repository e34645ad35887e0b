"""A disk that is full, a database that can only be read, or one that another process keeps: said, survived, made up.

The trouble begins at one of the transactions of a round, and ends before the next round.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import pytest
from sqlalchemy import Engine, event

from digests.errors import StoreUnusable
from digests.postings import State
from tests.faults.house import (
    MINUTE,
    NOON,
    Outcome,
    TwoPartChat,
    a_clock,
    build,
    opened,
    outcome,
    run_until_nothing_is_due,
    state_of,
)

Harm: TypeAlias = Callable[[sqlite3.Connection], object]

LIMITLESS = 2**30
STEP = 9  # connections between the points where trouble begins; odd, so that every other process is a new one
URL = "sqlite:///news.db?timeout=0.05"

# Does statements from stdin in the databases that they are for.
KEEPER = """
import sqlite3, sys
connections = {}
for line in sys.stdin:
    path, statement = line.rstrip().split("|")
    if path not in connections:
        connections[path] = sqlite3.connect(path, isolation_level=None)
    connections[path].execute(statement)
    print("done", flush=True)
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house before its round, in the working folder."""
    folder = tmp_path / "house"
    folder.mkdir()
    build(folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
async def expected(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """What its readers get where nothing goes wrong."""
    copy = tmp_path / "unharmed"
    shutil.copytree(house, copy)
    monkeypatch.chdir(copy)
    with opened(copy) as (store, ledger):
        await a_clock(store, ledger).run_due(NOON)
    found = outcome(copy)
    monkeypatch.chdir(house)
    assert (len(found.nonces), found.states) == (4, {State.SENT})
    return found


class Trouble:
    """What goes wrong with a database, from the n-th time on that somebody asks for a connection."""

    def __init__(self, engine: Engine, begin: Harm, end: Harm, *, after: int) -> None:
        self._begin, self._end, self._left = begin, end, after
        self._is_over = False
        self.asked = 0
        event.listen(engine, "checkout", self._checked_out)

    def _checked_out(self, connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        self.asked += 1
        if self._is_over:
            self._end(connection)
        elif self.asked > self._left:
            self._begin(connection)

    def ends(self) -> None:
        self._is_over = True


class Keeper:
    """Another process, which can keep the database of the working folder locked."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._one = Lock()
        self._is_locked = False

    def lock(self, _connection: sqlite3.Connection) -> None:
        with self._one:
            if not self._is_locked:
                self._do("BEGIN IMMEDIATE")
            self._is_locked = True

    def unlock(self, _connection: sqlite3.Connection) -> None:
        with self._one:
            if self._is_locked:
                self._do("ROLLBACK")
            self._is_locked = False

    def _do(self, statement: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(Path("news.db").absolute(), statement, sep="|", file=self._process.stdin, flush=True)
        assert self._process.stdout.readline() == "done\n"


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    command = [sys.executable, "-c", KEEPER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Keeper(process)


def pragma(name: str, value: int) -> Harm:
    return lambda connection: connection.execute(f"PRAGMA {name} = {value}").close()


async def survived(folder: Path, begin: Harm, end: Harm, *, after: int, is_restarted: bool) -> tuple[str, int]:
    """Return what a round said ("" where it felt nothing) that the next ones made up for, and how often it asked."""
    states: list[str] = []
    chat = TwoPartChat(before_send=lambda nonce: states.append(state_of(folder / "news.db", nonce)))
    said = ""
    with opened(folder, URL) as (store, ledger):
        trouble = Trouble(ledger._engine, begin, end, after=after)
        clock = a_clock(store, ledger, chat)
        try:
            await clock.run_due(NOON)
        except StoreUnusable as error:
            said = str(error)
        asked = trouble.asked
        trouble.ends()
        if is_restarted:
            clock = a_clock(store, ledger, TwoPartChat())
        await run_until_nothing_is_due(clock, NOON + 2 * MINUTE)
    assert set(states) <= {"sending"}, "a message left without a claim on the disk"
    with closing(sqlite3.connect(folder / "news.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return said, asked


async def check_all(house: Path, expected: Outcome, begin: Harm, end: Harm, sentence: str) -> None:
    """Let the trouble begin at several points of a round, and be survived by the same process or the next one."""
    sentences, wrong, after = set[str](), {}, 0
    while True:
        folder = house.with_name(f"trouble-{after}")
        shutil.copytree(house, folder)
        os.chdir(folder)  # ends with the fixture's
        said, asked = await survived(folder, begin, end, after=after, is_restarted=after % 2 == 1)
        if asked <= after:
            break
        sentences.add(said.replace(str(folder), "…"))
        found = outcome(folder)
        if (found.lines, found.slots, found.states) != (expected.lines, expected.slots, {State.SENT}):
            wrong[after] = (said, found)
        after += STEP
    assert not wrong
    assert sentences - {""} == {f"The database …/news.db cannot be used: {sentence}."}


async def test_a_full_disk_is_said_and_nothing_is_lost_or_posted_twice(house: Path, expected: Outcome) -> None:
    begin, end = pragma("max_page_count", 1), pragma("max_page_count", LIMITLESS)
    await check_all(house, expected, begin, end, "the disk is full")


async def test_a_database_that_cannot_be_written_is_said_and_nothing_is_lost_or_posted_twice(
    house: Path, expected: Outcome
) -> None:
    begin, end = pragma("query_only", 1), pragma("query_only", 0)
    await check_all(house, expected, begin, end, "it can be read but not written")


async def test_a_database_that_another_process_keeps_is_said_and_nothing_is_lost_or_posted_twice(
    house: Path, expected: Outcome, keeper: Keeper
) -> None:
    await check_all(house, expected, keeper.lock, keeper.unlock, "another program keeps it locked")
