"""The processes that read what strangers sent: what they give back, and that nothing gets out of them."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from digests.adapters.workers import ProcessWorkers, time_limit_s
from digests.errors import BadRequest, DigestError, FeedUnreadable, FetchFailed, SourceMissing, StepFailed

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither these signals nor these limits")


@pytest.fixture(scope="module")
def workers() -> Iterator[ProcessWorkers]:
    with ProcessWorkers(processes=2) as workers:
        yield workers


# ---------------------------------------------------------------- steps, to be run in a child

prepared = False


def prepare() -> None:
    global prepared  # noqa: PLW0603, as a library would keep what it has loaded
    prepared = True


def is_prepared() -> bool:
    return prepared


def joined(*parts: str, by: str) -> str:
    return by.join(parts)


def fail_with(error: BaseException) -> None:
    raise error


def hang() -> None:
    while True:
        pass


def backtrack() -> object:
    return re.match("(a|a)*$", "a" * 60 + "b")


def nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


def closure() -> Callable[[], int]:
    return lambda: 1


class TwoPartError(Exception):
    """One that pickle can take apart and not put together."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def fail_in_two_parts() -> None:
    raise TwoPartError("secret", "words")


# ---------------------------------------------------------------- what comes back


async def test_a_step_gives_its_result_from_another_process(workers: ProcessWorkers) -> None:
    assert await workers.run(joined, "rain", "fog", by="-") == "rain-fog"
    assert await workers.run(os.getpid) != os.getpid()


@pytest.mark.parametrize(
    "error",
    [
        SourceMissing("/news.xml", "there is no such file"),
        FeedUnreadable("https://news.example/rss", "this is a picture"),
        FetchFailed("https://news.example/rss", "busy", status=429, retry_after=timedelta(minutes=7)),
        StepFailed("it is too long"),
        BadRequest("no such language"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_an_error_of_the_tree_arrives_as_itself(workers: ProcessWorkers, error: DigestError) -> None:
    with pytest.raises(type(error)) as caught:
        await workers.run(fail_with, error)
    assert (str(caught.value), vars(caught.value)) == (str(error), vars(error))


@pytest.mark.parametrize(
    ("step", "clause"),
    [
        (fail_in_two_parts, r"it breaks the reader \(TwoPartError\)"),
        (sys.exit, r"it breaks the reader \(SystemExit\)"),
        (closure, r"it breaks the reader \(\w+\)"),
        (os.abort, "it ended the process that read it"),
    ],
)
async def test_what_else_a_step_does_is_a_clause(
    workers: ProcessWorkers, step: Callable[[], object], clause: str
) -> None:
    with pytest.raises(StepFailed) as caught:
        await workers.run(step)
    assert re.fullmatch(clause, str(caught.value))
    assert await workers.run(abs, -1) == 1


async def test_a_process_that_ends_at_once_fails_its_own_job_only(workers: ProcessWorkers) -> None:
    with pytest.raises(StepFailed, match="it ended the process that read it"):
        await workers.run(os._exit, 3)
    assert await workers.run(abs, -1) == 1


async def test_a_result_too_deep_to_send_is_a_clause(workers: ProcessWorkers) -> None:
    with pytest.raises(StepFailed, match=r"it breaks the reader \(RecursionError\)"):
        await workers.run(nested, 100_000)


async def test_the_place_of_an_error_is_noted_and_its_message_is_not(workers: ProcessWorkers) -> None:
    with pytest.raises(StepFailed) as caught:
        await workers.run(fail_with, KeyError("secret words"))
    told = str(caught.value) + "".join(caught.value.__notes__)
    assert "in fail_with" in told
    assert "secret words" not in told


@on_posix
async def test_memory_has_a_limit(workers: ProcessWorkers) -> None:
    with pytest.raises(StepFailed, match="it took more than 1,500 MB of memory"):
        await workers.run(bytearray, 3_000_000_000)
    assert len(await workers.run(bytes, 50_000_000)) == 50_000_000


# ---------------------------------------------------------------- time


@pytest.mark.parametrize(
    ("size", "seconds"), [(0, 2), (1_000_000, 2), (1_000_001, 3), (3_000_000, 4), (15_000_000, 16)]
)
def test_the_time_limit_grows_with_what_is_given(size: int, seconds: int) -> None:
    assert time_limit_s(size) == seconds


@on_posix
async def test_a_step_without_end_is_ended_and_what_waits_behind_it_has_its_full_time() -> None:
    with ProcessWorkers(processes=1) as workers:
        jobs = (workers.run(hang), workers.run(backtrack), workers.run(abs, -3))
        *failures, result = await asyncio.gather(*jobs, return_exceptions=True)
    assert [str(failure) for failure in failures] == ["it took longer than 2 s"] * 2
    assert result == 3


async def test_a_cancelled_job_makes_room_for_the_next() -> None:
    with ProcessWorkers(processes=1) as workers:
        await workers.run(abs, -1)
        for _ in range(3):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(workers.run(time.sleep, 1.5), timeout=0.05)
        assert await workers.run(abs, -3) == 3


async def test_a_crowd_of_jobs_each_gets_its_own_answer(workers: ProcessWorkers) -> None:
    async def answer(number: int) -> object:
        try:
            return await (workers.run(os.abort) if number % 40 == 7 else workers.run(divmod, number, 7))
        except StepFailed as failure:
            return str(failure)

    answers = await asyncio.gather(*(answer(number) for number in range(200)))
    for number, given in enumerate(answers):
        assert given == ("it ended the process that read it" if number % 40 == 7 else divmod(number, 7))


# ---------------------------------------------------------------- processes


async def test_a_process_is_replaced_after_so_many_jobs() -> None:
    with ProcessWorkers(processes=1, jobs_a_process=2) as workers:
        pids = [await workers.run(os.getpid) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_one_event_loop_after_the_other_is_served(workers: ProcessWorkers) -> None:
    async def round_of(jobs: int) -> list[int]:
        return await asyncio.gather(*(workers.run(abs, -number) for number in range(jobs)))

    assert [asyncio.run(round_of(jobs)) for jobs in (5, 5)] == [[0, 1, 2, 3, 4]] * 2


async def test_each_process_is_prepared_before_its_first_job() -> None:
    with ProcessWorkers(processes=1, jobs_a_process=1, prepare=prepare) as workers:
        assert [await workers.run(is_prepared), await workers.run(is_prepared)] == [True, True]
    assert not is_prepared()


async def test_a_preparation_that_fails_leaves_the_saying_to_the_steps() -> None:
    with ProcessWorkers(processes=1, prepare=fail_in_two_parts) as workers:
        assert await workers.run(abs, -1) == 1


@on_posix
async def test_an_idle_process_that_the_system_ends_is_replaced() -> None:
    with ProcessWorkers(processes=1) as workers:
        for _ in range(3):
            os.kill(await workers.run(os.getpid), signal.SIGKILL)
        assert await workers.run(abs, -1) == 1


PROGRAM = """
import asyncio, multiprocessing, signal, sys, time
from digests.adapters.workers import ProcessWorkers

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs begin deaf to it

async def work(workers):
    idle = len(multiprocessing.active_children())
    print(idle, await workers.run(abs, -1), flush=True)
    await asyncio.gather(*(workers.run(time.sleep, float(sys.argv[1])) for _ in range(4)))

if __name__ == "__main__":
    with ProcessWorkers(processes=2) as workers:
        asyncio.run(work(workers))
"""


def _program(busy_s: float) -> "subprocess.Popen[str]":
    # Its children share its output: that ends only when the last of them has.
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(busy_s)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_processes_start_at_the_first_job_and_end_with_the_program_without_a_warning() -> None:
    with _program(0.01) as program:
        assert program.communicate() == ("0 1\n", "")
        assert program.returncode == 0


@on_posix
@pytest.mark.parametrize("end", ["SIGKILL", "SIGTERM"])
def test_no_process_outlives_a_program_that_is_killed(end: str) -> None:
    with _program(1e6) as program:
        assert program.stdout
        assert program.stdout.readline() == "0 1\n"
        program.send_signal(getattr(signal, end))
        output, errors = program.communicate()  # returns when every process has ended
    assert (output, "Traceback" in errors) == ("", False)


@on_posix
def test_an_interrupt_from_the_keyboard_is_told_by_the_program_alone() -> None:
    with _program(1e6) as program:
        assert program.stdout
        assert program.stdout.readline() == "0 1\n"
        os.killpg(program.pid, signal.SIGINT)
        _, errors = program.communicate()
    assert "\nKeyboardInterrupt\n" in errors
    # A process that is still starting when the pool ends may say that the pool's lock is gone, but not that.
    assert not [told for told in errors.split("Traceback") if "spawn_main" in told and "KeyboardInterrupt" in told]
