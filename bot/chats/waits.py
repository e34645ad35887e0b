"""How long a chat asks to be left alone, as a header says it. Pure.

asked_wait({"Retry-After": "30"}, "Retry-After")   # 30 seconds
"""

import math
from collections.abc import Mapping
from datetime import timedelta

LONGEST_WAIT_S = 172_800.0  # whatever else a header says


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
