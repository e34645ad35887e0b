"""How many more requests Discord may answer with "no" before it bans this address, and the guard before that.

In: every answer that the client's session gets. Out: how long nothing is to be posted.

    budget = InvalidRequests()
    client = discord.AutoShardedClient(intents=…, http_trace=trace(budget))
    budget.wait()   # None: go on

Source: Discord's API reference, "Rate Limits", "Invalid Request Limit": 10,000 answers of 401, 403 and 429 in 10
minutes for one IP address, without those 429 that say that their limit is shared with others.
"""

import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from types import SimpleNamespace

    import aiohttp

MOST = 8_000  # of the 10,000; the rest is for what people ask of the bot meanwhile, and for others at this address
WINDOW = timedelta(minutes=10)
_SHARED = "shared"  # X-RateLimit-Scope

_log = structlog.get_logger("digestbot.discord")


class InvalidRequests:
    """Counts the answers that Discord holds against an address, and says when to be silent."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._monotonic = monotonic
        self._most = most
        self._seen: deque[float] = deque()
        self._silent_until: float | None = None

    def saw(self, status: int, scope: str | None = None) -> None:
        """Count an answer of that status; `scope` is its header X-RateLimit-Scope."""
        if status not in (401, 403, 429) or (status == 429 and scope == _SHARED):
            return
        now = self._monotonic()
        self._seen.append(now)
        while self._seen[0] <= now - WINDOW.total_seconds():
            self._seen.popleft()
        if len(self._seen) >= self._most and self.wait() is None:
            self._silent_until = now + WINDOW.total_seconds()  # then none of these counts any more
            _log.warning("discord_posting_stops", invalid_requests=len(self._seen), for_s=WINDOW.total_seconds())

    def wait(self) -> timedelta | None:
        """Return how long nothing is to be posted; None: not at all."""
        rest = (self._silent_until or 0.0) - self._monotonic()
        return timedelta(seconds=rest) if self._silent_until is not None and rest > 0 else None


def trace(budget: InvalidRequests) -> "aiohttp.TraceConfig":
    """Return what shows the budget each answer to a client, also to what people ask: its `http_trace`."""
    import aiohttp  # here, since every command line would wait for it

    async def seen(_: "aiohttp.ClientSession", __: "SimpleNamespace", end: "aiohttp.TraceRequestEndParams") -> None:
        budget.saw(end.response.status, end.response.headers.get("X-RateLimit-Scope"))

    config = aiohttp.TraceConfig()
    config.on_request_end.append(seen)
    return config
