"""Time that passes at once, for what waits in an event loop."""

import asyncio


def let_pass(seconds: float) -> None:
    """Let so much time pass for all that waits in this event loop."""
    loop = asyncio.get_running_loop()
    clock = loop.time
    loop.time = lambda: clock() + seconds  # type: ignore[method-assign]
