"""Databases in files: filled, damaged, left as a killed program leaves them; and calls that are killed at each step."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from digests.adapters.backups import check
from digests.adapters.store import open_store
from tests.digests.adapters.examples import FEED, article

# Runs one call, and dies at the n-th time it touches a file; says whether it died. Once for each line with an n.
MORTAL = """
import os, signal, sys
from pathlib import Path
from digests.adapters import backups
name, url, path = sys.argv[1:]
TOUCHES = {"sqlite3.connect", "sqlite3.connect/handle", "os.rename", "os.link", "os.remove", "os.chmod", "open",
           "tempfile.mkstemp"}
backups.known_versions()  # imports what it needs
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        left = int(line)
        def touched(event, arguments):
            global left
            if event in TOUCHES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(touched)
        getattr(backups, name)(url, Path(path))
        os._exit(0)
    print(os.WIFSIGNALED(os.waitpid(child, 0)[1]), flush=True)
"""


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def save(path: Path, *names: str) -> None:
    with closing(open_store(url(path))) as store:
        store.save_feeds([FEED])
        store.save_articles(map(article, names))


def saved(path: Path) -> set[str]:
    check(url(path))
    with closing(open_store(url(path))) as store:
        return {each.id for each in store.ungrouped_articles()}


def files(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.is_file())


def die_at_each_step(name: str, path: Path, backup: Path, look: Callable[[], None]) -> int:
    """Kill a call at each touch of a file in turn, looking at what is left; return how often it was killed."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", MORTAL, name, url(path), str(backup)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    ) as caller:
        assert caller.stdin is not None
        assert caller.stdout is not None
        for step in range(1, 100):
            print(step, file=caller.stdin, flush=True)
            died = caller.stdout.readline()
            look()
            if died == "False\n":
                return step - 1
            assert died == "True\n"
    raise AssertionError("it never ended")


def articles_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name for (name,) in database.execute("SELECT id FROM article")}


def damage(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))


def killed_in_the_middle(path: Path) -> None:
    """Leave a database as a program does that is killed after a commit: a part is only in the log."""
    log = path.with_name(path.name + "-wal")
    with closing(open_store(url(path))) as store:
        store.save_articles([article("logged")])
        left = path.read_bytes(), log.read_bytes()
    path.write_bytes(left[0])
    log.write_bytes(left[1])
    assert left[1]
