"""How long to wait before a chat that is away is tried again. Pure but for chance."""

import random
from collections.abc import Iterator

FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 300.0


def pauses() -> Iterator[float]:
    """Yield how many seconds to wait before each further attempt: longer each time, and no two bots alike."""
    pause = FIRST_PAUSE_S
    while True:
        yield pause * random.uniform(1, 1.2)  # noqa: S311 — nothing is kept secret by it
        pause = min(2 * pause, LONGEST_PAUSE_S / 1.2)
