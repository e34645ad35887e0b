"""Turns: a request asks for its host's turn and waits until asking that host is polite; one that closed fails at once.

async with politeness.turn("example.org"):
    ...  # one connection to that host, the second at most, and none was begun within the last second
"""

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

_SWEEP_AT = 1000  # hosts that are remembered before the idle ones are looked for


class HostClosed(Exception):
    """The host asked to be left alone, with this status, and this much of the time is left."""

    def __init__(self, status: int, remaining: timedelta) -> None:
        super().__init__(status, remaining)
        self.status = status
        self.remaining = remaining


class Clock:
    """The event loop's time; a test puts its own in its place."""

    def time(self) -> float:
        """Return seconds since some moment."""
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


@dataclass(slots=True, kw_only=True)
class _Host:
    connections: asyncio.Semaphore
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)  # held by the one whose turn is next
    users: int = 0  # running and waiting
    interval_s: float
    started_at: float = -math.inf
    closed_until: float = -math.inf
    closed_with: int = 0  # the status


class Politeness:
    """How often and how many at once hosts are asked. A host is any key; idle ones are forgotten in time."""

    def __init__(
        self,
        *,
        interval_s: float = 1,  # from the start of one request to a host to the start of the next
        per_host: int = 2,
        at_once: int = 100,  # over all hosts
        clock: Clock,
    ) -> None:
        self._interval_s = interval_s
        self._per_host = per_host
        self._all = asyncio.Semaphore(at_once)
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._sweep_at = _SWEEP_AT

    @contextlib.asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Hold one of the host's connections, and one of all, from when it may be asked.

        Raises HostClosed when the host is closed, or is closed while this waits.
        """
        host = self._host(key)
        self._check_open(host)
        host.users += 1
        try:
            async with host.connections:
                # A request that waits for its host holds nothing that the other hosts' need.
                async with host.starting:
                    self._check_open(host)
                    while (wait := host.started_at + host.interval_s - self._clock.time()) > 0:
                        await self._clock.sleep(wait)
                    await self._all.acquire()
                    host.started_at = self._clock.time()
                try:
                    self._check_open(host)
                    yield
                finally:
                    self._all.release()
        finally:
            host.users -= 1

    def sent(self, key: str) -> None:
        """Count the interval from now: the request whose turn it was has only just left, after connecting."""
        self._host(key).started_at = self._clock.time()

    def close(self, key: str, status: int, wait: timedelta) -> None:
        """Let no request to this host begin for so long: it answered with this status and asked for it."""
        host = self._host(key)
        host.closed_until = max(host.closed_until, self._clock.time() + wait.total_seconds())
        host.closed_with = status

    def slow_down(self, key: str, interval_s: float) -> None:
        """Let the host's requests begin this far apart from now on, or as all others' if that is further."""
        self._host(key).interval_s = max(self._interval_s, interval_s)

    def _check_open(self, host: _Host) -> None:
        remaining = host.closed_until - self._clock.time()
        if remaining > 0:
            raise HostClosed(host.closed_with, timedelta(seconds=remaining))

    def _host(self, key: str) -> _Host:
        if key not in self._hosts:
            if len(self._hosts) >= self._sweep_at:
                self._hosts = {key: host for key, host in self._hosts.items() if not self._is_idle(host)}
                self._sweep_at = max(_SWEEP_AT, 2 * len(self._hosts))
            self._hosts[key] = _Host(connections=asyncio.Semaphore(self._per_host), interval_s=self._interval_s)
        return self._hosts[key]

    def _is_idle(self, host: _Host) -> bool:
        return not host.users and self._clock.time() >= max(host.started_at + host.interval_s, host.closed_until)
