"""Processes in which steps meet what strangers sent: in, a step and its arguments; out, its result or a StepFailed.

    with ProcessWorkers() as workers:
        feed, entries = await workers.run(read_feed, body, url="https://example.org/feed.xml")

A parser that hangs, crashes or swells takes its own process with it and nothing else; the next job gets a new one.
The processes start at the first job and end with the `with` block, or with the process that made them, however it
ends.
"""

import asyncio
import contextlib
import math
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from digests.errors import DigestError, StepFailed

P = ParamSpec("P")
T = TypeVar("T")

MEMORY_MB = 1_500  # of address space, of which the libraries that read feeds and pages take some 300
JOBS_A_PROCESS = 500  # then a new one takes its place, so that what a library leaks stays small
MOST_PROCESSES = 4  # by default: some 60 MB each, and the network gives no more to do
_BASE_LIMIT_S = 2  # up to a megabyte of arguments
_MB = 1_000_000
# For all that happens before a step begins (unpickling imports its module), and where a process cannot end itself
# in time: without POSIX signals, or stopped.
_BACKSTOP_S = 15


class ProcessWorkers:
    """The Workers port on child processes of this machine. A context manager; serves one event loop at a time."""

    def __init__(
        self,
        *,
        processes: int | None = None,
        memory_mb: int = MEMORY_MB,
        jobs_a_process: int = JOBS_A_PROCESS,
        prepare: Callable[[], object] | None = None,
    ) -> None:
        """Make workers, by default one a processor, `MOST_PROCESSES` at most.

        `prepare` is called in every new process before its first job, without a time limit: it loads what the steps
        would otherwise load within theirs.
        """
        self._processes = processes or min(os.cpu_count() or 1, MOST_PROCESSES)
        self._jobs_a_process = jobs_a_process
        self._prepare = prepare
        self._memory_mb = memory_mb
        self._pool: ProcessPool | None = None
        self._turns: asyncio.Semaphore | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are at."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    async def run(self, step: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return `step(*args, **kwargs)` as computed in another process; see the port for the contract.

        `time_limit_s` is the limit; waiting for a free process does not count. Memory is limited on POSIX systems only.
        """
        job = pickle.dumps((step, args, kwargs), pickle.HIGHEST_PROTOCOL)
        async with self._turn():
            succeeded, result = pickle.loads(await self._outcome(job, time_limit_s(len(job))))  # noqa: S301, our own child wrote it
        if not succeeded:
            raise result
        return result  # type: ignore[no-any-return]  # what the step returned

    def _turn(self) -> asyncio.Semaphore:
        """As many jobs at a time as processes: what waits here can be cancelled without ending a process."""
        if self._turns is None or self._loop is not asyncio.get_running_loop():
            self._loop = asyncio.get_running_loop()
            self._turns = asyncio.Semaphore(self._processes)
        return self._turns

    async def _outcome(self, job: bytes, limit_s: int) -> bytes:
        try:
            return await self._tried(job, limit_s)
        except BrokenProcessPool:
            self.close()
        try:  # once more: when the pool breaks, it may be through another job, or through no job at all
            return await self._tried(job, limit_s)
        except BrokenProcessPool as error:
            self.close()
            raise StepFailed("no process could be started to read it") from error

    async def _tried(self, job: bytes, limit_s: int) -> bytes:
        arguments = (job, limit_s, f"it took more than {self._memory_mb:,} MB of memory")
        try:
            future = self._started_pool().schedule(_outcome_of, args=arguments, timeout=limit_s + _BACKSTOP_S)
            outcome: bytes = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise StepFailed(f"it took longer than {limit_s} s") from error
        except ProcessExpired as error:
            if sys.platform != "win32" and error.exitcode == -signal.SIGALRM:
                raise StepFailed(f"it took longer than {limit_s} s") from error
            raise StepFailed("it ended the process that read it") from error
        return outcome

    def _started_pool(self) -> ProcessPool:
        if self._pool is not None and not self._pool.active:
            self.close()  # it broke while nobody waited for a job: the system ended an idle process
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._processes,
                max_tasks=self._jobs_a_process,
                initializer=_make_ready,
                initargs=(self._memory_mb * _MB, self._prepare),
                # A forked child would inherit the threads' locks, and the open connections of the event loop.
                context=multiprocessing.get_context("spawn"),
            )
            with _interrupts_blocked():
                self._pool.active  # noqa: B018, starts its processes and threads
        return self._pool


def time_limit_s(job_bytes: int) -> int:
    """Return how many seconds a job may take: 2 up to a megabyte of step and arguments, 1 more for each further one."""
    return _BASE_LIMIT_S + max(0, math.ceil(job_bytes / _MB) - 1)


@contextlib.contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Threads and processes started within never get Ctrl+C: they would print a traceback each while they start."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # starting it unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ---------------------------------------------------------------- in the child


def _make_ready(max_bytes: int, prepare: Callable[[], object] | None) -> None:
    """Limit this process, which has just started, and load what its jobs need."""
    if sys.platform != "win32":
        import resource  # not on Windows

        for kind, limit in ((resource.RLIMIT_AS, max_bytes), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):  # macOS refuses some limits
                resource.setrlimit(kind, (limit, limit))
        # Pebble answers SIGTERM in Python, which a parser in C never returns to; we have nothing to clean up.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if prepare is not None:
        with contextlib.suppress(Exception):  # what is missing, the step that needs it will say
            prepare()


def _outcome_of(job: bytes, limit_s: int, too_much_memory: str) -> bytes:
    """Return the pickled (True, result) or (False, error) of a pickled job; end this process after the limit.

    The alarm's own action ends the process, also in the middle of C code, and also when nobody waits any more.
    Pickled here and not by Pebble, for whom what cannot be pickled or unpickled breaks the whole pool.
    """
    try:
        step, args, kwargs = pickle.loads(job)  # noqa: S301, our own parent wrote it
        _set_alarm(limit_s)
        return pickle.dumps((True, step(*args, **kwargs)), pickle.HIGHEST_PROTOCOL)
    except DigestError as error:
        return pickle.dumps((False, error))
    except MemoryError:
        return pickle.dumps((False, StepFailed(too_much_memory)))
    except BaseException as error:  # noqa: BLE001, a step may even exit: all of it is the step's failure
        return pickle.dumps((False, _broken(error)))
    finally:
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _broken(error: BaseException) -> StepFailed:
    """Name the kind and the place of an error, not its message, which may quote what was read."""
    failure = StepFailed(f"it breaks the reader ({type(error).__name__})")
    failure.add_note("".join(traceback.format_tb(error.__traceback__)))
    return failure
