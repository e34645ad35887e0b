"""How long a round over many feeds takes, what it costs, and whether it is a guest that sites like.

Run: .venv/bin/python -m tests.benchmarks.round [FEEDS]

A server in a process of its own answers for FEEDS feeds (1,000) on a quarter as many hosts. In the first round all
feeds are new; in the second 20 % are unchanged, the others have three items more. In both 5 % are slow (2 s) and 5 %
fail in five ways. The server counts what each host was asked.
"""

import asyncio
import multiprocessing
import socket
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.logs import set_up_logs
from digests.adapters.http import HttpFetcher
from digests.adapters.store import open_store
from digests.adapters.workers import ProcessWorkers
from digests.following import newly_followed
from digests.models import Feed
from digests.reading import prepare_pages
from digests.rounds import Status, fetch_feeds
from tests.digests.newsroom import a_feed, an_item

FEEDS_A_HOST = 4
ITEMS = 30  # of a feed; ten are of the last day
SLOW_S = 2.0
NOW = datetime.now(UTC)


# ---------------------------------------------------------------- the sites


class Sites:
    """Every feed of every host, and what each host was asked."""

    def __init__(self) -> None:
        self.versions: dict[int, int] = {}
        self.started: dict[str, list[float]] = {}
        self.open: dict[str, int] = {}
        self.most_open = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host
        self.started.setdefault(host, []).append(time.monotonic())
        self.open[host] = self.open.get(host, 0) + 1
        self.most_open = max(self.most_open, self.open[host])
        try:
            return await self._feed(int(request.path.rpartition("/")[2]), request)
        finally:
            self.open[host] -= 1

    async def _feed(self, number: int, request: web.Request) -> web.StreamResponse:
        if number % 20 == 7:
            return await _failing(number // 20, request)
        if number % 20 == 13:
            await asyncio.sleep(SLOW_S)
        version = self.versions[number] = self.versions.get(number, 0) + 1
        if number % 5 == 0 and request.headers.get("If-None-Match"):
            return web.Response(status=304)
        items = [_item(number, item, version) for item in range(ITEMS + 3 * (version - 1))]
        return web.Response(body=a_feed(*reversed(items), title=f"Feed {number}"), headers={"ETag": f'"{version}"'})


def _item(number: int, item: int, version: int) -> str:
    age = timedelta(hours=2.4 * (ITEMS - item)) if item < ITEMS else timedelta(minutes=version)
    return an_item(number * 100 + item, at=NOW - age)


async def _failing(kind: int, request: web.Request) -> web.StreamResponse:
    match kind % 5:
        case 0:
            return web.Response(status=500)
        case 1:
            return web.Response(status=404)
        case 2:
            return web.Response(status=429, headers={"Retry-After": "3600"})
        case 3:
            return web.Response(body=a_feed(an_item(1))[:-50])
    assert request.transport
    request.transport.abort()
    return web.Response()


def serve(pipe: Connection) -> None:
    """Answer until told to stop; send the port first and the counts last."""

    async def run() -> None:
        sites = Sites()
        app = web.Application()
        app.router.add_get("/{path:.*}", sites.answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1000).start()
        pipe.send(runner.addresses[0][1])
        await asyncio.to_thread(pipe.recv)
        gaps = [later - sooner for times in sites.started.values() for sooner, later in pairwise(times)]
        requests = sum(map(len, sites.started.values()))
        pipe.send({"requests": requests, "hosts": len(sites.started), "open": sites.most_open, "gap": min(gaps)})
        await runner.cleanup()

    asyncio.run(run())


# ---------------------------------------------------------------- the round


class Loopback(AbstractResolver):
    """Every name is this machine."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        pass


class Memory(threading.Thread):
    """Looks ten times a second at what this process and its workers hold: their own pages, and shared ones by part."""

    def __init__(self, besides: int | None) -> None:
        super().__init__(daemon=True)
        self.besides, self.peak_mb, self.own_mb = besides, 0.0, 0.0
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.1):
            children = [child.pid for child in multiprocessing.active_children() if child.pid != self.besides]
            own, *others = [_pss_mb(pid) for pid in ("self", *children)]
            self.own_mb = max(self.own_mb, own)
            self.peak_mb = max(self.peak_mb, own + sum(others))


def _pss_mb(pid: object) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in rollup.splitlines() if line.startswith("Pss:"))


async def rounds(count: int, port: int, folder: Path) -> None:
    """Run both rounds and print a line of the table for each."""
    store = open_store(f"sqlite:///{folder / 'round.db'}")
    for number in range(count):
        url = f"http://host{number // FEEDS_A_HOST}.example:{port}/{number}"
        feed = Feed(url=url, title=f"Feed {number}")
        store.save_followed([newly_followed(feed, location=url, language=None, topic=None, now=NOW)])
    for name, now in (("first", NOW), ("second", NOW + timedelta(minutes=30))):
        started = time.perf_counter()
        async with HttpFetcher("digestbot/benchmark", True, resolver=Loopback()) as fetcher:
            with ProcessWorkers(prepare=prepare_pages) as workers:
                outcomes = await fetch_feeds(
                    store.followed_feeds(), fetcher=fetcher, workers=workers, store=store, now=now
                )
        took = time.perf_counter() - started
        counts = [sum(outcome.status is status for outcome in outcomes) for status in Status]
        new = sum(outcome.new for outcome in outcomes)
        print(f"| {name} | {took:.1f} | {' | '.join(map(str, counts))} | {new} | {count / took:.0f} |", flush=True)
    store.close()


def main() -> None:
    """Print the table of both rounds, then what the server saw and what the memory was."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    set_up_logs("error")
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,))
    server.start()
    memory = Memory(server.pid)
    memory.start()
    print(f"| round | s | {' | '.join(Status)} | new articles | feeds a second |")
    print("| --- " * (len(Status) + 4) + "|")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(rounds(count, here.recv(), Path(folder)))
    memory.done.set()
    here.send("stop")
    saw = here.recv()
    server.join()
    print(f"\nrequests {saw['requests']} on {saw['hosts']} hosts; at most {saw['open']} at once and one every ", end="")
    print(
        f"{saw['gap']:.2f} s on any; peak memory {memory.peak_mb:.0f} MB with the workers, {memory.own_mb:.0f} without"
    )


if __name__ == "__main__":
    main()
