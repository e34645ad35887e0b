"""Processes that serve a house and die at a given point: forked, so that each costs milliseconds.

Run as a program this is the nursery: it has loaded everything, and for each line on stdin, a JSON list of `Life`s,
it lets as many processes live at once and answers with their exit codes. A point has a name like
"before the commit of save_postings, 1".

    with opened_nursery() as nursery:
        assert nursery.live(Life(folder=folder, dies="after send, 2")) == [-signal.SIGKILL]
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from digests.adapters.ledger import SqlLedger
from digests.adapters.store import SqlStore
from tests.faults.house import NOON, ForgetfulChat, TwoPartChat, a_clock, build, opened, run_until_nothing_is_due

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Life:
    """One process: it serves the house in `folder` from `at` on, for one round or until nothing is due any more."""

    folder: str
    at: str = NOON.isoformat()
    until_nothing_is_due: bool = False
    forgetful: bool = False  # whether its chat keeps no nonces
    dies: str = ""  # at which point
    url: str = ""  # of the database, where it is not the file of the house
    points: str = ""  # the file to which the names of the points are written that it has passed


class Nursery:
    """The other end of the program."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def live(self, *lives: Life) -> list[int]:
        """Let processes live at once, and return how each ended: 0, or the negative number of a signal."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([asdict(life) for life in lives]), file=self._process.stdin, flush=True)
        ends: list[int] = json.loads(self._process.stdout.readline())
        return ends


@contextmanager
def opened_nursery() -> Iterator[Nursery]:
    """Start the program, and end it."""
    command = [sys.executable, "-m", "tests.faults.nursery"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield Nursery(process)


# ---------------------------------------------------------------- a life


class Fate:
    """Counts the points that a process passes, and ends it at one of them."""

    def __init__(self, dies: str) -> None:
        self._dies = dies
        self._passed = Counter[str]()
        self._lock = threading.Lock()
        self.names: list[str] = []

    def passes(self, what: str) -> None:
        with self._lock:
            self._passed[what] += 1
            name = f"{what}, {self._passed[what]}"
            self.names.append(name)
        if name == self._dies:
            os.kill(os.getpid(), signal.SIGKILL)

    def rules_commits(self, engine: Engine) -> None:
        """Let each commit be two points, named after the method of store or ledger whose transaction it is."""
        commit = engine.dialect.do_commit

        def watched(connection: PoolProxiedConnection) -> None:
            method = _method()
            self.passes(f"before the commit of {method}")
            commit(connection)
            self.passes(f"after the commit of {method}")

        engine.dialect.do_commit = watched  # type: ignore[assignment,method-assign]


def _method() -> str:
    frame = sys._getframe(1)
    while frame and not isinstance(frame.f_locals.get("self"), SqlStore | SqlLedger):
        frame = frame.f_back  # type: ignore[assignment]
    return frame.f_code.co_name if frame else "nobody"


async def serve(life: Life, fate: Fate) -> None:
    """Serve the house until fate ends the process, or all is done."""

    class Chat(ForgetfulChat if life.forgetful else TwoPartChat):  # type: ignore[misc]
        async def send(
            self, address: str, payload: str, nonce: str, *, workspace: str | None = None, first: str | None = None
        ) -> str:
            fate.passes("before send")
            message_id: str = await super().send(address, payload, nonce)
            fate.passes("after send")
            return message_id

    with opened(Path(life.folder), life.url) as (store, ledger):
        fate.rules_commits(ledger._engine)
        clock, at = a_clock(store, ledger, Chat()), datetime.fromisoformat(life.at)
        await (run_until_nothing_is_due(clock, at) if life.until_nothing_is_due else clock.run_due(at))


def lived(life: Life) -> None:
    fate = Fate(life.dies)
    asyncio.run(serve(life, fate))
    if life.points:
        Path(life.points).write_text("\n".join(fate.names), encoding="utf-8")


# ---------------------------------------------------------------- the program


def forked(life: Life, gate: int) -> int:
    """Return the id of a process that lives as soon as the gate is shut."""
    child = os.fork()
    if child:
        return child
    end = 1
    try:
        os.read(gate, 1)
        os.chdir(life.folder)
        lived(life)
        end = 0
    except Exception as error:  # noqa: BLE001 — the tests see how it ended, and here is why
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(end)


def together(lives: Sequence[Life]) -> list[int]:
    """Return how these lives ended that began at one moment."""
    assert threading.active_count() == 1, "a forked process would want what these threads hold"
    gate, shut = os.pipe()
    children = [forked(life, gate) for life in lives]
    os.write(shut, b"." * len(children))
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    os.close(gate)
    os.close(shut)
    return ends


def warm_up() -> None:
    """Serve a house once: what is loaded at its first use is loaded then."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        build(Path(folder))
        lived(Life(folder=folder))
        os.chdir(ROOT)


def main() -> None:
    def drop(_logger: object, _method: str, _event: object) -> str:
        raise structlog.DropEvent

    structlog.configure(processors=[drop])
    warm_up()
    for line in sys.stdin:
        print(json.dumps(together([Life(**each) for each in json.loads(line)])), flush=True)


if __name__ == "__main__":
    main()
