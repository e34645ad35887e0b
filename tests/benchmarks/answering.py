"""What the benchmarks of the platforms share: when requests came, how long it took, what held the event loop.

held = Held()
...
print(row("`story`", taken))   # | `story` | 1 | 2 | 53 | 89 | 1 |
"""

import asyncio
import asyncio.events
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class Requests(list[Any]):
    """What the bot asks of a platform, as its double notes it, and when that was."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, entry: Any) -> None:
        super().append(entry)
        self.at.append(time.perf_counter())

    def since(self, first: int) -> list[tuple[float, Any]]:
        """Return when each came, and what it was, without as many as came first."""
        return list(zip(self.at[first:], self[first:], strict=True))


class Held:
    """How long callbacks held the event loop."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        run = asyncio.events.Handle._run

        def timed(handle: asyncio.Handle) -> None:
            began = time.perf_counter()
            run(handle)
            self.longest_s = max(self.longest_s, time.perf_counter() - began)

        asyncio.events.Handle._run = timed  # type: ignore[method-assign, assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The milliseconds of one thing that somebody did."""

    acknowledged: float
    answered: float
    held: float  # the event loop, by the longest callback


def cells(times: Sequence[float]) -> list[str]:
    """Return p50 and p99 as cells of a table."""
    return [f"{statistics.median(times):.0f}", f"{sorted(times)[round(0.99 * (len(times) - 1))]:.0f}"]


def row(name: str, taken: Sequence[Taken]) -> str:
    """Return the row of the table: p50 and p99 of either time, and the longest hold of the loop."""
    both = [*cells([each.acknowledged for each in taken]), *cells([each.answered for each in taken])]
    return f"| {' | '.join([name, *both])} | {max(each.held for each in taken):.0f} |"
