"""Names become addresses: a host name goes in, what the operating system knows of it comes out, without a queue.

    connector = aiohttp.TCPConnector(resolver=Lookups())

The operating system's look-up blocks, for half a minute when a name server is silent, and cannot be stopped. In a
shared pool of threads (asyncio's has as many as the machine has cores, and four) some dead names would hold all
threads, and the names behind them, alive and well, would run into their time limit to connect. So each look-up has a
thread of its own.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

Infos = list[tuple[Any, ...]]  # as socket.getaddrinfo returns them

_ENOUGH = 150  # look-ups under way, most of them given up by those who asked; then no new request starts


class Lookups(AbstractResolver):
    """A resolver of aiohttp's over the operating system's look-up; two requests for one name share one."""

    def __init__(self, look_up: Callable[..., Infos] = socket.getaddrinfo) -> None:
        self._look_up = look_up
        self._under_way: dict[tuple[str, int], asyncio.Future[Infos | OSError]] = {}

    async def spare(self) -> None:
        """Wait until one more look-up may begin. Called before the clock of a request runs, so no time is lost by it.

        It bounds the threads: to these come only the look-ups of requests that are already past this point.
        """
        while len(self._under_way) >= _ENOUGH:
            await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return the addresses of a name. Raises OSError when it has none."""
        future = self._under_way.get((host, family)) or self._begin(host, family)
        outcome = await asyncio.shield(future)  # who gives up does not take the answer away from the others
        if isinstance(outcome, OSError):
            raise OSError(*outcome.args) from outcome
        return [
            ResolveResult(
                hostname=host,
                host=f"{address[0]}%{address[3]}" if len(address) == 4 and address[3] else address[0],
                port=port,
                family=family,
                proto=protocol,
                flags=socket.AI_NUMERICHOST,
            )
            for family, _, protocol, _, address in outcome
            if isinstance(address[0], str)  # a number: an IPv6 address on a Python without IPv6
        ]

    def _begin(self, host: str, family: socket.AddressFamily) -> "asyncio.Future[Infos | OSError]":
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Infos | OSError] = loop.create_future()

        def tell(outcome: Infos | OSError) -> None:
            del self._under_way[host, family]
            future.set_result(outcome)  # errors too: one that nobody fetches any more would be complained about

        def work() -> None:
            outcome: Infos | OSError = OSError("the look-up broke")
            try:
                outcome = self._look_up(host, None, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG)
            except (OSError, UnicodeError) as error:
                outcome = error if isinstance(error, OSError) else OSError(str(error))
            finally:
                with contextlib.suppress(RuntimeError):  # the event loop has ended meanwhile
                    loop.call_soon_threadsafe(tell, outcome)

        # A daemon: the program's end does not wait for it, as it would for a thread of an executor.
        self._under_way[host, family] = future
        try:
            threading.Thread(target=work, name="look-up", daemon=True).start()
        except RuntimeError as error:  # the machine gives no more threads
            tell(OSError(str(error)))
        return future

    async def close(self) -> None:
        """Do nothing: a look-up cannot be stopped, and one that ends later tells nobody."""
