"""Threads for what may never come back: a disk that hangs, a terminal that is paused.

In: a function and what it takes. Out: its future. The event loop's own threads are few, and all SQL goes through them:
whatever stays in one of them for good takes it away from the database.

    count = await asyncio.wrap_future(begun(len, "abc"))
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def begun(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Begin work in a thread of its own and return its future, which is done when the thread is, and not before.

    Nothing waits for the thread when the program ends.
    """
    future = Future[T]()
    future.set_running_or_notify_cancel()  # from now on nobody can cancel it, also not who waits for it

    def run() -> None:
        try:
            result = work(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 — it is raised where somebody waits for it
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, daemon=True).start()
    return future
