"""How long to leave a chat alone: as long as its header asks, or longer each time that it is away. Pure but for chance.

asked_wait({"Retry-After": "30"}, "Retry-After")   # 30 seconds
list(islice(pauses(), 3))                          # [5.6, 10.3, 23.1]: seconds
"""

import math
import random
from collections.abc import Iterator, Mapping
from datetime import timedelta

LONGEST_WAIT_S = 172_800.0  # whatever else a header says
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 300.0


def asked_wait(headers: Mapping[str, str], *names: str) -> timedelta | None:
    """Return how long the first of these headers asks us to wait; None where none does, or not in numbers."""
    for name in names:
        try:
            return wait_of(float(headers[name]))
        except (KeyError, ValueError):
            continue
    return None


def wait_of(seconds: float) -> timedelta | None:
    """Return so many seconds as a wait; None where that is none."""
    return timedelta(seconds=min(seconds, LONGEST_WAIT_S)) if seconds >= 0 and not math.isnan(seconds) else None


def pauses() -> Iterator[float]:
    """Yield how many seconds to wait before each further attempt: longer each time, and no two bots alike."""
    pause = FIRST_PAUSE_S
    while True:
        yield pause * random.uniform(1, 1.2)  # noqa: S311 — nothing is kept secret by it
        pause = min(2 * pause, LONGEST_PAUSE_S / 1.2)
